//! The arguments of a shortcode: read, then held against its spec.

use super::Argument;
use super::page::Page;
use super::specs::{ArgumentSpec, Kind, Spec};
use super::target::{Target, judge};
use crate::diagnostics::rules::markdown as rules;
use std::collections::BTreeMap;
use std::ops::Range;

/// An argument as written; ranges count in the whole text.
struct Written {
    name: Range<usize>,
    value: String,
    span: Range<usize>,
}

/// Reads and checks the arguments that stand in a range; wrong ones are reported and left out.
pub(super) fn read(
    page: &mut Page<'_>,
    spec: &Spec,
    tag: &Range<usize>,
    at: Range<usize>,
) -> BTreeMap<&'static str, Argument> {
    let mut arguments = BTreeMap::new();
    let mut seen = Vec::new();
    let (written, rest) = split(page.text, at);
    for written in written {
        let Some(wanted) = known(page, spec, &written) else { continue };
        if seen.contains(&wanted.name) {
            let fault = page.fault(&rules::REPEATED_ARGUMENT, written.name).with("name", wanted.name);
            page.report(fault);
            continue;
        }
        seen.push(wanted.name);
        if fits(page, wanted, &written) {
            arguments.insert(wanted.name, Argument { span: page.span(written.span), value: written.value });
        }
    }
    match rest {
        Some(rest) => page.report(page.fault(&rules::SHORTCODE_SYNTAX, rest)),
        None => missing(page, spec, tag, &seen),
    }
    arguments
}

/// The spec of an argument, or a diagnostic.
fn known(page: &mut Page<'_>, spec: &Spec, written: &Written) -> Option<&'static ArgumentSpec> {
    let name = page.slice(written.name.clone());
    if let Some(wanted) = spec.arguments.iter().find(|wanted| wanted.name == name) {
        return Some(wanted);
    }
    let names: Vec<_> = spec.arguments.iter().map(|wanted| wanted.name).collect();
    let fault = page.fault(&rules::UNKNOWN_ARGUMENT, written.name.clone());
    let known = if names.is_empty() { "–".to_string() } else { names.join(", ") };
    page.report(fault.with("shortcode", spec.name).with("name", name).with("known", known).nearest(name, names));
    None
}

/// Whether a value has the form that its argument needs.
fn fits(page: &mut Page<'_>, wanted: &ArgumentSpec, written: &Written) -> bool {
    let value = written.value.trim();
    let fine = match wanted.kind {
        Kind::Text => !value.is_empty(),
        Kind::Link | Kind::Photo if !value.is_empty() => return leads_well(page, wanted.kind, written),
        Kind::Link | Kind::Photo => false,
        Kind::Number => value.parse::<u16>().is_ok_and(|number| number > 0),
        Kind::Flag => matches!(value, "true" | "false"),
        Kind::List => value.split(',').all(|word| !word.trim().is_empty()),
        Kind::OneOf(words) => words.contains(&value),
    };
    fine || wrong(page, wanted, written, value)
}

/// Reports a value; always false.
fn wrong(page: &mut Page<'_>, wanted: &ArgumentSpec, written: &Written, value: &str) -> bool {
    let words: &[&str] = if let Kind::OneOf(words) = wanted.kind { words } else { &[] };
    let fault = page.fault(&rules::WRONG_ARGUMENT, written.span.clone());
    let fault = fault.with("name", wanted.name).with("value", value).with("expected", wanted.kind.expected());
    page.report(fault.nearest(value, words.iter().copied()));
    false
}

/// Reports what an argument named in the spec lacks.
fn missing(page: &mut Page<'_>, spec: &Spec, tag: &Range<usize>, seen: &[&str]) {
    for wanted in spec.arguments.iter().filter(|wanted| wanted.required && !seen.contains(&wanted.name)) {
        let fault = page.fault(&rules::MISSING_ARGUMENT, tag.clone());
        page.report(fault.with("shortcode", spec.name).with("name", wanted.name));
    }
    if !spec.any_of.is_empty() && !spec.any_of.iter().any(|name| seen.contains(name)) {
        let fault = page.fault(&rules::MISSING_ARGUMENT, tag.clone());
        page.report(fault.with("shortcode", spec.name).with("name", spec.any_of.join("|")));
    }
}

/// Splits `name="value" n=4 flag`; beside it, from where on it cannot be read.
fn split(text: &str, at: Range<usize>) -> (Vec<Written>, Option<Range<usize>>) {
    let mut arguments = Vec::new();
    let mut start = at.start;
    loop {
        let rest = text.get(start..at.end).unwrap_or_default();
        let trimmed = rest.trim_start();
        start = at.end - trimmed.len();
        if trimmed.is_empty() {
            return (arguments, None);
        }
        match next(trimmed, start) {
            Some((argument, length)) => {
                arguments.push(argument);
                start += length;
            }
            None => return (arguments, Some(start..at.end)),
        }
    }
}

/// The argument that a text begins with, and its length.
fn next(text: &str, start: usize) -> Option<(Written, usize)> {
    let name_length = text.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '-')).unwrap_or(text.len());
    let name = start..start + name_length;
    let after = text.get(name_length..)?;
    let Some(rest) = after.trim_start().strip_prefix('=') else {
        // `wide` alone means that it is so.
        let alone = name_length > 0 && (after.is_empty() || after.starts_with(char::is_whitespace));
        return alone.then(|| (Written { span: name.clone(), name, value: "true".to_string() }, name_length));
    };
    let rest = rest.trim_start();
    let value_at = text.len() - rest.len();
    let (value, length) = if rest.starts_with('"') { quoted(rest)? } else { bare(rest)? };
    let end = value_at + length;
    let ends = text.get(end..)?.chars().next().is_none_or(char::is_whitespace);
    (name_length > 0 && ends).then(|| (Written { name, value, span: start + value_at..start + end }, end))
}

/// A value in quotes, `\"` for a quote in it; its length with the quotes.
fn quoted(text: &str) -> Option<(String, usize)> {
    let mut value = String::new();
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            '"' if !escaped => return Some((value, at + 1)),
            '\\' if !escaped => {
                escaped = true;
                continue;
            }
            '"' | '\\' => value.push(c),
            c => {
                value.extend(escaped.then_some('\\'));
                value.push(c);
            }
        }
        escaped = false;
    }
    None
}

/// A value without quotes: no space, none of the quotes that were meant to be straight.
fn bare(text: &str) -> Option<(String, usize)> {
    let length = text.find(char::is_whitespace).unwrap_or(text.len());
    let value = text.get(..length)?;
    let fine = !value.is_empty() && !value.contains(['"', '“', '”', '\'', '‘', '’', '「', '=']);
    fine.then(|| (value.to_string(), length))
}

/// Whether an address may be used; reports it if not.
fn leads_well(page: &mut Page<'_>, kind: Kind, written: &Written) -> bool {
    let rule = match (judge(&written.value), kind) {
        (Target::Unsafe, _) | (Target::Contact, Kind::Photo) => &rules::UNSAFE_LINK,
        (Target::External, Kind::Photo) => &rules::EXTERNAL_PHOTO,
        _ => return true,
    };
    let fault = page.fault(rule, written.span.clone()).with("target", &written.value);
    page.report(fault);
    false
}
