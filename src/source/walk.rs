//! The walk over a shop on disk.

#![expect(clippy::disallowed_methods, reason = "the door in: files are read here")]

use super::{File, Source, TEXT_LIMIT, decode};
use crate::diagnostics::rules::reading::{LINK_LEAVES_SHOP, NOT_A_FILE, TOO_LARGE};
use crate::diagnostics::{Diagnostic, Place};
use crate::error::Error;
use crate::fingerprint::Stamp;
use crate::paths::ShopPath;
use rayon::prelude::*;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// What is read of a shop.
const ROOTS: [&str; 4] = ["awning.yaml", "content", "assets", "themes"];

/// Endings of files that are read as text.
const TEXTS: [&str; 10] = ["md", "yaml", "yml", "csv", "html", "css", "js", "svg", "txt", "xml"];

pub(super) fn is_text(path: &ShopPath) -> bool {
    !path.as_str().starts_with("assets/static/") && TEXTS.contains(&path.extension().as_str())
}

pub(super) fn bytes(root: &Path, path: &ShopPath) -> io::Result<Vec<u8>> {
    fs::read(root.join(path.as_str()))
}

pub(super) fn read(root: &Path) -> Result<(Source, Vec<Diagnostic>), Error> {
    let root = fs::canonicalize(root).map_err(|error| Error::io("cannot open the shop", root, error))?;
    let mut found = Vec::new();
    for name in ROOTS {
        let start = root.join(name);
        if start.symlink_metadata().is_ok() {
            found.extend(walk(&start)?);
        }
    }
    let read: Vec<Result<Found, Error>> = found.par_iter().map(|entry| read_one(&root, entry)).collect();
    let mut source = Source { root, ..Source::default() };
    let mut diagnostics = Vec::new();
    for found in read {
        match found? {
            Found::File(path, file) => drop(source.files.insert(path, file)),
            Found::Fault(diagnostic) => diagnostics.push(*diagnostic),
            Found::Nothing => {}
        }
    }
    Ok((source, diagnostics))
}

enum Found {
    File(ShopPath, File),
    Fault(Box<Diagnostic>),
    Nothing,
}

fn walk(start: &Path) -> Result<Vec<DirEntry>, Error> {
    let mut entries = Vec::new();
    for entry in WalkDir::new(start).follow_links(false).sort_by_file_name().into_iter().filter_entry(|e| !is_hidden(e))
    {
        let entry = entry.map_err(|error| {
            let path = error.path().unwrap_or(start).to_path_buf();
            Error::io("cannot read", &path, error.into())
        })?;
        if !entry.file_type().is_dir() {
            entries.push(entry);
        }
    }
    Ok(entries)
}

/// Hidden files and what editors leave behind never belong to a shop.
fn is_hidden(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    entry.depth() > 0 && (name.starts_with('.') || name.ends_with('~') || name == "node_modules" || name == "Thumbs.db")
}

fn read_one(root: &Path, entry: &DirEntry) -> Result<Found, Error> {
    let Some(path) = shop_path(root, entry.path()) else { return Ok(Found::Nothing) };
    let fault = |diagnostic: Diagnostic| Ok(Found::Fault(Box::new(diagnostic)));
    let place = Place::head(&path);
    if entry.file_type().is_symlink() {
        let target = fs::canonicalize(entry.path());
        match target {
            Ok(target) if target.starts_with(root) && target.is_file() => {}
            Ok(target) if target.starts_with(root) => {
                return fault(NOT_A_FILE.at(place).with("kind", "a link to a folder"));
            }
            Ok(target) => return fault(LINK_LEAVES_SHOP.at(place).with("target", target.display())),
            Err(error) => return fault(NOT_A_FILE.at(place).with("kind", format!("a broken link: {error}"))),
        }
    } else if !entry.file_type().is_file() {
        return fault(NOT_A_FILE.at(place).with("kind", "a pipe, a socket or a device"));
    }
    let failed = |error: io::Error| Error::io("cannot read", entry.path(), error);
    let stamp = Stamp::of(&fs::metadata(entry.path()).map_err(failed)?);
    if !is_text(&path) {
        return Ok(Found::File(path, File::Bytes(stamp)));
    }
    let size = stamp.length;
    if size > TEXT_LIMIT {
        return fault(TOO_LARGE.at(place).with("bytes", size).with("limit", TEXT_LIMIT));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default());
    fs::File::open(entry.path()).and_then(|file| file.take(TEXT_LIMIT).read_to_end(&mut bytes)).map_err(failed)?;
    Ok(match decode::text(&path, bytes) {
        Ok(text) => Found::File(path, File::Text(text.into())),
        Err(diagnostic) => Found::Fault(diagnostic),
    })
}

/// The path from the root; `None` where a name is not UTF-8.
fn shop_path(root: &Path, path: &Path) -> Option<ShopPath> {
    let relative: PathBuf = path.strip_prefix(root).ok()?.to_path_buf();
    ShopPath::new(relative.to_str()?)
}
