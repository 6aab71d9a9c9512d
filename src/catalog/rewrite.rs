//! One document read again, with its translations, while the rest of the catalog stands.

use super::document::Reader;
use super::draft::Draft;
use super::kind::{Kind, identify};
use super::memory::{Groups, Memory};
use super::photo::Photos;
use super::raw::FrontMatter;
use super::read::{Found, read_group};
use super::{Album, Guide, News, Page, Product, Story, people};
use crate::diagnostics::{Checked, Diagnostic, Notes};
use crate::paths::ShopPath;
use crate::settings::Settings;
use crate::source::Source;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Documents in all their languages, as they are now.
#[derive(Debug)]
pub enum Rewritten {
    /// A product.
    Products(Vec<Arc<Product>>),
    /// A story.
    Stories(Vec<Arc<Story>>),
    /// A news item.
    News(Vec<Arc<News>>),
    /// A guide.
    Guides(Vec<Arc<Guide>>),
    /// A page.
    Pages(Vec<Arc<Page>>),
}

impl Rewritten {
    /// The files of the documents.
    #[must_use]
    pub fn files(&self) -> BTreeSet<ShopPath> {
        match self {
            Self::Products(all) => all.iter().map(|one| one.document.file.clone()).collect(),
            Self::Stories(all) => all.iter().map(|one| one.document.file.clone()).collect(),
            Self::News(all) => all.iter().map(|one| one.document.file.clone()).collect(),
            Self::Guides(all) => all.iter().map(|one| one.document.file.clone()).collect(),
            Self::Pages(all) => all.iter().map(|one| one.document.file.clone()).collect(),
        }
    }
}

/// Reads the document of a file that was written again. `None` if more changed than its texts, if it has errors, or if
/// it is of a kind that much depends on: then the catalog is to be read again.
pub fn rewritten(
    (source, settings, album): (&Source, &Settings, &Album),
    memory: &mut Memory,
    file: &ShopPath,
) -> Option<Checked<Rewritten>> {
    let identity = identify(file)?;
    let mut notes = Notes::default();
    let people = notes.take(people::read(source));
    let reader = Reader { settings, photos: Photos { source, settings, album }, people: people.as_ref() };
    let whose = (identity.id.as_str(), file);
    let (documents, diagnostics) = match identity.kind {
        Kind::Product => {
            again((source, settings), &mut memory.products, whose, |draft, notes| Some(reader.product(draft, notes)))
                .map(|(documents, found)| (Rewritten::Products(documents), found))
        }
        Kind::Story => {
            again((source, settings), &mut memory.stories, whose, |draft, notes| Some(reader.story(draft, notes)))
                .map(|(documents, found)| (Rewritten::Stories(documents), found))
        }
        Kind::News => again((source, settings), &mut memory.news, whose, |draft, notes| reader.news(draft, notes))
            .map(|(documents, found)| (Rewritten::News(documents), found)),
        Kind::Guide => {
            again((source, settings), &mut memory.guides, whose, |draft, notes| Some(reader.guide(draft, notes)))
                .map(|(documents, found)| (Rewritten::Guides(documents), found))
        }
        Kind::Page => {
            again((source, settings), &mut memory.pages, whose, |draft, notes| Some(reader.page(draft, notes)))
                .map(|(documents, found)| (Rewritten::Pages(documents), found))
        }
        Kind::Category | Kind::Campaign | Kind::Poster => None,
    }?;
    Some(Checked::new(documents, diagnostics))
}

/// Reads a group again, if its files are the same as before.
fn again<F: FrontMatter, T>(
    (source, settings): (&Source, &Settings),
    groups: &mut Groups<T>,
    (id, file): (&str, &ShopPath),
    resolve: impl Fn(&Draft<F>, &mut Notes) -> Option<T>,
) -> Option<(Vec<Arc<T>>, Vec<Diagnostic>)> {
    let last = groups.get(id).filter(|last| last.good && last.texts.iter().any(|(known, _)| known == file))?;
    let found = |(path, _): &'_ (ShopPath, Arc<str>)| Some((path.clone(), source.text(path)?.clone()));
    let texts: Vec<(ShopPath, Arc<str>)> = last.texts.iter().map(found).collect::<Option<_>>()?;
    let files = texts.iter().map(|(path, text)| Some(Found::of(identify(path)?, path, text, settings)));
    let group = read_group(settings, files.collect::<Option<_>>()?, texts.clone(), None, resolve);
    if !group.good || group.documents.len() != last.documents.len() {
        return None;
    }
    let read = (group.documents.clone(), group.diagnostics.clone());
    groups.insert(id.to_string(), Arc::new(group));
    Some(read)
}
