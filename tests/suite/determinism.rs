//! The same shop gives the same bytes: on any number of threads, in any folder, time zone and language, warm or cold.

use crate::support::{MOMENT, Tree, awning, differences, tree};
use std::fs;
use std::path::Path;

/// One way to build.
struct Way {
    folder: &'static str,
    jobs: &'static str,
    time_zone: &'static str,
    language: &'static str,
}

const WAYS: [Way; 2] = [
    Way { folder: "a", jobs: "1", time_zone: "UTC", language: "C" },
    Way { folder: "somewhere else/b", jobs: "4", time_zone: "America/St_Johns", language: "zh_CN.UTF-8" },
];

#[test]
fn a_shop_is_the_same_everywhere() {
    let folder = tempfile::tempdir().unwrap();
    let [first, second] = WAYS.map(|way| {
        let root = folder.path().join(way.folder);
        new_shop(&root);
        let cold = built(&root, &way);
        let warm = built(&root, &way);
        assert_eq!(differences(&cold, &warm), None, "a second build differs");
        cold
    });
    assert!(first.len() > 60, "the shop has {} files", first.len());
    assert_eq!(differences(&first, &second), None, "another place gives another release");
}

/// The shop that `awning new` makes: real photos, every stage, and quick enough for unoptimised code.
fn new_shop(root: &Path) {
    fs::create_dir_all(root.parent().unwrap()).unwrap();
    let output = awning().args(["new", "--lang", "zh"]).arg(root).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

fn built(root: &Path, way: &Way) -> Tree {
    let output = awning()
        .args(["build", "--at", MOMENT, "--jobs", way.jobs, "--root"])
        .arg(root)
        .env("TZ", way.time_zone)
        .env("LANG", way.language)
        .env("LC_ALL", way.language)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    tree(&root.join("public"))
}
