//! How the shop looks: its theme, and the engines that pages and posters are made with.

use crate::diagnostics::{Checked, Notes};
use crate::paths::ShopPath;
use crate::poster::{self, Studio};
use crate::rendering::{self, Engine};
use crate::settings::Settings;
use crate::source::Source;
use crate::theme::{self, Theme};
use std::sync::Arc;

/// What pages and posters depend on beside the documents and the settings.
#[derive(Clone)]
pub struct Look {
    /// The theme.
    pub theme: Arc<Theme>,
    /// Its page templates. `None` if one of them cannot be read.
    pub engine: Option<Arc<Engine>>,
    /// Its poster templates and fonts. `None` if one of the templates cannot be read.
    pub studio: Option<Arc<Studio>>,
}

/// Whether a file of a theme is one of those by which nothing is decided: how pages look, and nothing else.
#[must_use]
pub fn is_surface(file: &ShopPath) -> bool {
    let mut parts = file.as_str().split('/').skip(2);
    file.as_str().starts_with("themes/") && matches!(parts.next(), Some("templates" | "styles" | "scripts"))
}

impl Look {
    /// Reads it. `None` if the theme cannot be read.
    #[must_use]
    pub fn read(source: &Source, settings: &Settings) -> Checked<Option<Self>> {
        Self::with(source, settings, |theme, notes| notes.take(poster::studio(theme, settings)).map(Arc::new))
    }

    /// Reads the theme again where only its page templates, styles or scripts changed ([`is_surface`]); posters are drawn
    /// as before. `None` if it cannot be read.
    #[must_use]
    pub fn read_surface(&self, source: &Source, settings: &Settings) -> Checked<Option<Self>> {
        Self::with(source, settings, |_, _| self.studio.clone())
    }

    fn with(
        source: &Source,
        settings: &Settings,
        studio: impl FnOnce(&Arc<Theme>, &mut Notes) -> Option<Arc<Studio>>,
    ) -> Checked<Option<Self>> {
        let mut notes = Notes::default();
        let Some(theme) = notes.take(theme::of_shop(source, settings)) else { return notes.around(None) };
        let theme = Arc::new(theme);
        let engine = notes.take(rendering::engine(&theme)).map(Arc::new);
        let studio = studio(&theme, &mut notes);
        notes.around(Some(Self { theme, engine, studio }))
    }
}
