//! Releases that go wrong: refused outputs, locks, kills, full disks, links. The old release is always intact.

use crate::release::{Shop, release_into, text_file, tree};
use awning::error::Error;
use awning::release::output::Names;
use awning::release::{self, switch};
use std::fs;
use std::io;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;

const OLD: &[(&str, &str)] = &[("index.html", "old"), ("a/index.html", "same")];
const NEW: &[(&str, &str)] = &[("index.html", "new"), ("a/index.html", "same")];

fn refusal(root: &Path, out: &Path) -> (PathBuf, &'static str) {
    match release::begin(root, out) {
        Err(Error::OutputRefused(path, why)) => (path, why),
        other => panic!("not refused: {other:?}"),
    }
}

#[test]
fn dropped_stage_leaves_nothing() {
    let shop = Shop::new();
    let stage = release::begin(&shop.root(), &shop.out()).unwrap();
    stage.put(text_file("a/b/c", "x")).unwrap();
    drop(stage);
    shop.assert_no_strays();
    assert!(!shop.out().exists());
}

#[test]
fn failed_put_keeps_the_old_release() {
    let shop = Shop::new();
    shop.release(OLD);
    let before = tree(&shop.out());
    for path in ["a/../x", "/x", "a//b", "./x", "a\\b", "", ".git/config", "manifest.json", "a\nb"] {
        let stage = release::begin(&shop.root(), &shop.out()).unwrap();
        assert!(matches!(stage.put(text_file(path, "x")), Err(Error::Internal(_))), "{path:?}");
        assert!(stage.finish().is_err());
    }
    let long = "x".repeat(256);
    for (first, second) in [("x", "x"), ("index.html", "index.html/x"), ("x", long.as_str())] {
        let stage = release::begin(&shop.root(), &shop.out()).unwrap();
        stage.put(text_file(first, "old")).unwrap();
        let failed = stage.put(text_file(second, "x")).and_then(|()| stage.finish().map(|_| ()));
        assert!(
            matches!(&failed, Err(Error::Io { path, .. }) if path.to_string_lossy().contains(first)
            || path.ends_with(second)),
            "{failed:?}"
        );
    }
    assert_eq!(tree(&shop.out()), before);
    shop.assert_no_strays();
}

#[test]
fn second_awning_is_told_who_works() {
    let shop = Shop::new();
    let stage = release::begin(&shop.root(), &shop.out()).unwrap();
    match release::begin(&shop.root(), &shop.out()) {
        Err(Error::Locked(path, Some(pid))) => {
            assert_eq!((path, pid), (shop.out().canonicalize().unwrap_or(shop.out()), std::process::id()));
        }
        other => panic!("not locked: {other:?}"),
    }
    stage.put(text_file("index.html", "x")).unwrap();
    stage.finish().unwrap();
    shop.release(OLD);
    shop.assert_no_strays();
}

#[test]
fn lock_is_held_by_one_at_a_time() {
    let shop = Shop::new();
    let done = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..8).map(|_| scope.spawn(|| (0..50).filter(|_| try_release(&shop)).count())).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).sum::<usize>()
    });
    assert!(done > 0);
    assert_eq!(tree(&shop.out()).len(), 2);
    shop.assert_no_strays();
}

fn try_release(shop: &Shop) -> bool {
    match release::begin(&shop.root(), &shop.out()) {
        Ok(stage) => {
            stage.put(text_file("x", &format!("{:?}", std::thread::current().id()))).unwrap();
            stage.finish().unwrap();
            true
        }
        Err(Error::Locked(..)) => false,
        Err(other) => panic!("{other}"),
    }
}

#[test]
fn foreign_outputs_are_refused_and_kept() {
    let shop = Shop::new();
    let (root, out) = (shop.root(), shop.out());
    for folder in ["content", "content/deep", "themes/x", "assets", ".git/x", ".awning", ".", "..", "content/.."] {
        refusal(&root, &root.join(folder));
    }
    refusal(&root, Path::new("/"));
    fs::write(&out, "a file").unwrap();
    assert_eq!(refusal(&root, &out).1, "is not a folder");
    fs::remove_file(&out).unwrap();
    symlink("content", &out).unwrap();
    assert!(refusal(&root, &out).1.contains("symbolic link"));
    fs::remove_file(&out).unwrap();
    for manifest in [None, Some("{}"), Some("{\"generator\": \"other\", \"format\": 1}"), Some("{\"gener")] {
        fs::create_dir(&out).unwrap();
        fs::write(out.join("precious.txt"), "x").unwrap();
        if let Some(text) = manifest {
            fs::write(out.join("manifest.json"), text).unwrap();
        }
        assert!(refusal(&root, &out).1.contains("did not make"));
        assert_eq!(fs::read_to_string(out.join("precious.txt")).unwrap(), "x");
        fs::remove_dir_all(&out).unwrap();
    }
    shop.assert_no_strays();
}

#[test]
fn foreign_file_in_a_release_is_never_lost() {
    let shop = Shop::new();
    shop.release(OLD);
    fs::write(shop.out().join("CNAME"), "x").unwrap();
    assert!(refusal(&shop.root(), &shop.out()).0.ends_with("public/CNAME"));
    fs::rename(shop.out().join("CNAME"), shop.out().join("a/CNAME")).unwrap();
    let stage = release::begin(&shop.root(), &shop.out()).unwrap();
    stage.put(text_file("index.html", "new")).unwrap();
    assert!(matches!(stage.finish(), Err(Error::OutputRefused(path, _)) if path.ends_with("a/CNAME")));
    assert_eq!(fs::read_to_string(shop.out().join("index.html")).unwrap(), "old");
    fs::remove_file(shop.out().join("a/CNAME")).unwrap();
    fs::write(shop.out().join("a/.DS_Store"), "x").unwrap();
    shop.release(NEW);
    assert!(!shop.out().join("a/.DS_Store").exists());
    shop.assert_no_strays();
}

#[test]
fn links_are_never_followed() {
    let shop = Shop::new();
    let outside = shop.root().join("content/precious");
    fs::create_dir(&outside).unwrap();
    fs::write(outside.join("index.html"), "same").unwrap();
    shop.release(OLD);
    fs::remove_dir_all(shop.out().join("a")).unwrap();
    symlink(&outside, shop.out().join("a")).unwrap();
    assert!(refusal(&shop.root(), &shop.out()).0.ends_with("public/a"));
    // In what a kill left behind, links are removed and not what they lead to.
    fs::remove_file(shop.out().join("a")).unwrap();
    let left = shop.root().join(".public.awning-new");
    fs::create_dir(&left).unwrap();
    symlink(&outside, left.join("a")).unwrap();
    shop.release(NEW);
    let left = shop.root().join(".public.awning-new");
    symlink(&outside, left).unwrap();
    symlink(outside.join("index.html"), shop.root().join(".public.awning-lock")).unwrap();
    assert!(matches!(release::begin(&shop.root(), &shop.out()), Err(Error::Io { .. })));
    fs::remove_file(shop.root().join(".public.awning-lock")).unwrap();
    shop.release(OLD);
    assert_eq!(fs::read_to_string(outside.join("index.html")).unwrap(), "same");
    shop.assert_no_strays();
}

#[test]
fn two_steps_where_folders_cannot_be_exchanged() {
    let shop = Shop::new();
    shop.release(OLD);
    let names = Names::of(&shop.root(), &shop.out()).unwrap();
    release_into(&shop.root(), &shop.root().join("other"), NEW);
    fs::rename(shop.root().join("other"), &names.new).unwrap();
    switch::switch(&names, |_, _| Err(io::ErrorKind::InvalidInput.into())).unwrap();
    assert_eq!(fs::read_to_string(shop.out().join("index.html")).unwrap(), "new");
    assert_eq!(fs::read_to_string(names.new.join("index.html")).unwrap(), "old");
    assert!(!names.aside.exists());
    let failed = switch::switch(&names, |_, _| Err(io::ErrorKind::PermissionDenied.into()));
    assert!(matches!(failed, Err(Error::Io { path, .. }) if path == names.out));
    assert_eq!(fs::read_to_string(shop.out().join("index.html")).unwrap(), "new");
}

#[test]
fn killed_between_two_steps_the_old_release_comes_back() {
    let shop = Shop::new();
    shop.release(OLD);
    let before = tree(&shop.out());
    let names = Names::of(&shop.root(), &shop.out()).unwrap();
    fs::rename(&names.out, &names.aside).unwrap();
    fs::create_dir(&names.new).unwrap();
    drop(release::begin(&shop.root(), &shop.out()).unwrap());
    assert_eq!(tree(&shop.out()), before);
    shop.assert_no_strays();
    // Killed after the second step: the new one stays.
    fs::create_dir(&names.aside).unwrap();
    drop(release::begin(&shop.root(), &shop.out()).unwrap());
    assert_eq!(tree(&shop.out()), before);
    shop.assert_no_strays();
}

#[test]
fn full_disk_keeps_the_old_release() {
    let shop = Shop::new();
    let disk = shop.root().join("disk");
    fs::create_dir(&disk).unwrap();
    let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", "size=1m", "tmpfs"]).arg(&disk).output();
    if !mounted.is_ok_and(|done| done.status.success()) {
        println!("skipped: a small disk cannot be mounted here");
        fs::remove_dir(&disk).unwrap();
        return;
    }
    let outcome = std::panic::catch_unwind(|| fill(&disk));
    assert!(Command::new("umount").arg(&disk).status().unwrap().success());
    outcome.unwrap();
}

fn fill(disk: &Path) {
    let (root, out) = (disk.join("shop"), disk.join("shop/public"));
    fs::create_dir(&root).unwrap();
    release_into(&root, &out, OLD);
    let before = tree(&out);
    let stage = release::begin(&root, &out).unwrap();
    let failed = (0..100).find_map(|i| stage.put(text_file(&format!("{i}/x"), &"x".repeat(50_000))).err());
    assert!(matches!(failed, Some(Error::Io { path, .. }) if path.to_string_lossy().contains(".public.awning-new")));
    drop(stage);
    assert_eq!(tree(&out), before);
    release_into(&root, &out, NEW);
    assert_eq!(fs::read_dir(&root).unwrap().count(), 1);
    // The output itself is a disk: it cannot be exchanged.
    assert!(refusal(&root, disk).1.contains("mount"));
}
