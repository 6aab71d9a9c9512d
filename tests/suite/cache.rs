//! What is kept between builds: found again after a move, marked when used, pruned without harm.

use crate::support::{Shop, Tree, awning, differences, package, tree};
use awning::cache::{Cache, Extent, Limits, Pruned};
use awning::diagnostics::Place;
use awning::fingerprint::{Digest, Stamp};
use awning::imaging::{self, Darkroom};
use awning::paths::ShopPath;
use awning::source::Source;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, SystemTime};

const DAY: Duration = Duration::from_hours(24);

/// A cache in a folder that goes away with the test.
fn cache() -> (tempfile::TempDir, Cache) {
    let folder = tempfile::tempdir().unwrap();
    let cache = Cache::at(folder.path().join("cache"));
    (folder, cache)
}

fn key(name: &str) -> Digest {
    Digest::of(name.as_bytes())
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().filter_map(Result::ok);
    entries.map(walkdir::DirEntry::into_path).filter(|path| path.is_file()).collect()
}

/// Sets the time of every file below a folder back.
fn age(folder: &Path, by: Duration) {
    for file in files(folder) {
        File::options().write(true).open(file).unwrap().set_modified(SystemTime::now() - by).unwrap();
    }
}

fn key_file(folder: &Path, key: Digest) -> PathBuf {
    folder.join("cache/keys").join(key.short(2)).join(key.hex())
}

#[test]
fn what_is_not_used_goes_and_what_is_used_stays() {
    let (folder, cache) = cache();
    let now = SystemTime::now();
    for name in ["old", "old, used", "shared"] {
        cache.put(key(name), name.as_bytes());
    }
    cache.put(key("shared, old"), b"shared");
    age(folder.path(), 40 * DAY);
    cache.put(key("new"), b"new");
    let using = cache.clone().used_at(now);
    assert!(using.get(key("old, used")).is_some() && using.bytes(key("shared")).is_some());
    let limits = Limits { unused_for: Some(30 * DAY), bytes: None };
    assert_eq!(cache.prune(limits, now).unwrap().things, 2);
    for (name, stays) in [("old", false), ("shared, old", false), ("old, used", true), ("shared", true), ("new", true)]
    {
        assert_eq!(cache.get(key(name)).is_some(), stays, "{name}");
    }
    assert_eq!(files(&folder.path().join("cache/made")).len(), 3, "what no key names is gone");
    assert_eq!(cache.prune(limits, now).unwrap(), Pruned::default());
}

#[test]
fn above_a_size_the_longest_unused_goes() {
    let (folder, cache) = cache();
    for (days, name) in [(9, "a"), (7, "b"), (5, "c"), (3, "d")] {
        let made = cache.put(key(name), &vec![days; 10_000]).unwrap();
        for file in [made, key_file(folder.path(), key(name))] {
            let file = File::options().write(true).open(file).unwrap();
            file.set_modified(SystemTime::now() - u32::from(days) * DAY).unwrap();
        }
    }
    cache.put(key("today"), &vec![0; 20_000]);
    let whole = cache.extent().unwrap();
    assert_eq!((whole.things, whole.files), (5, 10));
    let limits = Limits { unused_for: None, bytes: Some(45_000) };
    assert_eq!(cache.prune(limits, SystemTime::now()).unwrap().things, 2);
    assert_eq!(
        [("a", false), ("b", false), ("c", true), ("d", true), ("today", true)]
            .map(|(name, _)| cache.get(key(name)).is_some()),
        [false, false, true, true, true]
    );
    assert!(cache.extent().unwrap().bytes <= 45_000);
    // What was used within a day stays, however small the limit.
    cache.prune(Limits { bytes: Some(0), ..limits }, SystemTime::now()).unwrap();
    assert_eq!(cache.extent().unwrap().things, 1);
    assert!(cache.get(key("today")).is_some());
}

#[test]
fn what_was_sound_is_read_again_once_touched_or_after_a_week() {
    let (folder, cache) = cache();
    let (now, old) = (SystemTime::now(), SystemTime::now() - 3 * DAY);
    let made = cache.put(key("a"), b"sound bytes").unwrap();
    let set_time = |time| File::options().write(true).open(&made).unwrap().set_modified(time).unwrap();
    let get = |now: SystemTime| {
        let run = cache.clone().used_at(now);
        let found = run.get(key("a")).is_some();
        run.keep_verified();
        found
    };
    let verified = || fs::read_to_string(folder.path().join("cache/verified")).unwrap_or_default();
    assert!(get(now) && verified().is_empty(), "it was written just now");
    set_time(old);
    assert!(get(now) && verified().contains(&key("sound bytes").hex()));
    // Nothing can tell that this was touched, until it is read: so it is believed, but not for long.
    let spoil = |bytes: &[u8], time| {
        fs::write(&made, bytes).unwrap();
        set_time(time);
    };
    spoil(b"other bytes", old);
    assert!(get(now) && get(now + 6 * DAY), "it is not read");
    assert!(!get(now + 8 * DAY), "it is read again");
    spoil(b"sound bytes", old);
    assert!(get(now + 8 * DAY) && get(now + 8 * DAY));
    for (bytes, time) in [(&b"other bytes"[..], now), (b"other", old), (b"", old)] {
        spoil(bytes, time);
        assert!(!get(now + 8 * DAY));
        spoil(b"sound bytes", old);
        assert!(get(now + 8 * DAY));
    }
    // Another file in its place.
    fs::rename(&made, folder.path().join("aside")).unwrap();
    spoil(b"other bytes", old);
    assert!(!get(now + 8 * DAY) || cfg!(not(unix)));
    spoil(b"sound bytes", old);
    assert!(get(now + 8 * DAY));
    fs::remove_file(key_file(folder.path(), key("a"))).unwrap();
    assert!(!get(now + 8 * DAY), "without its key it is about to go");
}

#[test]
fn what_a_kill_leaves_goes_after_an_hour() {
    let (folder, cache) = cache();
    let made = cache.put(key("a"), b"a").unwrap();
    fs::remove_file(key_file(folder.path(), key("a"))).unwrap();
    fs::write(folder.path().join("cache/aside/.tmpHalf"), "half").unwrap();
    let limits = Limits { unused_for: None, bytes: None };
    cache.prune(limits, SystemTime::now()).unwrap();
    assert!(made.exists(), "another awning is about to write its key");
    age(folder.path(), Duration::from_hours(2));
    assert_eq!(cache.prune(limits, SystemTime::now()).unwrap(), Pruned { things: 0, bytes: 5 });
    assert_eq!(files(folder.path()), Vec::<PathBuf>::new());
}

#[test]
fn pruning_while_others_work_harms_nobody() {
    let (folder, cache) = cache();
    let names: Vec<String> = (0..200).map(|number| number.to_string()).collect();
    names.iter().for_each(|name| drop(cache.put(key(name), name.as_bytes())));
    age(folder.path(), 100 * DAY);
    let using = cache.clone().used_at(SystemTime::now());
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| cache.prune(Limits::USUAL, SystemTime::now()).unwrap());
        }
        for name in &names {
            let kept = using.bytes(key(name));
            assert!(kept.is_none_or(|bytes| bytes == name.as_bytes()), "{name}");
        }
        let made: Vec<PathBuf> = names.iter().map(|name| using.put(key(name), name.as_bytes()).unwrap()).collect();
        for (name, file) in names.iter().zip(made) {
            assert_eq!(fs::read_to_string(file).unwrap(), *name, "a release would link it now");
        }
    });
}

#[test]
fn a_build_prunes_once_a_day() {
    let shop = one_of_each();
    let cache = Cache::of_shop(&shop.root());
    let forget = |name: &str| {
        cache.put(key(name), b"from long ago");
        let file = shop.root().join(".awning/cache/keys").join(key(name).short(2)).join(key(name).hex());
        File::options().write(true).open(file).unwrap().set_modified(SystemTime::now() - 90 * DAY).unwrap();
    };
    forget("first");
    shop.build();
    assert!(cache.get(key("first")).is_none());
    forget("second");
    shop.build();
    assert!(cache.get(key("second")).is_some(), "not twice a day");
    age(&shop.root().join(".awning/cache"), 2 * DAY);
    forget("second");
    let made = shop.build().summary;
    assert!(cache.get(key("second")).is_none() && made.written == 0);
}

fn one_of_each() -> Shop {
    let sites = package().join("tests/sites");
    Shop::of(&[&sites.join("_plain"), &sites.join("one-of-each")])
}

/// A shop with two photos of its own.
fn two_photos(shade: u8) -> Shop {
    let sites = package().join("tests/sites");
    let shop = Shop::of(&[&sites.join("_plain"), &sites.join("credits")]);
    draw(&shop, "own.png", shade);
    draw(&shop, "hill.png", shade + 10);
    shop
}

fn draw(shop: &Shop, name: &str, shade: u8) {
    let grain = |x: u32, y: u32| image::Luma([shade ^ (x * 7 + y * y * 3 / 5) as u8]);
    image::GrayImage::from_fn(400, 400, grain).save(shop.root().join("assets/photos").join(name)).unwrap();
}

/// A folder's files as they are: another's in their place is another number.
#[cfg(unix)]
fn numbers(folder: &Path) -> std::collections::BTreeMap<PathBuf, u64> {
    use std::os::unix::fs::MetadataExt as _;
    files(folder).into_iter().map(|path| (path.clone(), fs::metadata(path).unwrap().ino())).collect()
}

#[test]
#[cfg(unix)]
fn a_cache_of_an_older_commit_serves_what_did_not_change() {
    let before = two_photos(60);
    before.build();
    let after = before.copy_of_sources();
    draw(&after, "hill.png", 90);
    let clean = after.copy_of_sources();
    clean.build();
    // A plain copy, as CI does: new numbers, new times.
    let kept = after.root().join(".awning/cache");
    for folder in ["keys", "made"] {
        let from = before.root().join(".awning/cache").join(folder);
        for file in files(&from) {
            let to = kept.join(folder).join(file.strip_prefix(&from).unwrap());
            fs::create_dir_all(to.parent().unwrap()).unwrap();
            fs::write(to, fs::read(file).unwrap()).unwrap();
        }
    }
    let (restored, needed) = (numbers(&kept), numbers(&clean.root().join(".awning/cache")));
    let is_needed = |path: &Path| needed.keys().any(|other| other.file_name() == path.file_name());
    let large = restored.keys().find(|path| is_needed(path) && fs::metadata(path).unwrap().len() > 2000);
    let spoilt = large.expect("a rendition of the photo that stayed the same");
    let mut bytes = fs::read(spoilt).unwrap();
    bytes[1000] ^= 1;
    fs::write(spoilt, bytes).unwrap();
    after.build();
    let now = numbers(&kept);
    let anew = restored.iter().filter(|(path, number)| now[*path] != **number).count();
    assert_eq!(anew, 2, "the spoilt one and its key, of {}", restored.len());
    assert!(restored.keys().filter(|path| is_needed(path)).count() >= 4 && now.len() > restored.len());
    let told = |shop: &Shop| -> Tree { tree(&shop.public()) };
    assert_eq!(differences(&told(&clean), &told(&after)), None);
}

/// Photos on the disk, and how often they are read.
struct Counted {
    source: Source,
    reads: AtomicUsize,
}

impl imaging::Files for Counted {
    fn bytes(&self, path: &ShopPath) -> std::io::Result<Vec<u8>> {
        self.reads.fetch_add(1, Ordering::Relaxed);
        self.source.bytes(path)
    }

    fn stamp(&self, path: &ShopPath) -> Option<awning::fingerprint::Stamp> {
        self.source.stamp(path)
    }
}

impl Counted {
    fn of(root: &Path) -> Self {
        Self { source: Source::read(root).unwrap(), reads: AtomicUsize::new(0) }
    }

    /// Examines all photos; how many were read.
    fn examine(&self, cache: &Cache) -> (Vec<Digest>, usize) {
        let photos = self.source.under("assets").filter(|(path, _)| path.extension() == "png");
        let wanted: Vec<(ShopPath, Place)> = photos.map(|(path, _)| (path.clone(), Place::head(path))).collect();
        let darkroom = Darkroom { files: self, cache, limits: imaging::Limits::default() };
        let examined = imaging::examine(&darkroom, &wanted);
        assert!(examined.diagnostics.is_empty(), "{:?}", examined.diagnostics);
        (examined.value.values().map(|original| original.digest).collect(), self.reads.swap(0, Ordering::Relaxed))
    }
}

#[test]
#[cfg(unix)]
fn an_original_is_read_again_only_when_it_was_touched() {
    let (folder, cache) = cache();
    let root = folder.path().join("shop");
    let photo = |name: &str| root.join("assets").join(name);
    fs::create_dir_all(root.join("assets")).unwrap();
    for (shade, name) in (60..).step_by(60).zip(["a.png", "b.png", "c.png"]) {
        image::GrayImage::from_pixel(8, 8, image::Luma([shade])).save(photo(name)).unwrap();
    }
    let (first, reads) = Counted::of(&root).examine(&cache);
    assert_eq!(reads, 3);
    // Within the tick in which they were written, nothing may be believed.
    assert_eq!(Counted::of(&root).examine(&cache).1, 3);
    std::thread::sleep(Duration::from_millis(2100));
    assert_eq!(Counted::of(&root).examine(&cache), (first.clone(), 3));
    assert_eq!(Counted::of(&root).examine(&cache), (first.clone(), 0));
    // Other bytes of the same number, and the time set back.
    let state = fs::metadata(photo("a.png")).unwrap();
    let other = fs::read(photo("b.png")).unwrap();
    assert_eq!(other.len() as u64, state.len());
    fs::write(photo("a.png"), &other).unwrap();
    File::options().write(true).open(photo("a.png")).unwrap().set_modified(state.modified().unwrap()).unwrap();
    let (second, reads) = Counted::of(&root).examine(&cache);
    assert_eq!((second, reads), (vec![first[1], first[1], first[2]], 1));
    // An index that was tampered with is none.
    let index = folder.path().join("cache/digests");
    let text = fs::read_to_string(&index).unwrap();
    let swapped = text.replace(&first[2].hex(), &first[0].hex());
    assert_ne!(text, swapped);
    for wrong in [swapped.as_str(), "", &text[..text.len() / 2], &text.replacen('1', "2", 1)] {
        fs::write(&index, wrong).unwrap();
        assert_eq!(Counted::of(&root).examine(&cache), (vec![first[1], first[1], first[2]], 3));
        fs::write(&index, &text).unwrap();
    }
}

#[test]
fn a_stamp_of_the_same_tick_is_not_kept() {
    let (_folder, cache) = cache();
    let (path, digest) = (ShopPath::new("assets/a.png").unwrap(), key("a"));
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap().as_nanos();
    let now = i64::try_from(now).unwrap();
    let stamp =
        |seconds_ago: i64| Stamp { length: 8, written: now - seconds_ago * 1_000_000_000, changed: 0, number: 7 };
    for (stamp, kept) in [
        (stamp(0), false),
        (stamp(1), false),
        (Stamp { changed: now, ..stamp(60) }, false),
        (Stamp { written: i64::MAX, ..stamp(0) }, false),
        (stamp(60), true),
    ] {
        cache.keep_digests(cache.digests(), [(&path, stamp, digest)], |_| Some(stamp));
        assert_eq!(cache.digests().get(&path, stamp), kept.then_some(digest), "{stamp:?}");
    }
    let kept = stamp(60);
    for other in [Stamp { length: 9, ..kept }, Stamp { changed: 1, ..kept }, Stamp { number: 8, ..kept }, stamp(61)] {
        assert_eq!(cache.digests().get(&path, other), None);
    }
    cache.keep_digests(cache.digests(), [], |_| None);
    assert_eq!(cache.digests().get(&path, kept), None, "the file is gone");
}

#[test]
fn the_program_shows_prunes_and_clears() {
    let shop = two_photos(60);
    let run = |arguments: &[&str]| {
        let output = awning().args(["cache"]).args(arguments).arg("--root").arg(shop.root()).output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (output.status.code(), text(output.stdout), text(output.stderr))
    };
    assert_eq!(run(&["show"]), (Some(0), "the cache is empty\n".into(), String::new()));
    shop.build();
    let Extent { things, files, bytes, oldest } = Cache::of_shop(&shop.root()).extent().unwrap();
    assert!(things > 4 && bytes > 1000 && oldest.is_some());
    let json: serde_json::Value = serde_json::from_str(&run(&["show", "--format", "json"]).1).unwrap();
    assert_eq!((&json["things"], &json["files"]), (&things.into(), &files.into()));
    assert!(run(&["show", "--lang", "zh"]).1.starts_with(&format!("{things} 项，")));
    assert_eq!(run(&["prune", "--older-than", "1h"]), (Some(0), String::new(), "0 removed, 0 B freed\n".into()));
    age(&shop.root().join(".awning/cache"), 3 * DAY);
    let (code, _, said) = run(&["prune", "--older-than", "2d", "--larger-than", "1TB"]);
    assert!(code == Some(0) && said.starts_with(&format!("{things} removed, ")), "{said}");
    shop.build();
    assert!(run(&["clear"]).2.starts_with(&format!("{things} removed, ")));
    assert!(!shop.root().join(".awning/cache").exists());
    assert_eq!(run(&["clear", "-q"]), (Some(0), String::new(), String::new()));
    for wrong in [&["prune", "--older-than", "soon"][..], &["prune", "--larger-than", "2"], &["polish"]] {
        assert_eq!(run(wrong).0, Some(2));
    }
}
