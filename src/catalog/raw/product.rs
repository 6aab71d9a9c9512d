//! A product's front matter.

use super::front_matter;
use super::parts::{Faq, Photo};
use crate::catalog::raw::Role;
use crate::language::Localised;
use crate::moment::{Length, When};
use crate::settings::raw::SoldOut;
use crate::yaml::Field;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

front_matter! {
    /// A product: what is sold, with its specification, photos, variants and shelf.
    #[schemars(extend("required" = ["title", "sku", "industry", "spec", "highlights"]))]
    Product {
        /// Article number, `[A-Z0-9][A-Z0-9-]{1,31}`, unique.
        sku: Field<String>,
        /// The selling point in one line, at most 60 half-width units.
        subtitle: Field<String>,
        /// The category's id; the folder otherwise.
        category: Field<String>,
        /// Decides which rules and notices apply.
        industry: Field<Industry>,
        /// The shop's brand otherwise.
        brand: Field<String>,
        /// 3–6 lines of at most 40 half-width units.
        highlights: Field<Vec<Field<String>>>,
        /// GTIN-8, -12, -13 or -14.
        gtin: Field<String>,
        /// The manufacturer's part number.
        mpn: Field<String>,
        /// At least 3 labels and values, in order.
        spec: Field<Ordered<String>>,
        /// Where it comes from.
        origin: Field<String>,
        /// Grade; needs a standard.
        grade: Field<String>,
        /// The standard of the grade, `GB/T 14456`.
        standard: Field<String>,
        /// Net content, `100 g`.
        net_content: Field<String>,
        /// How long it keeps, `540d`; for food, tea and alcohol up to 10 %.
        shelf_life: Field<Length>,
        /// Food production licence, `SC…`.
        licence_no: Field<String>,
        /// Allergens.
        allergen: Field<String>,
        /// `12 %vol`.
        alcohol_by_volume: Field<String>,
        /// How to keep it.
        storage: Field<String>,
        /// Materials by part; each sums to 100 %.
        fabric: Field<Vec<Fabric>>,
        /// Measures by size.
        size_chart: Field<SizeChart>,
        /// Care symbols (GB/T 8685, ISO 3758).
        care: Field<Vec<Care>>,
        /// Safety class of textiles (GB 18401).
        safety_class: Field<SafetyClass>,
        /// Sizes, colours …, each with its own SKU and offer.
        variants: Field<Variants>,
        /// Photos; at least one with role `main`.
        images: Field<Vec<Photo>>,
        /// A badge on its first photo: artwork of `assets/badges/`, or of the theme.
        badge: Field<String>,
        /// Where it can be bought.
        buy: Field<Vec<Buy>>,
        /// What comes with it.
        gifts: Field<Vec<Gift>>,
        /// Its part in the assortment.
        role: Field<ProductRole>,
        /// Season.
        season: Field<String>,
        /// SKUs of similar products.
        related: Field<Vec<Field<String>>>,
        /// SKUs of products that go with it.
        pairs_with: Field<Vec<Field<String>>>,
        /// When it is on the shelf.
        shelf: Field<Shelf>,
        /// Questions and answers.
        faq: Field<Vec<Faq>>,
        /// A rating with its source.
        rating: Field<Rating>,
        /// Pieces sold, with the source.
        sold: Field<Sold>,
        /// Shipping weight, `250 g`.
        weight: Field<String>,
        /// Photos still to be taken.
        shots: Field<Vec<Shot>>,
        /// Price, in a shop without offers.csv.
        price: Field<String>,
        /// Stock, in a shop without offers.csv.
        stock: Field<u32>,
    }
}

/// Decides which rules and notices apply.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Industry {
    /// Food.
    Food,
    /// Tea.
    Tea,
    /// Alcohol.
    Alcohol,
    /// Health food.
    HealthFood,
    /// Cosmetics.
    Cosmetics,
    /// Clothing and textiles.
    Apparel,
    /// Anything else.
    #[default]
    General,
}

/// A map that keeps the order of the file.
#[derive(Clone, Debug, PartialEq)]
pub struct Ordered<T>(pub Vec<(String, T)>);

struct OrderedVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for OrderedVisitor<T> {
    type Value = Ordered<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a map")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Ordered<T>, A::Error> {
        let mut list = Vec::new();
        while let Some(entry) = entries.next_entry()? {
            list.push(entry);
        }
        Ok(Ordered(list))
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Ordered<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(OrderedVisitor(PhantomData))
    }
}

impl<T: JsonSchema> JsonSchema for Ordered<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("OrderedMapOf{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let value = generator.subschema_for::<T>();
        json_schema!({ "type": "object", "additionalProperties": value })
    }
}

/// The material of a part.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Fabric {
    /// Which part: outer, lining.
    pub part: Field<String>,
    /// Fibres in percent; their sum is 100.
    pub composition: Field<Ordered<u32>>,
    /// Grams per square metre.
    pub weight_gsm: Field<u32>,
    /// How it feels.
    pub feel: Field<String>,
    /// How it stretches.
    pub stretch: Field<String>,
    /// How thick it is.
    pub thickness: Field<String>,
}

/// The fibres that a composition may name (GB/T 4146.1 names).
pub struct Fibre;

impl Fibre {
    /// Every known fibre: key, Chinese, English.
    pub const ALL: [(&'static str, &'static str, &'static str); 15] = [
        ("cotton", "棉", "cotton"),
        ("flax", "亚麻", "linen"),
        ("hemp", "大麻", "hemp"),
        ("ramie", "苎麻", "ramie"),
        ("wool", "羊毛", "wool"),
        ("silk", "桑蚕丝", "silk"),
        ("polyester", "聚酯纤维", "polyester"),
        ("nylon", "锦纶", "nylon"),
        ("spandex", "氨纶", "elastane"),
        ("viscose", "粘纤", "viscose"),
        ("lyocell", "莱赛尔", "lyocell"),
        ("acrylic", "腈纶", "acrylic"),
        ("bamboo", "竹浆纤维", "bamboo"),
        ("rattan", "藤", "rattan"),
        ("other", "其他", "other"),
    ];
}

/// Measures by size.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct SizeChart {
    /// Unit of the measures.
    pub unit: Field<String>,
    /// Headings, the first over the sizes.
    pub columns: Field<Vec<String>>,
    /// One row a size, as many cells as columns.
    pub rows: Field<Vec<Field<Vec<String>>>>,
    /// How far a piece may differ.
    pub tolerance: Field<String>,
}

/// A care symbol (GB/T 8685, ISO 3758).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Care {
    /// Wash at 30 °C.
    #[serde(rename = "wash_30")]
    Wash30,
    /// Wash at 40 °C.
    #[serde(rename = "wash_40")]
    Wash40,
    /// Wash by hand.
    HandWash,
    /// Do not wash.
    DoNotWash,
    /// Do not bleach.
    DoNotBleach,
    /// Dry on a line.
    LineDry,
    /// Tumble dry, low.
    TumbleDryLow,
    /// Do not tumble dry.
    DoNotTumbleDry,
    /// Iron, low.
    IronLow,
    /// Iron, medium.
    IronMedium,
    /// Iron, high.
    IronHigh,
    /// Do not iron.
    DoNotIron,
    /// Dry clean.
    DryClean,
    /// Do not dry clean.
    DoNotDryClean,
}

impl Care {
    /// The symbol's name and its texts: key, Chinese, English.
    #[must_use]
    pub fn words(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Wash30 => ("wash_30", "最高水温 30 ℃", "Wash at 30 °C"),
            Self::Wash40 => ("wash_40", "最高水温 40 ℃", "Wash at 40 °C"),
            Self::HandWash => ("hand_wash", "手洗", "Hand wash"),
            Self::DoNotWash => ("do_not_wash", "不可水洗", "Do not wash"),
            Self::DoNotBleach => ("do_not_bleach", "不可漂白", "Do not bleach"),
            Self::LineDry => ("line_dry", "悬挂晾干", "Line dry"),
            Self::TumbleDryLow => ("tumble_dry_low", "低温翻转干燥", "Tumble dry low"),
            Self::DoNotTumbleDry => ("do_not_tumble_dry", "不可翻转干燥", "Do not tumble dry"),
            Self::IronLow => ("iron_low", "低温熨烫", "Iron low"),
            Self::IronMedium => ("iron_medium", "中温熨烫", "Iron medium"),
            Self::IronHigh => ("iron_high", "高温熨烫", "Iron high"),
            Self::DoNotIron => ("do_not_iron", "不可熨烫", "Do not iron"),
            Self::DryClean => ("dry_clean", "可干洗", "Dry clean"),
            Self::DoNotDryClean => ("do_not_dry_clean", "不可干洗", "Do not dry clean"),
        }
    }
}

/// Safety class of textiles (GB 18401).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
pub enum SafetyClass {
    /// For infants.
    A,
    /// Touches the skin.
    B,
    /// Does not touch the skin.
    C,
}

/// Sizes, colours …, each with its own SKU.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Variants {
    /// What differs.
    pub by: Field<Vec<VariantAxis>>,
    /// The variants.
    pub items: Field<Vec<Variant>>,
}

/// What differs between variants (schema.org `variesBy`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum VariantAxis {
    /// Size.
    Size,
    /// Colour.
    Color,
    /// Material.
    Material,
    /// Pattern.
    Pattern,
    /// Weight.
    Weight,
}

impl VariantAxis {
    /// Key and texts: key, Chinese, English.
    #[must_use]
    pub fn words(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Size => ("size", "尺码", "Size"),
            Self::Color => ("color", "颜色", "Colour"),
            Self::Material => ("material", "材质", "Material"),
            Self::Pattern => ("pattern", "款式", "Pattern"),
            Self::Weight => ("weight", "规格", "Weight"),
        }
    }
}

/// One variant.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Variant {
    /// Its SKU.
    pub sku: Field<String>,
    /// Its size.
    pub size: Field<Localised>,
    /// Its colour.
    pub color: Field<Localised>,
    /// Its material.
    pub material: Field<Localised>,
    /// Its pattern.
    pub pattern: Field<Localised>,
    /// Its weight.
    pub weight: Field<Localised>,
    /// Its photo.
    pub image: Field<String>,
    /// Price, in a shop without offers.csv.
    pub price: Field<String>,
    /// Stock, in a shop without offers.csv.
    pub stock: Field<u32>,
}

impl Variant {
    /// The value on an axis.
    #[must_use]
    pub fn on(&self, axis: VariantAxis) -> &Field<Localised> {
        match axis {
            VariantAxis::Size => &self.size,
            VariantAxis::Color => &self.color,
            VariantAxis::Material => &self.material,
            VariantAxis::Pattern => &self.pattern,
            VariantAxis::Weight => &self.weight,
        }
    }
}

/// Where it can be bought.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Buy {
    /// A key of `channels` in awning.yaml.
    pub channel: Field<String>,
    /// The product's address there.
    pub link: Field<String>,
}

/// A gift: the law asks for name, specification, quantity and period (广告法 §8).
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(extend("required" = ["name", "quantity"]))]
pub struct Gift {
    /// Name.
    pub name: Field<Localised>,
    /// Specification.
    pub spec: Field<Localised>,
    /// How many.
    pub quantity: Field<u32>,
    /// When, `2026-09-07/2026-09-25`. In a campaign, as long as it runs, if absent.
    pub period: Field<String>,
    /// With orders from this amount on, a decimal string; by default with all.
    pub over: Field<String>,
    /// What it comes with: an `order` or each `product`; by default that is not said.
    pub per: Field<GiftPer>,
    /// Its photo.
    pub image: Field<String>,
}

/// What a gift comes with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum GiftPer {
    /// One an order.
    Order,
    /// One a piece.
    Product,
}

/// A product's part in the assortment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ProductRole {
    /// Shown first.
    Hero,
    /// Brings visitors.
    Flow,
    /// Brings profit.
    Profit,
    /// To be sold off.
    Clearance,
}

/// When a product is on the shelf.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Shelf {
    /// From.
    pub list_at: Field<When>,
    /// Until.
    pub delist_at: Field<When>,
    /// Taken off by hand.
    pub delist: Field<Delist>,
    /// What happens without stock.
    pub sold_out: Field<SoldOut>,
}

/// Taken off the shelf by hand; never shown to shoppers.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(extend("required" = ["reason", "by"]))]
pub struct Delist {
    /// Why.
    pub reason: Field<String>,
    /// By whom.
    pub by: Field<String>,
    /// When.
    pub at: Field<When>,
}

/// A rating with its source.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(extend("required" = ["value", "count", "source", "as_of"]))]
pub struct Rating {
    /// From 0 to 5, a decimal string.
    pub value: Field<String>,
    /// Of how many.
    pub count: Field<u32>,
    /// Where it was read.
    pub source: Field<String>,
    /// When.
    pub as_of: Field<When>,
}

/// Pieces sold, with the source.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(extend("required" = ["count", "source", "as_of"]))]
pub struct Sold {
    /// How many.
    pub count: Field<u32>,
    /// Where it was read.
    pub source: Field<String>,
    /// When.
    pub as_of: Field<When>,
}

/// A photo still to be taken.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Shot {
    /// What it is for.
    pub role: Field<Role>,
    /// Angle.
    pub angle: Field<String>,
    /// Props.
    pub props: Field<String>,
    /// Until when.
    pub due: Field<When>,
    /// Whether it is done.
    pub done: Field<bool>,
}
