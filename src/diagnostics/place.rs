//! A place in a shop's file.

use crate::paths::ShopPath;
use std::ops::Range;

/// A range of bytes in a file of the shop, counted in the file as it lies on disk.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The file, from the shop's root.
    pub file: ShopPath,
    /// First byte.
    pub start: usize,
    /// One past the last byte; equal to `start` for a point.
    pub end: usize,
}

impl Place {
    /// A range in a file.
    #[must_use]
    pub fn new(file: &ShopPath, span: Range<usize>) -> Self {
        Self { file: file.clone(), start: span.start, end: span.end.max(span.start) }
    }

    /// The beginning of a file: for what concerns the whole file.
    #[must_use]
    pub fn head(file: &ShopPath) -> Self {
        Self::new(file, 0..0)
    }

    /// The range in bytes.
    #[must_use]
    pub fn span(&self) -> Range<usize> {
        self.start..self.end
    }
}

/// Where a line and a column begin in a text: both from 1, the column in characters. The end of the text if it has less.
#[must_use]
pub fn offset_of(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let rest = text.get(start..).unwrap_or_default();
    start + rest.char_indices().nth(column.saturating_sub(1)).map_or(rest.len(), |(at, _)| at)
}
