//! Where all work on photos is done: how files are read, what is kept, what may be taken.

use super::Limits;
use super::fault::Fault;
use crate::cache::Cache;
use crate::diagnostics::rules::photo;
use crate::fingerprint::{Digest, Stamp};
use crate::paths::ShopPath;

/// Reads the bytes of a file of the shop.
pub type Reader<'a> = dyn Fn(&ShopPath) -> std::io::Result<Vec<u8>> + Sync + 'a;

/// What the file system says of a file of the shop; `None` if it has to be read.
pub type Stamps<'a> = dyn Fn(&ShopPath) -> Option<Stamp> + Sync + 'a;

/// What photos are worked on with.
#[derive(Clone, Copy)]
pub struct Darkroom<'a> {
    /// Reads the shop's files.
    pub read: &'a Reader<'a>,
    /// Tells whether a file was touched.
    pub stamps: &'a Stamps<'a>,
    /// Keeps facts and renditions.
    pub cache: &'a Cache,
    /// What an original may be.
    pub limits: Limits,
}

impl Darkroom<'_> {
    /// The bytes of a file.
    pub(super) fn bytes(&self, path: &ShopPath) -> Result<Vec<u8>, Fault> {
        (self.read)(path).map_err(|error| Fault::because(&photo::PHOTO_UNREADABLE, error))
    }

    /// The bytes of a file that must still be what it was when it was examined.
    pub(super) fn original(&self, path: &ShopPath, digest: Digest) -> Result<Vec<u8>, Fault> {
        let bytes = self.bytes(path)?;
        if Digest::of(&bytes) == digest { Ok(bytes) } else { Err(Fault::new(&photo::PHOTO_CHANGED)) }
    }
}
