//! The tree that a release is made in: folders are made when first needed, each once; every file is new, so nothing
//! that lies elsewhere under a second name is ever written to. Dropped, it is removed with all it holds.

#![expect(clippy::disallowed_methods, reason = "the door out: releases are written here")]

use super::os;
use super::switch;
use crate::error::Error;
use std::collections::HashSet;
use std::hash::{BuildHasher as _, RandomState};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// Locks for so many groups of folders, so that threads seldom wait for each other.
const GROUPS: usize = 16;

/// A folder being filled.
#[derive(Debug)]
pub(super) struct Tree {
    /// Removed with all that is in it.
    whole: PathBuf,
    /// Where files go.
    root: PathBuf,
    /// Whether made files and folders need their rights set.
    umask_bites: bool,
    made: [Mutex<HashSet<String>>; GROUPS],
    hasher: RandomState,
}

impl Tree {
    /// Makes the folder, which must not exist.
    ///
    /// # Errors
    /// It cannot be made.
    pub(super) fn make(root: &Path) -> Result<Self, Error> {
        os::make_folder(root).map_err(|source| Error::io("cannot make the folder", root, source))?;
        let umask_bites = os::umask_bites(root);
        if umask_bites {
            os::open_folder_to_all(root);
        }
        let (whole, root) = (root.to_path_buf(), root.to_path_buf());
        Ok(Self { whole, root, umask_bites, made: Default::default(), hasher: RandomState::new() })
    }

    /// The same tree, its files in a new folder inside.
    ///
    /// # Errors
    /// The folder cannot be made.
    pub(super) fn inside(mut self, folder: &str) -> Result<Self, Error> {
        self.make_folder(folder)?;
        self.root.push(folder);
        self.made = Default::default();
        Ok(self)
    }

    /// Writes a new file.
    ///
    /// # Errors
    /// It cannot be written, or something has its name.
    pub(super) fn write(&self, path: &str, bytes: &[u8]) -> Result<(), Error> {
        self.make_folder_of(path)?;
        let at = self.root.join(path);
        self.write_at(&at, bytes).map_err(|source| Error::io("cannot write", &at, source))
    }

    /// Writes a new file at the top of the tree, beside the folder that files go to.
    ///
    /// # Errors
    /// It cannot be written, or something has its name.
    pub(super) fn write_beside(&self, name: &str, bytes: &[u8]) -> Result<(), Error> {
        let at = self.whole.join(name);
        self.write_at(&at, bytes).map_err(|source| Error::io("cannot write", &at, source))
    }

    /// Gives a file that lies elsewhere a second name here; where the file system cannot, copies its bytes.
    ///
    /// # Errors
    /// It can be neither linked nor copied.
    pub(super) fn link(&self, path: &str, from: &Path) -> Result<(), Error> {
        self.make_folder_of(path)?;
        let at = self.root.join(path);
        if std::fs::hard_link(from, &at).is_ok() {
            return Ok(());
        }
        let bytes = std::fs::read(from).map_err(|source| Error::io("cannot read", from, source))?;
        self.write_at(&at, &bytes).map_err(|source| Error::io("cannot write", &at, source))
    }

    /// Waits until all of it is on the disk.
    ///
    /// # Errors
    /// The disk failed, or is full after all.
    pub(super) fn sync(&self) -> Result<(), Error> {
        os::sync_all_in(&self.root).map_err(|source| Error::io("cannot write to the disk", &self.root, source))
    }

    fn write_at(&self, at: &Path, bytes: &[u8]) -> io::Result<()> {
        os::may_write(bytes.len() as u64)?;
        let mut file = os::make_file(at)?;
        file.write_all(bytes)?;
        if self.umask_bites {
            os::open_file_to_all(&file);
        }
        os::sync_written(&file)
    }

    fn make_folder_of(&self, path: &str) -> Result<(), Error> {
        path.rsplit_once('/').map_or(Ok(()), |(folder, _)| self.make_folder(folder))
    }

    fn make_folder(&self, folder: &str) -> Result<(), Error> {
        if self.group(folder).contains(folder) {
            return Ok(());
        }
        // The folder around it first, with no lock held: it may be of the same group.
        self.make_folder_of(folder)?;
        let mut made = self.group(folder);
        if !made.contains(folder) {
            let at = self.root.join(folder);
            os::make_folder(&at).map_err(|source| Error::io("cannot make the folder", &at, source))?;
            if self.umask_bites {
                os::open_folder_to_all(&at);
            }
            made.insert(folder.to_string());
        }
        Ok(())
    }

    fn group(&self, folder: &str) -> std::sync::MutexGuard<'_, HashSet<String>> {
        let hash = usize::try_from(self.hasher.hash_one(folder) % GROUPS as u64).unwrap_or(0);
        self.made[hash].lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Tree {
    fn drop(&mut self) {
        // What cannot be removed now is removed by the next awning, see `switch::recover`.
        let _ = switch::remove(&self.whole);
    }
}
