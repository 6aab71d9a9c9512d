//! Logo and favicon as published files.

use super::Settings;
use crate::artifact::{Artifact, Body};
use crate::diagnostics::rules::photo::SVG_REFUSED;
use crate::diagnostics::{Checked, Notes, Place};
use crate::fingerprint::Digest;
use crate::imaging;
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

/// Reads them. Drawings are sanitised; other pictures are published as they are, without their metadata.
pub(super) fn read(source: &Source, settings: &Settings, originals: &BTreeMap<ShopPath, Original>) -> Checked<Brand> {
    let mut notes = Notes::default();
    let mut brand = Brand::default();
    for path in settings.logo.iter().chain(&settings.favicon) {
        let Ok(bytes) = source.bytes(path) else { continue };
        let digest = Digest::of(&bytes);
        let clean = if path.extension() == "svg" {
            match imaging::sanitise_svg(&bytes) {
                Ok(clean) => clean,
                Err(reason) => {
                    notes.push(SVG_REFUSED.at(Place::head(path)).with("path", path).with("reason", reason));
                    continue;
                }
            }
        } else {
            bytes
        };
        let address = files::address(path, digest);
        brand.artifacts.push(Artifact { path: address.file(), body: Body::Bytes(clean) });
        let size = originals.get(path).map(|original| (original.facts.width, original.facts.height));
        brand.files.insert(path.clone(), PublishedFile { address, size });
    }
    brand.artifacts.dedup_by(|a, b| a.path == b.path);
    notes.around(brand)
}
