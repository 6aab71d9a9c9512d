//! The heads of rules: names in selectors and conditions that the renderer takes, and that then never match.

use cssparser::{ParseError, Parser, Token};

/// Pseudo-classes and pseudo-elements that can match; the renderer takes others, and never matches them.
const PSEUDO: [&str; 19] = [
    "root",
    "is",
    "where",
    "not",
    "has",
    "empty",
    "lang",
    "dir",
    "first-child",
    "last-child",
    "only-child",
    "nth-child",
    "nth-last-child",
    "first-of-type",
    "last-of-type",
    "only-of-type",
    "nth-of-type",
    "before",
    "after",
];
/// Words of conditions that can hold; the renderer takes others, and they never do.
const MEDIA: [&str; 23] = [
    "all",
    "screen",
    "print",
    "and",
    "or",
    "not",
    "only",
    "width",
    "min-width",
    "max-width",
    "height",
    "min-height",
    "max-height",
    "aspect-ratio",
    "min-aspect-ratio",
    "max-aspect-ratio",
    "orientation",
    "portrait",
    "landscape",
    "resolution",
    "min-resolution",
    "max-resolution",
    "calc",
];
/// Whether a selector knows only names that can match.
pub(super) fn can_match(selector: &str) -> bool {
    names(selector, true).iter().all(|name| PSEUDO.contains(&name.as_str()))
}

/// Whether a condition of `@media` knows only words that can hold.
pub(super) fn can_hold(condition: &str) -> bool {
    names(condition, false).iter().all(|name| MEDIA.contains(&name.as_str()))
}

/// The names in a head, in lower case; of a selector, those after colons.
fn names(head: &str, is_selector: bool) -> Vec<String> {
    let mut names = Vec::new();
    collect_names(&mut Parser::new(head), is_selector, &mut names);
    names
}

fn collect_names(input: &mut Parser<'_>, is_selector: bool, names: &mut Vec<String>) {
    let mut after_colon = false;
    while let Ok(token) = input.next_including_whitespace() {
        let (name, is_block) = match token {
            Token::Ident(name) => (Some(name.to_string()), false),
            Token::Function(name) => (Some(name.to_string()), true),
            Token::ParenthesisBlock => (None, true),
            _ => (None, false),
        };
        let is_colon = matches!(token, Token::Colon);
        names.extend(name.filter(|_| after_colon || !is_selector).map(|name| name.to_ascii_lowercase()));
        after_colon = is_colon;
        if is_block {
            let _ = input.parse_nested_block(|inner| {
                collect_names(inner, is_selector, names);
                Ok::<(), ParseError<()>>(())
            });
        }
    }
}
