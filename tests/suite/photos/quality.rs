//! How much renditions look like their photos at the default qualities: SSIMULACRA2 against the original, reduced in
//! floating point by another library. 100 is no difference, 90 none to be seen, 70 high quality, 50 medium.

use super::fixtures::*;
use awning::photos::{Format, Quality, Recipe};
use image::DynamicImage;
use image::imageops::FilterType;
use ssimulacra2::{ColorPrimaries, Rgb, TransferCharacteristic, compute_frame_ssimulacra2};

/// A photo of the sample shop, a width, and the least scores as JPEG and as WebP.
const BOUNDS: [(&str, u32, f64, f64); 6] = [
    ("fig-bowl", 480, 67.4, 67.0),
    ("fig-bowl", 960, 68.4, 65.2),
    ("mountain-stream", 480, 73.2, 77.9),
    ("mountain-stream", 960, 75.7, 78.3),
    ("indigo-cloth", 480, 82.5, 78.9),
    ("indigo-cloth", 960, 81.5, 74.0),
];

/// Points that the two formats may lie apart, on one photo and in the mean: nobody is to see which one a browser chose.
const APART: f64 = 8.0;
const MEANS_APART: f64 = 2.5;

#[test]
fn the_default_qualities_keep_the_look_of_a_photo() {
    let mut worse = Vec::new();
    let mut differences = Vec::new();
    for (name, width, jpeg, webp) in BOUNDS {
        let bytes = std::fs::read(format!("{}/assets/photos/{name}.jpg", env!("CARGO_MANIFEST_DIR"))).unwrap();
        let photo = image::load_from_memory(&bytes).unwrap();
        let height = width * photo.height() / photo.width();
        let reference = DynamicImage::from(photo.into_rgb32f()).resize_exact(width, height, FilterType::Lanczos3);
        let shop = Shop::with("assets/a.jpg", bytes);
        let original = shop.original("assets/a.jpg");
        let scores = [Format::Jpeg, Format::WebP].map(|format| {
            let quality = Quality::default();
            let quality = if format == Format::Jpeg { quality.jpeg } else { quality.webp };
            let made = shop.made(Recipe { quality, ..recipe(&original, width, height, format) });
            compute_frame_ssimulacra2(frame(&reference), frame(&made)).unwrap()
        });
        let [as_jpeg, as_webp] = scores;
        differences.push(as_jpeg - as_webp);
        if as_jpeg < jpeg || as_webp < webp || (as_jpeg - as_webp).abs() > APART {
            worse.push(format!("{name} at {width}: {scores:.2?}"));
        }
    }
    assert!(worse.is_empty(), "{worse:#?}");
    let mean = differences.iter().sum::<f64>() / differences.len() as f64;
    assert!(mean.abs() < MEANS_APART, "{mean:.2} of {differences:.2?}");
}

fn frame(picture: &DynamicImage) -> Rgb {
    let (width, height) = (picture.width() as usize, picture.height() as usize);
    let samples = picture.to_rgb32f().pixels().map(|pixel| pixel.0).collect();
    Rgb::new(samples, width, height, TransferCharacteristic::SRGB, ColorPrimaries::BT709).unwrap()
}
