//! Documents that were written again, put in the place of those that the groundwork was laid over: where nothing that was
//! decided depends on the difference, nothing is decided anew, however large the shop is.

use super::groundwork::Groundwork;
use crate::catalog::{Document, Documents, Guide, News, Page, Product, Story};
use crate::plan::{Outline, Outlines};
use crate::storefront::{Item, Shelf};
use std::sync::Arc;
use typed_arena::Arena;

/// Where documents lie that were rewritten while the groundwork stands.
#[derive(Default)]
pub struct Drawer {
    products: Arena<Arc<Product>>,
    stories: Arena<Arc<Story>>,
    news: Arena<Arc<News>>,
    guides: Arena<Arc<Guide>>,
    pages: Arena<Arc<Page>>,
}

impl Drawer {
    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        let texts = self.stories.len() + self.news.len() + self.guides.len() + self.pages.len();
        self.products.len() + texts
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl<'c> Groundwork<'c> {
    /// Puts rewritten documents in the place of those that they were. False if something else hangs on the difference:
    /// then the groundwork is good for nothing any more, and is to be laid again.
    #[must_use]
    pub fn rewrite(&mut self, documents: Documents, drawer: &'c Drawer) -> bool {
        match documents {
            Documents::Products(all) => all.into_iter().all(|one| self.put_product(drawer.products.alloc(one))),
            Documents::Stories(all) => all.into_iter().all(|one| self.put(&**drawer.stories.alloc(one))),
            Documents::News(all) => all.into_iter().all(|one| self.put(&**drawer.news.alloc(one))),
            Documents::Guides(all) => all.into_iter().all(|one| self.put(&**drawer.guides.alloc(one))),
            Documents::Pages(all) => all.into_iter().all(|one| self.put(&**drawer.pages.alloc(one))),
        }
    }

    fn put_product(&mut self, product: &'c Product) -> bool {
        let document = &product.document;
        let (Some(new), Some(shelf)) = (self.storefront.item_of(product), self.storefront.shelf(&document.language))
        else {
            return false;
        };
        let is_it = |item: &Item<'_>| item.product.document.file == document.file;
        let Some((at, old)) = shelf.items.iter().enumerate().find(|(_, item)| is_it(item)) else { return false };
        let outlines = Outlines::of(shelf);
        let outline = outlines.item(old);
        let old = &old.product.document;
        let stays = old.title == document.title || self.plan.keeps_place(shelf, at, &document.title);
        if outline.is_none() || outline != outlines.item(&new) || !stays {
            return false;
        }
        let is_reworded = is_reworded(old, document);
        let shelf = self.storefront.shelves.get_mut(document.language.as_str());
        if let Some(item) = shelf.and_then(|shelf| shelf.items.get_mut(at)) {
            *item = new;
        }
        self.put_document(document, is_reworded)
    }

    fn put<T: Text>(&mut self, new: &'c T) -> bool {
        let document = new.document();
        let shelf = self.storefront.shelf(&document.language).filter(|_| self.storefront.shows(document));
        let Some(shelf) = shelf else { return false };
        let is_it = |old: &&T| old.document().file == document.file;
        let Some((at, old)) = T::list(shelf).iter().enumerate().find(|(_, old)| is_it(old)) else { return false };
        let outlines = Outlines::of(shelf);
        if old.outline(&outlines) != new.outline(&outlines) {
            return false;
        }
        let is_reworded = is_reworded(old.document(), document);
        let shelf = self.storefront.shelves.get_mut(document.language.as_str());
        if let Some(old) = shelf.and_then(|shelf| T::list_mut(shelf).get_mut(at)) {
            *old = new;
        }
        self.put_document(document, is_reworded)
    }

    /// Links lead into the new document; its preview picture says what it says.
    fn put_document(&mut self, document: &'c Document, is_reworded: bool) -> bool {
        self.plan.relink(document);
        let made_from = (&self.originals, &self.drawn.marks);
        !is_reworded || self.plan.redraw_preview(&self.storefront, made_from, document)
    }
}

/// Whether a document is called, or described, otherwise.
fn is_reworded(old: &Document, new: &Document) -> bool {
    (&old.title, &old.description) != (&new.title, &new.description)
}

/// A document that stands on a shelf by itself.
trait Text: Sized {
    fn document(&self) -> &Document;
    fn list<'s, 'c>(shelf: &'s Shelf<'c>) -> &'s [&'c Self];
    fn list_mut<'s, 'c>(shelf: &'s mut Shelf<'c>) -> &'s mut [&'c Self];
    fn outline<'a>(&'a self, outlines: &Outlines<'a>) -> Outline<'a>;
}

macro_rules! text {
    ($kind:ty, $list:ident, $outline:ident) => {
        impl Text for $kind {
            fn document(&self) -> &Document {
                &self.document
            }

            fn list<'s, 'c>(shelf: &'s Shelf<'c>) -> &'s [&'c Self] {
                &shelf.$list
            }

            fn list_mut<'s, 'c>(shelf: &'s mut Shelf<'c>) -> &'s mut [&'c Self] {
                &mut shelf.$list
            }

            fn outline<'a>(&'a self, outlines: &Outlines<'a>) -> Outline<'a> {
                outlines.$outline(self)
            }
        }
    };
}

text!(Story, stories, story);
text!(News, news, news);
text!(Guide, guides, guide);
text!(Page, pages, page);
