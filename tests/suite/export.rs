//! Photos for other platforms: the right sizes, below the limits, clean, and nowhere that is published.

use crate::support::{Shop, awning, package};
use std::fs;
use std::path::PathBuf;
use std::process::Output;

fn shop() -> Shop {
    Shop::of(&[&package().join("tests/faults/_shop")])
}

fn export(shop: &Shop, arguments: &[&str]) -> Output {
    awning().args(["photos", "export"]).args(arguments).arg("--root").arg(shop.root()).output().unwrap()
}

fn files(folder: PathBuf) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn photos_have_the_size_and_the_bytes_that_a_platform_asks_for() {
    let shop = shop();
    let out = shop.outside().join("for shops");
    let output = export(&shop, &["taobao.main", "wechat.cover", "--out", out.to_str().unwrap()]);
    assert!(output.status.success(), "{output:?}");
    for (preset, size, limit) in [("taobao.main", (800, 800), 3_000_000), ("wechat.cover", (900, 383), usize::MAX)] {
        let names = files(out.join(preset));
        assert!(!names.is_empty() && names.iter().all(|name| name.ends_with("-1.jpg")), "{names:?}");
        for name in names {
            let bytes = fs::read(out.join(preset).join(&name)).unwrap();
            let picture = image::load_from_memory(&bytes).unwrap();
            assert_eq!((picture.width(), picture.height()), size, "{name}");
            assert!(bytes.len() <= limit && bytes.starts_with(b"\xFF\xD8\xFF"), "{name}");
        }
    }
    assert!(!shop.public().exists(), "nothing is published");
}

#[test]
fn presets_are_listed_and_a_wrong_name_is_told() {
    let shop = shop();
    let list = String::from_utf8(export(&shop, &[]).stdout).unwrap();
    for name in ["taobao.main ", "wechat.cover ", "google.feed "] {
        assert!(list.contains(name), "{list}");
    }
    let wrong = export(&shop, &["taobao.mian"]);
    let told = String::from_utf8(wrong.stderr).unwrap();
    assert_eq!(wrong.status.code(), Some(2));
    assert!(told.contains("did you mean `taobao.main`?"), "{told}");
}

#[test]
fn what_is_published_or_read_is_no_place_for_exports() {
    let shop = shop();
    for folder in ["public", "assets", "content/export"] {
        let out = shop.root().join(folder);
        fs::create_dir_all(&out).unwrap();
        let output = export(&shop, &["og", "--out", out.to_str().unwrap()]);
        assert_eq!(output.status.code(), Some(2), "{folder}");
        assert!(!out.join("og").exists(), "{folder}");
    }
}

#[test]
fn a_shop_changes_and_adds_presets_and_chooses_products() {
    let shop = shop();
    let settings = shop.root().join("awning.yaml");
    let text = fs::read_to_string(&settings).unwrap();
    let own = "photos:\n  presets:\n    taobao.main: {widths: [700]}\n    market: {widths: [300], ratio: \"3:2\", fit: whole, formats: [png]}\n";
    assert!(!text.contains("photos:"));
    fs::write(&settings, text + own).unwrap();
    let out = shop.outside().join("export");
    let arguments = ["taobao.main", "market", "--product", "tea", "--format", "json", "--out", out.to_str().unwrap()];
    let output = export(&shop, &arguments);
    assert!(output.status.success(), "{output:?}");
    let size = |preset: &str| {
        let name = files(out.join(preset)).remove(0);
        let picture = image::open(out.join(preset).join(name)).unwrap();
        (picture.width(), picture.height())
    };
    assert_eq!((size("taobao.main"), size("market")), ((700, 700), (300, 200)));
    let told: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(told["summary"]["files"], told["files"].as_array().unwrap().len());
    let none =
        export(&shop, &["market", "--product", "nothing", "--out", shop.outside().join("none").to_str().unwrap()]);
    assert!(none.status.success() && !shop.outside().join("none/market").exists());
}
