//! A sheet's HTML with the engine's own attributes read, and written again as the engine needs it.

use crate::fault::{Fault, Problem};
use crate::markup::{self, Content, Element};
use crate::style;
use crate::vertical;
use std::collections::BTreeMap;

/// Most elements of a sheet.
const ELEMENTS: usize = 2000;
/// Most characters of text.
const LETTERS: usize = 20_000;
/// Most boxes that are fitted: each one is laid out up to ten times.
const FITTED: usize = 24;
/// The classes by which laid-out boxes are found again.
const CLASS: &str = "_box-";

/// What was read.
#[derive(Debug)]
pub(crate) struct Document {
    pub(crate) roots: Vec<Content>,
    pub(crate) marked: Vec<Marked>,
}

/// An element that the engine looks for once it is laid out; its number is its place in the list.
#[derive(Clone, Debug)]
pub(crate) struct Marked {
    pub(crate) line: u32,
    /// `data-slot`.
    pub(crate) slot: Option<String>,
    /// `data-fit`: least and most pixels.
    pub(crate) fit: Option<(u32, u32)>,
    /// `data-lines`.
    pub(crate) lines: Option<usize>,
    /// `data-vertical`: the text to stand in columns.
    pub(crate) vertical: Option<String>,
    /// `src` of an `img`.
    pub(crate) picture: Option<String>,
    /// `data-focal`: what must be seen, in shares of the picture.
    pub(crate) focal: Option<(f64, f64)>,
    /// All text in it.
    pub(crate) text: String,
}

/// What is written for a marked element instead of what its author wrote.
#[derive(Clone, Debug, Default)]
pub(crate) struct Change {
    /// Pixels.
    pub(crate) font_size: Option<u32>,
    /// Further declarations.
    pub(crate) style: String,
    /// Another picture.
    pub(crate) source: Option<String>,
    /// Columns, right to left.
    pub(crate) columns: Option<Vec<Content>>,
}

impl Document {
    /// Reads HTML.
    pub(crate) fn read(html: &str) -> Result<Self, Vec<Fault>> {
        let mut reader = Reader::default();
        let mut roots = markup::read(html)?;
        reader.read(&mut roots);
        let Reader { marked, faults, .. } = reader;
        if faults.is_empty() { Ok(Self { roots, marked }) } else { Err(faults) }
    }

    /// The HTML with changes, by number.
    pub(crate) fn write(&self, changes: &BTreeMap<usize, Change>) -> String {
        let mut html = String::new();
        changed(&self.roots, changes).iter().for_each(|content| content.write(&mut html));
        html
    }
}

/// The class of a marked element.
fn class(number: usize) -> String {
    format!("{CLASS}{number}")
}

/// The number of an element of these classes.
pub(crate) fn number(classes: &str) -> Option<usize> {
    classes.split_ascii_whitespace().find_map(|class| class.strip_prefix(CLASS)?.parse().ok())
}

fn changed(contents: &[Content], changes: &BTreeMap<usize, Change>) -> Vec<Content> {
    let change = |content: &Content| match content {
        Content::Text(text) => Content::Text(text.clone()),
        Content::Element(element) => Content::Element(element.changed(changes)),
    };
    contents.iter().map(change).collect()
}

impl Element {
    fn changed(&self, changes: &BTreeMap<usize, Change>) -> Self {
        let mut element = Self { content: changed(&self.content, changes), ..self.clone() };
        let change = self.get("class").and_then(number).and_then(|number| changes.get(&number));
        let Some(Change { font_size, style, source, columns }) = change else { return element };
        if let Some(size) = font_size {
            element.append("style", ";", &format!("font-size:{size}px"));
        }
        if !style.is_empty() {
            element.append("style", ";", style);
        }
        if let Some(source) = source {
            element.set("src", source.clone());
        }
        if let Some(columns) = columns {
            element.content.clone_from(columns);
        }
        element
    }
}

#[derive(Default)]
struct Reader {
    marked: Vec<Marked>,
    faults: Vec<Fault>,
    elements: usize,
    letters: usize,
    fitted: usize,
}

impl Reader {
    fn read(&mut self, contents: &mut [Content]) {
        for content in contents {
            match content {
                Content::Text(text) => self.letters += text.chars().count(),
                Content::Element(element) => self.element(element),
            }
        }
    }

    fn element(&mut self, element: &mut Element) {
        self.elements += 1;
        self.check_style(element);
        let marked = self.marked(element);
        let wanted =
            marked.slot.is_some() || marked.fit.is_some() || marked.picture.is_some() || marked.vertical.is_some();
        self.fitted += usize::from(marked.fit.is_some());
        if wanted {
            element.append("class", " ", &class(self.marked.len()));
            self.marked.push(marked);
        }
        self.read(&mut element.content);
        self.bound(element.line);
    }

    /// Says once that there is too much of something.
    fn bound(&mut self, line: u32) {
        let counts = [
            ("elements", self.elements, ELEMENTS),
            ("letters", self.letters, LETTERS),
            ("fitted texts", self.fitted, FITTED),
        ];
        for (what, count, most) in counts {
            let problem = Problem::TooMuch { what, most: most as u64 };
            if count > most && !self.faults.iter().any(|fault| fault.problem == problem) {
                self.faults.push(Fault::html(line, problem));
            }
        }
    }

    fn check_style(&mut self, element: &Element) {
        let Some(style) = element.get("style").filter(|_| element.line > 0) else { return };
        let checked = style::declarations(style);
        let faults = checked.faults.into_iter().map(|(_, problem)| Fault::html(element.line, problem));
        self.faults.extend(faults);
    }

    fn marked(&mut self, element: &Element) -> Marked {
        let slot = element.get("data-slot").map(str::to_string);
        if let Some(name) =
            slot.as_ref().filter(|name| self.marked.iter().any(|other| other.slot.as_ref() == Some(name)))
        {
            self.faults.push(Fault::html(element.line, Problem::Twice(name.clone())));
        }
        let vertical = element.get("data-vertical").map(|_| element.text());
        Marked {
            line: element.line,
            slot,
            fit: self.attribute(element, "data-fit", "two sizes in px, as in 36..96", fit),
            lines: self.attribute(element, "data-lines", "a number from 1 to 99", lines),
            vertical: vertical.filter(|text| self.is_short(element, text)),
            picture: element.get("src").filter(|_| element.name == "img").map(str::to_string),
            focal: self.attribute(element, "data-focal", "two numbers from 0 to 1, as in 0.5 0.4", focal),
            text: element.text(),
        }
    }

    fn is_short(&mut self, element: &Element, text: &str) -> bool {
        let is_short = text.chars().count() <= vertical::LETTERS;
        if !is_short {
            let problem = Problem::TooMuch { what: "letters of vertical text", most: vertical::LETTERS as u64 };
            self.faults.push(Fault::html(element.line, problem));
        }
        is_short
    }

    fn attribute<T>(
        &mut self,
        element: &Element,
        name: &str,
        takes: &'static str,
        read: fn(&str) -> Option<T>,
    ) -> Option<T> {
        let value = element.get(name)?;
        let read = read(value);
        if read.is_none() {
            let problem = Problem::Attribute { name: name.to_string(), value: value.to_string(), takes };
            self.faults.push(Fault::html(element.line, problem));
        }
        read
    }
}

/// `36..96`, pixels.
fn fit(value: &str) -> Option<(u32, u32)> {
    let (least, most) = value.trim().trim_end_matches("px").split_once("..")?;
    let (least, most) = (least.trim().trim_end_matches("px").parse().ok()?, most.trim().parse().ok()?);
    (1 <= least && least <= most && most <= 2000).then_some((least, most))
}

fn lines(value: &str) -> Option<usize> {
    value.trim().parse().ok().filter(|lines| (1..=99).contains(lines))
}

/// `0.5 0.4`: from the left, from the top.
fn focal(value: &str) -> Option<(f64, f64)> {
    let numbers: Vec<f64> =
        value.split([' ', ',']).filter(|part| !part.is_empty()).map_while(|part| part.parse().ok()).collect();
    match numbers[..] {
        [x, y] if (0.0..=1.0).contains(&x) && (0.0..=1.0).contains(&y) => Some((x, y)),
        _ => None,
    }
}
