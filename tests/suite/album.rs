//! The album: all originals, where they are used, whether they are what they were, and all of them on one page.

use crate::support::{Shop, awning, package};
use image::{DynamicImage, Rgb, RgbImage};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::process::{Command, Output};

/// A shop with photos of every fate.
fn shop() -> Shop {
    let shop = Shop::of(&[&package().join("tests/faults/_shop")]);
    let assets = shop.root().join("assets/photos");
    fs::create_dir_all(&assets).unwrap();
    let scene = DynamicImage::from(scene(900, 600, [1.0, 2.0, 3.0]));
    let save = |name: &str, image: &DynamicImage| image.save(assets.join(name)).unwrap();
    save("field.png", &scene);
    save("field-small.jpg", &scene.resize(450, 300, image::imageops::FilterType::Triangle));
    save("other.png", &DynamicImage::from(self::scene(900, 600, [5.0, 1.0, 7.0])));
    save("blue.png", &swapped(&scene));
    fs::copy(assets.join("field.png"), assets.join("a & b.png")).unwrap();
    fs::write(assets.join("half.png"), &fs::read(assets.join("field.png")).unwrap()[..3000]).unwrap();
    fs::write(assets.join("field.png.yaml"), "alt: {zh-Hans: 山坡上的茶园, en: A tea field}\nrights: {licence: own}\n")
        .unwrap();
    let page = shop.root().join("content/pages/about.md");
    let text = fs::read_to_string(&page).unwrap();
    fs::write(page, text + "\n![](/photos/field.png)\n\n![](/photos/other.png)\n").unwrap();
    fs::create_dir_all(shop.root().join("assets/static")).unwrap();
    fs::copy(assets.join("field.png"), shop.root().join("assets/static/plain.png")).unwrap();
    shop
}

/// Soft blobs, as a photo has them.
fn scene(width: u32, height: u32, phases: [f32; 3]) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        let (x, y) = (x as f32 / width as f32 * 6.0, y as f32 / height as f32 * 5.0);
        Rgb(phases.map(|phase| ((x * (1.0 + phase / 9.0) + (y + phase).cos() * phase).sin() * 90.0 + 120.0) as u8))
    })
}

/// The same shades in other colours.
fn swapped(image: &DynamicImage) -> DynamicImage {
    let mut image = image.to_rgb8();
    for Rgb([red, _, blue]) in image.pixels_mut() {
        *red = red.saturating_sub(70);
        *blue = blue.saturating_add(100);
    }
    image.into()
}

fn photos(shop: &Shop, arguments: &[&str]) -> Output {
    awning().arg("photos").args(arguments).arg("--root").arg(shop.root()).output().unwrap()
}

fn out(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

fn err(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).unwrap()
}

#[test]
fn the_list_tells_what_is_worth_a_second_look() {
    let shop = shop();
    for lang in ["en", "zh"] {
        let output = photos(&shop, &["--lang", lang]);
        assert_eq!((output.status.code(), err(&output)), (Some(0), ""));
        insta::assert_snapshot!(format!("album-{lang}"), out(&output));
    }
    let duplicates = photos(&shop, &["--duplicates"]);
    let paths: Vec<&str> = out(&duplicates).lines().filter_map(|line| line.split("  ").next()).collect();
    assert_eq!(paths, ["assets/photos/a & b.png", "assets/photos/field-small.jpg", "assets/photos/field.png"]);
    assert_eq!(out(&photos(&shop, &["--unused"])).lines().count(), 4);
}

#[test]
fn machines_get_an_object_a_photo() {
    let output = photos(&shop(), &["--format", "json"]);
    let lines: Vec<Value> = out(&output).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let (summary, lines) = lines.split_last().unwrap();
    let lines: BTreeMap<&str, &Value> = lines.iter().map(|line| (line["path"].as_str().unwrap(), line)).collect();
    let summary = &summary["summary"];
    assert_eq!((&summary["originals"], &summary["unused"], &summary["unusable"]), (&7.into(), &4.into(), &1.into()));
    assert_eq!(summary["bytes"], lines.values().map(|line| line["bytes"].as_u64().unwrap()).sum::<u64>());
    let field = lines["assets/photos/field.png"];
    assert_eq!((&field["width"], &field["format"], &field["licence"]), (&900.into(), &"png".into(), &"own".into()));
    assert_eq!(field["uses"][0]["file"], "content/pages/about.md");
    let page = fs::read_to_string(package().join("tests/faults/_shop/content/pages/about.md")).unwrap();
    assert_eq!(field["uses"][0]["line"], page.lines().count() + 2);
    assert_eq!(
        (&field["uses"][0]["alt"], &lines["assets/photos/other.png"]["uses"][0]["alt"]),
        (&true.into(), &false.into())
    );
    assert_eq!(lines["assets/photos/half.png"]["problems"][0]["code"], "E511");
}

#[test]
fn a_shop_that_cannot_be_read_has_no_list() {
    let shop = shop();
    fs::write(shop.root().join("awning.yaml"), "name: [\n").unwrap();
    let output = photos(&shop, &[]);
    assert_eq!((output.status.code(), out(&output)), (Some(1), ""));
    assert!(err(&output).contains("error[E005]"), "{}", err(&output));
}

#[test]
fn the_index_is_that_of_sha256sum() {
    let shop = shop();
    fs::copy(shop.root().join("assets/photos/field.png"), shop.root().join("assets/photos/two\nlines.png")).unwrap();
    fs::write(shop.root().join("assets/mark.svg"), "\u{feff}<svg xmlns=\"http://www.w3.org/2000/svg\"/>").unwrap();
    let output = photos(&shop, &["index"]);
    assert_eq!((output.status.code(), err(&output)), (Some(0), "9 originals → assets/photos.sha256\n"));
    let text = fs::read_to_string(shop.root().join("assets/photos.sha256")).unwrap();
    let paths: Vec<&str> = text.lines().map(|line| line.split_once("  ").unwrap().1).collect();
    assert!(paths.len() == 9 && paths.is_sorted(), "{paths:?}");
    let checked = Command::new("sha256sum")
        .args(["-c", "--strict", "--quiet", "assets/photos.sha256"])
        .current_dir(shop.root())
        .output();
    assert!(checked.as_ref().is_ok_and(|output| output.status.success()), "{checked:?}");
    let verified = photos(&shop, &["verify"]);
    assert_eq!((verified.status.code(), err(&verified)), (Some(0), "9 originals are what the index says\n"));
    // It is no part of the release, and nothing is wrong with a shop that has one.
    assert_eq!(photos(&shop, &["index", "-q"]).stderr, b"");
    let codes: Vec<&str> = shop.check().diagnostics.iter().map(|diagnostic| diagnostic.rule.code).collect();
    assert!(!codes.contains(&"W012"), "{codes:?}");
}

#[test]
fn what_the_index_does_not_say_is_wrong() {
    let shop = shop();
    let verify = |arguments: &[&str]| photos(&shop, &[&["verify"], arguments].concat());
    assert_eq!(verify(&[]).status.code(), Some(1));
    assert!(err(&verify(&[])).contains("awning photos index"));
    photos(&shop, &["index"]);
    let photo = |name: &str| shop.root().join("assets/photos").join(name);
    let mut bytes = fs::read(photo("other.png")).unwrap();
    bytes[5000] ^= 1;
    fs::write(photo("other.png"), bytes).unwrap();
    fs::rename(photo("blue.png"), photo("green.png")).unwrap();
    let output = verify(&["--format", "json"]);
    let found: Vec<Value> = out(&output).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let codes: Vec<&str> = found.iter().filter_map(|line| line["code"].as_str()).collect();
    assert_eq!((output.status.code(), codes), (Some(1), vec!["E532", "E531", "E533"]));
    assert_eq!(found.last().unwrap()["summary"]["errors"], 3);
}

#[test]
fn the_contact_sheet_shows_all_on_one_page() {
    let shop = shop();
    let file = shop.outside().join("sheet.html");
    let write = |lang: &str| {
        let output = photos(&shop, &["contact", "--lang", lang, "--out", file.to_str().unwrap()]);
        assert_eq!(output.status.code(), Some(0), "{}", err(&output));
        fs::read_to_string(&file).unwrap()
    };
    let sheet = write("en");
    assert_eq!(sheet.matches("<figure>").count(), 7);
    assert_eq!(sheet.matches("src=\"data:image/webp;base64,").count(), 6);
    for text in [
        "a &amp; b.png",
        "cannot be read",
        "900 × 600 · PNG",
        "<em>unused</em>",
        "<em>looks alike</em>",
        "<em>no alt text</em>",
        "about.md:",
    ] {
        assert!(sheet.contains(text), "{text}");
    }
    assert!(!sheet.contains("a & b") && !sheet.contains("src=\"http") && !sheet.contains("url("));
    assert!(write("zh").contains("<em>未使用</em>"));
}

#[test]
fn a_contact_sheet_is_never_published() {
    let shop = shop();
    shop.build();
    fs::create_dir_all(shop.public()).unwrap();
    let elsewhere = shop.outside().join("release");
    fs::create_dir_all(&elsewhere).unwrap();
    fs::write(elsewhere.join("manifest.json"), "{}").unwrap();
    for folder in [shop.public(), shop.root().join("assets/static"), shop.root().join("content"), elsewhere] {
        let file = folder.join("contact.html");
        let output = photos(&shop, &["contact", "--out", file.to_str().unwrap()]);
        assert_eq!(output.status.code(), Some(2), "{}", err(&output));
        assert!(!file.exists());
    }
    // By itself it lies in the current folder.
    let here = tempfile::tempdir().unwrap();
    let output = awning().args(["photos", "contact", "--root"]).arg(shop.root()).current_dir(&here).output().unwrap();
    assert!(output.status.success() && here.path().join("contact.html").exists());
}

#[test]
fn small_photos_are_named_with_their_slot() {
    let shop = Shop::of(&[&package().join("tests/sites/_plain"), &package().join("tests/sites/one-of-each")]);
    image::GrayImage::from_pixel(150, 150, image::Luma([90]))
        .save(shop.root().join("content/products/tea/green-tea.png"))
        .unwrap();
    let output = photos(&shop, &["--format", "json"]);
    let line = out(&output).lines().find(|line| line.contains("green-tea.png")).unwrap();
    let small = &serde_json::from_str::<Value>(line).unwrap()["small"];
    assert_eq!((&small["width"], &small["wanted"]), (&150.into(), &320.into()));
}
