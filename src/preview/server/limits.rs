//! How much clients may take, all together and each.

use std::time::Duration;

/// The longest request line and headers, together: what most servers allow. A crowd that sends as much costs 40 MB.
pub(super) const HEAD_BYTES: usize = 16 * 1024;
/// The longest address that is asked for.
pub(super) const TARGET_BYTES: usize = 8 * 1024;
/// The most headers of a request.
pub(super) const HEADERS: usize = 64;
/// The most that is sent to be set.
pub(super) const BODY_BYTES: usize = 16 * 1024;

/// Open files that the rest of the program needs.
#[cfg(unix)]
const FILES: u64 = 256;

/// How many clients there may be, and how long they may take.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Connections at once. Those that have asked for nothing make room for more; beyond that, more are closed.
    pub connections: usize,
    /// Of these, how many may wait for changes.
    pub streams: usize,
    /// For a request's line and headers, and between two requests.
    pub head_time: Duration,
    /// For what is sent to be set.
    pub body_time: Duration,
    /// For reading any of an answer.
    pub read_time: Duration,
    /// Between two signs of life to those who wait for changes.
    pub pulse: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connections: 1200,
            streams: 1100,
            head_time: Duration::from_secs(10),
            body_time: Duration::from_secs(10),
            read_time: Duration::from_secs(30),
            pulse: Duration::from_secs(15),
        }
    }
}

impl Limits {
    /// As many connections as the system has open files for, with some left for the shop. Many systems allow 1024 until
    /// they are asked for more, which they are.
    #[must_use]
    #[cfg(unix)]
    pub(super) fn within_open_files(mut self) -> Self {
        use rustix::process::{Resource, getrlimit, setrlimit};
        let wanted = FILES.saturating_add(u64::try_from(self.connections).unwrap_or(u64::MAX));
        let mut files = getrlimit(Resource::Nofile);
        if let Some(now) = files.current
            && now < wanted
        {
            files.current = Some(files.maximum.map_or(wanted, |most| most.min(wanted)));
            // Where it is refused, what there is must do.
            let _ = setrlimit(Resource::Nofile, files);
        }
        if let Some(now) = getrlimit(Resource::Nofile).current {
            let spare = now.saturating_sub(FILES).max(now / 2);
            self.connections = self.connections.min(usize::try_from(spare).unwrap_or(usize::MAX));
        }
        self
    }

    /// As many connections as are asked for: the system sets no limit of its own.
    #[must_use]
    #[cfg(not(unix))]
    pub(super) fn within_open_files(self) -> Self {
        self
    }
}
