//! Reading and writing JPEG.

use crate::Raster;
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};
use zune_core::bytestream::ZCursor;
use zune_core::colorspace::ColorSpace;
use zune_core::options::DecoderOptions;
use zune_jpeg::JpegDecoder;

/// A decoded file.
#[derive(Clone, Debug)]
pub struct Jpeg {
    /// One sample a pixel if `gray`, else three.
    pub samples: Vec<u8>,
    /// Whether it has no colours.
    pub gray: bool,
    /// Whether it was in printing colours.
    pub cmyk: bool,
    /// Its EXIF block.
    pub exif: Option<Vec<u8>>,
    /// Its ICC profile.
    pub icc: Option<Vec<u8>>,
}

/// Whether data that are missing are an error or gray.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strictness {
    /// An error.
    Strict,
    /// Gray.
    Lenient,
}

/// Decodes a whole file to gray or RGB.
///
/// # Errors
/// What the decoder says is wrong with it.
pub fn decode(bytes: &[u8], strictness: Strictness) -> Result<Jpeg, String> {
    let strict = strictness == Strictness::Strict;
    let options = DecoderOptions::default().set_strict_mode(strict).set_max_width(65_535).set_max_height(65_535);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    decoder.decode_headers().map_err(|error| error.to_string())?;
    let from = decoder.input_colorspace();
    let gray = from == Some(ColorSpace::Luma);
    let wanted = if gray { ColorSpace::Luma } else { ColorSpace::RGB };
    decoder.set_options(options.jpeg_set_out_colorspace(wanted));
    let samples = decoder.decode().map_err(|error| error.to_string())?;
    Ok(Jpeg {
        samples,
        gray,
        cmyk: matches!(from, Some(ColorSpace::CMYK | ColorSpace::YCCK)),
        exif: decoder.exif().cloned(),
        icc: decoder.icc_profile(),
    })
}

/// The file at a quality of 1 to 100, without metadata; the picture must be RGB.
///
/// Progressive, which also optimises its tables; the baseline form of that is what some decoders read wrongly.
///
/// # Errors
/// An edge is longer than 65,535 pixels.
pub fn encode(picture: &Raster, quality: u8) -> Result<Vec<u8>, String> {
    let size = |edge: u32| u16::try_from(edge).map_err(|_| "a JPEG has at most 65,535 pixels a side".to_string());
    let (width, height) = (size(picture.width)?, size(picture.height)?);
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, quality.clamp(1, 100));
    encoder.set_progressive(true);
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    encoder.encode(&picture.pixels, width, height, ColorType::Rgb).map_err(|error| error.to_string())?;
    Ok(bytes)
}
