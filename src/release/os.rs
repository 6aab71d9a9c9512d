//! What systems do differently: modes, limits, durability, exchanging two folders. Each is a plain function.

#![expect(clippy::disallowed_methods, reason = "the door out: releases are written here")]

use std::fs::{File, Metadata, OpenOptions};
use std::io;
use std::path::Path;

#[cfg(unix)]
use std::os::unix::fs::{DirBuilderExt as _, MetadataExt as _, OpenOptionsExt as _, PermissionsExt};

/// Everyone may read a published file, whatever the umask.
#[cfg(unix)]
const FILE_MODE: u32 = 0o644;

/// Everyone may enter a published folder, whatever the umask.
#[cfg(unix)]
const FOLDER_MODE: u32 = 0o755;

/// Makes one folder.
pub(super) fn make_folder(path: &Path) -> io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    #[cfg(unix)]
    builder.mode(FOLDER_MODE);
    builder.create(path)
}

/// Makes a file that did not exist, for writing.
pub(super) fn make_file(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    options.mode(FILE_MODE);
    options.open(path)
}

/// Opens a file for reading; a link is not followed.
pub(super) fn open(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    options.custom_flags(not_through_links());
    options.open(path)
}

/// Opens the lock file, made where it is missing; a link is not followed.
pub(super) fn open_lock(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    options.custom_flags(not_through_links()).mode(FILE_MODE);
    options.open(path)
}

/// `O_NONBLOCK` lets a named pipe in the place of a file fail instead of waiting for ever.
#[cfg(unix)]
fn not_through_links() -> i32 {
    (rustix::fs::OFlags::NOFOLLOW | rustix::fs::OFlags::NONBLOCK).bits().cast_signed()
}

/// Whether the path still names this open file.
pub(super) fn is_still(file: &File, path: &Path) -> bool {
    #[cfg(unix)]
    {
        let (Ok(ours), Ok(named)) = (file.metadata(), std::fs::symlink_metadata(path)) else { return false };
        is_same(&ours, &named)
    }
    #[cfg(not(unix))]
    {
        // An open file cannot be removed here.
        let _ = (file, path);
        true
    }
}

/// Whether two names lead to one file.
pub(super) fn is_same(one: &Metadata, other: &Metadata) -> bool {
    #[cfg(unix)]
    {
        (one.dev(), one.ino()) == (other.dev(), other.ino())
    }
    #[cfg(not(unix))]
    {
        let _ = (one, other);
        false
    }
}

/// Whether a folder lies on another file system than the folder around it.
pub(super) fn is_mount(around: &Path, folder: &Metadata) -> bool {
    #[cfg(unix)]
    {
        std::fs::metadata(around).is_ok_and(|around| around.dev() != folder.dev())
    }
    #[cfg(not(unix))]
    {
        let _ = (around, folder);
        false
    }
}

/// Whether the umask takes rights from what is made here, seen in a folder that [`make_folder`] has just made.
pub(super) fn umask_bites(folder: &Path) -> bool {
    #[cfg(unix)]
    {
        std::fs::metadata(folder).is_ok_and(|found| found.permissions().mode() & 0o777 != FOLDER_MODE)
    }
    #[cfg(not(unix))]
    {
        let _ = folder;
        false
    }
}

/// Gives a folder the rights that the umask took.
pub(super) fn open_folder_to_all(path: &Path) {
    // A file system that keeps no modes refuses; there is nothing to give there.
    #[cfg(unix)]
    let _ = std::fs::set_permissions(path, PermissionsExt::from_mode(FOLDER_MODE));
    #[cfg(not(unix))]
    let _ = path;
}

/// Gives a file the rights that the umask took.
pub(super) fn open_file_to_all(file: &File) {
    #[cfg(unix)]
    let _ = file.set_permissions(PermissionsExt::from_mode(FILE_MODE));
    #[cfg(not(unix))]
    let _ = file;
}

/// Whether a made file can be published under a second name: a regular file with the rights of a published one.
pub(super) fn can_link(path: &Path) -> bool {
    let Ok(found) = std::fs::symlink_metadata(path) else { return false };
    #[cfg(unix)]
    let readable = found.permissions().mode() & 0o7777 == FILE_MODE
        || (found.is_file() && std::fs::set_permissions(path, PermissionsExt::from_mode(FILE_MODE)).is_ok());
    #[cfg(not(unix))]
    let readable = true;
    found.is_file() && readable
}

/// Fails where writing so many bytes would pass the limit on file sizes (`ulimit -f`): the system would not return
/// an error there, but kill the process.
pub(super) fn may_write(bytes: u64) -> io::Result<()> {
    #[cfg(unix)]
    if rustix::process::getrlimit(rustix::process::Resource::Fsize).current.is_some_and(|limit| bytes > limit) {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    let _ = bytes;
    Ok(())
}

/// Waits until everything written to the file system of `folder` is on the disk.
#[cfg(target_os = "linux")]
pub(super) fn sync_all_in(folder: &Path) -> io::Result<()> {
    Ok(rustix::fs::syncfs(File::open(folder)?)?)
}

/// Where there is no `syncfs`, every file is synced when it is written, see [`sync_written`].
#[cfg(not(target_os = "linux"))]
pub fn sync_all_in(folder: &Path) -> io::Result<()> {
    sync_names_in(folder);
    Ok(())
}

/// Waits until a written file is on the disk, where [`sync_all_in`] cannot do it for all at once.
pub(super) fn sync_written(file: &File) -> io::Result<()> {
    if cfg!(target_os = "linux") { Ok(()) } else { file.sync_all() }
}

/// Waits until the names in a folder are on the disk. Some systems cannot; there the order of the disk has to do.
pub(super) fn sync_names_in(folder: &Path) {
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
}

/// Exchanges two folders at once.
#[cfg(any(target_os = "linux", target_vendor = "apple"))]
pub(super) fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

/// Exchanging is not known here.
#[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
pub fn exchange(_one: &Path, _other: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}
