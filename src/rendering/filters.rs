//! What templates can do beyond Tera's own: `json`, `fill`, `default_text`.

#![expect(clippy::needless_pass_by_value, reason = "Tera hands values and arguments over")]

use serde::Serialize;
use std::borrow::Cow;
use tera::{Kwargs, State, StringInput, Tera, TeraResult, Value};

pub(super) fn register(tera: &mut Tera) {
    tera.register_filter("json", json);
    tera.register_filter("fill", fill);
    tera.register_filter("default_text", default_text);
}

/// A value as JSON that is safe inside a `<script>` element and in an attribute's text.
///
/// # Errors
/// The value has keys that JSON cannot have.
pub fn script_json<T: Serialize + ?Sized>(value: &T) -> serde_json::Result<String> {
    let json = serde_json::to_string(value)?;
    if !json.contains(['<', '>', '&', '\u{2028}', '\u{2029}']) {
        return Ok(json);
    }
    let mut safe = String::with_capacity(json.len() + 32);
    for letter in json.chars() {
        match letter {
            '<' => safe.push_str("\\u003c"),
            '>' => safe.push_str("\\u003e"),
            '&' => safe.push_str("\\u0026"),
            '\u{2028}' => safe.push_str("\\u2028"),
            '\u{2029}' => safe.push_str("\\u2029"),
            letter => safe.push(letter),
        }
    }
    Ok(safe)
}

fn json(value: Value, _: Kwargs, _: &State) -> TeraResult<Value> {
    let json = script_json(&value).map_err(tera::Error::message)?;
    Ok(Value::safe_string(&json))
}

/// Fills `{name}` from the arguments. If the text or one of the values is already HTML, the result is, and everything
/// else is escaped on its way in.
fn fill(text: StringInput, values: Kwargs, state: &State) -> TeraResult<Value> {
    let any_safe = text.is_safe() || values.iter().any(|(_, value)| value.is_safe());
    let mut filled = String::with_capacity(text.as_str().len() + 16);
    let mut rest = text.as_str();
    while let Some((before, name, after)) = placeholder(rest) {
        let value = values.get::<Value>(name)?.filter(|value| !value.is_undefined());
        let value = value.ok_or_else(|| {
            tera::Error::message(format!("the text `{}` needs a value for `{{{name}}}`", text.as_str()))
        })?;
        filled.push_str(&escaped(before, text.is_safe() || !any_safe, state)?);
        filled.push_str(&escaped(&value.to_string(), value.is_safe() || !any_safe, state)?);
        rest = after;
    }
    filled.push_str(&escaped(rest, text.is_safe() || !any_safe, state)?);
    Ok(if any_safe { Value::safe_string(&filled) } else { Value::from(filled) })
}

fn escaped<'t>(text: &'t str, as_it_is: bool, state: &State) -> TeraResult<Cow<'t, str>> {
    if as_it_is { Ok(text.into()) } else { state.escape(text).map(Cow::Owned) }
}

/// The first `{name}` of a text: what stands before it, the name, and what follows.
fn placeholder(text: &str) -> Option<(&str, &str, &str)> {
    let mut from = 0;
    while let Some(open) = text.get(from..)?.find('{').map(|at| from + at) {
        let inside = text.get(open + 1..)?;
        let length = inside.bytes().take_while(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || *b == b'_').count();
        if length > 0 && inside.as_bytes().get(length) == Some(&b'}') {
            return Some((text.get(..open)?, inside.get(..length)?, inside.get(length + 1..)?));
        }
        from = open + 1;
    }
    None
}

/// The value, or `text` where it is missing, null or empty.
fn default_text(value: Value, arguments: Kwargs, _: &State) -> TeraResult<Value> {
    let empty = value.is_undefined() || value.is_none() || value.as_str() == Some("");
    if !empty {
        return Ok(value);
    }
    match arguments.get::<Value>("text")? {
        Some(text) => Ok(text),
        None => arguments.must_get::<Value>("value"),
    }
}
