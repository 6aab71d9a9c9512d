//! The command line: arguments to options, one short file a command, exit codes.
//!
//! Only here are the environment, the clock and the terminal read.

mod args;
mod at;
mod build;
mod cache;
mod calendar;
mod check;
mod explain;
mod failure;
mod fix;
mod memory;
mod new;
mod options;
mod photos;
mod photos_export;
mod photos_list;
mod prices;
mod progress;
mod release;
mod release_list;
mod report;
mod schema;
mod serve;
mod size;
mod summary;
mod table;
mod terminal;
mod zone;

use args::{Arguments, Command};
use awning::error::Error;
use clap::Parser as _;
use failure::{Failure, Outcome};
use options::Options;
use std::process::ExitCode;

/// Runs the program on its arguments.
pub(crate) fn run() -> ExitCode {
    match Arguments::try_parse() {
        Ok(arguments) => run_command(&arguments),
        Err(error) => {
            // Help and version end here too. If nobody reads them, there is nobody to tell.
            let _ = error.print();
            ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
        }
    }
}

fn run_command(arguments: &Arguments) -> ExitCode {
    let options = Options::resolve(&arguments.common);
    let result = set_jobs(arguments.common.jobs).and_then(|()| dispatch(&arguments.command, &options));
    if let Some(message) = result.as_ref().err().and_then(|failure| failure.message(options.language)) {
        let _ = terminal::say(&message, options.colour);
    }
    failure::exit_code(&result)
}

fn dispatch(command: &Command, options: &Options) -> Result<Outcome, Failure> {
    match command {
        Command::New(arguments) => new::run(arguments, options),
        Command::Build(arguments) => build::run(arguments, options),
        Command::Check(arguments) => check::run(arguments, options),
        Command::Serve(arguments) => serve::run(arguments, options),
        Command::Explain(arguments) => explain::run(arguments, options),
        Command::Schema(arguments) => schema::run(arguments, options),
        Command::Photos(arguments) => photos::run(arguments, options),
        Command::Prices(arguments) => prices::run(arguments, options),
        Command::Calendar(arguments) => calendar::run(arguments, options),
        Command::Release(command) => release::run(command, options),
        Command::Cache(command) => cache::run(command, options),
    }
}

fn set_jobs(jobs: Option<u16>) -> Result<(), Failure> {
    let Some(jobs) = jobs else { return Ok(()) };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(usize::from(jobs)).build_global();
    pool.map_err(|error| Error::Internal(format!("cannot start {jobs} threads: {error}")).into())
}
