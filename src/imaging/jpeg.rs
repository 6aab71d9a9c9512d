//! A JPEG's markers: its size and kind before anything is allocated, and whether it is whole.
//!
//! A decoder meets a file only once it is known that its size is within the limits and its end is there.

use super::fault::Fault;
use crate::diagnostics::rules::photo;
use pixels::jpeg::Extent;

/// Progressive files have about ten scans; thousands are an attack on time.
const MOST_SCANS: u32 = 100;

/// What the markers say.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Frame {
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) components: u32,
    progressive: bool,
    /// Whether no scan holds all of a block, so that coefficients wait in memory.
    scans_apart: bool,
    /// Samples of all components in a block of pixels, and the pixels of that block.
    sampling: (u32, u32),
    scans: u32,
    /// Whether it tells more than its pixels: notes, previews, or anything after its end.
    pub(super) has_notes: bool,
}

impl Frame {
    /// Bytes that its decoding takes: samples, and all coefficients (16 bits) where they come in several scans.
    pub(super) fn decoded_bytes(&self, extent: Extent) -> u64 {
        let pixels = u64::from(self.width) * u64::from(self.height);
        let (samples, block) = self.sampling;
        let samples = (pixels * u64::from(samples)).div_ceil(u64::from(block.max(1)));
        let coefficients = if self.scans_apart { samples * 2 } else { 0 };
        coefficients + if extent == Extent::Whole { samples } else { samples / 32 }
    }

    /// Whether so many bytes can hold the picture at all: a block of 64 pixels takes two bits at least, or one where its
    /// details come in later scans.
    pub(super) fn fits(&self, bytes: usize) -> bool {
        let blocks = u64::from(self.width.div_ceil(8)) * u64::from(self.height.div_ceil(8));
        let bits = if self.progressive { blocks } else { blocks * 2 };
        bits / 8 <= bytes as u64
    }
}

/// Walks a JPEG from its first to its last marker.
pub(super) fn walk(bytes: &[u8]) -> Result<Frame, Fault> {
    let mut frame = Frame::default();
    let mut at = 2;
    loop {
        let (marker, next) = next_marker(bytes, at).ok_or_else(|| cut_off(&frame))?;
        at = next;
        match marker {
            0xD9 if frame.scans > 0 => {
                frame.has_notes |= at < bytes.len();
                return Ok(frame);
            }
            0xD9 => return Err(damaged("it ends before its first scan")),
            0x01 | 0xD0..=0xD8 => continue,
            _ => {}
        }
        let segment = segment(bytes, at).ok_or_else(|| cut_off(&frame))?;
        at += segment.len() + 2;
        frame.has_notes |= is_note(marker, segment);
        match marker {
            0xC0..=0xC2 => frame.start(segment, marker == 0xC2)?,
            0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF => {
                return Err(Fault::new(&photo::PHOTO_FORMAT).with("kind", "a lossless or arithmetic JPEG"));
            }
            0xDA => frame.scan(segment)?,
            _ => {}
        }
    }
}

impl Frame {
    fn start(&mut self, segment: &[u8], progressive: bool) -> Result<(), Fault> {
        let &[depth, high, low, wide, narrow, components, ref parts @ ..] = segment else { return Err(cut_off(self)) };
        if self.width > 0 {
            return Err(damaged("it has two frames"));
        }
        if depth != 8 {
            return Err(Fault::new(&photo::PHOTO_FORMAT).with("kind", format!("a JPEG of {depth} bits")));
        }
        self.height = u32::from(u16::from_be_bytes([high, low]));
        self.width = u32::from(u16::from_be_bytes([wide, narrow]));
        self.components = u32::from(components);
        (self.progressive, self.scans_apart) = (progressive, progressive);
        self.sampling = sampling(parts);
        if self.width == 0 || self.height == 0 {
            return Err(damaged("its header has no size"));
        }
        Ok(())
    }

    fn scan(&mut self, segment: &[u8]) -> Result<(), Fault> {
        self.scans += 1;
        if self.width == 0 {
            return Err(damaged("a scan comes before its header"));
        }
        self.scans_apart |= segment.first().is_some_and(|&count| u32::from(count) < self.components);
        if self.scans > MOST_SCANS {
            return Err(damaged(format!("it has more than {MOST_SCANS} scans")));
        }
        Ok(())
    }
}

/// Samples a block of pixels, by the sampling factors of the components (ITU-T T.81, B.2.2). What the decoder does not
/// leave in planes is RGB or CMYK, one sample each a pixel.
fn sampling(components: &[u8]) -> (u32, u32) {
    let factors = |part: &[u8; 3]| (u32::from(part[1] >> 4), u32::from(part[1] & 15));
    let factors: Vec<(u32, u32)> = components.as_chunks::<3>().0.iter().map(factors).collect();
    match factors.as_slice() {
        [_] => (1, 1),
        [(across @ (1 | 2), down @ (1 | 2)), (1, 1), (1, 1)] => (across * down + 2, across * down),
        all => (u32::try_from(all.len()).unwrap_or(4).max(3), 1),
    }
}

/// Application segments and comments, but those that colours need: JFIF without a preview, ICC profiles, Adobe's.
fn is_note(marker: u8, segment: &[u8]) -> bool {
    match marker {
        0xE0 => !segment.starts_with(b"JFIF\0") || segment.get(12..).is_none_or(|preview| preview != [0, 0]),
        0xE2 => !segment.starts_with(b"ICC_PROFILE\0"),
        0xEE => !segment.starts_with(b"Adobe"),
        0xE1..=0xEF | 0xFE => true,
        _ => false,
    }
}

/// The next marker at or after a position, and where what follows it begins.
/// Compressed data is jumped over: in it `FF` is followed by `00` or a restart marker.
fn next_marker(bytes: &[u8], mut at: usize) -> Option<(u8, usize)> {
    loop {
        at += bytes.get(at..)?.iter().position(|&byte| byte == 0xFF)?;
        match bytes.get(at + 1)? {
            0xFF => at += 1,
            0x00 => at += 2,
            &marker => return Some((marker, at + 2)),
        }
    }
}

/// A segment's bytes after its length.
fn segment(bytes: &[u8], at: usize) -> Option<&[u8]> {
    let length = usize::from(u16::from_be_bytes([*bytes.get(at)?, *bytes.get(at + 1)?]));
    bytes.get(at + 2..at + length.max(2))
}

fn damaged(reason: impl ToString) -> Fault {
    Fault::because(&photo::PHOTO_DAMAGED, reason)
}

fn cut_off(frame: &Frame) -> Fault {
    let reason = if frame.scans > 0 { "its end marker is missing" } else { "its header is not whole" };
    Fault::because(&photo::PHOTO_TRUNCATED, reason)
}
