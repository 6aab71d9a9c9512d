//! Laying one picture over another: as it is, in one colour, in the one that stands out, or all over.

use crate::Raster;
use crate::raster::mixed;
use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};
use tiny_skia::{FilterQuality, Paint, Pattern, Pixmap, PixmapPaint, PixmapRef, Rect, SpreadMode, Transform};

/// What stands out equally from black and white. Marks are blended as samples are stored, so it is the middle of them.
const MIDDLE: u8 = 128;

/// How far beyond the middle the ground must be before a part of a mark leaves the colour of the rest.
const RELUCTANCE: u8 = 24;

impl Raster {
    /// Lays a stamp over the picture, its corner at a place in pixels, by an opacity in percent.
    pub fn lay(&mut self, stamp: &Self, (left, top): (u32, u32), percent: u8) {
        let (channels, stamp_channels) = (self.channels(), stamp.channels());
        let row = self.width as usize * channels;
        let rows = self.pixels.chunks_exact_mut(row.max(1)).skip(top as usize);
        for (below, above) in rows.zip(stamp.pixels.chunks_exact(stamp.width as usize * stamp_channels)) {
            let below = below.chunks_exact_mut(channels).skip(left as usize);
            for (below, above) in below.zip(above.chunks_exact(stamp_channels)) {
                let alpha = above.get(3).copied().unwrap_or(255);
                let opacity = u8::try_from(u32::from(alpha) * u32::from(percent) / 100).unwrap_or(u8::MAX);
                over(below, above, opacity);
            }
        }
    }

    /// The shape of the picture in one shade of gray.
    #[must_use]
    pub fn in_shade(mut self, shade: u8) -> Self {
        let channels = self.channels();
        self.pixels.chunks_exact_mut(channels).for_each(|pixel| paint(pixel, shade));
        self
    }

    /// The shape of the picture in black and white, as it stands out from the part of a photo that it will be laid over:
    /// in one of the two by most of its ground, and in the other where the ground is so near to the first that it would
    /// be lost. What is smaller than `grain` pixels in the photo does not count.
    ///
    /// # Errors
    /// The picture has no pixels, or the photo none below them.
    pub fn standing_out(mut self, photo: &Self, at: (u32, u32), grain: u32) -> Result<Self, String> {
        let channels = self.channels();
        let ground = photo.ground(at, (self.width, self.height), grain)?;
        let weights = self.pixels.chunks_exact(channels).map(|pixel| u64::from(pixel.get(3).copied().unwrap_or(255)));
        let (sum, weight) = weights
            .zip(&ground)
            .fold((0, 0), |(sum, whole), (weight, &shade)| (sum + weight * u64::from(shade), whole + weight));
        let mostly_dark = sum <= weight * u64::from(MIDDLE);
        let limit = if mostly_dark { MIDDLE + RELUCTANCE } else { MIDDLE - RELUCTANCE };
        for (pixel, shade) in self.pixels.chunks_exact_mut(channels).zip(ground) {
            paint(pixel, if shade < limit { 255 } else { 0 });
        }
        Ok(self)
    }

    /// How light a part of the picture is, without what is smaller than `grain` pixels. See-through parts are seen on
    /// white.
    fn ground(&self, (left, top): (u32, u32), size: (u32, u32), grain: u32) -> Result<Vec<u8>, String> {
        let (width, height) = size;
        let row = self.width as usize * self.channels();
        let rows = self.pixels.chunks_exact(row.max(1)).skip(top as usize).take(height as usize);
        let part = rows.flat_map(|row| row.chunks_exact(self.channels()).skip(left as usize).take(width as usize));
        let shades: Vec<u8> = part.map(luma).collect();
        let coarse = |length: u32| length.div_ceil(grain.max(1)).max(1);
        let few = (coarse(width), coarse(height));
        softly(&softly(&shades, size, few)?, few, size)
    }

    /// The picture all over an area, in rows that are turned by an angle (clockwise, in degrees) around its centre; every
    /// second row is shifted by half. `gap` pixels lie between neighbours.
    ///
    /// # Errors
    /// The picture or the area has no pixels, or too many.
    pub fn all_over(&self, (width, height): (u32, u32), angle: f32, gap: u32) -> Result<Self, String> {
        let nothing = || "it has no size".to_string();
        let stamp = self.premultiplied();
        let stamp = PixmapRef::from_bytes(&stamp, self.width, self.height).ok_or_else(nothing)?;
        // Two rows are repeated; what sticks out on the right comes in again on the left.
        let (across, down) = (even(self.width.saturating_add(gap)), self.height.saturating_add(gap));
        let mut rows = Pixmap::new(across, down.saturating_mul(2)).ok_or_else(nothing)?;
        let [across, half, down] = [across, across / 2, down].map(|length| i32::try_from(length).unwrap_or(i32::MAX));
        for (x, y) in [(0, 0), (half, down), (half - across, down)] {
            rows.draw_pixmap(x, y, stamp, &PixmapPaint::default(), Transform::identity(), None);
        }
        let (middle, centre) = ((width as f32 / 2.0, height as f32 / 2.0), (self.width as f32, self.height as f32));
        let turned = Transform::from_rotate_at(angle, middle.0, middle.1);
        let turned = turned.pre_translate(middle.0 - centre.0 / 2.0, middle.1 - centre.1 / 2.0);
        let mut area = Pixmap::new(width, height).ok_or_else(nothing)?;
        let whole = Rect::from_xywh(0.0, 0.0, width as f32, height as f32).ok_or_else(nothing)?;
        let shader = Pattern::new(rows.as_ref(), SpreadMode::Repeat, FilterQuality::Bicubic, 1.0, turned);
        area.fill_rect(whole, &Paint { shader, ..Paint::default() }, Transform::identity(), None);
        Ok(Self::from_premultiplied(width, height, area.take()))
    }

    /// RGBA samples, premultiplied, as renderers want them.
    fn premultiplied(&self) -> Vec<u8> {
        let pixels = self.pixels.chunks_exact(self.channels());
        let samples = pixels.flat_map(|pixel| {
            let alpha = pixel.get(3).copied().unwrap_or(255);
            let colour = |at: usize| mixed(0, pixel.get(at).copied().unwrap_or_default(), alpha);
            [colour(0), colour(1), colour(2), alpha]
        });
        samples.collect()
    }
}

fn even(length: u32) -> u32 {
    length.next_multiple_of(2)
}

fn paint(pixel: &mut [u8], shade: u8) {
    pixel.iter_mut().take(3).for_each(|sample| *sample = shade);
}

/// How light a pixel is, by the weights of Rec. 709.
fn luma(pixel: &[u8]) -> u8 {
    let &[red, green, blue, ref alpha @ ..] = pixel else { return MIDDLE };
    let weighed = (u32::from(red) * 218 + u32::from(green) * 732 + u32::from(blue) * 74) / 1024;
    mixed(255, u8::try_from(weighed).unwrap_or(u8::MAX), alpha.first().copied().unwrap_or(255))
}

/// Single samples at another size, with straight slopes between them: nothing rings.
fn softly(samples: &[u8], from: (u32, u32), to: (u32, u32)) -> Result<Vec<u8>, String> {
    let source = ImageRef::new(from.0, from.1, samples, PixelType::U8).map_err(|error| error.to_string())?;
    let mut target = Image::new(to.0, to.1, PixelType::U8);
    let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::Bilinear));
    Resizer::new().resize(&source, &mut target, &options).map_err(|error| error.to_string())?;
    Ok(target.into_vec())
}

/// One pixel over another; where the lower is see-through, the upper's colour takes over.
fn over(below: &mut [u8], above: &[u8], opacity: u8) {
    let under = below.get(3).copied().unwrap_or(255);
    let result = mixed(under, 255, opacity);
    if result == 0 {
        return;
    }
    let weight = u8::try_from(u32::from(opacity) * 255 / u32::from(result)).unwrap_or(u8::MAX);
    for (below, above) in below.iter_mut().zip(above).take(3) {
        *below = mixed(*below, *above, weight);
    }
    if let Some(alpha) = below.get_mut(3) {
        *alpha = result;
    }
}
