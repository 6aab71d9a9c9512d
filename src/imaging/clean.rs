//! Pictures that are published as they are: their pixels untouched, nothing beside them.

use super::decode::Opened;
use super::fault::Fault;
use super::raster::not_made;
use super::{Limits, jpeg, sniff};
use crate::diagnostics::rules::photo;
use crate::diagnostics::{Diagnostic, Place};
use crate::paths::ShopPath;
use crate::photos::Format;
use pixels::jpeg::{Extent, Order};
use pixels::stripped::{self, Stripped};

/// The quality of a picture that has to be made anew, because it lies turned.
const QUALITY: u8 = 92;

/// How hard the encoder of WebP tries.
const EFFORT: u8 = 4;

/// A picture without its notes: EXIF, XMP, IPTC, comments, previews, what follows its end. Files that are no pictures,
/// and drawings, stay as they are.
///
/// # Errors
/// A picture that is not sound, told at its own head.
pub fn without_notes(path: &ShopPath, bytes: Vec<u8>, limits: Limits) -> Result<Vec<u8>, Box<Diagnostic>> {
    let Ok(format) = sniff::format(&bytes, limits) else { return Ok(bytes) };
    cleaned(bytes, format, limits).map_err(|fault| Box::new(fault.about(path, Place::head(path))))
}

fn cleaned(bytes: Vec<u8>, format: Format, limits: Limits) -> Result<Vec<u8>, Fault> {
    let damaged = |reason: String| Fault::because(&photo::PHOTO_DAMAGED, reason);
    let stripped = match format {
        Format::Jpeg if !jpeg::walk(&bytes)?.has_notes => return Ok(bytes),
        Format::Jpeg => Stripped::Turned,
        Format::Png => stripped::png(&bytes).map_err(damaged)?,
        Format::WebP => stripped::webp(&bytes).map_err(damaged)?,
        Format::Gif => Stripped::Same(stripped::gif(&bytes, limits.most_pixels()).map_err(damaged)?),
        Format::Tiff | Format::Svg => return Ok(bytes),
    };
    match stripped {
        Stripped::Same(bytes) => Ok(bytes),
        Stripped::Turned => anew(&bytes, format, limits),
    }
}

/// Upright, in sRGB.
fn anew(bytes: &[u8], format: Format, limits: Limits) -> Result<Vec<u8>, Fault> {
    let raster = Opened::read(bytes, format, limits)?.decode(Extent::Whole)?.whole()?;
    let bytes = match format {
        Format::Jpeg => pixels::jpeg::encode(&raster, QUALITY, Order::Baseline),
        Format::WebP => pixels::webp::encode(&raster, QUALITY, EFFORT),
        _ => pixels::png::encode(&raster),
    };
    bytes.map_err(not_made)
}
