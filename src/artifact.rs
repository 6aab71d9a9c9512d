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

/// The number of bytes that words such as `3 MB` or `400 KB` mean; platforms count in thousands, and so does this.
#[must_use]
pub fn bytes_from_words(text: &str) -> Option<u32> {
    let text = text.trim();
    let (number, unit) = text.split_at(text.find(|c: char| c.is_ascii_alphabetic())?);
    let unit: u32 = match unit.trim().to_ascii_uppercase().as_str() {
        "KB" => 1_000,
        "MB" => 1_000_000,
        _ => return None,
    };
    let (whole, tenths) = number.trim().split_once('.').unwrap_or((number.trim(), "0"));
    let tenths = tenths.parse::<u32>().ok().filter(|tenths| *tenths < 10)?;
    let bytes = whole.parse::<u32>().ok()?.checked_mul(unit)?.checked_add(tenths * (unit / 10))?;
    (bytes > 0).then_some(bytes)
}
