//! What an industry asks of its products: shelf life, licences, alcohol content, materials.

use super::draft::Draft;
use super::product::Product;
use super::raw::{self, Fibre, Industry};
use crate::diagnostics::Notes;
use crate::diagnostics::rules::product::{
    BAD_GTIN, COMPOSITION_SUM, GRADE_WITHOUT_STANDARD, INDUSTRY_FIELD, SIZE_CHART_ROW, UNKNOWN_FIBRE,
};
use crate::yaml::Field;
use rust_decimal::Decimal;

/// Checks the fields that depend on each other or on the industry.
pub(super) fn check(product: &Product, front: &raw::Product, draft: &Draft<raw::Product>, notes: &mut Notes) {
    check_gtin(front, notes);
    check_grade(front, notes);
    check_fabric(front, notes);
    check_size_chart(front, notes);
    let mut need = |key: &'static str, present: bool| {
        if !present {
            notes.push(
                INDUSTRY_FIELD
                    .at(draft.head.clone())
                    .with("key", key)
                    .with("industry", industry_word(product.industry)),
            );
        }
    };
    match product.industry {
        Industry::Food => {
            need("shelf_life", front.shelf_life.is_present());
            need("licence_no", front.licence_no.is_present());
        }
        Industry::Tea | Industry::HealthFood => need("shelf_life", front.shelf_life.is_present()),
        Industry::Alcohol => {
            need("alcohol_by_volume", front.alcohol_by_volume.is_present());
            let keeps = percent(&front.alcohol_by_volume).is_some_and(|percent| percent > Decimal::TEN);
            need("shelf_life", keeps || front.shelf_life.is_present());
        }
        Industry::Apparel => need("fabric", front.fabric.is_present()),
        Industry::Cosmetics | Industry::General => {}
    }
}

/// The word for an industry in front matter.
#[must_use]
pub fn industry_word(industry: Industry) -> &'static str {
    match industry {
        Industry::Food => "food",
        Industry::Tea => "tea",
        Industry::Alcohol => "alcohol",
        Industry::HealthFood => "health_food",
        Industry::Cosmetics => "cosmetics",
        Industry::Apparel => "apparel",
        Industry::General => "general",
    }
}

/// The number before `%`.
fn percent(field: &Field<String>) -> Option<Decimal> {
    field.get()?.split('%').next()?.trim().parse().ok()
}

/// The check digit of GTIN-8, -12, -13 and -14 (GS1 General Specifications 7.9).
#[must_use]
pub fn gtin_fits(gtin: &str) -> bool {
    let digits: Option<Vec<u32>> = gtin.chars().map(|c| c.to_digit(10)).collect();
    let Some(digits) = digits.filter(|digits| [8, 12, 13, 14].contains(&digits.len())) else { return false };
    let sum: u32 = digits.iter().rev().enumerate().map(|(i, digit)| if i % 2 == 1 { digit * 3 } else { *digit }).sum();
    sum.is_multiple_of(10)
}

fn check_gtin(front: &raw::Product, notes: &mut Notes) {
    if let Some((gtin, place)) = front.gtin.placed().filter(|(gtin, _)| !gtin_fits(gtin)) {
        notes.push(BAD_GTIN.at(place.clone()).with("gtin", gtin));
    }
}

fn check_grade(front: &raw::Product, notes: &mut Notes) {
    if let Some((grade, place)) = front.grade.placed().filter(|_| !front.standard.is_present()) {
        notes.push(GRADE_WITHOUT_STANDARD.at(place.clone()).with("grade", grade));
    }
}

fn check_fabric(front: &raw::Product, notes: &mut Notes) {
    for part in front.fabric.value.iter().flatten() {
        let Some((composition, place)) = part.composition.placed() else { continue };
        let sum: u32 = composition.0.iter().map(|(_, percent)| *percent).fold(0, u32::saturating_add);
        if sum != 100 {
            notes.push(
                COMPOSITION_SUM
                    .at(place.clone())
                    .with("part", part.part.value.as_deref().unwrap_or("—"))
                    .with("sum", sum),
            );
        }
        for (fibre, _) in &composition.0 {
            let known = || Fibre::ALL.iter().map(|(key, _, _)| *key);
            if !known().any(|key| key == fibre) {
                notes.push(UNKNOWN_FIBRE.at(place.clone()).with("fibre", fibre).nearest(fibre, known()));
            }
        }
    }
}

fn check_size_chart(front: &raw::Product, notes: &mut Notes) {
    let Some(chart) = front.size_chart.get() else { return };
    let columns = chart.columns.value.as_ref().map_or(0, Vec::len);
    for (row, place) in chart.rows.value.iter().flatten().filter_map(Field::placed) {
        if row.len() != columns {
            notes.push(SIZE_CHART_ROW.at(place.clone()).with("cells", row.len()).with("columns", columns));
        }
    }
}
