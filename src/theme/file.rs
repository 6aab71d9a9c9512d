//! `theme.yaml`: what a theme consists of. The struct is its own reference.

use crate::photos::ProfileFields;
use crate::settings::raw::{PosterFont, PosterFormat};
use crate::yaml::Field;
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::BTreeMap;

/// A theme: its styles, scripts, settings and picture profiles.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct ThemeFile {
    /// The theme's name, for people.
    pub name: Field<String>,
    /// One sentence about the theme.
    pub description: Field<String>,
    /// The theme whose templates, styles, settings and texts this one builds on.
    pub extends: Field<Option<String>>,
    /// CSS files, from the theme's folder. Those of the extended theme come first; all become one file, `styles.css`.
    pub styles: Field<Vec<Field<String>>>,
    /// JavaScript files that are shipped as they are.
    pub scripts: Field<Vec<Field<String>>>,
    /// Other files that are published: fonts, pictures.
    pub files: Field<Vec<Field<String>>>,
    /// Whatever the templates read as `settings`. Entries below `tokens` become custom properties of the styles.
    pub settings: Field<serde_json::Map<String, serde_json::Value>>,
    /// Pairs of tokens, text and its ground, that must be readable: a contrast of 4.5 (WCAG 2.2, level AA).
    pub contrast: Field<Vec<Vec<String>>>,
    /// How pictures are made, by the name that pages use.
    pub profiles: Field<BTreeMap<String, ProfileFields>>,
    /// Sizes that other platforms ask for, by name: made when they are exported.
    pub presets: Field<BTreeMap<String, ProfileFields>>,
    /// What posters are drawn with; their templates lie in `posters/`.
    pub posters: Field<PosterFile>,
}

/// Formats, fonts and templates of posters.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct PosterFile {
    /// The fonts that styles of posters may name; files from the theme's folder.
    pub fonts: Field<Vec<Field<PosterFont>>>,
    /// What channels ask for, by name.
    pub formats: Field<BTreeMap<String, Field<PosterFormat>>>,
    /// How large badges of `posters/badges/` are drawn, by name: `width` and `height`; 480 by 480 if absent.
    pub badges: Field<BTreeMap<String, Field<PosterFormat>>>,
    /// What templates need and show, by name; one that is not listed takes everything.
    pub templates: Field<BTreeMap<String, Field<PosterTemplate>>>,
}

/// What a template makes of a poster's front matter: `headline`, `sub`, `cta`, `legal`, `photo`, `price`, `badge`, `logo`,
/// `qr`, and names of free texts.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct PosterTemplate {
    /// Fields without which it cannot be drawn.
    pub needs: Field<Vec<String>>,
    /// Fields that it shows where they are given.
    pub shows: Field<Vec<String>>,
}
