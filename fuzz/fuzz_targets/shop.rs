//! A shop whose files hold anything: settings, a product, a campaign, offers, a photo's sidecar. The first byte says which.
#![no_main]

use awning::catalog::Clearance;
use awning::paths::ShopPath;
use awning::{catalog, checks, settings, source::Source, storefront};
use libfuzzer_sys::fuzz_target;

const SETTINGS: &str = "name: 山里\nbase_url: https://shop.example\ntimezone: Asia/Shanghai\nlanguages: [zh-Hans, en]\ncurrency: CNY\n";
const FILES: [&str; 7] = [
    "awning.yaml",
    "content/products/tea/green.md",
    "content/campaigns/spring.md",
    "content/data/offers.csv",
    "content/data/price-history.csv",
    "content/data/people.yaml",
    "content/pages/home.md",
];

fuzz_target!(|data: &[u8]| {
    let Some((first, bytes)) = data.split_first() else { return };
    let chosen = FILES[usize::from(*first) % FILES.len()];
    let mut files = vec![
        ("awning.yaml", SETTINGS.as_bytes().to_vec()),
        ("content/pages/home.md", "---\ntitle: 山里\n---\n".as_bytes().to_vec()),
        ("content/products/tea/_category.md", "---\ntitle: 茶\n---\n".as_bytes().to_vec()),
    ];
    files.retain(|(path, _)| *path != chosen);
    files.push((chosen, bytes.to_vec()));
    let files = files.into_iter().filter_map(|(path, bytes)| Some((ShopPath::new(path)?, bytes)));
    let source = Source::in_memory(files);
    let Some(settings) = settings::read(&source).value else { return };
    let catalog = catalog::read(&source, &settings).value;
    let Ok(moment) = "2026-11-23T09:00:00+08:00".parse() else { return };
    let storefront = storefront::at(&catalog, &settings, moment, Clearance::of_drafts(true));
    let _ = checks::all(&storefront);
});
