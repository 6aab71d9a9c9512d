//! Pictures that are published as they are: their pixels stay, what they tell goes.

use super::fixtures::*;
use super::kept::{NOTES, crc32, holds};
use awning::diagnostics::Diagnostic;
use awning::imaging::{Limits, without_notes};
use image::{DynamicImage, ImageFormat};

fn cleaned(name: &str, bytes: &[u8]) -> Result<Vec<u8>, Box<Diagnostic>> {
    without_notes(&path(name), bytes.to_vec(), Limits::default())
}

/// A PNG or WebP chunk, its bytes after its name.
fn chunk(name: &[u8; 4], data: &[u8]) -> Vec<u8> {
    [name.as_slice(), data].concat()
}

fn png_with(picture: Vec<u8>, name: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let chunk = chunk(name, data);
    let length = (data.len() as u32).to_be_bytes();
    let sum = crc32(&chunk).to_be_bytes();
    let mut picture = picture;
    picture.splice(33..33, [length.as_slice(), &chunk, &sum].concat());
    picture
}

/// A simple WebP in the extended form, with EXIF and XMP.
fn webp_with_notes(picture: &[u8], orientation: u8, (width, height): (u32, u32)) -> Vec<u8> {
    let edge = |edge: u32| (edge - 1).to_le_bytes()[..3].to_vec();
    let header = [vec![0b0000_1100, 0, 0, 0], edge(width), edge(height)].concat();
    let mut body = b"WEBP".to_vec();
    let mut put = |name: &[u8; 4], data: &[u8]| {
        body.extend(name);
        body.extend((data.len() as u32).to_le_bytes());
        body.extend(data);
        body.extend(vec![0; data.len() % 2]);
    };
    put(b"VP8X", &header);
    let length = u32::from_le_bytes(picture[16..20].try_into().unwrap()) as usize;
    put(picture[12..16].try_into().unwrap(), &picture[20..20 + length]);
    put(b"EXIF", &exif(orientation));
    put(b"XMP ", b"<x:xmpmeta>SECRET</x:xmpmeta>");
    [b"RIFF".as_slice(), &(body.len() as u32).to_le_bytes(), &body].concat()
}

#[test]
fn what_a_picture_tells_goes_and_its_pixels_stay() {
    let picture = DynamicImage::from(quarters(80, 60));
    let noted = png_with(png_with(png(picture.clone()), b"eXIf", &exif(1)), b"tEXt", b"Comment\0SECRET");
    let webp = webp_with_notes(&encoded(picture.clone(), ImageFormat::WebP), 1, (80, 60));
    for (name, bytes) in [("a.png", noted), ("a.webp", webp)] {
        assert!(holds(&bytes, b"SECRET"), "{name}");
        let clean = cleaned(name, &bytes).unwrap();
        NOTES.iter().for_each(|note| assert!(!holds(&clean, note), "{name} holds {note:?}"));
        let (before, after) = (image::load_from_memory(&bytes).unwrap(), image::load_from_memory(&clean).unwrap());
        assert_eq!(before.to_rgba8(), after.to_rgba8(), "{name}");
    }
}

#[test]
fn turned_pictures_are_turned() {
    let lying = DynamicImage::from(quarters(80, 60)).rotate270();
    let webp = webp_with_notes(&encoded(lying.clone(), ImageFormat::WebP), 6, (60, 80));
    let noted = png_with(png(lying.clone()), b"eXIf", &exif(6));
    for (name, bytes) in [("a.png", noted), ("a.webp", webp), ("a.jpg", jpeg(&lying.to_rgb8(), 6, None))] {
        let clean = cleaned(name, &bytes).unwrap();
        NOTES.iter().for_each(|note| assert!(!holds(&clean, note), "{name} holds {note:?}"));
        let upright = image::load_from_memory(&clean).unwrap();
        assert_eq!((upright.width(), upright.height()), (80, 60), "{name}");
        assert_near(pixel(&upright, 20, 20), RED, 12);
        assert_near(pixel(&upright, 80, 80), CREAM, 12);
    }
}

#[test]
fn jpegs_that_tell_nothing_stay_as_they_are() {
    let mut plain = Vec::new();
    let picture = quarters(64, 64);
    let encoder = jpeg_encoder::Encoder::new(&mut plain, 90);
    encoder.encode(picture.as_raw(), 64, 64, jpeg_encoder::ColorType::Rgb).unwrap();
    assert_eq!(cleaned("a.jpg", &plain).unwrap(), plain);
    let trailing = [plain.as_slice(), b"SECRET"].concat();
    assert!(!holds(&cleaned("a.jpg", &trailing).unwrap(), b"SECRET"));
    let comment = [&plain[..2], b"\xFF\xFE\0\x08SECRET", &plain[2..]].concat();
    assert!(!holds(&cleaned("a.jpg", &comment).unwrap(), b"SECRET"));
    assert_eq!(cleaned("a.jpg", &plain[..plain.len() / 2]).unwrap_err().rule.code, "E511");
}

#[test]
fn moving_pictures_go_on_moving() {
    let mut bytes = Vec::new();
    let palette = [200, 0, 0, 0, 0, 200];
    let mut encoder = gif::Encoder::new(&mut bytes, 8, 8, &palette).unwrap();
    encoder.set_repeat(gif::Repeat::Infinite).unwrap();
    encoder.write_raw_extension(gif::AnyExtension(0xFE), &[b"SECRET"]).unwrap();
    for shade in [0, 1, 0] {
        let frame = gif::Frame { width: 8, height: 8, delay: 12, buffer: vec![shade; 64].into(), ..Default::default() };
        encoder.write_frame(&frame).unwrap();
    }
    drop(encoder);
    let clean = cleaned("a.gif", &bytes).unwrap();
    assert!(holds(&bytes, b"SECRET") && !holds(&clean, b"SECRET"));
    let mut decoder = gif::DecodeOptions::new().read_info(clean.as_slice()).unwrap();
    assert_eq!(decoder.repeat(), gif::Repeat::Infinite);
    let mut frames = Vec::new();
    while let Some(frame) = decoder.read_next_frame().unwrap() {
        frames.push((frame.delay, frame.buffer[0]));
    }
    assert_eq!(frames, [(12, 0), (12, 1), (12, 0)]);
}

#[test]
fn other_files_are_left_alone() {
    for bytes in [b"words".to_vec(), b"%PDF-1.7 SECRET".to_vec(), b"\0\0\x01\0\x01\0".to_vec(), Vec::new()] {
        assert_eq!(cleaned("a.bin", &bytes).unwrap(), bytes);
    }
}

#[test]
fn no_file_of_a_release_tells_of_cameras() {
    let shop = crate::support::Shop::of(&[&crate::support::package().join("tests/faults/_shop")]);
    let write = |name: &str, bytes: &[u8]| {
        std::fs::create_dir_all(shop.root().join(name).parent().unwrap()).unwrap();
        std::fs::write(shop.root().join(name), bytes).unwrap();
    };
    let noted = png_with(png(quarters(90, 90)), b"tEXt", b"Comment\0SECRET");
    write("assets/brand/mark.png", &noted);
    write("assets/static/press/portrait.jpg", &jpeg(&quarters(90, 60), 6, None));
    write("assets/static/press/plan.png", &noted);
    write("content/products/tea/green-tea.png", &jpeg(&quarters(1500, 1500), 3, None));
    let settings = shop.root().join("awning.yaml");
    let text = std::fs::read_to_string(&settings).unwrap();
    assert!(!text.contains("organization:"));
    std::fs::write(&settings, text + "organization: {logo: /brand/mark.png, favicon: /brand/mark.png}\n").unwrap();
    let report = shop.build();
    let errors: Vec<_> = report.diagnostics.iter().filter(|d| d.rule.code.starts_with('E')).collect();
    assert!(errors.is_empty(), "{errors:?}");
    let files = crate::support::tree(&shop.public());
    let pictures = |path: &&String| [".png", ".jpg", ".webp"].iter().any(|ending| path.ends_with(ending));
    assert!(files.keys().filter(pictures).count() > 12);
    for (name, bytes) in &files {
        assert!(!holds(bytes, b"SECRET"), "{name}");
        for note in NOTES.iter().filter(|_| pictures(&name)) {
            assert!(!holds(bytes, note), "{name} holds {note:?}");
        }
    }
    let portrait = image::load_from_memory(&files["press/portrait.jpg"]).unwrap();
    assert_eq!((portrait.width(), portrait.height()), (60, 90), "and it stands upright");
}
