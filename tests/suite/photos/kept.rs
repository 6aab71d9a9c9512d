//! Nothing is made twice, nothing kept is believed unseen, and nothing is told.

use super::fixtures::*;
use awning::artifact::Body;
use awning::cache::Cache;
use awning::fingerprint::Digest;
use awning::imaging::{self, Darkroom, Limits};
use awning::photos::{Format, Rendition};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

fn renditions(shop: &Shop, name: &str, widths: &[u32]) -> Vec<Rendition> {
    let original = shop.original(name);
    let formats = [Format::Jpeg, Format::WebP, Format::Png];
    let recipes = widths.iter().flat_map(|&width| formats.map(|format| recipe(&original, width, width / 2, format)));
    recipes.map(|recipe| Rendition { address: recipe.address("a"), recipe, original: path(name) }).collect()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> =
        walkdir::WalkDir::new(folder).into_iter().map(|e| e.unwrap().into_path()).filter(|p| p.is_file()).collect();
    files.sort();
    files
}

/// What stands in files that tell of more than their pixels.
pub(crate) const NOTES: &[&[u8]] = &[
    b"SECRET",
    b"Exif",
    b"EXIF",
    b"ICC_PROFILE",
    b"ICCP",
    b"iCCP",
    b"acsp",
    b"XMP",
    b"http://ns",
    b"8BIM",
    b"tEXt",
    b"zTXt",
    b"iTXt",
    b"eXIf",
    b"tIME",
    b"MPF\0",
    b"\xFF\xFE",
];

/// Whether bytes hold others; a JPEG's comment is looked for at its beginning only.
pub(crate) fn holds(bytes: &[u8], other: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(if other.len() == 2 { 600 } else { usize::MAX })];
    head.windows(other.len()).any(|window| window == other)
}

#[test]
fn no_output_holds_metadata() {
    let p3 = moxcms::ColorProfile::new_display_p3().encode().unwrap();
    let mut noted = png(quarters(200, 100));
    // A text chunk right after the header.
    let mut chunk = b"tEXtComment\0SECRET-NOTE".to_vec();
    let sum = crc32(&chunk);
    chunk.splice(0..0, 19_u32.to_be_bytes());
    chunk.extend(sum.to_be_bytes());
    noted.splice(33..33, chunk);
    let mut trailing = jpeg(&quarters(200, 100), 6, Some(&p3));
    trailing.extend(b"SECRET-TRAILER");
    let shop = Shop::with("a.jpg", trailing).and("b.png", noted);
    let mut all = renditions(&shop, "a.jpg", &[100, 50]);
    all.extend(renditions(&shop, "b.png", &[200, 60]));
    let made = shop.make(&Cache::none(), &all);
    assert_eq!(made.value.len(), 12, "{:?}", made.diagnostics);
    for artifact in &made.value {
        let bytes = bytes_of(artifact);
        NOTES.iter().for_each(|note| assert!(!holds(&bytes, note), "{} holds {note:?}", artifact.path));
    }
}

pub(crate) fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0_u32, |sum, &byte| {
        (0..8).fold(sum ^ u32::from(byte), |sum, _| if sum & 1 == 1 { sum >> 1 ^ 0xEDB8_8320 } else { sum >> 1 })
    })
}

#[test]
fn the_cache_is_used_and_verified() {
    let folder = tempfile::tempdir().unwrap();
    let cache = Cache::of_shop(folder.path());
    let shop = Shop::with("a.png", png(grainy(400, 200)));
    let wanted = renditions(&shop, "a.png", &[400, 100]);
    let clean = shop.make(&Cache::none(), &wanted).value;
    let first = shop.make(&cache, &wanted).value;
    assert!(first.iter().all(|artifact| matches!(&artifact.body, Body::File(file) if file.is_absolute())));
    // Taken from the cache, nothing is read.
    let reads = AtomicUsize::new(0);
    let counted = |path: &awning::paths::ShopPath| {
        reads.fetch_add(1, Ordering::Relaxed);
        shop.read(path)
    };
    let darkroom = Darkroom { files: &counted, cache: &cache, limits: Limits::default() };
    let again = imaging::make(&darkroom, &wanted, &Default::default(), &|_| {}).value;
    assert_eq!((&again, reads.into_inner()), (&first, 0));
    let kept = files(folder.path());
    let harm: [fn(&Path); 5] = [
        |file| flip(file, 1),
        |file| std::fs::write(file, b"").unwrap(),
        |file| std::fs::write(file, &std::fs::read(file).unwrap()[..20]).unwrap(),
        |file| std::fs::write(file, vec![0; 900]).unwrap(),
        |file| std::fs::remove_file(file).unwrap(),
    ];
    for harm in harm {
        kept.iter().for_each(|file| harm(file));
        same(&shop.make(&cache, &wanted).value, &clean);
        assert_eq!(files(folder.path()), kept, "everything is kept again");
    }
    // Two entries swapped.
    for (a, b) in [(0, 1), (kept.len() - 2, kept.len() - 1)] {
        let (x, y) = (std::fs::read(&kept[a]).unwrap(), std::fs::read(&kept[b]).unwrap());
        std::fs::write(&kept[a], y).unwrap();
        std::fs::write(&kept[b], x).unwrap();
        same(&shop.make(&cache, &wanted).value, &clean);
    }
}

fn flip(file: &Path, bit: u8) {
    let mut bytes = std::fs::read(file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= bit;
    std::fs::write(file, bytes).unwrap();
}

#[track_caller]
fn same(made: &[awning::artifact::Artifact], clean: &[awning::artifact::Artifact]) {
    let told = |artifacts: &[awning::artifact::Artifact]| -> Vec<(String, Vec<u8>)> {
        artifacts.iter().map(|artifact| (artifact.path.clone(), bytes_of(artifact))).collect()
    };
    assert!(told(made) == told(clean), "the release differs from a clean one");
}

#[test]
fn facts_and_remarks_are_kept() {
    let folder = tempfile::tempdir().unwrap();
    let cache = Cache::of_shop(folder.path());
    let shop = Shop::with("a.jpg", jpeg(&quarters(64, 64), 6, Some(&[7; 400])));
    let (first, again) = (shop.examine(&cache), shop.examine(&cache));
    assert_eq!(first.value, again.value);
    assert_eq!((codes(&first), first.diagnostics), (vec!["W522"], again.diagnostics));
    assert!(!files(folder.path()).is_empty());
}

#[test]
fn a_cache_that_cannot_be_written_is_none() {
    let folder = tempfile::tempdir().unwrap();
    let blocked = folder.path().join("file");
    std::fs::write(&blocked, "").unwrap();
    let shop = Shop::with("a.png", png(grainy(60, 30)));
    let made = shop.make(&Cache::of_shop(&blocked), &renditions(&shop, "a.png", &[60]));
    assert!(made.diagnostics.is_empty());
    assert!(made.value.iter().all(|artifact| matches!(artifact.body, Body::Bytes(_))));
}

#[test]
fn the_same_key_may_be_put_by_many_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let cache = Cache::at(folder.path().join("cache"));
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| (0..40_u8).for_each(|i| drop(cache.put(Digest::of(&[i]), &vec![i; 5000]))));
        }
    });
    for i in 0..40_u8 {
        assert_eq!(cache.bytes(Digest::of(&[i])), Some(vec![i; 5000]));
    }
    assert!(files(&folder.path().join("cache/aside")).is_empty());
}

#[test]
fn the_same_bytes_on_any_number_of_threads_and_with_any_siblings() {
    let shop = Shop::with("a.jpg", jpeg(&grainy(1700, 850), 1, None)).and("b.png", png(grainy(600, 300)));
    let mut wanted = renditions(&shop, "a.jpg", &[1600, 240]);
    wanted.extend(renditions(&shop, "b.png", &[500, 200]));
    let on = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| shop.make(&Cache::none(), &wanted).value)
    };
    let (one, four) = (on(1), on(4));
    assert_eq!(one.len(), wanted.len());
    same(&four, &one);
    // With hardly any memory, one original after the other.
    let tight = Limits { memory: 1, ..Limits::default() };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(4).build().unwrap();
    let files = |path: &awning::paths::ShopPath| shop.read(path);
    let darkroom = Darkroom { files: &files, cache: &Cache::none(), limits: tight };
    same(&pool.install(|| imaging::make(&darkroom, &wanted, &Default::default(), &|_| {})).value, &one);
    for rendition in &wanted {
        let alone = shop.make(&Cache::none(), std::slice::from_ref(rendition)).value;
        let among = one.iter().find(|artifact| artifact.path == rendition.address).unwrap();
        same(&alone, std::slice::from_ref(among));
    }
}

#[test]
fn every_rendition_is_counted_once() {
    let shop = Shop::with("a.png", png(grainy(200, 100)));
    let wanted = renditions(&shop, "a.png", &[200, 100]);
    let twice: Vec<Rendition> = wanted.iter().chain(&wanted).cloned().collect();
    let done = AtomicUsize::new(0);
    let count = |more: usize| {
        done.fetch_add(more, Ordering::Relaxed);
    };
    let made =
        shop.in_darkroom(&Cache::none(), |darkroom| imaging::make(darkroom, &twice, &Default::default(), &count));
    assert_eq!((made.value.len(), done.into_inner()), (wanted.len(), wanted.len()));
    assert!(made.value.is_sorted_by(|a, b| a.path < b.path));
}

#[test]
fn a_moving_picture_passes_through_beside_its_stills() {
    let mut bytes = Vec::new();
    let mut encoder = gif::Encoder::new(&mut bytes, 40, 30, &[200, 0, 0, 0, 0, 200]).unwrap();
    encoder.set_repeat(gif::Repeat::Infinite).unwrap();
    for shade in [0, 1] {
        let buffer = vec![shade; 1200].into();
        encoder.write_frame(&gif::Frame { width: 40, height: 30, buffer, ..Default::default() }).unwrap();
    }
    drop(encoder);
    let shop = Shop::with("a.gif", bytes);
    let examined = shop.examine(&Cache::none());
    assert_eq!(codes(&examined), ["W525"]);
    let original = &examined.value[&path("a.gif")];
    assert!(original.facts.animated);
    let still = recipe(original, 20, 15, Format::Jpeg);
    let moving = awning::photos::Recipe { format: Format::Gif, quality: 0, ..recipe(original, 40, 30, Format::Gif) };
    let wanted =
        [still, moving].map(|recipe| Rendition { address: recipe.address("a"), recipe, original: path("a.gif") });
    let made = shop.make(&Cache::none(), &wanted);
    assert!(made.diagnostics.is_empty(), "{:?}", made.diagnostics);
    let gif = made.value.iter().find(|artifact| artifact.path.ends_with(".gif")).unwrap();
    let mut decoder = gif::DecodeOptions::new().read_info(std::io::Cursor::new(bytes_of(gif))).unwrap();
    assert_eq!(std::iter::from_fn(|| decoder.read_next_frame().unwrap().map(|frame| frame.buffer[0])).count(), 2);
}
