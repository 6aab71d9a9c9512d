//! `--at`: an instant, or a local time that only the shop's time zone makes one.

use awning::moment::When;
use jiff::Timestamp;

/// Reads RFC 3339; seconds, offset and time may be left out.
pub(super) fn parse(text: &str) -> Result<When, String> {
    When::parse(text)
        .ok_or_else(|| "write 2026-11-11, 2026-11-11T20:00 (the shop's time), or 2026-11-11T20:00+08:00".to_string())
}

/// What was typed, else what the clock says.
pub(super) fn or_now(typed: Option<When>) -> When {
    typed.unwrap_or_else(|| When::Instant(Timestamp::now()))
}

#[cfg(test)]
mod tests {
    use super::{When, parse};

    #[test]
    fn an_offset_makes_an_instant() {
        let noon = parse("2026-11-11T12:00:00Z");
        assert!(matches!(noon, Ok(When::Instant(_))));
        assert_eq!(parse("2026-11-11T20:00+08:00"), noon);
    }

    #[test]
    fn without_an_offset_it_is_local() {
        assert!(matches!(parse("2026-11-11"), Ok(When::Day(_))));
        let midnight = parse("2026-11-11T00:00");
        assert!(matches!(midnight, Ok(When::Local(_))));
        assert_eq!(parse("2026-11-11 00:00:00"), midnight);
        let zone = jiff::tz::TimeZone::UTC;
        assert_eq!(parse("2026-11-11").map(|day| day.begins(&zone)), midnight.map(|time| time.begins(&zone)));
    }

    #[test]
    fn anything_else_is_refused() {
        for text in ["", "tomorrow", "2026-13-01", "2026-11-11T25:00", "11.11.2026"] {
            assert!(parse(text).is_err(), "{text}");
        }
    }
}
