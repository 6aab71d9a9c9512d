//! Photos as values: what an original is, what is to be made of it, and under which address. No pixels here.

mod mark;
mod original;
mod picture;
mod profile;
mod recipe;

pub use mark::{Mark, Marks, Position, Spot, Tone, badge_stems, campaign_badge};
pub use original::{Facts, Format, Original};
pub use picture::{Picture, Profile, Quality, Rendition, SourceSet, renditions};
pub use profile::ProfileFields;
pub use recipe::{Crop, Finish, Fit, Recipe, stem};
