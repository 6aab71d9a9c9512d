//! Photos: originals and recipes in, renditions out.

mod badges;
mod drawings;
mod finish;
mod fixtures;
mod hostile;
mod kept;
mod marks;
mod notes;
mod printing;
mod quality;
mod slots;

use awning::cache::Cache;
use awning::photos::{Crop, Format};
use fixtures::*;
use image::metadata::Orientation;
use image::{DynamicImage, ImageFormat};
use moxcms::ColorProfile;

#[test]
fn every_orientation_comes_out_upright() {
    let upright = quarters(240, 160);
    for orientation in 1..=8 {
        let inverse = [1, 2, 3, 4, 5, 8, 7, 6][usize::from(orientation) - 1];
        let mut lying = DynamicImage::from(upright.clone());
        lying.apply_orientation(Orientation::from_exif(inverse).unwrap());
        let shop = Shop::with("assets/a.jpg", jpeg(&lying.into_rgb8(), orientation, None));
        let original = shop.original("assets/a.jpg");
        assert_eq!((original.facts.width, original.facts.height), (240, 160), "orientation {orientation}");
        for size in [(240, 160), (60, 40)] {
            assert_is_quarters(&shop.made(recipe(&original, size.0, size.1, Format::Png)));
        }
        // The right half is green over cream, whichever way the file lies.
        let crop = Some(Crop { ratio: (3, 4), focal: (1000, 500) });
        let right = shop.made(awning::photos::Recipe { crop, ..recipe(&original, 60, 80, Format::Png) });
        assert_near(pixel(&right, 60, 20), GREEN, 8);
        assert_near(pixel(&right, 60, 80), CREAM, 8);
    }
}

fn assert_is_quarters(image: &DynamicImage) {
    assert_near(pixel(image, 20, 20), RED, 8);
    assert_near(pixel(image, 80, 20), GREEN, 8);
    assert_near(pixel(image, 20, 80), BLUE, 8);
    assert_near(pixel(image, 80, 80), CREAM, 8);
}

#[test]
fn profiles_become_srgb() {
    let srgb = ColorProfile::new_srgb();
    for profile in [ColorProfile::new_display_p3(), ColorProfile::new_adobe_rgb(), ColorProfile::new_srgb()] {
        // What the pixels of the file must be, for the screen to show the quarters.
        let options = moxcms::TransformOptions::default();
        let layout = moxcms::Layout::Rgb;
        let transform = srgb.create_transform_8bit(layout, &profile, layout, options).unwrap();
        let mut image = quarters(80, 80);
        let mut pixels = vec![0; image.len()];
        transform.transform(&image, &mut pixels).unwrap();
        image.copy_from_slice(&pixels);
        let shop = Shop::with("assets/a.jpg", jpeg(&image, 1, Some(&profile.encode().unwrap())));
        let original = shop.original("assets/a.jpg");
        for format in [Format::Png, Format::Jpeg, Format::WebP] {
            let made = shop.made(recipe(&original, 40, 40, format));
            assert_near(pixel(&made, 20, 20), RED, 12);
            assert_near(pixel(&made, 80, 20), GREEN, 12);
            assert_near(pixel(&made, 20, 80), BLUE, 12);
        }
    }
}

#[test]
fn a_broken_profile_is_a_warning() {
    let shop = Shop::with("assets/a.jpg", jpeg(&quarters(64, 64), 1, Some(&[7; 400])));
    let examined = shop.examine(&Cache::none());
    assert_eq!(codes(&examined), ["W522"]);
    let made = shop.made(recipe(&examined.value[&path("assets/a.jpg")], 64, 64, Format::Png));
    assert_is_quarters(&made);
}

#[test]
fn all_depths_and_formats_are_read() {
    let colour = DynamicImage::from(quarters(64, 48));
    let deep = DynamicImage::from(colour.to_rgb16());
    let cases = [
        ("deep.png", png(deep)),
        ("alpha.png", png(colour.to_rgba8())),
        ("flat.webp", encoded(colour.clone(), ImageFormat::WebP)),
        ("flat.gif", encoded(colour.to_rgba8(), ImageFormat::Gif)),
        ("flat.jpg", jpeg(&colour.to_rgb8(), 1, None)),
    ];
    for (name, bytes) in cases {
        let shop = Shop::with(name, bytes);
        let original = shop.original(name);
        assert_eq!((original.facts.width, original.facts.height, original.facts.alpha), (64, 48, false), "{name}");
        assert_is_quarters(&shop.made(recipe(&original, 32, 24, Format::WebP)));
    }
}

#[test]
fn colours_one_after_the_other_are_read() {
    // Some decoders read such a file to garbage, and say nothing.
    let mut bytes = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, 90);
    encoder.set_optimized_huffman_tables(true);
    encoder.set_sampling_factor(jpeg_encoder::SamplingFactor::F_2_2);
    encoder.encode(quarters(600, 600).as_raw(), 600, 600, jpeg_encoder::ColorType::Rgb).unwrap();
    let shop = Shop::with("a.jpg", bytes);
    assert_is_quarters(&shop.made(recipe(&shop.original("a.jpg"), 300, 300, Format::Png)));
}

#[test]
fn gray_stays_gray() {
    let gray = DynamicImage::from(quarters(64, 48)).to_luma8();
    for (name, bytes) in [("a.png", png(gray.clone())), ("a.jpg", encoded(gray.clone(), ImageFormat::Jpeg))] {
        let shop = Shop::with(name, bytes);
        let made = shop.made(recipe(&shop.original(name), 64, 48, Format::Png));
        let shade = gray.get_pixel(10, 10).0[0];
        assert_near(pixel(&made, 20, 20), [shade; 3], 3);
    }
}

#[test]
fn one_pixel_wide_photos_work() {
    for (width, height) in [(1, 1), (1, 900), (900, 1)] {
        let shop = Shop::with("a.png", png(quarters(width, height)));
        let original = shop.original("a.png");
        let made = shop.made(recipe(&original, width.div_ceil(3), height.div_ceil(3), Format::Jpeg));
        assert_eq!((made.width(), made.height()), (width.div_ceil(3), height.div_ceil(3)));
    }
}

#[test]
fn hidden_colours_do_not_bleed() {
    // Left opaque white, right see-through red: no pink between them.
    let image = image::RgbaImage::from_fn(64, 64, |x, _| {
        if x < 31 { image::Rgba([255, 255, 255, 255]) } else { image::Rgba([255, 0, 0, 0]) }
    });
    let shop = Shop::with("a.png", png(image));
    let original = shop.original("a.png");
    assert!(original.facts.alpha);
    assert_eq!(original.facts.colour, [255, 255, 255]);
    let flat = shop.made(recipe(&original, 20, 20, Format::Jpeg)).to_rgb8();
    assert!(flat.pixels().all(|pixel| pixel.0.iter().all(|&channel| channel > 245)));
    let clear = shop.made(recipe(&original, 20, 20, Format::WebP)).to_rgba8();
    assert!(clear.get_pixel(18, 10).0[3] < 10 && clear.get_pixel(1, 10).0[3] > 245);
}

#[test]
fn the_dominant_colour_is_the_most_common_one() {
    let mut image = quarters(90, 90);
    for (_, _, pixel) in image.enumerate_pixels_mut().filter(|(x, y, _)| *x > 60 || *y > 70) {
        pixel.0 = BLUE;
    }
    let shop = Shop::with("a.jpg", jpeg(&image, 1, None));
    assert_near(shop.original("a.jpg").facts.colour, BLUE, 12);
}

#[test]
fn the_encoders_keep_what_they_are_given() {
    let image = grainy(900, 600);
    let shop = Shop::with("a.png", png(image.clone()));
    let original = shop.original("a.png");
    for format in [Format::Jpeg, Format::WebP] {
        let made = shop.made(recipe(&original, 900, 600, format)).to_rgb8();
        let apart: u64 = made.iter().zip(image.iter()).map(|(a, b)| u64::from(a.abs_diff(*b))).sum();
        assert!(apart / (image.len() as u64) < 4, "{format:?} is {} apart", apart / image.len() as u64);
    }
}

#[test]
#[ignore = "reads the photos of this machine: AWNING_PHOTOS=<folder>"]
fn photos_of_this_machine() {
    let folder = std::env::var("AWNING_PHOTOS").unwrap();
    for file in walkdir::WalkDir::new(folder).into_iter().flatten().filter(|entry| entry.file_type().is_file()) {
        let name = format!("a.{}", path(&file.file_name().to_string_lossy()).extension());
        let shop = Shop::with(&name, std::fs::read(file.path()).unwrap());
        let examined = shop.examine(&Cache::none());
        for diagnostic in &examined.diagnostics {
            println!("{} {}", file.path().display(), diagnostic.message(awning::diagnostics::Language::English));
        }
    }
}

#[test]
fn near_duplicates_look_alike_and_others_do_not() {
    let picture = DynamicImage::from(scene(600, 400, 3));
    let likeness = |bytes: Vec<u8>| Shop::with("assets/a", bytes).original("assets/a").facts.likeness;
    let first = likeness(png(picture.clone()));
    let smaller = picture.resize(300, 200, image::imageops::FilterType::Triangle).into_rgb8();
    for (what, bytes) in [
        ("as a JPEG", jpeg(&picture.to_rgb8(), 1, None)),
        ("smaller", jpeg(&smaller, 1, None)),
        ("lying, and to be turned", jpeg(&picture.rotate270().to_rgb8(), 6, None)),
        ("a little lighter", png(picture.brighten(12))),
        ("see-through at its edge", png(picture.to_rgba8())),
    ] {
        assert!((first ^ likeness(bytes)).count_ones() <= 3, "{what}");
    }
    for (what, other) in [("mirrored", picture.fliph()), ("another", DynamicImage::from(scene(600, 400, 11)))] {
        assert!((first ^ likeness(png(other))).count_ones() > 12, "{what}");
    }
}

/// Soft blobs, as a photo has them.
fn scene(width: u32, height: u32, seed: u32) -> image::RgbImage {
    image::RgbImage::from_fn(width, height, |x, y| {
        let (x, y, seed) = (x as f32 / width as f32, y as f32 / height as f32, seed as f32);
        let wave = |phase: f32| ((x * (4.0 + seed) + y * 5.0 * phase + phase * seed).sin() * 80.0 + 128.0) as u8;
        image::Rgb([wave(0.7), wave(1.1), wave(1.6)])
    })
}

#[test]
fn a_placeholder_is_the_photo_in_miniature() {
    for (width, height, size) in [(1200, 800, (16, 11)), (500, 2000, (4, 16)), (5, 3, (5, 3)), (3000, 1, (16, 1))] {
        let facts = Shop::with("a.jpg", jpeg(&quarters(width, height), 1, None)).original("a.jpg").facts;
        let address = facts.placeholder.unwrap();
        assert!(address.len() <= 250, "{} bytes", address.len());
        let bytes = base64::Engine::decode(
            &base64::engine::general_purpose::STANDARD,
            address.strip_prefix("data:image/webp;base64,").unwrap(),
        );
        let image = image::load_from_memory(&bytes.unwrap()).unwrap();
        assert_eq!((image.width(), image.height()), size);
        if width == 1200 {
            assert_near(pixel(&image, 20, 20), RED, 40);
            assert_near(pixel(&image, 80, 80), CREAM, 40);
        }
    }
    let worst = grainy(1600, 1600);
    assert!(Shop::with("a.png", png(worst)).original("a.png").facts.placeholder.unwrap().len() <= 250);
    let see_through = image::RgbaImage::from_pixel(40, 40, image::Rgba([9, 9, 9, 40]));
    assert_eq!(Shop::with("a.png", png(see_through)).original("a.png").facts.placeholder, None);
    let drawing = br#"<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>"#;
    assert_eq!(Shop::with("a.svg", drawing.to_vec()).original("a.svg").facts.placeholder, None);
}
