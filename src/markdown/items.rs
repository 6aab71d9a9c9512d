//! The lists in shortcodes: photos of a gallery, events of a timeline.

use super::page::Page;
use super::{Item, events as reading, photos, writer};
use crate::diagnostics::rules::markdown as rules;
use pulldown_cmark::{Event, Tag};
use std::ops::Range;

/// The photos of a gallery: `- ![alt](src "caption")`, one a line.
pub(super) fn photos(page: &mut Page<'_>, body: Range<usize>) -> Vec<Item> {
    let mut items = Vec::new();
    let base = body.start;
    let events = reading::read(page.slice(body));
    let mut at = 0;
    while let Some((event, range)) = events.get(at) {
        let past = reading::past(&events, at);
        let place = range.start + base..range.end + base;
        match event {
            Event::Start(Tag::Image { .. }) => {
                let photo = photos::read(page, events.get(at..past).unwrap_or_default(), base);
                items.extend(photo.map(|photo| Item::Photo(super::PhotoUse { block: true, ..photo })));
                at = past;
                continue;
            }
            Event::Start(Tag::List(_) | Tag::Item | Tag::Paragraph)
            | Event::End(_)
            | Event::SoftBreak
            | Event::HardBreak => {}
            Event::Text(text) if text.trim().is_empty() => {}
            _ => {
                unusable(page, "gallery", place);
                at = past;
                continue;
            }
        }
        at += 1;
    }
    items
}

/// The events of a timeline: `- 2014: text`, one a line.
pub(super) fn events(page: &mut Page<'_>, body: Range<usize>) -> Vec<Item> {
    let mut items = Vec::new();
    let mut start = body.start;
    for line in page.slice(body).split_inclusive('\n') {
        let text = line.trim();
        let at = start + (line.len() - line.trim_start().len());
        start += line.len();
        if text.is_empty() {
            continue;
        }
        match event(text) {
            Some((date, length)) => {
                let text = writer::inline(page, at + length..at + text.len());
                items.push(Item::Event { date, text });
            }
            None => unusable(page, "timeline", at..at + text.len()),
        }
    }
    items
}

/// The date of a line, and where its text begins.
fn event(line: &str) -> Option<(String, usize)> {
    let entry = line.strip_prefix(['-', '*', '+'])?.strip_prefix([' ', '\t'])?;
    // A time of day (`19:00: …`) holds colons itself: the one that ends the date is full-width or has a blank behind it.
    let (date, text) =
        entry.split_once(": ").or_else(|| entry.split_once('\u{FF1A}')).or_else(|| entry.split_once(':'))?;
    let fine = !date.trim().is_empty() && !text.trim().is_empty();
    fine.then(|| (date.trim().to_string(), line.len() - text.trim_start().len()))
}

fn unusable(page: &mut Page<'_>, name: &str, place: Range<usize>) {
    let expected = if name == "gallery" { "`- ![…](photo.jpg \"…\")`" } else { "`- 2014: …`" };
    let fault = page.fault(&rules::SHORTCODE_LINE, place).with("name", name).with("expected", expected);
    page.report(fault);
}
