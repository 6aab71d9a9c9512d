//! Carries out recipes: each original is read and decoded once, whatever is made of it.

use super::darkroom::Darkroom;
use super::decode::Opened;
use super::fault::Fault;
use super::marks::{self, Artwork, Stamp};
use super::schedule::{self, Trade};
use super::shapes::{self, Shaped};
use super::{Limits, encode, sniff, svg};
use crate::artifact::{Artifact, Body};
use crate::cache::Cache;
use crate::diagnostics::rules::photo;
use crate::diagnostics::{Checked, Diagnostic, Notes, Place};
use crate::fingerprint::Digest;
use crate::photos::{Format, Recipe, Rendition};
use pixels::jpeg::Extent;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

/// Bytes a pixel that marking and encoding take: a copy, and what encoders keep (libwebp about 8).
const ENCODER_BYTES: u64 = 12;

/// What all originals are worked on with.
struct Bench<'a> {
    darkroom: &'a Darkroom<'a>,
    stamps: BTreeMap<Digest, Stamp>,
    made: Mutex<Vec<Result<Artifact, Diagnostic>>>,
    done: &'a (dyn Fn(usize) + Sync),
}

/// Makes every rendition, or takes it from the cache. Artifacts are sorted by path; their bodies lie in the cache where
/// it keeps anything. An original or an artwork that fails is a diagnostic at its own head, and its renditions are
/// missing. `done` is told of every rendition.
pub fn make(
    darkroom: &Darkroom<'_>,
    renditions: &[Rendition],
    artworks: &BTreeMap<Digest, Artwork>,
    done: &(dyn Fn(usize) + Sync),
) -> Checked<Vec<Artifact>> {
    let unique: BTreeMap<&str, &Rendition> = renditions.iter().map(|r| (r.address.as_str(), r)).collect();
    let unique: Vec<&Rendition> = unique.into_values().collect();
    let kept: Vec<Option<Artifact>> =
        unique.par_iter().map(|rendition| from_cache(darkroom.cache, rendition, done)).collect();
    let mut missing: BTreeMap<Digest, Vec<&Rendition>> = BTreeMap::new();
    for (rendition, _) in unique.into_iter().zip(&kept).filter(|(_, kept)| kept.is_none()) {
        missing.entry(rendition.recipe.original).or_default().push(rendition);
    }
    let mut notes = Notes::default();
    let stamps = notes.take(read_stamps(darkroom.limits, &missing, artworks));
    let bench = Bench { darkroom, stamps, made: Mutex::default(), done };
    let mut orders: Vec<Vec<&Rendition>> = missing.into_values().collect();
    // The longest work first, so that no thread is left alone with it at the end.
    orders.sort_by_key(|renditions| std::cmp::Reverse(renditions.iter().map(|r| area(&r.recipe)).sum::<u64>()));
    schedule::run(&bench, orders, darkroom.limits.memory);
    let made = bench.made.into_inner().unwrap_or_else(PoisonError::into_inner);
    let mut artifacts: Vec<Artifact> = kept.into_iter().flatten().collect();
    artifacts.extend(made.into_iter().filter_map(|made| made.map_err(|diagnostic| notes.push(diagnostic)).ok()));
    artifacts.sort_by(|a, b| a.path.cmp(&b.path));
    notes.around(artifacts)
}

fn from_cache(cache: &Cache, rendition: &Rendition, done: &(dyn Fn(usize) + Sync)) -> Option<Artifact> {
    let file = cache.get(rendition.recipe.digest())?;
    done(1);
    Some(Artifact { path: rendition.address.clone(), body: Body::File(file) })
}

fn area(recipe: &Recipe) -> u64 {
    u64::from(recipe.width) * u64::from(recipe.height)
}

/// Reads the artworks that are needed.
fn read_stamps(
    limits: Limits,
    missing: &BTreeMap<Digest, Vec<&Rendition>>,
    artworks: &BTreeMap<Digest, Artwork>,
) -> Checked<BTreeMap<Digest, Stamp>> {
    let marks = missing.values().flatten().flat_map(|rendition| &rendition.recipe.marks);
    let needed: BTreeSet<Digest> = marks.map(|mark| mark.artwork).collect();
    let mut notes = Notes::default();
    let mut stamps = BTreeMap::new();
    for (digest, artwork) in needed.into_iter().filter_map(|digest| Some((digest, artworks.get(&digest)?))) {
        match Stamp::read(&artwork.bytes, limits) {
            Ok(stamp) => drop(stamps.insert(digest, stamp)),
            Err(fault) => notes.push(fault.about(&artwork.path, Place::head(&artwork.path))),
        }
    }
    notes.around(stamps)
}

/// An original whose bytes are read, with what is to be made of it.
struct Read<'a> {
    bytes: Vec<u8>,
    format: Format,
    renditions: Vec<&'a Rendition>,
}

impl<'a> Trade for Bench<'a> {
    type Order = Vec<&'a Rendition>;
    type Read = Read<'a>;
    type Piece = (&'a Rendition, Arc<Shaped>);

    fn read(&self, renditions: Self::Order) -> Option<(Self::Read, u64)> {
        let first = *renditions.first()?;
        let read = || {
            let bytes = self.darkroom.original(&first.original, first.recipe.original)?;
            let format = sniff::format(&bytes, self.darkroom.limits)?;
            let needed = match format {
                Format::Svg => shapes::bytes(&renditions),
                _ => Opened::read(&bytes, format, self.darkroom.limits)?.needs(Extent::Whole) + bytes.len() as u64,
            };
            Ok((bytes, format, needed))
        };
        let (bytes, format, needed) = self.told(first, read())?;
        Some((Read { bytes, format, renditions }, needed))
    }

    fn open(&self, Read { bytes, format, mut renditions }: Self::Read) -> (Vec<Self::Piece>, u64) {
        let Some(first) = renditions.first() else { return (Vec::new(), 0) };
        let shaped = match format {
            Format::Svg => svg::Drawing::read(&bytes).and_then(|drawing| shapes::of_drawing(drawing, &renditions)),
            _ => Opened::read(&bytes, format, self.darkroom.limits)
                .and_then(|opened| opened.decode(Extent::Whole))
                .and_then(|decoded| shapes::of_photo(&decoded, &renditions))
                .and_then(|shaped| self.with_moving_picture(shaped, &bytes, &renditions)),
        };
        let Some(shaped) = self.told(first, shaped) else { return (Vec::new(), 0) };
        let (held, shaped) = (shaped.bytes(), Arc::new(shaped));
        renditions.sort_by_key(|rendition| std::cmp::Reverse(area(&rendition.recipe)));
        (renditions.into_iter().map(|rendition| (rendition, Arc::clone(&shaped))).collect(), held)
    }

    fn takes(&self, (rendition, _): &Self::Piece) -> u64 {
        area(&rendition.recipe) * ENCODER_BYTES
    }

    fn finish(&self, (rendition, shaped): Self::Piece) {
        if let Some(artifact) = self.told(rendition, self.finished(rendition, &shaped)) {
            self.tell(Ok(artifact));
            (self.done)(1);
        }
    }
}

impl Bench<'_> {
    fn tell(&self, made: Result<Artifact, Diagnostic>) {
        self.made.lock().unwrap_or_else(PoisonError::into_inner).push(made);
    }

    /// The value, or its fault told at the original's head.
    fn told<T>(&self, rendition: &Rendition, result: Result<T, Fault>) -> Option<T> {
        let path = &rendition.original;
        result.map_err(|fault| self.tell(Err(fault.about(path, Place::head(path))))).ok()
    }

    /// Moving pictures pass through as they are, without their notes.
    fn with_moving_picture(&self, shaped: Shaped, bytes: &[u8], renditions: &[&Rendition]) -> Result<Shaped, Fault> {
        if renditions.iter().all(|rendition| rendition.recipe.format != Format::Gif) {
            return Ok(shaped);
        }
        let plain = pixels::stripped::gif(bytes, self.darkroom.limits.most_pixels());
        plain.map(|plain| shaped.with_plain(plain)).map_err(|reason| Fault::because(&photo::PHOTO_DAMAGED, reason))
    }

    /// Marks, encodes and keeps one rendition.
    fn finished(&self, rendition: &Rendition, shaped: &Shaped) -> Result<Artifact, Fault> {
        let recipe = &rendition.recipe;
        let bytes = match (shaped.plain(), recipe.format) {
            (Some(plain), Format::Svg | Format::Gif) => plain.to_vec(),
            _ => self.drawn(recipe, shaped)?,
        };
        let kept = self.darkroom.cache.put(recipe.digest(), &bytes);
        Ok(Artifact { path: rendition.address.clone(), body: kept.map_or(Body::Bytes(bytes), Body::File) })
    }

    fn drawn(&self, recipe: &Recipe, shaped: &Shaped) -> Result<Vec<u8>, Fault> {
        let raster = shaped.get(recipe)?;
        if recipe.marks.is_empty() {
            return encode::encode(raster, recipe);
        }
        let mut raster = raster.clone();
        for mark in &recipe.marks {
            let unreadable = || Fault::because(&photo::PHOTO_NOT_MADE, "a mark of it cannot be read");
            let stamp = self.stamps.get(&mark.artwork).ok_or_else(unreadable)?;
            marks::lay(&mut raster, mark, stamp)?;
        }
        encode::encode(&raster, recipe)
    }
}
