//! Copy: Markdown with shortcodes, read into parts that a page is made of.
//!
//! Takes text and its language; gives HTML with gaps where something must be looked up (photos, links, shortcodes),
//! the headings, and what the text says without marks. No template engine ever sees the text.
//!
//! The way through: [`tags`] finds shortcodes and blanks them out, [`events`] reads Markdown and mends emphasis,
//! [`writer`] makes parts, [`shortcodes`] checks what was blanked out and reads bodies the same way.

mod anchors;
mod arguments;
mod blocks;
mod cjk;
mod depth;
mod emphasis;
mod escape;
mod events;
mod excerpt;
mod fences;
mod footnotes;
mod gist;
mod items;
mod page;
mod photos;
mod punctuation;
mod raw;
mod shortcodes;
mod sink;
mod spans;
mod specs;
mod tags;
mod target;
mod words;
mod writer;

#[cfg(test)]
mod oracle;

use crate::diagnostics::Checked;
use crate::paths::ShopPath;
use std::collections::BTreeMap;
use std::ops::Range;

/// How copy is read.
#[derive(Clone, Copy, Debug)]
pub struct Options<'a> {
    /// The document's language, BCP 47.
    pub language: &'a str,
    /// Whether HTML in copy is kept (sanitised) instead of shown.
    pub raw_html: bool,
}

/// Copy that was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Prose {
    /// The text, in the order of the page.
    pub parts: Vec<Part>,
    /// Its headings, those in shortcodes aside.
    pub headings: Vec<Heading>,
    /// Its beginning as plain text (not escaped).
    pub excerpt: String,
    /// Its beginning as plain text, a line a block: what is searched.
    pub plain: String,
    /// Its length: Han characters and Latin words.
    pub characters: usize,
}

/// A part of copy.
#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    /// HTML that is ready. One element may begin in a part and end in another.
    Html(String),
    /// An address to look up; stands inside a quoted attribute, between two pieces of HTML.
    Href(Link),
    /// A photo.
    Photo(PhotoUse),
    /// A shortcode.
    Shortcode(Shortcode),
}

/// A link inside the site.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Link {
    /// Where it leads, as written: relative, from the root, or a fragment.
    pub target: String,
    /// Where it stands in the file.
    pub span: Range<usize>,
}

/// A photo in copy.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PhotoUse {
    /// The file, as written.
    pub src: String,
    /// What it shows; may be empty.
    pub alt: String,
    /// The caption.
    pub title: Option<String>,
    /// Where it stands in the file.
    pub span: Range<usize>,
    /// Whether it is wider than the text.
    pub wide: bool,
    /// Whether it is a block of its own and not within a line.
    pub block: bool,
}

/// A heading.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Heading {
    /// Level on the page, 2 to 6.
    pub level: u8,
    /// Its anchor.
    pub id: String,
    /// Its text without marks.
    pub title: String,
}

/// A shortcode, its arguments checked.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shortcode {
    /// Its name.
    pub name: &'static str,
    /// Its arguments by name; those that were wrong are left out.
    pub arguments: BTreeMap<&'static str, Argument>,
    /// What stands in it, where that is Markdown.
    pub body: Option<Prose>,
    /// What stands in it, where that is a list.
    pub items: Vec<Item>,
    /// Where it stands in the file.
    pub span: Range<usize>,
}

/// An argument of a shortcode.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Argument {
    /// The text; a flag is `true` or `false`.
    pub value: String,
    /// Where it stands in the file.
    pub span: Range<usize>,
}

/// An item of a shortcode's list.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// A photo of a gallery.
    Photo(PhotoUse),
    /// An event of a timeline.
    Event {
        /// When, as written.
        date: String,
        /// What happened.
        text: Vec<Part>,
    },
}

/// Reads copy: `body` is the range of the Markdown in `text`, the whole file; all spans count in the whole file.
#[must_use]
pub fn parse(file: &ShopPath, text: &str, body: Range<usize>, options: &Options<'_>) -> Checked<Prose> {
    let mut page = page::Page::new(file, text, options);
    let prose = writer::prose(&mut page, body, 0);
    Checked::new(prose.compact(), page.diagnostics)
}

/// Characters of plain text that are kept.
pub const SEARCHED: usize = 600;

impl Prose {
    /// Without the memory that writing took beside: shops have ten thousand of these.
    fn compact(mut self) -> Self {
        let end = self.plain.char_indices().nth(SEARCHED).map_or(self.plain.len(), |(at, _)| at);
        self.plain.truncate(end);
        self.plain.shrink_to_fit();
        self.parts.shrink_to_fit();
        for part in &mut self.parts {
            if let Part::Html(html) = part {
                html.shrink_to_fit();
            }
        }
        self
    }
}

/// Reads a text out of front matter: every span is `at`, where the text stands in its file.
#[must_use]
pub fn parse_snippet(file: &ShopPath, snippet: &str, at: Range<usize>, options: &Options<'_>) -> Checked<Prose> {
    let mut page = page::Page::new(file, snippet, options);
    page.at = Some(at);
    let prose = writer::prose(&mut page, 0..snippet.len(), 0);
    Checked::new(prose, page.diagnostics)
}
