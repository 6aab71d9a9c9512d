//! When campaigns and their pre-sales begin and end.

use super::{Change, Effect, Event, Found, of};
use crate::catalog::raw::After;
use crate::catalog::{Campaign, Coupon, Target};
use crate::moment::{Window, before};
use crate::storefront::{CampaignState, Glance, Sight, has_page};
use jiff::Timestamp;

impl Found<'_> {
    pub(super) fn campaigns(&mut self) {
        let (catalog, clearance) = (self.catalog, self.clearance);
        let cleared = catalog.campaigns.iter().filter(|campaign| campaign.document.is_cleared(clearance));
        for campaign in cleared {
            let document = &campaign.document;
            self.announcements(campaign);
            for window in campaign.runs.iter().map(|run| run.window) {
                for (at, event, ends) in
                    [(window.from, Event::CampaignStarts, window.to), (window.to, Event::CampaignEnds, None)]
                {
                    // What is gone when it is over had to be there before.
                    let is_gone = event == Event::CampaignEnds && campaign.after == After::Gone;
                    let told = |at: Timestamp| {
                        if is_gone { has_page(campaign, before(at)) } else { document.window.touches(at) }
                    };
                    if let Some(at) = self.within(at).filter(|at| told(*at)) {
                        self.add(document, "", Change { ends, ..of(document, at, event) });
                    }
                }
            }
            for at in campaign.terms.coupons.iter().flat_map(|coupon| coupon_changes(campaign, coupon)) {
                self.add(document, &format!("coupon {at}"), of(document, at, Event::CouponChanged));
            }
            for window in campaign.runs.iter().filter_map(|run| run.pre_sale) {
                self.pre_sale(campaign, window);
            }
        }
    }

    /// When a campaign is published and taken down; one that is over and gone is not there at all.
    fn announcements(&mut self, campaign: &Campaign) {
        let Window { from, to } = campaign.document.window;
        let is_there = |at| campaign.after == After::Redirect || has_page(campaign, at);
        let ends = [(from, from, Event::Published), (to, to.map(before), Event::Expired)];
        for (at, _, event) in ends.into_iter().filter(|(_, inside, _)| inside.is_some_and(is_there)) {
            if let Some(at) = self.within(at).filter(|_| !campaign.document.window.is_empty()) {
                self.note(&campaign.document, at, event);
            }
        }
    }

    fn pre_sale(&mut self, campaign: &Campaign, window: Window) {
        let document = &campaign.document;
        for (at, event, ends) in [(window.from, Event::PreSaleStarts, window.to), (window.to, Event::PreSaleEnds, None)]
        {
            if let Some(at) = self.within(at).filter(|at| document.window.touches(*at)) {
                let inside = if event == Event::PreSaleStarts { at } else { before(at) };
                let is_shown = has_page(campaign, inside) && self.names_shown(campaign, at);
                let effect = if is_shown { Effect::Release } else { Effect::Deadline };
                self.add(document, "", Change { effect, ends, ..of(document, at, event) });
            }
        }
    }

    /// Whether a campaign names a product that is on the shelf around an instant: its page tells of the pre-sale.
    fn names_shown(&self, campaign: &Campaign, at: Timestamp) -> bool {
        let names =
            |sku: &str| campaign.selectors.iter().any(|s| matches!(&s.target, Target::Sku(named) if named == sku));
        let mut products = self.catalog.products.iter().filter(|product| names(&product.sku)).peekable();
        if products.peek().is_none() {
            return false;
        }
        let glance = |at| Glance::at(self.catalog, self.settings, at, self.clearance);
        let glances = [glance(before(at)), glance(at)];
        products.any(|product| glances.iter().any(|glance| matches!(glance.sight(product), Sight::Shown { .. })))
    }
}

/// When what a page tells of a coupon changes: it says from when on it can be used, where that is later than the
/// campaign's start, and it is left out when it cannot be used any more.
fn coupon_changes(campaign: &Campaign, coupon: &Coupon) -> impl Iterator<Item = Timestamp> {
    let is_later = |from: &Timestamp| campaign.window(before(*from)).from < Some(*from);
    let is_told = |at: &Timestamp| {
        let before = before(*at);
        has_page(campaign, before) && CampaignState::of(campaign, before) != CampaignState::Over
    };
    coupon.window.from.filter(is_later).into_iter().chain(coupon.window.to).filter(is_told)
}
