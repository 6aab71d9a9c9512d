//! Reducing and enlarging.

use crate::Raster;
use fast_image_resize::images::{TypedImage, TypedImageRef};
use fast_image_resize::pixels::{U8, U8x3, U8x4};
use fast_image_resize::{FilterType, PixelTrait, ResizeAlg, ResizeOptions, Resizer};

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
        let resized = if self.alpha { resized::<U8x4> } else { resized::<U8x3> };
        let pixels = resized(&self.pixels, (self.width, self.height), part, (width, height), true)?;
        Ok(Self { width, height, alpha: self.alpha, pixels })
    }
}

/// A part of a single plane at a size, by Lanczos3.
pub(crate) fn scaled_plane(
    samples: &[u8],
    plane: (u32, u32),
    part: Window,
    size: (u32, u32),
) -> Result<Vec<u8>, String> {
    resized::<U8>(samples, plane, part, size, false)
}

/// A part of four inks at a size, by Lanczos3.
pub(crate) fn scaled_inks(
    samples: &[u8],
    whole: (u32, u32),
    part: Window,
    size: (u32, u32),
) -> Result<Vec<u8>, String> {
    resized::<U8x4>(samples, whole, part, size, false)
}

/// Typed, so that only the pixels that are needed are compiled.
fn resized<P: PixelTrait>(
    samples: &[u8],
    (wide, tall): (u32, u32),
    part: Window,
    (width, height): (u32, u32),
    alpha: bool,
) -> Result<Vec<u8>, String> {
    let source = TypedImageRef::<P>::from_buffer(wide, tall, samples).map_err(|error| error.to_string())?;
    let mut pixels = vec![0; width as usize * height as usize * P::size()];
    let mut target = TypedImage::<P>::from_buffer(width, height, &mut pixels).map_err(|error| error.to_string())?;
    let lanczos = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::Lanczos3)).use_alpha(alpha);
    let options = lanczos.crop(part.left, part.top, part.width, part.height);
    Resizer::new().resize_typed(&source, &mut target, &options).map_err(|error| error.to_string())?;
    Ok(pixels)
}
