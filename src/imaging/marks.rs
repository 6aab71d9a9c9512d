//! Marks: their artwork is read once, and laid over dressed renditions.

use super::decode::Opened;
use super::fault::Fault;
use super::raster::{not_made, scaled};
use super::{Limits, sniff, svg};
use crate::paths::ShopPath;
use crate::photos::{Format, Mark, Position, Spot, Tone};
use pixels::jpeg::Extent;
use pixels::{Raster, Window};
use std::sync::Arc;

/// The artwork of a mark, as it lies in a file or was drawn.
#[derive(Clone, Debug)]
pub struct Artwork {
    /// The file that is to blame for it.
    pub path: ShopPath,
    /// PNG or SVG.
    pub bytes: Arc<[u8]>,
}

/// Artwork that can be laid.
pub(super) enum Stamp {
    Pixels(Raster),
    Drawing(Box<svg::Drawing>),
}

impl Stamp {
    /// Reads artwork.
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

/// Lays a mark over a photo, if the photo is large enough for it.
pub(super) fn lay(photo: &mut Raster, mark: &Mark, stamp: &Stamp) -> Result<(), Fault> {
    if photo.width.min(photo.height) < mark.min_edge {
        return Ok(());
    }
    let stamp = stamp.at(permille(photo.width, mark.share.clamp(1, 1000)).max(1), photo.height)?;
    // A letter changes its colour once rather than often: what is finer in a photo than a part of one does not count.
    let grain = (stamp.height / 6).max(3);
    let (stamp, at) = match mark.position {
        Position::At(spot) => {
            let at = corner(photo, &stamp, spot);
            (stamp, at)
        }
        Position::Tiled { angle, gap } => {
            // The memory of a tile is bounded by the photo's.
            let gap = permille(stamp.width, gap).min(photo.width.max(photo.height) / 2);
            let area = stamp.all_over((photo.width, photo.height), f32::from(angle), gap).map_err(not_made)?;
            (area, (0, 0))
        }
    };
    let stamp = match mark.tone {
        Tone::Own => stamp,
        Tone::Light => stamp.in_shade(255),
        Tone::Dark => stamp.in_shade(0),
        Tone::Auto => stamp.standing_out(photo, at, grain).map_err(not_made)?,
    };
    photo.lay(&stamp, at, mark.opacity.min(100));
    Ok(())
}

/// Where a stamp's left upper corner goes: a little away from the edges.
fn corner(photo: &Raster, stamp: &Raster, spot: Spot) -> (u32, u32) {
    let room = (photo.width.saturating_sub(stamp.width), photo.height.saturating_sub(stamp.height));
    let margin = photo.width.min(photo.height) / 32;
    let near = |room: u32| margin.min(room);
    let far = |room: u32| room.saturating_sub(margin);
    match spot {
        Spot::TopLeft => (near(room.0), near(room.1)),
        Spot::TopRight => (far(room.0), near(room.1)),
        Spot::BottomLeft => (near(room.0), far(room.1)),
        Spot::BottomRight => (far(room.0), far(room.1)),
        Spot::Center => (room.0 / 2, room.1 / 2),
    }
}

fn permille(length: u32, share: u16) -> u32 {
    u32::try_from(u64::from(length) * u64::from(share) / 1000).unwrap_or(u32::MAX)
}
