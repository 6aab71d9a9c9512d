//! Themes, pages, feeds and links: small shops in memory in, text out.

use awning::artifact::{Artifact, Body};
use awning::diagnostics::{Diagnostic, Language, Place};
use awning::paths::ShopPath;
use awning::plan::outputs::{Feed, FeedEntry, Redirect, SearchItem, SitemapPage};
use awning::rendering::{self, Engine, links};
use awning::source::Source;
use awning::theme::{self, Choice, Theme};
use awning::yaml;
use std::collections::BTreeSet;
use std::sync::Arc;

const CALM: &str = "name: calm\nstyles: [styles/base.css]\nscripts: [scripts/shop.js]\nsettings:\n  tokens: {paper: \"#ffffff\", ink: \"#112233\"}\n  indent: false\n  columns: 3\n  note: null\n  fonts: {body: serif, title: serif}\nprofiles:\n  card: {widths: [320, 640], ratio: \"4:5\", formats: [webp, jpeg], sizes: 50vw, dressed: true}\n";

/// A shop with the theme `calm`, and more files over it.
fn source(files: &[(&str, &str)]) -> Source {
    let calm = [
        ("themes/calm/theme.yaml", CALM),
        ("themes/calm/styles/base.css", ".card { color: var(--ink); &:hover { color: #ff0000 } }\n"),
        ("themes/calm/scripts/shop.js", "export const one = 1;\n"),
        (
            "themes/calm/templates/base.html",
            "<title>{{ page.title }}</title><main>{% block main %}{% endblock %}</main>",
        ),
        (
            "themes/calm/templates/page.html",
            "{% extends \"base.html\" %}{% block main %}<p>{{ page.text }}</p>{% endblock %}",
        ),
        ("themes/calm/texts/en.yaml", "hello: Hello\npages: Page {page} of {pages}\n"),
        ("themes/calm/texts/zh-Hans.yaml", "hello: 你好\npages: 第 {page} 页,共 {pages} 页\n"),
    ];
    let mut all: Vec<(ShopPath, Vec<u8>)> = Vec::new();
    for (path, text) in calm.iter().chain(files) {
        all.push((path_of(path), text.as_bytes().to_vec()));
    }
    Source::in_memory(all)
}

fn path_of(path: &str) -> ShopPath {
    ShopPath::new(path).unwrap()
}

fn read_with(source: &Source, name: &str, settings: &str) -> (Option<Theme>, Vec<Diagnostic>) {
    let file = path_of("awning.yaml");
    let node = (!settings.is_empty()).then(|| yaml::parse(&file, settings, 0..settings.len()).unwrap().0);
    let choice = Choice { name, settings: node.as_ref(), file: &file, place: Place::new(&file, 0..1) };
    let checked = theme::read(source, &choice);
    (checked.value, checked.diagnostics)
}

fn theme_of(files: &[(&str, &str)], name: &str) -> Theme {
    let (theme, found) = read_with(&source(files), name, "");
    assert!(found.is_empty(), "{}", told(&found));
    theme.unwrap()
}

fn engine_of(files: &[(&str, &str)], name: &str) -> Engine {
    let checked = rendering::engine(&theme_of(files, name));
    assert!(checked.diagnostics.is_empty(), "{}", told(&checked.diagnostics));
    checked.value.unwrap()
}

fn loading(files: &[(&str, &str)]) -> String {
    let checked = rendering::engine(&theme_of(files, "calm"));
    assert!(checked.value.is_none());
    told(&checked.diagnostics)
}

fn told(found: &[Diagnostic]) -> String {
    let line = |d: &Diagnostic| {
        let help = d.help(Language::English);
        format!(
            "{} {}:{}-{} {}\n  {help}",
            d.rule.code,
            d.place.file,
            d.place.start,
            d.place.end,
            d.message(Language::English)
        )
    };
    found.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn page(engine: &Engine, template: &str, text: &str) -> Result<String, Box<Diagnostic>> {
    let view =
        serde_json::json!({"page": {"title": "A <b> & \"c\"", "text": text, "href": "/tea/"}, "items": [1, 2, 3]});
    let shop = engine.shared(&serde_json::json!({"name": "岚上集"}));
    engine.page(template, &[("shop", shop)], &view).map(|html| String::from_utf8(html).unwrap())
}

fn fault(files: &[(&str, &str)], template: &str) -> String {
    told(&[*page(&engine_of(files, "calm"), template, "x").unwrap_err()])
}

fn text(artifact: &Artifact) -> String {
    match &artifact.body {
        Body::Bytes(bytes) => String::from_utf8(bytes.clone()).unwrap(),
        Body::File(path) => panic!("{} is a file", path.display()),
    }
}

const CHILD: (&str, &str) = (
    "themes/bright/theme.yaml",
    "name: bright\nextends: calm\nstyles: [styles/more.css]\nsettings: {tokens: {ink: \"#000000\", gold: gold}, extra: [a]}\n",
);

#[test]
fn a_child_theme_builds_on_its_parent() {
    let child = [
        CHILD,
        ("themes/bright/styles/more.css", ".more { margin: 0px }"),
        (
            "themes/bright/templates/page.html",
            "{% extends \"calm/page.html\" %}{% block main %}[{{ super() }}]{% endblock %}",
        ),
        ("themes/bright/texts/en.yaml", "hello: Hi\n"),
    ];
    let theme = theme_of(&child, "bright");
    assert_eq!(theme.chain, ["bright", "calm"]);
    assert_eq!(theme.settings["tokens"], serde_json::json!({"paper": "#ffffff", "ink": "#000000", "gold": "gold"}));
    assert_eq!(theme.settings["columns"], 3);
    assert_eq!(theme.texts["en"]["hello"], "Hi");
    assert_eq!(theme.texts["en"]["pages"], "Page {page} of {pages}");
    assert_eq!(theme.profiles["card"].ratio, Some((4, 5)));
    let css = String::from_utf8(theme.asset("styles.css").unwrap().bytes.to_vec()).unwrap();
    insta::assert_snapshot!(css, @r#":root{--paper:#ffffff;--ink:#000000;--gold:gold}.card{color:var(--ink)}.card:hover{color:red}.more{margin:0}"#);
    let html = page(&engine_of(&child, "bright"), "page.html", "<i>").unwrap();
    assert_eq!(html, "<title>A &lt;b&gt; &amp; &quot;c&quot;</title><main>[<p>&lt;i&gt;</p>]</main>");
}

#[test]
fn a_component_of_the_child_replaces_the_parents() {
    let files = [
        CHILD,
        ("themes/bright/styles/more.css", ""),
        ("themes/calm/templates/parts.html", "{% component tag(text) %}<b>{{ text }}</b>{% endcomponent %}"),
        ("themes/calm/templates/list.html", "{{ <tag text={page.text} /> }}"),
        ("themes/bright/templates/parts.html", "{% component tag(text) %}<i>{{ text }}</i>{% endcomponent %}"),
    ];
    assert_eq!(page(&engine_of(&files, "calm"), "list.html", "x").unwrap(), "<b>x</b>");
    assert_eq!(page(&engine_of(&files, "bright"), "list.html", "x").unwrap(), "<i>x</i>");
}

#[test]
fn themes_that_cannot_be_read_are_told() {
    let source = source(&[
        ("themes/one/theme.yaml", "extends: two\n"),
        ("themes/two/theme.yaml", "extends: one\n"),
        ("themes/lost/theme.yaml", "extends: clam\nstlyes: []\n"),
    ]);
    for (name, settings) in [("one", ""), ("lost", ""), ("../calm", ""), ("atelir", "")] {
        let (theme, found) = read_with(&source, name, settings);
        assert!(theme.is_none() && !found.is_empty(), "{name}");
    }
    insta::assert_snapshot!(told(&read_with(&source, "one", "").1), @r#"
E802 themes/two/theme.yaml:9-12 the theme extends itself: one → two → one
  remove one `extends`
"#);
    insta::assert_snapshot!(told(&read_with(&source, "lost", "").1), @r#"
E007 themes/lost/theme.yaml:14-20 unknown key `stlyes`
  did you mean `styles`?
E801 themes/lost/theme.yaml:9-13 there is no theme `clam`
  did you mean `calm`?
"#);
    insta::assert_snapshot!(told(&read_with(&source, "atelir", "").1), @r#"
E801 awning.yaml:0-1 there is no theme `atelir`
  did you mean `atelier`?
"#);
}

#[test]
fn the_shops_settings_are_checked_key_by_key() {
    let wishes = "tokens: {papper: \"#fff\", ink: \"red;} body {\"}\nindent: maybe\ncolumns: 4\nnote: 备注\nfonts: {body: sans}\n";
    let (theme, found) = read_with(&source(&[]), "calm", wishes);
    let theme = theme.unwrap();
    assert_eq!(theme.settings["columns"], 4);
    assert_eq!(theme.settings["note"], "备注");
    assert_eq!(theme.settings["fonts"], serde_json::json!({"body": "sans", "title": "serif"}));
    assert_eq!(theme.settings["indent"], false);
    let css = String::from_utf8(theme.asset("styles.css").unwrap().bytes.to_vec()).unwrap();
    assert!(!css.contains("body {") && !css.contains("red;}"), "{css}");
    insta::assert_snapshot!(told(&found), @r#"
E806 awning.yaml:30-44 `ink` cannot be a value in a style: it holds one of `;` `{` `}` `<` `\` `!` `@`, or a line break
  write one plain CSS value, such as a colour or a length
E804 awning.yaml:9-15 the theme `calm` has no setting `tokens.papper`
  did you mean `paper`?
E805 awning.yaml:54-59 the setting `indent` must be `true` or `false`
  the theme's own value is false
"#);
}

#[test]
fn tokens_stay_inside_their_declaration() {
    for value in ["a;b", "a}b", "a{b", "</style>", "/* ", "rgb(1,2", "\"x", "a\nb", "", "url(x.png)", "\\3b", "a)b("] {
        assert!(theme::token_fault(value).is_some(), "{value}");
    }
    for value in ["#a83f1d", "1.5rem", "\"Noto Serif SC\", serif", "rgb(0 0 0 / 50%)", "calc(1px + (2px * 3))"] {
        assert_eq!(theme::token_fault(value), None, "{value}");
    }
}

#[test]
fn styles_are_bundled_and_signed() {
    let files = [
        (
            "themes/calm/styles/base.css",
            ".a { background: url(../images/a.svg#x) } .b { background: url(data:image/png;base64,AA) }",
        ),
        ("themes/calm/images/a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
    ];
    let theme = theme_of(&files, "calm");
    let names: Vec<&str> = theme.assets.iter().map(|asset| asset.name.as_str()).collect();
    assert_eq!(names, ["styles.css", "images/a.svg", "scripts/shop.js"]);
    let styles = theme.asset("styles.css").unwrap();
    let css = std::str::from_utf8(&styles.bytes).unwrap();
    let picture = theme.asset("images/a.svg").unwrap().address.href();
    assert!(picture.starts_with("/assets/images/a-") && picture.ends_with(".svg"), "{picture}");
    assert!(css.starts_with(":root{--paper:#ffffff;--ink:#112233}"), "{css}");
    assert!(css.contains(&format!("url(\"{picture}#x\")")) && css.contains("data:image/png"), "{css}");
    assert!(
        styles.address.as_str().starts_with("/assets/styles-")
            && styles.address.as_str().len() == "/assets/styles-0123456789.css".len()
    );
    // From `openssl dgst -sha384 -binary | base64`.
    let script = theme.asset("scripts/shop.js").unwrap();
    assert_eq!(&*script.bytes, b"export const one = 1;\n");
    assert_eq!(script.integrity, "sha384-1kPb9cP05gkdsP3QXqDs/0NjIlBWnK4AdGvQ//QQc6al3zoiRzaKUwDiDA/WjMP9");
}

#[test]
fn every_skin_can_be_read() {
    let theme = theme_of(&[], "atelier");
    let names: Vec<&str> = theme.skins.keys().map(String::as_str).collect();
    assert_eq!(names, ["618", "christmas", "double-eleven", "mid-autumn", "spring-festival"]);
    assert!(theme.contrast.len() >= 10);
    for skin in [None].into_iter().chain(theme.skins.values().map(Some)) {
        let tokens = theme.tokens_with(skin, &std::collections::BTreeMap::new());
        assert_eq!(awning::theme::faint(&theme.contrast, &tokens), [], "{:?}", skin.map(|skin| &skin.label));
    }
}

#[test]
fn a_skin_brings_its_drawings() {
    let files = [
        ("themes/mine/theme.yaml", "name: mine\nextends: atelier\n"),
        ("themes/mine/skins/618/skin.yaml", "label: Ours\ntokens: {paper: \"#fff\", bad: \"red; }\"}\n"),
        ("themes/mine/skins/618/skin.css", ".hero{background:url(leaf.svg)}"),
        ("themes/mine/skins/618/leaf.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
    ];
    let (theme, found) = read_with(&source(&files), "mine", "");
    assert!(told(&found).contains("E806"), "{}", told(&found));
    let theme = theme.unwrap();
    let skin = &theme.skins["618"];
    let css = String::from_utf8(skin.sheet.bytes.to_vec()).unwrap();
    assert!(css.starts_with(":root{--paper:#fff}"), "{css}");
    assert!(css.contains("/assets/skins/618/leaf-"), "{css}");
    assert_eq!(skin.files.iter().map(|file| file.name.as_str()).collect::<Vec<_>>(), ["skins/618/leaf.svg"]);
    assert!(theme.skins.contains_key("christmas"), "the parent's are there too");
}

#[test]
fn mistakes_in_styles_are_told_at_their_line() {
    let files = [
        (
            "themes/calm/theme.yaml",
            "styles: [styles/base.css, styles/lost.css]\nprofiles: {card: {widths: [], ratio: 4/5}}\n",
        ),
        (
            "themes/calm/styles/base.css",
            "/* 说明 */\n.a { color red }\n.b { background: url(no.png) }\n@import \"x.css\";\n@meida print { .c { color: red } }\n",
        ),
    ];
    insta::assert_snapshot!(told(&read_with(&source(&files), "calm", "").1), @r#"
E808 themes/calm/styles/base.css:24-27 this is not CSS: Unexpected token Ident("red")
  
E808 themes/calm/styles/base.css:69-76 this is not CSS: @import rules must precede all rules aside from @charset and @layer statements
  
W822 themes/calm/styles/base.css:85-90 this CSS is not known: Unknown at rule: @meida
  check the spelling; it is published as it stands
E809 themes/calm/styles/base.css:47-58 the style refers to `no.png`, which the theme does not have
  correct the path (it starts at the style's own folder), or add the file
E807 themes/calm/theme.yaml:26-41 the theme has no file `styles/lost.css`
  correct the name, or add the file to the theme
E811 themes/calm/theme.yaml:69-70 the profile `card` cannot be used: `widths` needs 1 to 12 numbers from 1 to 4096
  a profile reads {widths: [320, 640], ratio: "4:5", formats: [webp, jpeg], sizes: "50vw"}
E811 themes/calm/theme.yaml:80-83 the profile `card` cannot be used: `ratio` is two whole numbers, as in "4:5"
  a profile reads {widths: [320, 640], ratio: "4:5", formats: [webp, jpeg], sizes: "50vw"}
"#);
}

#[test]
fn a_text_that_one_language_lacks_is_a_warning() {
    let files = [("themes/calm/texts/en.yaml", "hello: Hello\n")];
    insta::assert_snapshot!(told(&read_with(&source(&files), "calm", "").1), @r#"
W812 themes/calm/texts/en.yaml:0-0 the text `pages` is missing in en
  add `pages: …` here
"#);
}

#[test]
fn undefined_names_are_told_where_they_stand() {
    insta::assert_snapshot!(fault(&[("themes/calm/templates/page.html", "<p>\n{% for item in items %}{{ page.titel }}{% endfor %}")], "page.html"), @r#"
E814 themes/calm/templates/page.html:35-40 `titel` is not defined (while making /tea/)
  did you mean `title`?
"#);
    let nested = [
        ("themes/calm/templates/part.html", "岚{% set a = page.title %} {{ pgae }}"),
        (
            "themes/calm/templates/page.html",
            "{% extends \"base.html\" %}{% block main %}{% include \"part.html\" %}{% endblock %}",
        ),
    ];
    insta::assert_snapshot!(fault(&nested, "page.html"), @r#"
E814 themes/calm/templates/part.html:31-35 `pgae` is not defined (while making /tea/)
  did you mean `page`?
"#);
    let called = [
        ("themes/calm/templates/parts.html", "{% component tag(text) %}\n{{ text.no }}{% endcomponent %}"),
        ("themes/calm/templates/page.html", "\n{{ <tag text={page} /> }}"),
    ];
    insta::assert_snapshot!(fault(&called, "page.html"), @r#"
E814 themes/calm/templates/parts.html:34-36 `no` is not defined (while making /tea/)
  known here: href, text, title
"#);
    insta::assert_snapshot!(fault(&[], "product.html"), @r#"
E817 themes/calm/theme.yaml:0-0 there is no template `product.html` (while making /tea/)
  add templates/product.html to the theme
"#);
}

#[test]
fn templates_that_cannot_be_loaded_are_all_told() {
    let files = [
        ("themes/calm/templates/a.html", "{% if x %}"),
        ("themes/calm/templates/b.html", "{% for item in items %}\n{{ item | }}{% endfor %}"),
    ];
    insta::assert_snapshot!(loading(&files), @r#"
E813 themes/calm/templates/a.html:8-10 the template cannot be read: Unexpected end of input
  
E813 themes/calm/templates/b.html:34-36 the template cannot be read: Found `}}` but expected identifier.
"#);
    let files = [
        ("themes/calm/templates/a.html", "{% for a in items %}{{ a | nofilter }}{% endfor %}\n{{ nofunction() }}"),
        ("themes/calm/templates/b.html", "{% include \"lost.html\" %}"),
    ];
    insta::assert_snapshot!(loading(&files), @r#"
E813 themes/calm/templates/a.html:27-35 the template cannot be read: Unknown filter `nofilter`
  
E813 themes/calm/templates/a.html:54-64 the template cannot be read: Unknown function `nofunction`
  
E813 themes/calm/templates/b.html:11-11 the template cannot be read: Unknown template `lost.html`
"#);
    insta::assert_snapshot!(loading(&[("themes/calm/templates/b.html", "{% extends \"lost.html\" %}")]), @r#"E813 themes/calm/templates/b.html:11-22 the template cannot be read: there is no template `lost.html` to extend"#);
    let twice = [
        ("themes/calm/templates/a.html", "{% component c() %}{% endcomponent %}"),
        ("themes/calm/templates/b.html", "{% component c() %}{% endcomponent %}"),
    ];
    insta::assert_snapshot!(loading(&twice), @r#"E813 themes/calm/templates/a.html:0-0 the template cannot be read: Component `c` is defined in both `calm/a.html` and `calm/b.html`"#);
}

#[test]
fn templates_that_never_end_are_told() {
    insta::assert_snapshot!(loading(&[("themes/calm/templates/page.html", "x\n{% include \"page.html\" %}")]), @r#"
E816 themes/calm/templates/page.html:13-24 the template leads back to itself: calm/page.html → calm/page.html
  remove one `include` or `extends`; to reach the parent theme's template of the same name, write `calm/…` before it
"#);
    insta::assert_snapshot!(loading(&[("themes/calm/templates/base.html", "{% extends \"base.html\" %}")]), @r#"
E816 themes/calm/templates/base.html:11-22 the template leads back to itself: calm/base.html → calm/base.html
  remove one `include` or `extends`; to reach the parent theme's template of the same name, write `calm/…` before it
"#);
    let ring = [
        ("themes/calm/templates/a.html", "{% include \"b.html\" %}"),
        ("themes/calm/templates/b.html", "{% include \"calm/a.html\" %}"),
    ];
    insta::assert_snapshot!(loading(&ring), @r#"
E816 themes/calm/templates/a.html:11-19 the template leads back to itself: calm/a.html → calm/b.html → calm/a.html
  remove one `include` or `extends`; to reach the parent theme's template of the same name, write `calm/…` before it
"#);
    let component = [
        ("themes/calm/templates/parts.html", "{% component c() %}x{{ <c /> }}{% endcomponent %}"),
        ("themes/calm/templates/page.html", "{{ <c /> }}"),
    ];
    insta::assert_snapshot!(fault(&component, "page.html"), @r#"
E818 themes/calm/templates/parts.html:23-25 the template does not come to an end: components call each other more than 20 times deep (while making /tea/)
  look for loops inside loops, and for components that call themselves
"#);
    let wide = [
        (
            "themes/calm/templates/parts.html",
            "{% component c(d) %}{% if d > 0 %}{% for i in range(end=9) %}{{ <c d={d - 1} /> }}{% endfor %}{% endif %}{% endcomponent %}",
        ),
        ("themes/calm/templates/page.html", "{{ <c d={18} /> }}"),
    ];
    insta::assert_snapshot!(fault(&wide, "page.html"), @r#"
E818 themes/calm/templates/parts.html:46-58 the template does not come to an end: more than 1000000 turns of loops (while making /tea/)
  look for loops inside loops, and for components that call themselves
"#);
    let one = |text: &'static str| fault(&[("themes/calm/templates/page.html", text)], "page.html");
    insta::assert_snapshot!(one("{% set r = range(end=10000) %}{% for a in r %}{% for b in r %}{% for c in r %}{% endfor %}{% endfor %}{% endfor %}"), @r#"
E818 themes/calm/templates/page.html:78-78 the template does not come to an end: more than 1000000 turns of loops (while making /tea/)
  look for loops inside loops, and for components that call themselves
"#);
    insta::assert_snapshot!(one("{% set_global s = \"0123456789\" %}{% for a in range(end=60) %}{% set_global s = s ~ s %}{% endfor %}"), @r#"
E818 themes/calm/templates/page.html:78-85 the template does not come to an end: more than 262144 bytes in one text (while making /tea/)
  look for loops inside loops, and for components that call themselves
"#);
    insta::assert_snapshot!(one("{% for a in range(end=99999999) %}{% endfor %}"), @r#"
E818 themes/calm/templates/page.html:12-31 the template does not come to an end: more than 10000 numbers in one range (while making /tea/)
  look for loops inside loops, and for components that call themselves
"#);
}

#[test]
fn deep_templates_do_not_break_the_stack() {
    let deep: Vec<String> = vec![
        format!("{{{{ {}1{} }}}}", "(".repeat(5000), ")".repeat(5000)),
        format!("{}{}", "{% if 1 %}".repeat(5000), "{% endif %}".repeat(5000)),
        format!("{{{{ {} 1 }}}}", "not ".repeat(5000)),
        format!("{{{{ {}1 }}}}", "- ".repeat(5000)),
        format!("{{{{ 1{} }}}}", " + 1".repeat(20000)),
        format!("{{{{ page{} }}}}", ".a".repeat(20000)),
        format!("{{{{ page{} }}}}", " | upper".repeat(20000)),
        format!("{{{{ {}{} }}}}", "[".repeat(5000), "]".repeat(5000)),
    ];
    for text in &deep {
        let _ = rendering::engine(&theme_of(&[("themes/calm/templates/deep.html", text)], "calm"));
    }
}

#[test]
fn what_meters_templates_is_not_seen() {
    let text = "{% for i in items -%}  {{ i }}{% if not loop.last %},{% endif %}{% endfor %}|{% raw %}{% for %}{% endraw %}{# {% for x in y %} #}|{% set a = \"=%}\" -%}  {{ a }}|{% set b %}c{% endset %}{{ b }}|{% set d = 1 if items else 2 %}{{ d }}|{% set e = items | length %}{{ e }}|{{ \"{% set x = 1 %}\" }}";
    let html = page(&engine_of(&[("themes/calm/templates/page.txt", text)], "calm"), "page.txt", "").unwrap();
    assert_eq!(html, "1,2,3|{% for %}|=%}|c|1|3|{% set x = 1 %}");
}

#[test]
fn filters_escape_what_they_print() {
    let text = "<script>{{ page | json }}</script>{{ \"{a} <{b}>\" | fill(a=page.title, b=1) }}{{ \"<{a}>\" | fill(a=\"<i>\" | safe) }}{{ \"\" | default_text(text=\"<\") }}";
    let html = page(&engine_of(&[("themes/calm/templates/page.html", text)], "calm"), "page.html", "</script>\u{2028}")
        .unwrap();
    insta::assert_snapshot!(html, @r#"<script>{"title":"A \u003cb\u003e \u0026 \"c\"","text":"\u003c/script\u003e\u2028","href":"/tea/"}</script>A &lt;b&gt; &amp; &quot;c&quot; &lt;1&gt;&lt;<i>&gt;&lt;"#);
    insta::assert_snapshot!(fault(&[("themes/calm/templates/page.html", "{{ \"{a} {b}\" | fill(a=1) }}")], "page.html"), @r#"E815 themes/calm/templates/page.html:15-24 the template fails: the text `{a} {b}` needs a value for `{b}` (while making /tea/)"#);
    let json = rendering::script_json(&serde_json::json!({"name": "</script><!-- & \u{2029}"})).unwrap();
    assert_eq!(json, "{\"name\":\"\\u003c/script\\u003e\\u003c!-- \\u0026 \\u2029\"}");
}

#[test]
fn pages_get_smaller_and_stay_valid() {
    let html = "<!DOCTYPE html>\n<html lang=\"zh-Hans\">\n<head>\n<title> 茶 </title>\n</head>\n<body>\n<!-- no -->\n<p class=\"a b\">岚上  茶</p>\n<ul>\n<li>一</li>\n</ul>\n<pre> a\n  b</pre><textarea> x </textarea><input type=\"text\" value=\"\"><script type=\"application/ld+json\">{\"a\": 1}</script></body></html>\n";
    insta::assert_snapshot!(String::from_utf8(rendering::minify(html.as_bytes())).unwrap(), @r#"
<!DOCTYPE html>
<html lang="zh-Hans">
<head>
<title> 茶 </title>
</head>
<body>
<p class="a b">岚上 茶</p>
<ul>
<li>一</li>
</ul>
<pre> a
  b</pre><textarea> x </textarea><input type="text" value=""><script type="application/ld+json">{"a": 1}</script></body></html>
"#);
    for odd in ["", "<", "<p", "</", "<script>", "<!--", "<a href=\"", "\u{0}<svg><style></p>"] {
        let _ = rendering::minify(odd.as_bytes());
    }
}

fn feed() -> Feed {
    let at = |text: &str| text.parse().unwrap();
    Feed {
        title: "岚上集 & friends".into(),
        subtitle: None,
        language: "zh-Hans".into(),
        author: "岚上集".into(),
        href: "/feed.xml".into(),
        home: "/".into(),
        updated: at("2026-11-20T08:00:00Z"),
        entries: vec![FeedEntry {
            id: "/news/a/".into(),
            title: "新茶 <到> \u{8}".into(),
            href: "/news/a/".into(),
            summary: Some("\"引\" & 'x' ]]>".into()),
            html: Some("<p><a href=\"/tea/\">茶</a><img src=\"/p/a.jpg\" srcset=\"/p/a.webp 1x, /p/b.webp 2x\" alt=\"a\"><a href=\"https://x.example/\">x</a></p>\u{c}".into()),
            updated: at("2026-11-20T08:00:00Z"),
            published: Some(at("2026-11-19T16:00:00Z")),
            author: None,
        }],
    }
}

#[test]
fn the_feed_is_valid_atom() {
    let artifact = rendering::atom(&feed(), "https://shop.example/");
    assert_eq!(artifact.path, "feed.xml");
    let xml = text(&artifact);
    insta::assert_snapshot!(xml, @r#"
<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-Hans">
 <id>https://shop.example/feed.xml</id>
 <title>岚上集 &amp; friends</title>
 <updated>2026-11-20T08:00:00Z</updated>
 <author>
  <name>岚上集</name>
 </author>
 <link rel="self" type="application/atom+xml" href="https://shop.example/feed.xml"/>
 <link rel="alternate" type="text/html" href="https://shop.example/"/>
 <entry>
  <id>https://shop.example/news/a/</id>
  <title>新茶 &lt;到&gt; </title>
  <link rel="alternate" type="text/html" href="https://shop.example/news/a/"/>
  <published>2026-11-19T16:00:00Z</published>
  <updated>2026-11-20T08:00:00Z</updated>
  <summary>&quot;引&quot; &amp; &apos;x&apos; ]]&gt;</summary>
  <content type="html">&lt;p&gt;&lt;a href=&quot;https://shop.example/tea/&quot;&gt;茶&lt;/a&gt;&lt;img src=&quot;https://shop.example/p/a.jpg&quot; srcset=&quot;https://shop.example/p/a.webp 1x, https://shop.example/p/b.webp 2x&quot; alt=&quot;a&quot;&gt;&lt;a href=&quot;https://x.example/&quot;&gt;x&lt;/a&gt;&lt;/p&gt;</content>
 </entry>
</feed>
"#);
    let mut reader = quick_xml::Reader::from_str(&xml);
    let mut depth = 0;
    loop {
        match reader.read_event().unwrap() {
            quick_xml::events::Event::Start(_) => depth += 1,
            quick_xml::events::Event::End(_) => depth -= 1,
            quick_xml::events::Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0);
    assert!(!xml.chars().any(|c| c.is_control() && c != '\n'));
}

#[test]
fn a_large_sitemap_is_split() {
    let page = |number: usize| SitemapPage {
        href: format!("/products/{number}/"),
        updated: Some("2026-11-20".into()),
        alternates: vec![
            ("zh-Hans".into(), format!("/products/{number}/")),
            ("en".into(), format!("/en/products/{number}/")),
        ],
    };
    let small: Vec<SitemapPage> = (0..1).map(page).collect();
    let files = rendering::sitemap(&small, "https://shop.example");
    assert_eq!(files.len(), 1);
    insta::assert_snapshot!(text(&files[0]), @r#"
<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
<url><loc>https://shop.example/products/0/</loc><lastmod>2026-11-20</lastmod><xhtml:link rel="alternate" hreflang="zh-Hans" href="https://shop.example/products/0/"/><xhtml:link rel="alternate" hreflang="en" href="https://shop.example/en/products/0/"/></url>
</urlset>
"#);
    let large: Vec<SitemapPage> = (0..120_001).map(page).collect();
    let files = rendering::sitemap(&large, "https://shop.example");
    let names: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(names, ["sitemap.xml", "sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml"]);
    let pages: Vec<usize> = files[1..].iter().map(|file| text(file).matches("<url>").count()).collect();
    assert_eq!(pages, [50_000, 50_000, 20_001]);
    insta::assert_snapshot!(text(&files[0]), @r#"
<?xml version="1.0" encoding="UTF-8"?>
<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://shop.example/sitemap-1.xml</loc></sitemap>
<sitemap><loc>https://shop.example/sitemap-2.xml</loc></sitemap>
<sitemap><loc>https://shop.example/sitemap-3.xml</loc></sitemap>
</sitemapindex>
"#);
}

#[test]
fn robots_search_and_redirects() {
    insta::assert_snapshot!(text(&rendering::robots("https://shop.example", &["/search/".into()])), @r#"
User-agent: *
Disallow: /search/

Sitemap: https://shop.example/sitemap.xml
"#);
    let item =
        SearchItem { title: "茶</script>".into(), href: "/tea/".into(), sold_out: true, ..SearchItem::default() };
    insta::assert_snapshot!(text(&rendering::search("/search.zh-Hans.json", &[item])), @r#"[{"t":"茶\u003c/script\u003e","s":"","u":"/tea/","k":"","p":"","i":"","o":1,"c":""}]"#);
    let redirect = |from: &str, to: &str| Redirect { from: from.into(), to: to.into() };
    let files = rendering::redirects(
        &[
            redirect("/old/", "/new/"),
            redirect("/旧", "/new/#a b"),
            redirect("/evil/", "//evil.example/"),
            redirect("/evil2/", "https://evil.example/"),
        ],
        "https://shop.example",
    );
    let names: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(names, ["old/index.html", "旧/index.html", "_redirects"]);
    insta::assert_snapshot!(text(&files[0]), @r#"
<!DOCTYPE html>
<html lang="und"><head><meta charset="utf-8"><title>/new/</title><meta http-equiv="refresh" content="0; url=/new/"><link rel="canonical" href="https://shop.example/new/"><meta name="robots" content="noindex"></head><body><p><a href="/new/">/new/</a></p></body></html>
"#);
    insta::assert_snapshot!(text(&files[2]), @r#"
/old/ /new/ 301
/%E6%97%A7 /new/#a%20b 301
"#);
}

#[test]
fn scanning_finds_what_a_page_points_to() {
    let html = br#"<!-- <a href="/no/"> --><title><a href="/no/"></title><script>"<a href='/no/'>"</script>
        <A HREF='/a&amp;b/' id=x data-href="/no/">1 < 2</A><img src=/c.jpg srcset="/c.webp 1x, /d.webp 2x"/><a href="mailto:x@y">
        <form action="?q=1"><video poster="/v.jpg"><a href=""><a href=" /sp/ "><meta property="og:image" content="https://s.example/o.jpg"><p id='&#x4E2D;'>"#;
    let found = links::scan("a/index.html", html);
    let texts = |list: &[Arc<str>]| list.iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(
        texts(&found.targets),
        ["/a&b/", "/c.jpg", "/c.webp", "/d.webp", "/sp/", "/v.jpg", "?q=1", "https://s.example/o.jpg"]
    );
    assert_eq!(texts(&found.ids), ["x", "中"]);
}

#[test]
fn every_link_must_lead_somewhere() {
    let html = |body: &str| format!("<!DOCTYPE html><body>{body}</body>");
    let tea = html(
        "<h2 id=\"尺码\">x</h2><a href=\"#尺码\">a</a><a href=\"#%E5%B0%BA%E7%A0%81\">b</a><a href=\"#no\">c</a><a href=\"../\">d</a><a href=\"b.jpg\">e</a><a href=\"no.jpg\">f</a>",
    );
    let home = html(
        "<a href=\"/tea/\">1</a><a href=\"/tea\">2</a><a href=\"/tea/#%E5%B0%BA%E7%A0%81\">3</a><a href=\"/tea/#lost\">4</a><a href=\"/lost/?a#b\">5</a>\
         <a href=\"https://shop.example/tea/\">6</a><a href=\"https://shop.example/lost2/\">7</a><a href=\"https://shop.example.evil/x\">8</a><a href=\"//other.example/\">9</a>\
         <a href=\"/%E8%8C%B6.jpg\">10</a><a href=\"/%FF\">11</a><a href=\"#top\">12</a><a href=\"/a.pdf/\">13</a><a href=\"https://shop.example\">14</a><a href=\"?sort=price\">15</a>",
    );
    let pages: Vec<_> = [("index.html", &home), ("tea/index.html", &tea)]
        .iter()
        .map(|(path, html)| links::scan(path, html.as_bytes()))
        .collect();
    let files: BTreeSet<String> =
        ["index.html", "tea/index.html", "tea/b.jpg", "茶.jpg", "a.pdf"].iter().map(ToString::to_string).collect();
    let found = links::check(&pages, &files, "https://shop.example/", |_| Place::head(&path_of("awning.yaml")));
    let lines: Vec<String> =
        found.iter().map(|d| format!("{} {}", d.rule.code, d.message(Language::English))).collect();
    insta::assert_snapshot!(lines.join("\n"), @r#"
E821 /tea/ links to `#no`, but that page has no such anchor
E820 / links to `/%FF`, which is not in the release
E820 / links to `/a.pdf/`, which is not in the release
E820 / links to `/lost/?a#b`, which is not in the release
E821 / links to `/tea/#lost`, but that page has no such anchor
E820 / links to `https://shop.example/lost2/`, which is not in the release
E820 /tea/ links to `no.jpg`, which is not in the release
"#);
    let many: Vec<_> = (0..9).map(|n| links::scan(&format!("{n}/index.html"), b"<a href=/lost/>")).collect();
    let found = links::check(&many, &files, "https://shop.example", |_| Place::head(&path_of("awning.yaml")));
    assert_eq!(found.len(), 1);
    insta::assert_snapshot!(found[0].message(Language::English), @r#"/0/ (+8) links to `/lost/`, which is not in the release"#);
}

#[test]
fn white_space_that_counts_is_kept() {
    let small = |html: &str| String::from_utf8(rendering::minify(html.as_bytes())).unwrap();
    assert_eq!(
        small("<a  href='x  y'\n title=\"a > b\" >x</a >  <!-- c -->  <b>y</b>"),
        "<a href='x  y' title=\"a > b\">x</a> <b>y</b>"
    );
    assert_eq!(small("<pre>a\n  <b>b</b>\n\n</pre>\n\n<p>"), "<pre>a\n  <b>b</b>\n\n</pre>\n<p>");
    assert_eq!(
        small("<script> a  <!-- b </script>  <textarea>  </textarea>"),
        "<script> a  <!-- b </script> <textarea>  </textarea>"
    );
    assert_eq!(small("1 < 2\u{3000}\u{3000}茶"), "1 < 2\u{3000}\u{3000}茶");
    let once = small("<p>a\n\n <i> b</i>\t</p>");
    assert_eq!(small(&once), once);
}
