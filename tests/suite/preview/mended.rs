//! A shop that cannot be read as it is stays on the screen as it was, says what is wrong, and comes to life when it is mended.

use super::previewed::{Previewed, eventually, tea};
use serde_json::Value;
use std::fs;

const PAGE: &str = "/products/green-tea/";
const PRODUCT: &str = "content/products/tea/green-tea.md";
const TEMPLATE: &str = "themes/plain/templates/product.html";

/// What breaks a shop: in words, the file, what it holds instead, and the error with its line.
type Break = (&'static str, &'static str, fn(&str) -> String, (&'static str, u64));

const BREAKS: &[Break] = &[
    ("a product that is no YAML", PRODUCT, |text| text.replacen("sku: ", "sku: [", 1), ("E005", 4)),
    ("a product without front matter", PRODUCT, |_| "words\n".to_string(), ("E010", 1)),
    ("a product whose number is none", PRODUCT, |text| text.replacen("sku: GT-1", "sku: \"<>\"", 1), ("E208", 3)),
    ("a template that does not compile", TEMPLATE, |_| "<p>\n{% if %}\n".to_string(), ("E813", 2)),
    ("a template that extends nothing", TEMPLATE, |_| "{% extends \"none.html\" %}\n".to_string(), ("E813", 1)),
    ("a template that names what is not", TEMPLATE, |_| "<p>\n<b>\n{{ nobody.knows }}\n".to_string(), ("E814", 3)),
    ("settings that are no YAML", "awning.yaml", |text| text.replacen("currency: ", "currency: [", 1), ("E005", 7)),
    ("a theme that is no YAML", "themes/plain/theme.yaml", |text| text.replacen("name: ", "name: [", 1), ("E005", 3)),
];

#[test]
fn what_is_broken_stays_as_it_was_until_it_is_mended() {
    let preview = Previewed::of(tea());
    for (number, (what, file, broken, (code, line))) in BREAKS.iter().enumerate() {
        preview.problems(PAGE, <[Value]>::is_empty);
        let (before, path) = (preview.page(PAGE), preview.root().join(file));
        let whole = fs::read_to_string(&path).unwrap();
        fs::write(&path, broken(&whole)).unwrap();
        let told = preview.problems(PAGE, |problems| problems.iter().any(|problem| problem["code"] == *code));
        let told = told.iter().find(|problem| problem["code"] == *code).unwrap();
        assert_eq!(
            (told["file"].as_str(), told["severity"].as_str()),
            (Some(*file), Some("error")),
            "{what}: {told:#}"
        );
        assert_eq!(told["line"].as_u64(), Some(*line), "{what}: {told:#}");
        assert!(
            told["editor"].as_str().is_some_and(|link| link.ends_with(&format!("{file}:{line}:{}", told["column"]))),
            "{told:#}"
        );
        assert_eq!(preview.page(PAGE), before, "{what}");
        // Others of the shop go on, where that is possible.
        assert_eq!(preview.get("/products/").status, 200, "{what}");
        fs::write(&path, &whole).unwrap();
        preview.replace(PRODUCT, "三克茶", &format!("{number}3 克茶"));
        shows(&preview, PAGE, &format!("{number}3 克茶"));
        preview.replace(PRODUCT, &format!("{number}3 克茶"), "三克茶");
        shows(&preview, PAGE, "三克茶");
    }
}

#[test]
fn a_shop_that_is_broken_at_the_start_comes_to_life() {
    for (file, broken, code) in [
        ("awning.yaml", None, "E700"),
        ("awning.yaml", Some("name: ["), "E005"),
        (TEMPLATE, Some("{% if %}"), "E813"),
        ("themes/plain/theme.yaml", None, "E801"),
    ] {
        let shop = tea();
        let path = shop.root().join(file);
        let whole = fs::read_to_string(&path).unwrap();
        match broken {
            Some(text) => fs::write(&path, text).unwrap(),
            None => fs::remove_file(&path).unwrap(),
        }
        let preview = Previewed::of(shop);
        let told = preview.listen(PAGE);
        let said = preview.get(PAGE);
        let page = String::from_utf8(said.body).unwrap();
        assert!([200, 404].contains(&said.status) && page.contains("/_awning/client.js"), "{file}: {page}");
        assert_eq!(said.headers.iter().filter(|line| *line == "content-type: text/html; charset=utf-8").count(), 1);
        let found = preview.problems(PAGE, |problems| !problems.is_empty());
        assert!(found.iter().any(|problem| problem["code"] == code), "{file}: {found:#?}");
        fs::write(&path, whole).unwrap();
        shows(&preview, PAGE, "三克茶");
        preview.problems(PAGE, <[Value]>::is_empty);
        assert!(told.events.try_iter().count() > 1, "who looked was told");
    }
}

#[test]
fn what_goes_comes_back() {
    let preview = Previewed::of(tea());
    shows(&preview, PAGE, "三克茶");
    let (content, away) = (preview.root().join("content"), preview.root().with_file_name("away"));
    fs::rename(&content, &away).unwrap();
    preview.problems("/", |problems| !problems.is_empty());
    fs::rename(&away, &content).unwrap();
    preview.problems("/", <[Value]>::is_empty);
    shows(&preview, PAGE, "三克茶");
    preview.replace(PRODUCT, "三克茶", "五克茶");
    shows(&preview, PAGE, "五克茶");
}

fn shows(preview: &Previewed, page: &str, words: &str) {
    eventually(words, || {
        let text = preview.page(page);
        if text.contains(words) { Ok(()) } else { Err(text) }
    });
}
