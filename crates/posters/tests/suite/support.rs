//! What all tests of sheets begin with.

use pixels::Raster;
use posters::{Fonts, Picture, Sheet, Style};
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

/// In front of every style.
pub(crate) const BASE: &str = "body { font-family: \"Noto Serif SC\"; background: #f7f3ea; color: #2b2620 }\n\
                               h1, p, div { margin: 0 }\n";

/// The theme's own fonts.
pub(crate) fn fonts() -> Fonts {
    static FONTS: LazyLock<Fonts> = LazyLock::new(|| {
        let mut fonts = Fonts::default();
        let regular = include_bytes!("../../../../themes/atelier/fonts/noto-serif-sc-regular.otf");
        let bold = include_bytes!("../../../../themes/atelier/fonts/noto-serif-sc-bold.otf");
        fonts.add("Noto Serif SC", Some(400), regular).unwrap();
        fonts.add("Noto Serif SC", Some(700), bold).unwrap();
        fonts
    });
    FONTS.clone()
}

/// `photo`: dusk, with a moon that must be seen at 0.7 0.3; `hill`: a drawing.
pub(crate) fn pictures() -> BTreeMap<String, Picture> {
    let hill = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"120\" height=\"60\" viewBox=\"0 0 120 60\">\
                <path d=\"M0 60 L40 10 L60 34 L80 18 L120 60 Z\" fill=\"#7f9a86\"/></svg>";
    BTreeMap::from([
        ("photo".to_string(), Picture::Pixels(Arc::new(photo(1200, 900)))),
        ("hill".to_string(), Picture::Drawing(Arc::from(hill))),
    ])
}

fn photo(width: u32, height: u32) -> Raster {
    let mut pixels = Vec::with_capacity(width as usize * height as usize * 3);
    for y in 0..height {
        for x in 0..width {
            let (across, down) = (f64::from(x) / f64::from(width), f64::from(y) / f64::from(height));
            let (aside, below) = ((across - 0.7) * 4.0 / 3.0, down - 0.3);
            let is_moon = aside.hypot(below) < 0.12;
            let shade = |top: u32, bottom: u32| u8::try_from((top * (height - y) + bottom * y) / height).unwrap();
            pixels.extend(if is_moon { [250, 238, 200] } else { [shade(30, 214), shade(52, 150), shade(92, 110)] });
        }
    }
    Raster { width, height, alpha: false, pixels }
}

/// A sheet of nothing.
pub(crate) fn plain() -> Sheet<'static> {
    static NOTHING: LazyLock<(Style, BTreeMap<String, Picture>, Fonts)> =
        LazyLock::new(|| (Style::read(BASE).unwrap(), BTreeMap::new(), fonts()));
    let (style, pictures, fonts) = &*NOTHING;
    let (size, format, language, safe) = ((400, 200), "test", "zh-Hans", [8; 4]);
    Sheet { html: "", style, size, format, language, safe, pictures, fonts, contrast: true }
}
