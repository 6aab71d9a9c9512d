//! Pixels in memory, and what is done to them: cropping, reducing, turning upright.

use super::fault::Fault;
use crate::diagnostics::rules::photo;
use crate::photos::Crop;
use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};
use image::DynamicImage;
use image::metadata::Orientation;

/// An 8-bit picture, RGB or RGBA (not premultiplied).
#[derive(Clone, Debug)]
pub(super) struct Raster {
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) alpha: bool,
    pub(super) pixels: Vec<u8>,
}

/// A part of a picture, in its pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Window {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) width: f64,
    pub(super) height: f64,
}

impl Window {
    /// The part of an upright picture that a crop keeps.
    pub(super) fn of(crop: Option<Crop>, width: u32, height: u32) -> Self {
        let (width, height) = (f64::from(width), f64::from(height));
        let Some(crop) = crop else { return Self { left: 0.0, top: 0.0, width, height } };
        let ratio = f64::from(crop.ratio.0.max(1)) / f64::from(crop.ratio.1.max(1));
        let (wide, tall) = (width.min(height * ratio), height.min(width / ratio));
        let start = |focal: u16, whole: f64, part: f64| {
            (f64::from(focal) / 1000.0 * whole - part / 2.0).clamp(0.0, (whole - part).max(0.0))
        };
        Self {
            left: start(crop.focal.0, width, wide),
            top: start(crop.focal.1, height, tall),
            width: wide,
            height: tall,
        }
    }

    /// The same part in the pixels as they lie in the file, before they are turned upright.
    fn lying(self, orientation: Orientation, width: u32, height: u32) -> Self {
        let Self { left, top, width: wide, height: tall } = self;
        let (width, height) = (f64::from(width), f64::from(height));
        let (left, top) = match orientation {
            Orientation::NoTransforms => (left, top),
            Orientation::FlipHorizontal => (width - left - wide, top),
            Orientation::Rotate180 => (width - left - wide, height - top - tall),
            Orientation::FlipVertical => (left, height - top - tall),
            Orientation::Rotate90FlipH => (top, left),
            Orientation::Rotate90 => (top, height - left - wide),
            Orientation::Rotate270FlipH => (width - top - tall, height - left - wide),
            Orientation::Rotate270 => (width - top - tall, left),
        };
        let (wide, tall) = if swaps(orientation) { (tall, wide) } else { (wide, tall) };
        Self { left: left.max(0.0), top: top.max(0.0), width: wide.min(width), height: tall.min(height) }
    }
}

/// Whether turning upright swaps width and height.
pub(super) fn swaps(orientation: Orientation) -> bool {
    use Orientation::{Rotate90, Rotate90FlipH, Rotate270, Rotate270FlipH};
    matches!(orientation, Rotate90 | Rotate90FlipH | Rotate270 | Rotate270FlipH)
}

impl Raster {
    /// Takes over a decoded picture; 16-bit and gray become 8-bit RGB.
    pub(super) fn from_image(image: DynamicImage) -> Self {
        let (width, height, alpha) = (image.width(), image.height(), image.color().has_alpha());
        let pixels = if alpha { image.into_rgba8().into_raw() } else { image.into_rgb8().into_raw() };
        Self { width, height, alpha, pixels }
    }

    fn into_image(self) -> Option<DynamicImage> {
        let Self { width, height, alpha, pixels } = self;
        if alpha {
            image::RgbaImage::from_raw(width, height, pixels).map(DynamicImage::ImageRgba8)
        } else {
            image::RgbImage::from_raw(width, height, pixels).map(DynamicImage::ImageRgb8)
        }
    }

    /// Bytes a pixel.
    pub(super) fn channels(&self) -> usize {
        if self.alpha { 4 } else { 3 }
    }

    /// Whether any pixel is see-through.
    pub(super) fn is_see_through(&self) -> bool {
        self.alpha && self.pixels.iter().skip(3).step_by(4).any(|&alpha| alpha < 255)
    }

    /// A part of the picture, scaled with Lanczos3. See-through pixels lend no colour to their neighbours.
    pub(super) fn scaled(&self, part: Window, width: u32, height: u32) -> Result<Self, Fault> {
        let whole = Window { left: 0.0, top: 0.0, width: f64::from(self.width), height: f64::from(self.height) };
        if part == whole && (width, height) == (self.width, self.height) {
            return Ok(self.clone());
        }
        let kind = if self.alpha { PixelType::U8x4 } else { PixelType::U8x3 };
        let source = ImageRef::new(self.width, self.height, &self.pixels, kind).map_err(not_made)?;
        let mut target = Image::new(width, height, kind);
        let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::Lanczos3)).crop(
            part.left,
            part.top,
            part.width,
            part.height,
        );
        Resizer::new().resize(&source, &mut target, &options).map_err(not_made)?;
        Ok(Self { width, height, alpha: self.alpha, pixels: target.into_vec() })
    }

    /// A part of the upright picture at an upright size: reduced as it lies, and then turned, which is less to turn.
    pub(super) fn upright(
        &self,
        orientation: Orientation,
        part: Window,
        (width, height): (u32, u32),
    ) -> Result<Self, Fault> {
        let part = part.lying(orientation, self.width, self.height);
        let (wide, tall) = if swaps(orientation) { (height, width) } else { (width, height) };
        let reduced = self.scaled(part, wide, tall)?;
        if orientation == Orientation::NoTransforms {
            return Ok(reduced);
        }
        let mut image = reduced.into_image().ok_or_else(|| not_made("its pixels do not fit its size"))?;
        image.apply_orientation(orientation);
        Ok(Self::from_image(image))
    }

    /// Laid onto white; for formats without transparency.
    pub(super) fn flattened(&self) -> Self {
        if !self.alpha {
            return self.clone();
        }
        let mut pixels = Vec::with_capacity(self.pixels.len() / 4 * 3);
        for pixel in self.pixels.as_chunks::<4>().0 {
            let [red, green, blue, alpha] = *pixel;
            pixels.extend([red, green, blue].map(|channel| mixed(255, channel, alpha)));
        }
        Self { alpha: false, pixels, ..*self }
    }
}

/// `over` on `under`, by an opacity of 0 to 255.
pub(super) fn mixed(under: u8, over: u8, opacity: u8) -> u8 {
    let (under, over, opacity) = (u32::from(under), u32::from(over), u32::from(opacity));
    u8::try_from((under * (255 - opacity) + over * opacity + 127) / 255).unwrap_or(u8::MAX)
}

pub(super) fn not_made(reason: impl ToString) -> Fault {
    Fault::because(&photo::PHOTO_NOT_MADE, reason)
}
