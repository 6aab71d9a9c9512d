//! What the resident does when it is told something: files that changed, another way to see the shop, the end of a check,
//! time that passed.

use super::{Next, Resident, Told};
use crate::build::{Groundwork, Report};
use crate::calendar;
use crate::catalog::Clearance;
use crate::diagnostics::Diagnostic;
use crate::moment::When;
use crate::paths::ShopPath;
use crate::preview::Lan;
use crate::preview::call::{Call, Said, Setting, Task};
use crate::preview::state::Kind;
use crate::source::Changes;
use crate::watch::Batch;
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::Ordering;

/// So far ahead it is looked for what changes by itself.
const LOOKED_AHEAD: SignedDuration = SignedDuration::from_hours(48);

impl Resident<'_> {
    /// Does what was said, files aside; gives what ends the standing still.
    pub(super) fn heed(&mut self, call: Call) -> Option<Next> {
        match call {
            Call::Set(setting, reply) => {
                let set = self.set(setting);
                let is_set = set.is_ok();
                let _ = reply.send(set);
                is_set.then_some(Next::Again)
            }
            Call::Free(give) => {
                let (source, memory) = (self.source.clone(), self.memory.clone());
                let revision = self.latest.load(Ordering::Relaxed);
                let _ = give.send(Task { revision, source, memory, order: self.wish.order.clone() });
                None
            }
            Call::Checked(revision, report) => {
                self.checked(revision, &report);
                None
            }
            Call::End => Some(Next::End),
            Call::Question(_) | Call::Changed(_) => None,
        }
    }

    /// Looks at the files that something happened to.
    pub(super) fn update(&mut self, batch: &Batch) -> Changes {
        let source = Arc::make_mut(&mut self.source);
        let changes = if batch.everything { source.reread() } else { source.update(&batch.paths) };
        match changes {
            Ok(changes) => {
                changes.unreadable.iter().for_each(|error| self.teller.failed(error));
                changes
            }
            Err(error) => {
                self.teller.failed(&error);
                Changes::default()
            }
        }
    }

    /// Files changed: what depends on them is no longer known.
    pub(super) fn changed(&mut self, changes: &Changes) {
        let files = &changes.files;
        self.memory.forget(changes);
        self.problems.touched(files);
        let is_style = |file: &ShopPath| file.as_str().starts_with("themes/") && file.extension() == "css";
        self.kind = if files.iter().all(is_style) { Kind::Style } else { Kind::Page };
        let documents: Vec<&ShopPath> = files.iter().filter(|file| file.extension() == "md").collect();
        if let [document] = documents[..] {
            self.edited = Some(document.clone());
        }
        self.teller.changed(files);
    }

    /// The shop is to be seen otherwise.
    pub(super) fn set(&mut self, setting: Setting) -> Result<(), String> {
        if let Said::Value(skin) = &setting.skin {
            let is_known = self.last.as_ref().is_some_and(|(_, look)| look.theme.skins.contains_key(skin));
            if !is_known {
                return Err(format!("the theme has no skin {skin}\n"));
            }
        }
        let order = &mut self.wish.order;
        let at = match setting.at {
            Said::LeftOut => None,
            Said::Nothing => Some((self.wish.clock)()),
            Said::Value(at) => Some(at),
        };
        if let Some(at) = at {
            self.wish.live = matches!(setting.at, Said::Nothing);
            order.at = When::Instant(at);
        }
        let Clearance { drafts, unapproved } = order.clearance;
        order.clearance = Clearance {
            drafts: setting.drafts.unwrap_or(drafts),
            unapproved: setting.unapproved.unwrap_or(unapproved),
        };
        match setting.skin {
            Said::LeftOut => {}
            Said::Nothing => self.skin = None,
            Said::Value(skin) => self.skin = Some(skin),
        }
        self.problems.touched(&BTreeSet::new());
        self.kind = Kind::Setting;
        Ok(())
    }

    /// Tells everybody the address for other machines, if it is another.
    pub(super) fn renew_address(&mut self) {
        let present = self.wish.lan.as_ref().map(Lan::url);
        if present != self.address {
            self.revisions.send_replace(self.latest.load(Ordering::Relaxed));
        }
    }

    /// Whether the moment is now, and something changed by itself since the shop was planned. `stands_until` keeps when
    /// that will be, so that it is looked up once.
    pub(super) fn boundary_passed(&mut self, ground: &Groundwork<'_>, stands_until: &mut Option<Timestamp>) -> bool {
        if !self.wish.live {
            return false;
        }
        let (from, now) = (ground.storefront.moment, (self.wish.clock)());
        let next = || {
            let to = now.checked_add(LOOKED_AHEAD).unwrap_or(now);
            let span = calendar::Span { from, to };
            let changes = calendar::changes(
                ground.storefront.catalog,
                ground.storefront.settings,
                self.wish.order.clearance,
                span,
            );
            calendar::next(&changes, from).unwrap_or(to)
        };
        let is_passed = *stands_until.get_or_insert_with(next) <= now;
        if is_passed {
            self.wish.order.at = When::Instant(now);
            self.problems.touched(&BTreeSet::new());
            self.kind = Kind::Page;
        }
        is_passed
    }

    pub(super) fn checked(&mut self, revision: u64, report: &Report) {
        if revision != self.latest.load(Ordering::Relaxed) {
            return;
        }
        self.problems.of_report(report);
        let which = |found: &Diagnostic| (found.rule.code, found.place.clone(), found.values.clone());
        let now: BTreeSet<Told> = report.diagnostics.iter().map(which).collect();
        if self.told.as_ref() != Some(&now) {
            let known = self.told.take().unwrap_or_default();
            let is_new = |found: &&Diagnostic| !known.contains(&which(found));
            let new: Vec<Diagnostic> = report.diagnostics.iter().filter(is_new).cloned().collect();
            self.teller.checked(report, &new);
            self.told = Some(now);
        }
        self.revisions.send_replace(revision);
    }

    /// Tells everybody that the shop is another.
    pub(super) fn revised(&mut self) {
        let revision = self.latest.fetch_add(1, Ordering::Relaxed) + 1;
        self.revisions.send_replace(revision);
        let _ = self.checker.send(revision);
    }
}
