//! What the pieces of one text share: its place, its anchors, what was found wrong.

use super::Options;
use super::anchors::Anchors;
use crate::diagnostics::{Diagnostic, Place, Rule};
use crate::paths::ShopPath;
use std::ops::Range;

/// One text being read, with the bodies of its shortcodes.
pub(super) struct Page<'a> {
    pub(super) file: &'a ShopPath,
    pub(super) text: &'a str,
    pub(super) options: &'a Options<'a>,
    /// Where everything points to, for a text that has no offsets of its own.
    pub(super) at: Option<Range<usize>>,
    pub(super) anchors: Anchors,
    /// Footnotes numbered so far.
    pub(super) footnotes: usize,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl<'a> Page<'a> {
    /// A text nothing is known of yet.
    pub(super) fn new(file: &'a ShopPath, text: &'a str, options: &'a Options<'a>) -> Self {
        let anchors = Anchors::default();
        Self { file, text, options, at: None, anchors, footnotes: 0, diagnostics: Vec::new() }
    }

    /// The range as results name it.
    pub(super) fn span(&self, range: Range<usize>) -> Range<usize> {
        self.at.clone().unwrap_or(range)
    }

    /// The place of a range.
    pub(super) fn place(&self, range: Range<usize>) -> Place {
        Place::new(self.file, self.span(range))
    }

    /// A diagnostic at a range; hand it to [`Page::report`].
    pub(super) fn fault(&self, rule: &'static Rule, range: Range<usize>) -> Diagnostic {
        rule.at(self.place(range))
    }

    /// Keeps a diagnostic.
    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Part of the text; empty if there is no such part.
    pub(super) fn slice(&self, range: Range<usize>) -> &'a str {
        self.text.get(range).unwrap_or_default()
    }

    /// Whether the text is Chinese.
    pub(super) fn is_chinese(&self) -> bool {
        self.options.language.starts_with("zh")
    }
}
