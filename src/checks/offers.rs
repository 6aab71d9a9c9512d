//! The offers table against products, price history and moment.

use super::known::Known;
use crate::catalog::{history, offers};
use crate::diagnostics::Notes;
use crate::diagnostics::rules::offers::UNKNOWN_OFFER;
use crate::storefront::Storefront;

/// Checks the table, if the shop has one.
pub(super) fn check(storefront: &Storefront<'_>, known: &Known<'_>, notes: &mut Notes) {
    let Storefront { catalog, settings, moment, .. } = storefront;
    let Some(table) = &catalog.offers else { return };
    for offer in table.values().filter(|offer| !known.skus.contains_key(offer.sku.as_str())) {
        notes.push(UNKNOWN_OFFER.at(offer.place.clone()).with("sku", &offer.sku));
    }
    offers::check_counts(table, settings, *moment, notes);
    history::check_references(table, &catalog.history, settings, *moment, notes);
}
