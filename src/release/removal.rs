//! Removes a tree, on many threads: where the file system discards freed blocks at once (ext4 mounted with `discard`),
//! each removed folder waits for the disk, and 10,000 of them in a row for half a minute.
//!
//! Every step goes from an open folder to a name in it and follows no link, so nothing outside the tree is touched
//! even if someone swaps a folder for a link meanwhile.

#![expect(clippy::disallowed_methods, reason = "the door out: releases are written here")]

use std::io;
use std::path::Path;

#[cfg(unix)]
use {
    rayon::prelude::*,
    rustix::fd::{AsFd as _, BorrowedFd},
    rustix::fs::{AtFlags, Dir, FileType, Mode, OFlags, openat, unlinkat},
    rustix::path::Arg,
};

/// More than processors, as they wait for the disk.
#[cfg(unix)]
const THREADS: usize = 16;

/// Removes a folder with all that is in it.
pub(super) fn remove_tree(folder: &Path) -> io::Result<()> {
    #[cfg(unix)]
    {
        // What is left, for want of threads or handles or by a file system that tells no kinds, is removed plainly below.
        let pool = rayon::ThreadPoolBuilder::new().num_threads(THREADS).build();
        let _ = pool.map(|pool| pool.install(|| remove(rustix::fs::CWD, folder)));
    }
    match std::fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

#[cfg(unix)]
fn remove(around: BorrowedFd<'_>, name: impl Arg + Copy) -> rustix::io::Result<()> {
    let only_folders = OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC | OFlags::RDONLY;
    // Open until its name is gone: so its blocks are freed on closing, when the folder around it is no longer locked.
    let folder = openat(around, name, only_folders, Mode::empty())?;
    let entries = Dir::read_from(&folder)?.collect::<rustix::io::Result<Vec<_>>>()?;
    entries.par_iter().try_for_each(|entry| match (entry.file_name().to_bytes(), entry.file_type()) {
        (b"." | b"..", _) => Ok(()),
        (_, FileType::Directory) => remove(folder.as_fd(), entry.file_name()),
        _ => unlinkat(&folder, entry.file_name(), AtFlags::empty()),
    })?;
    unlinkat(around, name, AtFlags::REMOVEDIR)
}
