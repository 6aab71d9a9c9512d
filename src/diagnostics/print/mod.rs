//! Printing: people read frames, machines read lines.
//!
//! Takes sorted diagnostics, the texts they point into and a language; gives text. Nothing here writes anywhere.
//!
//! Every form counts the same way: lines and columns begin at 1, a column is a Unicode scalar value (not a byte, not a
//! cell of the terminal, not a UTF-16 unit), a byte order mark is not counted, and an end is one past the last character.
//! A place in a file without text (a photo) is 1:1.

mod excerpt;
mod framed;
mod github;
mod human;
mod json;
mod lines;
mod sarif;

pub use framed::{FrameLine, Framed, framed};
pub use github::github;
pub use human::human;
pub use json::json;
pub use sarif::sarif;
