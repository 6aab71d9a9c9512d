//! Photos: originals and recipes in, renditions out.

mod drawings;
mod finish;
mod fixtures;
mod hostile;
mod kept;
mod slots;

use awning::cache::Cache;
use awning::photos::{Corner, Crop, Format, Mark};
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
fn marks_go_into_their_corner() {
    let dark = image::RgbaImage::from_pixel(50, 25, image::Rgba([0, 0, 0, 255]));
    let drawing = r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 50 25"><rect width="50" height="25"/></svg>"#;
    for (name, bytes) in [("mark.png", png(dark)), ("mark.svg", drawing.into())] {
        let shop = Shop::with("a.jpg", jpeg(&quarters(400, 400), 1, None)).and(name, bytes);
        let (original, mark) = (shop.original("a.jpg"), shop.original(name));
        for (corner, x, y, under) in [
            (Corner::TopLeft, 6, 6, RED),
            (Corner::TopRight, 94, 6, GREEN),
            (Corner::BottomLeft, 6, 94, BLUE),
            (Corner::BottomRight, 94, 94, CREAM),
        ] {
            let mark = Mark { image: mark.digest, corner, opacity: 50, share: 100, min_edge: 200 };
            let plain = recipe(&original, 400, 400, Format::Png);
            let dressed = shop.made(awning::photos::Recipe { mark: Some(mark), ..plain.clone() });
            assert_near(pixel(&dressed, x, y), under.map(|channel| channel / 2), 10);
            assert_near(pixel(&dressed, 60, 40), GREEN, 10);
            let small = awning::photos::Recipe { mark: Some(mark), width: 100, height: 100, ..plain };
            assert_near(pixel(&shop.made(small), x, y), under, 10);
        }
    }
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
fn printing_colours_are_read_and_said() {
    let mut bytes = Vec::new();
    // No ink but magenta and yellow on the left, none at all on the right.
    let ink = |i: u32| if i % 64 < 32 { [0, 255, 255, 0] } else { [0, 0, 0, 0] };
    let pixels: Vec<u8> = (0..64 * 64).flat_map(ink).collect();
    jpeg_encoder::Encoder::new(&mut bytes, 95).encode(&pixels, 64, 64, jpeg_encoder::ColorType::Cmyk).unwrap();
    let shop = Shop::with("a.jpg", bytes);
    let examined = shop.examine(&Cache::none());
    assert_eq!(codes(&examined), ["W523"]);
    let made = shop.made(recipe(&examined.value[&path("a.jpg")], 64, 64, Format::Png));
    assert_near(pixel(&made, 20, 50), [255, 0, 0], 40);
    assert_near(pixel(&made, 80, 50), [255, 255, 255], 12);
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
