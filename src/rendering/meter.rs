//! Limits for templates: Tera knows none for loops and sizes, so steps are counted.
//!
//! Before a template is compiled, a call of `awning_step` is put behind every `{% for … %}` and `{% component … %}`,
//! and the value of every `{% set … = … %}` is passed through `awning_weigh`. Diagnostics are mapped back.

#![expect(clippy::needless_pass_by_value, reason = "Tera hands arguments over")]

use std::cell::Cell;
use std::io;
use tera::{Kwargs, State, Tera, TeraResult, Value};

/// Turns of loops and calls of components on one page.
const MOST_STEPS: u64 = 1_000_000;
/// Bytes of one page.
const MOST_BYTES: usize = 64 << 20;
/// Bytes of one text in a variable.
const LARGEST_TEXT: usize = 256 << 10;
/// Numbers in one `range`.
const LONGEST_RANGE: i64 = 10_000;

/// How messages of this module begin; [`super::faults`] tells them from others by it.
pub(super) const ENDLESS: &str = "more than";

thread_local! {
    /// What the page that this thread renders may still do. A page is rendered on one thread from start to end.
    static STEPS: Cell<u64> = const { Cell::new(0) };
}

pub(super) fn register(tera: &mut Tera) {
    tera.register_function("awning_step", step);
    tera.register_function("awning_weigh", weigh);
    tera.register_function("range", range);
}

/// Begins a page: a full allowance and an empty output.
pub(super) fn start() -> Output {
    STEPS.set(MOST_STEPS);
    Output { bytes: Vec::with_capacity(32 << 10) }
}

fn spend(steps: u64) -> TeraResult<()> {
    match STEPS.get().checked_sub(steps) {
        Some(left) => {
            STEPS.set(left);
            Ok(())
        }
        None => Err(tera::Error::message(format!("{ENDLESS} {MOST_STEPS} turns of loops"))),
    }
}

fn step(_: Kwargs, _: &State) -> TeraResult<Value> {
    spend(1).map(|()| Value::safe_string(""))
}

fn weigh(arguments: Kwargs, _: &State) -> TeraResult<Value> {
    let value = arguments.get::<Value>("v")?.unwrap_or_else(Value::undefined);
    if value.as_str().is_some_and(|text| text.len() > LARGEST_TEXT) {
        return Err(tera::Error::message(format!("{ENDLESS} {LARGEST_TEXT} bytes in one text")));
    }
    Ok(value)
}

/// Tera's `range`, shorter.
fn range(arguments: Kwargs, _: &State) -> TeraResult<Value> {
    let start = arguments.get::<i64>("start")?.unwrap_or_default();
    let end = arguments.must_get::<i64>("end")?;
    let stride = arguments.get::<i64>("step_by")?.unwrap_or(1);
    if stride <= 0 {
        return Err(tera::Error::message("`step_by` must be above 0"));
    }
    let length = end.saturating_sub(start).max(0) / stride;
    if length > LONGEST_RANGE {
        return Err(tera::Error::message(format!("{ENDLESS} {LONGEST_RANGE} numbers in one range")));
    }
    spend(u64::try_from(length).unwrap_or_default())?;
    let stride = usize::try_from(stride).unwrap_or(1);
    Ok((start..end).step_by(stride).map(Value::from).collect::<Vec<_>>().into())
}

/// A page in the making.
pub(super) struct Output {
    /// Templates write nothing but text.
    pub(super) bytes: Vec<u8>,
}

impl io::Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.write_all(bytes).map(|()| bytes.len())
    }

    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        if self.bytes.len() + bytes.len() > MOST_BYTES {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.bytes.extend_from_slice(bytes);
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A template with the calls put in.
#[derive(Debug)]
pub(super) struct Metered {
    pub(super) text: String,
    /// Where something was put in, in the original, and how long it is; in order.
    edits: Vec<(usize, usize)>,
}

impl Metered {
    pub(super) fn new(original: &str) -> Self {
        let mut made = Self { text: String::with_capacity(original.len() + 512), edits: Vec::new() };
        let mut copied = 0;
        for (at, call) in calls(original) {
            made.text.push_str(original.get(copied..at).unwrap_or_default());
            made.text.push_str(call);
            made.edits.push((at, call.len()));
            copied = at;
        }
        made.text.push_str(original.get(copied..).unwrap_or_default());
        made
    }

    /// The offset in the original of an offset in the metered text.
    pub(super) fn original(&self, offset: usize) -> usize {
        let mut shift = 0;
        for (at, length) in &self.edits {
            if offset < at + shift {
                break;
            }
            if offset < at + shift + length {
                return *at;
            }
            shift += length;
        }
        offset - shift
    }
}

/// What is put in, and where.
fn calls(text: &str) -> Vec<(usize, &'static str)> {
    let mut calls = Vec::new();
    let tags = Tags { text, at: 0, raw: false };
    for tag in tags {
        let inside = text.get(tag.start..tag.end).unwrap_or_default();
        let trimmed = inside.trim_start_matches(['{', '%', '-']).trim_start();
        let word: &str = trimmed.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').next().unwrap_or_default();
        match word {
            "for" | "component" if inside.ends_with("-%}") => calls.push((tag.end, "{{ awning_step() -}}")),
            "for" | "component" => calls.push((tag.end, "{{ awning_step() }}")),
            "set" | "set_global" => {
                if let Some(equals) = inside.find('=') {
                    let close = if inside.ends_with("-%}") { 3 } else { 2 };
                    calls.push((tag.start + equals + 1, " awning_weigh(v="));
                    calls.push((tag.end - close, ")"));
                }
            }
            _ => {}
        }
    }
    calls
}

/// One `{% … %}`, as byte offsets.
struct Tag {
    start: usize,
    end: usize,
}

/// The statement tags of a template; comments, expressions and raw parts are passed over.
struct Tags<'a> {
    text: &'a str,
    at: usize,
    raw: bool,
}

impl Iterator for Tags<'_> {
    type Item = Tag;

    fn next(&mut self) -> Option<Tag> {
        loop {
            let start = self.at + self.text.get(self.at..)?.find('{')?;
            let rest = self.text.get(start..)?;
            let end = match rest.as_bytes().get(1)? {
                b'#' if !self.raw => start + rest.find("#}")? + 2,
                b'{' if !self.raw => start + close(rest, "}}")?,
                b'%' => {
                    let end = start + close(rest, "%}")?;
                    let word = rest.trim_start_matches(['{', '%', '-']).trim_start();
                    if self.raw && !word.starts_with("endraw") {
                        start + 2
                    } else {
                        self.raw = word.starts_with("raw") && !self.raw;
                        self.at = end;
                        return Some(Tag { start, end });
                    }
                }
                _ => start + 1,
            };
            self.at = end;
        }
    }
}

/// The end of a tag: the closing sign outside of quotes.
fn close(tag: &str, sign: &str) -> Option<usize> {
    let mut quote = None;
    let bytes = tag.as_bytes();
    let mut at = 2;
    while let Some(byte) = bytes.get(at) {
        match (quote, byte) {
            (Some(_), b'\\') => at += 1,
            (Some(mark), byte) if mark == *byte => quote = None,
            (None, b'"' | b'\'' | b'`') => quote = Some(*byte),
            (None, _) if bytes.get(at..)?.starts_with(sign.as_bytes()) => return Some(at + sign.len()),
            _ => {}
        }
        at += 1;
    }
    None
}
