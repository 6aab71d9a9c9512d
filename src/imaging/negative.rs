//! Photos that are drawn from, not reduced: read and checked, then decoded as they lie in their files.

use super::Darkroom;
use super::decode::Opened;
use super::fault::Fault;
use super::limits::Limits;
use super::{sniff, svg};
use crate::diagnostics::{Diagnostic, Place};
use crate::fingerprint::Digest;
use crate::paths::ShopPath;
use crate::photos::Format;
use pixels::jpeg::Extent;
use pixels::{Colours, Raster, Samples};
use std::sync::Arc;

/// A photo whose file is read.
pub struct Negative {
    path: ShopPath,
    bytes: Vec<u8>,
    format: Format,
    limits: Limits,
}

/// A photo to draw from.
#[derive(Clone)]
pub enum Developed {
    /// Upright pixels as the file holds them, and how their colours become sRGB.
    Photo(Arc<Samples>, Arc<Colours>),
    /// Upright pixels in sRGB.
    Pixels(Arc<Raster>),
    /// A sanitised drawing.
    Drawing(Arc<str>),
}

impl Developed {
    /// Bytes that it holds.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        match self {
            Self::Photo(samples, _) => samples.bytes(),
            Self::Pixels(raster) => raster.pixels.len() as u64,
            Self::Drawing(text) => text.len() as u64,
        }
    }
}

impl Negative {
    /// Reads a photo that must still be what it was when it was examined; gives the bytes that decoding takes beside it.
    ///
    /// # Errors
    /// A diagnostic at the photo's own head.
    pub fn read(darkroom: &Darkroom<'_>, path: &ShopPath, digest: Digest) -> Result<(Self, u64), Box<Diagnostic>> {
        let bytes = darkroom.original(path, digest).map_err(|fault| told(path, fault))?;
        Self::of(path, bytes, darkroom.limits)
    }

    /// The same, of bytes that are there.
    ///
    /// # Errors
    /// A diagnostic at the photo's own head.
    pub fn of(path: &ShopPath, bytes: Vec<u8>, limits: Limits) -> Result<(Self, u64), Box<Diagnostic>> {
        let needed = || match sniff::format(&bytes, limits)? {
            Format::Svg => Ok((Format::Svg, 0)),
            format => Ok((format, Opened::read(&bytes, format, limits)?.needs(Extent::Whole))),
        };
        let (format, needed) = needed().map_err(|fault| told(path, fault))?;
        Ok((Self { path: path.clone(), bytes, format, limits }, needed))
    }

    /// Decodes it.
    ///
    /// # Errors
    /// A diagnostic at the photo's own head.
    pub fn develop(self) -> Result<Developed, Box<Diagnostic>> {
        let developed = || {
            if self.format == Format::Svg {
                let text = svg::Drawing::read(&self.bytes)?.into_text();
                return Ok(Developed::Drawing(String::from_utf8_lossy(&text).into()));
            }
            let opened = Opened::read(&self.bytes, self.format, self.limits)?;
            opened.decode(Extent::Whole)?.developed()
        };
        developed().map_err(|fault| told(&self.path, fault))
    }
}

fn told(path: &ShopPath, fault: Fault) -> Box<Diagnostic> {
    Box::new(fault.about(path, Place::head(path)))
}
