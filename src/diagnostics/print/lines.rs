//! Where a byte of a text is, as line and column. The lines of a file are found once, however many diagnostics it has.

use crate::diagnostics::{Diagnostic, Place};
use crate::paths::ShopPath;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// A line and a column, both from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Position {
    /// From 1.
    pub(super) line: usize,
    /// From 1, in characters.
    pub(super) column: usize,
}

/// From a position to one past the last character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Region {
    /// Of the first character.
    pub(super) start: Position,
    /// One past the last character.
    pub(super) end: Position,
}

/// The lines of all files that diagnostics point into.
pub(super) struct Texts<'a>(BTreeMap<&'a ShopPath, Lines<'a>>);

impl<'a> Texts<'a> {
    /// Finds the lines of every file that is mentioned.
    pub(super) fn index(diagnostics: &'a [Diagnostic], texts: &'a BTreeMap<ShopPath, Arc<str>>) -> Self {
        let places = diagnostics.iter().flat_map(|d| d.related.iter().map(|(place, _)| place).chain([&d.place]));
        let mut files = BTreeMap::new();
        for place in places {
            if let Some(text) = texts.get(&place.file) {
                files.entry(&place.file).or_insert_with(|| Lines::new(text));
            }
        }
        Self(files)
    }

    /// The lines of a file, if its text is known.
    pub(super) fn lines(&self, file: &ShopPath) -> Option<&Lines<'a>> {
        self.0.get(file)
    }

    /// Where a place is; 1:1 if the text is not known.
    pub(super) fn region(&self, place: &Place) -> Region {
        self.lines(&place.file).map_or(BEGINNING, |lines| lines.region(place.span()))
    }
}

/// The point before the first character.
const BEGINNING: Region = Region { start: Position { line: 1, column: 1 }, end: Position { line: 1, column: 1 } };

/// A text and where its lines begin.
pub(super) struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    fn new(text: &'a str) -> Self {
        let after_breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        let first = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        Self { text, starts: [first].into_iter().chain(after_breaks).collect() }
    }

    /// A span that lies inside the text and on whole characters.
    pub(super) fn clamp(&self, span: Range<usize>) -> Range<usize> {
        let start = self.text.floor_char_boundary(span.start).max(self.starts.first().copied().unwrap_or(0));
        let end = self.text.ceil_char_boundary(span.end.min(self.text.len()));
        start..end.max(start)
    }

    /// How many there are; a break at the end begins no further one.
    pub(super) fn count(&self) -> usize {
        let open = self.starts.last().is_some_and(|start| *start < self.text.len());
        if open { self.starts.len() } else { self.starts.len().saturating_sub(1).max(1) }
    }

    /// The index, from 0, of the line that holds a byte.
    pub(super) fn line_at(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset).saturating_sub(1)
    }

    /// The bytes of a line, by index from 0, without its line break.
    pub(super) fn content(&self, line: usize) -> Range<usize> {
        let start = self.starts.get(line).copied().unwrap_or(self.text.len());
        let end = self.starts.get(line + 1).map_or(self.text.len(), |next| next - 1);
        let text = self.text.get(start..end).unwrap_or_default();
        start..start + text.strip_suffix('\r').unwrap_or(text).len()
    }

    /// The text between two bytes on whole characters.
    pub(super) fn slice(&self, span: Range<usize>) -> &'a str {
        self.text.get(span).unwrap_or_default()
    }

    /// Where a span begins and ends.
    pub(super) fn region(&self, span: Range<usize>) -> Region {
        let span = self.clamp(span);
        Region { start: self.position(span.start), end: self.position(span.end) }
    }

    fn position(&self, offset: usize) -> Position {
        let line = self.line_at(offset);
        let content = self.content(line);
        let before = self.slice(content.start..offset.clamp(content.start, content.end));
        Position { line: line + 1, column: before.chars().count() + 1 }
    }
}
