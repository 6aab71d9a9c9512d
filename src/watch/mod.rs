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
use waiting::{Waiting, outermost};

/// How long after a new folder is watched it is told once more: what came into it before is in none of the system's
/// events.
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
        messages,
        waiting: Waiting::default(),
        again: Vec::new(),
        polled: Instant::now(),
        polling: Arc::clone(&why),
    };
    match polling {
        Some(polling) => listener.poll(polling),
        None => match Ear::open(&listener.root, &sender) {
            Ok(ear) => listener.ear = Some(ear),
            Err(why) => listener.poll(why),
        },
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
            if let Some((batch, arrived)) = self.batch() {
                told(batch);
                self.polled = Instant::now();
                // What came is told before it is watched, because that may take long, and once more after.
                let again = self.follow(arrived, Followed::is_there);
                self.tell_again(again);
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

    /// The batch that is due, and what of it may be new folders.
    fn batch(&mut self) -> Option<(Batch, BTreeSet<ShopPath>)> {
        let now = Instant::now();
        if self.ear.is_none() {
            let everything = Batch { everything: true, ..Batch::default() };
            return (self.polled + POLL <= now).then(|| (everything, BTreeSet::new()));
        }
        while self.again.first().is_some_and(|(at, _)| *at <= now) {
            let folders = self.again.remove(0).1;
            self.waiting.add_all(&folders, now);
            let again = self.follow(folders, Followed::is_in_motion);
            self.tell_again(again);
        }
        if self.waiting.due().is_none_or(|due| now < due) {
            return None;
        }
        let Waiting { paths, everything, arrived, .. } = std::mem::take(&mut self.waiting);
        if everything {
            // The news of folders that came may be lost as well.
            let watched = self.ear.as_mut().map_or(Ok(()), Ear::watch_all);
            watched.unwrap_or_else(|why| self.poll(why));
        }
        let everything = everything || self.ear.is_none();
        Some((Batch { paths, everything }, arrived))
    }

    /// Watches new folders, and all in them; those of which something is true afterwards.
    fn follow(&mut self, folders: BTreeSet<ShopPath>, is_so: fn(&Followed) -> bool) -> BTreeSet<ShopPath> {
        let mut found = BTreeSet::new();
        for folder in outermost(&folders) {
            let Some(ear) = &mut self.ear else { break };
            match ear.follow(folder) {
                Followed::Impossible(why) => self.poll(why),
                followed if is_so(&followed) => drop(found.insert(folder.clone())),
                _ => {}
            }
        }
        found
    }

    fn tell_again(&mut self, folders: BTreeSet<ShopPath>) {
        if !folders.is_empty() {
            self.again.push((Instant::now() + AGAIN, folders));
        }
    }

    /// Looks at everything again and again from here on.
    fn poll(&mut self, why: Polling) {
        self.ear = None;
        self.again.clear();
        let _ = self.polling.set(why);
    }
}

#[cfg(test)]
mod tests {
    use super::{Batch, Message, Polling, begin};
    use crate::paths::ShopPath;
    use notify::event::Flag;
    use notify::{Error, ErrorKind, Event, EventKind};
    use std::fs;
    use std::sync::mpsc;
    use std::time::Duration;

    const LIMIT: Duration = Duration::from_secs(20);

    #[test]
    fn after_events_were_lost_everything_is_told_and_the_shop_watched_anew() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("content")).unwrap();
        let (sender, batches) = mpsc::channel::<Batch>();
        let watch = begin(folder.path(), None, move |batch| drop(sender.send(batch))).unwrap();
        let lost = [Ok(Event::new(EventKind::Other).set_flag(Flag::Rescan)), Err(Error::new(ErrorKind::MaxFilesWatch))];
        for (number, event) in lost.into_iter().enumerate() {
            watch.messages.send(Message::Event(event)).unwrap();
            assert!(batches.recv_timeout(LIMIT).unwrap().everything);
            let name = format!("content/{number}.md");
            fs::write(folder.path().join(&name), "text").unwrap();
            let path = ShopPath::new(&name).unwrap();
            while !batches.recv_timeout(LIMIT).unwrap().paths.contains(&path) {}
        }
        assert_eq!(watch.polling(), None);
    }

    #[test]
    fn where_the_system_tells_nothing_everything_is_told_until_the_watch_is_dropped() {
        let folder = tempfile::tempdir().unwrap();
        let (sender, batches) = mpsc::channel::<Batch>();
        let watch = begin(folder.path(), Some(Polling::Folders), move |batch| drop(sender.send(batch))).unwrap();
        for _ in 0..2 {
            assert_eq!(batches.recv_timeout(LIMIT), Ok(Batch { everything: true, ..Batch::default() }));
        }
        assert_eq!(watch.polling(), Some(&Polling::Folders));
        drop(watch);
        while batches.recv_timeout(LIMIT).is_ok() {}
        assert_eq!(batches.try_recv(), Err(mpsc::TryRecvError::Disconnected));
    }
}
