//! Listings of a category: sorted and filtered, each choice with an address of its own, so that no script is needed.

use super::words::address_part;
use crate::catalog::raw::Sort;
use crate::storefront::{Item, Shelf, since};
use std::collections::{BTreeMap, HashMap};

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

/// What every category of a language lists, in every order and under every filter. Made once, looked up by every page.
#[derive(Debug, Default)]
pub struct Listings {
    categories: HashMap<String, Category>,
    /// The listed products of the language; places are those in the shelf.
    pub all: Vec<usize>,
}

/// What a category lists.
#[derive(Debug)]
struct Category {
    sort: Sort,
    orders: Vec<(Sort, Vec<usize>)>,
    filters: Vec<Filter>,
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
    /// The products that have it, in the category's own order; places are those in the shelf.
    pub places: Vec<usize>,
}

/// The most values of one filter.
const MOST_VALUES: usize = 40;

impl Listings {
    /// The listings of a shelf, each in its category's own order and in those that the shop offers.
    #[must_use]
    pub fn of(shelf: &Shelf<'_>, sorts: &[Sort]) -> Self {
        let listed = |places: &[usize]| -> Vec<usize> {
            let is_listed = |at: &&usize| shelf.items.get(**at).is_some_and(Item::is_listed);
            places.iter().filter(is_listed).copied().collect()
        };
        let category = |category: &&crate::catalog::Category| {
            let places = listed(shelf.places_within(category.id()));
            let others = sorts.iter().filter(|sort| **sort != category.sort);
            let in_order = |sort: &Sort| (*sort, sorted(shelf, &places, *sort));
            let orders: Vec<_> = std::iter::once(&category.sort).chain(others).map(in_order).collect();
            let own = orders.first().map(|(_, places)| places.as_slice()).unwrap_or_default();
            let filters = filters(shelf, category, own);
            (category.id().to_string(), Category { sort: category.sort, orders, filters })
        };
        let all: Vec<usize> = (0..shelf.items.len()).collect();
        Self { categories: shelf.categories.iter().map(category).collect(), all: listed(&all) }
    }

    /// The products of a category's listing, all pages of it; places are those in the shelf.
    #[must_use]
    pub fn places(&self, listing: &Listing) -> &[usize] {
        let found = self.categories.get(&listing.category).and_then(|category| match &listing.filter {
            None => category.orders.iter().find(|(sort, _)| *sort == listing.sort).map(|(_, places)| places),
            Some((key, value)) => {
                let filter = category.filters.iter().find(|filter| filter.key == *key)?;
                filter.values.iter().find(|known| known.key == *value).map(|value| &value.places)
            }
        });
        found.map(Vec::as_slice).unwrap_or_default()
    }

    /// Whether a product under another title keeps its place wherever products are sorted by title; `at` is its place in
    /// the shelf.
    #[must_use]
    pub fn keeps_place(&self, shelf: &Shelf<'_>, at: usize, title: &str) -> bool {
        let title_at = |at: &usize| shelf.items.get(*at).map(|item| item.product.document.title.as_str());
        let fits = |places: &Vec<usize>| {
            let Some(place) = places.iter().position(|other| *other == at) else { return true };
            let before = place.checked_sub(1).and_then(|before| title_at(places.get(before)?));
            let after = places.get(place + 1).and_then(title_at);
            before.is_none_or(|before| before < title) && after.is_none_or(|after| title < after)
        };
        let orders = self.categories.values().flat_map(|category| &category.orders);
        orders.filter(|(sort, _)| *sort == Sort::Title).all(|(_, places)| fits(places))
    }

    /// How many products a category lists.
    #[must_use]
    pub fn count(&self, category: &str) -> usize {
        let orders = self.categories.get(category).and_then(|category| category.orders.first());
        orders.map_or(0, |(_, places)| places.len())
    }

    /// The filters of a category that have at least two values.
    #[must_use]
    pub fn filters(&self, category: &str) -> &[Filter] {
        self.categories.get(category).map(|category| category.filters.as_slice()).unwrap_or_default()
    }

    /// Every listing of a category, page 1, with the number of its products: its own order first.
    pub fn firsts(&self, id: &str) -> Vec<(Listing, usize)> {
        let Some(category) = self.categories.get(id) else { return Vec::new() };
        let first = |sort, filter| Listing { category: id.to_string(), sort, filter, page: 1 };
        // One product looks the same in every order.
        let orders = category.orders.iter().filter(|(sort, places)| *sort == category.sort || places.len() > 1);
        let mut firsts: Vec<_> = orders.map(|(sort, places)| (first(*sort, None), places.len())).collect();
        for filter in &category.filters {
            let chosen = |value: &Value| Some((filter.key.clone(), value.key.clone()));
            let listing = |value: &Value| (first(category.sort, chosen(value)), value.places.len());
            firsts.extend(filter.values.iter().map(listing));
        }
        firsts
    }
}

fn sorted(shelf: &Shelf<'_>, places: &[usize], sort: Sort) -> Vec<usize> {
    let mut items: Vec<(usize, &Item<'_>)> =
        places.iter().filter_map(|at| Some((*at, shelf.items.get(*at)?))).collect();
    let price = |(_, item): &(usize, &Item<'_>)| item.cheapest().map(|quote| quote.price.amount);
    match sort {
        Sort::Manual => {}
        Sort::Newest => items.sort_by_key(|(_, item)| std::cmp::Reverse(since(item.product))),
        Sort::Price => items.sort_by_key(price),
        Sort::PriceDesc => items.sort_by_key(|item| std::cmp::Reverse(price(item))),
        Sort::Title => items.sort_by_key(|(_, item)| item.product.document.title.as_str()),
    }
    items.into_iter().map(|(at, _)| at).collect()
}

fn filters(shelf: &Shelf<'_>, category: &crate::catalog::Category, own: &[usize]) -> Vec<Filter> {
    let filter = |label: &String| {
        let mut by_key: BTreeMap<String, (String, Vec<usize>)> = BTreeMap::new();
        for at in own {
            for value in shelf.items.get(*at).map(|item| item.product.values(label)).unwrap_or_default() {
                let (_, places) = by_key.entry(address_part(value)).or_insert_with(|| (value.to_string(), Vec::new()));
                // Two spellings of one product may come to one address.
                if places.last() != Some(at) {
                    places.push(*at);
                }
            }
        }
        by_key.remove("");
        let mut values: Vec<Value> =
            by_key.into_iter().map(|(key, (label, places))| Value { key, label, places }).collect();
        values.sort_by(|a, b| (b.places.len(), &a.key).cmp(&(a.places.len(), &b.key)));
        values.truncate(MOST_VALUES);
        Filter { key: address_part(label), label: label.clone(), values }
    };
    let all = category.filters.iter().map(|(label, _)| filter(label));
    all.filter(|filter| filter.values.len() > 1 && !filter.key.is_empty()).collect()
}
