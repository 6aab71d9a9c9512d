//! Laying one picture over another.

use crate::Raster;
use crate::raster::mixed;

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
