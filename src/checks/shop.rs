//! `awning.yaml` and the shop as a whole.

use crate::catalog::Page;
use crate::diagnostics::rules::shop::MISSING_IDENTITY;
use crate::diagnostics::rules::text::NO_HOME;
use crate::diagnostics::{Notes, Place};
use crate::settings::raw::Market;
use crate::storefront::{Shelf, Storefront};
use crate::yaml::Field;

/// Checks the settings that the law asks for, and that every language begins at a home page.
pub(super) fn check(storefront: &Storefront<'_>, notes: &mut Notes) {
    check_identity(storefront, notes);
    for shelf in storefront.shelves.values() {
        check_home(storefront, shelf, notes);
    }
}

fn check_identity(storefront: &Storefront<'_>, notes: &mut Notes) {
    let settings = storefront.settings;
    if !settings.sells_in(Market::Cn) {
        return;
    }
    let blank = |field: &Field<String>| field.get().is_none_or(|text| text.trim().is_empty());
    let licence = settings.identity.business_licence.get();
    for (key, missing) in [
        ("icp", blank(&settings.identity.icp)),
        ("business_licence", licence.is_none_or(|licence| blank(&licence.number))),
    ] {
        if missing {
            notes.push(MISSING_IDENTITY.at(Place::head(&settings.file)).with("key", key));
        }
    }
}

/// The default language needs a home page; another one does as soon as it shows a page.
fn check_home(storefront: &Storefront<'_>, shelf: &Shelf<'_>, notes: &mut Notes) {
    let settings = storefront.settings;
    let default = shelf.language == settings.default_language();
    let is_home = |page: &Page| page.document.language == shelf.language && page.document.name() == "home";
    if shelf.pages.iter().any(|page| is_home(page)) || !(default || shows_anything(shelf)) {
        return;
    }
    let unpublished = storefront.catalog.pages.iter().find(|page| is_home(page));
    let place = unpublished.map_or_else(|| Place::head(&settings.file), |page| page.document.head.clone());
    let file =
        if default { "content/pages/home.md".to_string() } else { format!("content/pages/home.{}.md", shelf.language) };
    notes.push(NO_HOME.at(place).with("language", shelf.language).with("file", file));
}

fn shows_anything(shelf: &Shelf<'_>) -> bool {
    !(shelf.items.is_empty()
        && shelf.categories.is_empty()
        && shelf.stories.is_empty()
        && shelf.news.is_empty()
        && shelf.guides.is_empty()
        && shelf.pages.is_empty()
        && shelf.campaigns.is_empty())
}
