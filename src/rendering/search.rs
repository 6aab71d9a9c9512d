//! The search index: one JSON file a language, read by the theme's script.

use super::filters::script_json;
use crate::artifact::{Artifact, Body};
use crate::plan::outputs::SearchItem;
use serde::Serialize;

/// One line of the index; short keys, since every visitor of the search page loads them all.
#[derive(Serialize)]
struct Line<'a> {
    #[serde(rename = "t")]
    title: &'a str,
    #[serde(rename = "s")]
    subtitle: &'a str,
    #[serde(rename = "u")]
    href: &'a str,
    #[serde(rename = "k")]
    keywords: &'a str,
    #[serde(rename = "p")]
    price: &'a str,
    #[serde(rename = "i")]
    picture: &'a str,
    #[serde(rename = "o")]
    sold_out: u8,
    #[serde(rename = "c")]
    category: &'a str,
}

/// The index at an address. Safe to be put into a page as well.
#[must_use]
pub fn search(href: &str, items: &[SearchItem]) -> Artifact {
    let lines: Vec<Line<'_>> = items.iter().map(line).collect();
    // Texts and numbers always have a JSON form.
    let json = script_json(&lines).unwrap_or_else(|_| "[]".to_string());
    Artifact { path: href.trim_start_matches('/').to_string(), body: Body::Bytes(json.into_bytes()) }
}

fn line(item: &SearchItem) -> Line<'_> {
    Line {
        title: &item.title,
        subtitle: &item.subtitle,
        href: &item.href,
        keywords: &item.keywords,
        price: &item.price,
        picture: &item.picture,
        sold_out: u8::from(item.sold_out),
        category: &item.category,
    }
}
