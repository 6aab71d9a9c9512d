//! A campaign's landing page as a view.

use super::Views;
use super::parts::Card;
use super::product::{GiftView, PreSale};
use super::prose::{Origin, ProsePart, Question};
use super::sections::{PosterBand, SectionView};
use super::terms::TermsView;
use crate::catalog::{Campaign, Exclusions, Target};
use crate::diagnostics::Notes;
use crate::plan::pictures::Picture;
use crate::plan::words::{self, Date};
use crate::storefront::{CampaignState, Item};
use serde::Serialize;
use std::collections::HashSet;

/// Products that a landing page shows.
const MOST_CARDS: usize = 60;

/// A landing page.
#[derive(Clone, Debug, Serialize)]
#[expect(missing_docs, reason = "the fields are the campaign's, named as in its front matter")]
pub struct CampaignView {
    pub title: String,
    pub slogan: String,
    pub state: &'static str,
    pub starts: Option<Date>,
    pub ends: Option<Date>,
    pub ends_iso: Option<String>,
    pub pre_sale: Option<PreSale>,
    pub badge: Option<String>,
    pub hero: HeroView,
    pub body: Vec<ProsePart>,
    pub cards: Vec<Card>,
    pub gifts: Vec<GiftView>,
    pub rules: Vec<ProsePart>,
    pub threshold: Option<String>,
    pub terms: TermsView,
    pub faq: Vec<Question>,
    /// The countdown, gifts and rules that its sections begin with.
    pub lead: Vec<SectionView>,
    /// The sections after those.
    pub sections: Vec<SectionView>,
    /// What sections tell: `countdown`, `gifts`, `rules`.
    pub told: Vec<&'static str>,
    pub recap: bool,
    pub posters: Vec<PosterBand>,
}

/// The head of a landing page.
#[derive(Clone, Debug, Serialize)]
pub struct HeroView {
    /// Title.
    pub title: String,
    /// A few lines.
    pub text: Option<String>,
    /// Photo.
    pub picture: Option<Picture>,
}

impl Views<'_> {
    /// A landing page.
    pub fn campaign(&self, campaign: &Campaign, notes: &mut Notes) -> CampaignView {
        let document = &campaign.document;
        let language = self.words.language;
        let (title, text, photo) = &campaign.hero;
        let photo = photo.as_ref().or(document.image.as_ref());
        let rules = campaign.rules.as_ref().map(|rules| self.prose(rules, Origin::of(document), notes));
        let state = CampaignState::of(campaign, self.moment);
        let window = campaign.window(self.moment);
        let mut lead = self.sections(&campaign.sections, document, notes);
        let sections = lead.split_off(lead.iter().take_while(|section| section.tells()).count());
        CampaignView {
            title: document.title.clone(),
            slogan: campaign.slogan.clone(),
            state: state.word(),
            starts: window.from.map(|from| super::parts::start(from, self.settings, language)),
            ends: window.to.map(|to| words::end(to, self.settings, language)),
            ends_iso: window.to.map(|to| words::instant(to, self.settings, language).iso),
            pre_sale: self.pre_sale(campaign).filter(|_| state != CampaignState::Over),
            badge: campaign.badge.clone(),
            hero: HeroView {
                title: title.clone().unwrap_or_else(|| document.title.clone()),
                text: text.clone(),
                picture: photo.and_then(|photo| self.pictures.eager(photo, "hero")),
            },
            body: self.body(document, notes),
            cards: self.campaign_cards(campaign),
            gifts: self.gifts(&campaign.gifts, window),
            rules: rules.unwrap_or_default(),
            threshold: campaign.terms.tiers.first().map(|tier| self.tier(tier)),
            terms: self.terms(campaign),
            faq: self.faq(&campaign.faq, document, notes),
            lead,
            sections,
            told: Self::told(campaign),
            recap: state == CampaignState::Over,
            posters: campaign.posters.iter().filter_map(|(name, _)| self.poster_band(name)).collect(),
        }
    }

    /// The products that a campaign covers, in its own order, each once; at most 60.
    fn campaign_cards(&self, campaign: &Campaign) -> Vec<Card> {
        let mut skus: Vec<&str> = Vec::new();
        for selector in &campaign.selectors {
            let left_out = self.left_out(&selector.exclude);
            let covered: Box<dyn Iterator<Item = &Item<'_>>> = match &selector.target {
                Target::Sku(sku) => Box::new(self.shelf.item(sku).into_iter()),
                Target::Category(id) => Box::new(self.shelf.within(id)),
                Target::Tag(tag) => Box::new(self.shelf.tagged(tag)),
                Target::All => Box::new(self.shelf.items.iter()),
            };
            for item in covered.filter(|item| item.is_listed()) {
                let sku = item.product.sku.as_str();
                if skus.len() < MOST_CARDS && !skus.contains(&sku) && !left_out.contains(sku) {
                    skus.push(sku);
                }
            }
        }
        self.cards(skus)
    }

    /// The SKUs of products that a selector leaves out.
    fn left_out<'x>(&'x self, exclude: &'x Exclusions) -> HashSet<&'x str> {
        let within = exclude.categories.iter().flat_map(|(id, _)| self.shelf.within(id));
        let tagged = exclude.tags.iter().flat_map(|(tag, _)| self.shelf.tagged(tag));
        let skus = exclude.skus.iter().map(|(sku, _)| sku.as_str());
        within.chain(tagged).map(|item| item.product.sku.as_str()).chain(skus).collect()
    }
}
