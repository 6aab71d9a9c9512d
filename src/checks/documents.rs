//! What every kind has in common: reviews that are due, titles that stand twice, articles that sell.

use crate::catalog::raw::Disclosure;
use crate::catalog::{Document, Kind, links};
use crate::diagnostics::rules::document::{ADVERT_UNLABELLED, REVIEW_OVERDUE, SAME_TITLE};
use crate::diagnostics::{Notes, Place};
use crate::moment::When;
use crate::storefront::Storefront;
use std::collections::HashMap;

/// Checks all documents.
pub(super) fn check(storefront: &Storefront<'_>, notes: &mut Notes) {
    check_reviews(storefront, notes);
    check_titles(storefront, notes);
    for story in &storefront.catalog.stories {
        check_label(&story.document, &story.products, notes);
    }
    for news in &storefront.catalog.news {
        check_label(&news.document, &news.products, notes);
    }
}

/// Reviews that are due; what is no longer published needs none.
fn check_reviews(storefront: &Storefront<'_>, notes: &mut Notes) {
    let settings = storefront.settings;
    let today = When::Instant(storefront.moment).day(&settings.zone);
    let live = |document: &&Document| document.window.to.is_none_or(|to| storefront.moment < to);
    for document in storefront.catalog.documents().filter(live) {
        let Some((own, last, place)) = &document.review else { continue };
        let Some(every) = own.or(settings.review_every.map(|every| every.days())) else { continue };
        let days = last.day(&settings.zone).until(today).map_or(0, |span| i64::from(span.get_days()));
        if days > every {
            notes.push(REVIEW_OVERDUE.at(place.clone()).with("days", days).with("every", every));
        }
    }
}

/// Titles that two published documents of a kind share in a language.
fn check_titles(storefront: &Storefront<'_>, notes: &mut Notes) {
    let shown =
        |document: &&Document| document.is_cleared(storefront.clearance) && document.window.contains(storefront.moment);
    let mut first: HashMap<(Kind, &str, &str), &Document> = HashMap::new();
    for document in storefront.catalog.documents().filter(shown) {
        let key = (document.kind, document.language.as_str(), document.title.as_str());
        let other = *first.entry(key).or_insert(document);
        if other.file != document.file {
            notes.push(
                SAME_TITLE
                    .at(document.title_place.clone())
                    .with("kind", document.kind)
                    .in_chinese("kind", chinese(document.kind))
                    .with("other", &other.file)
                    .also(other.title_place.clone(), &other.title),
            );
        }
    }
}

fn chinese(kind: Kind) -> &'static str {
    match kind {
        Kind::Product => "商品",
        Kind::Category => "类目",
        Kind::Story => "故事",
        Kind::News => "新闻",
        Kind::Guide => "指南",
        Kind::Page => "页面",
        Kind::Campaign => "活动",
        Kind::Poster => "海报",
    }
}

/// An article that sells must not say that it is no advertisement.
fn check_label(document: &Document, products: &[(String, Place)], notes: &mut Notes) {
    let Some((Disclosure::None, place)) = &document.disclosure else { return };
    if let Some(what) = links::sale(document, products) {
        notes.push(ADVERT_UNLABELLED.at(place.clone()).with("what", what));
    }
}
