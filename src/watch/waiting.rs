//! What has happened and waits to be told: takes paths with the instant they were heard of, gives one batch.

use crate::paths::ShopPath;
use std::collections::BTreeSet;
use std::time::{Duration, Instant};

/// A batch is told when nothing has happened for so long: most editors write, move and remove in less.
pub const QUIET: Duration = Duration::from_millis(15);

/// A batch is told at the latest so long after its first path.
pub const LONGEST: Duration = Duration::from_millis(40);

/// A batch of more paths is a storm: thousands of files that are checked out.
pub const STORM: usize = 500;

/// A storm is told at the latest so long after its first path: fewer and larger batches are faster on the whole.
pub const LONGEST_STORM: Duration = Duration::from_millis(250);

/// Paths that wait.
#[derive(Debug, Default)]
pub(super) struct Waiting {
    /// All of them.
    pub(super) paths: BTreeSet<ShopPath>,
    /// Whether more happened than is known.
    pub(super) everything: bool,
    /// Those that may be new folders.
    pub(super) arrived: BTreeSet<ShopPath>,
    /// When the first was heard of, and the last.
    heard: Option<(Instant, Instant)>,
}

impl Waiting {
    /// Something happened to a path.
    pub(super) fn add(&mut self, path: ShopPath, is_arrival: bool, now: Instant) {
        if is_arrival {
            self.arrived.insert(path.clone());
        }
        self.paths.insert(path);
        self.hear(now);
    }

    /// Folders are to be looked at, whatever happened there.
    pub(super) fn add_all(&mut self, folders: &BTreeSet<ShopPath>, now: Instant) {
        self.paths.extend(folders.iter().cloned());
        self.hear(now);
    }

    /// Nobody knows what happened.
    pub(super) fn lose(&mut self, now: Instant) {
        self.everything = true;
        self.hear(now);
    }

    fn hear(&mut self, now: Instant) {
        self.heard = Some((self.heard.map_or(now, |(first, _)| first), now));
    }

    /// When the batch is to be told.
    pub(super) fn due(&self) -> Option<Instant> {
        let longest = if self.paths.len() > STORM { LONGEST_STORM } else { LONGEST };
        self.heard.map(|(first, last)| (last + QUIET).min(first + longest))
    }
}

/// The paths that do not lie in others of them.
pub(super) fn outermost(paths: &BTreeSet<ShopPath>) -> impl Iterator<Item = &ShopPath> {
    paths.iter().filter(|path| {
        let ends = path.as_str().match_indices('/').map(|(end, _)| end);
        !ends.filter_map(|end| ShopPath::new(path.as_str().get(..end)?)).any(|folder| paths.contains(&folder))
    })
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, LONGEST_STORM, QUIET, STORM, Waiting, outermost};
    use crate::paths::ShopPath;
    use std::time::{Duration, Instant};

    fn path(text: &str) -> ShopPath {
        ShopPath::new(text).unwrap()
    }

    #[test]
    #[expect(clippy::disallowed_methods, reason = "a test needs some instant to begin at")]
    fn a_batch_waits_for_quiet_but_not_for_ever() {
        let start = Instant::now();
        let mut waiting = Waiting::default();
        assert_eq!(waiting.due(), None);
        waiting.add(path("content/a.md"), false, start);
        assert_eq!(waiting.due(), Some(start + QUIET));
        let later = start + Duration::from_millis(10);
        waiting.add(path("content/a.md"), false, later);
        assert_eq!((waiting.due(), waiting.paths.len()), (Some(later + QUIET), 1));
        let late = start + Duration::from_millis(39);
        waiting.add(path("content/b.md"), false, late);
        assert_eq!(waiting.due(), Some(start + LONGEST));
        for number in 0..STORM {
            waiting.add(path(&format!("content/{number}.md")), false, start + LONGEST_STORM);
        }
        assert_eq!(waiting.due(), Some(start + LONGEST_STORM));
    }

    #[test]
    fn what_lies_in_others_goes_with_them() {
        let paths = ["content/a", "content/a-b", "content/a/b/c", "content/z"].map(path);
        let found: Vec<_> = outermost(&paths.into()).map(|path| path.as_str().to_string()).collect();
        assert_eq!(found, ["content/a", "content/a-b", "content/z"]);
    }
}
