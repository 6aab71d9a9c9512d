//! Artifacts → `public/`, all or nothing: the one door out.
//!
//! [`begin`] takes the lock and looks at the live release; [`Stage::put`] takes artifacts from many threads and writes
//! those that differ into a tree beside `public/`; [`Stage::finish`] links what stayed the same, adds the
//! [`Manifest`], waits for the disk and makes the tree live in one step. Until that step `public/` is untouched, and
//! whatever happens before it leaves nothing behind; what a kill leaves is cleaned by the next [`begin`].
//!
//! A stage that is begun by [`begin_staged`] goes to [`store`] instead, whole or not at all as well; [`go`] makes it live
//! later. The store keeps the releases that were live before, too.
//!
//! Published files may be hard links to the cache and to stored releases, so they are never written in place.

#![expect(clippy::disallowed_methods, reason = "the door out: releases are written here")]

mod going;
mod keep;
mod lock;
mod manifest;
mod old;
mod os;
#[doc(hidden)]
pub mod output;
mod record;
mod removal;
mod store;
#[doc(hidden)]
pub mod switch;
mod tree;

pub use going::{Wanted, go};
pub use keep::prune;
pub use manifest::{Entry, Manifest, NAME, read_manifest};
pub use record::{Going, Kind, Record, Step};
pub use store::{Difference, Store, Stored};

use crate::artifact::{Artifact, Body};
use crate::error::Error;
use lock::Lock;
use old::Old;
use output::Names;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use tree::Tree;

/// A release being made: files are put from many threads at once, then it goes live as a whole.
/// Dropped unfinished, it leaves nothing behind and `public/` untouched.
#[derive(Debug)]
pub struct Stage {
    // Dropped in this order: the tree is removed before the lock is let go.
    tree: Tree,
    old: Old,
    files: Mutex<BTreeMap<String, Put>>,
    failed: AtomicBool,
    goal: Goal,
    names: Names,
    _lock: Lock,
    _around: Around,
}

/// What becomes of a stage when it is finished.
#[derive(Debug)]
enum Goal {
    /// It goes live. What it replaces is kept where there is a store.
    Live(Option<(Store, Going)>),
    /// It waits in the store.
    Waits(Option<Going>),
}

/// What a release did to `public/`. The manifest is not counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Files that are new or changed.
    pub written: usize,
    /// Files taken over from the last release.
    pub unchanged: usize,
    /// Files of the last release that are gone.
    pub removed: usize,
    /// Files in the release.
    pub files: usize,
    /// Their bytes together.
    pub bytes: u64,
}

/// A file that was put.
#[derive(Clone, Copy, Debug)]
struct Put {
    entry: Entry,
    fate: Fate,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    /// The live release has the same bytes; linked when the stage is finished.
    Kept,
    /// Lies in the new tree.
    Written,
}

/// Begins a release of the shop at `root` into `out`.
///
/// # Errors
/// [`Error::Locked`] if another awning works on `out`; [`Error::OutputRefused`] if `out` overlaps the shop, is no
/// folder, or holds what awning did not make; [`Error::Io`] if the machine fails.
pub fn begin(root: &Path, out: &Path) -> Result<Stage, Error> {
    let names = Names::of(root, out)?;
    let around = Around::make(&names.around)?;
    let lock = Lock::take(&names)?;
    switch::recover(&names)?;
    let old = Old::read(&names)?;
    let tree = Tree::make(&names.new)?;
    let (files, failed, goal) = (Mutex::default(), AtomicBool::new(false), Goal::Live(None));
    Ok(Stage { tree, old, files, failed, goal, names, _lock: lock, _around: around })
}

/// Begins a release of the shop at `root` that waits in the store under a name, instead of going live in `out`. One
/// that waits under that name already is replaced.
///
/// # Errors
/// As [`begin`]; [`Error::OutputRefused`] if the name is that of an earlier release.
pub fn begin_staged(root: &Path, out: &Path, name: &str) -> Result<Stage, Error> {
    let store = Store::of(root, out)?;
    let names = store.names(name);
    if store.find(name).is_some_and(|stored| stored.record.kind == Kind::Earlier) {
        return Err(output::refused(&names.out, "is a release that was live; choose another name for --stage"));
    }
    let around = Around::make(&names.around)?;
    let lock = Lock::take(&names)?;
    switch::recover(&names)?;
    let old = Old::stored(&names.out.join(store::FILES))?;
    let tree = Tree::make(&names.new)?.inside(store::FILES)?;
    let (files, failed, goal) = (Mutex::default(), AtomicBool::new(false), Goal::Waits(None));
    Ok(Stage { tree, old, files, failed, goal, names, _lock: lock, _around: around })
}

impl Stage {
    /// Takes a finished file into the release. May be called from many threads.
    ///
    /// # Errors
    /// [`Error::Io`] if it cannot be written, or if its path is taken. The stage cannot be finished after that.
    pub fn put(&self, artifact: Artifact) -> Result<(), Error> {
        let taken = self.take(artifact);
        if taken.is_err() {
            self.failed.store(true, Ordering::Relaxed);
        }
        taken
    }

    /// Has the release remembered when it is finished, and the one that it replaces kept.
    #[must_use]
    pub fn remember(self, store: Store, going: Going) -> Self {
        let goal = match self.goal {
            Goal::Live(_) => Goal::Live(Some((store, going))),
            Goal::Waits(_) => Goal::Waits(Some(going)),
        };
        Self { goal, ..self }
    }

    /// Makes the release live, unless it is the one that is live already; or stores it, if it was begun so.
    ///
    /// # Errors
    /// [`Error::Io`] if the machine fails, [`Error::OutputRefused`] if something lies in the old release that awning
    /// did not make; the old release stays live.
    pub fn finish(self) -> Result<Outcome, Error> {
        if self.failed.into_inner() {
            return Err(Error::Internal("a release was finished after one of its files had failed".into()));
        }
        let files = self.files.into_inner().unwrap_or_else(PoisonError::into_inner);
        let outcome = tally(&files, &self.old.manifest);
        let json = manifest_of(&files).to_json();
        let is_live = matches!(self.goal, Goal::Live(_));
        if !(is_live && outcome.written == 0 && self.old.is(&json)) {
            if is_live {
                self.old.refuse_all_foreign()?;
            }
            link_kept(&files, &self.old, &self.tree)?;
            self.tree.write(NAME, json.as_bytes())?;
            if let Goal::Waits(Some(going)) = &self.goal {
                self.tree.write_beside(store::RECORD, keep::staged(going, &json, outcome).to_json().as_bytes())?;
            }
            self.tree.sync()?;
            switch::switch(&self.names, os::exchange)?;
            // The old tree, now in the place of the new one, may only go when the exchange is on the disk.
            os::sync_names_in(&self.names.around);
        }
        if let Goal::Live(Some((store, going))) = &self.goal {
            keep::remember(store, going, &self.old, &json, outcome, &self.names.new);
        }
        Ok(outcome)
    }

    fn take(&self, artifact: Artifact) -> Result<(), Error> {
        let Artifact { path, body } = artifact;
        if !manifest::is_safe(&path) {
            return Err(Error::Internal(format!("the path {path:?} cannot be published")));
        }
        match body {
            Body::Bytes(bytes) => self.take_bytes(&path, &bytes),
            Body::File(made) => self.take_file(&path, &made),
        }
    }

    fn take_bytes(&self, path: &str, bytes: &[u8]) -> Result<(), Error> {
        match self.note(path, bytes)? {
            Fate::Kept => Ok(()),
            Fate::Written => self.tree.write(path, bytes),
        }
    }

    fn take_file(&self, path: &str, made: &Path) -> Result<(), Error> {
        if let Some(entry) = self.old.shares(path, made) {
            return self.record(path, Put { entry, fate: Fate::Kept });
        }
        let bytes = std::fs::read(made).map_err(|source| Error::io("cannot read", made, source))?;
        match self.note(path, &bytes)? {
            Fate::Kept => Ok(()),
            Fate::Written if os::can_link(made) => self.tree.link(path, made),
            Fate::Written => self.tree.write(path, &bytes),
        }
    }

    /// Decides what becomes of a file, and remembers it.
    fn note(&self, path: &str, bytes: &[u8]) -> Result<Fate, Error> {
        let entry = Entry::of(bytes);
        let fate = if self.old.holds(path, &entry, bytes) { Fate::Kept } else { Fate::Written };
        self.record(path, Put { entry, fate })?;
        Ok(fate)
    }

    fn record(&self, path: &str, put: Put) -> Result<(), Error> {
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        if files.insert(path.to_string(), put).is_some() {
            let taken = std::io::ErrorKind::AlreadyExists.into();
            return Err(Error::io("cannot publish two files as", Path::new(path), taken));
        }
        Ok(())
    }
}

fn tally(files: &BTreeMap<String, Put>, old: &Manifest) -> Outcome {
    let unchanged = files.values().filter(|put| put.fate == Fate::Kept).count();
    Outcome {
        written: files.len() - unchanged,
        unchanged,
        removed: old.files.keys().filter(|path| !files.contains_key(*path)).count(),
        files: files.len(),
        bytes: files.values().map(|put| put.entry.size).sum(),
    }
}

fn manifest_of(files: &BTreeMap<String, Put>) -> Manifest {
    Manifest { files: files.iter().map(|(path, put)| (path.clone(), put.entry)).collect() }
}

/// Gives every kept file its second name in the new tree.
fn link_kept(files: &BTreeMap<String, Put>, old: &Old, tree: &Tree) -> Result<(), Error> {
    let kept: Vec<&String> = files.iter().filter(|(_, put)| put.fate == Fate::Kept).map(|(path, _)| path).collect();
    kept.par_iter().with_min_len(32).try_for_each(|path| tree.link(path, &old.root.join(path)))
}

/// The folders around the output that did not exist; removed again if nothing comes to lie in them.
#[derive(Debug)]
struct Around {
    made: Vec<PathBuf>,
}

impl Around {
    fn make(folder: &Path) -> Result<Self, Error> {
        let mut around = Self { made: Vec::new() };
        let missing: Vec<&Path> = folder.ancestors().take_while(|folder| !folder.exists()).collect();
        for folder in missing.into_iter().rev() {
            std::fs::create_dir(folder).map_err(|source| Error::io("cannot make the folder", folder, source))?;
            around.made.push(folder.to_path_buf());
        }
        Ok(around)
    }
}

impl Drop for Around {
    fn drop(&mut self) {
        for folder in self.made.iter().rev() {
            let _ = std::fs::remove_dir(folder);
        }
    }
}
