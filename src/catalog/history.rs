//! `content/data/price-history.csv`: what was asked before, which proves struck-through prices.

use super::offers::{Offers, when};
use super::table::Table;
use crate::diagnostics::rules::offers::{BAD_PRICE, FALSE_REFERENCE};
use crate::diagnostics::{Checked, Notes};
use crate::moment::When;
use crate::money::{self, Money};
use crate::settings::Settings;
use crate::settings::raw::Market;
use crate::source::Source;
use std::collections::BTreeMap;

/// The columns of the table.
pub const COLUMNS: [&str; 5] = ["sku", "at", "price", "kind", "campaign"];

/// Prices by SKU, with the day they were first asked.
pub type History = BTreeMap<String, Vec<(When, Money)>>;

/// Reads the table; an absent one is empty.
pub(super) fn read(source: &Source, settings: &Settings) -> Checked<History> {
    let mut notes = Notes::default();
    let mut history = History::new();
    let Some(table) = notes.take(Table::read(source, "content/data/price-history", &COLUMNS)) else {
        return notes.around(history);
    };
    for row in &table.rows {
        let (Some(sku), Some(at)) = (row.text("sku"), when(row, "at", &mut notes)) else { continue };
        let typed = row.text("price").unwrap_or_default();
        if let Ok(price) = money::parse(typed, settings.currency) {
            history.entry(sku.to_string()).or_default().push((at, price));
        } else {
            let hint = "a number such as 1299.00";
            notes
                .push(BAD_PRICE.at(row.place("price")).with("column", "price").with("typed", typed).with("hint", hint));
        }
    }
    for prices in history.values_mut() {
        prices.sort_by_key(|(at, _)| at.begins(&settings.zone));
    }
    notes.around(history)
}

/// The days in which a prior price must have been the lowest: 30 in the EU (98/6/EC Art. 6a), 7 in China
/// (规范促销行为暂行规定).
#[must_use]
pub fn reference_days(settings: &Settings) -> i32 {
    if settings.sells_in(Market::Eu) { 30 } else { 7 }
}

/// Reports struck-through prices above the lowest price of the days before, where the history knows those days.
pub fn check_references(
    offers: &Offers,
    history: &History,
    settings: &Settings,
    moment: jiff::Timestamp,
    notes: &mut Notes,
) {
    let days = reference_days(settings);
    let today = When::Instant(moment).day(&settings.zone);
    let Ok(first) = today.checked_sub(jiff::Span::new().days(days)) else { return };
    for offer in offers.values() {
        let Some(reference) = offer.reference.as_ref().filter(|r| r.kind == super::offers::ReferenceKind::PriorPrice)
        else {
            continue;
        };
        let until = reference.to.map_or(today, |to| to.day(&settings.zone));
        let since = reference
            .to
            .and_then(|to| to.day(&settings.zone).checked_sub(jiff::Span::new().days(days)).ok())
            .unwrap_or(first);
        let prices = history.get(&offer.sku).map(Vec::as_slice).unwrap_or_default();
        if let Some(lowest) = lowest_between(prices, since, until, settings)
            && reference.price.amount > lowest.amount
        {
            let shown = (reference.price.plain(), lowest.plain());
            notes.push(
                FALSE_REFERENCE
                    .at(reference.place.clone())
                    .with("compare", shown.0)
                    .with("lowest", shown.1)
                    .with("days", days),
            );
        }
    }
}

/// The lowest price in force on any day of a span; a price holds until the next one.
fn lowest_between(
    prices: &[(When, Money)],
    since: jiff::civil::Date,
    until: jiff::civil::Date,
    settings: &Settings,
) -> Option<Money> {
    let day = |when: &When| when.day(&settings.zone);
    let before = prices.iter().rev().find(|(at, _)| day(at) <= since);
    let inside = prices.iter().filter(|(at, _)| day(at) > since && day(at) <= until);
    before.into_iter().chain(inside).map(|(_, price)| *price).min_by_key(|price| price.amount)
}
