//! Sanitises a drawing: writes it anew with only what is known to be harmless.
//!
//! Scripts, event handlers, animation, foreign content, links that leave the file, and stylesheets that fetch are
//! dropped. Entities and document types, and drawings that grow without end, are refused.

use super::allowed::{ATTRIBUTES, ELEMENTS, PICTURES, TELLING};
use super::growth::Growth;
use base64::Engine as _;
use quick_xml::Reader;
use quick_xml::escape::{escape, minimal_escape, unescape};
use quick_xml::events::{BytesStart, Event};
use std::fmt::Write as _;

/// Bytes of a drawing.
const MOST_BYTES: usize = 4 << 20;
/// Elements inside elements.
const DEEPEST: usize = 128;

/// Sanitises a drawing that is passed through to the site (a logo, an illustration).
///
/// # Errors
/// A drawing that is not well-formed, holds entities or a document type, or exceeds a limit is refused, with the reason.
pub fn sanitise_svg(bytes: &[u8]) -> Result<Vec<u8>, String> {
    Ok(sanitised(bytes)?.text.into_bytes())
}

/// A drawing's harmless text, and what was seen in it.
#[derive(Debug, Default)]
pub(super) struct Sanitised {
    pub(super) text: String,
    /// Whether it holds letters.
    pub(super) letters: bool,
    /// The elements that are open, outermost first.
    open: Vec<String>,
    /// Set inside an element that is dropped: how many are open since.
    dropped: usize,
    /// What stands in an open `<style>`.
    style: String,
    growth: Growth,
}

/// Reads the whole drawing and writes it anew.
pub(super) fn sanitised(bytes: &[u8]) -> Result<Sanitised, String> {
    if bytes.len() > MOST_BYTES {
        return Err(format!("it has {} bytes; the limit is {MOST_BYTES}", bytes.len()));
    }
    let text = std::str::from_utf8(bytes).map_err(|_| "it is not UTF-8".to_string())?;
    let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
    let mut drawing = Sanitised::default();
    loop {
        match reader.read_event().map_err(|error| error.to_string())? {
            Event::Eof => break,
            event => drawing.take(&event)?,
        }
    }
    if !drawing.open.is_empty() || drawing.dropped > 0 || drawing.text.is_empty() {
        return Err("it is not a whole SVG".to_string());
    }
    drawing.growth.check()?;
    Ok(drawing)
}

impl Sanitised {
    fn take(&mut self, event: &Event<'_>) -> Result<(), String> {
        match event {
            Event::Start(element) => self.start(element),
            Event::Empty(element) => self.start(element).map(|()| self.end()),
            Event::End(_) => {
                self.end();
                Ok(())
            }
            Event::Text(text) => {
                self.letters_or_style(&unescape(text).map_err(|error| error.to_string())?);
                Ok(())
            }
            Event::CData(text) => {
                self.letters_or_style(text);
                Ok(())
            }
            Event::GeneralRef(entity) => self.entity(entity),
            Event::DocType(subset) if subset.contains('[') => Err("it declares entities".to_string()),
            Event::DocType(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::Eof => Ok(()),
        }
    }

    fn start(&mut self, element: &BytesStart<'_>) -> Result<(), String> {
        if self.open.len() + self.dropped >= DEEPEST {
            return Err(format!("its elements are nested deeper than {DEEPEST}"));
        }
        let qualified = element.name();
        let name = qualified.into_inner();
        let name = name.strip_prefix("svg:").unwrap_or(name);
        let is_root = self.open.is_empty() && self.dropped == 0;
        if is_root && (name != "svg" || !self.text.is_empty()) {
            return Err("its root is not `svg`".to_string());
        }
        if self.dropped > 0 || !ELEMENTS.contains(&name) {
            self.dropped += 1;
            return Ok(());
        }
        self.letters |= name == "text";
        self.growth.enter();
        let attributes = self.attributes(name, element)?;
        let namespace = if is_root { " xmlns=\"http://www.w3.org/2000/svg\"" } else { "" };
        append(&mut self.text, format_args!("<{name}{namespace}{attributes}>"));
        self.open.push(name.to_string());
        Ok(())
    }

    fn end(&mut self) {
        if self.dropped > 0 {
            self.dropped -= 1;
            return;
        }
        let Some(name) = self.open.pop() else { return };
        if name == "style" {
            let style = self.stylesheet();
            self.text.push_str(&minimal_escape(style));
        }
        self.growth.leave();
        append(&mut self.text, format_args!("</{name}>"));
    }

    /// The attributes that are kept, as text.
    fn attributes(&mut self, element: &str, start: &BytesStart<'_>) -> Result<String, String> {
        let mut text = String::new();
        let mut linked = false;
        for attribute in start.attributes() {
            let attribute = attribute.map_err(|error| error.to_string())?;
            let value = unescape(&attribute.value).map_err(|error| error.to_string())?;
            // One name for links: the namespace of the other is not declared any more.
            let key = match attribute.key.into_inner() {
                "xlink:href" => "href",
                key => key,
            };
            if !is_kept(element, key, &value) || (key == "href" && linked) {
                continue;
            }
            linked |= key == "href";
            match key {
                "id" => self.growth.name(&value),
                "class" => self.growth.classes(&value),
                "href" | "clip-path" | "mask" | "filter" => self.growth.refer(&value),
                _ => self.growth.hand_down(&value),
            }
            append(&mut text, format_args!(" {key}=\"{}\"", escape(value)));
        }
        Ok(text)
    }

    /// The rules of the closed stylesheet that are kept. What refers to other parts must say to which classes, so that
    /// its growth can be told.
    fn stylesheet(&mut self) -> String {
        let style = without_comments(&std::mem::take(&mut self.style));
        let mut kept = String::new();
        for (selector, declarations) in style.split('}').filter_map(|rule| rule.split_once('{')) {
            let classes: Option<Vec<&str>> = selector.split(',').map(|one| one.trim().strip_prefix('.')).collect();
            let classes = classes.filter(|classes| classes.iter().all(|class| is_name(class)));
            let refers = declarations.contains("url(");
            if !is_local_style(selector) || !is_local_style(declarations) || (refers && classes.is_none()) {
                continue;
            }
            for class in classes.unwrap_or_default() {
                self.growth.style(class, declarations);
            }
            append(&mut kept, format_args!("{}{{{}}}", selector.trim(), declarations.trim()));
        }
        kept
    }

    fn letters_or_style(&mut self, text: &str) {
        match self.open.last().map(String::as_str) {
            _ if self.dropped > 0 => {}
            Some("style") => self.style.push_str(text),
            Some("text" | "tspan" | "textPath" | "title" | "desc" | "a") => self.text.push_str(&minimal_escape(text)),
            _ => {}
        }
    }

    /// `&#x4e2d;` and `&lt;` stand for a letter; any other entity would have to be declared.
    fn entity(&mut self, entity: &str) -> Result<(), String> {
        let reference = format!("&{entity};");
        let letter = unescape(&reference).map_err(|_| format!("it uses the entity {reference}"))?;
        self.letters_or_style(&letter);
        Ok(())
    }
}

/// Adds formatted text.
fn append(text: &mut String, more: std::fmt::Arguments<'_>) {
    // A string takes everything.
    let _ = text.write_fmt(more);
}

fn is_kept(element: &str, key: &str, value: &str) -> bool {
    match key {
        "href" => is_local_link(element, value),
        _ => ATTRIBUTES.contains(&key) && is_local_style(value),
    }
}

/// A link into the drawing itself, or a picture as data.
fn is_local_link(element: &str, value: &str) -> bool {
    let value = value.trim();
    if element != "image" {
        return value.starts_with('#');
    }
    PICTURES.iter().filter_map(|picture| value.strip_prefix(picture)).any(is_plain_picture)
}

/// Whether a picture as data is one, and tells nothing: its metadata would be published with it.
fn is_plain_picture(base64: &str) -> bool {
    let packed: String = base64.split_whitespace().collect();
    let Ok(bytes) = base64::engine::general_purpose::STANDARD.decode(packed) else { return false };
    let is_picture = bytes.starts_with(b"\x89PNG\r\n\x1A\n") || bytes.starts_with(b"\xFF\xD8\xFF");
    is_picture && !TELLING.iter().any(|mark| holds(&bytes, mark))
}

fn holds(bytes: &[u8], mark: &[u8]) -> bool {
    bytes.windows(mark.len()).any(|window| window == mark)
}

/// Whether styles and values fetch nothing: no `@` rules, no escapes that could hide one, `url()` only of `#` names.
fn is_local_style(value: &str) -> bool {
    let lower = value.to_ascii_lowercase();
    let mut links = lower.match_indices("url(").map(|(at, link)| lower.get(at + link.len()..).unwrap_or_default());
    let fetches = ["@", "\\", "javascript:", "expression(", "image-set(", "image(", "src(", "//", "/*", "<"];
    links.all(|link| link.trim_start_matches(['"', '\'', ' ']).starts_with('#'))
        && !fetches.iter().any(|fetch| lower.contains(fetch))
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_')
}

fn without_comments(style: &str) -> String {
    let mut parts = style.split("/*");
    let first = parts.next().unwrap_or_default().to_string();
    parts.fold(first, |text, part| text + " " + part.split_once("*/").map_or("", |(_, rest)| rest))
}
