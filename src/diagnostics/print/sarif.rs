//! SARIF 2.1.0, for code scanning and editors.

use super::lines::{Region, Texts};
use crate::diagnostics::{Diagnostic, Language, Place, Rule};
use crate::paths::{ShopPath, encode};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::Arc;

/// One document with the rules that were broken and a result for each diagnostic.
///
/// `folder` goes before every path: where the shop lies in its repository, empty or ending with `/`.
#[must_use]
pub fn sarif(
    diagnostics: &[Diagnostic],
    texts: &BTreeMap<ShopPath, Arc<str>>,
    language: Language,
    folder: &str,
) -> String {
    let scene = Scene { texts: Texts::index(diagnostics, texts), language, folder };
    let rules: BTreeMap<&str, &Rule> = diagnostics.iter().map(|d| (d.rule.code, d.rule)).collect();
    let codes: Vec<&str> = rules.keys().copied().collect();
    let results: Vec<Value> = diagnostics.iter().map(|diagnostic| scene.result(diagnostic, &codes)).collect();
    let document = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "awning",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules.values().map(|rule| descriptor(rule, language)).collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{document:#}\n")
}

/// What every result needs.
struct Scene<'a> {
    texts: Texts<'a>,
    language: Language,
    folder: &'a str,
}

impl Scene<'_> {
    fn result(&self, diagnostic: &Diagnostic, codes: &[&str]) -> Value {
        let (message, help) = (diagnostic.message(self.language), diagnostic.help(self.language));
        let text = if help.is_empty() { message } else { format!("{message}\n{help}") };
        let mut result = json!({
            "ruleId": diagnostic.rule.code,
            "ruleIndex": codes.binary_search(&diagnostic.rule.code).unwrap_or_default(),
            "level": diagnostic.severity().to_string(),
            "message": {"text": text},
            "locations": [{"physicalLocation": self.location(&diagnostic.place)}],
        });
        if !diagnostic.related.is_empty() {
            let related = diagnostic.related.iter().enumerate();
            result["relatedLocations"] = related.map(|(id, (place, label))| self.related(id, place, label)).collect();
        }
        result
    }

    fn related(&self, id: usize, place: &Place, label: &str) -> Value {
        json!({"id": id, "message": {"text": label}, "physicalLocation": self.location(place)})
    }

    fn location(&self, place: &Place) -> Value {
        let uri = encode(&format!("{}{}", self.folder, place.file));
        let mut location = json!({"artifactLocation": {"uri": uri}});
        if self.texts.lines(&place.file).is_some() {
            location["region"] = region(self.texts.region(place));
        }
        location
    }
}

fn region(region: Region) -> Value {
    json!({
        "startLine": region.start.line,
        "startColumn": region.start.column,
        "endLine": region.end.line,
        "endColumn": region.end.column,
    })
}

fn descriptor(rule: &Rule, language: Language) -> Value {
    let words = rule.words(language);
    let help = if words.help.is_empty() { words.why } else { words.help };
    json!({
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": Rule::pattern(words.message)},
        "fullDescription": {"text": words.why},
        "help": {"text": Rule::pattern(help)},
        "defaultConfiguration": {"level": rule.severity.to_string()},
    })
}
