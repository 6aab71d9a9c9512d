//! Posters and preview pictures: what of them is drawn, and with what.

use super::{Settings, Site, Theme};
use crate::artifact::Artifact;
use crate::diagnostics::Checked;
use crate::plan::posters::Sheet;
use crate::plan::words::Words;
use crate::poster::{self, Shared, Studio, Work};
use std::collections::BTreeMap;

/// Draws the sheets of a release. Where none is made, previews are left out: nobody wrote what is in them, and there may
/// be as many as products.
pub(super) fn make(
    site: &Site<'_>,
    studio: &Studio<'_>,
    released: bool,
    done: &(dyn Fn(usize) + Sync),
) -> Checked<Vec<Artifact>> {
    let sheets: Vec<&Sheet> = wanted(site, released).collect();
    let logo = site.settings.logo.as_ref().and_then(|path| Some((path, site.originals.get(path)?.digest)));
    let work = Work { studio, darkroom: site.darkroom, logo, shared: &shared(site.settings, site.theme, studio) };
    poster::make(work, &sheets, done)
}

/// The sheets that are drawn.
pub(super) fn wanted<'s>(site: &'s Site<'_>, released: bool) -> impl Iterator<Item = &'s Sheet> {
    site.plan.posters.sheets.iter().filter(move |sheet| released || !sheet.told.preview)
}

/// What the sheets of each language see beside their views.
pub(super) fn shared(settings: &Settings, theme: &Theme, studio: &Studio<'_>) -> Shared {
    let engine = studio.engine();
    let of_language = |language: &String| {
        let tagline = settings.tagline.as_ref().map(|text| settings.text(text, language));
        let shop: BTreeMap<&str, Option<&str>> =
            [("name", Some(settings.name.as_str())), ("tagline", tagline)].into_iter().collect();
        let texts = Words::of(&theme.texts, settings, language).all();
        let values = vec![
            ("site", engine.shared(&shop)),
            ("settings", engine.shared(&theme.settings)),
            ("t", engine.shared(&texts)),
        ];
        (language.clone(), values)
    };
    settings.languages.iter().map(of_language).collect()
}
