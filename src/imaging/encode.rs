//! From pixels to a file's bytes. No encoder here writes metadata.

use super::fault::Fault;
use super::raster::{Raster, not_made};
use crate::photos::Format;
use image::codecs::png::PngEncoder;
use image::{ExtendedColorType, ImageEncoder as _};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

/// The bytes of a picture in a format.
pub(super) fn encode(raster: &Raster, format: Format, quality: u8) -> Result<Vec<u8>, Fault> {
    match format {
        Format::Jpeg => jpeg(&raster.flattened(), quality),
        Format::WebP => webp(raster, quality),
        Format::Png => png(raster),
        Format::Gif | Format::Svg => Err(not_made(format!("{} is not written", format.extension()))),
    }
}

/// Progressive, which also optimises its tables; the baseline form of that is what some decoders read wrongly.
fn jpeg(raster: &Raster, quality: u8) -> Result<Vec<u8>, Fault> {
    let size = |edge: u32| u16::try_from(edge).map_err(|_| not_made("a JPEG has at most 65,535 pixels a side"));
    let (width, height) = (size(raster.width)?, size(raster.height)?);
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, quality.clamp(1, 100));
    encoder.set_progressive(true);
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    encoder.encode(&raster.pixels, width, height, ColorType::Rgb).map_err(not_made)?;
    Ok(bytes)
}

fn webp(raster: &Raster, quality: u8) -> Result<Vec<u8>, Fault> {
    let encoder = if raster.alpha {
        webp::Encoder::from_rgba(&raster.pixels, raster.width, raster.height)
    } else {
        webp::Encoder::from_rgb(&raster.pixels, raster.width, raster.height)
    };
    let mut config = webp::WebPConfig::new().map_err(|()| not_made("the WebP encoder does not start"))?;
    config.quality = f32::from(quality.clamp(1, 100));
    config.method = 4;
    let memory = encoder.encode_advanced(&config).map_err(|error| not_made(format!("{error:?}")))?;
    Ok(memory.to_vec())
}

fn png(raster: &Raster) -> Result<Vec<u8>, Fault> {
    let colour = if raster.alpha { ExtendedColorType::Rgba8 } else { ExtendedColorType::Rgb8 };
    let mut bytes = Vec::new();
    PngEncoder::new(&mut bytes).write_image(&raster.pixels, raster.width, raster.height, colour).map_err(not_made)?;
    Ok(bytes)
}
