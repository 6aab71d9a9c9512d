//! Badges and watermarks of a whole shop: on which renditions they lie, and whose artwork it is.

use super::fixtures::{assert_near, pixel};
use crate::support::{Shop, package, tree};
use awning::fingerprint::Digest;
use awning::photos::{Mark, Marks};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

const CELADON: [u8; 3] = [61, 102, 85];

/// The faultless shop, with changes: files by path, and lines that its only product begins with.
fn shop(product: &str, files: &[(&str, &str)]) -> Shop {
    let shop = Shop::of(&[&package().join("tests/faults/_shop")]);
    let tea = shop.root().join("content/products/tea/green-tea.md");
    let text = fs::read_to_string(&tea).unwrap().replacen("---\n", &format!("---\n{product}"), 1);
    fs::write(tea, text).unwrap();
    for (path, text) in files {
        let path = shop.root().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        let before = if path.ends_with("awning.yaml") { fs::read_to_string(&path).unwrap() } else { String::new() };
        fs::write(path, before + text).unwrap();
    }
    shop
}

/// Every JPEG rendition of a shop by its name, and the codes of what was said.
fn built(shop: &Shop) -> (BTreeMap<String, Vec<u8>>, Vec<&'static str>) {
    let report = shop.build();
    let is_jpeg = |name: &String| name.starts_with("photos/") && name.ends_with(".jpg");
    let photos = tree(&shop.public()).into_iter().filter(|(name, _)| is_jpeg(name)).collect();
    (photos, report.diagnostics.iter().map(|diagnostic| diagnostic.rule.code).collect())
}

/// The widths of the renditions that one build has and another has not, `photos/green-tea-480-….jpg`.
fn widths_apart<'p>(
    one: &'p BTreeMap<String, Vec<u8>>,
    other: &BTreeMap<String, Vec<u8>>,
) -> (Vec<u32>, Vec<&'p Vec<u8>>) {
    let apart = one.iter().filter(|(name, _)| !other.contains_key(*name));
    let width = |name: &str| name.rsplit('-').nth(1).unwrap().parse().unwrap();
    let mut apart: Vec<(u32, &Vec<u8>)> = apart.map(|(name, bytes)| (width(name), bytes)).collect();
    apart.sort_by_key(|(width, _)| *width);
    apart.into_iter().unzip()
}

#[test]
fn badges_lie_on_cards_and_in_galleries_alone() {
    let (plain, _) = built(&shop("", &[]));
    let (badged, said) = built(&shop("badge: new\n", &[]));
    assert_eq!(said, [""; 0]);
    let (widths, photos) = widths_apart(&badged, &plain);
    assert_eq!(widths, [320, 480, 640, 800, 960, 1200]);
    assert_eq!(widths_apart(&plain, &badged).0, widths);
    for photo in photos {
        let photo = image::load_from_memory(photo).unwrap();
        assert_near(pixel(&photo, 86, 6), CELADON, 24);
        assert_near(pixel(&photo, 14, 6), pixel(&photo, 10, 6), 12);
    }
}

/// A rule of the badge `sale`, lines of the product, and whether the product wears it on 2026-11-23: it has 20 pieces, and
/// a campaign runs.
const RULES: [(&str, &str, bool); 9] = [
    ("{stock_below: 21}", "", true),
    ("{stock_below: 20}", "", false),
    ("{new_within: 14d}", "shelf: {list_at: 2026-11-09T09:00:01}\n", true),
    ("{new_within: 14d}", "shelf: {list_at: 2026-11-09T09:00:00}\n", false),
    ("{new_within: 14d}", "", false),
    ("{tag: 绿茶, campaign: true}", "tags: [绿茶]\n", true),
    ("{tag: 绿茶, campaign: false}", "tags: [绿茶]\n", false),
    ("{category: tea}", "", true),
    ("{}", "", false),
];

#[test]
fn badges_are_worn_by_rule() {
    let (plain, _) = built(&shop("", &[]));
    for (rule, product, worn) in RULES {
        let settings = format!("photos: {{badges: {{sale: {{when: {rule}}}}}}}\n");
        let (badged, said) = built(&shop(product, &[("awning.yaml", &settings)]));
        assert_eq!(said.into_iter().filter(|code| code.starts_with('E')).collect::<Vec<_>>(), [""; 0], "{rule}");
        assert_eq!(!widths_apart(&badged, &plain).0.is_empty(), worn, "{rule} {product}");
    }
}

#[test]
fn a_campaigns_artwork_lies_on_what_it_covers() {
    let campaign = fs::read_to_string(package().join("tests/faults/_shop/content/campaigns/winter.md")).unwrap();
    let stamped = campaign.replace("badge: {text: 冬集}", "badge: {text: 冬集, artwork: sale}");
    let (plain, _) = built(&shop("", &[]));
    let files = [("content/campaigns/winter.md", stamped.as_str())];
    let sold = shop("", &files);
    let (badged, said) = built(&sold);
    assert_eq!(said, [""; 0]);
    assert_eq!(widths_apart(&badged, &plain).0, [320, 480, 640, 800, 960, 1200]);
    let page = fs::read_to_string(sold.public().join("products/green-tea/index.html")).unwrap();
    assert!(page.contains(r#"<span class="sr">冬集</span>"#), "the words are there for those who see no photo");
    let over = shop("", &files).at("2026-12-02T00:00:00+08:00");
    let (plain, _) = built(&shop("", &[]).at("2026-12-02T00:00:00+08:00"));
    assert_eq!(widths_apart(&built(&over).0, &plain).0, [0; 0], "when it is over, it is gone");
    let mistyped = campaign.replace("badge: {text: 冬集}", "badge: {text: 冬集, artwork: sael}");
    let (_, said) = built(&shop("", &[("content/campaigns/winter.md", &mistyped)]));
    assert_eq!(said.len(), 1, "{said:?}");
}

#[test]
fn the_shops_own_badge_goes_before_the_themes() {
    let own =
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9" fill="blue"/></svg>"#;
    let settings = "photos: {badges: {new: {place: center, width: 0.5, min_edge: 1000}}}\n";
    let files = [("assets/badges/new.zh-Hans.svg", own), ("awning.yaml", settings)];
    let (badged, said) = built(&shop("badge: new\n", &files));
    assert_eq!(said, [""; 0]);
    let (plain, _) = built(&shop("", &[]));
    let (widths, photos) = widths_apart(&badged, &plain);
    assert_eq!(widths, [1200]);
    assert_near(pixel(&image::load_from_memory(photos[0]).unwrap(), 30, 70), [0, 0, 255], 12);
}

#[test]
fn photos_that_must_not_be_changed_carry_no_marks() {
    let seal = r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="4" cy="4" r="3"/></svg>"#;
    let bound = "illustration: true\nrights: {holder: 某某, licence: CC-BY-ND-4.0}\n";
    let marks = "photos: {watermark: {image: /seal.svg, tone: auto}}\n";
    let sidecar = "content/products/tea/green-tea.png.yaml";
    let files = [(sidecar, bound), ("awning.yaml", marks), ("assets/seal.svg", seal)];
    let (marked, said) = built(&shop("badge: new\n", &files));
    assert_eq!(said, ["W545"]);
    let (plain, said) = built(&shop("", &files[..1]));
    assert_eq!(said, [""; 0]);
    assert_eq!(names(&marked), names(&plain));
    let (free, said) = built(&shop("", &files[1..]));
    assert_eq!(said, [""; 0]);
    assert_ne!(names(&free), names(&plain));
}

fn names(photos: &BTreeMap<String, Vec<u8>>) -> BTreeSet<&String> {
    photos.keys().collect()
}

#[test]
fn badges_speak_the_language_of_the_page() {
    let mark = |name: &str| super::marks::mark(Digest::of(name.as_bytes()));
    let badges = ["new", "new.zh", "new.zh-Hant", "gift"].map(|name| (name.to_string(), mark(name)));
    let marks = Marks { watermark: None, badges: badges.into() };
    let found = |name: &str, language: &str| -> Option<&Mark> { marks.badge(name, None, language) };
    assert_eq!(found("new", "zh-Hans"), Some(&mark("new.zh")));
    assert_eq!(found("new", "zh-Hant"), Some(&mark("new.zh-Hant")));
    assert_eq!(found("new", "en"), Some(&mark("new")));
    assert_eq!(found("gift", "zh-Hans"), Some(&mark("gift")));
    assert_eq!(found("sale", "en"), None);
}
