//! Watches a shop: takes its folder, gives batches of the paths that something happened to, until it is dropped.
//!
//! What happened is not told, only where: whoever is told looks at the disk, and so the last state wins, however an
//! editor saves. A batch may name paths that are as they were; it never leaves one out. Where the system cannot tell
//! what happens, or not any more, everything is to be looked at twice a second, and [`Watch::polling`] says why.
//!
//! `ear` listens to the system, `waiting` gathers a batch, `polling` has the words.

#![expect(clippy::disallowed_methods, reason = "batches wait for a clock; what is a folder stands on the disk")]

mod ear;
mod polling;
mod waiting;

pub use polling::Polling;
pub use waiting::{LONGEST, LONGEST_STORM, QUIET, STORM};

use crate::error::Error;
use crate::paths::ShopPath;
use ear::{Ear, Followed};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, OnceLock};
use std::thread;
use std::time::{Duration, Instant};
use waiting::Waiting;

/// How long after a new folder was told it is told once more: what came into it before the system watched it is in none
/// of the system's events.
pub const AGAIN: Duration = Duration::from_millis(60);

/// How often everything is looked at where nothing is told. notify's own polling compares whole seconds, and would lose
/// the second of two edits; [`crate::source::Source::reread`] compares all that the file system knows.
pub const POLL: Duration = Duration::from_millis(500);

/// What happened since the last batch.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Batch {
    /// Files and folders that something happened to: made, written, moved, removed.
    pub paths: BTreeSet<ShopPath>,
    /// What happened is not known: everything must be looked at.
    pub everything: bool,
}

/// A shop that is watched, until this is dropped.
#[derive(Debug)]
pub struct Watch {
    messages: Sender<Message>,
    polling: Arc<OnceLock<Polling>>,
}

impl Watch {
    /// Why everything is looked at again and again, if it is. It may begin late, when a limit of the system is met.
    #[must_use]
    pub fn polling(&self) -> Option<&Polling> {
        self.polling.get()
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.messages.send(Message::Stop);
    }
}

/// Watches the shop below `root`. `told` gets every batch, on a thread of its own. What happens after this returns is
/// told; so watch first, then read.
///
/// # Errors
/// The folder is not there, or the machine has no thread left.
pub fn watch(root: &Path, told: impl FnMut(Batch) + Send + 'static) -> Result<Watch, Error> {
    begin(root, None, told)
}

/// The same for file systems that tell nothing, such as shares of other machines: everything is looked at twice a second.
///
/// # Errors
/// The folder is not there, or the machine has no thread left.
pub fn poll(root: &Path, told: impl FnMut(Batch) + Send + 'static) -> Result<Watch, Error> {
    begin(root, Some(Polling::Asked), told)
}

fn begin(root: &Path, polling: Option<Polling>, told: impl FnMut(Batch) + Send + 'static) -> Result<Watch, Error> {
    let failed = |error| Error::io("cannot watch", root, error);
    let root = fs::canonicalize(root).map_err(failed)?;
    let (sender, messages) = mpsc::channel();
    let why = Arc::new(OnceLock::new());
    let mut listener = Listener {
        root,
        ear: None,
        sender: sender.clone(),
        messages,
        waiting: Waiting::default(),
        again: Vec::new(),
        polled: Instant::now(),
        polling: Arc::clone(&why),
    };
    match polling {
        Some(polling) => listener.poll(polling),
        None => listener.open(),
    }
    thread::Builder::new().name("watch".to_string()).spawn(move || listener.run(told)).map_err(failed)?;
    Ok(Watch { messages: sender, polling: why })
}

/// What reaches the listener's thread.
#[derive(Debug)]
enum Message {
    Event(notify::Result<notify::Event>),
    Stop,
}

/// The thread between the system and who is told.
struct Listener {
    root: PathBuf,
    /// None where nothing is told by the system.
    ear: Option<Ear>,
    sender: Sender<Message>,
    messages: Receiver<Message>,
    waiting: Waiting,
    /// New folders, and when to tell them once more; the earliest first.
    again: Vec<(Instant, BTreeSet<ShopPath>)>,
    /// When everything was told last because nothing is heard.
    polled: Instant,
    polling: Arc<OnceLock<Polling>>,
}

impl Listener {
    fn run(mut self, mut told: impl FnMut(Batch)) {
        loop {
            let message = match self.wakes() {
                Some(at) => self.messages.recv_timeout(at.saturating_duration_since(Instant::now())),
                None => self.messages.recv().map_err(|_| RecvTimeoutError::Disconnected),
            };
            match message {
                Ok(Message::Event(event)) => self.hear(event),
                Ok(Message::Stop) | Err(RecvTimeoutError::Disconnected) => return,
                Err(RecvTimeoutError::Timeout) => {}
            }
            if let Some(batch) = self.batch() {
                told(batch);
                self.polled = Instant::now();
            }
        }
    }

    /// When there will be something to do, if nothing more happens.
    fn wakes(&self) -> Option<Instant> {
        let poll = self.ear.is_none().then(|| self.polled + POLL);
        let again = self.again.first().map(|(at, _)| *at);
        [poll, again, self.waiting.due()].into_iter().flatten().min()
    }

    fn hear(&mut self, event: notify::Result<notify::Event>) {
        let Some(ear) = &self.ear else { return };
        let now = Instant::now();
        match event {
            Ok(event) if !event.need_rescan() && !ear.is_root_lost(&event) => {
                for path in event.paths.iter().flat_map(|path| ear.shop_paths(path)) {
                    // A link at the top stands for a folder, and is made like a file.
                    let is_arrival = ear::is_arrival(event.kind) || path.folder().is_empty();
                    self.waiting.add(path, is_arrival, now);
                }
            }
            Ok(_) | Err(_) => self.waiting.lose(now),
        }
    }

    /// The batch that is due, with all its new folders watched: what happens in them from here on is told.
    fn batch(&mut self) -> Option<Batch> {
        let now = Instant::now();
        if self.ear.is_none() {
            return (self.polled + POLL <= now).then(|| Batch { everything: true, ..Batch::default() });
        }
        while self.again.first().is_some_and(|(at, _)| *at <= now) {
            self.waiting.add_again(self.again.remove(0).1, now);
        }
        if self.waiting.due().is_none_or(|due| now < due) {
            return None;
        }
        let waiting = std::mem::take(&mut self.waiting);
        if waiting.everything {
            // Watches may be lost as well, or stand for folders that are elsewhere by now.
            self.open();
        } else {
            self.follow(&waiting);
        }
        Some(Batch { paths: waiting.paths, everything: waiting.everything || self.ear.is_none() })
    }

    /// Watches new folders.
    fn follow(&mut self, waiting: &Waiting) {
        let mut again = BTreeSet::new();
        for (folder, is_first) in waiting.new_folders() {
            let Some(ear) = &mut self.ear else { return };
            match ear.follow(folder) {
                Followed::Nothing => {}
                Followed::Watched if !is_first => {}
                Followed::Watched | Followed::InMotion => drop(again.insert(folder.clone())),
                Followed::Impossible(why) => self.poll(why),
            }
        }
        if !again.is_empty() {
            self.again.push((Instant::now() + AGAIN, again));
        }
    }

    /// Listens anew, or looks again and again if that is impossible.
    fn open(&mut self) {
        // The old ear goes first: both together may be more than the system has.
        self.ear.take().into_iter().for_each(Ear::close);
        self.again.clear();
        match Ear::open(&self.root, &self.sender) {
            Ok(ear) => self.ear = Some(ear),
            Err(why) => self.poll(why),
        }
    }

    fn poll(&mut self, why: Polling) {
        self.ear = None;
        let _ = self.polling.set(why);
    }
}
