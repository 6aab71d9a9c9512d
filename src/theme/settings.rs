//! Settings: the theme's defaults with the shop's wishes laid over them, checked key by key.

use crate::diagnostics::rules::theme::{UNKNOWN_SETTING, UNSAFE_TOKEN, WRONG_SETTING};
use crate::diagnostics::{Diagnostic, Place};
use crate::paths::ShopPath;
use crate::yaml::{Key, Kind, Node};
use serde_json::{Map, Value};

/// A theme's own settings laid over its parent's: any key, any form.
pub(super) fn inherit(parent: &mut Value, node: &Node) {
    match (&mut *parent, &node.kind) {
        (Value::Object(known), Kind::Map(entries)) => {
            for (key, node) in entries {
                inherit(known.entry(key.text.clone()).or_insert(Value::Null), node);
            }
        }
        (value, _) => *value = typed(node),
    }
}

/// The value that a theme means: its scalars are `true`, `false`, whole numbers or texts.
fn typed(node: &Node) -> Value {
    match &node.kind {
        Kind::Null => Value::Null,
        Kind::Scalar(text) => match text.as_str() {
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            text => match text.parse::<i64>() {
                Ok(number) if number.to_string() == text => number.into(),
                _ => text.into(),
            },
        },
        Kind::List(items) => items.iter().map(typed).collect(),
        Kind::Map(entries) => entries.iter().map(|(key, node)| (key.text.clone(), typed(node))).collect(),
    }
}

/// The shop's settings on their way over the theme's.
pub(super) struct Wishes<'a> {
    pub(super) theme: &'a str,
    pub(super) file: &'a ShopPath,
    pub(super) found: Vec<Diagnostic>,
}

impl Wishes<'_> {
    /// Lays the shop's map over the theme's. Only keys that the theme knows, in the form that it gave them.
    pub(super) fn lay(&mut self, known: &mut Map<String, Value>, node: &Node, above: &str) {
        let Kind::Map(entries) = &node.kind else {
            if node.kind != Kind::Null {
                self.wrong(node, above, "a map", &Value::Object(known.clone()));
            }
            return;
        };
        // An empty map of the theme takes any key.
        let free = known.is_empty() && !above.is_empty();
        for (key, node) in entries {
            let path = if above.is_empty() { key.text.clone() } else { format!("{above}.{}", key.text) };
            if free {
                known.insert(key.text.clone(), typed(node));
            } else if known.contains_key(&key.text) {
                self.lay_one(known, key, node, &path);
            } else {
                self.unknown(known, key, &path);
            }
        }
    }

    fn lay_one(&mut self, known: &mut Map<String, Value>, key: &Key, node: &Node, path: &str) {
        let Some(value) = known.get_mut(&key.text) else { return };
        let wish = typed(node);
        match (&mut *value, &wish) {
            (Value::Object(inner), _) => self.lay(inner, node, path),
            (Value::Bool(_), Value::Bool(_))
            | (Value::Number(_), Value::Number(_))
            | (Value::Array(_), Value::Array(_)) => {
                *value = wish;
            }
            (Value::Null, _) | (Value::String(_), Value::Null) => *value = wish,
            (Value::String(text), _) => match &node.kind {
                Kind::Scalar(typed) => text.clone_from(typed),
                _ => self.wrong(node, path, "a text", &value.clone()),
            },
            (Value::Bool(_), _) => self.wrong(node, path, "`true` or `false`", &value.clone()),
            (Value::Number(_), _) => self.wrong(node, path, "a whole number", &value.clone()),
            (Value::Array(_), _) => self.wrong(node, path, "a list", &value.clone()),
        }
    }

    fn wrong(&mut self, node: &Node, key: &str, needed: &str, default: &Value) {
        let place = Place::new(self.file, node.span.clone());
        self.found.push(WRONG_SETTING.at(place).with("key", key).with("needed", needed).with("default", default));
    }

    fn unknown(&mut self, known: &Map<String, Value>, key: &Key, path: &str) {
        let names: Vec<&str> = known.keys().map(String::as_str).collect();
        let place = Place::new(self.file, key.span.clone());
        self.found.push(
            UNKNOWN_SETTING
                .at(place)
                .with("theme", self.theme)
                .with("key", path)
                .with("known", names.join(", "))
                .nearest(&key.text, names),
        );
    }
}

/// The entries below `tokens`, name and value, and what is wrong with their values; `places` are looked up in `node`.
pub(super) fn tokens(settings: &Value) -> Vec<(String, String)> {
    let Some(Value::Object(tokens)) = settings.get("tokens") else { return Vec::new() };
    tokens
        .iter()
        .filter_map(|(name, value)| match value {
            Value::String(text) => Some((name.clone(), text.clone())),
            Value::Number(number) => Some((name.clone(), number.to_string())),
            _ => None,
        })
        .filter(|(name, value)| is_token(name, value))
        .collect()
}

/// What is wrong with the tokens that stand in a file's settings.
pub(super) fn token_faults(file: &ShopPath, settings: &Node) -> Vec<Diagnostic> {
    let Kind::Map(entries) = &settings.kind else { return Vec::new() };
    let Some((_, Node { kind: Kind::Map(tokens), .. })) = entries.iter().find(|(key, _)| key.text == "tokens") else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for (key, node) in tokens {
        let fault = match &node.kind {
            _ if !is_token_name(&key.text) => Some("its name has other signs than a–z, 0–9 and `-`"),
            Kind::Scalar(text) => token_fault(text),
            Kind::Null => None,
            _ => Some("it is not a single value"),
        };
        if let Some(reason) = fault {
            let place = Place::new(file, node.span.clone());
            found.push(UNSAFE_TOKEN.at(place).with("key", &key.text).with("reason", reason));
        }
    }
    found
}

/// Whether a name and a value can become a custom property.
#[must_use]
pub fn is_token(name: &str, value: &str) -> bool {
    is_token_name(name) && token_fault(value).is_none()
}

/// Whether a text can name a custom property: `--<name>`.
#[must_use]
pub fn is_token_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

/// Why a text cannot stand as the value of a custom property, in a style sheet or in a `style` attribute.
#[must_use]
pub fn token_fault(value: &str) -> Option<&'static str> {
    if value.trim().is_empty() {
        return Some("it is empty");
    }
    if value.len() > 400 {
        return Some("it is longer than 400 bytes");
    }
    if value.chars().any(char::is_control) || value.contains([';', '{', '}', '<', '\\', '!', '@']) {
        return Some("it holds one of `;` `{` `}` `<` `\\` `!` `@`, or a line break");
    }
    if value.contains("/*") || value.contains("*/") {
        return Some("it holds a comment sign");
    }
    if value.to_ascii_lowercase().contains("url(") {
        return Some("it refers to another file");
    }
    (!is_balanced(value)).then_some("its brackets or quotes are not closed")
}

fn is_balanced(value: &str) -> bool {
    let mut open: Vec<char> = Vec::new();
    let mut quote = None;
    for letter in value.chars() {
        match (quote, letter) {
            (Some(mark), letter) if mark == letter => quote = None,
            (None, '"' | '\'') => quote = Some(letter),
            (None, '(') => open.push(')'),
            (None, '[') => open.push(']'),
            (None, ')' | ']') if open.pop() != Some(letter) => return false,
            _ => {}
        }
    }
    open.is_empty() && quote.is_none()
}
