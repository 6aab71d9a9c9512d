//! Rules that relate documents to each other, the offers, the settings and the moment, on shops in memory.

use awning::catalog::Clearance;
use awning::checks;
use awning::diagnostics::{Diagnostic, Language, sorted};
use awning::paths::ShopPath;
use awning::{catalog, settings, source, storefront};
use std::fmt::Write as _;

const SETTINGS: &str = "name: 山里\nbase_url: https://shop.example\ntimezone: Asia/Shanghai\nlanguages: [zh-Hans, en]\n\
    currency: CNY\nmarkets: []\nphotos: {required: false}\n";
const LONG: &str = "清明前的一芽一叶，炒青工艺，汤色清亮，有豆香。西乡李家茶园自采自制，100 克铁罐装。";

/// A shop's files, with `awning.yaml`, a home page and a category.
struct Shop(Vec<(String, String)>);

impl Shop {
    fn new() -> Self {
        Self(Vec::new())
            .with("awning.yaml", SETTINGS)
            .with("content/pages/home.md", "---\ntitle: 山里\n---\n")
            .with("content/products/tea/_category.md", "---\ntitle: 茶\n---\n")
    }

    /// Adds a file, or replaces it.
    fn with(mut self, path: &str, text: &str) -> Self {
        self.0.retain(|(known, _)| known != path);
        self.0.push((path.to_string(), text.to_string()));
        self
    }

    fn product(self, name: &str, sku: &str, more: &str) -> Self {
        let title = format!("茶 {sku}");
        self.with(
            &format!("content/products/tea/{name}.md"),
            &format!("---\ntitle: {title}\nsku: {sku}\ndescription: {LONG}\n{more}---\n"),
        )
    }

    fn offers(self, rows: &[&str]) -> Self {
        self.with("content/data/offers.csv", &format!("sku,price,stock\n{}\n", rows.join("\n")))
    }

    fn campaign(self, name: &str, more: &str) -> Self {
        let text = format!("---\ntitle: {name}\nslogan: 茶\nstart: 2026-11-20\nend: 2026-11-30\n{more}---\n");
        self.with(&format!("content/campaigns/{name}.md"), &text)
    }

    fn checked<T>(&self, check: impl Fn(&storefront::Storefront<'_>) -> T) -> T {
        let files = self.0.iter().map(|(path, text)| (ShopPath::new(path).unwrap(), text.clone().into_bytes()));
        let source = source::Source::in_memory(files);
        let settings = settings::read(&source).value.unwrap();
        let catalog = catalog::read(&source, &settings).value;
        let moment = "2026-11-23T09:00:00+08:00".parse().unwrap();
        check(&storefront::at(&catalog, &settings, moment, Clearance::default()))
    }

    /// What the checks say: code, file, message.
    fn report(&self) -> String {
        told(sorted(self.checked(checks::all)), Language::English)
    }
}

fn told(diagnostics: Vec<Diagnostic>, language: Language) -> String {
    let mut text = String::new();
    for diagnostic in diagnostics {
        let name = diagnostic.place.file.as_str().trim_start_matches("content/");
        let _ = writeln!(text, "{} {name}: {}", diagnostic.rule.code, diagnostic.message(language));
    }
    text
}

#[test]
fn a_shop_in_order_is_silent() {
    let shop = Shop::new()
        .product("green", "GT-1", "related: [RT-1]\n")
        .product("red", "RT-1", "tags: [新茶]\n")
        .offers(&["GT-1,128.00,5", "RT-1,98.00,5"])
        .campaign("spring", "products: [{tag: 新茶, price: \"88.00\"}]\n");
    assert_eq!(shop.report(), "");
}

#[test]
fn a_sku_is_known_from_groups_and_variants_published_or_not() {
    let variants = "variants: {by: [size], items: [{sku: AP-1-S, size: S}, {sku: AP-1-M, size: M}]}\n";
    let shop = Shop::new()
        .product("apron", "AP-1", variants)
        .product("draft", "DR-1", "status: draft\n")
        .product("green", "GT-1", "related: [AP-1, AP-1-S, DR-1]\npairs_with: [GT-2]\n")
        .offers(&["GT-1,128.00,5", "AP-1-S,68.00,5", "AP-1-M,68.00,5"]);
    assert_eq!(shop.report(), "E206 products/tea/green.md: no product has the SKU GT-2\n");
    let guess = shop.checked(checks::all).into_iter().find_map(|diagnostic| diagnostic.suggestion);
    assert_eq!(guess.as_deref(), Some("GT-1"));
}

#[test]
fn what_a_translation_repeats_is_said_once() {
    let shop = Shop::new()
        .product("green", "GT-1", "related: [XX-1]\nbuy: [{channel: tmall, link: \"https://x.example\"}]\n")
        .with("content/products/tea/green.en.md", &format!("---\ntitle: Tea\ndescription: {LONG}\n---\n"))
        .with("content/products/tea/_category.en.md", "---\ntitle: Tea\n---\n")
        .with("content/pages/home.en.md", "---\ntitle: Shanli\n---\n")
        .offers(&["GT-1,128.00,5"]);
    let expected = "E220 products/tea/green.md: there is no channel `tmall` in awning.yaml\n\
        E206 products/tea/green.md: no product has the SKU XX-1\n";
    let mut lines: Vec<String> = shop.report().lines().map(str::to_string).collect();
    let mut wanted: Vec<String> = expected.lines().map(str::to_string).collect();
    lines.sort();
    wanted.sort();
    assert_eq!(lines, wanted);
}

#[test]
fn one_sku_twice_names_both_files() {
    let variants = "variants: {by: [size], items: [{sku: GT-1, size: S}]}\n";
    let shop = Shop::new().product("apron", "AP-1", variants).product("green", "GT-1", "").offers(&["GT-1,128.00,5"]);
    let report =
        "E204 products/tea/green.md: the SKU GT-1 is already used in content/products/tea/apron.md\n".to_string();
    assert_eq!(shop.report(), report);
}

#[test]
fn a_row_that_is_refused_is_not_called_missing() {
    let shop = Shop::new().product("green", "GT-1", "").offers(&["GT-1,¥128,5"]);
    assert!(!shop.report().contains("E205"), "{}", shop.report());
    let shop = Shop::new().product("green", "GT-1", "").offers(&["RT-1,128.00,5"]);
    assert!(shop.report().contains("E205 products/tea/green.md: the offers table has no row for GT-1"));
    assert!(shop.report().contains("W313 data/offers.csv: no product has the SKU RT-1"));
}

#[test]
fn a_draft_needs_no_row_yet() {
    let shop =
        Shop::new().product("green", "GT-1", "").product("draft", "DR-1", "status: draft\n").offers(&["GT-1,128.00,5"]);
    assert_eq!(shop.report(), "");
}

#[test]
fn rival_campaigns_are_told_once_a_pair() {
    let shop = |priority: &str| {
        Shop::new()
            .product("green", "GT-1", "tags: [新茶]\n")
            .product("red", "RT-1", "tags: [新茶]\n")
            .offers(&["GT-1,128.00,5", "RT-1,98.00,5"])
            .campaign("a", "products: [{category: tea, percent_off: 10}]\n")
            .campaign("b", &format!("{priority}products: [{{tag: 新茶, percent_off: 5, exclude: [GT-1]}}]\n"))
    };
    let report = shop("").report();
    assert_eq!(
        report,
        "E405 campaigns/b.md: content/campaigns/a.md covers RT-1 at the same time with the same priority 50\n"
    );
    assert_eq!(shop("priority: 60\n").report(), "");
}

#[test]
fn only_what_both_price_at_once_is_a_tie() {
    let shop = |other: &str| {
        let skus = ["GT-1", "GT-2", "GT-3", "GT-4", "GT-5", "GT-6"];
        let shop = skus.iter().fold(Shop::new(), |shop, sku| shop.product(&sku.to_lowercase(), sku, "tags: [绿茶]\n"));
        let rows = skus.map(|sku| format!("{sku},128.00,5"));
        let shop = shop.offers(&rows.each_ref().map(String::as_str));
        shop.campaign("a", "products: [{all: true, percent_off: 10}]\n").campaign("b", other).report()
    };
    let tie = "E405 campaigns/b.md: content/campaigns/a.md covers GT-1, GT-2, GT-3, GT-4 and 2 more at the same time with the same priority 50\n";
    assert_eq!(shop("products: [{tag: 绿茶, percent_off: 5}]\n"), tie);
    assert_eq!(
        shop("products: [{category: tea, percent_off: 5, exclude_tags: [绿茶]}]\n"),
        "E403 campaigns/b.md: no product fits `category: tea`\n"
    );
    assert_eq!(shop("products: [{tag: 绿茶, gift: 茶样}]\n"), "", "a gift makes no price");
    assert_eq!(
        shop("publish_at: 2026-12-05\nproducts: [{tag: 绿茶, percent_off: 5}]\n"),
        "",
        "published when the other is over"
    );
}

#[test]
fn a_floor_at_the_regular_price_is_no_offer() {
    let shop = Shop::new().product("green", "GT-1", "").offers(&["GT-1,128.00,5"]);
    let report = shop.campaign("a", "products: [{sku: GT-1, percent_off: 10, floor: \"100%\"}]\n").report();
    assert!(
        report.contains("E406 campaigns/a.md: the campaign asks 128.00 for GT-1, which costs 128.00 without it"),
        "{report}"
    );
    assert!(report.contains("W432"), "{report}");
}

#[test]
fn a_campaign_that_is_over_is_left_alone() {
    let shop = Shop::new().product("green", "GT-1", "").offers(&["GT-1,98.00,5"]);
    let over = "---\ntitle: 旧\nslogan: 茶\nstart: 2025-11-01\nend: 2025-11-12\nproducts: [{sku: GT-1, price: \"108.00\"}, {tag: 没有, percent_off: 5}]\n---\n";
    assert_eq!(shop.with("content/campaigns/old.md", over).report(), "");
}

#[test]
fn an_article_that_sells_says_so() {
    let report = |body: &str| {
        let story = format!("---\ntitle: 茶山\ndisclosure: none\n---\n{body}\n");
        let shop = Shop::new().product("green", "GT-1", "").offers(&["GT-1,128.00,5"]);
        shop.with("content/stories/hill.md", &story).report()
    };
    assert_eq!(report("没有商品。"), "");
    assert_eq!(report("{{< cta label=\"关于\" to=\"/about/\" >}}"), "");
    let told =
        |what: &str| format!("E141 stories/hill.md: this text sells ({what}) but says that it is no advertisement\n");
    assert_eq!(report("{{< product sku=\"GT-1\" >}}"), told("product"));
    assert_eq!(report("{{< cta label=\"去买\" to=\"/products/green/\" >}}"), told("cta"));
    assert_eq!(report("{{< cta label=\"去买\" to=\"../products/tea/green.md\" >}}"), told("cta"));
}

#[test]
fn circles_and_unknown_parents_are_told() {
    let category = |parent: &str| format!("---\ntitle: {parent} 下\nparent: {parent}\n---\n");
    let shop = Shop::new()
        .product("green", "GT-1", "")
        .offers(&["GT-1,128.00,5"])
        .with("content/products/tea/_category.md", &category("wine"))
        .with("content/products/wine/_category.md", &category("tea"))
        .with("content/products/cloth/_category.md", &category("tee"));
    let report = shop.report();
    assert!(
        report.contains("E620 products/tea/_category.md: the category is above itself: tea → wine → tea"),
        "{report}"
    );
    assert_eq!(report.matches("E620").count(), 1, "{report}");
    assert!(report.contains("E219 products/cloth/_category.md: there is no category `tee`"), "{report}");
}

#[test]
fn a_category_that_is_not_shown_lists_nothing_and_lends_nothing() {
    let listed = |status: &str| {
        let shop = Shop::new()
            .with(
                "content/products/tea/_category.md",
                &format!("---\ntitle: 茶\nparent: drinks\nstatus: {status}\n---\n"),
            )
            .with("content/products/drinks/_category.md", "---\ntitle: 饮\n---\n")
            .product("green", "GT-1", "")
            .offers(&["GT-1,128.00,5"]);
        shop.checked(|storefront| {
            let shelf = storefront.shelf("zh-Hans").unwrap();
            assert!(shelf.item("GT-1").is_some(), "the product itself is shown");
            [shelf.within("tea").count(), shelf.within("drinks").count()]
        })
    };
    assert_eq!(listed("approved"), [1, 1]);
    assert_eq!(listed("draft"), [0, 0]);
}

#[test]
fn every_language_that_shows_a_page_begins_at_a_home_page() {
    let shop = Shop::new().with("content/pages/about.md", "---\ntitle: 关于\n---\n");
    let shop = shop.product("green", "GT-1", "").offers(&["GT-1,128.00,5"]);
    assert_eq!(shop.report(), "");
    let shop = shop.with("content/pages/about.en.md", "---\ntitle: About\n---\n");
    assert_eq!(shop.report(), "E623 awning.yaml: there is no home page in en\n");
}

#[test]
fn notes_say_why_a_product_is_not_on_the_shelf() {
    let shop = Shop::new()
        .with("content/products/tea/green.md", "---\ntitle: 茶\nsku: GT-1\nstatus: review\ndescription: 好茶\n---\n")
        .offers(&["GT-1,128.00,"]);
    let notes = || shop.checked(checks::shelf_notes);
    let line = "N223 products/tea/green.md:";
    assert_eq!(
        told(notes(), Language::English),
        format!("{line} not on the shelf: not approved, description 4/60, stock unknown\n")
    );
    assert_eq!(told(notes(), Language::Chinese), format!("{line} 未上架：未批准、描述 4/60、库存不明\n"));
}

#[test]
fn many_old_counts_are_one_warning() {
    let shop = |count: usize| {
        let mut shop = Shop::new();
        let mut rows = String::from("sku,price,stock,counted_at\n");
        for at in 0..count {
            shop = shop.product(&format!("tea-{at}"), &format!("GT-{at}"), "");
            let _ = writeln!(rows, "GT-{at},128.00,5,2026-11-1{at}");
        }
        shop.with("content/data/offers.csv", &rows)
    };
    assert_eq!(shop(5).report().matches("W301").count(), 5);
    assert_eq!(
        shop(6).report(),
        "W303 data/offers.csv: 6 counts of stock are older than two days, the oldest of 2026-11-10, 13 days ago\n"
    );
}

#[test]
#[ignore = "measures: cargo test --release checks -- --ignored --nocapture"]
fn ten_thousand_products_are_checked_at_once() {
    let mut shop = Shop::new();
    let mut rows = Vec::new();
    for at in 0..10_000 {
        let related = format!("related: [P-{}, P-{}]\ntags: [t{}]\n", (at + 1) % 10_000, (at + 7) % 10_000, at % 40);
        shop.0.push((
            format!("content/products/tea/p-{at}.md"),
            format!(
                "---\ntitle: 茶 {at}\nsku: P-{at}\ndescription: {LONG}\n{related}---\n{{{{< product sku=\"P-3\" >}}}}\n"
            ),
        ));
        rows.push(format!("P-{at},128.00,5"));
    }
    for at in 0..50 {
        shop =
            shop.campaign(&format!("c-{at}"), &format!("priority: {at}\nproducts: [{{all: true, percent_off: 5}}]\n"));
    }
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let shop = shop.offers(&rows);
    shop.checked(|storefront| {
        let begun = std::time::Instant::now();
        let found = checks::all(storefront);
        println!("{} diagnostics, {:?}", found.len(), begun.elapsed());
        found
    });
}
