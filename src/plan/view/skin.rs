//! The skin of a page: that of its own campaign, or of the one that runs.

use super::Views;
use super::parts::Link;
use super::sections::{Notice, SectionView};
use super::site::FileView;
use crate::plan::routes::{Route, Target};
use crate::storefront::CampaignState;
use crate::theme::Skin;
use serde::Serialize;
use std::collections::BTreeMap;

/// What a campaign puts over a page.
#[derive(Clone, Debug, Default, Serialize)]
pub struct SkinView {
    /// The skin of the theme.
    pub name: Option<String>,
    /// Its style sheet, to come after the theme's.
    pub styles: Option<StylesView>,
    /// The campaign's own colours, over the skin's.
    pub tokens: BTreeMap<String, String>,
    /// The colour of the page's ground, for the browser's frame.
    pub ground: Option<String>,
    /// The campaign.
    pub campaign: Link,
    /// The campaign's stamp.
    pub badge: Option<String>,
    /// A line above the page.
    pub ticker: Option<Link>,
    /// A notice at its edge.
    pub notice: Option<Notice>,
    /// Another favicon.
    pub favicon: Option<FileView>,
}

/// A published style sheet.
#[derive(Clone, Debug, Serialize)]
pub struct StylesView {
    /// Its address.
    pub href: String,
    /// For the `integrity` attribute.
    pub integrity: String,
}

impl StylesView {
    fn of(skin: &Skin) -> Self {
        Self { href: skin.sheet.address.href(), integrity: skin.sheet.integrity.clone() }
    }
}

impl Views<'_> {
    /// The skin of a route's page: one that is tried on, else its campaign's.
    pub(super) fn skin(&self, route: &Route) -> Option<SkinView> {
        let worn = self.worn(route);
        let Some((name, skin)) = self.tried_on.and_then(|name| self.theme.skins.get_key_value(name)) else {
            return worn;
        };
        let none = BTreeMap::new();
        Some(SkinView {
            name: Some(name.clone()),
            styles: Some(StylesView::of(skin)),
            ground: self.theme.token_with("paper", Some(skin), &none),
            tokens: none,
            ..worn.unwrap_or_default()
        })
    }

    /// What a campaign puts over a route's page. A landing page wears its own campaign's skin, from its announcement to
    /// its end.
    fn worn(&self, route: &Route) -> Option<SkinView> {
        let own = match &route.target {
            Target::Campaign(at) => self.shelf.campaigns.get(*at).copied(),
            _ => None,
        };
        let own = own.filter(|campaign| CampaignState::of(campaign, self.moment) != CampaignState::Over);
        let campaign = own.or(self.leading)?;
        let skin = &campaign.skin;
        let named = self.theme.skin_of(skin);
        let href = self.links.href(&campaign.document, self.words.language);
        // A page need not lead to itself.
        let leads = |text: &String| Link { label: text.clone(), href: href.clone(), external: false };
        let leads = |text: &Option<String>| text.as_ref().filter(|_| own.is_none()).map(leads);
        Some(SkinView {
            name: named.map(|(name, _)| name.clone()),
            styles: named.map(|(_, skin)| StylesView::of(skin)),
            tokens: skin.tokens.clone(),
            ground: self.theme.token_with("paper", named.map(|(_, skin)| skin), &skin.tokens),
            ticker: leads(&skin.ticker),
            notice: leads(&skin.notice).map(|link| Notice {
                text: link.label,
                link: href.clone().map(|href| Link::inside(self.words.get("campaign_go"), href)),
                closable: true,
            }),
            favicon: skin.favicon.as_ref().and_then(|file| self.file(Some(file))),
            badge: campaign.badge.clone(),
            campaign: Link { label: campaign.document.title.clone(), href, external: false },
        })
    }

    /// The home page's sections with the head of the running campaign, if it asks to stand there: instead of the first
    /// hero, else before all.
    pub(super) fn with_campaign_hero(&self, mut sections: Vec<SectionView>) -> Vec<SectionView> {
        let Some(campaign) = self.leading.filter(|campaign| campaign.skin.hero) else { return sections };
        let (title, text, photo) = &campaign.hero;
        let photo = photo.as_ref().or(campaign.document.image.as_ref());
        let href = self.links.href(&campaign.document, self.words.language);
        let first = sections.iter().position(|section| section.r#type == "hero");
        let hero = SectionView {
            r#type: "hero",
            id: "section-campaign".to_string(),
            heading_level: 2,
            title: title.clone().or_else(|| Some(campaign.document.title.clone())),
            eyebrow: campaign.badge.clone(),
            text: text.clone().or_else(|| Some(campaign.slogan.clone())),
            picture: photo.and_then(|photo| self.pictures.eager(photo, "hero")),
            link: href.map(|href| Link::inside(self.words.get("campaign_go"), href)),
            align: "left",
            tone: "light",
            ..SectionView::default()
        };
        match first.and_then(|at| sections.get_mut(at)) {
            Some(section) => *section = hero,
            None => sections.insert(0, hero),
        }
        sections
    }
}
