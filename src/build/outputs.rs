//! What lists the pages, and what stands beside them: sitemap, feeds, search, redirects, theme and static files.

use super::Site;
use crate::artifact::{Artifact, Body};
use crate::diagnostics::rules::document::ADDRESS_TAKEN;
use crate::diagnostics::{Checked, Notes, Place};
use crate::error::Error;
use crate::imaging;
use crate::plan::outputs::SitemapPage;
use crate::rendering;
use std::collections::BTreeSet;

/// Makes and puts everything but pages and renditions; gives the files of the whole release without renditions.
///
/// # Errors
/// One of them cannot be put into the stage.
pub(super) fn put_all(
    site: &Site<'_>,
    mut listed: Vec<SitemapPage>,
    put: &dyn Fn(Artifact) -> Result<(), Error>,
) -> Result<Checked<BTreeSet<String>>, Error> {
    let mut notes = Notes::default();
    let base = &site.settings.base_url;
    listed.sort_by(|a, b| a.href.cmp(&b.href));
    let mut artifacts = rendering::sitemap(&listed, base);
    artifacts.push(rendering::robots(base, &[]));
    artifacts.extend(rendering::redirects(&site.plan.redirects, base));
    let addresses = site.plan.address_book();
    for language in &site.settings.languages {
        let prefix = site.settings.prefix(language);
        let Some(views) = site.plan.views(site.storefront, language, &addresses) else { continue };
        if !addresses.contains(format!("{prefix}/").as_str()) {
            continue;
        }
        artifacts.push(rendering::search(&format!("{prefix}/search/index.json"), &site.plan.search(&views)));
        artifacts.extend(site.plan.feed(&views).map(|feed| rendering::atom(&feed, base)));
    }
    let asset =
        |asset: &crate::theme::Asset| Artifact { path: asset.address.file(), body: Body::Bytes(asset.bytes.to_vec()) };
    let skins = site.plan.skins.iter().filter_map(|name| site.look.theme.skins.get(name));
    let skins = skins.flat_map(|skin| skin.files.iter().chain([&skin.sheet]));
    artifacts.extend(site.look.theme.assets.iter().chain(skins).map(asset));
    artifacts.extend(site.brand.artifacts.iter().cloned());
    let mut files: BTreeSet<String> = site.plan.routes.iter().map(|route| route.address.file()).collect();
    artifacts.extend(static_files(site, &files, &mut notes)?);
    for artifact in artifacts {
        if files.insert(artifact.path.clone()) {
            put(artifact)?;
        }
    }
    Ok(notes.around(files))
}

/// `assets/static/**` goes to the site's root, pictures without their notes; a file that would hide a page is reported.
fn static_files(site: &Site<'_>, pages: &BTreeSet<String>, notes: &mut Notes) -> Result<Vec<Artifact>, Error> {
    let mut artifacts = Vec::new();
    for (path, _) in site.source.under("assets/static") {
        let name = path.as_str().trim_start_matches("assets/static/").to_string();
        if pages.contains(&name) {
            notes.push(ADDRESS_TAKEN.at(Place::head(path)).with("address", format!("/{name}")).with("other", "a page"));
            continue;
        }
        let bytes = site.source.bytes(path).map_err(|error| Error::io("cannot read", path.as_str().as_ref(), error))?;
        match imaging::without_notes(path, bytes, site.darkroom.limits) {
            Ok(bytes) => artifacts.push(Artifact { path: name, body: Body::Bytes(bytes) }),
            Err(diagnostic) => notes.push(*diagnostic),
        }
    }
    Ok(artifacts)
}

/// The place of the shop that a page goes back to: its document, else `awning.yaml`.
pub(super) fn place_of(site: &Site<'_>, page: &str) -> Place {
    let documents = site.catalog.documents();
    let mut own =
        documents.filter(|document| crate::plan::routes::document_address(site.settings, document).file() == page);
    own.next().map_or_else(|| Place::head(&site.settings.file), |document| document.head.clone())
}
