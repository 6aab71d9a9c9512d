//! The road as far as the calendar: what changes in a shop, and when.

use crate::calendar::{self, Change, Span};
use crate::catalog::Clearance;
use crate::diagnostics::{Diagnostic, Severity, sorted};
use crate::error::Error;
use crate::moment::When;
use crate::paths::ShopPath;
use crate::source::Source;
use crate::{catalog, settings};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// How far to look ahead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Until {
    /// Twelve months.
    Year,
    /// So many days.
    Days(u32),
    /// To a time; a day is included.
    Time(When),
}

/// What changes in a shop.
#[derive(Clone, Debug)]
pub struct Agenda {
    /// The shop's name.
    pub shop: String,
    /// The shop's time zone.
    pub zone: TimeZone,
    /// What was looked at.
    pub span: Span,
    /// The changes, sorted; none if the shop has errors.
    pub changes: Vec<Change>,
    /// What hindered reading the shop: errors only. A half-read shop has no calendar, for it would miss changes.
    pub errors: Vec<Diagnostic>,
    /// The texts that errors and changes point into.
    pub texts: BTreeMap<ShopPath, Arc<str>>,
}

/// Looks at what changes in the shop at `root` from a time on.
///
/// # Errors
/// The machine failed: a file cannot be read.
pub fn agenda(root: &Path, at: When, until: Until, clearance: Clearance) -> Result<Agenda, Error> {
    let source = Source::read(root)?;
    let mut notes = source.notes();
    let settings = notes.take(settings::read(&source));
    let zone = settings.as_ref().map_or(TimeZone::UTC, |settings| settings.zone.clone());
    let span = span(at, until, &zone);
    let catalog = settings.as_ref().map(|settings| notes.take(catalog::read(&source, settings)));
    let changes = match (&settings, &catalog) {
        (Some(settings), Some(catalog)) if !notes.has_errors() => calendar::changes(catalog, settings, clearance, span),
        _ => Vec::new(),
    };
    let mut errors = sorted(notes.diagnostics);
    errors.retain(|diagnostic| diagnostic.severity() == Severity::Error);
    let shop = settings.map(|settings| settings.name).unwrap_or_default();
    Ok(Agenda { shop, zone, span, changes, errors, texts: source.texts() })
}

fn span(at: When, until: Until, zone: &TimeZone) -> Span {
    let from = at.begins(zone);
    let to = match until {
        Until::Time(when) => when.ends(zone),
        Until::Days(days) => later(from, SignedDuration::from_hours(24 * i64::from(days))),
        Until::Year => {
            let year = from.to_zoned(zone.clone()).checked_add(jiff::Span::new().months(12));
            year.map_or(Timestamp::MAX, |year| year.timestamp())
        }
    };
    Span { from, to }
}

fn later(from: Timestamp, by: SignedDuration) -> Timestamp {
    from.checked_add(by).unwrap_or(Timestamp::MAX)
}
