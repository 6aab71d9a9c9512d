//! A product, resolved.

use super::document::{Document, Reader};
use super::draft::Draft;
use super::kind::Kind;
use super::photo::PhotoUse;
use super::raw::{self, Care, GiftPer, Industry, ProductRole, Role, SafetyClass, VariantAxis};
use crate::diagnostics::rules::product::{
    BAD_SKU, DELIST_UNEXPLAINED, FEW_SPECS, GIFT_INCOMPLETE, HIGHLIGHTS, NO_MAIN_PHOTO, SHELF_EMPTY, UNSOURCED_FIGURE,
    WIDE_TEXT,
};
use crate::diagnostics::rules::reading::MISSING_FIELD;
use crate::diagnostics::{Notes, Place};
use crate::language::{self, Localised};
use crate::markdown::{self, Options, Prose};
use crate::moment::{When, Window};
use crate::money::Money;
use crate::settings::raw::SoldOut;
use crate::yaml::Field;
use std::collections::BTreeMap;

/// A product in one language.
#[derive(Clone, Debug)]
pub struct Product {
    /// What all documents have.
    pub document: Document,
    /// Its article number; of the group, if it has variants.
    pub sku: String,
    /// Where the SKU stands.
    pub sku_place: Place,
    /// The selling point in one line.
    pub subtitle: Option<String>,
    /// Its category's id.
    pub category: String,
    /// Where the category is named, if it is.
    pub category_place: Place,
    /// Which rules and notices apply.
    pub industry: Industry,
    /// Brand.
    pub brand: String,
    /// Selling points.
    pub highlights: Vec<String>,
    /// GTIN.
    pub gtin: Option<String>,
    /// The manufacturer's part number.
    pub mpn: Option<String>,
    /// Specification in order.
    pub spec: Vec<(String, String)>,
    /// Fields that shoppers filter by, beside the specification.
    pub facts: Facts,
    /// Materials.
    pub fabric: Vec<Fabric>,
    /// Measures.
    pub size_chart: Option<SizeChart>,
    /// Care symbols.
    pub care: Vec<Care>,
    /// Safety class of textiles.
    pub safety_class: Option<SafetyClass>,
    /// Variants.
    pub variants: Option<Variants>,
    /// Photos: main ones first.
    pub photos: Vec<PhotoUse>,
    /// The badge on its first photo, and where it is named.
    pub badge: Option<(String, Place)>,
    /// Where it can be bought: channel key, address.
    pub buy: Vec<(String, String, Place)>,
    /// Gifts.
    pub gifts: Vec<Gift>,
    /// Its part in the assortment.
    pub role: Option<ProductRole>,
    /// SKUs of similar products, with places.
    pub related: Vec<(String, Place)>,
    /// SKUs of products that go with it, with places.
    pub pairs_with: Vec<(String, Place)>,
    /// When it is on the shelf.
    pub shelf: Window,
    /// Taken off by hand.
    pub delisted: bool,
    /// What happens without stock, if it says so.
    pub sold_out: Option<SoldOut>,
    /// Questions and answers.
    pub faq: Vec<(String, Prose)>,
    /// Rating: value, count, source, day.
    pub rating: Option<(String, u32, String, When)>,
    /// Pieces sold: count, source, day.
    pub sold: Option<(u32, String, When)>,
    /// Price and stock typed in the document, in a shop without an offers table: text and place.
    pub typed_price: Option<(String, Place)>,
    /// Stock typed in the document.
    pub typed_stock: Option<u32>,
}

/// Single facts of a product.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// Where it comes from.
    pub origin: Option<String>,
    /// Grade.
    pub grade: Option<String>,
    /// The grade's standard.
    pub standard: Option<String>,
    /// Net content.
    pub net_content: Option<String>,
    /// How long it keeps, in days.
    pub shelf_life: Option<i64>,
    /// Food production licence.
    pub licence_no: Option<String>,
    /// Allergens.
    pub allergen: Option<String>,
    /// Alcohol by volume.
    pub alcohol: Option<String>,
    /// How to keep it.
    pub storage: Option<String>,
    /// Season.
    pub season: Option<String>,
    /// Shipping weight.
    pub weight: Option<String>,
}

/// The material of a part.
#[derive(Clone, Debug)]
pub struct Fabric {
    /// Which part.
    pub part: String,
    /// Fibre keys and percent.
    pub composition: Vec<(String, u32)>,
    /// Grams per square metre.
    pub weight_gsm: Option<u32>,
    /// How it feels, stretches, and how thick it is.
    pub touch: [Option<String>; 3],
}

/// Measures by size.
#[derive(Clone, Debug, PartialEq)]
pub struct SizeChart {
    /// Unit of the measures.
    pub unit: String,
    /// Headings.
    pub columns: Vec<String>,
    /// Rows.
    pub rows: Vec<Vec<String>>,
    /// How far a piece may differ.
    pub tolerance: Option<String>,
}

/// Sizes, colours ….
#[derive(Clone, Debug)]
pub struct Variants {
    /// What differs.
    pub axes: Vec<VariantAxis>,
    /// The variants.
    pub items: Vec<Variant>,
}

impl Variants {
    /// A variant's values in one line, in the order of the axes.
    #[must_use]
    pub fn label(&self, variant: &Variant) -> String {
        let values = self.axes.iter().filter_map(|axis| variant.values.get(axis));
        values.map(String::as_str).collect::<Vec<_>>().join(" / ")
    }
}

/// One variant.
#[derive(Clone, Debug)]
pub struct Variant {
    /// Its SKU.
    pub sku: String,
    /// Where the SKU stands.
    pub place: Place,
    /// Its value on each axis.
    pub values: BTreeMap<VariantAxis, String>,
    /// Its photo.
    pub photo: Option<PhotoUse>,
    /// Price typed in the document.
    pub typed_price: Option<(String, Place)>,
    /// Stock typed in the document.
    pub typed_stock: Option<u32>,
}

/// A gift.
#[derive(Clone, Debug)]
pub struct Gift {
    /// Name.
    pub name: String,
    /// Specification.
    pub spec: Option<String>,
    /// How many.
    pub quantity: u32,
    /// When, as typed; as long as its campaign runs, if absent.
    pub period: Option<String>,
    /// With orders from this amount on.
    pub over: Option<Money>,
    /// What it comes with.
    pub per: Option<GiftPer>,
    /// Its photo.
    pub photo: Option<PhotoUse>,
}

impl Product {
    /// The SKUs that have offers: the variants', or its own.
    #[must_use]
    pub fn skus(&self) -> Vec<(&str, &Place)> {
        match &self.variants {
            Some(variants) => variants.items.iter().map(|item| (item.sku.as_str(), &item.place)).collect(),
            None => vec![(self.sku.as_str(), &self.sku_place)],
        }
    }

    /// The price of a SKU as typed in the document, which counts in a shop without an offers table.
    #[must_use]
    pub fn typed_price(&self, sku: &str) -> Option<&(String, Place)> {
        self.variant(sku).and_then(|variant| variant.typed_price.as_ref()).or(self.typed_price.as_ref())
    }

    /// The stock of a SKU as typed in the document.
    #[must_use]
    pub fn typed_stock(&self, sku: &str) -> Option<u32> {
        self.variant(sku).map_or(self.typed_stock, |variant| variant.typed_stock)
    }

    fn variant(&self, sku: &str) -> Option<&Variant> {
        self.variants.iter().flat_map(|variants| &variants.items).find(|variant| variant.sku == sku)
    }

    /// The values that the product has for a label: of a field, of its variants, or of its specification; none twice.
    #[must_use]
    pub fn values(&self, label: &str) -> Vec<&str> {
        let field = match label {
            "origin" => self.facts.origin.as_deref(),
            "grade" => self.facts.grade.as_deref(),
            "season" => self.facts.season.as_deref(),
            "net_content" => self.facts.net_content.as_deref(),
            "brand" => Some(self.brand.as_str()),
            _ => None,
        };
        let axis = match label {
            "size" => Some(VariantAxis::Size),
            "color" => Some(VariantAxis::Color),
            "material" => Some(VariantAxis::Material),
            "pattern" => Some(VariantAxis::Pattern),
            "weight" => Some(VariantAxis::Weight),
            _ => None,
        };
        let variants = self.variants.iter().flat_map(|variants| &variants.items);
        let variants = variants.filter_map(|variant| variant.values.get(&axis?)).map(String::as_str);
        let spec = self.spec.iter().filter(|(name, _)| name == label).map(|(_, value)| value.as_str());
        let mut found: Vec<&str> = Vec::new();
        for value in field.into_iter().chain(variants).chain(spec) {
            if !found.contains(&value) {
                found.push(value);
            }
        }
        found
    }

    /// The photos of a role.
    pub fn photos_of(&self, role: Role) -> impl Iterator<Item = &PhotoUse> {
        self.photos.iter().filter(move |photo| photo.role == role)
    }
}

impl Reader<'_> {
    /// Resolves a product.
    pub(super) fn product(&self, draft: &Draft<raw::Product>, notes: &mut Notes) -> Product {
        let document = self.document(draft, notes);
        let front = &draft.front;
        let (sku, sku_place) = sku(front, draft, notes);
        let folder = draft.identity.id.rsplit_once('/').map_or("", |(folder, _)| folder);
        let category =
            front.category.value.clone().unwrap_or_else(|| folder.rsplit('/').next().unwrap_or_default().to_string());
        let shelf = front.shelf.value.clone().unwrap_or_default();
        let window = Window::of(shelf.list_at.get(), shelf.delist_at.get(), &self.settings.zone);
        if window.is_empty() {
            notes.push(SHELF_EMPTY.at(shelf.delist_at.place_or(&draft.head)));
        }
        let product = Product {
            subtitle: narrow("subtitle", &front.subtitle, 60, notes),
            category_place: front.category.place_or(&draft.head),
            category,
            industry: front.industry.value.unwrap_or_default(),
            brand: front.brand.value.clone().unwrap_or_else(|| self.settings.brand.clone()),
            highlights: highlights(front, draft, notes),
            gtin: front.gtin.value.clone(),
            mpn: front.mpn.value.clone(),
            spec: spec(front, draft, notes),
            facts: facts(front),
            fabric: fabric(front),
            size_chart: size_chart(front),
            care: front.care.value.clone().unwrap_or_default(),
            safety_class: front.safety_class.value,
            variants: self.variants(front, draft, notes),
            photos: self.product_photos(front, draft, notes),
            badge: front.badge.placed().map(|(name, place)| (name.clone(), place.clone())),
            buy: buy(front),
            gifts: self.gifts(front.gifts.get(), draft, notes),
            role: front.role.value,
            related: placed(&front.related),
            pairs_with: placed(&front.pairs_with),
            shelf: window,
            delisted: delisted(&shelf, notes),
            sold_out: shelf.sold_out.value,
            faq: self.faq(front.faq.get(), draft, notes),
            rating: rating(front, notes),
            sold: sold(front, notes),
            typed_price: front.price.placed().map(|(price, place)| (price.clone(), place.clone())),
            typed_stock: front.stock.value,
            document,
            sku,
            sku_place,
        };
        super::industry::check(&product, front, draft, notes);
        product
    }

    fn product_photos(&self, front: &raw::Product, draft: &Draft<raw::Product>, notes: &mut Notes) -> Vec<PhotoUse> {
        let listed = front.images.value.iter().flatten();
        let mut photos: Vec<PhotoUse> =
            listed.filter_map(|photo| self.photos.named(&draft.language, photo, notes)).collect();
        photos.sort_by_key(|photo| photo.role != Role::Main);
        let count = |role: Role| photos.iter().filter(|photo| photo.role == role).count();
        let (main, white) = (count(Role::Main), count(Role::White));
        let missing = main == 0 && self.settings.photos.required;
        let unread =
            front.images.is_present() && front.images.value.as_ref().is_none_or(|images| images.len() > photos.len());
        if (missing && !unread) || main > 5 || white > 1 {
            let place = front.images.place_or(&draft.head);
            notes.push(NO_MAIN_PHOTO.at(place).with("main", main).with("white", white));
        }
        photos
    }

    fn variants(&self, front: &raw::Product, draft: &Draft<raw::Product>, notes: &mut Notes) -> Option<Variants> {
        let variants = front.variants.get()?;
        let axes = variants.by.value.clone().unwrap_or_default();
        let items = variants.items.value.iter().flatten();
        let items: Vec<Variant> = items.filter_map(|item| self.variant(item, &axes, draft, notes)).collect();
        (!items.is_empty()).then_some(Variants { axes, items })
    }

    fn variant(
        &self,
        item: &raw::Variant,
        axes: &[VariantAxis],
        draft: &Draft<raw::Product>,
        notes: &mut Notes,
    ) -> Option<Variant> {
        let Some((sku, place)) = item.sku.placed() else {
            notes.push(MISSING_FIELD.at(item.sku.place_or(&draft.head)).with("key", "sku"));
            return None;
        };
        check_sku(sku, place, notes);
        let text =
            |axis: &VariantAxis| Some((*axis, self.settings.text(item.on(*axis).get()?, &draft.language).to_string()));
        let photo = item
            .image
            .placed()
            .and_then(|(src, place)| self.photos.at(&place.file, &draft.language, src, place.clone(), None, notes));
        Some(Variant {
            sku: sku.clone(),
            place: place.clone(),
            values: axes.iter().filter_map(text).collect(),
            photo,
            typed_price: item.price.placed().map(|(price, place)| (price.clone(), place.clone())),
            typed_stock: item.stock.value,
        })
    }

    /// Gifts with everything that the law asks for; an incomplete one is reported and left out.
    pub(super) fn gifts<F>(&self, gifts: Option<&Vec<raw::Gift>>, draft: &Draft<F>, notes: &mut Notes) -> Vec<Gift> {
        let mut complete = Vec::new();
        for gift in gifts.into_iter().flatten() {
            let text = |text: &Localised| self.settings.text(text, &draft.language).to_string();
            let timed = gift.period.is_present() || draft.identity.kind == Kind::Campaign;
            let (Some(name), Some(quantity), true) = (gift.name.get(), gift.quantity.value, timed) else {
                notes.push(GIFT_INCOMPLETE.at(gift.name.place_or(&draft.head)));
                continue;
            };
            let photo = gift.image.placed();
            complete.push(Gift {
                name: text(name),
                spec: gift.spec.get().map(text),
                quantity,
                period: gift.period.value.clone(),
                over: self.money("over", &gift.over, notes),
                per: gift.per.value,
                photo: photo.and_then(|(src, place)| {
                    self.photos.at(&place.file, &draft.language, src, place.clone(), Some(name), notes)
                }),
            });
        }
        complete
    }

    /// Questions with their answers' Markdown parsed.
    pub(super) fn faq<F>(
        &self,
        faq: Option<&Vec<raw::Faq>>,
        draft: &Draft<F>,
        notes: &mut Notes,
    ) -> Vec<(String, Prose)> {
        let mut parsed = Vec::new();
        for item in faq.into_iter().flatten() {
            if let (Some(question), Some((answer, place))) = (item.question.get(), item.answer.placed()) {
                parsed.push((question.clone(), self.snippet(answer, place, &draft.language, notes)));
            }
        }
        parsed
    }

    /// Markdown out of front matter.
    pub(super) fn snippet(&self, text: &str, place: &Place, language: &str, notes: &mut Notes) -> Prose {
        let options = Options { language, raw_html: self.settings.raw_html };
        notes.take(markdown::parse_snippet(&place.file, text, place.span(), &options))
    }
}

fn sku(front: &raw::Product, draft: &Draft<raw::Product>, notes: &mut Notes) -> (String, Place) {
    if let Some((sku, place)) = front.sku.placed() {
        check_sku(sku, place, notes);
        (sku.clone(), place.clone())
    } else {
        if !front.sku.is_present() {
            notes.push(MISSING_FIELD.at(draft.head.clone()).with("key", "sku"));
        }
        (String::new(), draft.head.clone())
    }
}

/// `[A-Z0-9][A-Z0-9-]{1,31}`
fn check_sku(sku: &str, place: &Place, notes: &mut Notes) {
    let fits = (2..=32).contains(&sku.len())
        && !sku.starts_with('-')
        && sku.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'-');
    if !fits {
        notes.push(BAD_SKU.at(place.clone()).with("sku", sku));
    }
}

/// A text of at most so many half-width units.
pub(super) fn narrow(key: &'static str, field: &Field<String>, limit: usize, notes: &mut Notes) -> Option<String> {
    let (text, place) = field.placed()?;
    let width = language::units(text);
    if width > limit {
        notes.push(WIDE_TEXT.at(place.clone()).with("key", key).with("width", width).with("limit", limit));
    }
    Some(text.trim().to_string()).filter(|text| !text.is_empty())
}

fn highlights(front: &raw::Product, draft: &Draft<raw::Product>, notes: &mut Notes) -> Vec<String> {
    let lines: Vec<String> =
        front.highlights.value.iter().flatten().filter_map(|line| narrow("highlights", line, 40, notes)).collect();
    let unread = front.highlights.is_present() && front.highlights.value.is_none();
    if !(3..=6).contains(&lines.len()) && !unread {
        notes.push(HIGHLIGHTS.at(front.highlights.place_or(&draft.head)).with("count", lines.len()));
    }
    lines
}

fn spec(front: &raw::Product, draft: &Draft<raw::Product>, notes: &mut Notes) -> Vec<(String, String)> {
    let spec = front.spec.value.clone().map(|spec| spec.0).unwrap_or_default();
    let unread = front.spec.is_present() && front.spec.value.is_none();
    if spec.len() < 3 && !unread {
        notes.push(FEW_SPECS.at(front.spec.place_or(&draft.head)).with("count", spec.len()));
    }
    spec
}

fn facts(front: &raw::Product) -> Facts {
    Facts {
        origin: front.origin.value.clone(),
        grade: front.grade.value.clone(),
        standard: front.standard.value.clone(),
        net_content: front.net_content.value.clone(),
        shelf_life: front.shelf_life.value.map(|life| life.days()),
        licence_no: front.licence_no.value.clone(),
        allergen: front.allergen.value.clone(),
        alcohol: front.alcohol_by_volume.value.clone(),
        storage: front.storage.value.clone(),
        season: front.season.value.clone(),
        weight: front.weight.value.clone(),
    }
}

fn fabric(front: &raw::Product) -> Vec<Fabric> {
    let part = |fabric: &raw::Fabric| Fabric {
        part: fabric.part.value.clone().unwrap_or_default(),
        composition: fabric.composition.value.clone().map(|composition| composition.0).unwrap_or_default(),
        weight_gsm: fabric.weight_gsm.value,
        touch: [fabric.feel.value.clone(), fabric.stretch.value.clone(), fabric.thickness.value.clone()],
    };
    front.fabric.value.iter().flatten().map(part).collect()
}

fn size_chart(front: &raw::Product) -> Option<SizeChart> {
    let chart = front.size_chart.get()?;
    Some(SizeChart {
        unit: chart.unit.value.clone().unwrap_or_else(|| "cm".to_string()),
        columns: chart.columns.value.clone().unwrap_or_default(),
        rows: chart.rows.value.iter().flatten().filter_map(|row| row.value.clone()).collect(),
        tolerance: chart.tolerance.value.clone(),
    })
}

fn buy(front: &raw::Product) -> Vec<(String, String, Place)> {
    let link = |buy: &raw::Buy| {
        let (channel, place) = buy.channel.placed()?;
        Some((channel.clone(), buy.link.value.clone()?, place.clone()))
    };
    front.buy.value.iter().flatten().filter_map(link).collect()
}

/// The values of a list with their places.
pub(super) fn placed(list: &Field<Vec<Field<String>>>) -> Vec<(String, Place)> {
    let items = list.value.iter().flatten().filter_map(Field::placed);
    items.map(|(item, place)| (item.clone(), place.clone())).collect()
}

fn delisted(shelf: &raw::Shelf, notes: &mut Notes) -> bool {
    let Some((delist, place)) = shelf.delist.placed() else { return false };
    let blank = |field: &Field<String>| field.get().is_none_or(|text| text.trim().is_empty());
    if blank(&delist.reason) || blank(&delist.by) {
        notes.push(DELIST_UNEXPLAINED.at(place.clone()));
    }
    true
}

fn rating(front: &raw::Product, notes: &mut Notes) -> Option<(String, u32, String, When)> {
    let (rating, place) = front.rating.placed()?;
    let fits = |value: &String| value.parse::<rust_decimal::Decimal>().is_ok_and(|v| v > 0.into() && v <= 5.into());
    let value = rating.value.value.clone().filter(fits);
    let found = value.zip(rating.count.value).zip(rating.source.value.clone().zip(rating.as_of.value));
    if found.is_none() {
        notes.push(UNSOURCED_FIGURE.at(place.clone()).with("key", "rating"));
    }
    found.map(|((value, count), (source, as_of))| (value, count, source, as_of))
}

fn sold(front: &raw::Product, notes: &mut Notes) -> Option<(u32, String, When)> {
    let (sold, place) = front.sold.placed()?;
    let found = sold.count.value.zip(sold.source.value.clone().zip(sold.as_of.value));
    if found.is_none() {
        notes.push(UNSOURCED_FIGURE.at(place.clone()).with("key", "sold"));
    }
    found.map(|(count, (source, as_of))| (count, source, as_of))
}
