//! Pixels: codecs, resampling, colours, marks and letters, behind functions without type parameters.
//!
//! The crates below are generic over readers, writers and pixel types, so their inner loops would be compiled into
//! whatever crate calls them: again with every change there, and unoptimised where its tests are. Here they are
//! compiled once, optimised. This crate knows bytes and sizes; what a photo is, and what may be wrong with it, is
//! awning's own business.

mod colour;
pub mod file;
pub mod jpeg;
pub mod letters;
mod likeness;
mod mark;
mod planes;
pub mod png;
mod raster;
mod resize;
pub mod stripped;
mod tiff;
pub mod webp;

pub use colour::Colours;
pub use image::metadata::Orientation;
pub use planes::Samples;
pub use raster::Raster;
pub use resize::Window;
