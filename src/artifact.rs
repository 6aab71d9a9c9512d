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

/// A number of bytes in words: `812 B`, `41 KB`, `1.5 MB`.
#[must_use]
pub fn bytes_in_words(bytes: u64) -> String {
    let units = [("GB", 1_000_000_000), ("MB", 1_000_000), ("KB", 1000)];
    let Some((unit, one)) = units.into_iter().find(|(_, one)| bytes >= *one) else { return format!("{bytes} B") };
    let tenths = bytes / (one / 10);
    if tenths < 100 && one > 1000 {
        return format!("{}.{} {unit}", tenths / 10, tenths % 10);
    }
    format!("{} {unit}", tenths / 10)
}
