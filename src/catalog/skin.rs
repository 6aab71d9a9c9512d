//! What a campaign puts over the theme, resolved.

use super::document::Reader;
use super::draft::Draft;
use super::raw;
use crate::diagnostics::rules::campaign::BAD_TOKEN;
use crate::diagnostics::rules::photo_use::MISSING_PHOTO;
use crate::diagnostics::{Notes, Place};
use crate::language::Localised;
use crate::paths::ShopPath;
use crate::yaml::Field;
use std::collections::BTreeMap;

/// A campaign's skin, in the document's language.
#[derive(Clone, Debug, Default)]
pub struct CampaignSkin {
    /// A skin of the theme, and where it is named.
    pub name: Option<(String, Place)>,
    /// Colours over those of theme and skin.
    pub tokens: BTreeMap<String, String>,
    /// Where these stand, if there are any.
    pub tokens_place: Option<Place>,
    /// A line above every page.
    pub ticker: Option<String>,
    /// A notice at the edge of every page.
    pub notice: Option<String>,
    /// Whether the landing page's head stands at the head of the home page too.
    pub hero: bool,
    /// Another favicon.
    pub favicon: Option<ShopPath>,
}

impl Reader<'_> {
    pub(super) fn skin(&self, draft: &Draft<raw::Campaign>, notes: &mut Notes) -> CampaignSkin {
        let Some(skin) = draft.front.skin.get() else { return CampaignSkin::default() };
        let text = |field: &Field<Localised>| {
            let text = field.get().map(|text| self.settings.text(text, &draft.language).trim().to_string());
            text.filter(|text| !text.is_empty())
        };
        CampaignSkin {
            name: skin.name.placed().map(|(name, place)| (name.clone(), place.clone())),
            tokens: tokens(&skin.tokens, notes),
            tokens_place: skin.tokens.place.clone(),
            ticker: text(&skin.ticker),
            notice: text(&skin.notice),
            hero: skin.hero.value == Some(true),
            favicon: self.favicon(&skin.favicon, notes),
        }
    }

    fn favicon(&self, field: &Field<String>, notes: &mut Notes) -> Option<ShopPath> {
        let (src, place) = field.placed()?;
        let file = place.file.sibling(&format!("/{}", src.trim_start_matches('/')));
        let file = file.filter(|file| self.photos.source.files.contains_key(file));
        if file.is_none() {
            let assets = self.photos.source.under("assets");
            let near = assets.map(|(path, _)| path.as_str().trim_start_matches("assets"));
            notes.push(MISSING_PHOTO.at(place.clone()).with("src", src).nearest(src, near));
        }
        file
    }
}

/// Tokens go into CSS: nothing in them may end the declaration.
pub(super) fn tokens(field: &Field<BTreeMap<String, String>>, notes: &mut Notes) -> BTreeMap<String, String> {
    let Some((tokens, place)) = field.placed() else { return BTreeMap::new() };
    let fits = |name: &str, value: &str| {
        name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
            && !value.contains([';', '{', '}', '<', '>', '"', '\\'])
    };
    for (name, value) in tokens.iter().filter(|(name, value)| !fits(name, value)) {
        notes.push(BAD_TOKEN.at(place.clone()).with("name", name).with("value", value));
    }
    tokens.iter().filter(|(name, value)| fits(name, value)).map(|(name, value)| (name.clone(), value.clone())).collect()
}
