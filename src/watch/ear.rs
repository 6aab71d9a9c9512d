//! Listens to the system by notify: takes folders, sends events, and knows which paths of the shop they are about.
//!
//! Folders only are watched: `content/`, `assets/` and `themes/` with all in them, and the shop's own folder for what
//! comes and goes there. notify watches new folders late, and gives up on one where something vanishes meanwhile, without
//! a word (its issue 727 and others); so each new folder is watched once more from here. That call waits for notify's
//! thread: when it returns, whatever is in the folder is there to be seen, or its event is on the way.

#![expect(clippy::disallowed_methods, reason = "what is a folder, and where a link leads, stands on the disk")]

use super::{Message, Polling};
use crate::paths::ShopPath;
use crate::source;
use notify::event::{AccessKind, AccessMode, CreateKind, ModifyKind};
use notify::{Config, ErrorKind, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;

/// The folders of a shop that are watched with all in them.
const FOLDERS: [&str; 3] = ["content", "assets", "themes"];

/// Whether the system itself watches all that comes into a folder.
const IS_DEEP: bool = cfg!(any(target_os = "macos", windows));

/// How often a folder is tried in which something vanishes at that moment.
const TRIES: usize = 5;

/// The system's events of one shop.
pub(super) struct Ear {
    watcher: RecommendedWatcher,
    root: PathBuf,
    /// Folders at the top that are links: where they lead, and what they are in the shop.
    links: Vec<(PathBuf, &'static str)>,
}

/// What became of a folder that is to be watched.
pub(super) enum Followed {
    /// It is no folder, or not there any more.
    Nothing,
    /// It is watched, and all folders in it.
    Watched,
    /// Things vanish in it; try again.
    InMotion,
    /// The system will not.
    Impossible(Polling),
}

impl Followed {
    pub(super) fn is_there(&self) -> bool {
        matches!(self, Self::Watched | Self::InMotion)
    }

    pub(super) fn is_in_motion(&self) -> bool {
        matches!(self, Self::InMotion)
    }
}

impl Ear {
    /// Listens to the shop below `root`, which is canonical.
    pub(super) fn open(root: &Path, sender: &Sender<Message>) -> Result<Self, Polling> {
        let sender = sender.clone();
        let tell = move |event: notify::Result<Event>| {
            if !event.as_ref().is_ok_and(is_glance) {
                let _ = sender.send(Message::Event(event));
            }
        };
        let config = Config::default().with_follow_symlinks(false);
        let watcher = RecommendedWatcher::new(tell, config).map_err(|error| Polling::because(&error))?;
        let mut ear = Self { watcher, root: root.to_path_buf(), links: Vec::new() };
        ear.watch_all()?;
        Ok(ear)
    }

    /// Watches the whole shop. Where that is done already, nothing is lost meanwhile: watches are added to, not replaced,
    /// also because systems take long to remove thousands.
    pub(super) fn watch_all(&mut self) -> Result<(), Polling> {
        let watched = self.watcher.watch(&self.root, RecursiveMode::NonRecursive);
        watched.map_err(|error| Polling::because(&error))?;
        for name in FOLDERS {
            if let Followed::Impossible(why) = self.follow_top(name) {
                return Err(why);
            }
        }
        Ok(())
    }

    /// Watches a folder that may be new, and all folders in it.
    pub(super) fn follow(&mut self, folder: &ShopPath) -> Followed {
        if let Some(name) = FOLDERS.into_iter().find(|name| *name == folder.as_str()) {
            return self.follow_top(name);
        }
        let on_disk = self.on_disk(folder);
        if !fs::symlink_metadata(&on_disk).is_ok_and(|state| state.is_dir()) {
            return Followed::Nothing;
        }
        if IS_DEEP { Followed::Watched } else { self.watch(&on_disk) }
    }

    /// At the top a folder may be a link; it is watched where it lies.
    fn follow_top(&mut self, name: &'static str) -> Followed {
        let on_disk = self.root.join(name);
        self.links.retain(|(_, known)| *known != name);
        let Some(target) = fs::canonicalize(&on_disk).ok().filter(|target| target.is_dir()) else {
            return Followed::Nothing;
        };
        if target != on_disk {
            self.links.push((target.clone(), name));
        }
        self.watch(&target)
    }

    fn watch(&mut self, folder: &Path) -> Followed {
        for _ in 0..TRIES {
            match self.watcher.watch(folder, RecursiveMode::Recursive) {
                Ok(()) => return Followed::Watched,
                Err(error) if has_vanished(&error) => {}
                Err(error) => return Followed::Impossible(Polling::because(&error)),
            }
            if !folder.is_dir() {
                return Followed::Nothing;
            }
        }
        Followed::InMotion
    }

    fn on_disk(&self, path: &ShopPath) -> PathBuf {
        let (top, rest) = path.as_str().split_once('/').unwrap_or((path.as_str(), ""));
        match self.links.iter().find(|(_, name)| *name == top) {
            Some((target, _)) if rest.is_empty() => target.clone(),
            Some((target, _)) => target.join(rest),
            None => self.root.join(path.as_str()),
        }
    }

    /// What a path on the disk is in the shop; nothing if it does not belong there.
    pub(super) fn shop_paths(&self, path: &Path) -> Vec<ShopPath> {
        let places = self.links.iter().map(|(target, name)| (target.as_path(), *name));
        let inside = |(folder, name): (&Path, &str)| {
            let rest = path.strip_prefix(folder).ok()?.to_str()?;
            ShopPath::new(&if name.is_empty() { rest.to_string() } else { format!("{name}/{rest}") })
        };
        places.chain([(self.root.as_path(), "")]).filter_map(inside).filter(source::belongs).collect()
    }

    /// Whether the shop's own folder was moved or removed.
    pub(super) fn is_root_lost(&self, event: &Event) -> bool {
        matches!(event.kind, EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_)))
            && event.paths.contains(&self.root)
    }
}

/// Whether a folder may have come: made, or moved here.
pub(super) fn is_arrival(kind: EventKind) -> bool {
    !matches!(
        kind,
        EventKind::Access(_)
            | EventKind::Create(CreateKind::File)
            | EventKind::Modify(ModifyKind::Data(_) | ModifyKind::Metadata(_))
            | EventKind::Remove(_)
    )
}

/// Whether somebody only looked. Awning itself does, each time it reads.
fn is_glance(event: &Event) -> bool {
    matches!(event.kind, EventKind::Access(kind) if kind != AccessKind::Close(AccessMode::Write))
}

fn has_vanished(error: &notify::Error) -> bool {
    match &error.kind {
        ErrorKind::PathNotFound => true,
        ErrorKind::Io(error) => matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory),
        _ => false,
    }
}
