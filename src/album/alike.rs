//! Photos that are there twice: with the same bytes, or with the same look.

use super::Photo;
use crate::fingerprint::Digest;
use crate::paths::ShopPath;
use crate::photos::{Facts, Format};
use std::collections::{BTreeMap, BTreeSet};

/// Bits that two likenesses of one photo may differ in.
const MOST_BITS: u32 = 5;

/// Set bits below which a likeness says little: most of the photo is one shade.
const FEWEST_SET: u32 = 8;

/// How far apart a channel of the same part may be.
const MOST_TONE: u8 = 32;

/// Photos with the same bytes, by their paths.
pub(super) fn same(photos: &[Photo]) -> Vec<Vec<ShopPath>> {
    let mut same: BTreeMap<Digest, Vec<ShopPath>> = BTreeMap::new();
    for (photo, original) in photos.iter().filter_map(|photo| Some((photo, photo.original.as_ref()?))) {
        same.entry(original.digest).or_default().push(photo.path.clone());
    }
    let mut same: Vec<Vec<ShopPath>> = same.into_values().filter(|paths| paths.len() > 1).collect();
    same.sort();
    same
}

/// Pairs of photos that look alike and are not the same bytes; of those with the same bytes, the first stands for all.
/// Drawings are drawn to look alike, and left out.
pub(super) fn alike(photos: &[Photo]) -> Vec<(ShopPath, ShopPath)> {
    let mut seen = BTreeSet::new();
    let known: Vec<(&Photo, Digest, &Facts)> = photos
        .iter()
        .filter_map(|photo| photo.original.as_ref().map(|original| (photo, original.digest, &original.facts)))
        .filter(|(_, _, facts)| facts.format != Format::Svg && facts.likeness.count_ones() >= FEWEST_SET)
        .filter(|(_, digest, _)| seen.insert(*digest))
        .collect();
    let mut pairs = Vec::new();
    for (at, (photo, _, facts)) in known.iter().enumerate() {
        let later = known.iter().skip(at + 1);
        let like = later.filter(|(_, _, others)| look_alike(facts, others));
        pairs.extend(like.map(|(other, _, _)| (photo.path.clone(), other.path.clone())));
    }
    pairs
}

fn look_alike(a: &Facts, b: &Facts) -> bool {
    (a.likeness ^ b.likeness).count_ones() <= MOST_BITS
        && a.tones.iter().flatten().zip(b.tones.iter().flatten()).all(|(a, b)| a.abs_diff(*b) <= MOST_TONE)
        && have_one_shape(a, b)
}

/// Width to height within two percent.
fn have_one_shape(a: &Facts, b: &Facts) -> bool {
    let (one, two) = (u64::from(a.width) * u64::from(b.height), u64::from(b.width) * u64::from(a.height));
    one.abs_diff(two) * 50 <= one.max(two)
}
