//! Who makes one picture when it is asked for, and needs nothing of the shop that may change meanwhile.

use super::groundwork::Site;
use super::marks::Stock;
use crate::artifact::Artifact;
use crate::cache::Cache;
use crate::fingerprint::Digest;
use crate::imaging::{self, Artwork, Darkroom, Limits};
use crate::paths::ShopPath;
use crate::photos::Rendition;
use crate::plan::posters::Sheet;
use crate::poster::{self, Studio, Work};
use crate::source::Source;
use crate::theme::Theme;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A painter.
pub struct Painter {
    /// Made things.
    pub cache: Cache,
    source: Arc<Source>,
    theme: Arc<Theme>,
    limits: Limits,
    artworks: Arc<BTreeMap<Digest, Artwork>>,
    studio: Option<Arc<Studio>>,
    logo: Option<(ShopPath, Digest)>,
}

impl Site<'_> {
    /// A painter for the pictures of this site.
    #[must_use]
    pub fn painter(&self, source: Arc<Source>, cache: Cache, memory: u64) -> Painter {
        let logo = self.settings.logo.as_ref();
        Painter {
            cache,
            source,
            theme: self.look.theme.clone(),
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
        imaging::make(&self.darkroom(&self.stock()), wanted, &self.artworks, &|_| ()).value.pop()
    }

    /// A drawn sheet. `None` if it cannot be drawn: the check of the whole shop says why.
    #[must_use]
    pub fn sheet(&self, sheet: &Sheet) -> Option<Artifact> {
        let (studio, stock) = (self.studio.as_deref()?, self.stock());
        let darkroom = self.darkroom(&stock);
        let logo = self.logo.as_ref().map(|(path, digest)| (path, *digest));
        poster::make(Work { studio, darkroom: &darkroom, logo }, &[sheet], &|_| ()).value.pop()
    }

    fn stock(&self) -> Stock<'_> {
        Stock { source: &self.source, theme: &self.theme }
    }

    fn darkroom<'a>(&'a self, stock: &'a Stock<'a>) -> Darkroom<'a> {
        Darkroom { files: stock, cache: &self.cache, limits: self.limits }
    }
}
