//! What becomes of the release that another replaces, and of those that are too old. Nothing here can fail a release:
//! when it runs, the new one is live already, and an earlier one that cannot be kept is gone, as if none were kept.

#![expect(clippy::disallowed_methods, reason = "the door out: releases are written here")]

use super::lock::Lock;
use super::old::Old;
use super::record::{Kind, Record, digest_of};
use super::store::{FILES, RECORD, Store, Stored};
use super::{Going, Outcome, Step, manifest, switch};
use crate::settings::Retention;
use jiff::{SignedDuration, Timestamp, Zoned};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// Remembers that a release went live, and keeps the one whose place it took, which lies at `replaced` now.
pub(super) fn remember(store: &Store, going: &Going, old: &Old, json: &str, outcome: Outcome, replaced: &Path) {
    let live = Record::read(&store.live_path());
    let was = old.json().map(digest_of);
    let last = live.filter(|record| Some(&record.digest) == was.as_ref());
    let digest = digest_of(json.as_bytes());
    let is_same = was.as_deref() == Some(digest.as_str());
    let kept = if is_same { None } else { keep(store, last.as_ref(), old, replaced, going.now) };
    let before = match &going.step {
        Step::Forward if is_same => last.and_then(|last| last.before),
        Step::Forward => kept,
        Step::Back(before) => before.clone(),
    };
    let record = Record {
        kind: Kind::Earlier,
        at: going.at.clone(),
        made: going.made,
        awning: going.awning.clone(),
        digest,
        files: outcome.files,
        bytes: outcome.bytes,
        went: Some(going.now),
        left: None,
        before,
        out: Some(store.key.clone()),
    };
    let _ = std::fs::create_dir_all(&store.folder);
    let _ = record.write(&store.live_path());
}

/// Stores the release that was live; gives the name that it can be found under.
fn keep(store: &Store, live: Option<&Record>, old: &Old, replaced: &Path, now: Timestamp) -> Option<String> {
    let digest = digest_of(old.json()?);
    let before = live.and_then(|live| live.before.clone());
    if let Some(mut known) = store.all().ok()?.into_iter().find(|stored| stored.record.digest == digest) {
        known.record = Record { left: Some(now), before, ..known.record };
        let _ = known.record.write(&store.folder.join(&known.name).join(RECORD));
        return Some(known.name);
    }
    let record = live.cloned().or_else(|| unrecorded(store, old, replaced))?;
    let record = Record { left: Some(now), ..record };
    let making = store.folder.join(format!(".keeping-{}", std::process::id()));
    switch::remove(&making).ok()?;
    std::fs::create_dir_all(&making).ok()?;
    let kept = record.write(&making.join(RECORD)).ok().and_then(|()| {
        std::fs::rename(replaced, making.join(FILES)).ok()?;
        let name = record.made.strftime("%Y-%m-%d-%H%M%S").to_string();
        let mut names = [name.clone()].into_iter().chain((2..100).map(|number| format!("{name}-{number}")));
        names.find(|name| std::fs::rename(&making, store.folder.join(name)).is_ok())
    });
    let _ = switch::remove(&making);
    kept
}

/// What can be told of a release that nobody recorded: when its manifest was written.
fn unrecorded(store: &Store, old: &Old, replaced: &Path) -> Option<Record> {
    let written = std::fs::metadata(replaced.join(manifest::NAME)).ok()?.modified().ok()?;
    let made = Timestamp::try_from(written).ok()?;
    let files = &old.manifest.files;
    Some(Record {
        kind: Kind::Earlier,
        at: made.to_zoned(jiff::tz::TimeZone::UTC),
        made,
        awning: String::new(),
        digest: digest_of(old.json()?),
        files: files.len(),
        bytes: files.values().map(|entry| entry.size).sum(),
        went: None,
        left: None,
        before: None,
        out: Some(store.key.clone()),
    })
}

/// Removes earlier releases that are too many or too old, staged ones whose moment is long past, and what a kill left.
/// The live one stays, and what waits for its moment.
pub fn prune(store: &Store, retention: Retention, now: Timestamp) {
    let live = store.live_digest();
    let age = SignedDuration::from_hours(24 * i64::try_from(retention.days).unwrap_or(0));
    let oldest = now.checked_sub(age).unwrap_or(Timestamp::MIN);
    let mut kept = 0;
    for Stored { name, record } in store.all().unwrap_or_default() {
        let is_live = live.as_ref() == Some(&record.digest);
        let goes = match record.kind {
            Kind::Staged => record.left.unwrap_or(record.at.timestamp()).max(record.at.timestamp()) < oldest,
            Kind::Earlier => {
                kept += 1;
                kept > retention.keep || record.left.is_some_and(|left| left < oldest)
            }
        };
        if goes && !is_live {
            discard(store, &name);
        }
    }
    clean(store, now);
}

/// Removes a stored release: first its name, so that half of it is never found. One that somebody works on stays.
fn discard(store: &Store, name: &str) {
    let Ok(_lock) = Lock::take(&store.names(name)) else { return };
    let gone = store.folder.join(format!(".gone-{name}"));
    let moved = switch::remove(&gone).is_ok() && std::fs::rename(store.folder.join(name), &gone).is_ok();
    if moved {
        let _ = switch::remove(&gone);
    }
}

/// Removes what was left behind by those that were killed: a day old, so that nobody works on it.
fn clean(store: &Store, now: Timestamp) {
    let Some(yesterday) = SystemTime::from(now).checked_sub(std::time::Duration::from_hours(24)) else { return };
    let entries = std::fs::read_dir(&store.folder).into_iter().flatten().filter_map(Result::ok);
    let is_left = |path: &PathBuf| {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let is_ours = name.starts_with(".keeping-") || name.starts_with(".gone-") || name.ends_with(".awning-new");
        is_ours && std::fs::symlink_metadata(path).and_then(|found| found.modified()).is_ok_and(|time| time < yesterday)
    };
    for path in entries.map(|entry| entry.path()).filter(is_left) {
        let _ = switch::remove(&path);
    }
}

/// What a finished stage writes down of itself.
pub(super) fn staged(going: &Going, json: &str, outcome: Outcome) -> Record {
    let at: Zoned = going.at.clone();
    Record {
        kind: Kind::Staged,
        at,
        made: going.made,
        awning: going.awning.clone(),
        digest: digest_of(json.as_bytes()),
        files: outcome.files,
        bytes: outcome.bytes,
        went: None,
        left: None,
        before: None,
        out: None,
    }
}
