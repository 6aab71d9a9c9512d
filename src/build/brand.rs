//! Logo and favicon as published files.

use crate::artifact::{Artifact, Body};
use crate::diagnostics::rules::photo::SVG_REFUSED;
use crate::diagnostics::{Checked, Diagnostic, Notes, Place};
use crate::fingerprint::Digest;
use crate::imaging::{self, Limits};
use crate::paths::ShopPath;
use crate::photos::Original;
use crate::plan::{PublishedFile, files};
use crate::source::Source;
use crate::storefront::Storefront;
use std::collections::{BTreeMap, BTreeSet};

/// What stands for the shop.
#[derive(Debug, Default)]
pub(super) struct Brand {
    /// Logo and favicon, with their addresses.
    pub(super) files: BTreeMap<ShopPath, PublishedFile>,
    /// The same, as artifacts.
    pub(super) artifacts: Vec<Artifact>,
}

/// Those that are photos, so that their facts are read.
pub(super) fn wanted(storefront: &Storefront<'_>) -> Vec<(ShopPath, Place)> {
    let files = named(storefront).into_iter().map(|path| (path.clone(), Place::head(path)));
    files.filter(|(path, _)| path.extension() != "ico").collect()
}

/// Logo, favicon, and the favicons of campaigns that run or are announced.
fn named<'s>(storefront: &Storefront<'s>) -> BTreeSet<&'s ShopPath> {
    let settings = storefront.settings;
    let campaigns = storefront.catalog.campaigns.iter().filter(|campaign| storefront.announces(campaign));
    let favicons = campaigns.filter_map(|campaign| campaign.skin.favicon.as_ref());
    settings.logo.iter().chain(&settings.favicon).chain(favicons).collect()
}

/// Reads them. Drawings are sanitised; other pictures are published as they are, without their notes.
pub(super) fn read(
    source: &Source,
    storefront: &Storefront<'_>,
    originals: &BTreeMap<ShopPath, Original>,
    limits: Limits,
) -> Checked<Brand> {
    let mut notes = Notes::default();
    let mut brand = Brand::default();
    for path in named(storefront) {
        let Ok(bytes) = source.bytes(path) else { continue };
        let digest = Digest::of(&bytes);
        match clean(path, bytes, limits) {
            Ok(clean) => {
                let address = files::address(path, digest);
                brand.artifacts.push(Artifact { path: address.file(), body: Body::Bytes(clean) });
                let size = originals.get(path).map(|original| (original.facts.width, original.facts.height));
                brand.files.insert(path.clone(), PublishedFile { address, size });
            }
            // What is not sound was told when it was examined.
            Err(diagnostic) if originals.contains_key(path) => notes.push(*diagnostic),
            Err(_) => {}
        }
    }
    notes.around(brand)
}

fn clean(path: &ShopPath, bytes: Vec<u8>, limits: Limits) -> Result<Vec<u8>, Box<Diagnostic>> {
    if path.extension() != "svg" {
        return imaging::without_notes(path, bytes, limits);
    }
    imaging::sanitise_svg(&bytes)
        .map_err(|reason| Box::new(SVG_REFUSED.at(Place::head(path)).with("path", path).with("reason", reason)))
}
