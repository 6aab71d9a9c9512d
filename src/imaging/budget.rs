//! A budget of memory: however many threads there are, only so many decoded originals are in flight.

use std::sync::{Condvar, Mutex, PoisonError};

/// Decoded originals that are held at once, in bytes. One that needs more goes alone.
const DECODED_BYTES: u64 = 512 << 20;

/// Bytes that may be held, and those who wait for them.
#[derive(Debug)]
pub(super) struct Budget {
    whole: u64,
    free: Mutex<u64>,
    freed: Condvar,
}

/// A share of the budget; given back when it is dropped.
#[derive(Debug)]
pub(super) struct Share<'a> {
    budget: &'a Budget,
    bytes: u64,
}

impl Default for Budget {
    fn default() -> Self {
        Self { whole: DECODED_BYTES, free: Mutex::new(DECODED_BYTES), freed: Condvar::new() }
    }
}

impl Budget {
    /// Waits until so many bytes are free. Whoever holds a share must not wait for other rayon work: it might be handed
    /// a task that waits for this very share.
    pub(super) fn take(&self, bytes: u64) -> Share<'_> {
        let bytes = bytes.min(self.whole);
        let free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        let mut free = self.freed.wait_while(free, |free| *free < bytes).unwrap_or_else(PoisonError::into_inner);
        *free -= bytes;
        Share { budget: self, bytes }
    }
}

impl Drop for Share<'_> {
    fn drop(&mut self) {
        *self.budget.free.lock().unwrap_or_else(PoisonError::into_inner) += self.bytes;
        self.budget.freed.notify_all();
    }
}
