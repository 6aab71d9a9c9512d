//! Every photo of every document, wherever it stands.

use super::{Catalog, Document, Gift, PhotoUse, Section};

impl Catalog {
    /// Calls `visit` for every photo that a document names, shown or not.
    pub fn each_photo<'c>(&'c self, visit: &mut impl FnMut(&'c Document, &'c PhotoUse)) {
        for document in self.documents() {
            document
                .image
                .iter()
                .chain(&document.gallery)
                .chain(&document.photos)
                .for_each(|photo| visit(document, photo));
        }
        for product in &self.products {
            let variants = product.variants.iter().flat_map(|variants| &variants.items);
            let variants = variants.filter_map(|variant| variant.photo.as_ref());
            let photos = product.photos.iter().chain(variants).chain(of_gifts(&product.gifts));
            photos.for_each(|photo| visit(&product.document, photo));
        }
        for category in &self.categories {
            category.banner.iter().for_each(|photo| visit(&category.document, photo));
        }
        for page in &self.pages {
            of_sections(&page.sections).for_each(|photo| visit(&page.document, photo));
        }
        for campaign in &self.campaigns {
            let photos = campaign.hero.2.iter().chain(of_gifts(&campaign.gifts)).chain(of_sections(&campaign.sections));
            photos.for_each(|photo| visit(&campaign.document, photo));
        }
        for poster in &self.posters {
            poster.photo.iter().for_each(|photo| visit(&poster.document, photo));
        }
    }
}

fn of_gifts(gifts: &[Gift]) -> impl Iterator<Item = &PhotoUse> {
    gifts.iter().filter_map(|gift| gift.photo.as_ref())
}

fn of_sections(sections: &[Section]) -> impl Iterator<Item = &PhotoUse> {
    sections.iter().flat_map(|section| {
        let logos = section.items.iter().filter_map(|item| item.logo.as_ref());
        section.image.iter().chain(logos)
    })
}
