//! Categories: the tree, what is in them, and what they can be filtered by.

use super::known::Known;
use crate::catalog::{Category, Product};
use crate::diagnostics::Notes;
use crate::diagnostics::rules::product::{UNKNOWN_CATEGORY, UNKNOWN_FILTER};
use crate::diagnostics::rules::text::{CATEGORY_CYCLE, EMPTY_CATEGORY};
use crate::storefront::Storefront;
use std::collections::HashMap;

/// Checks all categories.
pub(super) fn check(storefront: &Storefront<'_>, known: &Known<'_>, notes: &mut Notes) {
    for category in known.categories.values() {
        check_parent(category, known, notes);
        check_cycle(category, known, notes);
    }
    check_filters(storefront, known, notes);
    for shelf in storefront.shelves.values() {
        for category in shelf.categories.iter().filter(|category| shelf.within(category.id()).next().is_none()) {
            notes.push(EMPTY_CATEGORY.at(category.document.title_place.clone()));
        }
    }
}

fn check_parent(category: &Category, known: &Known<'_>, notes: &mut Notes) {
    let Some(parent) = category.parent.as_deref() else { return };
    if !known.categories.contains_key(parent) {
        let fault = UNKNOWN_CATEGORY.at(category.parent_place.clone()).with("category", parent);
        notes.push(fault.nearest(parent, known.categories.keys().copied()));
    }
}

/// A circle is said once, at the first of its categories.
fn check_cycle(category: &Category, known: &Known<'_>, notes: &mut Notes) {
    let chain = known.ancestry(category.id());
    let last = chain.last().and_then(|last| known.categories.get(last)).and_then(|last| last.parent.as_deref());
    if last != Some(category.id()) || chain.iter().min() != chain.first() {
        return;
    }
    let mut fault = CATEGORY_CYCLE
        .at(category.parent_place.clone())
        .with("chain", format!("{} → {}", chain.join(" → "), category.id()));
    for other in chain.iter().skip(1).filter_map(|id| known.categories.get(id)) {
        fault = fault.also(other.parent_place.clone(), other.id());
    }
    notes.push(fault);
}

/// Filters without values, where the category has products at all. A filter that a translation takes over is the
/// original's business.
fn check_filters(storefront: &Storefront<'_>, known: &Known<'_>, notes: &mut Notes) {
    let mut inside: HashMap<(&str, &str), Vec<&Product>> = HashMap::new();
    for product in &storefront.catalog.products {
        for category in known.ancestry(&product.category) {
            inside.entry((&product.document.language, category)).or_default().push(product);
        }
    }
    for category in &storefront.catalog.categories {
        let Some(products) = inside.get(&(category.document.language.as_str(), category.id())) else { continue };
        for (filter, place) in category.filters.iter().filter(|(_, place)| place.file == category.document.file) {
            if products.iter().all(|product| product.values(filter).is_empty()) {
                let labels =
                    products.iter().take(50).flat_map(|product| &product.spec).map(|(label, _)| label.as_str());
                let fault = UNKNOWN_FILTER.at(place.clone()).with("filter", filter);
                notes.push(fault.nearest(filter, labels));
            }
        }
    }
}
