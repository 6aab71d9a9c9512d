//! Everything is decided here before a pixel or a page is made: every address, every rendition, every view.
//!
//! Takes the storefront, the theme and the facts of originals; gives the [`Plan`]. [`Plan::view`] makes one route's
//! view and is pure, so that a build maps it over all routes and a preview calls it for one.

pub mod badges;
pub mod files;
pub mod links;
pub mod listing;
mod outline;
pub mod outputs;
pub mod pictures;
pub mod posters;
mod redirects;
pub mod routes;
mod search;
mod skins;
pub mod view;
pub mod words;

pub use files::PublishedFile;
pub use outline::{Outline, Outlines};
pub use routes::{Route, Target};

use crate::catalog::Document;
use crate::diagnostics::rules::document::ADDRESS_TAKEN;
use crate::diagnostics::rules::mark::LICENCE_FORBIDS_MARKS;
use crate::diagnostics::rules::photo_use::SMALL_PHOTO;
use crate::diagnostics::{Checked, Notes, Place};
use crate::paths::{Address, ShopPath};
use crate::photos::{Marks, Original};
use crate::storefront::{Shelf, Storefront};
use crate::theme::Theme;
use links::Links;
use listing::Listings;
use outputs::{Feed, Redirect, SearchItem, SitemapPage};
use pictures::{Material, Pictures};
use posters::Posters;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use view::{PageData, Views};
use words::Words;

/// Everything that a release will hold.
#[derive(Debug)]
pub struct Plan<'c> {
    theme: Arc<Theme>,
    /// Every page.
    pub routes: Vec<Route>,
    /// Every picture.
    pub pictures: Pictures,
    /// Every poster, and every preview picture.
    pub posters: Posters,
    /// Brand files: logo, favicon.
    pub files: BTreeMap<ShopPath, PublishedFile>,
    /// Old addresses and where they lead.
    pub redirects: Vec<Redirect>,
    /// The names of the skins that pages wear.
    pub skins: Vec<String>,
    links: Links<'c>,
    listings: BTreeMap<&'c str, Listings>,
    tag_pages: BTreeMap<&'c str, BTreeSet<&'c str>>,
    searchable: BTreeMap<&'c str, usize>,
    /// A skin that all pages wear instead of their campaigns'.
    tried_on: Option<String>,
}

/// Draws the plan. `originals` holds the facts of every photo that the storefront shows.
#[must_use]
pub fn draw<'c>(
    storefront: &Storefront<'c>,
    theme: &Arc<Theme>,
    originals: &BTreeMap<ShopPath, Original>,
    marks: &Marks,
    files: BTreeMap<ShopPath, PublishedFile>,
) -> Checked<Plan<'c>> {
    let mut notes = Notes::default();
    let material = material(storefront, theme, originals, marks);
    let pictures = Pictures::draw(storefront, material);
    for (photo, width, slot) in &pictures.small {
        notes
            .push(SMALL_PHOTO.at(photo.place.clone()).with("src", &photo.path).with("width", width).with("slot", slot));
    }
    for (path, (licence, place)) in &pictures.unmarked {
        notes.push(LICENCE_FORBIDS_MARKS.at(place.clone()).with("path", path).with("licence", licence));
    }
    let skins = notes.take(skins::worn(storefront, theme));
    let credits = !pictures.credited(&storefront.catalog.album).is_empty();
    let sorts = &storefront.settings.sorts;
    let listings: BTreeMap<&str, Listings> =
        storefront.shelves.iter().map(|(language, shelf)| (*language, Listings::of(shelf, sorts))).collect();
    let mut all: Vec<Route> = Vec::new();
    for language in &storefront.settings.languages {
        if let Some((shelf, listings)) = storefront.shelf(language).zip(listings.get(language.as_str())) {
            all.extend(routes::of_language(storefront, shelf, listings, credits));
        }
    }
    report_collisions(storefront, &mut all, &mut notes);
    let published = published(storefront, &all);
    let static_files = files.values().map(|file| file.address.as_str().to_string());
    let addresses = all.iter().map(|route| route.address.as_str().to_string()).chain(static_files).collect();
    let links = Links::of(storefront.catalog, storefront.settings, addresses, published.into_iter());
    let redirects = redirects::all(storefront, &all, &mut notes);
    let tag_pages =
        storefront.shelves.iter().map(|(language, shelf)| (*language, routes::tags(shelf).into_keys().collect()));
    let tag_pages = tag_pages.collect();
    let searchable = storefront.shelves.iter().map(|(language, shelf)| (*language, search::count(shelf))).collect();
    let mut plan = Plan {
        theme: theme.clone(),
        routes: all,
        pictures,
        posters: Posters::default(),
        files,
        redirects,
        skins,
        links,
        listings,
        tag_pages,
        searchable,
        tried_on: None,
    };
    plan.posters = notes.take(posters::draw(&plan, storefront, material));
    notes.around(plan)
}

/// What pictures are decided from.
fn material<'m>(
    storefront: &Storefront<'m>,
    theme: &'m Theme,
    originals: &'m BTreeMap<ShopPath, Original>,
    marks: &'m Marks,
) -> Material<'m> {
    let (quality, album) = (storefront.settings.photos.quality, &storefront.catalog.album);
    let previews = theme.preview_format(storefront.settings).is_some();
    Material { originals, profiles: &theme.profiles, quality, marks, album, previews }
}

/// Two documents with one address: both are named, the second has no page.
fn report_collisions(storefront: &Storefront<'_>, all: &mut Vec<Route>, notes: &mut Notes) {
    let mut taken: BTreeMap<String, Route> = BTreeMap::new();
    let mut kept = Vec::with_capacity(all.len());
    for route in all.drain(..) {
        // File systems that fold case would make one file of two addresses.
        let folded = route.address.as_str().to_lowercase();
        let Some(first) = taken.get(&folded) else {
            taken.insert(folded, route.clone());
            kept.push(route);
            continue;
        };
        let (one, two) = (document(storefront, first), document(storefront, &route));
        let other = one.map_or_else(|| first.target.word().to_string(), |document| document.file.to_string());
        let place =
            two.or(one).map_or_else(|| Place::head(&storefront.settings.file), |document| document.slug_place.clone());
        let diagnostic = ADDRESS_TAKEN.at(place).with("address", &route.address).with("other", other);
        notes.push(match one {
            Some(one) => diagnostic.also(one.slug_place.clone(), "1"),
            None => diagnostic,
        });
    }
    *all = kept;
}

/// The document that a route shows, if it shows one.
fn document<'c>(storefront: &Storefront<'c>, route: &Route) -> Option<&'c Document> {
    let shelf = storefront.shelf(&route.language)?;
    match &route.target {
        Target::Home(at) | Target::Page(at) => shelf.pages.get(*at).map(|page| &page.document),
        Target::Category(listing) => shelf.category(&listing.category).map(|category| &category.document),
        Target::Product(at) => shelf.items.get(*at).map(|item| &item.product.document),
        Target::Story(at) => shelf.stories.get(*at).map(|story| &story.document),
        Target::News(at) => shelf.news.get(*at).map(|news| &news.document),
        Target::Guide(at) => shelf.guides.get(*at).map(|guide| &guide.document),
        Target::Campaign(at) => shelf.campaigns.get(*at).map(|campaign| &campaign.document),
        _ => None,
    }
}

/// Every document with a page, and its address.
fn published<'c>(storefront: &Storefront<'c>, routes: &[Route]) -> Vec<(&'c Document, Address)> {
    let first = |route: &&Route| match &route.target {
        Target::Category(listing) => {
            listing.page == 1 && listing.filter.is_none() && !route.address.as_str().contains("/sort/")
        }
        _ => true,
    };
    let found =
        routes.iter().filter(first).filter_map(|route| Some((document(storefront, route)?, route.address.clone())));
    found.collect()
}

impl<'c> Plan<'c> {
    /// Takes another theme, which decides the same: other templates, styles, scripts.
    pub fn wear(&mut self, theme: Arc<Theme>) {
        self.theme = theme;
    }

    /// Lets links lead into a document that was rewritten.
    pub fn relink(&mut self, document: &'c Document) {
        self.links.replace(document);
    }

    /// Whether a product under another title keeps its place in all lists; `at` is its place in the language's shelf.
    #[must_use]
    pub fn keeps_place(&self, shelf: &Shelf<'_>, at: usize, title: &str) -> bool {
        self.listings.get(shelf.language).is_none_or(|listings| listings.keeps_place(shelf, at, title))
    }

    /// Decides the preview picture of a document again, whose title or description is another. False if it had none, and
    /// has one now, or the other way round.
    #[must_use]
    pub fn redraw_preview(
        &mut self,
        storefront: &Storefront<'c>,
        (originals, marks): (&BTreeMap<ShopPath, Original>, &Marks),
        document: &Document,
    ) -> bool {
        let theme = self.theme.clone();
        let material = material(storefront, &theme, originals, marks);
        let sheet = posters::preview_of(self, storefront, material, document).pop();
        match sheet {
            Some(sheet) => self.posters.replace_preview(document, sheet),
            None => self.posters.of(document).next().is_none(),
        }
    }

    /// Puts a skin over all pages, to see how it looks; without one, pages wear their campaigns' again.
    pub fn try_on(&mut self, skin: Option<String>) {
        let is_known = |name: &String| self.theme.skins.contains_key(name);
        self.tried_on = skin.filter(is_known);
        let missing = self.tried_on.iter().find(|name| !self.skins.contains(name)).cloned();
        self.skins.extend(missing);
    }

    /// The document that a route shows, if it shows one.
    #[must_use]
    pub fn document(&self, storefront: &Storefront<'c>, route: &Route) -> Option<&'c Document> {
        document(storefront, route)
    }

    /// The address of a document in a language, if it is published in it.
    #[must_use]
    pub fn translation(&self, document: &Document, language: &str) -> Option<&Address> {
        self.links.document(document.kind, &document.id, language).map(|(address, _)| address)
    }

    /// Whether a page, or a file of the brand, lies at an address.
    #[must_use]
    pub fn is_taken(&self, address: &str) -> bool {
        self.links.addresses().contains(address)
    }

    /// What views of a language are made from. The storefront is the one that the plan was drawn for.
    #[must_use]
    pub fn views<'p>(&'p self, storefront: &'p Storefront<'c>, language: &'p str) -> Option<Views<'p>> {
        let shelf: &Shelf<'_> = storefront.shelf(language)?;
        Some(Views {
            storefront,
            shelf,
            settings: storefront.settings,
            moment: storefront.moment,
            words: Words::of(&self.theme.texts, storefront.settings, language),
            pictures: &self.pictures,
            posters: &self.posters,
            links: &self.links,
            listings: self.listings.get(language)?,
            addresses: self.links.addresses(),
            tag_pages: self.tag_pages.get(language)?,
            files: &self.files,
            theme: &self.theme,
            leading: storefront.leading_campaign(language),
            tried_on: self.tried_on.as_deref(),
            has_feed: !(shelf.news.is_empty() && shelf.stories.is_empty()),
        })
    }

    /// One route's view.
    #[must_use]
    pub fn view(&self, views: &Views<'_>, route: &Route) -> Checked<Option<PageData>> {
        views.of(route, self.searchable.get(route.language.as_str()).copied().unwrap_or_default())
    }

    /// The search index of a language.
    #[must_use]
    pub fn search(&self, views: &Views<'_>) -> Vec<SearchItem> {
        search::items(views)
    }

    /// The feed of a language; `None` where there is nothing to tell.
    #[must_use]
    pub fn feed(&self, views: &Views<'_>) -> Option<Feed> {
        search::feed(views)
    }

    /// A page in the sitemap; `None` if search engines must not list it.
    #[must_use]
    pub fn listed(head: view::head::Head) -> Option<SitemapPage> {
        let origin = head.canonical.strip_suffix(head.href.as_str()).unwrap_or_default().to_string();
        let path = |href: &str| href.strip_prefix(origin.as_str()).unwrap_or(href).to_string();
        let alternates: Vec<(String, String)> =
            head.alternates.iter().map(|a| (a.language.clone(), path(&a.href))).collect();
        (!head.noindex).then(|| SitemapPage {
            updated: head.published.map(|date| date.iso.chars().take(10).collect()),
            alternates: if alternates.len() > 1 { alternates } else { Vec::new() },
            href: head.href,
        })
    }
}
