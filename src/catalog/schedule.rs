//! When a campaign runs: once, or again and again. Nothing here knows the moment; whoever does, asks with it.

use super::campaign::Campaign;
use super::document::Reader;
use super::draft::Draft;
use super::raw;
use crate::diagnostics::Notes;
use crate::diagnostics::rules::campaign::{FESTIVAL_LATER, NO_WINDOW, WINDOW_REVERSED};
use crate::moment::Window;
use jiff::Timestamp;

/// One time that a campaign runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Run {
    /// When it runs.
    pub window: Window,
    /// When orders are taken before that.
    pub pre_sale: Option<Window>,
}

impl Campaign {
    /// The run that counts at a moment: the one that the moment is in, else the next to come, else the last.
    #[must_use]
    pub fn run(&self, moment: Timestamp) -> Run {
        let is_over = |run: &Run| run.window.to.is_some_and(|to| to <= moment);
        let at = self.runs.partition_point(is_over);
        // There is always one: a campaign without any is not in the catalog.
        self.runs.get(at).or(self.runs.last()).copied().unwrap_or_default()
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
        later.iter().map(|run| run.window).take_while(move |window| window.overlaps(&range))
    }
}

impl Reader<'_> {
    /// The runs of a campaign, in the order of time; none where its front matter does not say when.
    pub(super) fn runs(&self, draft: &Draft<raw::Campaign>, notes: &mut Notes) -> Vec<Run> {
        let front = &draft.front;
        if let Some(place) = &front.festival.place {
            notes
                .push(FESTIVAL_LATER.at(place.clone()).with("festival", front.festival.value.as_deref().unwrap_or("")));
            return Vec::new();
        }
        let unread = [&front.start, &front.end].into_iter().any(|field| field.is_present() && field.value.is_none());
        let (Some(start), Some((end, place))) = (front.start.get(), front.end.placed()) else {
            if !unread {
                notes.push(NO_WINDOW.at(draft.head.clone()));
            }
            return Vec::new();
        };
        let window = Window::of(Some(start), Some(end), &self.settings.zone);
        if window.is_empty() {
            notes.push(WINDOW_REVERSED.at(place.clone()));
        }
        let pre_sale = front.pre_sale.get();
        let pre_sale = pre_sale.map(|sale| Window::of(sale.start.get(), sale.end.get(), &self.settings.zone));
        vec![Run { window, pre_sale }]
    }
}
