//! `posters:` in `awning.yaml`, and in `theme.yaml` where formats and fonts are written alike.

use crate::yaml::Field;
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::BTreeMap;

/// Posters, and the preview pictures that are drawn like them.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Posters {
    /// Whether products, stories, news and campaigns get a drawn preview picture (Open Graph); by default they do. A
    /// preview that is drawn for the first time takes some 50 ms.
    pub previews: Field<bool>,
    /// The theme's formats, changed or added, by name.
    pub formats: Field<BTreeMap<String, Field<PosterFormat>>>,
    /// More fonts that poster templates may use; files from `assets/`.
    pub fonts: Field<Vec<Field<PosterFont>>>,
}

/// A format: what a channel asks of a poster.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct PosterFormat {
    /// What it is for, in words.
    pub label: Field<String>,
    /// Pixels from left to right, 16 to 8192; not for print.
    pub width: Field<u32>,
    /// Pixels from top to bottom, 16 to 8192; not for print.
    pub height: Field<u32>,
    /// A sheet of paper instead of pixels; it becomes a PDF.
    pub paper: Field<Paper>,
    /// Pixels at the top, right, bottom and left where the channel lays something over the picture, or cuts it. On
    /// paper, by default, what is cut away and 5 mm.
    pub safe: Field<Vec<u32>>,
    /// `jpeg` (the default) or `png`; paper is a PDF.
    pub file: Field<PictureFile>,
    /// The quality of the JPEG, 1 to 100; 88 if absent.
    pub quality: Field<u8>,
    /// What the file may have at most: `3 MB`, `400 KB`. Quality goes down, then size, until it fits.
    pub max_bytes: Field<String>,
}

/// A sheet of paper.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Paper {
    /// Millimetres from left to right, once it is cut.
    pub width: Field<f32>,
    /// Millimetres from top to bottom.
    pub height: Field<f32>,
    /// Millimetres that are cut away at every edge; 3 if absent.
    pub bleed: Field<f32>,
    /// Dots an inch, 72 to 600; 300 if absent.
    pub dpi: Field<u16>,
}

/// What kind of file a poster becomes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum PictureFile {
    /// JPEG.
    #[default]
    Jpeg,
    /// PNG.
    Png,
}

/// A font of poster templates.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
#[schemars(extend("required" = ["family", "file"]))]
pub struct PosterFont {
    /// The name that styles use as `font-family`.
    pub family: Field<String>,
    /// Its weight, 1 to 1000; the font's own if absent. A variable font has all of its weights.
    pub weight: Field<u16>,
    /// A TTF, OTF, WOFF or WOFF2.
    pub file: Field<String>,
}
