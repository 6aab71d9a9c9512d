//! One file, read: its front matter as typed, its body parsed. Nothing is linked yet.

use super::claims::{self, Claim};
use super::front;
use super::kind::{Identity, Kind};
use super::raw::FrontMatter;
use crate::diagnostics::rules::document::{KIND_MISMATCH, LANGUAGE_MISMATCH};
use crate::diagnostics::{Checked, Notes, Place};
use crate::markdown::{self, Options, Prose};
use crate::paths::ShopPath;
use crate::settings::Settings;
use crate::yaml;
use std::sync::Arc;

/// A document before it is resolved.
#[derive(Clone, Debug)]
pub(super) struct Draft<F> {
    pub(super) identity: Identity,
    pub(super) language: String,
    pub(super) file: ShopPath,
    pub(super) front: F,
    /// The place of the front matter's first line, for what is missing from it.
    pub(super) head: Place,
    pub(super) prose: Arc<Prose>,
    /// What the copy promises, in kinds that sell.
    pub(super) claims: Vec<Claim>,
}

/// Reads one file. `None` where it has no readable front matter.
pub(super) fn read<F: FrontMatter>(
    settings: &Settings,
    identity: Identity,
    file: &ShopPath,
    text: &str,
) -> Checked<Option<Draft<F>>> {
    let mut notes = Notes::default();
    let parsed = front::split(file, text).and_then(|parts| {
        let (node, duplicates) = yaml::parse(file, text, parts.front.clone())?;
        notes.diagnostics.extend(duplicates);
        Ok((parts, node))
    });
    let (parts, node) = match parsed {
        Ok(parsed) => parsed,
        Err(diagnostic) => {
            notes.push(*diagnostic);
            return notes.around(None);
        }
    };
    let front: F = notes.take(yaml::read(file, &node));
    let language = identity.language.clone().unwrap_or_else(|| settings.default_language().to_string());
    check_names(&front, &identity, &language, &mut notes);
    let options = Options { language: &language, raw_html: settings.raw_html };
    let sells = matches!(identity.kind, Kind::Product | Kind::Campaign | Kind::Poster);
    let claims = if sells { claims::of_document(file, text, &node, parts.body.clone()) } else { Vec::new() };
    let prose = notes.take(markdown::parse(file, text, parts.body, &options));
    let head = Place::new(file, 0..3.min(text.len()));
    notes.around(Some(Draft { identity, language, file: file.clone(), front, head, prose: Arc::new(prose), claims }))
}

/// `kind` and `lang` in front matter are only checks of what the path says.
fn check_names<F: FrontMatter>(front: &F, identity: &Identity, language: &str, notes: &mut Notes) {
    let common = front.common();
    if let Some((kind, place)) = common.kind.placed().filter(|(kind, _)| kind.as_str() != identity.kind.word()) {
        notes.push(KIND_MISMATCH.at(place.clone()).with("kind", kind).with("folder", identity.kind));
    }
    if let Some((lang, place)) = common.lang.placed().filter(|(lang, _)| lang.as_str() != language) {
        notes.push(LANGUAGE_MISMATCH.at(place.clone()).with("language", lang).with("file", language));
    }
}
