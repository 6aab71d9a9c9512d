//! The law that guards the design: after every edit, a warm build gives what a clean build gives, byte for byte.

use crate::support::{Shop, differences, package, printed, tree};
use awning::diagnostics::{Language, Severity};
use std::fs;
use std::path::Path;

/// One edit of a shop, in words and as a deed.
type Edit = (&'static str, fn(&Path));

const EDITS: &[Edit] = &[
    ("a sentence", |root| replace(root, "content/products/tea/green-tea.md", "三克茶", "四克茶")),
    ("a title, which stands on cards", |root| {
        replace(root, "content/products/tea/white-tea.md", "高山白茶", "雪山白茶");
    }),
    ("a price", |root| replace(root, "content/data/offers.csv", "GT-1,128.00", "GT-1,129.00")),
    ("sold out", |root| replace(root, "content/data/offers.csv", ",20,", ",0,")),
    ("a tag more", |root| replace(root, "content/products/tea/white-tea.md", "tags: [新品]", "tags: [新品, 白茶]")),
    ("a story goes, from the home page too", |root| {
        fs::remove_file(root.join("content/stories/tea-hill.md")).unwrap();
        replace(root, "content/pages/home.md", "  - {type: story_teaser, title: 故事, story: tea-hill}\n", "");
    }),
    ("a new address, and the old one", |root| {
        replace(root, "content/pages/about.md", "title: 关于\n", "title: 关于\nslug: us\naliases: [/about/]\n");
    }),
    ("another navigation", |root| {
        replace(root, "awning.yaml", "navigation: [", "navigation: [{label: 关于, link: /us/}, ");
    }),
    ("a translation more", |root| {
        let text = "---\ntitle: Returns\ndescription: Seven days, unopened; you pay the post, unless the fault was ours, in which case we do.\n---\n";
        fs::write(root.join("content/guides/returns.en.md"), text).unwrap();
    }),
    ("another picture", |root| {
        let other = package().join("tests/faults/W524-wrong-ending/content/products/tea/green-tea.png");
        fs::copy(other, root.join("content/products/tea/green-tea.png")).unwrap();
    }),
    ("a badge", |root| {
        draw_badge(root, "red");
        replace(root, "content/products/tea/green-tea.md", "\nsku: ", "\nbadge: fresh\nsku: ");
    }),
    ("the badge in another colour", |root| draw_badge(root, "green")),
    ("a word of a poster", |root| replace(root, "content/posters/double-eleven.md", "绿茶八五折", "绿茶都八五折")),
    ("the template of posters", |root| {
        replace(root, "themes/plain/posters/festival.html", "class=\"sheet\"", "class=\"sheet\" id=\"all\"");
    }),
    ("the style of posters", |root| replace(root, "themes/plain/posters/festival.css", "#ffffff", "#22251f")),
    ("back to the beginning of the price", |root| {
        replace(root, "content/data/offers.csv", "GT-1,129.00", "GT-1,128.00");
    }),
];

#[test]
fn a_warm_build_gives_what_a_clean_build_gives() {
    let sources = [package().join("tests/sites/_plain"), package().join("tests/sites/one-of-each")];
    let warm = Shop::of(&[&sources[0], &sources[1]]);
    built(&warm, "the beginning");
    for (what, edit) in EDITS {
        edit(&warm.root());
        built(&warm, what);
        let clean = warm.copy_of_sources();
        built(&clean, what);
        let difference = differences(&tree(&clean.public()), &tree(&warm.public()));
        assert_eq!(difference, None, "after the edit: {what}");
    }
}

/// Builds a shop that has no errors: with one, nothing would be compared.
fn built(shop: &Shop, what: &str) {
    let report = shop.build();
    let has_errors = report.diagnostics.iter().any(|diagnostic| diagnostic.severity() == Severity::Error);
    assert!(!has_errors, "after the edit: {what}\n{}", printed(&report, Language::English));
    assert!(shop.public().join("index.html").exists(), "after the edit: {what}: there is no home page");
}

fn replace(root: &Path, file: &str, old: &str, new: &str) {
    let text = fs::read_to_string(root.join(file)).unwrap();
    assert!(text.contains(old), "{file} holds {old}");
    fs::write(root.join(file), text.replacen(old, new, 1)).unwrap();
}

fn draw_badge(root: &Path, colour: &str) {
    let drawing = format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="4" cy="4" r="4" fill="{colour}"/></svg>"#
    );
    fs::create_dir_all(root.join("assets/badges")).unwrap();
    fs::write(root.join("assets/badges/fresh.svg"), drawing).unwrap();
}
