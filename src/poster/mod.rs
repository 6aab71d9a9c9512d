//! Sheets to pictures: posters and previews, drawn from the theme's templates by the crate `posters`.
//!
//! A [`Studio`] holds what all sheets need; [`make`] draws those that the cache does not hold. What is said about a sheet
//! is kept with it, so that it is told again when nothing is drawn. A sheet depends on what its digest names, and on
//! nothing else.

mod faults;
mod keep;
mod pictures;
mod remark;
mod table;

use crate::artifact::Artifact;
use crate::diagnostics::rules::mark::FONT_UNREADABLE;
use crate::diagnostics::{Checked, Notes};
use crate::fingerprint::Digest;
use crate::imaging::{Darkroom, schedule};
use crate::paths::ShopPath;
use crate::plan::posters::Sheet;
use crate::plan::words::Words;
use crate::rendering::{self, Engine};
use crate::settings::Settings;
use crate::theme::Theme;
use ::posters::{FontFault, Fonts};
use std::collections::BTreeMap;
use std::sync::Arc;
use table::{Found, Table};

/// The values that all sheets of a language see beside their views, by name.
type Shared = BTreeMap<String, Vec<(&'static str, tera::Value)>>;

/// What sheets are drawn with.
pub struct Studio {
    engine: Engine,
    theme: Arc<Theme>,
    fonts: Fonts,
    shared: Shared,
}

/// Opens the studio of a shop: its theme's poster templates compiled, its fonts registered. `None` if a template cannot be
/// read.
#[must_use]
pub fn studio(theme: &Arc<Theme>, settings: &Settings) -> Checked<Option<Studio>> {
    let mut notes = Notes::default();
    let Some(engine) = notes.take(rendering::poster_engine(theme)) else { return notes.around(None) };
    let mut fonts = Fonts::default();
    for font in &theme.posters.fonts {
        if let Err(fault) = fonts.add(&font.family, font.weight, &font.bytes) {
            let (english, chinese) = match fault {
                FontFault::NoFont => {
                    ("it is no TTF, OTF, WOFF or WOFF2, or damaged", "它不是 TTF、OTF、WOFF、WOFF2，或已损坏")
                }
                FontFault::Collection => ("it is a collection of fonts (TTC)", "它是字体合集（TTC）"),
                FontFault::Empty => ("it has no letters", "里面没有字形"),
            };
            let fault = FONT_UNREADABLE.at(font.place.clone()).with("file", &font.file).with("reason", english);
            notes.push(fault.in_chinese("reason", chinese));
        }
    }
    let shared = shared(&engine, theme, settings);
    notes.around(Some(Studio { engine, theme: theme.clone(), fonts, shared }))
}

fn shared(engine: &Engine, theme: &Theme, settings: &Settings) -> Shared {
    let of_language = |language: &String| {
        let tagline = settings.tagline.as_ref().map(|text| settings.text(text, language));
        let shop: BTreeMap<&str, Option<&str>> =
            [("name", Some(settings.name.as_str())), ("tagline", tagline)].into_iter().collect();
        let texts = Words::of(&theme.texts, settings, language).all();
        let values = vec![
            ("site", engine.shared(&shop)),
            ("settings", engine.shared(&theme.settings)),
            ("t", engine.shared(&texts)),
        ];
        (language.clone(), values)
    };
    settings.languages.iter().map(of_language).collect()
}

/// What [`make`] works with.
#[derive(Clone, Copy)]
pub struct Work<'a> {
    /// Templates, styles, fonts.
    pub studio: &'a Studio,
    /// Photos, and the cache.
    pub darkroom: &'a Darkroom<'a>,
    /// The shop's logo, and the digest of its bytes.
    pub logo: Option<(&'a ShopPath, Digest)>,
}

/// Draws every sheet, or takes it from the cache. Artifacts are in the order of their paths. `done` is told of each.
pub fn make(work: Work<'_>, sheets: &[&Sheet], done: &(dyn Fn(usize) + Sync)) -> Checked<Vec<Artifact>> {
    let table = Table::new(work, done);
    let mut missing: BTreeMap<Option<&(ShopPath, Digest)>, Vec<&Sheet>> = BTreeMap::new();
    for sheet in sheets {
        match keep::kept(work.darkroom.cache, sheet) {
            Some((artifact, remarks)) => table.finished(sheet, artifact, remarks),
            None => missing.entry(sheet.photo.as_ref()).or_default().push(sheet),
        }
    }
    let orders: Vec<Vec<&Sheet>> = missing.into_values().collect();
    schedule::run(&table, orders, work.darkroom.limits.memory);
    let Found { mut artifacts, diagnostics } = table.found();
    artifacts.sort_by(|a, b| a.path.cmp(&b.path));
    artifacts.dedup_by(|a, b| a.path == b.path);
    Checked::new(artifacts, diagnostics.into_values().map(|(_, diagnostic)| diagnostic).collect())
}

/// The bytes of one sheet without a photo, drawn at once or taken from the cache. `None` if it cannot be drawn.
#[must_use]
pub fn picture_of(work: Work<'_>, sheet: &Sheet) -> Checked<Option<Vec<u8>>> {
    let table = Table::new(work, &|_| ());
    let drawn = keep::kept_bytes(work.darkroom.cache, sheet).or_else(|| {
        let (bytes, remarks) = table.drawn(sheet, None)?;
        keep::keep(work.darkroom.cache, sheet, bytes.clone(), &remarks);
        Some((bytes, remarks))
    });
    let bytes = drawn.map(|(bytes, remarks)| {
        table.remark(sheet, remarks);
        bytes
    });
    let found = table.found();
    Checked::new(bytes, found.diagnostics.into_values().map(|(_, diagnostic)| diagnostic).collect())
}
