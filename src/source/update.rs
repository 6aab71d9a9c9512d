//! Keeps a shop's files as they are on the disk: takes the paths that something happened to, gives what became other.

use super::walk::{self, Found, Walk, What};
use super::{File, Source, belongs};
use crate::diagnostics::Diagnostic;
use crate::error::Error;
use crate::fingerprint::Stamp;
use crate::paths::ShopPath;
use std::collections::{BTreeMap, BTreeSet};

/// What became other.
#[derive(Debug, Default)]
pub struct Changes {
    /// The files that came, went or changed, those that cannot be content included.
    pub files: BTreeSet<ShopPath>,
    /// Those of them that came or went.
    pub moved: BTreeSet<ShopPath>,
    /// What the machine would not let us read. It stays as it was, and is tried again with the next update.
    pub unreadable: Vec<Error>,
}

impl Changes {
    /// Whether all files are what they were.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}

impl Source {
    /// Looks again at files and folders that something happened to: made, written, moved, removed. Paths that are not
    /// of the shop are passed over. Links are looked at each time, because their targets change without them.
    ///
    /// # Errors
    /// The shop's folder itself is not there; nothing was changed.
    pub fn update(&mut self, paths: &BTreeSet<ShopPath>) -> Result<Changes, Error> {
        walk::canonical(&self.root)?;
        let mut places: BTreeSet<ShopPath> =
            paths.iter().filter(|path| belongs(path)).filter_map(|path| walk::place(&self.root, path)).collect();
        places.extend(self.links.iter().chain(&self.unreadable).filter_map(|path| walk::place(&self.root, path)));
        Ok(self.look(&places, paths))
    }

    /// Looks at everything again, for when nobody knows what happened. Texts that were not touched are not read.
    ///
    /// # Errors
    /// The shop's folder itself is not there; nothing was changed.
    pub fn reread(&mut self) -> Result<Changes, Error> {
        walk::canonical(&self.root)?;
        Ok(self.look(&walk::everything(), &BTreeSet::new()))
    }

    pub(super) fn look(&mut self, places: &BTreeSet<ShopPath>, doubted: &BTreeSet<ShopPath>) -> Changes {
        let places: Vec<&ShopPath> = places.iter().filter(|path| !lies_below_one_of(path, places)).collect();
        let found = Walk { root: &self.root, settled: &self.settled, doubted }.look(places.iter().copied());
        let known = |path: &&ShopPath| {
            let (files, faults) = (at_or_below(&self.files, path), at_or_below(&self.faults, path));
            files.chain(faults).cloned().collect::<Vec<_>>()
        };
        let mut gone: BTreeSet<ShopPath> = places.iter().flat_map(known).collect();
        self.unreadable.clear();
        let mut changes = Changes::default();
        for Found { path, is_link, what } in found {
            let is_new = !self.files.contains_key(&path);
            let is_other = match what {
                What::Gone => continue,
                What::Unreadable(error) => {
                    gone.retain(|known| known != &path && !is_below(known, &path));
                    changes.unreadable.push(error);
                    self.unreadable.insert(path);
                    continue;
                }
                What::Known => false,
                What::File(file, stamp) => self.put(&path, file, stamp),
                What::Fault(fault) => self.put_fault(&path, *fault),
            };
            gone.remove(&path);
            let _ = if is_link { self.links.insert(path.clone()) } else { self.links.remove(&path) };
            if is_other {
                changes.moved.extend((is_new || !self.files.contains_key(&path)).then(|| path.clone()));
                changes.files.insert(path);
            }
        }
        for path in &gone {
            self.forget(path);
        }
        changes.moved.extend(gone.iter().cloned());
        changes.files.append(&mut gone);
        changes
    }

    /// Whether the file is other than before.
    fn put(&mut self, path: &ShopPath, file: File, stamp: Option<Stamp>) -> bool {
        if self.files.get(path) != Some(&file) {
            self.forget(path);
            self.files.insert(path.clone(), file);
            self.settled.extend(stamp.map(|stamp| (path.clone(), stamp)));
            return true;
        }
        // The text that is here stays, and with it everybody's share in it.
        let _ = match stamp {
            Some(stamp) => self.settled.insert(path.clone(), stamp),
            None => self.settled.remove(path),
        };
        false
    }

    /// Whether the fault is other than before.
    fn put_fault(&mut self, path: &ShopPath, fault: Diagnostic) -> bool {
        if self.faults.get(path) == Some(&fault) {
            return false;
        }
        self.forget(path);
        self.faults.insert(path.clone(), fault);
        true
    }

    fn forget(&mut self, path: &ShopPath) {
        self.files.remove(path);
        self.faults.remove(path);
        self.settled.remove(path);
        self.links.remove(path);
    }
}

/// The paths that are this one or lie below it.
fn at_or_below<'a, T>(all: &'a BTreeMap<ShopPath, T>, path: &'a ShopPath) -> impl Iterator<Item = &'a ShopPath> {
    let near = all.range(path..).map(|(path, _)| path).take_while(|known| known.as_str().starts_with(path.as_str()));
    near.filter(move |known| *known == path || is_below(known, path))
}

fn is_below(path: &ShopPath, folder: &ShopPath) -> bool {
    path.as_str().strip_prefix(folder.as_str()).is_some_and(|rest| rest.starts_with('/'))
}

fn lies_below_one_of(path: &ShopPath, folders: &BTreeSet<ShopPath>) -> bool {
    let ends = path.as_str().match_indices('/').map(|(end, _)| end);
    ends.filter_map(|end| ShopPath::new(path.as_str().get(..end)?)).any(|folder| folders.contains(&folder))
}
