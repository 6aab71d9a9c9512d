//! China's lunar calendar, by `icu_calendar`: the only module that names it.
//!
//! Its months of 1912–2102 are a table that agrees with those published by the Hong Kong Observatory.

use icu_calendar::types::Month;
use icu_calendar::{Date as LunarDate, Gregorian};
use jiff::civil::Date;

/// A day of a lunar year; `year` is the one in which it begins. Of two months with one number, the first: never the
/// leap month. A month may have no 30th day.
pub(super) fn date(year: i16, month: u8, day: Option<u8>) -> Option<Date> {
    let at = |day| LunarDate::try_new_chinese_traditional(year.into(), Month::new(month), day).ok();
    let date = day.map_or_else(|| at(30).or_else(|| at(29)), at)?.to_calendar(Gregorian);
    let (year, month) = (date.year().extended_year(), date.month().number());
    Date::new(year.try_into().ok()?, month.try_into().ok()?, date.day_of_month().0.try_into().ok()?).ok()
}
