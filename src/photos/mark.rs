//! A mark: artwork that is laid over a dressed rendition, the shop's watermark or a badge.

use crate::fingerprint::Digest;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One mark of a rendition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Mark {
    /// The digest of the artwork's bytes (PNG or SVG).
    pub artwork: Digest,
    /// Where it goes.
    pub position: Position,
    /// What it is painted with.
    pub tone: Tone,
    /// How much of it shows, in percent.
    pub opacity: u8,
    /// Its width in thousandths of the photo's.
    pub share: u16,
    /// A rendition whose shorter edge is below this stays unmarked.
    pub min_edge: u32,
}

/// Where a mark goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Position {
    /// Once, at a spot.
    At(Spot),
    /// All over the photo.
    Tiled {
        /// By how many degrees the rows are turned, clockwise.
        angle: i16,
        /// What lies between neighbours, in thousandths of the mark's width.
        gap: u16,
    },
}

/// A spot of a photo.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Spot {
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
}

/// What a mark is painted with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Tone {
    /// The colours of its artwork.
    #[default]
    Own,
    /// White.
    Light,
    /// Black.
    Dark,
    /// White where the photo is dark, black where it is light.
    Auto,
}

/// The marks of a shop, by what they are for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// The shop's own, on every dressed rendition.
    pub watermark: Option<Mark>,
    /// Badges on the photos that wear them, by the stem of their artwork's file.
    pub badges: BTreeMap<String, Mark>,
}

impl Marks {
    /// A badge's mark: of the artwork for a campaign that lays it on, for a language, or for all.
    #[must_use]
    pub fn badge(&self, name: &str, campaign: Option<&str>, language: &str) -> Option<&Mark> {
        let own = campaign.map(|campaign| badge_stems(&campaign_badge(name, campaign), language));
        let stems = own.into_iter().chain([badge_stems(name, language)]).flatten();
        stems.into_iter().find_map(|stem| self.badges.get(&stem))
    }
}

/// The name of a badge whose artwork says what a campaign says.
#[must_use]
pub fn campaign_badge(name: &str, campaign: &str) -> String {
    format!("{name}~{campaign}")
}

/// The stems of the files that may hold a badge's artwork for a language, best first: `new.zh-Hans`, `new.zh`, `new`.
#[must_use]
pub fn badge_stems(name: &str, language: &str) -> [String; 3] {
    let main = language.split('-').next().unwrap_or(language);
    [format!("{name}.{language}"), format!("{name}.{main}"), name.to_string()]
}
