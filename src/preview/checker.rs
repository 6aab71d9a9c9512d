//! The whole shop, checked in the background when nobody types: the same road as `awning check`.

use super::Teller;
use super::call::{Call, Task};
use crate::build::{self, Progress};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, sync_channel};
use std::time::Duration;

/// So long nothing may have changed before the whole shop is checked.
const QUIET: Duration = Duration::from_millis(250);

/// Waits for what is told, and checks the shop as it was last. Ends with the resident.
pub(super) fn run(told: &Receiver<u64>, calls: &Sender<Call>, latest: &Arc<AtomicU64>, teller: &dyn Teller) {
    while let Ok(mut revision) = told.recv() {
        while let Ok(later) = told.recv_timeout(QUIET) {
            revision = later;
        }
        let (give, take) = sync_channel::<Task>(1);
        if calls.send(Call::Free(give)).is_err() {
            return;
        }
        let Ok(mut task) = take.recv() else { continue };
        if task.revision < revision {
            continue;
        }
        let awaited = Awaited { revision: task.revision, latest };
        let report = build::check_again(&task.order, &awaited, &task.source, &mut task.memory);
        drop(task.source);
        drop(task.memory);
        teller.rests();
        let Some(report) = report.ok().filter(|_| awaited.is_awaited()) else { continue };
        if calls.send(Call::Checked(task.revision, Box::new(report))).is_err() {
            return;
        }
    }
}

/// A run is awaited until the shop changes.
struct Awaited<'a> {
    revision: u64,
    latest: &'a Arc<AtomicU64>,
}

impl Progress for Awaited<'_> {
    fn stage(&self, _: &'static str, _: usize) {}

    fn step(&self, _: usize) {}

    fn is_awaited(&self) -> bool {
        self.latest.load(Ordering::Relaxed) == self.revision
    }
}
