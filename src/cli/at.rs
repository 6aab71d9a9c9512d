//! `--at`: an instant, or a local time that only the shop's time zone makes one.

use jiff::Timestamp;
use jiff::civil::DateTime;

/// A moment as it is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum At {
    /// With an offset from UTC.
    Instant(Timestamp),
    /// Without one.
    Local(DateTime),
}

impl At {
    /// Reads RFC 3339; seconds, offset and time may be left out.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let text = text.trim();
        if let Ok(instant) = text.parse() {
            return Ok(Self::Instant(instant));
        }
        text.parse()
            .map(Self::Local)
            .map_err(|_| "write 2026-11-11, 2026-11-11T20:00 (the shop's time), or 2026-11-11T20:00+08:00".to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::At;

    #[test]
    fn an_offset_makes_an_instant() {
        let noon = At::parse("2026-11-11T12:00:00Z");
        assert!(matches!(noon, Ok(At::Instant(_))));
        assert_eq!(At::parse("2026-11-11T20:00+08:00"), noon);
    }

    #[test]
    fn without_an_offset_it_is_local() {
        let midnight = At::parse("2026-11-11");
        assert!(matches!(midnight, Ok(At::Local(_))));
        assert_eq!(At::parse("2026-11-11T00:00"), midnight);
        assert_eq!(At::parse("2026-11-11 00:00:00"), midnight);
    }

    #[test]
    fn anything_else_is_refused() {
        for text in ["", "tomorrow", "2026-13-01", "2026-11-11T25:00", "11.11.2026"] {
            assert!(At::parse(text).is_err(), "{text}");
        }
    }
}
