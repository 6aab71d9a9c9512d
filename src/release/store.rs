//! `.awning/releases/`: releases that wait to go live, and those that were live before. One folder each, its name the
//! release's: `release.json` is the [`Record`], `files/` the release as it is published, manifest included.
//!
//! Beside them, `.live-<out>.json` is the record of the release that is live in an output. Deleting any of it, or all,
//! changes nothing in the outputs: what is not there cannot be switched to, and that is all.

#![expect(clippy::disallowed_methods, reason = "the door out: releases are written here")]

use super::manifest::{self, Manifest};
use super::output::{Names, resolved};
use super::record::{Kind, Record, digest_of};
use crate::error::Error;
use crate::fingerprint::Digest;
use crate::paths::is_slug;
use jiff::Timestamp;
use std::io;
use std::path::{Path, PathBuf};

/// The name of a record.
pub(super) const RECORD: &str = "release.json";

/// The name of the folder beside the record.
pub(super) const FILES: &str = "files";

/// Where the releases of a shop are stored, seen from one output.
#[derive(Clone, Debug)]
pub struct Store {
    /// `.awning/releases`.
    pub(super) folder: PathBuf,
    /// The output.
    pub(super) out: PathBuf,
    /// What stands for the output in names and records.
    pub(super) key: String,
}

/// A stored release.
#[derive(Clone, Debug, PartialEq)]
pub struct Stored {
    /// Its name: that of its folder.
    pub name: String,
    /// What is known of it.
    pub record: Record,
}

/// How the release that is live differs from a stored one. All sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// Files that only the stored one has.
    pub added: Vec<String>,
    /// Files that both have, with other bytes.
    pub changed: Vec<String>,
    /// Files that only the live one has.
    pub removed: Vec<String>,
}

impl Store {
    /// The store of the shop at `root`, for what is live in `out`.
    ///
    /// # Errors
    /// The folders around cannot be found.
    pub fn of(root: &Path, out: &Path) -> Result<Self, Error> {
        let root = resolved(root)?;
        let absolute = std::path::absolute(out).map_err(|source| Error::io("cannot find", out, source))?;
        let out = resolved(&absolute)?;
        // Inside the shop the path counts from there, so that a shop can be moved.
        let named = out.strip_prefix(&root).unwrap_or(&out).to_string_lossy().into_owned();
        let key = Digest::of(named.as_bytes()).short(8);
        Ok(Self { folder: root.join(".awning").join("releases"), out, key })
    }

    /// Every release that can be read: staged ones by their moment, then earlier ones, the last one first.
    ///
    /// # Errors
    /// The folder cannot be read.
    pub fn all(&self) -> Result<Vec<Stored>, Error> {
        let entries = match std::fs::read_dir(&self.folder) {
            Ok(entries) => entries,
            Err(source) if source.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(source) => return Err(Error::io("cannot read", &self.folder, source)),
        };
        let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        let mut all: Vec<Stored> = names.filter_map(|name| self.find(&name)).collect();
        all.retain(|stored| stored.record.out.as_ref().is_none_or(|out| *out == self.key));
        all.sort_by_key(order);
        Ok(all)
    }

    /// The release of a name.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<Stored> {
        let record = is_slug(name).then(|| Record::read(&self.folder.join(name).join(RECORD)))??;
        Some(Stored { name: name.to_string(), record })
    }

    /// The record of the release that is live, if it is still the one that went live last.
    #[must_use]
    pub fn live(&self) -> Option<Record> {
        let digest = digest_of(&manifest::bytes_of(&self.out).ok()??);
        Record::read(&self.live_path()).filter(|record| record.digest == digest)
    }

    /// The digest of what is live, recorded or not.
    #[must_use]
    pub fn live_digest(&self) -> Option<String> {
        manifest::bytes_of(&self.out).ok()?.map(|bytes| digest_of(&bytes))
    }

    /// The staged release that is to be live at an instant, if it is not yet, and nothing later is: of several the one
    /// with the latest moment.
    ///
    /// # Errors
    /// The folder cannot be read.
    pub fn due(&self, now: Timestamp) -> Result<Option<Stored>, Error> {
        let live = self.live().map(|record| record.at.timestamp());
        let is_due = |stored: &Stored| {
            let at = stored.record.at.timestamp();
            stored.record.kind == Kind::Staged
                && stored.record.went.is_none()
                && at <= now
                && live.is_none_or(|live| live < at)
        };
        Ok(self.all()?.into_iter().rfind(is_due))
    }

    /// What would change if a stored release went live.
    ///
    /// # Errors
    /// Its manifest, or that of the live one, cannot be read.
    pub fn difference(&self, stored: &Stored) -> Result<Difference, Error> {
        let (next, _) = self.manifest(stored)?;
        let live = manifest::read_manifest(&self.out)?.unwrap_or_default();
        let is_changed =
            |path: &&String| live.files.get(*path).is_some_and(|entry| next.files.get(*path) != Some(entry));
        let owned = |paths: Vec<&String>| paths.into_iter().cloned().collect();
        Ok(Difference {
            added: owned(next.files.keys().filter(|path| !live.files.contains_key(*path)).collect()),
            changed: owned(next.files.keys().filter(is_changed).collect()),
            removed: owned(live.files.keys().filter(|path| !next.files.contains_key(*path)).collect()),
        })
    }

    /// The manifest of a stored release, and its bytes, if it is the one that was recorded.
    pub(super) fn manifest(&self, stored: &Stored) -> Result<(Manifest, Vec<u8>), Error> {
        let files = self.folder.join(&stored.name).join(FILES);
        let bytes = manifest::bytes_of(&files)?.filter(|bytes| digest_of(bytes) == stored.record.digest);
        let parsed = bytes.and_then(|bytes| Some((manifest::parse(&files, &bytes).transpose()?, bytes)));
        match parsed {
            Some((manifest, bytes)) => Ok((manifest?, bytes)),
            None => Err(Error::ReleaseDamaged(stored.name.clone(), manifest::NAME.to_string())),
        }
    }

    /// The names of a stored release, its lock among them.
    pub(super) fn names(&self, name: &str) -> Names {
        Names::beside(self.folder.clone(), name.as_ref())
    }

    pub(super) fn live_path(&self) -> PathBuf {
        self.folder.join(format!(".live-{}.json", self.key))
    }
}

/// Staged ones by moment, then earlier ones backwards.
fn order(stored: &Stored) -> (bool, Timestamp, i128, String) {
    let record = &stored.record;
    match record.kind {
        Kind::Staged => (false, record.at.timestamp(), record.made.as_nanosecond(), stored.name.clone()),
        Kind::Earlier => {
            let left = record.left.unwrap_or(record.made).as_nanosecond();
            (true, Timestamp::MIN, -left, stored.name.clone())
        }
    }
}
