//! Sheets to pictures: posters and previews, drawn from the theme's templates by the crate `posters`.
//!
//! A [`Studio`] holds what all sheets need; [`make`] draws those that the cache does not hold. What is said about a sheet
//! is kept with it, so that it is told again when nothing is drawn. A sheet depends on what its digest names, and on
//! nothing else.

mod faults;
mod keep;
mod remark;

use crate::artifact::Artifact;
use crate::diagnostics::rules::mark::FONT_UNREADABLE;
use crate::diagnostics::rules::posters::POSTER_OVER_LIMIT;
use crate::diagnostics::{Checked, Diagnostic, Notes, Place};
use crate::fingerprint::Digest;
use crate::imaging::schedule::{self, Trade};
use crate::imaging::{Darkroom, Developed, Encoding, EncodingFailure, Negative, kilobytes};
use crate::paths::ShopPath;
use crate::photos::Format as FileFormat;
use crate::plan::posters::Sheet;
use crate::plan::view::poster::{LOGO, PHOTO};
use crate::rendering::{self, Engine};
use crate::settings::raw::PictureFile;
use crate::theme::{Skin, Theme};
use ::posters::{FontFault, Fonts, Picture, Style};
use remark::Remark;
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// Bytes a pixel that drawing a sheet takes: the picture, the picture without words, layers, and the encoder.
const SHEET_BYTES: u64 = 20;

/// The values that all sheets of a language see, by name.
pub type Shared = BTreeMap<String, Vec<(&'static str, tera::Value)>>;

/// What sheets are drawn with.
pub struct Studio<'a> {
    engine: Engine,
    theme: &'a Theme,
    fonts: Fonts,
}

/// Opens the studio of a theme: its poster templates compiled, its fonts registered. `None` if a template cannot be read.
#[must_use]
pub fn studio(theme: &Theme) -> Checked<Option<Studio<'_>>> {
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
    notes.around(Some(Studio { engine, theme, fonts }))
}

impl Studio<'_> {
    /// The engine of its templates, to share values.
    #[must_use]
    pub fn engine(&self) -> &Engine {
        &self.engine
    }
}

/// What [`make`] works with.
#[derive(Clone, Copy)]
pub struct Work<'a> {
    /// Templates, styles, fonts.
    pub studio: &'a Studio<'a>,
    /// Photos, and the cache.
    pub darkroom: &'a Darkroom<'a>,
    /// The shop's logo, and the digest of its bytes.
    pub logo: Option<(&'a ShopPath, Digest)>,
    /// What sheets see beside their views.
    pub shared: &'a Shared,
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
    let Found { mut artifacts, diagnostics } = table.found.into_inner().unwrap_or_else(PoisonError::into_inner);
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
    let found = table.found.into_inner().unwrap_or_else(PoisonError::into_inner);
    Checked::new(bytes, found.diagnostics.into_values().map(|(_, diagnostic)| diagnostic).collect())
}

/// What came of all sheets so far.
#[derive(Default)]
struct Found {
    artifacts: Vec<Artifact>,
    /// Of what many sheets share, such as a mistake in a template, one tells: the first by address.
    diagnostics: BTreeMap<(Place, &'static str, String), (String, Diagnostic)>,
}

/// Where sheets are drawn.
struct Table<'a> {
    work: Work<'a>,
    done: &'a (dyn Fn(usize) + Sync),
    styles: Mutex<HashMap<Digest, Arc<Result<Style, Vec<Diagnostic>>>>>,
    logo: OnceLock<Option<Picture>>,
    found: Mutex<Found>,
}

/// The sheets of a photo, and the photo's file.
struct Read<'a> {
    negative: Option<Negative>,
    sheets: Vec<&'a Sheet>,
}

impl<'a> Trade for Table<'a> {
    type Order = Vec<&'a Sheet>;
    type Read = Read<'a>;
    type Piece = (&'a Sheet, Option<Picture>);

    fn read(&self, sheets: Self::Order) -> Option<(Self::Read, u64)> {
        let first = *sheets.first()?;
        let Some((path, digest)) = &first.photo else { return Some((Read { negative: None, sheets }, 0)) };
        match Negative::read(self.work.darkroom, path, *digest) {
            Ok((negative, needed)) => Some((Read { negative: Some(negative), sheets }, needed)),
            Err(diagnostic) => {
                self.tell(first, *diagnostic, String::new());
                None
            }
        }
    }

    fn open(&self, Read { negative, sheets }: Self::Read) -> (Vec<Self::Piece>, u64) {
        let Some(negative) = negative else {
            return (sheets.into_iter().map(|sheet| (sheet, None)).collect(), 0);
        };
        match negative.develop() {
            Ok(developed) => {
                let (bytes, photo) = (developed.bytes(), picture(developed));
                (sheets.into_iter().map(|sheet| (sheet, Some(photo.clone()))).collect(), bytes)
            }
            Err(diagnostic) => {
                sheets.first().into_iter().for_each(|sheet| self.tell(sheet, (*diagnostic).clone(), String::new()));
                (Vec::new(), 0)
            }
        }
    }

    fn takes(&self, (sheet, _): &Self::Piece) -> u64 {
        u64::from(sheet.format.size.0) * u64::from(sheet.format.size.1) * SHEET_BYTES
    }

    fn finish(&self, (sheet, photo): Self::Piece) {
        if let Some((bytes, remarks)) = self.drawn(sheet, photo) {
            let artifact = keep::keep(self.work.darkroom.cache, sheet, bytes, &remarks);
            self.finished(sheet, artifact, remarks);
        }
    }
}

impl<'a> Table<'a> {
    fn new(work: Work<'a>, done: &'a (dyn Fn(usize) + Sync)) -> Self {
        Self { work, done, styles: Mutex::default(), logo: OnceLock::new(), found: Mutex::default() }
    }

    fn finished(&self, sheet: &Sheet, artifact: Artifact, remarks: Vec<Remark>) {
        self.remark(sheet, remarks);
        self.found.lock().unwrap_or_else(PoisonError::into_inner).artifacts.push(artifact);
        (self.done)(1);
    }

    fn remark(&self, sheet: &Sheet, remarks: Vec<Remark>) {
        for remark in remarks {
            let which = format!("{} {}", sheet.format.name, remark.slot);
            if let Some(diagnostic) = remark.told(sheet) {
                self.tell(sheet, diagnostic, which);
            }
        }
    }

    /// Tells something once for each place and reason.
    fn tell(&self, sheet: &Sheet, diagnostic: Diagnostic, reason: String) {
        let key = (diagnostic.place.clone(), diagnostic.rule.code, reason);
        let address = sheet.address.as_str().to_string();
        let mut found = self.found.lock().unwrap_or_else(PoisonError::into_inner);
        match found.diagnostics.get(&key) {
            Some((first, _)) if *first <= address => {}
            _ => drop(found.diagnostics.insert(key, (address, diagnostic))),
        }
    }

    /// Draws a sheet; what is wrong is told.
    fn drawn(&self, sheet: &Sheet, photo: Option<Picture>) -> Option<(Vec<u8>, Vec<Remark>)> {
        let Studio { engine, theme, fonts } = self.work.studio;
        let template = format!("posters/{}.html", sheet.template);
        let shared = self.work.shared.get(&sheet.view.language).map(Vec::as_slice).unwrap_or_default();
        let html = match engine.part(&template, shared, &sheet.view, &sheet.told.name) {
            Ok(html) => String::from_utf8_lossy(&html).into_owned(),
            Err(diagnostic) => {
                self.tell(sheet, *diagnostic, String::new());
                return None;
            }
        };
        let style = self.style(sheet);
        let style = match style.as_ref() {
            Ok(style) => style,
            Err(diagnostics) => {
                for (at, diagnostic) in diagnostics.iter().enumerate() {
                    self.tell(sheet, diagnostic.clone(), at.to_string());
                }
                return None;
            }
        };
        let drawn = ::posters::draw(&::posters::Sheet {
            html: &html,
            style,
            size: sheet.format.size,
            format: &sheet.format.name,
            language: &sheet.view.language,
            safe: sheet.format.safe,
            pictures: &self.pictures(sheet, photo),
            fonts,
            contrast: !sheet.told.preview,
        });
        match drawn {
            Ok(drawn) => Some((self.file(sheet, &drawn.raster)?, remark::all(&drawn))),
            Err(faults) => {
                for fault in faults {
                    let (diagnostic, reason) = faults::told(&fault, theme, sheet, &html);
                    self.tell(sheet, diagnostic, reason);
                }
                None
            }
        }
    }

    /// The style of a sheet, read once for all that have its template and tokens.
    fn style(&self, sheet: &Sheet) -> Arc<Result<Style, Vec<Diagnostic>>> {
        let theme = self.work.studio.theme;
        let css = theme.posters.styles.get(&sheet.template).map_or("", |(_, css)| css);
        let tokens: String = sheet.tokens.iter().map(|(name, value)| format!("--{name}:{value};")).collect();
        let written = format!(":root{{{tokens}}}\n{css}");
        let key = Digest::of(written.as_bytes());
        if let Some(style) = self.styles.lock().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return style.clone();
        }
        let told = |fault: &::posters::Fault| faults::told(fault, theme, sheet, "").0;
        let style = Style::read(&written).map_err(|faults| faults.iter().map(told).collect());
        let style = Arc::new(style);
        self.styles.lock().unwrap_or_else(PoisonError::into_inner).insert(key, style.clone());
        style
    }

    /// The pictures that a sheet may use.
    fn pictures(&self, sheet: &Sheet, photo: Option<Picture>) -> BTreeMap<String, Picture> {
        let theme = self.work.studio.theme;
        let skin = sheet.view.skin.as_ref().and_then(|name| theme.skins.get(name));
        let drawings = skin.into_iter().flat_map(Skin::pictures);
        let drawings =
            drawings.map(|(name, file)| (name, Picture::Drawing(String::from_utf8_lossy(&file.bytes).into())));
        let beside = theme.posters.pictures.iter().filter_map(|(name, (path, bytes))| {
            let negative = Negative::of(path, bytes.to_vec(), self.work.darkroom.limits).ok()?.0;
            Some((name.clone(), picture(negative.develop().ok()?)))
        });
        let logo = sheet.view.logo.as_ref().and_then(|_| self.logo()).map(|logo| (LOGO.to_string(), logo));
        let photo = photo.map(|photo| (PHOTO.to_string(), photo));
        drawings.chain(beside).chain(logo).chain(photo).collect()
    }

    /// The logo, decoded once.
    fn logo(&self) -> Option<Picture> {
        let read = || {
            let (path, digest) = self.work.logo?;
            let (negative, _) = Negative::read(self.work.darkroom, path, digest).ok()?;
            Some(picture(negative.develop().ok()?))
        };
        self.logo.get_or_init(read).clone()
    }

    /// The file of a drawn sheet.
    fn file(&self, sheet: &Sheet, raster: &pixels::Raster) -> Option<Vec<u8>> {
        let format = &sheet.format;
        let encoding = Encoding {
            format: if format.paper.is_none() && format.file == PictureFile::Png {
                FileFormat::Png
            } else {
                FileFormat::Jpeg
            },
            quality: format.quality,
            effort: 4,
            progressive: false,
            most_bytes: format.most_bytes,
            background: [255; 3],
        };
        match encoding.file(raster) {
            Ok(bytes) => Some(format.paper.map_or_else(|| bytes.clone(), |page| page.file(&bytes, format.size))),
            Err(failure) => {
                let (least, limit) = match failure {
                    EncodingFailure::OverLimit(least, limit) => (kilobytes(least), kilobytes(limit)),
                    EncodingFailure::Failed(reason) => (reason, "…".to_string()),
                };
                let fault = POSTER_OVER_LIMIT.at(sheet.told.format.clone()).with("poster", &sheet.told.name);
                self.tell(sheet, fault.with("least", least).with("limit", limit), format.name.clone());
                None
            }
        }
    }
}

fn picture(developed: Developed) -> Picture {
    match developed {
        Developed::Photo(samples, colours) => Picture::Photo(samples, colours),
        Developed::Pixels(raster) => Picture::Pixels(raster),
        Developed::Drawing(text) => Picture::Drawing(text),
    }
}
