//! What campaigns ask, in small shops in memory: roundings, floors, exclusions, windows, and the history that proves it.

use awning::catalog::{Clearance, Cut, Reduction};
use awning::money::{Floor, Money, Rounding, Way, decimals};
use awning::paths::ShopPath;
use awning::{catalog, settings, source, storefront};
use iso_currency::Currency;
use proptest::prelude::*;
use rust_decimal::Decimal;

fn money(units: i64, currency: Currency) -> Money {
    Money { amount: Decimal::new(units, decimals(currency)), currency }
}

fn currency() -> impl Strategy<Value = Currency> {
    prop::sample::select(vec![Currency::CNY, Currency::JPY, Currency::KWD, Currency::EUR])
}

fn way() -> impl Strategy<Value = Way> {
    prop::sample::select(vec![Way::HalfUp, Way::Down, Way::Up])
}

/// A shop of three products in two categories, with campaigns; each file's text by its path.
struct Shop {
    zone: &'static str,
    files: Vec<(String, String)>,
}

impl Shop {
    fn of(campaigns: &[(&str, &str)]) -> Self {
        let mut shop = Self { zone: "Asia/Shanghai", files: Vec::new() };
        for (sku, category, tag) in [("GT-1", "tea", "绿茶"), ("RT-1", "tea", "红茶"), ("CUP-1", "ware", "茶具")]
        {
            shop.put(
                &format!("content/products/{category}/{}.md", sku.to_lowercase()),
                &format!("---\ntitle: 物 {sku}\nsku: {sku}\ntags: [{tag}]\ndescription: 清明前的一芽一叶，炒青工艺，汤色清亮，有豆香。西乡李家茶园自采自制。\n---\n"),
            );
        }
        shop.put("content/data/offers.csv", "sku,price,stock\nGT-1,128.00,5\nRT-1,99.90,5\nCUP-1,38.00,5\n");
        for (name, front) in campaigns {
            let window = if front.contains("start:") { "" } else { "start: 2026-11-20\nend: 2026-12-01\n" };
            shop.put(
                &format!("content/campaigns/{name}.md"),
                &format!("---\ntitle: 集 {name}\nslogan: 逢集\n{window}{front}\n---\n"),
            );
        }
        shop
    }

    fn put(&mut self, path: &str, text: &str) {
        self.files.push((path.to_string(), text.to_string()));
    }

    /// What a SKU costs at a moment, and what may be called the price before.
    fn price(&self, sku: &str, moment: &str) -> (String, Option<String>) {
        let shop = format!(
            "name: 山里\nbase_url: https://shop.example\ntimezone: {}\nlanguages: [zh-Hans]\ncurrency: CNY\nmarkets: []\nphotos: {{required: false}}\n",
            self.zone
        );
        let mut files = self.files.clone();
        files.push(("awning.yaml".to_string(), shop));
        let files = files.into_iter().map(|(path, text)| (ShopPath::new(&path).unwrap(), text.into_bytes()));
        let source = source::Source::in_memory(files);
        let settings = settings::read(&source).value.unwrap();
        let catalog = catalog::read(&source, &settings).value;
        let storefront = storefront::at(&catalog, &settings, moment.parse().unwrap(), Clearance::default());
        let quote = storefront.quotes().find(|quote| quote.sku == sku).unwrap();
        (quote.price.plain(), quote.before().map(|before| before.plain()))
    }

    fn costs(&self, sku: &str, moment: &str) -> String {
        self.price(sku, moment).0
    }
}

const MOMENT: &str = "2026-11-23T09:00:00+08:00";

#[test]
fn exclusions_hold_by_sku_category_and_tag() {
    let all = |exclude: &str| Shop::of(&[("a", &format!("products: [{{all: true, percent_off: 10{exclude}}}]"))]);
    for (exclude, prices) in [
        ("", ["115.20", "89.91", "34.20"]),
        (", exclude: [RT-1]", ["115.20", "99.90", "34.20"]),
        (", exclude_categories: [tea]", ["128.00", "99.90", "34.20"]),
        (", exclude_tags: [绿茶, 茶具]", ["128.00", "89.91", "38.00"]),
    ] {
        let shop = all(exclude);
        let found = ["GT-1", "RT-1", "CUP-1"].map(|sku| shop.costs(sku, MOMENT));
        assert_eq!(found, prices, "{exclude}");
    }
}

#[test]
fn prices_are_rounded_as_the_nearest_rule_says() {
    for (front, price) in [
        ("products: [{sku: RT-1, percent_off: 15}]", "84.92"),
        (r#"products: [{sku: RT-1, percent_off: 15, round: {to: "1.00"}}]"#, "85.00"),
        (r#"products: [{sku: RT-1, percent_off: 15, round: {to: "1.00", way: down}}]"#, "84.00"),
        (r#"products: [{sku: RT-1, percent_off: 15, round: {to: "1.00", ending: "0.90"}}]"#, "84.90"),
        (r#"products: [{sku: RT-1, percent_off: 15, round: {to: "10.00", ending: "9.00", way: up}}]"#, "89.00"),
        ("round: {to: \"1.00\", way: up}\nproducts: [{sku: RT-1, amount_off: \"20.50\"}]", "80.00"),
        ("round: {to: \"1.00\"}\nproducts: [{sku: RT-1, price: \"79.90\"}]", "79.90"),
        ("floor: \"90.00\"\nproducts: [{sku: RT-1, percent_off: 15}]", "90.00"),
        ("floor: \"90%\"\nproducts: [{sku: RT-1, percent_off: 15}]", "89.91"),
        ("floor: \"90%\"\nproducts: [{sku: RT-1, percent_off: 15, floor: \"10.00\"}]", "84.92"),
    ] {
        assert_eq!(Shop::of(&[("a", front)]).costs("RT-1", MOMENT), price, "{front}");
    }
}

#[test]
fn a_window_is_half_open_at_local_midnight() {
    let shop = Shop::of(&[("a", "products: [{sku: GT-1, price: \"100.00\"}]")]);
    for (moment, price) in [
        ("2026-11-19T23:59:59+08:00", "128.00"),
        ("2026-11-20T00:00:00+08:00", "100.00"),
        ("2026-12-01T23:59:59+08:00", "100.00"),
        ("2026-12-02T00:00:00+08:00", "128.00"),
    ] {
        assert_eq!(shop.costs("GT-1", moment), price, "{moment}");
    }
}

#[test]
fn a_day_of_a_clock_change_is_as_long_as_it_is() {
    // Berlin puts the clock back on 25 October 2026: the day has 25 hours, and 02:30 comes twice.
    let day = "start: 2026-10-25\nend: 2026-10-25\nproducts: [{sku: GT-1, price: \"100.00\"}]";
    let night =
        "start: 2026-10-25T02:30\nend: 2026-10-25T03:00\npriority: 60\nproducts: [{sku: GT-1, price: \"90.00\"}]";
    let mut shop = Shop::of(&[("day", day), ("night", night)]);
    shop.zone = "Europe/Berlin";
    for (moment, price) in [
        ("2026-10-24T21:59:59Z", "128.00"),
        ("2026-10-24T22:00:00Z", "100.00"),
        ("2026-10-25T00:29:59Z", "100.00"),
        ("2026-10-25T00:30:00Z", "90.00"),
        ("2026-10-25T01:59:59Z", "90.00"),
        ("2026-10-25T02:00:00Z", "100.00"),
        ("2026-10-25T22:59:59Z", "100.00"),
        ("2026-10-25T23:00:00Z", "128.00"),
    ] {
        assert_eq!(shop.costs("GT-1", moment), price, "{moment}");
    }
}

#[test]
fn only_a_proven_price_is_called_the_one_before() {
    let history = |rows: &str| {
        let mut shop = Shop::of(&[("a", "products: [{sku: GT-1, price: \"100.00\"}]")]);
        shop.put("content/data/price-history.csv", &format!("sku,at,price,kind,campaign\n{rows}"));
        shop.price("GT-1", MOMENT).1
    };
    let proven = Some("128.00".to_string());
    // The campaign starts on the 20th, so the seven days before are 13 to 19.
    assert_eq!(history("GT-1,2026-11-13,128.00,list,\n"), proven);
    assert_eq!(history("GT-1,2026-11-14,128.00,list,\n"), None, "the 13th is not known");
    assert_eq!(history("GT-1,2026-11-01,118.00,list,\nGT-1,2026-11-13,128.00,list,\n"), proven, "118 ended in time");
    assert_eq!(
        history("GT-1,2026-11-01,118.00,list,\nGT-1,2026-11-13T00:01,128.00,list,\n"),
        None,
        "118 ended too late"
    );
    assert_eq!(history("GT-1,2026-11-01,128.00,list,\nGT-1,2026-11-20,100.00,deal,a\n"), proven, "its own price");
    assert_eq!(history("GT-1,2026-11-01,128.00,list,\nGT-1,2026-11-18,120.00,deal,b\n"), None, "another deal");
    assert_eq!(history(""), None);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_cut_stays_between_floor_and_regular(
        currency in currency(),
        units in 1_i64..10_000_000,
        percent in 0_u32..=100,
        amount in 0_i64..10_000_000,
        kind in 0_usize..3,
        rounding in prop::option::of((1_i64..5_000, 0_i64..5_000, way())),
        floor in prop::option::of((any::<bool>(), 1_i64..10_000_000)),
    ) {
        let regular = money(units, currency);
        let amount = money(amount, currency);
        let reduction = [Reduction::Price(amount), Reduction::Amount(amount), Reduction::Percent(percent.into())][kind];
        let rounding = rounding.map(|(step, ending, way)| Rounding {
            step: money(step, currency), ending: money(ending % step, currency).amount, way,
        });
        let floor = floor.map(|(share, value)| {
            if share { Floor::Percent((value % 100 + 1).into()) } else { Floor::Amount(money(value, currency)) }
        });
        let asked = Cut { reduction, rounding, floor }.of(regular).unwrap();
        let price = asked.price.amount;
        prop_assert!(price <= regular.amount, "{price} is above {}", regular.amount);
        prop_assert!(price >= Decimal::ZERO);
        prop_assert!(asked.price.plain().parse::<Decimal>().unwrap() == price, "{price} has too many decimals");
        let least = match floor {
            Some(Floor::Amount(floor)) => floor.amount.min(regular.amount),
            Some(Floor::Percent(share)) => regular.amount * share / Decimal::ONE_HUNDRED,
            None => Decimal::ZERO,
        };
        prop_assert!(price >= least, "{price} is below {least}");
        let steps = rounding.map(|rounding| ((price - rounding.ending) / rounding.step.amount).fract().is_zero());
        let is_free = asked.below_floor.is_some() || kind == 0 || steps != Some(false);
        // What is on no step was too close to zero or to the regular price for one.
        let step = rounding.map_or(Decimal::ZERO, |rounding| rounding.step.amount);
        prop_assert!(is_free || price < step || regular.amount - price <= step, "{price} is on no step");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_order_of_files_gives_the_same_price(
        campaigns in prop::collection::vec((1_u32..=90, 40_u8..=60), 1..5),
        turn in 0_usize..5,
    ) {
        let named: Vec<(String, String)> = campaigns
            .iter()
            .enumerate()
            .map(|(at, (percent, priority))| {
                (format!("c{at}"), format!("priority: {priority}\nproducts: [{{all: true, percent_off: {percent}}}]"))
            })
            .collect();
        let mut refs: Vec<(&str, &str)> = named.iter().map(|(name, front)| (name.as_str(), front.as_str())).collect();
        let price = Shop::of(&refs).costs("GT-1", MOMENT);
        let turn = turn % refs.len();
        refs.rotate_left(turn);
        refs.reverse();
        prop_assert_eq!(Shop::of(&refs).costs("GT-1", MOMENT), price.clone());
        // The highest priority decides; of equals, the first by name.
        let leading = campaigns.iter().enumerate().max_by_key(|(at, (_, priority))| (*priority, std::cmp::Reverse(*at)));
        let percent = leading.map_or(0, |(_, (percent, _))| *percent);
        prop_assert_eq!(price, money(12800, Currency::CNY).less_percent(percent.into()).plain());
    }
}
