//! The lines of a file that a frame shows: bounded in number and length, with nothing invisible in them.

use super::lines::Lines;
use std::ops::Range;

/// A span with this many lines or more is shown by its first line.
const TALLEST_SPAN: usize = 8;
/// A line with more bytes is shortened before it is rendered, which then trims to the width of a page.
const LONGEST_LINE: usize = 4000;
/// Characters of such a line that are kept before the place.
const KEPT_BEFORE: usize = 80;
/// Characters of such a line that are kept after the beginning of the place.
const KEPT_AFTER: usize = 160;

/// Lines of a file, ready to be framed.
pub(super) struct Excerpt {
    /// The lines, with `\n` between.
    pub(super) text: String,
    /// The number of the first, from 1.
    pub(super) first_line: usize,
    /// The marked spans, as bytes of `text`, in the order they were given.
    pub(super) marks: Vec<Range<usize>>,
    /// Whether the beginning of a line is missing.
    pub(super) is_shortened: bool,
}

impl Excerpt {
    /// Cuts out the lines that hold the spans.
    pub(super) fn cut(lines: &Lines<'_>, spans: &[Range<usize>]) -> Self {
        let spans: Vec<_> = spans.iter().map(|span| shown(lines, span.clone())).collect();
        let first = spans.iter().map(|span| lines.line_at(span.start)).min().unwrap_or(0);
        let last = spans.iter().map(|span| lines.line_at(span.end)).max().unwrap_or(first);
        let strips = strips(lines, first..=last, &spans);
        let marks =
            spans.iter().map(|span| moved(lines, &strips, span.start)..moved(lines, &strips, span.end)).collect();
        let text = strips.iter().map(|strip| strip.text.as_str()).collect::<Vec<_>>().join("\n");
        let is_shortened = strips.iter().any(|strip| strip.is_shortened);
        Self { text, first_line: first + 1, marks, is_shortened }
    }
}

/// The part of a span that is shown: without the line break at its end; the first line only if it is tall.
fn shown(lines: &Lines<'_>, span: Range<usize>) -> Range<usize> {
    let span = lines.clamp(span);
    let first = lines.line_at(span.start);
    let mut last = lines.line_at(span.end);
    let mut end = span.end.min(lines.content(last).end);
    if last > first && end == lines.content(last).start {
        last -= 1;
        end = lines.content(last).end;
    }
    if last - first >= TALLEST_SPAN {
        end = lines.content(first).end;
    }
    let start = span.start.min(lines.content(first).end);
    start..end.max(start)
}

/// A line as it is shown.
struct Strip {
    /// The bytes of the file that are kept.
    kept: Range<usize>,
    /// They, made visible.
    text: String,
    /// Where the line begins in the excerpt.
    start: usize,
    /// Whether its beginning is missing.
    is_shortened: bool,
}

fn strips(lines: &Lines<'_>, numbers: std::ops::RangeInclusive<usize>, spans: &[Range<usize>]) -> Vec<Strip> {
    let mut start = 0;
    let mut strips = Vec::new();
    for number in numbers {
        let content = lines.content(number);
        let kept = kept(lines, content.clone(), spans);
        let is_shortened = kept.start > content.start;
        let text = visible(lines.slice(kept.clone()));
        let length = text.len();
        strips.push(Strip { kept, text, start, is_shortened });
        start += length + 1;
    }
    strips
}

/// The part of a line that is worth rendering: all of it, unless it is very long.
fn kept(lines: &Lines<'_>, content: Range<usize>, spans: &[Range<usize>]) -> Range<usize> {
    if content.len() <= LONGEST_LINE {
        return content;
    }
    let inside = |at: &usize| content.start <= *at && *at <= content.end;
    let anchor = spans.iter().map(|span| span.start).find(inside).unwrap_or(content.start);
    let before = lines.slice(content.start..anchor).char_indices().rev().nth(KEPT_BEFORE).map_or(0, |(at, _)| at);
    let after =
        lines.slice(anchor..content.end).char_indices().nth(KEPT_AFTER).map_or(content.end, |(at, _)| anchor + at);
    content.start + before..after
}

/// A byte of the file as a byte of the excerpt.
fn moved(lines: &Lines<'_>, strips: &[Strip], offset: usize) -> usize {
    let Some(strip) = strips.iter().rev().find(|strip| strip.kept.start <= offset).or(strips.first()) else {
        return 0;
    };
    let offset = offset.clamp(strip.kept.start, strip.kept.end);
    strip.start + visible(lines.slice(strip.kept.start..offset)).len()
}

/// A text with a sign for every character that a terminal would obey or hide; tabs and line breaks stay.
pub(super) fn visible(text: &str) -> String {
    text.chars().map(visible_char).collect()
}

fn visible_char(letter: char) -> char {
    match letter {
        '\t' | '\n' => letter,
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(letter)).unwrap_or('\u{fffd}'),
        '\u{7f}' => '\u{2421}',
        '\u{80}'..='\u{9f}'
        | '\u{ad}'
        | '\u{200b}'
        | '\u{200e}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}'
        | '\u{feff}' => '\u{fffd}',
        letter => letter,
    }
}
