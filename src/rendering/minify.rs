//! Smaller HTML that means the same and that validators still accept.
//!
//! One pass over the bytes: comments go, runs of white space become one sign. Quotes, end tags, scripts, styles and
//! preformatted text stay as they are. A full minifier (minify-html 0.18.1) made a product page of 34 KB 4 % smaller,
//! in 620 µs instead of 75: more than everything else on the page together.

use memchr::{memchr, memchr_iter, memmem};

/// The page without comments and needless white space.
#[must_use]
pub fn minify(html: &[u8]) -> Vec<u8> {
    let mut made = Vec::with_capacity(html.len());
    let mut rest = html;
    while !rest.is_empty() {
        let (text, markup) = rest.split_at(memchr(b'<', rest).unwrap_or(rest.len()));
        squeeze(text, &mut made);
        rest = match markup {
            [b'<', b'!', b'-', b'-', ..] => after_comment(markup),
            [b'<', letter, ..] if letter.is_ascii_alphabetic() || *letter == b'/' => element(markup, &mut made),
            [first, others @ ..] => {
                made.push(*first);
                others
            }
            [] => &[],
        };
    }
    made
}

/// Text with every run of white space as one sign: a line break if there was one.
fn squeeze(text: &[u8], made: &mut Vec<u8>) {
    let mut rest = text;
    while let Some(at) = rest.iter().position(u8::is_ascii_whitespace) {
        let (word, space) = rest.split_at(at);
        made.extend_from_slice(word);
        let (run, behind) = space.split_at(space.iter().position(|b| !b.is_ascii_whitespace()).unwrap_or(space.len()));
        // White space before a comment that went joins with that after it.
        if !made.last().is_some_and(u8::is_ascii_whitespace) {
            made.push(if run.contains(&b'\n') { b'\n' } else { b' ' });
        }
        rest = behind;
    }
    made.extend_from_slice(rest);
}

fn after_comment(html: &[u8]) -> &[u8] {
    memmem::find(html, b"-->").and_then(|at| html.get(at + 3..)).unwrap_or_default()
}

/// Copies a tag, and all that follows it up to its end tag where white space counts. Gives what follows.
fn element<'h>(html: &'h [u8], made: &mut Vec<u8>) -> &'h [u8] {
    let rest = squeeze_tag(html, made);
    let name = html.get(1..).unwrap_or_default();
    let length = name.iter().position(|b| !b.is_ascii_alphanumeric()).unwrap_or(name.len());
    let (name, _) = name.split_at(length);
    let kept: [&[u8]; 5] = [b"pre", b"script", b"style", b"textarea", b"title"];
    if !kept.iter().any(|kept| kept.eq_ignore_ascii_case(name)) {
        return rest;
    }
    let (inside, behind) = rest.split_at(inside_length(rest, name));
    made.extend_from_slice(inside);
    behind
}

/// Copies a tag with one blank between its attributes and none before its end; quoted values stay. Gives what follows.
fn squeeze_tag<'h>(html: &'h [u8], made: &mut Vec<u8>) -> &'h [u8] {
    let mut copied = 0;
    let mut at = 0;
    while let Some(byte) = html.get(at) {
        match byte {
            b'>' => {
                let (tag, rest) = html.split_at(at + 1);
                made.extend_from_slice(tag.get(copied..).unwrap_or_default());
                return rest;
            }
            b'"' | b'\'' => {
                let inside = html.get(at + 1..).unwrap_or_default();
                at = memchr(*byte, inside).map_or(html.len(), |length| at + 1 + length + 1);
            }
            b' ' | b'\n' | b'\t' | b'\r' | b'\x0c' => {
                made.extend_from_slice(html.get(copied..at).unwrap_or_default());
                let run = html.get(at..).unwrap_or_default();
                at += run.iter().position(|b| !b.is_ascii_whitespace()).unwrap_or(run.len());
                copied = at;
                if html.get(at).is_some_and(|next| *next != b'>') {
                    made.push(b' ');
                }
            }
            _ => at += 1,
        }
    }
    made.extend_from_slice(html.get(copied..).unwrap_or_default());
    &[]
}

/// How far it is to the end tag of an element.
fn inside_length(html: &[u8], name: &[u8]) -> usize {
    let ends = |at: &usize| {
        let tag = html.get(*at..).and_then(|rest| rest.strip_prefix(b"</"));
        tag.and_then(|tag| tag.get(..name.len())).is_some_and(|found| found.eq_ignore_ascii_case(name))
    };
    memchr_iter(b'<', html).find(ends).unwrap_or(html.len())
}
