//! The moment a release goes live. Takes the [`Names`]; afterwards the new release lies in `out`, and the old one,
//! if there was one, under `new`, to be removed.
//!
//! On Linux and macOS the two folders are exchanged in one step, so a reader sees the old release or the new one.
//! Where the system or the file system cannot, it takes two steps:
//!
//! 1. `public` → `.public.awning-old`
//! 2. `.public.awning-new` → `public`
//!
//! Between them there is no `public`. An awning that was killed there is recovered by the next [`recover`], which
//! puts the old release back. `.public.awning-old` exists only from the first step until just after the second.

#![expect(clippy::disallowed_methods, reason = "the door out: releases are written here")]

use super::os;
use super::output::Names;
use super::removal;
use crate::error::Error;
use std::io;
use std::path::Path;

/// Makes the new release live. `exchange` swaps two folders at once, or fails with
/// [`io::ErrorKind::InvalidInput`] or [`io::ErrorKind::Unsupported`] where that cannot be done.
///
/// # Errors
/// The system refused; the old release is live as before.
pub fn switch(names: &Names, exchange: impl Fn(&Path, &Path) -> io::Result<()>) -> Result<(), Error> {
    if !exists(&names.out) {
        return rename(&names.new, &names.out);
    }
    match exchange(&names.new, &names.out) {
        Ok(()) => Ok(()),
        Err(source) if cannot(&source) => in_two_steps(names),
        Err(source) => Err(Error::io("cannot replace", &names.out, source)),
    }
}

/// Cleans up after an awning that was killed: puts back the old release that stood aside, removes unfinished and old trees.
///
/// # Errors
/// Something cannot be moved or removed.
pub fn recover(names: &Names) -> Result<(), Error> {
    if exists(&names.aside) && !exists(&names.out) {
        rename(&names.aside, &names.out)?;
    }
    remove(&names.new)?;
    remove(&names.aside)
}

/// Removes a tree, a file or a link itself; what a link leads to stays.
///
/// # Errors
/// Something in it cannot be removed.
pub fn remove(path: &Path) -> Result<(), Error> {
    let removed = match std::fs::symlink_metadata(path) {
        Ok(found) if found.is_dir() => removal::remove_tree(path),
        Ok(_) => std::fs::remove_file(path),
        Err(source) => Err(source),
    };
    match removed {
        Err(source) if source.kind() != io::ErrorKind::NotFound => Err(Error::io("cannot remove", path, source)),
        _ => Ok(()),
    }
}

fn in_two_steps(names: &Names) -> Result<(), Error> {
    rename(&names.out, &names.aside)?;
    os::sync_names_in(&names.around);
    if let Err(error) = rename(&names.new, &names.out) {
        rename(&names.aside, &names.out)?;
        return Err(error);
    }
    os::sync_names_in(&names.around);
    // From here on a half-removed tree must never be taken for a release that stood aside. The new release is live
    // already: a failure here is left to the next `recover`.
    let _ = std::fs::rename(&names.aside, &names.new);
    Ok(())
}

fn rename(from: &Path, to: &Path) -> Result<(), Error> {
    std::fs::rename(from, to).map_err(|source| Error::io("cannot rename", from, source))
}

fn exists(path: &Path) -> bool {
    std::fs::symlink_metadata(path).is_ok()
}

fn cannot(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported)
}
