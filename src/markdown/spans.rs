//! What stands within a line: text, marks, links, photos.

use super::escape::{push_attribute, push_href, push_text};
use super::events::{self, Spanned};
use super::target::{Target, judge, spelled};
use super::writer::Writer;
use super::{Link, Part, photos};
use crate::diagnostics::rules::markdown as rules;
use pulldown_cmark::{LinkType, Tag};
use std::ops::Range;

impl Writer<'_, '_> {
    /// Text.
    pub(super) fn text(&mut self, text: &str, range: &Range<usize>) {
        self.last = text.chars().next_back().or(self.last);
        self.gist.push(text);
        push_text(&mut self.sink.html, text);
        if text.ends_with("{{") || text.contains("{{<") {
            self.warn_of_shortcode(range);
        }
    }

    /// `{{<` that no line begins with: the `<` may be an event of its own.
    fn warn_of_shortcode(&mut self, range: &Range<usize>) {
        let copy = self.written(&(range.start..range.end + 1));
        if let Some(at) = copy.find("{{<") {
            let start = range.start + at;
            if self.scan.faults.binary_search_by_key(&start, |(_, span, _)| span.start).is_ok() {
                return;
            }
            let start = self.base + start;
            let fault = self.page.fault(&rules::SHORTCODE_IN_LINE, start..start + 3);
            self.page.report(fault);
        }
    }

    /// Code in a line.
    pub(super) fn code(&mut self, code: &str) {
        self.last = None;
        self.gist.push(code);
        self.sink.html.push_str("<code>");
        push_text(&mut self.sink.html, code);
        self.sink.html.push_str("</code>");
    }

    /// A line's end in the copy: nothing between Chinese letters, else a space.
    pub(super) fn soft_break(&mut self, events: &[Spanned<'_>], at: usize) {
        if events::joined(self.last, events, at, self.page.options.language) {
            return;
        }
        self.sink.html.push('\n');
        self.gist.push(" ");
    }

    /// A line's end that the author wants.
    pub(super) fn hard_break(&mut self) {
        self.last = None;
        self.sink.html.push_str("<br>\n");
        self.gist.push(" ");
    }

    /// Emphasis of some kind.
    pub(super) fn mark(&mut self, tag: &Tag<'_>, range: &Range<usize>) {
        match tag {
            Tag::Strong => self.open("<strong>", "</strong>", range),
            Tag::Strikethrough => self.open("<del>", "</del>", range),
            // Chinese has no italics: the theme sets dots under the letters.
            _ if self.page.is_chinese() => self.open("<em class=\"dots\">", "</em>", range),
            _ => self.open("<em>", "</em>", range),
        }
    }

    /// A link begins; one that must not be is dropped and its text stays.
    pub(super) fn link(&mut self, kind: LinkType, address: &str, title: &str, range: Range<usize>) {
        let address = spelled(kind, address);
        let span = self.shifted(&range);
        let target = judge(&address);
        if target == Target::Unsafe {
            let fault = self.page.fault(&rules::UNSAFE_LINK, span.clone()).with("target", visible(&address));
            self.page.report(fault);
        }
        if target == Target::Unsafe || self.is_too_deep(&range) {
            self.open.push("");
            return;
        }
        self.sink.html.push_str("<a href=\"");
        if target == Target::Local {
            let span = self.page.span(span);
            self.sink.part(Part::Href(Link { target: address, span }));
        } else {
            push_href(&mut self.sink.html, address.trim());
        }
        self.sink.html.push_str(if target == Target::External { "\" rel=\"noopener\"" } else { "\"" });
        if !title.trim().is_empty() {
            self.sink.html.push_str(" title=\"");
            push_attribute(&mut self.sink.html, title);
            self.sink.html.push('"');
        }
        self.open(">", "</a>", &range);
    }

    /// A photo within a line.
    pub(super) fn photo(&mut self, events: &[Spanned<'_>], at: usize) -> usize {
        let past = events::past(events, at);
        self.last = None;
        if let Some(photo) = photos::read(self.page, events.get(at..past).unwrap_or_default(), self.base) {
            self.sink.part(Part::Photo(photo));
        }
        past
    }

    /// The mark of a task, done or not.
    pub(super) fn task(&mut self, done: bool) {
        let (sign, label) = if done { ('☑', self.words.done) } else { ('☐', self.words.open) };
        self.sink.html.push_str("<span class=\"task\" role=\"img\" aria-label=\"");
        push_attribute(&mut self.sink.html, label);
        self.sink.html.push_str("\">");
        self.sink.html.push(sign);
        self.sink.html.push_str("</span> ");
    }
}

/// An address with nothing hidden in it.
fn visible(address: &str) -> String {
    address.chars().map(|c| if c.is_control() { '\u{FFFD}' } else { c }).collect()
}
