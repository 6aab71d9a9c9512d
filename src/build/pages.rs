//! Every page: view, HTML, minified, scanned for links, put into the stage. All routes in parallel, or one alone.

use super::groundwork::Site;
use super::{Order, Progress};
use crate::artifact::{Artifact, Body};
use crate::diagnostics::{Checked, Diagnostic, Notes};
use crate::error::Error;
use crate::fingerprint::Digest;
use crate::plan::outputs::SitemapPage;
use crate::plan::view::{PageData, Views};
use crate::plan::{Plan, Route};
use crate::rendering::links::{PageLinks, Scanner};
use crate::rendering::{self, Engine};
use rayon::prelude::*;
use std::collections::BTreeMap;
use tera::Value;

/// What is known of the pages when they are made.
pub(super) struct Pages {
    /// What was wrong, in the order of the routes.
    pub(super) diagnostics: Vec<Diagnostic>,
    /// What they point to.
    pub(super) links: Vec<PageLinks>,
    /// Those that search engines may list.
    pub(super) listed: Vec<SitemapPage>,
}

/// What the pages of a language share, converted once.
pub struct Shared<'a> {
    views: Views<'a>,
    values: Vec<(&'static str, Value)>,
    /// What the values and the templates are, as a digest.
    stamp: Digest,
}

/// One page.
#[derive(Debug, Default)]
pub struct Page {
    /// Its HTML, not minified. `None` if it could not be made.
    pub html: Option<Vec<u8>>,
    /// What search engines are told of it.
    pub listed: Option<SitemapPage>,
}

/// Renders all pages.
///
/// # Errors
/// One of them cannot be put into the stage.
pub(super) fn render(
    order: &Order,
    site: &Site<'_>,
    engine: &Engine,
    put: &(dyn Fn(Artifact) -> Result<(), Error> + Sync),
    progress: &dyn Progress,
) -> Result<Pages, Error> {
    let mut pages = Pages { diagnostics: Vec::new(), links: Vec::new(), listed: Vec::new() };
    let languages = Shared::by_language(site, engine);
    pages.diagnostics.extend(languages.diagnostics);
    let languages = languages.value;
    let one = |scanner: &mut Scanner, route: &Route| -> Result<(Page, Option<PageLinks>, Vec<Diagnostic>), Error> {
        let shared = languages.get(route.language.as_str()).filter(|_| progress.is_awaited());
        let Some(Checked { value: mut page, diagnostics }) = shared.map(|shared| shared.page(site, engine, route))
        else {
            return Ok(Default::default());
        };
        let links = match page.html.take() {
            Some(html) => Some(finish(order, route, html, scanner, put)?),
            None => None,
        };
        progress.step(1);
        Ok((page, links, diagnostics))
    };
    let made: Result<Vec<_>, Error> = site.plan.routes.par_iter().map_init(Scanner::default, one).collect();
    for (page, links, diagnostics) in made? {
        pages.diagnostics.extend(diagnostics);
        pages.links.extend(links);
        pages.listed.extend(page.listed);
    }
    Ok(pages)
}

/// Puts a page into the stage, and keeps what it points to.
fn finish(
    order: &Order,
    route: &Route,
    html: Vec<u8>,
    scanner: &mut Scanner,
    put: &(dyn Fn(Artifact) -> Result<(), Error> + Sync),
) -> Result<PageLinks, Error> {
    let bytes = if order.minify { rendering::minify(&html) } else { html };
    let file = route.address.file();
    let links = scanner.scan(&file, &bytes);
    put(Artifact { path: file, body: Body::Bytes(bytes) })?;
    Ok(links)
}

impl<'a> Shared<'a> {
    /// What the pages of each language share.
    #[must_use]
    pub fn by_language(site: &Site<'a>, engine: &Engine) -> Checked<BTreeMap<&'a str, Self>> {
        let mut notes = Notes::default();
        let settings = site.settings;
        let of = |language: &'a String| Some((language.as_str(), notes.take(Self::of(site, engine, language)?)));
        let languages = settings.languages.iter().filter_map(of).collect();
        notes.around(languages)
    }

    /// What the pages of a language share. `None` if it has none.
    fn of(site: &Site<'a>, engine: &Engine, language: &'a str) -> Option<Checked<Self>> {
        let views = site.plan.views(site.storefront, language)?;
        let shown = views.site();
        let asset = |asset: &'a crate::theme::Asset| {
            let values = [("href", asset.address.href()), ("integrity", asset.integrity.clone())];
            (asset.name.as_str(), values.into_iter().collect::<BTreeMap<&str, String>>())
        };
        let assets: BTreeMap<&str, _> = site.look.theme.assets.iter().map(asset).collect();
        let values = vec![
            ("site", engine.shared(&shown.value)),
            ("settings", engine.shared(&site.look.theme.settings)),
            ("assets", engine.shared(&assets)),
            ("t", engine.shared(&views.words.all())),
        ];
        let site_view = serde_json::to_vec(&shown.value).unwrap_or_default();
        let stamp = Digest::of_parts([site_view.as_slice(), site.look.theme.digest.hex().as_bytes()]);
        Some(Checked::new(Self { views, values, stamp }, shown.diagnostics))
    }

    /// Makes one page.
    pub fn page(&self, site: &Site<'_>, engine: &Engine, route: &Route) -> Checked<Page> {
        let Checked { value, mut diagnostics } = self.view(site, route);
        let Some(data) = value else { return Checked::new(Page::default(), diagnostics) };
        let html = self.html(engine, route, &data).map_err(|diagnostic| diagnostics.push(*diagnostic)).ok();
        let listed = html.is_some().then(|| Plan::listed(data.page)).flatten();
        Checked::new(Page { html, listed }, diagnostics)
    }

    /// What the template of a route sees. `None` if the route is not of this shop.
    pub fn view(&self, site: &Site<'_>, route: &Route) -> Checked<Option<PageData>> {
        site.plan.view(&self.views, route)
    }

    /// The HTML of a view.
    ///
    /// # Errors
    /// A diagnostic in the template.
    pub fn html(&self, engine: &Engine, route: &Route, data: &PageData) -> Result<Vec<u8>, Box<Diagnostic>> {
        engine.page(&format!("{}.html", route.target.word()), &self.values, data)
    }

    /// The digest of everything that a page is made from: two pages with one fingerprint are equal.
    #[must_use]
    pub fn fingerprint(&self, route: &Route, data: &PageData) -> Digest {
        let view = serde_json::to_vec(data).unwrap_or_default();
        Digest::of_parts([self.stamp.hex().as_bytes(), route.target.word().as_bytes(), &view])
    }
}
