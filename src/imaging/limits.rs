//! What an original may be at most; all of it is checked from the header, before memory is taken.

use super::fault::Fault;
use crate::diagnostics::rules::photo;
use crate::settings::PhotoSettings;

/// What an original may be, and what all that are worked on may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Millions of pixels of an original.
    pub megapixels: u32,
    /// Millions of bytes of an original's file.
    pub megabytes: u32,
    /// Bytes of decoded originals in memory at once, whatever the number of threads. One that needs more goes alone.
    pub memory: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { megapixels: 100, megabytes: 100, memory: 512 << 20 }
    }
}

impl Limits {
    /// As the shop sets them, with so many bytes of memory.
    #[must_use]
    pub fn of(settings: &PhotoSettings, memory: u64) -> Self {
        Self { megapixels: settings.megapixels, megabytes: settings.megabytes, memory }
    }

    /// Refuses what has more pixels than the limit.
    pub(super) fn check_size(&self, width: u32, height: u32) -> Result<(), Fault> {
        if u64::from(width) * u64::from(height) <= self.most_pixels() {
            return Ok(());
        }
        let fault = Fault::new(&photo::PHOTO_TOO_LARGE).with("width", width).with("height", height);
        Err(fault.with("limit", self.megapixels))
    }

    /// Refuses what has more bytes than the limit.
    pub(super) fn check_bytes(&self, bytes: usize) -> Result<(), Fault> {
        if bytes as u64 <= u64::from(self.megabytes) * 1_000_000 {
            return Ok(());
        }
        let fault = Fault::new(&photo::PHOTO_TOO_MANY_BYTES).with("megabytes", bytes.div_ceil(1_000_000));
        Err(fault.with("limit", self.megabytes))
    }

    /// Pixels of an original.
    pub(super) fn most_pixels(&self) -> u64 {
        u64::from(self.megapixels) * 1_000_000
    }

    /// Bytes that any original within the limits may become: four channels of 16 bits.
    pub(super) fn most_decoded(&self) -> u64 {
        self.most_pixels() * 8 + (32 << 20)
    }
}
