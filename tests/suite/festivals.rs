//! Festivals against calendars made by others: `tests/festivals/golden.csv` (36 festivals, 2024–2030) and `wide.csv`
//! (lunar days and solar terms, 2000–2050), and the years in which calendars go wrong.

use awning::festivals::{Festival, Festivals, Name, Rule, Term, Unverified, VERIFIED};
use awning::language::Localised;
use jiff::ToSpan;
use jiff::civil::{Date, date};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// A table's rows: cells by the names of columns.
fn rows(name: &str) -> Vec<BTreeMap<String, String>> {
    let file = crate::support::package().join("tests/festivals").join(name);
    let mut table = csv::ReaderBuilder::new().comment(Some(b'#')).from_path(file).unwrap();
    let head = table.headers().unwrap().clone();
    let row = |row: csv::StringRecord| head.iter().map(str::to_string).zip(row.iter().map(str::to_string)).collect();
    table.records().map(|record| row(record.unwrap())).collect()
}

/// All days of a built-in festival.
fn every(word: &str) -> Vec<Date> {
    let festivals = Festivals::default();
    festivals.every(festivals.find(word).unwrap_or_else(|| panic!("{word}")))
}

/// The days of a built-in festival in a year, as text.
fn days(word: &str, year: i16) -> String {
    let days: Vec<String> =
        every(word).into_iter().filter(|day| day.year() == year).map(|day| day.to_string()).collect();
    days.join(" ")
}

/// All days of a rule.
fn by(rule: Rule) -> Vec<Date> {
    let own = own("own", rule);
    let mut festivals = Festivals::default();
    festivals.insert(own.clone());
    festivals.every(&own)
}

fn own(key: &str, rule: Rule) -> Festival {
    let name = Name::Own(Localised::One(key.to_string()));
    Festival { key: key.to_string(), name, rule: Some(rule), dates: BTreeMap::new() }
}

#[test]
fn all_days_of_the_golden_table_are_found() {
    let festivals = Festivals::default();
    let rows = rows("golden.csv");
    for row in &rows {
        let festival = festivals.find(&row["key"]).unwrap_or_else(|| panic!("{row:?}"));
        let (year, day): (i16, Date) = (row["gregorian_year"].parse().unwrap(), row["date"].parse().unwrap());
        assert_eq!(festivals.dates(festival, year), Ok(vec![day]), "{row:?}");
        assert_eq!(festival.name("zh-Hans", "en"), row["name_zh"]);
        assert_eq!(festival.name("de", "zh-Hans"), row["name_en"]);
        for word in ["key", "name_zh", "name_en"] {
            assert_eq!(festivals.find(&row[word]).map(|found| &found.key), Some(&row["key"]), "{}", row[word]);
        }
    }
    assert_eq!((rows.len(), festivals.all().count()), (252, 36));
}

#[test]
fn lunar_days_and_solar_terms_agree_with_other_calendars() {
    let rows = rows("wide.csv");
    let mut compared = 0;
    for column in rows[0].keys().filter(|column| *column != "year") {
        let rule = Term::find(column).map(Rule::Term).or_else(|| Rule::lunar(column)).unwrap();
        let days = by(rule);
        for row in &rows {
            let text = &row[column];
            let text = if text.len() == 5 { format!("{}-{text}", row["year"]) } else { text.clone() };
            let day: Date = text.parse().unwrap();
            assert_eq!(days.contains(&day), VERIFIED.contains(&day.year()), "{column} {day}");
            compared += 1;
        }
        let expected = rows.len() - rows.iter().filter(|row| row[column].starts_with("2051")).count();
        // The lunar year 1999 ends in 2000.
        let before = usize::from(column.starts_with("12-"));
        assert_eq!(days.len(), expected + before, "{column}");
    }
    assert_eq!((rows.len(), compared), (51, 51 * 35));
}

#[test]
fn calendars_go_wrong_here() {
    let traps = [
        ("duanwu", 2028, "2028-05-28"),  // leap 5th month: only in the regular one
        ("qixi", 2025, "2025-08-29"),    // after a leap 6th month
        ("chunjie", 2034, "2034-02-19"), // after the leap 11th month of 2033
        ("laba", 2034, "2034-01-27"),
        ("laba", 2022, "2022-01-10 2022-12-30"),
        ("laba", 2023, ""),
        ("laba", 2024, "2024-01-18"),
        ("dongzhi", 2021, "2021-12-21"),  // 23:59:19
        ("dongzhi", 2025, "2025-12-21"),  // 23:03
        ("qingming", 2026, "2026-04-05"), // 02:40, the day before in UTC
        ("chuxi", 2024, "2024-02-09"),    // 30th
        ("chuxi", 2025, "2025-01-28"),    // 29th, as until 2029
        ("chuxi", 2026, "2026-02-16"),
        ("chuxi", 2027, "2027-02-05"),
        ("chuxi", 2028, "2028-01-25"),
        ("chuxi", 2029, "2029-02-12"),
        ("chuxi", 2030, "2030-02-02"),    // 30th again
        ("zhongqiu", 2025, "2025-10-06"), // within the week of the National Day
        ("heiwu", 2024, "2024-11-29"),
        ("wangyi", 2024, "2024-12-02"), // in the next month
        ("wangyi", 2030, "2030-12-02"),
    ];
    for (festival, year, expected) in traps {
        assert_eq!(days(festival, year), expected, "{festival} {year}");
    }
}

#[test]
fn a_day_that_a_month_lacks_is_left_out() {
    let of = |rule: Rule, year: i16| by(rule).into_iter().filter(|day| day.year() == year).count();
    // 腊月三十 is missing from 2025 to 2029.
    let thirtieth: Vec<usize> = (2024..=2030).map(|year| of(Rule::lunar("12-30").unwrap(), year)).collect();
    assert_eq!(thirtieth, [1, 0, 0, 0, 0, 0, 1]);
    let leap_day: Vec<usize> = (2024..=2028).map(|year| of(Rule::fixed("02-29").unwrap(), year)).collect();
    assert_eq!(leap_day, [1, 0, 0, 0, 1]);
}

#[test]
fn every_festival_is_once_a_year_and_laba_once_a_lunar_year() {
    let festivals = Festivals::default();
    for festival in festivals.all() {
        let all = festivals.every(festival);
        assert!(all.is_sorted_by(|a, b| a < b), "{}", festival.key);
        for year in VERIFIED.filter(|_| festival.key != "laba") {
            assert_eq!(all.iter().filter(|day| day.year() == year).count(), 1, "{} {year}", festival.key);
        }
    }
    // One between any two New Years, from the one of 2000 to the one of 2050.
    let (laba, new_years) = (every("laba"), every("chunjie"));
    for pair in new_years.windows(2) {
        assert_eq!(laba.iter().filter(|day| (pair[0]..pair[1]).contains(day)).count(), 1, "{pair:?}");
    }
}

#[test]
fn new_year_follows_its_eve_and_shopping_days_follow_thanksgiving() {
    let after = |word: &str, days: i64| -> Vec<Date> {
        every(word).into_iter().map(|day| day.checked_add(days.days()).unwrap()).collect()
    };
    assert_eq!(after("chuxi", 1), every("chunjie"));
    assert_eq!(after("chunjie", 14), every("yuanxiao"));
    assert_eq!(after("ganenjie", 1), every("heiwu"));
    assert_eq!(after("ganenjie", 4), every("wangyi"));
    assert_eq!(after("xiaonian-north", 1), every("xiaonian-south"));
}

#[test]
fn other_years_have_no_days() {
    let festivals = Festivals::default();
    for festival in festivals.all() {
        for year in [i16::MIN, -1, 1999, 2051, 9999, i16::MAX] {
            assert_eq!(festivals.dates(festival, year), Err(Unverified(year)), "{}", festival.key);
        }
    }
}

#[test]
fn words_that_people_type_are_understood() {
    let festivals = Festivals::default();
    let words = [
        ("chunjie", "chunjie"),
        (" Spring-Festival ", "chunjie"),
        ("spring_festival", "chunjie"),
        ("春节", "chunjie"),
        ("中秋", "zhongqiu"),
        ("Mid-Autumn", "zhongqiu"),
        ("双十一", "shuang11"),
        ("11.11", "shuang11"),
        ("双11", "shuang11"),
        ("618", "618"),
        ("黑五", "heiwu"),
        ("Black Friday", "heiwu"),
        ("小年", "xiaonian-north"),
        ("Valentine’s Day", "qingrenjie"),
        ("new years day", "yuandan"),
        ("大年三十", "chuxi"),
    ];
    for (typed, key) in words {
        assert_eq!(festivals.find(typed).map(|festival| festival.key.as_str()), Some(key), "{typed}");
    }
    let place = awning::diagnostics::Place::head(&awning::paths::ShopPath::new("awning.yaml").unwrap());
    for (typed, meant) in [("zhonqiu", "zhongqiu"), ("Mid Automn", "mid-autumn"), ("中秋结", "中秋"), ("泼水节", "")]
    {
        assert_eq!(festivals.unknown(typed, &place).suggestion.unwrap_or_default(), meant, "{typed}");
    }
    for word in ["", "-", "节", "festival", "chunjie2"] {
        assert!(festivals.find(word).is_none(), "{word}");
    }
    for word in festivals.words() {
        assert!(festivals.find(word).is_some(), "{word}");
    }
}

#[test]
fn the_rule_of_unknown_festivals_names_all_that_are_known() {
    let rule = &awning::diagnostics::rules::campaign::UNKNOWN_FESTIVAL;
    for festival in Festivals::default().all() {
        for (words, language) in [(rule.english, "en"), (rule.chinese, "zh")] {
            let (key, name) = (&festival.key, festival.name(language, "en"));
            assert!(words.why.contains(key) && words.why.contains(name), "{key} {name}");
        }
    }
}

#[test]
fn a_date_of_a_year_counts_instead_of_the_rule() {
    let mut festivals = Festivals::default();
    let mut moved = festivals.find("ganenjie").unwrap().clone();
    moved.dates = BTreeMap::from([(2026, date(2026, 11, 20))]);
    festivals.insert(moved);
    let of = |key: &str, year| festivals.dates(festivals.find(key).unwrap(), year).unwrap();
    assert_eq!(of("ganenjie", 2026), [date(2026, 11, 20)]);
    assert_eq!(of("heiwu", 2026), [date(2026, 11, 21)]);
    assert_eq!(of("heiwu", 2027), [date(2027, 11, 26)]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_offset_is_exact(days in -150_i32..=150, at in 0_usize..36) {
        let festivals = Festivals::default();
        let base = festivals.all().nth(at).unwrap();
        let counted = by(Rule::Offset { from: base.key.clone(), days });
        // At both ends of the verified years one may be missing: it would need a year that is not.
        let expected: Vec<Date> = festivals.every(base).into_iter().map(|day| day.checked_add(days.days()).unwrap()).collect();
        let inside = |day: &&Date| (2001..=2049).contains(&day.year());
        prop_assert_eq!(counted.iter().filter(inside).collect::<Vec<_>>(), expected.iter().filter(inside).collect::<Vec<_>>());
    }

    #[test]
    fn no_text_is_a_day_that_is_none(text in "[0-9a-z-]{0,8}") {
        for rule in [Rule::fixed(&text), Rule::lunar(&text)].into_iter().flatten() {
            prop_assert!(!by(rule).is_empty());
        }
    }
}
