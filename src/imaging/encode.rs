//! From pixels to a file's bytes. No encoder here writes metadata.

use super::fault::Fault;
use super::raster::not_made;
use crate::photos::Format;
use pixels::Raster;

/// The bytes of a picture in a format.
pub(super) fn encode(raster: &Raster, format: Format, quality: u8) -> Result<Vec<u8>, Fault> {
    let bytes = match format {
        Format::Jpeg => pixels::jpeg::encode(&raster.flattened(), quality),
        Format::WebP => pixels::webp::encode(raster, quality),
        Format::Png => pixels::png::encode(raster),
        Format::Gif | Format::Tiff | Format::Svg => Err(format!("{} is not written", format.extension())),
    };
    bytes.map_err(not_made)
}
