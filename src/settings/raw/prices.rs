//! How prices of campaigns are computed, as typed: in `awning.yaml`, in a campaign, in one of its entries.

use crate::yaml::Field;
use schemars::JsonSchema;
use serde::Deserialize;

/// What holds for the prices of all campaigns.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Prices {
    /// How prices that a campaign computes are rounded; by default to the currency's decimals.
    pub round: Field<Round>,
    /// No campaign asks less: an amount ("59.00") or a part of the regular price ("60%"); by default there is none.
    pub floor: Field<String>,
}

/// How a computed price is rounded. Prices that are typed are not rounded.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(extend("required" = ["to"]))]
pub struct Round {
    /// Prices lie so far apart: "1.00" gives whole yuan, "0.10" whole jiao.
    pub to: Field<String>,
    /// Which neighbour counts: `half_up` (the nearer one, the default), `down`, `up`.
    pub way: Field<Way>,
    /// What prices end on: `to: "10.00", ending: "9.00"` gives 9, 19, 29 …; by default "0.00".
    pub ending: Field<String>,
}

/// Which of two neighbours a price is rounded to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// The nearer one, the upper in the middle.
    #[default]
    HalfUp,
    /// The lower one.
    Down,
    /// The upper one.
    Up,
}
