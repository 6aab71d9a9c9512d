//! The shop's own festivals, and its dates for built-in ones.

use super::Reader;
use super::raw::{Day, Festival as Raw, NthWeekday};
use crate::diagnostics::Place;
use crate::diagnostics::rules::campaign::BAD_OFFSET;
use crate::diagnostics::rules::shop::{BAD_FESTIVAL, FESTIVAL_TAKEN};
use crate::festivals::{Festival, Festivals, Name, Rule, Term, Unverified, VERIFIED};
use crate::language::Localised;
use crate::moment::{Offset, When};
use crate::yaml::Field;
use jiff::civil::{Date, Weekday};
use std::collections::BTreeMap;

/// What a festival can be counted from, and what not, because it is counted itself.
struct Bases<'a> {
    festivals: Festivals,
    counted: Vec<&'a str>,
}

/// What is wrong with a festival, in English and Chinese.
type Reason = (String, String);

impl Reader<'_> {
    /// The built-in festivals and the shop's own. One that cannot be read stays without days: it is reported here, and
    /// not again where it is used.
    pub(super) fn festivals(&mut self, field: &Field<BTreeMap<String, Field<Raw>>>) -> Festivals {
        let typed = field.get().into_iter().flatten();
        let typed =
            typed.filter_map(|(key, festival)| festival.placed().map(|(raw, place)| (key.as_str(), raw, place)));
        // What is counted from another festival comes when all others are there, and is counted from those only: so
        // there is no circle.
        let (counted, plain): (Vec<_>, Vec<_>) = typed.partition(|(_, raw, _)| raw.festival.is_present());
        let mut bases =
            Bases { festivals: Festivals::default(), counted: counted.iter().map(|(key, ..)| *key).collect() };
        for (key, raw, place) in plain {
            let festival = self.festival(key, raw, place, &bases);
            bases.festivals.insert(festival);
        }
        let mut festivals = bases.festivals.clone();
        for (key, raw, place) in counted {
            festivals.insert(self.festival(key, raw, place, &bases));
        }
        festivals
    }

    fn festival(&mut self, key: &str, raw: &Raw, place: &Place, bases: &Bases<'_>) -> Festival {
        let dates = self.dates_of_years(key, &raw.dates);
        let name = raw.name.value.clone().map(Name::Own);
        let rules: Vec<&Place> =
            [&raw.day.place, &raw.lunar.place, &raw.term.place, &raw.weekday.place, &raw.festival.place]
                .into_iter()
                .flatten()
                .collect();
        if let Some(built_in) = Festivals::default().find(key) {
            if let Some(place) = rules.first() {
                self.complain(FESTIVAL_TAKEN.at((*place).clone()).with("key", key).with("built_in", &built_in.key));
            }
            return Festival { name: name.unwrap_or_else(|| built_in.name.clone()), dates, ..built_in.clone() };
        }
        let rule = match rules.as_slice() {
            [] if raw.dates.is_present() => None,
            [] => self.refuse(key, place, ("it says no day".to_string(), "没有写日期".to_string())),
            [_] => self.festival_rule(key, raw, bases),
            [_, second, ..] => self.refuse(key, second, ("it has two rules".to_string(), "写了两种规则".to_string())),
        };
        let name = name.unwrap_or_else(|| Name::Own(Localised::One(key.to_string())));
        Festival { key: key.to_string(), name, rule, dates }
    }

    /// The one rule that is there.
    fn festival_rule(&mut self, key: &str, raw: &Raw, bases: &Bases<'_>) -> Option<Rule> {
        if let Some((text, place)) = raw.day.placed() {
            return Rule::fixed(text).or_else(|| {
                let english = format!("`{text}` is no day of a year; write month and day, `05-18`");
                self.refuse(key, place, (english, format!("「{text}」不是日期，请写月和日，如 `05-18`")))
            });
        }
        if let Some((text, place)) = raw.lunar.placed() {
            return Rule::lunar(text).or_else(|| {
                let english = format!("`{text}` is no lunar day; write month and day, `3-3`, or `12-last`");
                self.refuse(
                    key,
                    place,
                    (english, format!("「{text}」不是农历日期，请写月和日，如 `3-3`，或 `12-last`")),
                )
            });
        }
        if let Some((text, place)) = raw.term.placed() {
            return Term::find(text).map(Rule::Term).or_else(|| {
                let reason = (format!("`{text}` is no solar term"), format!("「{text}」不是节气"));
                let diagnostic = refusal(key, place, reason).nearest(text, Term::words());
                self.complain(diagnostic);
                None
            });
        }
        if let Some((weekday, place)) = raw.weekday.placed() {
            return nth_weekday(weekday).or_else(|| {
                let english = "write `{month: 9, day: sat, nth: 2}`, `nth` 1 to 5, or -1 for the last".to_string();
                let chinese = "请写 `{month: 9, day: sat, nth: 2}`，`nth` 为 1–5，-1 是最后一个".to_string();
                self.refuse(key, place, (english, chinese))
            });
        }
        self.counted(key, raw, bases)
    }

    fn counted(&mut self, key: &str, raw: &Raw, bases: &Bases<'_>) -> Option<Rule> {
        let (from, place) = raw.festival.placed()?;
        let Some(base) = bases.festivals.find(from) else {
            if bases.counted.contains(&from.as_str()) {
                let english = format!("`{from}` is itself counted from another; name that one");
                return self.refuse(key, place, (english, format!("`{from}` 本身也是推算的，请写它所依据的节日")));
            }
            self.complain(bases.festivals.unknown(from, place));
            return None;
        };
        let Some((typed, place)) = raw.offset.placed() else {
            let reason = ("`offset` is missing".to_string(), "缺少 `offset`".to_string());
            return self.refuse(key, place, reason);
        };
        let Some(offset) = Offset::parse(typed).filter(|offset| offset.time.is_none()) else {
            self.complain(BAD_OFFSET.at(place.clone()).with("key", "offset").with("typed", typed));
            return None;
        };
        Some(Rule::Offset { from: base.key.clone(), days: offset.days })
    }

    fn dates_of_years(&mut self, key: &str, field: &Field<BTreeMap<String, Field<When>>>) -> BTreeMap<i16, Date> {
        let mut dates = BTreeMap::new();
        for (year, date) in field.get().into_iter().flatten() {
            let Some((date, place)) = date.placed() else { continue };
            match (year.parse::<i16>(), date) {
                (Ok(year), When::Day(date)) if date.year() == year => {
                    if VERIFIED.contains(&year) {
                        dates.insert(year, *date);
                    } else {
                        self.complain(Unverified(year).at(place.clone()));
                    }
                }
                _ => {
                    let english = format!("`{year}` and its date do not fit; write `{{2026: 2026-10-15}}`");
                    let chinese = format!("年份「{year}」与日期不符，请写 `{{2026: 2026-10-15}}`");
                    self.complain(refusal(key, place, (english, chinese)));
                }
            }
        }
        dates
    }

    /// Reports a festival; there is nothing in its stead.
    fn refuse<T>(&mut self, key: &str, place: &Place, reason: Reason) -> Option<T> {
        self.complain(refusal(key, place, reason));
        None
    }
}

fn refusal(key: &str, place: &Place, (english, chinese): Reason) -> crate::diagnostics::Diagnostic {
    BAD_FESTIVAL.at(place.clone()).with("key", key).with("reason", english).in_chinese("reason", chinese)
}

fn nth_weekday(typed: &NthWeekday) -> Option<Rule> {
    let month = typed.month.value.filter(|month| (1..=12).contains(month))?;
    let nth = typed.nth.value.filter(|nth| matches!(nth, -1 | 1..=5))?;
    let weekday = match typed.day.value? {
        Day::Mon => Weekday::Monday,
        Day::Tue => Weekday::Tuesday,
        Day::Wed => Weekday::Wednesday,
        Day::Thu => Weekday::Thursday,
        Day::Fri => Weekday::Friday,
        Day::Sat => Weekday::Saturday,
        Day::Sun => Weekday::Sunday,
    };
    Some(Rule::Weekday { month, weekday, nth })
}
