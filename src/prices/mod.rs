//! What everything costs at a moment, and what of that the price history does not know yet.
//!
//! Takes the road as far as the storefront and its checks; nothing is drawn or written.

pub mod record;

use crate::catalog::history::reference_days;
use crate::catalog::{self, Clearance, History, PastPrice, ReferenceKind};
use crate::checks;
use crate::diagnostics::Checked;
use crate::error::Error;
use crate::moment::When;
use crate::money::Money;
use crate::settings::{self, Settings};
use crate::source::Source;
use crate::storefront::{self, Quote, Storefront};
use jiff::Timestamp;

use jiff::tz::TimeZone;
use std::path::Path;

/// What everything on the shelf costs at a moment, by SKU.
#[derive(Clone, Debug)]
pub struct Prices {
    /// The moment.
    pub moment: Timestamp,
    /// The shop's time zone.
    pub zone: TimeZone,
    /// The days in which a price before must have been the lowest.
    pub days: i32,
    /// A row a SKU, sorted.
    pub rows: Vec<PriceRow>,
    /// What the history knows.
    pub history: History,
}

/// What a SKU costs.
#[derive(Clone, Debug)]
pub struct PriceRow {
    /// The SKU.
    pub sku: String,
    /// What it costs.
    pub price: Money,
    /// What it costs without a campaign.
    pub regular: Money,
    /// The name of the campaign that makes the price.
    pub campaign: Option<String>,
    /// What the pages compare the price with: the one before the campaign, or the table's prior price.
    pub before: Option<Money>,
    /// The lowest price that the history knows of the days before.
    pub lowest: Option<Money>,
    /// Whether the history proves the price before; `None` where there is nothing to prove.
    pub proven: Option<bool>,
}

/// Reads what everything costs; `local` is a moment in the shop's time zone, and stands above `moment`.
///
/// # Errors
/// The machine failed: a file cannot be read.
pub fn read(root: &Path, at: When) -> Result<(Source, Checked<Option<Prices>>), Error> {
    let source = Source::read(root)?;
    let mut notes = source.notes();
    let Some(settings) = notes.take(settings::read(&source)) else { return Ok((source, notes.around(None))) };
    let catalog = notes.take(catalog::read(&source, &settings));
    let storefront = storefront::at(&catalog, &settings, at.begins(&settings.zone), Clearance::default());
    notes.diagnostics.extend(checks::all(&storefront));
    let prices = prices(&storefront, &settings);
    Ok((source, notes.around(Some(prices))))
}

fn prices(storefront: &Storefront<'_>, settings: &Settings) -> Prices {
    let mut rows: Vec<PriceRow> = storefront.quotes().map(row).collect();
    rows.sort_by(|a, b| a.sku.cmp(&b.sku));
    Prices {
        moment: storefront.moment,
        zone: settings.zone.clone(),
        days: reference_days(settings),
        rows,
        history: storefront.catalog.history.clone(),
    }
}

fn row(quote: &Quote<'_>) -> PriceRow {
    let reference = quote.reference.filter(|reference| reference.kind == ReferenceKind::PriorPrice);
    let before = reference.map(|reference| reference.price).or(quote.campaign.map(|_| quote.regular));
    PriceRow {
        sku: quote.sku.to_string(),
        price: quote.price,
        regular: quote.regular,
        campaign: quote.campaign.map(|campaign| campaign.document.name().to_string()),
        before,
        lowest: quote.proof.lowest,
        proven: before.map(|before| quote.proof.proves(before)),
    }
}

impl PriceRow {
    /// Whether the history says the same.
    fn is_known(&self, past: Option<&PastPrice>) -> bool {
        past.is_some_and(|past| {
            past.price == self.price && past.deal == self.campaign.is_some() && past.campaign == self.campaign
        })
    }
}
