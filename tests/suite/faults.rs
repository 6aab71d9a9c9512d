//! What can be wrong in a shop. A case is a folder in `tests/faults/`, `<CODE>-<name>`: the files that break the rule, laid
//! over the faultless shop in `_shop/` (and, where it asks for the theme `paper`, over `_paper/`), and the report in English
//! and Chinese, without colours. `gone.txt` lists files of the faultless shop that are missing.

use crate::support::{Shop, Tree, all, cases, differences, expect_text, name_of, package, printed, tree};
use awning::diagnostics::{Language, Rule, Severity, rules};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// Rules that no folder can show, and why.
const UNSHOWN: &[(&str, &str)] = &[
    ("E510", "the superuser, as whom CI runs, may read every file"),
    ("E518", "it is found when a picture is made, which `check` does not do"),
    ("E520", "a photo would have to change in the midst of a build"),
    ("W557", "previews are drawn for a release, which `check` does not make"),
    ("W558", "previews are drawn for a release, which `check` does not make"),
    ("E521", "an encoder would have to fail on a photo that was decoded"),
];

#[test]
fn every_fault_is_reported_as_expected() {
    all(&cases("faults"), |case| {
        let shop = broken(case);
        let name = name_of(case);
        // The rules of the album's index are checked by another command.
        let report = if name.starts_with("E53") { shop.verify() } else { shop.check() };
        let code = name.split('-').next().unwrap_or_default();
        let text = |language| printed(&report, language).replace(&*shop.outside().to_string_lossy(), "(outside)");
        expect_text(&case.join("report.txt"), &text(Language::English))?;
        expect_text(&case.join("report.zh.txt"), &text(Language::Chinese))?;
        let broken = report.diagnostics.iter().any(|diagnostic| diagnostic.rule.code == code);
        broken.then_some(()).ok_or(format!("{code} is not among what was reported"))
    });
}

#[test]
fn a_shop_with_errors_leaves_its_release_untouched() {
    let errors: Vec<_> = cases("faults").into_iter().filter(|case| name_of(case).starts_with('E')).collect();
    all(&errors, |case| {
        let shop = broken(case);
        for (path, bytes) in release() {
            fs::create_dir_all(shop.public().join(path).parent().unwrap()).unwrap();
            fs::write(shop.public().join(path), bytes).unwrap();
        }
        let report = shop.build();
        let has_errors = report.diagnostics.iter().any(|diagnostic| diagnostic.severity() == Severity::Error);
        let changed = has_errors.then(|| differences(release(), &tree(&shop.public()))).flatten();
        changed.map_or(Ok(()), Err)
    });
}

#[test]
fn every_rule_has_its_fault() {
    let names: Vec<String> = cases("faults").iter().map(|case| name_of(case)).collect();
    let shown = |rule: &Rule| names.iter().any(|name| name.starts_with(&format!("{}-{}", rule.code, rule.name)));
    let excused = |rule: &Rule| UNSHOWN.iter().any(|(code, _)| *code == rule.code);
    let missing: Vec<String> = rules::all()
        .filter(|rule| !shown(rule) && !excused(rule))
        .map(|rule| format!("tests/faults/{}-{}", rule.code, rule.name))
        .collect();
    assert!(missing.is_empty(), "rules without a folder:\n{}", missing.join("\n"));
}

#[test]
fn the_faultless_shop_has_no_fault() {
    let report = Shop::of(&[&faultless()]).check();
    assert_eq!(printed(&report, Language::English), "");
}

/// The shop of a case.
fn broken(case: &Path) -> Shop {
    let wants_paper =
        fs::read_to_string(case.join("awning.yaml")).is_ok_and(|text| text.contains("theme: {name: paper}"));
    let paper = wants_paper.then(|| package().join("tests/faults/_paper"));
    let base = faultless();
    let folders: Vec<&Path> = [base.as_path()].into_iter().chain(paper.as_deref()).chain([case]).collect();
    let shop = Shop::of(&folders);
    for path in fs::read_to_string(case.join("gone.txt")).unwrap_or_default().lines() {
        fs::remove_file(shop.root().join(path)).unwrap();
    }
    add_what_git_cannot_hold(&name_of(case), &shop.root());
    shop
}

/// What some rules are about cannot lie in a repository, or not well.
fn add_what_git_cannot_hold(case: &str, root: &Path) {
    match case {
        "E002-link-leaves-shop" => {
            fs::write(root.join("../elsewhere.md"), "not of the shop\n").unwrap();
            std::os::unix::fs::symlink("../../../elsewhere.md", root.join("content/pages/notes.md")).unwrap();
        }
        "E003-not-a-file" => {
            let made = Command::new("mkfifo").arg(root.join("content/pages/notes.md")).status();
            assert!(made.unwrap().success());
        }
        "E004-file-too-large" => grow(&root.join("content/pages/about.md"), 9 << 20),
        "E513-photo-too-many-bytes" => grow(&root.join("content/products/tea/green-tea.png"), 300 << 20),
        "E819-theme-too-large" => {
            fs::create_dir_all(root.join("themes/mine/templates")).unwrap();
            fs::write(root.join("themes/mine/templates/page.html"), " ".repeat(3 << 20)).unwrap();
        }
        _ => {}
    }
}

/// Makes a file so long, with holes where the disk can.
fn grow(file: &Path, bytes: u64) {
    let file = fs::OpenOptions::new().create(true).append(true).open(file).unwrap();
    file.set_len(bytes).unwrap();
}

/// What the faultless shop becomes.
fn release() -> &'static Tree {
    static RELEASE: OnceLock<Tree> = OnceLock::new();
    RELEASE.get_or_init(|| {
        let shop = Shop::of(&[&faultless()]);
        shop.build();
        tree(&shop.public())
    })
}

fn faultless() -> PathBuf {
    package().join("tests/faults/_shop")
}
