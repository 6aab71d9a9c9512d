//! Writing WebP.

use crate::Raster;

/// The file, lossy at a quality of 1 to 100, without metadata. The encoder tries as hard as `effort` says, 0 to 6.
///
/// # Errors
/// The encoder refuses the size.
pub fn encode(picture: &Raster, quality: u8, effort: u8) -> Result<Vec<u8>, String> {
    let encoder = if picture.alpha {
        webp::Encoder::from_rgba(&picture.pixels, picture.width, picture.height)
    } else {
        webp::Encoder::from_rgb(&picture.pixels, picture.width, picture.height)
    };
    let mut config = webp::WebPConfig::new().map_err(|()| "the WebP encoder does not start".to_string())?;
    config.quality = f32::from(quality.clamp(1, 100));
    config.method = i32::from(effort.min(6));
    let memory = encoder.encode_advanced(&config).map_err(|error| format!("{error:?}"))?;
    Ok(memory.to_vec())
}
