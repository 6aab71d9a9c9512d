//! A diagnostic as a value with the lines around it, for those who draw frames of their own.

use super::excerpt::visible;
use super::lines::Texts;
use crate::diagnostics::{Diagnostic, Language};
use crate::paths::ShopPath;
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A diagnostic, and the lines that it points into. Lines and columns count as in [`super::json`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Framed {
    /// Its code.
    pub code: &'static str,
    /// `error`, `warning` or `note`.
    pub severity: String,
    /// The file.
    pub file: String,
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
    /// The line, and those around it; empty where a whole file is meant, or there is no text.
    pub frame: Vec<FrameLine>,
}

/// A line of a frame.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FrameLine {
    /// Its number.
    pub number: usize,
    /// What stands there; the first 400 characters.
    pub text: String,
    /// From which character to before which the place is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mark: Option<(usize, usize)>,
}

/// Characters of a line that are shown.
const WIDEST: usize = 400;

/// Lines before and after the place.
const AROUND: usize = 2;

/// The diagnostics with their frames.
#[must_use]
pub fn framed(diagnostics: &[Diagnostic], texts: &BTreeMap<ShopPath, Arc<str>>, language: Language) -> Vec<Framed> {
    let texts = Texts::index(diagnostics, texts);
    diagnostics.iter().map(|diagnostic| of(diagnostic, &texts, language)).collect()
}

fn of(diagnostic: &Diagnostic, texts: &Texts<'_>, language: Language) -> Framed {
    let region = texts.region(&diagnostic.place);
    Framed {
        code: diagnostic.rule.code,
        severity: diagnostic.severity().to_string(),
        file: diagnostic.place.file.to_string(),
        line: region.start.line,
        column: region.start.column,
        message: diagnostic.message(language),
        help: diagnostic.help(language),
        frame: frame(diagnostic, texts),
    }
}

fn frame(diagnostic: &Diagnostic, texts: &Texts<'_>) -> Vec<FrameLine> {
    let Some(lines) = texts.lines(&diagnostic.place.file).filter(|_| diagnostic.place.end > 0) else {
        return Vec::new();
    };
    let region = texts.region(&diagnostic.place);
    let first = region.start.line.saturating_sub(AROUND).max(1);
    let line = |number: usize| {
        let text: String = visible(lines.slice(lines.content(number - 1))).chars().take(WIDEST).collect();
        let length = text.chars().count();
        let end = if region.end.line == region.start.line { region.end.column - 1 } else { length };
        let start = region.start.column - 1;
        let mark = (number == region.start.line).then_some((start.min(length), end.max(start + 1).min(length)));
        FrameLine { number, text, mark }
    };
    (first..=(region.start.line + AROUND).min(lines.count())).map(line).collect()
}
