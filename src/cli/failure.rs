//! Why a command stopped, and the exit code that says so.

use awning::diagnostics::Language;
use awning::error::Error;
use std::io;
use std::process::ExitCode;

/// How a command ended that did not stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// All is well. Exit code 0.
    Done,
    /// The shop has errors. Exit code 1.
    Faulty,
}

/// Why a command stopped.
#[derive(Debug)]
pub(super) enum Failure {
    /// It was called wrongly. Exit code 2.
    Usage(String),
    /// The machine failed. Exit code 3.
    Machine(Error),
    /// What it had to say could not be said. Exit code 3, unless the reader went away: that is no failure.
    Output(io::Error),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Machine(error)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

impl Failure {
    /// One line for people; none if there is nobody to read it.
    pub(super) fn message(&self, language: Language) -> Option<String> {
        let words = match self {
            Self::Usage(words) => words.clone(),
            Self::Machine(error) => error.to_string(),
            Self::Output(error) if error.kind() == io::ErrorKind::BrokenPipe => return None,
            Self::Output(error) => format!("cannot write the output: {error}"),
        };
        Some(match language {
            Language::English => format!("error: {words}\n"),
            Language::Chinese => format!("错误：{words}\n"),
        })
    }

    fn code(&self) -> u8 {
        match self {
            Self::Usage(_) => 2,
            Self::Output(error) if error.kind() == io::ErrorKind::BrokenPipe => 0,
            Self::Machine(_) | Self::Output(_) => 3,
        }
    }
}

/// The exit code of a command.
pub(super) fn exit_code(result: &Result<Outcome, Failure>) -> ExitCode {
    ExitCode::from(match result {
        Ok(Outcome::Done) => 0,
        Ok(Outcome::Faulty) => 1,
        Err(failure) => failure.code(),
    })
}
