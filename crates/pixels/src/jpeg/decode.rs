//! Reading JPEG: luma and chroma as they lie in the file, since most of it is reduced before it needs to be RGB.

use super::strict;
use crate::planes::{Inks, Plane, Planes};
use crate::{Raster, Samples};
use mozjpeg::decompress::DecompressStarted;
use mozjpeg::{ColorSpace, CompInfoExt, Decompress, Marker};

/// What is needed of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// All of it.
    Whole,
    /// An eighth of its width and height: all data are read, and hardly any pixels made.
    Eighth,
}

/// A decoded file, as it lies there.
#[derive(Clone, Debug)]
pub struct Decoded {
    /// The pixels.
    pub samples: Samples,
    /// Whether it was in printing colours.
    pub cmyk: bool,
    /// Its EXIF block (TIFF-shaped).
    pub exif: Option<Vec<u8>>,
    /// Its ICC profile.
    pub icc: Option<Vec<u8>>,
}

/// Decodes a file. Whatever libjpeg would repair is an error.
///
/// # Errors
/// What the decoder says is wrong with it.
pub fn decode(bytes: &[u8], extent: Extent) -> Result<Decoded, String> {
    strict::caught(|| {
        let markers = [Marker::APP(1), Marker::APP(2), Marker::APP(14)];
        let mut decoder = Decompress::builder()
            .with_err(strict::errors())
            .with_markers(&markers)
            .from_mem(bytes)
            .map_err(|error| error.to_string())?;
        let (exif, icc) = (exif(&decoder), icc(&decoder));
        let from = decoder.color_space();
        let cmyk = matches!(from, ColorSpace::JCS_CMYK | ColorSpace::JCS_YCCK);
        if extent == Extent::Eighth {
            decoder.scale(1);
        }
        strict::scans_begin();
        let samples = match from {
            ColorSpace::JCS_CMYK | ColorSpace::JCS_YCCK => inks(decoder)?,
            ColorSpace::JCS_GRAYSCALE if extent == Extent::Whole => planes(decoder)?,
            ColorSpace::JCS_YCbCr if extent == Extent::Whole && has_usual_sampling(&decoder) => planes(decoder)?,
            _ => packed(decoder)?,
        };
        Ok(Decoded { samples, cmyk, exif, icc })
    })
}

/// Whether the chroma has at most half the rows and columns, and both planes of it are alike.
fn has_usual_sampling(decoder: &Decompress<&[u8]>) -> bool {
    let sampling: Vec<(u8, u8)> = decoder.components().iter().map(CompInfoExt::sampling).collect();
    matches!(sampling.as_slice(), [(1 | 2, 1 | 2), (1, 1), (1, 1)])
}

/// Planes, without upsampling and conversion.
fn planes(decoder: Decompress<&[u8]>) -> Result<Samples, String> {
    let (width, height) = size(decoder.size())?;
    let sampling: Vec<(u8, u8)> = decoder.components().iter().map(CompInfoExt::sampling).collect();
    let mut started = decoder.raw().map_err(|error| error.to_string())?;
    let most = sampling.iter().fold((1, 1), |most, part| (most.0.max(part.0), most.1.max(part.1)));
    let strides: Vec<usize> = started.components().iter().map(CompInfoExt::row_stride).collect();
    let rows = started.height().div_ceil(usize::from(most.1) * 8) * 8;
    let needed = strides.iter().zip(&sampling).map(|(stride, part)| stride * rows * usize::from(part.1));
    let mut buffers: Vec<Vec<u8>> = needed.map(Vec::with_capacity).collect();
    started.read_raw_data(&mut buffers.iter_mut().collect::<Vec<_>>());
    finish(started)?;
    let shares = sampling.iter().map(|part| {
        let share = |part: u8, most: u8| f64::from(part) / f64::from(most);
        (share(part.0, most.0), share(part.1, most.1))
    });
    let planes = buffers.into_iter().zip(strides).zip(shares);
    let mut planes = planes.map(|((samples, stride), share)| Plane::new(samples, stride, share, (width, height)));
    let missing = || "a colour is missing".to_string();
    let luma = planes.next().flatten().ok_or_else(missing)?;
    let chroma = match (planes.next(), planes.next()) {
        (Some(blue), Some(red)) => Some([blue.ok_or_else(missing)?, red.ok_or_else(missing)?]),
        _ => None,
    };
    Ok(Samples::Planes(Planes { width, height, luma, chroma }))
}

fn packed(decoder: Decompress<&[u8]>) -> Result<Samples, String> {
    let mut started = decoder.rgb().map_err(|error| error.to_string())?;
    let (width, height) = size((started.width(), started.height()))?;
    let pixels = started.read_scanlines::<u8>().map_err(|error| error.to_string())?;
    finish(started)?;
    let raster = Raster::from_rgb(width, height, pixels);
    raster.map(Samples::Packed).ok_or_else(|| "its data do not fill its size".to_string())
}

fn inks(decoder: Decompress<&[u8]>) -> Result<Samples, String> {
    // Adobe writes inks the wrong way round: 255 is none.
    let inverted =
        decoder.markers().any(|marker| marker.marker == Marker::APP(14) && marker.data.starts_with(b"Adobe"));
    let mut started = decoder.to_colorspace(ColorSpace::JCS_CMYK).map_err(|error| error.to_string())?;
    let (width, height) = size((started.width(), started.height()))?;
    let mut samples = started.read_scanlines::<u8>().map_err(|error| error.to_string())?;
    finish(started)?;
    if inverted {
        samples.iter_mut().for_each(|ink| *ink = 255 - *ink);
    }
    Ok(Samples::Inks(Inks { width, height, samples }))
}

fn finish(started: DecompressStarted<&[u8]>) -> Result<(), String> {
    started.finish().map_err(|error| error.to_string())
}

fn size((width, height): (usize, usize)) -> Result<(u32, u32), String> {
    let edge = |edge: usize| u32::try_from(edge).map_err(|error| error.to_string());
    Ok((edge(width)?, edge(height)?))
}

/// The first EXIF block, after its heading.
fn exif(decoder: &Decompress<&[u8]>) -> Option<Vec<u8>> {
    let blocks = decoder.markers().filter(|marker| marker.marker == Marker::APP(1));
    blocks.filter_map(|block| block.data.strip_prefix(b"Exif\0\0")).map(<[u8]>::to_vec).next()
}

/// The profile's parts in their order (ICC.1:2022, annex B.4); `None` if one is missing.
fn icc(decoder: &Decompress<&[u8]>) -> Option<Vec<u8>> {
    let blocks = decoder.markers().filter(|marker| marker.marker == Marker::APP(2));
    let mut parts: Vec<(u8, u8, &[u8])> = blocks
        .filter_map(|block| match block.data.strip_prefix(b"ICC_PROFILE\0")? {
            [number, count, part @ ..] => Some((*number, *count, part)),
            _ => None,
        })
        .collect();
    parts.sort_by_key(|(number, ..)| *number);
    let whole =
        parts.iter().zip(1_u8..).all(|((number, count, _), at)| *number == at && usize::from(*count) == parts.len());
    (whole && !parts.is_empty()).then(|| parts.iter().flat_map(|(_, _, part)| *part).copied().collect())
}
