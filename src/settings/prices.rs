//! Rounding and floors, read: they stand in `awning.yaml`, and over it in campaigns.

use super::raw;
use crate::diagnostics::rules::prices::PRICE_RULE;
use crate::diagnostics::{Diagnostic, Notes, Place};
use crate::money::{self, Floor, Money, Rounding, Way};
use crate::yaml::Field;
use iso_currency::Currency;
use rust_decimal::Decimal;

/// What is wrong with a rule, in English and Chinese.
type Reason = (&'static str, &'static str);

const NO_STEP: Reason = ("`to` is an amount above zero, such as \"1.00\"", "`to` 须为大于零的金额，如 \"1.00\"");
const NO_ENDING: Reason =
    ("`ending` is an amount below `to`, such as \"0.90\"", "`ending` 须为小于 `to` 的金额，如 \"0.90\"");
const NO_FLOOR: Reason = (
    "a floor is an amount (\"59.00\") or a part of the regular price (\"60%\", 1 to 100)",
    "底价须为金额（\"59.00\"）或平时价的百分比（\"60%\"，1–100）",
);

/// Reads a rounding; one that is wrong is reported, and none.
pub fn rounding(field: &Field<raw::Round>, currency: Currency, notes: &mut Notes) -> Option<Rounding> {
    let (round, place) = field.placed()?;
    let fault = |key: &Field<String>, reason| fault("round", &key.place_or(place), reason);
    let step = round.to.get().and_then(|to| amount(to, currency)).filter(|step| !step.amount.is_zero());
    let ending = round.ending.get().map_or(Some(Decimal::ZERO), |ending| Some(amount(ending, currency)?.amount));
    match (step, ending) {
        (Some(step), Some(ending)) if ending < step.amount => {
            return Some(Rounding { step, ending, way: way(round.way.value.unwrap_or_default()) });
        }
        (None, _) => notes.push(fault(&round.to, NO_STEP)),
        _ => notes.push(fault(&round.ending, NO_ENDING)),
    }
    None
}

/// Reads a floor; one that is wrong is reported, and none.
pub fn floor(field: &Field<String>, currency: Currency, notes: &mut Notes) -> Option<Floor> {
    let (text, place) = field.placed()?;
    let floor = match text.strip_suffix(['%', '％']) {
        Some(percent) => percent.trim().parse().ok().filter(is_share).map(Floor::Percent),
        None => amount(text, currency).map(Floor::Amount),
    };
    if floor.is_none() {
        notes.push(fault("floor", place, NO_FLOOR));
    }
    floor
}

fn amount(text: &str, currency: Currency) -> Option<Money> {
    money::parse(text, currency).ok()
}

fn is_share(percent: &Decimal) -> bool {
    *percent >= Decimal::ONE && *percent <= Decimal::ONE_HUNDRED
}

fn way(way: raw::Way) -> Way {
    match way {
        raw::Way::HalfUp => Way::HalfUp,
        raw::Way::Down => Way::Down,
        raw::Way::Up => Way::Up,
    }
}

fn fault(key: &'static str, place: &Place, (english, chinese): Reason) -> Diagnostic {
    PRICE_RULE.at(place.clone()).with("key", key).with("reason", english).in_chinese("reason", chinese)
}
