//! What `image` does not tell of a TIFF: whether it is a RAW photo, and the inks of a printer's file.

use crate::file::Failure;
use crate::planes::Inks;
use std::io::Cursor;
use tiff::TiffError;
use tiff::decoder::{Decoder, DecodingResult, Limits};
use tiff::tags::Tag;

/// `DNGVersion` (Adobe DNG 1.7): every DNG has it.
const DNG_VERSION: Tag = Tag::Unknown(50_706);

/// RAW photos are TIFF files whose first picture is a small preview (`NewSubfileType` 1, TIFF 6.0, section 8).
pub(crate) fn is_raw(bytes: &[u8]) -> bool {
    let Ok(mut decoder) = Decoder::new(Cursor::new(bytes)) else { return false };
    let preview =
        decoder.find_tag_unsigned::<u32>(Tag::NewSubfileType).ok().flatten().is_some_and(|kind| kind & 1 == 1);
    preview || decoder.find_tag(DNG_VERSION).is_ok_and(|version| version.is_some())
}

/// The inks of a file in CMYK of 8 bits.
pub(crate) fn inks(bytes: &[u8], memory: u64) -> Result<Inks, Failure> {
    let mut limits = Limits::default();
    limits.decoding_buffer_size = usize::try_from(memory).unwrap_or(usize::MAX);
    limits.intermediate_buffer_size = limits.decoding_buffer_size;
    let mut decoder = Decoder::new(Cursor::new(bytes)).map_err(failure)?.with_limits(limits);
    let (width, height) = decoder.dimensions().map_err(failure)?;
    match decoder.read_image().map_err(failure)? {
        DecodingResult::U8(samples) if samples.len() as u64 == u64::from(width) * u64::from(height) * 4 => {
            Ok(Inks { width, height, samples })
        }
        _ => Err(Failure::Damaged("its inks do not fill its size".to_string())),
    }
}

fn failure(error: TiffError) -> Failure {
    match error {
        TiffError::IoError(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => Failure::Truncated,
        TiffError::LimitsExceeded => Failure::Memory,
        other => Failure::Damaged(other.to_string()),
    }
}
