//! `awning release`: releases that were made ahead or were live before, and switching between them.

use super::args::{DueArguments, Format, NamedArguments, OutArguments, ReleaseCommand};
use super::failure::{Failure, Outcome};
use super::options::{Loudness, Options};
use super::terminal::{give, say};
use super::{release_list, zone};
use awning::diagnostics::{Language, nearest};
use awning::error::Error;
use awning::release::{self, Store, Stored, Wanted};
use jiff::Timestamp;
use serde_json::json;
use std::path::Path;

/// Lists, shows or switches releases.
pub(super) fn run(command: &ReleaseCommand, options: &Options) -> Result<Outcome, Failure> {
    super::check::require_folder(options)?;
    match command {
        ReleaseCommand::List(arguments) => release_list::list(&store(arguments, options)?, options)?,
        ReleaseCommand::Show(arguments) => {
            let store = store(&arguments.place, options)?;
            release_list::show(&store, &named(&arguments.name, &store, options)?, options)?;
        }
        ReleaseCommand::Switch(arguments) => switch(arguments, options)?,
        ReleaseCommand::Rollback(arguments) => roll_back(arguments, options)?,
        ReleaseCommand::Due(arguments) => due(arguments, options)?,
    }
    Ok(Outcome::Done)
}

fn store(arguments: &OutArguments, options: &Options) -> Result<Store, Failure> {
    Ok(Store::of(&options.root, &options.out(arguments.out.as_deref()))?)
}

/// The release of a name, or the nearest name that there is.
fn named(name: &str, store: &Store, options: &Options) -> Result<Stored, Failure> {
    if let Some(stored) = store.find(name) {
        return Ok(stored);
    }
    let all = store.all()?;
    let near = nearest(name, all.iter().map(|stored| stored.name.as_str()));
    Err(Failure::Usage(match (options.language, near) {
        (Language::English, Some(near)) => format!("there is no release `{name}`; did you mean `{near}`?"),
        (Language::English, None) => {
            format!("there is no release `{name}`; `awning release list` shows them, `awning build --stage` makes one")
        }
        (Language::Chinese, Some(near)) => format!("没有名为 `{name}` 的发布；是不是 `{near}`？"),
        (Language::Chinese, None) => {
            format!("没有名为 `{name}` 的发布；`awning release list` 可查看，`awning build --stage` 可制作")
        }
    }))
}

fn switch(arguments: &NamedArguments, options: &Options) -> Result<(), Failure> {
    let out = options.out(arguments.place.out.as_deref());
    named(&arguments.name, &store(&arguments.place, options)?, options)?;
    match release::go(&options.root, &out, Wanted::Named(&arguments.name), Timestamp::now())? {
        Some((stored, changed)) => went(&stored, changed, &out, options),
        // Removed between the look and the lock.
        None => Err(Error::ReleaseDamaged(arguments.name.clone(), "release.json".to_string()).into()),
    }
}

fn roll_back(arguments: &OutArguments, options: &Options) -> Result<(), Failure> {
    let out = options.out(arguments.out.as_deref());
    match release::go(&options.root, &out, Wanted::Before, Timestamp::now())? {
        Some((stored, changed)) => went(&stored, changed, &out, options),
        None => Err(Failure::Usage(match options.language {
            Language::English => "no release is kept that was live before; `awning release list` shows those that \
                                  are stored, `releases: {keep: 5}` in awning.yaml says how many are kept"
                .to_string(),
            Language::Chinese => "没有保留之前上线过的发布；`awning release list` 可查看已存的发布，\
                                  awning.yaml 中的 `releases: {keep: 5}` 决定保留几个"
                .to_string(),
        })),
    }
}

/// Whatever cron finds is said and no failure: nothing due, or another awning at work.
fn due(arguments: &DueArguments, options: &Options) -> Result<(), Failure> {
    let out = options.out(arguments.place.out.as_deref());
    let now = match arguments.at {
        Some(at) => at.begins(&zone::of_shop(options)?),
        None => Timestamp::now(),
    };
    match release::go(&options.root, &out, Wanted::Due, now) {
        Ok(Some((stored, changed))) => went(&stored, changed, &out, options),
        Ok(None) => nothing("due", ("nothing is due\n", "没有到时间的发布\n"), options),
        Err(Error::Locked(..)) => nothing(
            "locked",
            ("another awning is at work; nothing was done\n", "另一个 awning 正在工作，未做改动\n"),
            options,
        ),
        Err(error) => Err(error.into()),
    }
}

fn nothing(why: &str, (english, chinese): (&str, &str), options: &Options) -> Result<(), Failure> {
    if options.format == Format::Json {
        return Ok(give(&format!("{}\n", json!({"switched": null, "reason": why})))?);
    }
    tell(options, if options.language == Language::Chinese { chinese } else { english })
}

/// Says which release is live now.
fn went(stored: &Stored, changed: release::Outcome, out: &Path, options: &Options) -> Result<(), Failure> {
    let release::Outcome { written, unchanged, removed, .. } = changed;
    let name = &stored.name;
    if options.format == Format::Json {
        let at = release_list::iso(&stored.record.at);
        let object =
            json!({"switched": name, "at": at, "written": written, "unchanged": unchanged, "removed": removed});
        return Ok(give(&format!("{object}\n"))?);
    }
    let (at, out) = (stored.record.at.strftime("%Y-%m-%d %H:%M"), super::summary::shown(out));
    tell(
        options,
        &match options.language {
            Language::English => format!(
                "{name} is live, made for {at}: {written} written, {unchanged} unchanged, {removed} removed → {out}\n"
            ),
            Language::Chinese => {
                format!("{name} 已上线（对应 {at}）：写入 {written}，未变 {unchanged}，删除 {removed} → {out}\n")
            }
        },
    )
}

fn tell(options: &Options, words: &str) -> Result<(), Failure> {
    if options.loudness != Loudness::Quiet {
        say(words, options.colour)?;
    }
    Ok(())
}
