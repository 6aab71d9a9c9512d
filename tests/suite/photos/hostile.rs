//! Files that are not what they say: each a diagnostic where it is used, never a panic, never a picture.

use super::fixtures::*;
use awning::cache::Cache;
use awning::imaging::{self, Darkroom, Limits};
use awning::paths::ShopPath;
use awning::photos::{Format, Rendition};

#[track_caller]
fn refused(name: &str, bytes: Vec<u8>, code: &str) {
    let examined = Shop::with(name, bytes).examine(&Cache::none());
    assert_eq!(codes(&examined), [code], "{name}: {:?}", examined.diagnostics);
    assert!(examined.value.is_empty(), "{name}");
    let diagnostic = &examined.diagnostics[0];
    assert_eq!((&diagnostic.place.file, diagnostic.place.start), (&page(), 3));
    for language in [awning::diagnostics::Language::English, awning::diagnostics::Language::Chinese] {
        assert!(!diagnostic.message(language).contains('{') && !diagnostic.help(language).contains('{'));
    }
}

#[test]
fn a_file_that_is_not_there() {
    let wanted = [(path("a.jpg"), awning::diagnostics::Place::head(&page()))];
    let nothing = |_: &ShopPath| Err(std::io::ErrorKind::NotFound.into());
    let darkroom = Darkroom { files: &nothing, cache: &Cache::none(), limits: Limits::default() };
    assert_eq!(codes(&imaging::examine(&darkroom, &wanted)), ["E510"]);
}

#[test]
fn cut_off_files() {
    let image = grainy(600, 400);
    let jpeg = jpeg(&image, 1, None);
    for part in [10, 45, 90, 99] {
        refused("a.jpg", jpeg[..jpeg.len() * part / 100].to_vec(), "E511");
    }
    refused("a.jpg", jpeg[..4].to_vec(), "E511");
    let png = png(image.clone());
    for part in [50, 90] {
        let bytes = png[..png.len() * part / 100].to_vec();
        let examined = Shop::with("a.png", bytes).examine(&Cache::none());
        assert!(["E511", "E517"].contains(&codes(&examined)[0]) && examined.value.is_empty());
    }
    let webp = encoded(image, image::ImageFormat::WebP);
    let examined = Shop::with("a.webp", webp[..webp.len() / 2].to_vec()).examine(&Cache::none());
    assert!(["E511", "E517"].contains(&codes(&examined)[0]) && examined.value.is_empty());
}

#[test]
fn a_progressive_file_cut_off_and_closed() {
    let mut bytes = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, 90);
    encoder.set_progressive(true);
    let image = grainy(400, 300);
    encoder.encode(image.as_raw(), 400, 300, jpeg_encoder::ColorType::Rgb).unwrap();
    assert!(Shop::with("a.jpg", bytes.clone()).examine(&Cache::none()).diagnostics.is_empty());
    refused("a.jpg", bytes[..bytes.len() * 2 / 3].to_vec(), "E511");
}

#[test]
fn bombs_are_refused_from_their_header() {
    let mut huge = png(quarters(8, 8));
    huge.splice(16..24, [50_000_u32.to_be_bytes(), 50_000_u32.to_be_bytes()].concat());
    refused("a.png", huge.clone(), "E512");
    huge.splice(16..24, [u32::MAX.to_be_bytes(), u32::MAX.to_be_bytes()].concat());
    refused("a.png", huge.clone(), "E512");
    // Within the limit, but with far too few bytes for it.
    huge.splice(16..24, [9_999_u32.to_be_bytes(), 9_999_u32.to_be_bytes()].concat());
    refused("a.png", huge, "E517");
    let mut wide = jpeg(&quarters(16, 16), 1, None);
    let frame = wide.windows(2).position(|window| window == [0xFF, 0xC0]).unwrap();
    wide.splice(frame + 5..frame + 9, [0xFF, 0xFF, 0xFF, 0xFF]);
    refused("a.jpg", wide.clone(), "E512");
    wide.splice(frame + 5..frame + 9, [0x20, 0, 0x20, 0]);
    refused("a.jpg", wide, "E517");
    let mut gif = encoded(image::DynamicImage::from(quarters(8, 8)).to_rgba8(), image::ImageFormat::Gif);
    gif.splice(6..10, [0xFF; 4]);
    refused("a.gif", gif, "E512");
}

#[test]
fn other_things_under_a_photos_name() {
    refused("a.jpg", Vec::new(), "E516");
    refused("a.png", b"<!DOCTYPE html><html><body>404</body></html>".to_vec(), "E516");
    refused("a.png", b"\n <html><svg/></html>".to_vec(), "E516");
    refused("a.png", b"just words".to_vec(), "E516");
    refused("a.png", (0..=255).cycle().skip(77).take(4000).collect(), "E516");
    refused("a.jpg", b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 12\n".to_vec(), "E515");
    refused("a.heic", b"\0\0\0\x18ftypheic\0\0\0\0mif1".to_vec(), "E514");
    refused("a.jpg", b"\0\0\0\x1Cftypavif\0\0\0\0".to_vec(), "E514");
    refused("a.cr2", b"II*\0\x10\0\0\0CR\x02\0".to_vec(), "E514");
    refused("a.tif", b"II*\0\x08\0\0\0".to_vec(), "E511");
    refused("a.bmp", b"BM1234567890".to_vec(), "E514");
    refused("a.svgz", b"\x1F\x8B\x08\0\0\0\0".to_vec(), "E514");
}

#[test]
fn a_wrong_ending_is_a_warning() {
    let shop = Shop::with("a.png", jpeg(&quarters(32, 32), 1, None));
    let examined = shop.examine(&Cache::none());
    assert_eq!(codes(&examined), ["W524"]);
    assert_eq!(examined.value[&path("a.png")].facts.format, Format::Jpeg);
}

#[test]
fn no_flipped_byte_panics() {
    let image = grainy(48, 32);
    let rgba = image::DynamicImage::from(image.clone()).to_rgba8();
    let photos = [
        ("a.jpg", jpeg(&image, 6, Some(&moxcms::ColorProfile::new_display_p3().encode().unwrap()))),
        ("a.png", png(image.clone())),
        ("a.webp", encoded(image, image::ImageFormat::WebP)),
        ("a.gif", encoded(rgba, image::ImageFormat::Gif)),
    ];
    for (name, bytes) in photos {
        for at in (0..bytes.len()).step_by(bytes.len() / 150 + 1) {
            let mut broken = bytes.clone();
            broken[at] ^= 0x55;
            let shop = Shop::with(name, broken);
            let examined = shop.examine(&Cache::none());
            let original = examined.value.get(&path(name)).filter(|o| o.facts.width >= 8 && o.facts.height >= 8);
            let Some(original) = original else { continue };
            let recipe = recipe(original, 8, 8, Format::WebP);
            let rendition = Rendition { address: recipe.address("a"), recipe, original: path(name) };
            drop(shop.make(&Cache::none(), &[rendition]));
        }
    }
}

#[test]
fn a_photo_that_changes_meanwhile() {
    let shop = Shop::with("a.png", png(quarters(32, 32)));
    let original = shop.original("a.png");
    let recipe = recipe(&original, 16, 16, Format::Jpeg);
    let rendition = Rendition { address: recipe.address("a"), recipe, original: path("a.png") };
    let changed = Shop::with("a.png", png(quarters(33, 33)));
    let made = changed.make(&Cache::none(), &[rendition]);
    assert_eq!((codes(&made), made.value.len()), (vec!["E520"], 0));
}

#[test]
fn one_photo_in_many_places_is_said_once() {
    let shop = Shop::with("a.png", b"words".to_vec());
    let place = |at: usize| (path("a.png"), awning::diagnostics::Place::new(&page(), at..at + 1));
    let wanted = [place(9), place(4), place(7)];
    let examined = shop.in_darkroom(&Cache::none(), |darkroom| imaging::examine(darkroom, &wanted));
    assert_eq!(examined.diagnostics.len(), 1);
    assert_eq!(examined.diagnostics[0].place.start, 4);
}
