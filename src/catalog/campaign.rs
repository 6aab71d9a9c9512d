//! Campaigns and posters, resolved.

use super::document::{Document, Reader};
use super::draft::Draft;
use super::photo::PhotoUse;
use super::product::{Gift, narrow, placed};
use super::raw::{self, After, Mechanic};
use super::schedule::Run;
use super::section::Section;
use super::selector::Selector;
use super::skin::CampaignSkin;
use super::terms::Terms;
use crate::diagnostics::rules::campaign::{BAD_AMOUNT, BADGE_TOO_LONG, PRICE_IN_WORDS, PRIORITY_RANGE, RULES_MISSING};
use crate::diagnostics::rules::reading::MISSING_FIELD;
use crate::diagnostics::{Notes, Place};
use crate::language::{self, Localised};
use crate::markdown::Prose;
use crate::money::{self, Money};
use crate::yaml::Field;

/// A campaign in one language.
#[derive(Clone, Debug)]
pub struct Campaign {
    /// What all documents have.
    pub document: Document,
    /// One line.
    pub slogan: String,
    /// When it runs, in the order of time; none if it does not say when.
    pub runs: Vec<Run>,
    /// Where its festival is named, if it comes back with it every year by a rule.
    pub yearly: Option<Place>,
    /// What is paid with an order before the start.
    pub deposit: Option<Money>,
    /// Of campaigns that overlap, the highest counts.
    pub priority: u8,
    /// Where the priority stands, or the document's head.
    pub priority_place: Place,
    /// What it covers.
    pub selectors: Vec<Selector>,
    /// How it works.
    pub mechanic: Option<Mechanic>,
    /// What it grants beside prices.
    pub terms: Terms,
    /// Conditions.
    pub rules: Option<Prose>,
    /// Gifts.
    pub gifts: Vec<Gift>,
    /// The stamp on photos, in the document's language.
    pub badge: Option<String>,
    /// The artwork that is laid on photos, and where it is named.
    pub badge_artwork: Option<(String, Place)>,
    /// What it puts over the theme.
    pub skin: CampaignSkin,
    /// Names of posters.
    pub posters: Vec<(String, Place)>,
    /// Title, text and photo of the landing page's head.
    pub hero: (Option<String>, Option<String>, Option<PhotoUse>),
    /// Sections of the landing page.
    pub sections: Vec<Section>,
    /// What the landing page is when it is over.
    pub after: After,
    /// Where it redirects then.
    pub redirect_to: Option<(String, Place)>,
    /// Questions and answers.
    pub faq: Vec<(String, Prose)>,
}

/// A poster in one language: its picture is drawn by a later version, its words and photo are shown as a band.
#[derive(Clone, Debug)]
pub struct Poster {
    /// What all documents have.
    pub document: Document,
    /// The theme's template.
    pub template: String,
    /// Formats to make.
    pub formats: Vec<String>,
    /// Headline.
    pub headline: String,
    /// Line below.
    pub sub: Option<String>,
    /// Call to action.
    pub cta: Option<String>,
    /// What the law asks for.
    pub legal: Option<String>,
    /// Its photo.
    pub photo: Option<PhotoUse>,
    /// The SKU whose price it shows.
    pub price_of: Option<(String, Place)>,
    /// The campaign it belongs to.
    pub campaign: Option<(String, Place)>,
    /// A stamp.
    pub badge: Option<String>,
}

impl Reader<'_> {
    /// Resolves a campaign.
    pub(super) fn campaign(&self, draft: &Draft<raw::Campaign>, notes: &mut Notes) -> Campaign {
        let front = &draft.front;
        let document = self.document(draft, notes);
        let runs = self.runs(draft, notes);
        let landing = front.landing.value.clone().unwrap_or_default();
        let hero = landing.hero.value.clone().unwrap_or_default();
        check_rules(front, draft, notes);
        let priority = front.priority.value.unwrap_or(50);
        if let Some((_, place)) = front.priority.placed().filter(|(priority, _)| **priority > 100) {
            notes.push(PRIORITY_RANGE.at(place.clone()).with("priority", priority));
        }
        Campaign {
            slogan: self.slogan(draft, notes),
            runs,
            yearly: self.yearly(front),
            deposit: front.pre_sale.get().and_then(|sale| self.money("deposit", &sale.deposit, notes)),
            priority,
            priority_place: front.priority.place_or(&draft.head),
            selectors: self.selectors(draft, notes),
            mechanic: front.mechanic.value,
            terms: self.terms(draft, notes),
            rules: front.rules.placed().map(|(rules, place)| self.snippet(rules, place, &draft.language, notes)),
            gifts: self.gifts(front.gifts.get(), draft, notes),
            badge: self.badge(front, draft, notes),
            badge_artwork: front
                .badge
                .get()
                .and_then(|badge| badge.artwork.placed().map(|(name, place)| (name.clone(), place.clone()))),
            skin: self.skin(draft, notes),
            posters: placed(&front.posters),
            hero: (
                hero.title.value,
                hero.text.value,
                hero.image.get().and_then(|photo| self.photos.named(&draft.language, photo, notes)),
            ),
            sections: self.sections(landing.sections.get(), draft, notes),
            after: front.after.value.unwrap_or_default(),
            redirect_to: front.redirect_to.placed().map(|(to, place)| (to.clone(), place.clone())),
            faq: self.faq(front.faq.get(), draft, notes),
            document,
        }
    }

    fn slogan(&self, draft: &Draft<raw::Campaign>, notes: &mut Notes) -> String {
        if !draft.front.slogan.is_present() {
            notes.push(MISSING_FIELD.at(draft.head.clone()).with("key", "slogan"));
        }
        narrow("slogan", &draft.front.slogan, 32, notes).unwrap_or_default()
    }

    /// A decimal string of the shop's currency.
    pub(super) fn money(&self, key: &'static str, field: &Field<String>, notes: &mut Notes) -> Option<Money> {
        let (text, place) = field.placed()?;
        let money = money::parse(text, self.settings.currency).ok();
        if money.is_none() {
            notes.push(BAD_AMOUNT.at(place.clone()).with("key", key).with("typed", text));
        }
        money
    }

    fn badge(&self, front: &raw::Campaign, draft: &Draft<raw::Campaign>, notes: &mut Notes) -> Option<String> {
        let badge = front.badge.get()?;
        let (text, place) = badge.text.placed()?;
        self.stamp(text, place, &draft.language, notes)
    }

    /// A stamp's words: at most six Han characters wide.
    fn stamp(&self, text: &Localised, place: &Place, language: &str, notes: &mut Notes) -> Option<String> {
        let text = self.settings.text(text, language).trim().to_string();
        let width = language::units(&text);
        if width > 12 {
            notes.push(BADGE_TOO_LONG.at(place.clone()).with("text", &text).with("width", width));
        }
        (!text.is_empty()).then_some(text)
    }

    /// Resolves a poster. `None` without a headline.
    pub(super) fn poster(&self, draft: &Draft<raw::Poster>, notes: &mut Notes) -> Option<Poster> {
        let front = &draft.front;
        let document = self.document(draft, notes);
        for (key, present) in [
            ("template", front.template.is_present()),
            ("formats", front.formats.is_present()),
            ("words", front.words.is_present()),
        ] {
            if !present {
                notes.push(MISSING_FIELD.at(draft.head.clone()).with("key", key));
            }
        }
        let words = front.words.get()?;
        for (field, key) in
            [(&words.headline, "headline"), (&words.sub, "sub"), (&words.cta, "cta"), (&words.legal, "legal")]
        {
            check_price_in_words(field, key, notes);
        }
        let one = |field: &Field<String>| field.placed().map(|(text, place)| (text.clone(), place.clone()));
        Some(Poster {
            template: front.template.value.clone().unwrap_or_default(),
            formats: placed(&front.formats).into_iter().map(|(format, _)| format).collect(),
            headline: narrow("headline", &words.headline, 24, notes)?,
            sub: narrow("sub", &words.sub, 40, notes),
            cta: narrow("cta", &words.cta, 12, notes),
            legal: words.legal.value.clone(),
            photo: front.photo.get().and_then(|photo| self.photos.named(&draft.language, photo, notes)),
            price_of: one(&front.price_of),
            campaign: one(&front.campaign),
            badge: front.badge.placed().and_then(|(text, place)| self.stamp(text, place, &draft.language, notes)),
            document,
        })
    }
}

/// Thresholds and draws are shown with their conditions (规范促销行为暂行规定).
fn check_rules(front: &raw::Campaign, draft: &Draft<raw::Campaign>, notes: &mut Notes) {
    if let Some((mechanic, place)) = front.mechanic.placed()
        && matches!(mechanic, Mechanic::Threshold | Mechanic::Lottery)
        && !front.rules.is_present()
    {
        notes.push(RULES_MISSING.at(place.clone()));
    }
    if !front.products.is_present() {
        notes.push(MISSING_FIELD.at(draft.head.clone()).with("key", "products"));
    }
}

/// Prices on posters come from the offers table only.
fn check_price_in_words(field: &Field<String>, key: &'static str, notes: &mut Notes) {
    let Some((text, place)) = field.placed() else { return };
    let digit_before =
        |at: usize| text.get(..at).is_some_and(|head| head.trim_end().ends_with(|c: char| c.is_ascii_digit()));
    let digit_after =
        |at: usize| text.get(at..).is_some_and(|tail| tail.trim_start().starts_with(|c: char| c.is_ascii_digit()));
    let marked = text.match_indices(['¥', '¥', '$', '€']).any(|(at, mark)| digit_after(at + mark.len()));
    let yuan = text.match_indices('元').any(|(at, _)| digit_before(at));
    if marked || yuan {
        notes.push(PRICE_IN_WORDS.at(place.clone()).with("key", key).with("text", text));
    }
}
