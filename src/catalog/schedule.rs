//! When a campaign runs: once, by dates, or around the days of a festival. Nothing here knows the moment; whoever does,
//! asks with it.

use super::campaign::Campaign;
use super::document::Reader;
use super::draft::Draft;
use super::raw;
use crate::diagnostics::rules::campaign::{BAD_OFFSET, NO_WINDOW, NOT_IN_YEAR, TWO_WINDOWS, WINDOW_REVERSED};
use crate::diagnostics::{Diagnostic, Notes, Place};
use crate::moment::{Offset, Window};
use crate::yaml::Field;
use jiff::Timestamp;
use jiff::civil::Date;

/// One time that a campaign runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// When it runs.
    pub window: Window,
    /// When orders are taken before that.
    pub pre_sale: Option<Window>,
}

impl Run {
    /// Of a campaign that does not say when: what is wrong with the rest of it is still found.
    pub(super) const NEVER: Self =
        Self { window: Window { from: Some(Timestamp::MAX), to: Some(Timestamp::MAX) }, pre_sale: None };
}

impl Campaign {
    /// The run that counts at a moment: the one that the moment is in, else the next to come, else the last.
    #[must_use]
    pub fn run(&self, moment: Timestamp) -> Run {
        let is_over = |run: &Run| run.window.to.is_some_and(|to| to <= moment);
        let at = self.runs.partition_point(is_over);
        self.runs.get(at).or(self.runs.last()).copied().unwrap_or(Run::NEVER)
    }

    /// The window of the run that counts at a moment.
    #[must_use]
    pub fn window(&self, moment: Timestamp) -> Window {
        self.run(moment).window
    }

    /// The windows that share an instant with a range, in the order of time.
    pub fn windows(&self, range: Window) -> impl Iterator<Item = Window> + '_ {
        let is_before = move |run: &Run| run.window.to.zip(range.from).is_some_and(|(to, from)| to <= from);
        let later = self.runs.get(self.runs.partition_point(is_before)..).unwrap_or_default();
        later.iter().map(|run| run.window).take_while(move |window| !window.meet(&range).is_empty())
    }
}

/// A key of front matter, and where it stands, if it does.
type Typed<'a> = (&'static str, &'a Option<Place>);

impl Reader<'_> {
    /// The runs of a campaign, in the order of time; none where its front matter does not say when.
    pub(super) fn runs(&self, draft: &Draft<raw::Campaign>, notes: &mut Notes) -> Vec<Run> {
        let front = &draft.front;
        let sale = front.pre_sale.value.clone().unwrap_or_default();
        if let Some(((other, first), (key, place))) = two_ways(front, &sale) {
            notes.push(TWO_WINDOWS.at(place.clone()).with("key", key).with("other", other).also(first.clone(), other));
            return Vec::new();
        }
        if front.festival.is_present() {
            return self.runs_around(front, &sale, notes).unwrap_or_default();
        }
        let unread = [&front.start, &front.end].into_iter().any(|field| field.is_present() && field.value.is_none());
        let (Some(start), Some((end, place))) = (front.start.get(), front.end.placed()) else {
            if !unread {
                let place = front.from.place.as_ref().or(front.to.place.as_ref()).or(front.year.place.as_ref());
                notes.push(NO_WINDOW.at(place.unwrap_or(&draft.head).clone()));
            }
            return Vec::new();
        };
        let window = Window::of(Some(start), Some(end), &self.settings.zone);
        if window.is_empty() {
            notes.push(WINDOW_REVERSED.at(place.clone()));
        }
        let pre_sale = front.pre_sale.is_present().then(|| self.dated(&sale));
        vec![Run { window, pre_sale }]
    }

    /// A run around each day of the campaign's festival. Each end is a whole day there, unless it has a time.
    fn runs_around(&self, front: &raw::Campaign, sale: &raw::Deposit, notes: &mut Notes) -> Option<Vec<Run>> {
        let days = self.days(front, notes);
        let ends = offsets([("from", &front.from), ("to", &front.to)], notes);
        let sale_ends = offsets([("pre_sale.from", &sale.from), ("pre_sale.to", &sale.to)], notes);
        let (ends, sale_ends) = (ends?.map(|end| end.or(Some(Offset::default()))), sale_ends?);
        let run = |day: Date| {
            let window = self.counted(ends, day);
            let before = || self.orders_before(window, sale, self.counted(sale_ends, day));
            Run { window, pre_sale: front.pre_sale.is_present().then(before) }
        };
        let runs: Vec<Run> = days?.into_iter().map(run).collect();
        if runs.iter().any(|run| run.window.is_empty()) {
            notes
                .diagnostics
                .extend(front.to.place.clone().or(front.from.place.clone()).map(|place| WINDOW_REVERSED.at(place)));
        }
        if runs.iter().filter_map(|run| run.pre_sale).any(|sale| sale.is_empty()) {
            notes
                .diagnostics
                .extend(sale.to.place.clone().or(sale.from.place.clone()).map(|place| WINDOW_REVERSED.at(place)));
        }
        Some(runs)
    }

    fn counted(&self, [from, to]: [Option<Offset>; 2], day: Date) -> Window {
        let [from, to] = [from, to].map(|end| end.map(|end| end.after(day)));
        Window::of(from.as_ref(), to.as_ref(), &self.settings.zone)
    }

    /// When orders are taken before a window: without an end, until it begins.
    fn orders_before(&self, window: Window, sale: &raw::Deposit, counted: Window) -> Window {
        let dated = self.dated(sale);
        Window { from: counted.from.or(dated.from), to: counted.to.or(dated.to).or(window.from) }
    }

    /// Where a festival is named that comes back every year.
    pub(super) fn yearly(&self, front: &raw::Campaign) -> Option<Place> {
        let (typed, place) = front.festival.placed().filter(|_| !front.year.is_present())?;
        let festival = self.settings.festivals.find(typed)?;
        festival.rule.as_ref().map(|_| place.clone())
    }

    /// The days of a campaign's festival: those of its year, or all.
    fn days(&self, front: &raw::Campaign, notes: &mut Notes) -> Option<Vec<Date>> {
        let festivals = &self.settings.festivals;
        let (typed, place) = front.festival.placed()?;
        let Some(festival) = festivals.find(typed) else {
            notes.push(festivals.unknown(typed, place));
            return None;
        };
        let every = festivals.every(festival);
        let Some(place) = &front.year.place else { return Some(every) };
        let year = front.year.value?;
        match festivals.dates(festival, year) {
            Err(unverified) => notes.push(unverified.at(place.clone())),
            Ok(days) if days.is_empty() => notes.diagnostics.extend(not_in_year(&festival.key, year, &every, place)),
            Ok(days) => return Some(days),
        }
        None
    }

    fn dated(&self, sale: &raw::Deposit) -> Window {
        Window::of(sale.start.get(), sale.end.get(), &self.settings.zone)
    }
}

/// Two keys of which only one can say when the campaign runs. Dates of one year's orders go with that year's festival.
fn two_ways<'a>(
    front: &'a raw::Campaign,
    sale: &'a raw::Deposit,
) -> Option<((&'static str, &'a Place), (&'static str, &'a Place))> {
    let dated = [("start", &front.start.place), ("end", &front.end.place)];
    let counted = [
        ("festival", &front.festival.place),
        ("from", &front.from.place),
        ("to", &front.to.place),
        ("year", &front.year.place),
    ];
    let sale_dated = [("pre_sale.start", &sale.start.place), ("pre_sale.end", &sale.end.place)];
    let sale_counted = [("pre_sale.from", &sale.from.place), ("pre_sale.to", &sale.to.place)];
    let yearly = if front.year.is_present() { &[] } else { &counted[..1] };
    let ways: [(&[Typed<'a>], &[Typed<'a>]); 4] =
        [(&dated, &counted), (&dated, &sale_counted), (&sale_dated, yearly), (&sale_dated, &sale_counted)];
    ways.into_iter().find_map(|(one, other)| first_of(one).zip(first_of(other)))
}

fn first_of<'a>(keys: &[Typed<'a>]) -> Option<(&'static str, &'a Place)> {
    keys.iter().find_map(|(key, place)| place.as_ref().map(|place| (*key, place)))
}

/// Both offsets, where they are there; `None` if one cannot be read.
fn offsets(fields: [(&'static str, &Field<String>); 2], notes: &mut Notes) -> Option<[Option<Offset>; 2]> {
    let mut unread = false;
    let offsets = fields.map(|(key, field)| {
        let offset = field.get().and_then(|typed| Offset::parse(typed));
        if let Some((typed, place)) = field.placed().filter(|_| offset.is_none()) {
            notes.push(BAD_OFFSET.at(place.clone()).with("key", key).with("typed", typed));
        }
        unread |= field.is_present() && offset.is_none();
        offset
    });
    (!unread).then_some(offsets)
}

/// Names the days before and after a year without the festival. A festival without any day is reported in `awning.yaml`.
fn not_in_year(festival: &str, year: i16, every: &[Date], place: &Place) -> Option<Diagnostic> {
    let before = every.iter().rfind(|day| day.year() < year);
    let after = every.iter().find(|day| day.year() > year);
    let days: Vec<String> = before.into_iter().chain(after).map(ToString::to_string).collect();
    (!days.is_empty()).then(|| {
        NOT_IN_YEAR.at(place.clone()).with("festival", festival).with("year", year).with("days", days.join(", "))
    })
}
