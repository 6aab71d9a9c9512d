//! From a file's bytes to pixels: limits from the header first, then memory, then decoding that stops at any doubt.

use super::budget::{Budget, Share};
use super::fault::{Fault, Remark};
use super::jpeg;
use super::raster::swaps;
use crate::diagnostics::rules::photo;
use crate::photos::Format;
use pixels::file::{self, Failure};
use pixels::jpeg::Strictness;
use pixels::{Orientation, Raster};
use std::panic::{AssertUnwindSafe, catch_unwind};

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
        Format::Png => decode_other(bytes, file::Format::Png, budget),
        Format::WebP => decode_other(bytes, file::Format::WebP, budget),
        Format::Gif => decode_other(bytes, file::Format::Gif, budget),
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
    let decoded = match pixels::jpeg::decode(bytes, Strictness::Strict) {
        Err(reason) if reason.contains("between headers") => pixels::jpeg::decode(bytes, Strictness::Lenient),
        result => result,
    }
    .map_err(damaged)?;
    let orientation = decoded.exif.as_deref().and_then(Orientation::from_exif_chunk);
    let from_samples = if decoded.gray { Raster::from_gray } else { Raster::from_rgb };
    let raster = from_samples(frame.width, frame.height, decoded.samples);
    Ok(Decoded {
        raster: raster.ok_or_else(|| damaged("its data do not fill its size"))?,
        orientation: orientation.unwrap_or(Orientation::NoTransforms),
        profile: decoded.icc.filter(|_| !decoded.cmyk),
        remarks: if decoded.cmyk { vec![Remark::Cmyk] } else { Vec::new() },
        _share: share,
    })
}

fn decode_other<'a>(bytes: &[u8], format: file::Format, budget: &'a Budget) -> Result<Decoded<'a>, Fault> {
    if format == file::Format::Png {
        check_png_header(bytes)?;
    }
    let opened = file::open(bytes, format, MOST_MEGAPIXELS * 1_000_000 * 8 + SLACK_BYTES).map_err(refused)?;
    let (width, height) = opened.size();
    check_size(width, height)?;
    // 16 bits are halved and gray is spread after decoding: for that moment both are there.
    let needed = opened.bytes();
    let share = budget.take(needed + u64::from(width) * u64::from(height) * 4);
    let file::File { raster, orientation, icc } = opened.read(needed + SLACK_BYTES).map_err(refused)?;
    let remarks = if is_animated(bytes, format) { vec![Remark::Animated] } else { Vec::new() };
    Ok(Decoded { raster, orientation, profile: icc, remarks, _share: share })
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

fn is_animated(bytes: &[u8], format: file::Format) -> bool {
    let holds = |mark: &[u8]| bytes.windows(mark.len()).take(1 << 16).any(|window| window == mark);
    match format {
        file::Format::Gif => holds(b"NETSCAPE2.0"),
        file::Format::Png => holds(b"acTL"),
        file::Format::WebP => bytes.get(12..16) == Some(b"VP8X") && bytes.get(20).is_some_and(|flags| flags & 2 != 0),
    }
}

fn refused(failure: Failure) -> Fault {
    match failure {
        Failure::Truncated => Fault::because(&photo::PHOTO_TRUNCATED, "its data end too early"),
        Failure::Memory => damaged("it needs more memory than its size allows"),
        Failure::Damaged(reason) => damaged(reason),
    }
}

fn damaged(reason: impl ToString) -> Fault {
    Fault::because(&photo::PHOTO_DAMAGED, reason)
}
