//! All threads busy, and memory bounded: originals are opened only as far as the budget goes, and what has been opened
//! is finished first.
//!
//! A thread never waits while it holds memory, and only for threads that do: so nobody waits for ever.

use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

/// What an original's file is taken for until it is read.
const READ_BYTES: u64 = 16 << 20;

/// A kind of work: originals that are read, opened into pieces, and finished piece by piece.
pub trait Trade: Sync {
    /// What is ordered.
    type Order: Send;
    /// An original whose bytes are read.
    type Read: Send;
    /// A part of the work that is left once the original is opened.
    type Piece: Send;

    /// Reads an original, and says how many bytes opening it takes. `None` if there is nothing more to do with it.
    fn read(&self, order: Self::Order) -> Option<(Self::Read, u64)>;
    /// Opens it. The pieces together hold so many bytes, until each is finished.
    fn open(&self, read: Self::Read) -> (Vec<Self::Piece>, u64);
    /// How many bytes finishing a piece takes for itself.
    fn takes(&self, piece: &Self::Piece) -> u64;
    /// Finishes a piece.
    fn finish(&self, piece: Self::Piece);
}

/// Carries out all orders, in about their order, on the threads of the pool. At most `memory` bytes are held at once,
/// but for a single original that needs more.
pub fn run<T: Trade>(trade: &T, orders: Vec<T::Order>, memory: u64) {
    let state = State { orders: orders.into(), ..State::default() };
    let hall = Hall { trade, memory, state: Mutex::new(state), changed: Condvar::new() };
    rayon::scope(|scope| (0..rayon::current_num_threads()).for_each(|_| scope.spawn(|_| hall.work())));
}

struct Hall<'a, T: Trade> {
    trade: &'a T,
    memory: u64,
    state: Mutex<State<T>>,
    changed: Condvar,
}

struct State<T: Trade> {
    orders: VecDeque<T::Order>,
    /// Read, and waiting for memory.
    waiting: VecDeque<(T::Read, u64)>,
    pieces: VecDeque<(T::Piece, Arc<u64>)>,
    held: u64,
    /// Threads at work.
    busy: usize,
    /// Those of them that read.
    reading: u64,
}

impl<T: Trade> Default for State<T> {
    fn default() -> Self {
        let (orders, waiting, pieces) = (VecDeque::new(), VecDeque::new(), VecDeque::new());
        Self { orders, waiting, pieces, held: 0, busy: 0, reading: 0 }
    }
}

/// What a thread does next.
enum Job<T: Trade> {
    Read(T::Order),
    Open(T::Read, u64),
    Finish(T::Piece, Arc<u64>, u64),
}

impl<T: Trade> Hall<'_, T> {
    fn work(&self) {
        while let Some(job) = self.next() {
            // Counted down even if the work panics: the others must not wait for this thread.
            let _busy = Busy(self);
            match job {
                Job::Read(order) => {
                    let read = self.trade.read(order);
                    let mut state = self.lock();
                    state.reading -= 1;
                    state.waiting.extend(read);
                }
                Job::Open(read, needed) => self.open(read, needed),
                Job::Finish(piece, lease, taken) => {
                    self.trade.finish(piece);
                    self.give_back(taken + Arc::into_inner(lease).unwrap_or_default());
                }
            }
        }
    }

    fn open(&self, read: T::Read, needed: u64) {
        let (pieces, held) = self.trade.open(read);
        let held = if pieces.is_empty() { 0 } else { held };
        let lease = Arc::new(held);
        let mut state = self.lock();
        state.held = (state.held + held).saturating_sub(needed);
        state.pieces.extend(pieces.into_iter().map(|piece| (piece, Arc::clone(&lease))));
    }

    /// Pieces first, because they free memory; then what is read and fits; then the next order.
    fn next(&self) -> Option<Job<T>> {
        let mut state = self.lock();
        loop {
            let job = self.job(&mut state);
            if job.is_some() {
                state.busy += 1;
                return job;
            }
            if state.busy == 0 {
                return None;
            }
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn job(&self, state: &mut State<T>) -> Option<Job<T>> {
        // Where nobody works, nothing else is held, even if somebody's work panicked: whatever is next goes ahead.
        let room = if state.busy == 0 { u64::MAX } else { self.memory.saturating_sub(state.held) };
        if let Some((piece, lease)) = state.pieces.pop_front() {
            let takes = self.trade.takes(&piece);
            if takes > room {
                state.pieces.push_front((piece, lease));
                return None;
            }
            state.held += takes;
            return Some(Job::Finish(piece, lease, takes));
        }
        if let Some((_, needed)) = state.waiting.front() {
            // What is held is freed by others' pieces.
            if *needed > room && state.held > 0 {
                return None;
            }
            state.held += needed;
            return state.waiting.pop_front().map(|(read, needed)| Job::Open(read, needed));
        }
        if state.reading > 0 && (state.reading + 1) * READ_BYTES > room {
            return None;
        }
        let order = state.orders.pop_front()?;
        state.reading += 1;
        Some(Job::Read(order))
    }

    fn give_back(&self, bytes: u64) {
        let mut state = self.lock();
        state.held = state.held.saturating_sub(bytes);
    }

    fn lock(&self) -> MutexGuard<'_, State<T>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A thread at work; when it is dropped, the others look again.
struct Busy<'h, 'a, T: Trade>(&'h Hall<'a, T>);

impl<T: Trade> Drop for Busy<'_, '_, T> {
    fn drop(&mut self) {
        self.0.lock().busy -= 1;
        self.0.changed.notify_all();
    }
}
