//! Every address of the site, and what is to be made there.

use super::listing::{Listing, Listings};
use super::words::address_part;
use crate::catalog::{Document, Kind};
use crate::paths::Address;
use crate::settings::Settings;
use crate::storefront::{Shelf, Storefront};
use std::collections::{BTreeMap, BTreeSet};

/// One address and what is made there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    /// Its address.
    pub address: Address,
    /// Its language.
    pub language: String,
    /// What is there; places are those in the language's shelf.
    pub target: Target,
}

/// What a route shows.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// The home page: the place of the page `home`.
    Home(usize),
    /// All products, page n from 1.
    Products(usize),
    /// A category: id, sort, filter, page.
    Category(Listing),
    /// A product.
    Product(usize),
    /// Stories, page n.
    Stories(usize),
    /// A story.
    Story(usize),
    /// News, page n.
    NewsList(usize),
    /// News.
    News(usize),
    /// All guides.
    Guides,
    /// A guide.
    Guide(usize),
    /// A page.
    Page(usize),
    /// A campaign's landing page.
    Campaign(usize),
    /// A tag, page n.
    Tag(String, usize),
    /// The price list.
    Prices,
    /// The search.
    Search,
    /// Photo credits.
    Credits,
    /// What is shown for an address that is not there.
    NotFound,
}

impl Target {
    /// The word that templates see as `page.kind`, which is also the template's name.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Home(_) => "home",
            Self::Products(_) => "products",
            Self::Category(_) => "category",
            Self::Product(_) => "product",
            Self::Stories(_) => "stories",
            Self::Story(_) => "story",
            Self::NewsList(_) => "news_list",
            Self::News(_) => "news",
            Self::Guides => "guides",
            Self::Guide(_) => "guide",
            Self::Page(_) => "page",
            Self::Campaign(_) => "campaign",
            Self::Tag(..) => "tag",
            Self::Prices => "prices",
            Self::Search => "search",
            Self::Credits => "credits",
            Self::NotFound => "not_found",
        }
    }
}

/// All routes of a language.
pub(super) fn of_language(
    storefront: &Storefront<'_>,
    shelf: &Shelf<'_>,
    listings: &Listings,
    credits: bool,
) -> Vec<Route> {
    let settings = storefront.settings;
    // Every page leads home: a language without a home page has no pages at all.
    if !shelf.pages.iter().any(|page| page.document.name() == "home") {
        return Vec::new();
    }
    let mut routes = Routes { prefix: settings.prefix(shelf.language), language: shelf.language, routes: Vec::new() };
    for (at, page) in shelf.pages.iter().enumerate() {
        match page.document.name() {
            "home" => routes.add("/", Target::Home(at)),
            _ => routes.add(&format!("/{}/", page.document.slug), Target::Page(at)),
        }
    }
    routes.listings(shelf, listings, settings);
    for (at, item) in shelf.items.iter().enumerate() {
        routes.document(&item.product.document, Target::Product(at));
    }
    let texts = |count: usize| pages(count, settings.per_page);
    routes.numbered("/stories/", texts(shelf.stories.len()), Target::Stories);
    for (at, story) in shelf.stories.iter().enumerate() {
        routes.document(&story.document, Target::Story(at));
    }
    routes.numbered("/news/", texts(shelf.news.len()), Target::NewsList);
    for (at, news) in shelf.news.iter().enumerate() {
        routes.document(&news.document, Target::News(at));
    }
    if !shelf.guides.is_empty() {
        routes.add("/guides/", Target::Guides);
    }
    for (at, guide) in shelf.guides.iter().enumerate() {
        routes.document(&guide.document, Target::Guide(at));
    }
    for (at, campaign) in shelf.campaigns.iter().enumerate() {
        routes.document(&campaign.document, Target::Campaign(at));
    }
    if !shelf.items.is_empty() {
        routes.add("/prices/", Target::Prices);
    }
    routes.add("/search/", Target::Search);
    if credits {
        routes.add("/credits/", Target::Credits);
    }
    routes.add("/404.html", Target::NotFound);
    routes.routes
}

/// The number of pages that so many items fill.
pub(super) fn pages(items: usize, per_page: usize) -> usize {
    items.div_ceil(per_page.max(1))
}

/// The address of a page of a list.
pub(super) fn numbered(base: &str, page: usize) -> String {
    if page <= 1 { base.to_string() } else { format!("{base}page/{page}/") }
}

/// The address of a document below its language's prefix.
#[must_use]
pub fn document_address(settings: &Settings, document: &Document) -> Address {
    let prefix = settings.prefix(&document.language);
    Address::of(match document.kind {
        Kind::Page if document.name() == "home" => format!("{prefix}/"),
        Kind::Page => format!("{prefix}/{}/", document.slug),
        kind => format!("{prefix}/{}/{}/", kind.folder(), document.slug),
    })
}

/// A tag's part of the address.
#[must_use]
pub fn tag_slug(settings: &Settings, tag: &str) -> String {
    settings.tags.get(tag).and_then(|known| known.slug.clone()).unwrap_or_else(|| address_part(tag))
}

struct Routes<'a> {
    prefix: String,
    language: &'a str,
    routes: Vec<Route>,
}

impl Routes<'_> {
    fn add(&mut self, path: &str, target: Target) {
        let address = Address::of(format!("{}{path}", self.prefix));
        self.routes.push(Route { address, language: self.language.to_string(), target });
    }

    fn document(&mut self, document: &Document, target: Target) {
        self.add(&format!("/{}/{}/", document.kind.folder(), document.slug), target);
    }

    fn numbered(&mut self, base: &str, pages: usize, target: impl Fn(usize) -> Target) {
        for page in 1..=pages {
            self.add(&numbered(base, page), target(page));
        }
    }

    fn listings(&mut self, shelf: &Shelf<'_>, listings: &Listings, settings: &Settings) {
        self.numbered("/products/", pages(listings.all.len(), settings.per_page), Target::Products);
        for category in &shelf.categories {
            let base = format!("/categories/{}/", category.document.slug);
            for (first, count) in listings.firsts(category.id()) {
                for page in 1..=pages(count, settings.per_page).max(1) {
                    let listing = Listing { page, ..first.clone() };
                    self.add(&listing.path(&base, category.sort), Target::Category(listing));
                }
            }
        }
        for (tag, count) in tags(shelf) {
            let base = format!("/tags/{}/", tag_slug(settings, tag));
            self.numbered(&base, pages(count, settings.per_page), |page| Target::Tag(tag.to_string(), page));
        }
    }
}

/// Tags with the number of products and stories that carry them.
pub(super) fn tags<'c>(shelf: &Shelf<'c>) -> BTreeMap<&'c str, usize> {
    let mut tags: BTreeMap<&str, usize> = BTreeMap::new();
    for item in shelf.items.iter().filter(|item| item.is_listed()) {
        for tag in &item.product.document.tags {
            *tags.entry(tag).or_default() += 1;
        }
    }
    for story in &shelf.stories {
        for tag in &story.document.tags {
            tags.entry(tag).or_insert(1);
        }
    }
    tags
}

/// Every address as a set, for looking links up.
pub(super) fn addresses(routes: &[Route]) -> BTreeSet<&str> {
    routes.iter().map(|route| route.address.as_str()).collect()
}
