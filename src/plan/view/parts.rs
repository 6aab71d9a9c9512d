//! Shapes that many views share: cards, prices, stock, dates, links.

use super::Views;
use crate::catalog::raw::{Disclosure, NewsSection, ProductRole};
use crate::catalog::{Campaign, Category, Document, Guide, News, PhotoUse, Story};
use crate::language;
use crate::moment::When;
use crate::money::Money;
use crate::plan::pictures::{Picture, card_photos, tile_photo};
use crate::plan::words::{self, Date};
use crate::storefront::{self, CampaignState, Item, Quote, StockState};
use rust_decimal::Decimal;
use serde::Serialize;

/// A link.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Link {
    /// What it says.
    pub label: String,
    /// Where it leads; `None` for the page itself.
    pub href: Option<String>,
    /// Whether it leaves the site.
    pub external: bool,
}

impl Link {
    /// A link inside the site.
    #[must_use]
    pub fn inside(label: impl Into<String>, href: impl Into<String>) -> Self {
        Self { label: label.into(), href: Some(href.into()), external: false }
    }
}

/// A choice among several: a sort, a language, a sibling.
#[derive(Clone, Debug, Serialize)]
pub struct Choice {
    /// What it says.
    pub label: String,
    /// Where it leads.
    pub href: String,
    /// Whether it is the one that is shown.
    pub current: bool,
}

/// A price.
#[derive(Clone, Debug, Serialize)]
pub struct Price {
    /// As shown.
    pub amount: String,
    /// For machines.
    pub number: String,
    /// ISO 4217.
    pub currency: String,
    /// Whether variants cost more.
    pub from: bool,
    /// The highest price of the variants.
    pub to: Option<String>,
    /// The struck-through price.
    pub reference: Option<ReferencePrice>,
    /// The campaign that makes it.
    pub campaign: Option<PriceCampaign>,
    /// What is saved against the price before the campaign, if the history proves that price.
    pub saving: Option<String>,
    /// For a common quantity.
    pub unit_price: Option<String>,
}

/// A struck-through price.
#[derive(Clone, Debug, Serialize)]
pub struct ReferencePrice {
    /// As shown.
    pub amount: String,
    /// What it is.
    pub label: String,
    /// Where it is proved.
    pub source: Option<String>,
    /// Its period.
    pub period: Option<String>,
}

/// The campaign that makes a price.
#[derive(Clone, Debug, Serialize)]
pub struct PriceCampaign {
    /// Its title.
    pub title: String,
    /// Its landing page.
    pub href: Option<String>,
    /// When it ends.
    pub ends: Option<Date>,
}

/// Stock in words.
#[derive(Clone, Debug, Serialize)]
pub struct Stock {
    /// `in`, `low` or `out`.
    pub state: &'static str,
    /// As shown.
    pub text: String,
    /// How many, where they are few.
    pub count: Option<u32>,
}

/// A stamp.
#[derive(Clone, Debug, Serialize)]
pub struct Badge {
    /// Its words.
    pub text: String,
    /// Why it is there.
    pub kind: &'static str,
    /// Whether the photo wears it already, so that only those need the words who do not see it.
    pub stamped: bool,
}

/// A product in a list.
#[derive(Clone, Debug, Serialize)]
pub struct Card {
    /// SKU.
    pub sku: String,
    /// Title.
    pub title: String,
    /// Selling point.
    pub subtitle: Option<String>,
    /// Its page.
    pub href: String,
    /// Its photo.
    pub picture: Option<Picture>,
    /// A second one.
    pub second_picture: Option<Picture>,
    /// Its price.
    pub price: Option<Price>,
    /// Its stock.
    pub stock: Stock,
    /// Its stamps.
    pub badges: Vec<Badge>,
    /// Its category.
    pub category: Option<Link>,
    /// Its tags.
    pub tags: Vec<String>,
}

/// A story, news or guide in a list.
#[derive(Clone, Debug, Serialize)]
pub struct StoryCard {
    /// Title.
    pub title: String,
    /// Its page.
    pub href: String,
    /// A few lines.
    pub description: String,
    /// Its photo.
    pub picture: Option<Picture>,
    /// Its day.
    pub date: Option<Date>,
    /// Its series.
    pub series: Option<String>,
    /// Opening lines.
    pub lead: Option<String>,
    /// `story`, `news` or `guide`.
    pub kind: &'static str,
    /// Section of the news.
    pub section: Option<String>,
    /// Whether it leads away.
    pub external: bool,
    /// Advertising label.
    pub disclosure: Option<String>,
    /// Whether it stays on top.
    pub pinned: bool,
}

/// A category's tile.
#[derive(Clone, Debug, Serialize)]
pub struct CategoryTile {
    /// Title.
    pub title: String,
    /// Its page.
    pub href: String,
    /// A few lines.
    pub intro: Option<String>,
    /// Its photo.
    pub picture: Option<Picture>,
    /// How many products it lists.
    pub count: usize,
}

/// A campaign in a list or band.
#[derive(Clone, Debug, Serialize)]
pub struct CampaignCard {
    /// Title.
    pub title: String,
    /// Slogan.
    pub slogan: String,
    /// Its landing page.
    pub href: String,
    /// Its photo.
    pub picture: Option<Picture>,
    /// When it starts.
    pub starts: Option<Date>,
    /// Its last day, or the time it ends.
    pub ends: Option<Date>,
    /// `upcoming`, `running` or `over`.
    pub state: &'static str,
    /// Its stamp.
    pub badge: Option<String>,
    /// The instant it ends, for countdowns.
    pub ends_iso: Option<String>,
}

impl Views<'_> {
    /// A typed time as people read it.
    #[must_use]
    pub fn date(&self, when: &When) -> Date {
        words::when(when, self.settings, self.words.language)
    }

    /// A quote as people read it; `to` is the highest price of the variants.
    #[must_use]
    pub fn price(&self, quote: &Quote<'_>, highest: Option<Money>, net_content: Option<&str>) -> Price {
        let ends = |campaign: &Campaign| {
            campaign.window(self.moment).to.map(|to| words::end(to, self.settings, self.words.language))
        };
        let campaign = quote.campaign.map(|campaign| {
            let shown = self.in_language(campaign);
            PriceCampaign {
                title: shown.document.title.clone(),
                href: self.links.href(&shown.document, self.words.language),
                ends: ends(campaign),
            }
        });
        let saved = quote.before().map(|before| Money { amount: before.amount - quote.price.amount, ..before });
        Price {
            amount: quote.price.shown(),
            number: quote.price.plain(),
            currency: quote.price.currency.code().to_string(),
            from: highest.is_some(),
            to: highest.map(|money| money.shown()),
            reference: self.reference(quote),
            campaign,
            saving: saved.filter(|money| money.amount > Decimal::ZERO).map(|money| money.shown()),
            unit_price: net_content.and_then(|content| unit_price(quote.price, content)),
        }
    }

    fn reference(&self, quote: &Quote<'_>) -> Option<ReferencePrice> {
        let key = |word: &str| match word {
            "list_price" => "reference_list_price",
            "rrp" => "reference_rrp",
            "market_price" => "reference_market_price",
            _ => "reference_prior_price",
        };
        let reference = quote.shown_reference()?;
        let period = match (&reference.from, &reference.to) {
            (Some(from), Some(to)) => Some(format!("{} – {}", self.date(from).text, self.date(to).text)),
            (Some(day), None) | (None, Some(day)) => Some(self.date(day).text),
            (None, None) => None,
        };
        Some(ReferencePrice {
            amount: reference.price.shown(),
            label: self.words.get(key(reference.kind.word())).to_string(),
            source: reference.source.clone(),
            period,
        })
    }

    /// A product's price: the cheapest SKU's, with the dearest where they differ.
    #[must_use]
    pub fn item_price(&self, item: &Item<'_>) -> Option<Price> {
        let cheapest = item.cheapest()?;
        let highest = item.quotes.iter().map(|quote| quote.price).max_by_key(|price| price.amount);
        let highest = highest.filter(|price| price.amount > cheapest.price.amount);
        let content = item.product.facts.net_content.as_deref().filter(|_| item.quotes.len() == 1);
        Some(self.price(cheapest, highest, content))
    }

    /// Stock in words.
    #[must_use]
    pub fn stock(&self, state: StockState, count: u32) -> Stock {
        let text = match state {
            StockState::In => self.words.get("stock_in").to_string(),
            StockState::Low => self.words.fill("stock_low", &[("count", &count.to_string())]),
            StockState::Out => self.words.get("stock_out").to_string(),
        };
        Stock { state: state.word(), text, count: (state == StockState::Low).then_some(count) }
    }

    /// A product in a list.
    #[must_use]
    pub fn card(&self, item: &Item<'_>) -> Card {
        let product = item.product;
        let mut photos = card_photos(&product.photos).map(|photo| self.pictures.of_product(item, photo, "card"));
        Card {
            sku: product.sku.clone(),
            title: product.document.title.clone(),
            subtitle: product.subtitle.clone(),
            href: self.links.href(&product.document, self.words.language).unwrap_or_default(),
            picture: photos.next().flatten(),
            second_picture: photos.next().flatten(),
            price: self.item_price(item),
            stock: self.stock(item.stock, item.count),
            badges: self.badges(item),
            category: self.category_link(&product.category),
            tags: product.document.tags.iter().map(|tag| self.tag_name(tag)).collect(),
        }
    }

    /// Cards of SKUs that are on the shelf; others are skipped.
    pub fn cards<'s>(&self, skus: impl IntoIterator<Item = &'s str>) -> Vec<Card> {
        skus.into_iter().filter_map(|sku| self.shelf.item(sku)).map(|item| self.card(item)).collect()
    }

    /// Stamps: the campaign's, then sold out, new (14 days), low, clearance.
    #[must_use]
    pub fn badges(&self, item: &Item<'_>) -> Vec<Badge> {
        let campaign =
            item.quotes.iter().find_map(|quote| quote.campaign).and_then(|campaign| {
                Some((self.in_language(campaign).badge.clone()?, campaign.badge_artwork.is_some()))
            });
        let campaign = campaign.map(|(text, stamped)| Badge { text, kind: "campaign", stamped });
        let mut badges: Vec<Badge> = campaign.into_iter().collect();
        let worn = |kind: &str| item.badges.iter().any(|badge| badge.name == kind);
        let mut rule = |holds: bool, key: &'static str, kind: &'static str| {
            if holds {
                badges.push(Badge { text: self.words.get(key).to_string(), kind, stamped: worn(kind) });
            }
        };
        rule(item.stock == StockState::Out, "badge_out", "out");
        rule(storefront::is_new(item.product, self.moment), "badge_new", "new");
        rule(item.stock == StockState::Low, "badge_low", "low");
        rule(item.product.role == Some(ProductRole::Clearance), "badge_clearance", "clearance");
        badges
    }

    /// A category by id.
    #[must_use]
    pub fn category_link(&self, id: &str) -> Option<Link> {
        let category = self.shelf.category(id)?;
        Some(Link::inside(&category.document.title, self.links.href(&category.document, self.words.language)?))
    }

    /// A tag's name in the language.
    #[must_use]
    pub fn tag_name(&self, tag: &str) -> String {
        let name = self
            .settings
            .tags
            .get(tag)
            .and_then(|known| known.name.as_ref())
            .and_then(|name| name.exact(self.words.language));
        name.unwrap_or(tag).to_string()
    }

    /// Links to the pages of tags.
    #[must_use]
    pub fn tag_links(&self, tags: &[String]) -> Vec<Link> {
        let prefix = self.settings.prefix(self.words.language);
        let href = |tag: &str| {
            crate::paths::encode(&format!("{prefix}/tags/{}/", crate::plan::routes::tag_slug(self.settings, tag)))
        };
        tags.iter()
            .filter(|tag| self.tag_pages.contains(tag.as_str()))
            .map(|tag| Link::inside(self.tag_name(tag), href(tag)))
            .collect()
    }

    /// The advertising label: typed, or because the text sells.
    #[must_use]
    pub fn disclosure(&self, document: &Document, sells: bool) -> Option<String> {
        let key = match document.disclosure.as_ref().map(|(label, _)| *label) {
            Some(Disclosure::Advert) => "advert",
            Some(Disclosure::Sponsored) => "sponsored",
            None if sells => "advert",
            Some(Disclosure::None) | None => return None,
        };
        Some(self.words.get(key).to_string())
    }

    fn text_card(&self, document: &Document, kind: &'static str) -> StoryCard {
        StoryCard {
            title: document.title.clone(),
            href: self.links.href(document, self.words.language).unwrap_or_default(),
            description: document.description.clone(),
            picture: document.image.as_ref().and_then(|photo| self.pictures.get(photo, "story")),
            date: None,
            series: None,
            lead: None,
            kind,
            section: None,
            external: false,
            disclosure: None,
            pinned: false,
        }
    }

    /// A story in a list.
    #[must_use]
    pub fn story_card(&self, story: &Story) -> StoryCard {
        StoryCard {
            date: story.date.as_ref().map(|when| self.date(when)),
            series: story.series.clone(),
            lead: story.lead.clone(),
            disclosure: self.disclosure(&story.document, super::text::sells(&story.document, &story.products)),
            ..self.text_card(&story.document, "story")
        }
    }

    /// News in a list.
    #[must_use]
    pub fn news_card(&self, news: &News) -> StoryCard {
        StoryCard {
            date: Some(self.date(&news.date)),
            section: Some(self.section_name(news.section).to_string()),
            disclosure: self.disclosure(&news.document, super::text::sells(&news.document, &news.products)),
            pinned: news.pinned_until.is_some_and(|until| self.moment < until.ends(&self.settings.zone)),
            ..self.text_card(&news.document, "news")
        }
    }

    /// A guide in a list.
    #[must_use]
    pub fn guide_card(&self, guide: &Guide) -> StoryCard {
        self.text_card(&guide.document, "guide")
    }

    /// The name of a section of the news.
    #[must_use]
    pub fn section_name(&self, section: NewsSection) -> &str {
        self.words.get(match section {
            NewsSection::TitleNews => "section_title_news",
            NewsSection::Company => "section_company",
            NewsSection::Activity => "section_activity",
            NewsSection::External => "section_external",
        })
    }

    /// A category's tile.
    #[must_use]
    pub fn tile(&self, category: &Category) -> Option<CategoryTile> {
        let photo: Option<&PhotoUse> = tile_photo(self.shelf, category.id(), &category.document);
        Some(CategoryTile {
            title: category.document.title.clone(),
            href: self.links.href(&category.document, self.words.language)?,
            intro: category.intro.clone(),
            picture: photo.and_then(|photo| self.pictures.get(photo, "tile")),
            count: self.listings.count(category.id()),
        })
    }

    /// A campaign in its band.
    #[must_use]
    pub fn campaign_card(&self, campaign: &Campaign) -> Option<CampaignCard> {
        let language = self.words.language;
        let window = campaign.window(self.moment);
        let photo = campaign.hero.2.as_ref().or(campaign.document.image.as_ref());
        Some(CampaignCard {
            title: campaign.document.title.clone(),
            slogan: campaign.slogan.clone(),
            href: self.links.href(&campaign.document, language)?,
            picture: photo.and_then(|photo| self.pictures.get(photo, "band")),
            starts: window.from.map(|from| start(from, self.settings, language)),
            ends: window.to.map(|to| words::end(to, self.settings, language)),
            state: CampaignState::of(campaign, self.moment).word(),
            badge: campaign.badge.clone(),
            ends_iso: window.to.map(|to| words::instant(to, self.settings, language).iso),
        })
    }

    /// A campaign's translation, if the language has one.
    #[must_use]
    pub fn in_language<'x>(&'x self, campaign: &'x Campaign) -> &'x Campaign {
        self.shelf.campaign(&campaign.document.id).unwrap_or(campaign)
    }
}

/// The beginning of a window as people say it: the day, if it begins at midnight.
pub(super) fn start(from: jiff::Timestamp, settings: &crate::settings::Settings, language: &str) -> Date {
    words::instant(from, settings, language)
}

/// The price of 100 g or 100 ml, or of 1 kg or 1 l from there on, for a net content such as `200 g`.
fn unit_price(price: Money, content: &str) -> Option<String> {
    let content = content.trim();
    let split = content.find(|c: char| !c.is_ascii_digit() && c != '.')?;
    let (number, unit) = content.split_at_checked(split)?;
    let quantity: Decimal = number.parse().ok()?;
    let (factor, per): (u32, &str) = match unit.trim().to_lowercase().as_str() {
        "g" | "克" => (100, "100 g"),
        "kg" | "千克" | "公斤" => (1, "1 kg"),
        "ml" | "毫升" => (100, "100 ml"),
        "l" | "升" => (1, "1 L"),
        _ => return None,
    };
    let amount = price.amount.checked_mul(factor.into())?.checked_div(quantity)?;
    let shown = Money { amount: amount.round_dp(2), ..price }.shown();
    (quantity != Decimal::from(factor)).then(|| format!("{shown} / {per}"))
}

/// Whether a language sets a space between words.
#[must_use]
pub fn spaced(tag: &str) -> bool {
    !(language::is_chinese(tag) || tag == "ja")
}
