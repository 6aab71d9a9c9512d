//! The resident: the shop, read once and kept up to date, on a thread of its own.
//!
//! What it holds has two layers. The outer one, made anew when documents, settings or the theme change what is planned,
//! is the catalog and the groundwork over it; documents whose texts did not change are not read again. The inner one
//! stands still while questions are answered.

mod heed;

use super::call::Call;
use super::desk::{Desk, Register};
use super::empty;
use super::kept::Kept;
use super::pictures::Pictures;
use super::problems::Problems;
use super::state::{Kind, Standing};
use super::{Lan, Teller, Wish};
use crate::build::{Drawer, Groundwork, Look, Order, Shared, Silence, Surface, is_surface};
use crate::cache::Cache;
use crate::catalog::{self, Memory};
use crate::diagnostics::{Checked, Notes, Place};
use crate::paths::ShopPath;
use crate::settings::{self, Settings};
use crate::source::Source;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender};
use std::time::Duration;
use tokio::sync::watch;

/// So many documents are rewritten at most before the shop is planned anew: they take memory beside the old ones.
const MOST_REWRITTEN: usize = 100;

/// So soon there is another address for other machines.
const RENEWED: Duration = Duration::from_secs(1);

/// The resident of a shop.
pub(super) struct Resident<'t> {
    pub(super) wish: Wish,
    pub(super) source: Arc<Source>,
    pub(super) calls: Receiver<Call>,
    pub(super) checker: Sender<u64>,
    pub(super) latest: Arc<AtomicU64>,
    pub(super) revisions: watch::Sender<u64>,
    pub(super) teller: &'t dyn Teller,
    cache: Cache,
    memory: Memory,
    kept: Kept,
    problems: Problems,
    /// How the shop looked when that could be read last.
    last: Option<(Arc<Settings>, Look)>,
    kind: Kind,
    edited: Option<ShopPath>,
    skin: Option<String>,
    /// The address for other machines, as it is shown.
    address: Option<String>,
    /// What the teller was told last.
    told: Option<BTreeSet<Told>>,
}

/// A diagnostic, as far as it tells it from others: code, place, values.
type Told = (&'static str, Place, Vec<(&'static str, String)>);

/// What ends the time in which a shop stands still.
enum Next {
    /// It is to be read again.
    Again,
    /// The preview ends.
    End,
}

impl<'t> Resident<'t> {
    /// A resident of a shop whose files were read.
    pub(super) fn new(
        wish: Wish,
        source: Source,
        (calls, checker): (Receiver<Call>, Sender<u64>),
        (latest, revisions): (Arc<AtomicU64>, watch::Sender<u64>),
        teller: &'t dyn Teller,
    ) -> Self {
        let cache = Cache::of_shop(&wish.order.root).used_at(wish.order.now);
        Self {
            source: Arc::new(source),
            cache,
            calls,
            checker,
            latest,
            revisions,
            teller,
            memory: Memory::default(),
            kept: Kept::default(),
            problems: Problems::default(),
            last: None,
            kind: Kind::Start,
            edited: None,
            skin: wish.skin.clone(),
            address: None,
            wish,
            told: None,
        }
    }

    /// Answers until the preview ends.
    pub(super) fn run(mut self) {
        loop {
            let next = match self.look() {
                Some((settings, look)) => self.stand(&settings, look),
                None => self.stand_empty(),
            };
            if let Next::End = next {
                return;
            }
        }
    }

    /// How the shop looks: as it could be read last, where it cannot be read now.
    fn look(&mut self) -> Option<(Arc<Settings>, Look)> {
        let mut notes = self.source.notes();
        let last = self.last.take();
        let settings = notes.take(settings::read(&self.source)).map(Arc::new);
        let settings = settings.or_else(|| last.as_ref().map(|(settings, _)| settings.clone()));
        let look = settings.as_ref().and_then(|settings| notes.take(Look::read(&self.source, settings)));
        self.problems.of_look(notes.diagnostics);
        let is_whole = |look: &Look| look.engine.is_some() && look.studio.is_some();
        let look = match (look, last) {
            (Some(look), _) if is_whole(&look) => look,
            (_, Some((_, last))) => last,
            (look, None) => look?,
        };
        self.last = settings.map(|settings| (settings, look));
        self.last.clone()
    }

    /// Reads and plans the shop, and answers questions about it.
    fn stand(&mut self, settings: &Settings, mut look: Look) -> Next {
        let (drawer, mut notes) = (Drawer::default(), Notes::default());
        let catalog = notes.take(catalog::read_again(&self.source, settings, &mut self.memory));
        let (order, source, cache) = (self.wish.order.clone(), self.source.clone(), self.cache.clone());
        let surface = Surface { source: &source, look: &look, cache: &cache };
        let mut ground = Groundwork::lay(&order, surface, (settings, &catalog), &Silence, &mut notes);
        ground.plan.try_on(self.skin.clone());
        self.problems.of_road(notes.diagnostics);
        let register: Register =
            ground.plan.routes.iter().enumerate().map(|(at, route)| (route.address.as_str().to_string(), at)).collect();
        drop(source);
        self.revised();
        let mut stands_until = None;
        loop {
            let Some(call) = self.serve(&order, &ground, &look, &register) else {
                self.renew_address();
                if self.boundary_passed(&ground, &mut stands_until) {
                    return Next::Again;
                }
                continue;
            };
            let Call::Changed(gathered) = call else {
                match self.heed(call) {
                    Some(next) => return next,
                    None => continue,
                }
            };
            let changes = self.update(&gathered.take());
            if changes.is_empty() {
                continue;
            }
            self.changed(&changes);
            let files = &changes.files;
            stands_until = None;
            let is_done = self.repaint(&mut ground, &mut look, files) || self.rewrite(&mut ground, &drawer, files);
            if !is_done {
                return Next::Again;
            }
            self.revised();
        }
    }

    /// Takes over files by which nothing is decided; one that cannot be read leaves all as it was.
    fn repaint(&mut self, ground: &mut Groundwork<'_>, look: &mut Look, files: &BTreeSet<ShopPath>) -> bool {
        if !files.iter().all(is_surface) {
            return false;
        }
        let mut notes = self.source.notes();
        let read = notes.take(look.read_surface(&self.source, ground.storefront.settings));
        self.problems.of_look(notes.diagnostics);
        if let Some(new) = read.filter(|new| new.engine.is_some()) {
            ground.plan.wear(new.theme.clone());
            self.last = self.last.take().map(|(settings, _)| (settings, new.clone()));
            *look = new;
        }
        true
    }

    /// Takes over documents by whose changes nothing is decided.
    fn rewrite<'c>(&mut self, ground: &mut Groundwork<'c>, drawer: &'c Drawer, files: &BTreeSet<ShopPath>) -> bool {
        if drawer.len() + files.len() > MOST_REWRITTEN {
            return false;
        }
        files.iter().all(|file| {
            let known = (&*self.source, ground.storefront.settings, &ground.storefront.catalog.album);
            let Some(read) = catalog::rewritten(known, &mut self.memory, file) else { return false };
            self.problems.of_files(&read.files, read.diagnostics);
            ground.rewrite(read.documents, drawer)
        })
    }

    /// Answers questions until something else is said.
    fn serve(&mut self, order: &Order, ground: &Groundwork<'_>, look: &Look, register: &Register) -> Option<Call> {
        let (source, cache) = (self.source.clone(), self.cache.clone());
        let pictures = Pictures { source: source.clone(), cache: cache.clone(), memory: order.photo_memory };
        let lan = self.wish.lan.as_ref().map(Lan::shown);
        self.address = lan.as_ref().map(|(url, _)| url.clone());
        let standing = Standing {
            revision: self.latest.load(Ordering::Relaxed),
            kind: self.kind,
            order,
            live: self.wish.live,
            is_past: !self.wish.live && order.at.begins(&ground.storefront.settings.zone) < (self.wish.clock)(),
            skin: self.skin.as_deref(),
            language: self.wish.language,
            editor: &self.wish.editor,
            edited: self.edited.as_ref(),
            lan,
        };
        let surface = Surface { source: &source, look, cache: &cache };
        // An address that let somebody in is used up: the next one is to be shown soon.
        let tick = if self.address.is_some() { self.wish.tick.min(RENEWED) } else { self.wish.tick };
        let (kept, problems, calls) = (&mut self.kept, &mut self.problems, &self.calls);
        ground.with_site(order, surface, |site| {
            let engine = look.engine.as_deref();
            let shared = engine.map(|engine| Shared::by_language(site, engine)).unwrap_or_default();
            let Checked { value: shared, diagnostics } = shared;
            problems.of_page("", diagnostics);
            let standing = &standing;
            let (pictures, states) = (&pictures, HashMap::new());
            let mut desk = Desk { site, engine, shared, register, kept, problems, pictures, standing, states };
            desk.serve(calls, tick)
        })
    }

    /// Answers with an empty page until there is a shop.
    fn stand_empty(&mut self) -> Next {
        self.revised();
        loop {
            let revision = self.latest.load(Ordering::Relaxed);
            let call = empty::serve(&self.calls, revision, &self.problems, &self.source, &self.wish);
            let next = if let Call::Changed(gathered) = call {
                let changes = self.update(&gathered.take());
                let is_changed = !changes.is_empty();
                self.changed(&changes);
                is_changed.then_some(Next::Again)
            } else {
                self.heed(call)
            };
            if let Some(next) = next {
                return next;
            }
        }
    }
}

impl Drop for Resident<'_> {
    fn drop(&mut self) {
        // A run that goes on in the background ends soon.
        self.latest.fetch_add(1, Ordering::Relaxed);
    }
}
