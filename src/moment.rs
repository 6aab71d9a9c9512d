//! Time as shops write it: instants, local times, whole days, half-open windows, durations. No clock is read here.

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Deserialize, Deserializer, Error};
use std::borrow::Cow;

/// A time as typed in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// `2026-09-25`: the whole local day.
    Day(Date),
    /// `2026-09-25T20:00`: local time in the shop's zone.
    Local(DateTime),
    /// `2026-09-25T20:00+08:00`: an instant.
    Instant(Timestamp),
}

impl When {
    /// Reads a date, a local time, or an RFC 3339 instant.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.len() == 10 {
            return text.parse().ok().map(Self::Day);
        }
        text.parse::<Timestamp>().map(Self::Instant).or_else(|_| text.parse::<DateTime>().map(Self::Local)).ok()
    }

    /// The first instant of it. A local time that a clock change skips is moved on, one that happens twice is the first.
    #[must_use]
    pub fn begins(&self, zone: &TimeZone) -> Timestamp {
        match self {
            Self::Day(date) => zone.to_timestamp(date.to_datetime(Time::midnight())).unwrap_or(Timestamp::MAX),
            Self::Local(time) => zone.to_timestamp(*time).unwrap_or(Timestamp::MAX),
            Self::Instant(instant) => *instant,
        }
    }

    /// The first instant after it: for a day the next midnight, for a time the time itself.
    #[must_use]
    pub fn ends(&self, zone: &TimeZone) -> Timestamp {
        match self {
            Self::Day(date) => date.tomorrow().map_or(Timestamp::MAX, |next| Self::Day(next).begins(zone)),
            other => other.begins(zone),
        }
    }

    /// The local day it falls on.
    #[must_use]
    pub fn day(&self, zone: &TimeZone) -> Date {
        match self {
            Self::Day(date) => *date,
            Self::Local(time) => time.date(),
            Self::Instant(instant) => instant.to_zoned(zone.clone()).date(),
        }
    }
}

impl<'de> Deserialize<'de> for When {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| {
            Error::custom(format!(
                "`{text}` is no date or time; write 2026-09-25, 2026-09-25T20:00 or 2026-09-25T20:00+08:00"
            ))
        })
    }
}

impl JsonSchema for When {
    fn schema_name() -> Cow<'static, str> {
        "When".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "pattern": r"^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})?)?$",
            "description": "A date (the whole local day), a local time in the shop's zone, or an instant with offset."
        })
    }
}

/// A half-open span of time; an absent end is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Window {
    /// First instant inside.
    pub from: Option<Timestamp>,
    /// First instant after.
    pub to: Option<Timestamp>,
}

impl Window {
    /// A window from the start of one time to the end of another.
    #[must_use]
    pub fn of(from: Option<&When>, to: Option<&When>, zone: &TimeZone) -> Self {
        Self { from: from.map(|when| when.begins(zone)), to: to.map(|when| when.ends(zone)) }
    }

    /// Whether a moment lies inside.
    #[must_use]
    pub fn contains(&self, moment: Timestamp) -> bool {
        self.from.is_none_or(|from| from <= moment) && self.to.is_none_or(|to| moment < to)
    }

    /// Whether it holds an instant, or the time right before it.
    #[must_use]
    pub fn touches(&self, instant: Timestamp) -> bool {
        self.contains(instant) || self.contains(before(instant))
    }

    /// What lies in both.
    #[must_use]
    pub fn meet(&self, other: &Self) -> Self {
        Self { from: self.from.max(other.from), to: [self.to, other.to].into_iter().flatten().min() }
    }

    /// Whether it holds no instant at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.from.zip(self.to).is_some_and(|(from, to)| to <= from)
    }
}

/// The time right before an instant.
#[must_use]
pub fn before(instant: Timestamp) -> Timestamp {
    instant.checked_sub(SignedDuration::from_nanos(1)).unwrap_or(Timestamp::MIN)
}

/// A length of time as typed: `14d`, `48h`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Length(pub SignedDuration);

impl<'de> Deserialize<'de> for Length {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| Error::custom(format!("`{text}` is no length of time; write `14d` or `48h`")))
    }
}

impl Length {
    /// Reads a whole number of days or hours.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let number = |digits: &str| digits.parse::<u32>().ok().map(i64::from);
        match (text.strip_suffix('d'), text.strip_suffix('h')) {
            (Some(days), _) => Some(Self(SignedDuration::from_hours(24 * number(days)?))),
            (_, Some(hours)) => Some(Self(SignedDuration::from_hours(number(hours)?))),
            _ => None,
        }
    }

    /// In whole days, rounded down.
    #[must_use]
    pub fn days(&self) -> i64 {
        self.0.as_hours() / 24
    }
}

impl JsonSchema for Length {
    fn schema_name() -> Cow<'static, str> {
        "Length".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": r"^\d+[dh]$", "description": "Days or hours: `14d`, `48h`." })
    }
}

/// A time counted from a day: `-18d`, `0d`, `+1d`, and with a local time `-18d 20:00`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Offset {
    /// Days after it; before it, if negative.
    pub days: i32,
    /// The local time there; without it the whole day is meant.
    pub time: Option<Time>,
}

impl Offset {
    /// The most days before or after.
    pub const MOST: i32 = 150;

    /// Reads days, and a time of the day.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (days, time) = text.trim().split_once('d')?;
        let digits = days.strip_prefix(['+', '-']).unwrap_or(days);
        let is_number = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
        let days: i32 = days.parse().ok().filter(|days: &i32| is_number && days.abs() <= Self::MOST)?;
        let time = match time.trim_start() {
            "" => None,
            // Not `20` nor `2000`: a time is hours and minutes.
            time => Some(time.parse().ok().filter(|_| time.len() == 5)?),
        };
        Some(Self { days, time })
    }

    /// The time that it means from a day on.
    #[must_use]
    pub fn after(&self, day: Date) -> When {
        let day = day.saturating_add(self.days.days());
        self.time.map_or(When::Day(day), |time| When::Local(day.to_datetime(time)))
    }
}
