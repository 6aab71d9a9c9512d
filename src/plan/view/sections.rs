//! Sections of pages in views.

use super::Views;
use super::parts::{CampaignCard, Card, CategoryTile, Link, StoryCard};
use super::product::GiftView;
use super::prose::{Origin, ProsePart, Question};
use super::terms::TermsView;
use crate::catalog::raw::{Align, SectionType, Tone};
use crate::catalog::{Document, Poster, Section, SectionItem, section_name};
use crate::diagnostics::{Notes, Place};
use crate::plan::pictures::Picture;
use crate::plan::posters::Sheet;
use crate::plan::words::Date;
use crate::storefront::{CampaignState, Item};
use serde::Serialize;

/// A section; which fields are filled depends on its type.
#[derive(Clone, Debug, Default, Serialize)]
pub struct SectionView {
    /// Its type.
    pub r#type: &'static str,
    /// Its anchor.
    pub id: String,
    /// The level of its heading.
    pub heading_level: u8,
    /// Title.
    pub title: Option<String>,
    /// A few lines.
    pub text: Option<String>,
    /// Small line above the title.
    pub eyebrow: Option<String>,
    /// Copy.
    pub body: Vec<ProsePart>,
    /// A photo.
    pub picture: Option<Picture>,
    /// A link.
    pub link: Option<Link>,
    /// A second link.
    pub second_link: Option<Link>,
    /// Alignment.
    pub align: &'static str,
    /// Tone of the picture.
    pub tone: &'static str,
    /// Cards of products.
    pub cards: Vec<Card>,
    /// Tiles of categories.
    pub tiles: Vec<CategoryTile>,
    /// Stories.
    pub stories: Vec<StoryCard>,
    /// News.
    pub news: Vec<StoryCard>,
    /// A campaign.
    pub campaign: Option<CampaignCard>,
    /// Its gifts.
    pub gifts: Vec<GiftView>,
    /// What it grants beside prices; its rules are the copy.
    pub terms: Option<TermsView>,
    /// Lines, dates, partners or questions.
    pub items: Vec<ItemView>,
    /// A poster's headline, line, call and legal line.
    pub headline: Option<String>,
    /// A poster's line below.
    pub sub: Option<String>,
    /// A poster's call to action.
    pub cta: Option<String>,
    /// A poster's legal line.
    pub legal: Option<String>,
}

/// An item of a section.
#[derive(Clone, Debug, Serialize)]
pub struct ItemView {
    /// A line of text.
    pub text: Option<String>,
    /// Where it leads.
    pub href: Option<String>,
    /// The same, with its label.
    pub link: Option<Link>,
    /// Date or year, as typed.
    pub date: Option<String>,
    /// Title.
    pub title: Option<String>,
    /// Name.
    pub name: Option<String>,
    /// The day an authorisation ends.
    pub expires: Option<Date>,
    /// Logo.
    pub picture: Option<Picture>,
    /// Question.
    pub question: Option<String>,
    /// Answer.
    pub answer: Vec<ProsePart>,
}

/// A poster as a band: its words over its photo.
#[derive(Clone, Debug, Serialize)]
pub struct PosterBand {
    /// Title.
    pub title: String,
    /// Photo.
    pub picture: Option<Picture>,
    /// Headline.
    pub headline: String,
    /// Line below.
    pub sub: Option<String>,
    /// Call to action.
    pub cta: Option<String>,
    /// Legal line.
    pub legal: Option<String>,
    /// Where it leads.
    pub link: Option<Link>,
    /// Its picture for pages: of what was drawn, the first wide one, else the first.
    pub drawn: Option<DrawnView>,
}

/// A drawn poster.
#[derive(Clone, Debug, Serialize)]
#[expect(missing_docs, reason = "the fields are those of an HTML img")]
pub struct DrawnView {
    pub src: String,
    pub width: u32,
    pub height: u32,
    /// What it says, for those who cannot see it.
    pub alt: String,
}

/// A notice that floats.
#[derive(Clone, Debug, Serialize)]
pub struct Notice {
    /// Its text.
    pub text: String,
    /// Where it leads.
    pub link: Option<Link>,
    /// Whether it can be closed.
    pub closable: bool,
}

impl Views<'_> {
    /// Sections that are visible at the moment; a floating notice is not one of them.
    pub fn sections(&self, sections: &[Section], document: &Document, notes: &mut Notes) -> Vec<SectionView> {
        let visible =
            sections.iter().filter(|s| s.visible.contains(self.moment) && s.kind != SectionType::FloatingNotice);
        let made = visible.filter_map(|section| self.section(section, document, notes)).collect::<Vec<_>>();
        let mut first = true;
        let number = |(at, view): (usize, SectionView)| {
            // The first hero is the largest picture that a shopper sees first.
            let eager = view.r#type == "hero" && std::mem::take(&mut first);
            let picture = view.picture.map(|picture| Picture { eager: eager || picture.eager, ..picture });
            SectionView { id: format!("section-{}", at + 1), picture, ..view }
        };
        made.into_iter().enumerate().map(number).collect()
    }

    /// The floating notice of some sections.
    pub fn notice(&self, sections: &[Section], notes: &mut Notes) -> Option<Notice> {
        let section =
            sections.iter().find(|s| s.kind == SectionType::FloatingNotice && s.visible.contains(self.moment))?;
        let link = self.section_links(section, notes).into_iter().next();
        Some(Notice { text: section.text.clone()?, link, closable: section.closable })
    }

    fn section(&self, section: &Section, document: &Document, notes: &mut Notes) -> Option<SectionView> {
        let origin = Origin::of(document);
        let slot = if section.kind == SectionType::Hero { "hero" } else { "story" };
        let mut links = self.section_links(section, notes).into_iter();
        let mut view = SectionView {
            r#type: section_name(section.kind),
            heading_level: 2,
            title: section.title.clone(),
            text: section.text.clone(),
            eyebrow: section.eyebrow.clone(),
            body: section.body.as_ref().map(|body| self.prose(body, origin, notes)).unwrap_or_default(),
            picture: section.image.as_ref().and_then(|photo| self.pictures.get(photo, slot)),
            link: links.next(),
            second_link: links.next(),
            align: match section.align {
                Align::Left => "left",
                Align::Center => "center",
                Align::Right => "right",
            },
            tone: match section.tone {
                Tone::Light => "light",
                Tone::Dark => "dark",
            },
            items: section.items.iter().map(|item| self.item(item, origin, notes)).collect(),
            ..SectionView::default()
        };
        self.fill(&mut view, section, document, notes).then_some(view)
    }

    /// What a section looks up. `false` where nothing is left to show.
    fn fill(&self, view: &mut SectionView, section: &Section, document: &Document, notes: &mut Notes) -> bool {
        match section.kind {
            SectionType::ProductShelf => {
                let items = self.shelf_items(section).into_iter().filter(|item| item.is_listed()).take(section.limit);
                view.cards = items.map(|item| self.card(item)).collect();
                !view.cards.is_empty()
            }
            SectionType::CategoryTiles => {
                view.tiles = match section.categories.as_slice() {
                    [] => self.shelf.below(None).filter_map(|category| self.tile(category)).collect(),
                    named => named.iter().filter_map(|(id, _)| self.tile(self.shelf.category(id)?)).collect(),
                };
                !view.tiles.is_empty()
            }
            SectionType::StoryTeaser => {
                let named = section
                    .stories
                    .iter()
                    .filter_map(|(name, _)| self.shelf.stories.iter().find(|s| s.document.name() == name));
                view.stories = named.map(|story| self.story_card(story)).collect();
                !view.stories.is_empty()
            }
            SectionType::PosterBand => {
                let band = section.poster.as_ref().and_then(|(name, _)| self.poster_band(name));
                let Some(band) = band else { return false };
                view.title = view.title.take().or(Some(band.title));
                view.picture = band.picture;
                (view.headline, view.sub, view.cta, view.legal) = (Some(band.headline), band.sub, band.cta, band.legal);
                view.link = view.link.take().or(band.link);
                true
            }
            SectionType::CampaignBand => {
                view.campaign = self.band_campaign(section, notes);
                view.campaign.is_some()
            }
            SectionType::Countdown | SectionType::Gifts | SectionType::Rules => {
                self.tell(view, section, document, notes)
            }
            SectionType::NewsList => {
                view.news = self.shelf.news.iter().take(section.limit).map(|news| self.news_card(news)).collect();
                !view.news.is_empty()
            }
            _ => true,
        }
    }

    fn shelf_items(&self, section: &Section) -> Vec<&Item<'_>> {
        if !section.products.is_empty() {
            return section.products.iter().filter_map(|(sku, _)| self.shelf.item(sku)).collect();
        }
        if let Some((id, _)) = &section.category {
            return self.shelf.within(id).collect();
        }
        if let Some((tag, _)) = &section.tag {
            return self.shelf.tagged(tag).collect();
        }
        let named = section.campaign.as_ref().map(|(name, _)| name.as_str());
        let covered =
            |item: &&Item<'_>| item.quotes.iter().any(|q| q.campaign.is_some_and(|c| Some(c.document.name()) == named));
        self.shelf.items.iter().filter(covered).collect()
    }

    fn band_campaign(&self, section: &Section, notes: &mut Notes) -> Option<CampaignCard> {
        let Some((name, _)) = &section.campaign else {
            return self.leading.and_then(|campaign| self.campaign_card(campaign));
        };
        let campaign = self.shelf.campaigns.iter().find(|campaign| campaign.document.name() == name)?;
        self.note_over(section, notes);
        self.campaign_card(campaign).filter(|_| CampaignState::of(campaign, self.moment) != CampaignState::Over)
    }

    /// A poster by its name.
    pub(super) fn poster(&self, name: &str) -> Option<&Poster> {
        self.shelf.posters.iter().copied().find(|poster| poster.document.name() == name)
    }

    /// A poster as a band, by its name.
    #[must_use]
    pub fn poster_band(&self, name: &str) -> Option<PosterBand> {
        let poster = self.poster(name)?;
        let product = poster.price_of.as_ref().and_then(|(sku, _)| self.shelf.item(sku));
        let campaign = poster
            .campaign
            .as_ref()
            .and_then(|(name, _)| self.shelf.campaigns.iter().find(|c| c.document.name() == name));
        let language = self.words.language;
        let target = campaign.map(|c| &c.document).or(product.map(|item| &item.product.document));
        let words = &poster.words;
        let text = |placed: &Option<(String, Place)>| placed.as_ref().map(|(text, _)| text.clone());
        let label = text(&words.cta).or_else(|| target.map(|document| document.title.clone()));
        let link = target.and_then(|document| self.links.href(document, language)).zip(label);
        Some(PosterBand {
            title: poster.document.title.clone(),
            picture: poster.photo.as_ref().and_then(|photo| self.pictures.get(photo, "band")),
            headline: words.headline.0.clone(),
            sub: text(&words.sub),
            cta: text(&words.cta),
            legal: text(&words.legal),
            link: link.map(|(href, label)| Link::inside(label, href)),
            drawn: self.drawn(poster),
        })
    }

    fn drawn(&self, poster: &Poster) -> Option<DrawnView> {
        let sheets: Vec<&Sheet> =
            self.posters.of(&poster.document).filter(|sheet| sheet.format.paper.is_none()).collect();
        let wide = sheets.iter().find(|sheet| sheet.view.format.shape == "wide");
        let sheet = wide.or(sheets.first())?;
        let said = poster.words.all().filter(|(slot, _)| *slot != "legal").map(|(_, (text, _))| text.as_str());
        let price = sheet.view.price.as_ref().map(|line| line.price.amount.as_str());
        Some(DrawnView {
            src: sheet.address.href(),
            width: sheet.format.size.0,
            height: sheet.format.size.1,
            alt: said.chain(price).collect::<Vec<_>>().join(" · "),
        })
    }

    fn section_links(&self, section: &Section, notes: &mut Notes) -> Vec<Link> {
        section.links.iter().map(|(label, to, place)| self.link(label, to, place, notes)).collect()
    }

    /// A link out of front matter.
    pub fn link(&self, label: &str, to: &str, place: &Place, notes: &mut Notes) -> Link {
        let (href, external) = self.links.resolve(to, place, self.words.language, notes);
        Link { label: label.to_string(), href: Some(href), external }
    }

    fn item(&self, item: &SectionItem, origin: Origin<'_>, notes: &mut Notes) -> ItemView {
        let label = item.title.clone().or(item.text.clone()).unwrap_or_default();
        let link = item.link.as_ref().map(|(to, place)| self.link(&label, to, place, notes));
        ItemView {
            text: item.text.clone(),
            href: link.as_ref().and_then(|link| link.href.clone()),
            link,
            date: item.date.clone(),
            title: item.title.clone(),
            name: item.title.clone(),
            expires: item.expires.as_ref().map(|when| self.date(when)),
            picture: item.logo.as_ref().and_then(|photo| self.pictures.get(photo, "thumb")),
            question: item.title.clone(),
            answer: item.answer.as_ref().map(|answer| self.prose(answer, origin, notes)).unwrap_or_default(),
        }
    }

    /// Questions out of a section's items, for JSON-LD.
    #[must_use]
    pub fn questions(section: &SectionView) -> Vec<Question> {
        let question =
            |item: &ItemView| Some(Question { question: item.question.clone()?, answer: item.answer.clone() });
        section.items.iter().filter_map(question).collect()
    }
}
