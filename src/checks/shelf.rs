//! Why products are not on the shelf, in words.

use super::products::DESCRIPTION;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::rules::product::OFF_SHELF;
use crate::storefront::{Reason, Storefront};

/// A note for every product that is not on the shelf, in the order of the SKUs.
#[must_use]
pub fn shelf_notes(storefront: &Storefront<'_>) -> Vec<Diagnostic> {
    let note = |(product, reasons): &(&crate::catalog::Product, Vec<Reason>)| {
        let (english, chinese): (Vec<String>, Vec<String>) = reasons.iter().map(words).unzip();
        OFF_SHELF
            .at(product.document.title_place.clone())
            .with("reasons", english.join(", "))
            .in_chinese("reasons", chinese.join("、"))
    };
    storefront.off_shelf.iter().map(note).collect()
}

/// A reason in English and Chinese.
fn words(reason: &Reason) -> (String, String) {
    let (english, chinese) = match reason {
        Reason::NotApproved => ("not approved", "未批准"),
        Reason::Confidential => ("confidential", "保密"),
        Reason::OutsideWindow => ("outside its dates", "不在上架时间内"),
        Reason::Delisted => ("taken off by hand", "人工下架"),
        Reason::NoDescription(width) => {
            return (format!("description {width}/{DESCRIPTION}"), format!("描述 {width}/{DESCRIPTION}"));
        }
        Reason::NoPrice => ("no price", "没有价格"),
        Reason::UnknownStock => ("stock unknown", "库存不明"),
        Reason::NoPhoto => ("no main photo", "没有主图"),
        Reason::SoldOut => ("sold out", "售罄"),
    };
    (english.to_string(), chinese.to_string())
}
