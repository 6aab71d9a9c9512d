//! An original: a photo of the shop as it was delivered, and what is known of it without its pixels.

use crate::fingerprint::Digest;
use crate::paths::ShopPath;
use serde::{Deserialize, Serialize};

/// A photo of the shop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Original {
    /// Where it lies.
    pub path: ShopPath,
    /// The digest of its bytes.
    pub digest: Digest,
    /// What its pixels and header say.
    pub facts: Facts,
}

/// What is known of an original once it has been examined.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// Pixels from left to right, upright.
    pub width: u32,
    /// Pixels from top to bottom, upright.
    pub height: u32,
    /// The format of its bytes, whatever its name says.
    pub format: Format,
    /// Whether any part is see-through.
    pub alpha: bool,
    /// Whether it moves.
    pub animated: bool,
    /// Whether it has fewer bytes as WebP than as JPEG, at the usual qualities.
    pub webp: bool,
    /// Its dominant colour in sRGB.
    pub colour: [u8; 3],
    /// 64 bits that near duplicates share, but for a few.
    pub likeness: u64,
    /// Its colours in 4 × 4 parts, likewise.
    pub tones: Vec<[u8; 3]>,
    /// A `data:` address of the photo in miniature; `None` for drawings and what is see-through.
    pub placeholder: Option<String>,
}

/// A picture format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// JPEG.
    Jpeg,
    /// PNG.
    Png,
    /// WebP.
    WebP,
    /// GIF; only read.
    Gif,
    /// TIFF; only read.
    Tiff,
    /// SVG; passed through sanitised, or drawn.
    Svg,
}

impl Format {
    /// The ending of a file name, without the dot.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::WebP => "webp",
            Self::Gif => "gif",
            Self::Tiff => "tiff",
            Self::Svg => "svg",
        }
    }

    /// The media type.
    #[must_use]
    pub fn mime(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::WebP => "image/webp",
            Self::Gif => "image/gif",
            Self::Tiff => "image/tiff",
            Self::Svg => "image/svg+xml",
        }
    }

    /// The format that a file name's ending (lower case) promises.
    #[must_use]
    pub fn of_extension(ending: &str) -> Option<Self> {
        match ending {
            "jpg" | "jpeg" | "jpe" | "jfif" => Some(Self::Jpeg),
            "png" => Some(Self::Png),
            "webp" => Some(Self::WebP),
            "gif" => Some(Self::Gif),
            "tif" | "tiff" => Some(Self::Tiff),
            "svg" => Some(Self::Svg),
            _ => None,
        }
    }
}
