//! What stands on lines of its own: headings, paragraphs, lists, quotes, tables, code.

use super::escape::{push_attribute, push_text};
use super::events::{self, Spanned};
use super::words::alert_class;
use super::writer::Writer;
use super::{Heading, Part, photos};
use pulldown_cmark::{Alignment, BlockQuoteKind, CodeBlockKind, CowStr, Event, Tag, TagEnd};
use std::ops::Range;

/// The columns of the table being written.
#[derive(Debug, Default)]
pub(super) struct Columns {
    alignments: Vec<Alignment>,
    /// The next cell's number in its row.
    next: usize,
    /// Whether the row is the head.
    head: bool,
}

impl Writer<'_, '_> {
    /// A heading begins.
    pub(super) fn heading(&mut self, hashes: u8, id: Option<&CowStr<'_>>, events: &[Spanned<'_>], at: usize) {
        let past = events::past(events, at);
        let range = events.get(at).map_or(0..0, |(_, range)| range.clone());
        let title = events::plain(events.get(at..past).unwrap_or_default(), self.page.options.language);
        let title = title.trim().to_string();
        let level = self.page.anchors.level(hashes);
        let id = id.map_or_else(|| self.page.anchors.make(&title), ToString::to_string);
        let mut html = format!("<h{level} id=\"");
        push_attribute(&mut html, &id);
        html.push_str("\">");
        self.last = None;
        self.open(&html, heading_end(level), &range);
        self.headings.push(Heading { level, id, title });
    }

    /// A paragraph; photos alone in one need none.
    pub(super) fn paragraph(&mut self, events: &[Spanned<'_>], at: usize) -> usize {
        self.last = None;
        if let Some(past) = photos::paragraph(events, at) {
            self.block_photos(events.get(at..past).unwrap_or_default());
            return past;
        }
        if self.open.is_empty() {
            self.gist.begin_lead(self.page.options.language);
        }
        let range = events.get(at).map_or(0..0, |(_, range)| range.clone());
        self.open("<p>", "</p>\n", &range);
        at + 1
    }

    fn block_photos(&mut self, events: &[Spanned<'_>]) {
        let mut at = 0;
        while let Some((event, _)) = events.get(at) {
            let past = if at == 0 { 1 } else { events::past(events, at) };
            if matches!(event, Event::Start(Tag::Image { .. })) {
                let photo = photos::read(self.page, events.get(at..past).unwrap_or_default(), self.base);
                if let Some(mut photo) = photo {
                    photo.block = true;
                    self.sink.part(Part::Photo(photo));
                }
            }
            at = past;
        }
    }

    /// Code on lines of its own, written whole.
    pub(super) fn code_block(&mut self, kind: &CodeBlockKind<'_>, events: &[Spanned<'_>], at: usize) -> usize {
        let past = events::past(events, at);
        let html = &mut self.sink.html;
        html.push_str("<pre tabindex=\"0\"><code");
        let language = match kind {
            CodeBlockKind::Fenced(tag) => tag.split([' ', '\t', ',']).next().unwrap_or_default(),
            CodeBlockKind::Indented => "",
        };
        if !language.is_empty() {
            html.push_str(" class=\"language-");
            push_attribute(html, language);
            html.push('"');
        }
        html.push('>');
        for (event, range) in events.get(at..past).unwrap_or_default() {
            if let Event::Text(text) = event {
                // What the scanner blanked out stands here as it was written.
                let blanked = !self.scan.found.is_empty() && text.contains("<?");
                let text = if blanked { self.written(range) } else { text };
                push_text(&mut self.sink.html, text);
                self.gist.push(text);
            }
        }
        self.sink.html.push_str("</code></pre>\n");
        self.gist.end_block();
        past
    }

    /// Lists, quotes and tables begin.
    pub(super) fn block(&mut self, tag: &Tag<'_>, events: &[Spanned<'_>], at: usize) {
        let range = &events.get(at).map_or(0..0, |(_, range)| range.clone());
        self.last = None;
        match tag {
            Tag::BlockQuote(None) => self.open("<blockquote>\n", "</blockquote>\n", range),
            Tag::BlockQuote(Some(kind)) => self.alert(*kind, range),
            Tag::List(None) => self.open("<ul>\n", "</ul>\n", range),
            Tag::List(Some(1)) => self.open("<ol>\n", "</ol>\n", range),
            Tag::List(Some(first)) => self.open(&format!("<ol start=\"{first}\">\n"), "</ol>\n", range),
            Tag::Item => self.open("<li>", "</li>\n", range),
            Tag::DefinitionList => self.open("<dl>\n", "</dl>\n", range),
            Tag::DefinitionListTitle => self.open("<dt>", "</dt>\n", range),
            Tag::DefinitionListDefinition => self.open("<dd>", "</dd>\n", range),
            Tag::Table(alignments) => self.table(alignments, range),
            Tag::TableHead | Tag::TableRow => self.row(matches!(tag, Tag::TableHead), range),
            Tag::TableCell => self.cell(events, at, range),
            _ => self.open("", "", range),
        }
    }

    /// An element ends.
    pub(super) fn end(&mut self, end: &TagEnd, events: &[Spanned<'_>], at: usize) {
        match end {
            TagEnd::FootnoteDefinition => return self.end_footnote(),
            // A paragraph of which nothing is left.
            TagEnd::Paragraph if self.sink.html.ends_with("<p>") => {
                self.sink.html.truncate(self.sink.html.len() - 3);
                self.open.pop();
            }
            TagEnd::TableHead => self.end_head(events, at),
            _ => self.close(),
        }
        if !events::is_inline(&Event::End(*end)) {
            self.gist.end_block();
        }
    }

    fn alert(&mut self, kind: BlockQuoteKind, range: &Range<usize>) {
        let (class, title) = (alert_class(kind), self.words.alert(kind));
        let html = format!("<blockquote class=\"alert {class}\">\n<p class=\"alert-title\">{title}</p>\n");
        self.open(&html, "</blockquote>\n", range);
    }

    fn table(&mut self, alignments: &[Alignment], range: &Range<usize>) {
        self.columns = Columns { alignments: alignments.to_vec(), ..Columns::default() };
        let label = self.words.table;
        let html = format!("<div class=\"table\" tabindex=\"0\" role=\"group\" aria-label=\"{label}\"><table>\n");
        self.open(&html, "</table></div>\n", range);
    }

    fn row(&mut self, head: bool, range: &Range<usize>) {
        self.columns.next = 0;
        self.columns.head = head;
        self.open(if head { "<thead><tr>" } else { "<tr>" }, if head { "</tr></thead>\n" } else { "</tr>\n" }, range);
    }

    /// The head ends; a body follows if there are rows.
    fn end_head(&mut self, events: &[Spanned<'_>], at: usize) {
        self.close();
        let rows = !matches!(events.get(at + 1), Some((Event::End(TagEnd::Table), _)));
        if let Some(close) = self.open.last_mut().filter(|close| rows && !close.is_empty()) {
            *close = "</tbody></table></div>\n";
            self.sink.html.push_str("<tbody>\n");
        }
    }

    fn cell(&mut self, events: &[Spanned<'_>], at: usize, range: &Range<usize>) {
        let class = match self.columns.alignments.get(self.columns.next) {
            Some(Alignment::Left) => " class=\"align-left\"",
            Some(Alignment::Center) => " class=\"align-center\"",
            Some(Alignment::Right) => " class=\"align-right\"",
            _ => "",
        };
        self.columns.next += 1;
        // An empty heading names nothing.
        let empty = matches!(events.get(at + 1), Some((Event::End(TagEnd::TableCell), _)));
        if self.columns.head && !empty {
            self.open(&format!("<th scope=\"col\"{class}>"), "</th>", range);
        } else {
            self.open(&format!("<td{class}>"), "</td>", range);
        }
    }
}

fn heading_end(level: u8) -> &'static str {
    match level {
        2 => "</h2>\n",
        3 => "</h3>\n",
        4 => "</h4>\n",
        5 => "</h5>\n",
        _ => "</h6>\n",
    }
}
