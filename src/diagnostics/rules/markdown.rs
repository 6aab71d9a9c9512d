//! E15x and E16x: copy in Markdown and its shortcodes.

rules! {
    UNKNOWN_SHORTCODE = Error "E150" "unknown-shortcode" {
        en: "there is no shortcode `{name}`", help: "known: {known}", why: "Nothing could be shown in its place.";
        zh: "没有 `{name}` 这个短代码", help: "可用：{known}", why: "它所在的位置什么也显示不出来。";
        bad: "{{< prodcut sku=\"LS-T01\" >}}"; good: "{{< product sku=\"LS-T01\" >}}";
    }
    UNKNOWN_ARGUMENT = Error "E151" "unknown-argument" {
        en: "`{shortcode}` has no argument `{name}`", help: "known here: {known}", why: "A mistyped argument would be silently ignored.";
        zh: "`{shortcode}` 没有 `{name}` 这个参数", help: "这里可用：{known}", why: "写错的参数若被忽略，效果就悄悄丢了。";
        bad: "{{< product skku=\"LS-T01\" >}}"; good: "{{< product sku=\"LS-T01\" >}}";
    }
    MISSING_ARGUMENT = Error "E152" "missing-argument" {
        en: "`{shortcode}` needs `{name}`", help: "add `{name}=\"…\"`", why: "Without it there is nothing to show.";
        zh: "`{shortcode}` 缺少 `{name}`", help: "请加上 `{name}=\"…\"`", why: "缺了它就没有可显示的内容。";
        bad: "{{< product >}}"; good: "{{< product sku=\"LS-T01\" >}}";
    }
    WRONG_ARGUMENT = Error "E153" "wrong-argument" {
        en: "`{name}` cannot be `{value}`", help: "it takes: {expected}", why: "The value has another form than the argument needs.";
        zh: "`{name}` 不能是 `{value}`", help: "应为：{expected}", why: "这个值的形式不对。";
        bad: "{{< products tag=\"明前\" limit=four >}}"; good: "{{< products tag=\"明前\" limit=4 >}}";
    }
    UNCLOSED_SHORTCODE = Error "E154" "unclosed-shortcode" {
        en: "`{name}` is not closed", help: "put `{{< /{name} >}}` on a line of its own after its text", why: "Nobody can tell where its text ends.";
        zh: "`{name}` 没有结束", help: "请在内容后另起一行写 `{{< /{name} >}}`", why: "分不清它的内容到哪里为止。";
        bad: "{{< callout kind=\"tip\" >}}\n先温杯。"; good: "{{< callout kind=\"tip\" >}}\n先温杯。\n{{< /callout >}}";
    }
    SHORTCODE_IN_LINE = Warning "W155" "shortcode-in-line" {
        en: "a shortcode in the middle of a line is shown as it is written", help: "put it on a line of its own; in code, use backticks", why: "A shortcode makes a block: a card, a poster, a gallery. A line of text has no room for one.";
        zh: "写在一行中间的短代码会原样显示", help: "请让它独占一行；若是举例，请用反引号", why: "短代码生成的是一整块内容（卡片、海报、图集），一行文字里放不下。";
        bad: "请看 {{< product sku=\"LS-T01\" >}} 这一款。"; good: "请看这一款:\n\n{{< product sku=\"LS-T01\" >}}";
    }
    STRAY_SHORTCODE_END = Error "E156" "stray-shortcode-end" {
        en: "`{name}` is closed here, but never opened", help: "remove it, or open it above", why: "The text before it is not in the box that its author meant.";
        zh: "这里结束了 `{name}`，但前面没有开始", help: "请删除，或在前面写上开始的一行", why: "作者想放进去的内容并没有放进去。";
        bad: "先温杯。\n{{< /callout >}}"; good: "{{< callout >}}\n先温杯。\n{{< /callout >}}";
    }
    SHORTCODES_TOO_DEEP = Error "E157" "shortcodes-too-deep" {
        en: "shortcodes are nested more than {limit} deep", help: "take this one out of the others", why: "A box in a box in a box cannot be read on a phone.";
        zh: "短代码嵌套超过 {limit} 层", help: "请把这一个移到外面", why: "一层套一层，在手机上没法读。";
        bad: "(a callout in a callout in a callout in a callout)"; good: "(a callout)";
    }
    SHORTCODE_SYNTAX = Error "E158" "shortcode-syntax" {
        en: "this shortcode cannot be read", help: "write `{{< name argument=\"value\" >}}` on one line, with straight quotes", why: "It would be shown to customers as it is.";
        zh: "这个短代码读不懂", help: "请在一行内写成 `{{< 名称 参数=\"值\" >}}`，引号用英文直引号", why: "否则它会原样显示给顾客。";
        bad: "{{< product sku=“LS-T01” >}}"; good: "{{< product sku=\"LS-T01\" >}}";
    }
    SHORTCODE_LINE = Error "E159" "shortcode-line" {
        en: "`{name}` cannot use this line", help: "a line here is {expected}", why: "It would be lost.";
        zh: "`{name}` 里不能写这一行", help: "这里每行应为 {expected}", why: "这一行会丢失。";
        bad: "{{< timeline >}}\n2014 年建厂\n{{< /timeline >}}"; good: "{{< timeline >}}\n- 2014: 建厂\n{{< /timeline >}}";
    }
    UNSAFE_LINK = Error "E160" "unsafe-link" {
        en: "a link cannot lead to `{target}`", help: "use https, http, mailto, tel, or an address of the shop", why: "Other addresses can run code in the customer's browser, or lead nowhere.";
        zh: "链接不能指向 `{target}`", help: "请用 https、http、mailto、tel 或本店地址", why: "其他地址可能在顾客的浏览器里运行代码，或者打不开。";
        bad: "[优惠](javascript:alert(1))"; good: "[优惠](/campaigns/double-eleven/)";
    }
    EXTERNAL_PHOTO = Error "E161" "external-photo" {
        en: "the photo lies on another site: {target}", help: "download it to assets/photos, if you have the right to use it", why: "awning fetches nothing, and a photo elsewhere may change, vanish, or tell others who visits.";
        zh: "图片在别的网站上：{target}", help: "若有权使用，请下载到 assets/photos", why: "awning 不联网；别处的图片随时会变、会消失，还会泄露访客。";
        bad: "![茶园](https://example.com/field.jpg)"; good: "![茶园](/photos/field.jpg)";
    }
    RAW_HTML = Warning "W162" "raw-html" {
        en: "HTML in copy is shown as text", help: "write it in Markdown or with a shortcode; `markdown: {raw_html: true}` in awning.yaml lets HTML through, sanitised", why: "HTML in copy breaks themes and can run code.";
        zh: "正文里的 HTML 会按文字显示", help: "请改用 Markdown 或短代码；awning.yaml 里 `markdown: {raw_html: true}` 可放行（会清理）", why: "正文里的 HTML 会破坏版式，也可能运行代码。";
        bad: "<font color=red>新品</font>"; good: "**新品**";
    }
    DUPLICATE_ANCHOR = Error "E163" "duplicate-anchor" {
        en: "the anchor `{id}` stands here twice", help: "give one of the headings another", why: "A link to it can reach only one of the two.";
        zh: "锚点 `{id}` 重复", help: "请换一个", why: "指向它的链接只能到达其中一处。";
        bad: "## 冲泡 {#brew}\n## 保存 {#brew}"; good: "## 冲泡 {#brew}\n## 保存 {#store}";
    }
    TOO_DEEP = Error "E164" "copy-too-deep" {
        en: "this is nested more than {limit} deep", help: "flatten the lists and quotes", why: "Nobody could read it, and browsers give up.";
        zh: "嵌套超过 {limit} 层", help: "请减少列表和引用的层数", why: "没人能读，浏览器也会出错。";
        bad: "> > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > 茶"; good: "> 茶";
    }
    UNUSED_FOOTNOTE = Warning "W165" "unused-footnote" {
        en: "nothing refers to the footnote `{label}`", help: "refer to it with `[^{label}]`, or remove it", why: "A footnote without a mark in the text is not shown.";
        zh: "脚注 `{label}` 没有被引用", help: "请在正文中写 `[^{label}]`，或删除", why: "正文里没有标记的脚注不会显示。";
        bad: "好茶。\n\n[^1]: 产地陕西。"; good: "好茶。[^1]\n\n[^1]: 产地陕西。";
    }
    REPEATED_ARGUMENT = Error "E166" "repeated-argument" {
        en: "`{name}` stands here twice", help: "keep one of them", why: "Of two values one would be lost without a word.";
        zh: "参数 `{name}` 重复", help: "只保留一个", why: "写两次，总有一个会被悄悄丢掉。";
        bad: "{{< product sku=\"LS-T01\" sku=\"LS-T02\" >}}"; good: "{{< product sku=\"LS-T01\" >}}";
    }
}
