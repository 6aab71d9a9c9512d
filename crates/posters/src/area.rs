//! Rectangles on a sheet.

use crate::fonts::Inset;
use pixels::Raster;

/// A rectangle in pixels of the sheet.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Area {
    /// From the left edge.
    pub left: f32,
    /// From the upper edge.
    pub top: f32,
    /// How wide.
    pub width: f32,
    /// How tall.
    pub height: f32,
}

impl Area {
    pub(crate) fn right(&self) -> f32 {
        self.left + self.width
    }

    pub(crate) fn bottom(&self) -> f32 {
        self.top + self.height
    }

    /// Around a rectangle that a transformation (`a b c d e f`) moves.
    pub(crate) fn transformed(self, matrix: [f32; 6]) -> Self {
        let [across_x, down_x, across_y, down_y, right, down] = matrix;
        let corners = [
            (self.left, self.top),
            (self.right(), self.top),
            (self.left, self.bottom()),
            (self.right(), self.bottom()),
        ];
        let corners = corners.map(|(x, y)| (across_x * x + across_y * y + right, down_x * x + down_y * y + down));
        let least = |of: fn(&(f32, f32)) -> f32| corners.iter().map(of).fold(f32::INFINITY, f32::min);
        let most = |of: fn(&(f32, f32)) -> f32| corners.iter().map(of).fold(f32::NEG_INFINITY, f32::max);
        let (left, top) = (least(|corner| corner.0), least(|corner| corner.1));
        Self { left, top, width: most(|corner| corner.0) - left, height: most(|corner| corner.1) - top }
    }

    /// The part of a line that its letters fill.
    pub(crate) fn inside(self, Inset { top, bottom }: Inset) -> Self {
        Self { top: self.top + self.height * top, height: self.height * (1.0 - top - bottom), ..self }
    }

    /// The smallest area around both.
    pub(crate) fn with(self, other: Self) -> Self {
        let (left, top) = (self.left.min(other.left), self.top.min(other.top));
        let (right, bottom) = (self.right().max(other.right()), self.bottom().max(other.bottom()));
        Self { left, top, width: right - left, height: bottom - top }
    }

    /// Whether another one lies in it, but for so many pixels across and down.
    pub(crate) fn holds(&self, other: &Self, (across, down): (f32, f32)) -> bool {
        other.left >= self.left - across
            && other.right() <= self.right() + across
            && other.top >= self.top - down
            && other.bottom() <= self.bottom() + down
    }

    /// The pixels of a picture that lie in it.
    pub(crate) fn rows<'a>(&self, picture: &'a Raster) -> impl Iterator<Item = &'a [u8]> + use<'a> {
        let within = |length: f32, most: u32| whole(f64::from(length)).min(most) as usize;
        let columns = within(self.left, picture.width)..within(self.right(), picture.width);
        let rows = within(self.top, picture.height)..within(self.bottom(), picture.height);
        let channels = picture.channels();
        let stride = picture.width as usize * channels;
        rows.flat_map(move |row| {
            let start = row * stride;
            let pixels = picture.pixels.get(start + columns.start * channels..start + columns.end * channels);
            pixels.unwrap_or_default().chunks_exact(channels)
        })
    }
}

/// The nearest whole number of pixels; none below zero.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "what is too small or large becomes the end"
)]
pub(crate) fn whole(length: f64) -> u32 {
    length.round() as u32
}
