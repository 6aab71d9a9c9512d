//! End to end: whole shops in, whole releases out; and what the program says. A new case is a new folder, see
//! `ARCHITECTURE.md`.

#![expect(
    clippy::case_sensitive_file_extension_comparisons,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::default_trait_access,
    clippy::too_many_lines,
    reason = "tests are tables, and their pixels and names are known"
)]
#![expect(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a test stands outside: it makes folders, runs the program, and fails by panicking"
)]

mod album;
mod cache;
mod calendar;
mod calendar_law;
mod checks;
mod claims;
mod command;
mod deals;
mod determinism;
mod edits;
mod export;
mod faults;
mod festivals;
mod floors;
mod markdown;
mod photos;
mod posters;
mod preview;
mod preview_server;
mod prices;
mod printing;
mod recording;
mod release;
mod release_faults;
mod release_kills;
mod rules;
mod schedules;
mod sites;
mod source;
mod stored;
mod stored_faults;
mod support;
mod theming;
mod watching;
