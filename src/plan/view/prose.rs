//! Copy in views: links filled in, photos as pictures, shortcodes as values for the theme.

use super::Views;
use super::parts::{Card, spaced};
use crate::catalog::{Document, PhotoUse, SizeChart, links};
use crate::diagnostics::{Notes, Place};
use crate::markdown::{self, Item, Part, Shortcode};
use crate::paths::ShopPath;
use crate::plan::pictures::Picture;
use crate::plan::words::{self, Date};
use crate::storefront::CampaignState;
use serde::Serialize;
use serde_json::{Map, Value, json};

/// A part of copy.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ProsePart {
    /// Ready HTML.
    Html {
        /// The HTML.
        html: String,
    },
    /// A photo.
    Photo {
        /// The picture.
        picture: Picture,
        /// Whether it is a block of its own.
        block: bool,
        /// Whether it is wider than the text.
        wide: bool,
    },
    /// A shortcode.
    Shortcode {
        /// Its name.
        name: &'static str,
        /// What its template needs.
        #[serde(flatten)]
        values: Map<String, Value>,
    },
}

/// An entry of a table of contents.
#[derive(Clone, Debug, Serialize)]
pub struct TocEntry {
    /// Level, 2 to 6.
    pub level: u8,
    /// Anchor.
    pub id: String,
    /// Title.
    pub title: String,
}

/// A question with its answer.
#[derive(Clone, Debug, Serialize)]
pub struct Question {
    /// The question.
    pub question: String,
    /// The answer.
    pub answer: Vec<ProsePart>,
}

/// A size chart.
#[derive(Clone, Debug, Serialize)]
pub struct Chart {
    /// Unit of the measures.
    pub unit: String,
    /// Headings.
    pub columns: Vec<String>,
    /// Rows.
    pub rows: Vec<Vec<String>>,
    /// How far a piece may differ.
    pub tolerance: Option<String>,
}

impl From<&SizeChart> for Chart {
    fn from(chart: &SizeChart) -> Self {
        Self {
            unit: chart.unit.clone(),
            columns: chart.columns.clone(),
            rows: chart.rows.clone(),
            tolerance: chart.tolerance.clone(),
        }
    }
}

/// Where copy comes from: what its photos and links are relative to.
#[derive(Clone, Copy)]
pub struct Origin<'a> {
    /// The file.
    pub file: &'a ShopPath,
    /// The photos that were found in it.
    pub photos: &'a [PhotoUse],
}

impl<'a> Origin<'a> {
    /// The origin of a document's body.
    #[must_use]
    pub fn of(document: &'a Document) -> Self {
        Self { file: &document.file, photos: &document.photos }
    }
}

impl Views<'_> {
    /// A document's body.
    pub fn body(&self, document: &Document, notes: &mut Notes) -> Vec<ProsePart> {
        self.prose(&document.prose, Origin::of(document), notes)
    }

    /// A document's table of contents.
    #[must_use]
    pub fn toc(document: &Document) -> Vec<TocEntry> {
        let entry = |h: &markdown::Heading| TocEntry { level: h.level, id: h.id.clone(), title: h.title.clone() };
        document.prose.headings.iter().filter(|heading| heading.level <= 3).map(entry).collect()
    }

    /// Questions with answers.
    pub fn faq(&self, faq: &[(String, markdown::Prose)], document: &Document, notes: &mut Notes) -> Vec<Question> {
        let origin = Origin::of(document);
        faq.iter().map(|(q, a)| Question { question: q.clone(), answer: self.prose(a, origin, notes) }).collect()
    }

    /// Copy, filled in. Pieces of HTML between photos and shortcodes become one.
    pub fn prose(&self, prose: &markdown::Prose, origin: Origin<'_>, notes: &mut Notes) -> Vec<ProsePart> {
        self.parts(&prose.parts, origin, notes)
    }

    fn parts(&self, parts: &[Part], origin: Origin<'_>, notes: &mut Notes) -> Vec<ProsePart> {
        let mut filled = Vec::new();
        let mut html = String::new();
        for part in parts {
            match part {
                Part::Html(text) => html.push_str(text),
                Part::Href(link) => {
                    let place = Place::new(origin.file, link.span.clone());
                    let (href, _) = self.links.resolve(&link.target, &place, self.words.language, notes);
                    html.push_str(&escape(&href));
                }
                Part::Photo(photo) => {
                    if let Some(picture) = self.photo(photo, origin) {
                        flush(&mut filled, &mut html);
                        filled.push(ProsePart::Photo { picture, block: photo.block, wide: photo.wide });
                    }
                }
                Part::Shortcode(shortcode) => {
                    if let Some(part) = self.shortcode(shortcode, origin, notes) {
                        flush(&mut filled, &mut html);
                        filled.push(part);
                    }
                }
            }
        }
        flush(&mut filled, &mut html);
        filled
    }

    fn photo(&self, photo: &markdown::PhotoUse, origin: Origin<'_>) -> Option<Picture> {
        let path = origin.file.sibling(&photo.src)?;
        let used = origin.photos.iter().find(|used| used.path == path && used.place.start == photo.span.start);
        let used = used.or_else(|| origin.photos.iter().find(|used| used.path == path))?;
        let picture = self.pictures.get(used, if photo.wide { "wide" } else { "body" })?;
        Some(Picture { caption: photo.title.clone().or(picture.caption), ..picture })
    }

    fn shortcode(&self, shortcode: &Shortcode, origin: Origin<'_>, notes: &mut Notes) -> Option<ProsePart> {
        let text = |key: &str| shortcode.arguments.get(key).map(|argument| argument.value.clone());
        let body =
            |notes: &mut Notes| shortcode.body.as_ref().map(|body| self.prose(body, origin, notes)).unwrap_or_default();
        let values = match shortcode.name {
            "product" => json!({ "card": self.shelf.item(&text("sku")?).map(|item| self.card(item))? }),
            "products" => json!({ "title": text("title"), "cards": self.shortcode_cards(&text) }),
            "poster" => json!(self.poster_band(&text("name")?)?),
            "photo" => {
                let photo = links::named_photo(shortcode)?;
                json!({ "wide": photo.wide, "picture": self.photo(&photo, origin)? })
            }
            "gallery" => json!({ "pictures": self.gallery(shortcode, origin) }),
            "video" => json!({
                "src": text("src"),
                "title": text("title"),
                "poster": links::named_photo(shortcode).and_then(|photo| self.photo(&photo, origin)),
            }),
            "callout" => {
                json!({ "level": text("kind").unwrap_or_else(|| "note".into()), "title": text("title"), "body": body(notes) })
            }
            "cta" => self.call(shortcode, origin, notes)?,
            "countdown" => self.countdown(shortcode)?,
            "coupon" => {
                json!({ "code": text("code"), "text": text("text"), "until": text("until").and_then(|day| self.typed_date(&day)) })
            }
            "quote" => json!({ "body": body(notes), "by": text("by"), "role": text("role") }),
            "timeline" => json!({ "items": self.events(shortcode, origin, notes) }),
            "compare" => self.comparison(&text),
            "sizes" => {
                let item = self.shelf.item(&text("sku")?)?;
                json!({ "table": Chart::from(item.product.size_chart.as_ref()?) })
            }
            _ => return None,
        };
        let Value::Object(values) = values else { return None };
        Some(ProsePart::Shortcode { name: shortcode.name, values })
    }

    fn shortcode_cards(&self, text: &impl Fn(&str) -> Option<String>) -> Vec<Card> {
        let limit = text("limit").and_then(|limit| limit.parse().ok()).unwrap_or(8);
        if let Some(skus) = text("skus") {
            return self.cards(skus.split(',').map(str::trim));
        }
        let items: Vec<_> = match (text("tag"), text("category")) {
            (Some(tag), _) => self.shelf.tagged(&tag).collect(),
            (None, Some(category)) => self.shelf.within(&category).collect(),
            (None, None) => Vec::new(),
        };
        items.into_iter().filter(|item| item.is_listed()).take(limit).map(|item| self.card(item)).collect()
    }

    fn gallery(&self, shortcode: &Shortcode, origin: Origin<'_>) -> Vec<Picture> {
        let photos =
            shortcode.items.iter().filter_map(|item| if let Item::Photo(photo) = item { Some(photo) } else { None });
        photos.filter_map(|photo| self.photo(photo, origin)).collect()
    }

    fn call(&self, shortcode: &Shortcode, origin: Origin<'_>, notes: &mut Notes) -> Option<Value> {
        let (label, to) = (shortcode.arguments.get("label")?, shortcode.arguments.get("to")?);
        let place = Place::new(origin.file, to.span.clone());
        let (href, external) = self.links.resolve(&to.value, &place, self.words.language, notes);
        Some(json!({ "label": label.value, "href": href, "external": external }))
    }

    fn countdown(&self, shortcode: &Shortcode) -> Option<Value> {
        let name = &shortcode.arguments.get("campaign")?.value;
        let campaign = self.shelf.campaigns.iter().find(|campaign| campaign.document.name() == *name)?;
        let (window, state) = (campaign.window(self.moment), CampaignState::of(campaign, self.moment));
        let ends = words::end(window.to?, self.settings, self.words.language);
        let starts = window.from.filter(|_| state == CampaignState::Upcoming);
        let starts = starts.map(|from| super::parts::start(from, self.settings, self.words.language));
        let label = shortcode
            .arguments
            .get("label")
            .map_or_else(|| campaign.document.title.clone(), |label| label.value.clone());
        Some(json!({ "label": label, "starts": starts, "ends": ends, "state": state.word() }))
    }

    fn typed_date(&self, typed: &str) -> Option<Date> {
        crate::moment::When::parse(typed).map(|when| self.date(&when))
    }

    fn events(&self, shortcode: &Shortcode, origin: Origin<'_>, notes: &mut Notes) -> Vec<Value> {
        let mut events = Vec::new();
        for item in &shortcode.items {
            if let Item::Event { date, text } = item {
                events.push(json!({ "date": date, "body": self.parts(text, origin, notes) }));
            }
        }
        events
    }

    fn comparison(&self, text: &impl Fn(&str) -> Option<String>) -> Value {
        let skus = text("skus").unwrap_or_default();
        let items: Vec<_> = skus.split(',').filter_map(|sku| self.shelf.item(sku.trim())).collect();
        let labels = text("rows").unwrap_or_default();
        let cell = |label: &str, item: &crate::storefront::Item<'_>| {
            let separator = if spaced(self.words.language) { ", " } else { "、" };
            let values = item.product.values(label);
            if values.is_empty() { "—".to_string() } else { values.join(separator) }
        };
        let row = |label: &str| json!({ "label": label, "cells": items.iter().map(|item| cell(label, item)).collect::<Vec<_>>() });
        let columns: Vec<Value> = items.iter().map(|item| {
            json!({ "title": item.product.document.title, "href": self.links.href(&item.product.document, self.words.language) })
        }).collect();
        let rows: Vec<Value> = labels.split(',').map(str::trim).filter(|label| !label.is_empty()).map(row).collect();
        json!({ "columns": columns, "rows": rows })
    }
}

fn flush(filled: &mut Vec<ProsePart>, html: &mut String) {
    if !html.trim().is_empty() {
        filled.push(ProsePart::Html { html: std::mem::take(html) });
    }
    html.clear();
}

/// Escapes for an attribute in double quotes.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;")
}
