//! Events become parts: the loop, and the elements that are open.

use super::blocks::Columns;
use super::events::{self, Spanned};
use super::footnotes::Footnotes;
use super::gist::Gist;
use super::page::Page;
use super::sink::Sink;
use super::tags::{self, Found, Scan};
use super::words::{Words, words};
use super::{Heading, Part, Prose, depth, raw, shortcodes};
use crate::diagnostics::rules::markdown as rules;
use pulldown_cmark::{CowStr, Event, Tag};
use std::ops::Range;

/// Elements may stand in each other so deep; a list and its item count two.
const LIMIT: usize = 32;

/// Makes parts of events.
pub(super) struct Writer<'w, 'a> {
    pub(super) page: &'w mut Page<'a>,
    /// Where the copy begins in the page's text.
    pub(super) base: usize,
    /// How many shortcodes stand around the copy.
    pub(super) depth: usize,
    pub(super) scan: &'w Scan,
    pub(super) words: &'static Words,
    pub(super) sink: Sink,
    pub(super) gist: Gist,
    pub(super) headings: Vec<Heading>,
    pub(super) footnotes: Footnotes,
    pub(super) columns: Columns,
    /// What closes the elements that are open.
    pub(super) open: Vec<&'static str>,
    /// The last letter written in this line.
    pub(super) last: Option<char>,
    /// Whether raw HTML was written, so that everything must be sanitised.
    pub(super) raw: bool,
    /// Whether it was said that elements are nested too deep.
    too_deep: bool,
}

/// Reads a range of the page's text.
pub(super) fn prose(page: &mut Page<'_>, body: Range<usize>, around: usize) -> Prose {
    let copy = page.slice(body.clone());
    let excess = depth::excess(copy);
    if let Some(first) = excess.first() {
        let fault = page.fault(&rules::TOO_DEEP, shortcodes::shifted(first, body.start)).with("limit", LIMIT);
        page.report(fault);
    }
    let flat = (!excess.is_empty()).then(|| depth::blank(copy, &excess));
    let copy = flat.as_deref().unwrap_or(copy);
    let scan = if copy.contains("{{<") { tags::scan(copy) } else { Scan::default() };
    shortcodes::report(page, &scan, body.start);
    let blanked = (!scan.found.is_empty()).then(|| tags::blank(copy, &scan.found));
    let events = events::read(blanked.as_deref().unwrap_or(copy));
    let mut writer = Writer::new(page, body.start, around, &scan);
    writer.reserve_anchors(&events);
    writer.write(&events);
    writer.finish()
}

/// Reads a range of the page's text as one line: no paragraph around it.
pub(super) fn inline(page: &mut Page<'_>, line: Range<usize>) -> Vec<Part> {
    let scan = Scan::default();
    let mut events = events::read(page.slice(line.clone()));
    events.retain(|(event, _)| events::is_inline(event));
    let mut writer = Writer::new(page, line.start, shortcodes::LIMIT, &scan);
    writer.write(&events);
    writer.finish().parts
}

impl<'w, 'a> Writer<'w, 'a> {
    fn new(page: &'w mut Page<'a>, base: usize, depth: usize, scan: &'w Scan) -> Self {
        Self {
            base,
            depth,
            scan,
            words: words(page.options.language),
            page,
            sink: Sink::default(),
            gist: Gist::default(),
            headings: Vec::new(),
            footnotes: Footnotes::default(),
            columns: Columns::default(),
            open: Vec::new(),
            last: None,
            raw: false,
            too_deep: false,
        }
    }

    fn write(&mut self, events: &[Spanned<'_>]) {
        let mut at = 0;
        while at < events.len() {
            at = self.step(events, at);
        }
    }

    fn finish(mut self) -> Prose {
        self.write_footnotes();
        let summary = self.gist.finish(self.page.options.language);
        let mut parts = self.sink.finish();
        if self.raw {
            parts = raw::sanitise(parts);
        }
        Prose {
            parts,
            headings: self.headings,
            excerpt: summary.excerpt,
            plain: summary.plain,
            characters: summary.characters,
        }
    }

    /// Writes what begins at an event; the index after it.
    fn step(&mut self, events: &[Spanned<'_>], at: usize) -> usize {
        let Some((event, range)) = events.get(at) else { return events.len() };
        match event {
            Event::Start(tag) => return self.start(tag, events, at),
            Event::End(end) => self.end(end, events, at),
            Event::Text(text) => self.text(text, range),
            Event::Code(code) => self.code(code),
            Event::SoftBreak => self.soft_break(events, at),
            Event::HardBreak => self.hard_break(),
            Event::Rule => self.sink.html.push_str("<hr>\n"),
            Event::TaskListMarker(done) => self.task(*done),
            Event::FootnoteReference(label) => self.reference(label),
            Event::InlineHtml(_) => self.inline_html(range),
            Event::Html(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
        at + 1
    }

    /// Begins an element; some are written whole.
    fn start(&mut self, tag: &Tag<'_>, events: &[Spanned<'_>], at: usize) -> usize {
        let range = events.get(at).map_or(0..0, |(_, range)| range.clone());
        match tag {
            Tag::Image { .. } => return self.photo(events, at),
            Tag::Paragraph => return self.paragraph(events, at),
            Tag::CodeBlock(kind) => return self.code_block(kind, events, at),
            Tag::HtmlBlock => return self.html_block(events, at),
            Tag::Heading { level, id, .. } => self.heading(*level as u8, id.as_ref(), events, at),
            Tag::FootnoteDefinition(label) => self.begin_footnote(label, range),
            Tag::Link { link_type, dest_url, title, .. } => self.link(*link_type, dest_url, title, range),
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough => self.mark(tag, &range),
            _ => self.block(tag, events, at),
        }
        at + 1
    }

    /// Opens an element, unless too many are open.
    pub(super) fn open(&mut self, html: &str, close: &'static str, range: &Range<usize>) {
        if self.is_too_deep(range) {
            self.open.push("");
        } else {
            self.sink.html.push_str(html);
            self.open.push(close);
        }
    }

    /// Whether no element may be opened here; said once.
    pub(super) fn is_too_deep(&mut self, range: &Range<usize>) -> bool {
        let deep = self.open.len() >= LIMIT;
        if deep && !std::mem::replace(&mut self.too_deep, true) {
            let fault = self.page.fault(&rules::TOO_DEEP, self.shifted(range)).with("limit", LIMIT);
            self.page.report(fault);
        }
        deep
    }

    /// Closes the element that was opened last.
    pub(super) fn close(&mut self) {
        let close = self.open.pop().unwrap_or_default();
        self.sink.html.push_str(close);
    }

    /// A range of the copy as a range of the page's text.
    pub(super) fn shifted(&self, range: &Range<usize>) -> Range<usize> {
        shortcodes::shifted(range, self.base)
    }

    /// A range of the copy as it was written.
    pub(super) fn written(&self, range: &Range<usize>) -> &'a str {
        self.page.slice(self.shifted(range))
    }

    /// The shortcode that stands at an offset of the copy.
    pub(super) fn found(&self, start: usize) -> Option<&'w Found> {
        let scan = self.scan;
        let at = scan.found.binary_search_by_key(&start, |found| found.span.start).ok()?;
        scan.found.get(at)
    }

    /// Writes a shortcode.
    pub(super) fn shortcode(&mut self, found: &Found) {
        let shifted = found.shifted(self.base);
        if let Some(shortcode) = shortcodes::read(self.page, &shifted, self.depth) {
            if let Some(body) = &shortcode.body {
                self.gist.push(&body.plain);
            }
            self.gist.end_block();
            self.sink.part(Part::Shortcode(shortcode));
        }
    }

    /// Anchors that were written go before those that are made.
    fn reserve_anchors(&mut self, events: &[Spanned<'_>]) {
        for (event, range) in events {
            if let Event::Start(Tag::Heading { id: Some(id), .. }) = event {
                self.reserve(id, range);
            }
        }
    }

    fn reserve(&mut self, id: &CowStr<'_>, range: &Range<usize>) {
        let span = self.shifted(range);
        if let Some(first) = self.page.anchors.reserve(id, span.clone()) {
            let fault = self.page.fault(&rules::DUPLICATE_ANCHOR, span).with("id", id);
            let fault = fault.also(self.page.place(first), format!("#{id}"));
            self.page.report(fault);
        }
    }
}
