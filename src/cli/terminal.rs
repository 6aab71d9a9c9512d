//! Writing: results to stdout, what is said about the work to stderr.

use anstream::{AutoStream, ColorChoice};
use std::io::{Result, Write as _, stderr, stdout};

/// Writes a result, byte for byte.
pub(super) fn give(text: &str) -> Result<()> {
    let mut stdout = stdout().lock();
    stdout.write_all(text.as_bytes())?;
    stdout.flush()
}

/// Writes to whoever watches.
pub(super) fn say(text: &str, colour: ColorChoice) -> Result<()> {
    let mut stderr = AutoStream::new(stderr().lock(), colour);
    stderr.write_all(text.as_bytes())?;
    stderr.flush()
}
