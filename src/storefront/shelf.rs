//! The shelf gate: what a shopper may see in a language, and why the rest is held back.

use super::CampaignState;
use super::badges::{Badge, Facts};
use super::pricing::{Pricing, Quote};
use super::related;
use super::stock::StockState;
use crate::catalog::raw::{After, ProductRole, Role};
use crate::catalog::{
    self, Campaign, Catalog, Category, Clearance, Document, Guide, News, Page, Poster, Product, Selector, Story,
};
use crate::language;
use crate::settings::Settings;
use crate::settings::raw::SoldOut;
use jiff::Timestamp;
use std::collections::HashMap;
use std::sync::Arc;

/// What is shown in one language.
#[derive(Debug)]
pub struct Shelf<'c> {
    /// The language.
    pub language: &'c str,
    /// Products with a page, in the order of lists: by role, then id.
    pub items: Vec<Item<'c>>,
    /// Categories, by order, then title.
    pub categories: Vec<&'c Category>,
    /// Stories, newest first.
    pub stories: Vec<&'c Story>,
    /// News: pinned first, then newest.
    pub news: Vec<&'c News>,
    /// Guides, by order, then title.
    pub guides: Vec<&'c Guide>,
    /// Pages.
    pub pages: Vec<&'c Page>,
    /// Campaigns with a landing page.
    pub campaigns: Vec<&'c Campaign>,
    /// Campaigns that are over and redirect.
    pub redirecting: Vec<&'c Campaign>,
    /// Posters.
    pub posters: Vec<&'c Poster>,
    /// Sold-out products whose pages redirect to their category.
    pub hidden: Vec<&'c Product>,
    category_by_id: HashMap<&'c str, &'c Category>,
    campaign_by_id: HashMap<&'c str, &'c Campaign>,
    by_sku: HashMap<&'c str, usize>,
    by_category: HashMap<&'c str, Vec<usize>>,
    /// Products of a category and all below it.
    within: HashMap<&'c str, Vec<usize>>,
    pub(super) by_tag: HashMap<&'c str, Vec<usize>>,
}

/// A product on the shelf.
#[derive(Debug)]
pub struct Item<'c> {
    /// The product.
    pub product: &'c Product,
    /// Price and stock of each SKU, in the order of the variants. Never empty.
    pub quotes: Vec<Quote<'c>>,
    /// What a shopper is told about its stock.
    pub stock: StockState,
    /// All pieces of all SKUs.
    pub count: u32,
    /// The badges that its first photo wears.
    pub badges: Vec<Badge>,
    /// The running campaign whose terms hold for it, and the entry that covers it.
    pub covered: Option<(&'c Campaign, &'c Selector)>,
}

impl Item<'_> {
    /// The cheapest SKU; sold-out ones count only when all are.
    #[must_use]
    pub fn cheapest(&self) -> Option<&Quote<'_>> {
        let sellable = |quote: &&Quote<'_>| quote.stock != Some(0) || self.stock == StockState::Out;
        self.quotes.iter().filter(sellable).min_by_key(|quote| quote.price.amount)
    }

    /// Whether lists show it: what is sold out has a page only.
    #[must_use]
    pub fn is_listed(&self) -> bool {
        self.stock != StockState::Out
    }
}

/// Why a product is not on the shelf.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Its status is draft or review.
    NotApproved,
    /// It is confidential.
    Confidential,
    /// Outside its dates.
    OutsideWindow,
    /// Taken off by hand.
    Delisted,
    /// Its description is too short: so many half-width units.
    NoDescription(usize),
    /// No price for any SKU.
    NoPrice,
    /// Nobody knows the stock of a SKU.
    UnknownStock,
    /// No main photo.
    NoPhoto,
    /// Sold out, and the policy hides it.
    SoldOut,
}

/// What the gate says of a product.
pub(super) struct Verdict<'c> {
    pub(super) quotes: Vec<Quote<'c>>,
    pub(super) stock: StockState,
    pub(super) count: u32,
    /// The badges that its first photo wears.
    pub(super) badges: Vec<Badge>,
    /// Why it is not on the shelf; empty if it is.
    pub(super) reasons: Vec<Reason>,
    /// Whether its page leads to its category instead.
    pub(super) hidden: bool,
}

/// Those of a list that are shown.
fn shown_of<T>(all: &[Arc<T>], is_shown: impl Fn(&T) -> bool) -> Vec<&T> {
    all.iter().map(AsRef::as_ref).filter(|one| is_shown(one)).collect()
}

/// The conditions, and what they are checked against.
#[derive(Clone, Copy)]
pub(super) struct Gate<'g, 'c> {
    pub(super) catalog: &'c Catalog,
    pub(super) settings: &'c Settings,
    pub(super) moment: Timestamp,
    pub(super) clearance: Clearance,
    pub(super) pricing: &'g Pricing<'c>,
}

impl<'c> Gate<'_, 'c> {
    /// Everything that a language shows.
    pub(super) fn shelf(&self, language: &'c str, off_shelf: &mut Vec<(&'c Product, Vec<Reason>)>) -> Shelf<'c> {
        let catalog = self.catalog;
        let shown = |document: &Document| document.language == language && self.is_shown(document);
        let (over, live): (Vec<&Campaign>, Vec<&Campaign>) = catalog
            .campaigns
            .iter()
            .map(AsRef::as_ref)
            .filter(|c: &&Campaign| shown(&c.document))
            .partition(|c| CampaignState::of(c, self.moment) == CampaignState::Over);
        let (recapped, rest): (Vec<&Campaign>, Vec<&Campaign>) =
            over.into_iter().partition(|c| c.after == After::Recap);
        let mut shelf = Shelf {
            language,
            items: Vec::new(),
            categories: shown_of(&catalog.categories, |c| shown(&c.document)),
            stories: shown_of(&catalog.stories, |s| shown(&s.document)),
            news: shown_of(&catalog.news, |n| shown(&n.document)),
            guides: shown_of(&catalog.guides, |g| shown(&g.document)),
            pages: shown_of(&catalog.pages, |p| shown(&p.document)),
            campaigns: live.into_iter().chain(recapped).collect(),
            redirecting: rest.into_iter().filter(|c| c.after == After::Redirect).collect(),
            posters: shown_of(&catalog.posters, |p| shown(&p.document)),
            hidden: Vec::new(),
            category_by_id: HashMap::new(),
            campaign_by_id: HashMap::new(),
            by_sku: HashMap::new(),
            by_category: HashMap::new(),
            within: HashMap::new(),
            by_tag: HashMap::new(),
        };
        for product in catalog.products.iter().filter(|product| product.document.language == language) {
            self.place(product, &mut shelf, off_shelf);
        }
        self.sort(&mut shelf);
        shelf.index();
        shelf
    }

    fn is_shown(&self, document: &Document) -> bool {
        document.is_cleared(self.clearance) && document.window.contains(self.moment)
    }

    fn place(&self, product: &'c Product, shelf: &mut Shelf<'c>, off_shelf: &mut Vec<(&'c Product, Vec<Reason>)>) {
        let verdict = self.judge(product);
        if verdict.hidden {
            shelf.hidden.push(product);
        }
        match self.admitted(product, verdict) {
            Ok(item) => shelf.items.push(item),
            Err(reasons) => off_shelf.push((product, reasons)),
        }
    }

    /// A product as it stands on the shelf. `None` if it does not.
    pub(super) fn item(&self, product: &'c Product) -> Option<Item<'c>> {
        self.admitted(product, self.judge(product)).ok()
    }

    fn admitted(&self, product: &'c Product, verdict: Verdict<'c>) -> Result<Item<'c>, Vec<Reason>> {
        let Verdict { quotes, stock, count, badges, reasons, hidden: _ } = verdict;
        if !reasons.is_empty() {
            return Err(reasons);
        }
        let covered = self.pricing.covering(product, quotes.iter().find_map(|quote| quote.campaign));
        Ok(Item { product, quotes, stock, count, badges, covered })
    }

    /// Whether a product is on the shelf, and what it costs.
    pub(super) fn judge(&self, product: &'c Product) -> Verdict<'c> {
        let quotes = self.pricing.quotes(product);
        let mut reasons = self.reasons(product, &quotes);
        let counts = quotes.iter().filter_map(|quote| quote.stock);
        let count = counts.fold(0, u32::saturating_add);
        let stock = StockState::of(count, self.settings.low_stock);
        let policy = product.sold_out.unwrap_or(self.settings.sold_out);
        let sold_out = reasons.is_empty() && stock == StockState::Out && policy != SoldOut::Keep;
        if sold_out {
            reasons.push(Reason::SoldOut);
        }
        let (moment, parents) = (self.moment, self.pricing.parents());
        let facts = Facts { product, quotes: &quotes, stock, count, moment, parents };
        let badges = facts.badges(self.settings.photos.badge_rules.iter());
        Verdict { quotes, stock, count, badges, reasons, hidden: sold_out && policy == SoldOut::Hide }
    }

    /// Every condition that fails: approved ∧ in its dates ∧ described ∧ priced ∧ counted ∧ photographed.
    fn reasons(&self, product: &Product, quotes: &[Quote<'_>]) -> Vec<Reason> {
        let document = &product.document;
        let width = language::units(&document.description);
        let conditions = [
            (!document.confidential, Reason::Confidential),
            (document.confidential || document.is_cleared(self.clearance), Reason::NotApproved),
            (document.window.contains(self.moment) && product.shelf.contains(self.moment), Reason::OutsideWindow),
            (!product.delisted, Reason::Delisted),
            (width >= 60, Reason::NoDescription(width)),
            (!quotes.is_empty(), Reason::NoPrice),
            (quotes.iter().all(|quote| quote.stock.is_some()), Reason::UnknownStock),
            (!self.settings.photos.required || product.photos_of(Role::Main).next().is_some(), Reason::NoPhoto),
        ];
        conditions.into_iter().filter(|(holds, _)| !holds).map(|(_, reason)| reason).collect()
    }

    fn sort(&self, shelf: &mut Shelf<'c>) {
        let zone = &self.settings.zone;
        let rank = |product: &Product| match product.role {
            Some(ProductRole::Hero) => 0,
            Some(ProductRole::Flow | ProductRole::Profit) | None => 1,
            Some(ProductRole::Clearance) => 2,
        };
        shelf
            .items
            .sort_by(|a, b| (rank(a.product), &a.product.document.id).cmp(&(rank(b.product), &b.product.document.id)));
        shelf.categories.sort_by(|a, b| {
            (a.order, &a.document.title, &a.document.id).cmp(&(b.order, &b.document.title, &b.document.id))
        });
        shelf.guides.sort_by(|a, b| (a.order, &a.document.id).cmp(&(b.order, &b.document.id)));
        let day = |when: Option<&crate::moment::When>| std::cmp::Reverse(when.map(|when| when.begins(zone)));
        shelf
            .stories
            .sort_by(|a, b| (day(a.date.as_ref()), &a.document.id).cmp(&(day(b.date.as_ref()), &b.document.id)));
        let pinned = |news: &News| news.pinned_until.is_none_or(|until| until.ends(zone) <= self.moment);
        shelf.news.sort_by(|a, b| {
            (pinned(a), day(Some(&a.date)), &a.document.id).cmp(&(pinned(b), day(Some(&b.date)), &b.document.id))
        });
    }
}

impl<'c> Shelf<'c> {
    /// Finds everything by its id.
    fn index(&mut self) {
        self.category_by_id = self.categories.iter().rev().map(|category| (category.id(), *category)).collect();
        self.campaign_by_id = self.campaigns.iter().map(|c| (c.document.id.as_str(), *c)).collect();
        let categories = &self.category_by_id;
        for (at, item) in self.items.iter().enumerate() {
            let category = item.product.category.as_str();
            self.by_category.entry(category).or_default().push(at);
            // A category that is not shown lists nothing, and lends nothing to those above it.
            let chain = catalog::ancestry(category, |id| categories.get(id)?.parent.as_deref());
            for shown in chain.into_iter().take_while(|id| categories.contains_key(id)) {
                self.within.entry(shown).or_default().push(at);
            }
            self.by_sku.insert(item.product.sku.as_str(), at);
            for (sku, _) in item.product.skus() {
                self.by_sku.insert(sku, at);
            }
            for tag in &item.product.document.tags {
                self.by_tag.entry(tag.as_str()).or_default().push(at);
            }
        }
    }

    /// The product of a SKU, its own or a variant's.
    #[must_use]
    pub fn item(&self, sku: &str) -> Option<&Item<'c>> {
        self.by_sku.get(sku).and_then(|at| self.items.get(*at))
    }

    /// The products of a category itself.
    pub fn in_category<'s>(&'s self, category: &str) -> impl Iterator<Item = &'s Item<'c>> + 's {
        self.by_category.get(category).into_iter().flatten().filter_map(|at| self.items.get(*at))
    }

    /// The products with a tag.
    pub fn tagged<'s>(&'s self, tag: &str) -> impl Iterator<Item = &'s Item<'c>> + 's {
        self.by_tag.get(tag).into_iter().flatten().filter_map(|at| self.items.get(*at))
    }

    /// The categories right below one, or at the top.
    pub fn below<'s>(&'s self, parent: Option<&'s str>) -> impl Iterator<Item = &'c Category> + 's {
        self.categories.iter().copied().filter(move |category| category.parent.as_deref() == parent)
    }

    /// The products of a category and all below it, in the order of lists.
    pub fn within<'s>(&'s self, category: &str) -> impl Iterator<Item = &'s Item<'c>> + 's {
        self.places_within(category).iter().filter_map(|at| self.items.get(*at))
    }

    /// The places in [`Self::items`] of a category's products and those of all below it, in the order of lists.
    #[must_use]
    pub fn places_within(&self, category: &str) -> &[usize] {
        self.within.get(category).map(Vec::as_slice).unwrap_or_default()
    }

    /// A category by its id.
    #[must_use]
    pub fn category(&self, id: &str) -> Option<&'c Category> {
        self.category_by_id.get(id).copied()
    }

    /// A campaign with a landing page, by its id.
    #[must_use]
    pub fn campaign(&self, id: &str) -> Option<&'c Campaign> {
        self.campaign_by_id.get(id).copied()
    }

    /// Products related to one: those it names, then those that share tags and category; sold-out ones are skipped.
    #[must_use]
    pub fn related(&self, item: &Item<'c>, limit: usize) -> Vec<&Item<'c>> {
        related::related(self, item, limit)
    }
}
