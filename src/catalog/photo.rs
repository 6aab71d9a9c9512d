//! Photos as documents use them: the file, what it shows, whose it is.

use super::raw::{self, Rights, Role};
use crate::diagnostics::rules::photo_use::{
    BAD_FOCAL, CONFIDENTIAL_PHOTO, MISSING_ALT, MISSING_PHOTO, RIGHTS_EXPIRED, UNKNOWN_LICENCE,
};
use crate::diagnostics::{Checked, Notes, Place};
use crate::language::Localised;
use crate::moment::When;
use crate::paths::ShopPath;
use crate::settings::Settings;
use crate::source::Source;
use crate::yaml::{self, Field};
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::BTreeMap;

/// A photo's sidecar, `front.jpg.yaml`: what is true of it wherever it is used.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Sidecar {
    /// What it shows.
    pub alt: Field<Localised>,
    /// A line below it.
    pub caption: Field<Localised>,
    /// Who made it.
    pub credit: Field<String>,
    /// Its name in the credits.
    pub title: Field<Localised>,
    /// The point that every crop keeps: x and y from 0 to 1.
    pub focal: Field<(f64, f64)>,
    /// Whether it is drawn, not photographed.
    pub illustration: Field<bool>,
    /// Never published.
    pub confidential: Field<bool>,
    /// Whose it is.
    pub rights: Field<Rights>,
}

/// Endings of files that count as photos.
pub const ENDINGS: [&str; 12] =
    ["jpg", "jpeg", "png", "webp", "gif", "svg", "heic", "heif", "avif", "tif", "tiff", "bmp"];

/// Every sidecar by its photo.
pub type Album = BTreeMap<ShopPath, Sidecar>;

/// A photo in a document, resolved.
#[derive(Clone, Debug, PartialEq)]
pub struct PhotoUse {
    /// The file.
    pub path: ShopPath,
    /// What it shows, in the document's language.
    pub alt: String,
    /// What it is in a gallery.
    pub role: Role,
    /// The point that every crop keeps.
    pub focal: Option<(f32, f32)>,
    /// A line below it.
    pub caption: Option<String>,
    /// Who made it.
    pub credit: Option<String>,
    /// Where the document names it.
    pub place: Place,
}

/// Licences (SPDX, and two words of our own) that a shop may publish under.
pub const LICENCES: [&str; 14] = [
    "own",
    "permission",
    "CC0-1.0",
    "CC-BY-2.0",
    "CC-BY-3.0",
    "CC-BY-4.0",
    "CC-BY-SA-2.0",
    "CC-BY-SA-3.0",
    "CC-BY-SA-4.0",
    "CC-BY-ND-4.0",
    "MIT",
    "Apache-2.0",
    "Unsplash",
    "Pexels",
];

/// Reads every sidecar of the shop.
pub(super) fn album(source: &Source) -> Checked<Album> {
    let mut notes = Notes::default();
    let mut album = Album::new();
    let sidecars = source.under("content").chain(source.under("assets")).filter_map(|(path, _)| {
        let photo = ShopPath::new(path.as_str().strip_suffix(".yaml")?)?;
        ENDINGS.contains(&photo.extension().as_str()).then_some((path, photo))
    });
    for (path, photo) in sidecars {
        let Some(text) = source.text(path) else { continue };
        match yaml::parse(path, text, 0..text.len()) {
            Err(diagnostic) => notes.push(*diagnostic),
            Ok((node, duplicates)) => {
                notes.diagnostics.extend(duplicates);
                let sidecar: Sidecar = notes.take(yaml::read(path, &node));
                check_licence(sidecar.rights.get(), &mut notes);
                album.insert(photo, sidecar);
            }
        }
    }
    notes.around(album)
}

fn check_licence(rights: Option<&Rights>, notes: &mut Notes) {
    if let Some((licence, place)) = rights.and_then(|rights| rights.licence.placed())
        && !LICENCES.contains(&licence.as_str())
    {
        notes.push(UNKNOWN_LICENCE.at(place.clone()).with("licence", licence).nearest(licence, LICENCES));
    }
}

/// Resolves a document's photos.
#[derive(Clone, Copy)]
pub(super) struct Photos<'a> {
    pub(super) source: &'a Source,
    pub(super) settings: &'a Settings,
    pub(super) album: &'a Album,
}

impl Photos<'_> {
    /// A photo named in front matter.
    pub(super) fn named(&self, language: &str, photo: &raw::Photo, notes: &mut Notes) -> Option<PhotoUse> {
        let (src, place) = photo.src.placed()?;
        // A field inherited from the original is relative to the original's folder.
        let mut used = self.at(&place.file, language, src, place.clone(), photo.alt.get(), notes)?;
        used.role = photo.role.value.unwrap_or_default();
        if let Some((focal, at)) = photo.focal.placed() {
            used.focal = checked_focal(*focal, at, notes).or(used.focal);
        }
        if let Some(caption) = photo.caption.get() {
            used.caption = Some(self.settings.text(caption, language).to_string());
        }
        used.credit = photo.credit.value.clone().or(used.credit);
        Some(used)
    }

    /// A photo by its name in a document: found, described, free to be used.
    pub(super) fn at(
        &self,
        file: &ShopPath,
        language: &str,
        src: &str,
        place: Place,
        alt: Option<&Localised>,
        notes: &mut Notes,
    ) -> Option<PhotoUse> {
        let Some(path) = file.sibling(src).filter(|path| self.source.files.contains_key(path)) else {
            notes.push(
                MISSING_PHOTO.at(place).with("src", src).nearest(src, self.near(file, src).iter().map(String::as_str)),
            );
            return None;
        };
        let sidecar = self.album.get(&path);
        let alt = alt.filter(|alt| !alt.is_blank()).or_else(|| sidecar.and_then(|s| s.alt.get()));
        let alt = alt.map(|alt| self.settings.text(alt, language).trim().to_string()).unwrap_or_default();
        if alt.is_empty() {
            notes.push(MISSING_ALT.at(place.clone()).with("src", src));
        }
        if sidecar.is_some_and(|s| s.confidential.value == Some(true)) {
            notes.push(CONFIDENTIAL_PHOTO.at(place.clone()).with("src", src));
        }
        let text = |field: &Field<Localised>| field.get().map(|text| self.settings.text(text, language).to_string());
        Some(PhotoUse {
            alt,
            role: Role::default(),
            focal: sidecar.and_then(|s| s.focal.placed()).and_then(|(focal, at)| checked_focal(*focal, at, notes)),
            caption: sidecar.and_then(|s| text(&s.caption)),
            credit: sidecar.and_then(|s| s.credit.value.clone()),
            path,
            place,
        })
    }

    /// Names that a mistyped one may have meant: photos beside the document, or in `assets/`.
    fn near(&self, file: &ShopPath, src: &str) -> Vec<String> {
        let photo = |path: &ShopPath| ENDINGS.contains(&path.extension().as_str());
        if src.starts_with('/') {
            let assets = self.source.under("assets").filter(|(path, _)| photo(path));
            assets.map(|(path, _)| path.as_str().trim_start_matches("assets").to_string()).collect()
        } else {
            let folder = file.folder();
            let beside = self.source.under(folder).filter(|(path, _)| photo(path));
            beside
                .map(|(path, _)| path.as_str().trim_start_matches(folder).trim_start_matches('/').to_string())
                .collect()
        }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a share of a picture needs no more digits")]
fn checked_focal((x, y): (f64, f64), place: &Place, notes: &mut Notes) -> Option<(f32, f32)> {
    let inside = (0.0..=1.0).contains(&x) && (0.0..=1.0).contains(&y);
    if !inside {
        notes.push(BAD_FOCAL.at(place.clone()).with("x", x).with("y", y));
    }
    inside.then_some((x as f32, y as f32))
}

/// Reports the photos whose licence has ended at the moment of the build.
pub fn check_expiry(
    album: &Album,
    used: &PhotoUse,
    zone: &jiff::tz::TimeZone,
    moment: jiff::Timestamp,
    notes: &mut Notes,
) {
    let rights = album.get(&used.path).and_then(|sidecar| sidecar.rights.get());
    if let Some((expires, _)) = rights.and_then(|rights| rights.expires.placed())
        && When::ends(expires, zone) <= moment
    {
        let day = expires.day(zone);
        notes.push(RIGHTS_EXPIRED.at(used.place.clone()).with("src", &used.path).with("day", day));
    }
}
