//! JSON-LD (schema.org) from the same values as the page. Only what exists is said; addresses are absolute.

use super::Views;
use super::head::Head;
use super::parts::Link;
use super::prose::{ProsePart, Question};
use crate::catalog::raw::Role;
use crate::catalog::{PhotoUse, Product};
use crate::settings::raw::{ReturnCategory, ReturnFees, ReturnMethod};
use crate::storefront::{Item, Quote, StockState};
use serde_json::{Map, Value, json};

/// A value as it stands in a script element: `<` cannot end it.
#[must_use]
pub(super) fn script(value: &Value) -> String {
    value.to_string().replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}

/// Drops what is null, so that only what exists is said.
fn said(value: Value) -> Value {
    match value {
        Value::Object(map) => {
            let kept = map.into_iter().filter(|(_, value)| !value.is_null());
            Value::Object(kept.map(|(key, value)| (key, said(value))).collect::<Map<_, _>>())
        }
        Value::Array(list) => Value::Array(list.into_iter().map(said).collect()),
        other => other,
    }
}

impl Views<'_> {
    fn absolute(&self, href: &str) -> String {
        if href.starts_with('/') { format!("{}{href}", self.settings.base_url) } else { href.to_string() }
    }

    /// `BreadcrumbList`; `None` on the home page.
    #[must_use]
    pub fn breadcrumb_list(&self, trail: &[Link], href: &str) -> Option<String> {
        let item = |(at, link): (usize, &Link)| {
            let target = link.href.as_deref().unwrap_or(href);
            json!({ "@type": "ListItem", "position": at + 1, "name": link.label, "item": self.absolute(target) })
        };
        let items: Vec<Value> = trail.iter().enumerate().map(item).collect();
        (!items.is_empty()).then(|| {
            script(&json!({ "@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": items }))
        })
    }

    /// `Organization` and `WebSite`, for the home page.
    #[must_use]
    pub fn organization(&self) -> String {
        let settings = self.settings;
        let logo = settings
            .logo
            .as_ref()
            .and_then(|path| self.files.get(path))
            .map(|file| self.absolute(&file.address.href()));
        let address = settings.organization.address.get().map(|text| settings.text(text, self.words.language));
        let phone = settings.service.phone.get();
        let contact = phone
            .map(|phone| json!({ "@type": "ContactPoint", "telephone": phone, "contactType": "customer service" }));
        let organization = json!({
            "@type": "Organization",
            "@id": format!("{}/#organization", settings.base_url),
            "name": settings.name,
            "legalName": settings.legal_name,
            "url": format!("{}/", settings.base_url),
            "logo": logo,
            "address": address,
            "foundingDate": settings.organization.founded.get(),
            "email": settings.service.email.get(),
            "contactPoint": contact,
            "sameAs": settings.organization.same_as.get(),
            "hasMerchantReturnPolicy": self.return_policy_ld(),
        });
        let site = json!({
            "@type": "WebSite", "name": settings.name, "url": format!("{}/", settings.base_url), "inLanguage": self.words.language,
            "publisher": { "@id": format!("{}/#organization", settings.base_url) },
        });
        script(&said(json!({ "@context": "https://schema.org", "@graph": [organization, site] })))
    }

    /// `Product`, or `ProductGroup` with its variants.
    #[must_use]
    pub fn product_ld(&self, item: &Item<'_>, href: &str) -> String {
        let product = item.product;
        let shared = self.product_fields(product, href);
        let mut value = match &product.variants {
            None => {
                let offer = item.quotes.first().map(|quote| self.offer(quote, href));
                json!({ "@type": "Product", "sku": product.sku, "gtin": product.gtin, "mpn": product.mpn, "offers": offer })
            }
            Some(variants) => {
                let by: Vec<String> =
                    variants.axes.iter().map(|axis| format!("https://schema.org/{}", axis.words().0)).collect();
                let each: Vec<Value> =
                    item.quotes.iter().filter_map(|quote| self.variant_ld(item, quote, href)).collect();
                json!({ "@type": "ProductGroup", "productGroupID": product.sku, "variesBy": by, "hasVariant": each })
            }
        };
        if let (Some(value), Value::Object(shared)) = (value.as_object_mut(), shared) {
            value.extend(shared);
        }
        if let Some(map) = value.as_object_mut() {
            map.insert("@context".to_string(), json!("https://schema.org"));
        }
        script(&said(value))
    }

    fn product_fields(&self, product: &Product, href: &str) -> Value {
        let rating = product.rating.as_ref().map(
            |(value, count, _, _)| json!({ "@type": "AggregateRating", "ratingValue": value, "ratingCount": count }),
        );
        let material = product.fabric.first().map(|fabric| {
            fabric
                .composition
                .iter()
                .map(|(fibre, percent)| format!("{percent}% {fibre}"))
                .collect::<Vec<_>>()
                .join(", ")
        });
        json!({
            "name": product.document.title,
            "description": product.document.description,
            "url": self.absolute(href),
            "image": self.clean_images(&product.photos),
            "brand": { "@type": "Brand", "name": product.brand },
            "category": self.category_link(&product.category).map(|link| link.label),
            "material": material,
            "countryOfOrigin": Value::Null,
            "aggregateRating": rating,
        })
    }

    /// The clean renditions of main and white photos.
    fn clean_images(&self, photos: &[PhotoUse]) -> Vec<String> {
        let clean = photos.iter().filter(|photo| matches!(photo.role, Role::Main | Role::White));
        clean.filter_map(|photo| self.pictures.get(photo, "clean")).map(|picture| self.absolute(&picture.src)).collect()
    }

    fn variant_ld(&self, item: &Item<'_>, quote: &Quote<'_>, href: &str) -> Option<Value> {
        let variant = item.product.variants.as_ref()?.items.iter().find(|variant| variant.sku == quote.sku)?;
        let label: Vec<&str> = variant.values.values().map(String::as_str).collect();
        let anchor = format!("{href}#variant-{}", variant.sku.to_lowercase());
        let mut value = json!({
            "@type": "Product",
            "sku": variant.sku,
            "name": format!("{} {}", item.product.document.title, label.join(" / ")),
            "image": self.clean_images(&item.product.photos),
            "offers": self.offer(quote, &anchor),
        });
        if let Some(map) = value.as_object_mut() {
            for (axis, text) in &variant.values {
                map.insert(axis.words().0.to_string(), json!(text));
            }
        }
        Some(value)
    }

    fn offer(&self, quote: &Quote<'_>, href: &str) -> Value {
        let count = quote.stock.unwrap_or_default();
        let availability = match StockState::of(count, self.settings.low_stock) {
            StockState::In => "https://schema.org/InStock",
            StockState::Low => "https://schema.org/LimitedAvailability",
            StockState::Out => "https://schema.org/OutOfStock",
        };
        let ends = quote.campaign.and_then(|campaign| campaign.window(self.moment).to).map(|to| {
            crate::plan::words::end(to, self.settings, self.words.language).iso.chars().take(10).collect::<String>()
        });
        let until = ends.or_else(|| quote.valid_until.map(|day| day.day(&self.settings.zone).to_string()));
        let before = quote.shown_reference().map(|reference| reference.price).or(quote.before());
        let strike = before.map(|money| {
            json!({
                "@type": "UnitPriceSpecification", "priceType": "https://schema.org/StrikethroughPrice",
                "price": money.plain(), "priceCurrency": money.currency.code(),
            })
        });
        json!({
            "@type": "Offer",
            "url": self.absolute(href),
            "price": quote.price.plain(),
            "priceCurrency": quote.price.currency.code(),
            "priceSpecification": strike,
            "availability": availability,
            "itemCondition": "https://schema.org/NewCondition",
            "priceValidUntil": until,
            "shippingDetails": self.shipping_ld(),
            "hasMerchantReturnPolicy": self.return_policy_ld(),
        })
    }

    fn shipping_ld(&self) -> Option<Value> {
        let shipping = self.settings.shipping.as_ref()?;
        let rate = self.settings.shipping_rate?;
        let days = |(least, most): &(u32, u32)| json!({ "@type": "QuantitativeValue", "minValue": least, "maxValue": most, "unitCode": "DAY" });
        let countries = shipping.countries.value.iter().flatten();
        let regions: Vec<Value> =
            countries.map(|country| json!({ "@type": "DefinedRegion", "addressCountry": country })).collect();
        Some(json!({
            "@type": "OfferShippingDetails",
            "shippingRate": { "@type": "MonetaryAmount", "value": rate.plain(), "currency": rate.currency.code() },
            "shippingDestination": regions,
            "deliveryTime": {
                "@type": "ShippingDeliveryTime",
                "handlingTime": shipping.handling_days.get().map(days),
                "transitTime": shipping.transit_days.get().map(days),
            },
        }))
    }

    fn return_policy_ld(&self) -> Option<Value> {
        let policy = self.settings.return_policy.as_ref()?;
        let category = match policy.category.value? {
            ReturnCategory::Finite => "MerchantReturnFiniteReturnWindow",
            ReturnCategory::Unlimited => "MerchantReturnUnlimitedWindow",
            ReturnCategory::None => "MerchantReturnNotPermitted",
        };
        let method = policy.method.value.map(|method| match method {
            ReturnMethod::ByMail => "https://schema.org/ReturnByMail",
            ReturnMethod::InStore => "https://schema.org/ReturnInStore",
        });
        let fees = policy.fees.value.map(|fees| match fees {
            ReturnFees::Customer => "https://schema.org/ReturnShippingFees",
            ReturnFees::Free => "https://schema.org/FreeReturn",
        });
        Some(json!({
            "@type": "MerchantReturnPolicy",
            "applicableCountry": policy.country.get(),
            "returnPolicyCategory": format!("https://schema.org/{category}"),
            "merchantReturnDays": policy.days.value,
            "returnMethod": method,
            "returnFees": fees,
        }))
    }

    /// `FAQPage`; `None` without questions.
    #[must_use]
    pub fn faq_page(&self, questions: &[Question]) -> Option<String> {
        let text = |parts: &[ProsePart]| {
            let html = parts
                .iter()
                .filter_map(|part| if let ProsePart::Html { html } = part { Some(html.as_str()) } else { None });
            html.collect::<String>()
        };
        let entry = |q: &Question| json!({ "@type": "Question", "name": q.question, "acceptedAnswer": { "@type": "Answer", "text": text(&q.answer) } });
        let entries: Vec<Value> = questions.iter().map(entry).collect();
        (!entries.is_empty())
            .then(|| script(&json!({ "@context": "https://schema.org", "@type": "FAQPage", "mainEntity": entries })))
    }

    /// `Article` or `NewsArticle`.
    #[must_use]
    pub fn article(&self, kind: &str, head: &Head, date: Option<&str>, author: Option<&str>) -> String {
        script(&said(json!({
            "@context": "https://schema.org",
            "@type": kind,
            "headline": head.title,
            "description": head.description,
            "url": head.canonical,
            "image": head.share_image,
            "datePublished": date,
            "author": author.map(|name| json!({ "@type": "Person", "name": name })),
            "publisher": { "@type": "Organization", "name": self.settings.name, "url": format!("{}/", self.settings.base_url) },
            "inLanguage": self.words.language,
        })))
    }

    /// `SaleEvent` of a campaign.
    #[must_use]
    pub fn sale_event(&self, head: &Head, campaign: &crate::catalog::Campaign) -> String {
        let window = campaign.window(self.moment);
        let iso = |at: Option<jiff::Timestamp>| {
            at.map(|at| crate::plan::words::instant(at, self.settings, self.words.language).iso)
        };
        script(&said(json!({
            "@context": "https://schema.org",
            "@type": "SaleEvent",
            "name": head.title,
            "description": head.description,
            "url": head.canonical,
            "image": head.share_image,
            "startDate": iso(window.from),
            "endDate": iso(window.to),
            "eventAttendanceMode": "https://schema.org/OnlineEventAttendanceMode",
            "eventStatus": "https://schema.org/EventScheduled",
            "location": { "@type": "VirtualLocation", "url": head.canonical },
            "organizer": { "@type": "Organization", "name": self.settings.name, "url": format!("{}/", self.settings.base_url) },
        })))
    }

    /// `ItemList` of a list of products.
    #[must_use]
    pub fn item_list(&self, cards: &[super::parts::Card]) -> Option<String> {
        let item = |(at, card): (usize, &super::parts::Card)| json!({ "@type": "ListItem", "position": at + 1, "url": self.absolute(&card.href), "name": card.title });
        let items: Vec<Value> = cards.iter().enumerate().map(item).collect();
        (!items.is_empty()).then(|| {
            script(&json!({ "@context": "https://schema.org", "@type": "ItemList", "itemListElement": items }))
        })
    }
}
