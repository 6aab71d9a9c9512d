//! Which sheets are drawn: every poster in every format that it names, and a preview picture of every product, story,
//! news item and campaign.
//!
//! A sheet's address carries the digest of everything that it is drawn from, so that pages can name it before it is.

use super::Plan;
use super::pictures::Material;
use super::view::Views;
use super::view::poster::{Originals, SheetView};
use super::words::{Words, address_part};
use crate::catalog::{Campaign, Document, Kind, PhotoUse, Poster};
use crate::diagnostics::rules::posters::{
    POSTER_LICENCE, TEMPLATE_NEEDS, TEMPLATE_SHOWS_NOT, UNKNOWN_FORMAT, UNKNOWN_TEMPLATE,
};
use crate::diagnostics::{Checked, Notes, Place};
use crate::fingerprint::Digest;
use crate::paths::{Address, ShopPath};
use crate::settings::{Format, Settings};
use crate::storefront::Storefront;
use crate::theme::{PREVIEW, Theme};
use std::collections::BTreeMap;

/// Raised with every change that alters the pixels or the bytes of any sheet.
const VERSION: u32 = 1;

/// A picture that is drawn from a template.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// Where it is published.
    pub address: Address,
    /// What it is made from, all in all.
    pub digest: Digest,
    /// The template's name.
    pub template: String,
    /// The format.
    pub format: Format,
    /// What the template sees, beside what all sheets of a language share.
    pub view: SheetView,
    /// Custom properties of its style.
    pub tokens: BTreeMap<String, String>,
    /// The photo, and the digest of its bytes.
    pub photo: Option<(ShopPath, Digest)>,
    /// Where it is told what is wrong with it.
    pub told: Told,
}

/// Where it is told what is wrong with a sheet.
#[derive(Clone, Debug)]
pub struct Told {
    /// Whether nobody wrote it: a preview picture.
    pub preview: bool,
    /// What people call it.
    pub name: String,
    /// The document.
    pub head: Place,
    /// Where the format is named.
    pub format: Place,
    /// The texts, by slot.
    pub slots: BTreeMap<String, Place>,
}

type Key = (Kind, String, String);

/// All sheets.
#[derive(Debug, Default)]
pub struct Posters {
    /// Each once.
    pub sheets: Vec<Sheet>,
    of: BTreeMap<Key, Vec<usize>>,
}

impl Posters {
    /// The sheets of a document: a poster's formats in their order, or the preview of another.
    pub fn of(&self, document: &Document) -> impl Iterator<Item = &Sheet> {
        let key = (document.kind, document.id.clone(), document.language.clone());
        self.of.get(&key).into_iter().flatten().filter_map(|at| self.sheets.get(*at))
    }

    /// Puts the preview of a document in the place of the one that it had. False if it had none.
    pub(super) fn replace_preview(&mut self, document: &Document, sheet: Sheet) -> bool {
        let key = (document.kind, document.id.clone(), document.language.clone());
        let at = self.of.get(&key).and_then(|all| all.first());
        let place = at.and_then(|at| self.sheets.get_mut(*at));
        place.map(|old| *old = sheet).is_some()
    }

    fn add(&mut self, document: &Document, sheet: Sheet) {
        let key = (document.kind, document.id.clone(), document.language.clone());
        self.of.entry(key).or_default().push(self.sheets.len());
        self.sheets.push(sheet);
    }
}

/// Decides all sheets of a plan.
pub(super) fn draw<'c>(plan: &Plan<'c>, storefront: &Storefront<'c>, material: Material<'_>) -> Checked<Posters> {
    let mut notes = Notes::default();
    let mut posters = Posters::default();
    let kits: BTreeMap<&str, Digest> =
        plan.theme.posters.names().into_iter().map(|name| (name, plan.theme.posters.digest(name))).collect();
    for language in &storefront.settings.languages {
        let Some(views) = plan.views(storefront, language) else { continue };
        let shared = shared(views.settings, views.words, views.theme);
        let mut desk = Desk { views: &views, material, kits: &kits, shared, posters: &mut posters, notes: &mut notes };
        desk.posters();
        desk.previews(|_| true);
    }
    notes.around(posters)
}

/// Decides the preview picture of one document again; empty if it has none.
pub(super) fn preview_of<'c>(
    plan: &Plan<'c>,
    storefront: &Storefront<'c>,
    material: Material<'_>,
    document: &Document,
) -> Vec<Sheet> {
    let Some(views) = plan.views(storefront, &document.language) else { return Vec::new() };
    let (mut posters, mut notes) = (Posters::default(), Notes::default());
    let kits = BTreeMap::from([(PREVIEW, plan.theme.posters.digest(PREVIEW))]);
    let shared = shared(views.settings, views.words, views.theme);
    let mut desk = Desk { views: &views, material, kits: &kits, shared, posters: &mut posters, notes: &mut notes };
    desk.previews(|other| other.file == document.file);
    posters.sheets
}

/// The digest of what all sheets of a language see.
pub(super) fn shared(settings: &Settings, words: Words<'_>, theme: &Theme) -> Digest {
    let site = (&settings.name, &settings.tagline, words.all(), &theme.settings);
    Digest::of(format!("{site:?}").as_bytes())
}

/// The digest of a sheet: of everything that it is drawn from.
pub(super) fn digest(sheet: &Sheet, theme: &Theme, kit: Digest, shared: Digest, logo: Option<&Address>) -> Digest {
    let logo = logo.filter(|_| sheet.view.logo.is_some()).map(|address| address.as_str().as_bytes());
    let skin = sheet.view.skin.as_ref().and_then(|name| theme.skins.get(name));
    let skin = skin.into_iter().flat_map(|skin| skin.files.iter().map(|file| file.address.as_str().as_bytes()));
    let view = serde_json::to_vec(&sheet.view).unwrap_or_default();
    let (look, photo) = (format!("{:?} {:?}", sheet.tokens, sheet.format), format!("{:?}", sheet.photo));
    let (version, kit, shared) = (VERSION.to_le_bytes(), kit.hex(), shared.hex());
    let parts: [&[u8]; 7] =
        [b"awning sheet", &version, kit.as_bytes(), &view, look.as_bytes(), photo.as_bytes(), shared.as_bytes()];
    Digest::of_parts(parts.into_iter().chain(logo).chain(skin))
}

/// Where the sheets of one language are decided.
struct Desk<'d, 'p> {
    views: &'d Views<'p>,
    material: Material<'d>,
    kits: &'d BTreeMap<&'d str, Digest>,
    shared: Digest,
    posters: &'d mut Posters,
    notes: &'d mut Notes,
}

impl Desk<'_, '_> {
    fn posters(&mut self) {
        for poster in &self.views.shelf.posters {
            let (template, place) = &poster.template;
            if template.is_empty() {
                continue;
            }
            if !self.kits.contains_key(template.as_str()) {
                let known = self.kits.keys().copied().collect::<Vec<_>>();
                let fault = UNKNOWN_TEMPLATE.at(place.clone()).with("theme", &self.views.theme.name);
                let fault = fault.with("template", template).with("known", known.join(", "));
                self.notes.push(fault.nearest(template, known));
                continue;
            }
            self.check_fields(poster);
            self.check_licence(poster);
            for (name, place) in &poster.formats {
                match self.views.theme.posters.formats.get(name) {
                    Some(format) => self.poster(poster, format, place),
                    None => self.unknown_format(name, place),
                }
            }
        }
    }

    fn unknown_format(&mut self, name: &str, place: &Place) {
        let known = self.views.theme.posters.formats.keys().map(String::as_str).collect::<Vec<_>>();
        let fault = UNKNOWN_FORMAT.at(place.clone()).with("format", name).with("known", known.join(", "));
        self.notes.push(fault.nearest(name, known));
    }

    /// What the template needs and shows, against what the front matter gives.
    fn check_fields(&mut self, poster: &Poster) {
        let (template, place) = &poster.template;
        let Some(declared) = self.views.theme.posters.declared.get(template) else { return };
        let given = given(poster);
        for field in declared.needs.iter().filter(|field| !given.contains_key(field.as_str())) {
            let field = if field == "price" { "price_of" } else { field };
            self.notes.push(TEMPLATE_NEEDS.at(place.clone()).with("template", template).with("field", field));
        }
        for (field, place) in given {
            if !declared.needs.contains(field) && !declared.shows.contains(field) {
                self.notes.push(TEMPLATE_SHOWS_NOT.at(place).with("template", template).with("field", field));
            }
        }
    }

    fn check_licence(&mut self, poster: &Poster) {
        let Some(photo) = &poster.photo else { return };
        if let Some((licence, _)) = self.material.forbids_changes(&photo.path) {
            let fault = POSTER_LICENCE.at(photo.place.clone()).with("path", &photo.path);
            self.notes.push(fault.with("licence", licence));
        }
    }

    fn poster(&mut self, poster: &Poster, format: &Format, place: &Place) {
        let original = poster.photo.as_ref().and_then(|photo| self.originals().get(&photo.path));
        let view = self.views.poster_sheet(poster, format, original);
        let mut slots: BTreeMap<String, Place> =
            given(poster).into_iter().map(|(field, place)| (field.to_string(), place)).collect();
        if let Some(place) = slots.get("price").cloned() {
            slots.insert("product".to_string(), place);
        }
        let document = &poster.document;
        let told = Told {
            preview: false,
            name: format!("{}, {}", document.name(), format.name),
            head: document.head.clone(),
            format: place.clone(),
            slots,
        };
        let mut tokens = self.tokens(self.views.campaign_of(poster));
        tokens.extend(poster.palette.clone());
        let sheet = self.sheet(document, (&poster.template.0, format), view, tokens, told);
        let sheet = Sheet { photo: original.map(|original| (original.path.clone(), original.digest)), ..sheet };
        self.add(document, "posters", sheet);
    }

    /// The preview pictures of the documents that are wanted.
    fn previews(&mut self, is_wanted: impl Fn(&Document) -> bool) {
        let views = self.views;
        let Some(format) = views.theme.preview_format(views.settings) else { return };
        let (words, shelf) = (views.words, views.shelf);
        for item in shelf.items.iter().filter(|item| is_wanted(&item.product.document)) {
            let document = &item.product.document;
            let photo = document.image.as_ref().or(item.product.photos.first());
            let category = shelf.category(&item.product.category).map(|category| category.document.title.clone());
            self.preview(document, category, format, photo, None);
        }
        for story in shelf.stories.iter().filter(|story| is_wanted(&story.document)) {
            let document = &story.document;
            self.preview(document, Some(words.get("stories").to_string()), format, document.image.as_ref(), None);
        }
        for news in shelf.news.iter().filter(|news| is_wanted(&news.document)) {
            let document = &news.document;
            self.preview(document, Some(words.get("news").to_string()), format, document.image.as_ref(), None);
        }
        for campaign in shelf.campaigns.iter().filter(|campaign| is_wanted(&campaign.document)) {
            let photo = campaign.hero.2.as_ref().or(campaign.document.image.as_ref());
            self.preview(&campaign.document, None, format, photo, Some(campaign));
        }
    }

    fn preview(
        &mut self,
        document: &Document,
        kicker: Option<String>,
        format: &Format,
        photo: Option<&PhotoUse>,
        campaign: Option<&Campaign>,
    ) {
        // A licence without derivatives leaves words alone.
        let photo = photo.filter(|photo| self.material.forbids_changes(&photo.path).is_none());
        let photo = photo.and_then(|photo| Some((photo, self.originals().get(&photo.path)?)));
        let view = self.views.preview_sheet(document, kicker, format, photo, campaign);
        let told = Told {
            preview: true,
            name: document.name().to_string(),
            head: document.title_place.clone(),
            format: document.head.clone(),
            slots: BTreeMap::new(),
        };
        let sheet = self.sheet(document, (PREVIEW, format), view, self.tokens(campaign), told);
        let sheet = Sheet { photo: photo.map(|(_, original)| (original.path.clone(), original.digest)), ..sheet };
        self.add(document, "share", sheet);
    }

    fn sheet(
        &self,
        document: &Document,
        (template, format): (&str, &Format),
        view: SheetView,
        tokens: BTreeMap<String, String>,
        told: Told,
    ) -> Sheet {
        let address = Address::of(document.slug.as_str());
        let (template, format) = (template.to_string(), format.clone());
        Sheet { address, digest: self.shared, template, format, view, tokens, photo: None, told }
    }

    /// Gives the sheet its digest and its address, and keeps it.
    fn add(&mut self, document: &Document, folder: &str, mut sheet: Sheet) {
        let logo = self.views.settings.logo.as_ref().and_then(|logo| self.views.files.get(logo));
        if let Some(kit) = self.kits.get(sheet.template.as_str()) {
            sheet.digest = digest(&sheet, self.views.theme, *kit, self.shared, logo.map(|file| &file.address));
        }
        let prefix = self.views.settings.prefix(&document.language);
        let name = address_part(&document.slug);
        let stem = if sheet.told.preview {
            format!("{}-{name}", document.kind.word())
        } else {
            format!("{name}-{}", sheet.format.name)
        };
        let (digest, ending) = (sheet.digest.short(10), sheet.format.extension());
        sheet.address = Address::of(format!("{prefix}/{folder}/{stem}-{digest}.{ending}"));
        self.posters.add(document, sheet);
    }

    fn tokens(&self, campaign: Option<&Campaign>) -> BTreeMap<String, String> {
        let theme = self.views.theme;
        campaign.map_or_else(|| theme.tokens_with(None, &BTreeMap::new()), |campaign| theme.tokens_of(&campaign.skin))
    }

    fn originals(&self) -> Originals<'_> {
        self.material.originals
    }
}

/// The fields that a poster's front matter gives, as templates call them.
fn given(poster: &Poster) -> BTreeMap<&str, Place> {
    let words = poster.words.all().map(|(slot, (_, place))| (slot, place.clone()));
    let one = |name, place: Option<&Place>| place.map(|place| (name, place.clone()));
    let placed = |field: &'_ Option<(String, Place)>| field.as_ref().map(|(_, place)| place.clone());
    let others = [
        one("photo", poster.photo.as_ref().map(|photo| &photo.place)),
        one("logo", poster.logo.as_ref()),
        placed(&poster.price_of).map(|place| ("price", place)),
        placed(&poster.badge).map(|place| ("badge", place)),
        placed(&poster.qr).map(|place| ("qr", place)),
    ];
    words.chain(others.into_iter().flatten()).collect()
}
