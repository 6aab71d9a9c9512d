//! Front matter as typed: one struct a kind, each its own reference (JSON Schema, docs, completion).
//!
//! Only `catalog` sees these; everything after it sees resolved documents.

mod campaign;
mod parts;
mod product;
mod section;
mod text;

pub use campaign::{
    After, Badge, Campaign, Coupon, Deposit, Landing, LandingHero, Mechanic, NthPiece, Poster, PosterWords, Qr,
    Selector, Skin, Threshold,
};
pub use parts::{Approval, Disclosure, Evidence, Faq, Photo, Review, Rights, Role, Seo, Status};
pub use product::{
    Buy, Care, Delist, Fabric, Fibre, Gift, GiftPer, Industry, Ordered, Product, ProductRole, Rating, SafetyClass,
    Shelf, Shot, SizeChart, Sold, Variant, VariantAxis, Variants,
};
pub use section::{Align, LinkTo, Section, SectionItem, SectionType, Tone, Visible};
pub use text::{Category, Guide, Layout, News, NewsSection, Page, Person, SourceOfReprint, Story};

pub use crate::settings::raw::Sort;

use crate::yaml::Field;

/// The fields that every kind has, by reference.
#[derive(Clone, Copy)]
pub struct Common<'a> {
    /// Title.
    pub title: &'a Field<String>,
    /// Address part.
    pub slug: &'a Field<String>,
    /// For lists and search engines.
    pub description: &'a Field<String>,
    /// The kind, if typed.
    pub kind: &'a Field<String>,
    /// Language, if typed.
    pub lang: &'a Field<String>,
    /// Workflow status.
    pub status: &'a Field<Status>,
    /// First instant of publication.
    pub publish_at: &'a Field<crate::moment::When>,
    /// First instant after publication.
    pub expire_at: &'a Field<crate::moment::When>,
    /// Who wrote it.
    pub author: &'a Field<String>,
    /// Whose it is.
    pub owner: &'a Field<String>,
    /// Review rhythm.
    pub review: &'a Field<Review>,
    /// Never published.
    pub confidential: &'a Field<bool>,
    /// Rights of a text that is not the shop's own.
    pub rights: &'a Field<Rights>,
    /// Main picture.
    pub image: &'a Field<Photo>,
    /// More pictures.
    pub gallery: &'a Field<Vec<Photo>>,
    /// Tags.
    pub tags: &'a Field<Vec<Field<String>>>,
    /// Search words.
    pub keywords: &'a Field<Vec<Field<String>>>,
    /// Advertising label.
    pub disclosure: &'a Field<Disclosure>,
    /// Old addresses.
    pub aliases: &'a Field<Vec<Field<String>>>,
    /// For search engines.
    pub seo: &'a Field<Seo>,
    /// Links translations with other names.
    pub translation_key: &'a Field<String>,
}

/// A kind's front matter.
pub trait FrontMatter: serde::de::DeserializeOwned + Default + Clone {
    /// The common fields.
    fn common(&self) -> Common<'_>;
    /// Takes over from the original what a translation leaves out; title, description, search engine texts and
    /// old addresses belong to one language only.
    fn inherit(&mut self, original: &Self);
}

/// Declares a kind's front matter: the common fields, then its own.
macro_rules! front_matter {
    ($(#[$outer:meta])* $name:ident { $($(#[$inner:meta])* $field:ident : $type:ty,)* }) => {
        #[derive(Clone, Debug, Default, serde::Deserialize, schemars::JsonSchema)]
        #[serde(default)]
        $(#[$outer])*
        pub struct $name {
            /// Title, at most 60 half-width units (a Han character counts 2).
            pub title: crate::yaml::Field<String>,
            /// The document's part of the address: small letters, digits and hyphens; the file name otherwise.
            pub slug: crate::yaml::Field<String>,
            /// 40–160 half-width units, for lists and search engines.
            pub description: crate::yaml::Field<String>,
            /// The kind; the folder decides, so this is only a check.
            pub kind: crate::yaml::Field<String>,
            /// Language; the file name decides (`tea.en.md`), so this is only a check.
            pub lang: crate::yaml::Field<String>,
            /// Links translations whose files have other names.
            pub translation_key: crate::yaml::Field<String>,
            /// `draft` and `review` are not published.
            pub status: crate::yaml::Field<crate::catalog::raw::Status>,
            /// Not before this.
            pub publish_at: crate::yaml::Field<crate::moment::When>,
            /// Not after this.
            pub expire_at: crate::yaml::Field<crate::moment::When>,
            /// Who wrote it, an id of data/people.yaml.
            pub author: crate::yaml::Field<String>,
            /// Person or department that answers for it, an id of data/people.yaml.
            pub owner: crate::yaml::Field<String>,
            /// Approvals.
            pub approved: crate::yaml::Field<Vec<crate::catalog::raw::Approval>>,
            /// When it was last reviewed.
            pub review: crate::yaml::Field<crate::catalog::raw::Review>,
            /// Never published.
            pub confidential: crate::yaml::Field<bool>,
            /// Rights of a text that is not the shop's own.
            pub rights: crate::yaml::Field<crate::catalog::raw::Rights>,
            /// Main picture, for lists and shares.
            pub image: crate::yaml::Field<crate::catalog::raw::Photo>,
            /// More pictures.
            pub gallery: crate::yaml::Field<Vec<crate::catalog::raw::Photo>>,
            /// At most 10.
            pub tags: crate::yaml::Field<Vec<crate::yaml::Field<String>>>,
            /// Words for the search, at most 10.
            pub keywords: crate::yaml::Field<Vec<crate::yaml::Field<String>>>,
            /// What proves a strong word.
            pub wording_evidence: crate::yaml::Field<Vec<crate::catalog::raw::Evidence>>,
            /// Whether the text is an advertisement.
            pub disclosure: crate::yaml::Field<crate::catalog::raw::Disclosure>,
            /// Old addresses that lead here.
            pub aliases: crate::yaml::Field<Vec<crate::yaml::Field<String>>>,
            /// Texts for search engines.
            pub seo: crate::yaml::Field<crate::catalog::raw::Seo>,
            $($(#[$inner])* pub $field: $type,)*
        }

        impl crate::catalog::raw::FrontMatter for $name {
            fn common(&self) -> crate::catalog::raw::Common<'_> {
                crate::catalog::raw::Common {
                    title: &self.title, slug: &self.slug, description: &self.description, kind: &self.kind, lang: &self.lang,
                    status: &self.status, publish_at: &self.publish_at, expire_at: &self.expire_at, author: &self.author,
                    owner: &self.owner, review: &self.review, confidential: &self.confidential, rights: &self.rights,
                    image: &self.image, gallery: &self.gallery, tags: &self.tags, keywords: &self.keywords,
                    disclosure: &self.disclosure, aliases: &self.aliases, seo: &self.seo, translation_key: &self.translation_key,
                }
            }

            fn inherit(&mut self, original: &Self) {
                macro_rules! take { ($each:ident) => { self.$each = self.$each.or(&original.$each); } }
                take!(slug); take!(status); take!(publish_at); take!(expire_at); take!(author); take!(owner); take!(approved);
                take!(review); take!(confidential); take!(rights); take!(image); take!(gallery); take!(tags); take!(keywords);
                take!(disclosure);
                $(take!($field);)*
            }
        }
    };
}
pub(crate) use front_matter;
