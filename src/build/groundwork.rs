//! Everything that is decided before a page is made: what is on the shelf, what originals are like, which marks they
//! wear, and the plan.

use super::brand::{self, Brand};
use super::look::Look;
use super::marks::{Drawn, Stock, Workshop};
use super::order::{Order, Progress};
use crate::cache::Cache;
use crate::catalog::Catalog;
use crate::diagnostics::rules::photo::ANIMATED;
use crate::diagnostics::{Checked, Notes};
use crate::imaging::{self, Darkroom, Limits};
use crate::paths::ShopPath;
use crate::photos::Original;
use crate::plan::{self, Plan, pictures};
use crate::settings::Settings;
use crate::source::Source;
use crate::storefront::{self, Storefront};
use std::collections::BTreeMap;

/// What is decided of a catalog at a moment. The documents and the settings must outlive it; files and looks need not.
pub struct Groundwork<'c> {
    /// What is on the shelf, of which documents, by which settings.
    pub storefront: Storefront<'c>,
    /// Every route, rendition and sheet.
    pub plan: Plan<'c>,
    /// Facts of the photos that are shown.
    pub originals: BTreeMap<ShopPath, Original>,
    pub(super) drawn: Drawn,
    brand: Brand,
}

/// What may be another by the time that a page is made: the shop's files, and how it looks.
#[derive(Clone, Copy)]
pub struct Surface<'a> {
    /// The files.
    pub source: &'a Source,
    /// The theme and its engines.
    pub look: &'a Look,
    /// Made things.
    pub cache: &'a Cache,
}

/// Everything that artifacts are made from.
#[derive(Clone, Copy)]
pub struct Site<'a> {
    pub(super) source: &'a Source,
    pub(super) settings: &'a Settings,
    pub(super) look: &'a Look,
    pub(super) catalog: &'a Catalog,
    pub(super) storefront: &'a Storefront<'a>,
    pub(super) plan: &'a Plan<'a>,
    pub(super) originals: &'a BTreeMap<ShopPath, Original>,
    pub(super) darkroom: Darkroom<'a>,
    pub(super) brand: &'a Brand,
    pub(super) drawn: &'a Drawn,
}

impl<'a> Site<'a> {
    /// The settings.
    #[must_use]
    pub fn settings(&self) -> &'a Settings {
        self.settings
    }

    /// How it looks.
    #[must_use]
    pub fn look(&self) -> &'a Look {
        self.look
    }

    /// The files.
    #[must_use]
    pub fn source(&self) -> &'a Source {
        self.source
    }

    /// The documents.
    #[must_use]
    pub fn catalog(&self) -> &'a Catalog {
        self.catalog
    }

    /// What is on the shelf.
    #[must_use]
    pub fn storefront(&self) -> &'a Storefront<'a> {
        self.storefront
    }

    /// Every route, rendition and sheet.
    #[must_use]
    pub fn plan(&self) -> &'a Plan<'a> {
        self.plan
    }

    /// Facts of the photos that are shown.
    #[must_use]
    pub fn originals(&self) -> &'a BTreeMap<ShopPath, Original> {
        self.originals
    }
}

impl<'c> Groundwork<'c> {
    /// Lays the groundwork for the moment that the order names.
    pub fn lay(
        order: &Order,
        surface: Surface<'_>,
        (settings, catalog): (&'c Settings, &'c Catalog),
        progress: &dyn Progress,
        notes: &mut Notes,
    ) -> Self {
        let Surface { source, look, cache } = surface;
        let storefront = storefront::at(catalog, settings, order.at.begins(&settings.zone), order.clearance);
        progress.stage("measuring", 0);
        let workshop = Workshop { source, theme: &look.theme, settings, catalog };
        let limits = Limits::of(&settings.photos, order.photo_memory);
        let stock = Stock { source, theme: &look.theme };
        let darkroom = Darkroom { files: &stock, cache, limits };
        let originals = notes.take(examine(&darkroom, &workshop, &storefront));
        let drawn = notes.take(workshop.draw(&originals, &darkroom, look.studio.as_deref()));
        let brand = notes.take(brand::read(source, &storefront, &originals, limits));
        progress.stage("planning", 0);
        let plan = notes.take(plan::draw(&storefront, &look.theme, &originals, &drawn.marks, brand.files.clone()));
        Self { storefront, plan, originals, drawn, brand }
    }

    /// Hands everything that artifacts are made from to a function.
    pub fn with_site<T>(&self, order: &Order, surface: Surface<'_>, then: impl FnOnce(&Site<'_>) -> T) -> T {
        let Self { storefront, plan, originals, drawn, brand } = self;
        let Storefront { settings, catalog, .. } = *storefront;
        let Surface { source, look, cache } = surface;
        let stock = Stock { source, theme: &look.theme };
        let limits = Limits::of(&settings.photos, order.photo_memory);
        let darkroom = Darkroom { files: &stock, cache, limits };
        then(&Site { source, settings, look, catalog, storefront, plan, originals, darkroom, brand, drawn })
    }
}

/// Facts of every photo that is shown, and of the shop's marks.
fn examine(
    darkroom: &Darkroom<'_>,
    workshop: &Workshop<'_>,
    storefront: &Storefront<'_>,
) -> Checked<BTreeMap<ShopPath, Original>> {
    let mut wanted = pictures::wanted(storefront);
    wanted.extend(brand::wanted(storefront));
    wanted.extend(workshop.wanted());
    let mut examined = imaging::examine(darkroom, &wanted);
    if storefront.settings.photos.moving {
        examined.diagnostics.retain(|diagnostic| diagnostic.rule.code != ANIMATED.code);
    }
    examined
}
