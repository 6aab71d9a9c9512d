//! One document read again, with its translations, while the rest of the catalog stands.

use super::document::Reader;
use super::draft::Draft;
use super::kind::{Kind, identify};
use super::memory::{Groups, Memory};
use super::photo::Photos;
use super::raw::FrontMatter;
use super::read::{Found, read_group};
use super::{Album, Guide, News, Page, Product, Story, people};
use crate::diagnostics::{Diagnostic, Notes};
use crate::paths::ShopPath;
use crate::settings::Settings;
use crate::source::Source;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Documents in all their languages, as they are now.
#[derive(Debug)]
pub enum Documents {
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

/// A document that was read again.
#[derive(Debug)]
pub struct Rewritten {
    /// What came of it.
    pub documents: Documents,
    /// Its files.
    pub files: BTreeSet<ShopPath>,
    /// What is wrong with them.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads the document of a file that was written again. `None` if more changed than its texts, if it has errors, or if
/// it is of a kind that much depends on: then the catalog is to be read again.
pub fn rewritten(
    (source, settings, album): (&Source, &Settings, &Album),
    memory: &mut Memory,
    file: &ShopPath,
) -> Option<Rewritten> {
    let identity = identify(file)?;
    // What is wrong with people was told when all was read, and stays so.
    let people = people::read(source).value;
    let reader = Reader { settings, photos: Photos { source, settings, album }, people: people.as_ref() };
    let desk = Desk { source, settings, id: &identity.id, file };
    match identity.kind {
        Kind::Product => {
            desk.again(&mut memory.products, Documents::Products, |it, notes| Some(reader.product(it, notes)))
        }
        Kind::Story => desk.again(&mut memory.stories, Documents::Stories, |it, notes| Some(reader.story(it, notes))),
        Kind::News => desk.again(&mut memory.news, Documents::News, |it, notes| reader.news(it, notes)),
        Kind::Guide => desk.again(&mut memory.guides, Documents::Guides, |it, notes| Some(reader.guide(it, notes))),
        Kind::Page => desk.again(&mut memory.pages, Documents::Pages, |it, notes| Some(reader.page(it, notes))),
        Kind::Category | Kind::Campaign | Kind::Poster => None,
    }
}

/// Where one group is read again.
struct Desk<'a> {
    source: &'a Source,
    settings: &'a Settings,
    id: &'a str,
    file: &'a ShopPath,
}

impl Desk<'_> {
    /// Reads the group again, if its files are the same as before.
    fn again<F: FrontMatter, T>(
        &self,
        groups: &mut Groups<T>,
        documents: impl FnOnce(Vec<Arc<T>>) -> Documents,
        resolve: impl Fn(&Draft<F>, &mut Notes) -> Option<T>,
    ) -> Option<Rewritten> {
        let Self { source, settings, id, file } = self;
        let last = groups.get(*id).filter(|last| last.good && last.texts.iter().any(|(known, _)| known == *file))?;
        let found = |(path, _): &'_ (ShopPath, Arc<str>)| Some((path.clone(), source.text(path)?.clone()));
        let texts: Vec<(ShopPath, Arc<str>)> = last.texts.iter().map(found).collect::<Option<_>>()?;
        let files = texts.iter().map(|(path, text)| Some(Found::of(identify(path)?, path, text, settings)));
        let group = read_group(settings, files.collect::<Option<_>>()?, texts.clone(), None, resolve);
        if !group.good || group.documents.len() != last.documents.len() {
            return None;
        }
        let rewritten = Rewritten {
            documents: documents(group.documents.clone()),
            files: texts.into_iter().map(|(path, _)| path).collect(),
            diagnostics: group.diagnostics.clone(),
        };
        groups.insert((*id).to_string(), Arc::new(group));
        Some(rewritten)
    }
}
