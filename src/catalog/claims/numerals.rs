//! Numbers as discounts are written: 9, 8.5, 85, 九, 八五, 八点五.

use rust_decimal::Decimal;

const DIGITS: [(char, u32); 11] = [
    ('零', 0),
    ('一', 1),
    ('二', 2),
    ('两', 2),
    ('三', 3),
    ('四', 4),
    ('五', 5),
    ('六', 6),
    ('七', 7),
    ('八', 8),
    ('九', 9),
];

/// Whether a letter may be part of such a number.
pub(super) fn is_numeral(letter: char) -> bool {
    letter.is_ascii_digit() || ".点．".contains(letter) || digit(letter).is_some() || wide(letter).is_some()
}

/// What is left of the price in percent: 85 for 8.5, 85, 八五, 八点五. `None` for what is no such number.
pub(super) fn left(text: &str) -> Option<Decimal> {
    let plain: String = text
        .chars()
        .map(|letter| match digit(letter).or(wide(letter)) {
            Some(digit) => char::from_digit(digit, 10).unwrap_or('x'),
            None if letter == '点' || letter == '．' => '.',
            None => letter,
        })
        .collect();
    let number: Decimal = plain.parse().ok()?;
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let is_short = whole.len() <= 2 && fraction.len() <= 2 && !whole.starts_with('0') && !plain.ends_with('.');
    let left = if whole.len() == 1 { number * Decimal::TEN } else { number };
    // 10 折 and 20 折 are no discounts anyone gives, and 8.0 折 none anyone writes.
    let is_likely = whole.len() == 1 || fraction.is_empty() && !whole.ends_with('0');
    (is_short && is_likely).then_some(left.normalize())
}

fn digit(letter: char) -> Option<u32> {
    DIGITS.iter().find(|(known, _)| *known == letter).map(|(_, digit)| *digit)
}

fn wide(letter: char) -> Option<u32> {
    let at = u32::from(letter).checked_sub(u32::from('\u{FF10}'))?;
    (at < 10).then_some(at)
}
