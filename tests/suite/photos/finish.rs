//! What a recipe does to the pixels, and how a file is kept below its limit.

use super::fixtures::*;
use awning::cache::Cache;
use awning::photos::{Finish, Fit, Format, Recipe, Rendition};
use image::{DynamicImage, Rgba, RgbaImage};

fn rendition(recipe: Recipe, name: &str) -> Rendition {
    Rendition { address: recipe.address("a"), recipe, original: path(name) }
}

#[test]
fn a_whole_photo_stands_on_its_background() {
    let shop = Shop::with("a.jpg", jpeg(&quarters(600, 300), 1, None));
    let original = shop.original("a.jpg");
    let finish = Finish { fit: Fit::Whole, background: [10, 200, 90], sharpen: 0 };
    let made = shop.made(Recipe { finish, ..recipe(&original, 400, 400, Format::Png) });
    assert_eq!((made.width(), made.height()), (400, 400));
    for (y, left, right) in [(10, [10, 200, 90], [10, 200, 90]), (40, RED, GREEN), (60, BLUE, CREAM)] {
        assert_near(pixel(&made, 20, y), left, 8);
        assert_near(pixel(&made, 80, y), right, 8);
    }
    // It is never enlarged: at 1200 it is still 600 wide.
    let large = shop.made(Recipe { finish, ..recipe(&original, 1200, 1200, Format::Png) });
    assert_near(pixel(&large, 20, 50), [10, 200, 90], 2);
    assert_near(pixel(&large, 30, 45), RED, 8);
}

#[test]
fn see_through_parts_show_the_background() {
    let image = RgbaImage::from_fn(64, 64, |x, _| Rgba([200, 0, 0, if x < 32 { 255 } else { 0 }]));
    let shop = Shop::with("a.png", png(image));
    let original = shop.original("a.png");
    let finish = Finish { background: [0, 0, 120], ..Finish::default() };
    let made = shop.made(Recipe { finish, ..recipe(&original, 64, 64, Format::Jpeg) });
    assert_near(pixel(&made, 20, 50), [200, 0, 0], 10);
    assert_near(pixel(&made, 80, 50), [0, 0, 120], 10);
}

#[test]
fn sharpening_lifts_edges_and_leaves_areas_alone() {
    let image = image::RgbImage::from_fn(64, 64, |x, _| image::Rgb([if x < 32 { 90 } else { 160 }; 3]));
    let shop = Shop::with("a.png", png(image));
    let original = shop.original("a.png");
    let at = |sharpen: u8| {
        let finish = Finish { sharpen, ..Finish::default() };
        shop.made(Recipe { finish, ..recipe(&original, 64, 64, Format::Png) }).to_rgb8()
    };
    let (plain, sharp) = (at(0), at(60));
    for x in [4, 60] {
        assert_eq!(plain.get_pixel(x, 30), sharp.get_pixel(x, 30));
    }
    assert!(sharp.get_pixel(31, 30).0[0] < plain.get_pixel(31, 30).0[0]);
    assert!(sharp.get_pixel(32, 30).0[0] > plain.get_pixel(32, 30).0[0]);
}

#[test]
fn files_are_kept_below_their_limit() {
    let shop = Shop::with("a.png", png(noise(800, 800)));
    let original = shop.original("a.png");
    for format in [Format::Jpeg, Format::WebP] {
        let plain = recipe(&original, 800, 800, format);
        let made = |most_bytes| {
            let wanted = [rendition(Recipe { most_bytes, ..plain.clone() }, "a.png")];
            shop.make(&Cache::none(), &wanted)
        };
        let free = bytes_of(&made(None).value[0]);
        // A limit that is met anyway changes nothing.
        assert_eq!(bytes_of(&made(Some(free.len() as u32)).value[0]), free);
        // A little below, quality goes; far below, size as well.
        for (percent, keeps_size) in [(90, true), (20, false)] {
            let limit = free.len() * percent / 100;
            let bytes = bytes_of(&made(Some(limit as u32)).value[0]);
            assert!(bytes.len() <= limit, "{} of {limit}", bytes.len());
            let width = image::load_from_memory(&bytes).unwrap().width();
            assert_eq!(width == 800, keeps_size, "{format:?} at {percent} %: {width}");
            assert!(width >= 560 && bytes.len() * 2 > limit, "no more than needed is given up");
        }
        let impossible = made(Some(900));
        assert_eq!((codes(&impossible), impossible.value.len()), (vec!["E518"], 0));
        let message = impossible.diagnostics[0].message(awning::diagnostics::Language::English);
        assert!(message.contains("800 × 800") && message.ends_with("the limit is 1 KB"), "{message}");
    }
}

#[test]
fn a_progressive_jpeg_is_one() {
    let shop = Shop::with("a.png", png(grainy(300, 200)));
    let original = shop.original("a.png");
    for progressive in [false, true] {
        let wanted = [rendition(Recipe { progressive, ..recipe(&original, 300, 200, Format::Jpeg) }, "a.png")];
        let bytes = bytes_of(&shop.make(&Cache::none(), &wanted).value[0]);
        let frame = if progressive { [0xFF, 0xC2, 0x00, 0x11] } else { [0xFF, 0xC0, 0x00, 0x11] };
        assert!(bytes.windows(4).any(|window| window == frame), "progressive: {progressive}");
    }
}

/// What no encoder likes.
fn noise(width: u32, height: u32) -> DynamicImage {
    let mut state = 99_u64;
    let grain = |_, _| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let shade = |bits: u32| 90 + ((state >> bits) & 63) as u8;
        image::Rgb([shade(33), shade(41), shade(50)])
    };
    image::RgbImage::from_fn(width, height, grain).into()
}
