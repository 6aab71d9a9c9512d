//! What a campaign asks for a product: computed exactly, rounded by rule, never below the floor.

use crate::money::{Floor, Money, Rounding};
use rust_decimal::Decimal;

/// How a campaign lowers a price.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cut {
    /// To what, or by how much.
    pub reduction: Reduction,
    /// How the result is rounded; a price that was typed is not.
    pub rounding: Option<Rounding>,
    /// What it never falls below.
    pub floor: Option<Floor>,
}

/// To what, or by how much, a price is lowered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reduction {
    /// To this price.
    Price(Money),
    /// By this amount.
    Amount(Money),
    /// By so many percent.
    Percent(Decimal),
}

/// What a cut makes of a regular price.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The price: at least zero, at least the floor, at most the regular price.
    pub price: Money,
    /// What the price would be, if the floor is above it.
    pub below_floor: Option<Money>,
}

impl Cut {
    /// The price of a product that regularly costs `regular`. `None` if the cut is an amount of another currency.
    #[must_use]
    pub fn of(&self, regular: Money) -> Option<Asked> {
        let with = |amount: Decimal| Money { amount, ..regular };
        let exact = match self.reduction {
            Reduction::Price(price) => (price.currency == regular.currency).then_some(price.amount)?,
            Reduction::Amount(amount) => {
                (amount.currency == regular.currency).then_some(regular.amount - amount.amount)?
            }
            Reduction::Percent(percent) => regular.amount * (Decimal::ONE_HUNDRED - percent) / Decimal::ONE_HUNDRED,
        };
        let rounding = self.rounding.filter(|rounding| {
            !matches!(self.reduction, Reduction::Price(_)) && rounding.step.currency == regular.currency
        });
        let rounded = rounding.and_then(|rounding| rounding.round(exact, regular.amount));
        let price = with(rounded.unwrap_or(exact)).rounded();
        let price = with(price.amount.clamp(Decimal::ZERO, regular.amount));
        let floor = self.floor.and_then(|floor| floor.of(regular)).filter(|floor| *floor > price.amount);
        Some(Asked { price: floor.map_or(price, with), below_floor: floor.map(|_| price) })
    }

    /// How far a price may lie from the exact percentage, because it is rounded: half the currency's smallest unit, or
    /// one step of the rounding.
    #[must_use]
    pub fn tolerance(&self, regular: Money) -> Decimal {
        let unit = Decimal::new(1, crate::money::decimals(regular.currency));
        self.rounding.map_or(unit, |rounding| rounding.step.amount.max(unit))
    }
}
