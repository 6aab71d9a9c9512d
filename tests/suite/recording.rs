//! `awning prices`: what is listed, and what is added to the history.

use crate::support::{MOMENT, Shop, awning, package};
use std::fs;
use std::path::Path;
use std::process::Output;

const HISTORY: &str = "content/data/price-history.csv";

fn shop() -> Shop {
    Shop::of(&[&package().join("tests/faults/_shop")])
}

fn run(root: &Path, arguments: &[&str]) -> Output {
    awning().arg("prices").args(arguments).args(["--at", MOMENT, "--root"]).arg(root).output().unwrap()
}

#[test]
fn a_record_is_added_once() {
    let shop = shop();
    let file = shop.root().join(HISTORY);
    let first = run(&shop.root(), &["record"]);
    assert!(first.status.success(), "{}", String::from_utf8_lossy(&first.stderr));
    let written = fs::read_to_string(&file).unwrap();
    assert_eq!(written, "sku,at,price,kind,campaign\nGT-1,2026-11-23T09:00:00+08:00,108.80,deal,winter\n");
    let second = run(&shop.root(), &["record"]);
    assert!(second.status.success());
    assert_eq!(fs::read_to_string(&file).unwrap(), written);
}

#[test]
fn what_stands_in_the_history_stays_byte_for_byte() {
    let cases: [(&str, &str); 4] = [
        // A byte order mark and the line ends of Windows.
        (
            "\u{FEFF}sku,at,price,kind,campaign\r\nGT-1,2026-01-01,128.00,list,\r\n",
            "GT-1,2026-11-23T09:00:00+08:00,108.80,deal,winter\r\n",
        ),
        // No end of the last line.
        (
            "sku,at,price,kind,campaign\nGT-1,2026-01-01,128.00,list,",
            "\nGT-1,2026-11-23T09:00:00+08:00,108.80,deal,winter\n",
        ),
        // Columns in another order, quotes, and none for the campaign.
        ("price,\"sku\",at,kind\n128.00,GT-1,2026-01-01,list\n", "108.80,GT-1,2026-11-23T09:00:00+08:00,deal\n"),
        ("sku,at,price,kind,campaign\n", "GT-1,2026-11-23T09:00:00+08:00,108.80,deal,winter\n"),
    ];
    for (before, added) in cases {
        let shop = shop();
        let file = shop.root().join(HISTORY);
        fs::write(&file, before).unwrap();
        let output = run(&shop.root(), &["record"]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        assert_eq!(fs::read_to_string(&file).unwrap(), format!("{before}{added}"));
    }
}

#[test]
fn a_spreadsheet_is_refused() {
    let shop = shop();
    fs::write(shop.root().join("content/data/price-history.xlsx"), "a book").unwrap();
    let output = run(&shop.root(), &["record"]);
    assert_eq!(output.status.code(), Some(2));
    let words = String::from_utf8(output.stderr).unwrap();
    assert!(words.contains("export it as content/data/price-history.csv"), "{words}");
    assert!(!shop.root().join(HISTORY).exists());
}

#[test]
fn a_shop_with_errors_is_not_added_to() {
    let shop = shop();
    fs::write(shop.root().join(HISTORY), "sku,at,price\nGT-1,2026-01-01,¥128\n").unwrap();
    let output = run(&shop.root(), &["record"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(fs::read_to_string(shop.root().join(HISTORY)).unwrap(), "sku,at,price\nGT-1,2026-01-01,¥128\n");
}

#[test]
fn the_list_says_what_is_proven() {
    let shop = shop();
    fs::write(shop.root().join(HISTORY), "sku,at,price,kind,campaign\nGT-1,2026-11-01,128.00,list,\n").unwrap();
    let output = run(&shop.root(), &["list", "--format", "json"]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert_eq!(
        text,
        "{\"sku\":\"GT-1\",\"regular\":\"128.00\",\"price\":\"108.80\",\"currency\":\"CNY\",\"campaign\":\"winter\",\"before\":\"128.00\",\"lowest\":\"128.00\",\"proven\":true}\n\
         {\"summary\":{\"at\":\"2026-11-23T09:00:00+08:00\",\"skus\":1,\"reference_days\":7,\"unproven\":0}}\n"
    );
    let table = String::from_utf8(run(&shop.root(), &[]).stdout).unwrap();
    assert!(table.lines().nth(1).is_some_and(|line| line.ends_with("ok")), "{table}");
}
