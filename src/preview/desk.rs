//! Where questions are answered: pages, files and pictures of the shop as it is, made when they are asked for.

use super::call::{Call, Question};
use super::kept::{CLIENT, Kept, Page};
use super::pictures::Pictures;
use super::problems::Problems;
use super::server::Answer;
use super::sheets;
use super::state::{self, Standing};
use crate::build::{Shared, Site};
use crate::diagnostics::{Checked, Diagnostic};
use crate::plan::outputs::SitemapPage;
use crate::plan::{Route, Target};
use crate::rendering::Engine;
use bytes::Bytes;
use rayon::prelude::*;
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

/// Where each route lies in the plan, by address.
pub(super) type Register = HashMap<String, usize>;

/// The desk of a shop that stands still: until something changes.
pub(super) struct Desk<'a> {
    pub(super) site: &'a Site<'a>,
    pub(super) engine: Option<&'a Engine>,
    pub(super) shared: BTreeMap<&'a str, Shared<'a>>,
    pub(super) register: &'a Register,
    pub(super) kept: &'a mut Kept,
    pub(super) problems: &'a mut Problems,
    pub(super) pictures: &'a Pictures,
    pub(super) standing: &'a Standing<'a>,
    /// States that were told, by page: a thousand who look at one page are told the same.
    pub(super) states: HashMap<String, Arc<str>>,
}

impl<'a> Desk<'a> {
    /// What the pages of each language share, and what was wrong with it.
    pub(super) fn shared(
        site: &Site<'a>,
        engine: Option<&Engine>,
        languages: &'a [String],
    ) -> Checked<BTreeMap<&'a str, Shared<'a>>> {
        let mut diagnostics: Vec<Diagnostic> = Vec::new();
        let mut shared = BTreeMap::new();
        for language in languages {
            if let Some(checked) = engine.and_then(|engine| Shared::of(site, engine, language)) {
                diagnostics.extend(checked.diagnostics);
                shared.insert(language.as_str(), checked.value);
            }
        }
        Checked::new(shared, diagnostics)
    }

    /// Answers questions until something else is said, or for so long.
    #[expect(
        clippy::disallowed_methods,
        reason = "who asks all the time must not keep others from a look at the clock"
    )]
    pub(super) fn serve(&mut self, calls: &Receiver<Call>, longest: Duration) -> Option<Call> {
        let begun = Instant::now();
        loop {
            let left = longest.checked_sub(begun.elapsed()).filter(|left| !left.is_zero())?;
            match calls.recv_timeout(left) {
                Ok(Call::Question(question)) => self.answer(question),
                Ok(call) => return Some(call),
                Err(RecvTimeoutError::Timeout) => return None,
                Err(RecvTimeoutError::Disconnected) => return Some(Call::End),
            }
        }
    }

    /// Answers a question. Who asked may be gone: then nobody is told.
    fn answer(&mut self, question: Question) {
        match question {
            Question::Site(address, reply) => {
                if let Some(picture) = self.pictures.find(self.site, &address) {
                    self.pictures.make(self.site, picture, reply);
                } else {
                    let _ = reply.send(self.at(&address));
                }
            }
            Question::State(page, reply) => {
                let state = self.state(&page);
                let _ = reply.send(state);
            }
            Question::Sheets(reply) => {
                let json = sheets::json(self);
                let _ = reply.send(Answer { kind: Cow::Borrowed("application/json"), ..found(json.into(), None) });
            }
        }
    }

    fn state(&mut self, page: &str) -> Arc<str> {
        let page = page.strip_suffix("index.html").unwrap_or(page);
        if let Some(state) = self.states.get(page) {
            return state.clone();
        }
        let made = self.route(page).and_then(|route| self.page(route));
        let route = self.register.get(page).and_then(|at| self.site.plan().routes.get(*at));
        let state = state::json(self, page, route, made.map(|page| page.etag));
        self.states.insert(page.to_string(), state.clone());
        state
    }

    /// What lies at an address.
    fn at(&mut self, address: &str) -> Answer {
        let address = address.strip_suffix("index.html").unwrap_or(address);
        if let Some(route) = self.register.get(address).and_then(|at| self.site.plan().routes.get(*at)) {
            return self.shown(route, 200);
        }
        let page = format!("{address}/");
        if self.register.contains_key(&page) {
            let location = Some(crate::paths::encode(&page));
            return Answer { location, ..Answer::words(302, "") };
        }
        let path = address.trim_start_matches('/');
        let path = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_string() };
        if let Some(artifact) = self.site.file(&path, || self.listed()) {
            let kind = Cow::Borrowed(kind_of(&path));
            let bytes = self.pictures.cache.bytes_of(&artifact.body).unwrap_or_default();
            return Answer { kind, ..found(bytes.into(), None) };
        }
        match self.route(address) {
            Some(route) => self.shown(route, 404),
            // A shop without a home page has no such page either; over an empty one the client says what is wrong.
            None if kind_of(&path).starts_with("text/html") => {
                Answer { status: 404, ..found(Bytes::from(shell()), None) }
            }
            None => Answer::words(404, "Nothing is here.\n"),
        }
    }

    /// The route at an address; where there is none, the page that says so, in the language of the address.
    fn route(&self, address: &str) -> Option<&'a Route> {
        let routes = &self.site.plan().routes;
        if let Some(at) = self.register.get(address) {
            return routes.get(*at);
        }
        let settings = self.site.settings();
        let not_found = |route: &&&Route| route.target == Target::NotFound;
        let mine = |route: &&Route| {
            let prefix = settings.prefix(&route.language);
            !prefix.is_empty()
                && address.strip_prefix(&prefix).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let all: Vec<&Route> = routes.iter().collect();
        let pages = || all.iter().filter(not_found).copied();
        pages().find(mine).or_else(|| pages().find(|route| settings.prefix(&route.language).is_empty()))
    }

    fn shown(&mut self, route: &Route, status: u16) -> Answer {
        match self.page(route) {
            Some(page) => Answer { status, ..found(page.html, Some(page.etag)) },
            None => Answer { status, ..found(Bytes::from(shell()), None) },
        }
    }

    /// A page, made anew only if what it is made from changed. One that cannot be made is shown as it was last.
    fn page(&mut self, route: &Route) -> Option<Page> {
        let address = route.address.as_str();
        let revision = self.standing.revision;
        if let Some(page) = self.kept.get(address).filter(|page| page.revision == revision) {
            return Some(page.clone());
        }
        let (engine, shared) = self.engine.zip(self.shared.get(route.language.as_str()))?;
        let Checked { value, mut diagnostics } = shared.view(self.site, route);
        if let Some(data) = value {
            let fingerprint = shared.fingerprint(route, &data);
            match self.kept.get(address).filter(|page| page.fingerprint == fingerprint) {
                Some(page) => page.revision = revision,
                None => match shared.html(engine, route, &data) {
                    Ok(html) => self.kept.put(address, Page::new(revision, fingerprint, html)),
                    Err(diagnostic) => diagnostics.push(*diagnostic),
                },
            }
        }
        self.problems.of_page(address, diagnostics);
        self.kept.get(address).cloned()
    }

    /// What the sitemap lists, for which all pages are made.
    fn listed(&self) -> Vec<SitemapPage> {
        let one = |route: &Route| {
            let (engine, shared) = self.engine.zip(self.shared.get(route.language.as_str()))?;
            shared.page(self.site, engine, route).value.listed
        };
        self.site.plan().routes.par_iter().filter_map(one).collect()
    }
}

fn found(body: Bytes, etag: Option<String>) -> Answer {
    Answer { status: 200, kind: Cow::Borrowed("text/html; charset=utf-8"), etag, location: None, body }
}

/// A page without anything but the client, which says what is wrong.
pub(super) fn shell() -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>awning</title>\n</head>\n<body>\n{CLIENT}</body>\n</html>\n"
    )
}

/// The type of a file, by its ending.
pub(super) fn kind_of(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase().as_str() {
        "html" | "htm" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" | "webmanifest" => "application/json",
        "xml" => "application/xml",
        "svg" => "image/svg+xml",
        "jpg" | "jpeg" => "image/jpeg",
        "png" => "image/png",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "gif" => "image/gif",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "woff" => "font/woff",
        "otf" => "font/otf",
        "ttf" => "font/ttf",
        "pdf" => "application/pdf",
        "mp4" => "video/mp4",
        "webm" => "video/webm",
        "csv" => "text/csv; charset=utf-8",
        "txt" | "md" | "" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
