//! Why a photo cannot be used, before it is known where to say so.

use crate::diagnostics::rules::photo;
use crate::diagnostics::{Diagnostic, Place, Rule};
use crate::paths::ShopPath;
use serde::{Deserialize, Serialize};

/// A rule that a photo breaks, with the values of its message.
#[derive(Clone, Debug)]
pub(super) struct Fault {
    rule: &'static Rule,
    values: Vec<(&'static str, String)>,
}

impl Fault {
    pub(super) fn new(rule: &'static Rule) -> Self {
        Self { rule, values: Vec::new() }
    }

    pub(super) fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.values.push((name, value.to_string()));
        self
    }

    /// A fault with a `{reason}`.
    pub(super) fn because(rule: &'static Rule, reason: impl ToString) -> Self {
        Self::new(rule).with("reason", reason)
    }

    /// The diagnostic about a photo, at the place that uses it.
    pub(super) fn about(self, path: &ShopPath, place: Place) -> Diagnostic {
        self.values.into_iter().fold(self.rule.at(place).with("path", path), |d, (name, value)| d.with(name, value))
    }
}

/// What is doubtful about a photo that can be used. Kept in the cache with its facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Remark {
    /// Its colour profile cannot be used.
    Profile,
    /// It is in printing colours.
    Cmyk,
    /// It has several frames.
    Animated,
    /// It is a drawing with text.
    Letters,
}

impl Remark {
    pub(super) fn about(self, path: &ShopPath, place: Place) -> Diagnostic {
        let rule = match self {
            Self::Profile => &photo::COLOUR_PROFILE,
            Self::Cmyk => &photo::PRINT_COLOURS,
            Self::Animated => &photo::ANIMATED,
            Self::Letters => &photo::LETTERS_IN_DRAWING,
        };
        rule.at(place).with("path", path)
    }
}
