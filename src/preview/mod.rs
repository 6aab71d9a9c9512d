//! The live preview: the shop as a build would write it, made when it is asked for, and a page that follows each edit.
//!
//! Three parts in one process. [`crate::watch`] says which files changed; the resident (`resident`) keeps the shop up to
//! date on a thread of its own and answers questions about it; the [`server`] hands the answers to browsers. Whatever is
//! shown comes from the functions that a build calls: there is no second road.

mod call;
mod checker;
mod desk;
mod editor;
mod empty;
mod files;
mod front;
mod kept;
mod lan;
mod pictures;
mod problems;
mod resident;
pub mod server;
mod sheets;
mod state;

pub use editor::Editor;
pub use lan::Lan;

use crate::build::{Order, Report};
use crate::diagnostics::{Diagnostic, Language};
use crate::error::Error;
use crate::paths::ShopPath;
use crate::source::Source;
use crate::watch::{self, Polling};
use call::{Call, Gathered};
use front::Front;
use jiff::Timestamp;
use resident::Resident;
use server::{Access, Limits, Policy, Stop};
use std::collections::BTreeSet;
use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

/// How often the clock is looked at, where the moment is now.
pub const TICK: Duration = Duration::from_secs(20);

/// What is previewed, and how.
#[derive(Clone)]
pub struct Wish {
    /// The shop, the moment, what is seen of it.
    pub order: Order,
    /// Whether the moment is now, and moves.
    pub live: bool,
    /// The skin over all pages.
    pub skin: Option<String>,
    /// What the clock says.
    pub clock: fn() -> Timestamp,
    /// How often it is looked at, where the moment is now; usually [`TICK`].
    pub tick: Duration,
    /// The language of the preview's own words.
    pub language: Language,
    /// Opens files.
    pub editor: Editor,
    /// Who else may come in.
    pub lan: Option<Lan>,
}

/// Who tells people at the terminal what goes on.
pub trait Teller: Sync {
    /// The first page can be had.
    fn ready(&self, polling: Option<&Polling>);
    /// Files changed.
    fn changed(&self, files: &BTreeSet<ShopPath>);
    /// The whole shop was checked, and something is otherwise than before; `new` is what was not told yet.
    fn checked(&self, report: &Report, new: &[Diagnostic]);
    /// The whole shop was checked, and nothing else is to be done: called on the thread that did it.
    fn rests(&self);
    /// The machine failed; the preview goes on with what it has.
    fn failed(&self, error: &Error);
}

/// Serves the preview of a shop, until it is stopped.
///
/// # Errors
/// The machine failed: the shop cannot be read, or not be watched.
pub fn serve(listener: TcpListener, wish: Wish, teller: &dyn Teller, stop: &Stop) -> Result<(), Error> {
    let (calls, heard) = channel();
    let (told, gathered) = (calls.clone(), Gathered::default());
    // Watched before it is read: what changes in between is told.
    let watch = watch::watch(&wish.order.root, move |batch| {
        if gathered.add(batch) {
            let _ = told.send(Call::Changed(gathered.clone()));
        }
    })?;
    let source = Source::read(&wish.order.root)?;
    let access = wish.lan.as_ref().map_or(Access::Bound, |lan| Access::Lan(lan.keys.clone()));
    let policy = Policy { access, limits: Limits::default() };
    let (latest, revisions) = (Arc::new(AtomicU64::new(0)), tokio::sync::watch::Sender::new(0));
    let (checker, to_check) = channel();
    let front = Arc::new(Front { calls: calls.clone(), revisions: revisions.subscribe() });
    teller.ready(watch.polling());
    thread::scope(|scope| {
        let (found, counter) = (calls.clone(), latest.clone());
        scope.spawn(move || checker::run(&to_check, &found, &counter, teller));
        scope.spawn(|| Resident::new(wish, source, (heard, checker), (latest, revisions), teller).run());
        let served = server::run(listener, front, policy, stop);
        let _ = calls.send(Call::End);
        drop(watch);
        served
    })
}
