//! Made things, kept by key: `.awning/cache` holds bytes under the digest of what they were made from.
//!
//! `keys/<ab>/<key>` is a short text that names the key again and the digest of the bytes; `made/<ab>/<digest>` is the
//! bytes, clean, so that a release can link them. Both are written aside and renamed, so that another process or a
//! `kill -9` never leaves half a file under its name. Everything is verified when it is read; what does not verify is
//! not there. A folder that cannot be written is a cache that keeps nothing.
//!
//! [`digests`] and `verified` spare reading what was not touched; [`care`] removes what is not used.

#![expect(clippy::disallowed_methods, reason = "the cache keeps made things on the disk")]

pub mod care;
pub mod digests;
mod verified;

pub use care::{Extent, Limits, Pruned};
pub use digests::Digests;

use crate::artifact::Body;
use crate::fingerprint::Digest;
use care::{DAY, is_older, set_time};
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;
use verified::{Verified, stamp_of};

/// The first line of a key file; another version's entries are not understood, and made anew.
const HEADING: &str = "awning cache 1";

/// A key file is short; a longer one is none of ours.
const LONGEST_KEY_FILE: u64 = 512;

/// A store of made things.
#[derive(Clone, Debug)]
pub struct Cache {
    folder: Option<PathBuf>,
    /// What the clock says, to mark what is used.
    now: Option<SystemTime>,
    verified: Arc<Verified>,
}

impl Cache {
    /// The cache of the shop at `root`: `<root>/.awning/cache`, made when the first thing is put.
    #[must_use]
    pub fn of_shop(root: &Path) -> Self {
        Self::at(root.join(".awning").join("cache"))
    }

    /// A cache in a folder of one's choice.
    #[must_use]
    pub fn at(folder: PathBuf) -> Self {
        // Artifacts carry paths of the cache; they must hold wherever they are opened.
        Self { folder: Some(std::path::absolute(&folder).unwrap_or(folder)), now: None, verified: Arc::default() }
    }

    /// A cache that keeps nothing.
    #[must_use]
    pub fn none() -> Self {
        Self { folder: None, now: None, verified: Arc::default() }
    }

    /// Marks what is used from now on: once a day is often enough.
    #[must_use]
    pub fn used_at(self, now: SystemTime) -> Self {
        Self { now: Some(now), verified: Arc::default(), ..self }
    }

    /// The file that holds what was put under a key, its bytes verified: now, or within a week and not touched since.
    #[must_use]
    pub fn get(&self, key: Digest) -> Option<PathBuf> {
        if let Some(path) = self.sound(key) {
            return Some(path);
        }
        let (path, digest) = self.entry(key)?;
        let stamp = stamp_of(&path)?;
        if digest_of_file(&path).ok()? != digest {
            return None;
        }
        self.note_sound(key, &digest, stamp);
        Some(path)
    }

    /// The bytes that were put under a key, verified.
    #[must_use]
    pub fn bytes(&self, key: Digest) -> Option<Vec<u8>> {
        let (path, digest) = self.entry(key)?;
        let bytes = fs::read(path).ok()?;
        (Digest::of(&bytes).hex() == digest).then_some(bytes)
    }

    /// The bytes of an artifact, those that lie in the cache read from there.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn bytes_of(&self, body: &Body) -> io::Result<Vec<u8>> {
        match body {
            Body::Bytes(bytes) => Ok(bytes.clone()),
            Body::File(path) => fs::read(path),
        }
    }

    /// Keeps bytes under a key. The file that holds them, or `None` where nothing can be kept.
    #[expect(clippy::must_use_candidate, reason = "it is put whether one needs the file or not")]
    pub fn put(&self, key: Digest, bytes: &[u8]) -> Option<PathBuf> {
        let folder = self.folder.as_deref()?;
        let digest = Digest::of(bytes).hex();
        let made = made_file(folder, &digest);
        if digest_of_file(&made).ok().as_ref() != Some(&digest) {
            write_whole(folder, &made, bytes).ok()?;
        } else if let Some(now) = self.now {
            // It may have lost its keys long ago: it is new again.
            let _ = set_time(&made, now);
        }
        let text = format!("{HEADING}\n{key}\n{digest}\n");
        // Without its key file the thing is found by nobody, but it is there.
        let _ = write_whole(folder, &key_file(folder, key), text.as_bytes());
        Some(made)
    }

    fn entry(&self, key: Digest) -> Option<(PathBuf, String)> {
        let folder = self.folder.as_deref()?;
        let path = key_file(folder, key);
        let state = fs::symlink_metadata(&path).ok()?;
        if !state.is_file() || state.len() > LONGEST_KEY_FILE || !is_ours(&state) {
            return None;
        }
        let text = fs::read_to_string(&path).ok()?;
        let rest = text.strip_prefix(HEADING)?.strip_prefix('\n')?;
        let digest = rest.strip_prefix(&key.hex())?.strip_prefix('\n')?.strip_suffix('\n')?;
        let whole = digest.len() == 64 && digest.bytes().all(|b| b.is_ascii_hexdigit());
        self.mark_used(&path, &state);
        whole.then(|| (made_file(folder, digest), digest.to_string()))
    }

    fn mark_used(&self, path: &Path, state: &fs::Metadata) {
        let last = state.modified().ok();
        if let Some(now) = self.now.filter(|now| last.is_some_and(|last| is_older(last, DAY / 2, *now))) {
            // Unmarked, it is made anew some day.
            let _ = set_time(path, now);
        }
    }
}

fn key_file(folder: &Path, key: Digest) -> PathBuf {
    folder.join("keys").join(key.short(2)).join(key.hex())
}

fn made_file(folder: &Path, digest: &str) -> PathBuf {
    folder.join("made").join(digest.get(..2).unwrap_or("00")).join(digest)
}

/// What another user wrote is not trusted: it may name any bytes.
#[cfg(unix)]
fn is_ours(state: &fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    state.uid() == rustix::process::geteuid().as_raw()
}

#[cfg(not(unix))]
fn is_ours(_: &fs::Metadata) -> bool {
    true
}

fn digest_of_file(path: &Path) -> io::Result<String> {
    if !fs::symlink_metadata(path)?.is_file() {
        return Err(io::Error::other("not a file"));
    }
    fs::read(path).map(|bytes| Digest::of(&bytes).hex())
}

/// Writes aside and renames: the name has the whole bytes, or what it had before.
fn write_whole(folder: &Path, path: &Path, bytes: &[u8]) -> io::Result<()> {
    let aside = folder.join("aside");
    fs::create_dir_all(&aside)?;
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    let mut file = readable().tempfile_in(&aside)?;
    file.write_all(bytes)?;
    file.persist(path).map_err(|failed| failed.error)?;
    Ok(())
}

/// A release links these files: they are as readable as any file that the user makes.
fn readable() -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder
}
