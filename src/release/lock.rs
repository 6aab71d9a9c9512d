//! One awning at a time: a file beside the output, locked by the system and holding the process id.
//!
//! The system frees the lock of a process that dies, however it dies, so a lock file that was left behind locks nothing.

#![expect(clippy::disallowed_methods, reason = "the door out: releases are written here")]

use super::os;
use super::output::Names;
use crate::error::Error;
use std::fs::{File, TryLockError};
use std::io::{Read as _, Write as _};
use std::path::PathBuf;

/// Held while a release is made; let go and removed when dropped.
#[derive(Debug)]
pub(super) struct Lock {
    path: PathBuf,
    _file: File,
}

impl Lock {
    /// Takes the lock, or says at once who has it.
    ///
    /// # Errors
    /// [`Error::Locked`] if another awning works on the same output.
    pub(super) fn take(names: &Names) -> Result<Self, Error> {
        let path = &names.lock;
        loop {
            let mut file = os::open_lock(path).map_err(|source| Error::io("cannot open", path, source))?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => return Err(Error::Locked(names.out.clone(), holder(file))),
                Err(TryLockError::Error(source)) => return Err(Error::io("cannot lock", path, source)),
            }
            // Whoever had it may have removed the file between our opening and locking it: then this is nobody's lock.
            if os::is_still(&file, path) {
                name_holder(&mut file);
                return Ok(Self { path: path.clone(), _file: file });
            }
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Removed while still locked, so that nobody else's lock is ever removed.
        let _ = std::fs::remove_file(&self.path);
    }
}

/// The process id only helps the message of others, so a full disk does not matter here.
fn name_holder(file: &mut File) {
    let text = format!("{}\n", std::process::id());
    if os::may_write(text.len() as u64).is_ok() {
        let _ = file.set_len(0);
        let _ = file.write_all(text.as_bytes());
    }
}

fn holder(file: File) -> Option<u32> {
    let mut text = String::new();
    file.take(20).read_to_string(&mut text).ok()?;
    text.trim().parse().ok()
}
