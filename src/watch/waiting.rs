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
    arrived: BTreeSet<ShopPath>,
    /// New folders that were told before.
    again: BTreeSet<ShopPath>,
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

    /// New folders are told once more.
    pub(super) fn add_again(&mut self, folders: BTreeSet<ShopPath>, now: Instant) {
        self.paths.extend(folders.iter().cloned());
        self.again.extend(folders);
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

    /// What may be new folders, those inside others left out; whether each is told for the first time.
    pub(super) fn new_folders(&self) -> impl Iterator<Item = (&ShopPath, bool)> {
        let first = self.arrived.iter().filter(|path| !has_folder_in(path, &self.arrived));
        let again = self.again.difference(&self.arrived);
        first.map(|path| (path, true)).chain(again.map(|path| (path, false)))
    }
}

fn has_folder_in(path: &ShopPath, folders: &BTreeSet<ShopPath>) -> bool {
    let ends = path.as_str().match_indices('/').map(|(end, _)| end);
    ends.filter_map(|end| ShopPath::new(path.as_str().get(..end)?)).any(|folder| folders.contains(&folder))
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, LONGEST_STORM, QUIET, STORM, Waiting};
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
    #[expect(clippy::disallowed_methods, reason = "a test needs some instant to begin at")]
    fn the_outermost_new_folders_are_followed() {
        let now = Instant::now();
        let mut waiting = Waiting::default();
        for text in ["content/a", "content/a-b", "content/a/b/c"] {
            waiting.add(path(text), true, now);
        }
        waiting.add_again([path("content/a"), path("content/z")].into(), now);
        let folders: Vec<_> = waiting.new_folders().map(|(path, first)| (path.as_str(), first)).collect();
        assert_eq!(folders, [("content/a", true), ("content/a-b", true), ("content/z", false)]);
    }
}
