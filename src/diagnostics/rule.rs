//! A rule: its stable code, severity and texts in both languages.

use std::fmt;

/// How serious a broken rule is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing is released.
    Error,
    /// Shown; the release goes on.
    Warning,
    /// Worth knowing.
    Note,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        })
    }
}

/// The language of messages, set by `--lang`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Chinese (simplified).
    Chinese,
}

/// A rule's texts in one language. `{name}` is filled by the diagnostic's values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words {
    /// One terse phrase: what is wrong.
    pub message: &'static str,
    /// What to do.
    pub help: &'static str,
    /// Why the rule exists, for `awning explain`.
    pub why: &'static str,
}

/// One rule. All of them are listed in [`super::rules`].
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// Stable code, `E101`.
    pub code: &'static str,
    /// Short stable name, `title-too-long`.
    pub name: &'static str,
    /// How serious.
    pub severity: Severity,
    /// English texts.
    pub english: Words,
    /// Chinese texts.
    pub chinese: Words,
    /// The smallest example that breaks the rule.
    pub bad: &'static str,
    /// The same, mended.
    pub good: &'static str,
}

impl Rule {
    /// The texts in a language.
    #[must_use]
    pub fn words(&self, language: Language) -> Words {
        match language {
            Language::English => self.english,
            Language::Chinese => self.chinese,
        }
    }

    /// A message or help of a rule as it reads without a diagnostic: `…` for every `{name}`.
    #[must_use]
    pub fn pattern(template: &str) -> String {
        let mut text = String::with_capacity(template.len());
        let mut rest = template;
        while let Some((before, (_, after))) =
            rest.split_once('{').and_then(|(before, open)| Some((before, open.split_once('}')?)))
        {
            text = text + before + "…";
            rest = after;
        }
        text + rest
    }
}
