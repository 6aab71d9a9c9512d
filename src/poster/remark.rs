//! What is said about a sheet that could be drawn: texts that do not fit, letters without a shape, faint words, and what
//! lies where the channel covers it.

use crate::diagnostics::Diagnostic;
use crate::diagnostics::rules::posters::{
    FAINT_ON_POSTER, LETTER_MISSING, OUTSIDE_SAFE_AREA, PREVIEW_CUT, PREVIEW_LETTER, TEXT_DOES_NOT_FIT,
};
use crate::plan::posters::Sheet;
use ::posters::{Drawn, Slot, Words};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The least contrast of large text (WCAG 2.2, 1.4.3).
const LEAST_CONTRAST: f32 = 3.0;

/// Something about a slot.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Remark {
    /// The slot; empty for text outside of all.
    pub(super) slot: String,
    what: What,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
enum What {
    /// It takes more pixels, or more lines, than there are.
    DoesNotFit { needs: (f32, f32), has: (f32, f32), lines: Option<(usize, usize)> },
    /// No font has these.
    Letters(String),
    /// The contrast.
    Faint(f32),
    /// It lies outside the safe area.
    Unsafe,
}

/// Everything that is to be said about a sheet.
pub(super) fn all(drawn: &Drawn) -> Vec<Remark> {
    let of_slots = drawn.slots.iter().flat_map(|slot| {
        let told = of_text(slot).into_iter().chain((!slot.safe).then_some(What::Unsafe));
        told.map(|what| Remark { slot: slot.name.clone(), what })
    });
    let outside = letters(&drawn.missing).map(|letters| Remark { slot: String::new(), what: What::Letters(letters) });
    of_slots.chain(outside).collect()
}

fn of_text(slot: &Slot) -> Vec<What> {
    let Some(Words { fits, needs, missing, contrast, lines, most_lines, .. }) = &slot.text else { return Vec::new() };
    let has = (slot.inner.width, slot.inner.height);
    let lines = most_lines.filter(|most| lines > most).map(|most| (*lines, most));
    let fit = (!fits).then_some(What::DoesNotFit { needs: *needs, has, lines });
    let faint = contrast.filter(|ratio| *ratio < LEAST_CONTRAST).map(What::Faint);
    fit.into_iter().chain(letters(missing).map(What::Letters)).chain(faint).collect()
}

fn letters(missing: &BTreeSet<char>) -> Option<String> {
    let named = missing.iter().take(8).map(|letter| format!("{letter} (U+{:04X})", u32::from(*letter)));
    let named: Vec<String> = named.collect();
    (!named.is_empty()).then(|| named.join(", "))
}

fn pixels((width, height): (f32, f32)) -> String {
    format!("{} × {} px", width.ceil(), height.floor())
}

impl Remark {
    /// The diagnostic, at the copy that it is about.
    pub(super) fn told(&self, sheet: &Sheet) -> Option<Diagnostic> {
        let (told, format) = (&sheet.told, &sheet.format);
        let place = told.slots.get(&self.slot).unwrap_or(&told.head).clone();
        let slot = if self.slot.is_empty() { "…" } else { &self.slot };
        let diagnostic = match (&self.what, told.preview) {
            (What::DoesNotFit { needs, has, lines }, false) => {
                let fault = TEXT_DOES_NOT_FIT.at(place).with("size", format!("{} × {}", format.size.0, format.size.1));
                match lines {
                    Some((needs, has)) => {
                        let fault = fault.with("needs", format!("{needs} lines")).with("has", has);
                        fault.in_chinese("needs", format!("{needs} 行")).in_chinese("has", format!("{has} 行"))
                    }
                    None => fault.with("needs", pixels(*needs)).with("has", pixels(*has)),
                }
            }
            (What::DoesNotFit { .. }, true) => PREVIEW_CUT.at(place),
            (What::Letters(letters), false) => LETTER_MISSING.at(place).with("letters", letters),
            (What::Letters(letters), true) => PREVIEW_LETTER.at(place).with("letters", letters),
            (What::Faint(ratio), false) => FAINT_ON_POSTER.at(place).with("ratio", format!("{ratio:.1}")),
            (What::Unsafe, false) => OUTSIDE_SAFE_AREA.at(told.format.clone()),
            // Nobody wrote a preview's colours or places: they are the theme's.
            (What::Faint(_) | What::Unsafe, true) => return None,
        };
        Some(diagnostic.with("slot", slot).with("format", &format.name))
    }
}
