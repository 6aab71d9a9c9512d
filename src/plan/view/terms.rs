//! What a campaign grants beside prices, in words: nothing here is subtracted from a price.

use super::Views;
use crate::catalog::raw::GiftPer;
use crate::catalog::{Campaign, Coupon, Gift, Less, NthPiece, Selector, Target, Tier};
use crate::money::Money;
use crate::plan::words::{self, Date};
use crate::storefront::CampaignState;
use rust_decimal::Decimal;
use serde::Serialize;

/// What a campaign grants beside prices.
#[derive(Clone, Debug, Default, Serialize)]
pub struct TermsView {
    /// So much less from an amount on, a line a tier.
    pub tiers: Vec<String>,
    /// Less for the nth piece.
    pub nth_piece: Option<String>,
    /// Coupons that can still be used.
    pub coupons: Vec<CouponView>,
    /// How many pieces an order or a buyer, a line each.
    pub limits: Vec<String>,
    /// What comes with the product.
    pub gift: Option<String>,
}

/// A coupon.
#[derive(Clone, Debug, Serialize)]
pub struct CouponView {
    /// What is typed in.
    pub code: String,
    /// What it gives.
    pub text: String,
    /// From when on, if later than the campaign's start.
    pub starts: Option<Date>,
    /// Until when, if earlier than the campaign's end.
    pub ends: Option<Date>,
}

impl Views<'_> {
    /// The terms of a campaign, with the limits of all its entries; none when it is over.
    #[must_use]
    pub fn terms(&self, campaign: &Campaign) -> TermsView {
        if CampaignState::of(campaign, self.moment) == CampaignState::Over {
            return TermsView::default();
        }
        let named = |selector: &Selector| {
            let name = self.name_of(&selector.target);
            let lines = self.limits(selector.limit_per_order, selector.limit_per_buyer);
            let named = |line: String| match &name {
                Some(name) => self.words.fill("limit_of", &[("name", name), ("limit", &line)]),
                None => line,
            };
            lines.into_iter().map(named).collect::<Vec<_>>()
        };
        let own = self.limits(campaign.terms.limit_per_order, campaign.terms.limit_per_buyer);
        TermsView {
            limits: own.into_iter().chain(campaign.selectors.iter().flat_map(named)).collect(),
            ..self.terms_for_all(campaign)
        }
    }

    /// The terms of a campaign for a product that one of its entries covers.
    #[must_use]
    pub fn terms_of(&self, campaign: &Campaign, selector: &Selector) -> TermsView {
        let terms = &campaign.terms;
        let limits = self.limits(
            selector.limit_per_order.or(terms.limit_per_order),
            selector.limit_per_buyer.or(terms.limit_per_buyer),
        );
        let gift = selector.gift.as_ref().map(|gift| self.words.fill("gift_with_product", &[("name", gift)]));
        TermsView { limits, gift, ..self.terms_for_all(campaign) }
    }

    fn terms_for_all(&self, campaign: &Campaign) -> TermsView {
        let terms = &campaign.terms;
        let usable = terms.coupons.iter().filter(|coupon| coupon.is_usable(self.moment));
        TermsView {
            tiers: terms.tiers.iter().map(|tier| self.tier(tier)).collect(),
            nth_piece: terms.nth_piece.map(|nth| self.nth_piece(nth)),
            coupons: usable.map(|coupon| self.coupon(coupon, campaign)).collect(),
            ..TermsView::default()
        }
    }

    /// "¥30 off orders over ¥299".
    #[must_use]
    pub fn tier(&self, tier: &Tier) -> String {
        self.words.fill("threshold", &[("over", &tier.over.shown()), ("minus", &tier.minus.shown())])
    }

    fn nth_piece(&self, piece: NthPiece) -> String {
        let nth = piece.nth.to_string();
        match piece.less {
            Less::Percent(100) => self.words.fill("nth_piece_free", &[("nth", &nth)]),
            Less::Percent(50) => self.words.fill("nth_piece_half", &[("nth", &nth)]),
            Less::Percent(percent) => {
                let (percent, fold) = (percent.to_string(), fold(percent));
                self.words.fill("nth_piece_percent", &[("nth", &nth), ("percent", &percent), ("fold", &fold)])
            }
            Less::Amount(minus) => self.words.fill("nth_piece_minus", &[("nth", &nth), ("minus", &minus.shown())]),
        }
    }

    fn coupon(&self, coupon: &Coupon, campaign: &Campaign) -> CouponView {
        let (settings, language) = (self.settings, self.words.language);
        let over = coupon.over.map(|over: Money| over.shown());
        let (key, minus, percent, fold) = match coupon.less {
            Less::Amount(minus) if over.is_some() => ("threshold", minus.shown(), String::new(), String::new()),
            Less::Amount(minus) => ("coupon_minus", minus.shown(), String::new(), String::new()),
            Less::Percent(percent) if over.is_some() => {
                ("coupon_percent_over", String::new(), percent.to_string(), fold(percent))
            }
            Less::Percent(percent) => ("coupon_percent", String::new(), percent.to_string(), fold(percent)),
        };
        let over = over.unwrap_or_default();
        let (from, to) = (coupon.window.from, coupon.window.to);
        CouponView {
            code: coupon.code.clone(),
            text: self.words.fill(key, &[("over", &over), ("minus", &minus), ("percent", &percent), ("fold", &fold)]),
            starts: from
                .filter(|from| Some(*from) > campaign.window(self.moment).from && *from > self.moment)
                .map(|from| super::parts::start(from, settings, language)),
            ends: to
                .filter(|to| campaign.window(self.moment).to.is_none_or(|end| *to < end))
                .map(|to| words::end(to, settings, language)),
        }
    }

    fn limits(&self, per_order: Option<u32>, per_buyer: Option<u32>) -> Vec<String> {
        let line = |key: &'static str, limit: u32| self.words.fill(key, &[("count", &limit.to_string())]);
        let per_order = per_order.map(|limit| line("limit_per_order", limit));
        per_order.into_iter().chain(per_buyer.map(|limit| line("limit_per_buyer", limit))).collect()
    }

    /// What an entry covers, in words; `None` for the whole shop, and for what is not shown.
    fn name_of(&self, target: &Target) -> Option<String> {
        match target {
            Target::Sku(sku) => Some(self.shelf.item(sku)?.product.document.title.clone()),
            Target::Category(id) => Some(self.shelf.category(id)?.document.title.clone()),
            Target::Tag(tag) => Some(self.tag_name(tag)),
            Target::All => None,
        }
    }

    /// With which orders a gift comes.
    #[must_use]
    pub fn gift_condition(&self, gift: &Gift) -> Option<String> {
        let over = gift.over.map(|over| over.shown());
        let key = match (gift.per, &over) {
            (Some(GiftPer::Product), None) => "gift_per_product",
            (Some(GiftPer::Order), None) => "gift_per_order",
            (Some(GiftPer::Product), Some(_)) => "gift_per_product_over",
            (_, Some(_)) => "gift_over",
            (None, None) => return None,
        };
        Some(self.words.fill(key, &[("over", &over.unwrap_or_default())]))
    }
}

/// Percent off as Chinese shops count what is left: 15 is 8.5, 20 is 8.
fn fold(percent: u32) -> String {
    (Decimal::from(100_u32.saturating_sub(percent)) / Decimal::TEN).normalize().to_string()
}
