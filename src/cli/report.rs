//! Showing what a run found: diagnostics in the wanted form, then the last words.

use super::args::Format;
use super::failure::{Failure, Outcome};
use super::options::{Loudness, Options};
use super::summary::{self, Tally};
use super::terminal::{give, say};
use anstream::ColorChoice;
use awning::build::Report;
use awning::diagnostics::{Diagnostic, print};
use awning::paths::ShopPath;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

/// Shows a report; `last_words` are for people.
pub(super) fn show(report: &Report, last_words: &str, time: Duration, options: &Options) -> Result<Outcome, Failure> {
    show_diagnostics(&report.diagnostics, &report.texts, options)?;
    match options.format {
        Format::Json => give(&format!("{}\n", summary::object(report, time)))?,
        _ if options.loudness == Loudness::Quiet => {}
        _ => say(last_words, options.colour)?,
    }
    Ok(if Tally::of(report).errors > 0 { Outcome::Faulty } else { Outcome::Done })
}

/// Shows diagnostics in the wanted form; `texts` are what they point into.
pub(super) fn show_diagnostics(
    found: &[Diagnostic],
    texts: &BTreeMap<ShopPath, Arc<str>>,
    options: &Options,
) -> Result<(), Failure> {
    let language = options.language;
    match options.format {
        Format::Human if found.is_empty() => {}
        Format::Human => {
            let coloured = options.colour != ColorChoice::Never;
            say(&(print::human(found, texts, language, coloured) + "\n"), options.colour)?;
        }
        Format::Json => give(&print::json(found, texts, language))?,
        Format::Github => give(&print::github(found, texts, language, &options.folder_in_repository()))?,
        Format::Sarif => give(&print::sarif(found, texts, language, &options.folder_in_repository()))?,
    }
    Ok(())
}
