//! How a shop looks: templates, styles, scripts, settings and texts of its theme and of those that it extends.
//!
//! Takes the shop's files and the choice in `awning.yaml`; gives one [`Theme`] with everything merged and published
//! names decided. Nothing is rendered here.

mod assets;
mod chain;
mod contrast;
mod file;
mod home;
mod posters;
mod settings;
mod skins;
mod styles;
mod texts;

pub use assets::Asset;
pub use contrast::{Faint, LEAST, contrast, faint};
pub use file::ThemeFile;
pub use posters::{Declared, Font, PREVIEW, Posters};
pub use settings::{is_token, is_token_name, token_fault};
pub use skins::{Skin, SkinFile};

use crate::catalog::CampaignSkin;
use crate::diagnostics::rules::theme::TOO_MANY_TEMPLATES;
use crate::diagnostics::{Checked, Diagnostic, Notes, Place};
use crate::fingerprint::Digest;
use crate::paths::ShopPath;
use crate::photos::{self, Profile};
use crate::settings::{Format, Settings};
use crate::source::Source;
use crate::yaml;
use assets::Assets;
use chain::Layer;
use home::Home;
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The most templates of a theme with its parents, and the largest of them in bytes.
const MOST_TEMPLATES: usize = 1000;
const LARGEST_TEMPLATE: usize = 256 << 10;

/// A theme, merged with those that it extends and with the shop's settings.
#[derive(Clone, Debug)]
pub struct Theme {
    /// Its name.
    pub name: String,
    /// The names of the theme and those that it extends, nearest first.
    pub chain: Vec<String>,
    /// Its `theme.yaml`.
    pub file: ShopPath,
    /// What templates read as `settings`.
    pub settings: Value,
    /// How pictures are made, by slot.
    pub profiles: BTreeMap<String, Profile>,
    /// Sizes that other platforms ask for, by name.
    pub presets: BTreeMap<String, Profile>,
    /// All templates, those of the nearest theme first.
    pub templates: Vec<Template>,
    /// The files that are published, `styles.css` first.
    pub assets: Vec<Asset>,
    /// What posters are drawn with.
    pub posters: Posters,
    /// What campaigns may put over it, by name.
    pub skins: BTreeMap<String, Skin>,
    /// Pairs of tokens that must be readable: text, and its ground.
    pub contrast: Vec<(String, String)>,
    /// Artwork of badges by name: the file, and its bytes.
    pub badges: BTreeMap<String, (ShopPath, Arc<[u8]>)>,
    /// The words of the interface, by language and key.
    pub texts: BTreeMap<String, BTreeMap<String, String>>,
    /// What a page depends on besides its view.
    pub digest: Digest,
}

/// A template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    /// `<theme>/<path below templates/>`. Without the theme, the nearest theme that has the path is meant.
    pub name: String,
    /// Where it lies.
    pub file: ShopPath,
    /// What is in it.
    pub text: Arc<str>,
}

/// Which theme the shop wants, and how.
#[derive(Clone, Debug)]
pub struct Choice<'a> {
    /// The theme's name.
    pub name: &'a str,
    /// The shop's settings for it.
    pub settings: Option<&'a yaml::Node>,
    /// The file in which both stand: `awning.yaml`.
    pub file: &'a ShopPath,
    /// Where the name stands.
    pub place: Place,
}

/// Reads the shop's theme, with the shop's own profiles of photos laid over it.
#[must_use]
pub fn of_shop(source: &Source, settings: &Settings) -> Checked<Option<Theme>> {
    let (name, place) = &settings.theme;
    let choice =
        Choice { name, settings: settings.theme_settings.as_ref(), file: &settings.file, place: place.clone() };
    let mut notes = Notes::default();
    let Some(mut theme) = notes.take(read(source, &choice)) else { return notes.around(None) };
    for (known, own) in
        [(&mut theme.profiles, &settings.photos.profiles), (&mut theme.presets, &settings.photos.presets)]
    {
        for (name, fields) in own {
            let profile = notes.take(fields.profile(name, &settings.file, known.get(name)));
            known.extend(profile.map(|profile| (name.clone(), profile)));
        }
    }
    if settings.photos.moving {
        // What has one format only is for feeds and shares, where nothing moves.
        let pages = theme.profiles.values_mut().filter(|profile| profile.formats.len() > 1);
        pages.for_each(|profile| profile.formats.push(photos::Format::Gif));
    }
    notes.diagnostics.extend(theme.posters.lay(source, &settings.posters));
    theme.digest = theme.fingerprint();
    notes.around(Some(theme))
}

/// Reads the chosen theme. `None` if there is none of that name, or its chain has no end.
#[must_use]
pub fn read(source: &Source, choice: &Choice<'_>) -> Checked<Option<Theme>> {
    let mut notes = Notes::default();
    let layers = notes.take(chain::read(source, choice));
    let Some(file) = layers.first().map(|layer| layer.path.clone()) else { return notes.around(None) };
    let homes: Vec<Home<'_>> = layers.iter().map(|layer| layer.home.clone()).collect();
    let settings = notes.take(merge_settings(&layers, choice));
    let mut assets = Assets::default();
    let listed = |field: chain::Pick| chain::listed(&layers, field);
    let css = notes.take(styles::join(&homes, &settings::tokens(&settings), &listed(|file| &file.styles), &mut assets));
    assets.list.insert(0, Asset::new(styles::STYLES, css.into_bytes()));
    for field in [(|file| &file.scripts) as chain::Pick, |file| &file.files] {
        notes.diagnostics.extend(assets.publish_listed(&homes, &listed(field)));
    }
    let mut theme = Theme {
        name: choice.name.to_string(),
        chain: homes.iter().map(|home| home.name.clone()).collect(),
        file,
        settings,
        profiles: notes.take(chain::profiles(&layers, |file| &file.profiles)),
        presets: notes.take(chain::profiles(&layers, |file| &file.presets)),
        templates: notes.take(templates(&homes, "templates")),
        assets: assets.list,
        badges: badges(&homes),
        posters: notes.take(posters::read(&layers)),
        skins: notes.take(skins::read(&homes)),
        contrast: contrast_pairs(&layers),
        texts: notes.take(texts::read(&homes)),
        digest: Digest::of(b""),
    };
    theme.digest = theme.fingerprint();
    notes.around(Some(theme))
}

impl Theme {
    /// The published form of a file, by the name that templates use.
    #[must_use]
    pub fn asset(&self, name: &str) -> Option<&Asset> {
        self.assets.iter().find(|asset| asset.name == name)
    }

    /// The bytes of a badge's artwork, by its file.
    #[must_use]
    pub fn file_of_badge(&self, path: &ShopPath) -> Option<&Arc<[u8]>> {
        self.badges.values().find(|(file, _)| file == path).map(|(_, bytes)| bytes)
    }

    /// The skin that a campaign names, if the theme has it.
    #[must_use]
    pub fn skin_of(&self, campaign: &CampaignSkin) -> Option<(&String, &Skin)> {
        self.skins.get_key_value(&campaign.name.as_ref()?.0)
    }

    /// Its tokens as a campaign has them: with the skin that it names over them, and its own over both.
    #[must_use]
    pub fn tokens_of(&self, campaign: &CampaignSkin) -> BTreeMap<String, String> {
        self.tokens_with(self.skin_of(campaign).map(|(_, skin)| skin), &campaign.tokens)
    }

    /// Its tokens with those of a skin, and others, over them.
    #[must_use]
    pub fn tokens_with(&self, skin: Option<&Skin>, others: &BTreeMap<String, String>) -> BTreeMap<String, String> {
        let own = settings::tokens(&self.settings).into_iter();
        let skin = skin.into_iter().flat_map(|skin| skin.tokens.clone());
        own.chain(skin).chain(others.clone()).collect()
    }

    /// The value of one of [`Self::tokens_with`].
    #[must_use]
    pub fn token_with(&self, name: &str, skin: Option<&Skin>, others: &BTreeMap<String, String>) -> Option<String> {
        let over = others.get(name).or_else(|| skin?.tokens.get(name)).cloned();
        over.or_else(|| self.settings.get("tokens")?.get(name)?.as_str().map(str::to_string))
    }

    /// Names of the pictures that posters may use beside their own: the skin's, and those that lie beside the templates.
    #[must_use]
    pub fn sheet_pictures(&self, skin: Option<&Skin>) -> Vec<String> {
        let drawings = skin.into_iter().flat_map(Skin::pictures).map(|(name, _)| name);
        drawings.chain(self.posters.pictures.keys().cloned()).collect()
    }

    /// The format of preview pictures, if any are drawn.
    #[must_use]
    pub fn preview_format(&self, settings: &Settings) -> Option<&Format> {
        let is_drawn = settings.posters.previews && self.posters.names().contains(PREVIEW);
        self.posters.formats.get(PREVIEW).filter(|_| is_drawn)
    }

    /// Texts of its files that diagnostics may point into.
    #[must_use]
    pub fn texts_of_files(&self) -> BTreeMap<ShopPath, Arc<str>> {
        let templates = self.templates.iter().chain(&self.posters.templates);
        let templates = templates.map(|template| (template.file.clone(), template.text.clone()));
        templates.chain(self.posters.styles.values().cloned()).collect()
    }

    fn fingerprint(&self) -> Digest {
        let mut parts: Vec<String> = vec![self.settings.to_string(), format!("{:?}", self.texts)];
        parts.extend(self.chain.iter().cloned());
        parts.extend(self.profiles.values().map(|profile| format!("{profile:?}")));
        let sheets = self.skins.values().map(|skin| &skin.sheet);
        let assets = self.assets.iter().chain(sheets);
        parts.extend(assets.flat_map(|a| [a.name.clone(), a.address.to_string(), a.integrity.clone()]));
        let templates = self.templates.iter().flat_map(|t| [t.name.as_bytes(), t.text.as_bytes()]);
        Digest::of_parts(parts.iter().map(String::as_bytes).chain(templates))
    }
}

/// The chain's settings from the farthest parent to the theme, then the shop's.
fn merge_settings(layers: &[Layer<'_>], choice: &Choice<'_>) -> Checked<Value> {
    let mut merged = Value::Object(serde_json::Map::new());
    let mut found: Vec<Diagnostic> = Vec::new();
    for layer in layers.iter().rev() {
        if let Some(node) = &layer.settings {
            found.extend(settings::token_faults(&layer.path, node));
            settings::inherit(&mut merged, node);
        }
    }
    if let (Some(node), Value::Object(known)) = (choice.settings, &mut merged) {
        found.extend(settings::token_faults(choice.file, node));
        let mut wishes = settings::Wishes { theme: choice.name, file: choice.file, found };
        wishes.lay(known, node, "");
        found = wishes.found;
    }
    Checked::new(merged, found)
}

/// The pairs of the nearest theme that names any.
fn contrast_pairs(layers: &[Layer<'_>]) -> Vec<(String, String)> {
    let named = layers.iter().find_map(|layer| layer.file.contrast.get());
    let pairs = named.into_iter().flatten().filter_map(|pair| match pair.as_slice() {
        [text, ground] => Some((text.clone(), ground.clone())),
        _ => None,
    });
    pairs.collect()
}

/// The badges of the whole chain; the nearest theme's replaces its parents' of the same name.
fn badges(chain: &[Home<'_>]) -> BTreeMap<String, (ShopPath, Arc<[u8]>)> {
    let files = chain.iter().rev().flat_map(|home| home.files("badges"));
    let named = files.filter_map(|(path, bytes)| {
        let name = path.name().strip_suffix(".svg").or(path.name().strip_suffix(".png"))?.to_string();
        Some((name, (path, bytes.into())))
    });
    named.collect()
}

/// All templates below a folder.
fn templates(chain: &[Home<'_>], folder: &str) -> Checked<Vec<Template>> {
    let mut notes = Notes::default();
    let mut templates = Vec::new();
    for home in chain {
        for (path, file, text) in home.texts(folder) {
            if text.len() > LARGEST_TEMPLATE {
                let what = format!("this template has {} bytes; the limit is {LARGEST_TEMPLATE}", text.len());
                notes.push(TOO_MANY_TEMPLATES.at(Place::head(&file)).with("what", what));
            } else {
                templates.push(Template { name: format!("{}/{path}", home.name), file, text });
            }
        }
    }
    if let Some(extra) = templates.get(MOST_TEMPLATES) {
        let what = format!("{} templates; the limit is {MOST_TEMPLATES}", templates.len());
        notes.push(TOO_MANY_TEMPLATES.at(Place::head(&extra.file)).with("what", what));
        templates.truncate(MOST_TEMPLATES);
    }
    notes.around(templates)
}
