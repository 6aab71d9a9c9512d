//! A YAML document as a tree of nodes with byte spans.

use super::words;
use crate::diagnostics::rules::reading::{DUPLICATE_KEY, YAML_SYNTAX};
use crate::diagnostics::{Diagnostic, Place};
use crate::paths::ShopPath;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_saphyr::options::DuplicateKeyPolicy;
use serde_saphyr::{Location, Spanned};
use std::fmt;
use std::ops::Range;

/// A value with its place, in bytes of the whole file.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Where it stands.
    pub span: Range<usize>,
    /// What it is.
    pub kind: Kind,
}

impl Node {
    /// The value below a key of a map.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Self> {
        match &self.kind {
            Kind::Map(entries) => entries.iter().find(|(known, _)| known.text == key).map(|(_, value)| value),
            _ => None,
        }
    }
}

/// The kinds of nodes. Scalars stay text, exactly as typed: `no`, `0755` and `12.50` are never turned into something else.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// Nothing, `~` or `null`.
    Null,
    /// Text as typed (quotes and escapes resolved).
    Scalar(String),
    /// A sequence.
    List(Vec<Node>),
    /// A mapping, in the order of the file.
    Map(Vec<(Key, Node)>),
}

/// A key with its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Key {
    /// Where it stands.
    pub span: Range<usize>,
    /// The key.
    pub text: String,
}

/// Parses the YAML in a range of a file's text. A key that stands twice is reported, its first value kept.
///
/// # Errors
/// One diagnostic where the text is no YAML, or passes the parser's budgets (depth, nodes, aliases, bytes).
pub fn parse(file: &ShopPath, text: &str, range: Range<usize>) -> Result<(Node, Vec<Diagnostic>), Box<Diagnostic>> {
    let yaml = text.get(range.clone()).unwrap_or_default();
    let options = serde_saphyr::options! {
        strict_booleans: true,
        duplicate_keys: DuplicateKeyPolicy::PassThrough,
        with_snippet: false,
    };
    let parsed: Spanned<Raw> = serde_saphyr::from_str_with_options(yaml, options).map_err(|error| {
        let at = error.location().map_or(0, |location| byte_of(yaml, location));
        let end = at + yaml.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        let place = Place::new(file, range.start + at..range.start + end);
        let (english, chinese) = words::plain(&error.to_string(), line_at(yaml, at));
        Box::new(YAML_SYNTAX.at(place).with("reason", english).in_chinese("reason", chinese))
    })?;
    let mut tree = Tree { file, yaml, offset: range.start, duplicates: Vec::new() };
    let node = tree.node(parsed);
    Ok((node, tree.duplicates))
}

/// The line that a byte stands in.
fn line_at(text: &str, at: usize) -> &str {
    let (before, after) = text.split_at_checked(at).unwrap_or((text, ""));
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    let end = after.find('\n').map_or(text.len(), |length| at + length);
    text.get(start..end).unwrap_or_default()
}

/// The byte offset of a location, which the parser counts in characters.
fn byte_of(yaml: &str, location: Location) -> usize {
    let span = location.span();
    let characters = usize::try_from(span.offset()).unwrap_or(0);
    yaml.char_indices().nth(characters).map_or(yaml.len(), |(byte, _)| byte)
}

struct Tree<'a> {
    file: &'a ShopPath,
    yaml: &'a str,
    offset: usize,
    duplicates: Vec<Diagnostic>,
}

impl Tree<'_> {
    fn node(&mut self, raw: Spanned<Raw>) -> Node {
        let span = self.span(raw.defined);
        let kind = match raw.value {
            Raw::Null => Kind::Null,
            Raw::Text(text) => Kind::Scalar(text),
            // The parser has read a number or a boolean: the text as typed is what counts.
            Raw::Typed => Kind::Scalar(
                self.yaml.get(span.start - self.offset..span.end - self.offset).unwrap_or_default().to_string(),
            ),
            Raw::List(items) => Kind::List(items.into_iter().map(|item| self.node(item)).collect()),
            Raw::Map(entries) => self.map(entries),
        };
        Node { span, kind }
    }

    fn map(&mut self, entries: Vec<(Spanned<Raw>, Spanned<Raw>)>) -> Kind {
        let mut map: Vec<(Key, Node)> = Vec::with_capacity(entries.len());
        for (key, value) in entries {
            let key = self.node(key);
            let text = if let Kind::Scalar(text) = key.kind { text } else { String::new() };
            if let Some((first, _)) = map.iter().find(|(known, _)| known.text == text) {
                let place = Place::new(self.file, key.span);
                let other = Place::new(self.file, first.span.clone());
                self.duplicates.push(DUPLICATE_KEY.at(place).with("key", &text).also(other, "1"));
                continue;
            }
            let value = self.node(value);
            map.push((Key { span: key.span, text }, value));
        }
        Kind::Map(map)
    }

    fn span(&self, location: Location) -> Range<usize> {
        let span = location.span();
        let (start, length) = match (span.byte_offset(), span.byte_len()) {
            (Some(start), Some(length)) => (usize::try_from(start).unwrap_or(0), usize::try_from(length).unwrap_or(0)),
            _ => (byte_of(self.yaml, location), 0),
        };
        let start = start.min(self.yaml.len());
        let end = (start + length).min(self.yaml.len());
        let trimmed = self.yaml.get(start..end).map_or(end, |text| start + text.trim_end().len());
        self.offset + start..self.offset + trimmed
    }
}

/// What the parser hands over, before places are worked out.
enum Raw {
    Null,
    Text(String),
    Typed,
    List(Vec<Spanned<Raw>>),
    Map(Vec<(Spanned<Raw>, Spanned<Raw>)>),
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = Raw;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a YAML value")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Raw, E> {
        Ok(Raw::Text(text.to_string()))
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Raw, E> {
        Ok(Raw::Text(text))
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<Raw, E> {
        Ok(Raw::Typed)
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<Raw, E> {
        Ok(Raw::Typed)
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<Raw, E> {
        Ok(Raw::Typed)
    }

    fn visit_i128<E: Error>(self, _: i128) -> Result<Raw, E> {
        Ok(Raw::Typed)
    }

    fn visit_u128<E: Error>(self, _: u128) -> Result<Raw, E> {
        Ok(Raw::Typed)
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<Raw, E> {
        Ok(Raw::Typed)
    }

    fn visit_unit<E: Error>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }

    fn visit_none<E: Error>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Raw, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Raw::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Raw, A::Error> {
        let mut map = Vec::new();
        while let Some(entry) = entries.next_entry()? {
            map.push(entry);
        }
        Ok(Raw::Map(map))
    }
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RawVisitor)
    }
}
