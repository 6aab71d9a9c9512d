//! awning: a static-site and content pipeline for shops and brands.
//!
//! The road from files to a release, one module a stage (see `ARCHITECTURE.md` for the floors):
//!
//! 1. [`source`] reads the shop's files once;
//! 2. [`settings`] reads `awning.yaml`, [`theme`] the templates and styles;
//! 3. [`catalog`] types, checks and links the documents;
//! 4. [`storefront`] is the catalog at a moment;
//! 5. [`plan`] lists every route, view and rendition;
//! 6. [`rendering`] makes pages, [`imaging`] makes renditions, [`poster`] draws posters and previews;
//! 7. [`release`] puts them into `public/`, all or nothing.
//!
//! [`build`] is that list as code. [`album`] takes the same road as far as the photos. [`preview`] shows it in a browser.

pub mod album;
pub mod artifact;
pub mod build;
pub mod cache;
pub mod calendar;
pub mod catalog;
pub mod checks;
pub mod diagnostics;
pub mod error;
pub mod festivals;
pub mod fingerprint;
pub mod imaging;
pub mod language;
pub mod markdown;
pub mod moment;
pub mod money;
pub mod paths;
pub mod photos;
pub mod plan;
pub mod poster;
pub mod preview;
pub mod prices;
pub mod release;
pub mod rendering;
pub mod schema;
pub mod settings;
pub mod source;
pub mod storefront;
pub mod theme;
pub mod watch;
pub mod yaml;
