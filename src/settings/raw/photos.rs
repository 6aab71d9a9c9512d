//! `photos:` in `awning.yaml`.

use crate::moment::Length;
use crate::photos::{ProfileFields, Spot, Tone};
use crate::yaml::Field;
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::BTreeMap;

/// Photos.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Photos {
    /// The shop's mark on dressed renditions.
    pub watermark: Field<Watermark>,
    /// Where badges go, by name; others go to the right upper corner.
    pub badges: Field<BTreeMap<String, Field<Badge>>>,
    /// Encoder quality.
    pub quality: Field<Quality>,
    /// Whether a product needs a main photo to be on the shelf.
    pub required: Field<bool>,
    /// How moving pictures (GIF) are shown; `still` if absent.
    pub animated: Field<Animated>,
    /// What an original may have at most.
    pub limits: Field<PhotoLimits>,
    /// The theme's profiles of pictures, changed: only what is written here differs.
    pub profiles: Field<BTreeMap<String, ProfileFields>>,
    /// Sizes for other platforms, changed or added.
    pub presets: Field<BTreeMap<String, ProfileFields>>,
}

/// How moving pictures are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Animated {
    /// By their first picture, in all sizes.
    #[default]
    Still,
    /// As they are: one file, not scaled, without marks.
    Moving,
}

/// What an original may have at most.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct PhotoLimits {
    /// Millions of pixels, 1 to 1000; 100 if absent.
    pub megapixels: Field<usize>,
    /// Millions of bytes, 1 to 1000; 100 if absent.
    pub megabytes: Field<usize>,
}

/// The shop's mark: a picture, or text in a font of the shop.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Watermark {
    /// A PNG or SVG, from `assets/`.
    pub image: Field<String>,
    /// A line of text, at most 40 half-width units; needs `font`.
    pub text: Field<String>,
    /// A TTF or OTF, from `assets/`.
    pub font: Field<String>,
    /// The weight of a variable font, from 1 to 1000.
    pub weight: Field<u16>,
    /// Where it goes.
    pub place: Field<MarkPlace>,
    /// By how many degrees tiled marks are turned, clockwise, from -90 to 90.
    pub angle: Field<i16>,
    /// What lies between tiled marks, as a share of their width, from 0 to 2.
    pub gap: Field<f64>,
    /// What it is painted with; `auto` for text, else `own`.
    pub tone: Field<Tone>,
    /// From 0.05 to 0.6.
    pub opacity: Field<f64>,
    /// Its share of the photo's width, from 0.02 to 0.5.
    pub width: Field<f64>,
    /// Renditions with a shorter edge carry none, in pixels.
    pub min_edge: Field<u32>,
}

/// Where a watermark goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum MarkPlace {
    /// Top left.
    TopLeft,
    /// Top right.
    TopRight,
    /// Bottom left.
    BottomLeft,
    /// Bottom right.
    #[default]
    BottomRight,
    /// The middle.
    Center,
    /// All over the photo, in turned rows.
    Tiled,
}

/// Where a badge goes.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Badge {
    /// A corner, or the middle; the right upper corner otherwise.
    pub place: Field<Spot>,
    /// Its share of the photo's width, from 0.02 to 0.5; 0.22 otherwise.
    pub width: Field<f64>,
    /// Renditions with a shorter edge carry none, in pixels; 200 otherwise.
    pub min_edge: Field<u32>,
    /// Products that wear it without naming it; those that name it wear it anyway.
    pub when: Field<BadgeWhen>,
}

/// Which products wear a badge: those for which everything holds that is said here.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct BadgeWhen {
    /// On the shelf for less than so long, `14d`.
    pub new_within: Field<Length>,
    /// Fewer pieces than this, and not sold out.
    pub stock_below: Field<u32>,
    /// With this tag.
    pub tag: Field<String>,
    /// In this category or below it, by its id.
    pub category: Field<String>,
    /// Cheaper by a running campaign.
    pub campaign: Field<bool>,
}

/// Encoder quality, 1–100.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Quality {
    /// Of JPEG.
    pub jpeg: Field<u8>,
    /// Of WebP.
    pub webp: Field<u8>,
    /// How hard the encoder of WebP tries, 0 to 6; 4 if absent. At 2 it is 2.5 times as fast, for 3 % more bytes.
    pub effort: Field<usize>,
}
