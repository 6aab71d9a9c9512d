//! Parts of front matter that several kinds share.

use crate::language::Localised;
use crate::moment::{Length, When};
use crate::yaml::Field;
use schemars::JsonSchema;
use serde::Deserialize;

/// Where a document stands on its way to the shopper.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Being written.
    Draft,
    /// Being read.
    Review,
    /// To be published.
    #[default]
    Approved,
    /// To be published, and not to be changed.
    Final,
}

/// An approval; its digest is checked by a later version.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Approval {
    /// Who, an id of data/people.yaml.
    pub by: Field<String>,
    /// As what.
    pub role: Field<String>,
    /// When.
    pub at: Field<When>,
    /// Of which content.
    pub hash: Field<String>,
}

/// A review.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Review {
    /// Every so often.
    pub every: Field<Length>,
    /// The last one.
    pub last: Field<When>,
    /// By whom, an id of data/people.yaml.
    pub by: Field<String>,
}

/// Rights of a text or photo.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Rights {
    /// Who holds them.
    pub holder: Field<String>,
    /// SPDX identifier, or `own`, or `permission`.
    pub licence: Field<String>,
    /// Where it came from.
    pub source: Field<String>,
    /// The last day of the licence.
    pub expires: Field<When>,
    /// The original of a reprint.
    pub reprint_url: Field<String>,
}

/// A photo as used by a document.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Photo {
    /// The file, from the document's folder; from `assets/` if it begins with `/`.
    pub src: Field<String>,
    /// What it shows, for those who cannot see it.
    pub alt: Field<Localised>,
    /// What it is in the gallery.
    pub role: Field<Role>,
    /// The point that every crop keeps: x and y from 0 to 1.
    pub focal: Field<(f64, f64)>,
    /// A line below it.
    pub caption: Field<Localised>,
    /// Who made it.
    pub credit: Field<String>,
}

/// What a photo is in a product's gallery.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// One of the first pictures; a product has 1 to 5.
    #[default]
    Main,
    /// On pure white, for marketplaces; at most one.
    White,
    /// A detail.
    Detail,
    /// In use.
    Scene,
    /// Its size.
    Size,
    /// Its packaging.
    Pack,
    /// A gift.
    Gift,
    /// A colour or material.
    Swatch,
}

/// What proves a strong word.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Evidence {
    /// The word.
    pub term: Field<String>,
    /// Where it is proved.
    pub source: Field<String>,
    /// When.
    pub date: Field<When>,
    /// By whom.
    pub approved_by: Field<String>,
}

/// Whether a text is an advertisement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Disclosure {
    /// It is not.
    None,
    /// It is.
    Advert,
    /// It is paid for by somebody else.
    Sponsored,
}

/// Texts for search engines.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Seo {
    /// Title of the window.
    pub title: Field<String>,
    /// Description.
    pub description: Field<String>,
    /// Not to be listed.
    pub noindex: Field<bool>,
    /// The address that counts, if it is another.
    pub canonical: Field<String>,
}

/// A question and its answer (Markdown).
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Faq {
    /// The question.
    pub question: Field<String>,
    /// The answer.
    pub answer: Field<String>,
}
