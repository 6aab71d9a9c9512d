//! Which part of a photo becomes a picture: cropping by a focal point, and turning upright.

use super::fault::Fault;
use crate::diagnostics::rules::photo;
use crate::photos::Crop;
use pixels::{Orientation, Raster, Window};

/// The part of an upright picture that a crop keeps.
pub(super) fn part_of(crop: Option<Crop>, width: u32, height: u32) -> Window {
    let whole = Window::whole(width, height);
    let Some(crop) = crop else { return whole };
    let ratio = f64::from(crop.ratio.0.max(1)) / f64::from(crop.ratio.1.max(1));
    let (wide, tall) = (whole.width.min(whole.height * ratio), whole.height.min(whole.width / ratio));
    let start = |focal: u16, whole: f64, part: f64| {
        (f64::from(focal) / 1000.0 * whole - part / 2.0).clamp(0.0, (whole - part).max(0.0))
    };
    Window {
        left: start(crop.focal.0, whole.width, wide),
        top: start(crop.focal.1, whole.height, tall),
        width: wide,
        height: tall,
    }
}

/// A part of an upright picture in the pixels as they lie in the file, before they are turned.
pub(super) fn lying(part: Window, orientation: Orientation, (width, height): (u32, u32)) -> Window {
    let Window { left, top, width: wide, height: tall } = part;
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
    Window { left: left.max(0.0), top: top.max(0.0), width: wide.min(width), height: tall.min(height) }
}

/// Whether turning upright swaps width and height.
pub(super) fn swaps(orientation: Orientation) -> bool {
    use Orientation::{Rotate90, Rotate90FlipH, Rotate270, Rotate270FlipH};
    matches!(orientation, Rotate90 | Rotate90FlipH | Rotate270 | Rotate270FlipH)
}

/// A part of a picture at a size.
pub(super) fn scaled(raster: &Raster, part: Window, size: (u32, u32)) -> Result<Raster, Fault> {
    raster.scaled(part, size).map_err(not_made)
}

pub(super) fn not_made(reason: impl ToString) -> Fault {
    Fault::because(&photo::PHOTO_NOT_MADE, reason)
}
