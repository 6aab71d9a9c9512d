//! What the resident is told and asked, one thing after another.

use super::server::Answer;
use crate::build::Report;
use crate::catalog::Memory;
use crate::source::Source;
use crate::watch::Batch;
use jiff::Timestamp;
use serde::Deserialize;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::oneshot;

/// One thing.
pub(super) enum Call {
    /// Somebody wants to see something.
    Question(Question),
    /// Files changed; more may, until this is heard.
    Changed(Gathered),
    /// The shop is to be seen otherwise.
    Set(Setting, oneshot::Sender<Result<(), String>>),
    /// The checker is free, and wants what there is to check.
    Free(std::sync::mpsc::SyncSender<Task>),
    /// The whole shop was checked as it was at a revision.
    Checked(u64, Box<Report>),
    /// The preview ends.
    End,
}

/// Batches that become one while the resident is at work: a storm of them is followed once, not batch by batch.
#[derive(Clone, Debug, Default)]
pub(super) struct Gathered(Arc<Mutex<Batch>>);

impl Gathered {
    /// Adds a batch. Gives whether it is the first since they were taken.
    pub(super) fn add(&self, batch: Batch) -> bool {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let is_first = *all == Batch::default();
        all.paths.extend(batch.paths);
        all.everything |= batch.everything;
        is_first
    }

    /// Takes them all.
    pub(super) fn take(&self) -> Batch {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// What somebody wants to see.
pub(super) enum Question {
    /// What lies at an address (decoded, begins with `/`).
    Site(String, oneshot::Sender<Answer>),
    /// The state, for who looks at a page.
    State(String, oneshot::Sender<Arc<str>>),
    /// All that there is, for the contact sheets.
    Sheets(oneshot::Sender<Answer>),
}

/// How the shop is to be seen; what is left out stays.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Setting {
    /// Another moment; `null` is now.
    pub(super) at: Said<Timestamp>,
    /// Whether drafts are seen.
    pub(super) drafts: Option<bool>,
    /// Whether what is in review is seen.
    pub(super) unapproved: Option<bool>,
    /// A skin over all pages; `null` leaves it to the campaigns.
    pub(super) skin: Said<String>,
}

/// A value that may be left out, or be none.
#[derive(Clone, Debug, Default)]
pub(super) enum Said<T> {
    /// Nothing was said of it.
    #[default]
    LeftOut,
    /// It is to be none.
    Nothing,
    /// It is to be this.
    Value(T),
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Said<T> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Option::deserialize(deserializer)?.map_or(Self::Nothing, Self::Value))
    }
}

/// What the checker is given.
pub(super) struct Task {
    /// The revision that it is about.
    pub(super) revision: u64,
    /// The files.
    pub(super) source: Arc<Source>,
    /// The documents in them.
    pub(super) memory: Memory,
    /// For which moment.
    pub(super) order: crate::build::Order,
}
