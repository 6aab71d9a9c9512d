//! Reading PNG, WebP and GIF: the header first, so that limits can be checked before memory is taken.

use crate::{Orientation, Raster};
use image::{DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits};
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
}

/// Why a file cannot be read.
#[derive(Clone, Debug)]
pub enum Failure {
    /// Its data end too early.
    Truncated,
    /// It needs more memory than was allowed.
    Memory,
    /// Something else, in the decoder's words.
    Damaged(String),
}

/// A file whose header was read.
pub struct Opened<'a> {
    decoder: Box<dyn ImageDecoder + 'a>,
}

/// A file that was read to its end.
#[derive(Clone, Debug)]
pub struct File {
    /// The picture, as it lies in the file.
    pub raster: Raster,
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
    };
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits(memory));
    Ok(Opened { decoder: Box::new(reader.into_decoder().map_err(failure)?) })
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
        let raster = Raster::from_image(DynamicImage::from_decoder(self.decoder).map_err(failure)?);
        Ok(File { raster, orientation, icc })
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
