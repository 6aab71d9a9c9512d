//! What everything costs at a moment: the offers table, and the running campaign with the highest priority.

use crate::catalog::history::{self, Proof};
use crate::catalog::{self, Campaign, Catalog, Clearance, Kind, Product, Reference, Selector, Target};
use crate::moment::When;
use crate::money::{self, Money};
use crate::settings::Settings;
use jiff::Timestamp;
use std::cmp::Reverse;
use std::collections::HashMap;

/// What one SKU costs, and how many there are.
#[derive(Clone, Debug)]
pub struct Quote<'c> {
    /// The SKU.
    pub sku: &'c str,
    /// What it costs now.
    pub price: Money,
    /// What it costs without a campaign.
    pub regular: Money,
    /// The struck-through price of the offers table.
    pub reference: Option<&'c Reference>,
    /// The campaign that makes the price.
    pub campaign: Option<&'c Campaign>,
    /// How many there are; `None` if nobody knows.
    pub stock: Option<u32>,
    /// The last day of the price.
    pub valid_until: Option<When>,
    /// Since when it costs that: the campaign's start, or since when the history knows the price.
    pub lowered: Timestamp,
    /// What the history knows of the days before.
    pub proof: Proof,
}

/// The running campaigns, found by what they cover.
#[derive(Debug)]
pub(super) struct Pricing<'c> {
    catalog: &'c Catalog,
    settings: &'c Settings,
    moment: Timestamp,
    by_sku: HashMap<&'c str, Vec<Claim<'c>>>,
    by_category: HashMap<&'c str, Vec<Claim<'c>>>,
    by_tag: HashMap<&'c str, Vec<Claim<'c>>>,
    all: Vec<Claim<'c>>,
    parents: HashMap<&'c str, &'c str>,
}

/// A selector of a running campaign.
#[derive(Clone, Copy, Debug)]
struct Claim<'c> {
    campaign: &'c Campaign,
    selector: &'c Selector,
}

impl<'c> Pricing<'c> {
    pub(super) fn of(catalog: &'c Catalog, settings: &'c Settings, moment: Timestamp, clearance: Clearance) -> Self {
        let mut pricing = Self {
            catalog,
            settings,
            moment,
            by_sku: HashMap::new(),
            by_category: HashMap::new(),
            by_tag: HashMap::new(),
            all: Vec::new(),
            parents: parents(catalog),
        };
        let running = catalog.campaigns.iter().filter(|campaign| {
            campaign.document.original
                && campaign.document.is_cleared(clearance)
                && campaign.document.window.contains(moment)
                && campaign.window(moment).contains(moment)
        });
        for campaign in running {
            for selector in &campaign.selectors {
                let claim = Claim { campaign, selector };
                match &selector.target {
                    Target::Sku(sku) => pricing.by_sku.entry(sku).or_default().push(claim),
                    Target::Category(category) => pricing.by_category.entry(category).or_default().push(claim),
                    Target::Tag(tag) => pricing.by_tag.entry(tag).or_default().push(claim),
                    Target::All => pricing.all.push(claim),
                }
            }
        }
        pricing
    }

    /// Each category's parent.
    pub(super) fn parents(&self) -> &HashMap<&'c str, &'c str> {
        &self.parents
    }

    /// Price and stock of each of a product's SKUs; those without a known price are left out.
    pub(super) fn quotes(&self, product: &'c Product) -> Vec<Quote<'c>> {
        product.skus().into_iter().filter_map(|(sku, _)| self.quote(product, sku)).collect()
    }

    fn quote(&self, product: &'c Product, sku: &'c str) -> Option<Quote<'c>> {
        let (regular, stock, reference, valid_until) = if let Some(offers) = &self.catalog.offers {
            let offer = offers.get(sku).filter(|offer| offer.window.contains(self.moment))?;
            (offer.price, offer.stock, offer.reference.as_ref(), offer.valid_until)
        } else {
            let (price, _) = product.typed_price(sku)?;
            (money::parse(price, self.settings.currency).ok()?, product.typed_stock(sku), None, None)
        };
        let (asked, campaign) = self.cut(product, sku, regular).unzip();
        let price = asked.unwrap_or(regular);
        let history = &self.catalog.history;
        let starts = campaign.and_then(|campaign| campaign.window(self.moment).from);
        let lowered = starts.unwrap_or_else(|| history::since(history, sku, price, self.moment));
        let proof =
            history::before(history, (sku, campaign.map(|campaign| campaign.document.name())), lowered, self.settings);
        Some(Quote { sku, price, regular, reference, campaign, stock, valid_until, lowered, proof })
    }

    /// The price of the covering campaign with the highest priority, if it is lower.
    fn cut(&self, product: &'c Product, sku: &'c str, regular: Money) -> Option<(Money, &'c Campaign)> {
        let claim = self.leading(product, sku, |claim| claim.selector.cut.is_some())?;
        let asked = claim.selector.cut?.of(regular)?;
        (asked.price.amount < regular.amount).then_some((asked.price, claim.campaign))
    }

    /// The campaign whose terms hold for a product, and the entry that covers it: the one that makes the price, else the
    /// one with the highest priority.
    pub(super) fn covering(
        &self,
        product: &'c Product,
        campaign: Option<&Campaign>,
    ) -> Option<(&'c Campaign, &'c Selector)> {
        let wanted = |claim: &Claim<'c>| campaign.is_none_or(|it| it.document.id == claim.campaign.document.id);
        let mut claims = product.skus().into_iter().filter_map(|(sku, _)| self.leading(product, sku, wanted));
        claims.next().map(|claim| (claim.campaign, claim.selector))
    }

    /// Of the wanted claims on a SKU the one that counts: of the campaign with the highest priority, and within it the
    /// closest selector: SKU, then group, tag, category, all.
    fn leading(&self, product: &'c Product, sku: &'c str, wanted: impl Fn(&Claim<'c>) -> bool) -> Option<Claim<'c>> {
        let tags = &product.document.tags;
        let ancestry = catalog::ancestry(&product.category, |id| self.parents.get(id).copied());
        let group = self.by_sku.get(product.sku.as_str()).filter(|_| product.sku != sku);
        let tagged = tags.iter().filter_map(|tag| self.by_tag.get(tag.as_str()));
        let within = ancestry.iter().filter_map(|category| self.by_category.get(category));
        let claims = self.by_sku.get(sku).into_iter().chain(group).chain(tagged).chain(within).flatten();
        let counts = |(_, claim): &(usize, &Claim<'c>)| {
            wanted(claim) && !claim.selector.exclude.hold((sku, &product.sku), &ancestry, tags)
        };
        let rank = |(at, claim): &(usize, &Claim<'c>)| {
            (claim.campaign.priority, Reverse(&claim.campaign.document.id), Reverse(*at))
        };
        let claims = claims.chain(&self.all).enumerate().filter(counts);
        claims.max_by_key(rank).map(|(_, claim)| *claim)
    }
}

fn parents(catalog: &Catalog) -> HashMap<&str, &str> {
    let originals = catalog
        .categories
        .iter()
        .filter(|category| category.document.kind == Kind::Category && category.document.original);
    originals.filter_map(|category| Some((category.id(), category.parent.as_deref()?))).collect()
}
