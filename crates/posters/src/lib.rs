//! Sheets: HTML and CSS drawn as pictures, with fonts and pictures that are given.
//!
//! Posters and preview pictures are sheets of a shop; this crate knows HTML, CSS, fonts, pictures and sizes, and not
//! what a shop is. It lays out and draws by takumi, and adds what a poster needs and a page does not: text that shrinks
//! until it fits, vertical text, QR codes, photos cut around what matters, and an account of every slot: whether its
//! text fits, has all its letters, and stands out from what is behind it. Nothing is fetched, no font is the machine's,
//! and the same sheet gives the same pixels.
//!
//! [`draw`] takes a [`Sheet`] and gives a [`Drawn`]; `README.md` says what a designer may write.

mod area;
mod contrast;
mod document;
mod fault;
mod fit;
mod fonts;
mod layout;
mod markup;
pub mod pdf;
mod pictures;
pub mod qr;
mod sheet;
mod style;
mod vertical;

pub use area::Area;
pub use contrast::contrast;
pub use fault::{Fault, Part, Problem};
pub use fonts::{FontFault, Fonts};
pub use pictures::Picture;
pub use sheet::{Drawn, Sheet, Slot, Words, draw};
pub use style::Style;
