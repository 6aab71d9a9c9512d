//! What stands in the head of a page: titles, addresses, translations, the share picture.

use super::Views;
use super::parts::Link;
use super::skin::SkinView;
use crate::catalog::{Document, PhotoUse};
use crate::language;
use crate::plan::listing::Listing;
use crate::plan::routes::{Route, Target};
use crate::plan::words::Date;
use crate::theme::PREVIEW;
use serde::Serialize;

/// The head of a page.
#[derive(Clone, Debug, Serialize)]
#[expect(missing_docs, reason = "the fields are those of an HTML head and of Open Graph")]
pub struct Head {
    pub kind: &'static str,
    pub title: String,
    pub head_title: String,
    pub description: String,
    pub href: String,
    pub canonical: String,
    pub language: String,
    pub direction: &'static str,
    pub alternates: Vec<Alternate>,
    pub x_default: Option<String>,
    pub noindex: bool,
    pub breadcrumbs: Vec<Link>,
    pub share_image: Option<String>,
    pub og_type: &'static str,
    pub og_locale: String,
    pub json_ld: Vec<String>,
    pub published: Option<Date>,
    pub updated: Option<Date>,
    pub skin: Option<SkinView>,
}

/// The page in a language.
#[derive(Clone, Debug, Serialize)]
pub struct Alternate {
    /// BCP 47.
    pub language: String,
    /// Absolute address.
    pub href: String,
    /// The language's own name.
    pub label: String,
}

/// What the head of a page needs from its document or list.
struct Subject<'a> {
    title: String,
    description: String,
    document: Option<&'a Document>,
    photo: Option<&'a PhotoUse>,
    og_type: &'static str,
    trail: Vec<Link>,
}

impl<'s> Views<'s> {
    /// The head of a route's page; JSON-LD is added with the view.
    #[must_use]
    pub fn head(&self, route: &Route) -> Head {
        let subject = self.subject(route);
        let settings = self.settings;
        let href = route.address.href();
        let document = subject.document;
        let name = &settings.name;
        let seo_title = document.and_then(|document| document.seo_title.clone());
        let title = seo_title.unwrap_or_else(|| subject.title.clone());
        let number = self.number(&route.target).filter(|number| *number > 1);
        let number = number
            .map(|number| format!(" · {}", self.words.fill("page_number", &[("page", &number.to_string())])))
            .unwrap_or_default();
        let home = matches!(route.target, Target::Home(_));
        let share = self.share(route, &subject);
        let canonical = document.and_then(|document| document.canonical.clone());
        let canonical = canonical.unwrap_or_else(|| format!("{}{}", settings.base_url, self.canonical(route)));
        let alternates = self.alternates(route, document);
        let default = alternates.iter().find(|alternate| alternate.language == settings.default_language());
        Head {
            kind: route.target.word(),
            head_title: if home { self.home_title(&title) } else { format!("{title}{number} — {name}") },
            title: subject.title,
            description: document.and_then(|document| document.seo_description.clone()).unwrap_or(subject.description),
            canonical,
            language: route.language.clone(),
            direction: "ltr",
            x_default: default.map(|alternate| alternate.href.clone()),
            alternates,
            noindex: self.noindex(route, document),
            breadcrumbs: if home { Vec::new() } else { self.trail(subject.trail) },
            share_image: share.map(|href| format!("{}{href}", settings.base_url)),
            og_type: subject.og_type,
            og_locale: language::open_graph(&route.language),
            json_ld: Vec::new(),
            published: None,
            updated: None,
            skin: self.skin(route),
            href,
        }
    }

    /// The picture that is shown where the page is shared: a campaign's own poster in that format, the preview that was
    /// drawn for it, else its photo.
    fn share(&self, route: &Route, subject: &Subject<'_>) -> Option<String> {
        let campaign = match &route.target {
            Target::Campaign(at) => self.shelf.campaigns.get(*at),
            _ => None,
        };
        let posters = campaign.into_iter().flat_map(|campaign| &campaign.posters);
        let posters = posters.filter_map(|(name, _)| self.poster(name)).map(|poster| &poster.document);
        let drawn = posters.chain(subject.document).flat_map(|document| self.posters.of(document));
        let drawn = drawn.filter(|sheet| sheet.format.name == PREVIEW).map(|sheet| sheet.address.href());
        let photo = || Some(self.pictures.get(subject.photo?, "share")?.src);
        drawn.into_iter().next().or_else(photo)
    }

    fn home_title(&self, title: &str) -> String {
        let tagline = self.settings.tagline.as_ref().map(|text| self.settings.text(text, self.words.language));
        match tagline {
            Some(tagline) => format!("{} — {tagline}", self.settings.name),
            None => title.to_string(),
        }
    }

    /// The home page, then what is given; the last one is the page itself and leads nowhere.
    fn trail(&self, links: Vec<Link>) -> Vec<Link> {
        let home = Link::inside(self.words.get("home"), format!("{}/", self.settings.prefix(self.words.language)));
        let mut trail: Vec<Link> = std::iter::once(home).chain(links).collect();
        if let Some(last) = trail.last_mut() {
            last.href = None;
        }
        trail
    }

    fn number(&self, target: &Target) -> Option<usize> {
        match target {
            Target::Products(page) | Target::Stories(page) | Target::NewsList(page) | Target::Tag(_, page) => {
                Some(*page)
            }
            Target::Category(listing) => Some(listing.page),
            _ => None,
        }
    }

    /// Sorted and filtered listings are views of the category: it is what counts.
    fn canonical(&self, route: &Route) -> String {
        if let Target::Category(listing) = &route.target
            && let Some(category) = self.shelf.category(&listing.category).filter(|category| is_view(listing, category))
        {
            return self.links.href(&category.document, &route.language).unwrap_or_default();
        }
        route.address.href()
    }

    fn noindex(&self, route: &Route, document: Option<&Document>) -> bool {
        let view = match &route.target {
            Target::Category(listing) => {
                self.shelf.category(&listing.category).is_some_and(|category| is_view(listing, category))
            }
            Target::Search | Target::NotFound => true,
            _ => false,
        };
        view || document.is_some_and(|document| document.noindex)
    }

    /// The page in every language that has it, itself included; empty in a shop with one language.
    fn alternates(&self, route: &Route, document: Option<&Document>) -> Vec<Alternate> {
        let settings = self.settings;
        let own = settings.prefix(&route.language);
        let path = route.address.as_str().strip_prefix(own.as_str()).unwrap_or(route.address.as_str());
        let listing =
            matches!(&route.target, Target::Category(listing) if listing.page > 1 || listing.filter.is_some());
        let address = |tag: &str| match document {
            Some(document) if !listing => {
                self.links.document(document.kind, &document.id, tag).map(|(address, _)| address.href())
            }
            _ => Some(format!("{}{path}", settings.prefix(tag)))
                .filter(|address| self.addresses.contains(address.as_str()))
                .map(|address| crate::paths::encode(&address)),
        };
        if settings.languages.len() < 2 || route.target == Target::NotFound {
            return Vec::new();
        }
        let alternate = |tag: &String| {
            Some(Alternate {
                language: tag.clone(),
                href: format!("{}{}", settings.base_url, address(tag)?),
                label: language::own_name(tag).to_string(),
            })
        };
        settings.languages.iter().filter_map(alternate).collect()
    }

    fn subject(&self, route: &Route) -> Subject<'s> {
        let list = |key: &'s str| self.list(self.words.get(key));
        match &route.target {
            Target::Home(at) => self.shelf.pages.get(*at).map(|page| self.home(&page.document, &page.sections)),
            Target::Page(at) => self.shelf.pages.get(*at).map(|page| self.text(&page.document, None, "website")),
            Target::Product(at) => self.shelf.items.get(*at).map(|item| self.product_subject(item.product)),
            Target::Category(listing) => {
                self.shelf.category(&listing.category).map(|category| self.category_subject(category))
            }
            Target::Story(at) => self
                .shelf
                .stories
                .get(*at)
                .map(|story| self.text(&story.document, Some(("stories", "/stories/")), "article")),
            Target::News(at) => {
                self.shelf.news.get(*at).map(|news| self.text(&news.document, Some(("news", "/news/")), "article"))
            }
            Target::Guide(at) => self
                .shelf
                .guides
                .get(*at)
                .map(|guide| self.text(&guide.document, Some(("guides", "/guides/")), "article")),
            Target::Campaign(at) => self.shelf.campaigns.get(*at).map(|campaign| {
                let photo = campaign.hero.2.as_ref().or(campaign.document.image.as_ref());
                Subject { photo, ..self.text(&campaign.document, None, "website") }
            }),
            Target::Tag(tag, _) => Some(self.list(&self.tag_name(tag))),
            Target::Products(_) => Some(list("all_products")),
            Target::Stories(_) => Some(list("stories")),
            Target::NewsList(_) => Some(list("news")),
            Target::Guides => Some(list("guides")),
            Target::Prices => Some(list("price_list")),
            Target::Search => Some(list("search")),
            Target::Credits => Some(list("photo_credits")),
            Target::NotFound => Some(list("not_found")),
        }
        .unwrap_or_else(|| self.list(""))
    }

    fn list(&self, title: &str) -> Subject<'s> {
        let description =
            self.settings.description.as_ref().map(|text| self.settings.text(text, self.words.language).to_string());
        Subject {
            title: title.to_string(),
            description: description.unwrap_or_default(),
            document: None,
            photo: None,
            og_type: "website",
            trail: vec![Link::inside(title, "")],
        }
    }

    fn home(&self, document: &'s Document, sections: &'s [crate::catalog::Section]) -> Subject<'s> {
        let photo = document.image.as_ref().or_else(|| sections.iter().find_map(|section| section.image.as_ref()));
        Subject { photo, trail: Vec::new(), ..self.text(document, None, "website") }
    }

    fn text(&self, document: &'s Document, list: Option<(&'s str, &str)>, og_type: &'static str) -> Subject<'s> {
        let prefix = self.settings.prefix(self.words.language);
        let above = list.map(|(key, path)| Link::inside(self.words.get(key), format!("{prefix}{path}")));
        Subject {
            title: document.title.clone(),
            description: document.description.clone(),
            document: Some(document),
            photo: document.image.as_ref(),
            og_type,
            trail: above.into_iter().chain([Link::inside(&document.title, "")]).collect(),
        }
    }

    fn product_subject(&self, product: &'s crate::catalog::Product) -> Subject<'s> {
        let photo = product.document.image.as_ref().or(product.photos.first());
        let mut trail = self.category_trail(&product.category);
        trail.push(Link::inside(&product.document.title, ""));
        Subject { photo, trail, ..self.text(&product.document, None, "product") }
    }

    fn category_subject(&self, category: &'s crate::catalog::Category) -> Subject<'s> {
        let photo = crate::plan::pictures::tile_photo(self.shelf, category.id(), &category.document);
        let description = category.intro.clone().filter(|_| !category.document.described);
        let text = self.text(&category.document, None, "website");
        Subject {
            photo,
            trail: self.category_trail(category.id()),
            description: description.unwrap_or(text.description),
            ..text
        }
    }

    /// A category and those above it, from the top.
    fn category_trail(&self, id: &str) -> Vec<Link> {
        let mut trail = Vec::new();
        let mut next = self.shelf.category(id);
        while let Some(category) = next {
            if trail.len() > 16 {
                break;
            }
            trail.extend(self.category_link(category.id()));
            next = category.parent.as_deref().and_then(|parent| self.shelf.category(parent));
        }
        trail.reverse();
        trail
    }
}

/// Whether a listing is a sorted or filtered view of its category.
fn is_view(listing: &Listing, category: &crate::catalog::Category) -> bool {
    listing.filter.is_some() || listing.sort != category.sort
}
