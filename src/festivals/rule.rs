//! The rule of a festival: from a year to its days.

use super::lunar;
use super::term::Term;
use jiff::civil::{Date, Weekday};

/// When a festival is, year by year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rule {
    /// The same day of every year. 29 February is only in leap years.
    Fixed {
        /// 1–12.
        month: i8,
        /// 1–31.
        day: i8,
    },
    /// A day of a lunar month, never of a leap month.
    Lunar {
        /// 1–12.
        month: u8,
        /// 1–30; `None` is the month's last.
        day: Option<u8>,
    },
    /// The day of a solar term, in China.
    Term(Term),
    /// A weekday of a month.
    Weekday {
        /// 1–12.
        month: i8,
        /// The day of the week.
        weekday: Weekday,
        /// 1–5, or -1 for the last.
        nth: i8,
    },
    /// So many days from another festival.
    Offset {
        /// Its key.
        from: String,
        /// Days after it; before it, if negative.
        days: i32,
    },
}

impl Rule {
    /// The days in a year. An [`Rule::Offset`] has none of its own.
    pub(super) fn dates(&self, year: i16) -> Vec<Date> {
        match self {
            Self::Fixed { month, day } => Date::new(year, *month, *day).ok().into_iter().collect(),
            // The year before ends in January or February of this one.
            Self::Lunar { month, day } => {
                let dates =
                    [year.saturating_sub(1), year].into_iter().filter_map(|lunar| lunar::date(lunar, *month, *day));
                dates.filter(|date| date.year() == year).collect()
            }
            Self::Term(term) => term.date(year).into_iter().collect(),
            Self::Weekday { month, weekday, nth } => {
                let first = Date::new(year, *month, 1);
                first.and_then(|first| first.nth_weekday_of_month(*nth, *weekday)).ok().into_iter().collect()
            }
            Self::Offset { .. } => Vec::new(),
        }
    }

    /// Reads a day of every year, `05-18`.
    #[must_use]
    pub fn fixed(text: &str) -> Option<Self> {
        let (month, day) = text.trim().split_once('-')?;
        let (month, day) = (month.parse().ok()?, day.parse().ok()?);
        // A leap year has every day.
        Date::new(2000, month, day).ok().map(|_| Self::Fixed { month, day })
    }

    /// Reads a lunar day, `8-15`, `12-last`.
    #[must_use]
    pub fn lunar(text: &str) -> Option<Self> {
        let (month, day) = text.trim().split_once('-')?;
        let month = month.parse().ok().filter(|month| (1..=12).contains(month))?;
        if day == "last" {
            return Some(Self::Lunar { month, day: None });
        }
        let day = day.parse().ok().filter(|day| (1..=30).contains(day))?;
        Some(Self::Lunar { month, day: Some(day) })
    }
}
