//! Everything that the shop sells, SKU by SKU, found by what campaigns select.

use super::known::Known;
use crate::catalog::{Campaign, Catalog, Exclusions, Product, Selector, Target};
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
#[derive(Debug, Default)]
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
        let left_out = self.left_out(&selector.exclude);
        let places = found.into_iter().flatten().copied().chain(0..all).filter(move |at| !left_out.contains(*at));
        places.filter_map(|at| self.articles.get(at).map(|(sku, product)| (at, *sku, *product)))
    }

    fn left_out(&self, exclude: &Exclusions) -> Coverage {
        let mut left_out = Coverage::default();
        let lists =
            [(&exclude.skus, &self.by_sku), (&exclude.categories, &self.by_category), (&exclude.tags, &self.by_tag)];
        for (names, known) in lists {
            let found = names.iter().filter_map(|(name, _)| known.get(name.as_str()));
            found.flatten().for_each(|at| left_out.add(*at));
        }
        left_out
    }

    /// The articles whose prices a campaign makes.
    pub(super) fn priced_by(&self, campaign: &Campaign) -> Coverage {
        let mut priced = Coverage::default();
        for selector in campaign.selectors.iter().filter(|selector| selector.cut.is_some()) {
            self.covered(selector).for_each(|(at, _, _)| priced.add(at));
        }
        priced
    }

    /// The articles of both sets.
    pub(super) fn shared<'a>(&'a self, a: &'a Coverage, b: &'a Coverage) -> impl Iterator<Item = &'c str> + 'a {
        let words = a.0.iter().zip(&b.0).map(|(a, b)| a & b).enumerate();
        let places = words
            .flat_map(|(word, both)| (0..64).filter(move |bit| both >> bit & 1 == 1).map(move |bit| word * 64 + bit));
        places.filter_map(|at| self.articles.get(at).map(|(sku, _)| *sku))
    }
}

impl Assortment<'_> {
    /// The articles that a campaign covers, whether it prices them or not; and how many there are in all.
    pub(super) fn share(&self, campaign: &Campaign) -> (usize, usize) {
        let mut covered = Coverage::default();
        campaign.selectors.iter().flat_map(|selector| self.covered(selector)).for_each(|(at, _, _)| covered.add(at));
        (covered.0.iter().map(|word| word.count_ones() as usize).sum(), self.articles.len())
    }
}

impl Coverage {
    fn add(&mut self, at: usize) {
        if self.0.len() <= at / 64 {
            self.0.resize(at / 64 + 1, 0);
        }
        if let Some(word) = self.0.get_mut(at / 64) {
            *word |= 1 << (at % 64);
        }
    }

    fn contains(&self, at: usize) -> bool {
        self.0.get(at / 64).is_some_and(|word| word >> (at % 64) & 1 == 1)
    }
}

/// What an article costs without a campaign.
pub(super) fn regular(catalog: &Catalog, settings: &Settings, product: &Product, sku: &str) -> Option<Money> {
    match &catalog.offers {
        Some(offers) => offers.get(sku).map(|offer| offer.price),
        None => money::parse(&product.typed_price(sku)?.0, settings.currency).ok(),
    }
}
