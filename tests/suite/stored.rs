//! Releases that wait for their moment, and those that were live before: staged, switched to, rolled back to, pruned.

use crate::release::{Shop, text_file, tree};
use crate::support::{self, awning, differences, package};
use awning::release::{self, Going, Kind, Record, Step, Store, Wanted};
use awning::settings::Retention;
use jiff::Timestamp;
use std::fs;
use std::path::Path;

pub(crate) type Files = [(&'static str, &'static str)];

pub(crate) const A: &Files = &[("index.html", "a"), ("same/index.html", "same")];
pub(crate) const B: &Files = &[("index.html", "b"), ("same/index.html", "same"), ("new/index.html", "new")];
pub(crate) const C: &Files = &[("index.html", "c")];

pub(crate) fn time(text: &str) -> Timestamp {
    text.parse().unwrap()
}

pub(crate) fn store(shop: &Shop) -> Store {
    Store::of(&shop.root(), &shop.out()).unwrap()
}

fn going(at: &str, now: &str) -> Going {
    let (at, now) = (time(at).in_tz("Asia/Shanghai").unwrap(), time(now));
    Going { at, made: now, now, awning: "0".to_string(), step: Step::Forward }
}

/// A build that goes live, at a moment that is also now.
pub(crate) fn live(shop: &Shop, files: &Files, now: &str) {
    let stage = release::begin(&shop.root(), &shop.out()).unwrap();
    files.iter().for_each(|(path, text)| stage.put(text_file(path, text)).unwrap());
    stage.remember(store(shop), going(now, now)).finish().unwrap();
}

/// A build that waits for a moment.
pub(crate) fn stage(shop: &Shop, name: &str, files: &Files, at: &str) {
    let stage = release::begin_staged(&shop.root(), &shop.out(), name).unwrap();
    files.iter().for_each(|(path, text)| stage.put(text_file(path, text)).unwrap());
    stage.remember(store(shop), going(at, "2026-11-01T00:00:00Z")).finish().unwrap();
}

/// Goes to a release; gives its name.
pub(crate) fn go(shop: &Shop, wanted: Wanted<'_>, now: &str) -> Option<String> {
    let went = release::go(&shop.root(), &shop.out(), wanted, time(now)).unwrap();
    went.map(|(stored, _)| stored.name)
}

fn page(shop: &Shop) -> String {
    fs::read_to_string(shop.out().join("index.html")).unwrap()
}

fn names(shop: &Shop) -> Vec<String> {
    store(shop).all().unwrap().into_iter().map(|stored| stored.name).collect()
}

#[test]
fn a_staged_release_is_the_one_built_then_byte_for_byte() {
    let folders = [package().join("tests/sites/_plain"), package().join("tests/sites/one-of-each")];
    let shop = support::Shop::of(&[&folders[0], &folders[1]]).at("2026-11-10T09:00:00+08:00");
    shop.build();
    let before = support::tree(&shop.public());
    let moment = "2026-11-13T00:00:00+08:00";
    let report = shop.stage("after", moment);
    assert!(report.summary.written > 10, "{:?}", report.summary);
    assert_eq!(differences(&before, &support::tree(&shop.public())), None, "public is not touched");
    let then = shop.copy_of_sources().at(moment);
    then.build();
    let now = time("2026-11-13T00:00:01+08:00");
    let (_, outcome) = release::go(&shop.root(), &shop.public(), Wanted::Due, now).unwrap().unwrap();
    assert!(outcome.written > 0 && outcome.unchanged > 0, "{outcome:?}");
    let found = support::tree(&shop.public());
    assert_eq!(differences(&support::tree(&then.public()), &found), None);
    assert_ne!(before, found);
    // And back, byte for byte.
    release::go(&shop.root(), &shop.public(), Wanted::Before, now).unwrap().unwrap();
    assert_eq!(differences(&before, &support::tree(&shop.public())), None);
}

#[test]
fn a_shop_with_errors_is_not_staged() {
    let shop = support::Shop::of(&[&package().join("tests/faults/_shop")]);
    shop.stage("next", "2026-11-23");
    let stored = support::tree(&shop.root().join(".awning/releases/next"));
    fs::write(shop.root().join("content/pages/about.md"), "no front matter").unwrap();
    shop.stage("next", "2026-11-24");
    shop.stage("other", "2026-11-24");
    assert_eq!(support::tree(&shop.root().join(".awning/releases/next")), stored);
    assert!(!stored.is_empty() && !shop.root().join(".awning/releases/other").exists());
}

#[test]
fn rolling_back_goes_further_back_each_time() {
    let shop = Shop::new();
    live(&shop, A, "2026-11-01T08:00:00Z");
    assert_eq!(go(&shop, Wanted::Before, "2026-11-01T09:00:00Z"), None, "nothing was live before");
    live(&shop, B, "2026-11-02T08:00:00Z");
    live(&shop, C, "2026-11-03T08:00:00Z");
    assert_eq!(names(&shop), ["2026-11-02-080000", "2026-11-01-080000"]);
    let before = tree(&shop.out());
    assert_eq!(go(&shop, Wanted::Before, "2026-11-04T08:00:00Z").unwrap(), "2026-11-02-080000");
    assert_eq!(page(&shop), "b");
    assert_eq!(go(&shop, Wanted::Before, "2026-11-04T08:01:00Z").unwrap(), "2026-11-01-080000");
    assert_eq!(page(&shop), "a");
    assert_eq!(go(&shop, Wanted::Before, "2026-11-04T08:02:00Z"), None);
    // What was rolled back from is there, too.
    assert_eq!(go(&shop, Wanted::Named("2026-11-03-080000"), "2026-11-04T08:03:00Z").unwrap(), "2026-11-03-080000");
    assert_eq!(tree(&shop.out()), before);
    assert_eq!(go(&shop, Wanted::Before, "2026-11-04T08:04:00Z").unwrap(), "2026-11-01-080000", "it replaced that one");
}

#[test]
fn the_same_again_is_no_step() {
    let shop = Shop::new();
    live(&shop, A, "2026-11-01T08:00:00Z");
    live(&shop, B, "2026-11-02T08:00:00Z");
    live(&shop, B, "2026-11-03T08:00:00Z");
    assert_eq!(names(&shop), ["2026-11-01-080000"]);
    assert_eq!(store(&shop).live().unwrap().at.timestamp(), time("2026-11-03T08:00:00Z"), "it is made for that moment");
    go(&shop, Wanted::Before, "2026-11-04T08:00:00Z").unwrap();
    assert_eq!(page(&shop), "a");
}

#[test]
fn a_stage_is_replaced_as_a_whole_and_its_folder_says_what_it_is() {
    let shop = Shop::new();
    stage(&shop, "next", A, "2026-11-11T00:00:00+08:00");
    stage(&shop, "next", B, "2026-11-12T00:00:00+08:00");
    let folder = shop.root().join(".awning/releases/next");
    let stored = tree(&folder);
    assert_eq!(stored["files/index.html"], "b");
    let record: serde_json::Value = serde_json::from_str(&stored["release.json"]).unwrap();
    let said = (&record["kind"], &record["at"], &record["files"], &record["bytes"]);
    assert_eq!(said, (&"staged".into(), &"2026-11-12T00:00:00+08:00[Asia/Shanghai]".into(), &3.into(), &8.into()));
    let manifest = blake3_of(&folder.join("files/manifest.json"));
    assert_eq!(record["digest"], manifest);
    assert_eq!(fs::read_dir(folder.parent().unwrap()).unwrap().count(), 1, "nothing else is left");
    assert!(!shop.out().exists());
}

fn blake3_of(file: &Path) -> String {
    awning::fingerprint::Digest::of(&fs::read(file).unwrap()).hex()
}

#[test]
fn a_later_write_into_the_stage_does_not_reach_what_is_live() {
    let shop = Shop::new();
    stage(&shop, "next", A, "2026-11-11T00:00:00Z");
    go(&shop, Wanted::Named("next"), "2026-11-11T00:00:00Z").unwrap();
    let before = tree(&shop.out());
    stage(&shop, "next", B, "2026-11-12T00:00:00Z");
    assert_eq!(tree(&shop.out()), before);
    go(&shop, Wanted::Named("next"), "2026-11-12T00:00:00Z").unwrap();
    assert_eq!(page(&shop), "b");
}

#[test]
fn the_difference_is_told_before() {
    let shop = Shop::new();
    live(&shop, A, "2026-11-01T08:00:00Z");
    stage(&shop, "next", B, "2026-11-11T00:00:00Z");
    stage(&shop, "less", C, "2026-11-11T00:00:00Z");
    let difference = |name: &str| store(&shop).difference(&store(&shop).find(name).unwrap()).unwrap();
    let next = difference("next");
    assert_eq!(
        (next.added, next.changed, next.removed.len()),
        (vec!["new/index.html".into()], vec!["index.html".into()], 0)
    );
    assert_eq!(difference("less").removed, ["same/index.html"]);
    go(&shop, Wanted::Named("next"), "2026-11-11T00:00:00Z").unwrap();
    assert_eq!(difference("next"), release::Difference::default());
}

#[test]
fn due_is_what_has_the_latest_moment_and_only_once() {
    let shop = Shop::new();
    live(&shop, A, "2026-11-01T08:00:00Z");
    stage(&shop, "eve", C, "2026-11-10T00:00:00Z");
    stage(&shop, "day", B, "2026-11-11T00:00:00Z");
    stage(&shop, "after", A, "2026-11-12T00:00:00Z");
    let due = |now: &str| go(&shop, Wanted::Due, now);
    assert_eq!(due("2026-11-09T23:59:59Z"), None);
    assert_eq!(due("2026-11-11T00:00:00Z").unwrap(), "day", "not the eve, which is past");
    assert_eq!((due("2026-11-11T00:00:01Z"), page(&shop)), (None, "b".to_string()));
    // A build of the day stands above what was made for the morning.
    live(&shop, C, "2026-11-11T09:00:00Z");
    assert_eq!((due("2026-11-11T09:01:00Z"), page(&shop)), (None, "c".to_string()));
    assert_eq!(due("2026-11-13T00:00:00Z").unwrap(), "after");
    // Who rolls back wants it so.
    go(&shop, Wanted::Before, "2026-11-13T00:01:00Z").unwrap();
    assert_eq!((due("2026-11-13T00:02:00Z"), page(&shop)), (None, "c".to_string()));
}

#[test]
fn pruning_spares_what_waits_and_what_is_live() {
    let shop = Shop::new();
    stage(&shop, "past", A, "2026-08-01T00:00:00Z");
    stage(&shop, "waits", A, "2027-11-11T00:00:00Z");
    for (files, now) in [
        (B, "2026-11-01T08:00:00Z"),
        (C, "2026-11-02T08:00:00Z"),
        (A, "2026-11-03T08:00:00Z"),
        (&[("x", "1")][..], "2026-11-04T08:00:00Z"),
        (&[("x", "2")][..], "2026-11-05T08:00:00Z"),
    ] {
        live(&shop, files, now);
    }
    let before = tree(&shop.out());
    let prune = |keep, days, now: &str| release::prune(&store(&shop), Retention { keep, days }, time(now));
    prune(2, 90, "2026-11-06T00:00:00Z");
    assert_eq!(names(&shop), ["past", "waits", "2026-11-04-080000", "2026-11-02-080000"], "A was live lately");
    prune(2, 2, "2026-11-07T00:00:00Z");
    assert_eq!(names(&shop), ["waits", "2026-11-04-080000"]);
    // A long time later, the stage went live and is still live: it stays.
    go(&shop, Wanted::Due, "2027-11-11T00:00:00Z").unwrap();
    prune(0, 1, "2029-01-01T00:00:00Z");
    assert_eq!(names(&shop), ["waits"]);
    live(&shop, B, "2029-01-01T00:00:00Z");
    prune(0, 1, "2029-02-01T00:00:00Z");
    assert_eq!(names(&shop), Vec::<String>::new());
    assert_ne!(tree(&shop.out()), before);
    assert_eq!(fs::read_dir(shop.root().join(".awning/releases")).unwrap().count(), 1, "the record of the live one");
}

#[test]
fn a_build_keeps_what_the_shop_says() {
    let shop = support::Shop::of(&[&package().join("tests/faults/_shop")]);
    let settings = shop.root().join("awning.yaml");
    let text = fs::read_to_string(&settings).unwrap();
    let built = |keep: usize, name: &str| {
        fs::write(&settings, text.replace("山里", name) + &format!("releases: {{keep: {keep}, days: 7}}\n")).unwrap();
        let report = shop.build();
        assert!(report.summary.written > 0, "{:?}", report.diagnostics);
        Store::of(&shop.root(), &shop.public()).unwrap().all().unwrap().len()
    };
    assert_eq!([built(2, "一"), built(2, "二"), built(2, "三"), built(2, "四"), built(0, "五")], [0, 1, 2, 2, 0]);
}

#[test]
fn without_its_folder_a_release_is_live_as_before() {
    let shop = Shop::new();
    live(&shop, A, "2026-11-01T08:00:00Z");
    live(&shop, B, "2026-11-02T08:00:00Z");
    let before = tree(&shop.out());
    fs::remove_dir_all(shop.root().join(".awning")).unwrap();
    assert_eq!(tree(&shop.out()), before);
    assert_eq!(go(&shop, Wanted::Before, "2026-11-03T08:00:00Z"), None);
    // What was live is kept all the same, by the time of its files.
    live(&shop, C, "2026-11-03T08:00:00Z");
    let kept = store(&shop).all().unwrap().remove(0);
    assert_eq!((kept.record.kind, kept.record.files), (Kind::Earlier, 3));
    assert_eq!(go(&shop, Wanted::Before, "2026-11-04T08:00:00Z").unwrap(), kept.name);
    assert_eq!(tree(&shop.out()), before);
}

#[test]
fn each_output_has_its_own_past() {
    let shop = Shop::new();
    live(&shop, A, "2026-11-01T08:00:00Z");
    live(&shop, B, "2026-11-02T08:00:00Z");
    let other = Store::of(&shop.root(), &shop.root().join("preview")).unwrap();
    assert_eq!(other.all().unwrap(), []);
    let went = release::go(&shop.root(), &shop.root().join("preview"), Wanted::Before, time("2026-11-03T08:00:00Z"));
    assert!(went.unwrap().is_none());
    stage(&shop, "next", C, "2026-11-11T00:00:00Z");
    let names: Vec<String> = other.all().unwrap().into_iter().map(|stored| stored.name).collect();
    assert_eq!(names, ["next"], "a stage is for any output");
}

#[test]
fn records_of_other_versions_are_understood_or_left_alone() {
    let shop = Shop::new();
    stage(&shop, "next", A, "2026-11-11T00:00:00Z");
    let file = shop.root().join(".awning/releases/next/release.json");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replacen('{', "{\"unheard_of\": 1,", 1)).unwrap();
    assert_eq!(names(&shop), ["next"]);
    for wrong in ["", "{", "[]", &text.replace("Asia/Shanghai", "Nowhere/Land"), &"x".repeat(70_000)] {
        fs::write(&file, wrong).unwrap();
        assert_eq!(names(&shop), Vec::<String>::new(), "{wrong}");
    }
}

/// What the program says.
fn said(arguments: &[&str], root: &Path) -> (Option<i32>, String, String) {
    let output = awning().args(arguments).arg("--root").arg(root).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

#[test]
fn the_program_stages_lists_and_switches() {
    let shop = support::Shop::of(&[&package().join("tests/faults/_shop")]);
    let run = |arguments: &[&str]| said(arguments, &shop.root());
    let (code, out, _) = run(&["release", "list"]);
    assert_eq!((code, out.as_str()), (Some(0), "no release is stored; `awning build --stage NAME` makes one ahead\n"));
    run(&["build", "--at", "2026-11-23T09:00"]);
    let (code, _, err) = run(&["build", "--at", "2026-11-30T09:00", "--stage", "winter"]);
    assert!(code == Some(0) && err.contains(".awning/releases/winter"), "{err}");
    assert_eq!(run(&["build", "--stage", "Winter 1"]).0, Some(2));
    assert_eq!(run(&["build", "--stage", "winter", "--out", "x"]).0, Some(2));
    // Over, after the winter's fair.
    run(&["build", "--at", "2026-12-02", "--stage", "after"]);
    let (_, out, _) = run(&["release", "list", "--format", "json"]);
    let last: serde_json::Value = serde_json::from_str(out.lines().last().unwrap()).unwrap();
    assert_eq!(last["summary"]["live"], "winter", "nothing changes between the two moments\n{out}");
    let (_, out, _) = run(&["release", "list", "--lang", "zh"]);
    assert!(out.lines().count() == 3 && out.contains("winter  2026-11-30 09:00") && out.contains("线上"), "{out}");
    let (_, out, _) = run(&["release", "show", "after"]);
    assert!(out.starts_with("after: made for 2026-12-02 00:00, ") && out.contains("changed ("), "{out}");
    let (code, _, err) = run(&["release", "due", "--at", "2026-12-02"]);
    assert!(code == Some(0) && err.starts_with("after is live, made for 2026-12-02 00:00: "), "{err}");
    let (code, out, _) = run(&["release", "due", "--at", "2026-12-02", "--format", "json"]);
    assert_eq!((code, out.as_str()), (Some(0), "{\"switched\":null,\"reason\":\"due\"}\n"));
    let (code, _, err) = run(&["release", "rollback", "--lang", "zh"]);
    assert!(code == Some(0) && err.starts_with("winter 已上线（对应 2026-11-30 09:00）"), "{err}");
    let (code, _, err) = run(&["release", "switch", "aftr"]);
    assert_eq!((code, err.as_str()), (Some(2), "error: there is no release `aftr`; did you mean `after`?\n"));
    let (code, _, err) = run(&["release", "rollback", "--lang", "zh"]);
    assert!(code == Some(2) && err.contains("没有保留"), "{err}");
}

#[test]
fn a_record_tells_when_it_went() {
    let shop = Shop::new();
    stage(&shop, "next", A, "2026-11-11T00:00:00Z");
    go(&shop, Wanted::Due, "2026-11-11T00:00:09Z").unwrap();
    let Record { went, left, .. } = store(&shop).find("next").unwrap().record;
    assert_eq!((went, left), (Some(time("2026-11-11T00:00:09Z")), None));
    live(&shop, B, "2026-11-12T00:00:00Z");
    assert_eq!(store(&shop).find("next").unwrap().record.left, Some(time("2026-11-12T00:00:00Z")));
    assert_eq!(names(&shop), ["next"], "it is not kept twice");
}
