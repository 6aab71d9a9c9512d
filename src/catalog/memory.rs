//! What was read before: documents by their groups, so that a group whose texts did not change is not read again.
//!
//! A group is an original with its translations. Beside its own texts it depends on the settings, on which photos there
//! are, and on the data about photos and people; when one of those changes, nothing that was read counts any more.

use super::photo::ENDINGS;
use super::{Campaign, Category, Guide, News, Page, Poster, Product, Story};
use crate::diagnostics::Diagnostic;
use crate::paths::ShopPath;
use crate::source::Changes;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What was read before.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    pub(super) products: Groups<Product>,
    pub(super) categories: Groups<Category>,
    pub(super) stories: Groups<Story>,
    pub(super) news: Groups<News>,
    pub(super) guides: Groups<Guide>,
    pub(super) pages: Groups<Page>,
    pub(super) campaigns: Groups<Campaign>,
    pub(super) posters: Groups<Poster>,
}

/// The groups of a kind, by id.
pub(super) type Groups<T> = BTreeMap<String, Arc<Group<T>>>;

/// A document in all its languages.
#[derive(Debug)]
pub(super) struct Group<T> {
    /// Its files and their texts; the original first.
    pub(super) texts: Vec<(ShopPath, Arc<str>)>,
    /// The documents: of these texts, or of earlier ones without errors.
    pub(super) documents: Vec<Arc<T>>,
    /// What is wrong with the texts.
    pub(super) diagnostics: Vec<Diagnostic>,
    /// Whether the documents are without errors: then they stay while the texts have some.
    pub(super) good: bool,
}

impl<T> Clone for Group<T> {
    fn clone(&self) -> Self {
        let (texts, documents) = (self.texts.clone(), self.documents.clone());
        Self { texts, documents, diagnostics: self.diagnostics.clone(), good: self.good }
    }
}

impl<T> Group<T> {
    /// Whether it was read from these texts.
    pub(super) fn is_of(&self, texts: &[(ShopPath, Arc<str>)]) -> bool {
        let same = |(a, b): (&(ShopPath, Arc<str>), &(ShopPath, Arc<str>))| {
            a.0 == b.0 && (Arc::ptr_eq(&a.1, &b.1) || a.1 == b.1)
        };
        self.texts.len() == texts.len() && self.texts.iter().zip(texts).all(same)
    }
}

impl Memory {
    /// Forgets what files that changed may have had a part in.
    pub fn forget(&mut self, changes: &Changes) {
        // Of a photo documents know that it is there, and what stands beside it.
        let is_same = |path: &&ShopPath| ENDINGS.contains(&path.extension().as_str()) && !changes.moved.contains(*path);
        if changes.files.iter().filter(|path| !is_same(path)).any(concerns_all) {
            *self = Self::default();
        }
    }
}

/// Whether documents depend on a file that is not their own: all do, but on themes, tables and other documents.
fn concerns_all(path: &ShopPath) -> bool {
    let is_document = path.as_str().starts_with("content/") && path.extension() == "md";
    let is_table = path.folder() == "content/data" && path.extension() != "yaml";
    !(is_document || is_table || path.as_str().starts_with("themes/"))
}
