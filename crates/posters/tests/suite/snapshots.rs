//! Whole sheets: a folder each in `tests/sheets/`, with `sheet.html`, `sheet.css`, the picture that must come out for
//! every size in `sizes.txt`, and what is said about its slots. `UPDATE_EXPECT=1 cargo test -p awning-posters` rewrites
//! what is expected; look at it.

use crate::support;
use pixels::Raster;
use posters::{Sheet, Slot, Style};
use std::fs;
use std::path::Path;

/// How far a picture may be off: other versions of a compiler round otherwise.
const MEAN: f64 = 0.6;
/// Of samples, more than [`NOTICEABLE`] off.
const SHARE: f64 = 0.004;
const NOTICEABLE: u8 = 24;

#[test]
fn sheets_are_drawn_as_expected() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sheets");
    let mut cases: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.retain(|path| path.is_dir());
    cases.sort();
    assert!(cases.len() >= 11, "cases are missing: {cases:?}");
    let wrong: Vec<String> = cases.iter().flat_map(|case| check(case)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn check(case: &Path) -> Vec<String> {
    let read = |name: &str| fs::read_to_string(case.join(name)).unwrap();
    let style = Style::read(&(support::BASE.to_string() + &read("sheet.css"))).unwrap();
    let (html, pictures, fonts) = (read("sheet.html"), support::pictures(), support::fonts());
    let mut wrong = Vec::new();
    let mut account = String::new();
    for line in read("sizes.txt").lines() {
        let (width, height) = line.split_once('x').unwrap();
        let size = (width.parse().unwrap(), height.parse().unwrap());
        let sheet = Sheet { html: &html, style: &style, size, pictures: &pictures, fonts: &fonts, ..support::plain() };
        let drawn = posters::draw(&sheet).unwrap_or_else(|faults| panic!("{}: {faults:#?}", case.display()));
        account += &format!("{line}\n{}", drawn.slots.iter().map(told).collect::<String>());
        if !drawn.missing.is_empty() {
            account += &format!("  outside of slots: missing {:?}\n", drawn.missing);
        }
        wrong.extend(compare(&case.join(format!("{line}.png")), &drawn.raster));
    }
    wrong.extend(compare_account(&case.join("slots.txt"), &account));
    wrong
}

fn told(slot: &Slot) -> String {
    let area = slot.area;
    let place = format!("{:.0} {:.0} {:.0}x{:.0}", area.left, area.top, area.width, area.height);
    let safe = if slot.safe { "" } else { ", outside the safe area" };
    let Some(words) = &slot.text else { return format!("  {} at {place}{safe}\n", slot.name) };
    let contrast = words.contrast.map_or("none".to_string(), |contrast| format!("{contrast:.1}"));
    let fits = if words.fits { "fits" } else { "does not fit" };
    let missing = if words.missing.is_empty() { String::new() } else { format!(", missing {:?}", words.missing) };
    format!(
        "  {} at {place}{safe}: {} px, {} lines, needs {:.0}x{:.0} of {:.0}x{:.0}, {fits}, contrast {contrast}{missing}\n",
        slot.name, words.font_size, words.lines, words.needs.0, words.needs.1, slot.inner.width, slot.inner.height,
    )
}

fn compare_account(file: &Path, account: &str) -> Option<String> {
    if updates() {
        fs::write(file, account).unwrap();
        return None;
    }
    let expected = fs::read_to_string(file).unwrap_or_default();
    (expected != account).then(|| format!("{}:\n{account}instead of\n{expected}", file.display()))
}

fn compare(file: &Path, drawn: &Raster) -> Option<String> {
    let flat = drawn.flattened([255; 3]);
    if updates() {
        fs::write(file, pixels::png::encode(&flat).unwrap()).unwrap();
    }
    let expected = image::open(file).unwrap_or_else(|error| panic!("{}: {error}", file.display())).into_rgb8();
    if expected.dimensions() != (flat.width, flat.height) {
        return Some(format!("{}: another size", file.display()));
    }
    let off: Vec<u8> = expected.as_raw().iter().zip(&flat.pixels).map(|(one, other)| one.abs_diff(*other)).collect();
    let mean = off.iter().map(|&off| f64::from(off)).sum::<f64>() / off.len() as f64;
    let share = off.iter().filter(|&&off| off > NOTICEABLE).count() as f64 / off.len() as f64;
    (mean > MEAN || share > SHARE).then(|| format!("{}: mean {mean:.2}, share {share:.4}", file.display()))
}

fn updates() -> bool {
    std::env::var_os("UPDATE_EXPECT").is_some()
}
