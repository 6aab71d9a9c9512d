//! Originals like a camera's, from a fixed seed: the sample shop's photos enlarged to 8 to 24 megapixels, with the noise
//! of a sensor, some lying on their side, some progressive, some with full colour resolution, some in Display P3.

use image::DynamicImage;
use image::imageops::FilterType;
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};
use rayon::prelude::*;
use std::fs;
use std::path::{Path, PathBuf};

/// What is enlarged. Photographs come more often than drawings.
const BASES: [&str; 12] = [
    "autumn-ridge",
    "fig-bowl",
    "mountain-path",
    "persimmon-eaves",
    "mountain-stream",
    "autumn-ridge",
    "winter-hearth",
    "fig-bowl",
    "mountain-path",
    "tea-terraces",
    "mountain-stream",
    "rice-wine-cellar",
];
const MEGAPIXELS: [u32; 5] = [12, 24, 8, 16, 20];
const QUALITIES: [u8; 3] = [92, 95, 93];

/// One original, before it is drawn.
struct Shot {
    number: usize,
    base: &'static str,
    megapixels: u32,
    orientation: u8,
}

/// Writes so many originals into a folder, those that are not there yet; gives their files.
pub(crate) fn originals(folder: &Path, count: usize) -> Vec<PathBuf> {
    fs::create_dir_all(folder).unwrap();
    let shots: Vec<Shot> = (0..count).map(Shot::new).collect();
    shots.par_iter().with_max_len(1).map(|shot| shot.write(folder)).collect()
}

/// Writes one photo of a small camera so often, each with a number in it, so that no two are equal; gives their files.
pub(crate) fn small(folder: &Path, count: usize) -> Vec<PathBuf> {
    fs::create_dir_all(folder).unwrap();
    let bases: Vec<Vec<u8>> = BASES[..5].iter().map(|base| fs::read(asset(base)).unwrap()).collect();
    let files = (0..count).map(|number| {
        let base = &bases[number % bases.len()];
        let text = number.to_string();
        let length = u16::try_from(text.len() + 2).unwrap().to_be_bytes();
        let comment = [&[0xFF, 0xFE], &length[..], text.as_bytes()].concat();
        let file = folder.join(format!("small-{number:04}.jpg"));
        fs::write(&file, [&base[..2], &comment, &base[2..]].concat()).unwrap();
        file
    });
    files.collect()
}

fn asset(base: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/photos").join(base).with_extension("jpg")
}

impl Shot {
    fn new(number: usize) -> Self {
        let base = BASES[number % BASES.len()];
        let orientation = [1, 1, 6, 1, 8, 1, 3][number % 7];
        Self { number, base, megapixels: MEGAPIXELS[number % MEGAPIXELS.len()], orientation }
    }

    fn write(&self, folder: &Path) -> PathBuf {
        let file = folder.join(format!("{:02}-{}-{}.jpg", self.number, self.base, self.megapixels));
        if !file.is_file() {
            let aside = file.with_extension("aside");
            fs::write(&aside, self.encode(&self.draw())).unwrap();
            fs::rename(aside, &file).unwrap();
        }
        file
    }

    /// The base, mirrored the second time that it comes, cut to a camera's ratio, enlarged and made noisy.
    fn draw(&self) -> DynamicImage {
        let base = image::open(asset(self.base)).unwrap();
        let base = if self.number / BASES.len() % 2 == 1 { base.fliph() } else { base };
        let (wide, tall) = [(3, 2), (4, 3)][self.number % 2];
        let unit = (base.width() / wide).min(base.height() / tall);
        let (left, top) = ((base.width() - unit * wide) / 2, (base.height() - unit * tall) / 2);
        let cut = base.crop_imm(left, top, unit * wide, unit * tall);
        let unit = (self.megapixels * 1_000_000 / (wide * tall)).isqrt() / 2 * 2;
        let large = cut.resize_exact(unit * wide, unit * tall, FilterType::Lanczos3);
        let mut pixels = large.into_rgb8();
        let row = pixels.width() as usize * 3;
        let strength = 0.6 + 0.2 * (self.number % 4) as f32;
        pixels.par_chunks_exact_mut(row).enumerate().for_each(|(y, row)| {
            let seed = (self.number as u64) << 32 | y as u64;
            add_noise(row, &mut Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15)), strength);
        });
        DynamicImage::from(pixels).rotated_for(self.orientation)
    }

    fn encode(&self, picture: &DynamicImage) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut encoder = Encoder::new(&mut bytes, QUALITIES[self.number % QUALITIES.len()]);
        let full = self.number % 3 == 1;
        encoder.set_sampling_factor(if full { SamplingFactor::F_1_1 } else { SamplingFactor::F_2_2 });
        encoder.set_progressive(self.number % 5 == 3);
        encoder.add_exif_metadata(&exif(self.orientation)).unwrap();
        if self.number % 4 == 2 {
            encoder.add_icc_profile(&moxcms::ColorProfile::new_display_p3().encode().unwrap()).unwrap();
        }
        let (width, height) = (u16::try_from(picture.width()).unwrap(), u16::try_from(picture.height()).unwrap());
        encoder.encode(picture.as_bytes(), width, height, ColorType::Rgb).unwrap();
        bytes
    }
}

/// Lies as a camera held so leaves it.
trait Lying {
    fn rotated_for(self, orientation: u8) -> Self;
}

impl Lying for DynamicImage {
    fn rotated_for(self, orientation: u8) -> Self {
        match orientation {
            3 => self.rotate180(),
            6 => self.rotate270(),
            8 => self.rotate90(),
            _ => self,
        }
    }
}

/// TIFF-shaped EXIF with nothing but an orientation.
fn exif(orientation: u8) -> Vec<u8> {
    let mut exif = b"II*\0\x08\0\0\0\x01\0".to_vec();
    exif.extend([0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0]);
    exif.extend([0; 4]);
    exif
}

/// More where there is more light, the same for all colours in part, and smeared a little, as by a demosaicing.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to a byte")]
fn add_noise(row: &mut [u8], dice: &mut Dice, strength: f32) {
    let mut before = [0.0; 3];
    for pixel in row.as_chunks_mut::<3>().0 {
        let (shared, own) = (dice.bell(), [dice.bell(), dice.bell(), dice.bell()]);
        for ((sample, own), before) in pixel.iter_mut().zip(own).zip(&mut before) {
            let fresh = 0.8 * shared + 0.6 * own;
            let noise = 0.8 * fresh + 0.6 * *before;
            *before = fresh;
            let value = f32::from(*sample);
            *sample = (value + strength * noise * (1.0 + 0.15 * value.sqrt())).round().clamp(0.0, 255.0) as u8;
        }
    }
}

/// Numbers that look random and are the same every time (splitmix64).
struct Dice(u64);

impl Dice {
    /// About normal, with a deviation of one: the sum of eight bytes.
    fn bell(&mut self) -> f32 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^= z >> 31;
        let sum: u32 = z.to_le_bytes().into_iter().map(u32::from).sum();
        (sum as f32 - 1020.0) / 209.0
    }
}
