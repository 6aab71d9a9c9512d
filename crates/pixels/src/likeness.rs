//! What a photo looks like, in a few bytes: a hash that near duplicates share, and a placeholder until it is loaded.

use crate::raster::mixed;
use crate::{Raster, Window, webp};

/// Steps from one shade to the next that are grain, not picture.
const GRAIN: u8 = 2;

/// The longer edge of a placeholder.
const PLACEHOLDER_EDGE: u32 = 16;

/// Its quality: only the mood of the photo has to come through.
const PLACEHOLDER_QUALITY: u8 = 40;

impl Raster {
    /// A difference hash: 64 bits, one for each of 8 × 8 steps from left to right that grows darker. It outlives other
    /// sizes, formats and qualities: two photos that differ in a few bits are most likely one.
    ///
    /// # Errors
    /// The picture has no pixels.
    pub fn likeness(&self) -> Result<u64, String> {
        let tiny = self.flattened([255; 3]).scaled(Window::whole(self.width, self.height), (9, 8))?;
        let shades: Vec<u8> = tiny.pixels.as_chunks::<3>().0.iter().map(shade).collect();
        let steps = shades.as_chunks::<9>().0.iter().flat_map(|row| row.array_windows());
        Ok(steps.fold(0, |hash, &[left, right]| hash << 1 | u64::from(left > right.saturating_add(GRAIN))))
    }

    /// Its mean colours, in 4 × 4 parts row after row: what a likeness, which is of shades only, does not tell.
    ///
    /// # Errors
    /// The picture has no pixels.
    pub fn tones(&self) -> Result<Vec<[u8; 3]>, String> {
        let tiny = self.flattened([255; 3]).scaled(Window::whole(self.width, self.height), (4, 4))?;
        Ok(tiny.pixels.as_chunks::<3>().0.to_vec())
    }

    /// The picture as a WebP of a few dozen bytes, without transparency, to be stretched over its place.
    ///
    /// # Errors
    /// The picture has no pixels.
    pub fn placeholder(&self) -> Result<Vec<u8>, String> {
        let longer = self.width.max(self.height).max(1);
        let edge = |edge: u32| (edge * PLACEHOLDER_EDGE.min(longer)).div_ceil(longer).max(1);
        let tiny = self.scaled(Window::whole(self.width, self.height), (edge(self.width), edge(self.height)))?;
        webp::encode(&tiny.flattened([255; 3]), PLACEHOLDER_QUALITY, 4)
    }
}

/// How light a colour is (Rec. 601, in whole numbers).
fn shade(&[red, green, blue]: &[u8; 3]) -> u8 {
    mixed(mixed(red, green, 168), blue, 29)
}
