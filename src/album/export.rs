//! Photos for other platforms: every product's, at the sizes and below the limits that a preset has.

use crate::artifact::Artifact;
use crate::cache::Cache;
use crate::catalog::raw::Role;
use crate::catalog::{self, Clearance, PhotoUse, Product};
use crate::diagnostics::rules::photo_use::SMALL_PHOTO;
use crate::diagnostics::{Checked, Diagnostic, Notes, Place};
use crate::error::Error;
use crate::imaging::{self, Darkroom, Limits};
use crate::moment::When;
use crate::paths::ShopPath;
use crate::photos::{self, Format, Original, Profile, Rendition};
use crate::settings;
use crate::source::Source;
use crate::storefront;
use crate::theme;
use std::collections::BTreeMap;
use std::path::Path;

/// What is to be exported.
#[derive(Clone, Debug)]
pub struct Wish {
    /// Names of presets.
    pub presets: Vec<String>,
    /// Which photos of a product.
    pub roles: Vec<Role>,
    /// Ids of products, or the folders that they lie in; all that are on the shelf if empty.
    pub products: Vec<String>,
    /// The moment that the shelf is seen at.
    pub at: When,
    /// Bytes of decoded photos in memory at once.
    pub memory: u64,
}

/// A preset as it can be asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// Its name.
    pub name: String,
    /// What it is for.
    pub label: String,
}

/// What was made of a wish.
#[derive(Clone, Debug, Default)]
pub struct Export {
    /// `<preset>/<product>-<number>.jpg`, their bytes in memory or in the cache.
    pub files: Vec<Artifact>,
    /// All presets that there are.
    pub known: Vec<Known>,
    /// Names that are none of them.
    pub unknown: Vec<String>,
}

/// Makes the photos. They are clean: platforms refuse marks. What is doubtful or impossible is told at the product's
/// line that names the photo. `None` if the shop's settings or its theme cannot be read.
///
/// # Errors
/// The machine failed: a file cannot be read.
pub fn make(root: &Path, cache: &Cache, wish: &Wish) -> Result<(Source, Checked<Option<Export>>), Error> {
    let source = Source::read(root)?;
    let mut notes = source.notes();
    let export = exported(&source, cache, wish, &mut notes);
    Ok((source, notes.around(export)))
}

fn exported(source: &Source, cache: &Cache, wish: &Wish, notes: &mut Notes) -> Option<Export> {
    let settings = notes.take(settings::read(source))?;
    let theme = notes.take(theme::of_shop(source, &settings))?;
    let known = |(name, profile): (&String, &Profile)| Known { name: name.clone(), label: profile.label.clone() };
    let mut export = Export { known: theme.presets.iter().map(known).collect(), ..Export::default() };
    let (presets, unknown): (Vec<_>, Vec<_>) =
        wish.presets.iter().map(|name| (name, theme.presets.get(name))).partition(|(_, preset)| preset.is_some());
    export.unknown = unknown.into_iter().map(|(name, _)| name.clone()).collect();
    if !export.unknown.is_empty() || presets.is_empty() {
        return Some(export);
    }
    let catalog = notes.take(catalog::read(source, &settings));
    let storefront = storefront::at(&catalog, &settings, wish.at.begins(&settings.zone), Clearance::default());
    let shelf = settings.languages.first().and_then(|language| storefront.shelves.get(language.as_str()));
    let products = shelf.into_iter().flat_map(|shelf| &shelf.items).map(|item| item.product);
    let photos: Vec<(&Product, usize, &PhotoUse)> = products
        .filter(|product| is_wanted(product, &wish.products))
        .flat_map(|product| numbered(product, wish))
        .collect();
    let wanted: Vec<(ShopPath, Place)> =
        photos.iter().map(|(_, _, photo)| (photo.path.clone(), photo.place.clone())).collect();
    let darkroom = Darkroom { files: source, cache, limits: Limits::of(&settings.photos, wish.memory) };
    let originals = notes.take(imaging::examine(&darkroom, &wanted));
    let mut renditions = Vec::new();
    for preset in presets.into_iter().filter_map(|(_, preset)| preset) {
        for (product, number, photo) in &photos {
            let Some(original) = originals.get(&photo.path) else { continue };
            notes.diagnostics.extend(too_small(original, photo, preset));
            let quality = settings.photos.quality;
            let rendition = photos::renditions(original, photo.focal, preset, &quality, &[]).fallback;
            renditions.push(Rendition { address: name(preset, product, *number, &rendition), ..rendition });
        }
    }
    let made = notes.take(imaging::make(&darkroom, &renditions, &BTreeMap::new(), &|_| {}));
    Some(Export { files: made, ..export })
}

fn is_wanted(product: &Product, wanted: &[String]) -> bool {
    let id = product.document.id.as_str();
    let lies_in = |folder: &str| id.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
    let names = |wish: &String| id == wish || product.sku == *wish || lies_in(wish.trim_end_matches('/'));
    wanted.is_empty() || wanted.iter().any(names)
}

/// The photos of a product that play one of the roles, numbered from 1.
fn numbered<'p>(product: &'p Product, wish: &Wish) -> Vec<(&'p Product, usize, &'p PhotoUse)> {
    let photos = product.photos.iter().filter(|photo| wish.roles.contains(&photo.role));
    photos.zip(1..).map(|(photo, number)| (product, number, photo)).collect()
}

fn too_small(original: &Original, photo: &PhotoUse, preset: &Profile) -> Option<Diagnostic> {
    let wanted = preset.widths.iter().copied().max()?;
    let width = preset.ratio.map_or(original.facts.width, |(across, down)| {
        let by_height = u64::from(original.facts.height) * u64::from(across) / u64::from(down.max(1));
        original.facts.width.min(u32::try_from(by_height).unwrap_or(u32::MAX))
    });
    let is_small = original.facts.format != Format::Svg && width < wanted;
    let small = || SMALL_PHOTO.at(photo.place.clone()).with("src", &photo.path).with("width", width);
    is_small.then(|| small().with("slot", wanted))
}

/// `taobao.main/tea-green-tea-1.jpg`.
fn name(preset: &Profile, product: &Product, number: usize, rendition: &Rendition) -> String {
    let id = product.document.id.replace('/', "-");
    format!("{}/{id}-{number}.{}", preset.name, rendition.recipe.format.extension())
}
