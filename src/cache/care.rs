//! The care of the cache: how much it holds, and what of it may go.
//!
//! A key file's time is when its thing was used last, to the day. What was used within a day is in use, and stays. Key
//! files go first, then made files that no key names: whatever happens in between, at worst something is made anew.

use super::{Cache, HEADING};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// How exact a key file's time is.
pub(super) const DAY: Duration = Duration::from_hours(24);

/// A file that was just written may not have its key yet.
const HOUR: Duration = Duration::from_hours(1);

/// What a cache holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Extent {
    /// Things that are found by a key.
    pub things: usize,
    /// Files, keys included.
    pub files: usize,
    /// Their bytes.
    pub bytes: u64,
    /// When the thing that was not used for longest was used last.
    pub oldest: Option<SystemTime>,
}

/// What is to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// What was not used for so long.
    pub unused_for: Option<Duration>,
    /// What was not used for longest, until so many bytes are left.
    pub bytes: Option<u64>,
}

impl Limits {
    /// Those that a build keeps by itself: 60 days, 4 GB.
    pub const USUAL: Self = Self { unused_for: Some(Duration::from_hours(60 * 24)), bytes: Some(4_000_000_000) };
}

/// What went.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pruned {
    /// Things that are not found any more.
    pub things: usize,
    /// Bytes that are free.
    pub bytes: u64,
}

/// A file of the cache.
#[derive(Debug)]
struct Found {
    path: PathBuf,
    bytes: u64,
    written: SystemTime,
}

/// A key file, and the digest that it names.
#[derive(Debug)]
struct Key {
    file: Found,
    made: String,
}

impl Cache {
    /// How much it holds.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn extent(&self) -> io::Result<Extent> {
        let Some(folder) = self.folder.as_deref() else { return Ok(Extent::default()) };
        let (keys, all) = (files(&folder.join("keys"))?, files(folder)?);
        Ok(Extent {
            things: keys.len(),
            files: all.len(),
            bytes: all.iter().map(|file| file.bytes).sum(),
            oldest: keys.iter().map(|key| key.written).min(),
        })
    }

    /// Removes what lies above the limits, except what was used within a day of `now`.
    ///
    /// # Errors
    /// It cannot be read. What cannot be removed stays.
    pub fn prune(&self, limits: Limits, now: SystemTime) -> io::Result<Pruned> {
        let Some(folder) = self.folder.as_deref() else { return Ok(Pruned::default()) };
        let mut pruned = Pruned::default();
        let remove = |file: &Found, pruned: &mut Pruned| {
            let gone = fs::remove_file(&file.path).is_ok();
            pruned.bytes += if gone { file.bytes } else { 0 };
            gone
        };
        let made = files(&folder.join("made"))?;
        let (stay, go) = divided(keys(folder)?, &made, limits, now);
        for Key { file, .. } in &go {
            // Looked at again: another awning may have found a use for it just now.
            if written(&file.path) == Some(file.written) {
                pruned.things += usize::from(remove(file, &mut pruned));
            }
        }
        let named: BTreeSet<&str> = stay.iter().map(|key| key.made.as_str()).collect();
        let loose = made.iter().filter(|file| !named.contains(name_of(&file.path)));
        for file in loose.chain(&files(&folder.join("aside"))?) {
            if written(&file.path).is_some_and(|written| is_older(written, HOUR, now)) {
                remove(file, &mut pruned);
            }
        }
        Ok(pruned)
    }

    /// Prunes by the usual limits, if that was not done within a day. Nobody waits for it, and nobody is told.
    pub fn care(&self, now: SystemTime) {
        let Some(folder) = self.folder.as_deref() else { return };
        let marker = folder.join("pruned");
        if written(&marker).is_some_and(|at| !is_older(at, DAY, now)) || !folder.is_dir() {
            return;
        }
        // The marker first: two that care at once would only do the same twice.
        if fs::write(&marker, "").and_then(|()| set_time(&marker, now)).is_ok() {
            let _ = self.prune(Limits::USUAL, now);
        }
    }

    /// Removes all of it.
    ///
    /// # Errors
    /// It cannot be removed.
    pub fn clear(&self) -> io::Result<Extent> {
        let extent = self.extent()?;
        let Some(folder) = self.folder.as_deref() else { return Ok(extent) };
        match fs::remove_dir_all(folder) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(extent),
        }
    }
}

/// Which keys stay and which go: unused ones, then the longest unused until what is left fits.
fn divided(mut keys: Vec<Key>, made: &[Found], limits: Limits, now: SystemTime) -> (Vec<Key>, Vec<Key>) {
    let sizes: BTreeMap<&str, u64> = made.iter().map(|file| (name_of(&file.path), file.bytes)).collect();
    keys.sort_by(|a, b| (b.file.written, &a.file.path).cmp(&(a.file.written, &b.file.path)));
    let (mut counted, mut bytes) = (BTreeSet::new(), 0);
    keys.into_iter().partition(|key| {
        let size = sizes.get(key.made.as_str()).copied().unwrap_or_default();
        bytes += key.file.bytes + if counted.insert(key.made.clone()) { size } else { 0 };
        let unused = limits.unused_for.is_some_and(|most| is_older(key.file.written, most, now));
        let is_above = limits.bytes.is_some_and(|most| bytes > most);
        !is_older(key.file.written, DAY, now) || !(unused || is_above)
    })
}

/// Every key file that is understood; others, of other versions, name nothing.
fn keys(folder: &Path) -> io::Result<Vec<Key>> {
    let keys = files(&folder.join("keys"))?.into_iter().map(|file| {
        let text = fs::read_to_string(&file.path).unwrap_or_default();
        let made = text.strip_prefix(HEADING).and_then(|rest| rest.lines().last()).unwrap_or_default();
        Key { made: made.to_string(), file }
    });
    Ok(keys.collect())
}

/// Every file below a folder; none where there is no folder.
fn files(folder: &Path) -> io::Result<Vec<Found>> {
    let mut files = Vec::new();
    for entry in walkdir::WalkDir::new(folder).sort_by_file_name() {
        match entry.map(|entry| (entry.metadata(), entry.into_path())) {
            Ok((Ok(state), path)) if state.is_file() => files.push(found(path, &state)),
            // Another awning may remove files at the same time.
            Ok(_) => {}
            Err(error) if error.io_error().is_some_and(|error| error.kind() == io::ErrorKind::NotFound) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(files)
}

fn found(path: PathBuf, state: &Metadata) -> Found {
    Found { path, bytes: state.len(), written: state.modified().unwrap_or(SystemTime::UNIX_EPOCH) }
}

fn name_of(path: &Path) -> &str {
    path.file_name().and_then(|name| name.to_str()).unwrap_or_default()
}

fn written(path: &Path) -> Option<SystemTime> {
    fs::symlink_metadata(path).and_then(|state| state.modified()).ok()
}

/// Whether a time lies longer back; one that lies ahead does not.
pub(super) fn is_older(time: SystemTime, than: Duration, now: SystemTime) -> bool {
    now.duration_since(time).is_ok_and(|age| age > than)
}

pub(super) fn set_time(path: &Path, time: SystemTime) -> io::Result<()> {
    fs::OpenOptions::new().write(true).open(path)?.set_modified(time)
}
