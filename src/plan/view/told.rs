//! Sections that tell something out of a campaign: how long it lasts, its gifts, its rules.

use super::Views;
use super::prose::Origin;
use super::sections::SectionView;
use crate::catalog::raw::SectionType;
use crate::catalog::{Campaign, Document, Kind, Section, is_of_campaign, section_name};
use crate::diagnostics::rules::campaign::OVER_BUT_SHOWN;
use crate::diagnostics::{Notes, Place};
use crate::moment::When;
use crate::storefront::{CampaignState, subject};

impl SectionView {
    /// Whether it tells something out of a campaign.
    pub(super) fn tells(&self) -> bool {
        ["countdown", "gifts", "rules"].contains(&self.r#type)
    }
}

impl Views<'_> {
    /// Fills a section with what it tells out of a campaign. `false` where there is none, or nothing to tell.
    pub(super) fn tell(
        &self,
        view: &mut SectionView,
        section: &Section,
        document: &Document,
        notes: &mut Notes,
    ) -> bool {
        let own = (document.kind == Kind::Campaign).then(|| self.shelf.campaign(&document.id)).flatten();
        let is_own = |(name, _): &(String, Place)| own.is_some_and(|own| own.document.name() == name);
        if !section.campaign.as_ref().is_some_and(is_own) {
            self.note_over(section, notes);
        }
        let Some(campaign) = subject(section, own, self.shelf.campaigns.iter().copied(), self.moment) else {
            return false;
        };
        view.campaign = self.campaign_card(campaign);
        match section.kind {
            SectionType::Gifts => view.gifts = self.gifts(&campaign.gifts, campaign.window(self.moment)),
            SectionType::Rules => {
                let rules = campaign.rules.as_ref();
                view.terms = Some(self.terms(campaign));
                view.body =
                    rules.map(|rules| self.prose(rules, Origin::of(&campaign.document), notes)).unwrap_or_default();
            }
            _ => {}
        }
        view.campaign.is_some()
    }

    /// Reports a section that names a campaign which is over.
    pub(super) fn note_over(&self, section: &Section, notes: &mut Notes) {
        let Some((name, place)) = &section.campaign else { return };
        let campaign = self.shelf.campaigns.iter().find(|campaign| campaign.document.name() == name);
        if let Some(campaign) = campaign.filter(|it| CampaignState::of(it, self.moment) == CampaignState::Over) {
            let ends = campaign.window(self.moment).to;
            let day = ends.map(|to| When::Instant(to).day(&self.settings.zone).to_string());
            notes.push(OVER_BUT_SHOWN.at(place.clone()).with("day", day.unwrap_or_default()));
        }
    }

    /// What the sections of a landing page tell out of its own campaign, at whatever time: the page need not say it again.
    pub(super) fn told(campaign: &Campaign) -> Vec<&'static str> {
        let name = campaign.document.name();
        let is_own = |section: &&Section| section.campaign.as_ref().is_none_or(|(named, _)| named == name);
        let sections = campaign.sections.iter().filter(|section| is_of_campaign(section.kind)).filter(is_own);
        sections.map(|section| section_name(section.kind)).collect()
    }
}
