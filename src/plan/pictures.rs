//! Which renditions the shop needs: every photo that is shown, in every slot where it is shown.

use crate::catalog::raw::{Rights, Role, SectionType};
use crate::catalog::{Album, Document, Kind, PhotoUse, Section};
use crate::diagnostics::Place;
use crate::paths::{ShopPath, encode};
use crate::photos::{self, Mark, Marks, Original, Profile, Quality, Rendition};
use crate::storefront::{Badge, Item, Shelf, Storefront};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A picture on a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Picture {
    /// The largest rendition in the format that everybody reads.
    pub src: String,
    /// Its width.
    pub width: u32,
    /// Its height.
    pub height: u32,
    /// What it shows.
    pub alt: String,
    /// How wide it is shown.
    pub sizes: String,
    /// Its dominant colour.
    pub colour: String,
    /// It in miniature, as a `data:` address; `null` for drawings and what is see-through. Some 200 bytes: for large
    /// places.
    pub placeholder: Option<String>,
    /// Other formats, best first.
    pub sources: Vec<Source>,
    /// All widths of the common format.
    pub srcset: String,
    /// Whether it is loaded at once.
    pub eager: bool,
    /// The point that crops keep.
    pub focal: Option<String>,
    /// A line below it.
    pub caption: Option<String>,
    /// Who made it.
    pub credit: Option<String>,
    /// Whether it is a drawing that scales by itself.
    pub svg: bool,
}

/// A format of a picture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Source {
    /// MIME type.
    pub r#type: String,
    /// Addresses with widths.
    pub srcset: String,
}

/// The slot beside a credit.
pub const CREDIT_SLOT: &str = "thumb";

type Key = (ShopPath, &'static str, Option<(u16, u16)>, Option<Worn>);

/// The badges that a photo wears, and the language of their artwork.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Worn {
    badges: Vec<Badge>,
    language: String,
}

/// Every picture of the shop, decided.
#[derive(Debug, Default)]
pub struct Pictures {
    made: HashMap<Key, Picture>,
    /// Every rendition to be made, sorted by address.
    pub renditions: Vec<Rendition>,
    /// Photos that are shown, with the places that show them.
    pub shown: BTreeMap<ShopPath, PhotoUse>,
    /// Photos smaller than their largest slot: photo, its width, the slot's.
    pub small: Vec<(PhotoUse, u32, u32)>,
    /// Photos whose licence keeps the shop's marks off them: the licence, and where it is named.
    pub unmarked: BTreeMap<ShopPath, (String, Place)>,
}

/// What pictures are made from.
#[derive(Clone, Copy, Debug)]
pub struct Material<'a> {
    /// Originals by path.
    pub originals: &'a BTreeMap<ShopPath, Original>,
    /// Slots of the theme by name.
    pub profiles: &'a BTreeMap<String, Profile>,
    /// Quality of the encoders.
    pub quality: Quality,
    /// The shop's marks.
    pub marks: &'a Marks,
    /// What is known of photos beside their files.
    pub album: &'a Album,
    /// Whether preview pictures are drawn.
    pub previews: bool,
}

impl Material<'_> {
    /// The marks of a photo, in the order of laying; badges without artwork are passed over.
    fn marks_of(&self, worn: Option<&Worn>) -> Vec<Mark> {
        let badges = worn.into_iter().flat_map(|worn| {
            let of = |badge: &Badge| self.marks.badge(&badge.name, badge.campaign.as_deref(), &worn.language);
            worn.badges.iter().filter_map(of)
        });
        self.marks.watermark.iter().chain(badges).copied().collect()
    }

    /// The licence of a photo, if it is one of those without derivatives, and where it is named.
    pub(super) fn forbids_changes(&self, photo: &ShopPath) -> Option<(&String, &Place)> {
        let licence = self.album.get(photo)?.rights.get()?.licence.placed();
        licence.filter(|(licence, _)| licence.starts_with("CC-BY-ND-") || licence.starts_with("CC-BY-NC-ND-"))
    }
}

impl Pictures {
    /// Decides all pictures of a storefront.
    #[must_use]
    pub fn draw(storefront: &Storefront<'_>, material: Material<'_>) -> Self {
        let mut pictures = Self::default();
        let mut renditions: BTreeMap<String, Rendition> = BTreeMap::new();
        let mut add = |photo: &PhotoUse, slot| pictures.add(photo, slot, None, material, &mut renditions);
        each_use(storefront, material.previews, &mut add);
        for item in storefront.shelves.values().flat_map(|shelf| &shelf.items) {
            for (photo, slot) in badged(item) {
                pictures.add(photo, slot, worn(item, photo, slot), material, &mut renditions);
            }
        }
        let credited: Vec<PhotoUse> =
            pictures.credited(&storefront.catalog.album).into_iter().map(|(photo, _)| photo.clone()).collect();
        credited.iter().for_each(|photo| pictures.add(photo, CREDIT_SLOT, None, material, &mut renditions));
        pictures.renditions = renditions.into_values().collect();
        pictures
    }

    fn add(
        &mut self,
        photo: &PhotoUse,
        slot: &'static str,
        worn: Option<Worn>,
        material: Material<'_>,
        renditions: &mut BTreeMap<String, Rendition>,
    ) {
        let Some(original) = material.originals.get(&photo.path) else { return };
        self.shown.entry(photo.path.clone()).or_insert_with(|| photo.clone());
        let key = key(photo, slot, worn);
        if self.made.contains_key(&key) {
            return;
        }
        let Some(profile) = material.profiles.get(slot) else { return };
        let draw = |marks: &[Mark]| photos::renditions(original, photo.focal, profile, &material.quality, marks);
        let mut picture = draw(&material.marks_of(key.3.as_ref()));
        let is_marked = picture.renditions().any(|rendition| !rendition.recipe.marks.is_empty());
        if let Some((licence, place)) = material.forbids_changes(&photo.path).filter(|_| is_marked) {
            self.unmarked.insert(photo.path.clone(), (licence.clone(), place.clone()));
            picture = draw(&[]);
        }
        let largest = profile.widths.iter().copied().max().unwrap_or_default();
        if slot == "hero" && picture.width * 2 < largest && !picture.sources.is_empty() {
            self.small.push((photo.clone(), picture.width, largest));
        }
        for rendition in picture.renditions() {
            renditions.entry(rendition.address.clone()).or_insert_with(|| rendition.clone());
        }
        self.made.insert(key, shown(&picture));
    }

    /// Photos that are shown and credited: the sidecar names a holder, and the licence is not the shop's own.
    #[must_use]
    pub fn credited<'s>(&'s self, album: &'s Album) -> Vec<(&'s PhotoUse, &'s Rights)> {
        let rights = |photo: &'s PhotoUse| {
            let rights = album.get(&photo.path)?.rights.get()?;
            let own = rights.licence.get().is_some_and(|licence| licence == "own");
            (!own && rights.holder.is_present()).then_some((photo, rights))
        };
        self.shown.values().filter_map(rights).collect()
    }

    /// A photo in a slot.
    #[must_use]
    pub fn get(&self, photo: &PhotoUse, slot: &'static str) -> Option<Picture> {
        self.with(photo, slot, None)
    }

    /// A product's photo in a slot, with the product's badges where it wears them.
    #[must_use]
    pub fn of_product(&self, item: &Item<'_>, photo: &PhotoUse, slot: &'static str) -> Option<Picture> {
        self.with(photo, slot, worn(item, photo, slot))
    }

    fn with(&self, photo: &PhotoUse, slot: &'static str, worn: Option<Worn>) -> Option<Picture> {
        let made = self.made.get(&key(photo, slot, worn))?;
        Some(Picture {
            alt: photo.alt.clone(),
            caption: photo.caption.clone(),
            credit: photo.credit.clone(),
            focal: photo.focal.map(|(x, y)| format!("{:.0}% {:.0}%", x * 100.0, y * 100.0)),
            ..made.clone()
        })
    }

    /// A photo in a slot that is seen first: loaded at once.
    #[must_use]
    pub fn eager(&self, photo: &PhotoUse, slot: &'static str) -> Option<Picture> {
        self.get(photo, slot).map(|picture| Picture { eager: true, ..picture })
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a focal point lies between 0 and 1")]
fn key(photo: &PhotoUse, slot: &'static str, worn: Option<Worn>) -> Key {
    let permille = |share: f32| (share * 1000.0).round() as u16;
    (photo.path.clone(), slot, photo.focal.map(|(x, y)| (permille(x), permille(y))), worn)
}

fn shown(picture: &photos::Picture) -> Picture {
    let href = |rendition: &Rendition| format!("/{}", encode(&rendition.address));
    let set = |renditions: &[Rendition]| {
        renditions.iter().map(|r| format!("{} {}w", href(r), r.recipe.width)).collect::<Vec<_>>().join(", ")
    };
    let common = picture.fallback.recipe.format;
    let own = picture.sources.iter().find(|source| source.format == common);
    let others = picture.sources.iter().filter(|source| source.format != common);
    let [r, g, b] = picture.colour;
    Picture {
        src: href(&picture.fallback),
        width: picture.width,
        height: picture.height,
        alt: String::new(),
        sizes: picture.sizes.clone(),
        colour: format!("#{r:02x}{g:02x}{b:02x}"),
        placeholder: picture.placeholder.clone(),
        sources: others.map(|s| Source { r#type: s.format.mime().to_string(), srcset: set(&s.renditions) }).collect(),
        srcset: own.map(|source| set(&source.renditions)).unwrap_or_default(),
        eager: picture.eager,
        focal: None,
        caption: None,
        credit: None,
        svg: common == photos::Format::Svg,
    }
}

/// Every photo that the storefront shows, with a place that names it; each once.
#[must_use]
pub fn wanted(storefront: &Storefront<'_>) -> Vec<(ShopPath, Place)> {
    let mut wanted: BTreeMap<ShopPath, Place> = BTreeMap::new();
    each_use(storefront, false, &mut |photo, _| {
        wanted.entry(photo.path.clone()).or_insert_with(|| photo.place.clone());
    });
    wanted.into_iter().collect()
}

/// Every slot that a photo stands in.
#[must_use]
pub fn slots(storefront: &Storefront<'_>) -> BTreeMap<ShopPath, BTreeSet<&'static str>> {
    let mut slots: BTreeMap<ShopPath, BTreeSet<&'static str>> = BTreeMap::new();
    each_use(storefront, false, &mut |photo, slot| {
        slots.entry(photo.path.clone()).or_default().insert(slot);
    });
    slots
}

/// Calls `visit` for every photo and every slot where a page shows it. What has a drawn preview picture, if there are
/// `previews`, shares that instead of its photo.
fn each_use(storefront: &Storefront<'_>, previews: bool, visit: &mut impl FnMut(&PhotoUse, &'static str)) {
    for shelf in storefront.shelves.values() {
        products(shelf, previews, visit);
        texts(shelf, previews, visit);
        for category in &shelf.categories {
            let document = &category.document;
            body(document, visit);
            category.banner.iter().for_each(|photo| visit(photo, "band"));
            if let Some(photo) = tile_photo(shelf, category.id(), document) {
                visit(photo, "tile");
                visit(photo, "share");
            }
        }
    }
}

fn products(shelf: &Shelf<'_>, previews: bool, visit: &mut impl FnMut(&PhotoUse, &'static str)) {
    for item in &shelf.items {
        let product = item.product;
        body(&product.document, visit);
        // What wears badges is made with them, not without.
        let bare = |photo: &PhotoUse, slot: &str| worn(item, photo, slot).is_none();
        for photo in &product.photos {
            if bare(photo, "gallery") {
                visit(photo, "gallery");
            }
            visit(photo, "thumb");
            if matches!(photo.role, Role::Main | Role::White) {
                visit(photo, "clean");
            }
        }
        for photo in card_photos(&product.photos).filter(|photo| bare(photo, "card")) {
            visit(photo, "card");
        }
        product.photos.first().filter(|_| !previews).into_iter().for_each(|photo| visit(photo, "share"));
        let variants =
            product.variants.iter().flat_map(|variants| &variants.items).filter_map(|variant| variant.photo.as_ref());
        let gifts = product.gifts.iter().filter_map(|gift| gift.photo.as_ref());
        variants.chain(gifts).for_each(|photo| visit(photo, "thumb"));
    }
}

/// The photos of a card: the first main one, and one that shows it in use.
pub(super) fn card_photos(photos: &[PhotoUse]) -> impl Iterator<Item = &PhotoUse> {
    let first = photos.iter().find(|photo| photo.role == Role::Main);
    let second = photos.iter().find(|photo| photo.role == Role::Scene);
    let second = second.or_else(|| photos.iter().filter(|photo| photo.role == Role::Main).nth(1));
    first.into_iter().chain(second)
}

/// The photos of a product that wear its badges: the first of its card, and the first of its gallery.
fn badged<'i>(item: &'i Item<'_>) -> impl Iterator<Item = (&'i PhotoUse, &'static str)> {
    let photos = if item.badges.is_empty() { &[] } else { item.product.photos.as_slice() };
    let card = card_photos(photos).next().map(|photo| (photo, "card"));
    let gallery = photos.iter().find(|photo| in_gallery(photo)).map(|photo| (photo, "gallery"));
    card.into_iter().chain(gallery)
}

/// What a product's photo wears in a slot.
fn worn(item: &Item<'_>, photo: &PhotoUse, slot: &str) -> Option<Worn> {
    let is_badged = badged(item).any(|(other, at)| other == photo && at == slot);
    is_badged.then(|| Worn { badges: item.badges.clone(), language: item.product.document.language.clone() })
}

/// Whether a product page shows the photo in its gallery.
pub(super) fn in_gallery(photo: &PhotoUse) -> bool {
    !matches!(photo.role, Role::Swatch | Role::Gift)
}

/// The photo of a category's tile: its own, else its first product's.
pub(super) fn tile_photo<'s>(shelf: &'s Shelf<'_>, category: &str, document: &'s Document) -> Option<&'s PhotoUse> {
    let first = || shelf.within(category).find_map(|item| card_photos(&item.product.photos).next());
    document.image.as_ref().or_else(first)
}

fn texts(shelf: &Shelf<'_>, previews: bool, visit: &mut impl FnMut(&PhotoUse, &'static str)) {
    let stories = shelf.stories.iter().map(|story| &story.document);
    let news = shelf.news.iter().map(|news| &news.document);
    let guides = shelf.guides.iter().map(|guide| &guide.document);
    let pages = shelf.pages.iter().map(|page| &page.document);
    let campaigns = shelf.campaigns.iter().map(|campaign| &campaign.document);
    for document in stories.chain(news).chain(guides).chain(pages).chain(campaigns) {
        body(document, visit);
        for photo in &document.image {
            ["hero", "story", "band"].into_iter().for_each(|slot| visit(photo, slot));
            if !(previews && has_preview(document.kind)) {
                visit(photo, "share");
            }
        }
    }
    for page in &shelf.pages {
        sections(&page.sections, visit);
    }
    for campaign in &shelf.campaigns {
        sections(&campaign.sections, visit);
        for photo in &campaign.hero.2 {
            ["hero", "band"].into_iter().chain((!previews).then_some("share")).for_each(|slot| visit(photo, slot));
        }
        campaign.gifts.iter().filter_map(|gift| gift.photo.as_ref()).for_each(|photo| visit(photo, "thumb"));
    }
    for poster in &shelf.posters {
        poster.photo.iter().for_each(|photo| visit(photo, "band"));
    }
}

/// Whether a document of this kind has a preview picture.
fn has_preview(kind: Kind) -> bool {
    matches!(kind, Kind::Product | Kind::Story | Kind::News | Kind::Campaign)
}

fn body(document: &Document, visit: &mut impl FnMut(&PhotoUse, &'static str)) {
    for photo in document.photos.iter().chain(&document.gallery) {
        visit(photo, "body");
        visit(photo, "wide");
    }
}

fn sections(sections: &[Section], visit: &mut impl FnMut(&PhotoUse, &'static str)) {
    for section in sections {
        if let Some(photo) = &section.image {
            let slot = if section.kind == SectionType::Hero { "hero" } else { "story" };
            visit(photo, slot);
            visit(photo, "share");
        }
        section.items.iter().filter_map(|item| item.logo.as_ref()).for_each(|photo| visit(photo, "thumb"));
    }
}
