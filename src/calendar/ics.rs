//! Changes as an iCalendar file (RFC 5545): campaigns and pre-sales from beginning to end, other changes at their
//! instant, deadlines on their day. The same changes give the same bytes.

use super::{Change, Effect, Event};
use crate::diagnostics::Language;
use crate::fingerprint::Digest;
use icalendar::{Calendar, Component as _, EventLike as _, Property};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::collections::{BTreeMap, BTreeSet};

/// The file: `name` is the shop's, `stamp` the moment that the list was made for.
#[must_use]
pub fn ics(changes: &[Change], name: &str, zone: &TimeZone, stamp: Timestamp, language: Language) -> String {
    let mut calendar = Calendar::empty();
    for (key, value) in [("VERSION", "2.0"), ("PRODID", "-//awning//calendar//EN"), ("CALSCALE", "GREGORIAN")] {
        calendar.append_property(Property::new(key, value));
    }
    calendar.name(name);
    let told: BTreeSet<(Event, &str, Timestamp)> = changes.iter().filter_map(end_told).collect();
    let mut used: BTreeMap<String, usize> = BTreeMap::new();
    for change in changes {
        // The end of what begins in the list is the end of its entry.
        if !told.contains(&(change.event, change.place.file.as_str(), change.at)) {
            calendar.push(entry(change, zone, stamp, language, &mut used));
        }
    }
    calendar.to_string()
}

/// The change that the entry of another tells as its end.
fn end_told(change: &Change) -> Option<(Event, &str, Timestamp)> {
    let event = match change.event {
        Event::CampaignStarts => Event::CampaignEnds,
        Event::PreSaleStarts => Event::PreSaleEnds,
        _ => return None,
    };
    Some((event, change.place.file.as_str(), change.ends?))
}

fn entry(
    change: &Change,
    zone: &TimeZone,
    stamp: Timestamp,
    language: Language,
    used: &mut BTreeMap<String, usize>,
) -> icalendar::Event {
    let instant = |at: Timestamp| at.strftime("%Y%m%dT%H%M%SZ").to_string();
    let day = change.at.to_zoned(zone.clone()).date();
    let date = |day: jiff::civil::Date| day.strftime("%Y%m%d").to_string();
    let mut entry = icalendar::Event::new();
    entry.uid(&uid(change, day.year(), used)).add_property("DTSTAMP", instant(stamp));
    if change.effect == Effect::Deadline && change.ends.is_none() {
        entry.append_property(Property::new("DTSTART", date(day)).add_parameter("VALUE", "DATE").done());
    } else {
        entry.add_property("DTSTART", instant(change.at));
        if let Some(ends) = change.ends {
            entry.add_property("DTEND", instant(ends));
        }
    }
    let words = change.event.words(language);
    // What lasts is called by its name, what happens by what happens.
    let summary = match (change.ends.is_some(), language) {
        (true, _) if change.event == Event::CampaignStarts => change.title.clone(),
        (_, Language::English) => format!("{}: {words}", change.title),
        (_, Language::Chinese) => format!("{}：{words}", change.title),
    };
    entry.summary(&summary).description(change.place.file.as_str()).add_property("TRANSP", "TRANSPARENT");
    entry.categories([words]);
    entry.done()
}

/// The same for what happens to the same thing in the same year, so that a calendar moves an entry whose day is moved.
fn uid(change: &Change, year: i16, used: &mut BTreeMap<String, usize>) -> String {
    let whose = format!("{} {} {} {year}", change.event.word(), change.place.file, change.title);
    let number = used.entry(whose.clone()).or_default();
    *number += 1;
    let digest = Digest::of(format!("{whose} {number}").as_bytes()).short(24);
    format!("{digest}@awning")
}
