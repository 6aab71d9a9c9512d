//! HTML, strictly: every element is closed where it was opened, or it is a mistake with a line.

use crate::fault::{Fault, Problem};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer};
use std::cell::RefCell;

/// An element or a text.
#[derive(Clone, Debug)]
pub(crate) enum Content {
    Element(Element),
    Text(String),
}

/// An element with what is in it.
#[derive(Clone, Debug)]
pub(crate) struct Element {
    pub(crate) name: String,
    pub(crate) attributes: Vec<(String, String)>,
    pub(crate) content: Vec<Content>,
    pub(crate) line: u32,
}

/// Deepest nesting.
const DEPTH: usize = 48;
/// Elements without an end.
const VOID: [&str; 14] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];
/// What fetches, runs or belongs to pages, and what the engine puts around a sheet.
const REFUSED: [&str; 20] = [
    "script", "style", "link", "meta", "base", "head", "html", "body", "iframe", "object", "embed", "video", "audio",
    "canvas", "input", "textarea", "select", "title", "noscript", "template",
];

/// Reads a fragment.
pub(crate) fn read(html: &str) -> Result<Vec<Content>, Vec<Fault>> {
    let tokenizer = Tokenizer::new(Tree::default(), html5ever::tokenizer::TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(html));
    while !input.is_empty() {
        let _ = tokenizer.feed(&input);
    }
    tokenizer.end();
    let Building { mut faults, open, roots } = tokenizer.sink.building.into_inner();
    faults.extend(open.iter().map(|element| Fault::html(element.line, Problem::Unclosed(element.name.clone()))));
    faults.sort_by_key(|fault| fault.line);
    if faults.is_empty() { Ok(roots) } else { Err(faults) }
}

#[derive(Default)]
struct Tree {
    building: RefCell<Building>,
}

#[derive(Default)]
struct Building {
    open: Vec<Element>,
    roots: Vec<Content>,
    faults: Vec<Fault>,
}

impl TokenSink for Tree {
    type Handle = ();

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<()> {
        let line = u32::try_from(line).unwrap_or(u32::MAX);
        let mut building = self.building.borrow_mut();
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => building.start(&tag, line),
            Token::TagToken(tag) => building.end(&tag.name, line),
            Token::CharacterTokens(text) => building.text(&text),
            Token::ParseError(words) => building.fault(line, Problem::Syntax(words.into_owned())),
            Token::DoctypeToken(_) => building.fault(line, Problem::Element("!doctype".to_string())),
            Token::CommentToken(_) | Token::NullCharacterToken | Token::EOFToken => {}
        }
        TokenSinkResult::Continue
    }
}

impl Building {
    fn start(&mut self, tag: &Tag, line: u32) {
        let name = tag.name.to_string();
        if REFUSED.contains(&name.as_str()) {
            self.fault(line, Problem::Element(name.clone()));
        }
        if self.open.len() == DEPTH {
            self.fault(line, Problem::TooMuch { what: "nesting", most: DEPTH as u64 });
        }
        let attributes = tag.attrs.iter().map(|given| (given.name.local.to_string(), given.value.to_string()));
        let is_drawing = name == "svg" || self.open.iter().any(|element| element.name == "svg");
        let is_whole = VOID.contains(&name.as_str()) || (tag.self_closing && is_drawing);
        let element = Element { attributes: attributes.collect(), content: Vec::new(), line, name };
        if is_whole {
            self.add(Content::Element(element));
        } else {
            self.open.push(element);
        }
    }

    fn end(&mut self, name: &str, line: u32) {
        match self.open.pop() {
            Some(element) if element.name == name => self.add(Content::Element(element)),
            Some(element) if self.open.iter().any(|outer| outer.name == name) => {
                self.fault(element.line, Problem::Unclosed(element.name.clone()));
                self.add(Content::Element(element));
                self.end(name, line);
            }
            element => {
                self.fault(line, Problem::Unopened(name.to_string()));
                self.open.extend(element);
            }
        }
    }

    fn text(&mut self, text: &str) {
        let content = self.content();
        if let Some(Content::Text(before)) = content.last_mut() {
            before.push_str(text);
        } else {
            content.push(Content::Text(text.to_string()));
        }
    }

    fn add(&mut self, content: Content) {
        self.content().push(content);
    }

    fn content(&mut self) -> &mut Vec<Content> {
        self.open.last_mut().map_or(&mut self.roots, |element| &mut element.content)
    }

    fn fault(&mut self, line: u32, problem: Problem) {
        self.faults.push(Fault::html(line, problem));
    }
}

impl Element {
    /// An element that the engine adds.
    pub(crate) fn new(name: &str, style: &str, content: Vec<Content>) -> Self {
        let attributes = vec![("style".to_string(), style.to_string())];
        Self { name: name.to_string(), attributes, content, line: 0 }
    }

    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    /// Puts a value in the place of the one that an attribute has.
    pub(crate) fn set(&mut self, name: &str, value: String) {
        match self.attributes.iter_mut().find(|(own, _)| own == name) {
            Some((_, own)) => *own = value,
            None => self.attributes.push((name.to_string(), value)),
        }
    }

    /// Adds words to an attribute that is a list.
    pub(crate) fn append(&mut self, name: &str, separator: &str, value: &str) {
        let all = self.get(name).map_or_else(|| value.to_string(), |own| format!("{own}{separator}{value}"));
        self.set(name, all);
    }

    /// All text in it, a line break as a line feed.
    pub(crate) fn text(&self) -> String {
        let texts = self.content.iter().map(|content| match content {
            Content::Text(text) => text.clone(),
            Content::Element(element) if element.name == "br" => "\n".to_string(),
            Content::Element(element) => element.text(),
        });
        texts.collect()
    }

    fn write(&self, html: &mut String) {
        *html += &format!("<{}", self.name);
        for (name, value) in &self.attributes {
            *html += &format!(" {name}=\"{}\"", value.replace('&', "&amp;").replace('"', "&quot;"));
        }
        html.push('>');
        if !VOID.contains(&self.name.as_str()) {
            self.content.iter().for_each(|content| content.write(html));
            *html += &format!("</{}>", self.name);
        }
    }
}

impl Content {
    pub(crate) fn write(&self, html: &mut String) {
        match self {
            Self::Element(element) => element.write(html),
            Self::Text(text) => *html += &text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;"),
        }
    }
}
