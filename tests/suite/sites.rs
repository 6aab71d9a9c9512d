//! Whole small shops, and what they become. A case is a folder in `tests/sites/`: a shop, `expected/` with every text of
//! its release, `files.txt` with the paths of all files, and, where it matters, `at.txt` with the moment.
//!
//! The theme `plain` prints the view of a page as JSON, so that a case shows what a template sees and no look changes it.

use crate::support::{Shop, Tree, all, cases, expect_text, expect_tree, package, printed, rewrites, tree};
use awning::diagnostics::Language;
use std::fs;
use std::path::Path;

/// What begins and ends the view in a page of the theme `plain`.
const VIEW: (&str, &str) = ("<script type=\"application/json\">", "</script>");

#[test]
fn shops_become_what_is_expected() {
    all(&cases("sites"), |case| {
        let (shop, report) = build(case);
        let found = readable(tree(&shop.public()));
        let files: String = tree(&shop.public()).into_keys().map(|path| path + "\n").collect();
        if rewrites() || case.join("report.txt").exists() || !report.is_empty() {
            expect_report(&case.join("report.txt"), &report)?;
        }
        expect_text(&case.join("files.txt"), &files)?;
        expect_tree(&case.join("expected"), &found)
    });
}

fn build(case: &Path) -> (Shop, String) {
    let shop = Shop::of(&[&package().join("tests/sites/_plain"), case]);
    let shop = match fs::read_to_string(case.join("at.txt")) {
        Ok(moment) => shop.at(&moment),
        Err(_) => shop,
    };
    let report = printed(&shop.build(), Language::English);
    (shop, report)
}

/// A shop without anything to say has no report.
fn expect_report(file: &Path, report: &str) -> Result<(), String> {
    if rewrites() && report.is_empty() {
        let _ = fs::remove_file(file);
        return Ok(());
    }
    expect_text(file, report)
}

/// The texts, pages of the theme `plain` and other JSON with a value a line.
fn readable(tree: Tree) -> Tree {
    let texts = tree.into_iter().filter(|(path, _)| is_text(path));
    texts.map(|(path, bytes)| view(&path, &bytes).unwrap_or((path, bytes))).collect()
}

/// Texts whose bytes say something; the manifest repeats only what the other files say.
fn is_text(path: &str) -> bool {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    path != "manifest.json" && matches!(ending, "html" | "xml" | "txt" | "json" | "css" | "svg" | "csv")
}

fn view(path: &str, bytes: &[u8]) -> Option<(String, Vec<u8>)> {
    let text = std::str::from_utf8(bytes).ok()?;
    let json = match path.rsplit_once('.')?.1 {
        "html" => text.split_once(VIEW.0)?.1.split_once(VIEW.1)?.0,
        "json" => text,
        _ => return None,
    };
    let value: serde_json::Value = serde_json::from_str(json).ok()?;
    let pretty = serde_json::to_string_pretty(&value).ok()? + "\n";
    Some((path.replace(".html", ".json"), pretty.into_bytes()))
}
