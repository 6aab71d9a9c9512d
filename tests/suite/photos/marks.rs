//! Marks: where they go, what they are painted with, and what they say.

use super::fixtures::*;
use awning::fingerprint::Digest;
use awning::imaging::{self, FontFailure};
use awning::photos::{Format, Mark, Position, Recipe, Spot, Tone};
use image::{DynamicImage, Rgb, RgbImage, RgbaImage};
use proptest::prelude::*;

/// A subset of Noto Serif CJK: 岚上集 and a few Latin letters.
const FONT: &[u8] = include_bytes!("../../fonts/mark.otf");

/// Two bars, the right one half as wide as the left.
const BARS: &str = r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 40">
    <path d="M0 0h30v40h-30zM50 0h15v40h-15zM79 0h1v1h-1z" fill="rgb(204,0,0)"/></svg>"#;

/// A mark in the right lower corner, half see-through.
pub(super) fn mark(artwork: Digest) -> Mark {
    let position = Position::At(Spot::BottomRight);
    Mark { artwork, position, tone: Tone::Own, opacity: 50, share: 100, min_edge: 100 }
}

/// A photo with marks, and without.
fn dressed(photo: &RgbImage, artwork: &str, change: impl Fn(Mark) -> Mark) -> (DynamicImage, DynamicImage) {
    let shop = Shop::with("a.png", png(photo.clone())).and("mark.svg", artwork.into());
    let plain = recipe(&shop.original("a.png"), photo.width(), photo.height(), Format::Png);
    let mark = change(mark(Digest::of(artwork.as_bytes())));
    (shop.made(Recipe { marks: vec![mark], ..plain.clone() }), shop.made(plain))
}

/// Every pixel that a mark changed by more than a trace: its place, and by how much its lightness did.
fn changes((dressed, plain): &(DynamicImage, DynamicImage)) -> Vec<(u32, u32, i16)> {
    let (dressed, plain) = (dressed.to_luma8(), plain.to_luma8());
    let pixels = dressed.enumerate_pixels().zip(plain.pixels());
    let apart = pixels.map(|((x, y, new), old)| (x, y, i16::from(new.0[0]) - i16::from(old.0[0])));
    apart.filter(|(_, _, by)| by.abs() > 2).collect()
}

#[test]
fn marks_go_to_their_spot() {
    let dark = RgbaImage::from_pixel(50, 25, image::Rgba([0, 0, 0, 255]));
    let drawing = r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 50 25"><rect width="50" height="25"/></svg>"#;
    for (name, bytes) in [("mark.png", png(dark)), ("mark.svg", drawing.into())] {
        let shop = Shop::with("a.jpg", jpeg(&quarters(400, 400), 1, None)).and(name, bytes);
        let (original, artwork) = (shop.original("a.jpg"), shop.original(name).digest);
        for (spot, x, y, under) in [
            (Spot::TopLeft, 6, 6, RED),
            (Spot::TopRight, 94, 6, GREEN),
            (Spot::BottomLeft, 6, 94, BLUE),
            (Spot::BottomRight, 94, 94, CREAM),
            (Spot::Center, 48, 49, RED),
        ] {
            let mark = Mark { position: Position::At(spot), min_edge: 200, ..mark(artwork) };
            let plain = recipe(&original, 400, 400, Format::Png);
            let dressed = shop.made(Recipe { marks: vec![mark], ..plain.clone() });
            assert_near(pixel(&dressed, x, y), under.map(|channel| channel / 2), 10);
            assert_near(pixel(&dressed, 70, 30), GREEN, 10);
            let small = Recipe { marks: vec![mark], width: 100, height: 100, ..plain };
            assert_near(pixel(&shop.made(small), x, y), under, 16);
        }
    }
}

#[test]
fn later_marks_lie_on_earlier_ones() {
    let drawing = |colour: &str| {
        format!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9" fill="{colour}"/></svg>"#
        )
    };
    let (white, black) = (drawing("#fff"), drawing("#000"));
    let shop = Shop::with("a.png", png(quarters(200, 200))).and("w.svg", white.into()).and("b.svg", black.into());
    let solid = |name: &str| Mark { opacity: 100, ..mark(shop.original(name).digest) };
    let plain = recipe(&shop.original("a.png"), 200, 200, Format::Png);
    let marks = vec![solid("w.svg"), solid("b.svg")];
    assert_near(pixel(&shop.made(Recipe { marks, ..plain }), 92, 92), [0, 0, 0], 0);
}

#[test]
fn tones_paint_the_shape_alone() {
    let photo = RgbImage::from_pixel(400, 300, Rgb([100, 110, 90]));
    for (tone, colour) in
        [(Tone::Own, [204_u8, 0, 0]), (Tone::Light, [255; 3]), (Tone::Dark, [0; 3]), (Tone::Auto, [255; 3])]
    {
        let (made, _) = dressed(&photo, BARS, |mark| Mark {
            tone,
            position: Position::At(Spot::TopLeft),
            opacity: 60,
            share: 500,
            ..mark
        });
        let mixed = [0, 1, 2].map(|at| (([100, 110, 90][at] * 4 + u32::from(colour[at]) * 6) / 10) as u8);
        assert_near(pixel(&made, 10, 15), mixed, 2);
        // Between the bars.
        assert_near(pixel(&made, 27, 15), [100, 110, 90], 0);
    }
}

#[test]
fn tiled_marks_lie_all_over_in_turned_rows() {
    let photo = RgbImage::from_pixel(600, 400, Rgb([60, 60, 60]));
    let tiled = |angle, gap| {
        let position = Position::Tiled { angle, gap };
        changes(&dressed(&photo, BARS, |mark| Mark { position, tone: Tone::Light, share: 100, ..mark }))
    };
    // Every part of the photo has its share of them.
    let turned = tiled(-30, 600);
    for (left, top) in [(0, 0), (300, 0), (0, 200), (300, 200)] {
        let here = turned.iter().filter(|(x, y, _)| (left..left + 300).contains(x) && (top..top + 200).contains(y));
        let part = here.count();
        assert!((8_000..12_500).contains(&part), "{part} pixels are marked from {left}, {top}");
    }
    assert!(tiled(-30, 2000).len() * 2 < turned.len());
    // Rows that are not turned leave whole lines free.
    let lines =
        |changes: &[(u32, u32, i16)]| changes.iter().map(|(_, y, _)| *y).collect::<std::collections::BTreeSet<_>>();
    assert_eq!(lines(&turned).len(), 400);
    assert!(lines(&tiled(0, 600)).len() < 250);
}

#[test]
fn a_mark_stands_out_in_both_halves() {
    let photo = RgbImage::from_fn(400, 300, |x, _| Rgb([if x < 300 { 10 } else { 245 }; 3]));
    let made = dressed(&photo, BARS, |mark| Mark { tone: Tone::Auto, share: 400, ..mark });
    let changes = changes(&made);
    let (left, right): (Vec<_>, Vec<_>) = changes.iter().partition(|(x, _, _)| *x < 300);
    assert!(left.len() > 3000 && right.len() > 1000, "{} and {}", left.len(), right.len());
    assert!(left.iter().all(|(_, _, by)| *by > 0), "dark on dark");
    assert!(right.iter().all(|(_, _, by)| *by < 0), "light on light");
}

#[test]
fn grain_does_not_make_a_mark_flicker() {
    // Grain around the middle: every second pixel is nearer to white, the others nearer to black.
    let mut grain = grainy(400, 300);
    for (x, y, pixel) in grain.enumerate_pixels_mut() {
        let shade: u8 = if (x + y) % 2 == 0 { 188 } else { 68 };
        pixel.0 = [shade.saturating_add(pixel.0[0] % 8); 3];
    }
    let changes = changes(&dressed(&grain, BARS, |mark| Mark { tone: Tone::Auto, share: 400, ..mark }));
    let lighter = changes.iter().filter(|(_, _, by)| *by > 0).count();
    assert!(lighter == 0 || lighter == changes.len(), "{lighter} of {} pixels are lighter", changes.len());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever two grounds meet below a mark, wherever: four fifths of it and more differ from them by at least two
    /// fifths of what its opacity could make at best. The rest is the strip along the edge, where the ground is smoothed.
    #[test]
    fn a_mark_stands_out_from_any_ground(one: u8, other: u8, edge in 100_u32..300, upright: bool) {
        let photo = RgbImage::from_fn(300, 300, |x, y| Rgb([if (if upright { x } else { y }) < edge { one } else { other }; 3]));
        let made = dressed(&photo, BARS, |mark| Mark { tone: Tone::Auto, share: 500, ..mark });
        let (own, _) = dressed(&RgbImage::new(300, 300), BARS, |mark| Mark { tone: Tone::Light, share: 500, ..mark });
        let shape = own.to_luma8();
        let (new, old) = (made.0.to_luma8(), made.1.to_luma8());
        let apart = shape.pixels().zip(new.pixels().zip(old.pixels())).filter(|(shape, _)| shape.0[0] > 120);
        let apart: Vec<u8> = apart.map(|(_, (new, old))| new.0[0].abs_diff(old.0[0])).collect();
        prop_assert!(apart.len() > 3000);
        let faint = apart.iter().filter(|by| **by < 51).count();
        prop_assert!(faint * 5 < apart.len(), "{faint} of {} pixels are faint", apart.len());
    }
}

#[test]
fn text_becomes_outlines() {
    let drawing = imaging::draw_letters(FONT.to_vec(), "岚上集", 400).unwrap();
    let photo = RgbImage::from_pixel(600, 400, Rgb([30, 40, 50]));
    let changes = changes(&dressed(&photo, &drawing, |mark| Mark {
        tone: Tone::Auto,
        share: 300,
        position: Position::At(Spot::TopLeft),
        ..mark
    }));
    // Three square letters: 180 pixels wide, 60 tall, without room around them, a third of it ink.
    let (left, right) = (changes.iter().map(|c| c.0).min().unwrap(), changes.iter().map(|c| c.0).max().unwrap());
    let (top, bottom) = (changes.iter().map(|c| c.1).min().unwrap(), changes.iter().map(|c| c.1).max().unwrap());
    assert!((11..=13).contains(&left) && (189..=193).contains(&right), "{left} to {right}");
    assert!((11..=13).contains(&top) && (65..=76).contains(&bottom), "{top} to {bottom}");
    assert!((2500..6500).contains(&changes.len()), "{} pixels", changes.len());
    assert!(changes.iter().all(|(_, _, by)| *by > 0));
}

#[test]
fn letters_are_kerned() {
    let width = |text: &str| {
        let drawing = imaging::draw_letters(FONT.to_vec(), text, 400).unwrap();
        let (_, rest) = drawing.split_once("width=\"").unwrap();
        rest.split_once('"').unwrap().0.parse::<f32>().unwrap()
    };
    assert!(width("AVA") < width("AA") + width("V") - 20.0, "{} {} {}", width("AVA"), width("AA"), width("V"));
}

#[test]
fn fonts_that_cannot_be_used_say_so() {
    let drawn = |font: &[u8], text: &str| imaging::draw_letters(font.to_vec(), text, 400);
    assert_eq!(drawn(FONT, "岚山"), Err(FontFailure::NoLetter('山')));
    assert_eq!(drawn(FONT, "   "), Err(FontFailure::Blank));
    for font in [b"".as_slice(), b"wOF2 and so on", b"<svg/>", &FONT[..40]] {
        assert_eq!(drawn(font, "L"), Err(FontFailure::NoFont));
    }
    // Damaged fonts end as failures or as other outlines, never as a panic.
    for at in (0..FONT.len()).step_by(7) {
        let mut font = FONT.to_vec();
        font[at] ^= 0xff;
        let _ = drawn(&font, "岚上集 Lanshang");
        let _ = drawn(&FONT[..at], "岚上集");
    }
}
