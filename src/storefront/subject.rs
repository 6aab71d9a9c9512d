//! The campaign that a section tells of: that of its landing page, the one that it names, or the one that leads the shop.
//!
//! Views ask what to show, the calendar when that changes; both ask here.

use super::CampaignState;
use crate::catalog::raw::{After, SectionType};
use crate::catalog::{Campaign, Catalog, Clearance, Section};
use jiff::Timestamp;
use std::cmp::Reverse;

/// The campaign that a section shows something of at a moment; `own` is that of the landing page that it stands on,
/// `shown` are all that the language shows.
#[must_use]
pub fn subject<'c>(
    section: &Section,
    own: Option<&'c Campaign>,
    shown: impl Iterator<Item = &'c Campaign> + Clone,
    moment: Timestamp,
) -> Option<&'c Campaign> {
    let campaign = match &section.campaign {
        Some((name, _)) => shown.into_iter().find(|campaign| campaign.document.name() == name),
        None => own.or_else(|| leading(shown.clone(), moment).or_else(|| next(shown, moment))),
    }?;
    let is_own = own.is_some_and(|own| own.document.id == campaign.document.id);
    let is_over = CampaignState::of(campaign, moment) == CampaignState::Over;
    let fills = match section.kind {
        SectionType::Countdown => has_end(campaign, moment),
        SectionType::Gifts => !campaign.gifts.is_empty() && (is_own || !is_over),
        // What it granted is gone with it; its own page keeps its rules.
        SectionType::Rules if is_over => is_own && campaign.rules.is_some(),
        SectionType::Rules => campaign.rules.is_some() || campaign.has_terms(moment),
        _ => false,
    };
    fills.then_some(campaign)
}

/// The campaigns that a language shows at a moment.
pub fn campaigns_shown<'c>(
    catalog: &'c Catalog,
    language: &'c str,
    moment: Timestamp,
    clearance: Clearance,
) -> impl Iterator<Item = &'c Campaign> + Clone {
    let campaigns = catalog.campaigns.iter().map(AsRef::as_ref);
    let campaigns = campaigns.filter(move |campaign: &&Campaign| campaign.document.language == language);
    campaigns.filter(move |campaign| campaign.document.is_cleared(clearance) && has_page(campaign, moment))
}

/// Whether a campaign that is cleared has a page at a moment: when it is over, only if that says so.
#[must_use]
pub fn has_page(campaign: &Campaign, moment: Timestamp) -> bool {
    let is_told = campaign.after == After::Recap || CampaignState::of(campaign, moment) != CampaignState::Over;
    is_told && campaign.document.window.contains(moment)
}

/// The running campaign with the highest priority.
pub(super) fn leading<'c>(shown: impl Iterator<Item = &'c Campaign>, moment: Timestamp) -> Option<&'c Campaign> {
    shown
        .filter(|campaign| campaign.window(moment).contains(moment))
        .max_by_key(|campaign| (campaign.priority, Reverse(campaign.document.id.clone())))
}

/// The announced campaign that starts first.
fn next<'c>(shown: impl Iterator<Item = &'c Campaign>, moment: Timestamp) -> Option<&'c Campaign> {
    shown
        .filter(|campaign| CampaignState::of(campaign, moment) == CampaignState::Upcoming)
        .min_by_key(|it| (it.window(moment).from, Reverse(it.priority), it.document.id.clone()))
}

/// Whether there is something to count down to, or that is over.
fn has_end(campaign: &Campaign, moment: Timestamp) -> bool {
    let window = campaign.window(moment);
    CampaignState::of(campaign, moment) != CampaignState::Running || window.to.is_some()
}
