//! E1xx: what all kinds have in common.

rules! {
    TITLE_TOO_LONG = Error "E101" "title-too-long" {
        en: "the title is {width} half-width units wide; the limit is {limit}, so {over} are too many", help: "a Han character counts 2, a Latin letter 1; move the rest to `subtitle`", why: "Marketplaces, lists and search results cut longer titles.";
        zh: "标题 {width}/{limit}：超出 {over}", help: "一个汉字算 2，一个英文字母算 1；其余可写进 `subtitle`", why: "平台、列表和搜索结果会截断过长的标题。";
        bad: "title: 汉中西乡高山明前头采特级手工炒制绿茶礼盒装二百五十克"; good: "title: 明前绿茶 特级 100 g 罐";
    }
    ADDRESS_TAKEN = Error "E102" "address-taken" {
        en: "the address {address} is already taken by {other}", help: "give one of them another `slug`", why: "Two pages cannot have one address; one would silently disappear.";
        zh: "地址 {address} 已被 {other} 占用", help: "请给其中一个换个 `slug`", why: "两个页面不能共用一个地址，否则会悄悄丢掉一个。";
        bad: "slug: tea   (in two products)"; good: "slug: tea\nslug: tea-gift";
    }
    DESCRIPTION_LENGTH = Warning "W103" "description-length" {
        en: "the description is {width} half-width units wide; 40 to 160 read well", help: "a Han character counts 2", why: "Search results and shares show about 160.";
        zh: "描述长度 {width}，宜在 40–160 之间", help: "一个汉字算 2", why: "搜索结果和分享大约只显示 160。";
        bad: "description: 好茶"; good: "description: 清明前采自西乡午子山的一芽一叶,小锅手炒,汤色清亮,回味带栗香。";
    }
    WINDOW_EMPTY = Error "E104" "window-empty" {
        en: "the document expires before it is published", help: "put `expire_at` after `publish_at`", why: "It would never be seen.";
        zh: "下线时间早于上线时间", help: "请让 `expire_at` 晚于 `publish_at`", why: "这样的文档永远不会出现。";
        bad: "publish_at: 2026-10-01\nexpire_at: 2026-09-01"; good: "publish_at: 2026-10-01\nexpire_at: 2026-11-01";
    }
    BAD_SLUG = Error "E105" "bad-slug" {
        en: "`{slug}` is no slug", help: "write small letters, digits and single hyphens, at most 80", why: "Feeds and marketplaces want stable ASCII addresses.";
        zh: "`{slug}` 不能作为地址", help: "只用小写字母、数字和单个连字符，最多 80 个", why: "订阅源和平台需要稳定的 ASCII 地址。";
        bad: "slug: 明前绿茶"; good: "slug: pre-qingming-green";
    }
    NO_ADDRESS = Error "E106" "no-address" {
        en: "the file name `{name}` cannot be an address", help: "add a `slug` of small letters, digits and hyphens", why: "Addresses are never made silently from Chinese names: many characters have several readings.";
        zh: "文件名 `{name}` 不能作为地址", help: "请加上 `slug`（小写字母、数字、连字符）", why: "不会悄悄把中文名转成拼音：多音字会转错。";
        bad: "明前绿茶.md without a slug"; good: "slug: pre-qingming-green";
    }
    KIND_MISMATCH = Error "E107" "kind-mismatch" {
        en: "`kind: {kind}` disagrees with the folder, which makes it a {folder}", help: "move the file, or remove the line", why: "The folder decides what a document is.";
        zh: "`kind: {kind}` 与所在文件夹（{folder}）不符", help: "请移动文件或删除这一行", why: "文件夹决定文档的类型。";
        bad: "content/stories/a.md with kind: news"; good: "content/news/a.md";
    }
    LANGUAGE_MISMATCH = Error "E108" "language-mismatch" {
        en: "`lang: {language}` disagrees with the file name, which makes it {file}", help: "rename the file (`tea.en.md`), or remove the line", why: "The file name decides the language.";
        zh: "`lang: {language}` 与文件名（{file}）不符", help: "请改文件名（如 `tea.en.md`）或删除这一行", why: "文件名决定语言。";
        bad: "tea.md with lang: en"; good: "tea.en.md";
    }
    UNKNOWN_FILE_LANGUAGE = Error "E109" "unknown-file-language" {
        en: "the shop has no language `{language}`", help: "add it to `languages` in awning.yaml, or rename the file (known: {known})", why: "A page in a language that the shop does not have would not be linked from anywhere.";
        zh: "店铺没有 `{language}` 这种语言", help: "请在 awning.yaml 的 `languages` 中添加，或改文件名（现有：{known}）", why: "店铺没有的语言，页面没有入口。";
        bad: "tea.fr.md"; good: "tea.en.md";
    }
    REVIEW_OVERDUE = Warning "W115" "review-overdue" {
        en: "the last review was {days} days ago; it is due every {every} days", help: "read it again, then set `review.last`", why: "Pages that nobody reads again grow wrong.";
        zh: "上次审定已过 {days} 天，应每 {every} 天一次", help: "请重新审定并更新 `review.last`", why: "没人复核的页面会渐渐出错。";
        bad: "review: {every: 30d, last: 2026-01-01}"; good: "review: {every: 30d, last: 2026-11-01}";
    }
    LONELY_TRANSLATION = Error "E116" "lonely-translation" {
        en: "this translation has no original beside it", help: "add the original (the same name without the language), or rename this file", why: "A translation stands beside its original.";
        zh: "这个译文旁边没有原文", help: "请添加原文（同名、不带语言后缀），或改文件名", why: "译文与原文放在一起。";
        bad: "tea.en.md alone"; good: "tea.md and tea.en.md";
    }
    SAME_TITLE = Warning "W117" "same-title" {
        en: "another {kind} has the same title: {other}", help: "say what is different", why: "Shoppers and search engines cannot tell them apart.";
        zh: "另一个{kind}用了相同的标题：{other}", help: "请写出区别", why: "顾客和搜索引擎分不清。";
        bad: "title: 绿茶   (twice)"; good: "title: 绿茶 100 g / title: 绿茶 250 g";
    }
    UNKNOWN_PERSON = Error "E118" "unknown-person" {
        en: "nobody in content/data/people.yaml has the id `{id}`", help: "add the person, or correct the id", why: "Names and duties come from one list.";
        zh: "content/data/people.yaml 里没有 `{id}`", help: "请添加此人或更正 id", why: "姓名和职务只从一份名单取。";
        bad: "author: lim"; good: "author: lin";
    }
    TOO_MANY_TAGS = Warning "W119" "too-many-words" {
        en: "`{key}` has {count} entries; 10 are enough", help: "keep those that a shopper would look for", why: "Each makes a page or a search word; many of them help nobody.";
        zh: "`{key}` 有 {count} 个，10 个足够", help: "保留顾客会找的那些", why: "标签太多反而没用。";
        bad: "tags: [11 tags]"; good: "tags: [明前, 绿茶]";
    }
    CONFIDENTIAL_LINKED = Error "E120" "confidential-linked" {
        en: "this leads to {target}, which is confidential", help: "remove the link", why: "What is confidential must leave no trace.";
        zh: "这里指向保密内容 {target}", help: "请删除链接", why: "保密内容不能留下痕迹。";
        bad: "[计划](../pages/plan.md)"; good: "(no link)";
    }
    BAD_ALIAS = Error "E123" "bad-alias" {
        en: "`{alias}` is no old address of this site", help: "write it from the root, like `/old/tea/`", why: "A redirect must not lead from, or to, another site.";
        zh: "`{alias}` 不是本站的旧地址", help: "请从根写起，如 `/old/tea/`", why: "跳转不能涉及站外。";
        bad: "aliases: [\"//evil.example\"]"; good: "aliases: [/old/tea/]";
    }
    ADVERT_UNLABELLED = Error "E141" "advert-unlabelled" {
        en: "this text sells ({what}) but says that it is no advertisement", help: "remove `disclosure: none`; awning then shows 广告", why: "Articles with a link to buy must be marked 广告 (互联网广告管理办法 §9).";
        zh: "文中有购买链接（{what}），却声明不是广告", help: "请删除 `disclosure: none`，awning 会标明「广告」", why: "带购买链接的文章须显著标明「广告」（互联网广告管理办法第九条）。";
        bad: "disclosure: none   with a product in the text"; good: "(no disclosure: it is set by itself)";
    }
    ALIAS_TAKEN = Error "E142" "alias-is-a-page" {
        en: "the old address {alias} is the address of {other}", help: "remove the alias, or change the other address", why: "The redirect would hide a page.";
        zh: "旧地址 {alias} 是 {other} 的现用地址", help: "请删除别名，或改另一个的地址", why: "跳转会遮住一个页面。";
        bad: "aliases: [/about/]"; good: "aliases: [/about-us/]";
    }
    BROKEN_LINK = Error "E143" "broken-link" {
        en: "there is nothing at `{target}`", help: "link to a file of content/ by its relative path, or to an address of the site", why: "A shopper would meet a page that is not there.";
        zh: "`{target}` 不存在", help: "请用相对路径链接 content/ 下的文件，或写站内地址", why: "顾客会打开一个不存在的页面。";
        bad: "[茶](../products/te.md)"; good: "[茶](../products/tea/tea.md)";
    }
    BROKEN_ANCHOR = Error "E144" "broken-anchor" {
        en: "{target} has no heading `{anchor}`", help: "known there: {known}", why: "The link would lead to the top of the page instead.";
        zh: "{target} 没有 `{anchor}` 这个标题", help: "可用：{known}", why: "链接会跳到页面顶部。";
        bad: "[尺码](#chima)"; good: "[尺码](#尺码)";
    }
    UNPUBLISHED_LINK = Warning "W145" "link-to-unpublished" {
        en: "{target} is not published at this moment, so the link leads to its list", help: "publish it, or remove the link", why: "What is not released must not be reachable.";
        zh: "{target} 此刻未发布，链接会指向列表页", help: "请发布它或删除链接", why: "未发布的内容不能被访问。";
        bad: "[新茶](../products/tea/draft.md)"; good: "(the product is approved)";
    }
    UNKNOWN_NAME = Error "E146" "unknown-name" {
        en: "there is no {kind} `{name}`", help: "write the file name without its ending; a category is named by its folder, a tag as products carry it", why: "The page would have a hole.";
        zh: "没有名为 `{name}` 的{kind}", help: "请写不带后缀的文件名；类目写文件夹名，标签与商品上的一致", why: "页面会缺一块。";
        bad: "{type: story_teaser, story: teahill}"; good: "{type: story_teaser, story: tea-hill}";
    }
}
