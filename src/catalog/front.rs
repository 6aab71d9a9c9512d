//! Front matter and body: where a document's YAML ends and its Markdown begins.

use crate::diagnostics::rules::reading::{NO_FRONT_MATTER, UNCLOSED_FRONT_MATTER};
use crate::diagnostics::{Diagnostic, Place};
use crate::paths::ShopPath;
use std::ops::Range;

/// The ranges of front matter and body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Parts {
    /// The YAML between the lines of dashes.
    pub(super) front: Range<usize>,
    /// Everything after the second line of dashes.
    pub(super) body: Range<usize>,
}

/// Splits a document.
///
/// # Errors
/// A diagnostic where the front matter does not begin or does not end.
pub(super) fn split(file: &ShopPath, text: &str) -> Result<Parts, Box<Diagnostic>> {
    let mut lines = text.split_inclusive('\n');
    let first = lines.next().unwrap_or_default();
    if first.trim_end() != "---" {
        return Err(Box::new(NO_FRONT_MATTER.at(Place::new(file, 0..first.trim_end().len()))));
    }
    let start = first.len();
    let mut at = start;
    for line in lines {
        if line.trim_end() == "---" {
            return Ok(Parts { front: start..at, body: at + line.len()..text.len() });
        }
        at += line.len();
    }
    Err(Box::new(UNCLOSED_FRONT_MATTER.at(Place::new(file, 0..first.trim_end().len()))))
}
