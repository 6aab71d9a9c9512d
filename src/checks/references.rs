//! Names and SKUs that documents mention: in front matter, in sections, in shortcodes.

use super::known::{Known, Named};
use crate::catalog::{Section, Selector, Target, links};
use crate::diagnostics::rules::document::UNKNOWN_NAME;
use crate::diagnostics::rules::product::UNKNOWN_SKU;
use crate::diagnostics::{Diagnostic, Notes, Place};
use crate::markdown::{Argument, Prose, Shortcode};
use crate::paths::ShopPath;
use crate::storefront::Storefront;
use std::collections::HashMap;

/// Names are guessed for so many mistakes: each guess looks at every name of the shop.
const MOST_GUESSES: usize = 20;

/// Checks every reference of every document.
pub(super) fn check(storefront: &Storefront<'_>, known: &Known<'_>, notes: &mut Notes) {
    let catalog = storefront.catalog;
    let mut references = References { known, notes, guesses: HashMap::new() };
    for document in catalog.documents() {
        references.prose(&document.file, &document.prose);
    }
    for product in &catalog.products {
        references.skus(&product.related);
        references.skus(&product.pairs_with);
        if product.document.original {
            references.answers(&product.document.file, &product.faq);
        }
    }
    for products in catalog.stories.iter().map(|s| &s.products).chain(catalog.news.iter().map(|n| &n.products)) {
        references.skus(products);
    }
    for guide in catalog.guides.iter().filter(|guide| guide.document.original) {
        references.answers(&guide.document.file, &guide.faq);
    }
    for page in &catalog.pages {
        references.sections(&page.sections);
    }
    for campaign in &catalog.campaigns {
        campaign.selectors.iter().for_each(|selector| references.selector(selector));
        references.names(Named::Poster, &campaign.posters);
        references.sections(&campaign.sections);
        if campaign.document.original {
            references.answers(&campaign.document.file, &campaign.faq);
            campaign.rules.iter().for_each(|rules| references.prose(&campaign.document.file, rules));
        }
    }
    for poster in &catalog.posters {
        poster.price_of.iter().for_each(|(sku, place)| references.sku(sku, place));
        references.names(Named::Campaign, poster.campaign.as_slice());
    }
}

struct References<'r, 'c> {
    known: &'r Known<'c>,
    notes: &'r mut Notes,
    /// The name that was probably meant, by what was typed.
    guesses: HashMap<(Option<Named>, String), Option<String>>,
}

impl References<'_, '_> {
    fn sku(&mut self, sku: &str, place: &Place) {
        if !self.known.skus.contains_key(sku) {
            let known = self.known;
            let fault = UNKNOWN_SKU.at(place.clone()).with("sku", sku);
            self.report(fault, (None, sku), known.skus.keys().copied());
        }
    }

    fn skus(&mut self, skus: &[(String, Place)]) {
        for (sku, place) in skus {
            self.sku(sku, place);
        }
    }

    fn name(&mut self, named: Named, name: &str, place: &Place) {
        let known = self.known.names(named);
        if !known.contains(name) {
            let (english, chinese) = named.words();
            let fault =
                UNKNOWN_NAME.at(place.clone()).with("kind", english).in_chinese("kind", chinese).with("name", name);
            self.report(fault, (Some(named), name), known.iter().copied());
        }
    }

    fn names(&mut self, named: Named, list: &[(String, Place)]) {
        for (name, place) in list {
            self.name(named, name, place);
        }
    }

    /// Adds the nearest name, and keeps it: what is said twice must be equal to be said once.
    fn report<'k>(
        &mut self,
        fault: Diagnostic,
        (named, typed): (Option<Named>, &str),
        known: impl Iterator<Item = &'k str>,
    ) {
        let key = (named, typed.to_string());
        let fault = match self.guesses.get(&key) {
            Some(guess) => Diagnostic { suggestion: guess.clone(), ..fault },
            None if self.guesses.len() < MOST_GUESSES => {
                let fault = fault.nearest(typed, known);
                self.guesses.insert(key, fault.suggestion.clone());
                fault
            }
            None => fault,
        };
        self.notes.push(fault);
    }

    /// A selector that names a SKU; one by category or tag is judged by what it covers.
    fn selector(&mut self, selector: &Selector) {
        if let Target::Sku(sku) = &selector.target {
            self.sku(sku, &selector.place);
        }
        self.skus(&selector.exclude.skus);
        self.names(Named::Category, &selector.exclude.categories);
        self.names(Named::Tag, &selector.exclude.tags);
    }

    fn sections(&mut self, sections: &[Section]) {
        for section in sections {
            self.skus(&section.products);
            self.names(Named::Category, section.category.as_slice());
            self.names(Named::Tag, section.tag.as_slice());
            self.names(Named::Category, &section.categories);
            self.names(Named::Campaign, section.campaign.as_slice());
            self.names(Named::Poster, section.poster.as_slice());
            self.names(Named::Story, &section.stories);
            let answers = section.items.iter().filter_map(|item| item.answer.as_ref());
            section.body.iter().chain(answers).for_each(|prose| self.prose(&section.place.file, prose));
        }
    }

    fn answers(&mut self, file: &ShopPath, faq: &[(String, Prose)]) {
        for (_, answer) in faq {
            self.prose(file, answer);
        }
    }

    fn prose(&mut self, file: &ShopPath, prose: &Prose) {
        links::each_shortcode(prose, &mut |shortcode| self.shortcode(file, shortcode));
    }

    fn shortcode(&mut self, file: &ShopPath, shortcode: &Shortcode) {
        let place = |argument: &Argument| Place::new(file, argument.span.clone());
        for (key, argument) in &shortcode.arguments {
            let named = match (shortcode.name, *key) {
                ("product" | "sizes", "sku") | ("products" | "compare", "skus") => None,
                ("products", "category") => Some(Named::Category),
                ("products", "tag") => Some(Named::Tag),
                ("poster", "name") => Some(Named::Poster),
                ("countdown", "campaign") => Some(Named::Campaign),
                _ => continue,
            };
            match named {
                Some(named) => self.name(named, &argument.value, &place(argument)),
                None => argument.value.split(',').for_each(|sku| self.sku(sku.trim(), &place(argument))),
            }
        }
    }
}
