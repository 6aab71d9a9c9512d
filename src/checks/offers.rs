//! The offers table against products, price history and moment.

use super::known::Known;
use crate::catalog::{Offers, Reference, ReferenceKind, history, offers};
use crate::diagnostics::rules::offers::{FALSE_REFERENCE, HISTORY_TOO_SHORT, UNKNOWN_OFFER};
use crate::diagnostics::{Notes, Rule};
use crate::moment::When;
use crate::storefront::{Quote, Storefront};
use std::collections::HashMap;

/// Checks the table, if the shop has one.
pub(super) fn check(storefront: &Storefront<'_>, known: &Known<'_>, notes: &mut Notes) {
    let Storefront { catalog, settings, moment, .. } = storefront;
    let Some(table) = &catalog.offers else { return };
    for offer in table.values().filter(|offer| !known.skus.contains_key(offer.sku.as_str())) {
        notes.push(UNKNOWN_OFFER.at(offer.place.clone()).with("sku", &offer.sku));
    }
    offers::check_counts(table, settings, *moment, notes);
    check_references(storefront, table, notes);
}

/// Reports prior prices above the lowest price of the days before, and those that no history proves.
fn check_references(storefront: &Storefront<'_>, table: &Offers, notes: &mut Notes) {
    let Storefront { catalog, settings, moment, .. } = storefront;
    let quotes: HashMap<&str, &Quote<'_>> = storefront.quotes().map(|quote| (quote.sku, quote)).collect();
    for offer in table.values() {
        let past = |reference: &&Reference| reference.kind == ReferenceKind::PriorPrice;
        let Some(reference) = offer.reference.as_ref().filter(past) else { continue };
        let quote = quotes.get(offer.sku.as_str());
        let campaign = quote.and_then(|quote| quote.campaign).map(|campaign| campaign.document.name());
        let lowered = quote
            .map_or_else(|| history::since(&catalog.history, &offer.sku, offer.price, *moment), |quote| quote.lowered);
        let until = reference.to.map_or(lowered, |to| to.ends(&settings.zone).min(lowered));
        let proof = history::before(&catalog.history, (&offer.sku, campaign), until, settings);
        let (days, compare) = (history::reference_days(settings), reference.price);
        let at =
            |rule: &'static Rule| rule.at(reference.place.clone()).with("compare", compare.plain()).with("days", days);
        if let Some(lowest) = proof.lowest.filter(|lowest| compare.amount > lowest.amount) {
            notes.push(at(&FALSE_REFERENCE).with("lowest", lowest.plain()));
        } else if !proof.complete {
            notes.push(at(&HISTORY_TOO_SHORT).with("day", When::Instant(until).day(&settings.zone)));
        }
    }
}
