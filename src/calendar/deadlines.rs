//! Until when something holds: prices, rights, reviews, counts of stock, proofs of struck-through prices.

use super::{Change, Effect, Event, Found, of};
use crate::catalog::{Document, Offer, Offers, Product};
use crate::diagnostics::Place;
use crate::moment::When;
use jiff::civil::Date;
use jiff::{Span, Timestamp};
use std::collections::BTreeMap;

/// Counts of stock are old after so many days.
const OLD: i64 = 3;

impl Found<'_> {
    pub(super) fn deadlines(&mut self) {
        self.reviews();
        self.rights();
        let Some(offers) = &self.catalog.offers else { return };
        let products: BTreeMap<&str, &Product> = self
            .catalog
            .products
            .iter()
            .filter(|product| product.document.original && product.document.is_cleared(self.clearance))
            .flat_map(|product| product.skus().into_iter().map(move |(sku, _)| (sku, &**product)))
            .collect();
        for offer in offers.values() {
            let Some(product) = products.get(offer.sku.as_str()) else { continue };
            if let Some(at) = offer.valid_until.map(|until| until.ends(self.zone())) {
                let (effect, place) = (Effect::Deadline, offer.place.clone());
                let change = Change { effect, place, ..of(&product.document, at, Event::PriceEnds) };
                self.add(&product.document, "", change);
            }
        }
        self.counts(offers);
    }

    fn begins(&self, day: Option<Date>) -> Option<Timestamp> {
        self.within(day.map(|day| When::Day(day).begins(self.zone())))
    }

    /// The day after a review's rhythm has passed; what is taken down by then needs none.
    fn reviews(&mut self) {
        let catalog = self.catalog;
        for document in catalog.documents() {
            let Some((own, last, place)) = &document.review else { continue };
            let Some(every) = own.or(self.settings.review_every.map(|every| every.days())) else { continue };
            let day = last.day(self.zone()).checked_add(Span::new().days(every.saturating_add(1).min(100_000))).ok();
            let live = |at: &Timestamp| document.window.to.is_none_or(|to| *at < to);
            if let Some(at) = self.begins(day).filter(live) {
                let change =
                    Change { effect: Effect::Deadline, place: place.clone(), ..of(document, at, Event::ReviewDue) };
                self.add(document, "", change);
            }
        }
    }

    /// Rights of photos and texts: what is used after that is an error.
    fn rights(&mut self) {
        let catalog = self.catalog;
        let mut ended: Vec<(&Document, &When, Place, String)> = Vec::new();
        catalog.each_photo(&mut |document, photo| {
            let rights = catalog.album.get(&photo.path).and_then(|sidecar| sidecar.rights.get());
            if let Some((expires, _)) = rights.and_then(|rights| rights.expires.placed()) {
                ended.push((document, expires, photo.place.clone(), photo.path.to_string()));
            }
        });
        for document in catalog.documents() {
            if let Some((expires, place)) = document.rights.as_ref().and_then(|rights| rights.expires.placed()) {
                ended.push((document, expires, place.clone(), document.title.clone()));
            }
        }
        let clearance = self.clearance;
        for (document, expires, place, title) in ended.into_iter().filter(|(d, ..)| d.is_cleared(clearance)) {
            let at = expires.ends(self.zone());
            let change =
                Change { effect: Effect::Error, place, title: title.clone(), ..of(document, at, Event::RightsEnd) };
            self.add(document, &title, change);
        }
    }

    /// Counts that grow old on one day are one change.
    fn counts(&mut self, offers: &Offers) {
        let mut by_day: BTreeMap<Timestamp, Vec<&Offer>> = BTreeMap::new();
        for offer in offers.values() {
            let counted = offer.counted_at.as_ref().map(|(counted, _)| counted.day(self.zone()));
            let day = counted.and_then(|day| day.checked_add(Span::new().days(OLD)).ok());
            if let Some(at) = self.begins(day) {
                by_day.entry(at).or_default().push(offer);
            }
        }
        for (at, offers) in by_day {
            let Some((first, rest)) = offers.split_first() else { continue };
            let title =
                if rest.is_empty() { first.sku.clone() } else { format!("{} … ({})", first.sku, offers.len()) };
            let (effect, place) = (Effect::Deadline, first.place.clone());
            self.changes.push(Change { at, event: Event::CountOld, effect, title, place, ends: None });
        }
    }
}
