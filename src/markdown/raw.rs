//! HTML in copy: shown as text, or kept and sanitised.

use super::escape::push_text;
use super::events::{self, Spanned};
use super::sink::Sink;
use super::writer::Writer;
use super::{Link, Part};
use crate::diagnostics::rules::markdown as rules;
use crate::fingerprint::Digest;
use ammonia::{Builder, UrlRelative};
use pulldown_cmark::Event;
use std::ops::Range;

impl Writer<'_, '_> {
    /// HTML within a line.
    pub(super) fn inline_html(&mut self, range: &Range<usize>) {
        let html = self.written(range);
        if self.found(range.start).is_some() {
            // A shortcode so far indented that it continues a paragraph.
            let fault = self.page.fault(&rules::SHORTCODE_IN_LINE, self.shifted(range));
            self.page.report(fault);
            push_text(&mut self.sink.html, html);
        } else if !html.starts_with("<!--") {
            self.html(html, range);
        }
    }

    /// HTML on lines of its own; shortcodes look like it to Markdown.
    pub(super) fn html_block(&mut self, events: &[Spanned<'_>], at: usize) -> usize {
        let past = events::past(events, at);
        let mut pending: Option<Range<usize>> = None;
        for (event, range) in events.get(at..past).unwrap_or_default() {
            let Event::Html(line) = event else { continue };
            let indent = line.len() - line.trim_start().len();
            if let Some(found) = self.found(range.start + indent) {
                self.html_lines(pending.take());
                self.shortcode(found);
                pending = Some(found.span.end..range.end).filter(|rest| !self.written(rest).trim().is_empty());
            } else {
                pending = Some(pending.map_or(range.start, |lines| lines.start)..range.end);
            }
        }
        self.html_lines(pending);
        past
    }

    /// Lines of HTML, comments left out.
    fn html_lines(&mut self, lines: Option<Range<usize>>) {
        let Some(range) = lines else { return };
        let html = uncommented(self.written(&range));
        let html = html.trim_matches(|c: char| c.is_whitespace() || c.is_control());
        if html.is_empty() {
            return;
        }
        if self.page.options.raw_html {
            self.html(html, &range);
            self.sink.html.push('\n');
        } else {
            self.sink.html.push_str("<p>");
            self.html(html, &range);
            self.sink.html.push_str("</p>\n");
            self.gist.end_block();
        }
    }

    fn html(&mut self, html: &str, range: &Range<usize>) {
        if self.page.options.raw_html {
            self.raw = true;
            self.sink.html.push_str(html);
            return;
        }
        let fault = self.page.fault(&rules::RAW_HTML, self.shifted(range));
        self.page.report(fault);
        push_text(&mut self.sink.html, html);
        self.gist.push(html);
    }
}

/// HTML without its comments.
fn uncommented(html: &str) -> String {
    let mut kept = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, comment)) = rest.split_once("<!--") {
        kept.push_str(before);
        rest = comment.split_once("-->").map_or("", |(_, after)| after);
    }
    kept.push_str(rest);
    kept
}

/// Balances and sanitises parts as one: elements may span photos and shortcodes.
pub(super) fn sanitise(parts: Vec<Part>) -> Vec<Part> {
    let mut page = String::new();
    let mark = mark(&parts);
    let mut held = Vec::new();
    for part in parts {
        match part {
            Part::Html(html) => page.push_str(&html),
            Part::Href(_) => {
                page.push_str(&format!("{mark}:{}", held.len()));
                held.push(Some(part));
            }
            part => {
                page.push_str(&format!("<{mark} id=\"{}\"></{mark}>", held.len()));
                held.push(Some(part));
            }
        }
    }
    // Where HTML closes a paragraph early, the rest of it is empty.
    let clean = cleaner(&mark).clean(&page).to_string().replace("<p></p>", "");
    split(&clean, &mark, &mut held)
}

/// A word that the copy cannot hold: it would have to hold its own digest.
fn mark(parts: &[Part]) -> String {
    let digests = parts.iter().map(|part| match part {
        Part::Html(html) => html.as_bytes(),
        _ => b"",
    });
    format!("x-{}", Digest::of_parts(digests).short(20))
}

fn cleaner(mark: &str) -> Builder<'_> {
    let mut builder = Builder::default();
    builder
        .add_tags(["section", mark])
        .rm_tags(["img", "map", "area", "center", "tt", "acronym", "strike"])
        .url_schemes(["http", "https", "mailto", "tel", mark].into())
        .url_relative(UrlRelative::PassThrough)
        .add_generic_attributes(["class", "id", "role", "aria-label", "aria-hidden", "tabindex"])
        .link_rel(None)
        .add_tag_attributes("a", ["rel"]);
    builder
}

/// Puts the parts back; relative links that were written as HTML become parts too.
fn split(clean: &str, mark: &str, held: &mut [Option<Part>]) -> Vec<Part> {
    let mut sink = Sink::default();
    let element = format!("<{mark} id=\"");
    let end = format!("\"></{mark}>");
    let mut rest = clean;
    loop {
        let link = rest.find("<a ").unwrap_or(rest.len());
        let part = rest.find(&element).unwrap_or(rest.len());
        let at = link.min(part);
        let Some(tail) = rest.get(at..).filter(|tail| !tail.is_empty()) else { break };
        sink.html.push_str(rest.get(..at).unwrap_or_default());
        rest = if part < link {
            let (number, after) = tail.get(element.len()..).and_then(|tail| tail.split_once(&end)).unwrap_or_default();
            if let Some(part) = take(held, number) {
                sink.part(part);
            }
            after
        } else {
            anchor(&mut sink, tail, mark, held)
        };
    }
    sink.html.push_str(rest);
    sink.finish()
}

/// Writes the beginning tag of a link; what follows it.
fn anchor<'t>(sink: &mut Sink, tail: &'t str, mark: &str, held: &mut [Option<Part>]) -> &'t str {
    let end = tag_end(tail);
    let (tag, after) = (tail.get(..end).unwrap_or_default(), tail.get(end + 1..).unwrap_or_default());
    let Some((before, (address, behind))) =
        tag.split_once(" href=\"").and_then(|(before, rest)| Some((before, rest.split_once('"')?)))
    else {
        sink.html.push_str(tag);
        sink.html.push('>');
        return after;
    };
    sink.html.push_str(before);
    sink.html.push_str(" href=\"");
    match address.strip_prefix(mark).and_then(|number| number.strip_prefix(':')) {
        Some(number) => match take(held, number) {
            Some(part) => sink.part(part),
            None => sink.html.push('#'),
        },
        None if super::target::judge(address) == super::target::Target::Local => {
            sink.part(Part::Href(Link { target: address.replace("&amp;", "&"), span: 0..0 }));
        }
        None => sink.html.push_str(address),
    }
    sink.html.push('"');
    sink.html.push_str(behind);
    sink.html.push('>');
    after
}

/// Where a tag's `>` stands; one in quotes is none.
fn tag_end(tail: &str) -> usize {
    let mut quoted = false;
    let end = tail.bytes().position(|byte| {
        quoted ^= byte == b'"';
        byte == b'>' && !quoted
    });
    end.unwrap_or(tail.len())
}

fn take(held: &mut [Option<Part>], number: &str) -> Option<Part> {
    held.get_mut(number.parse::<usize>().ok()?)?.take()
}
