//! The plain text of copy, gathered on the way, and what is cut from it.

use super::cjk::is_han;
use super::excerpt::excerpt;

/// So much of the first paragraphs is enough for every excerpt.
const ENOUGH: usize = 800;

/// Plain text in the making.
#[derive(Debug, Default)]
pub(super) struct Gist {
    plain: String,
    lead: String,
    /// Whether the paragraph counts for the excerpt.
    leading: bool,
}

/// What a text says, without marks.
#[derive(Debug)]
pub(super) struct Summary {
    pub(super) plain: String,
    pub(super) excerpt: String,
    pub(super) characters: usize,
}

impl Gist {
    /// Adds text.
    pub(super) fn push(&mut self, text: &str) {
        self.plain.push_str(text);
        if self.leading {
            self.lead.push_str(text);
        }
    }

    /// A paragraph of the text itself begins.
    pub(super) fn begin_lead(&mut self, language: &str) {
        self.leading = self.lead.len() < ENOUGH;
        if self.leading && !self.lead.is_empty() && !language.starts_with("zh") && !language.starts_with("ja") {
            self.lead.push(' ');
        }
    }

    /// A block ends.
    pub(super) fn end_block(&mut self) {
        self.leading = false;
        if !self.plain.is_empty() && !self.plain.ends_with('\n') {
            self.plain.push('\n');
        }
    }

    /// What was gathered.
    pub(super) fn finish(mut self, language: &str) -> Summary {
        self.plain.truncate(self.plain.trim_end().len());
        Summary { excerpt: excerpt(&self.lead, language), characters: characters(&self.plain), plain: self.plain }
    }
}

/// Han characters and Latin words.
fn characters(text: &str) -> usize {
    let mut count = 0;
    let mut in_word = false;
    for c in text.chars() {
        let han = is_han(c);
        let letter = !han && (is_letter(c) || in_word && matches!(c, '\'' | '’' | '.' | ','));
        count += usize::from(han || letter && !in_word);
        in_word = letter;
    }
    count
}

/// A letter or digit; the marks of Chinese are ruled out first, being many.
fn is_letter(c: char) -> bool {
    !matches!(c, '\u{3000}'..='\u{303F}') && c.is_alphanumeric()
}
