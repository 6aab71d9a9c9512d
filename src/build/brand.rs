//! Logo and favicon as published files.

use super::Settings;
use crate::artifact::{Artifact, Body};
use crate::diagnostics::rules::photo::SVG_REFUSED;
use crate::diagnostics::{Checked, Diagnostic, Notes, Place};
use crate::fingerprint::Digest;
use crate::imaging::{self, Limits};
use crate::paths::ShopPath;
use crate::photos::Original;
use crate::plan::{PublishedFile, files};
use crate::source::Source;
use std::collections::BTreeMap;

/// What stands for the shop.
#[derive(Debug, Default)]
pub(super) struct Brand {
    /// Logo and favicon, with their addresses.
    pub(super) files: BTreeMap<ShopPath, PublishedFile>,
    /// The same, as artifacts.
    pub(super) artifacts: Vec<Artifact>,
}

/// Those that are photos, so that their facts are read.
pub(super) fn wanted(settings: &Settings) -> Vec<(ShopPath, Place)> {
    let files = settings.logo.iter().chain(&settings.favicon).map(|path| (path.clone(), Place::head(path)));
    files.filter(|(path, _)| path.extension() != "ico").collect()
}

/// Reads them. Drawings are sanitised; other pictures are published as they are, without their notes.
pub(super) fn read(
    source: &Source,
    settings: &Settings,
    originals: &BTreeMap<ShopPath, Original>,
    limits: Limits,
) -> Checked<Brand> {
    let mut notes = Notes::default();
    let mut brand = Brand::default();
    for path in settings.logo.iter().chain(&settings.favicon) {
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
    brand.artifacts.dedup_by(|a, b| a.path == b.path);
    notes.around(brand)
}

fn clean(path: &ShopPath, bytes: Vec<u8>, limits: Limits) -> Result<Vec<u8>, Box<Diagnostic>> {
    if path.extension() != "svg" {
        return imaging::without_notes(path, bytes, limits);
    }
    imaging::sanitise_svg(&bytes)
        .map_err(|reason| Box::new(SVG_REFUSED.at(Place::head(path)).with("path", path).with("reason", reason)))
}
