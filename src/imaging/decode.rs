//! From a file's bytes to pixels: limits from the header first, then memory, then decoding that stops at any doubt.

use super::budget::{Budget, Share};
use super::fault::{Fault, Remark};
use super::jpeg;
use super::raster::{Raster, swaps};
use crate::diagnostics::rules::photo;
use crate::photos::Format;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits};
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};
use zune_core::bytestream::ZCursor;
use zune_core::colorspace::ColorSpace;
use zune_core::options::DecoderOptions;

/// Pixels of an original.
const MOST_MEGAPIXELS: u64 = 100;

/// What a decoder may take beside the pixels: chunks, tables, one frame.
const SLACK_BYTES: u64 = 32 << 20;

const TOO_FEW_BYTES: &str = "it has far fewer bytes than its size needs";

/// A decoded original, as it lies in its file.
pub(super) struct Decoded<'a> {
    pub(super) raster: Raster,
    pub(super) orientation: Orientation,
    /// The ICC profile.
    pub(super) profile: Option<Vec<u8>>,
    pub(super) remarks: Vec<Remark>,
    _share: Share<'a>,
}

impl Decoded<'_> {
    /// Width and height once turned upright.
    pub(super) fn upright_size(&self) -> (u32, u32) {
        let (width, height) = (self.raster.width, self.raster.height);
        if swaps(self.orientation) { (height, width) } else { (width, height) }
    }
}

/// Decodes a raster format, within the budget.
pub(super) fn decode<'a>(bytes: &[u8], format: Format, budget: &'a Budget) -> Result<Decoded<'a>, Fault> {
    // Decoders are other people's code and meet hostile files: a panic there is a damaged photo here.
    let decoded = catch_unwind(AssertUnwindSafe(|| match format {
        Format::Jpeg => decode_jpeg(bytes, budget),
        Format::Png => decode_other(bytes, ImageFormat::Png, budget),
        Format::WebP => decode_other(bytes, ImageFormat::WebP, budget),
        Format::Gif => decode_other(bytes, ImageFormat::Gif, budget),
        Format::Svg => Err(damaged("a drawing has no pixels")),
    }));
    decoded.unwrap_or_else(|_| Err(damaged("it makes the decoder fail")))
}

/// Refuses what has more pixels than the limit.
pub(super) fn check_size(width: u32, height: u32) -> Result<(), Fault> {
    if u64::from(width) * u64::from(height) <= MOST_MEGAPIXELS * 1_000_000 {
        return Ok(());
    }
    let fault = Fault::new(&photo::PHOTO_TOO_LARGE).with("width", width).with("height", height);
    Err(fault.with("limit", MOST_MEGAPIXELS))
}

fn decode_jpeg<'a>(bytes: &[u8], budget: &'a Budget) -> Result<Decoded<'a>, Fault> {
    let frame = jpeg::walk(bytes)?;
    check_size(frame.width, frame.height)?;
    if !frame.fits(bytes.len()) {
        return Err(damaged(TOO_FEW_BYTES));
    }
    let share = budget.take(frame.decoded_bytes() * if frame.components == 1 { 4 } else { 1 });
    // Strict: what the data lacks is an error, not gray. Junk between segments is strict's only harmless complaint.
    let (decoder, pixels) = match zune(bytes, true) {
        Err(reason) if reason.contains("between headers") => zune(bytes, false),
        result => result,
    }
    .map_err(damaged)?;
    let orientation = decoder.exif().and_then(|exif| Orientation::from_exif_chunk(exif));
    let gray = frame.components == 1;
    let cmyk = matches!(decoder.input_colorspace(), Some(ColorSpace::CMYK | ColorSpace::YCCK));
    Ok(Decoded {
        raster: raster_of(frame.width, frame.height, gray, pixels)?,
        orientation: orientation.unwrap_or(Orientation::NoTransforms),
        profile: decoder.icc_profile().filter(|_| !cmyk),
        remarks: if cmyk { vec![Remark::Cmyk] } else { Vec::new() },
        _share: share,
    })
}

type Zune<'a> = zune_jpeg::JpegDecoder<ZCursor<&'a [u8]>>;

fn zune(bytes: &[u8], strict: bool) -> Result<(Zune<'_>, Vec<u8>), String> {
    let options = DecoderOptions::default().set_strict_mode(strict).set_max_width(65_535).set_max_height(65_535);
    let mut decoder = zune_jpeg::JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    decoder.decode_headers().map_err(|error| error.to_string())?;
    let wanted = if decoder.input_colorspace() == Some(ColorSpace::Luma) { ColorSpace::Luma } else { ColorSpace::RGB };
    decoder.set_options(options.jpeg_set_out_colorspace(wanted));
    let pixels = decoder.decode().map_err(|error| error.to_string())?;
    Ok((decoder, pixels))
}

fn raster_of(width: u32, height: u32, gray: bool, pixels: Vec<u8>) -> Result<Raster, Fault> {
    let image = if gray {
        image::GrayImage::from_raw(width, height, pixels).map(DynamicImage::ImageLuma8)
    } else {
        image::RgbImage::from_raw(width, height, pixels).map(DynamicImage::ImageRgb8)
    };
    image.map(Raster::from_image).ok_or_else(|| damaged("its data do not fill its size"))
}

fn decode_other<'a>(bytes: &[u8], format: ImageFormat, budget: &'a Budget) -> Result<Decoded<'a>, Fault> {
    if format == ImageFormat::Png {
        check_png_header(bytes)?;
    }
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits(MOST_MEGAPIXELS * 1_000_000 * 8));
    let mut decoder = reader.into_decoder().map_err(refused)?;
    let (width, height) = decoder.dimensions();
    check_size(width, height)?;
    // 16 bits are halved and gray is spread after decoding: for that moment both are there.
    let pixels = u64::from(width) * u64::from(height);
    let share = budget.take(decoder.total_bytes() + pixels * 4);
    decoder.set_limits(limits(decoder.total_bytes())).map_err(refused)?;
    let profile = decoder.icc_profile().ok().flatten();
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let raster = Raster::from_image(DynamicImage::from_decoder(decoder).map_err(refused)?);
    let remarks = if is_animated(bytes, format) { vec![Remark::Animated] } else { Vec::new() };
    Ok(Decoded { raster, orientation, profile, remarks, _share: share })
}

fn limits(bytes: u64) -> Limits {
    let mut limits = Limits::no_limits();
    limits.max_alloc = Some(bytes + SLACK_BYTES);
    limits
}

/// The size stands in a PNG's first chunk; the pixels cannot be more than deflate can hold.
fn check_png_header(bytes: &[u8]) -> Result<(), Fault> {
    let number = |at: usize| bytes.get(at..at + 4).and_then(|four| four.try_into().ok()).map(u32::from_be_bytes);
    let (Some(width), Some(height), Some(&depth)) = (number(16), number(20), bytes.get(24)) else {
        return Err(Fault::because(&photo::PHOTO_TRUNCATED, "its header is not whole"));
    };
    check_size(width, height)?;
    let packed = u64::from(width) * u64::from(height) * u64::from(depth.max(1)) / 8;
    // Deflate packs 1032 to 1 at best.
    if packed / 1100 > bytes.len() as u64 {
        return Err(damaged(TOO_FEW_BYTES));
    }
    Ok(())
}

fn is_animated(bytes: &[u8], format: ImageFormat) -> bool {
    let holds = |mark: &[u8]| bytes.windows(mark.len()).take(1 << 16).any(|window| window == mark);
    match format {
        ImageFormat::Gif => holds(b"NETSCAPE2.0"),
        ImageFormat::Png => holds(b"acTL"),
        _ => bytes.get(12..16) == Some(b"VP8X".as_slice()) && bytes.get(20).is_some_and(|flags| flags & 2 != 0),
    }
}

fn refused(error: ImageError) -> Fault {
    match error {
        ImageError::IoError(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => {
            Fault::because(&photo::PHOTO_TRUNCATED, "its data end too early")
        }
        ImageError::Limits(_) => damaged("it needs more memory than its size allows"),
        other => damaged(other),
    }
}

fn damaged(reason: impl ToString) -> Fault {
    Fault::because(&photo::PHOTO_DAMAGED, reason)
}
