//! From a file's bytes to pixels: limits from the header first, then memory, then decoding that stops at any doubt.

use super::fault::{Fault, Remark};
use super::jpeg;
use super::limits::Limits;
use super::negative::Developed;
use super::raster::{lying, not_made, part_of, swaps};
use crate::diagnostics::rules::photo;
use crate::photos::{Crop, Format};
use pixels::file::{self, Failure};
use pixels::jpeg::Extent;
use pixels::{Colours, Orientation, Raster, Samples, Window};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// What a decoder may take beside the pixels: chunks, tables, one frame.
const SLACK_BYTES: u64 = 32 << 20;

const TOO_FEW_BYTES: &str = "it has far fewer bytes than its size needs";

/// An original whose header is sound and within the limits.
pub(super) struct Opened<'a> {
    bytes: &'a [u8],
    header: Header,
    limits: Limits,
}

enum Header {
    Jpeg(jpeg::Frame),
    Other { format: file::Format, size: (u32, u32), decoded: u64 },
}

/// A decoded original, as it lies in its file.
pub(super) struct Decoded {
    samples: Samples,
    colours: Colours,
    orientation: Orientation,
    /// Width and height of the original, upright.
    pub(super) original_size: (u32, u32),
    pub(super) remarks: Vec<Remark>,
}

impl<'a> Opened<'a> {
    /// Reads the header of a raster format.
    pub(super) fn read(bytes: &'a [u8], format: Format, limits: Limits) -> Result<Self, Fault> {
        let header = without_panic(|| match format {
            Format::Jpeg => jpeg_header(bytes, limits),
            Format::Png => png_header(bytes, limits).and_then(|()| header(bytes, file::Format::Png, limits)),
            Format::WebP => header(bytes, file::Format::WebP, limits),
            Format::Gif => header(bytes, file::Format::Gif, limits),
            Format::Tiff => header(bytes, file::Format::Tiff, limits),
            Format::Svg => Err(damaged("a drawing has no pixels")),
        });
        Ok(Self { bytes, header: header?, limits })
    }

    /// Width and height, as it lies.
    pub(super) fn size(&self) -> (u32, u32) {
        match &self.header {
            Header::Jpeg(frame) => (frame.width, frame.height),
            Header::Other { size, .. } => *size,
        }
    }

    /// Bytes of memory that decoding takes, the pixels included.
    pub(super) fn needs(&self, extent: Extent) -> u64 {
        match &self.header {
            Header::Jpeg(frame) => frame.decoded_bytes(extent),
            // 16 bits are halved and gray is spread after decoding: for that moment both are there.
            Header::Other { size: (width, height), decoded, .. } => {
                decoded + u64::from(*width) * u64::from(*height) * 4
            }
        }
    }

    /// Decodes it to the end; only a JPEG can be read at an eighth of its size.
    pub(super) fn decode(&self, extent: Extent) -> Result<Decoded, Fault> {
        without_panic(|| match &self.header {
            Header::Jpeg(frame) => self.decode_jpeg(*frame, extent),
            Header::Other { format, size, decoded } => self.decode_other(*format, *size, *decoded),
        })
    }

    fn decode_jpeg(&self, frame: jpeg::Frame, extent: Extent) -> Result<Decoded, Fault> {
        let decoded = pixels::jpeg::decode(self.bytes, extent).map_err(damaged)?;
        let orientation = decoded.exif.as_deref().and_then(Orientation::from_exif_chunk);
        let remark = decoded.cmyk.then_some(Remark::Cmyk);
        Ok(Decoded::new(decoded.samples, decoded.icc, orientation, (frame.width, frame.height), remark))
    }

    fn decode_other(&self, format: file::Format, size: (u32, u32), decoded: u64) -> Result<Decoded, Fault> {
        let opened = file::open(self.bytes, format, self.limits.most_decoded()).map_err(refused)?;
        let file::File { samples, cmyk, orientation, icc } = opened.read(decoded + SLACK_BYTES).map_err(refused)?;
        let animated = is_animated(self.bytes, format).then_some(Remark::Animated);
        Ok(Decoded::new(samples, icc, Some(orientation), size, animated.or(cmyk.then_some(Remark::Cmyk))))
    }
}

impl Decoded {
    fn new(
        samples: Samples,
        icc: Option<Vec<u8>>,
        orientation: Option<Orientation>,
        (width, height): (u32, u32),
        remark: Option<Remark>,
    ) -> Self {
        let (colours, usable) = Colours::of(&samples, icc.as_deref());
        let orientation = orientation.unwrap_or(Orientation::NoTransforms);
        let original_size = if swaps(orientation) { (height, width) } else { (width, height) };
        let mut remarks: Vec<Remark> = remark.into_iter().collect();
        // Printing colours with a usable profile come out as they were meant.
        if !usable {
            remarks.push(Remark::Profile);
        } else if icc.is_some() {
            remarks.retain(|remark| *remark != Remark::Cmyk);
        }
        Self { samples, colours, orientation, original_size, remarks }
    }

    /// Width and height of what was decoded, upright.
    pub(super) fn size(&self) -> (u32, u32) {
        let (width, height) = self.samples.size();
        if swaps(self.orientation) { (height, width) } else { (width, height) }
    }

    /// What a crop keeps, upright.
    pub(super) fn part(&self, crop: Option<Crop>) -> Window {
        let (width, height) = self.size();
        part_of(crop, width, height)
    }

    /// A part of it at a size: upright, in sRGB. Reduced as it lies, then converted, then turned: that is less to do.
    pub(super) fn reduced(&self, crop: Option<Crop>, (width, height): (u32, u32)) -> Result<Raster, Fault> {
        let (wide, tall) = if swaps(self.orientation) { (height, width) } else { (width, height) };
        let part = lying(self.part(crop), self.orientation, self.samples.size());
        let reduced = self.samples.reduced(part, (wide, tall), &self.colours).map_err(not_made)?;
        if self.orientation == Orientation::NoTransforms {
            return Ok(reduced);
        }
        reduced.turned(self.orientation).ok_or_else(|| not_made("its pixels do not fit its size"))
    }

    /// To be drawn from: as it lies where that is upright, else turned.
    pub(super) fn developed(self) -> Result<Developed, Fault> {
        if self.orientation == Orientation::NoTransforms {
            return Ok(Developed::Photo(self.samples.into(), self.colours.into()));
        }
        self.whole().map(|raster| Developed::Pixels(raster.into()))
    }

    /// All of it at its own size.
    pub(super) fn whole(&self) -> Result<Raster, Fault> {
        self.reduced(None, self.size())
    }

    pub(super) fn is_see_through(&self) -> bool {
        self.samples.is_see_through()
    }
}

/// Decoders are other people's code and meet hostile files: a panic there is a damaged photo here.
fn without_panic<T>(work: impl FnOnce() -> Result<T, Fault>) -> Result<T, Fault> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| Err(damaged("it makes the decoder fail")))
}

fn jpeg_header(bytes: &[u8], limits: Limits) -> Result<Header, Fault> {
    let frame = jpeg::walk(bytes)?;
    limits.check_size(frame.width, frame.height)?;
    if frame.fits(bytes.len()) { Ok(Header::Jpeg(frame)) } else { Err(damaged(TOO_FEW_BYTES)) }
}

fn header(bytes: &[u8], format: file::Format, limits: Limits) -> Result<Header, Fault> {
    let opened = file::open(bytes, format, limits.most_decoded()).map_err(refused)?;
    let (width, height) = opened.size();
    limits.check_size(width, height)?;
    Ok(Header::Other { format, size: (width, height), decoded: opened.bytes() })
}

/// The size stands in a PNG's first chunk; the pixels cannot be more than deflate can hold.
fn png_header(bytes: &[u8], limits: Limits) -> Result<(), Fault> {
    let number = |at: usize| bytes.get(at..at + 4).and_then(|four| four.try_into().ok()).map(u32::from_be_bytes);
    let (Some(width), Some(height), Some(&depth)) = (number(16), number(20), bytes.get(24)) else {
        return Err(Fault::because(&photo::PHOTO_TRUNCATED, "its header is not whole"));
    };
    limits.check_size(width, height)?;
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
        file::Format::Tiff => false,
    }
}

fn refused(failure: Failure) -> Fault {
    match failure {
        Failure::Truncated => Fault::because(&photo::PHOTO_TRUNCATED, "its data end too early"),
        Failure::Memory => damaged("it needs more memory than its size allows"),
        Failure::Raw => Fault::new(&photo::PHOTO_FORMAT).with("kind", "a RAW photo"),
        Failure::Damaged(reason) => damaged(reason),
    }
}

fn damaged(reason: impl ToString) -> Fault {
    Fault::because(&photo::PHOTO_DAMAGED, reason)
}
