//! Front matter of the kinds that are mostly text: category, story, news, guide, page.

use super::front_matter;
use super::parts::{Faq, Photo};
use super::product::Industry;
use super::section::Section;
use crate::language::Localised;
use crate::moment::When;
use crate::settings::raw::Sort;
use crate::yaml::Field;
use schemars::JsonSchema;
use serde::Deserialize;

front_matter! {
    /// A category: `_category.md` in a folder of products.
    #[schemars(extend("required" = ["title"]))]
    Category {
        /// Its place among its siblings.
        order: Field<i64>,
        /// The category above; the folder above otherwise.
        parent: Field<String>,
        /// At most 160 half-width units.
        intro: Field<String>,
        /// Wide picture at the top.
        banner: Field<Photo>,
        /// Labels of the specification, or fields, that shoppers filter by.
        filters: Field<Vec<Field<String>>>,
        /// How products are sorted at first.
        sort: Field<Sort>,
    }
}

front_matter! {
    /// A brand story.
    #[schemars(extend("required" = ["title"]))]
    Story {
        /// The day it tells of, or was written on.
        date: Field<When>,
        /// Opening lines.
        lead: Field<String>,
        /// The series it belongs to.
        series: Field<String>,
        /// People in it.
        people: Field<Vec<Person>>,
        /// SKUs of products shown at the end.
        products: Field<Vec<Field<String>>>,
    }
}

/// A person in a story.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Person {
    /// Name.
    pub name: Field<String>,
    /// What they do.
    pub role: Field<String>,
}

front_matter! {
    /// News, a press release, or an advertorial.
    #[schemars(extend("required" = ["title", "date"]))]
    News {
        /// The section.
        section: Field<NewsSection>,
        /// The day of publication.
        date: Field<When>,
        /// The department that answers for it.
        department: Field<String>,
        /// Where a reprint comes from.
        source: Field<SourceOfReprint>,
        /// Whether it is a reprint.
        reprint: Field<bool>,
        /// Stays on top until then.
        pinned_until: Field<When>,
        /// SKUs of products shown at the end.
        products: Field<Vec<Field<String>>>,
    }
}

/// A section of the news.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum NewsSection {
    /// Headlines.
    TitleNews,
    /// The company.
    #[default]
    Company,
    /// Activities.
    Activity,
    /// From elsewhere.
    External,
}

/// Where a reprint comes from.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct SourceOfReprint {
    /// Its name.
    pub name: Field<String>,
    /// Its address.
    pub url: Field<String>,
}

front_matter! {
    /// A guide: buying, sizes, shipping, returns.
    #[schemars(extend("required" = ["title"]))]
    Guide {
        /// Its place among the guides.
        order: Field<i64>,
        /// Industries whose products show it.
        applies_to: Field<Vec<Industry>>,
        /// Questions and answers.
        faq: Field<Vec<Faq>>,
        /// Quotes the law, so that the wording check leaves it alone.
        legal: Field<bool>,
    }
}

front_matter! {
    /// A page: home, about, contact, partners, anything built from sections.
    #[schemars(extend("required" = ["title"]))]
    Page {
        /// How wide.
        layout: Field<Layout>,
        /// Its sections, in order.
        sections: Field<Vec<Section>>,
        /// Its place among the pages.
        order: Field<i64>,
        /// One line below the title.
        subtitle: Field<Localised>,
    }
}

/// How wide a page is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Layout {
    /// As wide as text reads well.
    #[default]
    Default,
    /// The whole width.
    Wide,
}
