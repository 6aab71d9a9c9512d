//! Posters, resolved.

use super::campaign::stamp;
use super::document::{Document, Reader};
use super::draft::Draft;
use super::photo::PhotoUse;
use super::product::{narrow, placed};
use super::raw;
use super::skin::tokens;
use crate::diagnostics::rules::campaign::PRICE_IN_WORDS;
use crate::diagnostics::rules::reading::{MISSING_FIELD, WRONG_VALUE};
use crate::diagnostics::{Notes, Place};
use crate::yaml::Field;
use std::collections::BTreeMap;

/// A text, and where it stands.
pub(super) type Placed = (String, Place);

/// The longest address of a QR code, in bytes.
const LONGEST_ADDRESS: usize = 600;

/// A poster in one language.
#[derive(Clone, Debug)]
pub struct Poster {
    /// What all documents have.
    pub document: Document,
    /// The theme's template.
    pub template: Placed,
    /// Formats to make.
    pub formats: Vec<Placed>,
    /// What it says.
    pub words: PosterWords,
    /// Its photo.
    pub photo: Option<PhotoUse>,
    /// The SKU whose price it shows.
    pub price_of: Option<Placed>,
    /// The campaign it belongs to.
    pub campaign: Option<Placed>,
    /// A stamp.
    pub badge: Option<Placed>,
    /// Where it says that the logo is on it.
    pub logo: Option<Place>,
    /// Where its QR code leads.
    pub qr: Option<Placed>,
    /// Colours over those of theme and skin.
    pub palette: BTreeMap<String, String>,
}

/// What a poster says.
#[derive(Clone, Debug)]
pub struct PosterWords {
    /// Headline.
    pub headline: Placed,
    /// Line below.
    pub sub: Option<Placed>,
    /// Call to action.
    pub cta: Option<Placed>,
    /// What the law asks for.
    pub legal: Option<Placed>,
    /// Texts of the template's own slots, by slot.
    pub free: BTreeMap<String, Placed>,
}

impl PosterWords {
    /// Every text by its slot.
    pub fn all(&self) -> impl Iterator<Item = (&str, &Placed)> {
        let known = [("sub", &self.sub), ("cta", &self.cta), ("legal", &self.legal)];
        let known = known.into_iter().filter_map(|(slot, text)| Some((slot, text.as_ref()?)));
        let free = self.free.iter().map(|(slot, text)| (slot.as_str(), text));
        std::iter::once(("headline", &self.headline)).chain(known).chain(free)
    }
}

impl Reader<'_> {
    /// Resolves a poster. `None` without a headline.
    pub(super) fn poster(&self, draft: &Draft<raw::Poster>, notes: &mut Notes) -> Option<Poster> {
        let front = &draft.front;
        let document = self.document(draft, notes);
        for (key, present) in [
            ("template", front.template.is_present()),
            ("formats", front.formats.is_present()),
            ("words", front.words.is_present()),
        ] {
            if !present {
                notes.push(MISSING_FIELD.at(draft.head.clone()).with("key", key));
            }
        }
        let one = |field: &Field<String>| field.placed().map(|(text, place)| (text.clone(), place.clone()));
        let stamped = front.badge.placed();
        let badge = stamped.and_then(|(text, place)| {
            let text = stamp(self.settings.text(text, &draft.language), place, notes)?;
            Some((text, place.clone()))
        });
        Some(Poster {
            words: words(front.words.get()?, notes)?,
            template: one(&front.template).unwrap_or_else(|| (String::new(), draft.head.clone())),
            formats: placed(&front.formats),
            photo: front.photo.get().and_then(|photo| self.photos.named(&draft.language, photo, notes)),
            price_of: one(&front.price_of),
            campaign: one(&front.campaign),
            badge,
            logo: front.logo.placed().filter(|(shown, _)| **shown).map(|(_, place)| place.clone()),
            qr: front.qr.get().and_then(|qr| address(&qr.url, notes)),
            palette: tokens(&front.palette, notes),
            document,
        })
    }
}

fn words(words: &raw::PosterWords, notes: &mut Notes) -> Option<PosterWords> {
    let mut read = |key: &'static str, field: &Field<String>, limit: usize| {
        let (_, place) = field.placed()?;
        check_price(field, key, notes);
        Some((narrow(key, field, limit, notes)?, place.clone()))
    };
    let headline = read("headline", &words.headline, 24);
    let (sub, cta) = (read("sub", &words.sub, 40), read("cta", &words.cta, 12));
    let legal = read("legal", &words.legal, usize::MAX);
    let free = words.free.value.iter().flatten();
    let free = free.filter_map(|(slot, field)| Some((slot.clone(), read("free", field, usize::MAX)?)));
    let free = free.collect();
    Some(PosterWords { headline: headline?, sub, cta, legal, free })
}

/// Prices on posters come from the offers table only.
fn check_price(field: &Field<String>, key: &'static str, notes: &mut Notes) {
    let Some((text, place)) = field.placed() else { return };
    let digit_before =
        |at: usize| text.get(..at).is_some_and(|head| head.trim_end().ends_with(|c: char| c.is_ascii_digit()));
    let digit_after =
        |at: usize| text.get(at..).is_some_and(|tail| tail.trim_start().starts_with(|c: char| c.is_ascii_digit()));
    let marked = text.match_indices(['¥', '¥', '$', '€']).any(|(at, mark)| digit_after(at + mark.len()));
    let yuan = text.match_indices('元').any(|(at, _)| digit_before(at));
    if marked || yuan {
        notes.push(PRICE_IN_WORDS.at(place.clone()).with("key", key).with("text", text));
    }
}

/// Where a QR code leads: an address that a phone opens.
fn address(field: &Field<String>, notes: &mut Notes) -> Option<Placed> {
    let (url, place) = field.placed()?;
    let opens = (url.starts_with("https://") || url.starts_with("http://")) && url.len() <= LONGEST_ADDRESS;
    let url = url.trim();
    if opens && !url.contains(char::is_whitespace) {
        return Some((url.to_string(), place.clone()));
    }
    let fault = WRONG_VALUE.at(place.clone()).with("key", "url");
    let fault = fault.with("reason", "a QR code leads to a whole address, https://…, of at most 600 bytes");
    notes.push(fault.in_chinese("reason", "二维码要写完整网址 https://…，不超过 600 字节"));
    None
}
