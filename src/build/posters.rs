//! Posters and preview pictures: what of them is drawn, and with what.

use super::Site;
use crate::artifact::Artifact;
use crate::diagnostics::Checked;
use crate::plan::posters::Sheet;
use crate::poster::{self, Studio, Work};

/// Draws the sheets of a release. Where none is made, previews are left out: nobody wrote what is in them, and there may
/// be as many as products.
pub(super) fn make(
    site: &Site<'_>,
    studio: &Studio,
    released: bool,
    done: &(dyn Fn(usize) + Sync),
) -> Checked<Vec<Artifact>> {
    let sheets: Vec<&Sheet> = wanted(site, released).collect();
    let logo = site.settings.logo.as_ref().and_then(|path| Some((path, site.originals.get(path)?.digest)));
    poster::make(Work { studio, darkroom: &site.darkroom, logo }, &sheets, done)
}

/// The sheets that are drawn.
pub(super) fn wanted<'s>(site: &'s Site<'_>, released: bool) -> impl Iterator<Item = &'s Sheet> {
    site.plan.posters.sheets.iter().filter(move |sheet| released || !sheet.told.preview)
}
