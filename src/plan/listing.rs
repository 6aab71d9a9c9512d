//! Listings of a category: sorted and filtered, each choice with an address of its own, so that no script is needed.

use super::words::address_part;
use crate::catalog::raw::Sort;
use crate::catalog::{Category, Product};
use crate::storefront::{Item, Shelf};
use std::collections::BTreeMap;

/// A page of a category's listing.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Listing {
    /// The category's id.
    pub category: String,
    /// How it is sorted.
    pub sort: Sort,
    /// The filter, by address parts: key and value.
    pub filter: Option<(String, String)>,
    /// The page, from 1.
    pub page: usize,
}

impl Listing {
    /// Its address below a category's.
    #[must_use]
    pub fn path(&self, base: &str, default: Sort) -> String {
        let chosen = match (&self.filter, self.sort) {
            (Some((key, value)), _) => format!("{base}filter/{key}/{value}/"),
            (None, sort) if sort == default => base.to_string(),
            (None, sort) => format!("{base}sort/{}/", word(sort)),
        };
        super::routes::numbered(&chosen, self.page)
    }
}

/// The word of a sort in addresses and texts.
#[must_use]
pub fn word(sort: Sort) -> &'static str {
    match sort {
        Sort::Manual => "manual",
        Sort::Newest => "newest",
        Sort::Price => "price",
        Sort::PriceDesc => "price-desc",
        Sort::Title => "title",
    }
}

/// A filter with its values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter {
    /// Its part of the address.
    pub key: String,
    /// The label as typed in `filters`.
    pub label: String,
    /// Values with at least one product, most frequent first.
    pub values: Vec<Value>,
}

/// A value of a filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    /// Its part of the address.
    pub key: String,
    /// As shown.
    pub label: String,
    /// How many products have it.
    pub count: usize,
}

/// The most values of one filter.
const MOST_VALUES: usize = 40;

/// The listed products of a category and those below it, sorted and filtered.
pub fn items<'s, 'c>(
    shelf: &'s Shelf<'c>,
    category: &'c Category,
    sort: Sort,
    filter: Option<&(String, String)>,
) -> Vec<&'s Item<'c>> {
    let mut items = shelf.within(category.id());
    items.retain(|item| item.is_listed());
    if let Some((key, value)) = filter {
        let label = category.filters.iter().map(|(label, _)| label).find(|label| address_part(label) == *key);
        items.retain(|item| {
            label.is_some_and(|label| item.product.values(label).iter().any(|v| address_part(v) == *value))
        });
    }
    let price = |item: &&Item<'_>| item.cheapest().map(|quote| quote.price.amount);
    match sort {
        Sort::Manual => {}
        Sort::Newest => items.sort_by_key(|item| std::cmp::Reverse(since(item.product))),
        Sort::Price => items.sort_by_key(price),
        Sort::PriceDesc => items.sort_by_key(|item| std::cmp::Reverse(price(item))),
        Sort::Title => items.sort_by(|a, b| a.product.document.title.cmp(&b.product.document.title)),
    }
    items
}

/// The instant since which a product is sold.
#[must_use]
pub fn since(product: &Product) -> Option<jiff::Timestamp> {
    product.shelf.from.or(product.document.window.from)
}

/// The filters of a category that have at least two values.
#[must_use]
pub fn filters(shelf: &Shelf<'_>, category: &Category) -> Vec<Filter> {
    let Some(known) = shelf.category(category.id()) else { return Vec::new() };
    let items = items(shelf, known, Sort::Manual, None);
    let filter = |label: &String| {
        let mut counts: BTreeMap<String, (String, usize)> = BTreeMap::new();
        for value in items.iter().flat_map(|item| item.product.values(label)) {
            let key = address_part(value);
            if !key.is_empty() {
                counts.entry(key).or_insert_with(|| (value.to_string(), 0)).1 += 1;
            }
        }
        let mut values: Vec<Value> =
            counts.into_iter().map(|(key, (label, count))| Value { key, label, count }).collect();
        values.sort_by(|a, b| (b.count, &a.key).cmp(&(a.count, &b.key)));
        values.truncate(MOST_VALUES);
        Filter { key: address_part(label), label: label.clone(), values }
    };
    category
        .filters
        .iter()
        .map(|(label, _)| filter(label))
        .filter(|filter| filter.values.len() > 1 && !filter.key.is_empty())
        .collect()
}
