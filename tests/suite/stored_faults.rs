//! Switching that goes wrong: damaged stages, foreign files, kills, full disks, two at once. What is live stays whole.

use crate::release::{Shop, text_file, tree};
use crate::stored::{A, B, C, go, live, stage, store, time};
use crate::support::awning;
use awning::error::Error;
use awning::release::{self, Wanted};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

const NOW: &str = "2026-11-11T00:00:00Z";

fn refused(shop: &Shop, name: &str) -> Error {
    release::go(&shop.root(), &shop.out(), Wanted::Named(name), time(NOW)).unwrap_err()
}

#[test]
fn a_damaged_stage_is_refused() {
    let shop = Shop::new();
    live(&shop, A, "2026-11-01T08:00:00Z");
    let before = tree(&shop.out());
    let file = |path: &str| shop.root().join(".awning/releases/next/files").join(path);
    let harms: [(&str, fn(&Path)); 5] = [
        ("index.html", |file| fs::write(file, "x").unwrap()),
        ("index.html", |file| fs::remove_file(file).unwrap()),
        ("new/index.html", |file| {
            fs::remove_file(file).unwrap();
            std::os::unix::fs::symlink("/etc/hostname", file).unwrap();
        }),
        ("manifest.json", |file| fs::remove_file(file).unwrap()),
        ("manifest.json", |file| fs::write(file, fs::read_to_string(file).unwrap().replace("new/", "old/")).unwrap()),
    ];
    for (path, harm) in harms {
        let _ = fs::remove_dir_all(shop.root().join(".awning/releases/next"));
        stage(&shop, "next", B, NOW);
        harm(&file(path));
        let Error::ReleaseDamaged(name, found) = refused(&shop, "next") else { panic!("{path} is not refused") };
        assert_eq!((name.as_str(), found.as_str()), ("next", path));
        assert_eq!(tree(&shop.out()), before);
    }
    let run =
        |lang: &str| awning().args(["release", "due", "--lang", lang, "--root"]).arg(shop.root()).output().unwrap();
    for (lang, words) in
        [("en", "the release next is damaged: manifest.json"), ("zh", "发布 next 已损坏：manifest.json")]
    {
        let output = run(lang);
        let told = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.code() == Some(3) && told.contains(words), "{told}");
    }
    assert_eq!(tree(&shop.out()), before);
}

#[test]
fn foreign_files_are_not_lost() {
    let shop = Shop::new();
    live(&shop, A, "2026-11-01T08:00:00Z");
    stage(&shop, "next", B, NOW);
    fs::write(shop.out().join("same/notes.txt"), "mine").unwrap();
    assert!(matches!(refused(&shop, "next"), Error::OutputRefused(path, _) if path.ends_with("same/notes.txt")));
    assert_eq!(tree(&shop.out())["same/notes.txt"], "mine");
    fs::remove_dir_all(shop.out()).unwrap();
    fs::create_dir(shop.out()).unwrap();
    fs::write(shop.out().join("index.html"), "by hand").unwrap();
    assert!(matches!(refused(&shop, "next"), Error::OutputRefused(..)));
    assert_eq!(tree(&shop.out()).len(), 1);
}

#[test]
fn what_is_not_there_is_nothing() {
    let shop = Shop::new();
    live(&shop, A, "2026-11-01T08:00:00Z");
    let before = tree(&shop.out());
    for name in ["next", "", "..", "../..", "Next", "a/b"] {
        assert_eq!(go(&shop, Wanted::Named(name), NOW), None, "{name}");
    }
    assert_eq!(tree(&shop.out()), before);
    // The name of a release that was live is not for a stage.
    live(&shop, B, "2026-11-02T08:00:00Z");
    let name = store(&shop).all().unwrap().remove(0).name;
    assert!(matches!(release::begin_staged(&shop.root(), &shop.out(), &name), Err(Error::OutputRefused(..))));
}

#[test]
fn a_dropped_stage_leaves_the_one_before() {
    let shop = Shop::new();
    let begin = || release::begin_staged(&shop.root(), &shop.out(), "next").unwrap();
    drop(begin());
    assert!(!shop.root().join(".awning").exists(), "nothing is left");
    stage(&shop, "next", A, NOW);
    let before = tree(&shop.root().join(".awning"));
    let stage = begin();
    stage.put(text_file("index.html", "b")).unwrap();
    assert!(matches!(release::begin_staged(&shop.root(), &shop.out(), "next"), Err(Error::Locked(..))));
    assert!(matches!(refused(&shop, "next"), Error::Locked(..)), "it is being made");
    drop(stage);
    assert_eq!(tree(&shop.root().join(".awning")), before);
}

#[test]
fn two_at_once_leave_one_of_them() {
    let shop = Shop::new();
    live(&shop, A, "2026-11-01T08:00:00Z");
    stage(&shop, "next", B, NOW);
    stage(&shop, "other", C, NOW);
    let whole = |name: &str| tree(&shop.root().join(".awning/releases").join(name).join("files"));
    let wholes = [whole("next"), whole("other")];
    std::thread::scope(|scope| {
        for name in ["next", "other", "next", "other"] {
            let shop = &shop;
            scope.spawn(move || {
                for _ in 0..25 {
                    match release::go(&shop.root(), &shop.out(), Wanted::Named(name), time(NOW)) {
                        Ok(Some(_)) | Err(Error::Locked(..)) => {}
                        other => panic!("{other:?}"),
                    }
                }
            });
        }
    });
    assert!(wholes.contains(&tree(&shop.out())));
    let due: Vec<Option<i32>> = std::thread::scope(|scope| {
        let run = || awning().args(["release", "due", "--root"]).arg(shop.root()).status().unwrap().code();
        let threads: Vec<_> = (0..4).map(|_| scope.spawn(run)).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert_eq!(due, [Some(0); 4], "cron never fails");
}

#[test]
fn cron_waits_for_no_build() {
    let shop = Shop::new();
    live(&shop, A, "2026-11-01T08:00:00Z");
    stage(&shop, "next", B, NOW);
    let before = tree(&shop.out());
    let build = release::begin(&shop.root(), &shop.out()).unwrap();
    let due = |lang: &str| {
        let output = awning().args(["release", "due", "--lang", lang, "--root"]).arg(shop.root()).output().unwrap();
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    assert_eq!(due("en"), (Some(0), "another awning is at work; nothing was done\n".to_string()));
    assert_eq!(due("zh"), (Some(0), "另一个 awning 正在工作，未做改动\n".to_string()));
    drop(build);
    assert_eq!(tree(&shop.out()), before);
}

/// Not a test of its own: what other tests run as a second process, told what to do by the environment.
#[test]
fn second_process() {
    let Some(root) = std::env::var_os("AWNING_TEST_SWITCH").map(PathBuf::from) else { return };
    let went = release::go(&root, &root.join("public"), Wanted::Named("next"), time(NOW));
    match went {
        Ok(Some(_)) => {}
        other => panic!("told: {other:?}"),
    }
}

fn second(root: &Path, before: &str) -> Child {
    let program = std::env::current_exe().unwrap();
    let line = format!("{before} exec '{}' stored_faults::second_process --exact --nocapture", program.display());
    let mut command = Command::new("sh");
    command.args(["-c", &line]).env("AWNING_TEST_SWITCH", root);
    command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap()
}

/// Four hundred files, half of them alike in both.
fn many(text: &str) -> Vec<(String, String)> {
    (0..400).map(|i| (format!("{}/{i}.txt", i % 40), if i % 2 == 0 { text } else { "same" }.to_string())).collect()
}

fn put_many(stage: &release::Stage, text: &str) {
    many(text).iter().for_each(|(path, text)| stage.put(text_file(path, text)).unwrap());
}

fn shop_of_many() -> Shop {
    let shop = Shop::new();
    let going = |at: &str| {
        let at = time(at).in_tz("UTC").unwrap();
        let (made, now, awning) = (time(NOW), time(NOW), String::new());
        release::Going { at, made, now, awning, step: release::Step::Forward }
    };
    let staged = release::begin_staged(&shop.root(), &shop.out(), "next").unwrap();
    put_many(&staged, "new");
    staged.remember(store(&shop), going(NOW)).finish().unwrap();
    let public = release::begin(&shop.root(), &shop.out()).unwrap();
    put_many(&public, "old");
    public.remember(store(&shop), going("2026-11-01T08:00:00Z")).finish().unwrap();
    shop
}

#[test]
fn killed_at_any_time_the_old_or_the_staged_release_is_live() {
    let shop = shop_of_many();
    let (old, new) = (tree(&shop.out()), tree(&shop.root().join(".awning/releases/next/files")));
    let (mut olds, mut news) = (0, 0);
    for round in 0..20_u64 {
        let mut child = second(&shop.root(), "");
        std::thread::sleep(Duration::from_millis(4 + round * 5));
        child.kill().unwrap();
        child.wait().unwrap();
        match tree(&shop.out()) {
            found if found == old => olds += 1,
            found if found == new => news += 1,
            found => panic!("round {round}: neither, {} files", found.len()),
        }
        // Whatever the kill left, the stage is whole, and a build follows.
        assert_eq!(tree(&shop.root().join(".awning/releases/next/files")), new);
        let public = release::begin(&shop.root(), &shop.out()).unwrap();
        put_many(&public, "old");
        public.finish().unwrap();
        assert_eq!(tree(&shop.out()), old);
    }
    println!("killed 20 times: {olds} times old, {news} times new");
}

#[test]
fn a_full_disk_leaves_the_old_release() {
    let shop = shop_of_many();
    let before = tree(&shop.out());
    // One block of 512 or 1024 bytes: the manifest of 400 files is larger.
    let done = second(&shop.root(), "ulimit -f 1;").wait_with_output().unwrap();
    let told = String::from_utf8_lossy(&done.stderr).into_owned();
    assert!(done.status.code() == Some(101) && told.contains("cannot write"), "{told}");
    assert_eq!(tree(&shop.out()), before);
    for handles in 5..7 {
        let done = second(&shop.root(), &format!("ulimit -n {handles};")).wait_with_output().unwrap();
        assert_eq!(done.status.code(), Some(101), "{handles}");
        assert_eq!(tree(&shop.out()), before);
    }
    go(&shop, Wanted::Named("next"), NOW).unwrap();
    assert_ne!(tree(&shop.out()), before);
}
