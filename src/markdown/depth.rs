//! Lines that open too many lists and quotes at once, found before Markdown is read: it would take forever.

use std::ops::Range;

/// So many signs of lists and quotes may begin a line.
const LIMIT: usize = 48;

/// Where lines go on opening lists and quotes beyond all measure.
pub(super) fn excess(copy: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in copy.split_inclusive('\n') {
        // Each sign takes a byte at least.
        if line.len() > LIMIT && line.trim_start().starts_with(is_sign) {
            found.extend(beyond(line).map(|range| start + range.start..start + range.end));
        }
        start += line.len();
    }
    found
}

/// The copy with these signs blanked out; offsets stay.
pub(super) fn blank(copy: &str, ranges: &[Range<usize>]) -> String {
    let mut blanked = String::with_capacity(copy.len());
    for range in ranges {
        blanked.push_str(copy.get(blanked.len()..range.start).unwrap_or_default());
        blanked.extend(std::iter::repeat_n(' ', range.len()));
    }
    blanked.push_str(copy.get(blanked.len()..).unwrap_or_default());
    blanked
}

/// The signs of a line after the limit.
fn beyond(line: &str) -> Option<Range<usize>> {
    let mut count = 0;
    let mut in_number = false;
    let mut first = None;
    let mut end = 0;
    for (at, c) in line.char_indices() {
        // A number counts once.
        count += usize::from(is_sign(c) && !(in_number && c.is_ascii_digit()));
        in_number = c.is_ascii_digit();
        if !is_sign(c) && !matches!(c, ' ' | '\t' | '.' | ')') {
            break;
        }
        if count > LIMIT {
            first = first.or(Some(at));
            end = at + c.len_utf8();
        }
    }
    // A rule, or a line of nothing but one sign, opens nothing.
    let opens = line.get(..end)?.contains([' ', '\t', '>']);
    first.filter(|_| opens).map(|first| first..end)
}

fn is_sign(c: char) -> bool {
    matches!(c, '>' | '-' | '*' | '+' | ':') || c.is_ascii_digit()
}
