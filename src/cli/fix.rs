//! `awning check --fix`: mends the shop's files where a diagnostic knows the one thing that was meant.

use super::failure::Failure;
use super::options::{Loudness, Options};
use super::terminal::say;
use awning::build::Report;
use awning::diagnostics::{Language, mended};
use awning::error::Error;
use awning::paths::ShopPath;
use std::collections::BTreeSet;
use std::io::{self, Write as _};
use std::path::Path;

/// What an editor may have put before the text; diagnostics do not count it.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// Mends every file that has a fix, each as a whole or not at all, and says so. Gives the number of fixes.
///
/// # Errors
/// A file cannot be read or written.
pub(super) fn run(report: &Report, options: &Options) -> Result<usize, Failure> {
    let fixable = report.diagnostics.iter().filter(|diagnostic| diagnostic.fix.is_some());
    let files: BTreeSet<&ShopPath> = fixable.map(|diagnostic| &diagnostic.place.file).collect();
    let mut total = 0;
    for file in files {
        let Some(text) = report.texts.get(file) else { continue };
        let (made, count) = mended(file, text, &report.diagnostics);
        let path = options.root.join(file.as_str());
        if count > 0 && replace(&path, text, &made).map_err(|error| Error::io("cannot mend", &path, error))? {
            tell(file, count, options)?;
            total += count;
        }
    }
    Ok(total)
}

/// Writes a mended text over the one it was made from. `false` if the file holds another by now.
fn replace(path: &Path, read: &str, made: &str) -> io::Result<bool> {
    // A link inside the shop stays a link.
    let path = &std::fs::canonicalize(path)?;
    let bytes = std::fs::read(path)?;
    let mark = if bytes.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK } else { &[] };
    if bytes.strip_prefix(mark) != Some(read.as_bytes()) {
        return Ok(false);
    }
    let mut file = tempfile::NamedTempFile::new_in(path.parent().unwrap_or(Path::new(".")))?;
    file.write_all(mark)?;
    file.write_all(made.as_bytes())?;
    file.as_file().set_permissions(std::fs::metadata(path)?.permissions())?;
    file.persist(path).map_err(|failed| failed.error)?;
    Ok(true)
}

fn tell(file: &ShopPath, count: usize, options: &Options) -> Result<(), Failure> {
    if options.loudness == Loudness::Quiet {
        return Ok(());
    }
    let line = match options.language {
        Language::English if count == 1 => format!("{file}: 1 place mended\n"),
        Language::English => format!("{file}: {count} places mended\n"),
        Language::Chinese => format!("{file}：已修正 {count} 处\n"),
    };
    say(&line, options.colour)?;
    Ok(())
}
