//! From pixels to a file's bytes. No encoder here writes metadata.

use super::fault::Fault;
use super::raster::{not_made, scaled};
use crate::diagnostics::rules::photo;
use crate::photos::{Format, Recipe};
use pixels::jpeg::Order;
use pixels::{Raster, Window};

/// Below this quality nobody would show the picture; a file that is still too large becomes smaller in size.
const LEAST_QUALITY: u8 = 55;

/// The shares of its size that a file may shrink to, in percent.
const SMALLER: [u32; 4] = [100, 90, 80, 70];

/// The bytes of a picture as its recipe has them.
pub(super) fn encode(raster: &Raster, recipe: &Recipe) -> Result<Vec<u8>, Fault> {
    let flat;
    let raster = if recipe.format == Format::Jpeg && raster.alpha {
        flat = raster.flattened(recipe.finish.background);
        &flat
    } else {
        raster
    };
    match recipe.most_bytes {
        Some(limit) => within(raster, recipe, limit),
        None => at(raster, recipe, recipe.quality),
    }
}

fn at(raster: &Raster, recipe: &Recipe, quality: u8) -> Result<Vec<u8>, Fault> {
    let order = if recipe.progressive { Order::Progressive } else { Order::Baseline };
    let bytes = match recipe.format {
        Format::Jpeg => pixels::jpeg::encode(raster, quality, order),
        Format::WebP => pixels::webp::encode(raster, quality, recipe.effort),
        Format::Png => pixels::png::encode(raster),
        format @ (Format::Gif | Format::Tiff | Format::Svg) => Err(format!("{} is not written", format.extension())),
    };
    bytes.map_err(not_made)
}

/// The best that fits into so many bytes: at a lower quality, then at a smaller size.
fn within(raster: &Raster, recipe: &Recipe, limit: u32) -> Result<Vec<u8>, Fault> {
    let fits = |bytes: &Vec<u8>| bytes.len() as u64 <= u64::from(limit);
    let mut least = u64::MAX;
    for percent in SMALLER {
        let smaller = |edge: u32| (edge * percent / 100).max(1);
        let size = (smaller(raster.width), smaller(raster.height));
        let raster = scaled(raster, Window::whole(raster.width, raster.height), size)?;
        let best = at(&raster, recipe, recipe.quality)?;
        if fits(&best) {
            return Ok(best);
        }
        let floor = LEAST_QUALITY.min(recipe.quality);
        let worst = if recipe.format == Format::Png { best } else { at(&raster, recipe, floor)? };
        if fits(&worst) {
            return highest(&raster, recipe, worst, &fits);
        }
        least = least.min(worst.len() as u64);
    }
    let fault = Fault::new(&photo::PHOTO_OVER_LIMIT).with("width", recipe.width).with("height", recipe.height);
    Err(fault.with("least", kilobytes(least)).with("limit", kilobytes(u64::from(limit))))
}

/// The highest quality that fits, between the lowest, which does, and the recipe's, which does not.
fn highest(
    raster: &Raster,
    recipe: &Recipe,
    worst: Vec<u8>,
    fits: &dyn Fn(&Vec<u8>) -> bool,
) -> Result<Vec<u8>, Fault> {
    let (mut fitting, mut low, mut high) = (worst, LEAST_QUALITY, recipe.quality);
    while high - low > 1 {
        let middle = low.midpoint(high);
        let bytes = at(raster, recipe, middle)?;
        if fits(&bytes) {
            (fitting, low) = (bytes, middle);
        } else {
            high = middle;
        }
    }
    Ok(fitting)
}

fn kilobytes(bytes: u64) -> String {
    format!("{} KB", bytes.div_ceil(1000))
}
