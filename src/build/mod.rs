//! The road, from files to a release: the only module that sees all stages.
//!
//! [`build`] and [`check`] run the same road; only the end differs: a release, or nothing.

mod agenda;
mod brand;
mod groundwork;
mod look;
mod marks;
mod order;
mod outputs;
mod pages;
mod painter;
mod posters;
mod rewrite;

pub use agenda::{Agenda, Until, agenda};
pub use groundwork::{Groundwork, Site, Surface};
pub use look::{Look, is_surface};
pub use order::{Order, Progress, Report, Silence, Summary};
pub use pages::{Page, Shared};
pub use painter::Painter;
pub use rewrite::Drawer;

use crate::artifact::Artifact;
use crate::cache::Cache;
use crate::catalog::{self, Memory};
use crate::diagnostics::{Diagnostic, Notes, sorted};
use crate::error::Error;
use crate::paths::ShopPath;
use crate::poster::Studio;
use crate::release::{self, Going, Outcome, Stage, Step, Store};
use crate::settings::{self, Settings};
use crate::source::Source;
use crate::{checks, imaging, rendering};
use jiff::Timestamp;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Builds one release into `order.out`, or under `order.stage` into the store. With an error among the diagnostics, the
/// old release stays untouched.
///
/// # Errors
/// The machine failed: disk, permission, lock.
pub fn build(order: &Order, progress: &dyn Progress) -> Result<Report, Error> {
    let stage = match &order.stage {
        None => release::begin(&order.root, &order.out)?,
        Some(name) => release::begin_staged(&order.root, &order.out, name)?,
    };
    let report = run(order, progress, Some(stage))?;
    Cache::of_shop(&order.root).care(order.now);
    Ok(report)
}

/// All diagnostics, notes on what is off the shelf included; nothing is written.
///
/// # Errors
/// The machine failed: a file cannot be read.
pub fn check(order: &Order, progress: &dyn Progress) -> Result<Report, Error> {
    run(order, progress, None)
}

fn run(order: &Order, progress: &dyn Progress, stage: Option<Stage>) -> Result<Report, Error> {
    progress.stage("reading", 0);
    let source = Source::read(&order.root)?;
    report(order, progress, &source, &mut Memory::default(), stage)
}

/// [`check`] over files that are read already; documents that the memory holds are not read again. What came of a run that
/// is no longer wanted, as `progress` says, tells nothing.
///
/// # Errors
/// The machine failed: a file cannot be read.
pub fn check_again(
    order: &Order,
    progress: &dyn Progress,
    source: &Source,
    memory: &mut Memory,
) -> Result<Report, Error> {
    report(order, progress, source, memory, None)
}

fn report(
    order: &Order,
    progress: &dyn Progress,
    source: &Source,
    memory: &mut Memory,
    stage: Option<Stage>,
) -> Result<Report, Error> {
    let mut notes = source.notes();
    let made = road(order, progress, source, memory, stage, &mut notes)?;
    let mut texts = source.texts();
    texts.extend(made.theme_texts);
    Ok(Report { summary: made.summary, diagnostics: sorted(without_follow_on(notes.diagnostics)), texts })
}

/// A document that cannot be read leaves holes in others; those are not told, because they go with the cause.
const UNREADABLE: [&str; 4] = ["E001", "E005", "E010", "E011"];
const FOLLOW_ON: [&str; 10] = ["E143", "E144", "E146", "E206", "E403", "E623", "E820", "E821", "W313", "W621"];

/// The diagnostics without those that go with a cause that is told.
#[must_use]
pub fn without_follow_on(mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    if diagnostics.iter().any(|diagnostic| UNREADABLE.contains(&diagnostic.rule.code)) {
        diagnostics.retain(|diagnostic| !FOLLOW_ON.contains(&diagnostic.rule.code));
    }
    diagnostics
}

/// What the road led to.
#[derive(Default)]
struct Made {
    summary: Summary,
    /// Texts of the built-in theme, which diagnostics may point into.
    theme_texts: BTreeMap<ShopPath, Arc<str>>,
}

/// The stages in order. Where one has nothing to hand on, the road ends and what was found so far is told.
fn road(
    order: &Order,
    progress: &dyn Progress,
    source: &Source,
    memory: &mut Memory,
    stage: Option<Stage>,
    notes: &mut Notes,
) -> Result<Made, Error> {
    let Some(settings) = notes.take(settings::read(source)) else { return Ok(Made::default()) };
    let Some(look) = notes.take(Look::read(source, &settings)) else { return Ok(Made::default()) };
    let theme_texts = look.theme.texts_of_files();
    let catalog = notes.take(catalog::read_again(source, &settings, memory));
    let cache = Cache::of_shop(&order.root).used_at(order.now);
    let surface = Surface { source, look: &look, cache: &cache };
    progress.stage("checking", 0);
    let ground = Groundwork::lay(order, surface, (&settings, &catalog), progress, notes);
    notes.diagnostics.extend(checks::all(&ground.storefront));
    if stage.is_none() {
        notes.diagnostics.extend(checks::shelf_notes(&ground.storefront));
    }
    let (Some(engine), Some(studio)) = (&look.engine, &look.studio) else {
        return Ok(Made { theme_texts, ..Made::default() });
    };
    // A shop with errors is rendered as well, so that all mistakes are told at once; nothing of it is kept.
    let stage = stage.filter(|_| !notes.has_errors());
    let stage = match stage {
        Some(stage) => Some(remembered(stage, order, &settings, ground.storefront.moment)?),
        None => None,
    };
    let make = |site: &Site<'_>| make(order, progress, site, (engine, studio), stage, notes);
    let summary = ground.with_site(order, surface, make)?;
    Ok(Made { summary, theme_texts })
}

/// The stage, with what is written down of a release that is finished.
fn remembered(stage: Stage, order: &Order, settings: &Settings, moment: Timestamp) -> Result<Stage, Error> {
    let now = Timestamp::try_from(order.now).unwrap_or(moment);
    let going = Going {
        at: moment.to_zoned(settings.zone.clone()),
        made: now,
        now,
        awning: env!("CARGO_PKG_VERSION").to_string(),
        step: Step::Forward,
    };
    Ok(stage.remember(Store::of(&order.root, &order.out)?, going))
}

/// Makes pages and renditions at the same time, then what lists them; puts all into the stage and finishes it.
fn make(
    order: &Order,
    progress: &dyn Progress,
    site: &Site<'_>,
    (engine, studio): (&rendering::Engine, &Studio),
    stage: Option<Stage>,
    notes: &mut Notes,
) -> Result<Summary, Error> {
    let put = |artifact: Artifact| stage.as_ref().map_or(Ok(()), |stage| stage.put(artifact));
    let wanted = if stage.is_some() { site.plan.pictures.renditions.len() } else { 0 };
    let sheets = posters::wanted(site, stage.is_some()).count();
    progress.stage("pages", site.plan.routes.len() + wanted + sheets);
    let (pages, pictures) = rayon::join(
        || pages::render(order, site, engine, &put, progress),
        || make_pictures(site, studio, stage.is_some(), &put, progress),
    );
    let pages = pages?;
    notes.diagnostics.extend(pictures?);
    notes.diagnostics.extend(pages.diagnostics);
    let mut files = notes.take(outputs::put_all(site, pages.listed, &put)?);
    files.extend(site.plan.pictures.renditions.iter().map(|rendition| rendition.address.clone()));
    files.extend(site.plan.posters.sheets.iter().map(|sheet| sheet.address.file()));
    let place = |page: &str| outputs::place_of(site, page);
    notes.diagnostics.extend(rendering::links::check(&pages.links, &files, &site.settings.base_url, place));
    let mut summary = Summary {
        pages: site.plan.routes.len(),
        renditions: site.plan.pictures.renditions.len(),
        ..Summary::default()
    };
    if let Some(stage) = stage.filter(|_| !notes.has_errors()) {
        progress.stage("writing", 0);
        let Outcome { written, unchanged, removed, .. } = stage.finish()?;
        let now = Timestamp::try_from(order.now).unwrap_or_default();
        release::prune(&Store::of(&order.root, &order.out)?, site.settings.releases, now);
        summary = Summary { written, unchanged, removed, ..summary };
    }
    Ok(summary)
}

/// Renditions of photos, then what is drawn from them. Where nothing is released, renditions tell nothing new.
fn make_pictures(
    site: &Site<'_>,
    studio: &Studio,
    released: bool,
    put: &(dyn Fn(Artifact) -> Result<(), Error> + Sync),
    progress: &dyn Progress,
) -> Result<Vec<Diagnostic>, Error> {
    let done = |count: usize| progress.step(count);
    let mut notes = Notes::default();
    if released {
        let renditions = &site.plan.pictures.renditions;
        let made = notes.take(imaging::make(&site.darkroom, renditions, &site.drawn.artworks, &done));
        made.into_iter().try_for_each(put)?;
    }
    let drawn = notes.take(posters::make(site, studio, released, &done));
    site.darkroom.cache.keep_verified();
    drawn.into_iter().try_for_each(put)?;
    Ok(notes.diagnostics)
}
