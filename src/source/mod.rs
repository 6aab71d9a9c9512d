//! The door in: one sorted walk over `awning.yaml`, `content/`, `assets/` and `themes/`.
//!
//! Texts are read at once, in parallel; photos' bytes on demand. Who stays with a shop has it looked at again where
//! something happened ([`Source::update`]). An in-memory twin serves tests.

mod decode;
mod update;
mod walk;

pub use update::Changes;

use crate::diagnostics::{Diagnostic, Notes};
use crate::error::Error;
use crate::fingerprint::Stamp;
use crate::paths::ShopPath;
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The largest text that is read, in bytes.
pub const TEXT_LIMIT: u64 = 8 << 20;

/// The shop's files at one instant.
#[derive(Clone, Debug, Default)]
pub struct Source {
    /// Every file below the shop's root that belongs to the shop, sorted.
    pub files: BTreeMap<ShopPath, File>,
    /// What lies there and cannot be content (wrong encoding, links out of the shop, pipes), and why.
    pub faults: BTreeMap<ShopPath, Diagnostic>,
    root: PathBuf,
    /// Stamps of texts that had not been written for so long that another text will have another stamp.
    settled: BTreeMap<ShopPath, Stamp>,
    /// Those of the files and faults that are links.
    links: BTreeSet<ShopPath>,
    /// What could not be read when it was looked at last.
    unreadable: BTreeSet<ShopPath>,
}

/// Whether a path can be one of a shop's: it is `awning.yaml`, or lies in `content/`, `assets/` or `themes/`, and no
/// part of it is hidden or left behind by an editor.
#[must_use]
pub fn belongs(path: &ShopPath) -> bool {
    walk::belongs(path)
}

/// One file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum File {
    /// A text, without byte order mark, as it lies on disk otherwise.
    Text(Arc<str>),
    /// Bytes that are read when they are needed; holds what the file system says of them.
    Bytes(Stamp),
    /// Bytes in memory: in tests only.
    Held(Arc<[u8]>),
}

impl Source {
    /// Reads the shop below `root`.
    ///
    /// # Errors
    /// The machine failed: a folder or file cannot be read.
    pub fn read(root: &Path) -> Result<Self, Error> {
        let mut source = Self { root: walk::canonical(root)?, ..Self::default() };
        let changes = source.look(&walk::everything(), &BTreeSet::new());
        changes.unreadable.into_iter().next().map_or(Ok(source), Err)
    }

    /// A shop in memory: texts and bytes by path.
    #[must_use]
    pub fn in_memory(files: impl IntoIterator<Item = (ShopPath, Vec<u8>)>) -> Self {
        let mut source = Self::default();
        for (path, bytes) in files {
            if walk::is_text(&path) {
                match decode::text(&path, bytes) {
                    Ok(text) => drop(source.files.insert(path, File::Text(text.into()))),
                    Err(diagnostic) => drop(source.faults.insert(path, *diagnostic)),
                }
            } else {
                source.files.insert(path, File::Held(bytes.into()));
            }
        }
        source
    }

    /// What is wrong with files, for the stages to add to.
    #[must_use]
    pub fn notes(&self) -> Notes {
        Notes { diagnostics: self.faults.values().cloned().collect() }
    }

    /// A file's text.
    #[must_use]
    pub fn text(&self, path: &ShopPath) -> Option<&Arc<str>> {
        match self.files.get(path) {
            Some(File::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// All files below a folder, sorted.
    pub fn under<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (&'a ShopPath, &'a File)> + 'a {
        let inside =
            move |path: &ShopPath| path.as_str().strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
        let first = ShopPath::new(folder).map_or(std::ops::Bound::Unbounded, std::ops::Bound::Included);
        self.files
            .range((first, std::ops::Bound::Unbounded))
            .skip_while(move |(path, _)| !inside(path) && path.as_str().starts_with(folder))
            .take_while(move |(path, _)| path.as_str().starts_with(folder))
            .filter(move |(path, _)| inside(path))
    }

    /// A file's bytes.
    ///
    /// # Errors
    /// It is not there, or cannot be read.
    pub fn bytes(&self, path: &ShopPath) -> io::Result<Vec<u8>> {
        match self.files.get(path) {
            Some(File::Text(text)) => Ok(text.as_bytes().to_vec()),
            Some(File::Held(bytes)) => Ok(bytes.to_vec()),
            Some(File::Bytes(_)) => walk::bytes(&self.root, path),
            None => Err(io::Error::from(io::ErrorKind::NotFound)),
        }
    }

    /// A file's bytes as they lie on the disk, byte order mark and all.
    ///
    /// # Errors
    /// It is not there, or cannot be read.
    pub fn whole_bytes(&self, path: &ShopPath) -> io::Result<Vec<u8>> {
        match self.files.get(path) {
            Some(File::Held(bytes)) => Ok(bytes.to_vec()),
            Some(_) => walk::bytes(&self.root, path),
            None => Err(io::Error::from(io::ErrorKind::NotFound)),
        }
    }

    /// What the file system says of a file that is not read yet.
    #[must_use]
    pub fn stamp(&self, path: &ShopPath) -> Option<Stamp> {
        match self.files.get(path) {
            Some(File::Bytes(stamp)) => Some(*stamp),
            _ => None,
        }
    }

    /// The texts by path, for the frames of diagnostics.
    #[must_use]
    pub fn texts(&self) -> BTreeMap<ShopPath, Arc<str>> {
        let text = |file: &File| if let File::Text(text) = file { Some(text.clone()) } else { None };
        self.files.iter().filter_map(|(path, file)| Some((path.clone(), text(file)?))).collect()
    }
}
