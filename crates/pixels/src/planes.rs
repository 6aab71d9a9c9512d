//! Samples as an original's file holds them, until they are reduced: a JPEG's luma and chroma, a printer's inks.

use crate::colour::Colours;
use crate::resize::{scaled_inks, scaled_plane};
use crate::{Raster, Window};

/// The pixels of a decoded original.
#[derive(Clone, Debug)]
pub enum Samples {
    /// RGB or RGBA.
    Packed(Raster),
    /// Luma and chroma apart.
    Planes(Planes),
    /// Cyan, magenta, yellow, black.
    Inks(Inks),
}

/// Luma and chroma, full range (JFIF, ITU-R BT.601). Half the bytes of RGB where the chroma is coarser.
#[derive(Clone, Debug)]
pub struct Planes {
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) luma: Plane,
    /// Blue and red difference; a gray picture has none.
    pub(crate) chroma: Option<[Plane; 2]>,
}

/// One plane, its rows padded to whole blocks.
#[derive(Clone, Debug)]
pub(crate) struct Plane {
    stride: u32,
    rows: u32,
    /// Samples a pixel, across and down.
    share: (f64, f64),
    samples: Vec<u8>,
}

/// Four inks a pixel; 0 is none of it.
#[derive(Clone, Debug)]
pub struct Inks {
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) samples: Vec<u8>,
}

impl Samples {
    /// Width and height, as it lies in the file.
    #[must_use]
    pub fn size(&self) -> (u32, u32) {
        match self {
            Self::Packed(raster) => (raster.width, raster.height),
            Self::Planes(planes) => (planes.width, planes.height),
            Self::Inks(inks) => (inks.width, inks.height),
        }
    }

    /// The bytes that it holds.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        let held = match self {
            Self::Packed(raster) => raster.pixels.len(),
            Self::Planes(planes) => {
                let chroma = planes.chroma.iter().flatten();
                planes.luma.samples.len() + chroma.map(|plane| plane.samples.len()).sum::<usize>()
            }
            Self::Inks(inks) => inks.samples.len(),
        };
        held as u64
    }

    /// Whether any pixel is see-through.
    #[must_use]
    pub fn is_see_through(&self) -> bool {
        matches!(self, Self::Packed(raster) if raster.is_see_through())
    }

    /// A part at a size in sRGB, by Lanczos3. Colours are converted once they are few.
    ///
    /// # Errors
    /// The part does not lie in the picture, or a size is zero.
    pub fn reduced(&self, part: Window, size: (u32, u32), colours: &Colours) -> Result<Raster, String> {
        match self {
            Self::Packed(raster) => {
                let mut reduced = raster.scaled(part, size)?;
                colours.convert(&mut reduced);
                Ok(reduced)
            }
            Self::Planes(planes) => {
                let mut reduced = planes.scaled(part, size)?;
                colours.convert(&mut reduced);
                Ok(reduced)
            }
            Self::Inks(inks) => {
                let source = (inks.width, inks.height);
                let reduced = scaled_inks(&inks.samples, source, part, size)?;
                Ok(Raster { width: size.0, height: size.1, alpha: false, pixels: colours.of_inks(&reduced) })
            }
        }
    }
}

impl Planes {
    fn scaled(&self, part: Window, size: (u32, u32)) -> Result<Raster, String> {
        let luma = self.luma.scaled(part, size)?;
        let (width, height) = size;
        let pixels = match &self.chroma {
            None => luma.iter().flat_map(|&luma| [luma; 3]).collect(),
            Some([blue, red]) => rgb(&luma, &blue.scaled(part, size)?, &red.scaled(part, size)?),
        };
        Ok(Raster { width, height, alpha: false, pixels })
    }
}

impl Plane {
    /// A plane of a picture of a size. `None` if there are too few samples for it.
    pub(crate) fn new(samples: Vec<u8>, stride: usize, share: (f64, f64), size: (u32, u32)) -> Option<Self> {
        let rows = samples.len().checked_div(stride)?;
        let mut plane = Self { stride: u32::try_from(stride).ok()?, rows: u32::try_from(rows).ok()?, share, samples };
        plane.fill_padding(size)?;
        Some(plane)
    }

    /// The resampler reads beyond the part that is asked for: what lies there repeats the edge.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a part of an edge of 16 bits")]
    fn fill_padding(&mut self, (width, height): (u32, u32)) -> Option<()> {
        let used = |edge: u32, share: f64| (f64::from(edge) * share).ceil() as usize;
        let (across, down) = (used(width, self.share.0), used(height, self.share.1));
        let stride = self.stride as usize;
        if across == 0 || down == 0 || across > stride || down > self.rows as usize {
            return None;
        }
        if across < stride {
            for row in self.samples.chunks_exact_mut(stride).take(down) {
                let (used, padding) = row.split_at_mut(across);
                padding.fill(*used.last()?);
            }
        }
        let last = (down - 1) * stride;
        for row in down..self.rows as usize {
            self.samples.copy_within(last..last + stride, row * stride);
        }
        Some(())
    }

    fn scaled(&self, part: Window, size: (u32, u32)) -> Result<Vec<u8>, String> {
        let (across, down) = self.share;
        let part = Window {
            left: part.left * across,
            top: part.top * down,
            width: part.width * across,
            height: part.height * down,
        };
        scaled_plane(&self.samples, (self.stride, self.rows), part, size)
    }
}

/// JFIF's conversion, in 16 bits of fraction.
fn rgb(luma: &[u8], blue: &[u8], red: &[u8]) -> Vec<u8> {
    let mut pixels = vec![0; luma.len() * 3];
    let samples = luma.iter().zip(blue).zip(red);
    for (pixel, ((&luma, &blue), &red)) in pixels.as_chunks_mut::<3>().0.iter_mut().zip(samples) {
        let (luma, blue, red) = ((i32::from(luma) << 16) + 32_768, i32::from(blue) - 128, i32::from(red) - 128);
        *pixel = [
            channel(luma + 91_881 * red),
            channel(luma - 22_554 * blue - 46_802 * red),
            channel(luma + 116_130 * blue),
        ];
    }
    pixels
}

#[expect(clippy::cast_sign_loss, reason = "clamped to 0..=255 before")]
fn channel(value: i32) -> u8 {
    (value >> 16).clamp(0, 255) as u8
}
