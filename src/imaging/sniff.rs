//! What a file is, from its first bytes: its name is not believed.

use super::Limits;
use super::fault::Fault;
use crate::diagnostics::rules::photo;
use crate::photos::Format;

/// How far into a file an `<svg` may begin.
const HEAD: usize = 4096;

/// Formats that are known and not read: where the mark stands, the mark, the name.
const UNSUPPORTED: &[(usize, &[u8], &str)] = &[
    (4, b"ftypavi", "an AVIF picture"),
    (4, b"ftyphe", "a HEIC picture"),
    (4, b"ftypmif1", "a HEIC picture"),
    (4, b"ftypmsf1", "a HEIC picture"),
    (4, b"ftypcrx", "a RAW photo"),
    (4, b"ftyp", "a video"),
    (0, b"FUJIFILMCCD-RAW", "a RAW photo"),
    (0, b"IIRO", "a RAW photo"),
    (0, b"IIU\0", "a RAW photo"),
    (0, b"\xFF\x0A", "a JPEG XL picture"),
    (0, b"\0\0\0\x0CJXL ", "a JPEG XL picture"),
    (0, b"\0\0\0\x0CjP  ", "a JPEG 2000 picture"),
    (0, b"\0\0\x01\0", "an icon"),
    (0, b"8BPS", "a Photoshop file"),
    (0, b"BM", "a BMP picture"),
    (0, b"%PDF", "a PDF"),
    (0, b"%!PS", "a PostScript file"),
    (0, b"\x1F\x8B", "a compressed file (SVGZ?)"),
    (0, b"PK\x03\x04", "a ZIP archive"),
];

const READ: &[(usize, &[u8], Format)] = &[
    (0, b"\xFF\xD8\xFF", Format::Jpeg),
    (0, b"\x89PNG\r\n\x1A\n", Format::Png),
    (8, b"WEBP", Format::WebP),
    (0, b"GIF87a", Format::Gif),
    (0, b"GIF89a", Format::Gif),
    (0, b"II*\0", Format::Tiff),
    (0, b"MM\0*", Format::Tiff),
    (0, b"II+\0", Format::Tiff),
    (0, b"MM\0+", Format::Tiff),
];

/// The format of a file, or why it is none that can be read.
pub(super) fn format(bytes: &[u8], limits: Limits) -> Result<Format, Fault> {
    limits.check_bytes(bytes.len())?;
    let stands = |at: usize, mark: &[u8]| bytes.get(at..).is_some_and(|rest| rest.starts_with(mark));
    // Canon's RAW photos begin like a TIFF.
    if stands(8, b"CR\x02") {
        return Err(Fault::new(&photo::PHOTO_FORMAT).with("kind", "a RAW photo"));
    }
    if let Some((_, _, format)) = READ.iter().find(|(at, mark, _)| stands(*at, mark)) {
        return Ok(*format);
    }
    if bytes.starts_with(b"version https://git-lfs") {
        return Err(Fault::new(&photo::PHOTO_LFS_POINTER));
    }
    if let Some((_, _, kind)) = UNSUPPORTED.iter().find(|(at, mark, _)| stands(*at, mark)) {
        return Err(Fault::new(&photo::PHOTO_FORMAT).with("kind", kind));
    }
    text(bytes)
}

/// SVG is text; other text is named as what it probably is.
fn text(bytes: &[u8]) -> Result<Format, Fault> {
    let none = |kind: &str| Err(Fault::new(&photo::NOT_A_PHOTO).with("kind", kind));
    if bytes.is_empty() {
        return none("empty");
    }
    let head = String::from_utf8_lossy(bytes.get(..HEAD).unwrap_or(bytes)).to_ascii_lowercase();
    let head = head.trim_start_matches('\u{feff}').trim_start();
    if head.starts_with("<!doctype html") || head.starts_with("<html") {
        return none("a web page (HTML)");
    }
    if head.starts_with('<') && head.contains("<svg") {
        return Ok(Format::Svg);
    }
    let is_text = !head.chars().any(|c| c == '\u{fffd}' || (c.is_control() && !c.is_whitespace()));
    if is_text { none("text") } else { none("something else") }
}
