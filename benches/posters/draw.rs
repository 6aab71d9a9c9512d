//! awning's side: decode, draw, encode, poster by poster, on as many threads as the job says.

use crate::job::{Job, Poster};
use pixels::{Colours, jpeg};
use posters::{Fonts, Picture, Sheet, Style};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::fs;
use std::sync::Arc;

const CSS: &str = "
body { font-family: 'Noto Serif SC'; color: #fffdf7; position: relative }
.photo { position: absolute; width: 100%; height: 100%; object-fit: cover }
.scrim { position: absolute; inset: 0; background: linear-gradient(90deg, rgb(20 16 10 / 88%), rgb(20 16 10 / 10%)) }
.words { position: absolute; left: 72px; top: 72px; width: 640px; height: 486px; display: flex; flex-direction: column; gap: 24px }
h1 { margin: 0; font-size: 64px; font-weight: 700; line-height: 1.3 }
p { margin: 0; font-size: 30px }
.price { font-size: 56px; font-weight: 700; color: #f6c9a0 }
.qr { position: absolute; right: 64px; bottom: 64px; width: 164px; height: 164px }
";

pub(crate) fn run(job: &Job) {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(job.threads).build().unwrap();
    let mut fonts = Fonts::default();
    for (file, weight) in job.fonts.iter().zip([400, 700]) {
        fonts.add("Noto Serif SC", Some(weight), &fs::read(file).unwrap()).unwrap();
    }
    let style = Style::read(CSS).unwrap();
    pool.install(|| {
        job.posters.par_iter().with_max_len(1).for_each(|poster| {
            let png = drawn(poster, &style, &fonts);
            fs::write(job.out.join(&poster.file), png).unwrap();
        });
    });
}

fn drawn(poster: &Poster, style: &Style, fonts: &Fonts) -> Vec<u8> {
    let Poster { headline, sub, price, address, .. } = poster;
    let html = format!(
        "<img class=\"photo\" src=\"photo\" alt=\"\" data-focal=\"0.5 0.5\"><div class=\"scrim\"></div>\
         <div class=\"words\"><h1 data-slot=\"headline\">{headline}</h1><p data-slot=\"sub\">{sub}</p>\
         <p class=\"price\" data-slot=\"price\">{price}</p></div><img class=\"qr\" src=\"qr:{address}\" alt=\"\">"
    );
    let photo = jpeg::decode(&fs::read(&poster.photo).unwrap(), jpeg::Extent::Whole).unwrap();
    let (colours, _) = Colours::of(&photo.samples, photo.icc.as_deref());
    let pictures = BTreeMap::from([("photo".to_string(), Picture::Photo(Arc::new(photo.samples), Arc::new(colours)))]);
    let size = (1200, 630);
    let (format, language, safe) = ("og", "zh-Hans", [0; 4]);
    let sheet = Sheet { html: &html, style, size, format, language, safe, pictures: &pictures, fonts, contrast: false };
    let drawn = posters::draw(&sheet).unwrap_or_else(|faults| panic!("{faults:?}"));
    pixels::png::encode(&drawn.raster).unwrap()
}
