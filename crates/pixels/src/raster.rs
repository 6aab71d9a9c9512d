//! Pixels in memory.

use crate::Orientation;
use image::DynamicImage;

/// An 8-bit picture, RGB or RGBA (not premultiplied), row after row.
#[derive(Clone, Debug)]
pub struct Raster {
    /// Pixels a row.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// Whether a pixel has four samples, not three.
    pub alpha: bool,
    /// The samples.
    pub pixels: Vec<u8>,
}

impl Raster {
    /// Takes over a decoded picture; 16-bit and gray become 8-bit RGB.
    pub(crate) fn from_image(image: DynamicImage) -> Self {
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

    /// Gray samples, spread over three. `None` if there are not as many samples as the size needs.
    #[must_use]
    pub fn from_gray(width: u32, height: u32, samples: Vec<u8>) -> Option<Self> {
        image::GrayImage::from_raw(width, height, samples).map(DynamicImage::ImageLuma8).map(Self::from_image)
    }

    /// RGB samples. `None` if there are not as many samples as the size needs.
    #[must_use]
    pub fn from_rgb(width: u32, height: u32, pixels: Vec<u8>) -> Option<Self> {
        let needed = u64::from(width) * u64::from(height) * 3;
        (pixels.len() as u64 == needed).then_some(Self { width, height, alpha: false, pixels })
    }

    /// RGBA samples, premultiplied, as renderers make them.
    #[must_use]
    pub fn from_premultiplied(width: u32, height: u32, mut pixels: Vec<u8>) -> Self {
        for pixel in pixels.as_chunks_mut::<4>().0 {
            let [red, green, blue, alpha] = *pixel;
            if alpha > 0 {
                let [red, green, blue] = [red, green, blue].map(|channel| {
                    let whole = (u32::from(channel) * 255 + u32::from(alpha) / 2) / u32::from(alpha);
                    u8::try_from(whole).unwrap_or(u8::MAX)
                });
                *pixel = [red, green, blue, alpha];
            }
        }
        Self { width, height, alpha: true, pixels }
    }

    /// Bytes a pixel.
    #[must_use]
    pub fn channels(&self) -> usize {
        if self.alpha { 4 } else { 3 }
    }

    /// Whether any pixel is see-through.
    #[must_use]
    pub fn is_see_through(&self) -> bool {
        self.alpha && self.pixels.iter().skip(3).step_by(4).any(|&alpha| alpha < 255)
    }

    /// Turned as EXIF says it is seen. `None` if there are not as many samples as the size needs.
    #[must_use]
    pub fn turned(self, orientation: Orientation) -> Option<Self> {
        let mut image = self.into_image()?;
        image.apply_orientation(orientation);
        Some(Self::from_image(image))
    }

    /// Laid onto white; for formats without transparency.
    #[must_use]
    pub fn flattened(&self) -> Self {
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
pub(crate) fn mixed(under: u8, over: u8, opacity: u8) -> u8 {
    let (under, over, opacity) = (u32::from(under), u32::from(over), u32::from(opacity));
    u8::try_from((under * (255 - opacity) + over * opacity + 127) / 255).unwrap_or(u8::MAX)
}
