//! The album: every original of the shop, what is known of it, and where it is used.
//!
//! [`read`] takes the road of a build as far as the photos, and looks at those that no page shows as well. [`index`]
//! tells whether they are still what they were; [`contact`] shows them on one page.

mod alike;
pub mod contact;
pub mod export;
pub mod index;

use crate::cache::Cache;
use crate::catalog::{self, Catalog, Clearance, photo::ENDINGS};
use crate::diagnostics::{Checked, Diagnostic, Notes, Place};
use crate::error::Error;
use crate::imaging::{self, Darkroom, Limits};
use crate::moment::When;
use crate::paths::ShopPath;
use crate::photos::{Format, Original, Profile};
use crate::plan::pictures;
use crate::settings::{self, Picture, Settings};
use crate::source::{File, Source};
use crate::storefront;
use crate::theme;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Slots that photos get along with another one, whether a page shows them there or not.
const BESIDE: [&str; 3] = ["wide", "share", "clean"];

/// All originals.
#[derive(Clone, Debug, Default)]
pub struct Inventory {
    /// The shop's name.
    pub shop: String,
    /// By path.
    pub photos: Vec<Photo>,
    /// Photos with the same bytes.
    pub same: Vec<Vec<ShopPath>>,
    /// Photos that most likely show the same, such as one at two sizes.
    pub alike: Vec<(ShopPath, ShopPath)>,
}

/// One of them.
#[derive(Clone, Debug)]
pub struct Photo {
    /// Where it lies.
    pub path: ShopPath,
    /// Its bytes.
    pub bytes: u64,
    /// What is known of it; `None` if it cannot be used.
    pub original: Option<Original>,
    /// Why it cannot be used, or what is doubtful about it.
    pub diagnostics: Vec<Diagnostic>,
    /// Where it is named, shown or not.
    pub uses: Vec<Use>,
    /// The largest slot that it is less than half as wide as.
    pub small: Option<Small>,
    /// What its sidecar says of its licence.
    pub licence: Option<String>,
}

/// Where a photo is named.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Use {
    /// The document, or `awning.yaml`.
    pub file: ShopPath,
    /// The line, from 1.
    pub line: usize,
    /// Whether it has a text for those who cannot see it, or needs none there.
    pub has_alt: bool,
}

/// A slot that a photo is too small for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Small {
    /// The slot.
    pub slot: &'static str,
    /// How wide the photo is in it.
    pub width: u32,
    /// How wide the slot is.
    pub wanted: u32,
}

impl Photo {
    /// Whether a document uses it and its sidecar does not say under which licence. The shop's own marks need none.
    #[must_use]
    pub fn lacks_licence(&self) -> bool {
        self.licence.is_none() && self.uses.iter().any(|used| used.file.extension() == "md")
    }

    /// The uses without a text.
    pub fn without_alt(&self) -> impl Iterator<Item = &Use> {
        self.uses.iter().filter(|used| !used.has_alt)
    }
}

impl Inventory {
    /// The bytes of all originals.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.photos.iter().map(|photo| photo.bytes).sum()
    }
}

/// Every file of the shop that counts as a photo: below `content/` and `assets/`, but for what is published as it is.
pub fn originals(source: &Source) -> impl Iterator<Item = (&ShopPath, &File)> {
    let files = source.under("assets").chain(source.under("content"));
    files.filter(|(path, _)| {
        ENDINGS.contains(&path.extension().as_str()) && !path.as_str().starts_with("assets/static/")
    })
}

/// Looks at all originals of a shop, at a moment. `None` if its settings or its theme cannot be read.
///
/// # Errors
/// The machine failed: a file cannot be read.
pub fn read(root: &Path, cache: &Cache, at: When) -> Result<(Source, Checked<Option<Inventory>>), Error> {
    let source = Source::read(root)?;
    let mut notes = source.notes();
    let inventory = inventory(&source, cache, at, &mut notes);
    Ok((source, notes.around(inventory)))
}

fn inventory(source: &Source, cache: &Cache, at: When, notes: &mut Notes) -> Option<Inventory> {
    let settings = notes.take(settings::read(source))?;
    let theme = notes.take(theme::of_shop(source, &settings))?;
    let catalog = notes.take(catalog::read(source, &settings));
    let slots = pictures::slots(&storefront::at(&catalog, &settings, at.begins(&settings.zone), Clearance::default()));
    let wanted: Vec<(ShopPath, Place)> = originals(source).map(|(path, _)| (path.clone(), Place::head(path))).collect();
    let darkroom = Darkroom { files: source, cache, limits: Limits::of(&settings.photos, Limits::default().memory) };
    let examined = imaging::examine(&darkroom, &wanted);
    let mut uses = uses(source, &settings, &catalog);
    let mut diagnostics: BTreeMap<ShopPath, Vec<Diagnostic>> = BTreeMap::new();
    for diagnostic in examined.diagnostics {
        diagnostics.entry(diagnostic.place.file.clone()).or_default().push(diagnostic);
    }
    let photos = originals(source).map(|(path, file)| {
        let original = examined.value.get(path).cloned();
        let slots = slots.get(path).into_iter().flatten().filter(|slot| !BESIDE.contains(slot));
        let slots = slots.filter_map(|slot| Some((*slot, theme.profiles.get(*slot)?)));
        let rights = catalog.album.get(path).and_then(|sidecar| sidecar.rights.get());
        Photo {
            path: path.clone(),
            bytes: length(file),
            small: original.as_ref().and_then(|original| small(original, slots)),
            original,
            diagnostics: diagnostics.remove(path).unwrap_or_default(),
            uses: uses.remove(path).unwrap_or_default().into_iter().collect(),
            licence: rights.and_then(|rights| rights.licence.get()).cloned(),
        }
    });
    let photos: Vec<Photo> = photos.collect();
    let (same, alike) = (alike::same(&photos), alike::alike(&photos));
    Some(Inventory { shop: settings.name.clone(), photos, same, alike })
}

fn length(file: &File) -> u64 {
    match file {
        File::Text(text) => text.len() as u64,
        File::Bytes(stamp) => stamp.length,
        File::Held(bytes) => bytes.len() as u64,
    }
}

/// Every place that names a photo: documents, and the settings for the shop's own marks.
fn uses(source: &Source, settings: &Settings, catalog: &Catalog) -> BTreeMap<ShopPath, BTreeSet<Use>> {
    let mut uses: BTreeMap<ShopPath, BTreeSet<Use>> = BTreeMap::new();
    let mut add = |path: &ShopPath, place: &Place, has_alt: bool| {
        let line = line_of(source, place);
        uses.entry(path.clone()).or_default().insert(Use { file: place.file.clone(), line, has_alt });
    };
    catalog.each_photo(&mut |_, photo| add(&photo.path, &photo.place, !photo.alt.is_empty()));
    for path in settings.logo.iter().chain(&settings.favicon) {
        add(path, &Place::head(&settings.file), true);
    }
    if let Some(Picture::File(file, place)) = settings.photos.watermark.as_ref().map(|mark| &mark.picture) {
        add(file, place, true);
    }
    uses
}

fn line_of(source: &Source, place: &Place) -> usize {
    let before = source.text(&place.file).and_then(|text| text.as_bytes().get(..place.start));
    before.map_or(1, |before| memchr::memchr_iter(b'\n', before).count() + 1)
}

/// The largest of the slots that an original fills less than half.
fn small<'a>(original: &Original, slots: impl Iterator<Item = (&'static str, &'a Profile)>) -> Option<Small> {
    if original.facts.format == Format::Svg {
        return None;
    }
    let (whole, tall) = (original.facts.width, original.facts.height);
    let small = slots.filter_map(|(slot, profile)| {
        let wanted = profile.widths.iter().copied().max()?;
        let shown = profile.ratio.map_or(u64::from(whole), |(across, down)| {
            u64::from(whole).min(u64::from(tall) * u64::from(across) / u64::from(down.max(1)))
        });
        let width = u32::try_from(shown).unwrap_or(whole);
        (u64::from(width) * 2 < u64::from(wanted)).then_some(Small { slot, width, wanted })
    });
    small.max_by_key(|small| small.wanted)
}
