//! Collects HTML and the parts between.

use super::Part;

/// Parts in the making.
#[derive(Debug, Default)]
pub(super) struct Sink {
    parts: Vec<Part>,
    /// HTML since the last part.
    pub(super) html: String,
}

impl Sink {
    /// Adds a part that is no HTML.
    pub(super) fn part(&mut self, part: Part) {
        self.flush();
        self.parts.push(part);
    }

    /// Adds parts that were made elsewhere.
    pub(super) fn append(&mut self, parts: Vec<Part>) {
        for part in parts {
            match part {
                Part::Html(html) => self.html.push_str(&html),
                part => self.part(part),
            }
        }
    }

    /// All parts.
    pub(super) fn finish(mut self) -> Vec<Part> {
        self.flush();
        self.parts
    }

    fn flush(&mut self) {
        if !self.html.is_empty() {
            self.parts.push(Part::Html(std::mem::take(&mut self.html)));
        }
    }
}
