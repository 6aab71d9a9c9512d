//! Writing PNG.

use crate::Raster;
use image::codecs::png::PngEncoder;
use image::{ExtendedColorType, ImageEncoder as _};

/// The file, without metadata.
///
/// # Errors
/// The encoder refuses the size.
pub fn encode(picture: &Raster) -> Result<Vec<u8>, String> {
    let colour = if picture.alpha { ExtendedColorType::Rgba8 } else { ExtendedColorType::Rgb8 };
    let mut bytes = Vec::new();
    let encoder = PngEncoder::new(&mut bytes);
    encoder.write_image(&picture.pixels, picture.width, picture.height, colour).map_err(|error| error.to_string())?;
    Ok(bytes)
}
