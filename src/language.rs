//! Languages of a shop (BCP 47), and texts that differ by language.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

/// A text, the same in every language or one for each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Localised {
    /// One text for all languages.
    One(String),
    /// A text by language.
    By(BTreeMap<String, String>),
}

impl Localised {
    /// The text in a language; else in the `default` language; else the first there is.
    #[must_use]
    pub fn text(&self, language: &str, default: &str) -> &str {
        match self {
            Self::One(text) => text,
            Self::By(texts) => {
                let text = texts.get(language).or_else(|| texts.get(default)).or_else(|| texts.values().next());
                text.map_or("", String::as_str)
            }
        }
    }

    /// The text in exactly this language: one text for all counts for each.
    #[must_use]
    pub fn exact(&self, language: &str) -> Option<&str> {
        match self {
            Self::One(text) => Some(text),
            Self::By(texts) => texts.get(language).map(String::as_str),
        }
    }

    /// Whether no language has a text other than white space.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        match self {
            Self::One(text) => text.trim().is_empty(),
            Self::By(texts) => texts.values().all(|text| text.trim().is_empty()),
        }
    }
}

struct LocalisedVisitor;

impl<'de> Visitor<'de> for LocalisedVisitor {
    type Value = Localised;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text, or a map of texts by language")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Localised, E> {
        Ok(Localised::One(text.to_string()))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Localised, A::Error> {
        let mut texts = BTreeMap::new();
        while let Some((language, text)) = entries.next_entry()? {
            texts.insert(language, text);
        }
        Ok(Localised::By(texts))
    }
}

impl<'de> Deserialize<'de> for Localised {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(LocalisedVisitor)
    }
}

impl JsonSchema for Localised {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Localised".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "anyOf": [{ "type": "string" }, { "type": "object", "additionalProperties": { "type": "string" } }] })
    }
}

/// Whether a tag has the form of BCP 47: a language of 2 or 3 letters, then parts of 2 to 8 letters or digits.
#[must_use]
pub fn is_tag(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let first = parts.next().unwrap_or_default();
    (2..=3).contains(&first.len())
        && first.bytes().all(|b| b.is_ascii_lowercase())
        && parts.all(|part| (2..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()))
}

/// Whether a language is written in Chinese.
#[must_use]
pub fn is_chinese(tag: &str) -> bool {
    tag == "zh" || tag.starts_with("zh-")
}

/// A language's own name, for the switch between languages.
#[must_use]
pub fn own_name(tag: &str) -> &str {
    match tag {
        "zh" | "zh-Hans" | "zh-CN" => "中文",
        "zh-Hant" | "zh-TW" | "zh-HK" => "繁體中文",
        "en" | "en-GB" | "en-US" => "English",
        "ja" => "日本語",
        "ko" => "한국어",
        "de" => "Deutsch",
        "fr" => "Français",
        "es" => "Español",
        "it" => "Italiano",
        other => other,
    }
}

/// The locale of Open Graph for a language, `zh_CN`.
#[must_use]
pub fn open_graph(tag: &str) -> String {
    match tag {
        "zh" | "zh-Hans" => "zh_CN".to_string(),
        "zh-Hant" => "zh_TW".to_string(),
        "en" => "en_US".to_string(),
        "ja" => "ja_JP".to_string(),
        other => other.replace('-', "_"),
    }
}

/// The width of a text in half-width units: a full-width character counts 2, as marketplaces count titles.
#[must_use]
pub fn units(text: &str) -> usize {
    unicode_width::UnicodeWidthStr::width(text)
}
