//! What posters are drawn with: the templates and styles below `posters/`, formats, fonts, and what templates declare.

use super::chain::Layer;
use super::file::{PosterTemplate, ThemeFile};
use super::home::Home;
use super::{Template, templates};
use crate::diagnostics::rules::mark::FONT_UNREADABLE;
use crate::diagnostics::rules::theme::THEME_FILE_MISSING;
use crate::diagnostics::{Checked, Diagnostic, Notes, Place};
use crate::fingerprint::Digest;
use crate::paths::ShopPath;
use crate::settings::raw::{PictureFile, PosterFont, PosterFormat};
use crate::settings::{Format, PosterSettings};
use crate::source::Source;
use crate::yaml::Field;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The folder of a theme that they lie in.
const FOLDER: &str = "posters";

/// The template of preview pictures.
pub const PREVIEW: &str = "og";

/// What a theme, and the shop over it, draw posters with.
#[derive(Clone, Debug, Default)]
pub struct Posters {
    /// All templates below `posters/`, those of the nearest theme first.
    pub templates: Vec<Template>,
    /// What each declares, by its name.
    pub declared: BTreeMap<String, Declared>,
    /// Styles by the template's name: the nearest theme's.
    pub styles: BTreeMap<String, (ShopPath, Arc<str>)>,
    /// Pictures right in `posters/`, by file name.
    pub pictures: BTreeMap<String, (ShopPath, Arc<[u8]>)>,
    /// Formats by name.
    pub formats: BTreeMap<String, Format>,
    /// Badges that are templates, by name: how large they are drawn.
    pub badges: BTreeMap<String, Format>,
    /// Fonts; the theme's before the shop's.
    pub fonts: Vec<Font>,
}

/// What a template needs and shows, of `headline`, `sub`, `cta`, `legal`, `photo`, `price`, `badge`, `logo`, `qr` and the
/// names of free texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Declared {
    /// Without these it is not drawn.
    pub needs: BTreeSet<String>,
    /// These it shows where they are given.
    pub shows: BTreeSet<String>,
}

/// A font of poster templates.
#[derive(Clone, Debug)]
pub struct Font {
    /// The name in styles.
    pub family: String,
    /// Its weight; the font's own if `None`.
    pub weight: Option<u16>,
    /// Its file.
    pub file: ShopPath,
    /// What is in it.
    pub bytes: Arc<[u8]>,
    /// The digest of its bytes.
    pub digest: Digest,
    /// Where it is named.
    pub place: Place,
}

impl Posters {
    /// The names of templates, sorted: files right in `posters/`.
    #[must_use]
    pub fn names(&self) -> BTreeSet<&str> {
        self.templates.iter().filter_map(|template| stem(template)).collect()
    }

    /// What a poster of this template depends on besides its view: the template, those that it may reach, its style, all
    /// pictures and fonts.
    #[must_use]
    pub fn digest(&self, template: &str) -> Digest {
        let fonts: Vec<String> =
            self.fonts.iter().map(|font| format!("{} {:?} {}", font.family, font.weight, font.digest)).collect();
        let templates = self.reached(template).into_iter();
        let templates = templates.flat_map(|template| [template.name.as_bytes(), template.text.as_bytes()]);
        let style = self.styles.get(template).map(|(_, text)| text.as_bytes());
        let pictures = self.pictures.iter().flat_map(|(name, (_, bytes))| [name.as_bytes(), bytes]);
        Digest::of_parts(templates.chain(style).chain(pictures).chain(fonts.iter().map(String::as_bytes)))
    }

    /// The template in every theme of the chain, all parts, all that declare components, and what any of these names.
    fn reached(&self, name: &str) -> Vec<&Template> {
        let is_part = |template: &Template| stem(template).or(badge(template)).is_none();
        let is_shared = |template: &Template| is_part(template) || template.text.contains("{% component");
        let (mut reached, mut others): (Vec<&Template>, Vec<&Template>) =
            self.templates.iter().partition(|template| inside(template) == name || is_shared(template));
        loop {
            let named = |template: &&Template| {
                let inside = template.name.split_once('/').map_or("", |(_, inside)| inside);
                reached.iter().any(|from| from.text.contains(inside))
            };
            let (found, rest): (Vec<&Template>, Vec<&Template>) = others.into_iter().partition(named);
            if found.is_empty() {
                reached.sort_by(|a, b| a.name.cmp(&b.name));
                return reached;
            }
            reached.extend(found);
            others = rest;
        }
    }

    /// Lays the shop's formats and fonts over the theme's.
    pub(super) fn lay(&mut self, source: &Source, shop: &PosterSettings) -> Vec<Diagnostic> {
        let mut notes = Notes::default();
        for (name, (fields, place)) in &shop.formats {
            let format = notes.take(fields.format(name, place, self.formats.get(name)));
            self.formats.extend(format.map(|format| (name.clone(), format)));
        }
        for (font, place) in &shop.fonts {
            let from = |file: &str| {
                let path = ShopPath::new(&format!("assets/{}", file.trim_start_matches('/')))?;
                Some((source.bytes(&path).ok()?, path))
            };
            self.fonts.extend(notes.take(read_font(font, place, from)));
        }
        notes.diagnostics
    }
}

/// A template's path below `posters/`, without its ending.
fn inside(template: &Template) -> &str {
    let (_, path) = template.name.split_once("/posters/").unwrap_or_default();
    path.strip_suffix(".html").unwrap_or(path)
}

/// The name of a template that posters may ask for; `None` for parts and badges.
fn stem(template: &Template) -> Option<&str> {
    Some(inside(template)).filter(|path| !path.contains('/'))
}

/// The name of a badge.
fn badge(template: &Template) -> Option<&str> {
    inside(template).strip_prefix("badges/").filter(|name| !name.contains('/'))
}

/// How large badges are drawn that say nothing of it: pixels that any rendition has to spare.
fn badge_format(name: &str) -> Format {
    let (label, file) = (String::new(), PictureFile::Png);
    Format {
        name: name.to_string(),
        label,
        size: (480, 480),
        safe: [0; 4],
        paper: None,
        file,
        quality: 100,
        most_bytes: None,
    }
}

/// Reads what a chain of themes has, the nearest theme's first.
pub(super) fn read(layers: &[Layer<'_>]) -> Checked<Posters> {
    let mut notes = Notes::default();
    let homes: Vec<Home<'_>> = layers.iter().map(|layer| layer.home.clone()).collect();
    let mut found = notes.take(templates(&homes, FOLDER));
    found.retain(|template| template.file.extension() == "html");
    for template in &mut found {
        if let Some((theme, inside)) = template.name.split_once('/') {
            template.name = format!("{theme}/{FOLDER}/{inside}");
        }
    }
    let mut posters = Posters { templates: found, ..Posters::default() };
    let badges = posters.templates.iter().filter_map(badge);
    posters.badges = badges.map(|name| (name.to_string(), badge_format(name))).collect();
    for layer in layers.iter().rev() {
        for (name, path, text) in layer.home.texts(FOLDER) {
            if let Some(stem) = name.strip_suffix(".css") {
                posters.styles.insert(stem.to_string(), (path, text));
            }
        }
        let pictures = layer.home.files(FOLDER).into_iter();
        let pictures = pictures.filter(|(path, _)| ["svg", "png", "jpg", "webp"].contains(&path.extension().as_str()));
        posters.pictures.extend(pictures.map(|(path, bytes)| (path.name().to_string(), (path, bytes.into()))));
        notes.diagnostics.extend(posters.add(layer, &homes));
    }
    notes.around(posters)
}

impl Posters {
    /// Adds what a `theme.yaml` says.
    fn add(&mut self, layer: &Layer<'_>, homes: &[Home<'_>]) -> Vec<Diagnostic> {
        let mut notes = Notes::default();
        let ThemeFile { posters, .. } = &layer.file;
        let Some(file) = posters.get() else { return Vec::new() };
        for (name, field) in file.formats.value.iter().flatten() {
            let Some((fields, place)) = field.placed() else { continue };
            let format = notes.take(PosterFormat::format(fields, name, place, self.formats.get(name)));
            self.formats.extend(format.map(|format| (name.clone(), format)));
        }
        for (name, field) in file.badges.value.iter().flatten() {
            let (Some((fields, place)), Some(known)) = (field.placed(), self.badges.get(name)) else { continue };
            let format = notes.take(PosterFormat::format(fields, name, place, Some(known)));
            self.badges.extend(format.map(|format| (name.clone(), Format { file: PictureFile::Png, ..format })));
        }
        for (name, field) in file.templates.value.iter().flatten() {
            self.declared.extend(field.get().map(|template| (name.clone(), declared(template))));
        }
        for (font, place) in file.fonts.value.iter().flatten().filter_map(Field::placed) {
            let from = |file: &str| homes.iter().find_map(|home| Some((home.bytes(file)?, home.path(file)?)));
            self.fonts.extend(notes.take(read_font(font, place, from)));
        }
        notes.diagnostics
    }
}

fn declared(template: &PosterTemplate) -> Declared {
    let names = |field: &Field<Vec<String>>| field.get().into_iter().flatten().cloned().collect();
    Declared { needs: names(&template.needs), shows: names(&template.shows) }
}

fn read_font(
    font: &PosterFont,
    place: &Place,
    from: impl Fn(&str) -> Option<(Vec<u8>, ShopPath)>,
) -> Checked<Option<Font>> {
    let (Some(family), Some((name, at))) = (font.family.get(), font.file.placed()) else {
        let fault =
            FONT_UNREADABLE.at(place.clone()).with("file", "…").with("reason", "`family` and `file` are needed");
        return Checked::new(None, vec![fault.in_chinese("reason", "须写明 `family` 和 `file`")]);
    };
    match from(name) {
        Some((bytes, file)) => {
            let (family, weight, digest) = (family.clone(), font.weight.value, Digest::of(&bytes));
            Checked::fine(Some(Font { family, weight, file, bytes: bytes.into(), digest, place: at.clone() }))
        }
        None => Checked::new(None, vec![THEME_FILE_MISSING.at(at.clone()).with("file", name)]),
    }
}
