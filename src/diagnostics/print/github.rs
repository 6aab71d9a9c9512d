//! Workflow commands: GitHub shows each as an annotation at its line of a pull request.

use super::lines::{Region, Texts};
use crate::diagnostics::{Diagnostic, Language, Severity};
use crate::paths::ShopPath;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A command a line, errors first: GitHub shows only the first ten of a kind.
///
/// `folder` goes before every path: where the shop lies in its repository, empty or ending with `/`.
#[must_use]
pub fn github(
    diagnostics: &[Diagnostic],
    texts: &BTreeMap<ShopPath, Arc<str>>,
    language: Language,
    folder: &str,
) -> String {
    let texts = Texts::index(diagnostics, texts);
    let mut by_severity: Vec<&Diagnostic> = diagnostics.iter().collect();
    by_severity.sort_by_key(|diagnostic| diagnostic.severity());
    by_severity.into_iter().map(|diagnostic| command(diagnostic, &texts, language, folder)).collect()
}

fn command(diagnostic: &Diagnostic, texts: &Texts<'_>, language: Language, folder: &str) -> String {
    let file = property(&format!("{folder}{}", diagnostic.place.file));
    let title = property(&format!("{} {}", diagnostic.rule.code, diagnostic.rule.name));
    let (word, range) = (word(diagnostic.severity()), range(texts.region(&diagnostic.place)));
    format!("::{word} file={file},{range},title={title}::{}\n", message(&words(diagnostic, language)))
}

/// GitHub refuses columns where an annotation spans lines.
fn range(Region { start, end }: Region) -> String {
    if start.line == end.line {
        format!("line={},endLine={},col={},endColumn={}", start.line, end.line, start.column, end.column)
    } else {
        format!("line={},endLine={}", start.line, end.line)
    }
}

fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    }
}

/// The message, and the help on a line of its own.
fn words(diagnostic: &Diagnostic, language: Language) -> String {
    let (message, help) = (diagnostic.message(language), diagnostic.help(language));
    if help.is_empty() { message } else { format!("{message}\n{help}") }
}

fn message(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    message(text).replace(':', "%3A").replace(',', "%2C")
}
