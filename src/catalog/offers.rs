//! `content/data/offers.csv` (or `.xlsx`): the one source of price and stock, by SKU.

use super::table::{Row, Table};
use crate::diagnostics::rules::offers::{
    BAD_DATE, BAD_PRICE, BAD_STOCK, COMPARE_NOT_HIGHER, DUPLICATE_SKU, FUTURE_COUNT, NO_REFERENCE, OLD_COUNT,
    OLD_COUNTS, UNKNOWN_REFERENCE,
};
use crate::diagnostics::{Checked, Notes, Place};
use crate::moment::{When, Window};
use crate::money::{self, Money, MoneyError};
use crate::settings::Settings;
use crate::source::Source;
use iso_currency::Currency;
use std::collections::{BTreeMap, BTreeSet};

/// The columns of the table; others are reported.
pub const COLUMNS: [&str; 17] = [
    "sku",
    "currency",
    "price",
    "compare_at",
    "reference_kind",
    "reference_source",
    "reference_from",
    "reference_to",
    "stock",
    "counted_at",
    "list_at",
    "delist_at",
    "price_valid_until",
    "tier_a",
    "tier_b",
    "approved_by",
    "note",
];

/// Price and stock of one SKU.
#[derive(Clone, Debug, PartialEq)]
pub struct Offer {
    /// The SKU.
    pub sku: String,
    /// What it costs.
    pub price: Money,
    /// The struck-through price.
    pub reference: Option<Reference>,
    /// How many there are.
    pub stock: Option<u32>,
    /// When they were counted.
    pub counted_at: Option<(When, Place)>,
    /// When the offer holds.
    pub window: Window,
    /// The last day of the price.
    pub valid_until: Option<When>,
    /// Where the row stands.
    pub place: Place,
}

/// A struck-through price and what it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Reference {
    /// The price.
    pub price: Money,
    /// What it is.
    pub kind: ReferenceKind,
    /// Where it is proved.
    pub source: Option<String>,
    /// First day of its period.
    pub from: Option<When>,
    /// Last day of its period.
    pub to: Option<When>,
    /// Where it stands.
    pub place: Place,
}

/// What a struck-through price is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReferenceKind {
    /// The shop's own price before.
    PriorPrice,
    /// The list price.
    ListPrice,
    /// The maker's recommended price.
    Recommended,
    /// The market's price.
    MarketPrice,
}

impl ReferenceKind {
    const WORDS: [(&'static str, Self); 4] = [
        ("prior_price", Self::PriorPrice),
        ("list_price", Self::ListPrice),
        ("rrp", Self::Recommended),
        ("market_price", Self::MarketPrice),
    ];

    /// The word in the table, which is also the key of the theme's text.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, kind)| *kind == self).map_or("prior_price", |(word, _)| word)
    }
}

/// Every offer by SKU.
pub type Offers = BTreeMap<String, Offer>;

/// Reads the table, and lists the SKUs whose rows are refused. `None` if the shop has none.
pub(super) fn read(source: &Source, settings: &Settings) -> Checked<Option<(Offers, BTreeSet<String>)>> {
    let mut notes = Notes::default();
    let Some(table) = notes.take(Table::read(source, "content/data/offers", &COLUMNS)) else {
        return notes.around(None);
    };
    let mut offers = Offers::new();
    let mut refused = BTreeSet::new();
    for row in &table.rows {
        let Some(offer) = offer(row, settings, &mut notes) else {
            refused.extend(row.text("sku").map(str::to_string));
            continue;
        };
        if let Some(first) = offers.get(&offer.sku) {
            let place = row.place("sku");
            let rows = (table.number(&first.place), table.number(&offer.place));
            notes.push(
                DUPLICATE_SKU
                    .at(place)
                    .with("sku", &offer.sku)
                    .with("first", rows.0)
                    .with("second", rows.1)
                    .also(first.place.clone(), "1"),
            );
            continue;
        }
        offers.insert(offer.sku.clone(), offer);
    }
    notes.around(Some((offers, refused)))
}

fn offer(row: &Row, settings: &Settings, notes: &mut Notes) -> Option<Offer> {
    let sku = row.text("sku")?.to_string();
    let currency = currency(row, settings, notes);
    let price = amount(row, "price", currency, notes);
    let stock = stock(row, notes);
    let compare = row.text("compare_at").and_then(|_| amount(row, "compare_at", currency, notes));
    let price = price.filter(|price| {
        if price.amount.is_zero() {
            notes.push(
                BAD_PRICE
                    .at(row.place("price"))
                    .with("column", "price")
                    .with("typed", "0")
                    .with("hint", "a price above zero"),
            );
        }
        !price.amount.is_zero()
    })?;
    let reference = compare.and_then(|compare| reference(row, price, compare, notes));
    let when = |column: &'static str, notes: &mut Notes| when(row, column, notes);
    let (list_at, delist_at) = (when("list_at", notes), when("delist_at", notes));
    Some(Offer {
        price,
        reference,
        stock,
        counted_at: when("counted_at", notes).map(|counted| (counted, row.place("counted_at"))),
        window: Window::of(list_at.as_ref(), delist_at.as_ref(), &settings.zone),
        valid_until: when("price_valid_until", notes),
        place: row.place("sku"),
        sku,
    })
}

fn currency(row: &Row, settings: &Settings, notes: &mut Notes) -> Currency {
    let Some(code) = row.text("currency") else { return settings.currency };
    Currency::from_code(code).unwrap_or_else(|| {
        notes.push(crate::diagnostics::rules::shop::UNKNOWN_CURRENCY.at(row.place("currency")).with("currency", code));
        settings.currency
    })
}

/// An amount of money in a column; a missing price is an error, as is any other form than `1299.00`.
fn amount(row: &Row, column: &'static str, currency: Currency, notes: &mut Notes) -> Option<Money> {
    let typed = row.text(column).unwrap_or_default();
    let (hint, fix) = match money::parse(typed, currency) {
        Ok(money) => return Some(money),
        Err(MoneyError::NotDecimal(Some(meant))) => (meant.clone(), Some(meant)),
        Err(MoneyError::TooManyDecimals(places)) => (format!("at most {places} decimals"), None),
        Err(_) => ("a number such as 1299.00".to_string(), None),
    };
    let found = BAD_PRICE.at(row.place(column)).with("column", column).with("typed", typed).with("hint", hint);
    notes.push(found.mended_by(fix));
    None
}

fn stock(row: &Row, notes: &mut Notes) -> Option<u32> {
    let typed = row.text("stock").unwrap_or_default();
    let stock = typed.parse().ok();
    if stock.is_none() {
        notes.push(BAD_STOCK.at(row.place("stock")).with("typed", typed));
    }
    stock
}

fn reference(row: &Row, price: Money, compare: Money, notes: &mut Notes) -> Option<Reference> {
    if compare.amount <= price.amount {
        notes.push(
            COMPARE_NOT_HIGHER
                .at(row.place("compare_at"))
                .with("compare", compare.plain())
                .with("price", price.plain()),
        );
    }
    let kind = row.text("reference_kind");
    let source = row.text("reference_source");
    let (Some(word), Some(_)) = (kind, source) else {
        notes.push(NO_REFERENCE.at(row.place("compare_at")));
        return None;
    };
    let words = ReferenceKind::WORDS;
    let Some((_, kind)) = words.iter().find(|(known, _)| *known == word) else {
        let known = words.iter().map(|(word, _)| *word);
        notes.push(UNKNOWN_REFERENCE.at(row.place("reference_kind")).with("kind", word).nearest(word, known));
        return None;
    };
    Some(Reference {
        price: compare,
        kind: *kind,
        source: source.map(str::to_string),
        from: when(row, "reference_from", notes),
        to: when(row, "reference_to", notes),
        place: row.place("compare_at"),
    })
}

pub(super) fn when(row: &Row, column: &'static str, notes: &mut Notes) -> Option<When> {
    let typed = row.text(column)?;
    let when = When::parse(typed);
    if when.is_none() {
        notes.push(BAD_DATE.at(row.place(column)).with("column", column).with("typed", typed));
    }
    when
}

/// Old counts are reported one by one up to so many.
const FEW: usize = 5;

/// Reports counts that lie in the future or are older than two days; many old ones as one.
pub fn check_counts(offers: &Offers, settings: &Settings, moment: jiff::Timestamp, notes: &mut Notes) {
    let today = When::Instant(moment).day(&settings.zone);
    let mut old = Vec::new();
    for (counted, place) in offers.values().filter_map(|offer| offer.counted_at.as_ref()) {
        let day = counted.day(&settings.zone);
        let age = day.until(today).map_or(0, |span| span.get_days());
        if day > today {
            notes.push(FUTURE_COUNT.at(place.clone()).with("day", day).with("today", today));
        } else if age > 2 {
            old.push((day, age, place));
        }
    }
    if old.len() <= FEW {
        for (day, age, place) in old {
            notes.push(OLD_COUNT.at(place.clone()).with("day", day).with("days", age));
        }
    } else if let (Some(first), Some((day, age, _))) =
        (old.iter().map(|(_, _, place)| *place).min(), old.iter().max_by_key(|(_, age, _)| *age))
    {
        notes.push(OLD_COUNTS.at(first.clone()).with("count", old.len()).with("day", day).with("days", age));
    }
}
