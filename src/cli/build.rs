//! `awning build`: one release, or none.

use super::args::ShopArguments;
use super::failure::{Failure, Outcome};
use super::options::Options;
use super::{check, progress, report, summary};
use std::time::Instant;

/// Builds the shop.
pub(super) fn run(arguments: &ShopArguments, options: &Options) -> Result<Outcome, Failure> {
    check::require_folder(options)?;
    let (order, start) = (options.order(arguments), Instant::now());
    let found = awning::build::build(&order, progress::teller(options).as_ref())?;
    let time = start.elapsed();
    report::show(&found, &summary::of_build(&found, &order.out, time, options.language), time, options)
}
