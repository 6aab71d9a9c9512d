//! The words of the interface: `texts/<language>.yaml`, a flat map each, merged over the chain of themes.

use super::home::Home;
use crate::diagnostics::rules::reading::WRONG_VALUE;
use crate::diagnostics::rules::theme::MISSING_TEXT;
use crate::diagnostics::{Checked, Diagnostic, Notes, Place};
use crate::paths::ShopPath;
use crate::yaml::{self, Kind};
use std::collections::{BTreeMap, BTreeSet};

/// Texts by language, then key.
pub(super) type Texts = BTreeMap<String, BTreeMap<String, String>>;

/// Reads the texts of all themes, the nearest theme's last.
pub(super) fn read(chain: &[Home<'_>]) -> Checked<Texts> {
    let mut notes = Notes::default();
    let mut texts = Texts::new();
    let mut files = BTreeMap::new();
    for home in chain.iter().rev() {
        for (name, path, text) in home.texts("texts") {
            let Some(language) = name.strip_suffix(".yaml") else { continue };
            let words = notes.take(flat(&path, &text));
            texts.entry(language.to_string()).or_default().extend(words);
            files.insert(language.to_string(), path);
        }
    }
    notes.diagnostics.extend(missing(&texts, &files));
    notes.around(texts)
}

fn flat(file: &ShopPath, text: &str) -> Checked<BTreeMap<String, String>> {
    let mut notes = Notes::default();
    let mut words = BTreeMap::new();
    match yaml::parse(file, text, 0..text.len()) {
        Err(diagnostic) => notes.push(*diagnostic),
        Ok((node, duplicates)) => {
            notes.diagnostics.extend(duplicates);
            let entries = if let Kind::Map(entries) = node.kind { entries } else { Vec::new() };
            for (key, value) in entries {
                match value.kind {
                    Kind::Scalar(text) => drop(words.insert(key.text, text)),
                    _ => notes.push(not_a_text(file, &key.text, value.span)),
                }
            }
        }
    }
    notes.around(words)
}

fn not_a_text(file: &ShopPath, key: &str, span: std::ops::Range<usize>) -> Diagnostic {
    WRONG_VALUE.at(Place::new(file, span)).with("key", key).with("reason", "a text is needed here")
}

/// A key that one language has, every language should have.
fn missing(texts: &Texts, files: &BTreeMap<String, ShopPath>) -> Vec<Diagnostic> {
    let keys: BTreeSet<&String> = texts.values().flat_map(BTreeMap::keys).collect();
    let mut found = Vec::new();
    for (language, words) in texts {
        let Some(file) = files.get(language) else { continue };
        for key in keys.iter().filter(|key| !words.contains_key(**key)) {
            found.push(MISSING_TEXT.at(Place::head(file)).with("language", language).with("key", key));
        }
    }
    found
}
