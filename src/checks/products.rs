//! Products against each other, the offers table, the categories and the settings.

use super::known::{Known, every_sku};
use crate::catalog::raw::Industry;
use crate::catalog::{Product, industry_word};
use crate::diagnostics::rules::campaign::BAD_AMOUNT;
use crate::diagnostics::rules::offers::TYPED_PRICE;
use crate::diagnostics::rules::product::{
    DUPLICATE_PRODUCT, NO_OFFER, SHORT_DESCRIPTION, UNKNOWN_CATEGORY, UNKNOWN_CHANNEL,
};
use crate::diagnostics::rules::text::NO_GUIDE;
use crate::diagnostics::{Notes, Place};
use crate::language;
use crate::money;
use crate::storefront::Storefront;
use std::collections::{BTreeMap, HashMap};

/// The shortest description of a product on the shelf, in half-width units.
pub(super) const DESCRIPTION: usize = 60;

/// Checks all products.
pub(super) fn check(storefront: &Storefront<'_>, known: &Known<'_>, notes: &mut Notes) {
    check_duplicates(storefront, notes);
    check_guides(storefront, notes);
    for product in &storefront.catalog.products {
        check_category(product, known, notes);
        check_channels(product, storefront, notes);
        check_description(product, storefront, notes);
        if product.document.original {
            check_offers(product, storefront, notes);
            check_typed_prices(product, storefront, notes);
        }
    }
}

fn check_duplicates(storefront: &Storefront<'_>, notes: &mut Notes) {
    let mut first: HashMap<&str, &Place> = HashMap::new();
    let originals = storefront.catalog.products.iter().filter(|product| product.document.original);
    for (sku, place) in originals.flat_map(|product| every_sku(product)) {
        let other = *first.entry(sku).or_insert(place);
        if other != place {
            let fault = DUPLICATE_PRODUCT.at(place.clone()).with("sku", sku).with("other", &other.file);
            notes.push(fault.also(other.clone(), sku));
        }
    }
}

/// A product whose category is not there would be in no list.
fn check_category(product: &Product, known: &Known<'_>, notes: &mut Notes) {
    let category = product.category.as_str();
    if !known.categories.contains_key(category) {
        let fault = UNKNOWN_CATEGORY.at(product.category_place.clone()).with("category", category);
        notes.push(fault.nearest(category, known.categories.keys().copied()));
    }
}

fn check_channels(product: &Product, storefront: &Storefront<'_>, notes: &mut Notes) {
    let channels = &storefront.settings.channels;
    for (channel, _, place) in product.buy.iter().filter(|(channel, _, _)| !channels.contains_key(channel)) {
        let fault = UNKNOWN_CHANNEL.at(place.clone()).with("channel", channel);
        notes.push(fault.nearest(channel, channels.keys().map(String::as_str)));
    }
}

fn check_description(product: &Product, storefront: &Storefront<'_>, notes: &mut Notes) {
    let width = language::units(&product.document.description);
    if width < DESCRIPTION && product.document.is_cleared(storefront.clearance) {
        notes.push(SHORT_DESCRIPTION.at(product.document.title_place.clone()).with("width", width));
    }
}

/// A product for sale has a row for each SKU. A draft, and what was taken off by hand, is not for sale.
fn check_offers(product: &Product, storefront: &Storefront<'_>, notes: &mut Notes) {
    let Some(offers) = &storefront.catalog.offers else { return };
    if product.delisted || !product.document.is_cleared(storefront.clearance) {
        return;
    }
    for (sku, place) in product.skus().into_iter().filter(|(sku, _)| !sku.is_empty()) {
        if !offers.contains_key(sku) && !storefront.catalog.refused_offers.contains(sku) {
            notes.push(NO_OFFER.at(place.clone()).with("sku", sku));
        }
    }
}

/// Prices in documents: amounts, and those of the table where there is one.
fn check_typed_prices(product: &Product, storefront: &Storefront<'_>, notes: &mut Notes) {
    for (sku, _) in product.skus() {
        let Some((typed, place)) = product.typed_price(sku) else { continue };
        let offer = storefront.catalog.offers.as_ref().map(|offers| offers.get(sku));
        let currency = offer.flatten().map_or(storefront.settings.currency, |offer| offer.price.currency);
        match (money::parse(typed, currency), offer.flatten()) {
            (Err(_), _) => notes.push(BAD_AMOUNT.at(place.clone()).with("key", "price").with("typed", typed)),
            (Ok(price), Some(offer)) if price.amount != offer.price.amount => {
                let table = offer.price.plain();
                notes.push(TYPED_PRICE.at(place.clone()).with("typed", typed).with("table", table));
            }
            _ => {}
        }
    }
}

/// Each industry's products have a guide, said once at its first product.
fn check_guides(storefront: &Storefront<'_>, notes: &mut Notes) {
    let Some(shelf) = storefront.shelf(storefront.settings.default_language()) else { return };
    let mut sold: BTreeMap<Industry, &Product> = BTreeMap::new();
    for product in shelf.items.iter().map(|item| item.product).filter(|p| p.industry != Industry::General) {
        sold.entry(product.industry).or_insert(product);
    }
    for (industry, product) in sold {
        if !shelf.guides.iter().any(|guide| guide.applies_to.contains(&industry)) {
            let place = product.document.title_place.clone();
            notes.push(NO_GUIDE.at(place).with("industry", industry_word(industry)));
        }
    }
}
