//! Markdown as a list of events, with the emphasis that Chinese needs.

use super::emphasis;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// An event and where it stands in the copy.
pub(super) type Spanned<'t> = (Event<'t>, Range<usize>);

/// What copy may use. Smart punctuation would spoil Chinese quotes; strikethrough is ours, since `3~5 天` is a range.
const EXTENSIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_HEADING_ATTRIBUTES)
    .union(Options::ENABLE_DEFINITION_LIST)
    .union(Options::ENABLE_GFM);

/// Reads copy.
pub(super) fn read(copy: &str) -> Vec<Spanned<'_>> {
    let parser = Parser::new_ext(copy, EXTENSIONS).into_offset_iter();
    if copy.bytes().any(|b| matches!(b, b'*' | b'_' | b'~')) { repaired(parser, copy) } else { parser.collect() }
}

/// Hands each stretch of inline events to [`emphasis::repair`].
fn repaired<'t>(parser: impl Iterator<Item = Spanned<'t>>, copy: &'t str) -> Vec<Spanned<'t>> {
    let mut events = Vec::new();
    let mut inline = Vec::new();
    let mut code = false;
    for (event, range) in parser {
        match event {
            Event::Start(Tag::CodeBlock(_)) => code = true,
            Event::End(TagEnd::CodeBlock) => code = false,
            _ => {}
        }
        if !code && is_inline(&event) {
            inline.push((event, range));
        } else {
            emphasis::repair(&mut inline, copy, &mut events);
            events.push((event, range));
        }
    }
    emphasis::repair(&mut inline, copy, &mut events);
    events
}

/// Whether an event stands inside a line.
pub(super) fn is_inline(event: &Event<'_>) -> bool {
    match event {
        Event::Start(tag) => is_span(&tag.to_end()),
        Event::End(end) => is_span(end),
        Event::Html(_) | Event::Rule => false,
        _ => true,
    }
}

fn is_span(end: &TagEnd) -> bool {
    matches!(end, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image)
}

/// The index one past the end of the element that begins at `at`.
pub(super) fn past(events: &[Spanned<'_>], at: usize) -> usize {
    let mut depth = 0usize;
    for (offset, (event, _)) in events.iter().enumerate().skip(at) {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return offset + 1;
        }
    }
    events.len()
}

/// The text of inline events, without marks.
pub(super) fn plain(events: &[Spanned<'_>], language: &str) -> String {
    let mut text = String::new();
    for (at, (event, _)) in events.iter().enumerate() {
        match event {
            Event::Text(piece) | Event::Code(piece) => text.push_str(piece),
            Event::SoftBreak if !joined(text.chars().next_back(), events, at, language) => text.push(' '),
            Event::HardBreak => text.push(' '),
            _ => {}
        }
    }
    text
}

/// Whether the break at `at` stands between two letters that need no space.
pub(super) fn joined(before: Option<char>, events: &[Spanned<'_>], at: usize, language: &str) -> bool {
    let next = events.iter().skip(at + 1).map(|(event, _)| event).find(|event| !is_mark(event));
    match (before, next) {
        (Some(before), Some(Event::Text(text))) => {
            text.chars().next().is_some_and(|after| super::cjk::joins(before, after, language))
        }
        _ => false,
    }
}

fn is_mark(event: &Event<'_>) -> bool {
    match event {
        Event::Start(tag) => is_span(&tag.to_end()) && !matches!(tag, Tag::Image { .. }),
        Event::End(end) => is_span(end) && *end != TagEnd::Image,
        _ => false,
    }
}
