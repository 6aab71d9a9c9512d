//! Campaigns against products, prices and each other. What is over changes no price, so it is left alone.

use super::assortment::{Assortment, Coverage, regular};
use crate::catalog::history::reference_days;
use crate::catalog::{Asked, Campaign, Cut, Reduction, Selector, Target};
use crate::diagnostics::rules::campaign::{EMPTY_SELECTOR, PRICE_NOT_LOWER, SAME_PRIORITY};
use crate::diagnostics::rules::prices::{AT_FLOOR, PRICE_ZERO, SAVING_UNPROVEN};
use crate::diagnostics::{Diagnostic, Notes, Rule};
use crate::festivals::{Unverified, VERIFIED};
use crate::moment::{When, Window};
use crate::money::Money;
use crate::storefront::{CampaignState, Storefront};
use jiff::Timestamp;
use std::collections::BTreeMap;

/// Checks all campaigns that run or will run.
pub(super) fn check(storefront: &Storefront<'_>, assortment: &Assortment<'_>, notes: &mut Notes) {
    let originals =
        storefront.catalog.campaigns.iter().map(AsRef::as_ref).filter(|it: &&Campaign| it.document.original);
    let coming: Vec<&Campaign> =
        originals.filter(|campaign| CampaignState::of(campaign, storefront.moment) != CampaignState::Over).collect();
    for campaign in storefront.catalog.campaigns.iter().filter(|campaign| campaign.document.original) {
        notes.diagnostics.extend(unknown_year(campaign, storefront));
    }
    for selector in coming.iter().flat_map(|campaign| &campaign.selectors) {
        check_matches(selector, assortment, notes);
        check_prices(selector, storefront, assortment, notes);
    }
    check_priorities(&coming, storefront, assortment, notes);
    check_savings(&coming, storefront, notes);
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

/// What is wrong with a selector's prices: not lower than without the campaign, nothing at all, or held by the floor.
/// One product an entry is named for each.
fn check_prices(selector: &Selector, storefront: &Storefront<'_>, assortment: &Assortment<'_>, notes: &mut Notes) {
    let Some(cut) = selector.cut else { return };
    let (catalog, settings) = (storefront.catalog, storefront.settings);
    let (mut dearer, mut free, mut held) = (None, None, None);
    for (_, sku, product) in assortment.covered(selector) {
        let Some((regular, asked)) =
            regular(catalog, settings, product, sku).and_then(|regular| Some((regular, cut.of(regular)?)))
        else {
            continue;
        };
        if is_not_lower(cut, asked, regular) {
            dearer = dearer.or(Some((sku, asked, regular)));
        } else if asked.price.amount.is_zero() {
            free = free.or(Some((sku, asked)));
        }
        held = held.or(asked.below_floor.map(|below| (sku, below, asked.price)));
    }
    let at = |rule: &'static Rule| rule.at(selector.place.clone());
    notes.diagnostics.extend(dearer.map(|(sku, asked, regular)| {
        let price = if let Reduction::Price(typed) = cut.reduction { typed } else { asked.price };
        at(&PRICE_NOT_LOWER).with("price", price.plain()).with("sku", sku).with("regular", regular.plain())
    }));
    notes
        .diagnostics
        .extend(free.map(|(sku, asked)| at(&PRICE_ZERO).with("sku", sku).with("price", asked.price.plain())));
    notes.diagnostics.extend(held.map(|(sku, below, floor)| {
        at(&AT_FLOOR).with("sku", sku).with("price", below.plain()).with("floor", floor.plain())
    }));
}

/// Whether a product costs no less in the campaign: after rounding and floor, or because more was typed.
fn is_not_lower(cut: Cut, asked: Asked, regular: Money) -> bool {
    let typed = matches!(cut.reduction, Reduction::Price(price) if price.amount >= regular.amount);
    typed || asked.price.amount >= regular.amount
}

/// Campaigns of the same priority that price the same article at the same time: once a pair.
fn check_priorities(coming: &[&Campaign], storefront: &Storefront<'_>, assortment: &Assortment<'_>, notes: &mut Notes) {
    let cleared = coming.iter().copied().filter(|campaign| campaign.document.is_cleared(storefront.clearance));
    let cleared: Vec<&Campaign> = cleared.collect();
    let moment = storefront.moment;
    let has_rival = |campaign: &&Campaign| cleared.iter().any(|other| are_rivals(campaign, other, moment));
    let rivals = cleared.iter().copied().filter(has_rival);
    let covering: Vec<(&Campaign, Coverage)> =
        rivals.map(|campaign| (campaign, assortment.priced_by(campaign))).collect();
    for (at, (later, covered)) in covering.iter().enumerate() {
        for (earlier, others) in covering.iter().take(at).filter(|(earlier, _)| are_rivals(later, earlier, moment)) {
            let skus: Vec<&str> = assortment.shared(covered, others).collect();
            if !skus.is_empty() {
                let (english, chinese) = listed(&skus);
                notes.push(
                    SAME_PRIORITY
                        .at(later.priority_place.clone())
                        .with("other", &earlier.document.file)
                        .with("skus", english)
                        .in_chinese("skus", chinese)
                        .with("priority", later.priority)
                        .also(earlier.priority_place.clone(), &earlier.document.title),
                );
            }
        }
    }
}

/// Campaigns whose savings cannot be shown, because nothing proves what the products cost before. A shop that keeps no
/// history shows none, and knows it.
fn check_savings(coming: &[&Campaign], storefront: &Storefront<'_>, notes: &mut Notes) {
    if storefront.catalog.history.is_empty() {
        return;
    }
    let mut unproven: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for quote in storefront.quotes().filter(|quote| quote.before().is_none()) {
        quote.campaign.iter().for_each(|campaign| unproven.entry(&campaign.document.id).or_default().push(quote.sku));
    }
    for campaign in coming {
        if let Some(skus) = unproven.get(campaign.document.id.as_str()) {
            let (english, chinese) = listed(skus);
            let days = reference_days(storefront.settings);
            let found = SAVING_UNPROVEN.at(campaign.document.head.clone());
            notes.push(found.with("skus", english).in_chinese("skus", chinese).with("days", days));
        }
    }
}

/// SKUs that a message names one by one; of more, the number is told.
const NAMED: usize = 4;

/// A few SKUs and how many more there are, in English and Chinese.
fn listed(skus: &[&str]) -> (String, String) {
    let (named, rest) = skus.split_at(skus.len().min(NAMED));
    match rest.len() {
        0 => (named.join(", "), named.join("、")),
        more => {
            (format!("{} and {more} more", named.join(", ")), format!("{} 等 {} 个商品", named.join("、"), skus.len()))
        }
    }
}

/// Whether nothing says which of two campaigns counts while both run and are published, from a moment on.
fn are_rivals(one: &Campaign, other: &Campaign, moment: Timestamp) -> bool {
    let published = one.document.window.meet(&other.document.window);
    let coming = published.meet(&Window { from: Some(moment), to: None });
    one.document.file != other.document.file
        && one.priority == other.priority
        && !coming.is_empty()
        && one.windows(coming).any(|window| other.windows(window.meet(&coming)).next().is_some())
}
