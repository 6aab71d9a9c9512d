//! Lists as views: products, categories, tags, stories, news, guides, search.

use super::Views;
use super::parts::{Card, CategoryTile, Choice, Link, StoryCard};
use super::prose::ProsePart;
use crate::catalog::Category;
use crate::catalog::raw::Sort;
use crate::diagnostics::Notes;
use crate::paths::encode;
use crate::plan::listing::{self, Listing};
use crate::plan::pictures::Picture;
use crate::plan::routes;
use crate::storefront::Item;
use serde::Serialize;

/// The pages of a list.
#[derive(Clone, Debug, Serialize)]
pub struct Pagination {
    /// The first page, the last, and those around this one.
    pub pages: Vec<PageLink>,
    /// The page before.
    pub previous: Option<String>,
    /// The page after.
    pub next: Option<String>,
    /// How many items there are.
    pub total: usize,
    /// How many pages.
    pub count: usize,
    /// This page.
    pub number: usize,
}

/// A page of a list.
#[derive(Clone, Debug, Serialize)]
pub struct PageLink {
    /// Its number.
    pub number: usize,
    /// Its address.
    pub href: String,
    /// Whether it is the one that is shown.
    pub current: bool,
    /// Whether pages before it are left out.
    pub gap: bool,
}

/// How many pages are named on either side of the one that is shown.
const NEIGHBOURS: usize = 2;

/// The first page, the last, and those around `number`: as many on page 200 as on page 2.
fn shown_pages(number: usize, count: usize) -> impl Iterator<Item = usize> {
    (1..=count).filter(move |page| *page == 1 || *page == count || page.abs_diff(number) <= NEIGHBOURS)
}

/// All products.
#[derive(Clone, Debug, Serialize)]
pub struct ProductsView {
    /// Cards of this page.
    pub cards: Vec<Card>,
    /// Pages.
    pub pagination: Option<Pagination>,
    /// Ways to sort; none here.
    pub sorts: Vec<Choice>,
    /// Categories at the top.
    pub categories: Vec<CategoryTile>,
    /// A few lines.
    pub intro: Option<String>,
}

/// A category.
#[derive(Clone, Debug, Serialize)]
#[expect(missing_docs, reason = "the fields are the category's, named as in its front matter, and those of a listing")]
pub struct CategoryView {
    pub title: String,
    pub intro: Option<String>,
    pub banner: Option<Picture>,
    pub body: Vec<ProsePart>,
    pub cards: Vec<Card>,
    pub total: usize,
    pub pagination: Option<Pagination>,
    pub parent: Option<Link>,
    pub children: Vec<CategoryTile>,
    pub siblings: Vec<Choice>,
    pub sorts: Vec<Choice>,
    pub filters: Vec<FilterView>,
    pub active_filter: Option<ActiveFilter>,
}

/// A filter.
#[derive(Clone, Debug, Serialize)]
pub struct FilterView {
    /// Its label.
    pub label: String,
    /// Its values.
    pub values: Vec<FilterValue>,
}

/// A value of a filter.
#[derive(Clone, Debug, Serialize)]
pub struct FilterValue {
    /// As shown.
    pub label: String,
    /// Its listing.
    pub href: String,
    /// How many products have it.
    pub count: usize,
    /// Whether it is chosen.
    pub current: bool,
}

/// The filter that is chosen.
#[derive(Clone, Debug, Serialize)]
pub struct ActiveFilter {
    /// Its label.
    pub label: String,
    /// Its value.
    pub value: String,
    /// The listing without it.
    pub clear_href: String,
}

/// A tag.
#[derive(Clone, Debug, Serialize)]
pub struct TagView {
    /// Its name.
    pub title: String,
    /// Cards of this page.
    pub cards: Vec<Card>,
    /// Pages.
    pub pagination: Option<Pagination>,
    /// Stories that carry it.
    pub stories: Vec<StoryCard>,
}

/// A list of stories, news or guides.
#[derive(Clone, Debug, Serialize)]
pub struct TextsView {
    /// Cards of this page.
    pub items: Vec<StoryCard>,
    /// Pages.
    pub pagination: Option<Pagination>,
    /// A few lines.
    pub intro: Option<String>,
}

/// The search page.
#[derive(Clone, Debug, Serialize)]
pub struct SearchView {
    /// Address of the index.
    pub index: String,
    /// How many entries it has.
    pub count: usize,
}

/// What is shown for an address that is not there.
#[derive(Clone, Debug, Serialize)]
pub struct NotFoundView {
    /// Some products.
    pub cards: Vec<Card>,
}

impl Views<'_> {
    /// The pages of a list whose first page lies at `base`, an address without language prefix; `None` for a single page.
    #[must_use]
    pub fn pagination(&self, total: usize, number: usize, address: impl Fn(usize) -> String) -> Option<Pagination> {
        let count = routes::pages(total, self.settings.per_page);
        let prefix = self.settings.prefix(self.words.language);
        let href = |page: usize| encode(&format!("{prefix}{}", address(page)));
        let mut before = 0;
        let link = |page: usize| {
            let gap = page > before + 1;
            before = page;
            PageLink { number: page, href: href(page), current: page == number, gap }
        };
        (count > 1).then(|| Pagination {
            pages: shown_pages(number, count).map(link).collect(),
            previous: (number > 1).then(|| href(number - 1)),
            next: (number < count).then(|| href(number + 1)),
            total,
            count,
            number,
        })
    }

    /// The cards of a page of a list; places are those in the shelf.
    fn cards_at(&self, places: &[usize], number: usize) -> Vec<Card> {
        let items = self.slice(places, number).iter().filter_map(|at| self.shelf.items.get(*at));
        items.map(|item| self.card(item)).collect()
    }

    /// The items of a page of a list.
    fn slice<'x, T>(&self, items: &'x [T], number: usize) -> &'x [T] {
        let per_page = self.settings.per_page;
        let start = number.saturating_sub(1).saturating_mul(per_page).min(items.len());
        items.get(start..(start + per_page).min(items.len())).unwrap_or_default()
    }

    /// All products, page n.
    #[must_use]
    pub fn products(&self, number: usize) -> ProductsView {
        let listed = &self.listings.all;
        ProductsView {
            cards: self.cards_at(listed, number),
            pagination: self.pagination(listed.len(), number, |page| routes::numbered("/products/", page)),
            sorts: Vec::new(),
            categories: self.shelf.below(None).filter_map(|category| self.tile(category)).collect(),
            intro: None,
        }
    }

    /// A page of a category's listing.
    pub fn category(&self, category: &Category, listing: &Listing, notes: &mut Notes) -> CategoryView {
        let document = &category.document;
        let places = self.listings.places(listing);
        let base = format!("/categories/{}/", document.slug);
        let at = |page: usize| Listing { page, ..listing.clone() }.path(&base, category.sort);
        let first =
            *listing == Listing { category: listing.category.clone(), sort: category.sort, filter: None, page: 1 };
        let parent = category.parent.as_deref();
        let sibling = |other: &Category| {
            let label = other.document.title.clone();
            Some(Choice {
                label,
                href: self.links.href(&other.document, self.words.language)?,
                current: other.id() == category.id(),
            })
        };
        let filters = self.filters(category, listing, &base);
        CategoryView {
            title: document.title.clone(),
            intro: category.intro.clone(),
            banner: category.banner.as_ref().and_then(|photo| self.pictures.eager(photo, "band")),
            body: if first { self.body(document, notes) } else { Vec::new() },
            cards: self.cards_at(places, listing.page),
            total: places.len(),
            pagination: self.pagination(places.len(), listing.page, at),
            parent: parent.and_then(|parent| self.category_link(parent)),
            children: self.shelf.below(Some(category.id())).filter_map(|child| self.tile(child)).collect(),
            siblings: self.shelf.below(parent).filter_map(sibling).collect(),
            sorts: self.sorts(category, listing, &base, self.listings.count(category.id())),
            active_filter: self.active_filter(category, listing, &base),
            filters,
        }
    }

    fn site_href(&self, path: &str) -> String {
        encode(&format!("{}{path}", self.settings.prefix(self.words.language)))
    }

    fn sorts(&self, category: &Category, listing: &Listing, base: &str, count: usize) -> Vec<Choice> {
        if count < 2 || listing.filter.is_some() {
            return Vec::new();
        }
        let mut orders = vec![category.sort];
        orders.extend(self.settings.sorts.iter().copied().filter(|sort| *sort != category.sort));
        let choice = |sort: Sort| {
            let first = Listing { category: listing.category.clone(), sort, filter: None, page: 1 };
            let key = match sort {
                Sort::Manual => "sort_manual",
                Sort::Newest => "sort_newest",
                Sort::Price => "sort_price",
                Sort::PriceDesc => "sort_price_desc",
                Sort::Title => "sort_title",
            };
            Choice {
                label: self.words.get(key).to_string(),
                href: self.site_href(&first.path(base, category.sort)),
                current: sort == listing.sort,
            }
        };
        orders.into_iter().map(choice).collect()
    }

    fn filter_label(&self, label: &str) -> String {
        let key = match label {
            "origin" => "spec_origin",
            "grade" => "spec_grade",
            "net_content" => "spec_net_content",
            "season" => "filter_season",
            "brand" => "filter_brand",
            "size" => "filter_size",
            "color" => "filter_color",
            "material" => "filter_material",
            "pattern" => "filter_pattern",
            "weight" => "filter_weight",
            typed => return typed.to_string(),
        };
        self.words.get(key).to_string()
    }

    fn filters(&self, category: &Category, listing: &Listing, base: &str) -> Vec<FilterView> {
        let view = |filter: &listing::Filter| {
            let value = |value: &listing::Value| {
                let chosen = Some((filter.key.clone(), value.key.clone()));
                let current = listing.filter == chosen;
                let there =
                    Listing { category: listing.category.clone(), sort: category.sort, filter: chosen, page: 1 };
                FilterValue {
                    label: value.label.clone(),
                    href: self.site_href(&there.path(base, category.sort)),
                    count: value.places.len(),
                    current,
                }
            };
            FilterView { label: self.filter_label(&filter.label), values: filter.values.iter().map(value).collect() }
        };
        self.listings.filters(category.id()).iter().map(view).collect()
    }

    fn active_filter(&self, category: &Category, listing: &Listing, base: &str) -> Option<ActiveFilter> {
        let (key, value) = listing.filter.as_ref()?;
        let filter = self.listings.filters(category.id()).iter().find(|filter| filter.key == *key)?;
        let value = filter.values.iter().find(|known| known.key == *value)?;
        Some(ActiveFilter {
            label: self.filter_label(&filter.label),
            value: value.label.clone(),
            clear_href: self.site_href(base),
        })
    }

    /// A page of a tag.
    #[must_use]
    pub fn tag(&self, tag: &str, number: usize) -> TagView {
        let items: Vec<&Item<'_>> = self.shelf.tagged(tag).filter(|item| item.is_listed()).collect();
        let base = format!("/tags/{}/", routes::tag_slug(self.settings, tag));
        let stories = self.shelf.stories.iter().filter(|_| number == 1);
        let stories = stories.filter(|story| story.document.tags.iter().any(|own| own == tag));
        TagView {
            title: self.tag_name(tag),
            cards: self.slice(&items, number).iter().map(|item| self.card(item)).collect(),
            pagination: self.pagination(items.len(), number, |page| routes::numbered(&base, page)),
            stories: stories.map(|story| self.story_card(story)).collect(),
        }
    }

    /// Stories, page n.
    #[must_use]
    pub fn stories(&self, number: usize) -> TextsView {
        TextsView {
            items: self.slice(&self.shelf.stories, number).iter().map(|story| self.story_card(story)).collect(),
            pagination: self.pagination(self.shelf.stories.len(), number, |page| routes::numbered("/stories/", page)),
            intro: None,
        }
    }

    /// News, page n.
    #[must_use]
    pub fn news_list(&self, number: usize) -> TextsView {
        TextsView {
            items: self.slice(&self.shelf.news, number).iter().map(|news| self.news_card(news)).collect(),
            pagination: self.pagination(self.shelf.news.len(), number, |page| routes::numbered("/news/", page)),
            intro: None,
        }
    }

    /// All guides.
    #[must_use]
    pub fn guides(&self) -> TextsView {
        TextsView {
            items: self.shelf.guides.iter().map(|guide| self.guide_card(guide)).collect(),
            pagination: None,
            intro: None,
        }
    }

    /// The page for an address that is not there.
    #[must_use]
    pub fn not_found(&self) -> NotFoundView {
        let listed = self.shelf.items.iter().filter(|item| item.is_listed());
        NotFoundView { cards: listed.take(4).map(|item| self.card(item)).collect() }
    }
}
