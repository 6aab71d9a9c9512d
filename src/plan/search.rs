//! The search index and the feed of a language, as values.

use super::outputs::{Feed, FeedEntry, SearchItem};
use super::view::Views;
use super::view::prose::ProsePart;
use crate::catalog::Document;
use crate::diagnostics::Notes;
use crate::moment::When;
use crate::storefront::{Item, Shelf, StockState};

/// How many entries the index has.
pub(super) fn count(shelf: &Shelf<'_>) -> usize {
    shelf.items.len() + shelf.stories.len() + shelf.news.len() + shelf.guides.len()
}

/// The index: products, stories, news, guides.
pub(super) fn items(views: &Views<'_>) -> Vec<SearchItem> {
    let shelf = views.shelf;
    let products = shelf.items.iter().map(|item| product(views, item));
    let stories = shelf.stories.iter().map(|story| text(views, &story.document, "stories"));
    let news = shelf.news.iter().map(|news| text(views, &news.document, "news"));
    let guides = shelf.guides.iter().map(|guide| text(views, &guide.document, "guides"));
    products.chain(stories).chain(news).chain(guides).collect()
}

fn product(views: &Views<'_>, item: &Item<'_>) -> SearchItem {
    let product = item.product;
    let document = &product.document;
    let skus = product.skus().into_iter().map(|(sku, _)| sku.to_string());
    let spec = product.spec.iter().map(|(_, value)| value.clone());
    let words = document.keywords.iter().chain(&document.tags).chain(&product.highlights).cloned();
    let thumb = product.photos.first().and_then(|photo| views.pictures.get(photo, "thumb"));
    SearchItem {
        title: document.title.clone(),
        subtitle: product.subtitle.clone().unwrap_or_default(),
        href: views.links.href(document, views.words.language).unwrap_or_default(),
        keywords: skus.chain([product.sku.clone()]).chain(words).chain(spec).collect::<Vec<_>>().join(" "),
        price: views.item_price(item).map(|price| price.amount).unwrap_or_default(),
        picture: thumb.map(|picture| picture.src).unwrap_or_default(),
        sold_out: item.stock == StockState::Out,
        category: views.category_link(&product.category).map(|link| link.label).unwrap_or_default(),
    }
}

fn text(views: &Views<'_>, document: &Document, list: &'static str) -> SearchItem {
    let thumb = document.image.as_ref().and_then(|photo| views.pictures.get(photo, "story"));
    let smallest = thumb.and_then(|picture| picture.srcset.split(' ').next().map(str::to_string).or(Some(picture.src)));
    let body = document.prose.plain.replace('\n', " ");
    let words = document.keywords.iter().chain(&document.tags).cloned().chain([body]);
    SearchItem {
        title: document.title.clone(),
        subtitle: document.description.clone(),
        href: views.links.href(document, views.words.language).unwrap_or_default(),
        keywords: words.collect::<Vec<_>>().join(" "),
        price: String::new(),
        picture: smallest.unwrap_or_default(),
        sold_out: false,
        category: views.words.get(list).to_string(),
    }
}

/// The Atom feed: news and stories with a day, newest first.
pub(super) fn feed(views: &Views<'_>) -> Option<Feed> {
    let settings = views.settings;
    let language = views.words.language;
    let prefix = settings.prefix(language);
    let entry = |document: &Document, when: &When| {
        let at = when.begins(&settings.zone);
        let mut ignored = Notes::default();
        let body = views.body(document, &mut ignored);
        let html: String = body
            .iter()
            .filter_map(|part| if let ProsePart::Html { html } = part { Some(html.as_str()) } else { None })
            .collect();
        Some(FeedEntry {
            id: views.links.href(document, language)?,
            title: document.title.clone(),
            href: views.links.href(document, language)?,
            summary: Some(document.description.clone()).filter(|text| !text.is_empty()),
            html: Some(html).filter(|html| !html.is_empty()),
            updated: at,
            published: Some(at),
            author: document.author.as_ref().map(|(name, _)| name.clone()),
        })
    };
    let news = views.shelf.news.iter().map(|news| (&news.document, news.date));
    let stories = views.shelf.stories.iter().filter_map(|story| Some((&story.document, story.date?)));
    let mut dated: Vec<(&Document, When)> =
        news.chain(stories).filter(|(_, day)| day.begins(&settings.zone) <= views.moment).collect();
    dated.sort_by(|(a, x), (b, y)| (y.begins(&settings.zone), &a.file).cmp(&(x.begins(&settings.zone), &b.file)));
    let entries: Vec<FeedEntry> =
        dated.iter().take(settings.feed_entries).filter_map(|(document, day)| entry(document, day)).collect();
    let updated = entries.first().map(|entry| entry.updated)?;
    Some(Feed {
        title: settings.name.clone(),
        subtitle: settings.tagline.as_ref().map(|text| settings.text(text, language).to_string()),
        language: language.to_string(),
        author: settings.name.clone(),
        href: format!("{prefix}/feed.xml"),
        home: format!("{prefix}/"),
        updated,
        entries,
    })
}
