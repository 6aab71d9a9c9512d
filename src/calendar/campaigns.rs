//! When campaigns and their pre-sales begin and end.

use super::{Change, Effect, Event, Found, of};
use crate::catalog::{Campaign, Target};
use crate::moment::{Window, before};
use crate::storefront::{Glance, Sight};
use jiff::Timestamp;

impl Found<'_> {
    pub(super) fn campaigns(&mut self) {
        let (catalog, drafts) = (self.catalog, self.drafts);
        let cleared = catalog.campaigns.iter().filter(|campaign| campaign.document.is_cleared(drafts));
        for campaign in cleared {
            let document = &campaign.document;
            for window in campaign.runs.iter().map(|run| run.window) {
                for (at, event, ends) in
                    [(window.from, Event::CampaignStarts, window.to), (window.to, Event::CampaignEnds, None)]
                {
                    if let Some(at) = self.within(at).filter(|at| document.window.touches(*at)) {
                        self.add(document, "", Change { ends, ..of(document, at, event) });
                    }
                }
            }
            for at in campaign.terms.coupons.iter().flat_map(|coupon| [coupon.window.from, coupon.window.to]).flatten()
            {
                if self.holds(at) && document.window.touches(at) {
                    self.add(document, &format!("coupon {at}"), of(document, at, Event::CouponChanged));
                }
            }
            for window in campaign.runs.iter().filter_map(|run| run.pre_sale) {
                self.pre_sale(campaign, window);
            }
        }
    }

    fn pre_sale(&mut self, campaign: &Campaign, window: Window) {
        let document = &campaign.document;
        for (at, event, ends) in [(window.from, Event::PreSaleStarts, window.to), (window.to, Event::PreSaleEnds, None)]
        {
            if let Some(at) = self.within(at).filter(|at| document.window.touches(*at)) {
                let effect = if self.names_shown(campaign, at) { Effect::Release } else { Effect::Deadline };
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
        let glance = |at| Glance::at(self.catalog, self.settings, at, self.drafts);
        let glances = [glance(before(at)), glance(at)];
        products.any(|product| glances.iter().any(|glance| matches!(glance.sight(product), Sight::Shown { .. })))
    }
}
