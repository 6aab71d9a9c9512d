//! `awning.yaml`: what the shop is, and what holds for all of it.

mod festivals;
mod photos;
mod posters;
pub mod prices;
pub mod raw;

pub use photos::{BadgeRule, BadgeStyle, Lettering, PhotoSettings, Picture, Watermark};
pub use posters::{Format, PosterSettings};

use crate::diagnostics::rules::reading::{MISSING_FIELD, WRONG_VALUE};
use crate::diagnostics::rules::shop::{
    BAD_BASE_URL, NO_SHOP, NO_SUCH_FILE, UNKNOWN_CURRENCY, UNKNOWN_LANGUAGE, UNKNOWN_ZONE,
};
use crate::diagnostics::{Checked, Diagnostic, Notes, Place};
use crate::festivals::Festivals;
use crate::language::{self, Localised};
use crate::moment::Length;
use crate::money::{self, Floor, Money, Rounding};
use crate::paths::{ShopPath, is_slug};
use crate::source::Source;
use crate::yaml::{self, Field, Node};
use iso_currency::Currency;
use jiff::tz::TimeZone;
use raw::{Identity, Market, NavigationItem, Organization, ReturnPolicy, Service, Social, SoldOut, Sort};
use std::collections::BTreeMap;

/// The shop's settings, checked, with defaults filled in.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Where they stand.
    pub file: ShopPath,
    /// The shop's name.
    pub name: String,
    /// `https://shop.example`, without a trailing slash.
    pub base_url: String,
    /// One line below the name.
    pub tagline: Option<Localised>,
    /// What the shop is.
    pub description: Option<Localised>,
    /// The brand of products that name none.
    pub brand: String,
    /// The company's legal name.
    pub legal_name: Option<String>,
    /// The zone of all local times.
    pub zone: TimeZone,
    /// Languages; the first is the default. Never empty.
    pub languages: Vec<String>,
    /// The currency of offers that name none.
    pub currency: Currency,
    /// When festivals are: the built-in ones and the shop's own.
    pub festivals: Festivals,
    /// Markets whose rules apply.
    pub markets: Vec<Market>,
    /// Licences and filings.
    pub identity: Identity,
    /// The organisation.
    pub organization: Organization,
    /// Logo, favicon and watermark files that exist.
    pub logo: Option<ShopPath>,
    /// Icon of the browser tab.
    pub favicon: Option<ShopPath>,
    /// Customer service.
    pub service: Service,
    /// Accounts elsewhere.
    pub social: Vec<Social>,
    /// Names of shops elsewhere, by key.
    pub channels: BTreeMap<String, Localised>,
    /// The main navigation.
    pub navigation: Vec<NavigationItem>,
    /// Addresses and names of tags.
    pub tags: BTreeMap<String, Tag>,
    /// Return policy.
    pub return_policy: Option<ReturnPolicy>,
    /// Shipping.
    pub shipping: Option<raw::Shipping>,
    /// What shipping costs.
    pub shipping_rate: Option<Money>,
    /// How often pages are reviewed.
    pub review_every: Option<Length>,
    /// What happens to a product without stock.
    pub sold_out: SoldOut,
    /// Below this, stock is called low.
    pub low_stock: u32,
    /// How prices that campaigns compute are rounded, and what they never fall below.
    pub campaign_prices: (Option<Rounding>, Option<Floor>),
    /// Whether HTML in Markdown is kept (sanitised).
    pub raw_html: bool,
    /// How photos are used and made.
    pub photos: PhotoSettings,
    /// How posters are made.
    pub posters: PosterSettings,
    /// The theme's name, and where it is named.
    pub theme: (String, Place),
    /// The theme's settings, as a YAML tree.
    pub theme_settings: Option<Node>,
    /// Cards on a page.
    pub per_page: usize,
    /// How categories can be sorted, besides their own order.
    pub sorts: Vec<Sort>,
    /// Entries of the Atom feed.
    pub feed_entries: usize,
    /// How long releases that were live are kept.
    pub releases: Retention,
    /// Redirects: from, to, place.
    pub redirects: Vec<(String, String, Place)>,
}

/// How long releases that were live are kept, to roll back to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retention {
    /// So many, at most.
    pub keep: usize,
    /// So many days, at most.
    pub days: usize,
}

impl Retention {
    /// What holds in a shop that says nothing.
    pub const USUAL: Self = Self { keep: 5, days: 30 };
}

/// A tag's address and name.
#[derive(Clone, Debug)]
pub struct Tag {
    /// Its part of the address.
    pub slug: Option<String>,
    /// Its name by language.
    pub name: Option<Localised>,
}

impl Settings {
    /// The default language.
    #[must_use]
    pub fn default_language(&self) -> &str {
        self.languages.first().map_or("en", String::as_str)
    }

    /// The prefix of a language's addresses: empty for the default language, `/en` for others.
    #[must_use]
    pub fn prefix(&self, language: &str) -> String {
        if language == self.default_language() { String::new() } else { format!("/{}", language.to_lowercase()) }
    }

    /// A text in a language.
    #[must_use]
    pub fn text<'a>(&self, text: &'a Localised, language: &str) -> &'a str {
        text.text(language, self.default_language())
    }

    /// Whether a market's rules apply.
    #[must_use]
    pub fn sells_in(&self, market: Market) -> bool {
        self.markets.contains(&market)
    }
}

/// Reads `awning.yaml`. `None` if there is none, or it is no YAML.
#[must_use]
pub fn read(source: &Source) -> Checked<Option<Settings>> {
    let mut notes = Notes::default();
    let Some(file) = ShopPath::new("awning.yaml") else { return notes.around(None) };
    let Some(text) = source.text(&file) else {
        notes.push(NO_SHOP.at(Place::head(&file)));
        return notes.around(None);
    };
    match yaml::parse(&file, text, 0..text.len()) {
        Err(diagnostic) => {
            notes.push(*diagnostic);
            notes.around(None)
        }
        Ok((node, duplicates)) => {
            notes.diagnostics.extend(duplicates);
            let shop: raw::Shop = notes.take(yaml::read(&file, &node));
            let settings = Reader { file: &file, source, notes: &mut notes }.settings(shop, &node);
            notes.around(Some(settings))
        }
    }
}

struct Reader<'a> {
    file: &'a ShopPath,
    source: &'a Source,
    notes: &'a mut Notes,
}

impl Reader<'_> {
    fn settings(mut self, shop: raw::Shop, node: &Node) -> Settings {
        let name = self.required("name", &shop.name);
        let base_url = self.base_url(&shop.base_url);
        let zone = self.zone(&shop.timezone);
        let languages = self.languages(&shop.languages);
        let currency = self.currency(&shop.currency);
        let organization = shop.organization.value.unwrap_or_default();
        let stock = shop.stock.value.unwrap_or_default();
        let listing = shop.listing.value.unwrap_or_default();
        let theme = shop.theme.value.unwrap_or_default();
        let prices = shop.prices.value.unwrap_or_default();
        let releases = shop.releases.value.unwrap_or_default();
        let shipping_rate = shop.shipping.get().and_then(|shipping| self.rate(&shipping.rate, currency));
        Settings {
            brand: shop.brand.value.unwrap_or_else(|| name.clone()),
            tagline: shop.tagline.value,
            description: shop.description.value,
            legal_name: shop.legal_name.value,
            markets: shop.markets.value.unwrap_or_else(|| default_markets(&languages)),
            festivals: self.festivals(&shop.festivals),
            identity: shop.identity.value.unwrap_or_default(),
            logo: self.file(&organization.logo),
            favicon: self.file(&organization.favicon),
            organization,
            service: shop.service.value.unwrap_or_default(),
            social: shop.social.value.unwrap_or_default(),
            channels: channels(shop.channels.value.unwrap_or_default()),
            navigation: shop.navigation.value.unwrap_or_default(),
            tags: self.tags(shop.tags.value.unwrap_or_default()),
            return_policy: shop.return_policy.value,
            shipping: shop.shipping.value,
            shipping_rate,
            review_every: shop.review.value.unwrap_or_default().every.value,
            sold_out: stock.sold_out.value.unwrap_or_default(),
            low_stock: stock.low.value.unwrap_or(5),
            campaign_prices: (
                prices::rounding(&prices.round, currency, self.notes),
                prices::floor(&prices.floor, currency, self.notes),
            ),
            raw_html: shop.markdown.value.unwrap_or_default().raw_html.value.unwrap_or(false),
            photos: self.photos(shop.photos.value.unwrap_or_default()),
            posters: Self::posters(shop.posters.value.unwrap_or_default()),
            theme: (
                theme.name.value.clone().unwrap_or_else(|| "atelier".to_string()),
                theme.name.place_or(&Place::head(self.file)),
            ),
            theme_settings: raw::theme_settings(node).cloned(),
            per_page: self.bounded("per_page", &listing.per_page, 1, 200, 24),
            sorts: listing
                .sorts
                .value
                .unwrap_or_else(|| vec![Sort::Manual, Sort::Newest, Sort::Price, Sort::PriceDesc]),
            feed_entries: self.bounded("atom", &shop.feeds.value.unwrap_or_default().atom, 1, 500, 20),
            releases: self.retention(&releases),
            redirects: redirects(&shop.redirects),
            file: self.file.clone(),
            name,
            base_url,
            zone,
            languages,
            currency,
        }
    }

    fn required(&mut self, key: &str, field: &Field<String>) -> String {
        match field.placed() {
            Some((value, _)) if !value.trim().is_empty() => value.trim().to_string(),
            _ => {
                if field.value.is_some() || !field.is_present() {
                    let place = field.place_or(&Place::head(self.file));
                    self.notes.push(MISSING_FIELD.at(place).with("key", key));
                }
                String::new()
            }
        }
    }

    fn complain(&mut self, diagnostic: Diagnostic) {
        self.notes.push(diagnostic);
    }

    fn base_url(&mut self, field: &Field<String>) -> String {
        let url = self.required("base_url", field).trim_end_matches('/').to_string();
        let host = url.strip_prefix("https://").unwrap_or_default();
        let fits = !host.is_empty() && host.bytes().all(|b| b.is_ascii_alphanumeric() || b".-:".contains(&b));
        if !fits && !url.is_empty() {
            self.complain(BAD_BASE_URL.at(field.place_or(&Place::head(self.file))).with("url", &url));
        }
        url
    }

    fn zone(&mut self, field: &Field<String>) -> TimeZone {
        let name = self.required("timezone", field);
        TimeZone::get(&name).unwrap_or_else(|_| {
            if !name.is_empty() {
                self.complain(UNKNOWN_ZONE.at(field.place_or(&Place::head(self.file))).with("zone", &name));
            }
            TimeZone::UTC
        })
    }

    fn languages(&mut self, field: &Field<Vec<Field<String>>>) -> Vec<String> {
        if !field.is_present() {
            self.complain(MISSING_FIELD.at(Place::head(self.file)).with("key", "languages"));
        }
        let mut languages: Vec<String> = Vec::new();
        for (tag, place) in field.value.iter().flatten().filter_map(Field::placed) {
            if !language::is_tag(tag) || languages.contains(tag) {
                self.complain(UNKNOWN_LANGUAGE.at(place.clone()).with("language", tag));
            } else {
                languages.push(tag.clone());
            }
        }
        if languages.is_empty() {
            languages.push("en".to_string());
        }
        languages
    }

    fn currency(&mut self, field: &Field<String>) -> Currency {
        let code = self.required("currency", field);
        Currency::from_code(&code).unwrap_or_else(|| {
            if !code.is_empty() {
                self.complain(UNKNOWN_CURRENCY.at(field.place_or(&Place::head(self.file))).with("currency", &code));
            }
            Currency::CNY
        })
    }

    fn rate(&mut self, field: &Field<String>, currency: Currency) -> Option<Money> {
        let (text, place) = field.placed()?;
        let rate = money::parse(text, currency).ok();
        if rate.is_none() {
            let reason = format!("`{text}` is no amount; write it like \"12.00\"");
            self.complain(WRONG_VALUE.at(place.clone()).with("key", "rate").with("reason", reason));
        }
        rate
    }

    /// A file below `assets/`; a missing one is reported with the nearest name.
    fn file(&mut self, field: &Field<String>) -> Option<ShopPath> {
        let (name, place) = field.placed()?;
        let path = self.file.sibling(&format!("/{}", name.trim_start_matches('/')));
        if let Some(path) = path.filter(|path| self.source.files.contains_key(path)) {
            return Some(path);
        }
        let known = self.source.under("assets").map(|(path, _)| path.as_str().trim_start_matches("assets"));
        let diagnostic = NO_SUCH_FILE.at(place.clone()).with("file", name).nearest(name, known);
        self.complain(diagnostic);
        None
    }

    fn share(&mut self, key: &str, field: &Field<f64>, (least, most): (f64, f64), otherwise: f64) -> f64 {
        let Some((value, place)) = field.placed() else { return otherwise };
        if (least..=most).contains(value) {
            return *value;
        }
        let reason = format!("{value} lies outside {least} to {most}");
        self.complain(WRONG_VALUE.at(place.clone()).with("key", key).with("reason", reason));
        otherwise
    }

    fn percent(&mut self, field: &Field<u8>, otherwise: u8) -> u8 {
        let Some((value, place)) = field.placed() else { return otherwise };
        if (1..=100).contains(value) {
            return *value;
        }
        let reason = format!("{value} lies outside 1 to 100");
        self.complain(WRONG_VALUE.at(place.clone()).with("key", "quality").with("reason", reason));
        otherwise
    }

    fn bounded(&mut self, key: &str, field: &Field<usize>, least: usize, most: usize, otherwise: usize) -> usize {
        let Some((value, place)) = field.placed() else { return otherwise };
        if (least..=most).contains(value) {
            return *value;
        }
        let reason = format!("{value} lies outside {least} to {most}");
        self.complain(WRONG_VALUE.at(place.clone()).with("key", key).with("reason", reason));
        otherwise
    }

    fn retention(&mut self, releases: &raw::Releases) -> Retention {
        let usual = Retention::USUAL;
        Retention {
            keep: self.bounded("keep", &releases.keep, 0, 100, usual.keep),
            days: self.bounded("days", &releases.days, 1, 3650, usual.days),
        }
    }

    fn tags(&mut self, tags: BTreeMap<String, raw::Tag>) -> BTreeMap<String, Tag> {
        let mut known = BTreeMap::new();
        for (tag, raw) in tags {
            if let Some((slug, place)) = raw.slug.placed().filter(|(slug, _)| !is_slug(slug)) {
                let reason = format!("`{slug}` is no slug; write small letters, digits and single hyphens");
                self.complain(WRONG_VALUE.at(place.clone()).with("key", "slug").with("reason", reason));
                continue;
            }
            known.insert(tag, Tag { slug: raw.slug.value, name: raw.name.value });
        }
        known
    }
}

fn default_markets(languages: &[String]) -> Vec<Market> {
    if languages.first().is_some_and(|tag| tag.starts_with("zh")) { vec![Market::Cn] } else { Vec::new() }
}

fn channels(channels: BTreeMap<String, raw::Channel>) -> BTreeMap<String, Localised> {
    let name = |key: &str, channel: raw::Channel| channel.name.value.unwrap_or_else(|| Localised::One(key.to_string()));
    channels.into_iter().map(|(key, channel)| (key.clone(), name(&key, channel))).collect()
}

fn redirects(field: &Field<BTreeMap<String, String>>) -> Vec<(String, String, Place)> {
    let Some((map, place)) = field.placed() else { return Vec::new() };
    map.iter().map(|(from, to)| (from.clone(), to.clone(), place.clone())).collect()
}
