//! The pre-pass: facts of every original, so that pages can be made before any picture is.

use super::darkroom::Darkroom;
use super::decode::{Decoded, Opened};
use super::fault::{Fault, Remark};
use super::raster::not_made;
use super::schedule::{self, Trade};
use super::{Limits, sniff, svg};
use crate::cache::Digests;
use crate::diagnostics::rules::photo;
use crate::diagnostics::{Checked, Diagnostic, Notes, Place};
use crate::fingerprint::{Digest, Stamp};
use crate::paths::ShopPath;
use crate::photos::{Facts, Format, Original, Quality};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use pixels::Raster;
use pixels::jpeg::{Extent, Order};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// Raised when facts are found in another way.
const VERSION: &[u8] = b"awning facts 4";

/// The longer edge of what colour, likeness and placeholder are taken from.
const SMALL_EDGE: u32 = 64;

/// The longer edge of the sample that is encoded to see which format is smaller.
const SAMPLE_EDGE: u32 = 480;

/// What is kept of an original.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Findings {
    facts: Facts,
    remarks: Vec<Remark>,
}

/// A JPEG whose shorter edge is this long is looked at in an eighth of its size.
const EIGHTH_EDGE: u32 = 8 * SMALL_EDGE;

/// Facts of every original, in parallel, cached by digest; one that was not touched since is not even read. A photo
/// that cannot be used is a diagnostic at the first place that uses it, and missing from the result.
pub fn examine(darkroom: &Darkroom<'_>, wanted: &[(ShopPath, Place)]) -> Checked<BTreeMap<ShopPath, Original>> {
    let mut places: BTreeMap<&ShopPath, &Place> = BTreeMap::new();
    for (path, place) in wanted {
        places.entry(path).and_modify(|first| *first = (*first).min(place)).or_insert(place);
    }
    let survey = Survey { darkroom, places: &places, digests: darkroom.cache.digests(), found: Mutex::default() };
    schedule::run(&survey, places.keys().copied().collect(), darkroom.limits.memory);
    let Survey { digests, found, .. } = survey;
    let mut found = found.into_inner().unwrap_or_else(PoisonError::into_inner);
    found.sort_by_key(|(path, _)| *path);
    let mut notes = Notes::default();
    let (mut originals, mut read) = (BTreeMap::new(), Vec::new());
    for (path, (stamp, found)) in found {
        if let Some(original) = notes.take(found) {
            read.extend(stamp.map(|stamp| (path, stamp, original.digest)));
            originals.insert(path.clone(), original);
        }
    }
    darkroom.cache.keep_digests(digests, read, |path| darkroom.files.stamp(path));
    notes.around(originals)
}

/// The survey of all originals.
struct Survey<'a> {
    darkroom: &'a Darkroom<'a>,
    places: &'a BTreeMap<&'a ShopPath, &'a Place>,
    digests: Digests,
    found: Mutex<Vec<Found<'a>>>,
}

/// A photo, its stamp if it had to be read, and what was found.
type Found<'a> = (&'a ShopPath, (Option<Stamp>, Checked<Option<Original>>));

/// An original of which nothing is known yet but its bytes.
struct Unknown<'a> {
    path: &'a ShopPath,
    stamp: Option<Stamp>,
    digest: Digest,
    bytes: Vec<u8>,
}

impl<'a> Trade for Survey<'a> {
    type Order = &'a ShopPath;
    type Read = Unknown<'a>;
    type Piece = ();

    fn read(&self, path: Self::Order) -> Option<(Self::Read, u64)> {
        let stamp = self.darkroom.files.stamp(path);
        let known = stamp.and_then(|stamp| self.digests.get(path, stamp));
        if let Some((digest, findings)) = known.and_then(|digest| Some((digest, self.kept(digest)?))) {
            self.tell(path, None, digest, findings);
            return None;
        }
        let bytes = self.darkroom.bytes(path).map_err(|fault| self.refuse(path, fault)).ok()?;
        let digest = Digest::of(&bytes);
        if let Some(findings) = self.kept(digest) {
            self.tell(path, stamp, digest, findings);
            return None;
        }
        let needed = needed(&bytes, self.darkroom.limits).map_err(|fault| self.refuse(path, fault)).ok()?;
        Some((Unknown { path, stamp, digest, bytes }, needed))
    }

    fn open(&self, Unknown { path, stamp, digest, bytes }: Self::Read) -> (Vec<()>, u64) {
        match look(&bytes, self.darkroom.limits) {
            Ok(findings) => {
                if let Ok(json) = serde_json::to_vec(&findings) {
                    self.darkroom.cache.put(key(digest), &json);
                }
                self.tell(path, stamp, digest, findings);
            }
            Err(fault) => self.refuse(path, fault),
        }
        (Vec::new(), 0)
    }

    fn takes(&self, (): &()) -> u64 {
        0
    }

    fn finish(&self, (): ()) {}
}

impl<'a> Survey<'a> {
    fn kept(&self, digest: Digest) -> Option<Findings> {
        serde_json::from_slice(&self.darkroom.cache.bytes(key(digest))?).ok()
    }

    fn tell(&self, path: &'a ShopPath, stamp: Option<Stamp>, digest: Digest, findings: Findings) {
        let Findings { facts, remarks } = findings;
        let original = Original { path: path.clone(), digest, facts };
        let diagnostics = remarks_about(&original, &remarks, &self.place(path));
        self.push(path, stamp, Checked::new(Some(original), diagnostics));
    }

    fn refuse(&self, path: &'a ShopPath, fault: Fault) {
        self.push(path, None, Checked::new(None, vec![fault.about(path, self.place(path))]));
    }

    fn push(&self, path: &'a ShopPath, stamp: Option<Stamp>, found: Checked<Option<Original>>) {
        self.found.lock().unwrap_or_else(PoisonError::into_inner).push((path, (stamp, found)));
    }

    fn place(&self, path: &ShopPath) -> Place {
        self.places.get(path).map_or_else(|| Place::head(path), |place| (*place).clone())
    }
}

fn key(digest: Digest) -> Digest {
    Digest::of_parts([VERSION, digest.hex().as_bytes()])
}

/// Bytes that looking at it takes.
fn needed(bytes: &[u8], limits: Limits) -> Result<u64, Fault> {
    let decoding = match sniff::format(bytes, limits)? {
        Format::Svg => 0,
        format => {
            let opened = Opened::read(bytes, format, limits)?;
            opened.needs(extent(&opened))
        }
    };
    Ok(decoding + bytes.len() as u64)
}

fn extent(opened: &Opened<'_>) -> Extent {
    let (width, height) = opened.size();
    if width.min(height) >= EIGHTH_EDGE { Extent::Eighth } else { Extent::Whole }
}

/// Decodes an original to the end: what is not sound is found here, where there is still a place to say so.
fn look(bytes: &[u8], limits: Limits) -> Result<Findings, Fault> {
    let format = sniff::format(bytes, limits)?;
    if format == Format::Svg {
        return look_at_drawing(bytes);
    }
    let opened = Opened::read(bytes, format, limits)?;
    let decoded = opened.decode(extent(&opened))?;
    let ((width, height), (wide, tall)) = (decoded.original_size, decoded.size());
    let small = decoded.reduced(None, fitting(wide, tall, SMALL_EDGE))?;
    let facts = Facts {
        animated: decoded.remarks.contains(&Remark::Animated),
        webp: pays_as_webp(&decoded)?,
        ..facts((width, height), format, &small, decoded.is_see_through())?
    };
    Ok(Findings { facts, remarks: decoded.remarks })
}

fn look_at_drawing(bytes: &[u8]) -> Result<Findings, Fault> {
    let drawing = svg::Drawing::read(bytes)?;
    let (width, height) = drawing.size();
    let small = drawing.draw(None, fitting(width, height, SMALL_EDGE))?;
    let facts = facts((width, height), Format::Svg, &small, small.is_see_through())?;
    Ok(Findings { facts, remarks: if drawing.letters { vec![Remark::Letters] } else { Vec::new() } })
}

/// What a small, upright picture in true colours says of an original.
fn facts((width, height): (u32, u32), format: Format, small: &Raster, alpha: bool) -> Result<Facts, Fault> {
    let placeholder = if alpha || format == Format::Svg {
        None
    } else {
        let bytes = small.placeholder().map_err(not_made)?;
        Some(format!("data:image/webp;base64,{}", STANDARD.encode(bytes)))
    };
    let (likeness, tones) = (small.likeness().map_err(not_made)?, small.tones().map_err(not_made)?);
    let (colour, animated, webp) = (small.dominant(), false, true);
    Ok(Facts { width, height, format, alpha, animated, webp, colour, likeness, tones, placeholder })
}

/// Whether an original is smaller as WebP than as JPEG. Nearly all are; very grainy ones need not be.
fn pays_as_webp(decoded: &Decoded) -> Result<bool, Fault> {
    let (width, height) = decoded.size();
    let sample = decoded.reduced(None, fitting(width, height, SAMPLE_EDGE))?;
    if sample.alpha {
        return Ok(true);
    }
    let Quality { jpeg, webp, effort } = Quality::default();
    let jpeg = pixels::jpeg::encode(&sample, jpeg, Order::Baseline).map_err(not_made)?;
    let webp = pixels::webp::encode(&sample, webp, effort).map_err(not_made)?;
    Ok(webp.len() < jpeg.len())
}

/// A size with the same ratio that fits an edge.
fn fitting(width: u32, height: u32, edge: u32) -> (u32, u32) {
    let longer = u64::from(width.max(height).max(1));
    let fit = |side: u32| match u32::try_from(u64::from(side) * u64::from(edge) / longer) {
        Ok(fitted) if longer > u64::from(edge) => fitted.max(1),
        _ => side.max(1),
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
