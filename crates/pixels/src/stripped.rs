//! A file's own pixels without what it tells beside them: notes, places, cameras, previews.

use crate::Orientation;
use gif::{ColorOutput, DecodeOptions, Encoder};
use img_parts::png::{Png, PngChunk};
use img_parts::riff::RiffContent;
use img_parts::webp::WebP;
use img_parts::{Bytes, ImageEXIF as _};

/// Chunks that decide what a PNG looks like and how it moves (PNG 3rd edition, 11; the rest are notes).
const PNG_CHUNKS: [&[u8; 4]; 16] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP", b"sBIT", b"bKGD",
    b"pHYs", b"acTL", b"fcTL", b"fdAT",
];

/// Chunks that decide what a WebP looks like (WebP container specification).
const WEBP_CHUNKS: [&[u8; 4]; 7] = [b"VP8X", b"ICCP", b"ANIM", b"ANMF", b"ALPH", b"VP8 ", b"VP8L"];

/// The flag of XMP in the first byte of a `VP8X` chunk.
const XMP_FLAG: u8 = 4;

/// A file without notes, or one whose notes say that its pixels are to be turned first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stripped {
    /// The file, its pixels untouched.
    Same(Vec<u8>),
    /// It has to be made anew.
    Turned,
}

/// A PNG without notes.
///
/// # Errors
/// Its chunks are not sound.
pub fn png(bytes: &[u8]) -> Result<Stripped, String> {
    let mut png = Png::from_bytes(Bytes::copy_from_slice(bytes)).map_err(|error| error.to_string())?;
    if is_turned(png.exif()) {
        return Ok(Stripped::Turned);
    }
    png.chunks_mut().retain(|chunk: &PngChunk| PNG_CHUNKS.contains(&&chunk.kind()));
    Ok(Stripped::Same(png.encoder().bytes().to_vec()))
}

/// A WebP without notes.
///
/// # Errors
/// Its chunks are not sound.
pub fn webp(bytes: &[u8]) -> Result<Stripped, String> {
    let mut webp = WebP::from_bytes(Bytes::copy_from_slice(bytes)).map_err(|error| error.to_string())?;
    if is_turned(webp.exif()) {
        return Ok(Stripped::Turned);
    }
    webp.set_exif(None);
    webp.chunks_mut().retain(|chunk| WEBP_CHUNKS.contains(&&chunk.id()));
    for chunk in webp.chunks_mut().iter_mut().filter(|chunk| chunk.id() == *b"VP8X") {
        if let RiffContent::Data(data) = chunk.content_mut() {
            let mut flags = data.to_vec();
            flags.iter_mut().take(1).for_each(|first| *first &= !XMP_FLAG);
            *data = flags.into();
        }
    }
    Ok(Stripped::Same(webp.encoder().bytes().to_vec()))
}

/// A GIF without notes: its frames as they are, their palettes and times. At most so many pixels in all frames.
///
/// # Errors
/// Its frames are not sound, or too many.
pub fn gif(bytes: &[u8], most_pixels: u64) -> Result<Vec<u8>, String> {
    let mut options = DecodeOptions::new();
    options.set_color_output(ColorOutput::Indexed);
    let mut decoder = options.read_info(bytes).map_err(|error| error.to_string())?;
    let palette = decoder.global_palette().unwrap_or_default().to_vec();
    let mut file = Vec::new();
    let mut encoder =
        Encoder::new(&mut file, decoder.width(), decoder.height(), &palette).map_err(|error| error.to_string())?;
    encoder.set_repeat(decoder.repeat()).map_err(|error| error.to_string())?;
    let mut pixels = 0;
    while let Some(info) = decoder.next_frame_info().map_err(|error| error.to_string())? {
        pixels += u64::from(info.width) * u64::from(info.height);
        if pixels > most_pixels {
            return Err(format!("its pictures have more than {} megapixels together", most_pixels / 1_000_000));
        }
        let mut frame = info.clone();
        let mut buffer = vec![0; decoder.buffer_size()];
        decoder.read_into_buffer(&mut buffer).map_err(|error| error.to_string())?;
        frame.buffer = buffer.into();
        // It was put into lines when it was read.
        frame.interlaced = false;
        encoder.write_frame(&frame).map_err(|error| error.to_string())?;
    }
    drop(encoder);
    Ok(file)
}

/// Whether an EXIF block says that the pixels do not lie upright.
fn is_turned(exif: Option<Bytes>) -> bool {
    let exif = exif.map(|exif| exif.strip_prefix(b"Exif\0\0").unwrap_or(&exif).to_vec());
    exif.is_some_and(|exif| Orientation::from_exif_chunk(&exif).is_some_and(|turn| turn != Orientation::NoTransforms))
}
