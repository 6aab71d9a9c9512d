//! Photos and texts whose rights have ended, and photos that must name their maker, where published documents use them.

use crate::catalog::{Catalog, photo};
use crate::diagnostics::Notes;
use crate::diagnostics::rules::photo_use::{CREDIT_MISSING, RIGHTS_EXPIRED};
use crate::moment::When;
use crate::paths::ShopPath;
use crate::storefront::Storefront;
use std::collections::BTreeSet;

/// Checks the rights of all that is published.
pub(super) fn check(storefront: &Storefront<'_>, notes: &mut Notes) {
    let Storefront { catalog, settings, moment, .. } = storefront;
    let mut used: BTreeSet<&ShopPath> = BTreeSet::new();
    catalog.each_photo(&mut |document, photo| {
        if document.is_cleared(storefront.clearance) && catalog.album.contains_key(&photo.path) {
            photo::check_expiry(&catalog.album, photo, &settings.zone, *moment, notes);
            used.insert(&photo.path);
        }
    });
    for path in used {
        check_credit(catalog, path, notes);
    }
    for document in catalog.documents().filter(|document| document.is_cleared(storefront.clearance)) {
        let expires = document.rights.as_ref().and_then(|rights| rights.expires.placed());
        if let Some((expires, place)) = expires.filter(|(expires, _)| When::ends(expires, &settings.zone) <= *moment) {
            let day = expires.day(&settings.zone);
            notes.push(RIGHTS_EXPIRED.at(place.clone()).with("src", &document.file).with("day", day));
        }
    }
}

/// Attribution licences ask for a name.
fn check_credit(catalog: &Catalog, path: &ShopPath, notes: &mut Notes) {
    let Some(rights) = catalog.album.get(path).and_then(|sidecar| sidecar.rights.get()) else { return };
    let Some((licence, place)) = rights.licence.placed().filter(|(licence, _)| licence.starts_with("CC-BY")) else {
        return;
    };
    if rights.holder.get().is_none_or(|holder| holder.trim().is_empty()) {
        notes.push(CREDIT_MISSING.at(place.clone()).with("src", path).with("licence", licence));
    }
}
