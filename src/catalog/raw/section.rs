//! Sections: the blocks that home, pages and landing pages are built from.

use super::parts::{Faq, Photo};
use crate::moment::When;
use crate::yaml::Field;
use schemars::JsonSchema;
use serde::Deserialize;

/// The types of sections.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SectionType {
    /// Short lines that pass by.
    Ticker,
    /// A large picture with a title.
    Hero,
    /// Cards of products.
    ProductShelf,
    /// Tiles of categories.
    CategoryTiles,
    /// One or more stories.
    StoryTeaser,
    /// A poster over the whole width.
    PosterBand,
    /// The running campaign.
    CampaignBand,
    /// How long it is until a campaign starts, and while it runs, until it ends.
    Countdown,
    /// A campaign's gifts, as a table.
    Gifts,
    /// A campaign's terms (tiers, coupons, limits) and its rules.
    Rules,
    /// Text.
    Text,
    /// The latest news.
    NewsList,
    /// A notice that floats and can be closed.
    FloatingNotice,
    /// Years and what happened.
    Timeline,
    /// Partners and authorisations.
    Partners,
    /// Address, telephone, hours.
    Contact,
    /// Questions and answers.
    Faq,
}

/// A section. Which fields count depends on its type.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(extend("required" = ["type"]))]
pub struct Section {
    /// Its type.
    pub r#type: Field<SectionType>,
    /// Its title.
    pub title: Field<String>,
    /// A few lines.
    pub text: Field<String>,
    /// Small line above the title (hero).
    pub eyebrow: Field<String>,
    /// Markdown (text).
    pub body: Field<String>,
    /// A photo (hero, text).
    pub image: Field<Photo>,
    /// A link (most types).
    pub link: Field<LinkTo>,
    /// A second link (hero).
    pub second_link: Field<LinkTo>,
    /// Alignment (hero, text).
    pub align: Field<Align>,
    /// Whether text on the picture is dark or light (hero).
    pub tone: Field<Tone>,
    /// SKUs (product shelf).
    pub products: Field<Vec<Field<String>>>,
    /// Category id (product shelf).
    pub category: Field<String>,
    /// Tag (product shelf).
    pub tag: Field<String>,
    /// Category ids (category tiles).
    pub categories: Field<Vec<Field<String>>>,
    /// Campaign's file name (campaign band, product shelf, countdown, gifts, rules). Without it, countdown, gifts and
    /// rules are about the campaign of their landing page; elsewhere about the campaign that leads the shop, or if none
    /// runs, about the one that starts next.
    pub campaign: Field<String>,
    /// Poster's file name (poster band).
    pub poster: Field<String>,
    /// Story's file name (story teaser).
    pub story: Field<String>,
    /// Stories' file names (story teaser).
    pub stories: Field<Vec<Field<String>>>,
    /// How many at most.
    pub limit: Field<usize>,
    /// Lines, dates or partners (ticker, timeline, partners, faq).
    pub items: Field<Vec<SectionItem>>,
    /// Whether the notice can be closed (floating notice).
    pub closable: Field<bool>,
    /// When it is shown.
    pub visible: Field<Visible>,
}

/// An item of a ticker, a timeline, a list of partners, or questions.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct SectionItem {
    /// A line of text.
    pub text: Field<String>,
    /// Where it leads.
    pub link: Field<String>,
    /// Date or year (timeline).
    pub date: Field<String>,
    /// Title (timeline).
    pub title: Field<String>,
    /// Name (partners).
    pub name: Field<String>,
    /// The day an authorisation ends (partners).
    pub expires: Field<When>,
    /// Logo (partners).
    pub logo: Field<Photo>,
    /// Question (faq).
    pub question: Field<String>,
    /// Answer, Markdown (faq).
    pub answer: Field<String>,
}

impl SectionItem {
    /// The item as a question with its answer.
    #[must_use]
    pub fn faq(&self) -> Faq {
        Faq { question: self.question.clone(), answer: self.answer.clone() }
    }
}

/// A link.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct LinkTo {
    /// What it says.
    pub label: Field<String>,
    /// Where it leads: an address of the site without language prefix, a file of content/, or a URL.
    pub to: Field<String>,
}

/// When a section is shown.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Visible {
    /// From.
    pub from: Field<When>,
    /// Until.
    pub to: Field<When>,
}

/// Alignment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Align {
    /// To the left.
    #[default]
    Left,
    /// In the middle.
    Center,
    /// To the right.
    Right,
}

/// The tone of a picture with text on it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    /// A light picture: dark text.
    #[default]
    Light,
    /// A dark picture: light text.
    Dark,
}
