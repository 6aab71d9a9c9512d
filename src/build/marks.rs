//! The shop's marks: watermark and badges, from files of the shop and its theme or from letters, as recipes name them.

use super::Settings;
use crate::catalog::Catalog;
use crate::diagnostics::rules::mark::{FONT_UNREADABLE, NO_LETTER, UNKNOWN_BADGE, WATERMARK_FORM};
use crate::diagnostics::{Checked, Diagnostic, Notes, Place};
use crate::fingerprint::{Digest, Stamp};
use crate::imaging::{self, Artwork, Darkroom, Files, FontFailure};
use crate::paths::ShopPath;
use crate::photos::{Mark, Marks, Original, Position, Tone, badge_stems};
use crate::plan::badges;
use crate::plan::posters::Sheet;
use crate::poster::{self, Studio, Work};
use crate::settings::{Lettering, Picture};
use crate::source::Source;
use crate::theme::Theme;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Marks, and what they show.
#[derive(Debug, Default)]
pub(super) struct Drawn {
    /// For recipes.
    pub(super) marks: Marks,
    /// For those who carry recipes out.
    pub(super) artworks: Arc<BTreeMap<Digest, Artwork>>,
}

/// Where marks are found.
#[derive(Clone, Copy)]
pub(super) struct Workshop<'a> {
    pub(super) source: &'a Source,
    pub(super) theme: &'a Theme,
    pub(super) settings: &'a Settings,
    pub(super) catalog: &'a Catalog,
}

impl Workshop<'_> {
    /// The files of all marks, with the places that name them, so that what is wrong with one is said there.
    pub(super) fn wanted(&self) -> Vec<(ShopPath, Place)> {
        let watermark = self.settings.photos.watermark.iter().filter_map(|mark| match &mark.picture {
            Picture::File(file, place) => Some((file.clone(), place.clone())),
            Picture::Text(_) => None,
        });
        let badges = self.named().flat_map(|(name, place)| {
            self.artworks_of(name).into_values().map(|file| (file, place.clone())).collect::<Vec<_>>()
        });
        watermark.chain(badges).collect()
    }

    /// All marks. `originals` holds those whose files are sound; templates are drawn in the studio, if that is open.
    pub(super) fn draw(
        &self,
        originals: &BTreeMap<ShopPath, Original>,
        darkroom: &Darkroom<'_>,
        studio: Option<&Studio>,
    ) -> Checked<Drawn> {
        let mut notes = Notes::default();
        let mut drawn = Drawn::default();
        if let Some(watermark) = &self.settings.photos.watermark {
            let artwork = match &watermark.picture {
                Picture::File(file, place) => {
                    let is_whole = originals.get(file).is_some_and(|original| !original.facts.alpha);
                    if is_whole && watermark.tone != Tone::Own {
                        notes.push(without_shape(place));
                    }
                    self.file(file, originals)
                }
                Picture::Text(lettering) => self.letters(lettering).map_err(|fault| notes.push(fault)).ok(),
            };
            drawn.marks.watermark = artwork.map(|artwork| Mark {
                artwork: drawn.keep(artwork),
                position: watermark.position,
                tone: watermark.tone,
                opacity: watermark.opacity,
                share: watermark.share,
                min_edge: watermark.min_edge,
            });
        }
        for (name, place) in self.named() {
            let files = self.artworks_of(name);
            let files = files.into_iter().map(|(stem, file)| (stem, self.file(&file, originals)));
            let mut artworks: Vec<(String, Option<Artwork>)> = files.collect();
            if let Some(studio) = studio.filter(|_| artworks.is_empty()) {
                artworks = notes.take(self.drawn_artworks(name, place, darkroom, studio));
            }
            if artworks.is_empty() {
                notes.push(self.unknown(name, place));
            }
            for (stem, artwork) in artworks {
                let Some(artwork) = artwork else { continue };
                let style = self.settings.photos.badges.get(name).map(|(style, _)| *style).unwrap_or_default();
                let (position, tone) = (Position::At(style.spot), Tone::Own);
                let (share, min_edge) = (style.share, style.min_edge);
                let mark = Mark { artwork: drawn.keep(artwork), position, tone, opacity: 100, share, min_edge };
                drawn.marks.badges.insert(stem, mark);
            }
        }
        let styles = self.settings.photos.badges.iter();
        let ruled = &self.settings.photos.badge_rules;
        let is_drawn =
            |name: &String| !self.artworks_of(name).is_empty() || self.theme.posters.badges.contains_key(name);
        let unknown = styles.filter(|(name, _)| !ruled.contains_key(*name) && !is_drawn(name));
        notes.diagnostics.extend(unknown.map(|(name, (_, place))| self.unknown(name, place)));
        notes.around(drawn)
    }

    /// The badges that documents and rules name, each with the first place that does.
    fn named(&self) -> impl Iterator<Item = (&str, &Place)> {
        let mut named: BTreeMap<&str, &Place> = BTreeMap::new();
        let products = self.catalog.products.iter().filter_map(|product| product.badge.as_ref());
        let campaigns = self.catalog.campaigns.iter().filter_map(|campaign| campaign.badge_artwork.as_ref());
        let documents = products.chain(campaigns).map(|(name, place)| (name.as_str(), place));
        let photos = &self.settings.photos;
        let rules = photos.badge_rules.keys();
        let rules = rules.filter_map(|name| Some((name.as_str(), &photos.badges.get(name)?.1)));
        for (name, place) in documents.chain(rules) {
            named.entry(name).and_modify(|first| *first = (*first).min(place)).or_insert(place);
        }
        named.into_iter()
    }

    /// The artworks of a badge in the shop's languages, by their stems. The shop's own go before the theme's.
    fn artworks_of(&self, name: &str) -> BTreeMap<String, ShopPath> {
        let stems = self.settings.languages.iter().flat_map(|language| badge_stems(name, language));
        stems.filter_map(|stem| self.badge_file(&stem).map(|file| (stem, file))).collect()
    }

    /// The artworks of a badge that is a template, drawn; empty if the theme has none of the name.
    fn drawn_artworks(
        &self,
        name: &str,
        place: &Place,
        darkroom: &Darkroom<'_>,
        studio: &Studio,
    ) -> Checked<Vec<(String, Option<Artwork>)>> {
        let mut notes = Notes::default();
        let work = Work { studio, darkroom, logo: None };
        let draw = |(stem, sheet): (String, Sheet)| {
            let bytes = notes.take(poster::picture_of(work, &sheet));
            (stem, bytes.map(|bytes| Artwork { path: sheet.told.head.file.clone(), bytes: bytes.into() }))
        };
        let sheets = badges::sheets(name, place, (self.catalog, self.settings, self.theme));
        let drawn = sheets.into_iter().map(draw).collect();
        notes.around(drawn)
    }

    fn badge_file(&self, stem: &str) -> Option<ShopPath> {
        let own = ["svg", "png"].into_iter().filter_map(|ending| ShopPath::new(&format!("{OWN}/{stem}.{ending}")));
        let own = own.filter(|path| path.folder() == OWN).find(|path| self.source.files.contains_key(path));
        own.or_else(|| self.theme.badges.get(stem).map(|(file, _)| file.clone()))
    }

    fn unknown(&self, name: &str, place: &Place) -> Diagnostic {
        let own = self.source.under(OWN).filter_map(|(path, _)| path.name().rsplit_once('.').map(|(stem, _)| stem));
        let shipped = self.theme.badges.keys().chain(self.theme.posters.badges.keys());
        let stems = own.chain(shipped.map(String::as_str));
        let names: BTreeSet<&str> = stems.map(|stem| stem.split('.').next().unwrap_or(stem)).collect();
        let known = names.iter().copied().collect::<Vec<_>>().join(", ");
        UNKNOWN_BADGE.at(place.clone()).with("name", name).with("known", known).nearest(name, names)
    }

    fn file(&self, file: &ShopPath, originals: &BTreeMap<ShopPath, Original>) -> Option<Artwork> {
        originals.get(file)?;
        let stock = Stock { source: self.source, theme: self.theme };
        let bytes = stock.bytes(file).ok()?.into();
        Some(Artwork { path: file.clone(), bytes })
    }

    /// The watermark's text as a drawing.
    fn letters(&self, lettering: &Lettering) -> Result<Artwork, Diagnostic> {
        let Lettering { text: (text, text_place), font: (font, font_place), weight } = lettering;
        let unusable = |english: &str, chinese: &str| {
            let fault = FONT_UNREADABLE.at(font_place.clone()).with("file", font);
            fault.with("reason", english).in_chinese("reason", chinese)
        };
        let bytes = self.source.bytes(font).map_err(|error| unusable(&error.to_string(), &error.to_string()))?;
        let is_web_font = bytes.starts_with(b"wOFF") || bytes.starts_with(b"wOF2");
        match imaging::draw_letters(bytes, text, *weight) {
            Ok(drawing) => Ok(Artwork { path: font.clone(), bytes: drawing.into_bytes().into() }),
            Err(FontFailure::NoFont) if is_web_font => {
                Err(unusable("it is packed for browsers (WOFF)", "它是网页用的压缩字体（WOFF）"))
            }
            Err(FontFailure::NoFont) => Err(unusable("it is neither TTF nor OTF", "它不是 TTF 或 OTF")),
            Err(FontFailure::Damaged(reason)) => Err(unusable(&reason, &reason)),
            Err(FontFailure::NoLetter(letter)) => {
                Err(NO_LETTER.at(text_place.clone()).with("file", font).with("letter", letter))
            }
            Err(FontFailure::Blank) => {
                let fault = WATERMARK_FORM.at(text_place.clone()).with("reason", "shows nothing");
                Err(fault.in_chinese("reason", "没有内容"))
            }
        }
    }
}

/// The files of the shop, and those of a theme that the program holds.
#[derive(Clone, Copy)]
pub(super) struct Stock<'a> {
    pub(super) source: &'a Source,
    pub(super) theme: &'a Theme,
}

impl Files for Stock<'_> {
    fn bytes(&self, path: &ShopPath) -> std::io::Result<Vec<u8>> {
        self.theme.file_of_badge(path).map_or_else(|| self.source.bytes(path), |bytes| Ok(bytes.to_vec()))
    }

    fn stamp(&self, path: &ShopPath) -> Option<Stamp> {
        self.source.stamp(path)
    }
}

/// A tone would paint the whole rectangle.
fn without_shape(place: &Place) -> Diagnostic {
    let fault = WATERMARK_FORM.at(place.clone()).with("reason", "has a `tone`, but its picture no see-through parts");
    fault.in_chinese("reason", "写了 `tone`，但图片没有透明部分")
}

/// Where the shop's own badges lie.
const OWN: &str = "assets/badges";

impl Drawn {
    /// Keeps an artwork under the digest of its bytes.
    fn keep(&mut self, artwork: Artwork) -> Digest {
        let digest = Digest::of(&artwork.bytes);
        Arc::make_mut(&mut self.artworks).insert(digest, artwork);
        digest
    }
}
