//! From files to the catalog: every document read in parallel, translations filled from their originals, all resolved.

use super::document::Reader;
use super::draft::{self, Draft};
use super::kind::{Identity, Kind, identify};
use super::photo::{self, Photos};
use super::raw::FrontMatter;
use super::{Catalog, history, offers, people};
use crate::diagnostics::rules::document::{LONELY_TRANSLATION, UNKNOWN_FILE_LANGUAGE};
use crate::diagnostics::rules::reading::MISPLACED_FILE;
use crate::diagnostics::{Checked, Diagnostic, Notes, Place};
use crate::paths::ShopPath;
use crate::settings::Settings;
use crate::source::{File, Source};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Reads the catalog.
#[must_use]
pub fn read(source: &Source, settings: &Settings) -> Checked<Catalog> {
    let mut notes = Notes::default();
    let mut files: BTreeMap<Kind, Vec<Found<'_>>> = BTreeMap::new();
    for (path, file) in source.under("content") {
        if let Some(found) = find(path, file, settings, &mut notes) {
            files.entry(found.identity.kind).or_default().push(found);
        }
    }
    let album = notes.take(photo::album(source));
    let people = notes.take(people::read(source));
    let photos = Photos { source, settings, album: &album };
    let reader = Reader { settings, photos, people: people.as_ref() };
    let mut shelves = Shelves { files, settings, notes: &mut notes };
    let mut catalog = Catalog {
        products: shelves.read(Kind::Product, |draft, notes| Some(reader.product(draft, notes))),
        categories: shelves.read(Kind::Category, |draft, notes| Some(reader.category(draft, notes))),
        stories: shelves.read(Kind::Story, |draft, notes| Some(reader.story(draft, notes))),
        news: shelves.read(Kind::News, |draft, notes| reader.news(draft, notes)),
        guides: shelves.read(Kind::Guide, |draft, notes| Some(reader.guide(draft, notes))),
        pages: shelves.read(Kind::Page, |draft, notes| Some(reader.page(draft, notes))),
        campaigns: shelves.read(Kind::Campaign, |draft, notes| Some(reader.campaign(draft, notes))),
        posters: shelves.read(Kind::Poster, |draft, notes| reader.poster(draft, notes)),
        ..Catalog::default()
    };
    if let Some((offers, refused)) = notes.take(offers::read(source, settings)) {
        (catalog.offers, catalog.refused_offers) = (Some(offers), refused);
    }
    catalog.history = notes.take(history::read(source, settings));
    catalog.album = album;
    let named = |d: &super::Document| (d.file.clone(), (d.kind, d.id.clone(), d.language.clone()));
    catalog.files = catalog.documents().map(named).collect();
    notes.around(catalog)
}

struct Found<'a> {
    identity: Identity,
    file: &'a ShopPath,
    text: &'a Arc<str>,
}

/// A document's file; other Markdown is reported, data and photos are nobody's business here.
fn find<'a>(path: &'a ShopPath, file: &'a File, settings: &Settings, notes: &mut Notes) -> Option<Found<'a>> {
    let File::Text(text) = file else { return None };
    if path.extension() != "md" {
        return None;
    }
    let Some(mut identity) = identify(path) else {
        notes.push(MISPLACED_FILE.at(Place::head(path)));
        return None;
    };
    if let Some(language) = &identity.language {
        if !settings.languages.contains(language) {
            let known = settings.languages.join(", ");
            notes.push(UNKNOWN_FILE_LANGUAGE.at(Place::head(path)).with("language", language).with("known", known));
            return None;
        }
        if language == settings.default_language() {
            identity.language = None;
        }
    }
    Some(Found { identity, file: path, text })
}

struct Shelves<'a> {
    files: BTreeMap<Kind, Vec<Found<'a>>>,
    settings: &'a Settings,
    notes: &'a mut Notes,
}

impl Shelves<'_> {
    /// Reads and resolves all documents of a kind.
    fn read<F, T, R>(&mut self, kind: Kind, resolve: R) -> Vec<T>
    where
        F: FrontMatter + Send + Sync,
        T: Send,
        R: Fn(&Draft<F>, &mut Notes) -> Option<T> + Sync,
    {
        let found = self.files.remove(&kind).unwrap_or_default();
        let settings = self.settings;
        let read: Vec<Checked<Option<Draft<F>>>> =
            found.into_par_iter().map(|found| draft::read(settings, found.identity, found.file, found.text)).collect();
        let mut drafts: Vec<Draft<F>> = read.into_iter().filter_map(|checked| self.notes.take(checked)).collect();
        drafts.sort_by(|a, b| (&a.identity, &a.file).cmp(&(&b.identity, &b.file)));
        inherit(&mut drafts, self.notes);
        let resolved: Vec<(Option<T>, Vec<Diagnostic>)> = drafts
            .par_iter()
            .map(|draft| {
                let mut notes = Notes::default();
                (resolve(draft, &mut notes), notes.diagnostics)
            })
            .collect();
        let mut documents = Vec::with_capacity(resolved.len());
        for (document, diagnostics) in resolved {
            self.notes.diagnostics.extend(diagnostics);
            documents.extend(document);
        }
        documents
    }
}

/// Fills what translations leave out. Sorted by identity, an original stands right before its translations.
fn inherit<F: FrontMatter>(drafts: &mut [Draft<F>], notes: &mut Notes) {
    let mut original = None;
    for at in 0..drafts.len() {
        let (before, rest) = drafts.split_at_mut(at);
        let Some(draft) = rest.first_mut() else { return };
        if draft.identity.language.is_none() {
            original = Some(at);
            continue;
        }
        match original.and_then(|at| before.get(at)).filter(|original| original.identity.id == draft.identity.id) {
            Some(original) => draft.front.inherit(&original.front),
            None => notes.push(LONELY_TRANSLATION.at(draft.head.clone())),
        }
    }
}
