//! Releases as they should go: first, unchanged, changed, from many threads, linked from the cache.

use awning::artifact::{Artifact, Body};
use awning::release::{self, Entry, Outcome};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};

/// A shop's folder that goes away with the test.
pub(crate) struct Shop {
    folder: tempfile::TempDir,
}

impl Shop {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("shop/content")).unwrap();
        Self { folder }
    }

    pub(crate) fn root(&self) -> PathBuf {
        self.folder.path().join("shop")
    }

    pub(crate) fn out(&self) -> PathBuf {
        self.root().join("public")
    }

    pub(crate) fn release(&self, files: &[(&str, &str)]) -> Outcome {
        release_into(&self.root(), &self.out(), files)
    }

    /// Nothing but the shop and the release may lie in the shop's folder.
    pub(crate) fn assert_no_strays(&self) {
        let mut names: Vec<_> = fs::read_dir(self.root()).unwrap().map(|e| e.unwrap().file_name()).collect();
        names.retain(|name| name != "public" && name != "content");
        assert!(names.is_empty(), "left behind: {names:?}");
    }
}

pub(crate) fn release_into(root: &Path, out: &Path, files: &[(&str, &str)]) -> Outcome {
    let stage = release::begin(root, out).unwrap();
    files.par_iter().for_each(|(path, text)| stage.put(text_file(path, text)).unwrap());
    stage.finish().unwrap()
}

pub(crate) fn text_file(path: &str, text: &str) -> Artifact {
    Artifact { path: path.into(), body: Body::Bytes(text.into()) }
}

/// Every file below a folder with its text.
pub(crate) fn tree(folder: &Path) -> BTreeMap<String, String> {
    let files = walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap).filter(|e| e.file_type().is_file());
    files
        .map(|e| (e.path().strip_prefix(folder).unwrap().display().to_string(), fs::read_to_string(e.path()).unwrap()))
        .collect()
}

fn inode(path: &Path) -> u64 {
    fs::symlink_metadata(path).unwrap().ino()
}

const SITE: &[(&str, &str)] = &[("index.html", "home"), ("a/index.html", "tea"), ("a/b/c.txt", ""), ("茶/1.txt", "酒")];

#[test]
fn first_release_is_complete() {
    let shop = Shop::new();
    let outcome = shop.release(SITE);
    assert_eq!(outcome, Outcome { written: 4, unchanged: 0, removed: 0, files: 4, bytes: 10 });
    let mut found = tree(&shop.out());
    let manifest = found.remove("manifest.json").unwrap();
    assert_eq!(found, SITE.iter().map(|(p, t)| (p.to_string(), t.to_string())).collect());
    assert!(manifest.contains("\"a/index.html\": {\"size\": 3, \"digest\": \""), "{manifest}");
    let read = release::read_manifest(&shop.out()).unwrap().unwrap();
    assert_eq!(read.files["茶/1.txt"], Entry::of("酒".as_bytes()));
    assert_eq!(read.to_json(), manifest);
    shop.assert_no_strays();
}

#[test]
fn manifest_tells_nothing_of_time_and_place() {
    let (one, other) = (Shop::new(), Shop::new());
    one.release(SITE);
    let mut backwards = SITE.to_vec();
    backwards.reverse();
    other.release(&backwards);
    assert_eq!(tree(&one.out()), tree(&other.out()));
}

#[test]
fn unchanged_release_is_not_touched() {
    let shop = Shop::new();
    shop.release(SITE);
    let (before, file) = (inode(&shop.out()), inode(&shop.out().join("manifest.json")));
    let outcome = shop.release(SITE);
    assert_eq!((outcome.written, outcome.unchanged, outcome.removed), (0, 4, 0));
    assert_eq!((inode(&shop.out()), inode(&shop.out().join("manifest.json"))), (before, file));
    shop.assert_no_strays();
}

#[test]
fn changed_release_keeps_what_stayed_the_same() {
    let shop = Shop::new();
    shop.release(SITE);
    let kept = inode(&shop.out().join("index.html"));
    let outcome = shop.release(&[("index.html", "home"), ("a/index.html", "TEA"), ("new/x.txt", "x")]);
    assert_eq!(outcome, Outcome { written: 2, unchanged: 1, removed: 2, files: 3, bytes: 8 });
    assert_eq!(inode(&shop.out().join("index.html")), kept);
    assert_eq!(fs::read_to_string(shop.out().join("a/index.html")).unwrap(), "TEA");
    assert!(!shop.out().join("茶").exists());
    let fresh = Shop::new();
    fresh.release(&[("index.html", "home"), ("a/index.html", "TEA"), ("new/x.txt", "x")]);
    assert_eq!(tree(&shop.out()), tree(&fresh.out()));
    shop.assert_no_strays();
}

#[test]
fn only_removed_files_make_a_release_too() {
    let shop = Shop::new();
    shop.release(SITE);
    let outcome = shop.release(&SITE[..3]);
    assert_eq!((outcome.written, outcome.unchanged, outcome.removed), (0, 3, 1));
    assert!(!shop.out().join("茶").exists());
}

#[test]
fn file_edited_by_hand_is_made_anew_whatever_its_time() {
    let shop = Shop::new();
    shop.release(SITE);
    let page = shop.out().join("a/index.html");
    let time = fs::metadata(&page).unwrap().modified().unwrap();
    fs::write(&page, "TEA").unwrap();
    fs::File::options().write(true).open(&page).unwrap().set_modified(time).unwrap();
    assert_eq!(shop.release(SITE).written, 1);
    assert_eq!(fs::read_to_string(&page).unwrap(), "tea");
    fs::remove_file(&page).unwrap();
    assert_eq!(shop.release(SITE).written, 1);
    assert_eq!(fs::read_to_string(&page).unwrap(), "tea");
}

#[test]
fn cached_file_is_linked_and_readable_to_all() {
    let shop = Shop::new();
    let made = shop.folder.path().join("made.jpg");
    fs::write(&made, "picture").unwrap();
    fs::set_permissions(&made, fs::Permissions::from_mode(0o600)).unwrap();
    let put = || {
        let stage = release::begin(&shop.root(), &shop.out()).unwrap();
        stage.put(Artifact { path: "p/1.jpg".into(), body: Body::File(made.clone()) }).unwrap();
        stage.finish().unwrap()
    };
    assert_eq!(put().written, 1);
    let published = shop.out().join("p/1.jpg");
    assert_eq!(inode(&published), inode(&made));
    assert_eq!(fs::metadata(&published).unwrap().permissions().mode() & 0o777, 0o644);
    assert_eq!(put().unchanged, 1);
    // Made again with the same bytes: still unchanged. With others: written, and the old release was not written into.
    fs::remove_file(&made).unwrap();
    fs::write(&made, "picture").unwrap();
    assert_eq!(put().unchanged, 1);
    fs::remove_file(&made).unwrap();
    fs::write(&made, "PICTURE").unwrap();
    assert_eq!(put().written, 1);
    assert_eq!(fs::read_to_string(&published).unwrap(), "PICTURE");
}

#[test]
fn linked_cache_entry_that_is_a_link_is_copied() {
    let shop = Shop::new();
    let (made, link) = (shop.folder.path().join("made"), shop.folder.path().join("link"));
    fs::write(&made, "x").unwrap();
    std::os::unix::fs::symlink(&made, &link).unwrap();
    let stage = release::begin(&shop.root(), &shop.out()).unwrap();
    stage.put(Artifact { path: "x".into(), body: Body::File(link) }).unwrap();
    stage.finish().unwrap();
    assert!(fs::symlink_metadata(shop.out().join("x")).unwrap().is_file());
}

#[test]
fn thousands_of_files_from_many_threads() {
    let shop = Shop::new();
    let files: Vec<_> = (0..2000).map(|i| (format!("{}/{}/{i}.txt", i % 7, i % 50), i.to_string())).collect();
    let files: Vec<_> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    assert_eq!(shop.release(&files).written, 2000);
    assert_eq!(tree(&shop.out()).len(), 2001);
    assert_eq!(shop.release(&files[1..]).removed, 1);
    assert_eq!(tree(&shop.out()).len(), 2000);
}

#[test]
fn folders_around_the_output_are_made_and_given_up() {
    let shop = Shop::new();
    let out = shop.root().join("dist/site");
    drop(release::begin(&shop.root(), &out).unwrap());
    assert!(!shop.root().join("dist").exists());
    release_into(&shop.root(), &out, SITE);
    assert_eq!(tree(&out).len(), 5);
}

#[test]
fn nothing_is_a_release_as_well() {
    let shop = Shop::new();
    shop.release(SITE);
    assert_eq!(shop.release(&[]).removed, 4);
    assert_eq!(tree(&shop.out()).len(), 1);
    assert!(release::read_manifest(&shop.root()).unwrap().is_none());
}
