//! Everything that the shop sells, SKU by SKU, found by what campaigns select.

use super::known::Known;
use crate::catalog::{Campaign, Catalog, Product, Selector, Target};
use crate::money::{self, Money};
use crate::settings::Settings;
use std::collections::HashMap;

/// Every SKU that has a price of its own, in the order of the catalog.
#[derive(Debug)]
pub(super) struct Assortment<'c> {
    articles: Vec<(&'c str, &'c Product)>,
    by_sku: HashMap<&'c str, Vec<usize>>,
    by_category: HashMap<&'c str, Vec<usize>>,
    by_tag: HashMap<&'c str, Vec<usize>>,
}

/// A set of articles, a bit each.
#[derive(Debug)]
pub(super) struct Coverage(Vec<u64>);

impl<'c> Assortment<'c> {
    pub(super) fn of(catalog: &'c Catalog, known: &Known<'c>) -> Self {
        let mut assortment =
            Self { articles: Vec::new(), by_sku: HashMap::new(), by_category: HashMap::new(), by_tag: HashMap::new() };
        for product in catalog.products.iter().filter(|product| product.document.original) {
            let categories = known.ancestry(&product.category);
            for (sku, _) in product.skus() {
                let at = assortment.articles.len();
                assortment.articles.push((sku, product));
                assortment.by_sku.entry(sku).or_default().push(at);
                if product.sku != sku {
                    assortment.by_sku.entry(&product.sku).or_default().push(at);
                }
                for category in &categories {
                    assortment.by_category.entry(category).or_default().push(at);
                }
                for tag in &product.document.tags {
                    assortment.by_tag.entry(tag).or_default().push(at);
                }
            }
        }
        assortment
    }

    /// The articles that a selector covers.
    pub(super) fn covered<'a>(
        &'a self,
        selector: &'a Selector,
    ) -> impl Iterator<Item = (usize, &'c str, &'c Product)> + 'a {
        let (found, all) = match &selector.target {
            Target::Sku(sku) => (self.by_sku.get(sku.as_str()), 0),
            Target::Category(category) => (self.by_category.get(category.as_str()), 0),
            Target::Tag(tag) => (self.by_tag.get(tag.as_str()), 0),
            Target::All => (None, self.articles.len()),
        };
        let places = found.into_iter().flatten().copied().chain(0..all);
        places
            .filter_map(|at| self.articles.get(at).map(|(sku, product)| (at, *sku, *product)))
            .filter(|(_, sku, product)| !selector.excludes(sku, &product.sku))
    }

    /// The articles whose prices a campaign makes.
    pub(super) fn priced_by(&self, campaign: &Campaign) -> Coverage {
        let mut bits = vec![0_u64; self.articles.len().div_ceil(64)];
        for selector in campaign.selectors.iter().filter(|selector| selector.cut.is_some()) {
            for (at, _, _) in self.covered(selector) {
                if let Some(word) = bits.get_mut(at / 64) {
                    *word |= 1 << (at % 64);
                }
            }
        }
        Coverage(bits)
    }

    /// The first article of both sets.
    pub(super) fn shared(&self, a: &Coverage, b: &Coverage) -> Option<&'c str> {
        let words = a.0.iter().zip(&b.0).map(|(a, b)| a & b).enumerate();
        let first = words.into_iter().find(|(_, both)| *both != 0);
        let (word, both) = first?;
        self.articles.get(word * 64 + both.trailing_zeros() as usize).map(|(sku, _)| *sku)
    }
}

/// What an article costs without a campaign.
pub(super) fn regular(catalog: &Catalog, settings: &Settings, product: &Product, sku: &str) -> Option<Money> {
    match &catalog.offers {
        Some(offers) => offers.get(sku).map(|offer| offer.price),
        None => money::parse(&product.typed_price(sku)?.0, settings.currency).ok(),
    }
}
