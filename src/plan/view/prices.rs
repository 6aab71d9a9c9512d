//! The price list as a view.

use super::Views;
use super::parts::{Price, Stock};
use crate::catalog::Campaign;
use crate::plan::words::{self, Date};
use crate::storefront::{self, Item, Quote, StockState};
use jiff::civil::Date as Day;
use serde::Serialize;
use std::sync::Arc;

/// The price list.
#[derive(Clone, Debug, Serialize)]
pub struct PricesView {
    /// The last day on which anything in it is known to have changed.
    pub updated: Option<Date>,
    /// A group a category.
    pub groups: Vec<PriceGroup>,
}

/// The prices of a category.
#[derive(Clone, Debug, Serialize)]
pub struct PriceGroup {
    /// Its title.
    pub title: String,
    /// Its page.
    pub href: Option<String>,
    /// A row a SKU.
    pub rows: Vec<PriceRow>,
}

/// The price of a SKU.
#[derive(Clone, Debug, Serialize)]
pub struct PriceRow {
    /// SKU.
    pub sku: String,
    /// The product.
    pub title: String,
    /// The variant.
    pub variant: Option<String>,
    /// Its page.
    pub href: String,
    /// Price.
    pub price: Price,
    /// Stock.
    pub stock: Stock,
    /// Since when it is sold.
    pub since: Option<Date>,
}

impl Views<'_> {
    /// The price list: a group a category in the order of the tree, a row a SKU.
    #[must_use]
    pub fn prices(&self) -> PricesView {
        let groups = self.shelf.categories.iter().map(|category| PriceGroup {
            title: category.document.title.clone(),
            href: self.links.href(&category.document, self.words.language),
            rows: self.shelf.in_category(category.id()).flat_map(|item| self.price_rows(item)).collect(),
        });
        PricesView {
            updated: self.prices_changed().map(|day| words::day(day, self.words.language)),
            groups: groups.filter(|group| !group.rows.is_empty()).collect(),
        }
    }

    /// The last day of a count, of a window's beginning, of a campaign's beginning or end. It does not follow the clock:
    /// the list stays the same, byte for byte, until something in it changes.
    fn prices_changed(&self) -> Option<Day> {
        let zone = &self.settings.zone;
        let day = |at: jiff::Timestamp| at.to_zoned(zone.clone()).date();
        let catalog = self.storefront.catalog;
        let offer = |quote: &Quote<'_>| {
            let offer = catalog.offers.as_ref().and_then(|offers| offers.get(quote.sku));
            let counted = offer.and_then(|offer| offer.counted_at.as_ref()).map(|(when, _)| when.day(zone));
            let begins = offer.and_then(|offer| offer.window.from).map(day);
            let campaign = quote.campaign.and_then(|campaign| campaign.window(self.moment).from).map(day);
            [counted, begins, campaign].into_iter().flatten().max()
        };
        let items = &self.shelf.items;
        let listed = items.iter().filter_map(|item| storefront::since(item.product)).map(day);
        let quoted = items.iter().flat_map(|item| &item.quotes).filter_map(offer);
        let is_seen = |campaign: &&Arc<Campaign>| {
            campaign.document.original
                && campaign.document.is_cleared(self.storefront.clearance)
                && campaign.selectors.iter().any(|selector| selector.cut.is_some())
        };
        let ended = catalog.campaigns.iter().filter(is_seen).flat_map(|campaign| {
            let ends = campaign.runs.iter().filter_map(|run| run.window.to);
            ends.filter(|to| *to <= self.moment && campaign.document.window.touches(*to)).map(day)
        });
        listed.chain(quoted).chain(ended).max()
    }

    fn price_rows(&self, item: &Item<'_>) -> Vec<PriceRow> {
        let product = item.product;
        let variant = |sku: &str| {
            let variants = product.variants.as_ref()?;
            let variant = variants.items.iter().find(|variant| variant.sku == sku)?;
            Some(variants.label(variant))
        };
        let row = |quote: &Quote<'_>| PriceRow {
            sku: quote.sku.to_string(),
            title: product.document.title.clone(),
            variant: variant(quote.sku),
            href: self.links.href(&product.document, self.words.language).unwrap_or_default(),
            price: self.price(quote, None, product.facts.net_content.as_deref().filter(|_| item.quotes.len() == 1)),
            stock: self.stock(
                StockState::of(quote.stock.unwrap_or_default(), self.settings.low_stock),
                quote.stock.unwrap_or_default(),
            ),
            since: storefront::since(product)
                .map(|since| words::day(since.to_zoned(self.settings.zone.clone()).date(), self.words.language)),
        };
        item.quotes.iter().map(row).collect()
    }
}
