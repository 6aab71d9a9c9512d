//! The check over a finished release: every link, anchor and file that a page names must be there.
//!
//! [`scan`] takes a page's HTML and keeps what it points to; [`check`] looks everything up at the end.

mod tags;

use crate::diagnostics::rules::theme::{BROKEN_ANCHOR, BROKEN_LINK};
use crate::diagnostics::{Diagnostic, Place, Rule};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;
use tags::Attribute;

/// A broken target that more pages than this point to is reported once.
const REPEATED: usize = 3;

/// What one page points to, and what can be pointed to in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageLinks {
    /// The page's file, from the root of `public/`.
    pub page: String,
    /// Targets as they stand in the page, entities resolved, each once.
    pub targets: Vec<Arc<str>>,
    /// The ids in the page, sorted.
    pub ids: Vec<Arc<str>>,
}

/// Scans many pages, and keeps a text that many of them name only once. One a thread.
#[derive(Debug, Default)]
pub struct Scanner {
    seen: HashSet<Arc<str>>,
}

/// What a page points to. For many pages, a [`Scanner`] needs less memory.
#[must_use]
pub fn scan(path: &str, html: &[u8]) -> PageLinks {
    Scanner::default().scan(path, html)
}

impl Scanner {
    /// What a page points to: addresses in `href`, `src`, `srcset`, `poster`, `action` and the like.
    #[must_use]
    pub fn scan(&mut self, path: &str, html: &[u8]) -> PageLinks {
        let mut links = PageLinks { page: path.to_string(), ..PageLinks::default() };
        tags::each_attribute(html, |kind, value| match kind {
            Attribute::Id => links.ids.push(self.kept(value)),
            Attribute::Address if is_followed(value.trim()) => links.targets.push(self.kept(value.trim())),
            Attribute::Address => {}
            Attribute::Candidates => {
                for candidate in value.split(',').filter_map(|one| one.split_whitespace().next()) {
                    if is_followed(candidate) {
                        links.targets.push(self.kept(candidate));
                    }
                }
            }
        });
        for list in [&mut links.targets, &mut links.ids] {
            list.sort_unstable();
            list.dedup();
            list.shrink_to_fit();
        }
        links
    }

    fn kept(&mut self, text: &str) -> Arc<str> {
        if let Some(known) = self.seen.get(text) {
            return known.clone();
        }
        let text: Arc<str> = text.into();
        self.seen.insert(text.clone());
        text
    }
}

/// Not followed: nothing, and schemes that are no web addresses (`mailto:`, `tel:`, `data:`).
fn is_followed(target: &str) -> bool {
    match target.split_once(':') {
        _ if target.is_empty() => false,
        Some((scheme, _)) if scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'+') => {
            scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https")
        }
        _ => true,
    }
}

/// Looks up every target in the release. `place_of` says to which place of the shop a page goes back.
#[must_use]
pub fn check(
    pages: &[PageLinks],
    files: &BTreeSet<String>,
    base_url: &str,
    place_of: impl Fn(&str) -> Place,
) -> Vec<Diagnostic> {
    let release = Release::new(pages, files, base_url);
    // Absolute targets mean the same on every page.
    let mut verdicts: HashMap<&str, Option<&'static Rule>> = HashMap::new();
    let mut broken: BTreeMap<(&str, &'static str), Vec<&PageLinks>> = BTreeMap::new();
    for page in &release.pages {
        for target in &page.targets {
            let verdict = if target.starts_with('/') || target.contains("://") {
                *verdicts.entry(target).or_insert_with(|| release.fault(page, target))
            } else {
                release.fault(page, target)
            };
            if let Some(rule) = verdict {
                broken.entry((target, rule.code)).or_default().push(page);
            }
        }
    }
    let diagnostics = broken.into_iter().flat_map(|((target, code), pages)| {
        let rule = if code == BROKEN_ANCHOR.code { &BROKEN_ANCHOR } else { &BROKEN_LINK };
        let shown = if pages.len() > REPEATED { 1 } else { pages.len() };
        let more = if pages.len() > REPEATED { format!(" (+{})", pages.len() - 1) } else { String::new() };
        let report = |page: &PageLinks| {
            let name = format!("/{}{more}", page.page.strip_suffix("index.html").unwrap_or(&page.page));
            rule.at(place_of(&page.page)).with("page", name).with("target", target)
        };
        pages.into_iter().take(shown).map(report).collect::<Vec<_>>()
    });
    diagnostics.collect()
}

struct Release<'a> {
    /// Sorted, so that the same page is named every time.
    pages: Vec<&'a PageLinks>,
    by_file: HashMap<&'a str, &'a PageLinks>,
    files: &'a BTreeSet<String>,
    base_url: &'a str,
}

impl<'a> Release<'a> {
    fn new(pages: &'a [PageLinks], files: &'a BTreeSet<String>, base_url: &'a str) -> Self {
        let mut sorted: Vec<&PageLinks> = pages.iter().collect();
        sorted.sort_by(|a, b| a.page.cmp(&b.page));
        let by_file = pages.iter().map(|page| (page.page.as_str(), page)).collect();
        Self { pages: sorted, by_file, files, base_url: base_url.trim_end_matches('/') }
    }

    /// The rule that a target breaks.
    fn fault(&self, page: &PageLinks, target: &str) -> Option<&'static Rule> {
        let inside = self.inside(target)?;
        let (path, anchor) = inside.split_once('#').unwrap_or((inside, ""));
        let path = path.split('?').next().unwrap_or_default();
        let Some(file) = self.file(&page.page, path) else { return Some(&BROKEN_LINK) };
        let Some(anchor) = decoded(anchor) else { return Some(&BROKEN_ANCHOR) };
        if anchor.is_empty() || anchor == "top" || anchor.starts_with(":~:") {
            return None;
        }
        let ids = &self.by_file.get(file.as_str())?.ids;
        let found = ids.binary_search_by(|id| id.as_ref().cmp(anchor.as_str())).is_ok();
        (!found).then_some(&BROKEN_ANCHOR)
    }

    /// The target from the site's root or the page; `None` if it leads to another site.
    fn inside<'t>(&self, target: &'t str) -> Option<&'t str> {
        let rest = if target.starts_with("//") {
            target.strip_prefix(self.base_url.split_once(':').map_or("", |(_, host)| host))?
        } else if target.contains("://") && !target.starts_with(['/', '#', '?', '.']) {
            target.strip_prefix(self.base_url)?
        } else {
            return Some(target);
        };
        match rest.bytes().next() {
            None => Some("/"),
            Some(b'/' | b'#' | b'?') => Some(rest),
            Some(_) => None,
        }
    }

    /// The file of the release that a path means on a page.
    fn file(&self, page: &str, path: &str) -> Option<String> {
        if path.is_empty() {
            return Some(page.to_string());
        }
        let path = decoded(path)?;
        let folder = page.rsplit_once('/').map_or("", |(folder, _)| folder);
        let whole = if path.starts_with('/') { path } else { format!("{folder}/{path}") };
        let mut parts: Vec<&str> = Vec::new();
        for part in whole.split('/') {
            match part {
                "" | "." => {}
                ".." => drop(parts.pop()),
                part => parts.push(part),
            }
        }
        let file = parts.join("/");
        let index = if file.is_empty() { "index.html".to_string() } else { format!("{file}/index.html") };
        let is_folder = ["/", "/.", "/.."].iter().any(|end| whole.ends_with(end));
        if !is_folder && self.files.contains(&file) {
            return Some(file);
        }
        self.files.contains(&index).then_some(index)
    }
}

/// Percent-decoded; `None` if that is no UTF-8.
fn decoded(text: &str) -> Option<String> {
    if !text.contains('%') {
        return Some(text.to_string());
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let pair = if byte == b'%' { after.first_chunk::<2>().and_then(|pair| hexadecimal(*pair)) } else { None };
        bytes.push(pair.unwrap_or(byte));
        rest = if pair.is_some() { after.get(2..).unwrap_or_default() } else { after };
    }
    String::from_utf8(bytes).ok()
}

fn hexadecimal([high, low]: [u8; 2]) -> Option<u8> {
    let digit = |byte: u8| char::from(byte).to_digit(16);
    u8::try_from(digit(high)? * 16 + digit(low)?).ok()
}
