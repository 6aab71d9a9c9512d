//! Front matter of campaigns and posters.

use super::front_matter;
use super::parts::{Faq, Photo};
use super::product::Gift;
use super::section::Section;
use crate::festivals::VERIFIED;
use crate::language::Localised;
use crate::moment::When;
use crate::settings::raw::Round;
use crate::yaml::Field;
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::BTreeMap;

front_matter! {
    /// A campaign: a window, prices, badges, gifts, a skin, a landing page.
    #[schemars(extend("required" = ["title", "slogan", "products"], "anyOf" = [{"required": ["start", "end"]}, {"required": ["festival"]}]))]
    Campaign {
        /// At most 32 half-width units.
        slogan: Field<String>,
        /// First instant.
        start: Field<When>,
        /// Last day, or first instant after.
        end: Field<When>,
        /// A festival instead of `start` and `end`: its key or name, `zhongqiu`, `中秋`; `awning explain E417` lists them.
        festival: Field<String>,
        /// Days from the festival to the first, at most 150: `-18d`, or with a local time `-18d 20:00`. Default `0d`.
        #[schemars(extend("pattern" = r"^[+-]?\d{1,3}d( +\d{2}:\d{2})?$"))]
        from: Field<String>,
        /// Days from the festival to the last, which counts whole: `0d` ends when the festival’s day ends. With a local time,
        /// `+1d 20:00`, it ends then. Default `0d`.
        #[schemars(extend("pattern" = r"^[+-]?\d{1,3}d( +\d{2}:\d{2})?$"))]
        to: Field<String>,
        /// The only year in which the festival counts, `2026`. Without it the campaign comes back every year, and `after`
        /// is never reached: when one run is over, the next is announced.
        #[schemars(extend("minimum" = VERIFIED.start(), "maximum" = VERIFIED.end()))]
        year: Field<i16>,
        /// Orders before the start, with a deposit.
        pre_sale: Field<Deposit>,
        /// Of campaigns that overlap, the highest counts; 0–100.
        priority: Field<u8>,
        /// What it covers, and the price there.
        products: Field<Vec<Selector>>,
        /// How computed prices are rounded; by default as `prices` in `awning.yaml` says.
        round: Field<Round>,
        /// No price of the campaign is lower: an amount ("59.00") or a part of the regular price ("60%").
        floor: Field<String>,
        /// How it works.
        mechanic: Field<Mechanic>,
        /// "¥30 off orders over ¥299".
        threshold: Field<Threshold>,
        /// Several of them, ascending: "¥30 off over ¥299, ¥80 off over ¥599". Shown as text.
        tiers: Field<Vec<Threshold>>,
        /// Less for the nth piece. Shown as text.
        nth_piece: Field<NthPiece>,
        /// Coupons. Shown as text.
        coupons: Field<Vec<Field<Coupon>>>,
        /// Pieces an order of all that it covers, at most; by default as many as one wants. Shown as text.
        limit_per_order: Field<u32>,
        /// Pieces a buyer, at most; by default as many as one wants. Shown as text.
        limit_per_buyer: Field<u32>,
        /// The conditions, Markdown.
        rules: Field<String>,
        /// Gifts.
        gifts: Field<Vec<Gift>>,
        /// The stamp on photos: at most 6 Han characters.
        badge: Field<Badge>,
        /// What it puts over the theme for its window.
        skin: Field<Skin>,
        /// File names of posters.
        posters: Field<Vec<Field<String>>>,
        /// The landing page.
        landing: Field<Landing>,
        /// What the landing page is when the campaign is over.
        after: Field<After>,
        /// Where it redirects then.
        redirect_to: Field<String>,
        /// Questions and answers.
        faq: Field<Vec<Faq>>,
    }
}

/// What a campaign puts over the theme: a skin of the theme, and words of its own.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Skin {
    /// A skin of the theme. The built-in one has `spring-festival`, `mid-autumn`, `618`, `double-eleven`, `christmas`.
    pub name: Field<String>,
    /// Colours over those of the theme and its skin, by token.
    pub tokens: Field<BTreeMap<String, String>>,
    /// A line above every page that leads to the landing page.
    pub ticker: Field<Localised>,
    /// A notice at the edge of every page that leads to the landing page and can be closed.
    pub notice: Field<Localised>,
    /// Whether the landing page's head stands at the head of the home page too.
    pub hero: Field<bool>,
    /// Another favicon, from `assets/`.
    pub favicon: Field<String>,
}

/// Orders before the start: by dates, or counted from the campaign's festival.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Deposit {
    /// From.
    pub start: Field<When>,
    /// Until.
    pub end: Field<When>,
    /// Days from the festival to the first, `-28d`, or with a local time.
    #[schemars(extend("pattern" = r"^[+-]?\d{1,3}d( +\d{2}:\d{2})?$"))]
    pub from: Field<String>,
    /// Days from the festival to the last, which counts whole; until the campaign starts, if absent.
    #[schemars(extend("pattern" = r"^[+-]?\d{1,3}d( +\d{2}:\d{2})?$"))]
    pub to: Field<String>,
    /// Deposit, a decimal string.
    pub deposit: Field<String>,
}

/// What a campaign covers, and the price there.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Selector {
    /// One SKU.
    pub sku: Field<String>,
    /// A category and those below it.
    pub category: Field<String>,
    /// A tag.
    pub tag: Field<String>,
    /// Every product.
    pub all: Field<bool>,
    /// SKUs that it does not cover.
    pub exclude: Field<Vec<Field<String>>>,
    /// Categories that it does not cover, with those below them.
    pub exclude_categories: Field<Vec<Field<String>>>,
    /// Tags of products that it does not cover.
    pub exclude_tags: Field<Vec<Field<String>>>,
    /// The price, a decimal string.
    pub price: Field<String>,
    /// Percent off the regular price, 1 to 95.
    pub percent_off: Field<u32>,
    /// So much off the regular price, a decimal string.
    pub amount_off: Field<String>,
    /// How the price is rounded; by default as the campaign says.
    pub round: Field<Round>,
    /// The price is never lower: an amount ("59.00") or a part of the regular price ("60%"); by default as the campaign says.
    pub floor: Field<String>,
    /// Pieces an order, at most; by default as many as one wants.
    pub limit_per_order: Field<u32>,
    /// Pieces a buyer in the whole campaign, at most; by default as many as one wants.
    pub limit_per_buyer: Field<u32>,
    /// The gift that comes with it.
    pub gift: Field<String>,
}

/// How a campaign works.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Mechanic {
    /// Lower prices.
    DirectCut,
    /// Less from an amount on.
    Threshold,
    /// Less for the nth piece.
    NthPiece,
    /// A gift.
    Gift,
    /// A coupon.
    Coupon,
    /// A draw.
    Lottery,
}

/// "¥30 off orders over ¥299".
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Threshold {
    /// From this amount on.
    pub over: Field<String>,
    /// So much less.
    pub minus: Field<String>,
}

/// Less for the nth piece: one of `percent_off` and `minus`.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(extend("required" = ["nth"]))]
pub struct NthPiece {
    /// Which piece, 2 or more.
    pub nth: Field<u32>,
    /// Percent off that piece, 1 to 100.
    pub percent_off: Field<u32>,
    /// So much off that piece, a decimal string.
    pub minus: Field<String>,
}

/// A coupon: one of `minus` and `percent_off`.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(extend("required" = ["code"]))]
pub struct Coupon {
    /// What buyers type in, without spaces.
    pub code: Field<String>,
    /// So much off, a decimal string.
    pub minus: Field<String>,
    /// Percent off, 1 to 100.
    pub percent_off: Field<u32>,
    /// On orders from this amount on, a decimal string; by default on all.
    pub over: Field<String>,
    /// First instant that it can be used; by default the campaign's.
    pub from: Field<When>,
    /// Last day, or first instant after; by default the campaign's.
    pub to: Field<When>,
}

/// The stamp on photos.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Badge {
    /// At most 6 Han characters.
    pub text: Field<Localised>,
    /// Artwork for the first photo of what it covers: of `assets/badges/`, or of the theme. Instead of the text there.
    pub artwork: Field<String>,
}

/// The landing page.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Landing {
    /// Its head.
    pub hero: Field<LandingHero>,
    /// Its sections.
    pub sections: Field<Vec<Section>>,
}

/// The head of a landing page.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct LandingHero {
    /// Title.
    pub title: Field<String>,
    /// A few lines.
    pub text: Field<String>,
    /// A photo.
    pub image: Field<Photo>,
}

/// What a landing page is when the campaign is over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum After {
    /// A page that says what it was.
    #[default]
    Recap,
    /// A redirect.
    Redirect,
    /// Gone.
    Gone,
}

front_matter! {
    /// A poster: a picture made from a template and copy.
    #[schemars(extend("required" = ["title", "template", "formats", "words"]))]
    Poster {
        /// The theme's template: `posters/<name>.html`.
        template: Field<String>,
        /// Formats to make.
        formats: Field<Vec<Field<String>>>,
        /// What it says.
        words: Field<PosterWords>,
        /// Its photo.
        photo: Field<Photo>,
        /// The SKU whose price it shows.
        price_of: Field<String>,
        /// The campaign it belongs to.
        campaign: Field<String>,
        /// A stamp.
        badge: Field<Localised>,
        /// Whether the logo is on it.
        logo: Field<bool>,
        /// A QR code.
        qr: Field<Qr>,
        /// Colours by token.
        palette: Field<BTreeMap<String, String>>,
    }
}

/// What a poster says.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(extend("required" = ["headline"]))]
pub struct PosterWords {
    /// At most 24 half-width units.
    pub headline: Field<String>,
    /// At most 40.
    pub sub: Field<String>,
    /// At most 12.
    pub cta: Field<String>,
    /// What the law asks for.
    pub legal: Field<String>,
    /// Texts of slots that only this template has, by slot.
    pub free: Field<BTreeMap<String, Field<String>>>,
}

/// A QR code.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Qr {
    /// Where it leads.
    pub url: Field<String>,
}
