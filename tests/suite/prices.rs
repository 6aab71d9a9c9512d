//! The laws of prices: what is written is what is read, a cut never raises, and the highest priority wins.

use awning::catalog::Clearance;
use awning::money::{self, Money, MoneyError};
use awning::paths::ShopPath;
use awning::{catalog, settings, source, storefront};
use iso_currency::Currency;
use proptest::prelude::*;
use rust_decimal::Decimal;
use std::fmt::Write as _;

fn yuan(cents: i64) -> Money {
    Money { amount: Decimal::new(cents, 2), currency: Currency::CNY }
}

/// What a campaign of the model covers.
const TARGETS: [&str; 6] = ["sku: GT-1", "category: tea", "tag: 新茶", "all: true", "sku: RT-1", "tag: 陈茶"];

/// The last two cover another product.
fn covers(target: usize) -> bool {
    target < 4
}

/// A shop with one green tea at a price, and campaigns: target, percent, whether it runs; the later, the higher its priority.
fn price_of_the_tea(regular: Money, campaigns: &[(usize, u32, bool)]) -> Money {
    let product = |sku: &str, tag: &str| {
        format!(
            "---\ntitle: 茶 {sku}\nsku: {sku}\ntags: [{tag}]\ndescription: 清明前的一芽一叶，炒青工艺，汤色清亮，有豆香。西乡李家茶园自采自制。\n---\n"
        )
    };
    let mut files = vec![
        ("awning.yaml".to_string(), "name: 山里\nbase_url: https://shop.example\ntimezone: Asia/Shanghai\nlanguages: [zh-Hans]\ncurrency: CNY\nmarkets: []\nphotos: {required: false}\n".to_string()),
        ("content/pages/home.md".to_string(), "---\ntitle: 山里\n---\n".to_string()),
        ("content/products/tea/_category.md".to_string(), "---\ntitle: 茶\n---\n".to_string()),
        ("content/products/tea/green.md".to_string(), product("GT-1", "新茶")),
        ("content/products/other/red.md".to_string(), product("RT-1", "陈茶")),
        ("content/data/offers.csv".to_string(), format!("sku,price,stock\nGT-1,{},5\nRT-1,{},5\n", regular.plain(), regular.plain())),
    ];
    for (priority, (target, percent, runs)) in campaigns.iter().enumerate() {
        let start = if *runs { "2026-11-20" } else { "2026-12-01" };
        let mut text =
            format!("---\ntitle: 集 {priority}\nslogan: 茶\nstart: {start}\nend: 2026-12-31\npriority: {priority}\n");
        let _ = writeln!(text, "products: [{{{}, percent_off: {percent}}}]\n---", TARGETS[*target]);
        files.push((format!("content/campaigns/c{priority}.md"), text));
    }
    let files = files.into_iter().map(|(path, text)| (ShopPath::new(&path).unwrap(), text.into_bytes()));
    let source = source::Source::in_memory(files);
    let settings = settings::read(&source).value.unwrap();
    let catalog = catalog::read(&source, &settings).value;
    let moment = "2026-11-23T09:00:00+08:00".parse().unwrap();
    let storefront = storefront::at(&catalog, &settings, moment, Clearance::default());
    storefront.shelf("zh-Hans").unwrap().item("GT-1").unwrap().quotes[0].price
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_price_is_read_as_it_is_written(cents in 0_i64..99_999_999_999) {
        let price = yuan(cents);
        prop_assert_eq!(money::parse(&price.plain(), Currency::CNY), Ok(price));
        prop_assert_eq!(price.shown().replace(['¥', ','], ""), price.plain());
        if cents >= 100_000 {
            prop_assert!(money::parse(&price.shown(), Currency::CNY).is_err(), "{}", price);
        }
    }

    #[test]
    fn any_text_is_a_price_or_refused(text in "[¥ ]?[0-9]{1,3}[0-9.,eE+-]{0,9}[元 ]?") {
        match money::parse(&text, Currency::CNY) {
            Ok(price) => prop_assert_eq!(price.plain().parse::<Decimal>().unwrap(), text.parse::<Decimal>().unwrap()),
            // What is offered instead is the same number; a comma that may be a decimal point is left alone.
            Err(MoneyError::NotDecimal(Some(meant))) => {
                let digits: String = text.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect();
                prop_assert_eq!(meant.parse::<Decimal>().unwrap().normalize(), digits.parse::<Decimal>().unwrap().round_dp(2).normalize());
                let groups = text.split(',').skip(1).map(|group| group.chars().take_while(char::is_ascii_digit).count());
                prop_assert!(groups.into_iter().all(|length| length == 3), "{} is no {}", text, meant);
            }
            Err(_) => {}
        }
    }

    #[test]
    fn any_cut_lowers_and_more_percent_lower_more(cents in 0_i64..99_999_999, one in 0_u32..=100, other in 0_u32..=100) {
        let (less, more) = (one.min(other), one.max(other));
        let cut = |percent: u32| yuan(cents).less_percent(percent.into()).amount;
        prop_assert!(cut(more) <= cut(less) && cut(less) <= yuan(cents).amount && cut(more) >= Decimal::ZERO);
        prop_assert!(cut(less).scale() <= 2, "{} has parts of a cent", cut(less));
    }

    #[test]
    fn any_campaigns_give_the_price_of_the_highest_priority(
        cents in 100_i64..10_000_000,
        campaigns in prop::collection::vec((0..TARGETS.len(), 1_u32..=90, any::<bool>()), 0..5),
    ) {
        let regular = yuan(cents);
        let leading = campaigns.iter().rev().find(|(target, _, runs)| *runs && covers(*target));
        let expected = leading.map_or(regular, |(_, percent, _)| regular.less_percent((*percent).into()));
        prop_assert_eq!(price_of_the_tea(regular, &campaigns), expected);
    }
}
