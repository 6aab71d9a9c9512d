//! Sizes and ages as people write them: `2GB`, `30d`.

use std::time::Duration;

/// A number of bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Size(pub(super) u64);

const SIZES: [(&str, u64); 5] =
    [("TB", 1_000_000_000_000), ("GB", 1_000_000_000), ("MB", 1_000_000), ("KB", 1000), ("B", 1)];

const AGES: [(&str, u64); 4] = [("w", 7 * 24 * 60 * 60), ("d", 24 * 60 * 60), ("h", 60 * 60), ("m", 60)];

impl Size {
    /// Reads `2GB`, `500 MB`, `1.5gb`.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let upper = text.trim().to_ascii_uppercase();
        let found = SIZES.iter().find_map(|(unit, bytes)| Some((upper.strip_suffix(unit)?.trim(), *bytes)));
        let bytes = found.and_then(|(number, unit)| times(number, unit));
        bytes.map(Self).ok_or_else(|| "write a number and KB, MB, GB or TB, such as 2GB".to_string())
    }
}

/// Reads an age: `30d`, `2w`, `12h`.
pub(super) fn parse_age(text: &str) -> Result<Duration, String> {
    let lower = text.trim().to_ascii_lowercase();
    let found = AGES.iter().find_map(|(unit, seconds)| Some((lower.strip_suffix(unit)?.trim(), *seconds)));
    let seconds = found.and_then(|(number, unit)| times(number, unit));
    seconds.map(Duration::from_secs).ok_or_else(|| "write a number and m, h, d or w, such as 30d".to_string())
}

/// A number with at most three decimals, times a unit.
fn times(number: &str, unit: u64) -> Option<u64> {
    let (whole, decimals) = number.split_once('.').unwrap_or((number, ""));
    if whole.is_empty() || decimals.len() > 3 || whole.starts_with('+') {
        return None;
    }
    let thousandths: u64 = format!("{whole}{decimals:0<3}").parse().ok()?;
    u64::try_from(u128::from(thousandths) * u128::from(unit) / 1000).ok()
}

#[cfg(test)]
mod tests {
    use super::{Size, parse_age};
    use std::time::Duration;

    #[test]
    fn sizes_and_ages_are_read() {
        assert_eq!(Size::parse("2GB"), Ok(Size(2_000_000_000)));
        assert_eq!(Size::parse("1.5 mb"), Ok(Size(1_500_000)));
        assert_eq!(Size::parse("12b"), Ok(Size(12)));
        assert_eq!(parse_age("30d"), Ok(Duration::from_hours(720)));
        assert_eq!(parse_age("2w"), parse_age("14d"));
        for wrong in ["", "2", "GB", "-1GB", "1.2.3GB", "99999999999999999999GB", "1.2345GB", "三GB"] {
            assert!(Size::parse(wrong).is_err() && parse_age(&wrong.replace("GB", "y")).is_err(), "{wrong}");
        }
    }
}
