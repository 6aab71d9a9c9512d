//! What the template of a poster, or of a preview picture, sees.

use super::Views;
use super::parts::{self, Price};
use crate::catalog::{Campaign, Document, PhotoUse, Poster};
use crate::paths::ShopPath;
use crate::photos::Original;
use crate::plan::words;
use crate::settings::Format;
use crate::storefront::{CampaignState, Item, Quote};
use crate::theme::Theme;
use serde::Serialize;
use std::collections::BTreeMap;

/// The name under which a sheet uses its photo, and the logo.
pub const PHOTO: &str = "photo";
/// See [`PHOTO`].
pub const LOGO: &str = "logo";

/// A sheet: a poster in one format, or a preview picture.
#[derive(Clone, Debug, Serialize)]
pub struct SheetView {
    /// `poster`, or the kind of the document that is previewed.
    pub kind: &'static str,
    /// BCP 47.
    pub language: String,
    /// The format.
    pub format: FormatView,
    /// The document's title.
    pub title: String,
    /// Its description.
    pub description: String,
    /// A word or two above the title of a preview: the category, the day.
    pub kicker: Option<String>,
    /// A poster's words.
    pub words: Option<WordsView>,
    /// The product whose price it shows.
    pub product: Option<ProductLine>,
    /// Its price.
    pub price: Option<PriceLine>,
    /// A stamp.
    pub badge: Option<String>,
    /// The campaign that it is for.
    pub campaign: Option<CampaignLine>,
    /// The name of the campaign's skin.
    pub skin: Option<String>,
    /// The photo.
    pub photo: Option<PhotoLine>,
    /// The shop's logo.
    pub logo: Option<PictureLine>,
    /// The source of the QR code.
    pub qr: Option<String>,
    /// Names of further pictures: `skin/motif.svg`, and those that lie beside the template.
    pub pictures: Vec<String>,
}

/// A format, as templates see it.
#[derive(Clone, Debug, Serialize)]
#[expect(missing_docs, reason = "the fields are the format's")]
pub struct FormatView {
    pub name: String,
    pub label: String,
    pub width: u32,
    pub height: u32,
    /// `wide` from 4:3, `tall` from 3:4, else `square`.
    pub shape: &'static str,
    /// A hundredth of the shorter edge in pixels; of a wide format not more than 1/190 of its width.
    pub unit: f32,
    pub safe: [u32; 4],
}

/// What a poster says.
#[derive(Clone, Debug, Serialize)]
#[expect(missing_docs, reason = "the fields are those of the front matter")]
pub struct WordsView {
    pub headline: String,
    pub sub: Option<String>,
    pub cta: Option<String>,
    pub legal: Option<String>,
    pub free: BTreeMap<String, String>,
}

/// A product in a line.
#[derive(Clone, Debug, Serialize)]
#[expect(missing_docs, reason = "the fields are the product's")]
pub struct ProductLine {
    pub title: String,
    pub subtitle: Option<String>,
    pub sku: String,
}

/// A price in a line.
#[derive(Clone, Debug, Serialize)]
pub struct PriceLine {
    /// As pages show it.
    #[serde(flatten)]
    pub price: Price,
    /// What stands before the digits: `¥`.
    pub symbol: String,
    /// The amount without it: `1,299.00`.
    pub digits: String,
}

/// A campaign in a line.
#[derive(Clone, Debug, Serialize)]
#[expect(missing_docs, reason = "the fields are the campaign's")]
pub struct CampaignLine {
    pub title: String,
    pub slogan: String,
    /// From when to when, in words.
    pub period: Option<String>,
}

/// A photo on a sheet.
#[derive(Clone, Debug, Serialize)]
pub struct PhotoLine {
    /// For `src`.
    pub src: &'static str,
    /// For `data-focal`.
    pub focal: Option<String>,
    /// What it shows.
    pub alt: String,
    /// Pixels of the original.
    pub width: u32,
    /// Pixels of the original.
    pub height: u32,
}

/// Another picture on a sheet.
#[derive(Clone, Debug, Serialize)]
pub struct PictureLine {
    /// For `src`.
    pub src: &'static str,
    /// Pixels, or units of a drawing.
    pub width: Option<u32>,
    /// Pixels, or units of a drawing.
    pub height: Option<u32>,
}

impl FormatView {
    pub(in crate::plan) fn of(format: &Format) -> Self {
        let (width, height) = format.size;
        let (w, h) = (u64::from(width), u64::from(height));
        let shape = match () {
            () if w * 3 >= h * 4 => "wide",
            () if w * 4 <= h * 3 => "tall",
            () => "square",
        };
        let hundredth = w.min(h) * 1000 / 100;
        let thousandths = if shape == "wide" { hundredth.min(w * 1000 / 190) } else { hundredth };
        Self {
            name: format.name.clone(),
            label: format.label.clone(),
            width,
            height,
            shape,
            unit: f32::from(u16::try_from(thousandths / 100).unwrap_or(u16::MAX)) / 10.0,
            safe: format.safe,
        }
    }
}

impl SheetView {
    /// What all sheets have: nothing on them, and the campaign that they are for.
    pub(in crate::plan) fn of(
        kind: &'static str,
        language: &str,
        format: &Format,
        theme: &Theme,
        campaign: Option<&Campaign>,
    ) -> Self {
        let skin = campaign.and_then(|campaign| theme.skin_of(&campaign.skin));
        Self {
            kind,
            language: language.to_string(),
            format: FormatView::of(format),
            title: String::new(),
            description: String::new(),
            kicker: None,
            words: None,
            product: None,
            price: None,
            badge: None,
            campaign: campaign.map(|campaign| CampaignLine {
                title: campaign.document.title.clone(),
                slogan: campaign.slogan.clone(),
                period: None,
            }),
            pictures: theme.sheet_pictures(skin.map(|(_, skin)| skin)),
            skin: skin.map(|(name, _)| name.clone()),
            photo: None,
            logo: None,
            qr: None,
        }
    }
}

impl Views<'_> {
    /// A poster in a format; `original` holds the facts of its photo.
    pub(in crate::plan) fn poster_sheet(
        &self,
        poster: &Poster,
        format: &Format,
        original: Option<&Original>,
    ) -> SheetView {
        let words = &poster.words;
        let text = |placed: &Option<(String, crate::diagnostics::Place)>| placed.as_ref().map(|(text, _)| text.clone());
        let campaign = self.campaign_of(poster);
        let named = poster.price_of.as_ref().and_then(|(sku, _)| Some((self.shelf.item(sku)?, sku.as_str())));
        SheetView {
            badge: text(&poster.badge),
            words: Some(WordsView {
                headline: words.headline.0.clone(),
                sub: text(&words.sub),
                cta: text(&words.cta),
                legal: text(&words.legal),
                free: words.free.iter().map(|(slot, (text, _))| (slot.clone(), text.clone())).collect(),
            }),
            price: named.and_then(|(item, sku)| self.sheet_price(item, sku, campaign)),
            product: named.map(|(item, sku)| ProductLine {
                title: item.product.document.title.clone(),
                subtitle: item.product.subtitle.clone(),
                sku: sku.to_string(),
            }),
            photo: poster.photo.as_ref().zip(original).map(|(photo, original)| photo_line(photo, original)),
            logo: poster.logo.as_ref().and_then(|_| self.logo_line()),
            qr: poster.qr.as_ref().map(|(url, _)| format!("qr:{url}")),
            ..self.sheet("poster", &poster.document, format, campaign)
        }
    }

    /// The preview picture of a document.
    pub(in crate::plan) fn preview_sheet(
        &self,
        document: &Document,
        kicker: Option<String>,
        format: &Format,
        photo: Option<(&PhotoUse, &Original)>,
        campaign: Option<&Campaign>,
    ) -> SheetView {
        SheetView {
            kicker: kicker.or_else(|| self.period(campaign?)),
            badge: campaign.and_then(|campaign| campaign.badge.clone()),
            photo: photo.map(|(photo, original)| photo_line(photo, original)),
            logo: self.logo_line(),
            ..self.sheet(document.kind.word(), document, format, campaign)
        }
    }

    /// What the sheets of documents have.
    fn sheet(
        &self,
        kind: &'static str,
        document: &Document,
        format: &Format,
        campaign: Option<&Campaign>,
    ) -> SheetView {
        let mut view = SheetView::of(kind, self.words.language, format, self.theme, campaign);
        if let Some((line, campaign)) = view.campaign.as_mut().zip(campaign) {
            line.period = self.period(campaign);
        }
        SheetView { title: document.title.clone(), description: document.description.clone(), ..view }
    }

    /// The campaign that a poster names, in the language.
    pub(in crate::plan) fn campaign_of(&self, poster: &Poster) -> Option<&Campaign> {
        let (name, _) = poster.campaign.as_ref()?;
        self.shelf.campaigns.iter().copied().find(|campaign| campaign.document.name() == name)
    }

    /// From when to when a campaign is, in words.
    fn period(&self, campaign: &Campaign) -> Option<String> {
        let window = campaign.window(self.moment);
        let language = self.words.language;
        let from = parts::start(window.from?, self.settings, language).text;
        let to = words::end(window.to?, self.settings, language).text;
        Some(format!("{from}{}{to}", self.words.get("period_to")))
    }

    /// What a SKU costs: a poster that announces a campaign shows the price that will be asked then.
    fn sheet_price(&self, item: &Item<'_>, sku: &str, campaign: Option<&Campaign>) -> Option<PriceLine> {
        let announced = campaign.filter(|campaign| CampaignState::of(campaign, self.moment) == CampaignState::Upcoming);
        let starts = announced.and_then(|campaign| campaign.window(self.moment).from);
        let then = starts.map(|starts| self.storefront.quotes_at(item.product, starts));
        let quotes = then.as_deref().unwrap_or(&item.quotes);
        let is_own = |quote: &&Quote<'_>| quote.sku == sku || item.product.sku == sku;
        let own: Vec<&Quote<'_>> = quotes.iter().filter(is_own).collect();
        let cheapest = *own.iter().min_by_key(|quote| quote.price.amount)?;
        let highest = own.iter().map(|quote| quote.price).max_by_key(|price| price.amount);
        let highest = highest.filter(|price| price.amount > cheapest.price.amount);
        let price = self.price(cheapest, highest, None);
        let digit = price.amount.find(|letter: char| letter.is_ascii_digit()).unwrap_or_default();
        let (symbol, digits) = price.amount.split_at(digit);
        Some(PriceLine { symbol: symbol.to_string(), digits: digits.to_string(), price })
    }

    fn logo_line(&self) -> Option<PictureLine> {
        let file = self.files.get(self.settings.logo.as_ref()?)?;
        Some(PictureLine {
            src: LOGO,
            width: file.size.map(|(width, _)| width),
            height: file.size.map(|(_, height)| height),
        })
    }
}

fn photo_line(photo: &PhotoUse, original: &Original) -> PhotoLine {
    PhotoLine {
        src: PHOTO,
        focal: photo.focal.map(|(x, y)| format!("{x:.3} {y:.3}")),
        alt: photo.alt.clone(),
        width: original.facts.width,
        height: original.facts.height,
    }
}

/// The photos that a sheet may use, by the path of their originals.
pub(in crate::plan) type Originals<'o> = &'o BTreeMap<ShopPath, Original>;
