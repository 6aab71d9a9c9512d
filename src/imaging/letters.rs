//! The shop's mark as text: a drawing of its outlines, in the shop's own font.

use pixels::letters::{Failure, drawing};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Draws a line of text as SVG. Fonts are other people's files: a panic of their reader is a damaged font here.
///
/// # Errors
/// The font cannot be read, or cannot show the text.
pub fn draw_letters(font: Vec<u8>, text: &str, weight: u16) -> Result<String, Failure> {
    let drawn = catch_unwind(AssertUnwindSafe(|| drawing(font, text, weight)));
    drawn.unwrap_or_else(|_| Err(Failure::Damaged("it makes its reader fail".to_string())))
}
