//! Photos as values: what an original is, what is to be made of it, and under which address. No pixels here.

mod original;
mod picture;
mod recipe;

pub use original::{Facts, Format, Original};
pub use picture::{Picture, Profile, Quality, Rendition, SourceSet, renditions};
pub use recipe::{Corner, Crop, Finish, Fit, Mark, Recipe, stem};
