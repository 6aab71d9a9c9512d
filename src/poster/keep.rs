//! Drawn sheets in the cache: a faultless one under one key, one that something is said about under two others.

use super::remark::Remark;
use crate::artifact::{Artifact, Body};
use crate::cache::Cache;
use crate::fingerprint::Digest;
use crate::plan::posters::Sheet;

/// What lies under a key.
#[derive(Clone, Copy)]
enum Held {
    Faultless,
    Remarked,
    Remarks,
}

fn key(sheet: &Sheet, held: Held) -> Digest {
    let word: &[u8] = match held {
        Held::Faultless => b"drawn",
        Held::Remarked => b"drawn, remarked",
        Held::Remarks => b"remarks",
    };
    Digest::of_parts([word, sheet.digest.hex().as_bytes()])
}

/// A sheet that was drawn before, and what was said about it.
pub(super) fn kept(cache: &Cache, sheet: &Sheet) -> Option<(Artifact, Vec<Remark>)> {
    let artifact = |file| Artifact { path: sheet.address.file(), body: Body::File(file) };
    found(cache, sheet, |key| cache.get(key).map(artifact))
}

/// The bytes of a sheet that was drawn before, and what was said about it.
pub(super) fn kept_bytes(cache: &Cache, sheet: &Sheet) -> Option<(Vec<u8>, Vec<Remark>)> {
    found(cache, sheet, |key| cache.bytes(key))
}

fn found<T>(cache: &Cache, sheet: &Sheet, get: impl Fn(Digest) -> Option<T>) -> Option<(T, Vec<Remark>)> {
    if let Some(faultless) = get(key(sheet, Held::Faultless)) {
        return Some((faultless, Vec::new()));
    }
    let remarks = serde_json::from_slice(&cache.bytes(key(sheet, Held::Remarks))?).ok()?;
    Some((get(key(sheet, Held::Remarked))?, remarks))
}

/// Keeps a sheet.
pub(super) fn keep(cache: &Cache, sheet: &Sheet, bytes: Vec<u8>, remarks: &[Remark]) -> Artifact {
    let held = if remarks.is_empty() { Held::Faultless } else { Held::Remarked };
    if !remarks.is_empty() {
        cache.put(key(sheet, Held::Remarks), &serde_json::to_vec(remarks).unwrap_or_default());
    }
    let file = cache.put(key(sheet, held), &bytes);
    Artifact { path: sheet.address.file(), body: file.map_or(Body::Bytes(bytes), Body::File) }
}
