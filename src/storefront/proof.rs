//! Whether a price may be called the one before, by the history of prices.

use super::pricing::Quote;
use crate::catalog::{Reference, ReferenceKind};
use crate::money::Money;

impl<'c> Quote<'c> {
    /// The price before the campaign, where the history proves it: what else may be called a saving?
    #[must_use]
    pub fn before(&self) -> Option<Money> {
        self.campaign.filter(|_| self.proof.proves(self.regular)).map(|_| self.regular)
    }

    /// The struck-through price, if it may stand there: during a campaign, a prior price must be proved.
    #[must_use]
    pub fn shown_reference(&self) -> Option<&'c Reference> {
        self.reference.filter(|reference| {
            let is_past = reference.kind == ReferenceKind::PriorPrice;
            self.campaign.is_none() || !is_past || self.proof.proves(reference.price)
        })
    }
}
