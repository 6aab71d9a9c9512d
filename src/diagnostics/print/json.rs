//! One JSON object a line, for scripts and editors.

use super::lines::Texts;
use crate::diagnostics::{Diagnostic, Language};
use crate::paths::ShopPath;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A line each: `{"code","severity","file","line","column","end_line","end_column","message","help"}`.
///
/// Lines and columns count from 1; columns count Unicode scalar values; the end is one past the last character.
#[must_use]
pub fn json(diagnostics: &[Diagnostic], texts: &BTreeMap<ShopPath, Arc<str>>, language: Language) -> String {
    let texts = Texts::index(diagnostics, texts);
    diagnostics.iter().map(|diagnostic| object(diagnostic, &texts, language).to_string() + "\n").collect()
}

fn object(diagnostic: &Diagnostic, texts: &Texts<'_>, language: Language) -> Value {
    let region = texts.region(&diagnostic.place);
    json!({
        "code": diagnostic.rule.code,
        "severity": diagnostic.severity().to_string(),
        "file": diagnostic.place.file.as_str(),
        "line": region.start.line,
        "column": region.start.column,
        "end_line": region.end.line,
        "end_column": region.end.column,
        "message": diagnostic.message(language),
        "help": diagnostic.help(language),
    })
}
