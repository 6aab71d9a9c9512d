//! What diagnostics look like, for people and for machines.

use awning::diagnostics::print::{github, human, json, sarif};
use awning::diagnostics::{Diagnostic, Language, Place, Rule, Severity, Words, sorted};
use awning::paths::ShopPath;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// Made-up rules, so that these tests do not change with the wording of real ones.
macro_rules! made_up {
    ($($constant:ident = $severity:ident $code:literal $name:literal $en:literal $en_help:literal $zh:literal $zh_help:literal;)*) => {$(
        static $constant: Rule = Rule {
            code: $code,
            name: $name,
            severity: Severity::$severity,
            english: Words { message: $en, help: $en_help, why: "Because." },
            chinese: Words { message: $zh, help: $zh_help, why: "\u{56e0}\u{4e3a}" },
            bad: "-",
            good: "+",
        };
    )*};
}

made_up! {
    LEADS_OUT = Error "E902" "leads-out" "the link leads out, to {target}" "copy the file" "链接指向外面：{target}" "请复制文件";
    TWICE = Error "E906" "twice" "the key `{key}` stands here twice" "keep one" "字段 `{key}` 重复" "只保留一个";
    UNKNOWN = Error "E907" "unknown" "unknown key `{key}`" "known here: {known}" "没有 `{key}` 这个字段" "这里可用：{known}";
    NO_TEXT = Note "N910" "no-text" "the text ends here" "" "正文到此为止" "";
    MISPLACED = Warning "W912" "misplaced" "nothing lives here" "move it" "这里什么也不放" "请移走";
}

const PRODUCT: &str = "content/products/tea/明前绿茶.md";
const CRLF: &str = "content/pages/about.md";

type Texts = BTreeMap<ShopPath, Arc<str>>;

fn path(text: &str) -> ShopPath {
    ShopPath::new(text).expect("a path inside the shop")
}

fn texts() -> Texts {
    let product =
        "---\ntitle: 明前绿茶 🍵 特级\nsubtitel:\t山里的茶，全角、标点。\nspec: {产地: 陕西}\ntitle: 绿茶\n---\n正文";
    let about = "\u{feff}---\r\ntitle: 关于\u{1b}[31m我们\r\nlayuot: wide\r\n---\r\n";
    [(path(PRODUCT), product.into()), (path(CRLF), about.into())].into()
}

/// The place of a piece of a file's text.
fn at(texts: &Texts, file: &str, piece: &str, nth: usize) -> Place {
    let file = path(file);
    let (start, piece) = texts[&file].match_indices(piece).nth(nth).expect("the piece is in the text");
    Place::new(&file, start..start + piece.len())
}

fn diagnostics(texts: &Texts) -> Vec<Diagnostic> {
    let end = texts[&path(PRODUCT)].len();
    sorted(vec![
        UNKNOWN
            .at(at(texts, PRODUCT, "subtitel", 0))
            .with("key", "subtitel")
            .with("known", "title, subtitle")
            .nearest("subtitel", ["title", "subtitle"]),
        TWICE
            .at(at(texts, PRODUCT, "title", 1))
            .with("key", "title")
            .also(at(texts, PRODUCT, "明前绿茶 🍵 特级", 0), "第一次写在这里"),
        NO_TEXT.at(Place::new(&path(PRODUCT), end..end)),
        UNKNOWN
            .at(at(texts, CRLF, "layuot", 0))
            .with("key", "layuot")
            .with("known", "layout, 100%")
            .also(at(texts, PRODUCT, "陕西", 0), "as here"),
        MISPLACED.at(Place::head(&path("content/tea.md"))),
        LEADS_OUT.at(Place::head(&path("assets/照片 1.jpg"))).with("target", "/home/林/a:b,c.jpg"),
    ])
}

#[test]
fn people_see_frames() {
    let texts = texts();
    insta::assert_snapshot!("human-en", human(&diagnostics(&texts), &texts, Language::English, false));
    insta::assert_snapshot!("human-zh", human(&diagnostics(&texts), &texts, Language::Chinese, false));
}

#[test]
fn machines_see_lines() {
    let texts = texts();
    let diagnostics = diagnostics(&texts);
    insta::assert_snapshot!("json", json(&diagnostics, &texts, Language::Chinese));
    insta::assert_snapshot!("github", github(&diagnostics, &texts, Language::English, "shop/"));
    let sarif = sarif(&diagnostics, &texts, Language::English, "shop/");
    assert!(serde_json::from_str::<serde_json::Value>(&sarif).is_ok());
    insta::assert_snapshot!("sarif", sarif.replace(env!("CARGO_PKG_VERSION"), "(version)"));
}

#[test]
fn nothing_is_nothing() {
    assert_eq!(human(&[], &Texts::new(), Language::English, false), "");
    assert_eq!(json(&[], &Texts::new(), Language::English), "");
    assert_eq!(github(&[], &Texts::new(), Language::English, ""), "");
}

#[test]
fn escapes_of_a_terminal_are_shown_not_obeyed() {
    let texts = texts();
    let shown =
        human(&[UNKNOWN.at(at(&texts, CRLF, "我们", 0)).with("key", "\u{1b}[2J")], &texts, Language::English, false);
    assert!(!shown.contains('\u{1b}') && shown.contains("␛[31m") && shown.contains("␛[2J"), "{shown}");
}

#[test]
fn any_span_of_any_text_is_drawn() {
    let texts = ["", "\n", "\r\n", "茶", "茶\r\n\u{feff}酒\t🍵\n\n\r\r\nabc", "\u{feff}", "a\u{301}👨‍👩‍👧\u{202e}x"];
    for text in texts {
        let length = text.len() + 3;
        for (start, end) in (0..length).flat_map(|start| (start..length).map(move |end| (start, end))) {
            draw(text, start..end);
        }
    }
}

#[test]
fn long_lines_and_tall_spans_are_cut() {
    let shown = draw(&"茶酒".repeat(50_000), 150_000..150_006);
    assert!(shown.lines().all(|line| line.chars().count() < 300), "{shown}");
    assert!(shown.contains(":1:50001"), "{shown}");
    let shown = draw_one(&"茶酒".repeat(500), 1500..1506);
    insta::assert_snapshot!("long-line", shown);
    let shown = draw(&"title: 茶\n".repeat(5000), 0..40_000);
    assert!(shown.lines().count() < 20, "{shown}");
}

/// Draws one span for people.
fn draw_one(text: &str, span: Range<usize>) -> String {
    let file = path("content/x.md");
    human(&[NO_TEXT.at(Place::new(&file, span))], &[(file, text.into())].into(), Language::English, false)
}

/// Draws one span in every form; the human one is handed back.
fn draw(text: &str, span: Range<usize>) -> String {
    let file = path("content/x.md");
    let texts: Texts = [(file.clone(), text.into())].into();
    let second = Place::new(&file, span.start / 2..span.end / 2);
    let found = [UNKNOWN.at(Place::new(&file, span)).also(second, "here")];
    let _ = json(&found, &texts, Language::English);
    let _ = github(&found, &texts, Language::English, "");
    let _ = sarif(&found, &texts, Language::English, "");
    let _ = human(&found, &texts, Language::English, true);
    human(&found, &texts, Language::English, false)
}

#[test]
fn a_pattern_hides_placeholders() {
    assert_eq!(Rule::pattern("`{key}` is {odd"), "`…` is {odd");
    assert_eq!(Rule::pattern("plain"), "plain");
}
