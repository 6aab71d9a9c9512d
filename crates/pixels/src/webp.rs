//! Writing WebP.

use crate::Raster;

/// How hard the encoder tries, 0 to 6.
const METHOD: i32 = 4;

/// The file, lossy at a quality of 1 to 100, without metadata.
///
/// # Errors
/// The encoder refuses the size.
pub fn encode(picture: &Raster, quality: u8) -> Result<Vec<u8>, String> {
    let encoder = if picture.alpha {
        webp::Encoder::from_rgba(&picture.pixels, picture.width, picture.height)
    } else {
        webp::Encoder::from_rgb(&picture.pixels, picture.width, picture.height)
    };
    let mut config = webp::WebPConfig::new().map_err(|()| "the WebP encoder does not start".to_string())?;
    config.quality = f32::from(quality.clamp(1, 100));
    config.method = METHOD;
    let memory = encoder.encode_advanced(&config).map_err(|error| format!("{error:?}"))?;
    Ok(memory.to_vec())
}
