//! E8xx: themes, templates, styles, and links in finished pages.

rules! {
    UNKNOWN_THEME = Error "E801" "unknown-theme" {
        en: "there is no theme `{name}`", help: "put its files into themes/{name}/, with a theme.yaml; known here: {known}", why: "The theme decides how every page looks; without it nothing can be made.";
        zh: "没有 `{name}` 这个主题", help: "请把主题文件放到 themes/{name}/，并写好 theme.yaml；这里可用：{known}", why: "主题决定每个页面的样子，没有主题就做不出页面。";
        bad: "theme: {name: ateleir}"; good: "theme: {name: atelier}";
    }
    THEME_CYCLE = Error "E802" "theme-cycle" {
        en: "the theme extends itself: {chain}", help: "remove one `extends`", why: "Of themes that extend each other none is the first.";
        zh: "主题绕了一圈又继承自己：{chain}", help: "请去掉其中一个 `extends`", why: "互相继承的主题，分不出哪个在先。";
        bad: "# themes/a/theme.yaml\nextends: b\n# themes/b/theme.yaml\nextends: a"; good: "# themes/a/theme.yaml\nextends: b\n# themes/b/theme.yaml\nextends: null";
    }
    THEME_TOO_DEEP = Error "E803" "theme-too-deep" {
        en: "more than {limit} themes extend each other", help: "merge some of them", why: "Every input has a limit.";
        zh: "继承的主题超过 {limit} 层", help: "请合并一些主题", why: "每种输入都有上限。";
        bad: "(ten themes, each extending the next)"; good: "(one theme that extends atelier)";
    }
    UNKNOWN_SETTING = Error "E804" "unknown-setting" {
        en: "the theme `{theme}` has no setting `{key}`", help: "known here: {known}", why: "A mistyped setting would silently change nothing.";
        zh: "主题 `{theme}` 没有 `{key}` 这个设置", help: "这里可用：{known}", why: "写错的设置若被忽略，页面就悄悄不变。";
        bad: "theme: {name: atelier, settings: {tokens: {papper: \"#fff\"}}}"; good: "theme: {name: atelier, settings: {tokens: {paper: \"#fff\"}}}";
    }
    WRONG_SETTING = Error "E805" "wrong-setting" {
        en: "the setting `{key}` must be {needed}", help: "the theme's own value is {default}", why: "The templates count on the form of their settings.";
        zh: "设置 `{key}` 的形式不对，应为：{needed}", help: "主题自己的值是 {default}", why: "模板依赖设置的形式。";
        bad: "story_indent: maybe"; good: "story_indent: true";
    }
    UNSAFE_TOKEN = Error "E806" "unsafe-token" {
        en: "`{key}` cannot be a value in a style: {reason}", help: "write one plain CSS value, such as a colour or a length", why: "Tokens are written into the styles as they are; one wrong sign would change the rules after it.";
        zh: "`{key}` 不能作为样式里的值：{reason}", help: "请写一个普通的 CSS 值，例如颜色或长度", why: "这些值会原样写进样式，一个符号写错，后面的规则都会变。";
        bad: "accent: \"red; } body { display: none\""; good: "accent: \"#b5382f\"";
    }
    THEME_FILE_MISSING = Error "E807" "theme-file-missing" {
        en: "the theme has no file `{file}`", help: "correct the name, or add the file to the theme", why: "What theme.yaml names is published with every page.";
        zh: "主题里没有 `{file}` 这个文件", help: "请改正文件名，或把文件加进主题", why: "theme.yaml 里列出的文件会随每个页面发布。";
        bad: "styles: [styles/bsae.css]"; good: "styles: [styles/base.css]";
    }
    CSS_SYNTAX = Error "E808" "css-syntax" {
        en: "this is not CSS: {reason}", help: "", why: "A browser would drop the rule without a word.";
        zh: "CSS 语法错误：{reason}", help: "", why: "浏览器会悄悄丢掉这条规则。";
        bad: "a { color red }"; good: "a { color: red }";
    }
    CSS_FILE_MISSING = Error "E809" "css-file-missing" {
        en: "the style refers to `{url}`, which the theme does not have", help: "correct the path (it starts at the style's own folder), or add the file", why: "The browser would show nothing in its place.";
        zh: "样式引用了 `{url}`，但主题里没有", help: "请改正路径（从样式文件所在目录算起），或加上文件", why: "浏览器在那里什么也显示不出来。";
        bad: "background: url(../images/papr.svg)"; good: "background: url(../images/paper.svg)";
    }
    CSS_IMPORT = Error "E810" "css-import" {
        en: "`@import` is not followed: `{url}`", help: "list the file under `styles` in theme.yaml", why: "All styles become one file; an import would be a second request, or lead to another site.";
        zh: "不支持 `@import`：`{url}`", help: "请把文件列在 theme.yaml 的 `styles` 里", why: "所有样式合成一个文件，import 会多一次请求，甚至连到别的网站。";
        bad: "@import \"base.css\";"; good: "styles: [styles/base.css, styles/page.css]";
    }
    WRONG_PROFILE = Error "E811" "wrong-profile" {
        en: "the profile `{profile}` cannot be used: {reason}", help: "a profile reads {widths: [320, 640], ratio: \"4:5\", formats: [webp, jpeg], sizes: \"50vw\"}", why: "Profiles decide which renditions are made of every photo.";
        zh: "图片规格 `{profile}` 不能用：{reason}", help: "规格写作 `{widths: [320, 640], ratio: \"4:5\", formats: [webp, jpeg], sizes: \"50vw\"}`", why: "图片规格决定每张照片要做出哪些尺寸。";
        bad: "card: {widths: [], ratio: 4/5}"; good: "card: {widths: [320, 640], ratio: \"4:5\", formats: [webp, jpeg]}";
    }
    MISSING_TEXT = Warning "W812" "missing-text" {
        en: "the text `{key}` is missing in {language}", help: "add `{key}: …` here", why: "Pages in this language would lack a word that other languages have.";
        zh: "{language} 缺少文字 `{key}`", help: "请在这里加上 `{key}: …`", why: "别的语言有的词，这种语言的页面上会缺。";
        bad: "# texts/en.yaml\n(no `sold_out`)"; good: "# texts/en.yaml\nsold_out: Sold out";
    }
    TEMPLATE_SYNTAX = Error "E813" "template-syntax" {
        en: "the template cannot be read: {reason}", help: "", why: "Templates are written for Tera 2; a mistake in one stops all pages made with it.";
        zh: "模板无法读取：{reason}", help: "", why: "模板用 Tera 2 编写，一处写错，用到它的页面都做不出来。";
        bad: "{% if price %}…"; good: "{% if price %}…{% endif %}";
    }
    UNDEFINED_VARIABLE = Error "E814" "undefined-variable" {
        en: "`{name}` is not defined (while making {page})", help: "known here: {known}", why: "A mistyped name would print nothing, and nobody would see it.";
        zh: "`{name}` 没有定义（正在生成 {page}）", help: "这里可用：{known}", why: "写错的名字什么也不会显示，谁也看不出来。";
        bad: "{{ page.titel }}"; good: "{{ page.title }}";
    }
    TEMPLATE_FAILED = Error "E815" "template-failed" {
        en: "the template fails: {reason} (while making {page})", help: "", why: "The page cannot be finished.";
        zh: "模板出错：{reason}（正在生成 {page}）", help: "", why: "页面无法完成。";
        bad: "{{ page.title + 1 }}"; good: "{{ page.title }}";
    }
    TEMPLATE_CYCLE = Error "E816" "template-cycle" {
        en: "the template leads back to itself: {chain}", help: "remove one `include` or `extends`; to reach the parent theme's template of the same name, write `{parent}/…` before it", why: "It would go on for ever.";
        zh: "模板绕了一圈又回到自己：{chain}", help: "请去掉一个 `include` 或 `extends`；要用父主题的同名模板，请在前面写 `{parent}/…`", why: "这样永远做不完。";
        bad: "{# base.html #}{% include \"base.html\" %}"; good: "{# base.html #}{% include \"footer.html\" %}";
    }
    MISSING_TEMPLATE = Error "E817" "missing-template" {
        en: "there is no template `{name}` (while making {page})", help: "add templates/{name} to the theme", why: "Every kind of page needs its template.";
        zh: "没有模板 `{name}`（正在生成 {page}）", help: "请在主题里加上 templates/{name}", why: "每种页面都要有自己的模板。";
        bad: "(a theme without templates/product.html)"; good: "(a theme that extends atelier)";
    }
    TEMPLATE_ENDLESS = Error "E818" "template-endless" {
        en: "the template does not come to an end: {reason} (while making {page})", help: "look for loops inside loops, and for components that call themselves", why: "A page has a limit of steps and size, so that one wrong loop cannot stop the whole build.";
        zh: "模板停不下来：{reason}（正在生成 {page}）", help: "请检查循环里的循环，以及调用自己的组件", why: "每页的步数和大小都有上限，免得一个错误的循环卡住整个构建。";
        bad: "{% for a in range(end=9999) %}{% for b in range(end=9999) %}…"; good: "{% for card in view.cards %}…";
    }
    TOO_MANY_TEMPLATES = Error "E819" "theme-too-large" {
        en: "the theme is too large: {what}", help: "remove what is not needed", why: "Every input has a limit.";
        zh: "主题太大：{what}", help: "请删去不需要的内容", why: "每种输入都有上限。";
        bad: "(a template of 2 MB)"; good: "(a template of 20 KB)";
    }
    BROKEN_LINK = Error "E820" "broken-page-link" {
        en: "{page} links to `{target}`, which is not in the release", help: "correct the link in the document or in the template that makes it", why: "Whoever follows the link finds nothing.";
        zh: "{page} 链接到 `{target}`，但发布内容里没有", help: "请改正文档里的链接，或生成它的模板", why: "点了链接的人什么也找不到。";
        bad: "[new tea](/products/nwe-tea/)"; good: "[new tea](../products/tea/new-tea.md)";
    }
    BROKEN_ANCHOR = Error "E821" "broken-page-anchor" {
        en: "{page} links to `{target}`, but that page has no such anchor", help: "correct the part after `#`, or give the heading this id", why: "The link opens the page at the wrong place.";
        zh: "{page} 链接到 `{target}`，但那个页面没有这个锚点", help: "请改正 `#` 后面的部分，或给标题加上这个 id", why: "链接打开后停不到该停的地方。";
        bad: "[sizes](/guides/sizes/#tabel)"; good: "[sizes](/guides/sizes/#table)";
    }
    CSS_DOUBTFUL = Warning "W822" "css-doubtful" {
        en: "this CSS is not known: {reason}", help: "check the spelling; it is published as it stands", why: "A mistyped rule does nothing, and nobody sees why.";
        zh: "不认识这段 CSS：{reason}", help: "请检查拼写；它会原样发布", why: "写错的规则不起作用，又看不出原因。";
        bad: "@meida print { … }"; good: "@media print { … }";
    }
    UNKNOWN_SKIN = Error "E823" "unknown-skin" {
        en: "the theme `{theme}` has no skin `{skin}`", help: "known here: {known}; or add skins/{skin}/ with a skin.yaml and a skin.css to the theme", why: "The campaign would run without its colours and ornaments.";
        zh: "主题 `{theme}` 没有 `{skin}` 这个皮肤", help: "这里可用：{known}；也可以在主题里加上 skins/{skin}/，内含 skin.yaml 与 skin.css", why: "否则活动期间没有专属的颜色和装饰。";
        bad: "skin: {name: dubble-eleven}"; good: "skin: {name: double-eleven}";
    }
    FAINT_TEXT = Warning "W824" "faint-text" {
        en: "`{text}` on `{ground}` has a contrast of {ratio} to 1; text needs {least}", help: "make one of them darker or lighter", why: "Many people, and everybody in the sun, cannot read it (WCAG 2.2, 1.4.3).";
        zh: "`{text}` 在 `{ground}` 上的对比度只有 {ratio}:1，文字至少要 {least}:1", help: "请把其中一个调深或调浅", why: "许多人看不清，阳光下谁都看不清（WCAG 2.2，1.4.3）。";
        bad: "tokens: {ink: \"#999999\", paper: \"#ffffff\"}"; good: "tokens: {ink: \"#333333\", paper: \"#ffffff\"}";
    }
}
