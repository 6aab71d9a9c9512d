//! What printers and scanners deliver: TIFF, printing colours, and what only looks like it.

use super::fixtures::*;
use awning::cache::Cache;
use awning::photos::Format;
use image::{DynamicImage, ImageFormat};

/// An uncompressed TIFF of 8 bits a sample, with more tags: number and value.
fn tiff(size: (u32, u32), per_pixel: u32, photometric: u32, more: &[(u16, u32)], samples: &[u8]) -> Vec<u8> {
    let mut tags = vec![
        (256, size.0),
        (257, size.1),
        (259, 1),
        (262, photometric),
        (277, per_pixel),
        (278, size.1),
        (279, samples.len() as u32),
    ];
    tags.extend(more);
    let count = tags.len() as u32 + 2;
    let after = 8 + 2 + count * 12 + 4;
    tags.extend([(258, after), (273, after + 8)]);
    tags.sort_unstable();
    let mut file = b"II*\0\x08\0\0\0".to_vec();
    file.extend((count as u16).to_le_bytes());
    for (tag, value) in tags {
        let (kind, length) = if tag == 258 { (3_u16, per_pixel) } else { (4, 1) };
        file.extend(tag.to_le_bytes());
        file.extend(kind.to_le_bytes());
        file.extend(length.to_le_bytes());
        file.extend(value.to_le_bytes());
    }
    file.extend([0; 4]);
    file.extend([8, 0].repeat(4));
    file.extend(samples);
    file
}

#[test]
fn tiffs_are_read_at_any_depth_and_turned() {
    let colour = DynamicImage::from(quarters(64, 48));
    for (name, picture) in
        [("a.tif", colour.clone()), ("b.tiff", colour.to_rgb16().into()), ("c.tif", colour.to_rgba8().into())]
    {
        let shop = Shop::with(name, encoded(picture, ImageFormat::Tiff));
        let examined = shop.examine(&Cache::none());
        assert_eq!(codes(&examined), [""; 0], "{name}");
        let made = shop.made(recipe(&examined.value[&path(name)], 32, 24, Format::Png));
        assert_near(pixel(&made, 20, 20), RED, 8);
        assert_near(pixel(&made, 80, 80), CREAM, 8);
    }
    let lying = colour.rotate270().into_rgb8();
    let shop = Shop::with("a.tif", tiff((48, 64), 3, 2, &[(274, 6)], &lying));
    let original = shop.original("a.tif");
    assert_eq!((original.facts.width, original.facts.height), (64, 48));
    assert_near(pixel(&shop.made(recipe(&original, 64, 48, Format::Png)), 80, 20), GREEN, 8);
}

#[test]
fn raw_photos_are_not_taken_for_their_preview() {
    let preview = quarters(64, 48);
    for more in [[(254, 1)], [(50_706, 4)]] {
        let shop = Shop::with("a.tif", tiff((64, 48), 3, 2, &more, &preview));
        let examined = shop.examine(&Cache::none());
        assert_eq!((codes(&examined), examined.value.len()), (vec!["E514"], 0), "{more:?}");
    }
    let cut = tiff((64, 48), 3, 2, &[], &preview.as_raw()[..preview.len() / 2]);
    let examined = Shop::with("a.tif", cut).examine(&Cache::none());
    assert!(["E511", "E517"].contains(&codes(&examined)[0]) && examined.value.is_empty());
}

/// Inks of the four quarters: red, blue, black, paper.
fn inks(width: u32, height: u32) -> Vec<u8> {
    let ink = |x: u32, y: u32| match (x < width / 2, y < height / 2) {
        (true, true) => [0, 255, 255, 0],
        (false, true) => [255, 255, 0, 0],
        (true, false) => [0, 0, 0, 255],
        (false, false) => [0, 0, 0, 0],
    };
    (0..height).flat_map(|y| (0..width).flat_map(move |x| ink(x, y))).collect()
}

/// What inks look like on coated paper (CIE L*a*b*, D50; about ISO 12647-2).
const RED_INKS: [f64; 3] = [47.0, 68.0, 48.0];
const BLUE_INKS: [f64; 3] = [24.0, 17.0, -46.0];
const BLACK_INK: [f64; 3] = [16.0, 0.0, 0.0];
const PAPER: [f64; 3] = [95.0, 0.0, -2.0];

#[test]
fn printing_colours_with_their_profile_are_true() {
    let pixels = inks(96, 96);
    let mut bytes = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, 96);
    encoder.add_icc_profile(&press()).unwrap();
    encoder.encode(&pixels, 96, 96, jpeg_encoder::ColorType::Cmyk).unwrap();
    let shop = Shop::with("a.jpg", bytes);
    let examined = shop.examine(&Cache::none());
    assert_eq!(codes(&examined), [""; 0], "with a profile there is nothing to warn of");
    let made = shop.made(recipe(&examined.value[&path("a.jpg")], 48, 48, Format::Png));
    for (x, y, ink) in [(25, 25, RED_INKS), (75, 25, BLUE_INKS), (25, 75, BLACK_INK), (75, 75, PAPER)] {
        assert_near(pixel(&made, x, y), srgb_of(ink), 12);
    }
}

#[test]
fn printing_colours_without_a_profile_are_near_and_said() {
    let shop = Shop::with("a.tif", tiff((96, 96), 4, 5, &[], &inks(96, 96)));
    let examined = shop.examine(&Cache::none());
    assert_eq!(codes(&examined), ["W523"]);
    let made = shop.made(recipe(&examined.value[&path("a.tif")], 48, 48, Format::Png));
    assert_near(pixel(&made, 25, 25), [255, 0, 0], 4);
    assert_near(pixel(&made, 75, 25), [0, 0, 255], 4);
    assert_near(pixel(&made, 25, 75), [0, 0, 0], 4);
    assert_near(pixel(&made, 75, 75), [255, 255, 255], 4);
}

/// The profile of a press (ICC.1:2001-04, `mft2`): what each of 16 combinations of inks looks like.
fn press() -> Vec<u8> {
    let look = |inks: usize| match inks {
        0b0000 => PAPER,
        0b1000 => [55.0, -37.0, -50.0],
        0b0100 => [48.0, 74.0, -3.0],
        0b0010 => [89.0, -5.0, 93.0],
        0b0110 => RED_INKS,
        0b1010 => [50.0, -65.0, 27.0],
        0b1100 => BLUE_INKS,
        0b1110 => [23.0, 0.0, 0.0],
        0b0001 => BLACK_INK,
        _ => [8.0, 0.0, 0.0],
    };
    let coded = |[l, a, b]: [f64; 3]| [l * 652.8, (a + 128.0) * 256.0, (b + 128.0) * 256.0].map(|value| value as u16);
    let line = [0_u16, u16::MAX];
    let identity = [1_i32, 0, 0, 0, 1, 0, 0, 0, 1].map(|one| (one << 16).to_be_bytes()).concat();
    let tables: Vec<u16> =
        line.repeat(4).into_iter().chain((0..16).flat_map(|inks| coded(look(inks)))).chain(line.repeat(3)).collect();
    let mut lut = [b"mft2\0\0\0\0\x04\x03\x02\0".as_slice(), &identity, &[0, 2, 0, 2]].concat();
    lut.extend(tables.iter().flat_map(|value| value.to_be_bytes()));
    let start = 128 + 4 + 12;
    let mut profile = vec![0; 128];
    let mut put = |at: usize, bytes: &[u8]| profile[at..at + bytes.len()].copy_from_slice(bytes);
    put(0, &((start + lut.len()) as u32).to_be_bytes());
    put(8, &[2, 0x40, 0, 0]);
    put(12, b"prtrCMYKLab ");
    put(24, &[7, 0xEA, 0, 1, 0, 1]);
    put(36, b"acsp");
    put(68, &[0, 0, 0xF6, 0xD6, 0, 1, 0, 0, 0, 0, 0xD3, 0x2D]);
    profile.extend(1_u32.to_be_bytes());
    profile.extend(b"A2B0");
    profile.extend((start as u32).to_be_bytes());
    profile.extend((lut.len() as u32).to_be_bytes());
    profile.extend(lut);
    profile
}

/// sRGB of CIE L*a*b* under D50 (CIE 15; Bradford to D65; IEC 61966-2-1).
fn srgb_of([lightness, green_red, blue_yellow]: [f64; 3]) -> [u8; 3] {
    let middle = (lightness + 16.0) / 116.0;
    let part = |t: f64| if t > 6.0 / 29.0 { t.powi(3) } else { (t - 4.0 / 29.0) * 108.0 / 841.0 };
    let [x, y, z] =
        [0.9642 * part(middle + green_red / 500.0), part(middle), 0.8249 * part(middle - blue_yellow / 200.0)];
    let linear = [
        3.1339 * x - 1.6169 * y - 0.4906 * z,
        -0.9788 * x + 1.9161 * y + 0.0335 * z,
        0.0719 * x - 0.2290 * y + 1.4052 * z,
    ];
    linear.map(|light| {
        let light = light.clamp(0.0, 1.0);
        let shade = if light <= 0.003_130_8 { light * 12.92 } else { 1.055 * light.powf(1.0 / 2.4) - 0.055 };
        (shade * 255.0).round() as u8
    })
}
