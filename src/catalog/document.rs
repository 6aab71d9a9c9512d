//! What all kinds have in common, resolved.

use super::claims::Claim;
use super::draft::Draft;
use super::kind::Kind;
use super::people::People;
use super::photo::{PhotoUse, Photos};
use super::raw::{Common, Disclosure, FrontMatter, Rights, Status};
use crate::diagnostics::rules::document::{
    BAD_ALIAS, BAD_SLUG, DESCRIPTION_LENGTH, NO_ADDRESS, TITLE_TOO_LONG, TOO_MANY_TAGS, UNKNOWN_PERSON, WINDOW_EMPTY,
};
use crate::diagnostics::rules::reading::MISSING_FIELD;
use crate::diagnostics::{Notes, Place};
use crate::language::{self, Localised};
use crate::markdown::Prose;
use crate::moment::{When, Window};
use crate::paths::{ShopPath, is_slug};
use crate::settings::Settings;
use crate::yaml::Field;
use std::sync::Arc;

/// The widest title, in half-width units.
pub(super) const TITLE_LIMIT: usize = 60;

/// What is seen beside what is approved.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Clearance {
    /// What is being written.
    pub drafts: bool,
    /// What is being reviewed.
    pub unapproved: bool,
}

impl Clearance {
    /// Both, or neither.
    #[must_use]
    pub fn of_drafts(shown: bool) -> Self {
        Self { drafts: shown, unapproved: shown }
    }
}

/// A document of any kind.
#[derive(Clone, Debug)]
pub struct Document {
    /// Its kind.
    pub kind: Kind,
    /// Its path below the kind's folder, the same in every language.
    pub id: String,
    /// Its language.
    pub language: String,
    /// Whether it is the original, not a translation.
    pub original: bool,
    /// Its file.
    pub file: ShopPath,
    /// The beginning of its front matter.
    pub head: Place,
    /// Its part of the address.
    pub slug: String,
    /// Where the slug, or what stands for it, is.
    pub slug_place: Place,
    /// Its title.
    pub title: String,
    /// Where the title stands.
    pub title_place: Place,
    /// For lists and search engines: as typed, else the excerpt.
    pub description: String,
    /// Whether the description was typed.
    pub described: bool,
    /// Workflow status.
    pub status: Status,
    /// When it is published.
    pub window: Window,
    /// Never published.
    pub confidential: bool,
    /// Author's name and role.
    pub author: Option<(String, Option<String>)>,
    /// Review: rhythm in days, last day, where it says so.
    pub review: Option<(Option<i64>, When, Place)>,
    /// Rights of a text that is not the shop's own.
    pub rights: Option<Rights>,
    /// Main picture.
    pub image: Option<PhotoUse>,
    /// More pictures.
    pub gallery: Vec<PhotoUse>,
    /// Tags, in order.
    pub tags: Vec<String>,
    /// Words for the search.
    pub keywords: Vec<String>,
    /// Advertising label, if typed, and where.
    pub disclosure: Option<(Disclosure, Place)>,
    /// Old addresses.
    pub aliases: Vec<(String, Place)>,
    /// Title of the window.
    pub seo_title: Option<String>,
    /// Description for search engines.
    pub seo_description: Option<String>,
    /// Not to be listed by search engines.
    pub noindex: bool,
    /// The address that counts, if it is another.
    pub canonical: Option<String>,
    /// The body.
    pub prose: Arc<Prose>,
    /// The body's photos, found.
    pub photos: Vec<PhotoUse>,
    /// What its copy promises.
    pub claims: Vec<Claim>,
}

impl Document {
    /// The last part of the id: what other documents call it by.
    #[must_use]
    pub fn name(&self) -> &str {
        self.id.rsplit('/').next().unwrap_or(&self.id)
    }

    /// Whether the workflow lets it out: approved, or seen before it is; never what is confidential.
    #[must_use]
    pub fn is_cleared(&self, clearance: Clearance) -> bool {
        !self.confidential
            && match self.status {
                Status::Draft => clearance.drafts,
                Status::Review => clearance.unapproved,
                Status::Approved | Status::Final => true,
            }
    }

    /// A photo of the body by the place where it is used.
    #[must_use]
    pub fn photo_at(&self, start: usize, src: &str) -> Option<&PhotoUse> {
        self.photos
            .iter()
            .find(|photo| photo.place.start == start && self.file.sibling(src).as_ref() == Some(&photo.path))
    }
}

/// What resolving a document needs beside its draft.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a> {
    pub(super) settings: &'a Settings,
    pub(super) photos: Photos<'a>,
    pub(super) people: Option<&'a People>,
}

impl Reader<'_> {
    /// Resolves the common fields.
    pub(super) fn document<F: FrontMatter>(&self, draft: &Draft<F>, notes: &mut Notes) -> Document {
        let common = draft.front.common();
        let title = self.title(draft, common, notes);
        let (description, described) = description(draft, common, notes);
        let window = Window::of(common.publish_at.get(), common.expire_at.get(), &self.settings.zone);
        if window.is_empty() {
            notes.push(WINDOW_EMPTY.at(common.expire_at.place_or(&draft.head)));
        }
        let (slug, slug_place) = slug(draft, common, notes);
        let seo = common.seo.value.clone().unwrap_or_default();
        Document {
            kind: draft.identity.kind,
            id: draft.identity.id.clone(),
            language: draft.language.clone(),
            original: draft.identity.language.is_none(),
            file: draft.file.clone(),
            head: draft.head.clone(),
            slug,
            slug_place,
            title,
            title_place: common.title.place_or(&draft.head),
            description,
            described,
            status: common.status.value.unwrap_or_default(),
            window,
            confidential: common.confidential.value.unwrap_or(false),
            author: self.person(common.author, &draft.language, notes),
            review: review(common),
            rights: common.rights.value.clone(),
            image: common.image.get().and_then(|photo| self.photos.named(&draft.language, photo, notes)),
            gallery: self.gallery(draft, common, notes),
            tags: words("tags", common.tags, notes),
            keywords: words("keywords", common.keywords, notes),
            disclosure: common.disclosure.placed().map(|(label, place)| (*label, place.clone())),
            aliases: aliases(common, notes),
            seo_title: seo.title.value,
            seo_description: seo.description.value,
            noindex: seo.noindex.value.unwrap_or(false),
            canonical: seo.canonical.value,
            photos: self.body_photos(draft, notes),
            prose: draft.prose.clone(),
            claims: draft.claims.clone(),
        }
    }

    fn title<F: FrontMatter>(&self, draft: &Draft<F>, common: Common<'_>, notes: &mut Notes) -> String {
        let Some((title, place)) = common.title.placed().filter(|(title, _)| !title.trim().is_empty()) else {
            if !common.title.is_present() || common.title.value.is_some() {
                notes.push(MISSING_FIELD.at(common.title.place_or(&draft.head)).with("key", "title"));
            }
            return draft.identity.name().to_string();
        };
        let width = language::units(title);
        if width > TITLE_LIMIT {
            let over = width - TITLE_LIMIT;
            notes.push(
                TITLE_TOO_LONG.at(place.clone()).with("width", width).with("limit", TITLE_LIMIT).with("over", over),
            );
        }
        title.trim().to_string()
    }

    fn person(&self, field: &Field<String>, language: &str, notes: &mut Notes) -> Option<(String, Option<String>)> {
        let (id, place) = field.placed()?;
        let Some(people) = self.people else { return Some((id.clone(), None)) };
        let Some(person) = people.get(id) else {
            notes.push(UNKNOWN_PERSON.at(place.clone()).with("id", id).nearest(id, people.keys().map(String::as_str)));
            return None;
        };
        let text = |text: &Localised| self.settings.text(text, language).to_string();
        Some((person.name.get().map_or_else(|| id.clone(), text), person.role.get().map(text)))
    }

    fn gallery<F: FrontMatter>(&self, draft: &Draft<F>, common: Common<'_>, notes: &mut Notes) -> Vec<PhotoUse> {
        let photos = common.gallery.value.iter().flatten();
        photos.filter_map(|photo| self.photos.named(&draft.language, photo, notes)).collect()
    }

    /// Finds the photos that the Markdown names, and those in arguments of shortcodes.
    fn body_photos<F: FrontMatter>(&self, draft: &Draft<F>, notes: &mut Notes) -> Vec<PhotoUse> {
        let mut found = Vec::new();
        super::links::each_photo(&draft.prose, &mut |src, alt, span| {
            let place = Place::new(&draft.file, span);
            let alt = Localised::One(alt.to_string());
            found.extend(self.photos.at(&draft.file, &draft.language, src, place, Some(&alt), notes));
        });
        found
    }
}

fn description<F: FrontMatter>(draft: &Draft<F>, common: Common<'_>, notes: &mut Notes) -> (String, bool) {
    let Some((text, place)) = common.description.placed().filter(|(text, _)| !text.trim().is_empty()) else {
        return (draft.prose.excerpt.clone(), false);
    };
    let width = language::units(text.trim());
    if !(40..=160).contains(&width) {
        notes.push(DESCRIPTION_LENGTH.at(place.clone()).with("width", width));
    }
    (text.trim().to_string(), true)
}

/// The typed slug, else the file's name if it is one.
fn slug<F: FrontMatter>(draft: &Draft<F>, common: Common<'_>, notes: &mut Notes) -> (String, Place) {
    if let Some((slug, place)) = common.slug.placed() {
        if !is_slug(slug) {
            notes.push(BAD_SLUG.at(place.clone()).with("slug", slug));
        }
        return (slug.clone(), place.clone());
    }
    let name = draft.identity.name();
    if !is_slug(name) {
        notes.push(NO_ADDRESS.at(draft.head.clone()).with("name", name));
    }
    (name.to_string(), draft.head.clone())
}

fn review(common: Common<'_>) -> Option<(Option<i64>, When, Place)> {
    let review = common.review.get()?;
    let (last, place) = review.last.placed()?;
    Some((review.every.value.map(|every| every.days()), *last, place.clone()))
}

/// At most ten words, none blank, none twice.
fn words(key: &'static str, field: &Field<Vec<Field<String>>>, notes: &mut Notes) -> Vec<String> {
    let Some((list, place)) = field.placed() else { return Vec::new() };
    if list.len() > 10 {
        notes.push(TOO_MANY_TAGS.at(place.clone()).with("key", key).with("count", list.len()));
    }
    let mut words: Vec<String> = Vec::new();
    for word in list.iter().filter_map(Field::get).map(|word| word.trim()) {
        if !word.is_empty() && !words.iter().any(|known| known == word) {
            words.push(word.to_string());
        }
    }
    words
}

/// Old addresses: from the site's root, without `..`, and no other site's.
fn aliases(common: Common<'_>, notes: &mut Notes) -> Vec<(String, Place)> {
    let mut aliases = Vec::new();
    for (alias, place) in common.aliases.value.iter().flatten().filter_map(Field::placed) {
        if is_site_path(alias) {
            aliases.push((alias.clone(), place.clone()));
        } else {
            notes.push(BAD_ALIAS.at(place.clone()).with("alias", alias));
        }
    }
    aliases
}

/// Whether a text is a path of this site: begins with one `/`, has no `..`, query, backslash or control character.
#[must_use]
pub fn is_site_path(path: &str) -> bool {
    path.starts_with('/')
        && !path.starts_with("//")
        && !path.split('/').any(|part| part == ".." || part.eq_ignore_ascii_case(".git"))
        && !path.contains(['\\', '?', '#', '%', '<', '>', '"'])
        && !path.chars().any(char::is_control)
}
