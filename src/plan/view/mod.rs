//! One route's view: everything that its template sees, as one value.

pub mod campaign;
pub mod credits;
pub mod head;
mod jsonld;
pub mod lists;
pub mod parts;
pub mod poster;
pub mod prices;
pub mod product;
pub mod prose;
pub mod sections;
pub mod site;
pub mod skin;
pub mod terms;
pub mod text;
mod told;

use super::PublishedFile;
use super::links::Links;
use super::listing::Listings;
use super::pictures::Pictures;
use super::posters::Posters;
use super::routes::{Route, Target};
use super::words::Words;
use crate::catalog::Campaign;
use crate::diagnostics::{Checked, Notes};
use crate::paths::ShopPath;
use crate::settings::Settings;
use crate::storefront::{Shelf, Storefront};
use crate::theme::Theme;
use head::Head;
use jiff::Timestamp;
use sections::SectionView;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// What views of a language are made from.
#[derive(Clone, Copy)]
pub struct Views<'s> {
    /// The storefront.
    pub storefront: &'s Storefront<'s>,
    /// What the language shows.
    pub shelf: &'s Shelf<'s>,
    /// The shop.
    pub settings: &'s Settings,
    /// The moment.
    pub moment: Timestamp,
    /// The language's words.
    pub words: Words<'s>,
    /// Every picture.
    pub pictures: &'s Pictures,
    /// Every poster and preview.
    pub posters: &'s Posters,
    /// Every link.
    pub links: &'s Links<'s>,
    /// What every category lists.
    pub listings: &'s Listings,
    /// Every address of a page, or of a file of the brand.
    pub addresses: &'s BTreeSet<String>,
    /// Tags that have a page in this language.
    pub tag_pages: &'s BTreeSet<&'s str>,
    /// Published brand files.
    pub files: &'s BTreeMap<ShopPath, PublishedFile>,
    /// The theme, for the skins in it.
    pub theme: &'s Theme,
    /// The running campaign with the highest priority.
    pub leading: Option<&'s Campaign>,
    /// A skin that all pages wear instead of their campaigns'.
    pub tried_on: Option<&'s str>,
    /// Whether there is a feed.
    pub has_feed: bool,
}

/// What a template sees beside what all pages share.
#[derive(Debug, Serialize)]
pub struct PageData {
    /// Its head.
    pub page: Head,
    /// Its content.
    pub view: Content,
}

/// The content of a page, by its kind.
#[derive(Debug, Serialize)]
#[serde(untagged)]
#[expect(clippy::large_enum_variant, reason = "one at a time, and soon serialised")]
#[expect(missing_docs, reason = "each is the view of the route of that name")]
pub enum Content {
    Home { sections: Vec<SectionView> },
    Products(lists::ProductsView),
    Category(lists::CategoryView),
    Product(product::ProductView),
    Texts(lists::TextsView),
    Story(text::StoryView),
    News(text::NewsView),
    Guide(text::GuideView),
    Page(text::PageView),
    Campaign(campaign::CampaignView),
    Tag(lists::TagView),
    Prices(prices::PricesView),
    Search(lists::SearchView),
    Credits(credits::CreditsView),
    NotFound(lists::NotFoundView),
}

impl Views<'_> {
    /// The view of a route. `None` if the route is not of this storefront.
    #[must_use]
    pub fn of(&self, route: &Route, searchable: usize) -> Checked<Option<PageData>> {
        let mut notes = Notes::default();
        let mut head = self.head(route);
        let view = self.content(route, &mut head, searchable, &mut notes);
        let list = self.breadcrumb_list(&head.breadcrumbs, &head.href);
        head.json_ld.extend(list);
        notes.around(view.map(|view| PageData { page: head, view }))
    }

    fn content(&self, route: &Route, head: &mut Head, searchable: usize, notes: &mut Notes) -> Option<Content> {
        let shelf = self.shelf;
        Some(match &route.target {
            Target::Home(at) => {
                let page = shelf.pages.get(*at)?;
                head.json_ld.push(self.organization());
                let sections = self.sections(&page.sections, &page.document, notes);
                Content::Home { sections: self.with_campaign_hero(sections) }
            }
            Target::Products(page) => Content::Products(self.products(*page)),
            Target::Category(listing) => {
                let view = self.category(shelf.category(&listing.category)?, listing, notes);
                head.json_ld.extend(self.item_list(&view.cards));
                Content::Category(view)
            }
            Target::Product(at) => {
                let item = shelf.items.get(*at)?;
                let view = self.product(item, notes);
                head.json_ld.push(self.product_ld(item, &head.href));
                head.json_ld.extend(self.faq_page(&view.faq));
                Content::Product(view)
            }
            Target::Stories(page) => Content::Texts(self.stories(*page)),
            Target::Story(at) => {
                let story = shelf.stories.get(*at)?;
                let view = self.story(*at, story, notes);
                head.published.clone_from(&view.date);
                let author = view.author.as_ref().map(|author| author.name.as_str());
                let article = self.article("Article", head, view.date.as_ref().map(|date| date.iso.as_str()), author);
                head.json_ld.push(article);
                Content::Story(view)
            }
            Target::NewsList(page) => Content::Texts(self.news_list(*page)),
            Target::News(at) => {
                let news = shelf.news.get(*at)?;
                let view = self.news(*at, news, notes);
                head.published = Some(view.date.clone());
                let author = view.author.as_ref().map(|author| author.name.as_str());
                let article = self.article("NewsArticle", head, Some(view.date.iso.as_str()), author);
                head.json_ld.push(article);
                Content::News(view)
            }
            Target::Guides => Content::Texts(self.guides()),
            Target::Guide(at) => {
                let view = self.guide(shelf.guides.get(*at)?, notes);
                head.json_ld.extend(self.faq_page(&view.faq));
                Content::Guide(view)
            }
            Target::Page(at) => {
                let view = self.page(shelf.pages.get(*at)?, notes);
                let questions: Vec<_> =
                    view.sections.iter().filter(|s| s.r#type == "faq").flat_map(Self::questions).collect();
                head.json_ld.extend(self.faq_page(&questions));
                Content::Page(view)
            }
            Target::Campaign(at) => {
                let campaign = shelf.campaigns.get(*at)?;
                let view = self.campaign(campaign, notes);
                head.json_ld.push(self.sale_event(head, campaign));
                head.json_ld.extend(self.faq_page(&view.faq));
                Content::Campaign(view)
            }
            Target::Tag(tag, page) => Content::Tag(self.tag(tag, *page)),
            Target::Prices => Content::Prices(self.prices()),
            Target::Search => Content::Search(lists::SearchView {
                index: format!("{}/search/index.json", self.settings.prefix(self.words.language)),
                count: searchable,
            }),
            Target::Credits => Content::Credits(self.credits()),
            Target::NotFound => Content::NotFound(self.not_found()),
        })
    }
}
