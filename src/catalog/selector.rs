//! What a campaign covers: products by SKU, category or tag, or all, and what they cost there.

use super::cut::{Cut, Reduction};
use super::document::Reader;
use super::draft::Draft;
use super::product::placed;
use super::raw;
use crate::diagnostics::rules::campaign::SELECTOR_FORM;
use crate::diagnostics::{Notes, Place};
use crate::settings::prices;
use crate::yaml::Field;

/// What a campaign covers, and the price there.
#[derive(Clone, Debug)]
pub struct Selector {
    /// Which products.
    pub target: Target,
    /// Which of them it does not cover.
    pub exclude: Exclusions,
    /// The price.
    pub cut: Option<Cut>,
    /// Pieces an order, at most.
    pub limit_per_order: Option<u32>,
    /// Pieces a buyer, at most.
    pub limit_per_buyer: Option<u32>,
    /// The gift that comes with it.
    pub gift: Option<String>,
    /// Where it stands.
    pub place: Place,
}

/// Which products a selector covers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// One SKU.
    Sku(String),
    /// A category and those below it.
    Category(String),
    /// A tag.
    Tag(String),
    /// Every product.
    All,
}

/// What a selector leaves out, each with its place.
#[derive(Clone, Debug, Default)]
pub struct Exclusions {
    /// SKUs, or those of groups.
    pub skus: Vec<(String, Place)>,
    /// Categories with those below them.
    pub categories: Vec<(String, Place)>,
    /// Tags.
    pub tags: Vec<(String, Place)>,
}

impl Exclusions {
    /// Whether nothing is left out.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.skus.is_empty() && self.categories.is_empty() && self.tags.is_empty()
    }

    /// Whether a SKU is left out: by its own name, by its group's, by a category of `ancestry`, or by a tag.
    #[must_use]
    pub fn hold(&self, (sku, group): (&str, &str), ancestry: &[&str], tags: &[String]) -> bool {
        self.skus.iter().any(|(excluded, _)| excluded == sku || excluded == group)
            || self.categories.iter().any(|(excluded, _)| ancestry.contains(&excluded.as_str()))
            || self.tags.iter().any(|(excluded, _)| tags.contains(excluded))
    }
}

impl Reader<'_> {
    /// What a campaign covers; entries that name nothing, or too much, are reported and left out.
    pub(super) fn selectors(&self, draft: &Draft<raw::Campaign>, notes: &mut Notes) -> Vec<Selector> {
        let entries = draft.front.products.value.iter().flatten();
        entries.filter_map(|selector| self.selector(selector, draft, notes)).collect()
    }

    fn selector(&self, raw: &raw::Selector, draft: &Draft<raw::Campaign>, notes: &mut Notes) -> Option<Selector> {
        let targets = targets(raw);
        let [(target, place)] = targets.as_slice() else {
            let place =
                targets.first().map_or_else(|| draft.front.products.place_or(&draft.head), |(_, place)| place.clone());
            notes.push(SELECTOR_FORM.at(place));
            return None;
        };
        Some(Selector {
            target: target.clone(),
            exclude: Exclusions {
                skus: placed(&raw.exclude),
                categories: placed(&raw.exclude_categories),
                tags: placed(&raw.exclude_tags),
            },
            cut: self.cut(raw, draft, place, notes),
            limit_per_order: raw.limit_per_order.value,
            limit_per_buyer: raw.limit_per_buyer.value,
            gift: raw.gift.value.clone(),
            place: place.clone(),
        })
    }

    /// The price of an entry. Its own rounding and floor stand above the campaign's, those above the shop's.
    fn cut(&self, raw: &raw::Selector, draft: &Draft<raw::Campaign>, place: &Place, notes: &mut Notes) -> Option<Cut> {
        let percent = raw.percent_off.placed();
        if let Some((_, place)) = percent.filter(|(percent, _)| !(1..=95).contains(*percent)) {
            notes.push(SELECTOR_FORM.at(place.clone()));
        }
        let reductions = [
            self.money("price", &raw.price, notes).map(Reduction::Price),
            percent.map(|(percent, _)| Reduction::Percent((*percent.min(&100)).into())),
            self.money("amount_off", &raw.amount_off, notes).map(Reduction::Amount),
        ];
        let mut reductions = reductions.into_iter().flatten();
        let reduction = reductions.next();
        if reductions.next().is_some() {
            notes.push(SELECTOR_FORM.at(place.clone()));
        }
        let (shop, currency) = (self.settings.campaign_prices, self.settings.currency);
        let rounding = prices::rounding(&raw.round.or(&draft.front.round), currency, notes);
        let floor = prices::floor(&raw.floor.or(&draft.front.floor), currency, notes);
        Some(Cut { reduction: reduction?, rounding: rounding.or(shop.0), floor: floor.or(shop.1) })
    }
}

/// Everything that an entry names; one is right.
fn targets(raw: &raw::Selector) -> Vec<(Target, Place)> {
    let text = |field: &Field<String>| field.placed().map(|(text, place)| (text.clone(), place.clone()));
    [
        text(&raw.sku).map(|(sku, place)| (Target::Sku(sku), place)),
        text(&raw.category).map(|(category, place)| (Target::Category(category), place)),
        text(&raw.tag).map(|(tag, place)| (Target::Tag(tag), place)),
        raw.all.placed().filter(|(all, _)| **all).map(|(_, place)| (Target::All, place.clone())),
    ]
    .into_iter()
    .flatten()
    .collect()
}
