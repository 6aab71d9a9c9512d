//! `manifest.json`: what a release consists of, every file with its size and digest. Takes and gives its bytes.
//!
//! The bytes depend on the files alone: no time, no host, no absolute path; one file a line, sorted, so that two
//! releases can be compared with `diff`. It does not list itself.

#![expect(clippy::disallowed_methods, reason = "the door out: releases are written here")]

use crate::error::Error;
use crate::fingerprint::Digest;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io;
use std::path::Path;

/// The name of the manifest at the root of a release; no artifact may have it.
pub const NAME: &str = "manifest.json";

/// The version of the manifest's form that this awning writes and reads.
const FORMAT: u32 = 1;

/// A manifest of more bytes is not read: about two million files.
const LIMIT: u64 = 256 << 20;

/// Everything that a release consists of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manifest {
    /// Every file but the manifest itself, by its path from the root of `public/`.
    pub files: BTreeMap<String, Entry>,
}

/// What a release knows of one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its length in bytes.
    pub size: u64,
    /// The digest of its bytes.
    pub digest: Digest,
}

/// The manifest as it stands in JSON.
#[derive(Deserialize)]
struct Raw {
    generator: String,
    format: u32,
    #[serde(default)]
    files: BTreeMap<String, RawEntry>,
}

#[derive(Deserialize)]
struct RawEntry {
    size: u64,
    digest: String,
}

impl Entry {
    /// The entry of a file with these bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self { size: bytes.len() as u64, digest: Digest::of(bytes) }
    }
}

impl Manifest {
    /// The bytes of `manifest.json`.
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut text = format!("{{\n\"generator\": \"awning\",\n\"format\": {FORMAT},\n\"files\": {{");
        for (index, (path, entry)) in self.files.iter().enumerate() {
            let comma = if index == 0 { "" } else { "," };
            let path = serde_json::Value::from(path.as_str());
            let Entry { size, digest } = entry;
            let _ = write!(text, "{comma}\n{path}: {{\"size\": {size}, \"digest\": \"{digest}\"}}");
        }
        text.push_str("\n}\n}\n");
        text
    }
}

/// The manifest of the release that lies in `out`; `None` if there is none that awning wrote.
///
/// # Errors
/// It cannot be read, or a newer awning wrote it.
pub fn read_manifest(out: &Path) -> Result<Option<Manifest>, Error> {
    match bytes_of(out)? {
        Some(bytes) => parse(out, &bytes),
        None => Ok(None),
    }
}

/// The bytes of the manifest in `out`, if it is there, is a file, and is not too large.
pub(super) fn bytes_of(out: &Path) -> Result<Option<Vec<u8>>, Error> {
    let path = out.join(NAME);
    match std::fs::symlink_metadata(&path) {
        Ok(found) if found.is_file() && found.len() <= LIMIT => {
            std::fs::read(&path).map(Some).map_err(|source| Error::io("cannot read", &path, source))
        }
        Ok(_) => Ok(None),
        Err(source) if is_absent(&source) => Ok(None),
        Err(source) => Err(Error::io("cannot read", &path, source)),
    }
}

/// The manifest that these bytes spell; `None` if awning did not write them.
pub(super) fn parse(out: &Path, bytes: &[u8]) -> Result<Option<Manifest>, Error> {
    let Ok(raw) = serde_json::from_slice::<Raw>(bytes) else { return Ok(None) };
    if raw.generator != "awning" {
        return Ok(None);
    }
    if raw.format > FORMAT {
        return Err(Error::OutputRefused(
            out.to_path_buf(),
            "was made by a newer awning; use that one, or another --out",
        ));
    }
    Ok(raw.files.into_iter().map(entry).collect::<Option<_>>().map(|files| Manifest { files }))
}

fn entry((path, raw): (String, RawEntry)) -> Option<(String, Entry)> {
    let digest = Digest::parse(&raw.digest)?;
    is_safe(&path).then_some((path, Entry { size: raw.size, digest }))
}

/// Whether a path stays inside a release: relative, no `.` or `..`, no `\`, no control character, not in `.git`,
/// and not the manifest.
pub(super) fn is_safe(path: &str) -> bool {
    let part_is_safe = |part: &str| !matches!(part, "" | "." | "..") && !part.eq_ignore_ascii_case(".git");
    !path.eq_ignore_ascii_case(NAME)
        && !path.contains('\\')
        && !path.chars().any(char::is_control)
        && path.split('/').all(part_is_safe)
}

fn is_absent(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}
