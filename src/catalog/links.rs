//! What a document's body refers to: links, photos, shortcodes; one walk for all who ask.

use super::Document;
use crate::diagnostics::Place;
use crate::markdown::{Argument, Item, Link, Part, PhotoUse, Prose, Shortcode};
use std::ops::Range;

/// Calls `visit` for every part of a prose, those inside shortcodes included, in the order of the text.
pub fn each_part<'p>(prose: &'p Prose, visit: &mut impl FnMut(&'p Part)) {
    for part in &prose.parts {
        visit(part);
        if let Part::Shortcode(shortcode) = part {
            if let Some(body) = &shortcode.body {
                each_part(body, visit);
            }
            for item in &shortcode.items {
                if let Item::Event { text, .. } = item {
                    text.iter().for_each(&mut *visit);
                }
            }
        }
    }
}

/// Calls `visit` with source, alternative text and place of every photo.
pub fn each_photo(prose: &Prose, visit: &mut impl FnMut(&str, &str, Range<usize>)) {
    let mut photo = |photo: &PhotoUse| visit(&photo.src, &photo.alt, photo.span.clone());
    each_part(prose, &mut |part| match part {
        Part::Photo(use_) => photo(use_),
        Part::Shortcode(shortcode) => {
            for item in &shortcode.items {
                if let Item::Photo(use_) = item {
                    photo(use_);
                }
            }
            if let Some(named) = named_photo(shortcode) {
                photo(&named);
            }
        }
        Part::Html(_) | Part::Href(_) => {}
    });
}

/// The photo that a `photo` or `video` shortcode names in its arguments.
#[must_use]
pub fn named_photo(shortcode: &Shortcode) -> Option<PhotoUse> {
    let key = match shortcode.name {
        "photo" => "src",
        "video" => "poster",
        _ => return None,
    };
    let source = shortcode.arguments.get(key)?;
    let text = |key: &str| shortcode.arguments.get(key).map(|argument: &Argument| argument.value.clone());
    Some(PhotoUse {
        src: source.value.clone(),
        alt: text("alt").or_else(|| text("title")).unwrap_or_default(),
        title: text("caption"),
        span: source.span.clone(),
        wide: text("wide").as_deref() == Some("true"),
        block: true,
    })
}

/// Every link of a prose.
pub fn each_link<'p>(prose: &'p Prose, visit: &mut impl FnMut(&'p Link)) {
    each_part(prose, &mut |part| {
        if let Part::Href(link) = part {
            visit(link);
        }
    });
}

/// Every shortcode of a prose.
pub fn each_shortcode<'p>(prose: &'p Prose, visit: &mut impl FnMut(&'p Shortcode)) {
    each_part(prose, &mut |part| {
        if let Part::Shortcode(shortcode) = part {
            visit(shortcode);
        }
    });
}

/// What makes an article sell: the first product that it names, or the first shortcode that leads to one.
#[must_use]
pub fn sale<'d>(document: &'d Document, products: &'d [(String, Place)]) -> Option<&'d str> {
    let mut found = products.first().map(|(sku, _)| sku.as_str());
    each_shortcode(&document.prose, &mut |shortcode| {
        if leads_to_product(shortcode) {
            found = found.or(Some(shortcode.name));
        }
    });
    found
}

fn leads_to_product(shortcode: &Shortcode) -> bool {
    match shortcode.name {
        "product" | "products" | "compare" => true,
        "cta" => shortcode.arguments.get("to").is_some_and(|to| {
            let path = to.value.split(['?', '#']).next().unwrap_or_default();
            !path.contains("://") && path.trim_end_matches('/').split('/').rev().skip(1).any(|part| part == "products")
        }),
        _ => false,
    }
}
