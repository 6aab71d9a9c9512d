//! Posters and preview pictures: which are drawn, what is on them, and what is said about them.

use crate::support::{Shop, Tree, package, printed, tree};
use awning::diagnostics::Language;
use std::fs;
use std::path::Path;

/// The faultless shop with a theme of its own, whose posters are one colour.
fn shop(template: &str) -> Shop {
    let shop = Shop::of(&[&package().join("tests/faults/_shop")]);
    let put = |path: &str, text: &str| write(&shop.root(), path, text);
    let settings = fs::read_to_string(shop.root().join("awning.yaml")).unwrap();
    put("awning.yaml", &format!("{settings}theme: {{name: paper}}\n"));
    put("themes/paper/theme.yaml", "name: paper\nextends: atelier\n");
    put("themes/paper/posters/card.html", template);
    put("themes/paper/posters/card.css", "div { height: 100%; background: var(--ground, #0000ff) }\n");
    shop
}

fn write(root: &Path, path: &str, text: &str) {
    fs::create_dir_all(root.join(path).parent().unwrap()).unwrap();
    fs::write(root.join(path), text).unwrap();
}

fn poster(shop: &Shop, more: &str) {
    let text = format!("---\ntitle: 海报\ntemplate: card\nwords: {{headline: 明前绿茶}}\n{more}---\n");
    write(&shop.root(), "content/posters/tea.md", &text);
}

fn built(shop: &Shop) -> Tree {
    let report = printed(&shop.build(), Language::English);
    assert!(!report.contains("error["), "{report}");
    tree(&shop.public())
}

/// The one file whose path has these words.
fn one<'t>(tree: &'t Tree, words: &str) -> (&'t str, &'t [u8]) {
    let found: Vec<_> = tree.iter().filter(|(path, _)| path.contains(words)).collect();
    assert_eq!(found.len(), 1, "{words}: {:?}", tree.keys());
    (found[0].0, found[0].1)
}

/// The colour in the middle of a picture.
fn middle(bytes: &[u8]) -> [u8; 3] {
    let picture = image::load_from_memory(bytes).unwrap().to_rgb8();
    picture.get_pixel(picture.width() / 2, picture.height() / 2).0
}

/// Whether a colour is, but for JPEG, the other one.
fn is_near(found: [u8; 3], wanted: [u8; 3]) -> bool {
    found.iter().zip(wanted).all(|(found, wanted)| found.abs_diff(wanted) < 8)
}

#[test]
fn every_format_has_its_size_and_kind() {
    let shop = shop("<div></div>\n");
    poster(&shop, "formats: [main, banner, wechat-cover, wechat-share, story, xiaohongshu, og, a4, sticker]\n");
    let settings = fs::read_to_string(shop.root().join("awning.yaml")).unwrap();
    let own = "posters:\n  formats:\n    sticker: {width: 64, height: 64, file: png}\n    og: {height: 640}\n";
    write(&shop.root(), "awning.yaml", &format!("{settings}{own}"));
    let tree = built(&shop);
    for (format, width, height) in [
        ("main", 800, 800),
        ("banner", 1920, 600),
        ("wechat-cover", 900, 383),
        ("wechat-share", 1080, 864),
        ("story", 1080, 1920),
        ("xiaohongshu", 1242, 1660),
        ("og", 1200, 640),
    ] {
        let (path, bytes) = one(&tree, &format!("posters/tea-{format}-"));
        assert!(path.ends_with(".jpg"), "{path}");
        let picture = image::load_from_memory_with_format(bytes, image::ImageFormat::Jpeg).unwrap();
        assert_eq!((picture.width(), picture.height()), (width, height), "{format}");
    }
    let (path, bytes) = one(&tree, "posters/tea-sticker-");
    assert!(path.ends_with(".png") && bytes.starts_with(b"\x89PNG"), "{path}");
    let (path, bytes) = one(&tree, "posters/tea-a4-");
    let holds = |words: &[u8]| bytes.windows(words.len()).any(|window| window == words);
    assert!(path.ends_with(".pdf") && bytes.starts_with(b"%PDF-") && holds(b"/TrimBox") && holds(b"/BleedBox"));
}

#[test]
fn a_poster_wears_its_campaign_and_its_own_colours() {
    let shop = shop("<div></div>\n");
    let winter = fs::read_to_string(shop.root().join("content/campaigns/winter.md")).unwrap();
    let skinned = winter.replace("mechanic:", "skin: {tokens: {ground: \"#ff0000\"}}\nmechanic:");
    write(&shop.root(), "content/campaigns/winter.md", &skinned);
    poster(&shop, "formats: [og]\ncampaign: winter\n");
    assert!(is_near(middle(one(&built(&shop), "posters/tea-og-").1), [255, 0, 0]));
    poster(&shop, "formats: [og]\ncampaign: winter\npalette: {ground: \"#00ff00\"}\n");
    assert!(is_near(middle(one(&built(&shop), "posters/tea-og-").1), [0, 255, 0]));
}

#[test]
fn a_poster_shows_the_price_that_its_campaign_asks_or_will_ask() {
    let prices = "<div style=\"background: {% if not price %}#000000{% elif price.digits == \"108.80\" %}#00ff00{% else %}#ff0000{% endif %}\"></div>\n";
    // 128 yuan, and 15 percent less from 20 November to 1 December.
    for (moment, campaign, wanted) in [
        ("2026-11-10T09:00:00+08:00", "", [255, 0, 0]),
        ("2026-11-10T09:00:00+08:00", "campaign: winter\n", [0, 255, 0]),
        ("2026-11-25T09:00:00+08:00", "", [0, 255, 0]),
        ("2026-12-02T09:00:00+08:00", "campaign: winter\n", [255, 0, 0]),
    ] {
        let shop = shop(prices).at(moment);
        write(&shop.root(), "content/data/offers.csv", "sku,price,stock,counted_at\nGT-1,128.00,20,2026-11-09\n");
        poster(&shop, &format!("formats: [og]\nprice_of: GT-1\n{campaign}"));
        let shown = middle(one(&built(&shop), "posters/tea-og-").1);
        assert!(is_near(shown, wanted), "{moment} {campaign}: {shown:?}");
    }
}

#[test]
fn products_stories_and_campaigns_are_previewed_and_one_edit_draws_one() {
    let shop = shop("<div></div>\n");
    let before = built(&shop);
    for kind in ["product", "story", "campaign"] {
        let (path, bytes) = one(&before, &format!("share/{kind}-"));
        let picture = image::load_from_memory_with_format(bytes, image::ImageFormat::Jpeg).unwrap();
        assert_eq!((picture.width(), picture.height()), (1200, 630), "{path}");
        let page = before.iter().find(|(page, bytes)| page.ends_with(".html") && holds(bytes, path));
        assert!(page.is_some(), "no page names {path}");
    }
    let tea = "content/products/tea/green-tea.md";
    let text = fs::read_to_string(shop.root().join(tea)).unwrap();
    write(&shop.root(), tea, &text.replace("title: 明前绿茶", "title: 雨前绿茶"));
    let after = built(&shop);
    let drawn: Vec<&String> =
        after.keys().filter(|path| !before.contains_key(*path) && path.ends_with(".jpg")).collect();
    assert_eq!(drawn.len(), 1, "{drawn:?}");
    assert!(drawn[0].starts_with("share/product-green-tea-"), "{drawn:?}");
}

#[test]
fn a_campaign_is_shared_with_its_own_poster() {
    let shop = shop("<div></div>\n");
    poster(&shop, "formats: [main, og]\ncampaign: winter\n");
    let winter = fs::read_to_string(shop.root().join("content/campaigns/winter.md")).unwrap();
    write(&shop.root(), "content/campaigns/winter.md", &winter.replace("mechanic:", "posters: [tea]\nmechanic:"));
    let tree = built(&shop);
    let (path, _) = one(&tree, "posters/tea-og-");
    let page = &tree["campaigns/winter/index.html"];
    assert!(
        holds(page, &format!("og:image content=https://shop.example/{path}"))
            || holds(page, &format!("og:image\" content=\"https://shop.example/{path}"))
    );
}

#[test]
fn without_previews_photos_are_shared() {
    let shop = shop("<div></div>\n");
    let settings = fs::read_to_string(shop.root().join("awning.yaml")).unwrap();
    write(&shop.root(), "awning.yaml", &format!("{settings}posters: {{previews: false}}\n"));
    let tree = built(&shop);
    assert!(!tree.keys().any(|path| path.starts_with("share/")));
    assert!(holds(&tree["products/green-tea/index.html"], "https://shop.example/photos/green-tea-"));
}

#[test]
fn a_badge_may_be_a_template_that_says_what_its_campaign_says() {
    let shop = shop("<div></div>\n").at("2026-11-25T09:00:00+08:00");
    let badge = "<div style=\"height: 100%; background: {% if badge == \"冬集\" %}#00ff00{% else %}#ff0000{% endif %}\"></div>\n";
    write(&shop.root(), "themes/paper/posters/badges/dot.html", badge);
    let winter = fs::read_to_string(shop.root().join("content/campaigns/winter.md")).unwrap();
    let dotted = winter.replace("badge: {text: 冬集}", "badge: {text: 冬集, artwork: dot}");
    write(&shop.root(), "content/campaigns/winter.md", &dotted);
    let tree = built(&shop);
    let corners =
        tree.iter().filter(|(path, _)| path.starts_with("photos/") && path.ends_with(".jpg")).map(|(_, bytes)| {
            let picture = image::load_from_memory(bytes).unwrap().to_rgb8();
            picture.get_pixel(picture.width() * 9 / 10, picture.height() / 10).0
        });
    let corners: Vec<[u8; 3]> = corners.collect();
    assert!(corners.iter().any(|corner| is_near(*corner, [0, 255, 0])), "{corners:?}");
    assert!(!corners.iter().any(|corner| is_near(*corner, [255, 0, 0])), "{corners:?}");
}

#[test]
fn what_is_said_about_a_preview_is_said_again_when_nothing_is_drawn() {
    let shop = shop("<div></div>\n");
    let tea = "content/products/tea/green-tea.md";
    let text = fs::read_to_string(shop.root().join(tea)).unwrap();
    write(&shop.root(), tea, &text.replace("title: 明前绿茶 100 g", "title: 明前绿茶 \u{1f375} 100 g"));
    let first = printed(&shop.build(), Language::English);
    assert!(first.contains("warning[W558]: no font of the preview picture has \u{1f375} (U+1F375)"), "{first}");
    assert_eq!(printed(&shop.build(), Language::English), first);
    let og = "<h1 data-slot=\"title\" data-fit=\"200..300\" data-lines=\"1\">{{ title }}</h1>\n";
    write(&shop.root(), "themes/paper/posters/og.html", og);
    write(&shop.root(), "themes/paper/posters/og.css", "h1 { font-family: \"Atelier Serif\" }\n");
    let second = printed(&shop.build(), Language::Chinese);
    assert!(second.contains("警告[W557]: 分享图放不下完整的 `title`"), "{second}");
    assert_eq!(printed(&shop.build(), Language::Chinese), second);
}

fn holds(bytes: &[u8], words: &str) -> bool {
    bytes.windows(words.len()).any(|window| window == words.as_bytes())
}
