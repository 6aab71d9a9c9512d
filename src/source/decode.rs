//! Bytes to text: UTF-8 only, with a guess at what else it could be for the message.

use crate::diagnostics::rules::reading::NOT_UTF8;
use crate::diagnostics::{Diagnostic, Place};
use crate::paths::ShopPath;

/// The text without its byte order mark.
///
/// # Errors
/// A diagnostic with the probable encoding and the first byte that is not UTF-8.
pub(super) fn text(path: &ShopPath, bytes: Vec<u8>) -> Result<String, Box<Diagnostic>> {
    let foreign = |offset: usize, encoding: &str| {
        Box::new(NOT_UTF8.at(Place::head(path)).with("offset", offset).with("encoding", encoding))
    };
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return Err(foreign(0, "UTF-16"));
    }
    if let Some(zero) = bytes.iter().position(|byte| *byte == 0) {
        let encoding =
            if zero < 4 { "UTF-16 without a byte order mark" } else { "a binary file (it holds a zero byte)" };
        return Err(foreign(zero, encoding));
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(text.strip_prefix('\u{FEFF}').map(str::to_string).unwrap_or(text)),
        Err(error) => {
            let offset = error.utf8_error().valid_up_to();
            Err(foreign(offset, guess(error.as_bytes())))
        }
    }
}

/// The encodings that Chinese and Western shops meet, tried in the order of strictness.
fn guess(bytes: &[u8]) -> &'static str {
    use encoding_rs::{BIG5, GBK, SHIFT_JIS};
    let fits = |encoding: &'static encoding_rs::Encoding| {
        let (text, _, failed) = encoding.decode(bytes);
        let han = text.chars().filter(|c| ('\u{4E00}'..='\u{9FFF}').contains(c)).count();
        let other = text.chars().filter(|c| !c.is_ascii()).count();
        (!failed && han * 2 > other).then_some(han)
    };
    if fits(GBK).is_some() {
        "GBK"
    } else if fits(BIG5).is_some() {
        "Big5"
    } else if !SHIFT_JIS.decode(bytes).2 {
        "Shift-JIS"
    } else {
        "Windows-1252 (Latin-1)"
    }
}
