//! Where a release goes: the output folder and the hidden names beside it. Takes the shop's folder and `--out`;
//! gives [`Names`], or refuses an output that awning must not replace.

#![expect(clippy::disallowed_methods, reason = "the door out: releases are written here")]

use crate::error::Error;
use std::ffi::{OsStr, OsString};
use std::io;
use std::path::{Path, PathBuf};

/// Folders of a shop that hold what its people or git made.
const SHOPS_OWN: [&str; 5] = ["content", "assets", "themes", ".git", ".awning"];

/// The output folder and what awning keeps beside it, all on one file system.
#[derive(Clone, Debug)]
pub struct Names {
    /// The folder around all of them.
    pub around: PathBuf,
    /// The release that is live.
    pub out: PathBuf,
    /// The release being made; after the exchange the old one, until it is removed.
    pub new: PathBuf,
    /// Where the live release stands aside during the two-step switch, and only then.
    pub aside: PathBuf,
    /// Holds the process id of the awning at work.
    pub lock: PathBuf,
}

impl Names {
    /// The names for an output folder, every link in the folder around it resolved.
    ///
    /// # Errors
    /// [`Error::OutputRefused`] if the output overlaps the shop or is no folder of its own.
    pub fn of(root: &Path, out: &Path) -> Result<Self, Error> {
        let absolute = std::path::absolute(out).map_err(|source| Error::io("cannot find", out, source))?;
        let (Some(name), Some(around)) = (absolute.file_name(), absolute.parent()) else {
            return Err(refused(out, "is not a folder inside another"));
        };
        let names = Self::beside(resolved(around)?, name);
        refuse_kind(&names)?;
        refuse_overlap(&resolved(root)?, &names.out)?;
        Ok(names)
    }

    /// The names for an output in a folder.
    pub(super) fn beside(around: PathBuf, name: &OsStr) -> Self {
        let hidden = |ending: &str| {
            let mut hidden = OsString::from(".");
            hidden.push(name);
            hidden.push(ending);
            around.join(hidden)
        };
        let (new, aside, lock) = (hidden(".awning-new"), hidden(".awning-old"), hidden(".awning-lock"));
        Self { out: around.join(name), new, aside, lock, around }
    }
}

/// The real path, where the last parts need not exist yet.
pub(super) fn resolved(path: &Path) -> Result<PathBuf, Error> {
    match path.canonicalize() {
        Ok(real) => Ok(real),
        Err(source) if source.kind() == io::ErrorKind::NotFound => match (path.parent(), path.file_name()) {
            (Some(parent), Some(name)) => Ok(resolved(parent)?.join(name)),
            _ => Err(Error::io("cannot find", path, source)),
        },
        Err(source) => Err(Error::io("cannot find", path, source)),
    }
}

fn refuse_overlap(root: &Path, out: &Path) -> Result<(), Error> {
    // On file systems that fold case, `Content` is `content`; resolving gives the true spelling of what exists.
    let out = out.canonicalize().unwrap_or_else(|_| out.to_path_buf());
    if out == root {
        return Err(refused(&out, "is the shop itself; choose a folder of its own, such as public"));
    }
    if root.starts_with(&out) {
        return Err(refused(&out, "contains the shop; choose a folder of its own, such as public"));
    }
    let first = out.strip_prefix(root).ok().and_then(|inside| inside.iter().next());
    if first.is_some_and(|first| SHOPS_OWN.iter().any(|own| first.eq_ignore_ascii_case(own))) {
        return Err(refused(&out, "lies among the shop's own files; choose a folder of its own, such as public"));
    }
    Ok(())
}

/// Refuses an output that exists and cannot be exchanged: a link, a file, a mount.
pub(super) fn refuse_kind(names: &Names) -> Result<(), Error> {
    let found = match std::fs::symlink_metadata(&names.out) {
        Ok(found) => found,
        Err(source) if source.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(source) => return Err(Error::io("cannot read", &names.out, source)),
    };
    if found.is_symlink() {
        return Err(refused(&names.out, "is a symbolic link; name the folder that it leads to"));
    }
    if !found.is_dir() {
        return Err(refused(&names.out, "is not a folder"));
    }
    if super::os::is_mount(&names.around, &found) {
        return Err(refused(&names.out, "is a mount and cannot be switched at once; choose a folder inside it"));
    }
    Ok(())
}

/// The refusal of an output, and why.
pub(super) fn refused(path: &Path, why: &'static str) -> Error {
    Error::OutputRefused(path.to_path_buf(), why)
}
