//! Copy in Markdown: what is written and what comes out.

use awning::diagnostics::Checked;
use awning::markdown::{Item, Options, Part, Prose, Shortcode, parse};
use awning::paths::ShopPath;
use proptest::prelude::*;

fn file() -> ShopPath {
    ShopPath::new("content/stories/tea.md").expect("a path")
}

fn read_as(text: &str, language: &str, raw_html: bool) -> Checked<Prose> {
    parse(&file(), text, 0..text.len(), &Options { language, raw_html })
}

fn read(text: &str) -> Checked<Prose> {
    read_as(text, "zh-Hans", false)
}

/// Parts as one text: what is no HTML in `⟨⟩`.
fn shown(parts: &[Part]) -> String {
    parts.iter().map(part).collect()
}

fn part(part: &Part) -> String {
    match part {
        Part::Html(html) => html.clone(),
        Part::Href(link) => format!("⟨{}⟩", link.target),
        Part::Photo(photo) => {
            let title = photo.title.as_ref().map_or(String::new(), |title| format!(" “{title}”"));
            format!("⟨photo{} {} {}{title}⟩", if photo.block { "!" } else { "" }, photo.src, photo.alt)
        }
        Part::Shortcode(shortcode) => format!("⟨{}⟩\n", named(shortcode)),
    }
}

fn named(shortcode: &Shortcode) -> String {
    let mut text = shortcode.name.to_string();
    for (name, argument) in &shortcode.arguments {
        text += &format!(" {name}={}", argument.value);
    }
    if let Some(body) = &shortcode.body {
        text += &format!(": {}", shown(&body.parts).trim_end());
    }
    for item in &shortcode.items {
        text += &match item {
            Item::Photo(photo) => part(&Part::Photo(photo.clone())),
            Item::Event { date, text } => format!(" | {date}: {}", shown(text)),
        };
    }
    text
}

fn html(text: &str) -> String {
    shown(&read(text).value.parts)
}

/// Codes and the text they point to.
fn faults(text: &str) -> Vec<(&'static str, String)> {
    let found = read(text).diagnostics;
    found.iter().map(|d| (d.rule.code, text[d.place.span()].to_string())).collect()
}

#[track_caller]
fn gives(text: &str, expected: &str) {
    assert_eq!(html(text).trim_end(), expected, "from {text:?}");
}

#[track_caller]
fn faulty(text: &str, expected: &[(&str, &str)]) {
    let found = faults(text);
    let found: Vec<_> = found.iter().map(|(code, text)| (*code, text.as_str())).collect();
    assert_eq!(found, expected, "from {text:?}");
}

#[test]
fn emphasis_beside_chinese() {
    for (text, expected) in [
        ("**“铺面”**的", "<strong>“铺面”</strong>的"),
        ("**遮阳。**好", "<strong>遮阳。</strong>好"),
        ("税込**¥10,000**で", "税込<strong>¥10,000</strong>で"),
        ("**国家标准(GB)**执行", "<strong>国家标准(GB)</strong>执行"),
        ("原价**¥199**现价", "原价<strong>¥199</strong>现价"),
        ("**「明前」**采摘", "<strong>「明前」</strong>采摘"),
        ("**100%棉**。", "<strong>100%棉</strong>。"),
        ("~~¥199~~现价", "<del>¥199</del>现价"),
        ("原价~~(¥199)~~现价", "原价<del>(¥199)</del>现价"),
        ("*遮阳。*好", "<em class=\"dots\">遮阳。</em>好"),
        ("***遮阳。***好", "<em class=\"dots\"><strong>遮阳。</strong></em>好"),
        ("**遮阳。**好**雨天。**也好", "<strong>遮阳。</strong>好<strong>雨天。</strong>也好"),
        ("**外*内。*外。**好", "<strong>外<em class=\"dots\">内。</em>外。</strong>好"),
        ("[**遮阳。**好](a.md)**雨。**好", "<a href=\"⟨a.md⟩\"><strong>遮阳。</strong>好</a><strong>雨。</strong>好"),
        ("**[茶](a.md)。**好", "<strong><a href=\"⟨a.md⟩\">茶</a>。</strong>好"),
        (r"\**遮阳。**好", "**遮阳。**好"),
        ("**`码`。**好", "<strong><code>码</code>。</strong>好"),
        ("每天 3~5 杯,泡 10~20 秒", "每天 3~5 杯,泡 10~20 秒"),
        ("~~a~~ ~b~", "<del>a</del> ~b~"),
        ("中 ** 文 ** 字", "中 ** 文 ** 字"),
    ] {
        gives(text, &format!("<p>{expected}</p>"));
    }
}

#[test]
fn emphasis_in_every_container() {
    gives("## **茶。**好", "<h2 id=\"茶-好\"><strong>茶。</strong>好</h2>");
    gives("- **茶。**好\n- 二", "<ul>\n<li><strong>茶。</strong>好</li>\n<li>二</li>\n</ul>");
    gives(
        "> **茶。**好\n> **酒。**好",
        "<blockquote>\n<p><strong>茶。</strong>好<strong>酒。</strong>好</p>\n</blockquote>",
    );
    assert!(html("|**茶。**好|b|\n|-|-|\n|**酒。**|~~¥1~~|").contains("<strong>茶。</strong>好"));
    assert!(html("|a|b|\n|-|-|\n|**酒。**|~~¥1~~|").contains("<td><strong>酒。</strong></td><td><del>¥1</del></td>"));
    gives("    **茶。**好", "<pre tabindex=\"0\"><code>**茶。**好</code></pre>");
}

#[test]
fn line_breaks_in_chinese() {
    gives("中文\n换行", "<p>中文换行</p>");
    gives("中文\u{FF0C}\n换行", "<p>中文\u{FF0C}换行</p>");
    gives("他说“好。”\n我们", "<p>他说“好。”我们</p>");
    gives("中文\nLatin\n中文", "<p>中文\nLatin\n中文</p>");
    gives("中文\n**换行**", "<p>中文<strong>换行</strong></p>");
    gives("**中文**\n换行", "<p><strong>中文</strong>换行</p>");
    gives("한국\n말", "<p>한국\n말</p>");
    gives("かな\nカナ", "<p>かなカナ</p>");
    gives("中文  \n换行", "<p>中文<br>\n换行</p>");
    assert_eq!(read("中文\n换行\nand more").value.plain, "中文换行 and more");
}

#[test]
fn emphasis_in_other_languages_is_plain() {
    assert_eq!(shown(&read_as("*a*", "en", false).value.parts), "<p><em>a</em></p>\n");
    assert_eq!(shown(&read_as("**“a”**b **c**", "en", false).value.parts), "<p>**“a”**b <strong>c</strong></p>\n");
}

#[test]
fn headings() {
    gives(
        "# 一\n\n### 二\n\n## 三\n\n# 四",
        "<h2 id=\"一\">一</h2>\n<h3 id=\"二\">二</h3>\n<h3 id=\"三\">三</h3>\n<h2 id=\"四\">四</h2>",
    );
    gives("###### a\n\n## A b!\n\n## a-b", "<h2 id=\"a\">a</h2>\n<h2 id=\"a-b\">A b!</h2>\n<h2 id=\"a-b-2\">a-b</h2>");
    gives(
        "## 冲泡 *法* {#brew}\n\n## Brew",
        "<h2 id=\"brew\">冲泡 <em class=\"dots\">法</em></h2>\n<h2 id=\"brew-2\">Brew</h2>",
    );
    gives("## 2014 年\n\n## !", "<h2 id=\"s-2014-年\">2014 年</h2>\n<h2 id=\"section\">!</h2>");
    faulty("## a {#x}\n\n## b {#x}\n", &[("E163", "## b {#x}\n")]);
    let headings = read("## 一 `b`\n\n### 二").value.headings;
    assert_eq!(headings.iter().map(|h| (h.level, h.title.as_str())).collect::<Vec<_>>(), [(2, "一 b"), (3, "二")]);
}

#[test]
fn links() {
    gives("[a](../b.md#c)", "<p><a href=\"⟨../b.md#c⟩\">a</a></p>");
    gives("[a](#c \"t\\\"i\")", "<p><a href=\"⟨#c⟩\" title=\"t&quot;i\">a</a></p>");
    gives("[a](https://x.y/茶?a=1&b=2)", "<p><a href=\"https://x.y/%E8%8C%B6?a=1&amp;b=2\" rel=\"noopener\">a</a></p>");
    gives("<a@b.cn> [t](tel:400)", "<p><a href=\"mailto:a@b.cn\">a@b.cn</a> <a href=\"tel:400\">t</a></p>");
    let prose = read("前[a](b.md)").value;
    assert!(matches!(&prose.parts[1], Part::Href(link) if link.span == (3..12)));
}

#[test]
fn unsafe_links() {
    for target in [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java&#x73;cript:alert(1)",
        "&#106;avascript:alert(1)",
        "&#1;javascript:alert(1)",
        "java&Tab;script:alert(1)",
        "java&NewLine;script:alert(1)",
        "<java script:alert(1)>",
        "\\javascript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "java&#xAD;script:alert(1)",
        "/\\evil.example",
    ] {
        let checked = read(&format!("[a]({target})"));
        assert_eq!(shown(&checked.value.parts), "<p>a</p>\n", "{target}");
        assert_eq!(checked.diagnostics.iter().map(|d| d.rule.code).collect::<Vec<_>>(), ["E160"], "{target}");
    }
    faulty("<javascript:alert(1)>", &[("E160", "<javascript:alert(1)>")]);
    faulty("[a]: javascript:x\n\n[a]", &[("E160", "[a]")]);
}

#[test]
fn photos() {
    gives("![茶园](field.jpg \"说明\")", "⟨photo! field.jpg 茶园 “说明”⟩");
    gives("![a](a.jpg)\n![b](b.jpg)", "⟨photo! a.jpg a⟩⟨photo! b.jpg b⟩");
    gives("前 ![*a*](a.jpg) 后", "<p>前 ⟨photo a.jpg a⟩ 后</p>");
    gives("[![a](a.jpg)](/b/)", "<p><a href=\"⟨/b/⟩\">⟨photo a.jpg a⟩</a></p>");
    faulty("![a](https://x.y/a.jpg)", &[("E161", "![a](https://x.y/a.jpg)")]);
    faulty("![a](//x.y/a.jpg)", &[("E161", "![a](//x.y/a.jpg)")]);
    faulty("![a](data:image/png;base64,x)", &[("E160", "![a](data:image/png;base64,x)")]);
    assert_eq!(html("![a](https://x.y/a.jpg)"), "");
}

#[test]
fn tables() {
    gives(
        "| 名 | 价 |\n|:--|--:|\n| 茶 | 1 |",
        "<div class=\"table\" tabindex=\"0\" role=\"group\" aria-label=\"表格\"><table>\n<thead><tr>\
         <th scope=\"col\" class=\"align-left\">名</th><th scope=\"col\" class=\"align-right\">价</th></tr></thead>\n\
         <tbody>\n<tr><td class=\"align-left\">茶</td><td class=\"align-right\">1</td></tr>\n</tbody></table></div>",
    );
    let bare = html("|  | 价 |\n|--|--|");
    assert!(bare.contains("<td></td><th scope=\"col\">价</th></tr></thead>\n</table></div>"), "{bare}");
}

#[test]
fn lists_alerts_and_notes() {
    let tasks = html("- [x] 一\n- [ ] 二");
    assert!(tasks.contains("<li><span class=\"task\" role=\"img\" aria-label=\"已完成\">☑</span> 一</li>"), "{tasks}");
    gives(
        "> [!WARNING]\n> 烫。",
        "<blockquote class=\"alert alert-warning\">\n<p class=\"alert-title\">注意</p>\n<p>烫。</p>\n</blockquote>",
    );
    gives("3. a\n4. b", "<ol start=\"3\">\n<li>a</li>\n<li>b</li>\n</ol>");
    gives("茶\n: 叶", "<dl>\n<dt>茶</dt>\n<dd>叶</dd>\n</dl>");
    gives(
        "茶[^a]好[^a]\n\n[^a]: 注。",
        "<p>茶<sup class=\"footnote-mark\"><a href=\"#fn_1\" id=\"fnref_1\">1</a></sup>好\
         <sup class=\"footnote-mark\"><a href=\"#fn_1\" id=\"fnref_1_2\">1</a></sup></p>\n\
         <div class=\"footnotes\" role=\"group\" aria-label=\"脚注\"><ol>\n<li id=\"fn_1\"><p>注。 \
         <a class=\"footnote-back\" href=\"#fnref_1\" aria-label=\"回到正文\">↩</a> \
         <a class=\"footnote-back\" href=\"#fnref_1_2\" aria-label=\"回到正文\">↩</a></p></li>\n</ol></div>",
    );
    faulty("茶\n\n[^a]: 注。\n", &[("W165", "[^a]: 注。\n")]);
}

#[test]
fn everything_is_escaped() {
    gives("`<b>` & <", "<p><code>&lt;b&gt;</code> &amp; &lt;</p>");
    gives(
        "```a\"><b\n<x>\n```",
        "<pre tabindex=\"0\"><code class=\"language-a&quot;&gt;&lt;b\">&lt;x&gt;\n</code></pre>",
    );
    gives("## a {#\"b}", "<h2 id=\"&quot;b\">a</h2>");
    gives("{{ site.secret }} {% include 'x' %}", "<p>{{ site.secret }} {% include 'x' %}</p>");
}

#[test]
fn raw_html_is_shown() {
    gives("<div onclick=x>\n\n好", "<p>&lt;div onclick=x&gt;</p>\n<p>好</p>");
    gives("a<b>b</b>", "<p>a&lt;b&gt;b&lt;/b&gt;</p>");
    gives("<!-- 备注 -->\n\na<!-- x -->b", "<p>ab</p>");
    faulty("a<b>b", &[("W162", "<b>")]);
    faulty("<!-- x -->", &[]);
}

#[test]
fn raw_html_is_sanitised() {
    let kept = |text: &str| shown(&read_as(text, "zh-Hans", true).value.parts);
    assert_eq!(kept("a<b onclick=x>b</b>"), "<p>a<b>b</b></p>\n");
    assert_eq!(kept("<script>alert(1)</script>\n\n好"), "\n<p>好</p>\n");
    assert_eq!(
        kept("<details><summary>问</summary>\n\n答[a](b.md) ![c](d.jpg) 完\n\n</details>"),
        "<details><summary>问</summary>\n<p>答<a href=\"⟨b.md⟩\">a</a> ⟨photo d.jpg c⟩ 完</p>\n</details>\n"
    );
    assert_eq!(kept("<a href=\"javascript:x\">a</a>"), "<p><a>a</a></p>\n");
    assert_eq!(
        kept("<a title=\"x>y\" href=\"../b.md\">a</a>"),
        "<p><a title=\"x&gt;y\" href=\"⟨../b.md⟩\">a</a></p>\n"
    );
    assert_eq!(kept("<div>\n{{< sizes sku=\"A\" >}}\n</div>"), "<div>\n⟨sizes sku=A⟩\n</div>\n");
    assert_eq!(kept("<div><em>a\n\n**b"), "<div><em>a\n<p>**b</p>\n</em></div>");
}

#[test]
fn shortcodes() {
    gives("前\n\n{{< product sku=\"LS-T01\" >}}\n\n后", "<p>前</p>\n⟨product sku=LS-T01⟩\n<p>后</p>");
    gives("前\n{{< products tag=\"明前\" limit=4 >}}\n后", "<p>前</p>\n⟨products limit=4 tag=明前⟩\n<p>后</p>");
    gives(
        "{{< callout kind=\"tip\" title=\"a \\\" >}} b\" >}}\n**先**温杯\n\n- 二\n{{< /callout >}}",
        "⟨callout kind=tip title=a \" >}} b: <p><strong>先</strong>温杯</p>\n<ul>\n<li>二</li>\n</ul>⟩",
    );
    gives(
        "{{< quote by=\"老周\" >}}茶要*慢*。{{< /quote >}}",
        "⟨quote by=老周: <p>茶要<em class=\"dots\">慢</em>。</p>⟩",
    );
    gives(
        "{{< gallery >}}\n- ![a](a.jpg \"c\")\n- ![b](b.jpg)\n{{< /gallery >}}",
        "⟨gallery⟨photo! a.jpg a “c”⟩⟨photo! b.jpg b⟩⟩",
    );
    gives(
        "{{< timeline >}}\n- 2014: **建**厂\n- 2020 年:[新](b.md)茶\n{{< /timeline >}}",
        "⟨timeline | 2014: <strong>建</strong>厂 | 2020 年: <a href=\"⟨b.md⟩\">新</a>茶⟩",
    );
    gives("- 一\n  {{< sizes sku=\"A\" >}}\n- 二", "<ul>\n<li>一⟨sizes sku=A⟩\n</li>\n<li>二</li>\n</ul>");
    gives("{{< callout >}}\n{{< quote >}}\na\n{{< /quote >}}\n{{< /callout >}}", "⟨callout: ⟨quote: <p>a</p>⟩⟩");
    gives("{{< photo src=\"a.jpg\" wide=true >}}", "⟨photo src=a.jpg wide=true⟩");
}

#[test]
fn shortcodes_in_code_stay() {
    gives("```\n{{< product >}}\n```", "<pre tabindex=\"0\"><code>{{&lt; product &gt;}}\n</code></pre>");
    gives("`{{< product >}}`", "<p><code>{{&lt; product &gt;}}</code></p>");
    gives("茶\n\n    {{< product >}}", "<p>茶</p>\n<pre tabindex=\"0\"><code>{{&lt; product &gt;}}</code></pre>");
    gives(
        "- ```\n  {{< callout >}}\n  ```",
        "<ul>\n<li><pre tabindex=\"0\"><code>{{&lt; callout &gt;}}\n</code></pre>\n</li>\n</ul>",
    );
    for text in [
        "```\n{{< product >}}\n```",
        "`{{< product >}}`",
        "<!-- {{< callout >}}\n{{< x >}}\n-->",
        "    {{< product >}}",
    ] {
        faulty(text, &[]);
    }
}

#[test]
fn shortcode_faults() {
    faulty("{{< prodcut sku=\"A\" >}}", &[("E150", "prodcut")]);
    faulty("{{< product skku=\"A\" sku=\"A\" >}}", &[("E151", "skku")]);
    faulty("{{< product >}}", &[("E152", "product")]);
    faulty("{{< products >}}", &[("E152", "products")]);
    faulty("{{< products tag=\"a\" limit=four >}}", &[("E153", "four")]);
    faulty("{{< callout kind=\"tipp\" >}}\n{{< /callout >}}", &[("E153", "\"tipp\"")]);
    faulty("{{< callout >}}\na", &[("E154", "{{< callout >}}")]);
    faulty("请看 {{< product sku=\"A\" >}} 这款", &[("W155", "{{<")]);
    faulty("{{< product sku=\"A\" >}} 这款", &[("W155", "{{<")]);
    faulty("a\n\n{{< /callout >}}", &[("E156", "{{< /callout >}}")]);
    faulty("{{< product sku=“A” >}}", &[("E158", "sku=“A” ")]);
    faulty("{{< product sku=\"A\"", &[("E158", "{{< product sku=\"A\"")]);
    faulty("{{< timeline >}}\n2014 建厂\n{{< /timeline >}}", &[("E159", "2014 建厂")]);
    faulty("{{< gallery >}}\n茶\n{{< /gallery >}}", &[("E159", "茶")]);
    faulty("{{< cta label=\"a\" to=\"javascript:x\" >}}", &[("E160", "\"javascript:x\"")]);
    faulty("{{< photo src=\"https://x.y/a.jpg\" >}}", &[("E161", "\"https://x.y/a.jpg\"")]);
    faulty("{{< product sku=\"A\" sku=\"B\" >}}", &[("E166", "sku")]);
    let deep = format!("{}a{}", "{{< callout >}}\n".repeat(4), "\n{{< /callout >}}".repeat(4));
    faulty(&deep, &[("E157", "callout")]);
    let nearest = read("{{< prodcut sku=\"A\" >}}").diagnostics.remove(0);
    assert_eq!(nearest.suggestion.as_deref(), Some("product"));
}

#[test]
fn places_count_in_the_whole_file() {
    let text = "---\ntitle: 茶\n---\n\n前 [a](javascript:x)\n\n{{< callout >}}\n[b](data:x)\n{{< /callout >}}\n";
    let body = text.find("\n\n").unwrap_or(0)..text.len();
    let checked = parse(&file(), text, body, &Options { language: "zh", raw_html: false });
    let shown: Vec<_> = checked.diagnostics.iter().map(|d| &text[d.place.span()]).collect();
    assert_eq!(shown, ["[a](javascript:x)", "[b](data:x)"]);
}

#[test]
fn counts_and_plain_text() {
    let prose = read("# 题\n\n明前绿茶 LS-T01 共 100 g。\n\n```\ncode\n```").value;
    assert_eq!(prose.plain, "题\n明前绿茶 LS-T01 共 100 g。\ncode");
    assert_eq!(prose.characters, 1 + 4 + 2 + 1 + 2 + 1);
    assert_eq!(prose.excerpt, "明前绿茶 LS-T01 共 100 g。");
}

#[test]
fn excerpts() {
    let sentence = "采茶的人清早上山,雾还没有散,露水打湿了布鞋。";
    let long = read(&sentence.repeat(12)).value.excerpt;
    assert_eq!(long, sentence.repeat(5));
    let clauses = "采茶的人清早上山,雾还没有散,".repeat(20);
    let cut = read(&clauses).value.excerpt;
    assert!(cut.ends_with("散……") || cut.ends_with("山……"), "{cut}");
    let number = format!("{}1,299.00 元起", "茶".repeat(118));
    assert_eq!(read(&number).value.excerpt, format!("{}……", "茶".repeat(118)));
    let unit = format!("{}净含量 500 克装好茶好茶好茶", "茶".repeat(115));
    assert_eq!(read(&unit).value.excerpt, format!("{}净含量……", "茶".repeat(115)));
    let family = format!("{}👨‍👩‍👧‍👦好茶", "茶".repeat(119));
    assert_eq!(read(&family).value.excerpt, format!("{}……", "茶".repeat(119)));
    assert_eq!(read("短").value.excerpt, "短");
    let english = read_as(&"The leaves are picked before dawn. ".repeat(10), "en", false).value.excerpt;
    assert_eq!(english, "The leaves are picked before dawn. ".repeat(4).trim_end());
}

#[test]
fn bad_input_is_linear() {
    let size = 180_000;
    for unit in [
        "*a_ ",
        "**",
        "***a",
        "> ",
        "- ",
        "[",
        "[^",
        "![",
        "[a](",
        "`",
        "``a",
        "<",
        "<!--",
        "&",
        "~~",
        "**。",
        "a**",
        "_a",
        "|",
        "|-",
        "| a ",
        "1. ",
        "{{<",
        "{{< callout >}}\n",
        "{{< /callout >}}\n",
        "{{< quote >}}\n{{< /callout >}}\n",
        "[^a]: x\n\n",
        "[^a]",
        "# a\n",
        "```\n",
        "~~~\n",
        "<div>\n",
        "\\",
        "![a](b)\n",
        "![",
        "**茶。**好",
        "*茶",
        "\t",
        "a\n: b\n\n",
        "<?",
        "<a href=\"",
        "{{< gallery >}}\n",
        "> - ",
        "-\n",
        "[a]: b\n",
        "[a][b]",
        "~~。",
        "{{< x \"",
        "* a\n  ",
        "  - a\n",
        "\u{0}",
        "<a>",
        "a\n",
        "=",
        "[x]: <",
    ] {
        let text = unit.repeat(size / unit.len());
        let start = std::time::Instant::now();
        let prose = read(&text).value;
        let took = start.elapsed();
        assert!(took.as_secs() < 5, "{unit:?} took {took:?}");
        let bytes: usize =
            prose.parts.iter().map(|part| if let Part::Html(html) = part { html.len() } else { 0 }).sum();
        assert!(bytes < 20_000_000, "{unit:?} gave {bytes}");
    }
    for (open, middle, close) in
        [("*", "a", "*"), ("[", "a", "](b)"), ("![", "a", "](b)"), ("> ", "a", "\nb"), ("x**x", "", " _x")]
    {
        let count = size / (open.len() + close.len());
        let text = format!("{}{middle}{}", open.repeat(count), close.repeat(count));
        let start = std::time::Instant::now();
        let _ = read(&text);
        assert!(start.elapsed().as_secs() < 5, "{open:?} took {:?}", start.elapsed());
    }
}

/// The first tag that is closed out of turn, or never.
fn unbalanced(html: &str) -> Option<String> {
    let mut open: Vec<&str> = Vec::new();
    for tag in html.split('<').skip(1) {
        let tag = tag.split_once('>').map_or(tag, |(tag, _)| tag);
        let name = tag.split(' ').next().unwrap_or_default();
        match name.strip_prefix('/') {
            Some(name) if open.pop() == Some(name) => {}
            Some(_) => return Some(format!("</{tag}>")),
            None if ["br", "hr", "wbr", "col"].contains(&name) => {}
            None => open.push(name),
        }
    }
    open.pop().map(ToString::to_string)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_copy_gives_balanced_html(
        pieces in prop::collection::vec(prop::sample::select(vec![
            "茶", "。", "a", " ", "\n", "\n\n", "    ", "*", "**", "_", "~~", "`", "```\n", "# ", "- ", "1. ", "> ", ": ",
            "[", "](b)", "](javascript:x)", "![", "|", "\n|-|-|\n", "[^1]", "\n[^1]: ", "<b>", "</b>", "<div>", "<!--", "-->",
            "- [ ] ", "> [!NOTE]\n", "{#x}", "&amp;", "\\", "\r\n", "\t", "---\n", "<a href=x>", "\u{0}", "\"",
            "\n{{< product sku=\"A\" >}}\n", "\n{{< callout >}}", "{{< /callout >}}\n", "{{< gallery >}}\n", "{{< /gallery >}}",
            "\n{{< timeline >}}\n- 1: ", "\n{{< /timeline >}}", "{{<", ">}}",
        ]), 0..40),
        raw_html: bool,
    ) {
        let text = pieces.concat();
        let checked = read_as(&text, "zh-Hans", raw_html);
        // Photos, links and shortcodes stand for themselves.
        let html: String = checked.value.parts.iter().map(|part| match part {
            Part::Html(html) => html.as_str(),
            _ => "…",
        }).collect();
        prop_assert_eq!(unbalanced(&html), None, "{:?} gave {}", text, html);
        prop_assert!(!html.contains("<p></p>") && !html.contains("<?"), "{:?} gave {}", text, html);
        for diagnostic in &checked.diagnostics {
            prop_assert!(text.get(diagnostic.place.span()).is_some(), "{:?} {:?}", text, diagnostic);
        }
    }
}
