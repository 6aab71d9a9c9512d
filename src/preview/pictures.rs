//! Renditions and drawn sheets, made when they are asked for, beside everything else that goes on.

use super::desk::kind_of;
use super::server::Answer;
use crate::artifact::Artifact;
use crate::build::{Painter, Site};
use crate::cache::Cache;
use crate::photos::Rendition;
use crate::plan::posters::Sheet;
use crate::source::Source;
use std::sync::Arc;
use tokio::sync::oneshot;

/// Where pictures are made.
pub(super) struct Pictures {
    /// The files.
    pub(super) source: Arc<Source>,
    /// Made things.
    pub(super) cache: Cache,
    /// Bytes of decoded photos in memory at once.
    pub(super) memory: u64,
}

/// A picture of the plan.
pub(super) enum Picture {
    Rendition(Rendition),
    Sheet(Box<Sheet>),
}

impl Pictures {
    /// The picture at an address, if there is one.
    pub(super) fn find(&self, site: &Site<'_>, address: &str) -> Option<Picture> {
        let (plan, path) = (site.plan(), address.trim_start_matches('/'));
        let renditions = &plan.pictures.renditions;
        if let Ok(at) = renditions.binary_search_by(|rendition| rendition.address.as_str().cmp(path)) {
            return renditions.get(at).cloned().map(Picture::Rendition);
        }
        let mut sheets = plan.posters.sheets.iter();
        sheets.find(|sheet| sheet.address.as_str() == address).cloned().map(|sheet| Picture::Sheet(Box::new(sheet)))
    }

    /// Makes a picture on another thread, and answers with it.
    pub(super) fn make(&self, site: &Site<'_>, picture: Picture, reply: oneshot::Sender<Answer>) {
        let painter = site.painter(self.source.clone(), self.cache.clone(), self.memory);
        rayon::spawn(move || {
            // Who asked may be gone: nothing is made for nobody.
            if !reply.is_closed() {
                let _ = reply.send(made(&painter, &picture));
            }
        });
    }
}

fn made(painter: &Painter, picture: &Picture) -> Answer {
    let artifact = match picture {
        Picture::Rendition(rendition) => painter.rendition(rendition),
        Picture::Sheet(sheet) => painter.sheet(sheet),
    };
    let bytes = artifact.as_ref().and_then(|artifact: &Artifact| painter.cache.bytes_of(&artifact.body).ok());
    match artifact.zip(bytes) {
        Some((artifact, bytes)) => Answer::of(kind_of(&artifact.path), bytes),
        None => Answer::words(404, "This picture cannot be made; the diagnostics say why.\n"),
    }
}
