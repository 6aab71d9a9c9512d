//! Headings' anchors and levels: an anchor is never given twice, a level never skipped.

use super::cjk::is_han;
use std::collections::BTreeMap;
use std::ops::Range;

/// The anchors of one page.
#[derive(Debug, Default)]
pub(super) struct Anchors {
    /// Every anchor given, with the number its next namesake gets.
    given: BTreeMap<String, usize>,
    /// Where the author wrote anchors.
    explicit: BTreeMap<String, Range<usize>>,
    /// The levels of the headings that the next one stands under.
    outline: Vec<u8>,
}

impl Anchors {
    /// Keeps an anchor that the author wrote; where it was written before, if it was.
    pub(super) fn reserve(&mut self, anchor: &str, span: Range<usize>) -> Option<Range<usize>> {
        self.given.entry(anchor.to_string()).or_insert(2);
        if let Some(first) = self.explicit.get(anchor) {
            Some(first.clone())
        } else {
            self.explicit.insert(anchor.to_string(), span);
            None
        }
    }

    /// An anchor made of a heading's text.
    pub(super) fn make(&mut self, title: &str) -> String {
        let slug = slug(title);
        let Some(mut number) = self.given.get(&slug).copied() else {
            self.given.insert(slug.clone(), 2);
            return slug;
        };
        let mut anchor = format!("{slug}-{number}");
        while self.given.contains_key(&anchor) {
            number += 1;
            anchor = format!("{slug}-{number}");
        }
        self.given.insert(slug, number + 1);
        self.given.insert(anchor.clone(), 2);
        anchor
    }

    /// The level on the page of a heading with so many `#`: the page's title is the first.
    pub(super) fn level(&mut self, hashes: u8) -> u8 {
        while self.outline.last().is_some_and(|level| *level >= hashes) {
            self.outline.pop();
        }
        self.outline.push(hashes);
        u8::try_from(self.outline.len() + 1).unwrap_or(6).min(6)
    }
}

/// ASCII letters and digits in lower case, Chinese and other letters as they are, `-` for the rest.
fn slug(title: &str) -> String {
    let mut slug = String::with_capacity(title.len());
    for c in title.chars() {
        if c.is_ascii_alphanumeric() {
            slug.push(c.to_ascii_lowercase());
        } else if is_han(c) || !c.is_ascii() && c.is_alphabetic() {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    match slug.chars().next() {
        None => "section".to_string(),
        // An anchor begins with a letter: HTML checkers, CSS and scripts ask for it.
        Some(first) if first.is_ascii_digit() => format!("s-{slug}"),
        Some(_) => slug,
    }
}
