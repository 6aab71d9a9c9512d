//! The album's index, `assets/photos.sha256`: the digest of every original, as `sha256sum` writes it, so that
//! `sha256sum -c assets/photos.sha256` in the shop's folder tells without awning whether a photo is what it was.

use super::originals;
use crate::diagnostics::rules::album::{INDEX_LINE, INDEX_MISSING, PHOTO_GONE, PHOTO_OTHER, PHOTO_UNLISTED};
use crate::diagnostics::{Diagnostic, Place, sorted};
use crate::error::Error;
use crate::paths::ShopPath;
use crate::source::Source;
use rayon::prelude::*;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use std::ops::Range;

/// Where it lies.
pub const PATH: &str = "assets/photos.sha256";

/// A line of it.
#[derive(Debug)]
struct Line {
    digest: String,
    place: Place,
}

/// The index of a shop as it is now; how many originals are in it.
///
/// # Errors
/// An original cannot be read.
pub fn text(source: &Source) -> Result<(String, usize), Error> {
    let digests = digests(source)?;
    Ok((digests.iter().map(|(path, digest)| line(path, digest)).collect(), digests.len()))
}

/// What is not as the index says; how many originals there are. The index is read as a text, so that diagnostics can
/// point into it; the second value is that text.
///
/// # Errors
/// An original cannot be read.
pub fn verify(source: &Source) -> Result<(Vec<Diagnostic>, Option<String>, usize), Error> {
    let Some(file) = ShopPath::new(PATH) else { return Ok((Vec::new(), None, 0)) };
    let found = digests(source)?;
    if !source.files.contains_key(&file) {
        return Ok((vec![INDEX_MISSING.at(Place::head(&file)).with("path", PATH)], None, found.len()));
    }
    let bytes = source.whole_bytes(&file).map_err(|error| Error::io("cannot read", PATH.as_ref(), error))?;
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let (listed, mut diagnostics) = parse(&file, &text);
    for (path, line) in &listed {
        match found.get(path) {
            None => diagnostics.push(PHOTO_GONE.at(line.place.clone()).with("path", path)),
            Some(digest) if *digest != line.digest => {
                diagnostics.push(PHOTO_OTHER.at(line.place.clone()).with("path", path));
            }
            Some(_) => {}
        }
    }
    let end = Place::new(&file, text.len()..text.len());
    let unlisted = found.keys().filter(|path| !listed.contains_key(*path));
    diagnostics.extend(unlisted.map(|path| PHOTO_UNLISTED.at(end.clone()).with("path", path)));
    Ok((sorted(diagnostics), Some(text), found.len()))
}

fn digests(source: &Source) -> Result<BTreeMap<ShopPath, String>, Error> {
    let paths: Vec<&ShopPath> = originals(source).map(|(path, _)| path).collect();
    let digests = paths.par_iter().with_max_len(1).map(|path| {
        let bytes =
            source.whole_bytes(path).map_err(|error| Error::io("cannot read", path.as_str().as_ref(), error))?;
        let digest = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        Ok(((*path).clone(), digest))
    });
    digests.collect()
}

/// A line as `sha256sum` writes it: a name that would break the line is escaped, and a backslash before the digest says so.
fn line(path: &ShopPath, digest: &str) -> String {
    let escaped = path.as_str().replace('\n', "\\n").replace('\r', "\\r");
    let mark = if escaped == path.as_str() { "" } else { "\\" };
    format!("{mark}{digest}  {escaped}\n")
}

/// The lines by path; lines that are none are diagnostics. Comments and empty lines are left out, as `sha256sum` does.
fn parse(file: &ShopPath, text: &str) -> (BTreeMap<ShopPath, Line>, Vec<Diagnostic>) {
    let (mut lines, mut diagnostics) = (BTreeMap::new(), Vec::new());
    let mut start = 0;
    for whole in text.split_inclusive('\n') {
        let line = whole.trim_end_matches(['\n', '\r']);
        let place = Place::new(file, Range { start, end: start + line.len() });
        start += whole.len();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        match split(line) {
            Some((digest, path)) => drop(lines.insert(path, Line { digest, place })),
            None => diagnostics.push(INDEX_LINE.at(place)),
        }
    }
    (lines, diagnostics)
}

fn split(line: &str) -> Option<(String, ShopPath)> {
    let (is_escaped, line) = line.strip_prefix('\\').map_or((false, line), |rest| (true, rest));
    let (digest, path) = line.split_once(' ')?;
    // The second mark is a space for text, an asterisk for bytes; they mean the same.
    let path = path.strip_prefix([' ', '*'])?;
    let path = if is_escaped { path.replace("\\n", "\n").replace("\\r", "\r") } else { path.to_string() };
    let whole = digest.len() == 64 && digest.bytes().all(|byte| byte.is_ascii_hexdigit());
    whole.then_some(digest.to_ascii_lowercase()).zip(ShopPath::new(&path))
}
