//! The start tags of an HTML page, read for the few attributes that name addresses and ids.
//!
//! Every page of a release passes through here, so it is made for speed: it jumps from `<` to `<` and looks at no text.
//! It follows the HTML standard's tokenizer as far as well-formed pages need: comments, raw text, all three ways of
//! writing values, character references in them. Tests hold it to a full parser.

use memchr::{memchr, memmem};
use std::borrow::Cow;

/// What an attribute's value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Attribute {
    /// An id that an anchor can name.
    Id,
    /// One address.
    Address,
    /// The addresses of a `srcset`.
    Candidates,
}

/// Hands over every attribute of interest, its character references resolved.
pub(super) fn each_attribute(html: &[u8], mut found: impl FnMut(Attribute, &str)) {
    let mut rest = html;
    while let Some(at) = memchr(b'<', rest) {
        rest = rest.get(at + 1..).unwrap_or_default();
        rest = match rest.first() {
            Some(b'!') if rest.starts_with(b"!--") => after_comment(rest.get(3..).unwrap_or_default()),
            Some(b'!' | b'?' | b'/') => from(rest, memchr(b'>', rest).map(|at| at + 1)),
            Some(letter) if letter.is_ascii_alphabetic() => start_tag(rest, &mut found),
            _ => rest,
        };
    }
}

fn after_comment(html: &[u8]) -> &[u8] {
    from(html, memmem::find(html, b"-->").map(|at| at + 3))
}

/// What stands from a place on; nothing if there is no such place.
fn from(html: &[u8], at: Option<usize>) -> &[u8] {
    at.and_then(|at| html.get(at..)).unwrap_or_default()
}

/// Reads one start tag, and the raw text behind it where the element has such. Gives what follows.
fn start_tag<'h>(html: &'h [u8], found: &mut impl FnMut(Attribute, &str)) -> &'h [u8] {
    let length = html.iter().position(|b| b.is_ascii_whitespace() || matches!(b, b'>' | b'/')).unwrap_or(html.len());
    let (element, mut rest) = html.split_at(length);
    let mut meta = Meta::default();
    loop {
        rest = skip(rest, |b| b.is_ascii_whitespace() || b == b'/');
        match rest.first() {
            None => return rest,
            Some(b'>') => break,
            Some(_) => {}
        }
        // A name may begin with `=`, says the standard.
        let tail = rest.get(1..).unwrap_or_default();
        let end = tail.iter().position(|b| matches!(b, b'=' | b'>' | b'/') || b.is_ascii_whitespace());
        let (name, behind) = rest.split_at(end.map_or(rest.len(), |end| end + 1));
        let (value, behind) = value(behind);
        rest = behind;
        if let Some(kind) = kind(element, name) {
            found(kind, &resolved(value));
        }
        meta.note(element, name, value);
    }
    if let Some(address) = meta.address() {
        found(Attribute::Address, &resolved(address));
    }
    let rest = rest.get(1..).unwrap_or_default();
    if is_raw(element) { after_raw(rest, element) } else { rest }
}

fn skip(html: &[u8], passed: impl Fn(u8) -> bool) -> &[u8] {
    let at = html.iter().position(|b| !passed(*b)).unwrap_or(html.len());
    html.get(at..).unwrap_or_default()
}

/// The value behind an attribute's name (empty if there is none), and what follows it.
fn value(html: &[u8]) -> (&[u8], &[u8]) {
    let trimmed = skip(html, |b| b.is_ascii_whitespace());
    let Some(rest) = trimmed.strip_prefix(b"=") else { return (&[], html) };
    let rest = skip(rest, |b| b.is_ascii_whitespace());
    match rest.split_first() {
        Some((quote @ (b'"' | b'\''), inside)) => {
            let end = memchr(*quote, inside).unwrap_or(inside.len());
            let (value, behind) = inside.split_at(end);
            (value, behind.get(1..).unwrap_or_default())
        }
        _ => rest.split_at(rest.iter().position(|b| b.is_ascii_whitespace() || *b == b'>').unwrap_or(rest.len())),
    }
}

fn kind(element: &[u8], name: &[u8]) -> Option<Attribute> {
    // Most attributes are `class`: the first letter and the length sort them out.
    let is = |word: &str| name.eq_ignore_ascii_case(word.as_bytes());
    match (name.first().map(u8::to_ascii_lowercase)?, name.len()) {
        (b'i', 2) if is("id") => Some(Attribute::Id),
        (b'h', 4) if is("href") => Some(Attribute::Address),
        (b's', 3) if is("src") => Some(Attribute::Address),
        (b's', 6) if is("srcset") => Some(Attribute::Candidates),
        (b'i', 11) if is("imagesrcset") => Some(Attribute::Candidates),
        (b'p', 6) if is("poster") => Some(Attribute::Address),
        (b'a', 6) if is("action") => Some(Attribute::Address),
        (b'f', 10) if is("formaction") => Some(Attribute::Address),
        (b'd', 4) if is("data") && element.eq_ignore_ascii_case(b"object") => Some(Attribute::Address),
        (b'n', 4) if is("name") && element.eq_ignore_ascii_case(b"a") => Some(Attribute::Id),
        _ => None,
    }
}

/// `<meta property="og:image" content="…">`: an address, too.
#[derive(Default)]
struct Meta<'h> {
    is_address: bool,
    content: &'h [u8],
}

impl<'h> Meta<'h> {
    fn note(&mut self, element: &[u8], name: &[u8], value: &'h [u8]) {
        if !element.eq_ignore_ascii_case(b"meta") {
            return;
        }
        if name.eq_ignore_ascii_case(b"content") {
            self.content = value;
        } else if name.eq_ignore_ascii_case(b"property") || name.eq_ignore_ascii_case(b"name") {
            self.is_address = matches!(value, b"og:image" | b"og:url" | b"twitter:image");
        }
    }

    fn address(&self) -> Option<&'h [u8]> {
        self.is_address.then_some(self.content)
    }
}

fn is_raw(element: &[u8]) -> bool {
    let raw: [&[u8]; 4] = [b"script", b"style", b"textarea", b"title"];
    raw.iter().any(|name| element.eq_ignore_ascii_case(name))
}

/// What follows the raw text of an element: from its end tag on.
fn after_raw<'h>(html: &'h [u8], element: &[u8]) -> &'h [u8] {
    let mut rest = html;
    while let Some(at) = memchr(b'<', rest) {
        rest = rest.get(at + 1..).unwrap_or_default();
        let name = rest.strip_prefix(b"/").and_then(|tag| tag.get(..element.len()));
        if name.is_some_and(|name| name.eq_ignore_ascii_case(element)) {
            return rest;
        }
    }
    &[]
}

/// The value with the character references that pages use resolved.
fn resolved(value: &[u8]) -> Cow<'_, str> {
    let text = String::from_utf8_lossy(value);
    if memchr(b'&', value).is_none() {
        return text;
    }
    let mut made = String::with_capacity(text.len());
    let mut rest = text.as_ref();
    while let Some((before, after)) = rest.split_once('&') {
        made.push_str(before);
        let reference = after.split_once(';').and_then(|(name, after)| Some((character(name)?, after)));
        let (letter, behind) = reference.unwrap_or(('&', after));
        made.push(letter);
        rest = behind;
    }
    (made + rest).into()
}

fn character(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "lt" => Some('<'),
        "gt" => Some('>'),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?)
        }
    }
}
