//! The state of the preview for who looks at a page: what the browser's side is told, as JSON.

use super::desk::Desk;
use super::editor::Editor;
use crate::build::{Order, Site};
use crate::catalog::Document;
use crate::diagnostics::print::{Framed, framed};
use crate::diagnostics::rules::offers::FUTURE_COUNT;
use crate::diagnostics::{Diagnostic, Language, Severity, counts};
use crate::language;
use crate::paths::ShopPath;
use crate::plan::{Route, routes};
use crate::source::Source;
use jiff::Timestamp;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// So many problems are shown over a page.
const MOST_PROBLEMS: usize = 50;
/// So many boundaries are offered.
const MOST_BOUNDARIES: usize = 12;

/// How the shop is seen, beside what it is.
pub(super) struct Standing<'a> {
    /// Counts changes.
    pub(super) revision: u64,
    /// What the last one was.
    pub(super) kind: Kind,
    /// For which moment, and what is seen.
    pub(super) order: &'a Order,
    /// Whether the moment is now.
    pub(super) live: bool,
    /// Whether the moment was chosen, and lies in the past.
    pub(super) is_past: bool,
    /// The skin that was chosen over all pages.
    pub(super) skin: Option<&'a str>,
    /// The language of the preview's own words.
    pub(super) language: Language,
    /// Opens files.
    pub(super) editor: &'a Editor,
    /// The document that was edited last.
    pub(super) edited: Option<&'a ShopPath>,
    /// How another machine comes in: the address, and a picture of it.
    pub(super) lan: Option<(String, String)>,
}

/// What a change was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// The preview was opened.
    Start,
    /// Only stylesheets changed.
    Style,
    /// Anything else.
    Page,
    /// The shop is seen otherwise.
    Setting,
}

impl Kind {
    fn word(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Style => "style",
            Self::Page => "page",
            Self::Setting => "setting",
        }
    }
}

/// The word for the preview's language.
pub(super) fn word(language: Language) -> &'static str {
    match language {
        Language::English => "en",
        Language::Chinese => "zh",
    }
}

/// The state, in one line.
pub(super) fn json(desk: &Desk<'_>, page: &str, route: Option<&Route>, etag: Option<String>) -> Arc<str> {
    let (site, standing) = (desk.site, desk.standing);
    let document = route.and_then(|route| site.plan().document(site.storefront(), route));
    let file = document.map(|document| &document.file);
    let found = desk.problems.all();
    // Who looks back knows that the stock was counted since.
    let is_hidden = |found: &Diagnostic| standing.is_past && found.rule.code == FUTURE_COUNT.code;
    let errors = found.iter().filter(|found| found.severity() == Severity::Error && !is_hidden(found));
    let errors: Vec<Diagnostic> = errors.take(MOST_PROBLEMS).cloned().collect();
    let [count, warnings, notes] = counts(&found);
    let zone = &site.settings().zone;
    let skins: Vec<&String> = site.look().theme.skins.keys().collect();
    let shown = json!({
        "revision": standing.revision,
        "page": {
            "etag": etag,
            "file": file.map(ShopPath::as_str),
            "editor": file.map(|file| standing.editor.link(file, 1, 1)),
            "template": route.and_then(|route| template(site, route)),
        },
        "kind": standing.kind.word(),
        "styles": styles(site),
        "problems": problems(site, standing, &errors),
        "counts": { "errors": count, "warnings": warnings, "notes": notes, "complete": desk.problems.complete },
        "at": written(standing.order.at.begins(zone), site),
        "live": standing.live,
        "drafts": standing.order.clearance.drafts,
        "unapproved": standing.order.clearance.unapproved,
        "skin": standing.skin,
        "skins": skins,
        "boundaries": boundaries(site, standing),
        "languages": languages(site, route, document, page),
        "edited": standing.edited.and_then(|file| edited(desk, file)),
        "lan": standing.lan.as_ref().map(|(url, qr)| json!({ "url": url, "qr": qr })),
        "lang": word(standing.language),
    });
    shown.to_string().into()
}

/// Diagnostics with their frames, and links into the editor.
pub(super) fn problems(site: &Site<'_>, standing: &Standing<'_>, found: &[Diagnostic]) -> Vec<Value> {
    if found.is_empty() {
        return Vec::new();
    }
    let theme = site.look().theme.texts_of_files();
    framed_and_linked(found, (standing.language, standing.editor), site.source(), |file| theme.get(file).cloned())
}

/// Diagnostics with their frames, and links into the editor to files that the shop has. `other` gives texts that it has not.
pub(super) fn framed_and_linked(
    found: &[Diagnostic],
    (language, editor): (Language, &Editor),
    source: &Source,
    other: impl Fn(&ShopPath) -> Option<Arc<str>>,
) -> Vec<Value> {
    let files: BTreeSet<&ShopPath> = found.iter().map(|diagnostic| &diagnostic.place.file).collect();
    let text = |file: &ShopPath| source.text(file).cloned().or_else(|| other(file));
    let texts: BTreeMap<ShopPath, Arc<str>> =
        files.into_iter().filter_map(|file| Some((file.clone(), text(file)?))).collect();
    let linked = |(framed, diagnostic): (Framed, &Diagnostic)| {
        let file = &diagnostic.place.file;
        let is_there = source.files.contains_key(file) || source.faults.contains_key(file);
        let link = is_there.then(|| editor.link(file, framed.line, framed.column));
        let mut value = serde_json::to_value(framed).unwrap_or_default();
        if let Some(object) = value.as_object_mut() {
            object.insert("editor".to_string(), json!(link));
        }
        value
    };
    framed(found, &texts, language).into_iter().zip(found).map(linked).collect()
}

/// The file of a route's template, if the shop has it.
fn template(site: &Site<'_>, route: &Route) -> Option<String> {
    let ending = format!("/{}.html", route.target.word());
    let templates = site.look().theme.templates.iter();
    let mut named = templates
        .filter(|template| template.name.split_once('/').is_some_and(|(_, rest)| ending == format!("/{rest}")));
    named.next().map(|template| template.file.to_string())
}

fn styles(site: &Site<'_>) -> Vec<Value> {
    let theme = &site.look().theme;
    let sheets = theme.assets.iter().filter(|asset| asset.name.strip_suffix(".css").is_some());
    let skins = theme.skins.values().map(|skin| &skin.sheet);
    let style = |asset: &crate::theme::Asset| json!({ "name": asset.name, "href": asset.address.href(), "integrity": asset.integrity });
    sheets.chain(skins).map(style).collect()
}

/// An instant as the shop's clocks show it, with their offset.
pub(super) fn written(at: Timestamp, site: &Site<'_>) -> String {
    at.to_zoned(site.settings().zone.clone()).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}

/// The next starts and ends of campaigns.
fn boundaries(site: &Site<'_>, standing: &Standing<'_>) -> Vec<Value> {
    let moment = site.storefront().moment;
    let said = |english: &'static str, chinese: &'static str| match standing.language {
        Language::English => english,
        Language::Chinese => chinese,
    };
    let mut found: BTreeSet<(Timestamp, String)> = BTreeSet::new();
    let campaigns = site.catalog().campaigns.iter();
    for campaign in campaigns.filter(|it| it.document.original && it.document.is_cleared(standing.order.clearance)) {
        for run in &campaign.runs {
            let title = &campaign.document.title;
            let pre_sale = run.pre_sale.and_then(|window| window.from);
            let ends = [
                (pre_sale, said("pre-sale starts", "预售开始")),
                (run.window.from, said("starts", "开始")),
                (run.window.to, said("is over", "结束")),
            ];
            let coming = ends.into_iter().filter_map(|(at, what)| Some((at.filter(|at| *at > moment)?, what)));
            found.extend(coming.map(|(at, what)| (at, format!("{title} · {what}"))));
        }
    }
    let shown = found.into_iter().take(MOST_BOUNDARIES);
    shown.map(|(at, label)| json!({ "at": written(at, site), "label": label })).collect()
}

/// The page in the shop's languages: where it is not there, the language's home page.
fn languages(site: &Site<'_>, route: Option<&Route>, document: Option<&Document>, page: &str) -> Vec<Value> {
    let settings = site.settings();
    let current = route.map_or(settings.default_language(), |route| &route.language);
    let address = |tag: &String| {
        let home = format!("{}/", settings.prefix(tag));
        let translated = match document {
            Some(document) => site.plan().translation(document, tag).map(|address| address.as_str().to_string()),
            None => page.strip_prefix(&settings.prefix(current)).map(|rest| format!("{}{rest}", settings.prefix(tag))),
        };
        let there = translated.filter(|address| site.plan().is_taken(address)).unwrap_or(home);
        site.plan().is_taken(&there).then_some(there)
    };
    let language = |tag: &String| {
        let href = crate::paths::encode(&address(tag)?);
        Some(json!({ "code": tag, "name": language::own_name(tag), "href": href, "current": tag == current }))
    };
    settings.languages.iter().filter_map(language).collect()
}

/// The page of a document, as it is called now.
fn edited(desk: &Desk<'_>, file: &ShopPath) -> Option<Value> {
    let site = desk.site;
    let document = site.catalog().documents().find(|document| document.file == *file)?;
    let address = routes::document_address(site.settings(), document);
    let route = desk.route_at(address.as_str())?;
    let document = site.plan().document(site.storefront(), route)?;
    Some(json!({ "href": address.href(), "title": document.title, "file": file.as_str() }))
}
