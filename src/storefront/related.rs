//! Related products: explicit first, then by shared tags and category.

use super::shelf::{Item, Shelf};

/// A tag that more products than this carry says too little to relate them.
const COMMON_TAG: usize = 200;

/// At most `limit` products: those that the product names, then the best by 3 points a shared tag and 2 for the same
/// category; equal points go by the order of the shelf, which makes the choice the same every time.
pub(super) fn related<'s, 'c>(shelf: &'s Shelf<'c>, item: &Item<'c>, limit: usize) -> Vec<&'s Item<'c>> {
    let own = item.product.sku.as_str();
    let sellable = |other: &&Item<'c>| other.is_listed() && other.product.sku != own;
    let mut chosen: Vec<&Item<'c>> = Vec::with_capacity(limit);
    let push = |chosen: &mut Vec<&'s Item<'c>>, other: &'s Item<'c>| {
        if chosen.len() < limit && !chosen.iter().any(|known| known.product.sku == other.product.sku) {
            chosen.push(other);
        }
    };
    for other in item.product.related.iter().filter_map(|(sku, _)| shelf.item(sku)).filter(sellable) {
        push(&mut chosen, other);
    }
    if chosen.len() < limit {
        for (at, _) in ranked(shelf, item) {
            shelf.items.get(at).into_iter().filter(sellable).for_each(|other| push(&mut chosen, other));
        }
    }
    if chosen.len() < limit {
        for other in shelf.in_category(&item.product.category).filter(sellable).take(limit * 2) {
            push(&mut chosen, other);
        }
    }
    chosen
}

/// The places of products that share tags, best first.
fn ranked(shelf: &Shelf<'_>, item: &Item<'_>) -> Vec<(usize, u32)> {
    let tags = &item.product.document.tags;
    let places = tags.iter().filter_map(|tag| shelf.by_tag.get(tag.as_str()));
    let mut shared: Vec<usize> = places.flat_map(|places| places.iter().copied().take(COMMON_TAG)).collect();
    shared.sort_unstable();
    let same = |at: usize| shelf.items.get(at).is_some_and(|other| other.product.category == item.product.category);
    let points = |chunk: &[usize]| {
        let at = chunk.first().copied().unwrap_or_default();
        let tags = u32::try_from(chunk.len()).unwrap_or(u32::MAX);
        (at, tags.saturating_mul(3).saturating_add(if same(at) { 2 } else { 0 }))
    };
    let mut ranked: Vec<(usize, u32)> = shared.chunk_by(|a, b| a == b).map(points).collect();
    ranked.sort_by_key(|(at, score)| (std::cmp::Reverse(*score), *at));
    ranked
}
