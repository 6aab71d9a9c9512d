//! When campaigns run: dates and festivals as they are typed, in the shop's time zone, at any moment.

use awning::catalog::{Campaign, Catalog, Clearance};
use awning::diagnostics::Diagnostic;
use awning::moment::{Offset, Window};
use awning::paths::ShopPath;
use awning::settings::Settings;
use awning::{catalog, checks, settings, source, storefront};
use jiff::Timestamp;
use proptest::prelude::*;

const ALWAYS: Window = Window { from: None, to: None };

/// A shop with one product, and campaigns that make it cheaper: the settings' additions, and when they run.
struct Shop {
    settings: Settings,
    catalog: Catalog,
    found: Vec<Diagnostic>,
}

impl Shop {
    fn of(zone: &str, festivals: &str, when: &str) -> Self {
        Self::with(zone, festivals, &[when])
    }

    fn with(zone: &str, festivals: &str, whens: &[&str]) -> Self {
        let shop = format!(
            "name: 山里\nbase_url: https://shop.example\ntimezone: {zone}\nlanguages: [zh-Hans]\ncurrency: CNY\nmarkets: []\n{festivals}"
        );
        let mut files = vec![
            ("awning.yaml".to_string(), shop),
            ("content/pages/home.md".to_string(), "---\ntitle: 山里\n---\n".to_string()),
            ("content/products/tea/green.md".to_string(), "---\ntitle: 绿茶\nsku: GT-1\n---\n".to_string()),
            ("content/data/offers.csv".to_string(), "sku,price,stock\nGT-1,100.00,5\n".to_string()),
        ];
        for (at, when) in whens.iter().enumerate() {
            let front = format!("title: 集 {at}\nslogan: 茶\n{when}\nproducts: [{{all: true, percent_off: 10}}]");
            files.push((format!("content/campaigns/fair-{at}.md"), format!("---\n{front}\n---\n")));
        }
        let files = files.into_iter().map(|(path, text)| (ShopPath::new(&path).unwrap(), text.into_bytes()));
        let source = source::Source::in_memory(files);
        let settings = settings::read(&source);
        let mut found = settings.diagnostics;
        let settings = settings.value.unwrap();
        let catalog = catalog::read(&source, &settings);
        found.extend(catalog.diagnostics);
        Self { settings, catalog: catalog.value, found }
    }

    fn campaign(&self) -> &Campaign {
        self.catalog.campaigns.first().unwrap_or_else(|| panic!("{:?}", self.found))
    }

    /// The windows that touch a year, as local times.
    fn windows(&self, year: i16) -> Vec<String> {
        let at = |text: String| Some(text.parse::<Timestamp>().unwrap());
        let range = Window { from: at(format!("{year}-01-01T00Z")), to: at(format!("{}-01-01T00Z", year + 1)) };
        self.campaign().windows(range).map(|window| self.local(window)).collect()
    }

    fn local(&self, window: Window) -> String {
        let local = |at: Option<Timestamp>| {
            at.map_or("…".to_string(), |at| {
                at.to_zoned(self.settings.zone.clone()).strftime("%Y-%m-%d %H:%M%z").to_string()
            })
        };
        format!("{} {}", local(window.from), local(window.to))
    }

    /// Codes of what is wrong at a moment.
    fn wrong_at(&self, moment: &str) -> Vec<&'static str> {
        let storefront = storefront::at(&self.catalog, &self.settings, moment.parse().unwrap(), Clearance::default());
        let mut found = checks::all(&storefront);
        found.retain(|diagnostic| ["E405", "E419"].contains(&diagnostic.rule.code));
        found.iter().map(|diagnostic| diagnostic.rule.code).collect()
    }
}

fn shanghai(when: &str) -> Shop {
    Shop::of("Asia/Shanghai", "", when)
}

#[test]
fn a_festival_is_a_window_of_whole_days() {
    let windows = |when: &str| shanghai(when).windows(2026);
    assert_eq!(windows("festival: zhongqiu"), ["2026-09-25 00:00+0800 2026-09-26 00:00+0800"]);
    assert_eq!(windows("festival: 中秋\nfrom: -18d\nto: 0d"), ["2026-09-07 00:00+0800 2026-09-26 00:00+0800"]);
    assert_eq!(windows("festival: zhongqiu\nfrom: -18d\nto: +1d"), ["2026-09-07 00:00+0800 2026-09-27 00:00+0800"]);
    assert_eq!(
        windows("festival: zhongqiu\nfrom: -18d 20:00\nto: +1d 09:30"),
        ["2026-09-07 20:00+0800 2026-09-26 09:30+0800"]
    );
}

#[test]
fn a_campaign_comes_back_every_year_and_one_of_a_year_does_not() {
    let yearly = shanghai("festival: zhongqiu\nfrom: -1d");
    assert_eq!(yearly.windows(2027), ["2027-09-14 00:00+0800 2027-09-16 00:00+0800"]);
    assert_eq!(yearly.windows(2028), ["2028-10-02 00:00+0800 2028-10-04 00:00+0800"]);
    assert_eq!(yearly.campaign().windows(ALWAYS).count(), 51);
    let once = shanghai("festival: zhongqiu\nfrom: -1d\nyear: 2027");
    assert_eq!(once.windows(2027), yearly.windows(2027));
    assert_eq!(once.campaign().windows(ALWAYS).count(), 1);
    assert_eq!(shanghai("start: 2027-01-01\nend: 2027-01-02").campaign().windows(ALWAYS).count(), 1);
}

#[test]
fn the_run_at_a_moment_is_the_one_that_is_on_or_the_next() {
    let shop = shanghai("festival: zhongqiu");
    let at = |moment: &str| shop.local(shop.campaign().window(moment.parse().unwrap()));
    let (this, next) = ("2026-09-25 00:00+0800 2026-09-26 00:00+0800", "2027-09-15 00:00+0800 2027-09-16 00:00+0800");
    assert_eq!(at("2026-01-01T00:00+08:00"), this);
    assert_eq!(at("2026-09-25T00:00+08:00"), this);
    assert_eq!(at("2026-09-25T23:59:59.999+08:00"), this);
    assert_eq!(at("2026-09-26T00:00+08:00"), next);
}

#[test]
fn no_laba_is_lost_between_gregorian_years() {
    let laba = shanghai("festival: laba");
    let days = ["2022-01-10", "2022-12-30", "2024-01-18"];
    let found = [laba.windows(2022), laba.windows(2023), laba.windows(2024)].concat();
    assert_eq!(found.len(), 3);
    assert!(found.iter().zip(days).all(|(window, day)| window.starts_with(day)), "{found:?}");
    assert_eq!(shanghai("festival: laba\nyear: 2022").campaign().windows(ALWAYS).count(), 2);
}

#[test]
fn a_pre_sale_belongs_to_its_run() {
    let when = "festival: chunjie\nfrom: -21d\nto: +7d\npre_sale: {from: -27d 10:00, deposit: \"30.00\"}";
    let shop = shanghai(when);
    let run = |moment: &str| {
        let run = shop.campaign().run(moment.parse().unwrap());
        (shop.local(run.window), shop.local(run.pre_sale.unwrap()))
    };
    let of_2027 = (
        "2027-01-16 00:00+0800 2027-02-14 00:00+0800".to_string(),
        "2027-01-10 10:00+0800 2027-01-16 00:00+0800".to_string(),
    );
    assert_eq!(run("2027-01-01T00:00Z"), of_2027);
    assert_eq!(run("2027-02-01T00:00Z"), of_2027);
    assert_eq!(run("2027-02-14T00:00Z").1, "2027-12-30 10:00+0800 2028-01-05 00:00+0800");
    let ended =
        shanghai("festival: chunjie\npre_sale: {from: -9d, to: -5d}").campaign().run("2027-01-01T00Z".parse().unwrap());
    assert_eq!(
        shanghai("festival: chunjie").local(ended.pre_sale.unwrap()),
        "2027-01-28 00:00+0800 2027-02-02 00:00+0800"
    );
    let dated = "festival: chunjie\nyear: 2027\npre_sale: {start: 2027-01-20T10:00, end: 2027-01-25}";
    let dated = shanghai(dated).campaign().run("2027-01-01T00Z".parse().unwrap());
    assert_eq!(
        shanghai("festival: chunjie").local(dated.pre_sale.unwrap()),
        "2027-01-20 10:00+0800 2027-01-26 00:00+0800"
    );
}

#[test]
fn windows_begin_at_local_midnight_when_clocks_change() {
    let own = "festivals: {clocks: {dates: {2026: 2026-03-29, 2027: 2027-10-31}}}\n";
    let berlin = Shop::of("Europe/Berlin", own, "festival: clocks\nfrom: -1d\nto: 0d");
    assert_eq!(berlin.windows(2026), ["2026-03-28 00:00+0100 2026-03-30 00:00+0200"]);
    assert_eq!(berlin.windows(2027), ["2027-10-30 00:00+0200 2027-11-01 00:00+0100"]);
    let hours = |shop: &Shop, year: i16| {
        let at = format!("{year}-01-01T00:00Z").parse().unwrap();
        let window = shop.campaign().window(at);
        window.to.unwrap().duration_since(window.from.unwrap()).as_hours()
    };
    assert_eq!((hours(&berlin, 2026), hours(&berlin, 2027)), (47, 49));
    // An hour that is skipped begins after the gap; one that is there twice, the first time.
    let skipped = Shop::of("Europe/Berlin", own, "festival: clocks\nfrom: 0d 02:30\nto: 0d");
    assert_eq!(skipped.windows(2026), ["2026-03-29 03:30+0200 2026-03-30 00:00+0200"]);
    assert_eq!(skipped.windows(2027), ["2027-10-31 02:30+0200 2027-11-01 00:00+0100"]);
    let autumn = Shop::of("America/New_York", "", "festival: heiwu\nfrom: -26d\nto: 0d");
    assert_eq!(autumn.windows(2026), ["2026-11-01 00:00-0400 2026-11-28 00:00-0500"]);
    let spring = Shop::of("America/New_York", "", "festival: nvwang\nfrom: 0d\nto: 0d");
    assert_eq!(
        (spring.windows(2026), hours(&spring, 2026)),
        (vec!["2026-03-08 00:00-0500 2026-03-09 00:00-0400".to_string()], 23)
    );
}

#[test]
fn a_festival_is_on_the_same_date_in_every_zone() {
    for zone in ["Asia/Shanghai", "Pacific/Auckland", "America/Los_Angeles", "UTC"] {
        let window = Shop::of(zone, "", "festival: qingming").windows(2026);
        assert!(window[0].starts_with("2026-04-05 00:00"), "{zone}: {window:?}");
    }
}

#[test]
fn a_shop_has_festivals_of_its_own() {
    let own = concat!(
        "festivals:\n",
        "  店庆: {day: 05-18}\n",
        "  tea-day: {lunar: 3-3, name: {zh-Hans: 茶会, en: Tea day}}\n",
        "  guyu: {term: 谷雨}\n",
        "  market: {weekday: {month: 9, day: sat, nth: 2}}\n",
        "  last-market: {weekday: {month: 9, day: sat, nth: -1}}\n",
        "  black-week: {festival: 黑五, offset: -4d}\n",
        "  fair: {dates: {2026: 2026-10-15, 2027: 2027-10-14}}\n",
        "  after-fair: {festival: fair, offset: +1d}\n",
        "  zhongqiu: {dates: {2026: 2026-09-24}}\n",
    );
    let day = |key: &str| {
        let windows = Shop::of("Asia/Shanghai", own, &format!("festival: {key}")).windows(2026);
        windows.iter().map(|window| window[..10].to_string()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(day("店庆"), "2026-05-18");
    assert_eq!(day("tea-day"), "2026-04-19");
    assert_eq!(day("guyu"), "2026-04-20");
    assert_eq!(day("market"), "2026-09-12");
    assert_eq!(day("last-market"), "2026-09-26");
    assert_eq!(day("black-week"), "2026-11-23");
    assert_eq!(day("fair"), "2026-10-15");
    assert_eq!(day("after-fair"), "2026-10-16");
    assert_eq!(day("中秋"), "2026-09-24");
    let shop = Shop::of("Asia/Shanghai", own, "festival: fair");
    assert!(shop.found.iter().all(|found| !found.rule.code.starts_with("E7")), "{:?}", shop.found);
    assert_eq!(shop.campaign().runs.len(), 2);
    let name = |language| shop.settings.festivals.find("tea-day").unwrap().name(language, "zh-Hans").to_string();
    assert_eq!([name("zh-Hans"), name("en"), name("de")], ["茶会", "Tea day", "茶会"]);
}

#[test]
fn a_moment_whose_festivals_are_not_known_is_an_error() {
    let yearly = shanghai("festival: zhongqiu");
    for moment in ["1999-12-31T00:00+08:00", "2050-12-01T00:00+08:00", "2051-01-01T00:00+08:00", "2080-01-01T00Z"] {
        assert_eq!(yearly.wrong_at(moment), ["E419"], "{moment}");
    }
    for moment in ["2000-01-01T00:00+08:00", "2026-11-23T09:00+08:00", "2050-09-01T00:00+08:00"] {
        assert_eq!(yearly.wrong_at(moment), [""; 0], "{moment}");
    }
    // What says its year, or its dates, is over when it is over.
    let own = "festivals: {fair: {dates: {2026: 2026-10-15}}}\n";
    for shop in [shanghai("festival: zhongqiu\nyear: 2026"), Shop::of("UTC", own, "festival: fair")] {
        assert_eq!(shop.wrong_at("2080-01-01T00Z"), [""; 0]);
    }
}

#[test]
fn campaigns_that_meet_in_some_year_are_rivals_until_then() {
    let national_day = "festival: guoqing\nfrom: 0d\nto: +6d";
    let meeting = Shop::with("Asia/Shanghai", "", &["festival: zhongqiu", national_day]);
    // 中秋 lies in the week of the National Day in 2025 and 2028, and again later.
    for moment in ["2026-11-23T09:00+08:00", "2029-01-01T00:00+08:00"] {
        assert_eq!(meeting.wrong_at(moment), ["E405"], "{moment}");
    }
    let apart = Shop::with("Asia/Shanghai", "", &["festival: chunjie\nto: +6d", national_day]);
    let once = Shop::with("Asia/Shanghai", "", &["festival: zhongqiu\nyear: 2028", national_day]);
    assert_eq!(apart.wrong_at("2026-11-23T09:00+08:00"), [""; 0]);
    assert_eq!(once.wrong_at("2028-10-03T00:00+08:00"), ["E405"]);
    assert_eq!(once.wrong_at("2028-10-04T00:00+08:00"), [""; 0]);
    let own = Shop::with("Asia/Shanghai", "", &["festival: zhongqiu\npriority: 60", national_day]);
    assert_eq!(own.wrong_at("2026-11-23T09:00+08:00"), [""; 0]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn runs_follow_each_other_and_a_moment_finds_its_own(
        festival in prop::sample::select(vec!["chunjie", "laba", "dongzhi", "heiwu", "zhongqiu", "yuandan"]),
        from in -150_i32..=0, to in 0_i32..=150, hour in 0_i64..24 * 365 * 50,
    ) {
        let shop = shanghai(&format!("festival: {festival}\nfrom: {from}d\nto: {to}d"));
        let windows: Vec<Window> = shop.campaign().windows(ALWAYS).collect();
        prop_assert!(windows.iter().all(|window| !window.is_empty()));
        prop_assert!(windows.is_sorted_by(|a, b| a.to <= b.from));
        let moment = Timestamp::from_second(946_684_800 + hour * 3600).unwrap();
        let found = shop.campaign().window(moment);
        let expected = windows.iter().find(|window| window.to.unwrap() > moment).or(windows.last());
        prop_assert_eq!(Some(&found), expected);
        let now = Window { from: Some(moment), to: Some(moment + jiff::SignedDuration::from_secs(1)) };
        let on = windows.iter().find(|window| window.contains(moment)).copied();
        prop_assert_eq!(shop.campaign().windows(now).find(|window| window.contains(moment)), on);
    }

    #[test]
    fn any_offset_is_read_as_it_is_written(days in -150_i32..=150, hour in 0_i8..24, minute in 0_i8..60) {
        let time = jiff::civil::time(hour, minute, 0, 0);
        prop_assert_eq!(Offset::parse(&format!("{days}d")), Some(Offset { days, time: None }));
        prop_assert_eq!(Offset::parse(&format!("{days:+}d {hour:02}:{minute:02}")), Some(Offset { days, time: Some(time) }));
    }

    #[test]
    fn other_texts_are_no_offset(text in "[-+0-9d: a-z]{0,12}") {
        if let Some(offset) = Offset::parse(&text) {
            prop_assert!(offset.days.abs() <= Offset::MOST && text.contains('d'));
        }
    }
}

#[test]
fn what_is_no_offset() {
    for text in [
        "",
        "d",
        "18",
        "-18",
        "- 18d",
        "+-1d",
        "1.5d",
        "151d",
        "-151d",
        "99999999999d",
        "1d2d",
        "1d 20",
        "1d 2000",
        "1d 24:00",
        "1d 20:00:00",
        "1d 20:00Z",
        "18天",
        "２d",
    ] {
        assert_eq!(Offset::parse(text), None, "{text}");
    }
}
