//! `awning build`: one release, or none.

use super::args::BuildArguments;
use super::failure::{Failure, Outcome};
use super::options::Options;
use super::{check, progress, report, summary};
use awning::build::Order;
use std::time::Instant;

/// Builds the shop.
pub(super) fn run(arguments: &BuildArguments, options: &Options) -> Result<Outcome, Failure> {
    check::require_folder(options)?;
    let (order, start) = (Order { stage: arguments.stage.clone(), ..options.order(&arguments.shop) }, Instant::now());
    let found = awning::build::build(&order, progress::teller(options).as_ref())?;
    let time = start.elapsed();
    let place = match &order.stage {
        Some(name) => options.root.join(".awning/releases").join(name),
        None => order.out,
    };
    report::show(&found, &summary::of_build(&found, &place, time, options.language), time, options)
}
