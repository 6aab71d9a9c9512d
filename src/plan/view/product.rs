//! A product's page as a view.

use super::Views;
use super::parts::{Badge, CampaignCard, Card, Link, Price, Stock, StoryCard};
use super::prose::{Chart, ProsePart, Question, TocEntry};
use super::terms::TermsView;
use crate::catalog::raw::{Fibre, Industry, SafetyClass, VariantAxis};
use crate::catalog::{Campaign, Fabric, Gift, PhotoUse, Product, Selector, Target, Variants};
use crate::diagnostics::Notes;
use crate::language::is_chinese;
use crate::moment::{When, Window};
use crate::plan::pictures::{Picture, in_gallery};
use crate::plan::words::{self, Date};
use crate::storefront::{Item, StockState};
use serde::Serialize;
use std::collections::BTreeMap;

/// A product's page.
#[derive(Clone, Debug, Serialize)]
#[expect(missing_docs, reason = "the fields are those of the product, named as in its front matter")]
pub struct ProductView {
    pub sku: String,
    pub title: String,
    pub subtitle: Option<String>,
    pub category: Option<Link>,
    pub brand: Option<String>,
    pub highlights: Vec<String>,
    pub gallery: Vec<GalleryEntry>,
    pub price: Option<Price>,
    pub stock: Stock,
    pub badges: Vec<Badge>,
    pub variants: Option<VariantsView>,
    pub buy: Vec<Link>,
    pub campaign: Option<CampaignCard>,
    pub terms: Option<TermsView>,
    pub pre_sale: Option<PreSale>,
    pub gifts: Vec<GiftView>,
    pub spec: Vec<Entry>,
    pub fabric: Vec<FabricView>,
    pub size_chart: Option<Chart>,
    pub care: Vec<CareView>,
    pub safety_class: Option<String>,
    pub notices: Vec<NoticeView>,
    pub body: Vec<ProsePart>,
    pub toc: Vec<TocEntry>,
    pub faq: Vec<Question>,
    pub guides: Vec<StoryCard>,
    pub related: Vec<Card>,
    pub pairs_with: Vec<Card>,
    pub tags: Vec<Link>,
    pub rating: Option<RatingView>,
    pub sold: Option<SoldView>,
    pub shipping_note: Option<String>,
    pub return_policy: Option<ReturnView>,
    pub updated: Option<Date>,
}

/// A photo of the gallery, large and small.
#[derive(Clone, Debug, Serialize)]
pub struct GalleryEntry {
    /// Large.
    pub picture: Picture,
    /// Small.
    pub thumb: Picture,
    /// What it is.
    pub role: String,
}

/// A label and its value.
#[derive(Clone, Debug, Serialize)]
pub struct Entry {
    /// Label.
    pub label: String,
    /// Value.
    pub value: String,
}

/// Sizes, colours ….
#[derive(Clone, Debug, Serialize)]
pub struct VariantsView {
    /// What differs.
    pub by: Vec<AxisView>,
    /// The variants.
    pub items: Vec<VariantView>,
}

/// What differs between variants.
#[derive(Clone, Debug, Serialize)]
pub struct AxisView {
    /// Key, `size`.
    pub key: &'static str,
    /// Label.
    pub label: String,
    /// Values in order.
    pub values: Vec<String>,
}

/// One variant.
#[derive(Clone, Debug, Serialize)]
pub struct VariantView {
    /// SKU.
    pub sku: String,
    /// Its values in one line.
    pub label: String,
    /// Its values by key.
    pub values: BTreeMap<&'static str, String>,
    /// Price.
    pub price: Price,
    /// Stock.
    pub stock: Stock,
    /// Photo.
    pub picture: Option<Picture>,
    /// Anchor.
    pub id: String,
}

/// Orders before a campaign.
#[derive(Clone, Debug, Serialize)]
pub struct PreSale {
    /// From.
    pub starts: Option<Date>,
    /// Until.
    pub ends: Option<Date>,
    /// Deposit.
    pub deposit: Option<String>,
}

/// A gift.
#[derive(Clone, Debug, Serialize)]
pub struct GiftView {
    /// Name.
    pub name: String,
    /// Specification.
    pub spec: Option<String>,
    /// How many.
    pub quantity: u32,
    /// When.
    pub period: String,
    /// With which orders.
    pub condition: Option<String>,
    /// Photo.
    pub picture: Option<Picture>,
}

/// The material of a part.
#[derive(Clone, Debug, Serialize)]
pub struct FabricView {
    /// Which part.
    pub part: String,
    /// Fibres and percent.
    pub composition: Vec<FibreView>,
    /// Weight.
    pub weight: Option<String>,
    /// How it feels.
    pub feel: Option<String>,
    /// How it stretches.
    pub stretch: Option<String>,
    /// How thick it is.
    pub thickness: Option<String>,
}

/// A fibre's share.
#[derive(Clone, Debug, Serialize)]
pub struct FibreView {
    /// Its name in the language.
    pub fibre: String,
    /// Percent.
    pub percent: u32,
}

/// A care symbol.
#[derive(Clone, Debug, Serialize)]
pub struct CareView {
    /// Its key.
    pub symbol: &'static str,
    /// What it means.
    pub text: &'static str,
}

/// A notice that the law, or care, asks for.
#[derive(Clone, Debug, Serialize)]
pub struct NoticeView {
    /// `legal` or `info`.
    pub level: &'static str,
    /// Its text.
    pub text: String,
}

/// A rating with its source.
#[derive(Clone, Debug, Serialize)]
pub struct RatingView {
    /// From 0 to 5.
    pub value: String,
    /// Of how many.
    pub count: u32,
    /// Where it was read.
    pub source: String,
    /// When.
    pub as_of: Date,
}

/// Pieces sold with the source.
#[derive(Clone, Debug, Serialize)]
pub struct SoldView {
    /// How many.
    pub count: u32,
    /// Where it was read.
    pub source: String,
    /// When.
    pub as_of: Date,
}

/// The return policy in one sentence.
#[derive(Clone, Debug, Serialize)]
pub struct ReturnView {
    /// The sentence.
    pub text: String,
    /// Where it is explained.
    pub link: Option<Link>,
}

impl Views<'_> {
    /// A product's page.
    pub fn product(&self, item: &Item<'_>, notes: &mut Notes) -> ProductView {
        let product = item.product;
        let document = &product.document;
        let guides = self.shelf.guides.iter().filter(|guide| guide.applies_to.contains(&product.industry));
        let related = self.shelf.related(item, 8);
        let pairs: Vec<&str> = product.pairs_with.iter().map(|(sku, _)| sku.as_str()).collect();
        let covered = item.covered.map(|(campaign, selector)| (self.in_language(campaign), selector));
        ProductView {
            sku: product.sku.clone(),
            title: document.title.clone(),
            subtitle: product.subtitle.clone(),
            category: self.category_link(&product.category),
            brand: Some(product.brand.clone()),
            highlights: product.highlights.clone(),
            gallery: self.gallery_of(item),
            price: self.item_price(item),
            stock: self.stock(item.stock, item.count),
            badges: self.badges(item),
            variants: product.variants.as_ref().map(|variants| self.variants(variants, item)),
            buy: self.buy(product),
            campaign: covered.and_then(|(campaign, _)| self.campaign_card(campaign)),
            terms: covered.map(|(campaign, selector)| self.terms_of(campaign, translated(campaign, selector))),
            pre_sale: self.pre_sale_of(product),
            gifts: self.gifts(&product.gifts, Window::default()),
            spec: self.spec(product),
            fabric: product.fabric.iter().map(|fabric| self.fabric(fabric)).collect(),
            size_chart: product.size_chart.as_ref().map(Chart::from),
            care: self.care(product),
            safety_class: product.safety_class.map(|class| self.safety(class)),
            notices: self.notices(product),
            body: self.body(document, notes),
            toc: Self::toc(document),
            faq: self.faq(&product.faq, document, notes),
            guides: guides.map(|guide| self.guide_card(guide)).collect(),
            related: related
                .into_iter()
                .filter(|other| !pairs.contains(&other.product.sku.as_str()))
                .take(4)
                .map(|other| self.card(other))
                .collect(),
            pairs_with: pairs
                .iter()
                .filter_map(|sku| self.shelf.item(sku))
                .filter(|other| other.is_listed())
                .map(|other| self.card(other))
                .collect(),
            tags: self.tag_links(&document.tags),
            rating: product.rating.as_ref().map(|(value, count, source, as_of)| RatingView {
                value: value.clone(),
                count: *count,
                source: source.clone(),
                as_of: self.date(as_of),
            }),
            sold: product.sold.as_ref().map(|(count, source, as_of)| SoldView {
                count: *count,
                source: source.clone(),
                as_of: self.date(as_of),
            }),
            shipping_note: self.shipping_note(),
            return_policy: self.return_policy(notes),
            updated: None,
        }
    }

    fn gallery_of(&self, item: &Item<'_>) -> Vec<GalleryEntry> {
        let shown = item.product.photos.iter().filter(|photo| in_gallery(photo));
        let entry = |(at, photo): (usize, &PhotoUse)| {
            let picture = self.pictures.of_product(item, photo, "gallery")?;
            Some(GalleryEntry {
                picture: Picture { eager: at == 0 || picture.eager, ..picture },
                thumb: self.pictures.get(photo, "thumb")?,
                role: format!("{:?}", photo.role).to_lowercase(),
            })
        };
        shown.enumerate().filter_map(entry).collect()
    }

    fn word<'w>(&self, (key, chinese, english): (&'w str, &'w str, &'w str)) -> (&'w str, &'w str) {
        (key, if is_chinese(self.words.language) { chinese } else { english })
    }

    fn variants(&self, variants: &Variants, item: &Item<'_>) -> VariantsView {
        let axis = |axis: &VariantAxis| {
            let mut values: Vec<String> = Vec::new();
            for value in variants.items.iter().filter_map(|variant| variant.values.get(axis)) {
                if !values.contains(value) {
                    values.push(value.clone());
                }
            }
            AxisView { key: axis.words().0, label: self.word(axis.words()).1.to_string(), values }
        };
        let variant = |variant: &crate::catalog::Variant| {
            let quote = item.quotes.iter().find(|quote| quote.sku == variant.sku)?;
            let count = quote.stock.unwrap_or_default();
            Some(VariantView {
                sku: variant.sku.clone(),
                label: variants.label(variant),
                values: variant.values.iter().map(|(axis, value)| (axis.words().0, value.clone())).collect(),
                price: self.price(quote, None, variant.values.get(&VariantAxis::Weight).map(String::as_str)),
                stock: self.stock(StockState::of(count, self.settings.low_stock), count),
                picture: variant.photo.as_ref().and_then(|photo| self.pictures.get(photo, "thumb")),
                id: format!("variant-{}", variant.sku.to_lowercase()),
            })
        };
        VariantsView {
            by: variants.axes.iter().map(axis).collect(),
            items: variants.items.iter().filter_map(variant).collect(),
        }
    }

    fn buy(&self, product: &Product) -> Vec<Link> {
        let link = |(channel, href, _): &(String, String, crate::diagnostics::Place)| {
            let name = self.settings.channels.get(channel)?;
            let label = self.settings.text(name, self.words.language).to_string();
            Some(Link { label, href: Some(href.clone()), external: true })
        };
        product.buy.iter().filter_map(link).collect()
    }

    /// The pre-sale of an upcoming campaign that names the product.
    fn pre_sale_of(&self, product: &Product) -> Option<PreSale> {
        let open = |campaign: &&&Campaign| {
            campaign.run(self.moment).pre_sale.is_some_and(|window| window.contains(self.moment))
        };
        let names = |campaign: &&&Campaign| {
            let sku = |target: &Target| matches!(target, Target::Sku(sku) if *sku == product.sku);
            campaign.selectors.iter().any(|selector| sku(&selector.target))
        };
        let campaign = self.shelf.campaigns.iter().filter(open).find(names)?;
        self.pre_sale(campaign)
    }

    /// A campaign's pre-sale.
    #[must_use]
    pub fn pre_sale(&self, campaign: &Campaign) -> Option<PreSale> {
        let window = campaign.run(self.moment).pre_sale?;
        let language = self.words.language;
        Some(PreSale {
            starts: window.from.map(|from| super::parts::start(from, self.settings, language)),
            ends: window.to.map(|to| words::end(to, self.settings, language)),
            deposit: campaign.deposit.map(|money| money.shown()),
        })
    }

    /// Gifts; those that do not say when are there as long as a window lasts.
    #[must_use]
    pub fn gifts(&self, gifts: &[Gift], window: Window) -> Vec<GiftView> {
        let language = self.words.language;
        let first = window.from.map(|from| super::parts::start(from, self.settings, language).text);
        let last = window.to.map(|to| words::end(to, self.settings, language).text);
        let lasting = [first, last].into_iter().flatten().collect::<Vec<_>>().join(" – ");
        let gift = |gift: &Gift| GiftView {
            name: gift.name.clone(),
            spec: gift.spec.clone(),
            quantity: gift.quantity,
            period: gift.period.as_ref().map_or_else(|| lasting.clone(), |period| self.gift_period(period)),
            condition: self.gift_condition(gift),
            picture: gift.photo.as_ref().and_then(|photo| self.pictures.get(photo, "thumb")),
        };
        gifts.iter().map(gift).collect()
    }

    /// `2026-09-07/2026-09-25` as the language writes days; other words as typed.
    fn gift_period(&self, typed: &str) -> String {
        let said = |end: &str| When::parse(end).map_or_else(|| end.to_string(), |when| self.date(&when).text);
        typed.split('/').map(said).collect::<Vec<_>>().join(" – ")
    }

    /// The specification as typed, then the facts that it does not name.
    fn spec(&self, product: &Product) -> Vec<Entry> {
        let facts = &product.facts;
        let mut spec: Vec<Entry> =
            product.spec.iter().map(|(label, value)| Entry { label: label.clone(), value: value.clone() }).collect();
        let life = facts.shelf_life.map(|days| self.words.fill("days_count", &[("days", &days.to_string())]));
        let more = [
            ("spec_origin", facts.origin.clone()),
            ("spec_grade", facts.grade.clone()),
            ("spec_standard", facts.standard.clone()),
            ("spec_net_content", facts.net_content.clone()),
            ("spec_alcohol", facts.alcohol.clone()),
            ("spec_shelf_life", life),
            ("spec_storage", facts.storage.clone()),
            ("spec_allergen", facts.allergen.clone()),
            ("spec_licence_no", facts.licence_no.clone()),
        ];
        for (key, value) in more {
            let label = self.words.get(key);
            let known = |value: &String| spec.iter().any(|entry| entry.label == label || entry.value == *value);
            if let Some(value) = value.filter(|value| !known(value)) {
                spec.push(Entry { label: label.to_string(), value });
            }
        }
        spec
    }

    fn fabric(&self, fabric: &Fabric) -> FabricView {
        let fibre = |(key, percent): &(String, u32)| {
            let known = Fibre::ALL.iter().find(|(known, _, _)| known == key);
            FibreView { fibre: known.map_or(key.clone(), |words| self.word(*words).1.to_string()), percent: *percent }
        };
        let [feel, stretch, thickness] = fabric.touch.clone();
        FabricView {
            part: fabric.part.clone(),
            composition: fabric.composition.iter().map(fibre).collect(),
            weight: fabric.weight_gsm.map(|weight| format!("{weight} g/m²")),
            feel,
            stretch,
            thickness,
        }
    }

    fn care(&self, product: &Product) -> Vec<CareView> {
        let care = product.care.iter().map(|care| self.word(care.words()));
        care.map(|(symbol, text)| CareView { symbol, text }).collect()
    }

    fn safety(&self, class: SafetyClass) -> String {
        self.words
            .get(match class {
                SafetyClass::A => "safety_a",
                SafetyClass::B => "safety_b",
                SafetyClass::C => "safety_c",
            })
            .to_string()
    }

    /// What the law asks pages of an industry to say (广告法 §18, §23).
    fn notices(&self, product: &Product) -> Vec<NoticeView> {
        let keys: &[&'static str] = match product.industry {
            Industry::Alcohol => &["notice_alcohol"],
            Industry::HealthFood => &["notice_health_food"],
            _ => &[],
        };
        keys.iter().map(|key| NoticeView { level: "legal", text: self.words.get(key).to_string() }).collect()
    }

    fn shipping_note(&self) -> Option<String> {
        let note = self.settings.shipping.as_ref()?.note.get()?;
        Some(self.settings.text(note, self.words.language).to_string())
    }

    fn return_policy(&self, notes: &mut Notes) -> Option<ReturnView> {
        let policy = self.settings.return_policy.as_ref()?;
        let days = policy.days.value.map(|days| days.to_string()).unwrap_or_default();
        let typed = policy.text.get().map(|text| self.settings.text(text, self.words.language).to_string());
        let text = typed.unwrap_or_else(|| self.words.fill("return_days", &[("days", &days)]));
        let link = policy.link.placed().map(|(to, place)| self.link(self.words.get("return_link"), to, place, notes));
        Some(ReturnView { text, link })
    }
}

/// The same entry in a translation of the campaign, if that keeps the entries of the original.
fn translated<'x>(campaign: &'x Campaign, selector: &'x Selector) -> &'x Selector {
    campaign.selectors.iter().find(|other| other.target == selector.target).unwrap_or(selector)
}
