//! Old addresses: aliases of documents, redirects of the settings, campaigns that are over, sold-out products.

use super::outputs::Redirect;
use super::routes::{self, Route, document_address};
use crate::catalog::is_site_path;
use crate::diagnostics::Notes;
use crate::diagnostics::rules::document::ALIAS_TAKEN;
use crate::diagnostics::rules::shop::BAD_REDIRECT;
use crate::storefront::Storefront;
use std::collections::BTreeMap;

/// All redirects, sorted. One that would hide a page, or lead to none, is reported and left out.
pub(super) fn all(storefront: &Storefront<'_>, all: &[Route], notes: &mut Notes) -> Vec<Redirect> {
    let addresses = routes::addresses(all);
    let mut redirects: BTreeMap<String, String> = BTreeMap::new();
    let mut add = |from: String, to: String| {
        redirects.entry(from).or_insert(to);
    };
    for document in storefront.catalog.documents() {
        let address = document_address(storefront.settings, document);
        if !addresses.contains(address.as_str()) {
            continue;
        }
        for (alias, place) in &document.aliases {
            let page = if alias.ends_with('/') { alias.clone() } else { format!("{alias}/") };
            if addresses.contains(alias.as_str()) || addresses.contains(page.as_str()) {
                notes.push(ALIAS_TAKEN.at(place.clone()).with("alias", alias).with("other", alias));
            } else {
                add(alias.clone(), address.href());
            }
        }
    }
    for shelf in storefront.shelves.values() {
        let prefix = storefront.settings.prefix(shelf.language);
        for product in &shelf.hidden {
            let category = shelf
                .category(&product.category)
                .map(|category| document_address(storefront.settings, &category.document));
            let to = category.map_or_else(|| format!("{prefix}/"), |address| address.href());
            add(document_address(storefront.settings, &product.document).as_str().to_string(), to);
        }
        for campaign in &shelf.redirecting {
            let to = campaign.redirect_to.as_ref().map_or("/", |(to, _)| to.as_str());
            let candidates = [format!("{prefix}{to}"), to.to_string()];
            let Some(to) = candidates.iter().find(|to| addresses.contains(to.as_str())) else {
                if let Some((to, place)) = &campaign.redirect_to {
                    notes.push(BAD_REDIRECT.at(place.clone()).with("from", "redirect_to").with("to", to));
                }
                continue;
            };
            add(
                document_address(storefront.settings, &campaign.document).as_str().to_string(),
                crate::paths::encode(to),
            );
        }
    }
    for (from, to, place) in &storefront.settings.redirects {
        let fits = is_site_path(from)
            && is_site_path(to)
            && !addresses.contains(from.as_str())
            && addresses.contains(to.as_str());
        if fits {
            add(from.clone(), crate::paths::encode(to));
        } else {
            notes.push(BAD_REDIRECT.at(place.clone()).with("from", from).with("to", to));
        }
    }
    redirects.into_iter().map(|(from, to)| Redirect { from, to }).collect()
}
