//! What the machine did wrong: disk, permission, lock. What a user wrote is a [`crate::diagnostics::Diagnostic`].

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::{fmt, io};

/// The machine failed; nothing was changed. Exit code 3.
#[derive(Debug)]
pub enum Error {
    /// An operation on a path failed.
    Io {
        /// What was tried, as a verb phrase: `cannot read`.
        action: &'static str,
        /// On which path.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// Another awning is working on the same release; holds its process id where known.
    Locked(PathBuf, Option<u32>),
    /// The output folder holds files that awning did not make, or overlaps the shop.
    OutputRefused(PathBuf, &'static str),
    /// A file of the stored release of this name is not what its manifest says.
    ReleaseDamaged(String, String),
    /// It cannot listen on this address.
    Listen(SocketAddr, io::Error),
    /// The system refused something that is about no path.
    System {
        /// What was tried, as a verb phrase: `cannot start the preview`.
        action: &'static str,
        /// Why.
        source: io::Error,
    },
    /// Something inside awning did not hold; a bug.
    Internal(String),
}

impl Error {
    /// An I/O error with what was tried and where.
    #[must_use]
    pub fn io(action: &'static str, path: &Path, source: io::Error) -> Self {
        Self::Io { action, path: path.to_path_buf(), source }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io { action, path, source } => write!(f, "{action} {}: {source}", path.display()),
            Self::Locked(path, Some(pid)) => {
                write!(f, "{} is locked by another awning (process {pid}); wait for it, or stop it", path.display())
            }
            Self::Locked(path, None) => write!(f, "{} is locked by another awning; wait for it", path.display()),
            Self::OutputRefused(path, why) => write!(f, "{} {why}", path.display()),
            Self::ReleaseDamaged(name, path) => write!(
                f,
                "the release {name} is damaged: {path} is not what its manifest says; nothing was switched; \
                 build it again, or remove .awning/releases/{name}"
            ),
            Self::Listen(address, source) if source.kind() == io::ErrorKind::AddrInUse => {
                write!(f, "another program listens on {address}; choose another port with --port")
            }
            Self::Listen(address, source) => write!(f, "cannot listen on {address}: {source}"),
            Self::System { action, source } => write!(f, "{action}: {source}"),
            Self::Internal(what) => write!(f, "{what}; this is a fault of awning, please report it"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io { source, .. } | Self::Listen(_, source) | Self::System { source, .. } => Some(source),
            _ => None,
        }
    }
}
