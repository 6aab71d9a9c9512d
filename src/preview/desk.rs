//! Where questions are answered: pages, files and pictures of the shop as it is, made when they are asked for.

use super::call::{Call, Question};
use super::kept::{CLIENT, Kept, Page};
use super::pictures::Pictures;
use super::problems::Problems;
use super::server::Answer;
use super::sheets;
use super::state::{self, Standing};
use crate::build::{Shared, Site};
use crate::diagnostics::Checked;
use crate::plan::Route;
use crate::plan::outputs::SitemapPage;
use crate::rendering::Engine;
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

/// The address, below a language's prefix, of what is shown where nothing is.
const NOT_FOUND: &str = "/404.html";

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
                let is_page = self.register.contains_key(&address);
                let picture = if is_page { None } else { self.pictures.find(self.site, &address) };
                match picture {
                    Some(picture) => self.pictures.make(self.site, picture, reply),
                    None => drop(reply.send(self.at(&address))),
                }
            }
            Question::State(page, reply) => {
                let state = self.state(&page);
                let _ = reply.send(state);
            }
            Question::Sheets(reply) => {
                let json = sheets::json(self);
                let _ = reply.send(Answer::of("application/json", json));
            }
        }
    }

    fn state(&mut self, page: &str) -> Arc<str> {
        let page = page.strip_suffix("index.html").unwrap_or(page);
        if let Some(state) = self.states.get(page) {
            return state.clone();
        }
        let route = self.route_at(page);
        let made = route.or_else(|| self.not_found(page)).and_then(|route| self.page(route));
        let state = state::json(self, page, route, made.map(|page| page.etag));
        self.states.insert(page.to_string(), state.clone());
        state
    }

    /// What lies at an address.
    fn at(&mut self, address: &str) -> Answer {
        let address = address.strip_suffix("index.html").unwrap_or(address);
        if let Some(route) = self.route_at(address) {
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
            return Answer::of(kind_of(&path), self.pictures.cache.bytes_of(&artifact.body).unwrap_or_default());
        }
        match self.not_found(address) {
            Some(route) => self.shown(route, 404),
            // A shop without a home page has no such page either; over an empty one the client says what is wrong.
            None if kind_of(&path).starts_with("text/html") => Answer { status: 404, ..Answer::of(HTML, shell()) },
            None => Answer::words(404, "Nothing is here.\n"),
        }
    }

    /// The route at an address.
    pub(super) fn route_at(&self, address: &str) -> Option<&'a Route> {
        self.site.plan().routes.get(*self.register.get(address)?)
    }

    /// The page that says that nothing is here, in the language of an address.
    fn not_found(&self, address: &str) -> Option<&'a Route> {
        let settings = self.site.settings();
        let prefixes = settings.languages.iter().map(|language| settings.prefix(language));
        let is_below = |prefix: &String| {
            let rest = address.strip_prefix(prefix.as_str()).filter(|_| !prefix.is_empty());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let own = prefixes.into_iter().find(is_below).and_then(|prefix| self.route_at(&format!("{prefix}{NOT_FOUND}")));
        own.or_else(|| self.route_at(NOT_FOUND))
    }

    fn shown(&mut self, route: &Route, status: u16) -> Answer {
        match self.page(route) {
            Some(page) => Answer { status, etag: Some(page.etag), ..Answer::of(HTML, page.html) },
            None => Answer { status, ..Answer::of(HTML, shell()) },
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

/// A page without anything but the client, which says what is wrong.
pub(super) fn shell() -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>awning</title>\n</head>\n<body>\n{CLIENT}</body>\n</html>\n"
    )
}

/// The type of pages.
pub(super) const HTML: &str = "text/html; charset=utf-8";

/// The type of a file, by its ending.
pub(super) fn kind_of(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase().as_str() {
        "html" | "htm" => HTML,
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
