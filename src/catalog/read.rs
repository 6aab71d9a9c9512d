//! From files to the catalog: every document read in parallel, translations filled from their originals, all resolved.

use super::document::Reader;
use super::draft::{self, Draft};
use super::kind::{Identity, Kind, identify};
use super::memory::{Group, Groups, Memory};
use super::photo::{self, Photos};
use super::raw::FrontMatter;
use super::{Catalog, history, offers, people};
use crate::diagnostics::rules::document::{LONELY_TRANSLATION, UNKNOWN_FILE_LANGUAGE};
use crate::diagnostics::rules::reading::MISPLACED_FILE;
use crate::diagnostics::{Checked, Notes, Place};
use crate::paths::ShopPath;
use crate::settings::Settings;
use crate::source::{File, Source};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Reads the catalog.
#[must_use]
pub fn read(source: &Source, settings: &Settings) -> Checked<Catalog> {
    read_again(source, settings, &mut Memory::default())
}

/// Reads the catalog; documents that were read before from the same texts are taken over. One that has errors stays
/// what it was when it last had none.
#[must_use]
pub fn read_again(source: &Source, settings: &Settings, memory: &mut Memory) -> Checked<Catalog> {
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
        products: shelves.read(Kind::Product, &mut memory.products, |draft, notes| Some(reader.product(draft, notes))),
        categories: shelves
            .read(Kind::Category, &mut memory.categories, |draft, notes| Some(reader.category(draft, notes))),
        stories: shelves.read(Kind::Story, &mut memory.stories, |draft, notes| Some(reader.story(draft, notes))),
        news: shelves.read(Kind::News, &mut memory.news, |draft, notes| reader.news(draft, notes)),
        guides: shelves.read(Kind::Guide, &mut memory.guides, |draft, notes| Some(reader.guide(draft, notes))),
        pages: shelves.read(Kind::Page, &mut memory.pages, |draft, notes| Some(reader.page(draft, notes))),
        campaigns: shelves
            .read(Kind::Campaign, &mut memory.campaigns, |draft, notes| Some(reader.campaign(draft, notes))),
        posters: shelves.read(Kind::Poster, &mut memory.posters, |draft, notes| reader.poster(draft, notes)),
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

pub(super) struct Found<'a> {
    identity: Identity,
    file: &'a ShopPath,
    text: &'a Arc<str>,
}

impl<'a> Found<'a> {
    /// A document's file. One that names the default language is an original.
    pub(super) fn of(mut identity: Identity, file: &'a ShopPath, text: &'a Arc<str>, settings: &Settings) -> Self {
        identity.language = identity.language.filter(|language| language != settings.default_language());
        Self { identity, file, text }
    }
}

/// A document's file; other Markdown is reported, data and photos are nobody's business here.
fn find<'a>(path: &'a ShopPath, file: &'a File, settings: &Settings, notes: &mut Notes) -> Option<Found<'a>> {
    let File::Text(text) = file else { return None };
    if path.extension() != "md" {
        return None;
    }
    let Some(identity) = identify(path) else {
        notes.push(MISPLACED_FILE.at(Place::head(path)));
        return None;
    };
    if let Some(language) = identity.language.as_ref().filter(|language| !settings.languages.contains(language)) {
        let known = settings.languages.join(", ");
        notes.push(UNKNOWN_FILE_LANGUAGE.at(Place::head(path)).with("language", language).with("known", known));
        return None;
    }
    Some(Found::of(identity, path, text, settings))
}

struct Shelves<'a> {
    files: BTreeMap<Kind, Vec<Found<'a>>>,
    settings: &'a Settings,
    notes: &'a mut Notes,
}

impl<'a> Shelves<'a> {
    /// Reads and resolves all documents of a kind, group by group; those in the memory only if their texts changed.
    fn read<F, T, R>(&mut self, kind: Kind, memory: &mut Groups<T>, resolve: R) -> Vec<Arc<T>>
    where
        F: FrontMatter + Send + Sync,
        T: Send + Sync,
        R: Fn(&Draft<F>, &mut Notes) -> Option<T> + Sync,
    {
        let mut groups: BTreeMap<String, Vec<Found<'a>>> = BTreeMap::new();
        for found in self.files.remove(&kind).unwrap_or_default() {
            groups.entry(found.identity.id.clone()).or_default().push(found);
        }
        groups.values_mut().for_each(|files| files.sort_by(|a, b| (&a.identity, a.file).cmp(&(&b.identity, b.file))));
        let settings = self.settings;
        let known = std::mem::take(memory);
        let read = |(id, files): (String, Vec<Found<'a>>)| {
            let texts: Vec<_> = files.iter().map(|found| (found.file.clone(), found.text.clone())).collect();
            let last = known.get(&id);
            let group = match last {
                Some(last) if last.is_of(&texts) => last.clone(),
                _ => Arc::new(read_group(settings, files, texts, last.map(AsRef::as_ref), &resolve)),
            };
            (id, group)
        };
        let groups: Vec<(String, Arc<Group<T>>)> = groups.into_par_iter().map(read).collect();
        let mut documents = Vec::with_capacity(groups.len());
        for (id, group) in groups {
            self.notes.diagnostics.extend(group.diagnostics.iter().cloned());
            documents.extend(group.documents.iter().cloned());
            memory.insert(id, group);
        }
        documents
    }
}

/// Reads an original and its translations. `last` is what they were before.
pub(super) fn read_group<F: FrontMatter, T>(
    settings: &Settings,
    files: Vec<Found<'_>>,
    texts: Vec<(ShopPath, Arc<str>)>,
    last: Option<&Group<T>>,
    resolve: impl Fn(&Draft<F>, &mut Notes) -> Option<T>,
) -> Group<T> {
    let mut notes = Notes::default();
    let expects_original = files.iter().any(|found| found.identity.language.is_none());
    let read = files.into_iter().map(|found| draft::read(settings, found.identity, found.file, found.text));
    let mut drafts: Vec<Draft<F>> = read.filter_map(|checked| notes.take(checked)).collect();
    let has_original = drafts.iter().any(|draft| draft.identity.language.is_none());
    let read = notes.diagnostics.len();
    inherit(&mut drafts, &mut notes);
    let documents = drafts.iter().filter_map(|draft| resolve(draft, &mut notes)).map(Arc::new).collect();
    if expects_original && !has_original {
        // What translations lack without it goes with the cause, which is told.
        notes.diagnostics.truncate(read);
    }
    let good = !notes.has_errors();
    match last.filter(|last| last.good && !good) {
        Some(last) => Group { texts, diagnostics: notes.diagnostics, ..last.clone() },
        None => Group { texts, documents, diagnostics: notes.diagnostics, good },
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
