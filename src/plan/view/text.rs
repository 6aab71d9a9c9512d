//! Stories, news, guides and pages as views.

use super::Views;
use super::parts::{Card, Choice, Link, StoryCard};
use super::prose::{ProsePart, Question, TocEntry};
use super::sections::SectionView;
use crate::catalog::raw::Layout;
use crate::catalog::{Document, Guide, News, Page, Story, links};
use crate::diagnostics::{Notes, Place};
use crate::plan::pictures::Picture;
use crate::plan::words::Date;
use serde::Serialize;

/// A person with what they do.
#[derive(Clone, Debug, Serialize)]
pub struct PersonView {
    /// Name.
    pub name: String,
    /// What they do.
    pub role: Option<String>,
}

/// A story's page.
#[derive(Clone, Debug, Serialize)]
#[expect(missing_docs, reason = "the fields are the story's, named as in its front matter")]
pub struct StoryView {
    pub title: String,
    pub lead: Option<String>,
    pub hero: Option<Picture>,
    pub date: Option<Date>,
    pub author: Option<PersonView>,
    pub series: Option<String>,
    pub people: Vec<PersonView>,
    pub body: Vec<ProsePart>,
    pub toc: Vec<TocEntry>,
    pub products: Vec<Card>,
    pub disclosure: Option<String>,
    pub previous: Option<StoryCard>,
    pub next: Option<StoryCard>,
    pub related: Vec<StoryCard>,
    pub tags: Vec<Link>,
}

/// Where a reprint comes from.
#[derive(Clone, Debug, Serialize)]
pub struct SourceView {
    /// Its name.
    pub name: String,
    /// Its address.
    pub url: Option<String>,
}

/// A news page.
#[derive(Clone, Debug, Serialize)]
#[expect(missing_docs, reason = "the fields are the news', named as in its front matter")]
pub struct NewsView {
    pub title: String,
    pub section: String,
    pub date: Date,
    pub department: Option<String>,
    pub source: Option<SourceView>,
    pub reprint: bool,
    pub hero: Option<Picture>,
    pub body: Vec<ProsePart>,
    pub toc: Vec<TocEntry>,
    pub disclosure: Option<String>,
    pub author: Option<PersonView>,
    pub products: Vec<Card>,
    pub previous: Option<StoryCard>,
    pub next: Option<StoryCard>,
    pub tags: Vec<Link>,
}

/// A guide's page.
#[derive(Clone, Debug, Serialize)]
#[expect(missing_docs, reason = "the fields are the guide's, named as in its front matter")]
pub struct GuideView {
    pub title: String,
    pub description: String,
    pub hero: Option<Picture>,
    pub body: Vec<ProsePart>,
    pub toc: Vec<TocEntry>,
    pub faq: Vec<Question>,
    pub siblings: Vec<Choice>,
}

/// A page.
#[derive(Clone, Debug, Serialize)]
#[expect(missing_docs, reason = "the fields are the page's, named as in its front matter")]
pub struct PageView {
    pub title: String,
    pub body: Vec<ProsePart>,
    pub toc: Vec<TocEntry>,
    pub sections: Vec<SectionView>,
    pub wide: bool,
    pub hero: Option<Picture>,
}

/// Whether a text sells: it names products at its end, or shows them in its body.
#[must_use]
pub fn sells(document: &Document, products: &[(String, Place)]) -> bool {
    links::sale(document, products).is_some()
}

impl Views<'_> {
    fn author(document: &Document) -> Option<PersonView> {
        document.author.as_ref().map(|(name, role)| PersonView { name: name.clone(), role: role.clone() })
    }

    fn hero(&self, document: &Document) -> Option<Picture> {
        document.image.as_ref().and_then(|photo| self.pictures.eager(photo, "hero"))
    }

    fn product_cards(&self, products: &[(String, Place)]) -> Vec<Card> {
        self.cards(products.iter().map(|(sku, _)| sku.as_str()))
    }

    /// A story's page; its neighbours are those of the list.
    pub fn story(&self, at: usize, story: &Story, notes: &mut Notes) -> StoryView {
        let document = &story.document;
        let near = |at: Option<usize>| at.and_then(|at| self.shelf.stories.get(at)).map(|story| self.story_card(story));
        let others = self.shelf.stories.iter().enumerate().filter(|(other, _)| *other != at);
        let people = story.people.iter().map(|(name, role)| PersonView { name: name.clone(), role: role.clone() });
        StoryView {
            title: document.title.clone(),
            lead: story.lead.clone(),
            hero: self.hero(document),
            date: story.date.as_ref().map(|when| self.date(when)),
            author: Self::author(document),
            series: story.series.clone(),
            people: people.collect(),
            body: self.body(document, notes),
            toc: Self::toc(document),
            products: self.product_cards(&story.products),
            disclosure: self.disclosure(document, sells(document, &story.products)),
            previous: near(at.checked_sub(1)),
            next: near(at.checked_add(1)),
            related: others.take(3).map(|(_, story)| self.story_card(story)).collect(),
            tags: self.tag_links(&document.tags),
        }
    }

    /// A news page.
    pub fn news(&self, at: usize, news: &News, notes: &mut Notes) -> NewsView {
        let document = &news.document;
        let near = |at: Option<usize>| at.and_then(|at| self.shelf.news.get(at)).map(|news| self.news_card(news));
        NewsView {
            title: document.title.clone(),
            section: self.section_name(news.section).to_string(),
            date: self.date(&news.date),
            department: news.department.clone(),
            source: news.source.as_ref().map(|(name, url)| SourceView { name: name.clone(), url: url.clone() }),
            reprint: news.reprint,
            hero: self.hero(document),
            body: self.body(document, notes),
            toc: Self::toc(document),
            disclosure: self.disclosure(document, sells(document, &news.products)),
            author: Self::author(document),
            products: self.product_cards(&news.products),
            previous: near(at.checked_sub(1)),
            next: near(at.checked_add(1)),
            tags: self.tag_links(&document.tags),
        }
    }

    /// A guide's page.
    pub fn guide(&self, guide: &Guide, notes: &mut Notes) -> GuideView {
        let document = &guide.document;
        let sibling = |other: &&Guide| Choice {
            label: other.document.title.clone(),
            href: self.links.href(&other.document, self.words.language).unwrap_or_default(),
            current: other.document.id == document.id,
        };
        GuideView {
            title: document.title.clone(),
            description: document.description.clone(),
            hero: self.hero(document),
            body: self.body(document, notes),
            toc: Self::toc(document),
            faq: self.faq(&guide.faq, document, notes),
            siblings: self.shelf.guides.iter().map(sibling).collect(),
        }
    }

    /// A page.
    pub fn page(&self, page: &Page, notes: &mut Notes) -> PageView {
        let document = &page.document;
        PageView {
            title: document.title.clone(),
            body: self.body(document, notes),
            toc: Self::toc(document),
            sections: self.sections(&page.sections, document, notes),
            wide: page.layout == Layout::Wide,
            hero: self.hero(document),
        }
    }
}
