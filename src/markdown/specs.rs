//! Every shortcode, with its arguments.

/// A shortcode that authors may use.
#[derive(Debug)]
pub(super) struct Spec {
    pub(super) name: &'static str,
    pub(super) body: Body,
    pub(super) arguments: &'static [ArgumentSpec],
    /// Of these at least one is needed.
    pub(super) any_of: &'static [&'static str],
}

/// What stands between the two halves of a paired shortcode.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Body {
    /// It stands alone.
    None,
    /// Markdown.
    Prose,
    /// Photos, one a line.
    Photos,
    /// `- 2014: text`, one a line.
    Events,
}

/// One argument.
#[derive(Debug)]
pub(super) struct ArgumentSpec {
    pub(super) name: &'static str,
    pub(super) kind: Kind,
    pub(super) required: bool,
}

/// What an argument may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Any text, not blank.
    Text,
    /// An address of this site or another.
    Link,
    /// A photo of the shop.
    Photo,
    /// A whole number from 1.
    Number,
    /// `true` or `false`.
    Flag,
    /// Words with commas between.
    List,
    /// One of these words.
    OneOf(&'static [&'static str]),
}

impl Kind {
    /// What is expected, in words that need no translation.
    pub(super) fn expected(self) -> String {
        match self {
            Self::Text => "\"…\"".to_string(),
            Self::Link => "\"/…\", \"https://…\"".to_string(),
            Self::Photo => "\"photo.jpg\"".to_string(),
            Self::Number => "1, 2, 3 …".to_string(),
            Self::Flag => "true, false".to_string(),
            Self::List => "\"A,B\"".to_string(),
            Self::OneOf(words) => words.join(", "),
        }
    }
}

/// The spec of a name.
pub(super) fn find(name: &str) -> Option<&'static Spec> {
    SPECS.iter().find(|spec| spec.name == name)
}

const fn needed(name: &'static str, kind: Kind) -> ArgumentSpec {
    ArgumentSpec { name, kind, required: true }
}

const fn optional(name: &'static str, kind: Kind) -> ArgumentSpec {
    ArgumentSpec { name, kind, required: false }
}

const fn single(name: &'static str, arguments: &'static [ArgumentSpec]) -> Spec {
    Spec { name, body: Body::None, arguments, any_of: &[] }
}

const fn paired(name: &'static str, body: Body, arguments: &'static [ArgumentSpec]) -> Spec {
    Spec { name, body, arguments, any_of: &[] }
}

/// All shortcodes.
#[rustfmt::skip]
pub(super) static SPECS: &[Spec] = &[
    single("product", &[needed("sku", Kind::Text)]),
    Spec {
        name: "products",
        body: Body::None,
        arguments: &[
            optional("tag", Kind::Text),
            optional("category", Kind::Text),
            optional("skus", Kind::List),
            optional("limit", Kind::Number),
        ],
        any_of: &["tag", "category", "skus"],
    },
    single("poster", &[needed("name", Kind::Text)]),
    single("photo", &[
        needed("src", Kind::Photo),
        optional("alt", Kind::Text),
        optional("caption", Kind::Text),
        optional("wide", Kind::Flag),
    ]),
    paired("gallery", Body::Photos, &[]),
    single("video", &[needed("src", Kind::Link), needed("title", Kind::Text), optional("poster", Kind::Photo)]),
    paired("callout", Body::Prose, &[
        optional("kind", Kind::OneOf(&["note", "tip", "warning"])),
        optional("title", Kind::Text),
    ]),
    single("cta", &[needed("label", Kind::Text), needed("to", Kind::Link)]),
    single("countdown", &[needed("campaign", Kind::Text), optional("label", Kind::Text)]),
    single("coupon", &[needed("code", Kind::Text), optional("text", Kind::Text), optional("until", Kind::Text)]),
    paired("quote", Body::Prose, &[optional("by", Kind::Text), optional("role", Kind::Text)]),
    paired("timeline", Body::Events, &[]),
    single("compare", &[needed("skus", Kind::List), optional("rows", Kind::List)]),
    single("sizes", &[needed("sku", Kind::Text)]),
];
