//! Photos to renditions: originals and recipes in, files out.
//!
//! [`examine`] finds the facts that pages need; [`make`] carries out recipes. Both take a [`Reader`] and a cache and
//! give diagnostics beside their value. A rendition depends on its recipe alone: not on what else is made, on threads,
//! or on what the cache holds.

mod budget;
mod decode;
mod encode;
mod examine;
mod fault;
mod jpeg;
mod make;
mod marks;
mod raster;
mod sniff;
mod svg;

pub use examine::examine;
pub use make::make;
pub use svg::sanitise_svg;

use crate::paths::ShopPath;

/// Reads the bytes of a file of the shop.
pub type Reader<'a> = dyn Fn(&ShopPath) -> std::io::Result<Vec<u8>> + Sync + 'a;
