//! When a festival is: the built-in ones, and those that a shop names itself.
//!
//! Takes a festival and a year, gives local days; knows no clock and no time zone. Lunar dates and solar terms are
//! China's, and come from libraries that are checked against others for the years of [`VERIFIED`]. Outside those years
//! there is no date: a wrong one would start a sale on the wrong day.

mod lunar;
mod rule;
mod table;
mod term;

pub use rule::Rule;
pub use term::Term;

use crate::diagnostics::rules::campaign::{UNKNOWN_FESTIVAL, YEAR_NOT_VERIFIED};
use crate::diagnostics::{Diagnostic, Place};
use crate::language::{Localised, is_chinese};
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::ops::RangeInclusive;

/// The years that have dates. In all of them the lunar calendar of `icu_calendar` agrees with `lunardate`,
/// `LunarCalendar` and `lunar-javascript`, and the solar terms of `tyme4rs` with the apparent longitude of the sun by
/// `ephem`; `tests/festivals/` holds them. No solar term of these years comes nearer to midnight than 40 seconds.
pub const VERIFIED: RangeInclusive<i16> = 2000..=2050;

/// A year outside [`VERIFIED`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unverified(pub i16);

impl Unverified {
    /// Says so at a place.
    #[must_use]
    pub fn at(self, place: Place) -> Diagnostic {
        let (first, last) = VERIFIED.into_inner();
        YEAR_NOT_VERIFIED.at(place).with("year", self.0).with("first", first).with("last", last)
    }
}

/// A day that comes back.
#[derive(Clone, Debug)]
pub struct Festival {
    /// What front matter calls it by.
    pub key: String,
    /// What people call it.
    pub name: Name,
    /// When it is; `None` if only its dates say so.
    pub rule: Option<Rule>,
    /// What counts in a year instead of the rule.
    pub dates: BTreeMap<i16, Date>,
}

/// What people call a festival.
#[derive(Clone, Debug)]
pub enum Name {
    /// In Chinese, and in English for everybody else.
    BuiltIn(&'static str, &'static str),
    /// As the shop says.
    Own(Localised),
}

/// All festivals of a shop, by key.
#[derive(Clone, Debug)]
pub struct Festivals {
    by_key: BTreeMap<String, Festival>,
}

impl Default for Festivals {
    /// The built-in ones.
    fn default() -> Self {
        let by_key = table::TABLE.iter().map(|row| (row.key.to_string(), row.festival())).collect();
        Self { by_key }
    }
}

impl Festival {
    /// Its name in a language of the shop.
    #[must_use]
    pub fn name(&self, language: &str, default: &str) -> &str {
        match &self.name {
            Name::BuiltIn(chinese, _) if is_chinese(language) => chinese,
            Name::BuiltIn(_, english) => english,
            Name::Own(name) => name.text(language, default),
        }
    }
}

impl Festivals {
    /// Puts in a festival, in the place of one with the same key.
    pub fn insert(&mut self, festival: Festival) {
        self.by_key.insert(festival.key.clone(), festival);
    }

    /// A festival by its key, or by a name that people type for a built-in one: `zhongqiu`, `中秋`, `Mid-Autumn`.
    #[must_use]
    pub fn find(&self, typed: &str) -> Option<&Festival> {
        self.by_key.get(typed.trim()).or_else(|| self.by_key.get(table::key_of(typed)?))
    }

    /// Says that there is no such festival, with the nearest there is.
    #[must_use]
    pub fn unknown(&self, typed: &str, place: &Place) -> Diagnostic {
        UNKNOWN_FESTIVAL.at(place.clone()).with("festival", typed).nearest(&table::hyphened(typed), self.words())
    }

    /// All festivals, by key.
    pub fn all(&self) -> impl Iterator<Item = &Festival> {
        self.by_key.values()
    }

    /// Every word that [`Self::find`] knows.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.by_key.keys().map(String::as_str).chain(table::words())
    }

    /// The days of a festival in a year: one, but for those that fall around New Year. 腊八 is twice in 2022, and not
    /// at all in 2023.
    ///
    /// # Errors
    /// A year that is not [`VERIFIED`].
    pub fn dates(&self, festival: &Festival, year: i16) -> Result<Vec<Date>, Unverified> {
        if VERIFIED.contains(&year) { Ok(self.dates_of(festival, year)) } else { Err(Unverified(year)) }
    }

    /// The days of a festival in all years, in the order of time. None is left out, whichever year it falls into.
    #[must_use]
    pub fn every(&self, festival: &Festival) -> Vec<Date> {
        VERIFIED.flat_map(|year| self.dates_of(festival, year)).collect()
    }

    fn dates_of(&self, festival: &Festival, year: i16) -> Vec<Date> {
        match (festival.dates.get(&year), &festival.rule) {
            (Some(date), _) => vec![*date],
            (None, Some(Rule::Offset { from, days })) => self.counted_from(from, *days, year),
            (None, Some(rule)) => rule.dates(year),
            (None, None) => Vec::new(),
        }
    }

    /// Days counted from another festival, which may fall into the year before or after.
    fn counted_from(&self, from: &str, days: i32, year: i16) -> Vec<Date> {
        let Some(festival) = self.by_key.get(from) else { return Vec::new() };
        let bases = (year.saturating_sub(1)..=year.saturating_add(1)).flat_map(|near| self.dates_of(festival, near));
        bases.filter_map(|base| base.checked_add(days.days()).ok()).filter(|date| date.year() == year).collect()
    }
}
