//! Photos to renditions: originals and recipes in, files out.
//!
//! [`examine`] finds the facts that pages need; [`make`] carries out recipes. Both work in a
//! [`Darkroom`] and give diagnostics beside their value. A rendition depends on its recipe alone: not on what else is made, on threads,
//! or on what the cache holds.

mod clean;
mod darkroom;
mod decode;
mod encode;
mod examine;
mod fault;
mod jpeg;
mod letters;
mod limits;
mod make;
mod marks;
mod negative;
mod raster;
pub mod schedule;
mod shapes;
mod sniff;
mod svg;

pub use clean::without_notes;
pub use darkroom::{Darkroom, Files};
pub use encode::{Encoding, EncodingFailure, kilobytes};
pub use examine::examine;
pub use letters::draw_letters;
pub use limits::Limits;
pub use make::make;
pub use marks::Artwork;
pub use negative::{Developed, Negative};
pub use pixels::letters::Failure as FontFailure;
pub use svg::sanitise_svg;
