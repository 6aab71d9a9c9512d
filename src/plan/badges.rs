//! Badges that are templates: a sheet a language, and one more for each campaign that lays the badge on, with its words
//! and colours.

use super::posters::{Sheet, Told, digest, shared};
use super::view::poster::SheetView;
use super::words::Words;
use crate::catalog::{Campaign, CampaignSkin, Catalog};
use crate::diagnostics::Place;
use crate::fingerprint::Digest;
use crate::paths::Address;
use crate::photos::campaign_badge;
use crate::settings::{Format, Settings};
use crate::theme::Theme;
use std::collections::BTreeMap;

/// The sheets of a badge, each with the stem by which photos find it. Empty if the theme has no such template.
#[must_use]
pub fn sheets(
    name: &str,
    place: &Place,
    (catalog, settings, theme): (&Catalog, &Settings, &Theme),
) -> Vec<(String, Sheet)> {
    let Some(format) = theme.posters.badges.get(name) else { return Vec::new() };
    let mut sheets = Vec::new();
    for language in &settings.languages {
        let desk = Desk { name, format, theme, words: Words::of(&theme.texts, settings, language), settings };
        sheets.push((format!("{name}.{language}"), desk.sheet(None, place)));
        for campaign in catalog.campaigns.iter().filter(|campaign| campaign.document.language == *language) {
            if let Some((_, place)) = campaign.badge_artwork.as_ref().filter(|(artwork, _)| artwork == name) {
                let stem = format!("{}.{language}", campaign_badge(name, campaign.document.name()));
                sheets.push((stem, desk.sheet(Some(campaign), place)));
            }
        }
    }
    sheets
}

struct Desk<'a> {
    name: &'a str,
    format: &'a Format,
    theme: &'a Theme,
    words: Words<'a>,
    settings: &'a Settings,
}

impl Desk<'_> {
    fn sheet(&self, campaign: Option<&Campaign>, place: &Place) -> Sheet {
        let (theme, language) = (self.theme, self.words.language);
        let text = campaign.and_then(|campaign| campaign.badge.clone()).unwrap_or_else(|| self.text());
        let template = format!("badges/{}", self.name);
        let told = Told {
            preview: false,
            name: format!("{}, {language}", self.name),
            head: place.clone(),
            format: place.clone(),
            slots: BTreeMap::new(),
        };
        let bare = SheetView::of("badge", language, self.format, theme, campaign);
        let view = SheetView { title: text.clone(), badge: Some(text), ..bare };
        let none = CampaignSkin::default();
        let mut sheet = Sheet {
            address: Address::of(format!("/{template}.png")),
            digest: Digest::of(b""),
            format: self.format.clone(),
            tokens: theme.tokens_of(campaign.map_or(&none, |campaign| &campaign.skin)),
            photo: None,
            template,
            view,
            told,
        };
        let kit = theme.posters.digest(&sheet.template);
        sheet.digest = digest(&sheet, theme, kit, shared(self.settings, self.words, theme), None);
        sheet
    }

    /// What the badge says where no campaign lays it on: the theme's text `badge_<name>`, else its name.
    fn text(&self) -> String {
        let key = format!("badge_{}", self.name);
        let text = self.words.all().get(key.as_str()).map(|text| (*text).to_string());
        text.unwrap_or_else(|| self.name.to_string())
    }
}
