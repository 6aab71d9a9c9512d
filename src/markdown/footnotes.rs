//! Footnotes: numbered as the text refers to them, written after it.

use super::Part;
use super::sink::Sink;
use super::writer::Writer;
use crate::diagnostics::rules::markdown as rules;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::Range;

/// The footnotes of one text.
#[derive(Debug, Default)]
pub(super) struct Footnotes {
    notes: BTreeMap<String, Note>,
    /// Labels in the order in which the text refers to them.
    order: Vec<String>,
    /// Those being read, with what was written before them.
    reading: Vec<(String, Sink)>,
}

#[derive(Debug, Default)]
struct Note {
    /// Its number on the page; 0 until something refers to it.
    number: usize,
    references: usize,
    body: Option<Vec<Part>>,
    /// Where it is written.
    place: Option<Range<usize>>,
}

impl Writer<'_, '_> {
    /// The mark of a footnote in the text.
    pub(super) fn reference(&mut self, label: &str) {
        let note = self.footnotes.notes.entry(label.to_string()).or_default();
        if note.number == 0 {
            self.page.footnotes += 1;
            note.number = self.page.footnotes;
            self.footnotes.order.push(label.to_string());
        }
        note.references += 1;
        let (number, mark) = (note.number, mark(note.number, note.references));
        let _ = write!(
            self.sink.html,
            "<sup class=\"footnote-mark\"><a href=\"#fn_{number}\" id=\"{mark}\">{number}</a></sup>"
        );
    }

    /// The text of a footnote begins.
    pub(super) fn begin_footnote(&mut self, label: &str, range: Range<usize>) {
        let place = self.shifted(&range);
        let note = self.footnotes.notes.entry(label.to_string()).or_default();
        note.place.get_or_insert(place);
        let before = std::mem::take(&mut self.sink);
        self.footnotes.reading.push((label.to_string(), before));
        self.open.push("");
    }

    /// The text of a footnote ends.
    pub(super) fn end_footnote(&mut self) {
        self.open.pop();
        let Some((label, before)) = self.footnotes.reading.pop() else { return };
        let body = std::mem::replace(&mut self.sink, before).finish();
        if let Some(note) = self.footnotes.notes.get_mut(&label) {
            note.body.get_or_insert(body);
        }
        self.gist.end_block();
    }

    /// All footnotes, at the end of the text.
    pub(super) fn write_footnotes(&mut self) {
        let footnotes = std::mem::take(&mut self.footnotes);
        self.warn_of_unused(&footnotes);
        if footnotes.order.is_empty() {
            return;
        }
        let label = self.words.footnotes;
        let first = footnotes.order.first().and_then(|label| footnotes.notes.get(label)).map_or(1, |note| note.number);
        let start = if first == 1 { String::new() } else { format!(" start=\"{first}\"") };
        let _ = writeln!(self.sink.html, "<div class=\"footnotes\" role=\"group\" aria-label=\"{label}\"><ol{start}>");
        let Footnotes { mut notes, order, .. } = footnotes;
        for note in order.iter().filter_map(|label| notes.remove(label)) {
            self.write_footnote(note);
        }
        self.sink.html.push_str("</ol></div>\n");
    }

    fn write_footnote(&mut self, note: Note) {
        let _ = write!(self.sink.html, "<li id=\"fn_{}\">", note.number);
        self.sink.append(note.body.unwrap_or_default());
        let inside = self.sink.html.ends_with("</p>\n");
        if inside {
            self.sink.html.truncate(self.sink.html.len() - "</p>\n".len());
        }
        for reference in 1..=note.references {
            let (mark, back) = (mark(note.number, reference), self.words.back);
            let _ = write!(self.sink.html, " <a class=\"footnote-back\" href=\"#{mark}\" aria-label=\"{back}\">↩</a>");
        }
        self.sink.html.push_str(if inside { "</p></li>\n" } else { "</li>\n" });
    }

    fn warn_of_unused(&mut self, footnotes: &Footnotes) {
        for (label, note) in footnotes.notes.iter().filter(|(_, note)| note.number == 0) {
            let place = note.place.clone().unwrap_or_default();
            let fault = self.page.fault(&rules::UNUSED_FOOTNOTE, place).with("label", label);
            self.page.report(fault);
        }
    }
}

/// The anchor of a mark: the same note may have several.
fn mark(number: usize, reference: usize) -> String {
    if reference == 1 { format!("fnref_{number}") } else { format!("fnref_{number}_{reference}") }
}
