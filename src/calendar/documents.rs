//! When documents are published and taken down, sections appear and disappear, and news leaves the top.

use super::{Change, Event, Found, of};
use crate::catalog::raw::SectionType;
use crate::catalog::{Campaign, Document, Kind, Section, is_of_campaign};
use crate::moment::{When, Window, before};
use crate::storefront::{campaigns_shown, has_page, subject};
use jiff::Timestamp;

impl<'c> Found<'c> {
    pub(super) fn documents(&mut self) {
        // A product's own dates count among those of its shelf, a campaign's among those of its runs.
        let clearance = self.clearance;
        let documents = self.catalog.documents().filter(|it| !matches!(it.kind, Kind::Product | Kind::Campaign));
        for document in documents.filter(|document| document.is_cleared(clearance) && !document.window.is_empty()) {
            for (at, event) in [(document.window.from, Event::Published), (document.window.to, Event::Expired)] {
                if let Some(at) = self.within(at) {
                    self.note(document, at, event);
                }
            }
        }
        self.sections();
        self.news();
    }

    fn sections(&mut self) {
        for page in &self.catalog.pages {
            let home = page.document.name() == "home";
            let shown = page.sections.iter().filter(|section| home || section.kind != SectionType::FloatingNotice);
            self.sections_of(&page.document, shown, None, |at| page.document.window.contains(at));
        }
        for campaign in &self.catalog.campaigns {
            let shown = campaign.sections.iter().filter(|section| section.kind != SectionType::FloatingNotice);
            self.sections_of(&campaign.document, shown, Some(campaign), |at| has_page(campaign, at));
        }
    }

    fn sections_of<'s>(
        &mut self,
        document: &Document,
        sections: impl Iterator<Item = &'s Section>,
        own: Option<&'c Campaign>,
        is_there: impl Fn(Timestamp) -> bool,
    ) {
        if !document.is_cleared(self.clearance) {
            return;
        }
        for (number, section) in sections.enumerate() {
            let Window { from, to } = section.visible;
            for (at, event) in [(from, Event::SectionShown), (to, Event::SectionHidden)] {
                let seen = |at: &Timestamp| {
                    let inside = if event == Event::SectionShown { *at } else { before(*at) };
                    !section.visible.is_empty() && is_there(inside) && self.is_filled(section, document, own, inside)
                };
                if let Some(at) = self.within(at).filter(seen) {
                    let own = section.title.as_ref().or(section.text.as_ref());
                    let title = own.map_or_else(|| document.title.clone(), |own| format!("{} · {own}", document.title));
                    let change = Change { title, place: section.place.clone(), ..of(document, at, event) };
                    self.add(document, &number.to_string(), change);
                }
            }
        }
    }

    /// Whether a section about a campaign has one to show; others always show something.
    fn is_filled(&self, section: &Section, document: &Document, own: Option<&'c Campaign>, at: Timestamp) -> bool {
        let shown = campaigns_shown(self.catalog, &document.language, at, self.clearance);
        !is_of_campaign(section.kind) || subject(section, own, shown, at).is_some()
    }

    fn news(&mut self) {
        let (catalog, clearance) = (self.catalog, self.clearance);
        for news in catalog.news.iter().filter(|news| news.document.is_cleared(clearance)) {
            let ends = news.pinned_until.map(|until| until.ends(self.zone()));
            if let Some(at) = self.within(ends).filter(|at| is_steady(&news.document, *at)) {
                self.note(&news.document, at, Event::Unpinned);
            }
            self.feed(&news.document, news.date);
        }
        for story in catalog.stories.iter().filter(|story| story.document.is_cleared(clearance)) {
            if let Some(date) = story.date {
                self.feed(&story.document, date);
            }
        }
    }

    /// A feed leaves out what is dated later than the moment.
    fn feed(&mut self, document: &'c Document, date: When) {
        let at = Some(date.begins(self.zone()));
        if let Some(at) = self.within(at).filter(|at| is_steady(document, *at)) {
            self.note(document, at, Event::InFeed);
        }
    }
}

/// Whether a document is shown both before and after an instant; else that it comes or goes is told.
fn is_steady(document: &Document, at: Timestamp) -> bool {
    document.window.contains(at) && document.window.contains(before(at))
}
