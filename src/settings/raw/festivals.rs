//! The shop's own festivals as typed.

use crate::language::Localised;
use crate::moment::When;
use crate::yaml::Field;
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::BTreeMap;

/// A day that comes back: one rule, or `dates`, or both. A built-in festival takes `dates` and `name` only.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Festival {
    /// What people call it; its key, if absent.
    pub name: Field<Localised>,
    /// The same day of every year: month and day, `05-18`.
    #[schemars(extend("pattern" = r"^\d{1,2}-\d{1,2}$"))]
    pub day: Field<String>,
    /// A day of the lunar year: month and day, `3-3`; `12-last` is the last day of the 12th month. Never a leap month.
    #[schemars(extend("pattern" = r"^\d{1,2}-(\d{1,2}|last)$"))]
    pub lunar: Field<String>,
    /// A solar term, in pinyin or Chinese: `guyu`, `谷雨`.
    pub term: Field<String>,
    /// A weekday of a month.
    pub weekday: Field<NthWeekday>,
    /// Another festival that it is counted from, together with `offset`.
    pub festival: Field<String>,
    /// Days from that festival, `-3d`, `+1d`; at most 150.
    #[schemars(extend("pattern" = r"^[+-]?\d{1,3}d$"))]
    pub offset: Field<String>,
    /// Days that count in a year instead of the rule: `{2026: 2026-10-15}`.
    pub dates: Field<BTreeMap<String, Field<When>>>,
}

/// A weekday of a month, `{month: 9, day: sat, nth: 2}`.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct NthWeekday {
    /// 1–12.
    #[schemars(extend("minimum" = 1, "maximum" = 12))]
    pub month: Field<i8>,
    /// The day of the week.
    pub day: Field<Day>,
    /// The first is 1; -1 is the last. A month without a 5th has none that year.
    #[schemars(extend("minimum" = -1, "maximum" = 5))]
    pub nth: Field<i8>,
}

/// A day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Day {
    /// Monday.
    Mon,
    /// Tuesday.
    Tue,
    /// Wednesday.
    Wed,
    /// Thursday.
    Thu,
    /// Friday.
    Fri,
    /// Saturday.
    Sat,
    /// Sunday.
    Sun,
}
