//! Finds shortcodes before Markdown is read: a scanner of lines that knows code fences and comments.
//!
//! What it finds is blanked out by a processing instruction `<?     ?>` of the same length, which Markdown takes for
//! a block of HTML wherever a line may begin; so all offsets stay.

use super::fences::Hidden;
use super::specs::{self, Body};
use std::collections::BTreeMap;
use std::ops::Range;

/// A shortcode as it stands in the copy; ranges count in the copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// All of it.
    pub(super) span: Range<usize>,
    pub(super) name: Range<usize>,
    pub(super) arguments: Range<usize>,
    /// What stands between its halves.
    pub(super) body: Option<Range<usize>>,
}

impl Found {
    /// The same, counted in a text in which the copy begins at `base`.
    pub(super) fn shifted(&self, base: usize) -> Self {
        let shift = |range: &Range<usize>| range.start + base..range.end + base;
        Self {
            span: shift(&self.span),
            name: shift(&self.name),
            arguments: shift(&self.arguments),
            body: self.body.as_ref().map(shift),
        }
    }
}

/// What is wrong with a tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// It does not end on its line, or has no name.
    Syntax,
    /// Its other half is missing.
    Unclosed,
    /// It closes what is not open.
    Stray,
}

/// The shortcodes of a text.
#[derive(Debug, Default)]
pub(super) struct Scan {
    /// Those that are not inside another, in order.
    pub(super) found: Vec<Found>,
    /// Tags that cannot be used: range and name.
    pub(super) faults: Vec<(Fault, Range<usize>, Range<usize>)>,
}

/// Finds the shortcodes of a text.
pub(super) fn scan(copy: &str) -> Scan {
    let mut scan = Scan::default();
    let mut open = Open::default();
    for tag in tags(copy, &mut scan.faults) {
        match tag {
            Tag::Open(found) => open.push(copy, found),
            Tag::Close { span, name } => close(&mut scan, &mut open, copy, (span, name)),
        }
    }
    while let Some(found) = open.pop(copy) {
        settle(&mut scan, copy, found);
    }
    outermost(&mut scan);
    scan
}

/// The text with every shortcode blanked out.
pub(super) fn blank(copy: &str, found: &[Found]) -> String {
    let mut blanked = String::with_capacity(copy.len());
    for found in found {
        blanked.push_str(copy.get(blanked.len()..found.span.start).unwrap_or_default());
        blanked.push_str("<?");
        blanked.extend(std::iter::repeat_n(' ', found.span.len().saturating_sub(4)));
        blanked.push_str("?>");
    }
    blanked.push_str(copy.get(blanked.len()..).unwrap_or_default());
    blanked
}

/// A half that opens or closes.
enum Tag {
    Open(Found),
    Close { span: Range<usize>, name: Range<usize> },
}

/// Halves that wait for their other, and how many of each name.
#[derive(Default)]
struct Open<'t> {
    stack: Vec<Found>,
    names: BTreeMap<&'t str, usize>,
}

impl<'t> Open<'t> {
    fn push(&mut self, copy: &'t str, found: Found) {
        *self.names.entry(copy.get(found.name.clone()).unwrap_or_default()).or_default() += 1;
        self.stack.push(found);
    }

    fn pop(&mut self, copy: &'t str) -> Option<Found> {
        let found = self.stack.pop()?;
        if let Some(count) = copy.get(found.name.clone()).and_then(|name| self.names.get_mut(name)) {
            *count -= 1;
        }
        Some(found)
    }
}

/// Pairs a closing half with the nearest of its name; what was opened in between stays unclosed.
fn close<'t>(scan: &mut Scan, open: &mut Open<'t>, copy: &'t str, (span, name): (Range<usize>, Range<usize>)) {
    let word = copy.get(name.clone()).unwrap_or_default();
    if open.names.get(word).is_none_or(|count| *count == 0) {
        scan.faults.push((Fault::Stray, span, name));
        return;
    }
    while let Some(mut found) = open.pop(copy) {
        if copy.get(found.name.clone()) == Some(word) {
            found.body = Some(found.span.end..span.start);
            found.span.end = span.end;
            scan.found.push(found);
            return;
        }
        settle(scan, copy, found);
    }
}

/// A tag without its other half: alone, or unclosed.
fn settle(scan: &mut Scan, copy: &str, found: Found) {
    if is_paired(copy, &found) {
        scan.faults.push((Fault::Unclosed, found.span.clone(), found.name.clone()));
    }
    scan.found.push(found);
}

fn is_paired(copy: &str, found: &Found) -> bool {
    copy.get(found.name.clone()).and_then(specs::find).is_some_and(|spec| spec.body != Body::None)
}

/// Drops what stands inside another shortcode: its body is scanned on its own.
fn outermost(scan: &mut Scan) {
    scan.found.sort_by_key(|found| found.span.start);
    let mut end = 0;
    scan.found.retain(|found| {
        let outer = found.span.start >= end;
        end = end.max(found.span.end);
        outer
    });
    let found = &scan.found;
    scan.faults.retain(|(_, span, _)| {
        let after = found.partition_point(|found| found.span.start < span.start);
        found.get(after.wrapping_sub(1)).is_none_or(|found| span.start >= found.span.end)
    });
    scan.faults.sort_by_key(|(_, span, _)| span.start);
}

/// All tags of a text, line by line.
fn tags(copy: &str, faults: &mut Vec<(Fault, Range<usize>, Range<usize>)>) -> Vec<Tag> {
    let mut tags = Vec::new();
    let mut hidden = Hidden::default();
    let mut start = 0;
    for line in copy.split_inclusive('\n') {
        if !hidden.covers(line) && line.contains("{{<") {
            read_line(copy, start..start + line.len(), &mut tags, faults);
        }
        start += line.len();
    }
    tags
}

/// The tags of a line: one that opens at its beginning, those that close anywhere.
fn read_line(
    copy: &str,
    line: Range<usize>,
    tags: &mut Vec<Tag>,
    faults: &mut Vec<(Fault, Range<usize>, Range<usize>)>,
) {
    let text = copy.get(line.clone()).unwrap_or_default().trim_end();
    let mut at = line.start + text.len() - text.trim_start().len();
    let end = line.start + text.len();
    let mut first = true;
    while let Some(start) = copy.get(at..end).and_then(|rest| rest.find("{{<")).map(|found| at + found) {
        let leads = std::mem::take(&mut first) && start == at;
        match read_tag(copy, start, end) {
            Some(tag) if is_usable(copy, &tag, leads, line.start, end) => {
                at = tag.end();
                tags.push(tag);
            }
            None if leads => {
                faults.push((Fault::Syntax, start..end, start..start));
                return;
            }
            tag => at = tag.map_or(start + 3, |tag| tag.end()),
        }
    }
}

/// Whether a tag counts where it stands.
fn is_usable(copy: &str, tag: &Tag, leads: bool, line: usize, end: usize) -> bool {
    match tag {
        Tag::Open(found) => leads && (found.span.end == end || !is_single(copy, found)),
        Tag::Close { span, .. } => {
            let before = copy.get(line..span.start).unwrap_or_default();
            leads || before.bytes().filter(|b| *b == b'`').count().is_multiple_of(2)
        }
    }
}

/// A shortcode that certainly has no other half.
fn is_single(copy: &str, found: &Found) -> bool {
    copy.get(found.name.clone()).and_then(specs::find).is_some_and(|spec| spec.body == Body::None)
}

impl Tag {
    fn end(&self) -> usize {
        match self {
            Self::Open(found) => found.span.end,
            Self::Close { span, .. } => span.end,
        }
    }
}

/// The tag that begins at `start`, if it ends before `end`.
fn read_tag(copy: &str, start: usize, end: usize) -> Option<Tag> {
    let inner = start + 3;
    let length = closing(copy.get(inner..end)?)?;
    let span = start..inner + length + 3;
    let text = copy.get(inner..inner + length)?;
    let trimmed = text.trim_start();
    let closes = trimmed.starts_with('/');
    let word = trimmed.trim_start_matches('/').trim_start();
    let name_at = inner + length - word.len();
    let name = name_at..name_at + word.find(|c: char| c.is_whitespace()).unwrap_or(word.len());
    if name.is_empty() {
        return None;
    }
    if closes {
        return Some(Tag::Close { span, name });
    }
    Some(Tag::Open(Found { arguments: name.end..inner + length, span, name, body: None }))
}

/// Where `>}}` stands, quoted text aside.
fn closing(text: &str) -> Option<usize> {
    let mut quoted = false;
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'"' if !escaped => quoted = !quoted,
            b'>' if !quoted && text.as_bytes().get(at..at + 3) == Some(b">}}".as_slice()) => return Some(at),
            _ => {}
        }
        escaped = byte == b'\\' && !escaped;
    }
    None
}
