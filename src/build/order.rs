//! What to build, and what a run found and did.

use crate::catalog::Clearance;
use crate::diagnostics::Diagnostic;
use crate::moment::When;
use crate::paths::ShopPath;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::SystemTime;

/// What to build.
#[derive(Clone, Debug)]
pub struct Order {
    /// The shop's folder.
    pub root: PathBuf,
    /// Where the release goes.
    pub out: PathBuf,
    /// The name that the release waits under in `.awning/releases/`, instead of going live in `out`.
    pub stage: Option<String>,
    /// The moment that the storefront is made for; a local time or a day is one in the shop's time zone.
    pub at: When,
    /// What the clock says, whatever the moment: the care of the cache and of earlier releases goes by it.
    pub now: SystemTime,
    /// Bytes of decoded photos in memory at once.
    pub photo_memory: u64,
    /// What is shown beside what is approved.
    pub clearance: Clearance,
    /// Whether HTML is minified.
    pub minify: bool,
}

/// The figures of a run.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Summary {
    /// HTML pages in the release.
    pub pages: usize,
    /// Renditions in the release.
    pub renditions: usize,
    /// Files written anew.
    pub written: usize,
    /// Files taken over from the last release.
    pub unchanged: usize,
    /// Files of the last release that are gone.
    pub removed: usize,
}

/// What a run found and did.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// The figures.
    pub summary: Summary,
    /// Everything that was wrong, sorted.
    pub diagnostics: Vec<Diagnostic>,
    /// The texts that the diagnostics point into.
    pub texts: BTreeMap<ShopPath, Arc<str>>,
}

/// Told how far a run is.
pub trait Progress: Sync {
    /// A stage begins, with the number of things to do (0 if unknown).
    fn stage(&self, name: &'static str, total: usize);
    /// So many more are done.
    fn step(&self, done: usize);
    /// Whether anybody still waits for what comes of it: if not, pages are left out, to end soon.
    fn is_awaited(&self) -> bool {
        true
    }
}

/// Nobody is told.
#[derive(Clone, Copy, Debug)]
pub struct Silence;

impl Progress for Silence {
    fn stage(&self, _: &'static str, _: usize) {}
    fn step(&self, _: usize) {}
}
