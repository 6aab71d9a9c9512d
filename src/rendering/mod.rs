//! Views to pages, feeds, search and the rest of what is text in a release.
//!
//! Takes a theme and values made in `plan`; gives HTML and artifacts. It opens no file and knows no clock.

mod atom;
mod engine;
mod faults;
mod filters;
pub mod links;
mod meter;
mod minify;
mod redirects;
mod robots;
mod search;
mod sitemap;
mod xml;

pub use atom::atom;
pub use engine::{Engine, engine, poster_engine};
pub use filters::script_json;
pub use minify::minify;
pub use redirects::redirects;
pub use robots::robots;
pub use search::search;
pub use sitemap::sitemap;
