//! QR codes: whole pixels a module, and the quiet zone that readers need.

use crate::fault::Problem;
use pixels::Raster;
use qrcodegen::{QrCode, QrCodeEcc};

/// Modules of white that the standard asks for around a code.
const QUIET: u32 = 4;
/// Longer than this is no address, and the modules would be too small for a poster.
const MOST_BYTES: usize = 600;

/// A QR code, not yet of a size.
#[derive(Clone)]
pub struct Code {
    code: QrCode,
}

impl Code {
    /// The code of a text, at level M: a seventh of it may be lost.
    ///
    /// # Errors
    /// The text is longer than 600 bytes.
    pub fn of(text: &str) -> Result<Self, Problem> {
        let too_long = || Problem::CodeTooLong(MOST_BYTES);
        if text.len() > MOST_BYTES {
            return Err(too_long());
        }
        let code = QrCode::encode_text(text, QrCodeEcc::Medium).map_err(|_| too_long())?;
        Ok(Self { code })
    }

    /// Modules along an edge, with the quiet zone.
    #[must_use]
    pub fn modules(&self) -> u32 {
        self.code.size().unsigned_abs() + 2 * QUIET
    }

    /// Black on white in the middle of a picture of a size, as large as whole pixels a module allow.
    ///
    /// # Errors
    /// There is less than a pixel for a module.
    pub fn drawn(&self, (width, height): (u32, u32)) -> Result<Raster, Problem> {
        let (has, needs) = (width.min(height), self.modules());
        let scale = has / needs;
        if scale == 0 {
            return Err(Problem::CodeTooSmall { has, needs });
        }
        let edge = self.code.size().unsigned_abs() * scale;
        let (left, top) = ((width - edge) / 2, (height - edge) / 2);
        let mut pixels = Vec::with_capacity(width as usize * height as usize * 4);
        for y in 0..height {
            for x in 0..width {
                let shade = if self.is_dark(x, left, y, top, scale) { 0 } else { 255 };
                pixels.extend([shade, shade, shade, 255]);
            }
        }
        Ok(Raster { width, height, alpha: true, pixels })
    }

    fn is_dark(&self, x: u32, left: u32, y: u32, top: u32, scale: u32) -> bool {
        let module = |at: u32, start: u32| i32::try_from(at.checked_sub(start)? / scale).ok();
        matches!((module(x, left), module(y, top)), (Some(x), Some(y)) if self.code.get_module(x, y))
    }
}
