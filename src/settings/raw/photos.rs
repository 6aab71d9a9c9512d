//! `photos:` in `awning.yaml`.

use crate::photos::Corner;
use crate::yaml::Field;
use schemars::JsonSchema;
use serde::Deserialize;

/// Photos.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Photos {
    /// The shop's mark on dressed renditions.
    pub watermark: Field<Watermark>,
    /// Encoder quality.
    pub quality: Field<Quality>,
    /// Whether a product needs a main photo to be on the shelf.
    pub required: Field<bool>,
}

/// The shop's mark.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Watermark {
    /// A PNG or SVG, from `assets/`.
    pub image: Field<String>,
    /// Its corner.
    pub corner: Field<Corner>,
    /// From 0.05 to 0.6.
    pub opacity: Field<f64>,
    /// Its share of the photo's width, from 0.02 to 0.5.
    pub width: Field<f64>,
    /// Renditions with a shorter edge carry none, in pixels.
    pub min_edge: Field<u32>,
}

/// Encoder quality, 1–100.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Quality {
    /// Of JPEG.
    pub jpeg: Field<u8>,
    /// Of WebP.
    pub webp: Field<u8>,
}
