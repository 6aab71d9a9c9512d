//! What lists the pages, and what stands beside them: sitemap, feeds, search, redirects, theme and static files.

use super::groundwork::Site;
use crate::artifact::{Artifact, Body};
use crate::diagnostics::rules::document::ADDRESS_TAKEN;
use crate::diagnostics::{Checked, Notes, Place};
use crate::error::Error;
use crate::imaging;
use crate::paths::ShopPath;
use crate::plan::outputs::SitemapPage;
use crate::plan::view::Views;
use crate::rendering;
use crate::theme::Asset;
use std::collections::BTreeSet;

/// Makes and puts everything but pages and renditions; gives the files of the whole release without renditions.
///
/// # Errors
/// One of them cannot be put into the stage.
pub(super) fn put_all(
    site: &Site<'_>,
    listed: Vec<SitemapPage>,
    put: &dyn Fn(Artifact) -> Result<(), Error>,
) -> Result<Checked<BTreeSet<String>>, Error> {
    let mut notes = Notes::default();
    let mut artifacts = sitemap(site, listed);
    artifacts.extend(listings(site));
    artifacts.extend(assets(site).map(artifact_of));
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

/// The sitemap of these pages.
fn sitemap(site: &Site<'_>, mut listed: Vec<SitemapPage>) -> Vec<Artifact> {
    listed.sort_by(|a, b| a.href.cmp(&b.href));
    rendering::sitemap(&listed, &site.settings.base_url)
}

/// What robots are told, redirects, search indices and feeds.
fn listings(site: &Site<'_>) -> Vec<Artifact> {
    let base = &site.settings.base_url;
    let mut artifacts = vec![rendering::robots(base, &[])];
    artifacts.extend(rendering::redirects(&site.plan.redirects, base));
    for (prefix, views) in languages(site) {
        artifacts.push(search(site, &prefix, &views));
        artifacts.extend(site.plan.feed(&views).map(|feed| rendering::atom(&feed, base)));
    }
    artifacts
}

/// The languages that have pages: their prefix, and what their views are made from.
fn languages<'a>(site: &Site<'a>) -> impl Iterator<Item = (String, Views<'a>)> {
    let Site { plan, storefront, settings, .. } = *site;
    settings.languages.iter().filter_map(move |language| {
        let prefix = settings.prefix(language);
        let views = plan.views(storefront, language)?;
        plan.is_taken(&format!("{prefix}/")).then_some((prefix, views))
    })
}

fn search(site: &Site<'_>, prefix: &str, views: &Views<'_>) -> Artifact {
    rendering::search(&format!("{prefix}/search/index.json"), &site.plan.search(views))
}

/// The files of the theme and of the skins that pages wear.
fn assets<'a>(site: &Site<'a>) -> impl Iterator<Item = &'a Asset> {
    let theme = &site.look.theme;
    let skins = site.plan.skins.iter().filter_map(|name| theme.skins.get(name));
    theme.assets.iter().chain(skins.flat_map(|skin| skin.files.iter().chain([&skin.sheet])))
}

fn artifact_of(asset: &Asset) -> Artifact {
    Artifact { path: asset.address.file(), body: Body::Bytes(asset.bytes.to_vec()) }
}

/// `assets/static/**` goes to the site's root, pictures without their notes; a file that would hide a page is reported.
fn static_files(site: &Site<'_>, pages: &BTreeSet<String>, notes: &mut Notes) -> Result<Vec<Artifact>, Error> {
    let mut artifacts = Vec::new();
    for (path, _) in site.source.under(STATIC) {
        let name = path.as_str().trim_start_matches(STATIC).trim_start_matches('/').to_string();
        if pages.contains(&name) {
            notes.push(ADDRESS_TAKEN.at(Place::head(path)).with("address", format!("/{name}")).with("other", "a page"));
            continue;
        }
        artifacts.extend(notes.take(static_file(site, path, name)?));
    }
    Ok(artifacts)
}

/// Where files lie that are published as they are.
const STATIC: &str = "assets/static";

fn static_file(site: &Site<'_>, path: &ShopPath, name: String) -> Result<Checked<Option<Artifact>>, Error> {
    let bytes = site.source.bytes(path).map_err(|error| Error::io("cannot read", path.as_str().as_ref(), error))?;
    Ok(match imaging::without_notes(path, bytes, site.darkroom.limits) {
        Ok(bytes) => Checked::fine(Some(Artifact { path: name, body: Body::Bytes(bytes) })),
        Err(diagnostic) => Checked::new(None, vec![*diagnostic]),
    })
}

impl Site<'_> {
    /// A file of the release, by its path from the root of `public/`: none of the pages, and no picture.
    /// `pages` gives what the sitemap lists, which takes all pages.
    #[must_use]
    pub fn file(&self, path: &str, pages: impl FnOnce() -> Vec<SitemapPage>) -> Option<Artifact> {
        let is_it = |artifact: &Artifact| artifact.path == path;
        if path.starts_with("sitemap") && path.strip_suffix(".xml").is_some() {
            return sitemap(self, pages()).into_iter().find(is_it);
        }
        if let Some(asset) = assets(self).find(|asset| asset.address.file() == path) {
            return Some(artifact_of(asset));
        }
        if let Some(artifact) = self.brand.artifacts.iter().find(|artifact| is_it(artifact)) {
            return Some(artifact.clone());
        }
        self.listing(path).or_else(|| self.static_file(path))
    }

    fn listing(&self, path: &str) -> Option<Artifact> {
        let base = &self.settings.base_url;
        let is_it = |artifact: &Artifact| artifact.path == path;
        if path.ends_with("search/index.json") {
            return languages(self).map(|(prefix, views)| search(self, &prefix, &views)).find(is_it);
        }
        if path.ends_with("feed.xml") {
            let feeds = languages(self).filter_map(|(_, views)| self.plan.feed(&views));
            return feeds.map(|feed| rendering::atom(&feed, base)).find(is_it);
        }
        let redirects = rendering::redirects(&self.plan.redirects, base);
        [rendering::robots(base, &[])].into_iter().chain(redirects).find(is_it)
    }

    fn static_file(&self, path: &str) -> Option<Artifact> {
        let file = ShopPath::new(&format!("{STATIC}/{path}")).filter(|file| file.as_str().starts_with(STATIC))?;
        self.source.files.get(&file)?;
        static_file(self, &file, path.to_string()).ok()?.value
    }
}

/// The place of the shop that a page goes back to: its document, else `awning.yaml`.
pub(super) fn place_of(site: &Site<'_>, page: &str) -> Place {
    let documents = site.catalog.documents();
    let mut own =
        documents.filter(|document| crate::plan::routes::document_address(site.settings, document).file() == page);
    own.next().map_or_else(|| Place::head(&site.settings.file), |document| document.head.clone())
}
