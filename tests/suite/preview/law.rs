//! The law of the preview: whatever is done to a shop, what is served is what a clean build writes without minifying, byte
//! for byte, once the client is taken out.
//!
//! `AWNING_PREVIEW_SEED=7 AWNING_PREVIEW_STEPS=2000 cargo test --test suite -- preview::law` tries other steps, and more.

use super::deeds::DEEDS;
use super::hand::{Hand, put_back, sources};
use super::previewed::{Previewed, bare, eventually, still, target, tea};
use crate::support::{Chance, MOMENT, Shop, Tree, printed, tree};
use awning::build::Report;
use awning::catalog::Clearance;
use awning::diagnostics::{Diagnostic, Language, Severity};
use awning::moment::When;
use jiff::tz::TimeZone;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;

/// Steps with errors, one after the other, before the shop is put back.
const ERRORS: usize = 2;

/// How the shop is seen.
#[derive(Clone, PartialEq)]
struct Seen {
    at: When,
    clearance: Clearance,
}

/// A preview, and what was done to its shop.
struct Case {
    preview: Previewed,
    hand: Hand,
    seen: Seen,
    /// What a build wrote last, the sources it was made from, and how they were seen.
    built: Tree,
    good: (Tree, Seen),
    errors: usize,
    log: Vec<String>,
}

#[test]
fn whatever_is_done_what_is_served_is_what_a_build_writes() {
    let number = |name: &str, usual: u64| std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(usual);
    let (seed, steps) = (number("AWNING_PREVIEW_SEED", 1), number("AWNING_PREVIEW_STEPS", 200));
    let mut case = Case::new(tea(), seed);
    for step in 0..steps {
        case.step(usize::try_from(step).unwrap());
    }
    case.errors = ERRORS;
    case.step(0);
    assert_eq!(case.errors, 0, "without the errors there are none");
}

/// Titles and descriptions stand on preview pictures, and products are sorted by title: little of that is decided anew.
#[test]
fn what_is_drawn_and_sorted_follows_what_is_said() {
    let shop = tea();
    fs::write(shop.root().join("themes/plain/posters/og.html"), "<div></div>\n").unwrap();
    let mut case = Case::new(shop, 5);
    case.hand.setting("listing", "{per_page: 2, sorts: [title]}");
    case.compare(true);
    let said = ["a title", "a title of a product", "a description", "a sentence more"];
    let deeds: Vec<_> = DEEDS.iter().filter(|(what, _)| said.contains(what)).collect();
    for step in 0..16 {
        let (what, deed) = deeds[step % deeds.len()];
        case.hand.number = step;
        case.log.push(format!("step {step}: {what}"));
        deed(&mut case.hand);
        case.compare(true);
    }
    assert_eq!(case.errors, 0, "{}", case.told());
}

impl Case {
    fn new(shop: Shop, seed: u64) -> Self {
        let root = shop.root();
        let hand = Hand { first: sources(&root), root, chance: Chance::of(seed), number: 0, wish: None };
        let seen = Seen { at: When::parse(MOMENT).unwrap(), clearance: Clearance::default() };
        let (good, log) = ((hand.first.clone(), seen.clone()), vec![format!("seed {seed}")]);
        let mut case = Self { preview: Previewed::of(shop), hand, seen, built: Tree::new(), good, errors: 0, log };
        case.compare(true);
        case
    }

    /// Does one thing, and looks whether the preview follows.
    fn step(&mut self, number: usize) {
        self.hand.number = number;
        if self.errors > 0 && (self.errors == ERRORS || self.hand.chance.below(3) > 0) {
            self.log.push(format!("step {number}: as it was before the errors"));
            self.put_back();
        } else {
            // Several at once are one batch, as when a branch is checked out.
            for _ in 0..=self.hand.chance.below(5).saturating_sub(3) {
                let (what, deed) = self.hand.chance.one_of(DEEDS);
                self.log.push(format!("step {number}: {what}"));
                deed(&mut self.hand);
            }
        }
        if let Some(wish) = self.hand.wish.take() {
            assert_eq!(self.preview.set(&wish), 204, "{}", self.told());
            self.see(&wish);
        }
        self.compare(number.is_multiple_of(20));
    }

    /// Makes the shop again what it was before the errors.
    fn put_back(&mut self) {
        let (sources, seen) = &self.good;
        put_back(&self.hand.root, sources);
        let (at, Clearance { drafts, unapproved }) = (seen.at.begins(&TimeZone::UTC), seen.clearance);
        let wish = json!({ "at": at.to_string(), "drafts": drafts, "unapproved": unapproved });
        self.hand.wish = (self.seen != *seen).then_some(wish);
    }

    fn see(&mut self, wish: &Value) {
        if let Some(at) = wish.get("at") {
            let at = at.as_str().map_or_else(still, |at| at.parse().unwrap());
            self.seen.at = When::Instant(at);
        }
        let flag = |name: &str, usual: bool| wish.get(name).and_then(Value::as_bool).unwrap_or(usual);
        let Clearance { drafts, unapproved } = self.seen.clearance;
        self.seen.clearance = Clearance { drafts: flag("drafts", drafts), unapproved: flag("unapproved", unapproved) };
    }

    fn told(&self) -> String {
        format!("{}\n… {}", self.log[0], self.log[self.log.len().saturating_sub(8)..].join("\n… "))
    }

    /// Builds a copy of the shop, and waits until the preview serves the same.
    fn compare(&mut self, everything: bool) {
        let clean = self.preview.shop.copy_in_memory();
        let report = clean.build_for(self.seen.at, self.seen.clearance);
        if has_errors(&report) {
            return self.compare_errors(&report, everything);
        }
        let before = std::mem::replace(&mut self.built, tree(&clean.public()));
        self.errors = 0;
        self.good = (sources(&self.hand.root), self.seen.clone());
        let is_new = |file: &str| !before.contains_key(file);
        let is_picture = |file: &str| file.starts_with("photos/") || file.starts_with("posters/");
        let mut wanted: Vec<&String> = self.built.keys().filter(|file| *file != "manifest.json").collect();
        wanted.retain(|file| everything || !is_picture(file) || is_new(file));
        let gone: Vec<&String> =
            before.keys().filter(|file| !self.built.contains_key(*file) && *file != "manifest.json").collect();
        eventually(&self.told(), || {
            // What was wrong goes first when it is asked for again.
            for at in 0..wanted.len() {
                if let Err(why) = self.is_served(wanted[at]) {
                    wanted.swap(0, at);
                    return Err(why);
                }
            }
            gone.iter().try_for_each(|file| self.is_gone(file))?;
            match self.problems() {
                (found, is_complete) if found.is_empty() && (is_complete || !everything) => Ok(()),
                (found, _) => Err(format!("no errors, but told are {found:?}")),
            }
        });
    }

    fn is_served(&self, file: &str) -> Result<(), String> {
        let said = self.preview.get(&target(file));
        let (status, found) = (said.status, bare(said.body));
        if status == 200 && found == self.built[file] {
            return Ok(());
        }
        Err(format!("{file}: {status}\n{}", difference(&self.built[file], &found)))
    }

    /// A file that was there before, and is not any more. Where a page lies above it, it leads there.
    fn is_gone(&self, file: &str) -> Result<(), String> {
        let status = self.preview.get(&target(file)).status;
        if status == 404 { Ok(()) } else { Err(format!("{file} is gone, and still there: {status}")) }
    }

    /// The shop has errors: something is shown, and they are told.
    fn compare_errors(&mut self, report: &Report, everything: bool) {
        self.errors += 1;
        // Stock that was counted after a moment in the past is no news in the preview.
        let is_told = |found: &&Diagnostic| found.severity() == Severity::Error && found.rule.code != "E302";
        let wrong = report.diagnostics.iter().filter(is_told);
        let expected = counted(wrong.map(|found| found.rule.code.to_string()));
        eventually(&format!("{}\n{}", self.told(), printed(report, Language::English)), || {
            let (said, (found, is_complete)) = (self.preview.get("/"), self.problems());
            let has_client = said.body.windows(18).any(|window| window == b"/_awning/client.js");
            let are_told = if is_complete || everything {
                is_complete && found == expected
            } else {
                !found.is_empty() || expected.is_empty()
            };
            // Without a home page its address says so, on a page.
            if [200, 404].contains(&said.status) && has_client && are_told {
                return Ok(());
            }
            Err(format!("{}: {found:?}, and not {expected:?}", said.status))
        });
    }

    /// How often each error is told, and whether the whole shop was looked at.
    fn problems(&self) -> (BTreeMap<String, usize>, bool) {
        let state = self.preview.state("/");
        let found = state["problems"].as_array().cloned().unwrap_or_default();
        let found = counted(found.iter().map(|problem| problem["code"].as_str().unwrap_or_default().to_string()));
        (found, state["counts"]["complete"] == true)
    }
}

/// What stands around the first byte that differs; pages may be one long line.
fn difference(expected: &[u8], found: &[u8]) -> String {
    let same = expected.iter().zip(found).take_while(|(a, b)| a == b).count();
    let around = |bytes: &[u8]| {
        let clip = &bytes[same.saturating_sub(160).min(bytes.len())..(same + 160).min(bytes.len())];
        String::from_utf8_lossy(clip).into_owned()
    };
    format!("at byte {same} of {} and {}\n- {}\n+ {}", expected.len(), found.len(), around(expected), around(found))
}

/// How often each code stands there.
fn counted(codes: impl Iterator<Item = String>) -> BTreeMap<String, usize> {
    let mut times = BTreeMap::new();
    codes.for_each(|code| *times.entry(code).or_default() += 1);
    times
}

fn has_errors(report: &Report) -> bool {
    report.diagnostics.iter().any(|found| found.severity() == Severity::Error)
}
