//! The one table of rules: checks, `awning explain` and the docs read it.
//!
//! A file a field: each lists its rules with [`rules!`] and is named in [`ALL`].

use super::Rule;

/// Declares rules: a constant each, and `LIST` of all in the file.
macro_rules! rules {
    ($($constant:ident = $severity:ident $code:literal $name:literal {
        en: $en:literal, help: $en_help:literal, why: $en_why:literal;
        zh: $zh:literal, help: $zh_help:literal, why: $zh_why:literal;
        bad: $bad:literal; good: $good:literal;
    })*) => {
        use crate::diagnostics::{Rule, Severity, Words};
        $(
            #[doc = $en]
            pub static $constant: Rule = Rule {
                code: $code,
                name: $name,
                severity: Severity::$severity,
                english: Words { message: $en, help: $en_help, why: $en_why },
                chinese: Words { message: $zh, help: $zh_help, why: $zh_why },
                bad: $bad,
                good: $good,
            };
        )*
        /// The rules of this file, by code.
        pub static LIST: &[&Rule] = &[$(&$constant),*];
    };
}

pub mod album;
pub mod campaign;
pub mod document;
pub mod mark;
pub mod markdown;
pub mod offers;
pub mod photo;
pub mod photo_use;
pub mod posters;
pub mod prices;
pub mod product;
pub mod reading;
pub mod shop;
pub mod text;
pub mod theme;

/// Every list of rules, in the order of their codes.
pub static ALL: &[&[&Rule]] = &[
    reading::LIST,
    document::LIST,
    photo_use::LIST,
    markdown::LIST,
    product::LIST,
    offers::LIST,
    campaign::LIST,
    posters::LIST,
    prices::LIST,
    photo::LIST,
    album::LIST,
    mark::LIST,
    text::LIST,
    shop::LIST,
    theme::LIST,
];

/// Every rule, by the number of its code.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    let mut rules: Vec<&'static Rule> = ALL.iter().flat_map(|list| list.iter().copied()).collect();
    rules.sort_by_key(|rule| rule.code.get(1..));
    rules.into_iter()
}

/// The rule with a code (any case) or a name.
#[must_use]
pub fn find(code: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.code.eq_ignore_ascii_case(code) || rule.name == code)
}
