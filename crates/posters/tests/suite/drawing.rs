//! What holds for every sheet: the same pixels always, codes that can be read, pages that are cut where they should be.

use crate::support;
use pixels::Raster;
use posters::pdf::Page;
use posters::{Drawn, Sheet, Style};
use proptest::prelude::*;
use std::thread;

const HTML: &str = "<img src=\"photo\" alt=\"\" data-focal=\"0.7 0.3\"><h1 data-slot=\"headline\" data-fit=\"20..60\">月亮上来，\
                    茶也泡好</h1><div data-slot=\"side\" data-vertical data-fit=\"10..30\">双11布衣</div>";
const CSS: &str = "body { display: flex; font-family: \"Noto Serif SC\"; filter: saturate(1.1) } \
                   img { width: 160px; height: 200px; object-fit: cover } h1 { flex: 1; text-shadow: 0 2px 6px #0005 }";

#[test]
fn the_same_sheet_gives_the_same_pixels_on_all_threads() {
    let draw = || drawn(HTML, CSS, (400, 200)).raster.pixels;
    let first = draw();
    let threads: Vec<_> = (0..8).map(|_| thread::spawn(draw)).collect();
    for thread in threads {
        assert!(thread.join().unwrap() == first, "another picture");
    }
}

#[test]
fn codes_can_be_read() {
    let text = "https://lanshang.example/campaigns/winter-hearth/?from=poster&lang=zh";
    for edge in [90, 133, 200, 301] {
        let html = format!("<img src=\"qr:{}\" style=\"width:{edge}px;height:{edge}px\">", text.replace('&', "&amp;"));
        let raster = drawn(&html, "body { padding: 7.4px }", (320, 320)).raster;
        assert_eq!(decoded(&raster).as_deref(), Some(text), "{edge} px");
    }
}

fn decoded(raster: &Raster) -> Option<String> {
    let channels = raster.channels();
    let gray = |x: usize, y: usize| raster.pixels[(y * raster.width as usize + x) * channels];
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(raster.width as usize, raster.height as usize, gray);
    image.detect_grids().first()?.decode().ok().map(|(_, text)| text)
}

#[test]
fn modules_of_a_code_are_whole_pixels() {
    let raster =
        drawn("<img src=\"qr:abc\" style=\"width:101px;height:101px\">", "body { padding: 3.3px }", (120, 120)).raster;
    assert!(
        raster
            .pixels
            .as_chunks::<4>()
            .0
            .iter()
            .all(|pixel| matches!(pixel, [0, 0, 0, 255] | [255, 255, 255, 255] | [.., 0]))
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_written_is_drawn_and_told(text in "[\\PC\n\u{200d}\u{202e}\u{301}\u{fe0f}一-龥，。“”（）！]{1,40}") {
        let escaped = text.replace('&', "&amp;").replace('<', "&lt;");
        let html = format!(
            "<h1 data-slot=\"headline\" data-fit=\"10..60\" data-lines=\"3\">{escaped}</h1>\
             <div data-slot=\"side\" data-vertical data-fit=\"10..30\">{escaped}</div>"
        );
        for slot in drawn(&html, CSS, (400, 200)).slots {
            if let Some(words) = slot.text {
                let largest = if slot.name == "side" { 30.0 } else { 60.0 };
                prop_assert!((10.0..=largest).contains(&words.font_size), "{text:?}: {words:?}");
                prop_assert!(words.missing.iter().all(|letter| text.contains(*letter)), "{text:?}: {words:?}");
            }
        }
    }
}

#[test]
fn contrast_is_that_of_wcag() {
    let cases =
        [("#000", "#fff", 21.0), ("#767676", "#fff", 4.54), ("#fff", "#f00", 3.99), ("rgb(0 0 0 / 50%)", "#fff", 3.97)];
    for (ink, paper, expected) in cases {
        let css = format!("body {{ font: 40px 'Noto Serif SC'; color: {ink}; background: {paper} }}");
        let drawn = drawn("<p data-slot=\"a\">茶</p>", &css, (100, 100));
        let contrast = drawn.slots[0].text.as_ref().unwrap().contrast.unwrap();
        assert!((contrast - expected).abs() < 0.03, "{ink} on {paper}: {contrast}");
    }
}

#[test]
fn vertical_text_takes_as_many_columns_as_it_needs() {
    let html = "<div data-slot=\"a\" data-vertical data-lines=\"3\" style=\"height:140px\">月上，茶好。</div>";
    let drawn = drawn(html, "body { font: 40px 'Noto Serif SC' }", (200, 200));
    let words = drawn.slots[0].text.as_ref().unwrap();
    assert_eq!((words.lines, words.fits), (2, true), "{words:?}");
}

#[test]
fn a_page_for_print_says_where_it_is_cut() {
    assert_eq!(Page::A4.pixels(300), (2551, 3579));
    let raster = drawn("", "body { background: #a8382f }", (216, 303)).raster.flattened([255; 3]);
    let jpeg = pixels::jpeg::encode(&raster, 90, pixels::jpeg::Order::Baseline).unwrap();
    let file = Page::A4.file(&jpeg, (216, 303));
    let text = String::from_utf8_lossy(&file);
    let boxes = |name: &str| -> Vec<f64> {
        let rest = text.split(&format!("/{name} [")).nth(1).unwrap();
        let numbers = rest.split(']').next().unwrap().split_whitespace().map(|number| number.parse::<f64>().unwrap());
        numbers.map(|points| (points / 72.0 * 25.4 * 100.0).round() / 100.0).collect()
    };
    assert_eq!(boxes("MediaBox"), [0.0, 0.0, 216.0, 303.0]);
    assert_eq!(boxes("BleedBox"), [0.0, 0.0, 216.0, 303.0]);
    assert_eq!(boxes("TrimBox"), [3.0, 3.0, 213.0, 300.0]);
    assert!(file.windows(jpeg.len()).any(|part| part == jpeg), "the picture is not in it");
    assert_eq!(file, Page::A4.file(&jpeg, (216, 303)));
}

#[test]
fn the_safe_area_is_known_to_the_style_and_told_of_slots() {
    let css = "body { font: 20px 'Noto Serif SC'; position: relative } p { position: absolute; margin: 0 } \
               .in { left: var(--safe-left); top: var(--safe-top) } .out { left: 0; top: 100px }";
    let sheet = Sheet { safe: [10, 20, 30, 40], ..support::plain() };
    let style = Style::read(css).unwrap();
    let html = "<p class=\"in\" data-slot=\"in\">茶</p><p class=\"out\" data-slot=\"out\">茶</p>";
    let drawn = posters::draw(&Sheet { html, style: &style, ..sheet }).unwrap();
    let told: Vec<_> = drawn.slots.iter().map(|slot| (slot.area.left, slot.area.top, slot.safe)).collect();
    assert_eq!(told, [(40.0, 10.0, true), (0.0, 100.0, false)]);
}

fn drawn(html: &str, css: &str, size: (u32, u32)) -> Drawn {
    let (style, pictures) = (Style::read(css).unwrap(), support::pictures());
    let sheet = Sheet { html, style: &style, size, pictures: &pictures, ..support::plain() };
    posters::draw(&sheet).unwrap_or_else(|faults| panic!("{faults:#?}"))
}

#[test]
fn slots_that_the_style_leaves_out_are_not_told() {
    let css = "body { font: 20px 'Noto Serif SC' } .a { display: none }";
    let html = "<div class=\"a\"><p data-slot=\"a\">龘</p></div><p data-slot=\"b\">茶</p>";
    let drawn = drawn(html, css, (100, 100));
    let names: Vec<&str> = drawn.slots.iter().map(|slot| slot.name.as_str()).collect();
    assert_eq!((names, drawn.missing.len()), (vec!["b"], 0));
}

/// The renderer brings another libwebp into the program than `pixels` has: they must not meet.
#[test]
fn a_sheet_can_be_encoded_by_pixels() {
    let raster = drawn(HTML, CSS, (400, 200)).raster.flattened([255; 3]);
    let files = [
        pixels::webp::encode(&raster, 90, 4).unwrap(),
        pixels::jpeg::encode(&raster, 90, pixels::jpeg::Order::Progressive).unwrap(),
        pixels::png::encode(&raster).unwrap(),
    ];
    for file in files {
        let read = image::load_from_memory(&file).unwrap().into_rgb8();
        let off = read.as_raw().iter().zip(&raster.pixels).map(|(one, other)| f64::from(one.abs_diff(*other)));
        let mean = off.sum::<f64>() / raster.pixels.len() as f64;
        assert!(read.dimensions() == (400, 200) && mean < 4.0, "{mean}");
    }
}
