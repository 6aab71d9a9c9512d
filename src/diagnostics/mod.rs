//! What is wrong or doubtful in a shop, as values: rule, place, words. Printing is in [`print`].

mod checked;
mod fix;
mod place;
pub mod print;
mod rule;
pub mod rules;

pub use checked::{Checked, Notes};
pub use fix::mended;
pub use place::{Place, offset_of};
pub use rule::{Language, Rule, Severity, Words};

/// One thing that is wrong or doubtful: a rule, where it is broken, and the words that fill its message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule that is broken.
    pub rule: &'static Rule,
    /// Where; the first thing a reader looks at.
    pub place: Place,
    /// Values for the `{name}` placeholders of the rule's texts, in the order they were given.
    pub values: Vec<(&'static str, String)>,
    /// Those of the values that read otherwise in Chinese.
    pub chinese: Vec<(&'static str, String)>,
    /// Other places that explain the first, each with a short label.
    pub related: Vec<(Place, String)>,
    /// The nearest known word, where one was probably meant.
    pub suggestion: Option<String>,
    /// The text that may safely stand at the place instead: its writer can have meant nothing else.
    pub fix: Option<String>,
}

impl Rule {
    /// A diagnostic of this rule at a place.
    #[must_use]
    pub fn at(&'static self, place: Place) -> Diagnostic {
        Diagnostic {
            rule: self,
            place,
            values: Vec::new(),
            chinese: Vec::new(),
            related: Vec::new(),
            suggestion: None,
            fix: None,
        }
    }
}

/// The known word that was most likely meant, if one is near.
#[must_use]
pub fn nearest<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let apart = known.into_iter().map(|word| (strsim::damerau_levenshtein(typed, word), word));
    let near = apart.filter(|(distance, word)| *distance <= 1.max(word.chars().count().max(typed.chars().count()) / 3));
    near.min().map(|(_, word)| word)
}

impl Diagnostic {
    /// Fills the placeholder `{name}` of the rule's texts.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.values.push((name, value.to_string()));
        self
    }

    /// Says a value otherwise in Chinese.
    #[must_use]
    pub fn in_chinese(mut self, name: &'static str, value: impl ToString) -> Self {
        self.chinese.push((name, value.to_string()));
        self
    }

    /// Points to a second place.
    #[must_use]
    pub fn also(mut self, place: Place, label: impl Into<String>) -> Self {
        self.related.push((place, label.into()));
        self
    }

    /// Adds "did you mean …" for the known word nearest to `typed`, if one is near.
    #[must_use]
    pub fn nearest<'a>(mut self, typed: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        self.suggestion = nearest(typed, known).map(str::to_string);
        self
    }

    /// Says which text may safely stand at the place instead.
    #[must_use]
    pub fn mended_by(mut self, text: Option<String>) -> Self {
        self.fix = text;
        self
    }

    /// The suggestion may stand there instead, unless its word is taken already.
    #[must_use]
    pub fn renamed(self, is_taken: impl Fn(&str) -> bool) -> Self {
        let fix = self.suggestion.clone().filter(|word| !is_taken(word));
        self.mended_by(fix)
    }

    /// Error, warning or note.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.rule.severity
    }

    /// The message in a language, its placeholders filled.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        self.fill(self.rule.words(language).message, language)
    }

    /// What to do, in a language: the suggestion where there is one, and then no list of all that is known.
    #[must_use]
    pub fn help(&self, language: Language) -> String {
        let template = self.rule.words(language).help;
        let Some(word) = &self.suggestion else { return self.fill(template, language) };
        let help = if template.contains("{known}") { String::new() } else { self.fill(template, language) };
        match language {
            Language::English if help.is_empty() => format!("did you mean `{word}`?"),
            Language::English => format!("did you mean `{word}`? {help}"),
            Language::Chinese => format!("是不是想写 `{word}`？{help}"),
        }
    }

    fn fill(&self, template: &str, language: Language) -> String {
        let own: &[(&str, String)] = if language == Language::Chinese { &self.chinese } else { &[] };
        let mut text = template.to_string();
        for (name, value) in own.iter().chain(&self.values) {
            text = text.replace(&format!("{{{name}}}"), value);
        }
        text
    }
}

/// How many errors, warnings and notes there are.
#[must_use]
pub fn counts(diagnostics: &[Diagnostic]) -> [usize; 3] {
    [Severity::Error, Severity::Warning, Severity::Note]
        .map(|severity| diagnostics.iter().filter(|found| found.severity() == severity).count())
}

/// Sorts by file and place, then rule, and drops what is said twice.
#[must_use]
pub fn sorted(mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    diagnostics.sort_by(|a, b| {
        (&a.place.file, a.place.start, a.rule.code, a.place.end, &a.values).cmp(&(
            &b.place.file,
            b.place.start,
            b.rule.code,
            b.place.end,
            &b.values,
        ))
    });
    diagnostics.dedup();
    diagnostics
}
