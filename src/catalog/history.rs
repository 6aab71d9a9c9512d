//! `content/data/price-history.csv`: what was asked before, which proves struck-through prices.

use super::offers::when;
use super::table::{Row, Table};
use crate::diagnostics::rules::offers::{BAD_DATE, BAD_PRICE, PRICE_KIND};
use crate::diagnostics::{Checked, Notes};
use crate::money::{self, Money};
use crate::settings::Settings;
use crate::settings::raw::Market;
use crate::source::Source;
use jiff::{Span, Timestamp};
use std::collections::BTreeMap;

/// The columns of the table.
pub const COLUMNS: [&str; 5] = ["sku", "at", "price", "kind", "campaign"];

/// A price, from an instant on until the next one of the SKU.
#[derive(Clone, Debug, PartialEq)]
pub struct PastPrice {
    /// Since when it was asked.
    pub at: Timestamp,
    /// The price.
    pub price: Money,
    /// Whether a campaign made it.
    pub deal: bool,
    /// The campaign's name.
    pub campaign: Option<String>,
}

/// Past prices by SKU, each list by time.
pub type History = BTreeMap<String, Vec<PastPrice>>;

/// What the history knows of the days before an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proof {
    /// The lowest price that was asked on those days.
    pub lowest: Option<Money>,
    /// Whether it knows all of those days.
    pub complete: bool,
}

impl Proof {
    /// Whether a price may be called the one before: on all of those days nothing less was asked.
    #[must_use]
    pub fn proves(&self, price: Money) -> bool {
        let lowest = self.lowest.filter(|lowest| lowest.currency == price.currency);
        self.complete && lowest.is_some_and(|lowest| price.amount <= lowest.amount)
    }
}

/// Reads the table; an absent one is empty.
pub(super) fn read(source: &Source, settings: &Settings) -> Checked<History> {
    let mut notes = Notes::default();
    let mut history = History::new();
    let Some(table) = notes.take(Table::read(source, "content/data/price-history", &COLUMNS)) else {
        return notes.around(history);
    };
    for row in &table.rows {
        if let Some((sku, price)) = past_price(row, settings, &mut notes) {
            history.entry(sku).or_default().push(price);
        }
    }
    for prices in history.values_mut() {
        prices.sort_by_key(|price| price.at);
    }
    notes.around(history)
}

fn past_price(row: &Row, settings: &Settings, notes: &mut Notes) -> Option<(String, PastPrice)> {
    let sku = row.text("sku")?.to_string();
    let at = when(row, "at", notes);
    if row.text("at").is_none() {
        notes.push(BAD_DATE.at(row.place("at")).with("column", "at").with("typed", ""));
    }
    let kind = row.text("kind");
    if let Some(kind) = kind.filter(|kind| !["list", "deal"].contains(kind)) {
        notes.push(PRICE_KIND.at(row.place("kind")).with("kind", kind).nearest(kind, ["list", "deal"]));
    }
    let typed = row.text("price").unwrap_or_default();
    let Ok(price) = money::parse(typed, settings.currency) else {
        let hint = "a number such as 1299.00";
        notes.push(BAD_PRICE.at(row.place("price")).with("column", "price").with("typed", typed).with("hint", hint));
        return None;
    };
    let campaign = row.text("campaign").map(str::to_string);
    Some((sku, PastPrice { at: at?.begins(&settings.zone), price, deal: kind == Some("deal"), campaign }))
}

/// The days in which a prior price must have been the lowest: 30 in the EU (98/6/EC Art. 6a), 7 in China
/// (规范促销行为暂行规定).
#[must_use]
pub fn reference_days(settings: &Settings) -> i32 {
    if settings.sells_in(Market::Eu) { 30 } else { 7 }
}

/// The price of a SKU that was asked at an instant.
#[must_use]
pub fn in_force<'h>(history: &'h History, sku: &str, at: Timestamp) -> Option<&'h PastPrice> {
    history.get(sku)?.iter().rev().find(|past| past.at <= at)
}

/// Since when a SKU costs what it costs at a moment; the moment itself, if the history does not know that price yet.
#[must_use]
pub fn since(history: &History, sku: &str, price: Money, moment: Timestamp) -> Timestamp {
    let past = history.get(sku).into_iter().flatten().rev().skip_while(|past| past.at > moment);
    past.take_while(|past| past.price == price).last().map_or(moment, |past| past.at)
}

/// What the history knows of the reference days before an instant: the days of the shop's calendar, half-open. A
/// campaign's own price of the day that it starts on does not count, whatever hour was noted.
#[must_use]
pub fn before(
    history: &History,
    (sku, campaign): (&str, Option<&str>),
    until: Timestamp,
    settings: &Settings,
) -> Proof {
    let days = Span::new().days(reference_days(settings));
    let day = |at: Timestamp| at.to_zoned(settings.zone.clone());
    let from = day(until).checked_sub(days).map_or(Timestamp::MIN, |from| from.timestamp());
    let is_own = |past: &PastPrice| {
        campaign.is_some() && past.campaign.as_deref() == campaign && day(past.at).date() == day(until).date()
    };
    let prices = history.get(sku).map(Vec::as_slice).unwrap_or_default();
    let first = prices.iter().rev().find(|past| past.at <= from);
    let inside = prices.iter().filter(|past| past.at > from && past.at < until && !is_own(past));
    let lowest = first.into_iter().chain(inside).map(|past| past.price).min_by_key(|price| price.amount);
    Proof { lowest, complete: first.is_some() }
}
