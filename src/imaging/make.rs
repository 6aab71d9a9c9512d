//! Carries out recipes: each original is read and decoded once, whatever is made of it.

use super::Reader;
use super::budget::Budget;
use super::decode::{self, Decoded};
use super::fault::Fault;
use super::marks::{self, Artwork};
use super::raster::{part_of, scaled, upright};
use super::{encode, sniff, svg};
use crate::artifact::{Artifact, Body};
use crate::cache::Cache;
use crate::diagnostics::rules::photo;
use crate::diagnostics::{Checked, Diagnostic, Notes, Place};
use crate::fingerprint::Digest;
use crate::paths::ShopPath;
use crate::photos::{Crop, Format, Recipe, Rendition};
use pixels::{Raster, Window};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Small renditions are reduced from one of this width: a fixed one, so that a rendition does not depend on its siblings.
const STEP: u32 = 1600;

/// Pixels of one rendition before it is encoded: a crop and a size.
type Shape = (Option<Crop>, u32, u32);

/// What all originals are worked on with.
struct Bench<'a> {
    read: &'a Reader<'a>,
    cache: &'a Cache,
    budget: Budget,
    artworks: BTreeMap<Digest, Artwork>,
    done: &'a (dyn Fn(usize) + Sync),
}

/// Makes every rendition, or takes it from the cache. Artifacts are sorted by path; their bodies lie in the cache where
/// it keeps anything. An original or a mark that fails is a diagnostic at its own head, and its renditions are missing.
/// `done` is told of every rendition.
pub fn make(
    read: &Reader<'_>,
    cache: &Cache,
    renditions: &[Rendition],
    marks: &BTreeMap<Digest, ShopPath>,
    done: &(dyn Fn(usize) + Sync),
) -> Checked<Vec<Artifact>> {
    let unique: BTreeMap<&str, &Rendition> = renditions.iter().map(|r| (r.address.as_str(), r)).collect();
    let unique: Vec<&Rendition> = unique.into_values().collect();
    let kept: Vec<Option<Artifact>> = unique.par_iter().map(|rendition| from_cache(cache, rendition, done)).collect();
    let mut missing: BTreeMap<Digest, Vec<&Rendition>> = BTreeMap::new();
    for (rendition, _) in unique.into_iter().zip(&kept).filter(|(_, kept)| kept.is_none()) {
        missing.entry(rendition.recipe.original).or_default().push(rendition);
    }
    let mut notes = Notes::default();
    let budget = Budget::default();
    let artworks = notes.take(read_marks(read, &budget, &missing, marks));
    let bench = Bench { read, cache, budget, artworks, done };
    let missing: Vec<Vec<&Rendition>> = missing.into_values().collect();
    let made: Vec<Checked<Vec<Artifact>>> =
        missing.par_iter().with_max_len(1).map(|renditions| bench.originals_renditions(renditions)).collect();
    let mut artifacts: Vec<Artifact> = kept.into_iter().flatten().collect();
    artifacts.extend(made.into_iter().flat_map(|checked| notes.take(checked)));
    artifacts.sort_by(|a, b| a.path.cmp(&b.path));
    notes.around(artifacts)
}

fn from_cache(cache: &Cache, rendition: &Rendition, done: &(dyn Fn(usize) + Sync)) -> Option<Artifact> {
    let file = cache.get(rendition.recipe.digest())?;
    done(1);
    Some(Artifact { path: rendition.address.clone(), body: Body::File(file) })
}

/// Reads the marks that are needed.
fn read_marks(
    read: &Reader<'_>,
    budget: &Budget,
    missing: &BTreeMap<Digest, Vec<&Rendition>>,
    marks: &BTreeMap<Digest, ShopPath>,
) -> Checked<BTreeMap<Digest, Artwork>> {
    let needed: BTreeSet<Digest> = missing.values().flatten().filter_map(|r| r.recipe.mark).map(|m| m.image).collect();
    let mut notes = Notes::default();
    let mut artworks = BTreeMap::new();
    for (digest, path) in needed.into_iter().filter_map(|digest| Some((digest, marks.get(&digest)?))) {
        match read_original(read, path, digest).and_then(|bytes| Artwork::read(&bytes, budget)) {
            Ok(artwork) => drop(artworks.insert(digest, artwork)),
            Err(fault) => notes.push(fault.about(path, Place::head(path))),
        }
    }
    notes.around(artworks)
}

fn read_original(read: &Reader<'_>, path: &ShopPath, digest: Digest) -> Result<Vec<u8>, Fault> {
    let bytes = read(path).map_err(|error| Fault::because(&photo::PHOTO_UNREADABLE, error))?;
    if Digest::of(&bytes) == digest { Ok(bytes) } else { Err(Fault::new(&photo::PHOTO_CHANGED)) }
}

impl Bench<'_> {
    /// All renditions of one original.
    fn originals_renditions(&self, renditions: &[&Rendition]) -> Checked<Vec<Artifact>> {
        let Some(first) = renditions.first() else { return Checked::fine(Vec::new()) };
        let path = &first.original;
        let shaped =
            read_original(self.read, path, first.recipe.original).and_then(|bytes| self.shape(&bytes, renditions));
        let shaped = match shaped {
            Ok(shaped) => shaped,
            Err(fault) => return Checked::new(Vec::new(), vec![fault.about(path, Place::head(path))]),
        };
        let finished: Vec<Result<Artifact, Diagnostic>> = renditions
            .par_iter()
            .map(|rendition| self.finish(rendition, &shaped).map_err(|fault| fault.about(path, Place::head(path))))
            .collect();
        let mut notes = Notes::default();
        let artifacts = finished.into_iter().filter_map(|made| made.map_err(|diagnostic| notes.push(diagnostic)).ok());
        let artifacts = artifacts.collect();
        notes.around(artifacts)
    }

    /// Decodes an original and reduces it to all shapes. Holds a share of the budget: no parallel work in here.
    fn shape(&self, bytes: &[u8], renditions: &[&Rendition]) -> Result<Shaped, Fault> {
        let shapes: BTreeSet<Shape> = renditions.iter().map(|rendition| shape_of(&rendition.recipe)).collect();
        let format = sniff::format(bytes)?;
        if format == Format::Svg {
            return shape_drawing(bytes, renditions);
        }
        let decoded = decode::decode(bytes, format, &self.budget)?;
        let mut rasters = BTreeMap::new();
        for shape in shapes.into_iter().rev() {
            let raster = reduced(&decoded, shape, &mut rasters)?;
            rasters.insert(shape, raster);
        }
        Ok(Shaped { rasters, plain: None })
    }

    /// Marks, encodes and keeps one rendition.
    fn finish(&self, rendition: &Rendition, shaped: &Shaped) -> Result<Artifact, Fault> {
        let recipe = &rendition.recipe;
        let bytes = match (&shaped.plain, recipe.format) {
            (Some(plain), Format::Svg) => plain.clone(),
            _ => self.draw(recipe, shaped)?,
        };
        let kept = self.cache.put(recipe.digest(), &bytes);
        (self.done)(1);
        Ok(Artifact { path: rendition.address.clone(), body: kept.map_or(Body::Bytes(bytes), Body::File) })
    }

    fn draw(&self, recipe: &Recipe, shaped: &Shaped) -> Result<Vec<u8>, Fault> {
        let not_made = || Fault::because(&photo::PHOTO_NOT_MADE, "its shape is missing");
        let raster = shaped.rasters.get(&shape_of(recipe)).ok_or_else(not_made)?;
        let Some(mark) = recipe.mark else { return encode::encode(raster, recipe.format, recipe.quality) };
        let no_mark = || Fault::because(&photo::PHOTO_NOT_MADE, "its watermark cannot be read");
        let artwork = self.artworks.get(&mark.image).ok_or_else(no_mark)?;
        let mut raster = raster.clone();
        marks::blend(&mut raster, &mark, artwork)?;
        encode::encode(&raster, recipe.format, recipe.quality)
    }
}

/// An original in all shapes that are needed.
struct Shaped {
    rasters: BTreeMap<Shape, Raster>,
    /// A drawing's own sanitised text.
    plain: Option<Vec<u8>>,
}

fn shape_of(recipe: &Recipe) -> Shape {
    (recipe.crop, recipe.width, recipe.height)
}

/// One shape, upright and in sRGB: from the original, or from its [`STEP`] where that is at least twice as wide.
fn reduced(decoded: &Decoded<'_>, shape: Shape, rasters: &mut BTreeMap<Shape, Raster>) -> Result<Raster, Fault> {
    let (crop, width, height) = shape;
    let (whole_width, whole_height) = decoded.upright_size();
    let part = part_of(crop, whole_width, whole_height);
    if width > STEP / 2 || part.width <= f64::from(STEP) {
        let mut raster = upright(&decoded.raster, decoded.orientation, part, (width, height))?;
        // That a profile cannot be used was said when the original was examined.
        let _ = raster.convert(decoded.profile.as_deref());
        return Ok(raster);
    }
    let step = (crop, STEP, step_height(part));
    if !rasters.contains_key(&step) {
        let raster = reduced(decoded, step, rasters)?;
        rasters.insert(step, raster);
    }
    let step = rasters.get(&step).ok_or_else(|| Fault::because(&photo::PHOTO_NOT_MADE, "its step is missing"))?;
    scaled(step, Window::whole(step.width, step.height), (width, height))
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 1 and 100 million")]
fn step_height(part: Window) -> u32 {
    (f64::from(STEP) * part.height / part.width).round().clamp(1.0, 1e8) as u32
}

/// Drawings are drawn at every size anew.
fn shape_drawing(bytes: &[u8], renditions: &[&Rendition]) -> Result<Shaped, Fault> {
    let drawing = svg::Drawing::read(bytes)?;
    let mut rasters = BTreeMap::new();
    for recipe in renditions.iter().map(|rendition| &rendition.recipe).filter(|recipe| recipe.format != Format::Svg) {
        let raster = drawing.draw(recipe.crop, (recipe.width, recipe.height))?;
        rasters.insert(shape_of(recipe), raster);
    }
    Ok(Shaped { rasters, plain: Some(drawing.into_text()) })
}
