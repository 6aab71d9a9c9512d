//! Campaigns against products, prices and each other. What is over changes no price, so it is left alone.

use super::assortment::{Assortment, Coverage, regular};
use crate::catalog::{Campaign, Cut, Selector, Target};
use crate::diagnostics::rules::campaign::{EMPTY_SELECTOR, PRICE_NOT_LOWER, SAME_PRIORITY};
use crate::diagnostics::{Diagnostic, Notes};
use crate::festivals::{Unverified, VERIFIED};
use crate::moment::{When, Window};
use crate::storefront::{CampaignState, Storefront};
use jiff::Timestamp;

/// Checks all campaigns that run or will run.
pub(super) fn check(storefront: &Storefront<'_>, assortment: &Assortment<'_>, notes: &mut Notes) {
    let originals = storefront.catalog.campaigns.iter().filter(|campaign| campaign.document.original);
    let coming: Vec<&Campaign> =
        originals.filter(|campaign| CampaignState::of(campaign, storefront.moment) != CampaignState::Over).collect();
    for campaign in storefront.catalog.campaigns.iter().filter(|campaign| campaign.document.original) {
        notes.diagnostics.extend(unknown_year(campaign, storefront));
    }
    for selector in coming.iter().flat_map(|campaign| &campaign.selectors) {
        check_matches(selector, assortment, notes);
        check_price(selector, storefront, assortment, notes);
    }
    check_priorities(&coming, storefront, assortment, notes);
}

/// A campaign of every year, seen at a moment whose festival is not known.
fn unknown_year(campaign: &Campaign, storefront: &Storefront<'_>) -> Option<Diagnostic> {
    let place = campaign.yearly.clone()?;
    let year = When::Instant(storefront.moment).day(&storefront.settings.zone).year();
    let is_over = CampaignState::of(campaign, storefront.moment) == CampaignState::Over;
    if VERIFIED.contains(&year) && !is_over {
        return None;
    }
    let (_, last) = VERIFIED.into_inner();
    // In the last year, what is missing is the next.
    let year = if year == last { last + 1 } else { year };
    Some(Unverified(year).at(place))
}

/// A category, a tag or the whole shop with nothing in it; an unknown SKU is reported by its name.
fn check_matches(selector: &Selector, assortment: &Assortment<'_>, notes: &mut Notes) {
    let words = match &selector.target {
        Target::Sku(_) => return,
        Target::Category(category) => format!("category: {category}"),
        Target::Tag(tag) => format!("tag: {tag}"),
        Target::All => "all: true".to_string(),
    };
    if assortment.covered(selector).next().is_none() {
        notes.push(EMPTY_SELECTOR.at(selector.place.clone()).with("selector", words));
    }
}

/// A price that is not lower than without the campaign: the first of the selector's.
fn check_price(selector: &Selector, storefront: &Storefront<'_>, assortment: &Assortment<'_>, notes: &mut Notes) {
    let Some(Cut::Price(price)) = selector.cut else { return };
    let (catalog, settings) = (storefront.catalog, storefront.settings);
    let dearer = assortment.covered(selector).find_map(|(_, sku, product)| {
        let regular = regular(catalog, settings, product, sku)?;
        (regular.currency == price.currency && price.amount >= regular.amount).then_some((sku, regular))
    });
    if let Some((sku, regular)) = dearer {
        notes.push(
            PRICE_NOT_LOWER
                .at(selector.place.clone())
                .with("price", price.plain())
                .with("sku", sku)
                .with("regular", regular.plain()),
        );
    }
}

/// Campaigns of the same priority that price the same article at the same time: once a pair.
fn check_priorities(coming: &[&Campaign], storefront: &Storefront<'_>, assortment: &Assortment<'_>, notes: &mut Notes) {
    let cleared = coming.iter().copied().filter(|campaign| campaign.document.is_cleared(storefront.drafts));
    let cleared: Vec<&Campaign> = cleared.collect();
    let moment = storefront.moment;
    let has_rival = |campaign: &&Campaign| cleared.iter().any(|other| are_rivals(campaign, other, moment));
    let rivals = cleared.iter().copied().filter(has_rival);
    let covering: Vec<(&Campaign, Coverage)> =
        rivals.map(|campaign| (campaign, assortment.priced_by(campaign))).collect();
    for (at, (later, covered)) in covering.iter().enumerate() {
        for (earlier, others) in covering.iter().take(at).filter(|(earlier, _)| are_rivals(later, earlier, moment)) {
            if let Some(sku) = assortment.shared(covered, others) {
                notes.push(
                    SAME_PRIORITY
                        .at(later.priority_place.clone())
                        .with("other", &earlier.document.file)
                        .with("sku", sku)
                        .with("priority", later.priority)
                        .also(earlier.priority_place.clone(), &earlier.document.title),
                );
            }
        }
    }
}

/// Whether nothing says which of two campaigns counts while both run, from a moment on.
fn are_rivals(one: &Campaign, other: &Campaign, moment: Timestamp) -> bool {
    let coming = Window { from: Some(moment), to: None };
    one.document.file != other.document.file
        && one.priority == other.priority
        && one.windows(coming).any(|window| other.windows(window).next().is_some())
}
