//! YAML, read into structs so that every mistake is found at its place and none hides the next.
//!
//! `serde-saphyr` parses the text into [`Node`]s with byte spans and hard budgets (this is the only module that
//! names it); [`read`] then fills a struct whose fields are [`Field`]s: a field that cannot be read is reported
//! and left empty, and the rest goes on.

mod field;
mod node;
mod read;
mod words;

pub use field::Field;
pub use node::{Key, Kind, Node, parse};
pub use read::read;
