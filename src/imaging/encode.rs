//! From pixels to a file's bytes. No encoder here writes metadata.

use super::fault::Fault;
use super::raster::{not_made, scaled};
use crate::diagnostics::rules::photo;
use crate::photos::{Format, Recipe};
use pixels::jpeg::Order;
use pixels::{Raster, Window};

/// Below this quality nobody would show the picture; a file that is still too large becomes smaller in size.
const LEAST_QUALITY: u8 = 55;

/// The shares of its size that a file may shrink to, in percent.
const SMALLER: [u32; 4] = [100, 90, 80, 70];

/// How pixels become a file.
#[derive(Clone, Copy, Debug)]
pub struct Encoding {
    /// The format.
    pub format: Format,
    /// 1 to 100; no meaning for PNG.
    pub quality: u8,
    /// How hard the encoder of WebP tries, 0 to 6.
    pub effort: u8,
    /// Whether a JPEG comes coarse first.
    pub progressive: bool,
    /// Bytes that the file may have; quality goes down, then size, until it fits.
    pub most_bytes: Option<u32>,
    /// What stands behind see-through parts of a JPEG.
    pub background: [u8; 3],
}

/// Why there is no file.
#[derive(Clone, Debug)]
pub enum EncodingFailure {
    /// It cannot be as small as it must: how many bytes it takes at least, and how many it may.
    OverLimit(u64, u64),
    /// The encoder failed, in its own words.
    Failed(String),
}

/// The bytes of a rendition as its recipe has them.
pub(super) fn encode(raster: &Raster, recipe: &Recipe) -> Result<Vec<u8>, Fault> {
    let Recipe { format, quality, effort, progressive, most_bytes, width, height, .. } = *recipe;
    let encoding = Encoding { format, quality, effort, progressive, most_bytes, background: recipe.finish.background };
    encoding.file(raster).map_err(|failure| match failure {
        EncodingFailure::OverLimit(least, limit) => {
            let fault = Fault::new(&photo::PHOTO_OVER_LIMIT).with("width", width).with("height", height);
            fault.with("least", kilobytes(least)).with("limit", kilobytes(limit))
        }
        EncodingFailure::Failed(reason) => not_made(reason),
    })
}

impl Encoding {
    /// The file.
    ///
    /// # Errors
    /// It would have too many bytes, or the encoder fails.
    pub fn file(&self, raster: &Raster) -> Result<Vec<u8>, EncodingFailure> {
        let flat;
        let raster = if self.format == Format::Jpeg && raster.alpha {
            flat = raster.flattened(self.background);
            &flat
        } else {
            raster
        };
        match self.most_bytes {
            Some(limit) => self.within(raster, limit),
            None => self.at(raster, self.quality),
        }
    }

    fn at(&self, raster: &Raster, quality: u8) -> Result<Vec<u8>, EncodingFailure> {
        let order = if self.progressive { Order::Progressive } else { Order::Baseline };
        let bytes = match self.format {
            Format::Jpeg => pixels::jpeg::encode(raster, quality, order),
            Format::WebP => pixels::webp::encode(raster, quality, self.effort),
            Format::Png => pixels::png::encode(raster),
            format @ (Format::Gif | Format::Tiff | Format::Svg) => {
                Err(format!("{} is not written", format.extension()))
            }
        };
        bytes.map_err(EncodingFailure::Failed)
    }

    /// The best that fits into so many bytes: at a lower quality, then at a smaller size.
    fn within(&self, raster: &Raster, limit: u32) -> Result<Vec<u8>, EncodingFailure> {
        let fits = |bytes: &Vec<u8>| bytes.len() as u64 <= u64::from(limit);
        let mut least = u64::MAX;
        for percent in SMALLER {
            let smaller = |edge: u32| (edge * percent / 100).max(1);
            let size = (smaller(raster.width), smaller(raster.height));
            let whole = Window::whole(raster.width, raster.height);
            let raster = scaled(raster, whole, size).map_err(|_| EncodingFailure::Failed("no smaller size".into()))?;
            let best = self.at(&raster, self.quality)?;
            if fits(&best) {
                return Ok(best);
            }
            let floor = LEAST_QUALITY.min(self.quality);
            let worst = if self.format == Format::Png { best } else { self.at(&raster, floor)? };
            if fits(&worst) {
                return self.highest(&raster, worst, &fits);
            }
            least = least.min(worst.len() as u64);
        }
        Err(EncodingFailure::OverLimit(least, u64::from(limit)))
    }

    /// The highest quality that fits, between the lowest, which does, and the wanted one, which does not.
    fn highest(
        &self,
        raster: &Raster,
        worst: Vec<u8>,
        fits: &dyn Fn(&Vec<u8>) -> bool,
    ) -> Result<Vec<u8>, EncodingFailure> {
        let (mut fitting, mut low, mut high) = (worst, LEAST_QUALITY, self.quality);
        while high - low > 1 {
            let middle = low.midpoint(high);
            let bytes = self.at(raster, middle)?;
            if fits(&bytes) {
                (fitting, low) = (bytes, middle);
            } else {
                high = middle;
            }
        }
        Ok(fitting)
    }
}

/// A limit in words, rounded up.
#[must_use]
pub fn kilobytes(bytes: u64) -> String {
    format!("{} KB", bytes.div_ceil(1000))
}
