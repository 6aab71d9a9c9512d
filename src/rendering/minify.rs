//! Smaller HTML that means the same and that validators still accept.
//!
//! One pass over the bytes: comments go, runs of white space become one sign. Quotes, end tags, scripts, styles and
//! preformatted text stay as they are. A full minifier (minify-html 0.18.1) made a product page of 34 KB 4 % smaller,
//! in 620 µs instead of 75: more than everything else on the page together.

use memchr::{memchr, memchr_iter, memchr3, memmem};

/// The page without comments and needless white space.
#[must_use]
pub fn minify(html: &[u8]) -> Vec<u8> {
    let mut page = Page { html, made: Vec::with_capacity(html.len()), copied: 0 };
    let mut at = 0;
    // A tab or a carriage return begins no run here; it may stay, alone or before a run.
    while let Some(found) = memchr3(b'<', b' ', b'\n', page.from(at)) {
        at = match page.from(at + found) {
            [b'<', b'!', b'-', b'-', ..] => page.comment(at + found),
            [b'<', letter, ..] if letter.is_ascii_alphabetic() || *letter == b'/' => page.element(at + found),
            [b'<', ..] => at + found + 1,
            _ => page.blank(at + found),
        };
    }
    page.replace(html.len(), html.len(), None);
    page.made
}

/// A page in the making: all before `copied` is made, and most of the rest is copied in long pieces.
struct Page<'h> {
    html: &'h [u8],
    made: Vec<u8>,
    copied: usize,
}

impl<'h> Page<'h> {
    fn from(&self, at: usize) -> &'h [u8] {
        self.html.get(at..).unwrap_or_default()
    }

    /// Leaves out what lies between two places, and writes a sign for it.
    fn replace(&mut self, start: usize, end: usize, sign: Option<u8>) {
        self.made.extend_from_slice(self.html.get(self.copied..start).unwrap_or_default());
        self.made.extend(sign);
        self.copied = end;
    }

    /// The end of a run of white space.
    fn blank_end(&self, start: usize) -> usize {
        let run = self.from(start);
        start + run.iter().position(|b| !b.is_ascii_whitespace()).unwrap_or(run.len())
    }

    /// Text keeps of a run of white space one sign: a line break if there was one. Gives where the text goes on.
    fn blank(&mut self, start: usize) -> usize {
        let end = self.blank_end(start);
        let run = self.html.get(start..end).unwrap_or_default();
        let last = if start > self.copied { self.html.get(start - 1) } else { self.made.last() };
        // White space before a comment that went joins with that after it.
        let joins = last.is_some_and(u8::is_ascii_whitespace);
        if joins || !matches!(run, b" " | b"\n") {
            let sign = if run.contains(&b'\n') { b'\n' } else { b' ' };
            self.replace(start, end, (!joins).then_some(sign));
        }
        end
    }

    fn comment(&mut self, start: usize) -> usize {
        let end = memmem::find(self.from(start), b"-->").map_or(self.html.len(), |at| start + at + 3);
        self.replace(start, end, None);
        end
    }

    /// Passes over a tag, and all that follows it up to its end tag where white space counts.
    fn element(&mut self, start: usize) -> usize {
        let end = self.tag(start);
        let name = self.from(start + 1);
        let (name, _) = name.split_at(name.iter().position(|b| !b.is_ascii_alphanumeric()).unwrap_or(name.len()));
        let kept: [&[u8]; 5] = [b"pre", b"script", b"style", b"textarea", b"title"];
        if kept.iter().any(|kept| kept.eq_ignore_ascii_case(name)) {
            return end + inside_length(self.from(end), name);
        }
        end
    }

    /// Passes over a tag: one blank between its attributes and none before its end; quoted values stay.
    fn tag(&mut self, start: usize) -> usize {
        let mut at = start;
        let ends = |b: &u8| matches!(b, b'>' | b'"' | b'\'') || b.is_ascii_whitespace();
        while let Some(found) = self.from(at).iter().position(ends) {
            at += found;
            match self.from(at) {
                [b'>', ..] => return at + 1,
                [quote @ (b'"' | b'\''), inside @ ..] => {
                    at = memchr(*quote, inside).map_or(self.html.len(), |length| at + length + 2);
                }
                _ => {
                    let end = self.blank_end(at);
                    let is_last = self.from(end).first().is_none_or(|next| *next == b'>');
                    if is_last || self.html.get(at..end) != Some(b" ") {
                        self.replace(at, end, (!is_last).then_some(b' '));
                    }
                    at = end;
                }
            }
        }
        self.html.len()
    }
}

/// How far it is to the end tag of an element.
fn inside_length(html: &[u8], name: &[u8]) -> usize {
    let ends = |at: &usize| {
        let tag = html.get(*at..).and_then(|rest| rest.strip_prefix(b"</"));
        tag.and_then(|tag| tag.get(..name.len())).is_some_and(|found| found.eq_ignore_ascii_case(name))
    };
    memchr_iter(b'<', html).find(ends).unwrap_or(html.len())
}
