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
