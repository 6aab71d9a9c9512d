//! The walk over a shop on disk: what lies at a path and below it.

#![expect(clippy::disallowed_methods, reason = "the door in: files are read here")]

use super::{File, TEXT_LIMIT, decode};
use crate::diagnostics::rules::reading::{LINK_LEAVES_SHOP, NOT_A_FILE, TOO_LARGE};
use crate::diagnostics::{Diagnostic, Place, Rule};
use crate::error::Error;
use crate::fingerprint::Stamp;
use crate::paths::ShopPath;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};
use walkdir::{DirEntry, WalkDir};

/// What is read of a shop.
const ROOTS: [&str; 4] = ["awning.yaml", "content", "assets", "themes"];

/// Endings of files that are read as text.
const TEXTS: [&str; 10] = ["md", "yaml", "yml", "csv", "html", "css", "js", "svg", "txt", "xml"];

/// Endings of names under which editors keep a text while they save another.
const ASIDE: [&str; 4] = ["~", ".swp", "___jb_tmp___", "___jb_old___"];

pub(super) fn is_text(path: &ShopPath) -> bool {
    !path.as_str().starts_with("assets/static/") && TEXTS.contains(&path.extension().as_str())
}

/// Hidden files and what editors leave behind never belong to a shop.
fn is_hidden(name: &str) -> bool {
    name.starts_with('.')
        || ASIDE.iter().any(|ending| name.ends_with(ending))
        || (name.len() > 1 && name.starts_with('#') && name.ends_with('#'))
        || name == "node_modules"
        || name == "Thumbs.db"
}

/// Whether a path lies where a shop's files do, and nothing on the way is hidden.
pub(super) fn belongs(path: &ShopPath) -> bool {
    let mut parts = path.as_str().split('/');
    parts.next().is_some_and(|top| ROOTS.contains(&top)) && !parts.any(is_hidden)
}

pub(super) fn bytes(root: &Path, path: &ShopPath) -> io::Result<Vec<u8>> {
    fs::read(root.join(path.as_str()))
}

/// Where walks over the whole shop begin.
pub(super) fn everything() -> BTreeSet<ShopPath> {
    ROOTS.iter().filter_map(|name| ShopPath::new(name)).collect()
}

/// The shop's folder, without links on the way.
pub(super) fn canonical(root: &Path) -> Result<PathBuf, Error> {
    fs::canonicalize(root).map_err(|error| Error::io("cannot open the shop", root, error))
}

/// Where to look to know what is at a path: the path itself, or the first on the way there that is no folder.
pub(super) fn place(root: &Path, path: &ShopPath) -> Option<ShopPath> {
    for (end, _) in path.as_str().match_indices('/') {
        let folder = ShopPath::new(path.as_str().get(..end)?)?;
        if !is_walked(root, &folder) {
            return Some(folder);
        }
    }
    Some(path.clone())
}

/// Whether the walk goes into a path: it is a folder. Only at the top it may be a link to one.
fn is_walked(root: &Path, path: &ShopPath) -> bool {
    let on_disk = root.join(path.as_str());
    let state = if path.folder().is_empty() { fs::metadata(on_disk) } else { fs::symlink_metadata(on_disk) };
    state.is_ok_and(|state| state.is_dir())
}

/// What a walk knows before it begins.
pub(super) struct Walk<'a> {
    pub(super) root: &'a Path,
    /// Stamps of the texts that need not be read again while they keep them.
    pub(super) settled: &'a BTreeMap<ShopPath, Stamp>,
    /// Paths that are read whatever their stamp says.
    pub(super) doubted: &'a BTreeSet<ShopPath>,
}

/// One file that was found, or a path that cannot be looked at.
pub(super) struct Found {
    pub(super) path: ShopPath,
    pub(super) is_link: bool,
    pub(super) what: What,
}

/// What lies there.
pub(super) enum What {
    /// A file; a text's stamp, if the text stays what it is as long as the stamp does.
    File(File, Option<Stamp>),
    /// Something that cannot be content.
    Fault(Box<Diagnostic>),
    /// The text that is known.
    Known,
    /// Nothing any more.
    Gone,
    /// The machine does not let us look.
    Unreadable(Error),
}

impl Walk<'_> {
    /// Everything at these paths and below.
    pub(super) fn look<'p>(&self, paths: impl IntoIterator<Item = &'p ShopPath>) -> Vec<Found> {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_nanos();
        let now = i64::try_from(now).unwrap_or_default();
        let mut unreadable = Vec::new();
        let mut entries = Vec::new();
        for path in paths {
            self.walk(path, &mut entries, &mut unreadable);
        }
        let mut found: Vec<Found> = entries.par_iter().filter_map(|entry| self.found(entry, now)).collect();
        found.extend(unreadable);
        found
    }

    fn walk(&self, path: &ShopPath, entries: &mut Vec<DirEntry>, unreadable: &mut Vec<Found>) {
        let walk = WalkDir::new(self.root.join(path.as_str()))
            .follow_links(false)
            .follow_root_links(is_walked(self.root, path))
            .sort_by_file_name();
        let is_seen = |entry: &DirEntry| entry.depth() == 0 || !is_hidden(&entry.file_name().to_string_lossy());
        for entry in walk.into_iter().filter_entry(is_seen) {
            match entry {
                Ok(entry) if entry.file_type().is_dir() => {}
                Ok(entry) => entries.push(entry),
                Err(error) => {
                    let on_disk = error.path().unwrap_or(self.root).to_path_buf();
                    let error = io::Error::from(error);
                    if !is_gone(&error) {
                        let path = shop_path(self.root, &on_disk).unwrap_or_else(|| path.clone());
                        let what = What::Unreadable(Error::io("cannot read", &on_disk, error));
                        unreadable.push(Found { path, is_link: false, what });
                    }
                }
            }
        }
    }

    fn found(&self, entry: &DirEntry, now: i64) -> Option<Found> {
        let path = shop_path(self.root, entry.path())?;
        let is_link = entry.file_type().is_symlink();
        let what = match self.what(entry, &path, now) {
            Ok(what) => what,
            Err(error) if is_gone(&error) => What::Gone,
            Err(error) => What::Unreadable(Error::io("cannot read", entry.path(), error)),
        };
        Some(Found { path, is_link, what })
    }

    fn what(&self, entry: &DirEntry, path: &ShopPath, now: i64) -> io::Result<What> {
        let fault = |diagnostic: Diagnostic| Ok(What::Fault(Box::new(diagnostic)));
        let place = Place::head(path);
        let is_link = entry.file_type().is_symlink();
        if is_link {
            if let Err((rule, word, why)) = self.target(entry.path())? {
                return fault(rule.at(place).with(word, why));
            }
        } else if !entry.file_type().is_file() {
            return fault(NOT_A_FILE.at(place).with("kind", "a pipe, a socket or a device"));
        }
        // The stamp is taken first: what is written while the text is read makes it another.
        let stamp = Stamp::of(&fs::metadata(entry.path())?);
        if !is_text(path) {
            return Ok(What::File(File::Bytes(stamp), None));
        }
        if !is_link && !self.doubted.contains(path) && self.settled.get(path) == Some(&stamp) {
            return Ok(What::Known);
        }
        let size = stamp.length;
        if size > TEXT_LIMIT {
            return fault(TOO_LARGE.at(place).with("bytes", size).with("limit", TEXT_LIMIT));
        }
        let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default());
        fs::File::open(entry.path()).and_then(|file| file.take(TEXT_LIMIT).read_to_end(&mut bytes))?;
        Ok(match decode::text(path, bytes) {
            Ok(text) => What::File(File::Text(text.into()), Some(stamp).filter(|stamp| stamp.is_settled(now))),
            Err(diagnostic) => What::Fault(diagnostic),
        })
    }

    /// Whether a link leads to a file of the shop; the rule that it breaks otherwise.
    fn target(&self, link: &Path) -> io::Result<Result<(), Broken>> {
        Ok(match fs::canonicalize(link) {
            Ok(target) if !target.starts_with(self.root) => {
                Err((&LINK_LEAVES_SHOP, "target", target.display().to_string()))
            }
            Ok(target) if !target.is_file() => Err((&NOT_A_FILE, "kind", "a link to a folder".to_string())),
            Ok(_) => Ok(()),
            Err(error) => {
                fs::symlink_metadata(link)?;
                Err((&NOT_A_FILE, "kind", format!("a broken link: {error}")))
            }
        })
    }
}

/// A rule, its placeholder, and what stands for it.
type Broken = (&'static Rule, &'static str, String);

fn is_gone(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

/// The path from the root; `None` where a name is not UTF-8.
fn shop_path(root: &Path, path: &Path) -> Option<ShopPath> {
    let relative: PathBuf = path.strip_prefix(root).ok()?.to_path_buf();
    ShopPath::new(relative.to_str()?)
}
