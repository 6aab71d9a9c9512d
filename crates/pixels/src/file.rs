//! Reading PNG, WebP, GIF and TIFF: the header first, so that limits can be checked before memory is taken.

use crate::{Orientation, Raster, Samples, tiff};
use image::{DynamicImage, ExtendedColorType, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits};
use std::io::{Cursor, ErrorKind};

/// A format of [`open`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// PNG.
    Png,
    /// WebP, lossy or lossless.
    WebP,
    /// GIF: its first frame.
    Gif,
    /// TIFF: its first page.
    Tiff,
}

/// Why a file cannot be read.
#[derive(Clone, Debug)]
pub enum Failure {
    /// Its data end too early.
    Truncated,
    /// It needs more memory than was allowed.
    Memory,
    /// It is what a camera's sensor saw, in the camera's own form.
    Raw,
    /// Something else, in the decoder's words.
    Damaged(String),
}

/// A file whose header was read.
pub struct Opened<'a> {
    decoder: Box<dyn ImageDecoder + 'a>,
    bytes: &'a [u8],
    inks: bool,
}

/// A file that was read to its end.
#[derive(Clone, Debug)]
pub struct File {
    /// The picture, as it lies in the file.
    pub samples: Samples,
    /// Whether it was in printing colours.
    pub cmyk: bool,
    /// How it is to be turned.
    pub orientation: Orientation,
    /// Its ICC profile.
    pub icc: Option<Vec<u8>>,
}

/// Reads the header. The decoder may take `memory` bytes.
///
/// # Errors
/// The header is not sound, or needs more memory.
pub fn open(bytes: &[u8], format: Format, memory: u64) -> Result<Opened<'_>, Failure> {
    let format = match format {
        Format::Png => ImageFormat::Png,
        Format::WebP => ImageFormat::WebP,
        Format::Gif => ImageFormat::Gif,
        Format::Tiff => ImageFormat::Tiff,
    };
    if format == ImageFormat::Tiff && tiff::is_raw(bytes) {
        return Err(Failure::Raw);
    }
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits(memory));
    let decoder: Box<dyn ImageDecoder> = Box::new(reader.into_decoder().map_err(failure)?);
    let inks = format == ImageFormat::Tiff && decoder.original_color_type() == ExtendedColorType::Cmyk8;
    Ok(Opened { decoder, bytes, inks })
}

impl Opened<'_> {
    /// Width and height.
    #[must_use]
    pub fn size(&self) -> (u32, u32) {
        self.decoder.dimensions()
    }

    /// Bytes of the decoded picture.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.decoder.total_bytes()
    }

    /// Decodes the picture. The decoder may take `memory` bytes.
    ///
    /// # Errors
    /// The data are not sound, or need more memory.
    pub fn read(mut self, memory: u64) -> Result<File, Failure> {
        self.decoder.set_limits(limits(memory)).map_err(failure)?;
        let icc = self.decoder.icc_profile().ok().flatten();
        let orientation = self.decoder.orientation().unwrap_or(Orientation::NoTransforms);
        let samples = if self.inks {
            Samples::Inks(tiff::inks(self.bytes, memory)?)
        } else {
            Samples::Packed(Raster::from_image(DynamicImage::from_decoder(self.decoder).map_err(failure)?))
        };
        Ok(File { samples, cmyk: self.inks, orientation, icc })
    }
}

fn limits(bytes: u64) -> Limits {
    let mut limits = Limits::no_limits();
    limits.max_alloc = Some(bytes);
    limits
}

fn failure(error: ImageError) -> Failure {
    match error {
        ImageError::IoError(error) if error.kind() == ErrorKind::UnexpectedEof => Failure::Truncated,
        ImageError::Limits(_) => Failure::Memory,
        other => Failure::Damaged(other.to_string()),
    }
}
