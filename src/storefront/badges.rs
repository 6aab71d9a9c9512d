//! Which badges a product's first photo wears: its own, its campaign's, and those whose rules hold.

use super::pricing::Quote;
use super::stock::StockState;
use crate::catalog::{self, Product};
use crate::settings::BadgeRule;
use jiff::Timestamp;
use std::collections::HashMap;

/// A badge on a photo.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Badge {
    /// Its name: that of its artwork.
    pub name: String,
    /// The campaign that lays it on.
    pub campaign: Option<String>,
}

/// What the rules look at.
pub(super) struct Facts<'a, 'c> {
    pub(super) product: &'c Product,
    pub(super) quotes: &'a [Quote<'c>],
    pub(super) stock: StockState,
    pub(super) count: u32,
    pub(super) moment: Timestamp,
    pub(super) parents: &'a HashMap<&'c str, &'c str>,
}

impl Facts<'_, '_> {
    /// Badges, each once: what the product names, what its campaign lays on, then by rule in order of name.
    pub(super) fn badges<'r>(&self, rules: impl Iterator<Item = (&'r String, &'r BadgeRule)>) -> Vec<Badge> {
        let plain = |name: &String| Badge { name: name.clone(), campaign: None };
        let own = self.product.badge.iter().map(|(name, _)| plain(name));
        let campaign = self.quotes.iter().filter_map(|quote| {
            let (name, _) = quote.campaign?.badge_artwork.as_ref()?;
            Some(Badge { name: name.clone(), campaign: Some(quote.campaign?.document.name().to_string()) })
        });
        let ruled = rules.filter(|(_, rule)| self.holds(rule)).map(|(name, _)| plain(name));
        let mut badges: Vec<Badge> = Vec::new();
        for badge in own.chain(campaign).chain(ruled) {
            if !badges.iter().any(|worn| worn.name == badge.name) {
                badges.push(badge);
            }
        }
        badges
    }

    fn holds(&self, rule: &BadgeRule) -> bool {
        let BadgeRule { new_within, stock_below, tag, category, campaign } = rule;
        let is_new = |length: &crate::moment::Length| {
            since(self.product)
                .is_some_and(|since| since <= self.moment && self.moment.duration_since(since) < length.0)
        };
        let is_cheaper = self.quotes.iter().any(|quote| quote.campaign.is_some());
        let mut above = catalog::ancestry(&self.product.category, |id| self.parents.get(id).copied()).into_iter();
        new_within.as_ref().is_none_or(is_new)
            && stock_below.is_none_or(|least| self.stock != StockState::Out && self.count < least)
            && tag.as_ref().is_none_or(|tag| self.product.document.tags.contains(tag))
            && category.as_ref().is_none_or(|category| above.any(|id| id == category))
            && campaign.is_none_or(|asked| asked == is_cheaper)
    }
}

/// The instant since which a product is sold.
#[must_use]
pub fn since(product: &Product) -> Option<Timestamp> {
    product.shelf.from.or(product.document.window.from)
}
