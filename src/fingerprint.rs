//! Digests: what a thing is, in 32 bytes (BLAKE3); and stamps: how to tell that it was not touched.

use serde::{Deserialize, Serialize, Serializer};
use std::fmt;
use std::fs::Metadata;
use std::time::{SystemTime, UNIX_EPOCH};

/// A BLAKE3 digest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest([u8; 32]);

impl Digest {
    /// The digest of bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(*blake3::hash(bytes).as_bytes())
    }

    /// The digest of several parts, each with its length, so that no two lists of parts collide.
    #[must_use]
    pub fn of_parts<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> Self {
        let mut hasher = blake3::Hasher::new();
        for part in parts {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
        Self(*hasher.finalize().as_bytes())
    }

    /// The digest that 64 hexadecimal digits spell.
    #[must_use]
    pub fn parse(hex: &str) -> Option<Self> {
        blake3::Hash::from_hex(hex).ok().map(|hash| Self(*hash.as_bytes()))
    }

    /// All 64 hexadecimal digits.
    #[must_use]
    pub fn hex(&self) -> String {
        blake3::Hash::from_bytes(self.0).to_hex().to_string()
    }

    /// The first `digits` hexadecimal digits, for names.
    #[must_use]
    pub fn short(&self, digits: usize) -> String {
        self.hex().chars().take(digits).collect()
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.hex())
    }
}

impl Serialize for Digest {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// The coarsest clock of a file system, in nanoseconds. A file that was written within one tick of being read may be
/// written again in the same tick, and nobody could tell.
pub const TICK: i64 = 2_000_000_000;

/// What a file system says of a file: while this stays the same, so do the file's bytes.
///
/// A program can set the time of the last write back; the time of the last change, and the number of a file that was
/// put in another's place, it cannot. Where a file system has neither, they are 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// Its bytes.
    pub length: u64,
    /// When it was written last, in nanoseconds since 1970; `i64::MAX` if nobody knows.
    pub written: i64,
    /// When anything of it changed last, its times included.
    pub changed: i64,
    /// Its number in the file system.
    pub number: u64,
}

impl Stamp {
    /// The stamp of a file.
    #[must_use]
    pub fn of(state: &Metadata) -> Self {
        let (changed, number) = changed_and_number(state);
        let written = state.modified().ok().and_then(nanoseconds).unwrap_or(i64::MAX);
        Self { length: state.len(), written, changed, number }
    }

    /// The later of its times.
    #[must_use]
    pub fn latest(&self) -> i64 {
        self.written.max(self.changed)
    }

    /// Whether bytes that are read after `now`, in nanoseconds since 1970, will be right as long as the stamp is.
    #[must_use]
    pub fn is_settled(&self, now: i64) -> bool {
        self.latest().saturating_add(TICK) < now
    }
}

fn nanoseconds(time: SystemTime) -> Option<i64> {
    i64::try_from(time.duration_since(UNIX_EPOCH).ok()?.as_nanos()).ok()
}

#[cfg(unix)]
fn changed_and_number(state: &Metadata) -> (i64, u64) {
    use std::os::unix::fs::MetadataExt as _;
    (state.ctime().saturating_mul(1_000_000_000).saturating_add(state.ctime_nsec()), state.ino())
}

#[cfg(not(unix))]
fn changed_and_number(_: &Metadata) -> (i64, u64) {
    (0, 0)
}
