//! Skins: what a campaign puts over a theme for its window. Each is a folder `skins/<name>/` of the theme with a
//! `skin.yaml`, a `skin.css`, and the drawings that the style refers to.

use super::assets::{Asset, Assets, Listed};
use super::home::Home;
use super::{settings, styles};
use crate::diagnostics::{Checked, Notes, Place};
use crate::language::Localised;
use crate::paths::ShopPath;
use crate::yaml::{self, Field};
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The file that makes a folder a skin.
const FILE: &str = "skin.yaml";

/// A skin.
#[derive(Clone, Debug)]
pub struct Skin {
    /// What people call it.
    pub label: Localised,
    /// Its colours, over the theme's.
    pub tokens: BTreeMap<String, String>,
    /// Where they stand, for what is wrong with them.
    pub place: Place,
    /// Its style sheet, tokens included.
    pub sheet: Asset,
    /// What the sheet refers to.
    pub files: Vec<Asset>,
}

impl Skin {
    /// The drawings, as posters name them: `skin/motif.svg`.
    pub fn pictures(&self) -> impl Iterator<Item = (String, &Asset)> {
        let name = |file: &Asset| file.name.rsplit('/').next().map(|name| format!("skin/{name}"));
        self.files.iter().filter_map(move |file| Some((name(file)?, file)))
    }
}

/// `skin.yaml`.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct SkinFile {
    /// What people call it, by language.
    pub label: Field<Localised>,
    /// Custom properties over those of the theme, by token: colours, mostly.
    pub tokens: Field<BTreeMap<String, String>>,
    /// CSS files that skins share, from the theme's `skins/`; the skin's own `skin.css` comes after them.
    pub styles: Field<Vec<Field<String>>>,
}

/// The skins of the whole chain; the nearest theme's replaces its parents' of the same name.
pub(super) fn read(chain: &[Home<'_>]) -> Checked<BTreeMap<String, Skin>> {
    let mut notes = Notes::default();
    let mut skins = BTreeMap::new();
    for home in chain.iter().rev() {
        for (inside, path, text) in home.texts("skins") {
            let Some(name) = inside.strip_suffix(FILE).and_then(|folder| folder.strip_suffix('/')) else { continue };
            if let Some(skin) = notes.take(one(chain, name, &path, &text)) {
                skins.insert(name.to_string(), skin);
            }
        }
    }
    notes.around(skins)
}

fn one(chain: &[Home<'_>], name: &str, path: &ShopPath, text: &Arc<str>) -> Checked<Option<Skin>> {
    let (node, duplicates) = match yaml::parse(path, text, 0..text.len()) {
        Ok(read) => read,
        Err(diagnostic) => return Checked::new(None, vec![*diagnostic]),
    };
    let mut notes = Notes { diagnostics: duplicates };
    let file: SkinFile = notes.take(yaml::read(path, &node));
    notes.diagnostics.extend(settings::token_faults(path, &node));
    let place = file.tokens.place_or(&Place::head(path));
    let tokens: BTreeMap<String, String> = file.tokens.value.unwrap_or_default();
    let tokens: BTreeMap<_, _> = tokens.into_iter().filter(|(name, value)| settings::is_token(name, value)).collect();
    let written: Vec<(String, String)> = tokens.iter().map(|(name, value)| (name.clone(), value.clone())).collect();
    let named = file.styles.value.unwrap_or_default();
    let named = named.iter().filter_map(Field::placed).map(|(name, place)| (name.clone(), place.clone()));
    let own = (format!("{name}/skin.css"), Place::head(path));
    let files = named.chain([own]).map(|(name, place)| Listed { name: format!("skins/{name}"), place });
    let mut assets = Assets::default();
    let css = notes.take(styles::join(chain, &written, &files.collect::<Vec<_>>(), &mut assets));
    let label = file.label.value.unwrap_or_else(|| Localised::One(name.to_string()));
    let sheet = Asset::new(&format!("skins/{name}.css"), css.into_bytes());
    notes.around(Some(Skin { label, tokens, place, sheet, files: assets.list }))
}
