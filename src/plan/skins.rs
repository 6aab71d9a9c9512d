//! Which skins pages wear, and whether what they say can be read.

use crate::diagnostics::rules::theme::{FAINT_TEXT, UNKNOWN_SKIN};
use crate::diagnostics::{Checked, Notes, Place};
use crate::storefront::Storefront;
use crate::theme::{self, Faint, Skin, Theme};
use std::collections::BTreeMap;

/// The skins of the campaigns that run or are announced, by name. Faint text of the theme, its skins and campaigns is
/// reported where its colours stand.
pub(super) fn worn(storefront: &Storefront<'_>, theme: &Theme) -> Checked<Vec<String>> {
    let mut notes = Notes::default();
    let none = BTreeMap::new();
    report(&theme::faint(&theme.contrast, &theme.tokens_with(None, &none)), &Place::head(&theme.file), &mut notes);
    let mut worn: BTreeMap<&str, &Skin> = BTreeMap::new();
    for campaign in storefront.catalog.campaigns.iter().filter(|campaign| campaign.document.original) {
        let named = campaign.skin.name.as_ref();
        let found = theme.skin_of(&campaign.skin);
        if let (Some((name, place)), None) = (named, found) {
            notes.push(unknown(theme, name, place));
        }
        if let Some(place) = &campaign.skin.tokens_place {
            report(&theme::faint(&theme.contrast, &theme.tokens_of(&campaign.skin)), place, &mut notes);
        }
        worn.extend(found.filter(|_| storefront.announces(campaign)).map(|(name, skin)| (name.as_str(), skin)));
    }
    for skin in worn.values() {
        report(&theme::faint(&theme.contrast, &theme.tokens_with(Some(skin), &none)), &skin.place, &mut notes);
    }
    notes.around(worn.into_keys().map(str::to_string).collect())
}

fn unknown(theme: &Theme, name: &str, place: &Place) -> crate::diagnostics::Diagnostic {
    let known: Vec<&str> = theme.skins.keys().map(String::as_str).collect();
    UNKNOWN_SKIN
        .at(place.clone())
        .with("theme", &theme.name)
        .with("skin", name)
        .with("known", known.join(", "))
        .nearest(name, known.iter().copied())
}

fn report(faint: &[Faint], place: &Place, notes: &mut Notes) {
    for Faint { text, ground, ratio } in faint {
        notes.push(
            FAINT_TEXT
                .at(place.clone())
                .with("text", text)
                .with("ground", ground)
                .with("ratio", format!("{ratio:.1}"))
                .with("least", theme::LEAST),
        );
    }
}
