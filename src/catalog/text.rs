//! Categories, stories, news, guides and pages, resolved.

use super::document::{Document, Reader};
use super::draft::Draft;
use super::photo::PhotoUse;
use super::product::{narrow, placed};
use super::raw::{self, Industry, Layout, NewsSection, Sort};
use super::section::Section;
use crate::diagnostics::rules::reading::MISSING_FIELD;
use crate::diagnostics::rules::text::REPRINT_WITHOUT_SOURCE;
use crate::diagnostics::{Notes, Place};
use crate::markdown::Prose;
use crate::moment::When;

/// A category in one language.
#[derive(Clone, Debug)]
pub struct Category {
    /// What all documents have.
    pub document: Document,
    /// Its place among its siblings.
    pub order: i64,
    /// The category above: typed, else the folder above.
    pub parent: Option<String>,
    /// Where the parent is named.
    pub parent_place: Place,
    /// A few lines.
    pub intro: Option<String>,
    /// Wide picture at the top.
    pub banner: Option<PhotoUse>,
    /// What shoppers filter by, with places.
    pub filters: Vec<(String, Place)>,
    /// How products are sorted at first.
    pub sort: Sort,
}

impl Category {
    /// Its id: the name of its folder.
    #[must_use]
    pub fn id(&self) -> &str {
        self.document.name()
    }
}

/// A category and those above it, from below; a circle ends where it began.
pub fn ancestry<'c>(category: &'c str, parent: impl Fn(&'c str) -> Option<&'c str>) -> Vec<&'c str> {
    let mut chain = vec![category];
    while let Some(above) = chain.last().and_then(|last| parent(last)).filter(|above| !chain.contains(above)) {
        chain.push(above);
    }
    chain
}

/// A story in one language.
#[derive(Clone, Debug)]
pub struct Story {
    /// What all documents have.
    pub document: Document,
    /// Its day.
    pub date: Option<When>,
    /// Opening lines.
    pub lead: Option<String>,
    /// Its series.
    pub series: Option<String>,
    /// People in it.
    pub people: Vec<(String, Option<String>)>,
    /// SKUs of products at the end.
    pub products: Vec<(String, Place)>,
}

/// News in one language.
#[derive(Clone, Debug)]
pub struct News {
    /// What all documents have.
    pub document: Document,
    /// Its section.
    pub section: NewsSection,
    /// Its day.
    pub date: When,
    /// The department that answers for it.
    pub department: Option<String>,
    /// Where a reprint comes from: name, address.
    pub source: Option<(String, Option<String>)>,
    /// Whether it is a reprint.
    pub reprint: bool,
    /// Stays on top until then.
    pub pinned_until: Option<When>,
    /// SKUs of products at the end.
    pub products: Vec<(String, Place)>,
}

/// A guide in one language.
#[derive(Clone, Debug)]
pub struct Guide {
    /// What all documents have.
    pub document: Document,
    /// Its place among the guides.
    pub order: i64,
    /// Industries whose products show it.
    pub applies_to: Vec<Industry>,
    /// Questions and answers.
    pub faq: Vec<(String, Prose)>,
}

/// A page in one language.
#[derive(Clone, Debug)]
pub struct Page {
    /// What all documents have.
    pub document: Document,
    /// How wide.
    pub layout: Layout,
    /// Its sections.
    pub sections: Vec<Section>,
}

impl Reader<'_> {
    /// Resolves a category.
    pub(super) fn category(&self, draft: &Draft<raw::Category>, notes: &mut Notes) -> Category {
        let front = &draft.front;
        let above = draft
            .identity
            .id
            .rsplit_once('/')
            .map(|(folder, _)| folder.rsplit('/').next().unwrap_or(folder).to_string());
        let banner = front.banner.get().and_then(|photo| self.photos.named(&draft.language, photo, notes));
        Category {
            document: self.document(draft, notes),
            order: front.order.value.unwrap_or_default(),
            parent: front.parent.value.clone().or(above),
            parent_place: front.parent.place_or(&draft.head),
            intro: narrow("intro", &front.intro, 160, notes),
            banner,
            filters: placed(&front.filters),
            sort: front.sort.value.unwrap_or_default(),
        }
    }

    /// Resolves a story.
    pub(super) fn story(&self, draft: &Draft<raw::Story>, notes: &mut Notes) -> Story {
        let front = &draft.front;
        let person = |person: &raw::Person| Some((person.name.value.clone()?, person.role.value.clone()));
        Story {
            document: self.document(draft, notes),
            date: front.date.value,
            lead: front.lead.value.clone(),
            series: front.series.value.clone(),
            people: front.people.value.iter().flatten().filter_map(person).collect(),
            products: placed(&front.products),
        }
    }

    /// Resolves news. `None` without a date.
    pub(super) fn news(&self, draft: &Draft<raw::News>, notes: &mut Notes) -> Option<News> {
        let front = &draft.front;
        let document = self.document(draft, notes);
        let source = front.source.get().and_then(|s| Some((s.name.value.clone()?, s.url.value.clone())));
        if let Some((true, place)) = front.reprint.placed().map(|(reprint, place)| (*reprint, place))
            && source.is_none()
        {
            notes.push(REPRINT_WITHOUT_SOURCE.at(place.clone()));
        }
        if !front.date.is_present() {
            notes.push(MISSING_FIELD.at(draft.head.clone()).with("key", "date"));
        }
        Some(News {
            document,
            section: front.section.value.unwrap_or_default(),
            date: front.date.value?,
            department: front.department.value.clone(),
            source,
            reprint: front.reprint.value.unwrap_or(false),
            pinned_until: front.pinned_until.value,
            products: placed(&front.products),
        })
    }

    /// Resolves a guide.
    pub(super) fn guide(&self, draft: &Draft<raw::Guide>, notes: &mut Notes) -> Guide {
        Guide {
            document: self.document(draft, notes),
            order: draft.front.order.value.unwrap_or_default(),
            applies_to: draft.front.applies_to.value.clone().unwrap_or_default(),
            faq: self.faq(draft.front.faq.get(), draft, notes),
        }
    }

    /// Resolves a page.
    pub(super) fn page(&self, draft: &Draft<raw::Page>, notes: &mut Notes) -> Page {
        Page {
            document: self.document(draft, notes),
            layout: draft.front.layout.value.unwrap_or_default(),
            sections: self.sections(draft.front.sections.get(), draft, notes),
        }
    }
}
