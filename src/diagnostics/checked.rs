//! A value beside the diagnostics found while making it: never either-or.

use super::{Diagnostic, Severity};

/// A stage's result: the value, and everything that was wrong on the way.
#[derive(Clone, Debug, Default)]
pub struct Checked<T> {
    /// What could be made.
    pub value: T,
    /// What was wrong, in the order it was found.
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> Checked<T> {
    /// A value with its diagnostics.
    pub fn new(value: T, diagnostics: Vec<Diagnostic>) -> Self {
        Self { value, diagnostics }
    }

    /// A value with nothing wrong.
    pub fn fine(value: T) -> Self {
        Self { value, diagnostics: Vec::new() }
    }
}

/// Collects diagnostics from stage to stage.
#[derive(Clone, Debug, Default)]
pub struct Notes {
    /// What was collected, in the order it came.
    pub diagnostics: Vec<Diagnostic>,
}

impl Notes {
    /// Keeps the diagnostics, hands on the value.
    pub fn take<T>(&mut self, checked: Checked<T>) -> T {
        self.diagnostics.extend(checked.diagnostics);
        checked.value
    }

    /// Adds one diagnostic.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Whether an error is among them.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|d| d.severity() == Severity::Error)
    }

    /// Closes the collection around a value.
    pub fn around<T>(self, value: T) -> Checked<T> {
        Checked::new(value, self.diagnostics)
    }
}
