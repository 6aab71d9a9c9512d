//! Single products at a moment, without the whole storefront: whether each is on the shelf, at what price, and still new.

use super::badges::{Badge, since};
use super::pricing::{Pricing, Quote};
use super::shelf::{Gate, Verdict};
use crate::catalog::{Catalog, Clearance, Product, Reference, ReferenceKind};
use crate::settings::Settings;
use jiff::{SignedDuration, Timestamp};
use rust_decimal::Decimal;

/// So long a product is called new.
const NEW: SignedDuration = SignedDuration::from_hours(14 * 24);

/// The instant from which a product is no longer called new.
#[must_use]
pub fn new_until(product: &Product) -> Option<Timestamp> {
    since(product)?.checked_add(NEW).ok()
}

/// Whether a product is called new at a moment.
#[must_use]
pub fn is_new(product: &Product, moment: Timestamp) -> bool {
    new_until(product).is_some_and(|until| moment < until)
}

/// The instants from which badges for new products may be off.
pub fn badge_ends(product: &Product, settings: &Settings) -> impl Iterator<Item = Timestamp> {
    let lengths = settings.photos.badge_rules.values().filter_map(|rule| rule.new_within.map(|length| length.0));
    let since = since(product);
    lengths.filter_map(move |length| since?.checked_add(length).ok())
}

/// A look at products at a moment.
#[derive(Debug)]
pub struct Glance<'c> {
    catalog: &'c Catalog,
    settings: &'c Settings,
    moment: Timestamp,
    clearance: Clearance,
    pricing: Pricing<'c>,
}

/// What a shopper would see of a product.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sight<'c> {
    /// Nothing.
    Off,
    /// Its address, which leads elsewhere.
    Hidden,
    /// Its page.
    Shown {
        /// What is told of each article.
        quotes: Vec<Look<'c>>,
        /// The badges on its photo.
        badges: Vec<Badge>,
    },
}

/// What is told of an article's price and stock.
#[derive(Clone, Debug, PartialEq)]
pub struct Look<'c> {
    /// Its SKU.
    pub sku: &'c str,
    /// What it costs.
    pub price: Decimal,
    /// What it costs without a campaign.
    pub regular: Decimal,
    /// How many there are.
    pub stock: Option<u32>,
    /// The price before, where the history proves it.
    pub before: Option<Decimal>,
    /// The struck-through price, where it may stand.
    pub struck: Option<Decimal>,
    /// A prior price that the history disproves.
    pub disproved: Option<&'c Reference>,
}

impl Eq for Look<'_> {}

impl<'c> Look<'c> {
    /// What shoppers see of it.
    #[must_use]
    pub fn without_proof(self) -> Self {
        Self { disproved: None, ..self }
    }

    fn of(quote: &Quote<'c>) -> Self {
        let prior = quote.reference.filter(|reference| reference.kind == ReferenceKind::PriorPrice);
        let disproved = prior.filter(|reference| {
            reference.to.is_none() && quote.proof.lowest.is_some_and(|lowest| reference.price.amount > lowest.amount)
        });
        Self {
            sku: quote.sku,
            price: quote.price.amount,
            regular: quote.regular.amount,
            stock: quote.stock,
            struck: quote.shown_reference().map(|reference| reference.price.amount),
            before: quote.before().map(|before| before.amount),
            disproved,
        }
    }
}

impl<'c> Glance<'c> {
    /// A look at a moment.
    #[must_use]
    pub fn at(catalog: &'c Catalog, settings: &'c Settings, moment: Timestamp, clearance: Clearance) -> Self {
        Self { catalog, settings, moment, clearance, pricing: Pricing::of(catalog, settings, moment, clearance) }
    }

    /// What is seen of a product.
    #[must_use]
    pub fn sight(&self, product: &'c Product) -> Sight<'c> {
        let Self { catalog, settings, moment, clearance, pricing } = self;
        let gate = Gate { catalog, settings, moment: *moment, clearance: *clearance, pricing };
        match gate.judge(product) {
            Verdict { hidden: true, .. } => Sight::Hidden,
            Verdict { reasons, quotes, badges, .. } if reasons.is_empty() => {
                Sight::Shown { quotes: quotes.iter().map(Look::of).collect(), badges }
            }
            _ => Sight::Off,
        }
    }
}
