//! Digests of the shop's files, by what the file system says of them: a file that was not touched is not read again.
//!
//! `digests` is one file: a heading, the digest of the rest, the rest as JSON. What does not verify is not there.

use super::{Cache, is_ours, write_whole};
use crate::fingerprint::{Digest, Stamp};
use crate::paths::ShopPath;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// The file's name, and its first line; another version's is not understood.
const NAME: &str = "digests";
const HEADING: &str = "awning digests 1";

/// A longer file is none of ours.
const LONGEST: u64 = 256 << 20;

/// Digests that are known.
#[derive(Debug, Default)]
pub struct Digests {
    /// When these began to be used, by the clock of the file system itself.
    began: i64,
    known: BTreeMap<String, (Stamp, String)>,
}

impl Digests {
    /// The digest of a file, if it has not been touched since it was read.
    #[must_use]
    pub fn get(&self, path: &ShopPath, stamp: Stamp) -> Option<Digest> {
        let (known, digest) = self.known.get(path.as_str())?;
        (*known == stamp).then(|| Digest::parse(digest)).flatten()
    }
}

impl Cache {
    /// The digests that were kept. Files are to be read after this.
    #[must_use]
    pub fn digests(&self) -> Digests {
        let Some(folder) = self.folder.as_deref() else { return Digests::default() };
        Digests {
            began: time_of(folder).unwrap_or(i64::MIN),
            known: read_json(folder, NAME, HEADING).unwrap_or_default(),
        }
    }

    /// Keeps digests of files with the stamps they had before they were read. What is known of a file that `stamp` does
    /// not know any more is forgotten.
    pub fn keep_digests<'a>(
        &self,
        mut digests: Digests,
        read: impl IntoIterator<Item = (&'a ShopPath, Stamp, Digest)>,
        stamp: impl Fn(&ShopPath) -> Option<Stamp>,
    ) {
        let Some(folder) = self.folder.as_deref() else { return };
        let before = digests.known.len();
        let mut changed = false;
        for (path, stamp, digest) in read {
            if stamp.is_settled(digests.began) {
                changed = true;
                digests.known.insert(path.as_str().to_string(), (stamp, digest.hex()));
            }
        }
        digests.known.retain(|path, _| ShopPath::new(path).is_some_and(|path| stamp(&path).is_some()));
        if changed || digests.known.len() != before {
            write_json(folder, NAME, HEADING, &digests.known);
        }
    }
}

/// Reads a file of the cache that verifies itself.
pub(super) fn read_json<T: DeserializeOwned>(folder: &Path, name: &str, heading: &str) -> Option<T> {
    let path = folder.join(name);
    let state = fs::symlink_metadata(&path).ok()?;
    if !state.is_file() || state.len() > LONGEST || !is_ours(&state) {
        return None;
    }
    let text = fs::read_to_string(path).ok()?;
    let (digest, json) = text.strip_prefix(heading)?.strip_prefix('\n')?.split_once('\n')?;
    (Digest::of(json.as_bytes()).hex() == digest).then(|| serde_json::from_str(json).ok()).flatten()
}

/// Writes such a file. Without it, more is read than needed.
pub(super) fn write_json<T: Serialize>(folder: &Path, name: &str, heading: &str, value: &T) {
    if let Ok(json) = serde_json::to_string(value) {
        let text = format!("{heading}\n{}\n{json}", Digest::of(json.as_bytes()));
        let _ = write_whole(folder, &folder.join(name), text.as_bytes());
    }
}

/// What time it is for the file system: that of a file made now.
pub(super) fn time_of(folder: &Path) -> Option<i64> {
    let aside = folder.join("aside");
    fs::create_dir_all(&aside).ok()?;
    let file = tempfile::tempfile_in(aside).ok()?;
    file.metadata().ok().map(|state| Stamp::of(&state).written)
}
