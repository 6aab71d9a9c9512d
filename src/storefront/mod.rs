//! The catalog seen at a moment: what is on the shelf, which campaigns run, what everything costs.
//!
//! Takes the catalog and a moment, gives a [`Storefront`]. What is not released is not in it, so nothing after this
//! stage can show it.

mod badges;
mod glance;
mod pricing;
mod proof;
mod related;
mod shelf;
mod stock;
mod subject;

pub use badges::{Badge, since};
pub use glance::{Glance, Look, Sight, badge_ends, is_new, new_until};
pub use pricing::Quote;
pub use shelf::{Item, Reason, Shelf};
pub use stock::StockState;
pub use subject::{campaigns_shown, has_page, subject};

use crate::catalog::{Campaign, Catalog, Clearance, Document, Product};
use crate::settings::Settings;
use jiff::Timestamp;
use pricing::Pricing;
use std::collections::BTreeMap;

/// The catalog at a moment.
#[derive(Debug)]
pub struct Storefront<'c> {
    /// All documents; only shelves say what is shown.
    pub catalog: &'c Catalog,
    /// The shop.
    pub settings: &'c Settings,
    /// The moment.
    pub moment: Timestamp,
    /// What is shown beside what is approved.
    pub clearance: Clearance,
    /// What is shown, by language.
    pub shelves: BTreeMap<&'c str, Shelf<'c>>,
    /// Products that are not on the shelf, with every reason: file, SKU, reasons; sorted by SKU.
    pub off_shelf: Vec<(&'c crate::catalog::Product, Vec<Reason>)>,
}

/// Where a campaign stands at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CampaignState {
    /// It has not begun.
    Upcoming,
    /// It runs.
    Running,
    /// It is over.
    Over,
}

impl CampaignState {
    /// The state of a campaign at a moment.
    #[must_use]
    pub fn of(campaign: &Campaign, moment: Timestamp) -> Self {
        let window = campaign.window(moment);
        if window.contains(moment) {
            Self::Running
        } else if window.from.is_some_and(|from| moment < from) {
            Self::Upcoming
        } else {
            Self::Over
        }
    }

    /// The word that templates see.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Upcoming => "upcoming",
            Self::Running => "running",
            Self::Over => "over",
        }
    }
}

/// The storefront at a moment.
#[must_use]
pub fn at<'c>(catalog: &'c Catalog, settings: &'c Settings, moment: Timestamp, clearance: Clearance) -> Storefront<'c> {
    let pricing = Pricing::of(catalog, settings, moment, clearance);
    let gate = shelf::Gate { catalog, settings, moment, clearance, pricing: &pricing };
    let mut off_shelf = Vec::new();
    let mut shelves = BTreeMap::new();
    for language in &settings.languages {
        shelves.insert(language.as_str(), gate.shelf(language, &mut off_shelf));
    }
    off_shelf.sort_by(|(a, _), (b, _)| (&a.sku, &a.document.file).cmp(&(&b.sku, &b.document.file)));
    Storefront { catalog, settings, moment, clearance, shelves, off_shelf }
}

impl<'c> Storefront<'c> {
    /// The shelf of a language.
    #[must_use]
    pub fn shelf(&self, language: &str) -> Option<&Shelf<'c>> {
        self.shelves.get(language)
    }

    /// What every SKU on the shelf costs; languages agree on it, and the default language has them all.
    pub fn quotes<'s>(&'s self) -> impl Iterator<Item = &'s Quote<'c>> {
        self.shelf(self.settings.default_language())
            .into_iter()
            .flat_map(|shelf| &shelf.items)
            .flat_map(|it| &it.quotes)
    }

    /// What a product's SKUs cost at another moment.
    #[must_use]
    pub fn quotes_at(&self, product: &'c Product, moment: Timestamp) -> Vec<Quote<'c>> {
        Pricing::of(self.catalog, self.settings, moment, self.clearance).quotes(product)
    }

    /// A product as it would stand on the shelf. `None` if it would not.
    #[must_use]
    pub fn item_of(&self, product: &'c Product) -> Option<Item<'c>> {
        let (catalog, settings, moment, clearance) = (self.catalog, self.settings, self.moment, self.clearance);
        let pricing = Pricing::of(catalog, settings, moment, clearance);
        shelf::Gate { catalog, settings, moment, clearance, pricing: &pricing }.item(product)
    }

    /// Whether a document that is no product is shown.
    #[must_use]
    pub fn shows(&self, document: &Document) -> bool {
        document.is_cleared(self.clearance) && document.window.contains(self.moment)
    }

    /// Whether a campaign runs or is announced.
    #[must_use]
    pub fn announces(&self, campaign: &Campaign) -> bool {
        campaign.document.is_cleared(self.clearance) && CampaignState::of(campaign, self.moment) != CampaignState::Over
    }

    /// The running campaign with the highest priority, in a language.
    #[must_use]
    pub fn leading_campaign(&self, language: &str) -> Option<&'c Campaign> {
        subject::leading(self.shelf(language)?.campaigns.iter().copied(), self.moment)
    }
}
