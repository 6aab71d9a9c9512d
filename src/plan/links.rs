//! Where a link leads: files of `content/` and addresses of the site, resolved to what stands in `href`.

use crate::catalog::{Catalog, Document, Kind};
use crate::diagnostics::rules::document::{BROKEN_ANCHOR, BROKEN_LINK, CONFIDENTIAL_LINKED, UNPUBLISHED_LINK};
use crate::diagnostics::{Notes, Place};
use crate::paths::{Address, ShopPath, encode};
use crate::settings::Settings;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What a link can lead to.
#[derive(Debug)]
pub struct Links<'c> {
    catalog: &'c Catalog,
    settings: &'c Settings,
    /// Addresses of all pages and published files.
    addresses: BTreeSet<String>,
    /// Published documents by kind and id, one a language.
    documents: BTreeMap<Kind, HashMap<&'c str, Vec<(Address, &'c Document)>>>,
}

/// A link that was looked up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// It leads here.
    Href {
        /// Ready for `href`.
        href: String,
        /// Whether it leaves the site.
        external: bool,
    },
    /// The document is there, but not at this moment; its list is what remains.
    Unpublished(String),
    /// The document must never be reached.
    Confidential,
    /// The document has no such heading; holds the anchors that it has.
    NoAnchor(Vec<String>),
    /// Nothing is there.
    Nothing,
}

impl<'c> Links<'c> {
    /// Everything that is published.
    #[must_use]
    pub fn of(
        catalog: &'c Catalog,
        settings: &'c Settings,
        addresses: BTreeSet<String>,
        published: impl Iterator<Item = (&'c Document, Address)>,
    ) -> Self {
        let mut documents: BTreeMap<Kind, HashMap<&str, Vec<(Address, &Document)>>> = BTreeMap::new();
        for (document, address) in published {
            let by_id = documents.entry(document.kind).or_default();
            by_id.entry(document.id.as_str()).or_default().push((address, document));
        }
        Self { catalog, settings, addresses, documents }
    }

    /// Addresses of all pages and published files.
    pub(super) fn addresses(&self) -> &BTreeSet<String> {
        &self.addresses
    }

    /// The published document of a kind by id, in a language.
    #[must_use]
    pub fn document(&self, kind: Kind, id: &str, language: &str) -> Option<&(Address, &'c Document)> {
        self.documents.get(&kind)?.get(id)?.iter().find(|(_, document)| document.language == language)
    }

    /// The address of a document in a language, for `href`.
    #[must_use]
    pub fn href(&self, document: &Document, language: &str) -> Option<String> {
        self.document(document.kind, &document.id, language).map(|(address, _)| address.href())
    }

    /// Looks a target up, as written in `file`, for a page in a language.
    #[must_use]
    pub fn find(&self, target: &str, file: &ShopPath, language: &str) -> Found {
        let external = ["http://", "https://", "mailto:", "tel:"].iter().any(|scheme| target.starts_with(scheme));
        if external {
            return Found::Href { href: target.to_string(), external: true };
        }
        let (path, fragment) = target.split_once('#').map_or((target, None), |(path, fragment)| (path, Some(fragment)));
        let found = if path.is_empty() {
            self.own(file, fragment)
        } else if path.starts_with('/') {
            self.address(path, language)
        } else {
            self.file(path, fragment, file, language)
        };
        match (found, fragment) {
            (Found::Href { href, external }, Some(fragment)) => {
                Found::Href { href: format!("{href}#{}", encode(fragment)), external }
            }
            (found, _) => found,
        }
    }

    /// A heading of the same document.
    fn own(&self, file: &ShopPath, fragment: Option<&str>) -> Found {
        let known = self.catalog.files.get(file);
        let document = known.and_then(|(kind, id, language)| self.document(*kind, id, language));
        match (document, fragment) {
            (Some((_, document)), Some(fragment)) => anchored(document, fragment, String::new()),
            _ => Found::Href { href: String::new(), external: false },
        }
    }

    /// An address of the site, first below the language's prefix.
    fn address(&self, path: &str, language: &str) -> Found {
        let (path, query) = path.split_once('?').map_or((path, ""), |(path, query)| (path, query));
        let prefix = self.settings.prefix(language);
        let candidates = [format!("{prefix}{path}"), path.to_string(), format!("{prefix}{path}/"), format!("{path}/")];
        let Some(address) = candidates.iter().find(|address| self.addresses.contains(*address)) else {
            return Found::Nothing;
        };
        let query = if query.is_empty() { String::new() } else { format!("?{query}") };
        Found::Href { href: format!("{}{query}", encode(address)), external: false }
    }

    /// A file of `content/`, by its path from the linking file; a page in the reader's language where there is one.
    fn file(&self, path: &str, fragment: Option<&str>, file: &ShopPath, language: &str) -> Found {
        let decoded = decode(path);
        let Some((kind, id, own)) = file.sibling(&decoded).and_then(|path| self.catalog.files.get(&path)) else {
            return Found::Nothing;
        };
        let document = self.document(*kind, id, language).or_else(|| self.document(*kind, id, own));
        match (document, fragment) {
            (Some((address, document)), Some(fragment)) => anchored(document, fragment, address.href()),
            (Some((address, _)), None) => Found::Href { href: address.href(), external: false },
            (None, _) => self.hidden(*kind, id, language),
        }
    }

    fn hidden(&self, kind: Kind, id: &str, language: &str) -> Found {
        let confidential = self.catalog.documents().any(|d| d.kind == kind && d.id == id && d.confidential);
        if confidential {
            return Found::Confidential;
        }
        let prefix = self.settings.prefix(language);
        let list = match kind {
            Kind::Product | Kind::Category => format!("{prefix}/products/"),
            Kind::Story | Kind::News | Kind::Guide => format!("{prefix}/{}/", kind.folder()),
            _ => format!("{prefix}/"),
        };
        let list = if self.addresses.contains(&list) { list } else { "/".to_string() };
        Found::Unpublished(encode(&list))
    }

    /// Puts a document in the place of the one of its kind, id and language.
    pub(super) fn replace(&mut self, new: &'c Document) {
        let languages = self.documents.get_mut(&new.kind).and_then(|documents| documents.get_mut(new.id.as_str()));
        for (_, document) in languages.into_iter().flatten().filter(|(_, old)| old.language == new.language) {
            *document = new;
        }
    }

    /// The `href` of a target; what cannot be found is reported and leads home.
    pub fn resolve(&self, target: &str, place: &Place, language: &str, notes: &mut Notes) -> (String, bool) {
        let fallback = || encode(&format!("{}/", self.settings.prefix(language)));
        match self.find(target, &place.file, language) {
            Found::Href { href, external } => (href, external),
            Found::Unpublished(href) => {
                notes.push(UNPUBLISHED_LINK.at(place.clone()).with("target", target));
                (href, false)
            }
            Found::Confidential => {
                notes.push(CONFIDENTIAL_LINKED.at(place.clone()).with("target", target));
                (fallback(), false)
            }
            Found::NoAnchor(known) => {
                let anchor = target.split_once('#').map_or("", |(_, anchor)| anchor);
                let diagnostic = BROKEN_ANCHOR.at(place.clone()).with("target", target).with("anchor", anchor);
                notes
                    .push(diagnostic.with("known", known.join(", ")).nearest(anchor, known.iter().map(String::as_str)));
                (fallback(), false)
            }
            Found::Nothing => {
                let diagnostic = BROKEN_LINK.at(place.clone()).with("target", target);
                notes.push(diagnostic.nearest(target, self.near(target).iter().map(String::as_str)));
                (fallback(), false)
            }
        }
    }

    /// Addresses or files that a mistyped target may have meant.
    fn near(&self, target: &str) -> Vec<String> {
        if target.starts_with('/') { self.addresses.iter().take(5000).cloned().collect() } else { Vec::new() }
    }
}

fn anchored(document: &Document, fragment: &str, href: String) -> Found {
    let fragment = decode(fragment);
    let anchors = || document.prose.headings.iter().map(|heading| heading.id.clone());
    if fragment.is_empty() || anchors().any(|id| id == fragment) {
        return Found::Href { href, external: false };
    }
    Found::NoAnchor(anchors().collect())
}

/// Percent-decodes; what is no UTF-8 then stays as written.
fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        let pair = tail
            .get(..2)
            .and_then(|pair| std::str::from_utf8(pair).ok())
            .and_then(|pair| u8::from_str_radix(pair, 16).ok());
        if let (b'%', Some(byte)) = (first, pair) {
            bytes.push(byte);
            rest = tail.get(2..).unwrap_or_default();
        } else {
            bytes.push(*first);
            rest = tail;
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_string())
}
