//! How a computed price is rounded, and what it never falls below.

use super::{Money, decimals};
use iso_currency::Currency;
use rust_decimal::{Decimal, RoundingStrategy};

/// Prices that lie a step apart: with a step of 10.00 and an ending of 9.00 they are 9.00, 19.00, 29.00 ….
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rounding {
    /// How far they lie apart; above zero.
    pub step: Money,
    /// What they end on; below the step.
    pub ending: Decimal,
    /// Which of the two neighbours counts.
    pub way: Way,
}

/// Which of two neighbours a price is rounded to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Way {
    /// The nearer one, the upper in the middle.
    #[default]
    HalfUp,
    /// The lower one.
    Down,
    /// The upper one.
    Up,
}

impl Rounding {
    /// The amount rounded, if it stays above zero and below `limit`; one step lower where only that is below it.
    #[must_use]
    pub fn round(&self, amount: Decimal, limit: Decimal) -> Option<Decimal> {
        let steps = (amount - self.ending).checked_div(self.step.amount)?;
        let steps = steps.round_dp_with_strategy(0, self.way.strategy());
        let rounded = steps.checked_mul(self.step.amount)?.checked_add(self.ending)?;
        let fitting = if rounded < limit { rounded } else { rounded - self.step.amount };
        (fitting > Decimal::ZERO && fitting < limit).then_some(fitting)
    }
}

impl Way {
    fn strategy(self) -> RoundingStrategy {
        match self {
            Self::HalfUp => RoundingStrategy::MidpointAwayFromZero,
            Self::Down => RoundingStrategy::ToNegativeInfinity,
            Self::Up => RoundingStrategy::ToPositiveInfinity,
        }
    }
}

/// What a price never falls below.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Floor {
    /// This amount.
    Amount(Money),
    /// So many percent of the regular price.
    Percent(Decimal),
}

impl Floor {
    /// The floor of a product, never above its regular price. `None` if it is an amount of another currency.
    #[must_use]
    pub fn of(&self, regular: Money) -> Option<Decimal> {
        let floor = match self {
            Self::Amount(floor) if floor.currency == regular.currency => floor.amount,
            Self::Amount(_) => return None,
            Self::Percent(percent) => up(regular.amount * percent / Decimal::ONE_HUNDRED, regular.currency),
        };
        Some(floor.min(regular.amount))
    }
}

/// An amount rounded up to the currency's decimals: a floor that is rounded down is none.
fn up(amount: Decimal, currency: Currency) -> Decimal {
    amount.round_dp_with_strategy(decimals(currency), RoundingStrategy::ToPositiveInfinity)
}
