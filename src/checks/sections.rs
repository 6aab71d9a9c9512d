//! Sections that tell something out of a campaign, against the campaign.

use crate::catalog::raw::SectionType;
use crate::catalog::{Campaign, Document, Section};
use crate::diagnostics::rules::text::SECTION_EMPTY;
use crate::diagnostics::{Notes, Place};
use crate::storefront::Storefront;
use jiff::Timestamp;
use std::sync::Arc;

/// Checks the sections of all pages and landing pages.
pub(super) fn check(storefront: &Storefront<'_>, notes: &mut Notes) {
    let campaigns = &storefront.catalog.campaigns;
    for page in &storefront.catalog.pages {
        page.sections.iter().for_each(|section| check_filled(section, &page.document, None, campaigns, notes));
    }
    for own in campaigns {
        own.sections.iter().for_each(|section| check_filled(section, &own.document, Some(own), campaigns, notes));
    }
}

/// Gifts of a campaign without gifts, rules of one without rules and terms. Which one leads the shop is not known ahead.
fn check_filled(
    section: &Section,
    document: &Document,
    own: Option<&Campaign>,
    campaigns: &[Arc<Campaign>],
    notes: &mut Notes,
) {
    let named = |(name, _): &(String, Place)| {
        campaigns
            .iter()
            .map(AsRef::as_ref)
            .find(|it: &&Campaign| it.document.name() == name && it.document.language == document.language)
    };
    let Some(campaign) = section.campaign.as_ref().map_or(own, named) else { return };
    let (key, filled) = match section.kind {
        SectionType::Gifts => ("gifts", !campaign.gifts.is_empty()),
        SectionType::Rules => ("rules", campaign.rules.is_some() || campaign.has_terms(Timestamp::MIN)),
        _ => return,
    };
    if !filled {
        let place = section.campaign.as_ref().map_or(&section.place, |(_, place)| place);
        let fault = SECTION_EMPTY.at(place.clone()).with("key", key);
        notes.push(fault.with("campaign", &campaign.document.title));
    }
}
