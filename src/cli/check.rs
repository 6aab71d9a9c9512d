//! `awning check`: everything that is wrong; nothing is written, but what `--fix` mends.

use super::args::CheckArguments;
use super::failure::{Failure, Outcome};
use super::options::Options;
use super::{fix, progress, report, summary};
use awning::diagnostics::Language;
use std::time::Instant;

/// Checks the shop.
pub(super) fn run(arguments: &CheckArguments, options: &Options) -> Result<Outcome, Failure> {
    require_folder(options)?;
    let (order, start) = (options.order(&arguments.shop), Instant::now());
    let mut found = awning::build::check(&order, progress::teller(options).as_ref())?;
    if arguments.fix && fix::run(&found, options)? > 0 {
        found = awning::build::check(&order, progress::teller(options).as_ref())?;
    }
    let time = start.elapsed();
    report::show(&found, &summary::of_check(&found, time, options.language), time, options)
}

/// Refuses a root that is not a folder. A folder without `awning.yaml` is for the diagnostics to tell.
pub(super) fn require_folder(options: &Options) -> Result<(), Failure> {
    if options.root.is_dir() {
        return Ok(());
    }
    let folder = options.root.display();
    Err(Failure::Usage(match options.language {
        Language::English => format!("{folder} is not a folder; name the shop's with --root, or go into it"),
        Language::Chinese => format!("{folder} 不是目录；请用 --root 指定店铺目录，或先进入该目录"),
    }))
}
