//! Connections that have asked for nothing yet. When all seats are taken, the one that has said nothing for longest makes
//! room: whoever opens many, and says nothing, keeps nobody out.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::task::AbortHandle;

/// All of them, by when they came.
#[derive(Debug, Default)]
pub(super) struct Newcomers(Mutex<BTreeMap<u64, AbortHandle>>);

impl Newcomers {
    /// Somebody came.
    pub(super) fn came(&self, number: u64, connection: AbortHandle) {
        self.all().insert(number, connection);
    }

    /// Somebody asked for something, or left.
    pub(super) fn asked(&self, number: u64) {
        self.all().remove(&number);
    }

    /// A seat for one more, if there is one, or somebody who makes room.
    pub(super) async fn seat(&self, seats: &Arc<Semaphore>) -> Option<OwnedSemaphorePermit> {
        if let Ok(seat) = Arc::clone(seats).try_acquire_owned() {
            return Some(seat);
        }
        let oldest = self.all().pop_first();
        oldest.map(|(_, oldest)| oldest.abort())?;
        // Its seat is free as soon as the runtime drops it.
        Arc::clone(seats).acquire_owned().await.ok()
    }

    fn all(&self) -> MutexGuard<'_, BTreeMap<u64, AbortHandle>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
