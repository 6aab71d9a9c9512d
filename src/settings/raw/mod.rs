//! `awning.yaml` as typed: the reference of its keys.

mod festivals;
mod photos;
mod posters;
mod prices;

pub use festivals::{Day, Festival, NthWeekday};
pub use photos::{Animated, Badge, MarkPlace, PhotoLimits, Photos, Quality, Watermark};
pub use posters::{Paper, PictureFile, PosterFont, PosterFormat, Posters};
pub use prices::{Prices, Round, Way};

use crate::language::Localised;
use crate::moment::{Length, When};
use crate::yaml::{Field, Node};
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::BTreeMap;

/// `awning.yaml`: the shop's name, identity, languages, markets and rules.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(extend("required" = ["name", "base_url", "timezone", "languages", "currency"]))]
pub struct Shop {
    /// The shop's name.
    pub name: Field<String>,
    /// The site's address, `https://shop.example`, without a path.
    pub base_url: Field<String>,
    /// One line below the name.
    pub tagline: Field<Localised>,
    /// What the shop is, for search engines.
    pub description: Field<Localised>,
    /// The brand of products that name none.
    pub brand: Field<String>,
    /// The company's legal name.
    pub legal_name: Field<String>,
    /// IANA time zone of all local times, `Asia/Shanghai`.
    pub timezone: Field<String>,
    /// Languages (BCP 47); the first is the default.
    pub languages: Field<Vec<Field<String>>>,
    /// Currency (ISO 4217).
    pub currency: Field<String>,
    /// Markets whose rules apply: CN, EU, US.
    pub markets: Field<Vec<Market>>,
    /// The shop's own festivals, and dates of its own for built-in ones, by key.
    pub festivals: Field<BTreeMap<String, Field<Festival>>>,
    /// Licences and filings, shown in the footer.
    pub identity: Field<Identity>,
    /// The organisation, for the contact page and JSON-LD.
    pub organization: Field<Organization>,
    /// Customer service.
    pub service: Field<Service>,
    /// Accounts elsewhere.
    pub social: Field<Vec<Social>>,
    /// Shops elsewhere where products can be bought, by key.
    pub channels: Field<BTreeMap<String, Channel>>,
    /// The main navigation.
    pub navigation: Field<Vec<NavigationItem>>,
    /// Addresses and translations of tags.
    pub tags: Field<BTreeMap<String, Tag>>,
    /// Return policy.
    pub return_policy: Field<ReturnPolicy>,
    /// Shipping.
    pub shipping: Field<Shipping>,
    /// How often pages are reviewed.
    pub review: Field<Review>,
    /// Stock policy.
    pub stock: Field<Stock>,
    /// How prices of campaigns are rounded, and what they never fall below.
    pub prices: Field<Prices>,
    /// How Markdown is read.
    pub markdown: Field<Markdown>,
    /// Photos: watermark, quality.
    pub photos: Field<Photos>,
    /// Posters: formats, fonts, preview pictures.
    pub posters: Field<Posters>,
    /// The theme and its settings.
    pub theme: Field<Theme>,
    /// Listings.
    pub listing: Field<Listing>,
    /// Feeds.
    pub feeds: Field<Feeds>,
    /// Releases that were live, to roll back to.
    pub releases: Field<Releases>,
    /// Old addresses and where they lead now.
    pub redirects: Field<BTreeMap<String, String>>,
}

/// A market whose law pack applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "UPPERCASE")]
pub enum Market {
    /// China.
    Cn,
    /// The European Union.
    Eu,
    /// The United States.
    Us,
}

/// Licences and filings.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Identity {
    /// ICP filing, `陕ICP备…号`.
    pub icp: Field<String>,
    /// Public security filing, `陕公网安备 …号`.
    pub psb: Field<String>,
    /// Business licence.
    pub business_licence: Field<Licence>,
    /// Food business licence number.
    pub food_licence: Field<String>,
    /// Alcohol licence number.
    pub alcohol_licence: Field<String>,
    /// Trademark registration.
    pub trademark: Field<String>,
    /// The day on which the shop closes for good.
    pub closing_date: Field<When>,
}

/// A licence: its number, and where it is shown.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Licence {
    /// Its number.
    pub number: Field<String>,
    /// Where it is shown.
    pub link: Field<String>,
}

/// The organisation.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Organization {
    /// Logo, from `assets/`.
    pub logo: Field<String>,
    /// Icon of the browser tab, from `assets/`.
    pub favicon: Field<String>,
    /// Postal address.
    pub address: Field<Localised>,
    /// Year of foundation.
    pub founded: Field<String>,
    /// The same organisation elsewhere (URLs).
    pub same_as: Field<Vec<String>>,
}

/// Customer service.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Service {
    /// Hotline.
    pub phone: Field<String>,
    /// E-mail.
    pub email: Field<String>,
    /// Hours by days of the week.
    pub hours: Field<Vec<Hours>>,
    /// What to know.
    pub note: Field<Localised>,
    /// Other ways to reach the service.
    pub channels: Field<Vec<ServiceChannel>>,
}

/// Hours of some days.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Hours {
    /// Days, `mon-fri` or `sat`.
    pub days: Field<String>,
    /// Opening time, `08:30`.
    pub from: Field<String>,
    /// Closing time, `21:00`.
    pub to: Field<String>,
}

/// A way to reach the service.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct ServiceChannel {
    /// Its name.
    pub name: Field<Localised>,
    /// Its address.
    pub link: Field<String>,
}

/// An account elsewhere.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Social {
    /// The network.
    pub name: Field<Localised>,
    /// The account's name there.
    pub id: Field<String>,
    /// Its address.
    pub link: Field<String>,
}

/// A shop elsewhere.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Channel {
    /// Its name.
    pub name: Field<Localised>,
}

/// An entry of the navigation.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct NavigationItem {
    /// What it says.
    pub label: Field<Localised>,
    /// Where it leads: an address of the site without language prefix, or a URL.
    pub link: Field<String>,
    /// Entries below it.
    pub items: Vec<NavigationItem>,
}

/// A tag's address and names.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Tag {
    /// Its part of the address.
    pub slug: Field<String>,
    /// Its name by language.
    pub name: Field<Localised>,
}

/// Return policy (schema.org `MerchantReturnPolicy`).
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct ReturnPolicy {
    /// Country (ISO 3166-1).
    pub country: Field<String>,
    /// Whether returns are taken.
    pub category: Field<ReturnCategory>,
    /// Days to return in.
    pub days: Field<u32>,
    /// How.
    pub method: Field<ReturnMethod>,
    /// Who pays.
    pub fees: Field<ReturnFees>,
    /// Where it is explained.
    pub link: Field<String>,
    /// One sentence for product pages.
    pub text: Field<Localised>,
}

/// Whether returns are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReturnCategory {
    /// Within some days.
    Finite,
    /// Always.
    Unlimited,
    /// Never.
    None,
}

/// How things are returned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReturnMethod {
    /// By mail.
    ByMail,
    /// In a store.
    InStore,
}

/// Who pays for a return.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReturnFees {
    /// The customer.
    Customer,
    /// The shop.
    Free,
}

/// Shipping.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Shipping {
    /// Countries (ISO 3166-1).
    pub countries: Field<Vec<String>>,
    /// What it costs, a decimal string.
    pub rate: Field<String>,
    /// Days until dispatch: least and most.
    pub handling_days: Field<(u32, u32)>,
    /// Days on the way: least and most.
    pub transit_days: Field<(u32, u32)>,
    /// One sentence for product pages.
    pub note: Field<Localised>,
}

/// How often pages are reviewed.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Review {
    /// Every so often, `30d`.
    pub every: Field<Length>,
}

/// Stock policy.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Stock {
    /// What happens to a product without stock.
    pub sold_out: Field<SoldOut>,
    /// Below this, stock is called low.
    pub low: Field<u32>,
}

/// What happens to a product without stock.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SoldOut {
    /// The page stays and says so.
    #[default]
    Keep,
    /// The page stays, lists do not show it.
    Hide,
    /// The page is gone.
    Gone,
}

/// How Markdown is read.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Markdown {
    /// Whether HTML in Markdown is kept (sanitised).
    pub raw_html: Field<bool>,
}

/// The theme and its settings.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Theme {
    /// Its name: a folder of `themes/`, or a built-in theme.
    pub name: Field<String>,
    /// Its settings; the theme's `theme.yaml` lists them.
    pub settings: Field<Anything>,
}

/// Any YAML; checked by the theme.
#[derive(Clone, Debug, Default)]
pub struct Anything;

impl<'de> Deserialize<'de> for Anything {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        serde::de::IgnoredAny::deserialize(deserializer).map(|_| Self)
    }
}

impl JsonSchema for Anything {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Anything".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "object" })
    }
}

/// Listings.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Listing {
    /// Cards on a page, 1–200.
    pub per_page: Field<usize>,
    /// How categories can be sorted, besides their own order; each makes pages. `[]` for none.
    pub sorts: Field<Vec<Sort>>,
}

/// How products are sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Sort {
    /// By role, then by file name.
    #[default]
    Manual,
    /// Newest first.
    Newest,
    /// Cheapest first.
    Price,
    /// Dearest first.
    PriceDesc,
    /// By title.
    Title,
}

/// Feeds.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Feeds {
    /// Entries of the Atom feed.
    pub atom: Field<usize>,
}

/// How long releases that were live are kept, to roll back to. One that waits for its moment always stays.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Releases {
    /// So many at most, 0–100; 5 by default.
    pub keep: Field<usize>,
    /// So many days at most, 1–3650; 30 by default.
    pub days: Field<usize>,
}

/// The node below `theme: settings:`, which the theme checks.
#[must_use]
pub fn theme_settings(root: &Node) -> Option<&Node> {
    root.get("theme").and_then(|theme| theme.get("settings"))
}
