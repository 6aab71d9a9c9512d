//! Marks: the shop's watermark, read once and blended into a corner of dressed renditions.

use super::budget::Budget;
use super::fault::Fault;
use super::raster::{Raster, Window, mixed};
use super::{decode, sniff, svg};
use crate::photos::{Corner, Format, Mark};

/// The artwork of a mark.
pub(super) enum Artwork {
    Pixels(Raster),
    Drawing(Box<svg::Drawing>),
}

impl Artwork {
    /// Reads a mark's file.
    pub(super) fn read(bytes: &[u8], budget: &Budget) -> Result<Self, Fault> {
        let format = sniff::format(bytes)?;
        if format == Format::Svg {
            return svg::Drawing::read(bytes).map(Box::new).map(Self::Drawing);
        }
        let decoded = decode::decode(bytes, format, budget)?;
        let (width, height) = decoded.upright_size();
        let mut raster =
            decoded.raster.upright(decoded.orientation, Window::of(None, width, height), (width, height))?;
        raster.convert(decoded.profile.as_deref());
        Ok(Self::Pixels(raster))
    }

    /// The artwork at a width, its ratio kept; pixels are never scaled up. At most `tallest` high.
    fn at(&self, width: u32, tallest: u32) -> Result<Raster, Fault> {
        let (own_width, own_height) = match self {
            Self::Pixels(raster) => (raster.width, raster.height),
            Self::Drawing(drawing) => drawing.size(),
        };
        let width = if matches!(self, Self::Pixels(_)) { width.min(own_width) } else { width };
        let part = |length: u32, by: u32, of: u32| {
            u32::try_from(u64::from(length) * u64::from(by) / u64::from(of.max(1))).unwrap_or(u32::MAX).max(1)
        };
        let width = width.min(part(tallest, own_width, own_height)).max(1);
        let size = (width, part(width, own_height, own_width).min(tallest.max(1)));
        match self {
            Self::Pixels(raster) => raster.scaled(Window::of(None, own_width, own_height), size.0, size.1),
            Self::Drawing(drawing) => drawing.draw(None, size),
        }
    }
}

/// Blends a mark into a photo, if the photo is large enough for it.
pub(super) fn blend(photo: &mut Raster, mark: &Mark, artwork: &Artwork) -> Result<(), Fault> {
    let edge = photo.width.min(photo.height);
    if edge < mark.min_edge {
        return Ok(());
    }
    let share = u64::from(mark.share.clamp(1, 1000));
    let width = u32::try_from(u64::from(photo.width) * share / 1000).unwrap_or(1).max(1);
    let stamp = artwork.at(width, photo.height)?;
    let margin = edge / 32;
    let far = |whole: u32, part: u32| whole.saturating_sub(part).saturating_sub(margin);
    let near = |whole: u32, part: u32| margin.min(whole.saturating_sub(part));
    let (right, bottom) = (far(photo.width, stamp.width), far(photo.height, stamp.height));
    let (left, top) = (near(photo.width, stamp.width), near(photo.height, stamp.height));
    let at = match mark.corner {
        Corner::TopLeft => (left, top),
        Corner::TopRight => (right, top),
        Corner::BottomLeft => (left, bottom),
        Corner::BottomRight => (right, bottom),
    };
    lay(photo, &stamp, at, mark.opacity.min(100));
    Ok(())
}

/// Lays a stamp over a photo.
fn lay(photo: &mut Raster, stamp: &Raster, (left, top): (u32, u32), percent: u8) {
    let (channels, stamp_channels) = (photo.channels(), stamp.channels());
    let row = photo.width as usize * channels;
    let rows = photo.pixels.chunks_exact_mut(row.max(1)).skip(top as usize);
    for (below, above) in rows.zip(stamp.pixels.chunks_exact(stamp.width as usize * stamp_channels)) {
        let below = below.chunks_exact_mut(channels).skip(left as usize);
        for (below, above) in below.zip(above.chunks_exact(stamp_channels)) {
            let alpha = above.get(3).copied().unwrap_or(255);
            let opacity = u8::try_from(u32::from(alpha) * u32::from(percent) / 100).unwrap_or(u8::MAX);
            over(below, above, opacity);
        }
    }
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
