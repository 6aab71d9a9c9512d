//! Badges that are templates: a sheet a language, and one more for each campaign that lays the badge on, with its words
//! and colours.

use super::posters::{Sheet, Told, digest, shared};
use super::view::poster::{CampaignLine, FormatView, SheetView};
use super::words::Words;
use crate::catalog::{Campaign, Catalog};
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
        let skin = campaign.and_then(|campaign| theme.skins.get_key_value(&campaign.skin.name.as_ref()?.0));
        let none = BTreeMap::new();
        let tokens = campaign.map_or(&none, |campaign| &campaign.skin.tokens);
        let text = campaign.and_then(|campaign| campaign.badge.clone()).unwrap_or_else(|| self.text());
        let template = format!("badges/{}", self.name);
        let told = Told {
            preview: false,
            name: format!("{}, {language}", self.name),
            head: place.clone(),
            format: place.clone(),
            slots: BTreeMap::new(),
        };
        let view = SheetView {
            kind: "badge",
            language: language.to_string(),
            format: FormatView::of(self.format),
            title: text.clone(),
            description: String::new(),
            kicker: None,
            words: None,
            product: None,
            price: None,
            badge: Some(text),
            campaign: campaign.map(|campaign| CampaignLine {
                title: campaign.document.title.clone(),
                slogan: campaign.slogan.clone(),
                period: None,
            }),
            skin: skin.map(|(name, _)| name.clone()),
            photo: None,
            logo: None,
            qr: None,
            pictures: theme.sheet_pictures(skin.map(|(_, skin)| skin)),
        };
        let mut sheet = Sheet {
            address: Address::of(format!("/{template}.png")),
            digest: Digest::of(b""),
            format: self.format.clone(),
            tokens: theme.tokens_with(skin.map(|(_, skin)| skin), tokens),
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
