//! When products come to the shelf and leave it, their offers change, and they are no longer new.

use super::{Change, Effect, Event, Found, of};
use crate::catalog::{Product, history};
use crate::diagnostics::Place;
use crate::moment::before;
use crate::storefront::{Glance, Look, Sight, badge_ends, new_until};
use jiff::{SignedDuration, Span, Timestamp};
use std::collections::BTreeMap;

impl<'c> Found<'c> {
    pub(super) fn products(&mut self) {
        let mut by_instant: BTreeMap<Timestamp, Vec<&'c Product>> = BTreeMap::new();
        for product in self.catalog.products.iter().filter(|product| product.document.is_cleared(self.clearance)) {
            for at in self.instants(product) {
                by_instant.entry(at).or_default().push(product);
            }
        }
        for (at, products) in by_instant {
            let glance = |at| Glance::at(self.catalog, self.settings, at, self.clearance);
            let (earlier, later) = (glance(before(at)), glance(at));
            for product in products {
                self.disproved(product, at, (&earlier, &later));
                if let Some(event) = event(earlier.sight(product), later.sight(product), new_until(product) == Some(at))
                {
                    self.add(&product.document, "", of(&product.document, at, event));
                }
            }
        }
    }

    /// Prior prices that the history disproves from an instant on, or no longer.
    fn disproved(&mut self, product: &Product, at: Timestamp, (earlier, later): (&Glance<'c>, &Glance<'c>)) {
        let (earlier, later) = (disproved(earlier.sight(product)), disproved(later.sight(product)));
        let turns = [
            (Event::ReferenceFalse, Effect::Error, &later, &earlier),
            (Event::ReferenceHolds, Effect::Release, &earlier, &later),
        ];
        for (event, effect, there, missing) in turns {
            for (sku, place) in there.iter().filter(|(sku, _)| !missing.contains_key(*sku)) {
                let (title, place) = ((*sku).to_string(), place.clone());
                let change = Change { effect, title, place, ..of(&product.document, at, event) };
                self.add(&product.document, sku, change);
            }
        }
    }

    /// Every instant within the span that may change what is seen of a product by itself, each once.
    fn instants(&self, product: &Product) -> Vec<Timestamp> {
        let offers = self.catalog.offers.as_ref();
        let skus = product.skus().into_iter();
        let offered =
            skus.filter_map(|(sku, _)| offers?.get(sku)).flat_map(|offer| [offer.window.from, offer.window.to]);
        let (document, shelf) = (product.document.window, product.shelf);
        let own = [document.from, document.to, shelf.from, shelf.to, new_until(product)];
        let badges = badge_ends(product, self.settings).map(Some);
        let proofs = product.skus().into_iter().flat_map(|(sku, _)| self.proofs(sku)).map(Some);
        let mut instants: Vec<Timestamp> =
            own.into_iter().chain(badges).chain(offered).chain(proofs).filter_map(|at| self.within(at)).collect();
        instants.sort_unstable();
        instants.dedup();
        instants
    }

    /// When a past price of a SKU is noted, and when it falls out of the days that count.
    fn proofs(&self, sku: &str) -> Vec<Timestamp> {
        let days = Span::new().days(history::reference_days(self.settings));
        let past = self.catalog.history.get(sku).into_iter().flatten();
        let leaves = |at: Timestamp| Some(at.to_zoned(self.zone().clone()).checked_add(days).ok()?.timestamp());
        past.flat_map(|past| [Some(past.at), after(past.at), leaves(past.at)]).flatten().collect()
    }
}

/// The SKUs whose prior prices the history disproves, and where these stand.
fn disproved(sight: Sight<'_>) -> BTreeMap<&str, Place> {
    let Sight::Shown { quotes, .. } = sight else { return BTreeMap::new() };
    quotes.into_iter().filter_map(|look| Some((look.sku, look.disproved?.place.clone()))).collect()
}

/// What becomes of a product between two looks; `label` is whether it is no longer called new.
fn event(earlier: Sight<'_>, later: Sight<'_>, label: bool) -> Option<Event> {
    match (earlier, later) {
        (Sight::Off | Sight::Hidden, Sight::Shown { .. }) => Some(Event::Listed),
        (Sight::Shown { .. }, Sight::Off | Sight::Hidden) => Some(Event::Delisted),
        (Sight::Shown { quotes, badges }, Sight::Shown { quotes: others, badges: worn }) => {
            let new = (label || badges != worn).then_some(Event::NoLongerNew);
            // A proof that is gone or back is told by itself.
            let same = quotes.into_iter().map(Look::without_proof).eq(others.into_iter().map(Look::without_proof));
            if same { new } else { Some(Event::OfferChanged) }
        }
        (earlier, later) => (earlier != later).then_some(Event::OfferChanged),
    }
}

/// The time right after an instant.
fn after(instant: Timestamp) -> Option<Timestamp> {
    instant.checked_add(SignedDuration::from_nanos(1)).ok()
}
