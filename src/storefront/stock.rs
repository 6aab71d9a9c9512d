//! How much there is, in the words of a shop.

/// What a shopper is told about stock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum StockState {
    /// Enough.
    In,
    /// Few.
    Low,
    /// None.
    Out,
}

impl StockState {
    /// The state of a number of pieces.
    #[must_use]
    pub fn of(count: u32, low: u32) -> Self {
        match count {
            0 => Self::Out,
            count if count < low => Self::Low,
            _ => Self::In,
        }
    }

    /// The word that templates see.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::In => "in",
            Self::Low => "low",
            Self::Out => "out",
        }
    }
}
