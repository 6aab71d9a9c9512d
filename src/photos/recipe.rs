//! A recipe: everything that decides the bytes of a rendition. The same recipe gives the same bytes, everywhere.

use super::{Format, Mark};
use crate::fingerprint::Digest;
use crate::paths::ShopPath;
use serde::Serialize;

/// Raised with every change that alters the bytes of any rendition: decoders, filters, encoders, marks.
const VERSION: u32 = 3;

/// How one rendition is made from an original.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Recipe {
    /// The digest of the original's bytes.
    pub original: Digest,
    /// The part that is kept; all of it if `None`.
    pub crop: Option<Crop>,
    /// Pixels from left to right.
    pub width: u32,
    /// Pixels from top to bottom.
    pub height: u32,
    /// What is done to its pixels.
    pub finish: Finish,
    /// The format that is written.
    pub format: Format,
    /// The encoder's quality, 1 to 100; no meaning for PNG and SVG.
    pub quality: u8,
    /// How hard the encoder of WebP tries, 0 to 6.
    pub effort: u8,
    /// Whether a JPEG comes coarse first.
    pub progressive: bool,
    /// Bytes that the file may have; quality goes down, then size, until it fits.
    pub most_bytes: Option<u32>,
    /// The marks of a dressed rendition, in the order of laying.
    pub marks: Vec<Mark>,
}

/// What is done to the pixels of a rendition, before marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Finish {
    /// How the photo takes up the size.
    pub fit: Fit,
    /// What stands around a fitted photo, and behind see-through parts in formats without transparency.
    pub background: [u8; 3],
    /// How much edges are sharpened after reduction, in percent.
    pub sharpen: u8,
}

impl Default for Finish {
    fn default() -> Self {
        Self { fit: Fit::Fill, background: [255; 3], sharpen: 0 }
    }
}

/// How a photo takes up a size of another ratio.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Fit {
    /// It fills it; what goes beyond is cut.
    #[default]
    Fill,
    /// All of it lies inside, on the background; it is never enlarged.
    Whole,
}

/// The largest part of a photo with a ratio, around a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Crop {
    /// Width to height, in lowest terms.
    pub ratio: (u32, u32),
    /// What must stay in view, in thousandths from the left and from the top.
    pub focal: (u16, u16),
}

impl Recipe {
    /// What this recipe is, together with the version of the program that carries it out.
    #[must_use]
    pub fn digest(&self) -> Digest {
        let recipe = serde_json::to_vec(self).unwrap_or_default();
        Digest::of_parts([b"awning rendition".as_slice(), &VERSION.to_le_bytes(), &recipe])
    }

    /// Where the rendition lies below `public/`: `photos/<stem>-<width>-<10 digits>.webp`.
    #[must_use]
    pub fn address(&self, stem: &str) -> String {
        format!("photos/{stem}-{}-{}.{}", self.width, self.digest().short(10), self.format.extension())
    }
}

/// The stem of a photo's renditions: its file name in lower-case ASCII with hyphens, or `photo` if nothing is left.
#[must_use]
pub fn stem(path: &ShopPath) -> String {
    let name = path.name();
    let name = name.rsplit_once('.').map_or(name, |(name, _)| name);
    let mut stem = String::new();
    for letter in name.chars().take(60) {
        if letter.is_ascii_alphanumeric() {
            stem.push(letter.to_ascii_lowercase());
        } else if !stem.is_empty() && !stem.ends_with('-') {
            stem.push('-');
        }
    }
    let stem = stem.trim_end_matches('-');
    if stem.is_empty() { "photo".to_string() } else { stem.to_string() }
}
