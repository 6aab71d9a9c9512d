//! Where all work on photos is done: how files are read, what is kept, what may be taken.

use super::Limits;
use super::fault::Fault;
use crate::cache::Cache;
use crate::diagnostics::rules::photo;
use crate::fingerprint::{Digest, Stamp};
use crate::paths::ShopPath;
use crate::source::Source;
use std::io;

/// The files of a shop.
pub trait Files: Sync {
    /// The bytes of a file.
    ///
    /// # Errors
    /// It is not there, or cannot be read.
    fn bytes(&self, path: &ShopPath) -> io::Result<Vec<u8>>;

    /// What the file system says of a file; `None` if it has to be read.
    fn stamp(&self, path: &ShopPath) -> Option<Stamp>;
}

impl Files for Source {
    fn bytes(&self, path: &ShopPath) -> io::Result<Vec<u8>> {
        self.bytes(path)
    }

    fn stamp(&self, path: &ShopPath) -> Option<Stamp> {
        self.stamp(path)
    }
}

/// Files of which only the bytes are known.
impl<F: Fn(&ShopPath) -> io::Result<Vec<u8>> + Sync> Files for F {
    fn bytes(&self, path: &ShopPath) -> io::Result<Vec<u8>> {
        self(path)
    }

    fn stamp(&self, _: &ShopPath) -> Option<Stamp> {
        None
    }
}

/// What photos are worked on with.
#[derive(Clone, Copy)]
pub struct Darkroom<'a> {
    /// The shop's files.
    pub files: &'a dyn Files,
    /// Keeps facts and renditions.
    pub cache: &'a Cache,
    /// What an original may be.
    pub limits: Limits,
}

impl Darkroom<'_> {
    /// The bytes of a file.
    pub(super) fn bytes(&self, path: &ShopPath) -> Result<Vec<u8>, Fault> {
        self.files.bytes(path).map_err(|error| Fault::because(&photo::PHOTO_UNREADABLE, error))
    }

    /// The bytes of a file that must still be what it was when it was examined.
    pub(super) fn original(&self, path: &ShopPath, digest: Digest) -> Result<Vec<u8>, Fault> {
        let bytes = self.bytes(path)?;
        if Digest::of(&bytes) == digest { Ok(bytes) } else { Err(Fault::new(&photo::PHOTO_CHANGED)) }
    }
}
