//! Stored releases going live: `public/` becomes one of them as a whole, or stays as it was. Takes the shop, the output
//! and what is wanted; every file is held against the manifest before any of it is published.

#![expect(clippy::disallowed_methods, reason = "the door out: releases are written here")]

use super::lock::Lock;
use super::manifest::Entry;
use super::record::Kind;
use super::store::{FILES, RECORD, Store, Stored};
use super::{Going, Outcome, Stage, Step, os};
use crate::error::Error;
use jiff::Timestamp;
use rayon::prelude::*;
use std::io::Read as _;
use std::path::Path;

/// What is to go live.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted<'a> {
    /// The release of this name.
    Named(&'a str),
    /// The one that was live before.
    Before,
    /// The staged one whose moment has come.
    Due,
}

/// Makes a stored release live; gives it and what changed. `None` if there is none that is wanted.
///
/// # Errors
/// [`Error::Locked`] if another awning works on the output or on the stored release, [`Error::ReleaseDamaged`] if it is
/// not what it was; [`Error::OutputRefused`], [`Error::Io`] as for a build. The live release stays live.
pub fn go(root: &Path, out: &Path, wanted: Wanted<'_>, now: Timestamp) -> Result<Option<(Stored, Outcome)>, Error> {
    // Chosen while nobody else can switch, so that two at once do not undo each other.
    let stage = super::begin(root, out)?;
    let store = Store::of(root, out)?;
    let Some((stored, step)) = choose(&store, wanted, now)? else { return Ok(None) };
    let _lock = Lock::take(&store.names(&stored.name))?;
    let (manifest, _) = store.manifest(&stored)?;
    let files = store.folder.join(&stored.name).join(FILES);
    let entries: Vec<(&String, &Entry)> = manifest.files.iter().collect();
    let damaged = |path: &str| Error::ReleaseDamaged(stored.name.clone(), path.to_string());
    let took = entries.par_iter().with_min_len(32).try_for_each(|(path, entry)| {
        let is_sound = stage.take_stored(path, **entry, &files.join(path))?;
        is_sound.then_some(()).ok_or_else(|| damaged(path))
    });
    took?;
    let record = &stored.record;
    let (at, awning) = (record.at.clone(), record.awning.clone());
    let outcome = stage.remember(store.clone(), Going { at, made: record.made, now, awning, step }).finish()?;
    let went = super::Record { went: Some(now), ..record.clone() };
    // A mark for `due`; without it, the moment of the live release says the same.
    let _ = match store.find(&stored.name) {
        Some(again) if again.record.kind == Kind::Staged => {
            super::Record { went: Some(now), ..again.record }.write(&store.folder.join(&stored.name).join(RECORD))
        }
        _ => Ok(()),
    };
    Ok(Some((Stored { record: went, ..stored }, outcome)))
}

fn choose(store: &Store, wanted: Wanted<'_>, now: Timestamp) -> Result<Option<(Stored, Step)>, Error> {
    Ok(match wanted {
        Wanted::Named(name) => store.find(name).map(|stored| (stored, Step::Forward)),
        Wanted::Due => store.due(now)?.map(|stored| (stored, Step::Forward)),
        Wanted::Before => before(store)?.map(|stored| {
            let step = Step::Back(stored.record.before.clone());
            (stored, step)
        }),
    })
}

/// The release that was live before: as recorded, else the last one that was kept.
fn before(store: &Store) -> Result<Option<Stored>, Error> {
    if let Some(live) = store.live() {
        return Ok(live.before.and_then(|name| store.find(&name)));
    }
    let live = store.live_digest();
    let is_earlier =
        |stored: &Stored| stored.record.kind == Kind::Earlier && Some(&stored.record.digest) != live.as_ref();
    Ok(store.all()?.into_iter().find(is_earlier))
}

impl Stage {
    /// Takes a file of a stored release. `false` if it is not what its manifest says.
    fn take_stored(&self, path: &str, entry: Entry, from: &Path) -> Result<bool, Error> {
        let read = os::open(from).and_then(|mut file| {
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).map(|_| bytes)
        });
        let bytes = match read {
            Ok(bytes) => bytes,
            Err(_) if !std::fs::symlink_metadata(from).is_ok_and(|found| found.is_file()) => return Ok(false),
            Err(source) => return Err(Error::io("cannot read", from, source)),
        };
        if Entry::of(&bytes) != entry {
            return Ok(false);
        }
        match self.note(path, &bytes)? {
            super::Fate::Kept => Ok(true),
            super::Fate::Written if os::can_link(from) => self.tree.link(path, from).map(|()| true),
            super::Fate::Written => self.tree.write(path, &bytes).map(|()| true),
        }
    }
}
