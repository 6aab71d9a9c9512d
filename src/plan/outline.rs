//! What a plan depends on in a single document: while that stays the same, so does the plan, and the document can be
//! another without anything else being decided anew. Everything else of it is looked up when a page is made; only its title
//! and description are drawn as well, on its preview picture ([`super::Plan::redraw_preview`]), and products are sorted by
//! title ([`super::Plan::keeps_place`]).

use crate::catalog::raw::{ProductRole, Role, SectionType};
use crate::catalog::{Document, Guide, News, Page, PhotoUse, Story};
use crate::moment::{When, Window};
use crate::paths::ShopPath;
use crate::storefront::{Badge, Item, Shelf, StockState, since};
use jiff::Timestamp;
use rust_decimal::Decimal;

/// What is decided by a document on the shelf.
#[derive(Debug, PartialEq)]
pub struct Outline<'a> {
    document: Common<'a>,
    product: Option<Product<'a>>,
    /// Photos beside those of all documents.
    photos: Vec<Shown<'a>>,
    dates: [Option<When>; 2],
    order: Option<i64>,
    sections: Vec<SectionType>,
}

/// What all kinds have.
#[derive(Debug, PartialEq)]
struct Common<'a> {
    id: &'a str,
    language: &'a str,
    slug: &'a str,
    window: Window,
    tags: &'a [String],
    aliases: Vec<&'a str>,
    headings: Vec<&'a str>,
    image: Option<Shown<'a>>,
    photos: Vec<Shown<'a>>,
}

/// What products have beside that.
#[derive(Debug, PartialEq)]
struct Product<'a> {
    sku: &'a str,
    category: &'a str,
    role: Option<ProductRole>,
    since: Option<Timestamp>,
    stock: (StockState, u32),
    badges: &'a [Badge],
    quotes: Vec<Quoted<'a>>,
    /// What filters find it by.
    values: Vec<Vec<&'a str>>,
}

/// An article: its SKU, price, price without a campaign, stock, and the campaign.
type Quoted<'a> = (&'a str, Decimal, Decimal, Option<u32>, Option<&'a str>);

/// A photo as it is shown, wherever the document names it.
#[derive(Debug, PartialEq)]
struct Shown<'a> {
    path: &'a ShopPath,
    alt: &'a str,
    role: Role,
    focal: Option<(f32, f32)>,
    caption: Option<&'a str>,
    credit: Option<&'a str>,
}

impl<'a> From<&'a PhotoUse> for Shown<'a> {
    fn from(photo: &'a PhotoUse) -> Self {
        let PhotoUse { path, alt, role, focal, caption, credit, place: _ } = photo;
        let (caption, credit) = (caption.as_deref(), credit.as_deref());
        Self { path, alt, role: *role, focal: *focal, caption, credit }
    }
}

/// Outlines of what a storefront shows.
pub struct Outlines<'a> {
    shelf: &'a Shelf<'a>,
}

impl<'a> Outlines<'a> {
    /// Those of a shelf.
    #[must_use]
    pub fn of(shelf: &'a Shelf<'a>) -> Self {
        Self { shelf }
    }

    /// A product's. `None` if a poster shows it: then its words are drawn.
    #[must_use]
    pub fn item(&self, item: &'a Item<'_>) -> Option<Outline<'a>> {
        let product = item.product;
        let is_drawn = |sku: &str| sku == product.sku || product.skus().iter().any(|(own, _)| *own == sku);
        let posters = self.shelf.posters.iter();
        if posters.filter_map(|poster| poster.price_of.as_ref()).any(|(sku, _)| is_drawn(sku)) {
            return None;
        }
        let variants = product.variants.iter().flat_map(|variants| &variants.items);
        let variants = variants.filter_map(|variant| variant.photo.as_ref());
        let gifts = product.gifts.iter().filter_map(|gift| gift.photo.as_ref());
        let labels = self.shelf.categories.iter().flat_map(|category| &category.filters);
        let quoted = |quote: &'a crate::storefront::Quote<'_>| {
            let campaign = quote.campaign.map(|campaign| campaign.document.id.as_str());
            (quote.sku, quote.price.amount, quote.regular.amount, quote.stock, campaign)
        };
        Some(Outline {
            product: Some(Product {
                sku: &product.sku,
                category: &product.category,
                role: product.role,
                since: since(product),
                stock: (item.stock, item.count),
                badges: &item.badges,
                quotes: item.quotes.iter().map(quoted).collect(),
                values: labels.map(|(label, _)| product.values(label)).collect(),
            }),
            photos: product.photos.iter().chain(variants).chain(gifts).map(Shown::from).collect(),
            ..self.text(&product.document)
        })
    }

    /// A story's.
    #[must_use]
    pub fn story(&self, story: &'a Story) -> Outline<'a> {
        Outline { dates: [story.date, None], ..self.text(&story.document) }
    }

    /// A news item's.
    #[must_use]
    pub fn news(&self, news: &'a News) -> Outline<'a> {
        Outline { dates: [Some(news.date), news.pinned_until], ..self.text(&news.document) }
    }

    /// A guide's.
    #[must_use]
    pub fn guide(&self, guide: &'a Guide) -> Outline<'a> {
        Outline { order: Some(guide.order), ..self.text(&guide.document) }
    }

    /// A page's.
    #[must_use]
    pub fn page(&self, page: &'a Page) -> Outline<'a> {
        let photos = page
            .sections
            .iter()
            .flat_map(|section| section.image.iter().chain(section.items.iter().filter_map(|item| item.logo.as_ref())));
        // What a section shows of its photo goes by its type.
        let sections = page.sections.iter().map(|section| section.kind).collect();
        Outline { photos: photos.map(Shown::from).collect(), sections, ..self.text(&page.document) }
    }

    fn text(&self, document: &'a Document) -> Outline<'a> {
        let common = Common {
            id: &document.id,
            language: &document.language,
            slug: &document.slug,
            window: document.window,
            tags: &document.tags,
            aliases: document.aliases.iter().map(|(alias, _)| alias.as_str()).collect(),
            headings: document.prose.headings.iter().map(|heading| heading.id.as_str()).collect(),
            image: document.image.as_ref().map(Shown::from),
            photos: document.photos.iter().chain(&document.gallery).map(Shown::from).collect(),
        };
        let (photos, sections) = (Vec::new(), Vec::new());
        Outline { document: common, product: None, photos, dates: [None, None], order: None, sections }
    }
}
