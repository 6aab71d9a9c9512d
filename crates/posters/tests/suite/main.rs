//! The tests of sheets, as one binary. `support.rs` has the fonts and pictures that all of them use.
#![expect(clippy::disallowed_methods, reason = "tests read their folders, and whether to rewrite what is expected")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod drawing;
mod faults;
mod snapshots;
mod support;
