//! What is wrong with a sheet: a mistake in its HTML or CSS, with its place.

/// One mistake.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Which text it stands in.
    pub part: Part,
    /// Its line, from 1.
    pub line: u32,
    /// Its column in characters, from 1. In HTML only the line is known, and this is 1.
    pub column: u32,
    /// What it is.
    pub problem: Problem,
}

/// The text that a mistake stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The sheet's HTML.
    Html,
    /// The style's CSS.
    Css,
}

/// A kind of mistake.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// CSS or HTML that cannot be read, in the parser's words.
    Syntax(String),
    /// A selector that is none, or that is not supported.
    Selector(String),
    /// A rule like `@container` that is not supported.
    Rule(String),
    /// A condition of `@media` or `@supports` that cannot be read.
    Condition(String),
    /// A property that does not exist, or that does nothing here.
    Property(String),
    /// A property with a value that it does not take.
    Value {
        /// The property.
        property: String,
        /// What stands there.
        value: String,
    },
    /// A font family that was not given.
    Family(String),
    /// A picture that was not given.
    Picture(String),
    /// An element that a sheet does not take: `script`, `style`, `iframe`, and what the engine adds itself.
    Element(String),
    /// An element that is not closed, or closed where another one is open.
    Unclosed(String),
    /// A closing tag without its opening one.
    Unopened(String),
    /// An attribute of the engine with a value that it does not take, and what it takes.
    Attribute {
        /// The attribute.
        name: String,
        /// What stands there.
        value: String,
        /// What may stand there.
        takes: &'static str,
    },
    /// Two slots with one name.
    Twice(String),
    /// A slot that is laid out as part of a line, not as a box of its own: `display: inline` or `contents`.
    NoBox(String),
    /// Text for a QR code that is longer than one can hold.
    CodeTooLong(usize),
    /// A QR code in a box that is smaller than its modules: so many pixels are needed.
    CodeTooSmall {
        /// The box's shorter edge.
        has: u32,
        /// One pixel a module, and the quiet zone.
        needs: u32,
    },
    /// More of something than a sheet may have.
    TooMuch {
        /// Of what.
        what: &'static str,
        /// How much is allowed.
        most: u64,
    },
    /// The drawing failed, in the renderer's words.
    Renderer(String),
}

impl Fault {
    pub(crate) fn html(line: u32, problem: Problem) -> Self {
        Self { part: Part::Html, line, column: 1, problem }
    }

    /// A mistake at an offset of the CSS.
    pub(crate) fn css(css: &str, at: usize, problem: Problem) -> Self {
        let before = css.get(..at).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        Self { part: Part::Css, line: number(line), column: number(column), problem }
    }
}
