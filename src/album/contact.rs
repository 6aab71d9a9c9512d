//! The contact sheet: all originals on one page of HTML that needs no other file, to be looked through and printed.

use super::{Inventory, Photo};
use crate::artifact::{Body, bytes_in_words};
use crate::cache::Cache;
use crate::diagnostics::Language;
use crate::imaging::{self, Darkroom, Limits};
use crate::paths::ShopPath;
use crate::photos::{self, Format, Profile, Quality, Rendition};
use crate::source::Source;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use quick_xml::escape::escape;
use std::collections::BTreeMap;

/// The longer edge of a thumbnail: sharp at a third of it on paper and on fine screens.
const EDGE: u32 = 440;

const STYLE: &str = include_str!("contact.css");

/// The sheet, in a language.
#[must_use]
pub fn sheet(
    inventory: &Inventory,
    source: &Source,
    cache: &Cache,
    day: jiff::civil::Date,
    language: Language,
) -> String {
    let thumbnails = thumbnails(inventory, source, cache);
    let words = Words(language);
    let mut folders: BTreeMap<&str, String> = BTreeMap::new();
    for photo in &inventory.photos {
        let figure = figure(photo, inventory, thumbnails.get(&photo.path).map(String::as_str), words);
        *folders.entry(photo.path.folder()).or_default() += &figure;
    }
    let sections: String = folders.into_iter().map(|(folder, figures)| section(folder, &figures)).collect();
    let (shop, title) = (escape(&inventory.shop), words.title());
    let total = words.total(inventory);
    format!(
        "<!doctype html>\n<html lang=\"{}\">\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n\
         <meta name=\"robots\" content=\"noindex\">\n<title>{shop} · {title}</title>\n<style>\n{STYLE}</style>\n\
         <header><p>{title}</p><h1>{shop}</h1><p>{total} · <time>{day}</time></p></header>\n<main>\n{sections}</main>\n</html>\n",
        words.tag(),
    )
}

fn section(folder: &str, figures: &str) -> String {
    let parts = folder.split('/').map(|part| escape(part).into_owned()).collect::<Vec<_>>();
    // A long path may break after a slash.
    format!("<section>\n<h2>{}</h2>\n<div>\n{figures}</div>\n</section>\n", parts.join("/<wbr>"))
}

fn figure(photo: &Photo, inventory: &Inventory, thumbnail: Option<&str>, words: Words) -> String {
    let picture = match (thumbnail, &photo.original) {
        (Some(address), Some(original)) => {
            let (width, height) = fitted(original.facts.width, original.facts.height);
            let name = escape(photo.path.name());
            format!("<img src=\"{address}\" width=\"{width}\" height=\"{height}\" alt=\"{name}\" decoding=\"async\">")
        }
        _ => format!("<span class=\"none\">{}</span>", words.unreadable()),
    };
    let size = photo.original.as_ref().map_or(String::new(), |original| {
        let facts = &original.facts;
        format!("{} × {} · {} · ", facts.width, facts.height, facts.format.extension().to_uppercase())
    });
    let marks: String = words.marks(photo, inventory).iter().map(|mark| format!("<em>{mark}</em>")).collect();
    let uses: String = photo
        .uses
        .iter()
        .map(|used| format!("<li>{}:{}</li>", escape(used.file.as_str()).replace('/', "/<wbr>"), used.line))
        .collect();
    let uses = if uses.is_empty() { uses } else { format!("<ul>{uses}</ul>") };
    format!(
        "<figure>\n<span class=\"photo\">{picture}</span>\n<figcaption><b>{}</b><span>{size}{}</span>{marks}{uses}</figcaption>\n</figure>\n",
        escape(photo.path.name()),
        bytes_in_words(photo.bytes),
    )
}

/// A thumbnail of every original that can be used, as a `data:` address.
fn thumbnails(inventory: &Inventory, source: &Source, cache: &Cache) -> BTreeMap<ShopPath, String> {
    let wanted: Vec<Rendition> = inventory.photos.iter().filter_map(thumbnail).collect();
    let darkroom = Darkroom { files: source, cache, limits: Limits::default() };
    let made = imaging::make(&darkroom, &wanted, &BTreeMap::new(), &|_| {});
    let made: BTreeMap<String, Body> = made.value.into_iter().map(|made| (made.path, made.body)).collect();
    let addresses = wanted.into_iter().filter_map(|rendition| {
        let bytes = match made.get(&rendition.address)? {
            Body::Bytes(bytes) => bytes.clone(),
            Body::File(_) => cache.bytes(rendition.recipe.digest())?,
        };
        let mime = rendition.recipe.format.mime();
        Some((rendition.original, format!("data:{mime};base64,{}", STANDARD.encode(bytes))))
    });
    addresses.collect()
}

fn thumbnail(photo: &Photo) -> Option<Rendition> {
    let original = photo.original.as_ref()?;
    let profile = Profile {
        name: "contact".to_string(),
        widths: vec![fitted(original.facts.width, original.facts.height).0],
        formats: vec![Format::WebP],
        ..Profile::default()
    };
    Some(photos::renditions(original, None, &profile, &Quality::default(), &[]).fallback)
}

/// A size that fits [`EDGE`].
fn fitted(width: u32, height: u32) -> (u32, u32) {
    let longer = width.max(height).max(1);
    let fit = |edge: u32| {
        let fitted = u64::from(edge) * u64::from(EDGE) / u64::from(longer);
        if longer > EDGE { u32::try_from(fitted).unwrap_or(EDGE).max(1) } else { edge.max(1) }
    };
    (fit(width), fit(height))
}

/// What the sheet says, in its language.
#[derive(Clone, Copy)]
struct Words(Language);

impl Words {
    fn of(self, english: impl Into<String>, chinese: impl Into<String>) -> String {
        match self.0 {
            Language::English => english.into(),
            Language::Chinese => chinese.into(),
        }
    }

    fn tag(self) -> String {
        self.of("en", "zh-Hans")
    }

    fn title(self) -> String {
        self.of("Contact sheet", "照片小样")
    }

    fn unreadable(self) -> String {
        self.of("cannot be read", "无法读取")
    }

    fn total(self, inventory: &Inventory) -> String {
        let (count, size) = (inventory.photos.len(), bytes_in_words(inventory.bytes()));
        let noun = if count == 1 { "original" } else { "originals" };
        self.of(format!("{count} {noun}, {size}"), format!("原图 {count} 张，共 {size}"))
    }

    /// What is worth a second look.
    fn marks(self, photo: &Photo, inventory: &Inventory) -> Vec<String> {
        let mut marks = Vec::new();
        if photo.uses.is_empty() {
            marks.push(self.of("unused", "未使用"));
        }
        if inventory.same.iter().any(|group| group.contains(&photo.path)) {
            marks.push(self.of("duplicate", "重复"));
        }
        if inventory.alike.iter().any(|(a, b)| *a == photo.path || *b == photo.path) {
            marks.push(self.of("looks alike", "相似"));
        }
        if let Some(small) = &photo.small {
            let wanted = small.wanted;
            marks.push(self.of(format!("small for {wanted} px"), format!("不足 {wanted} px")));
        }
        if photo.without_alt().next().is_some() {
            marks.push(self.of("no alt text", "缺替代文字"));
        }
        marks
    }
}
