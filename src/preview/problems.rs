//! What is wrong with the shop, as far as it is known: at once what stands in the way of the pages that are looked at,
//! a little later all of it.

use crate::build::{Report, without_follow_on};
use crate::diagnostics::{Diagnostic, sorted};
use crate::paths::ShopPath;
use std::collections::{BTreeMap, BTreeSet};

/// What is known.
#[derive(Debug, Default)]
pub(super) struct Problems {
    /// Found when files, settings and theme were read.
    look: Vec<Diagnostic>,
    /// Found when documents were read, and the shop was planned.
    road: Vec<Diagnostic>,
    /// Found when a page was made, by its address.
    pages: BTreeMap<String, Vec<Diagnostic>>,
    /// Found when the whole shop was checked; what is about files that were touched since is left out.
    report: Vec<Diagnostic>,
    /// Whether the report is of the shop as it is.
    pub(super) complete: bool,
}

impl Problems {
    /// Files changed: what was told of them is not known to hold any more.
    pub(super) fn touched(&mut self, files: &BTreeSet<ShopPath>) {
        self.report.retain(|diagnostic| !files.contains(&diagnostic.place.file));
        self.pages.clear();
        self.complete = false;
    }

    /// Files, settings and theme were read.
    pub(super) fn of_look(&mut self, diagnostics: Vec<Diagnostic>) {
        self.look = diagnostics;
    }

    /// Documents were read, and the shop was planned.
    pub(super) fn of_road(&mut self, diagnostics: Vec<Diagnostic>) {
        self.road = diagnostics;
    }

    /// Some documents were read anew: what was told of their files makes room.
    pub(super) fn of_files(&mut self, files: &BTreeSet<ShopPath>, diagnostics: Vec<Diagnostic>) {
        self.road.retain(|diagnostic| !files.contains(&diagnostic.place.file));
        self.road.extend(diagnostics);
    }

    /// A page was made.
    pub(super) fn of_page(&mut self, address: &str, diagnostics: Vec<Diagnostic>) {
        if diagnostics.is_empty() {
            self.pages.remove(address);
        } else {
            self.pages.insert(address.to_string(), diagnostics);
        }
    }

    /// The whole shop was checked.
    pub(super) fn of_report(&mut self, report: &Report) {
        self.report.clone_from(&report.diagnostics);
        self.complete = true;
    }

    /// All that is known, sorted.
    pub(super) fn all(&self) -> Vec<Diagnostic> {
        if self.complete {
            return self.report.clone();
        }
        let known = self.look.iter().chain(&self.road).chain(self.pages.values().flatten()).chain(&self.report);
        sorted(without_follow_on(known.cloned().collect()))
    }
}
