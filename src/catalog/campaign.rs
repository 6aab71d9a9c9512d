//! Campaigns, resolved.

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
use crate::diagnostics::rules::campaign::{BAD_AMOUNT, BADGE_TOO_LONG, PRIORITY_RANGE, RULES_MISSING};
use crate::diagnostics::rules::reading::MISSING_FIELD;
use crate::diagnostics::{Notes, Place};
use crate::language;
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
        stamp(self.settings.text(text, &draft.language), place, notes)
    }
}

/// A stamp's words: at most six Han characters wide.
pub(super) fn stamp(text: &str, place: &Place, notes: &mut Notes) -> Option<String> {
    let text = text.trim().to_string();
    let width = language::units(&text);
    if width > 12 {
        notes.push(BADGE_TOO_LONG.at(place.clone()).with("text", &text).with("width", width));
    }
    (!text.is_empty()).then_some(text)
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
