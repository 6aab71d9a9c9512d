//! What was read and found sound a while ago, and was not touched since, is not read again by every build.
//!
//! `verified` is one file: a heading, the digest of the rest, the rest as JSON. It counts for a week: then everything is
//! read once more, because a disk that loses bits says nothing of it.

use super::digests::{read_json, time_of, write_json};
use super::{Cache, key_file, made_file};
use crate::fingerprint::{Digest, Stamp, TICK};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::UNIX_EPOCH;

/// The file's name, and its first line; another version's is not understood.
const NAME: &str = "verified";
const HEADING: &str = "awning verified 1";

/// How long it counts, in seconds.
const WEEK: u64 = 7 * 24 * 60 * 60;

/// Made files that are known to be sound.
#[derive(Debug, Default)]
pub(super) struct Verified {
    kept: OnceLock<Kept>,
    /// Those that this run asked for.
    used: Mutex<BTreeMap<String, Sound>>,
}

/// What is kept of it between runs.
#[derive(Debug, Default, Deserialize, Serialize)]
struct Kept {
    /// When everything was read, in seconds since 1970.
    since: u64,
    /// By key.
    sound: BTreeMap<String, Sound>,
    /// When this run began, by the clock of the file system itself.
    #[serde(skip)]
    began: i64,
}

/// A made file that was sound: its digest and its stamp then.
type Sound = (String, Stamp);

impl Cache {
    /// The file of a key, if it was sound and was not touched since.
    pub(super) fn sound(&self, key: Digest) -> Option<PathBuf> {
        let (folder, kept) = self.folder.as_deref().zip(self.kept())?;
        let (digest, stamp) = kept.sound.get(&key.hex())?;
        let made = made_file(folder, digest);
        let key_path = key_file(folder, key);
        let state = fs::symlink_metadata(&key_path).ok()?;
        if stamp_of(&made)? != *stamp {
            return None;
        }
        self.mark_used(&key_path, &state);
        self.note(key, digest, *stamp);
        Some(made)
    }

    /// Notes that a made file was read and is sound. `stamp` is from before it was read.
    pub(super) fn note_sound(&self, key: Digest, digest: &str, stamp: Stamp) {
        // What was written within a tick may be written again unnoticed.
        if self.kept().is_some_and(|kept| stamp.written.saturating_add(TICK) < kept.began) {
            self.note(key, digest, stamp);
        }
    }

    fn note(&self, key: Digest, digest: &str, stamp: Stamp) {
        let mut used = self.verified.used.lock().unwrap_or_else(PoisonError::into_inner);
        used.insert(key.hex(), (digest.to_string(), stamp));
    }

    /// Keeps what this run found to be sound, for the next.
    pub fn keep_verified(&self) {
        let (Some(folder), Some(kept)) = (self.folder.as_deref(), self.kept()) else { return };
        let sound = std::mem::take(&mut *self.verified.used.lock().unwrap_or_else(PoisonError::into_inner));
        if sound != kept.sound {
            write_json(folder, NAME, HEADING, &Kept { since: kept.since, sound, began: 0 });
        }
    }

    /// Only who knows the time knows whether it still counts.
    fn kept(&self) -> Option<&Kept> {
        let (folder, now) = self.folder.as_deref().zip(self.now)?;
        let now = now.duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
        Some(self.verified.kept.get_or_init(|| {
            let began = time_of(folder).unwrap_or(i64::MIN);
            let kept = read_json::<Kept>(folder, NAME, HEADING);
            let counts = |kept: &Kept| kept.since <= now && now - kept.since < WEEK;
            kept.filter(counts).map_or(Kept { since: now, began, ..Kept::default() }, |kept| Kept { began, ..kept })
        }))
    }
}

/// A made file's stamp without the time of its last change: a release that links it changes that.
pub(super) fn stamp_of(made: &Path) -> Option<Stamp> {
    let state = fs::symlink_metadata(made).ok().filter(fs::Metadata::is_file)?;
    Some(Stamp { changed: 0, ..Stamp::of(&state) })
}
