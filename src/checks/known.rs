//! What there is to refer to: made once, asked by every check.

use crate::catalog::{self, Catalog, Category, Document, Product};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Every SKU and every name, of whatever status: to name what is not published yet is no mistake.
#[derive(Debug)]
pub(super) struct Known<'c> {
    /// Products by SKU: their own, and their variants'.
    pub(super) skus: HashMap<&'c str, &'c Product>,
    /// Categories by id, in their original language.
    pub(super) categories: BTreeMap<&'c str, &'c Category>,
    names: [BTreeSet<&'c str>; 5],
}

/// What can be named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Named {
    Story,
    Poster,
    Campaign,
    Category,
    Tag,
}

impl Named {
    /// The word in English, which is also the key in front matter, and in Chinese.
    pub(super) fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Story => ("story", "故事"),
            Self::Poster => ("poster", "海报"),
            Self::Campaign => ("campaign", "活动"),
            Self::Category => ("category", "类目"),
            Self::Tag => ("tag", "标签"),
        }
    }
}

impl<'c> Known<'c> {
    pub(super) fn of(catalog: &'c Catalog) -> Self {
        let mut skus = HashMap::new();
        for product in &catalog.products {
            for (sku, _) in every_sku(product) {
                skus.entry(sku).or_insert(&**product);
            }
        }
        let mut categories = BTreeMap::new();
        for category in &catalog.categories {
            categories.entry(category.id()).or_insert(&**category);
        }
        let tags = catalog.products.iter().flat_map(|product| &product.document.tags).map(String::as_str);
        let names = [
            names(catalog.stories.iter().map(|story| &story.document)),
            names(catalog.posters.iter().map(|poster| &poster.document)),
            names(catalog.campaigns.iter().map(|campaign| &campaign.document)),
            categories.keys().copied().collect(),
            tags.collect(),
        ];
        Self { skus, categories, names }
    }

    /// All names of a kind.
    pub(super) fn names(&self, named: Named) -> &BTreeSet<&'c str> {
        let [stories, posters, campaigns, categories, tags] = &self.names;
        match named {
            Named::Story => stories,
            Named::Poster => posters,
            Named::Campaign => campaigns,
            Named::Category => categories,
            Named::Tag => tags,
        }
    }

    /// A category and those above it; a circle ends where it began.
    pub(super) fn ancestry(&self, category: &'c str) -> Vec<&'c str> {
        catalog::ancestry(category, |id| self.categories.get(id)?.parent.as_deref())
    }
}

/// A product's SKUs: its own, then its variants', each with its place.
pub(super) fn every_sku(product: &Product) -> impl Iterator<Item = (&str, &crate::diagnostics::Place)> {
    let variants = product.variants.iter().flat_map(|variants| &variants.items);
    let own = std::iter::once((product.sku.as_str(), &product.sku_place));
    own.chain(variants.map(|variant| (variant.sku.as_str(), &variant.place))).filter(|(sku, _)| !sku.is_empty())
}

fn names<'c>(documents: impl Iterator<Item = &'c Document>) -> BTreeSet<&'c str> {
    documents.map(Document::name).collect()
}
