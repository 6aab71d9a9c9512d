//! Marks: the shop's watermark, read once and blended into a corner of dressed renditions.

use super::decode::Opened;
use super::fault::Fault;
use super::raster::scaled;
use super::{Limits, sniff, svg};
use crate::photos::{Corner, Format, Mark};
use pixels::jpeg::Extent;
use pixels::{Raster, Window};

/// The artwork of a mark.
pub(super) enum Artwork {
    Pixels(Raster),
    Drawing(Box<svg::Drawing>),
}

impl Artwork {
    /// Reads a mark's file.
    pub(super) fn read(bytes: &[u8], limits: Limits) -> Result<Self, Fault> {
        let format = sniff::format(bytes, limits)?;
        if format == Format::Svg {
            return svg::Drawing::read(bytes).map(Box::new).map(Self::Drawing);
        }
        Opened::read(bytes, format, limits)?.decode(Extent::Whole)?.whole().map(Self::Pixels)
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
            Self::Pixels(raster) => scaled(raster, Window::whole(own_width, own_height), size),
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
    photo.lay(&stamp, at, mark.opacity.min(100));
    Ok(())
}
