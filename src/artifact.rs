//! One finished file of a release.

use std::path::PathBuf;

/// A finished file: where it goes below `public/`, and what is in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Artifact {
    /// From the root of `public/`, `/` between parts.
    pub path: String,
    /// Its bytes, or the file that holds them.
    pub body: Body,
}

/// The bytes of an artifact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// Made in memory.
    Bytes(Vec<u8>),
    /// Lies in the cache under this path; linked or copied into the release.
    File(PathBuf),
}
