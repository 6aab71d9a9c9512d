//! `theme.yaml`: what a theme consists of. The struct is its own reference.

use crate::diagnostics::rules::theme::WRONG_PROFILE;
use crate::diagnostics::{Checked, Notes, Place};
use crate::paths::ShopPath;
use crate::photos::{Format, Profile};
use crate::yaml::Field;
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The most widths of one profile, and the largest of them.
const MOST_WIDTHS: usize = 12;
const LARGEST_WIDTH: u32 = 4096;

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
    /// How pictures are made, by the name that pages use.
    pub profiles: Field<BTreeMap<String, ProfileFields>>,
    /// Names of the poster templates.
    pub poster_templates: Field<Vec<String>>,
}

/// How the pictures of one slot are made.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct ProfileFields {
    /// The widths that are offered, in pixels.
    pub widths: Field<Vec<u32>>,
    /// Width to height, `4:5`; the photo's own if absent.
    pub ratio: Field<Option<String>>,
    /// The formats, best first: `webp`, `jpeg`, `png`, `svg`.
    pub formats: Field<Vec<String>>,
    /// The `sizes` attribute; `100vw` if absent.
    pub sizes: Field<String>,
    /// Whether pictures carry the shop's watermark and badges.
    pub dressed: Field<bool>,
    /// Whether pictures are loaded at once, not when they scroll into view.
    pub eager: Field<bool>,
}

impl ProfileFields {
    /// The profile, where its fields make sense.
    pub(super) fn profile(&self, name: &str, file: &ShopPath) -> Checked<Option<Profile>> {
        let mut notes = Notes::default();
        let widths = self.widths.get().cloned().unwrap_or_default();
        if widths.is_empty() || widths.len() > MOST_WIDTHS || widths.iter().any(|w| !(1..=LARGEST_WIDTH).contains(w)) {
            let reason = format!("`widths` needs 1 to {MOST_WIDTHS} numbers from 1 to {LARGEST_WIDTH}");
            notes.push(self.fault(name, file, &self.widths, &reason));
        }
        let ratio = self.ratio.get().and_then(Option::as_deref);
        let parsed = ratio.and_then(ratio_of);
        if ratio.is_some() && parsed.is_none() {
            notes.push(self.fault(name, file, &self.ratio, "`ratio` is two numbers from 1 to 100, as in \"4:5\""));
        }
        let typed = self.formats.get().cloned().unwrap_or_else(|| vec!["webp".to_string(), "jpeg".to_string()]);
        let formats: Vec<Format> = typed.iter().filter_map(|name| format_of(name)).collect();
        if formats.len() != typed.len() || formats.is_empty() {
            notes.push(self.fault(name, file, &self.formats, "`formats` are webp, jpeg, png and svg"));
        }
        let profile = Profile {
            name: name.to_string(),
            widths,
            ratio: parsed,
            formats,
            sizes: self.sizes.get().cloned().unwrap_or_else(|| "100vw".to_string()),
            dressed: self.dressed.get().copied().unwrap_or_default(),
            eager: self.eager.get().copied().unwrap_or_default(),
        };
        let usable = !notes.has_errors();
        notes.around(usable.then_some(profile))
    }

    fn fault<T>(&self, name: &str, file: &ShopPath, field: &Field<T>, reason: &str) -> crate::diagnostics::Diagnostic {
        let nearby = [&self.widths.place, &self.formats.place, &self.sizes.place].into_iter().find_map(Clone::clone);
        let place = field.place.clone().or(nearby).unwrap_or_else(|| Place::head(file));
        WRONG_PROFILE.at(place).with("profile", name).with("reason", reason)
    }
}

fn ratio_of(text: &str) -> Option<(u32, u32)> {
    let (width, height) = text.split_once(':')?;
    let side = |text: &str| text.trim().parse().ok().filter(|side| (1..=100).contains(side));
    Some((side(width)?, side(height)?))
}

fn format_of(name: &str) -> Option<Format> {
    match name {
        "webp" => Some(Format::WebP),
        "jpeg" | "jpg" => Some(Format::Jpeg),
        "png" => Some(Format::Png),
        "svg" => Some(Format::Svg),
        _ => None,
    }
}
