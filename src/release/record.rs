//! `release.json` beside a stored release's files: what it is, for which moment, when it was made. Takes and gives its bytes.

#![expect(clippy::disallowed_methods, reason = "the door out: releases are written here")]

use super::os;
use crate::error::Error;
use crate::fingerprint::Digest;
use jiff::{Timestamp, Zoned};
use serde::{Deserialize, Serialize};
use std::io::{self, Write as _};
use std::path::Path;

/// A record of more bytes is none that awning wrote.
const LIMIT: u64 = 64 << 10;

/// What is known of a release beside its files.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// How it came to be stored.
    pub kind: Kind,
    /// The moment that it was built for, in the shop's time zone.
    pub at: Zoned,
    /// When it was made.
    pub made: Timestamp,
    /// The version of the awning that made it.
    pub awning: String,
    /// The digest of its manifest, and so of every file.
    pub digest: String,
    /// Its files; the manifest is not counted.
    pub files: usize,
    /// Their bytes together.
    pub bytes: u64,
    /// When it went live last, if it ever did.
    #[serde(default)]
    pub went: Option<Timestamp>,
    /// When it stopped being live last, if it ever did.
    #[serde(default)]
    pub left: Option<Timestamp>,
    /// The stored release that was live before it.
    #[serde(default)]
    pub before: Option<String>,
    /// The output that it was live in: the digest of its path.
    #[serde(default)]
    pub out: Option<String>,
}

/// How a release came to be stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Made ahead, to go live later.
    Staged,
    /// It was live, and another took its place.
    Earlier,
}

impl Kind {
    /// The word in JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Staged => "staged",
            Self::Earlier => "earlier",
        }
    }
}

/// What a release that goes live, or is stored, writes down of itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Going {
    /// The moment that it was built for, in the shop's time zone.
    pub at: Zoned,
    /// When it was made.
    pub made: Timestamp,
    /// What the clock says.
    pub now: Timestamp,
    /// The version of the awning that made it.
    pub awning: String,
    /// Where it stands in the row of those that were live.
    pub step: Step,
}

/// Where a release stands in the row of those that were live.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// After the one that it replaces.
    Forward,
    /// Where it stood when it was live: after this one.
    Back(Option<String>),
}

/// The digest of a manifest's bytes, as records hold it.
pub(super) fn digest_of(manifest: &[u8]) -> String {
    Digest::of(manifest).hex()
}

impl Record {
    /// The bytes of `release.json`.
    pub(super) fn to_json(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }

    /// The record in a file; `None` if there is none that this awning understands.
    pub(super) fn read(path: &Path) -> Option<Self> {
        let found = std::fs::symlink_metadata(path).ok()?;
        let bytes = (found.is_file() && found.len() <= LIMIT).then(|| std::fs::read(path).ok())??;
        serde_json::from_slice(&bytes).ok()
    }

    /// Writes the record as a whole, or not at all.
    ///
    /// # Errors
    /// It cannot be written.
    pub(super) fn write(&self, path: &Path) -> Result<(), Error> {
        let json = self.to_json();
        let write = || -> io::Result<()> {
            os::may_write(json.len() as u64)?;
            let mut file = tempfile::Builder::new().prefix(".").tempfile_in(path.parent().unwrap_or(Path::new(".")))?;
            file.write_all(json.as_bytes())?;
            os::open_file_to_all(file.as_file());
            file.persist(path).map(drop).map_err(|failed| failed.error)
        };
        write().map_err(|source| Error::io("cannot write", path, source))
    }
}
