//! How much renditions look like their photo: SSIMULACRA2 against a reference that neither program had a hand in. The
//! original is turned upright, converted to sRGB and reduced in floating point by `image`, and marked the same way.
//! 100 is no difference, 90 none to be seen, 70 high quality.

use crate::job::{Job, Kind, Photo, Size, Stamp};
use image::imageops::FilterType;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder as _, ImageReader, Rgb32FImage, Rgba32FImage};
use moxcms::{ColorProfile, Layout, TransformOptions};
use rayon::prelude::*;
use ssimulacra2::{ColorPrimaries, Rgb, TransferCharacteristic, compute_frame_ssimulacra2};
use std::path::PathBuf;

/// The score of one rendition.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Score {
    /// Which of the runs that were given.
    pub(crate) run: usize,
    pub(crate) width: u32,
    pub(crate) kind: Kind,
    pub(crate) value: f64,
}

/// Scores of all renditions of all runs. The runs have the same photos.
pub(crate) fn scores(runs: &[&Job]) -> Vec<Score> {
    let mark = image::open(&runs[0].faded).unwrap().into_rgba32f();
    let of_photo = |photo: &Photo| -> Vec<Score> {
        let original = Original::read(photo);
        photo.sizes.iter().flat_map(|size| score_size(runs, photo, *size, &original.reference(*size, &mark))).collect()
    };
    runs[0].photos.par_iter().with_max_len(1).flat_map_iter(of_photo).collect()
}

fn score_size(runs: &[&Job], photo: &Photo, size: Size, reference: &Rgb) -> Vec<Score> {
    let mut scores = Vec::new();
    for (run, job) in runs.iter().enumerate() {
        for format in &job.formats {
            let file = photo.rendition(&job.out, size.width, format.kind);
            let made = image::open(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
            let made = frame(&made.into_rgb32f());
            let value = compute_frame_ssimulacra2(reference.clone(), made).expect("both are of one size");
            scores.push(Score { run, width: size.width, kind: format.kind, value });
        }
    }
    scores
}

/// A decoded photo, not turned yet.
struct Original {
    pixels: DynamicImage,
    orientation: Orientation,
    file: PathBuf,
}

impl Original {
    fn read(photo: &Photo) -> Self {
        let mut decoder = ImageReader::open(&photo.file).unwrap().into_decoder().unwrap();
        let orientation = decoder.orientation().unwrap();
        let profile = decoder.icc_profile().unwrap();
        let mut pixels = DynamicImage::from_decoder(decoder).unwrap().into_rgb32f();
        if let Some(profile) = profile {
            convert(&mut pixels, &profile);
        }
        Self { pixels: pixels.into(), orientation, file: photo.file.clone() }
    }

    fn reference(&self, size: Size, mark: &Rgba32FImage) -> Rgb {
        let lies = self.orientation.to_exif() > 4;
        let (wide, tall) = if lies { (size.height, size.width) } else { (size.width, size.height) };
        let mut reduced = self.pixels.resize_exact(wide, tall, FilterType::Lanczos3);
        reduced.apply_orientation(self.orientation);
        let mut pixels = reduced.into_rgb32f();
        assert_eq!(pixels.dimensions(), (size.width, size.height), "{}", self.file.display());
        stamp(&mut pixels, mark, size.mark);
        frame(&pixels)
    }
}

fn convert(pixels: &mut Rgb32FImage, profile: &[u8]) {
    let profile = ColorProfile::new_from_slice(profile).expect("a profile that can be read");
    let (srgb, options) = (ColorProfile::new_srgb(), TransformOptions::default());
    let transform = profile.create_transform_f32(Layout::Rgb, &srgb, Layout::Rgb, options).unwrap();
    let mut converted = vec![0.0; pixels.len()];
    transform.transform(pixels, &mut converted).unwrap();
    for (pixel, converted) in pixels.iter_mut().zip(converted) {
        *pixel = converted.clamp(0.0, 1.0);
    }
}

/// Lays the mark over the picture. See-through pixels lend it no colour.
fn stamp(pixels: &mut Rgb32FImage, mark: &Rgba32FImage, at: Stamp) {
    let mut mark = mark.clone();
    for pixel in mark.pixels_mut() {
        let [red, green, blue, alpha] = pixel.0;
        pixel.0 = [red * alpha, green * alpha, blue * alpha, alpha];
    }
    let mark = DynamicImage::from(mark).resize_exact(at.width, at.height, FilterType::Lanczos3).into_rgba32f();
    for (x, y, over) in mark.enumerate_pixels() {
        let under = pixels.get_pixel_mut(at.left + x, at.top + y);
        for (under, over_channel) in under.0.iter_mut().zip(over.0) {
            *under = (*under * (1.0 - over.0[3]) + over_channel).clamp(0.0, 1.0);
        }
    }
}

fn frame(pixels: &Rgb32FImage) -> Rgb {
    let (width, height) = (pixels.width() as usize, pixels.height() as usize);
    let samples = pixels.pixels().map(|pixel| pixel.0).collect();
    Rgb::new(samples, width, height, TransferCharacteristic::SRGB, ColorPrimaries::BT709).unwrap()
}
