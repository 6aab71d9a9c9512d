//! Reducing and enlarging.

use crate::Raster;
use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};

/// A part of a picture, in its pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Window {
    /// From the left edge.
    pub left: f64,
    /// From the upper edge.
    pub top: f64,
    /// How wide.
    pub width: f64,
    /// How tall.
    pub height: f64,
}

impl Window {
    /// All of a picture.
    #[must_use]
    pub fn whole(width: u32, height: u32) -> Self {
        Self { left: 0.0, top: 0.0, width: f64::from(width), height: f64::from(height) }
    }
}

impl Raster {
    /// A part of the picture at a size, by Lanczos3. See-through pixels lend no colour to their neighbours.
    ///
    /// # Errors
    /// The part does not lie in the picture, or a size is zero.
    pub fn scaled(&self, part: Window, (width, height): (u32, u32)) -> Result<Self, String> {
        if part == Window::whole(self.width, self.height) && (width, height) == (self.width, self.height) {
            return Ok(self.clone());
        }
        let kind = if self.alpha { PixelType::U8x4 } else { PixelType::U8x3 };
        let source = ImageRef::new(self.width, self.height, &self.pixels, kind).map_err(|error| error.to_string())?;
        let mut target = Image::new(width, height, kind);
        let lanczos = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::Lanczos3));
        let options = lanczos.crop(part.left, part.top, part.width, part.height);
        Resizer::new().resize(&source, &mut target, &options).map_err(|error| error.to_string())?;
        Ok(Self { width, height, alpha: self.alpha, pixels: target.into_vec() })
    }
}
