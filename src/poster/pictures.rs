//! The pictures that sheets may use beside their photos: drawings of skins, and what lies beside the templates.

use crate::imaging::{Developed, Limits, Negative};
use crate::paths::ShopPath;
use crate::theme::Theme;
use ::posters::Picture;
use std::collections::BTreeMap;

/// Pictures by the names that templates use.
type Named = BTreeMap<String, Picture>;

/// All of them, decoded once. What is not sound is not there, and a template that uses it is told so.
#[derive(Default)]
pub(super) struct Pictures {
    beside: Named,
    skins: BTreeMap<String, Named>,
}

impl Pictures {
    pub(super) fn of(theme: &Theme, limits: Limits) -> Self {
        let read = |path: &ShopPath, bytes: &[u8]| {
            let (negative, _) = Negative::of(path, bytes.to_vec(), limits).ok()?;
            negative.develop().ok().map(picture)
        };
        let beside = theme.posters.pictures.iter();
        let beside = beside.filter_map(|(name, (path, bytes))| Some((name.clone(), read(path, bytes)?))).collect();
        let skin = |(name, skin): (&String, &crate::theme::Skin)| {
            let drawn = skin.pictures().filter_map(|(name, file)| {
                let path = ShopPath::new(&file.name)?;
                Some((name, read(&path, &file.bytes)?))
            });
            (name.clone(), drawn.collect())
        };
        Self { beside, skins: theme.skins.iter().map(skin).collect() }
    }

    /// Those of a sheet that wears a skin, or none.
    pub(super) fn with(&self, skin: Option<&String>) -> impl Iterator<Item = (String, Picture)> {
        let drawn = skin.and_then(|name| self.skins.get(name)).into_iter().flatten();
        drawn.chain(&self.beside).map(|(name, picture)| (name.clone(), picture.clone()))
    }
}

pub(super) fn picture(developed: Developed) -> Picture {
    match developed {
        Developed::Photo(samples, colours) => Picture::Photo(samples, colours),
        Developed::Pixels(raster) => Picture::Pixels(raster),
        Developed::Drawing(text) => Picture::Drawing(text),
    }
}
