//! The pre-pass: facts of every original, so that pages can be made before any picture is.

use super::Reader;
use super::budget::Budget;
use super::decode;
use super::fault::{Fault, Remark};
use super::raster::scaled;
use super::{sniff, svg};
use crate::cache::Cache;
use crate::diagnostics::rules::photo;
use crate::diagnostics::{Checked, Diagnostic, Notes, Place};
use crate::fingerprint::Digest;
use crate::paths::ShopPath;
use crate::photos::{Facts, Format, Original};
use pixels::{Raster, Window};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Raised when facts are found in another way.
const VERSION: &[u8] = b"awning facts 1";

/// The longer edge that the dominant colour is taken from.
const COLOUR_EDGE: u32 = 64;

/// What is kept of an original.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Findings {
    facts: Facts,
    remarks: Vec<Remark>,
}

/// Facts of every original, in parallel, cached by digest; a photo that cannot be read is a diagnostic at the first
/// place that uses it, and missing from the result.
pub fn examine(
    read: &Reader<'_>,
    cache: &Cache,
    wanted: &[(ShopPath, Place)],
) -> Checked<BTreeMap<ShopPath, Original>> {
    let mut places: BTreeMap<&ShopPath, &Place> = BTreeMap::new();
    for (path, place) in wanted {
        places.entry(path).and_modify(|first| *first = (*first).min(place)).or_insert(place);
    }
    let budget = Budget::default();
    let places: Vec<_> = places.into_iter().collect();
    let found: Vec<_> = places
        .par_iter()
        .with_max_len(1)
        .map(|(path, place)| match original(read, cache, &budget, path) {
            Ok((original, remarks)) => {
                let diagnostics = remarks_about(&original, &remarks, place);
                (Some(original), diagnostics)
            }
            Err(fault) => (None, vec![fault.about(path, (*place).clone())]),
        })
        .collect();
    let mut notes = Notes::default();
    let originals = found.into_iter().filter_map(|(original, diagnostics)| {
        notes.diagnostics.extend(diagnostics);
        original.map(|original| (original.path.clone(), original))
    });
    let originals = originals.collect();
    notes.around(originals)
}

fn original(
    read: &Reader<'_>,
    cache: &Cache,
    budget: &Budget,
    path: &ShopPath,
) -> Result<(Original, Vec<Remark>), Fault> {
    let bytes = read(path).map_err(|error| Fault::because(&photo::PHOTO_UNREADABLE, error))?;
    let digest = Digest::of(&bytes);
    let key = Digest::of_parts([VERSION, digest.hex().as_bytes()]);
    let kept = cache.bytes(key).and_then(|json| serde_json::from_slice::<Findings>(&json).ok());
    let Findings { facts, remarks } = if let Some(findings) = kept {
        findings
    } else {
        let findings = look(&bytes, budget)?;
        if let Ok(json) = serde_json::to_vec(&findings) {
            cache.put(key, &json);
        }
        findings
    };
    Ok((Original { path: path.clone(), digest, facts }, remarks))
}

/// Decodes an original to the end: what is not sound is found here, where there is still a place to say so.
fn look(bytes: &[u8], budget: &Budget) -> Result<Findings, Fault> {
    let format = sniff::format(bytes)?;
    if format == Format::Svg {
        return look_at_drawing(bytes);
    }
    let decoded = decode::decode(bytes, format, budget)?;
    let (width, height) = decoded.upright_size();
    let mut small = small(&decoded.raster)?;
    let mut remarks = decoded.remarks.clone();
    if !small.convert(decoded.profile.as_deref()) {
        remarks.push(Remark::Profile);
    }
    let facts = Facts { width, height, format, alpha: decoded.raster.is_see_through(), colour: small.dominant() };
    Ok(Findings { facts, remarks })
}

fn look_at_drawing(bytes: &[u8]) -> Result<Findings, Fault> {
    let drawing = svg::Drawing::read(bytes)?;
    let (width, height) = drawing.size();
    let small = drawing.draw(None, fitting(width, height))?;
    let facts = Facts { width, height, format: Format::Svg, alpha: small.is_see_through(), colour: small.dominant() };
    Ok(Findings { facts, remarks: if drawing.letters { vec![Remark::Letters] } else { Vec::new() } })
}

fn small(raster: &Raster) -> Result<Raster, Fault> {
    scaled(raster, Window::whole(raster.width, raster.height), fitting(raster.width, raster.height))
}

/// A size with the same ratio that fits [`COLOUR_EDGE`].
fn fitting(width: u32, height: u32) -> (u32, u32) {
    let longer = u64::from(width.max(height).max(1));
    let fit = |edge: u32| match u32::try_from(u64::from(edge) * u64::from(COLOUR_EDGE) / longer) {
        Ok(fitted) if longer > u64::from(COLOUR_EDGE) => fitted.max(1),
        _ => edge.max(1),
    };
    (fit(width), fit(height))
}

fn remarks_about(original: &Original, remarks: &[Remark], place: &Place) -> Vec<Diagnostic> {
    let path = &original.path;
    let mut diagnostics: Vec<Diagnostic> = remarks.iter().map(|remark| remark.about(path, place.clone())).collect();
    let promised = Format::of_extension(&path.extension());
    if promised != Some(original.facts.format) {
        let kind = original.facts.format.extension();
        diagnostics.push(photo::WRONG_ENDING.at(place.clone()).with("path", path).with("kind", kind));
    }
    diagnostics
}
