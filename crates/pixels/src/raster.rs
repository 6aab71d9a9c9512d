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

    /// Laid onto a background; for formats without transparency.
    #[must_use]
    pub fn flattened(&self, background: [u8; 3]) -> Self {
        if !self.alpha {
            return self.clone();
        }
        let mut pixels = Vec::with_capacity(self.pixels.len() / 4 * 3);
        for pixel in self.pixels.as_chunks::<4>().0 {
            let [red, green, blue, alpha] = *pixel;
            let [below_red, below_green, below_blue] = background;
            let over = [(below_red, red), (below_green, green), (below_blue, blue)];
            pixels.extend(over.map(|(under, over)| mixed(under, over, alpha)));
        }
        Self { alpha: false, pixels, ..*self }
    }

    /// In the middle of a background of a size, whose edges are not shorter than its own.
    #[must_use]
    pub fn on_background(&self, (width, height): (u32, u32), background: [u8; 3]) -> Self {
        let pixels = background.repeat(width as usize * height as usize);
        let mut whole = Self { width, height, alpha: false, pixels };
        let corner = (width.saturating_sub(self.width) / 2, height.saturating_sub(self.height) / 2);
        whole.lay(self, corner, 100);
        whole
    }

    /// With edges stronger by a percentage: what a slight blur takes away is added (unsharp masking).
    #[must_use]
    pub fn sharpened(self, percent: u8) -> Self {
        if percent == 0 {
            return self;
        }
        let Self { width, height, alpha, .. } = self;
        let channels = self.channels();
        let Some(image) = self.clone().into_image() else { return self };
        let blurred = Self::from_image(image.fast_blur(SHARPEN_RADIUS)).pixels;
        let mut pixels = self.pixels;
        let samples = pixels.iter_mut().zip(&blurred).enumerate();
        for (_, (sample, &blurred)) in samples.filter(|(at, _)| at % channels < 3) {
            let own = i32::from(*sample);
            let sharp = own + (own - i32::from(blurred)) * i32::from(percent) / 100;
            *sample = u8::try_from(sharp.clamp(0, 255)).unwrap_or(u8::MAX);
        }
        Self { width, height, alpha, pixels }
    }
}

/// How far sharpening looks, in pixels: what reduction softens.
const SHARPEN_RADIUS: f32 = 0.8;

/// `over` on `under`, by an opacity of 0 to 255.
pub(crate) fn mixed(under: u8, over: u8, opacity: u8) -> u8 {
    let (under, over, opacity) = (u32::from(under), u32::from(over), u32::from(opacity));
    u8::try_from((under * (255 - opacity) + over * opacity + 127) / 255).unwrap_or(u8::MAX)
}
