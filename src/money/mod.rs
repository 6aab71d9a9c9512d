//! Money: a decimal amount in a currency, never a float.

mod rounding;

pub use rounding::{Floor, Rounding, Way};

use iso_currency::Currency;
use rust_decimal::{Decimal, RoundingStrategy};
use std::fmt;
use std::str::FromStr;

/// An amount in a currency (ISO 4217), with at most as many decimals as the currency has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Money {
    /// The amount, not negative.
    pub amount: Decimal,
    /// The currency.
    pub currency: Currency,
}

/// Why a text is no amount of money.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MoneyError {
    /// Not a plain decimal number such as `1299.00`; holds what to write instead, where it is clear.
    NotDecimal(Option<String>),
    /// More decimals than the currency has.
    TooManyDecimals(u32),
    /// Below zero, or above 999,999,999.
    OutOfRange,
}

/// The number of decimals of a currency (ISO 4217): 2 for CNY, 0 for JPY, 3 for KWD.
#[must_use]
pub fn decimals(currency: Currency) -> u32 {
    currency.exponent().map_or(2, u32::from)
}

/// Reads a decimal string: digits, and at most one `.` with digits after it.
///
/// # Errors
/// Signs, separators, currency marks, exponents and too many decimals are refused, never repaired.
pub fn parse(text: &str, currency: Currency) -> Result<Money, MoneyError> {
    let plain = !text.is_empty()
        && text.bytes().all(|b| b.is_ascii_digit() || b == b'.')
        && text.split('.').count() <= 2
        && text.split('.').all(|part| !part.is_empty());
    let amount =
        plain.then(|| Decimal::from_str(text).ok()).flatten().ok_or_else(|| MoneyError::NotDecimal(mended(text)))?;
    if amount.scale() > decimals(currency) {
        return Err(MoneyError::TooManyDecimals(decimals(currency)));
    }
    if amount > Decimal::from(999_999_999) {
        return Err(MoneyError::OutOfRange);
    }
    Ok(Money { amount, currency })
}

/// What the writer of `¥1,299` or `1299元` meant, if only marks and thousands separators are in the way. `19,99` may
/// mean either, and is nobody's to decide.
fn mended(text: &str) -> Option<String> {
    let bare = text.trim_matches(|c: char| "¥\u{FFE5}$€£元 ".contains(c)).replace('\u{FF0C}', ",");
    let (whole, fraction) = bare.split_once('.').unwrap_or((&bare, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    let is_grouped = whole.contains(',');
    let fits = digits(first)
        && digits(fraction)
        && (!is_grouped || first.len() <= 3)
        && groups.all(|group| group.len() == 3 && digits(group));
    let amount = fits.then(|| Decimal::from_str(&bare.replace(',', "")).ok()).flatten()?;
    Some(format!("{amount:.2}"))
}

impl Money {
    /// The amount with the currency's decimals, `1299.00`: for machines.
    #[must_use]
    pub fn plain(&self) -> String {
        let places = decimals(self.currency);
        format!(
            "{:.*}",
            places as usize,
            self.amount.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero)
        )
    }

    /// The amount as people write it, `¥1,299.00`: the symbol, thousands separators, the currency's decimals.
    #[must_use]
    pub fn shown(&self) -> String {
        let plain = self.plain();
        let (whole, fraction) = plain.split_once('.').map_or((plain.as_str(), None), |(w, f)| (w, Some(f)));
        let mut grouped = String::new();
        for (i, digit) in whole.chars().enumerate() {
            if i > 0 && (whole.len() - i) % 3 == 0 {
                grouped.push(',');
            }
            grouped.push(digit);
        }
        let symbol = match self.currency {
            Currency::CNY | Currency::JPY => "¥".to_string(),
            other => other.symbol().to_string(),
        };
        fraction.map_or_else(|| format!("{symbol}{grouped}"), |f| format!("{symbol}{grouped}.{f}"))
    }

    /// This amount less a percentage, rounded half away from zero to the currency's decimals.
    #[must_use]
    pub fn less_percent(&self, percent: Decimal) -> Self {
        Self { amount: self.amount * (Decimal::ONE_HUNDRED - percent) / Decimal::ONE_HUNDRED, ..*self }.rounded()
    }

    /// This amount, rounded half away from zero to the currency's decimals.
    #[must_use]
    pub fn rounded(&self) -> Self {
        let places = decimals(self.currency);
        Self { amount: self.amount.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero), ..*self }
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.shown())
    }
}
