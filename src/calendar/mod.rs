//! What changes when: every instant at which a release of the same files would differ, and every deadline of a shop.
//!
//! Takes the catalog, the settings and a span; gives sorted [`Change`]s. Nothing else in awning looks at the moment, so
//! between two changes that concern the release (see [`next`]) every build gives the same bytes. A new rule or label that
//! goes by the moment belongs here too; `tests/suite/calendar.rs` holds the law.

mod campaigns;
mod deadlines;
mod documents;
mod ics;
mod products;

pub use ics::ics;

use crate::catalog::{Catalog, Clearance, Document};
use crate::diagnostics::{Language, Place};
use crate::moment::When;
use crate::settings::Settings;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::collections::BTreeSet;

/// From an instant to before another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// First instant inside.
    pub from: Timestamp,
    /// First instant after.
    pub to: Timestamp,
}

/// Something that changes at an instant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// When.
    pub at: Timestamp,
    /// What.
    pub event: Event,
    /// What it means for the release.
    pub effect: Effect,
    /// Whose: a title as it stands in the shop.
    pub title: String,
    /// Where it is written.
    pub place: Place,
    /// The end of what begins, where it has one.
    pub ends: Option<Timestamp>,
}

/// What a change means for the release.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Effect {
    /// A build from then on gives another release.
    Release,
    /// A build from then on has an error more: somebody must do something before.
    Error,
    /// The release stays as it is: a deadline for people.
    Deadline,
}

impl Effect {
    /// The word in JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Release => "release",
            Self::Error => "error",
            Self::Deadline => "deadline",
        }
    }
}

/// The kinds of changes: name in JSON, English, Chinese.
macro_rules! events {
    ($($name:ident $word:literal $en:literal $zh:literal)*) => {
        /// What changes.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        #[expect(missing_docs, reason = "each says in words what it is")]
        pub enum Event { $($name),* }

        impl Event {
            /// The word in JSON.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self { $(Self::$name => $word),* }
            }

            /// In the words of a language.
            #[must_use]
            pub fn words(self, language: Language) -> &'static str {
                match (self, language) { $((Self::$name, Language::English) => $en, (Self::$name, Language::Chinese) => $zh),* }
            }
        }
    };
}

events! {
    CampaignStarts "campaign_starts" "campaign starts" "活动开始"
    CampaignEnds "campaign_ends" "campaign ends" "活动结束"
    PreSaleStarts "pre_sale_starts" "pre-sale starts" "预售开始"
    PreSaleEnds "pre_sale_ends" "pre-sale ends" "预售结束"
    CouponChanged "coupon_changed" "coupon starts or ends" "优惠码生效或失效"
    Published "published" "is published" "发布"
    Expired "expired" "is taken down" "撤下"
    Listed "listed" "on the shelf" "上架"
    Delisted "delisted" "off the shelf" "下架"
    OfferChanged "offer_changed" "offer changes" "报价变化"
    NoLongerNew "no_longer_new" "no longer new" "不再标新品"
    SectionShown "section_shown" "section appears" "版块出现"
    SectionHidden "section_hidden" "section disappears" "版块消失"
    Unpinned "unpinned" "no longer on top" "取消置顶"
    InFeed "in_feed" "enters the feed" "进入订阅源"
    NewYear "new_year" "year in the footer" "页脚年份"
    PriceEnds "price_ends" "price ends" "价格到期"
    RightsEnd "rights_end" "rights end" "授权到期"
    ReviewDue "review_due" "review due" "需要复核"
    CountOld "count_old" "stock count is old" "盘点过期"
    ReferenceFalse "reference_false" "struck-through price no longer holds" "划线价失去依据"
    ReferenceHolds "reference_holds" "struck-through price holds again" "划线价重新成立"
}

/// Everything that changes within a span, sorted.
#[must_use]
pub fn changes(catalog: &Catalog, settings: &Settings, clearance: Clearance, span: Span) -> Vec<Change> {
    let mut found = Found { catalog, settings, clearance, span, changes: Vec::new(), seen: BTreeSet::new() };
    found.campaigns();
    found.documents();
    found.products();
    found.new_years();
    found.deadlines();
    let mut changes = found.changes;
    changes.sort_by(|a, b| (a.at, a.event, &a.title, &a.place).cmp(&(b.at, b.event, &b.title, &b.place)));
    changes
}

/// The first instant after a moment at which the shop must be built again.
#[must_use]
pub fn next(changes: &[Change], moment: Timestamp) -> Option<Timestamp> {
    changes.iter().find(|change| change.at > moment && change.effect != Effect::Deadline).map(|change| change.at)
}

/// The changes found so far, and what they are found in.
struct Found<'c> {
    catalog: &'c Catalog,
    settings: &'c Settings,
    clearance: Clearance,
    span: Span,
    changes: Vec<Change>,
    /// What was told already: a translation repeats its original.
    seen: BTreeSet<(Timestamp, Event, String)>,
}

impl<'c> Found<'c> {
    fn zone(&self) -> &'c TimeZone {
        &self.settings.zone
    }

    fn holds(&self, at: Timestamp) -> bool {
        self.span.from <= at && at < self.span.to
    }

    /// The instant, if there is one within the span.
    fn within(&self, at: Option<Timestamp>) -> Option<Timestamp> {
        at.filter(|at| self.holds(*at))
    }

    /// Adds a change of a document; what stands for it in every language is told once.
    fn add(&mut self, document: &Document, key: &str, change: Change) {
        let whose = format!("{} {} {key}", document.kind, document.id);
        if self.holds(change.at) && self.seen.insert((change.at, change.event, whose)) {
            self.changes.push(change);
        }
    }

    /// A change of a document that concerns the release.
    fn note(&mut self, document: &Document, at: Timestamp, event: Event) {
        self.add(document, "", of(document, at, event));
    }

    /// The footer's year, and whatever else a theme does with it.
    fn new_years(&mut self) {
        let year = self.span.from.to_zoned(self.zone().clone()).year();
        let last = self.span.to.to_zoned(self.zone().clone()).year();
        for year in year..=last {
            let Ok(day) = jiff::civil::Date::new(year, 1, 1) else { continue };
            let at = When::Day(day).begins(self.zone());
            if self.holds(at) {
                let (title, place) = (year.to_string(), Place::head(&self.settings.file));
                self.changes.push(Change {
                    at,
                    event: Event::NewYear,
                    effect: Effect::Release,
                    title,
                    place,
                    ends: None,
                });
            }
        }
    }
}

/// A change that a document is about.
fn of(document: &Document, at: Timestamp, event: Event) -> Change {
    let (title, place) = (document.title.clone(), document.title_place.clone());
    Change { at, event, effect: Effect::Release, title, place, ends: None }
}
