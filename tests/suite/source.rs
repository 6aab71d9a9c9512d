//! A shop's files that are kept up to date are those that a whole walk finds, whatever happened.

use crate::support::Chance;
use awning::paths::ShopPath;
use awning::source::{Changes, File, Source};
use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::{Path, PathBuf};

/// Names that meet, files and folders alike; some are hidden, left behind, or no text.
const NAMES: [&str; 12] = [
    "a.md",
    "b.md",
    "c.jpg",
    "d",
    "d-e",
    "d.f",
    "links.css",
    "node_modules",
    ".git",
    "b.md~",
    "a.md___jb_tmp___",
    "4913",
];

/// What stands in files; the last is not UTF-8.
const BYTES: [&[u8]; 5] = [b"one", b"two", b"", b"\xEF\xBB\xBFmarked", &[0xFF, 0xFE, 0x61]];

#[test]
fn whatever_happens_the_files_are_those_of_a_whole_walk() {
    for seed in 0..40 {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("shop");
        fs::create_dir_all(root.join("content")).unwrap();
        fs::create_dir(folder.path().join("outside")).unwrap();
        fs::write(folder.path().join("outside/file"), "outside").unwrap();
        let mut chance = Chance::of(seed);
        let mut told = Source::read(&root).unwrap();
        let mut asked = told.clone();
        for step in 0..40 {
            let before = told.clone();
            let touched: BTreeSet<ShopPath> = (0..=chance.below(4)).flat_map(|_| deed(&root, &mut chance)).collect();
            let changes = told.update(&touched).unwrap();
            let what = format!("seed {seed}, step {step}, {touched:?}");
            same(&told, &Source::read(&root).unwrap(), &what);
            assert_eq!(changes.files, between(&before, &told), "{what}");
            let is_moved = |path: &&ShopPath| before.files.contains_key(*path) != told.files.contains_key(*path);
            let moved: BTreeSet<ShopPath> = changes.files.iter().filter(is_moved).cloned().collect();
            assert!(changes.moved.is_superset(&moved), "{what}");
            if chance.below(3) == 0 {
                let before = asked.clone();
                let changes = asked.reread().unwrap();
                same(&asked, &told, &what);
                assert_eq!(changes.files, between(&before, &asked), "{what}");
            }
        }
    }
}

/// Does one thing below the root; gives the paths that a watcher would tell.
pub(crate) fn deed(root: &Path, chance: &mut Chance) -> Vec<ShopPath> {
    let (one, other) = (somewhere(chance), somewhere(chance));
    let (here, there) = (root.join(one.as_str()), root.join(other.as_str()));
    let mut paths = Vec::from([one.clone(), other.clone()]);
    paths.extend([&here, &there].into_iter().flat_map(|path| behind_links(root, path)));
    match chance.below(9) {
        0..=2 => {
            let _ = fs::create_dir_all(here.parent().unwrap());
            let _ = fs::write(&here, chance.one_of(&BYTES));
        }
        3 => drop(fs::create_dir_all(&here)),
        4 => drop(fs::rename(&here, &there)),
        5 => drop(fs::remove_file(&here)),
        6 => drop(fs::remove_dir_all(&here)),
        7 => drop(symlink(&there, &here)),
        _ => {
            // A deed may go through a link. Nothing here leads out of the case's own folder.
            let outside = root.with_file_name("outside");
            let targets = [root.to_path_buf(), outside.join("file"), outside, "b.md".into(), "nowhere".into()];
            let target: &PathBuf = chance.one_of(&targets);
            let _ = symlink(target, &here);
        }
    }
    paths.extend([&here, &there].into_iter().flat_map(|path| behind_links(root, path)));
    // Some systems tell the folder only.
    let told = |path: ShopPath| ShopPath::new(path.folder()).unwrap_or(path);
    if chance.below(4) == 0 { paths.into_iter().map(told).collect() } else { paths }
}

/// Where a deed is told if there are links on the way: the path that is meant, and the file at its end, by all the ways
/// that the shop has to them.
fn behind_links(root: &Path, path: &Path) -> Vec<ShopPath> {
    let meant = path.parent().and_then(|folder| Some(folder.canonicalize().ok()?.join(path.file_name()?)));
    let ends: Vec<PathBuf> = meant.into_iter().chain(path.canonicalize()).collect();
    let ways = ["", "content", "assets", "themes", "awning.yaml"]
        .into_iter()
        .filter_map(|top| Some((top, root.join(top).canonicalize().ok()?)));
    ways.flat_map(|(top, place)| {
        let told = |end: &PathBuf| ShopPath::new(Path::new(top).join(end.strip_prefix(&place).ok()?).to_str()?);
        ends.iter().filter_map(told).collect::<Vec<_>>()
    })
    .collect()
}

fn somewhere(chance: &mut Chance) -> ShopPath {
    let mut path =
        (*chance.one_of(&["content", "content", "content", "assets", "themes", "awning.yaml", "public"])).to_string();
    for _ in 0..chance.below(4) {
        path = format!("{path}/{}", chance.one_of(&NAMES));
    }
    ShopPath::new(&path).unwrap()
}

fn same(kept: &Source, whole: &Source, what: &str) {
    assert_eq!(kept.files, whole.files, "{what}");
    assert_eq!(kept.faults, whole.faults, "{what}");
}

/// The paths that are not the same in both.
fn between(before: &Source, after: &Source) -> BTreeSet<ShopPath> {
    let all = [before, after].into_iter().flat_map(|source| source.files.keys().chain(source.faults.keys()));
    all.filter(|path| {
        before.files.get(*path) != after.files.get(*path) || before.faults.get(*path) != after.faults.get(*path)
    })
    .cloned()
    .collect()
}

#[test]
fn what_is_the_same_again_is_no_change_and_keeps_its_text() {
    let (folder, mut source) = shop();
    let before = source.text(&path("content/a.md")).unwrap().clone();
    fs::write(folder.path().join("content/a.md"), "one").unwrap();
    assert!(source.update(&paths(&["content/a.md", "content"])).unwrap().is_empty());
    assert!(source.reread().unwrap().is_empty());
    assert!(std::sync::Arc::ptr_eq(&before, source.text(&path("content/a.md")).unwrap()));
}

#[test]
fn a_link_goes_with_its_target() {
    let (folder, mut source) = shop();
    symlink("a.md", folder.path().join("content/link.md")).unwrap();
    source.update(&paths(&["content/link.md"])).unwrap();
    fs::write(folder.path().join("content/a.md"), "two").unwrap();
    assert_eq!(source.update(&paths(&["content/a.md"])).unwrap().files, paths(&["content/a.md", "content/link.md"]));
    fs::remove_file(folder.path().join("content/a.md")).unwrap();
    assert_eq!(source.update(&paths(&["content/a.md"])).unwrap().files, paths(&["content/a.md", "content/link.md"]));
    assert_eq!(source.faults.keys().collect::<Vec<_>>(), [&path("content/link.md")], "a broken link");
}

#[test]
fn what_was_not_touched_is_not_read_again() {
    let (folder, mut source) = shop();
    let file = fs::File::options().write(true).open(folder.path().join("content/a.md")).unwrap();
    // The time of the last change cannot be set back, so it has to pass.
    std::thread::sleep(std::time::Duration::from_millis(2_200));
    assert!(source.reread().unwrap().is_empty(), "read once more, and settled from here on");
    file.set_len(3).unwrap();
    std::io::Write::write_all(&mut &file, b"two").unwrap();
    assert_eq!(source.reread().unwrap().files, paths(&["content/a.md"]));
}

#[test]
fn what_cannot_be_read_stays_and_is_tried_again() {
    let (folder, mut source) = shop();
    let inner = folder.path().join("content/inner");
    let lock = |mode: u32| fs::set_permissions(&inner, fs::Permissions::from_mode(mode)).unwrap();
    fs::create_dir(&inner).unwrap();
    fs::write(inner.join("b.md"), "two").unwrap();
    source.update(&paths(&["content/inner"])).unwrap();
    lock(0);
    if fs::read_dir(&inner).is_ok() {
        return lock(0o755); // Nothing is locked for the machine's owner.
    }
    let Changes { files, unreadable, .. } = source.update(&paths(&["content/inner/b.md"])).unwrap();
    assert_eq!((files.len(), unreadable.len()), (0, 1));
    assert!(source.text(&path("content/inner/b.md")).is_some(), "nothing is lost");
    assert!(Source::read(folder.path()).is_err());
    lock(0o755);
    fs::write(inner.join("b.md"), "three").unwrap();
    assert_eq!(source.update(&paths(&["content/a.md"])).unwrap().files, paths(&["content/inner/b.md"]));
}

#[test]
fn a_shop_that_is_gone_stays_as_it_was() {
    let (folder, mut source) = shop();
    drop(folder);
    assert!(source.update(&paths(&["content/a.md"])).is_err() && source.reread().is_err());
    assert_eq!(source.files.get(&path("content/a.md")), Some(&File::Text("one".into())));
}

fn shop() -> (tempfile::TempDir, Source) {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("content")).unwrap();
    fs::write(folder.path().join("content/a.md"), "one").unwrap();
    let source = Source::read(folder.path()).unwrap();
    (folder, source)
}

fn path(text: &str) -> ShopPath {
    ShopPath::new(text).unwrap()
}

fn paths(texts: &[&str]) -> BTreeSet<ShopPath> {
    texts.iter().map(|text| path(text)).collect()
}
