//! Every page: view, HTML, minified, scanned for links, put into the stage. All routes in parallel.

use super::{Order, Progress, Site};
use crate::artifact::{Artifact, Body};
use crate::diagnostics::Diagnostic;
use crate::error::Error;
use crate::plan::outputs::SitemapPage;
use crate::plan::view::Views;
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

/// One page.
#[derive(Default)]
struct Made {
    diagnostics: Vec<Diagnostic>,
    links: Option<PageLinks>,
    listed: Option<SitemapPage>,
}

/// What the pages of a language share.
struct Shared<'a> {
    views: Views<'a>,
    values: Vec<(&'static str, Value)>,
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
    let addresses = site.plan.address_book();
    let mut pages = Pages { diagnostics: Vec::new(), links: Vec::new(), listed: Vec::new() };
    let mut languages: BTreeMap<&str, Shared<'_>> = BTreeMap::new();
    for language in &site.settings.languages {
        if let Some(views) = site.plan.views(site.storefront, language, &addresses) {
            let shared = share(site, engine, views, &mut pages.diagnostics);
            languages.insert(language, shared);
        }
    }
    let one = |scanner: &mut Scanner, route: &Route| -> Result<Made, Error> {
        let Some(shared) = languages.get(route.language.as_str()) else { return Ok(Made::default()) };
        let made = page(order, site.plan, engine, shared, route, scanner, put);
        progress.step(1);
        made
    };
    let made: Result<Vec<Made>, Error> = site.plan.routes.par_iter().map_init(Scanner::default, one).collect();
    for page in made? {
        pages.diagnostics.extend(page.diagnostics);
        pages.links.extend(page.links);
        pages.listed.extend(page.listed);
    }
    Ok(pages)
}

/// Converts what all pages of a language share, once.
fn share<'a>(site: &Site<'a>, engine: &Engine, views: Views<'a>, diagnostics: &mut Vec<Diagnostic>) -> Shared<'a> {
    let shown = views.site();
    diagnostics.extend(shown.diagnostics);
    let assets: BTreeMap<&str, BTreeMap<&str, String>> = site
        .look
        .theme
        .assets
        .iter()
        .map(|asset| {
            let values = [("href", asset.address.href()), ("integrity", asset.integrity.clone())];
            (asset.name.as_str(), values.into_iter().collect())
        })
        .collect();
    let values = vec![
        ("site", engine.shared(&shown.value)),
        ("settings", engine.shared(&site.look.theme.settings)),
        ("assets", engine.shared(&assets)),
        ("t", engine.shared(&views.words.all())),
    ];
    Shared { views, values }
}

fn page(
    order: &Order,
    plan: &Plan<'_>,
    engine: &Engine,
    shared: &Shared<'_>,
    route: &Route,
    scanner: &mut Scanner,
    put: &(dyn Fn(Artifact) -> Result<(), Error> + Sync),
) -> Result<Made, Error> {
    let view = plan.view(&shared.views, route);
    let mut made = Made { diagnostics: view.diagnostics, ..Made::default() };
    let Some(data) = view.value else { return Ok(made) };
    let html = match engine.page(&format!("{}.html", route.target.word()), &shared.values, &data) {
        Ok(html) => html,
        Err(diagnostic) => {
            made.diagnostics.push(*diagnostic);
            return Ok(made);
        }
    };
    let bytes = if order.minify { rendering::minify(&html) } else { html };
    let file = route.address.file();
    made.links = Some(scanner.scan(&file, &bytes));
    made.listed = Plan::listed(data.page);
    put(Artifact { path: file, body: Body::Bytes(bytes) })?;
    Ok(made)
}
