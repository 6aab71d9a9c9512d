//! The release that is live while a new one is made: what of it can be kept, and whether it may go. It is only read.

#![expect(clippy::disallowed_methods, reason = "the door out: releases are written here")]

use super::manifest::{self, Entry, Manifest};
use super::os;
use super::output::{self, Names};
use crate::error::Error;
use rayon::prelude::*;
use std::collections::HashSet;
use std::ffi::OsStr;
use std::fs::DirEntry;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

/// What file managers leave in every folder they show; dropped with the old release.
const LITTER: [&str; 3] = [".DS_Store", "Thumbs.db", "desktop.ini"];

/// The live release.
#[derive(Debug)]
pub(super) struct Old {
    /// Where it lies.
    pub root: PathBuf,
    /// What it consists of; empty if there is none.
    pub manifest: Manifest,
    /// The bytes of its manifest; `None` if there is no release.
    json: Option<Vec<u8>>,
}

impl Old {
    /// Reads the manifest of the live release and the names at its top.
    ///
    /// # Errors
    /// [`Error::OutputRefused`] with the first thing there that awning did not make.
    pub(super) fn read(names: &Names) -> Result<Self, Error> {
        output::refuse_kind(names)?;
        let root = names.out.clone();
        let Some(json) = manifest::bytes_of(&root)? else { return Self::none(root) };
        let Some(manifest) = manifest::parse(&root, &json)? else { return Self::none(root) };
        let old = Self { root, manifest, json: Some(json) };
        old.refuse_foreign(Depth::Top)?;
        Ok(old)
    }

    /// A release that waits in the store, to be replaced; none if what is there cannot be understood.
    ///
    /// # Errors
    /// It cannot be read, or a newer awning made it.
    pub(super) fn stored(root: &Path) -> Result<Self, Error> {
        let json = manifest::bytes_of(root)?;
        let manifest = json.as_ref().map_or(Ok(None), |json| manifest::parse(root, json))?;
        Ok(Self { root: root.to_path_buf(), manifest: manifest.unwrap_or_default(), json })
    }

    /// The bytes of its manifest; `None` if there is no release.
    pub(super) fn json(&self) -> Option<&[u8]> {
        self.json.as_deref()
    }

    /// Looks at every name in the live release: nothing may be replaced that awning did not make.
    ///
    /// # Errors
    /// [`Error::OutputRefused`] with the first such thing.
    pub(super) fn refuse_all_foreign(&self) -> Result<(), Error> {
        self.refuse_foreign(Depth::All)
    }

    fn refuse_foreign(&self, depth: Depth) -> Result<(), Error> {
        match self.json {
            Some(_) => Walk::of(&self.manifest, depth).folder(&self.root, ""),
            None => Ok(()),
        }
    }

    /// No release: the folder is missing or empty.
    fn none(root: PathBuf) -> Result<Self, Error> {
        let empty = match std::fs::read_dir(&root) {
            Ok(mut entries) => entries.all(|entry| entry.is_ok_and(|entry| is_litter(&entry.file_name()))),
            Err(source) if source.kind() == io::ErrorKind::NotFound => true,
            Err(source) => return Err(Error::io("cannot read", &root, source)),
        };
        if !empty {
            return Err(output::refused(
                &root,
                "holds files that awning did not make; choose another --out, or empty it",
            ));
        }
        Ok(Self { root, manifest: Manifest::default(), json: None })
    }

    /// Whether the live release is exactly the one with this manifest, as far as names go.
    pub(super) fn is(&self, json: &str) -> bool {
        self.json.as_deref() == Some(json.as_bytes())
    }

    /// Whether the file at `path` has these very bytes, now, on the disk.
    pub(super) fn holds(&self, path: &str, entry: &Entry, bytes: &[u8]) -> bool {
        self.manifest.files.get(path) == Some(entry)
            && os::open(&self.root.join(path)).and_then(|file| equals(file, bytes)).unwrap_or(false)
    }

    /// The entry of `path` if it is another name of the made file: then no byte needs to be read.
    pub(super) fn shares(&self, path: &str, made: &Path) -> Option<Entry> {
        let entry = self.manifest.files.get(path)?;
        let made = std::fs::symlink_metadata(made).ok()?;
        let published = std::fs::symlink_metadata(self.root.join(path)).ok()?;
        (made.is_file() && made.len() == entry.size && os::is_same(&made, &published)).then_some(*entry)
    }
}

fn equals(mut file: std::fs::File, bytes: &[u8]) -> io::Result<bool> {
    let found = file.metadata()?;
    if !found.is_file() || found.len() != bytes.len() as u64 {
        return Ok(false);
    }
    let mut buffer = vec![0; bytes.len().min(1 << 16)];
    for expected in bytes.chunks(1 << 16) {
        let read = &mut buffer[..expected.len()];
        file.read_exact(read)?;
        if read != expected {
            return Ok(false);
        }
    }
    Ok(true)
}

/// How far to look.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Depth {
    Top,
    All,
}

/// A look at the names in a release.
struct Walk<'a> {
    files: &'a Manifest,
    folders: HashSet<&'a str>,
    depth: Depth,
}

impl<'a> Walk<'a> {
    fn of(files: &'a Manifest, depth: Depth) -> Self {
        let mut folders = HashSet::new();
        for path in files.files.keys() {
            let mut rest = path.as_str();
            while let Some((folder, _)) = rest.rsplit_once('/') {
                if !folders.insert(folder) {
                    break;
                }
                rest = folder;
            }
        }
        Self { files, folders, depth }
    }

    fn folder(&self, at: &Path, path: &str) -> Result<(), Error> {
        let cannot_read = |source| Error::io("cannot read", at, source);
        let mut entries: Vec<DirEntry> = std::fs::read_dir(at).and_then(Iterator::collect).map_err(cannot_read)?;
        entries.sort_by_key(DirEntry::file_name);
        // Collected, so that the first in order is named and not the first that a thread found.
        let seen: Vec<Result<(), Error>> =
            entries.par_iter().with_min_len(16).map(|entry| self.entry(entry, path)).collect();
        seen.into_iter().collect()
    }

    fn entry(&self, entry: &DirEntry, folder: &str) -> Result<(), Error> {
        let at = entry.path();
        let kind = entry.file_type().map_err(|source| Error::io("cannot read", &at, source))?;
        let name = entry.file_name();
        let path = match (name.to_str(), folder) {
            (Some(name), "") => name.to_string(),
            (Some(name), folder) => format!("{folder}/{name}"),
            (None, _) => return Err(foreign(&at)),
        };
        match (kind.is_file(), kind.is_dir()) {
            (true, _) if self.has_file(&path) || is_litter(&name) => Ok(()),
            (_, true) if self.folders.contains(path.as_str()) && self.depth == Depth::Top => Ok(()),
            (_, true) if self.folders.contains(path.as_str()) => self.folder(&at, &path),
            (_, true) if is_empty(&at) => Ok(()),
            _ => Err(foreign(&at)),
        }
    }

    fn has_file(&self, path: &str) -> bool {
        path == manifest::NAME || self.files.files.contains_key(path)
    }
}

fn is_empty(folder: &Path) -> bool {
    std::fs::read_dir(folder).is_ok_and(|mut inside| inside.next().is_none())
}

fn foreign(path: &Path) -> Error {
    output::refused(path, "was not made by awning and would be lost; move it out of the output folder")
}

fn is_litter(name: &OsStr) -> bool {
    LITTER.iter().any(|litter| name == *litter)
}
