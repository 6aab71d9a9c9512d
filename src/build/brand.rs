//! The shop's own marks: logo and favicon as published files, the watermark as a recipe's mark.

use super::Settings;
use crate::artifact::{Artifact, Body};
use crate::diagnostics::rules::photo::SVG_REFUSED;
use crate::diagnostics::{Checked, Notes, Place};
use crate::fingerprint::Digest;
use crate::imaging;
use crate::paths::ShopPath;
use crate::photos::{Mark, Original};
use crate::plan::{PublishedFile, files};
use crate::source::Source;
use std::collections::BTreeMap;

/// The shop's marks.
#[derive(Debug, Default)]
pub(super) struct Brand {
    /// The watermark.
    pub(super) mark: Option<Mark>,
    /// The watermark's file by its digest.
    pub(super) marks: BTreeMap<Digest, ShopPath>,
    /// Logo and favicon, with their addresses.
    pub(super) files: BTreeMap<ShopPath, PublishedFile>,
    /// The same, as artifacts.
    pub(super) artifacts: Vec<Artifact>,
}

/// The marks that are photos, so that their facts are read.
pub(super) fn wanted(settings: &Settings) -> Vec<(ShopPath, Place)> {
    let watermark = settings.photos.watermark.iter().map(|mark| (mark.image.clone(), mark.place.clone()));
    let files = settings.logo.iter().chain(&settings.favicon).map(|path| (path.clone(), Place::head(path)));
    watermark.chain(files.filter(|(path, _)| path.extension() != "ico")).collect()
}

/// Reads the marks. Drawings are sanitised; other pictures are published as they are, without their metadata.
pub(super) fn read(source: &Source, settings: &Settings, originals: &BTreeMap<ShopPath, Original>) -> Checked<Brand> {
    let mut notes = Notes::default();
    let mut brand = Brand::default();
    if let Some((watermark, original)) =
        settings.photos.watermark.as_ref().and_then(|mark| Some((mark, originals.get(&mark.image)?)))
    {
        brand.marks.insert(original.digest, watermark.image.clone());
        brand.mark = Some(Mark {
            image: original.digest,
            corner: watermark.corner,
            opacity: watermark.opacity,
            share: watermark.share,
            min_edge: watermark.min_edge,
        });
    }
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
