//! Where sheets are drawn: photo by photo, so that each is decoded once for all that show it.

use super::pictures::{Pictures, picture};
use super::remark::Remark;
use super::{Studio, Work, faults, keep, remark};
use crate::artifact::Artifact;
use crate::diagnostics::rules::posters::POSTER_OVER_LIMIT;
use crate::diagnostics::{Diagnostic, Place};
use crate::fingerprint::Digest;
use crate::imaging::schedule::Trade;
use crate::imaging::{Encoding, EncodingFailure, Negative, kilobytes};
use crate::photos::Format as FileFormat;
use crate::plan::posters::Sheet;
use crate::plan::view::poster::{LOGO, PHOTO};
use crate::settings::raw::PictureFile;
use ::posters::{Picture, Style};
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// Bytes a pixel that drawing a sheet takes: the picture, the picture without words, layers, and the encoder.
const SHEET_BYTES: u64 = 20;

/// What came of all sheets so far.
#[derive(Default)]
pub(super) struct Found {
    pub(super) artifacts: Vec<Artifact>,
    /// Of what many sheets share, such as a mistake in a template, one tells: the first by address.
    pub(super) diagnostics: BTreeMap<(Place, &'static str, String), (String, Diagnostic)>,
}

/// Where sheets are drawn.
pub(super) struct Table<'a> {
    work: Work<'a>,
    done: &'a (dyn Fn(usize) + Sync),
    styles: Mutex<HashMap<Digest, Arc<Result<Style, Vec<Diagnostic>>>>>,
    logo: OnceLock<Option<Picture>>,
    pictures: OnceLock<Pictures>,
    found: Mutex<Found>,
}

/// The sheets of a photo, and the photo's file.
pub(super) struct Read<'a> {
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
    pub(super) fn new(work: Work<'a>, done: &'a (dyn Fn(usize) + Sync)) -> Self {
        let (styles, found) = (Mutex::default(), Mutex::default());
        Self { work, done, styles, logo: OnceLock::new(), pictures: OnceLock::new(), found }
    }

    /// What came of it.
    pub(super) fn found(self) -> Found {
        self.found.into_inner().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps what is said of a sheet, and the sheet.
    pub(super) fn finished(&self, sheet: &Sheet, artifact: Artifact, remarks: Vec<Remark>) {
        self.remark(sheet, remarks);
        self.found.lock().unwrap_or_else(PoisonError::into_inner).artifacts.push(artifact);
        (self.done)(1);
    }

    pub(super) fn remark(&self, sheet: &Sheet, remarks: Vec<Remark>) {
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
    pub(super) fn drawn(&self, sheet: &Sheet, photo: Option<Picture>) -> Option<(Vec<u8>, Vec<Remark>)> {
        let Studio { engine, theme, fonts, shared } = self.work.studio;
        let template = format!("posters/{}.html", sheet.template);
        let shared = shared.get(&sheet.view.language).map(Vec::as_slice).unwrap_or_default();
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
        let theme = &self.work.studio.theme;
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
        let read = || Pictures::of(&self.work.studio.theme, self.work.darkroom.limits);
        let known = self.pictures.get_or_init(read).with(sheet.view.skin.as_ref());
        let logo = sheet.view.logo.as_ref().and_then(|_| self.logo()).map(|logo| (LOGO.to_string(), logo));
        let photo = photo.map(|photo| (PHOTO.to_string(), photo));
        known.chain(logo).chain(photo).collect()
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
