//! The arguments, with everything that was left out filled in from the environment, the clock and the terminal.
//! Nothing else in awning reads them.

use super::args::{Color, Common, Format, Lang, SeenArguments, ShopArguments};
use super::{at, memory};
use anstream::ColorChoice;
use awning::build::Order;
use awning::catalog::Clearance;
use awning::diagnostics::Language;
use std::env;
use std::io::{IsTerminal as _, stderr};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// How a command speaks, and which shop it is about.
#[derive(Clone, Debug)]
pub(super) struct Options {
    /// The shop's folder.
    pub(super) root: PathBuf,
    /// How diagnostics are written.
    pub(super) format: Format,
    /// The language of messages.
    pub(super) language: Language,
    /// Whether stderr takes colours.
    pub(super) colour: ColorChoice,
    /// How much is said.
    pub(super) loudness: Loudness,
}

/// How much is said beside diagnostics.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Loudness {
    /// Nothing.
    Quiet,
    /// A closing summary.
    Summary,
    /// A line a stage as well.
    Lines,
    /// A progress bar as well.
    Bar,
}

impl Options {
    /// Fills in what was left out.
    pub(super) fn resolve(common: &Common) -> Self {
        Self {
            root: common.root.clone(),
            format: common.format,
            language: common.lang.map_or_else(language_of_environment, Language::from),
            colour: colour(common.color),
            loudness: loudness(common),
        }
    }

    /// What to build.
    pub(super) fn order(&self, shop: &ShopArguments) -> Order {
        Order { out: self.out(shop.out.as_deref()), minify: !shop.no_minify, ..self.seen(&shop.seen) }
    }

    /// What to show, as a build without minifying would write it.
    pub(super) fn seen(&self, seen: &SeenArguments) -> Order {
        Order {
            root: self.root.clone(),
            out: self.out(None),
            stage: None,
            at: at::or_now(seen.at),
            now: SystemTime::now(),
            photo_memory: memory::of_photos(seen.photo_memory),
            clearance: Clearance::of_drafts(seen.drafts),
            minify: false,
        }
    }

    /// Where the live release is: as typed, else `public` in the shop.
    pub(super) fn out(&self, typed: Option<&Path>) -> PathBuf {
        typed.map_or_else(|| self.root.join("public"), Path::to_path_buf)
    }

    /// Where the shop lies in its repository, empty or ending with `/`: GitHub's paths begin there.
    pub(super) fn folder_in_repository(&self) -> String {
        let repository = env::var_os("GITHUB_WORKSPACE").map(PathBuf::from).or_else(|| env::current_dir().ok());
        let folder = repository.and_then(|repository| below(&self.root, &repository));
        folder.filter(|folder| !folder.is_empty()).map_or(String::new(), |folder| folder + "/")
    }
}

impl From<Lang> for Language {
    fn from(lang: Lang) -> Self {
        match lang {
            Lang::En => Self::English,
            Lang::Zh => Self::Chinese,
        }
    }
}

/// The first of the three that is set decides, as everywhere.
fn language_of_environment() -> Language {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(|name| env::var(name).ok());
    match locale.into_iter().find(|locale| !locale.is_empty()) {
        Some(locale) if locale.to_ascii_lowercase().starts_with("zh") => Language::Chinese,
        _ => Language::English,
    }
}

fn colour(color: Color) -> ColorChoice {
    match color {
        Color::Auto => anstream::AutoStream::choice(&stderr()),
        Color::Always => ColorChoice::Always,
        Color::Never => ColorChoice::Never,
    }
}

fn loudness(common: &Common) -> Loudness {
    match (common.quiet, common.verbose) {
        (true, _) => Loudness::Quiet,
        (false, _) if stderr().is_terminal() => Loudness::Bar,
        (false, true) => Loudness::Lines,
        (false, false) => Loudness::Summary,
    }
}

/// A folder as seen from one above it, with `/` between parts.
fn below(folder: &Path, above: &Path) -> Option<String> {
    let folder = folder.canonicalize().ok()?;
    let rest = folder.strip_prefix(above.canonicalize().ok()?).ok()?;
    Some(rest.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/"))
}
