//! What copy promises against the facts: prices, windows, and what a campaign covers.
//!
//! Campaigns, their posters and products are looked at; what is over promises nothing any more.

use super::assortment::{Assortment, regular};
use crate::catalog::claims::names_a_day;
use crate::catalog::{Campaign, Claim, Cut, Less, Poster, Product, Promise, Reduction, Selector};
use crate::diagnostics::rules::campaign::NOT_THE_LAST_DAY;
use crate::diagnostics::rules::prices::{FALSE_DISCOUNT, NOT_ALL, UNTIL_WHEN};
use crate::diagnostics::{Diagnostic, Notes, Rule};
use crate::money::Money;
use crate::storefront::{CampaignState, Storefront};
use jiff::{SignedDuration, Timestamp};
use rust_decimal::Decimal;
use std::collections::HashMap;

/// Compares all promises with the facts.
pub(super) fn check(storefront: &Storefront<'_>, assortment: &Assortment<'_>, notes: &mut Notes) {
    let catalog = storefront.catalog;
    let judge = Judge { storefront, assortment, deals: deals(storefront, assortment) };
    for campaign in catalog.campaigns.iter().filter(|campaign| !judge.is_over(campaign)) {
        judge.campaign(&campaign.document.claims, campaign, notes);
    }
    for product in &catalog.products {
        judge.product(product, notes);
    }
    for poster in &catalog.posters {
        judge.poster(poster, notes);
    }
}

/// The entries of running and coming campaigns by the SKU that they cover; empty where no product promises anything.
type Deals<'c> = HashMap<&'c str, Vec<(&'c Campaign, &'c Selector)>>;

fn deals<'c>(storefront: &Storefront<'c>, assortment: &Assortment<'c>) -> Deals<'c> {
    let catalog = storefront.catalog;
    let mut deals = Deals::new();
    if catalog.products.iter().all(|product| product.document.claims.is_empty()) {
        return deals;
    }
    let coming = catalog.campaigns.iter().filter(|campaign| {
        campaign.document.original && CampaignState::of(campaign, storefront.moment) != CampaignState::Over
    });
    for (campaign, selector) in coming.flat_map(|campaign| campaign.selectors.iter().map(move |it| (campaign, it))) {
        for (_, sku, _) in assortment.covered(selector) {
            deals.entry(sku).or_default().push((campaign, selector));
        }
    }
    deals
}

struct Judge<'j, 'c> {
    storefront: &'j Storefront<'c>,
    assortment: &'j Assortment<'c>,
    deals: Deals<'c>,
}

/// A price beside the one without the campaign, and how far it may lie from a round discount.
#[derive(Clone, Debug)]
struct Priced {
    sku: String,
    regular: Money,
    price: Money,
    tolerance: Decimal,
}

impl Judge<'_, '_> {
    fn is_over(&self, campaign: &Campaign) -> bool {
        CampaignState::of(campaign, self.storefront.moment) == CampaignState::Over
    }

    fn campaign(&self, claims: &[Claim], campaign: &Campaign, notes: &mut Notes) {
        if claims.is_empty() {
            return;
        }
        let priced: Vec<Vec<Priced>> = campaign.selectors.iter().map(|selector| self.priced(selector)).collect();
        let priced: Vec<Vec<Priced>> = priced.into_iter().filter(|entry| !entry.is_empty()).collect();
        let (covered, all) = self.assortment.share(campaign);
        for claim in claims {
            match claim.promise {
                Promise::Off(off) if grants(campaign, off) => {}
                Promise::Off(off) if claim.is_head => {
                    notes.diagnostics.extend(all_are(claim, off, priced.iter().flatten()));
                }
                Promise::Off(off) => notes.diagnostics.extend(some_entry_is(claim, off, &priced)),
                Promise::UpTo(off) => notes.diagnostics.extend(some_is(claim, off, priced.iter().flatten())),
                Promise::OffAll(_) | Promise::WholeShop if covered < all => {
                    notes.push(said(&NOT_ALL, claim).with("covered", covered).with("all", all));
                }
                Promise::OffAll(off) => notes.diagnostics.extend(all_are(claim, off, priced.iter().flatten())),
                Promise::LastDay => {
                    notes.diagnostics.extend(self.last_day(claim, campaign.window(self.storefront.moment).to));
                }
                // The page of a campaign says when it ends.
                Promise::WholeShop | Promise::Limited => {}
            }
        }
    }

    /// A product speaks of itself: what it says must be so in one of its campaigns, or against its struck-through price.
    fn product(&self, product: &Product, notes: &mut Notes) {
        for claim in &product.document.claims {
            let skus: Vec<&str> = product.skus().into_iter().map(|(sku, _)| sku).collect();
            match claim.promise {
                Promise::Off(off) | Promise::UpTo(off) | Promise::OffAll(off) => {
                    notes.diagnostics.extend(self.product_discount(claim, off, &skus, product));
                }
                Promise::LastDay => {
                    let campaigns = self.deals_of(&skus).filter(|(campaign, _)| {
                        campaign.window(self.storefront.moment).contains(self.storefront.moment)
                    });
                    let ends = campaigns.filter_map(|(campaign, _)| campaign.window(self.storefront.moment).to);
                    let ends = ends.chain(product.shelf.to).chain(product.document.window.to).min();
                    notes.diagnostics.extend(self.last_day(claim, ends));
                }
                Promise::Limited => {
                    let ends =
                        self.deals_of(&skus).next().is_some() || product.shelf.to.is_some() || self.price_ends(&skus);
                    if !ends {
                        notes.push(said(&UNTIL_WHEN, claim));
                    }
                }
                Promise::WholeShop => {}
            }
        }
    }

    fn product_discount(&self, claim: &Claim, off: Decimal, skus: &[&str], product: &Product) -> Option<Diagnostic> {
        let entries: Vec<Vec<Priced>> = self
            .deals_of(skus)
            .map(|(_, selector)| self.priced_skus(selector, skus, product))
            .chain([self.against_references(skus)])
            .filter(|entry| !entry.is_empty())
            .collect();
        let mut deals = self.deals_of(skus).peekable();
        if deals.peek().is_none() && entries.is_empty() {
            return self.is_priced(skus, product).then(|| nothing_is_cut(claim));
        }
        if deals.any(|(campaign, _)| grants(campaign, off)) { None } else { some_entry_is(claim, off, &entries) }
    }

    fn is_priced(&self, skus: &[&str], product: &Product) -> bool {
        let (catalog, settings) = (self.storefront.catalog, self.storefront.settings);
        skus.iter().any(|sku| regular(catalog, settings, product, sku).is_some())
    }

    /// A poster speaks for its campaign, or for the product whose price it shows; else nobody knows what it is about.
    fn poster(&self, poster: &Poster, notes: &mut Notes) {
        let claims = &poster.document.claims;
        let campaigns = &self.storefront.catalog.campaigns;
        let named = |name: &str| campaigns.iter().find(|it| it.document.original && it.document.name() == name);
        if let Some(campaign) = poster.campaign.as_ref().and_then(|(name, _)| named(name)) {
            if !self.is_over(campaign) {
                self.campaign(claims, campaign, notes);
            }
            return;
        }
        let dated = poster.words.all().any(|(_, (words, _))| names_a_day(words));
        let limited = claims.iter().filter(|claim| claim.promise == Promise::Limited && !dated);
        notes.diagnostics.extend(limited.map(|claim| said(&UNTIL_WHEN, claim)));
    }

    fn deals_of<'a>(&'a self, skus: &'a [&str]) -> impl Iterator<Item = (&'a Campaign, &'a Selector)> + 'a {
        skus.iter().filter_map(|sku| self.deals.get(sku)).flatten().copied()
    }

    fn priced(&self, selector: &Selector) -> Vec<Priced> {
        let Some(cut) = selector.cut else { return Vec::new() };
        self.assortment.covered(selector).filter_map(|(_, sku, product)| self.cut(cut, sku, product)).collect()
    }

    fn priced_skus(&self, selector: &Selector, skus: &[&str], product: &Product) -> Vec<Priced> {
        let Some(cut) = selector.cut else { return Vec::new() };
        skus.iter().filter_map(|sku| self.cut(cut, sku, product)).collect()
    }

    fn cut(&self, cut: Cut, sku: &str, product: &Product) -> Option<Priced> {
        let regular = regular(self.storefront.catalog, self.storefront.settings, product, sku)?;
        let price = cut.of(regular)?.price;
        let is_typed = matches!(cut.reduction, Reduction::Price(_));
        let tolerance = if is_typed { half_a_percent(regular) } else { cut.tolerance(regular) };
        Some(Priced { sku: sku.to_string(), regular, price, tolerance })
    }

    /// The prices of SKUs against their struck-through prices.
    fn against_references(&self, skus: &[&str]) -> Vec<Priced> {
        let offers = skus.iter().filter_map(|sku| self.storefront.catalog.offers.as_ref()?.get(*sku));
        let priced = offers.filter_map(|offer| {
            let regular = offer.reference.as_ref()?.price;
            Some(Priced { sku: offer.sku.clone(), regular, price: offer.price, tolerance: half_a_percent(regular) })
        });
        priced.collect()
    }

    /// Whether the table says until when the price holds.
    fn price_ends(&self, skus: &[&str]) -> bool {
        let mut offers = skus.iter().filter_map(|sku| self.storefront.catalog.offers.as_ref()?.get(*sku));
        offers.any(|offer| offer.valid_until.is_some() || offer.window.to.is_some())
    }

    /// Reports a last day that is not the last: more than 24 hours remain, or nothing ends.
    fn last_day(&self, claim: &Claim, ends: Option<Timestamp>) -> Option<Diagnostic> {
        let found = said(&NOT_THE_LAST_DAY, claim);
        let Some(end) = ends else {
            return Some(
                found.with("reason", "nothing ends within a day").in_chinese("reason", "一天之内没有活动结束"),
            );
        };
        let remains = end.duration_since(self.storefront.moment);
        let end = end.to_zoned(self.storefront.settings.zone.clone()).strftime("%Y-%m-%d %H:%M").to_string();
        (remains > SignedDuration::from_hours(24)).then(|| {
            found
                .with("reason", format!("it ends at {end}, more than 24 hours from the moment"))
                .in_chinese("reason", format!("{end} 才结束，还有不止 24 小时"))
        })
    }
}

/// Whether the campaign's terms give a discount of so many percent: for the nth piece, or with a coupon.
fn grants(campaign: &Campaign, off: Decimal) -> bool {
    let nth = campaign.terms.nth_piece.iter().map(|nth| nth.less);
    let mut granted = nth.chain(campaign.terms.coupons.iter().map(|coupon| coupon.less));
    granted.any(|less| matches!(less, Less::Percent(percent) if Decimal::from(percent) == off))
}

impl Priced {
    fn fits(&self, off: Decimal) -> bool {
        let meant = self.regular.amount * (Decimal::ONE_HUNDRED - off) / Decimal::ONE_HUNDRED;
        (self.price.amount - meant).abs() <= self.tolerance
    }

    /// How many percent less it is.
    fn off(&self) -> Decimal {
        let share = self.price.amount.checked_div(self.regular.amount).unwrap_or(Decimal::ONE);
        ((Decimal::ONE - share) * Decimal::ONE_HUNDRED).round_dp(1).normalize()
    }
}

/// Nothing is reported where every price has the discount, or no price is known: that has a cause of its own.
fn all_are<'p>(claim: &Claim, off: Decimal, mut priced: impl Iterator<Item = &'p Priced>) -> Option<Diagnostic> {
    priced.find(|priced| !priced.fits(off)).map(|priced| differs(claim, priced))
}

/// Nothing is reported where an entry of the campaign gives the discount on all that it covers.
fn some_entry_is(claim: &Claim, off: Decimal, entries: &[Vec<Priced>]) -> Option<Diagnostic> {
    if entries.iter().any(|entry| entry.iter().all(|priced| priced.fits(off))) {
        return None;
    }
    entries.iter().flatten().find(|priced| !priced.fits(off)).map(|priced| differs(claim, priced))
}

/// Nothing is reported where something costs at least so much less.
fn some_is<'p>(claim: &Claim, off: Decimal, priced: impl Iterator<Item = &'p Priced>) -> Option<Diagnostic> {
    let most = priced.max_by_key(|priced| priced.off())?;
    (!most.fits(off) && most.off() < off).then(|| differs(claim, most))
}

fn said(rule: &'static Rule, claim: &Claim) -> Diagnostic {
    rule.at(claim.place.clone()).with("words", &claim.words)
}

fn nothing_is_cut(claim: &Claim) -> Diagnostic {
    said(&FALSE_DISCOUNT, claim).with("reason", "no price is lowered").in_chinese("reason", "没有价格降低")
}

fn differs(claim: &Claim, priced: &Priced) -> Diagnostic {
    let (sku, price, regular, off) = (&priced.sku, priced.price.plain(), priced.regular.plain(), priced.off());
    let fold = ((Decimal::ONE_HUNDRED - off) / Decimal::TEN).normalize();
    said(&FALSE_DISCOUNT, claim)
        .with("reason", format!("{sku} costs {price} instead of {regular}, which is {off}% off"))
        .in_chinese("reason", format!("{sku} 由 {regular} 降为 {price}，实为 {fold} 折"))
}

/// What one decimal of 折 cannot tell apart.
fn half_a_percent(regular: Money) -> Decimal {
    regular.amount * Decimal::new(5, 3)
}
