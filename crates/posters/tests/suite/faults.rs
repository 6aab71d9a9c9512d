//! Mistakes in HTML and CSS are found where they are, all of them.

use crate::support;
use posters::{Fault, Fonts, Part, Problem, Sheet, Style};

/// What CSS is wrong, at which line and column, and how.
#[test]
fn css_is_read_strictly() {
    let cases = [
        ("a { colr: red }", 1, 5, "Property(\"colr\")"),
        ("a {\n  color: red;\n  width: 12pz;\n}", 3, 10, "Value { property: \"width\", value: \"12pz\" }"),
        ("a { color: rd }", 1, 12, "Value { property: \"color\", value: \"rd\" }"),
        ("a:: { color: red }", 1, 1, "Selector(\"a:: \")"),
        ("a { &:nonsense(1) { color: red } }", 1, 5, "Selector(\"&:nonsense(1) \")"),
        ("b { color: red }\n@font-face { src: url(x) }", 2, 12, "Rule(\"@font-face\")"),
        ("@container (width > 1px) { a { color: red } }", 1, 12, "Rule(\"@container\")"),
        ("@media (colour: 1) { a { color: red } }", 1, 8, "Condition(\"(colour: 1) \")"),
        ("@media (width > 1px) { a { colr: red } }", 1, 28, "Property(\"colr\")"),
        ("a { width: max(1px, var(--a)) }", 1, 12, "Value { property: \"width\", value: \"max(1px, var(--a))\" }"),
        ("a:hover { color: red }", 1, 1, "Selector(\"a:hover \")"),
        ("a { 汉字: red }", 1, 5, "Property(\"汉字\")"),
    ];
    for (css, line, column, problem) in cases {
        let faults = Style::read(css).err().unwrap_or_default();
        let told: Vec<_> =
            faults.iter().map(|fault| (fault.line, fault.column, format!("{:?}", fault.problem))).collect();
        assert_eq!(told, [(line, column, problem.to_string())], "{css}");
    }
}

#[test]
fn all_faults_of_a_style_are_told_at_once() {
    let faults = Style::read("a { colr: red; width: 1pz }\nb { heigt: 2px }\n.c > { color: red }").unwrap_err();
    let lines: Vec<u32> = faults.iter().map(|fault| fault.line).collect();
    assert_eq!(lines, [1, 1, 2, 3], "{faults:#?}");
}

#[test]
fn faultless_css_is_read() {
    let css = "/* 海报 */ :root { --gap: 12px } h1 { color: var(--ink, #222); font: 700 40px/1.2 \"Noto Serif SC\" }\n\
               @media (min-aspect-ratio: 4/3) { .a { display: grid; & b { color: red !important } } }\n\
               @supports (display: grid) { .a { gap: calc(1em + 2px) } } .b::before { content: '〔' }\n\
               li:not(:nth-child(2n + 1), .c):first-child > b[data-shape=\"a:b\"]::after { color: red }";
    assert_eq!(Style::read(css).err(), None);
}

/// What HTML is wrong, and the first fault of it.
#[test]
fn html_is_read_strictly() {
    let cases = [
        ("<p>一\n<b>二</p>", 2, "Unclosed(\"b\")"),
        ("<div>\n<p>一</p>", 1, "Unclosed(\"div\")"),
        ("一</p>", 1, "Unopened(\"p\")"),
        ("<p>一</p>\n<script>1</script>", 2, "Element(\"script\")"),
        ("<p style=\"colr: red\">一</p>", 1, "Property(\"colr\")"),
        ("<p data-slot=\"a\">一</p>\n<p data-slot=\"a\">二</p>", 2, "Twice(\"a\")"),
        ("<img src=\"https://example.com/a.jpg\" alt=\"\">", 1, "Picture(\"https://example.com/a.jpg\")"),
        ("<p>一 <span data-slot=\"a\">二</span></p>", 1, "NoBox(\"a\")"),
        ("<img src=\"qr:abc\" style=\"width: 20px; height: 20px\">", 1, "CodeTooSmall { has: 20, needs: 29 }"),
        ("<p a=\"1\" a=\"2\">一</p>", 1, "Syntax(\"Duplicate attribute\")"),
    ];
    for (html, line, problem) in cases {
        let fault = faults_of(html).into_iter().next().unwrap_or_else(|| panic!("no fault: {html}"));
        assert_eq!(
            (fault.part, fault.line, format!("{:?}", fault.problem).as_str()),
            (Part::Html, line, problem),
            "{html}"
        );
    }
}

#[test]
fn attributes_of_the_engine_are_checked() {
    for attribute in ["data-fit=\"40\"", "data-fit=\"40..20\"", "data-lines=\"0\"", "data-focal=\"0.5 1.5\""] {
        let faults = faults_of(&format!("<p {attribute}>一</p>"));
        assert!(matches!(&faults[..], [Fault { problem: Problem::Attribute { .. }, .. }]), "{attribute}: {faults:?}");
    }
}

#[test]
fn sizes_are_bounded() {
    let deep = "<div>".repeat(60) + &"</div>".repeat(60);
    let many = "<p>一</p>".repeat(2100);
    let long = format!("<p>{}</p>", "长".repeat(20_001));
    for html in [deep.as_str(), many.as_str(), long.as_str()] {
        assert!(faults_of(html).iter().any(|fault| matches!(fault.problem, Problem::TooMuch { .. })));
    }
    let huge = Sheet { size: (8000, 8000), html: "", ..support::plain() };
    assert!(matches!(posters::draw(&huge).unwrap_err()[..], [Fault { problem: Problem::TooMuch { .. }, .. }]));
}

#[test]
fn a_family_that_was_not_given_is_named_where_it_stands() {
    let style =
        Style::read("body { font-family: \"Noto Serif SC\" }\np { font-family: \"Songti SC\", serif }").unwrap();
    let sheet = Sheet { html: "<p>一</p>", style: &style, ..support::plain() };
    let faults = posters::draw(&sheet).unwrap_err();
    let problem = Problem::Family("Songti SC".to_string());
    assert_eq!(faults, [Fault { part: Part::Css, line: 2, column: 19, problem }]);
}

#[test]
fn text_without_any_family_is_a_fault() {
    let style = Style::read("p { color: red }").unwrap();
    let sheet = Sheet { html: "<p>一</p>", style: &style, ..support::plain() };
    let faults = posters::draw(&sheet).unwrap_err();
    assert!(matches!(&faults[..], [Fault { problem: Problem::Family(_), .. }]), "{faults:?}");
}

#[test]
fn a_background_that_was_not_given_is_named_where_it_stands() {
    let style = Style::read("p { background: url(\"nowhere.jpg\") }").unwrap();
    let faults = posters::draw(&Sheet { html: "<p></p>", style: &style, ..support::plain() }).unwrap_err();
    let problem = Problem::Picture("nowhere.jpg".to_string());
    assert!(
        matches!(&faults[..], [Fault { part: Part::Css, line: 1, problem: found, .. }] if *found == problem),
        "{faults:?}"
    );
}

#[test]
fn what_is_no_font_is_refused() {
    let mut fonts = Fonts::default();
    assert!(fonts.add("A", None, b"wOF2 and nothing").is_err());
    assert!(fonts.add("A", None, &[0, 1, 0, 0, 0, 9, 1]).is_err());
    assert!(fonts.add("A", None, b"ttcf....").is_err());
    assert!(fonts.add("A", None, b"").is_err());
    assert!(!fonts.has("A"));
}

fn faults_of(html: &str) -> Vec<Fault> {
    posters::draw(&Sheet { html, ..support::plain() }).err().unwrap_or_default()
}
