//! Every rule that relates documents to each other, to the offers, to the settings, or to the moment.
//!
//! Takes the storefront, gives diagnostics. What one document says by itself is checked where it is read, in `catalog`;
//! where links lead is checked in `plan`. Inherited fields keep the original's place, so that what a translation
//! repeats is said once (`diagnostics::sorted`).

mod assortment;
mod campaigns;
mod categories;
mod claims;
mod documents;
mod known;
mod offers;
mod photos;
mod products;
mod references;
mod sections;
mod shelf;
mod shop;

pub use shelf::shelf_notes;

use crate::diagnostics::{Diagnostic, Notes};
use crate::storefront::Storefront;
use assortment::Assortment;
use known::Known;

/// Everything that is wrong between the documents of a shop, at the storefront's moment; not sorted.
#[must_use]
pub fn all(storefront: &Storefront<'_>) -> Vec<Diagnostic> {
    let mut notes = Notes::default();
    let known = Known::of(storefront.catalog);
    let assortment = Assortment::of(storefront.catalog, &known);
    shop::check(storefront, &mut notes);
    documents::check(storefront, &mut notes);
    references::check(storefront, &known, &mut notes);
    products::check(storefront, &known, &mut notes);
    categories::check(storefront, &known, &mut notes);
    offers::check(storefront, &known, &mut notes);
    campaigns::check(storefront, &assortment, &mut notes);
    sections::check(storefront, &mut notes);
    claims::check(storefront, &assortment, &mut notes);
    photos::check(storefront, &mut notes);
    notes.diagnostics
}
