//! Sections of pages, resolved: photos found, Markdown parsed, what each type needs is there.

use super::document::Reader;
use super::draft::Draft;
use super::photo::PhotoUse;
use super::product::placed;
use super::raw::{self, Align, SectionType, Tone};
use crate::diagnostics::rules::text::{CAMPAIGN_UNREAD, SECTION_INCOMPLETE};
use crate::diagnostics::{Notes, Place};
use crate::markdown::Prose;
use crate::moment::{When, Window};

/// A section.
#[derive(Clone, Debug)]
pub struct Section {
    /// Its type.
    pub kind: SectionType,
    /// Where it stands.
    pub place: Place,
    /// Its title.
    pub title: Option<String>,
    /// A few lines.
    pub text: Option<String>,
    /// Small line above the title.
    pub eyebrow: Option<String>,
    /// Markdown.
    pub body: Option<Prose>,
    /// A photo.
    pub image: Option<PhotoUse>,
    /// Links: label, target, place of the target.
    pub links: Vec<(String, String, Place)>,
    /// Alignment.
    pub align: Align,
    /// Tone of the picture.
    pub tone: Tone,
    /// SKUs.
    pub products: Vec<(String, Place)>,
    /// A category's id.
    pub category: Option<(String, Place)>,
    /// A tag.
    pub tag: Option<(String, Place)>,
    /// Category ids.
    pub categories: Vec<(String, Place)>,
    /// A campaign's name.
    pub campaign: Option<(String, Place)>,
    /// A poster's name.
    pub poster: Option<(String, Place)>,
    /// Stories' names.
    pub stories: Vec<(String, Place)>,
    /// How many at most.
    pub limit: usize,
    /// Lines, dates, partners or questions.
    pub items: Vec<Item>,
    /// Whether a notice can be closed.
    pub closable: bool,
    /// When it is shown.
    pub visible: Window,
}

/// An item of a section.
#[derive(Clone, Debug)]
pub struct Item {
    /// Title, name or question.
    pub title: Option<String>,
    /// A line of text.
    pub text: Option<String>,
    /// Where it leads.
    pub link: Option<(String, Place)>,
    /// Date or year, as typed.
    pub date: Option<String>,
    /// The day an authorisation ends.
    pub expires: Option<When>,
    /// Logo.
    pub logo: Option<PhotoUse>,
    /// The answer.
    pub answer: Option<Prose>,
}

impl Reader<'_> {
    /// Resolves sections; one without a type is left out (its absence is reported).
    pub(super) fn sections<F>(
        &self,
        sections: Option<&Vec<raw::Section>>,
        draft: &Draft<F>,
        notes: &mut Notes,
    ) -> Vec<Section> {
        sections.into_iter().flatten().filter_map(|section| self.section(section, draft, notes)).collect()
    }

    fn section<F>(&self, raw: &raw::Section, draft: &Draft<F>, notes: &mut Notes) -> Option<Section> {
        let Some((kind, place)) = raw.r#type.placed() else {
            if !raw.r#type.is_present() {
                let place = raw.title.place_or(&raw.text.place_or(&draft.head));
                notes.push(SECTION_INCOMPLETE.at(place).with("type", "section").with("key", "type"));
            }
            return None;
        };
        check_needs(*kind, raw, place, notes);
        let one =
            |field: &crate::yaml::Field<String>| field.placed().map(|(text, place)| (text.clone(), place.clone()));
        let window = raw.visible.value.clone().unwrap_or_default();
        let stories = one(&raw.story).into_iter().chain(placed(&raw.stories)).collect();
        Some(Section {
            kind: *kind,
            place: place.clone(),
            title: raw.title.value.clone(),
            text: raw.text.value.clone(),
            eyebrow: raw.eyebrow.value.clone(),
            body: raw.body.placed().map(|(body, place)| self.snippet(body, place, &draft.language, notes)),
            image: raw.image.get().and_then(|photo| self.photos.named(&draft.language, photo, notes)),
            links: [&raw.link, &raw.second_link].into_iter().filter_map(link).collect(),
            align: raw.align.value.unwrap_or_default(),
            tone: raw.tone.value.unwrap_or_default(),
            products: placed(&raw.products),
            category: one(&raw.category),
            tag: one(&raw.tag),
            categories: placed(&raw.categories),
            campaign: one(&raw.campaign),
            poster: one(&raw.poster),
            stories,
            limit: raw.limit.value.unwrap_or(match kind {
                SectionType::NewsList => 3,
                _ => 8,
            }),
            items: raw.items.value.iter().flatten().map(|item| self.item(item, draft, notes)).collect(),
            closable: raw.closable.value.unwrap_or(true),
            visible: Window::of(window.from.get(), window.to.get(), &self.settings.zone),
        })
    }

    fn item<F>(&self, raw: &raw::SectionItem, draft: &Draft<F>, notes: &mut Notes) -> Item {
        let title = raw.title.get().or(raw.name.get()).or(raw.question.get());
        Item {
            title: title.cloned(),
            text: raw.text.value.clone(),
            link: raw.link.placed().map(|(link, place)| (link.clone(), place.clone())),
            date: raw.date.value.clone(),
            expires: raw.expires.value,
            logo: raw.logo.get().and_then(|photo| self.photos.named(&draft.language, photo, notes)),
            answer: raw.answer.placed().map(|(answer, place)| self.snippet(answer, place, &draft.language, notes)),
        }
    }
}

fn link(field: &crate::yaml::Field<raw::LinkTo>) -> Option<(String, String, Place)> {
    let link = field.get()?;
    let (to, place) = link.to.placed()?;
    Some((link.label.value.clone()?, to.clone(), place.clone()))
}

/// What a type cannot do without.
fn check_needs(kind: SectionType, raw: &raw::Section, place: &Place, notes: &mut Notes) {
    let needs: &[(&str, bool)] = match kind {
        SectionType::Ticker => &[("items", raw.items.is_present())],
        SectionType::Hero => &[("title", raw.title.is_present())],
        SectionType::ProductShelf => &[
            ("title", raw.title.is_present()),
            (
                "products",
                raw.products.is_present()
                    || raw.category.is_present()
                    || raw.tag.is_present()
                    || raw.campaign.is_present(),
            ),
        ],
        SectionType::CategoryTiles | SectionType::NewsList => &[("title", raw.title.is_present())],
        SectionType::StoryTeaser => &[("story", raw.story.is_present() || raw.stories.is_present())],
        SectionType::PosterBand => &[("poster", raw.poster.is_present())],
        SectionType::Text => &[("body", raw.body.is_present())],
        SectionType::FloatingNotice => &[("text", raw.text.is_present())],
        SectionType::Timeline | SectionType::Partners | SectionType::Faq => {
            &[("title", raw.title.is_present()), ("items", raw.items.is_present())]
        }
        SectionType::Contact => &[("title", raw.title.is_present())],
        SectionType::CampaignBand | SectionType::Countdown | SectionType::Gifts | SectionType::Rules => &[],
    };
    for (key, _) in needs.iter().filter(|(_, present)| !present) {
        notes.push(SECTION_INCOMPLETE.at(place.clone()).with("type", name(kind)).with("key", key));
    }
    let reads_campaign = matches!(kind, SectionType::CampaignBand | SectionType::ProductShelf) || is_of_campaign(kind);
    if let Some((_, place)) = raw.campaign.placed().filter(|_| !reads_campaign) {
        notes.push(CAMPAIGN_UNREAD.at(place.clone()).with("type", name(kind)));
    }
}

/// Whether a type tells something out of one campaign: that of its landing page, a named one, or the leading one.
#[must_use]
pub fn is_of_campaign(kind: SectionType) -> bool {
    matches!(kind, SectionType::Countdown | SectionType::Gifts | SectionType::Rules)
}

/// The word for a type in `awning.yaml`, which is also the template's.
#[must_use]
pub fn name(kind: SectionType) -> &'static str {
    match kind {
        SectionType::Ticker => "ticker",
        SectionType::Hero => "hero",
        SectionType::ProductShelf => "product_shelf",
        SectionType::CategoryTiles => "category_tiles",
        SectionType::StoryTeaser => "story_teaser",
        SectionType::PosterBand => "poster_band",
        SectionType::CampaignBand => "campaign_band",
        SectionType::Countdown => "countdown",
        SectionType::Gifts => "gifts",
        SectionType::Rules => "rules",
        SectionType::Text => "text",
        SectionType::NewsList => "news_list",
        SectionType::FloatingNotice => "floating_notice",
        SectionType::Timeline => "timeline",
        SectionType::Partners => "partners",
        SectionType::Contact => "contact",
        SectionType::Faq => "faq",
    }
}
