//! What a campaign grants beside prices: less from an amount on, less for the nth piece, coupons, limits.
//!
//! They are shown as text made from numbers; no price on a page is computed from them.

use super::campaign::Campaign;
use super::document::Reader;
use super::draft::Draft;
use super::raw;
use crate::diagnostics::rules::prices::{TERM_FORM, TIERS_ORDER};
use crate::diagnostics::{Notes, Place};
use crate::moment::Window;
use crate::money::Money;
use crate::yaml::Field;
use jiff::Timestamp;

/// What a campaign grants beside prices.
#[derive(Clone, Debug, Default)]
pub struct Terms {
    /// So much less from an amount on, ascending.
    pub tiers: Vec<Tier>,
    /// Less for the nth piece.
    pub nth_piece: Option<NthPiece>,
    /// Coupons.
    pub coupons: Vec<Coupon>,
    /// Pieces an order, at most.
    pub limit_per_order: Option<u32>,
    /// Pieces a buyer, at most.
    pub limit_per_buyer: Option<u32>,
}

/// So much less from an amount on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tier {
    /// From this amount on.
    pub over: Money,
    /// So much less.
    pub minus: Money,
}

/// Less for the nth piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NthPiece {
    /// Which piece; at least 2.
    pub nth: u32,
    /// How much less.
    pub less: Less,
}

/// How much less something costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Less {
    /// An amount.
    Amount(Money),
    /// Percent, 1 to 100.
    Percent(u32),
}

/// A coupon that buyers type in.
#[derive(Clone, Debug)]
pub struct Coupon {
    /// What they type.
    pub code: String,
    /// How much less.
    pub less: Less,
    /// From this amount on.
    pub over: Option<Money>,
    /// When it can be used, within the campaign.
    pub window: Window,
}

impl Coupon {
    /// Whether it can be used at a moment, or later.
    #[must_use]
    pub fn is_usable(&self, moment: Timestamp) -> bool {
        self.window.to.is_none_or(|to| moment < to)
    }
}

impl Campaign {
    /// Whether there is anything at a moment that it grants beside prices, or limits.
    #[must_use]
    pub fn has_terms(&self, moment: Timestamp) -> bool {
        let terms = &self.terms;
        let limits = self.selectors.iter().flat_map(|it| [it.limit_per_order, it.limit_per_buyer]);
        !terms.tiers.is_empty()
            || terms.nth_piece.is_some()
            || terms.coupons.iter().any(|coupon| coupon.is_usable(moment))
            || limits.chain([terms.limit_per_order, terms.limit_per_buyer]).any(|limit| limit.is_some())
    }
}

/// What is wrong with a term, in English and Chinese.
type Reason = (&'static str, &'static str);

const NTH: Reason = ("`nth` is 2 or more", "`nth` 须为 2 或以上");
const LESS: Reason = (
    "it says either `minus` (an amount above zero) or `percent_off` (1 to 100)",
    "须写 `minus`（大于零的金额）或 `percent_off`（1–100）之一",
);
const CODE: Reason = ("a coupon needs a `code` without spaces", "优惠券须有不含空格的 `code`");
const TWICE: Reason = ("the code stands twice", "券码重复");
const OVER: Reason = ("`minus` is less than `over`", "`minus` 须小于 `over`");
const REVERSED: Reason = ("`to` comes after `from`", "`to` 须晚于 `from`");

impl Reader<'_> {
    /// What a campaign grants beside prices; what is wrong is reported and left out.
    pub(super) fn terms(&self, draft: &Draft<raw::Campaign>, notes: &mut Notes) -> Terms {
        let front = &draft.front;
        let limit = |field: &Field<u32>| field.value.filter(|limit| *limit > 0);
        Terms {
            tiers: self.tiers(front, notes),
            nth_piece: self.nth_piece(&front.nth_piece, notes),
            coupons: self.coupons(&front.coupons, notes),
            limit_per_order: limit(&front.limit_per_order),
            limit_per_buyer: limit(&front.limit_per_buyer),
        }
    }

    /// `threshold` is a list of one tier. The more one buys, the more is taken off, and never all of it.
    fn tiers(&self, front: &raw::Campaign, notes: &mut Notes) -> Vec<Tier> {
        let mut tiers: Vec<Tier> = Vec::new();
        for raw in front.threshold.get().into_iter().chain(front.tiers.value.iter().flatten()) {
            let (over, minus) = (self.money("over", &raw.over, notes), self.money("minus", &raw.minus, notes));
            let (Some(over), Some(minus)) = (over, minus) else { continue };
            let rises =
                tiers.last().is_none_or(|last| last.over.amount < over.amount && last.minus.amount < minus.amount);
            if !rises || minus.amount.is_zero() || minus.amount >= over.amount {
                let place =
                    raw.over.place.clone().unwrap_or_else(|| front.tiers.place_or(&Place::head(&self.settings.file)));
                notes.push(TIERS_ORDER.at(place).with("over", over.plain()).with("minus", minus.plain()));
            } else {
                tiers.push(Tier { over, minus });
            }
        }
        tiers
    }

    fn nth_piece(&self, field: &Field<raw::NthPiece>, notes: &mut Notes) -> Option<NthPiece> {
        let (raw, place) = field.placed()?;
        let less = self.less(&raw.minus, &raw.percent_off, notes);
        match (raw.nth.value.filter(|nth| *nth >= 2), less) {
            (Some(nth), Some(less)) => Some(NthPiece { nth, less }),
            (None, _) => refuse("nth_piece", &raw.nth.place_or(place), NTH, notes),
            (_, None) => refuse("nth_piece", place, LESS, notes),
        }
    }

    fn coupons(&self, field: &Field<Vec<Field<raw::Coupon>>>, notes: &mut Notes) -> Vec<Coupon> {
        let mut coupons: Vec<Coupon> = Vec::new();
        for (raw, place) in field.value.iter().flatten().filter_map(Field::placed) {
            if let Some(coupon) = self.coupon(raw, place, notes) {
                if coupons.iter().any(|known| known.code == coupon.code) {
                    refuse::<()>("coupons", &raw.code.place_or(place), TWICE, notes);
                } else {
                    coupons.push(coupon);
                }
            }
        }
        coupons
    }

    fn coupon(&self, raw: &raw::Coupon, place: &Place, notes: &mut Notes) -> Option<Coupon> {
        let code = raw.code.get().map(|code| code.trim()).filter(|code| !code.is_empty() && !code.contains(' '));
        let Some(code) = code else { return refuse("coupons", &raw.code.place_or(place), CODE, notes) };
        let Some(less) = self.less(&raw.minus, &raw.percent_off, notes) else {
            return refuse("coupons", place, LESS, notes);
        };
        let over = self.money("over", &raw.over, notes);
        let window = Window::of(raw.from.get(), raw.to.get(), &self.settings.zone);
        if let (Less::Amount(minus), Some(over)) = (less, over)
            && minus.amount >= over.amount
        {
            return refuse("coupons", &raw.over.place_or(place), OVER, notes);
        }
        if window.is_empty() {
            return refuse("coupons", &raw.to.place_or(place), REVERSED, notes);
        }
        Some(Coupon { code: code.to_string(), less, over, window })
    }

    /// One of both, above zero.
    fn less(&self, minus: &Field<String>, percent: &Field<u32>, notes: &mut Notes) -> Option<Less> {
        let amount = self.money("minus", minus, notes).filter(|minus| !minus.amount.is_zero()).map(Less::Amount);
        let share = percent.value.filter(|percent| (1..=100).contains(percent)).map(Less::Percent);
        let one = minus.is_present() != percent.is_present();
        amount.or(share).filter(|_| one)
    }
}

fn refuse<T>(key: &'static str, place: &Place, (english, chinese): Reason, notes: &mut Notes) -> Option<T> {
    notes.push(TERM_FORM.at(place.clone()).with("key", key).with("reason", english).in_chinese("reason", chinese));
    None
}
