//! Who makes one picture when it is asked for, and needs nothing of the shop that may change meanwhile.

use super::groundwork::Site;
use crate::artifact::Artifact;
use crate::cache::Cache;
use crate::fingerprint::{Digest, Stamp};
use crate::imaging::{self, Artwork, Darkroom, Files, Limits};
use crate::paths::ShopPath;
use crate::photos::Rendition;
use crate::plan::posters::Sheet;
use crate::poster::{self, Studio, Work};
use crate::source::Source;
use crate::theme::Theme;
use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;

/// A painter.
pub struct Painter {
    /// Made things.
    pub cache: Cache,
    store: Store,
    limits: Limits,
    artworks: Arc<BTreeMap<Digest, Artwork>>,
    studio: Option<Arc<Studio>>,
    logo: Option<(ShopPath, Digest)>,
}

/// The files of the shop, and those of a theme that the program holds.
struct Store {
    source: Arc<Source>,
    theme: Arc<Theme>,
}

impl Files for Store {
    fn bytes(&self, path: &ShopPath) -> io::Result<Vec<u8>> {
        self.theme.file_of_badge(path).map_or_else(|| self.source.bytes(path), |bytes| Ok(bytes.to_vec()))
    }

    fn stamp(&self, path: &ShopPath) -> Option<Stamp> {
        self.source.stamp(path)
    }
}

impl Site<'_> {
    /// A painter for the pictures of this site.
    #[must_use]
    pub fn painter(&self, source: Arc<Source>, cache: Cache, memory: u64) -> Painter {
        let logo = self.settings.logo.as_ref();
        Painter {
            cache,
            store: Store { source, theme: self.look.theme.clone() },
            limits: Limits::of(&self.settings.photos, memory),
            artworks: self.drawn.artworks.clone(),
            studio: self.look.studio.clone(),
            logo: logo.and_then(|path| Some((path.clone(), self.originals.get(path)?.digest))),
        }
    }
}

impl Painter {
    /// A rendition. `None` if it cannot be made: the check of the whole shop says why.
    #[must_use]
    pub fn rendition(&self, rendition: &Rendition) -> Option<Artifact> {
        let wanted = std::slice::from_ref(rendition);
        imaging::make(&self.darkroom(), wanted, &self.artworks, &|_| ()).value.pop()
    }

    /// A drawn sheet. `None` if it cannot be drawn: the check of the whole shop says why.
    #[must_use]
    pub fn sheet(&self, sheet: &Sheet) -> Option<Artifact> {
        let (studio, darkroom) = (self.studio.as_deref()?, self.darkroom());
        let logo = self.logo.as_ref().map(|(path, digest)| (path, *digest));
        poster::make(Work { studio, darkroom: &darkroom, logo }, &[sheet], &|_| ()).value.pop()
    }

    fn darkroom(&self) -> Darkroom<'_> {
        Darkroom { files: &self.store, cache: &self.cache, limits: self.limits }
    }
}
