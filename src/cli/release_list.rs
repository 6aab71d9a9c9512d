//! `awning release list` and `show`: what is stored, and how it differs from what is live.

use super::args::Format;
use super::failure::Failure;
use super::options::Options;
use super::table;
use super::terminal::give;
use awning::artifact::bytes_in_words;
use awning::diagnostics::Language;
use awning::release::{Kind, Record, Store, Stored};
use jiff::{Timestamp, Zoned};
use serde_json::{Value, json};

/// Paths of one list that people are shown; `--format json` has them all.
const MOST_PATHS: usize = 20;

/// A release as it is listed.
struct Row {
    name: Option<String>,
    record: Record,
    state: State,
}

/// Where a release stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Live,
    Due,
    Waits,
    Went,
    Past,
    Earlier,
}

/// Shows all releases: a table for people, an object a line for machines.
pub(super) fn list(store: &Store, options: &Options) -> Result<(), Failure> {
    let rows = rows(store)?;
    let text = if options.format == Format::Json {
        let live = rows.iter().find(|row| row.state == State::Live).and_then(|row| row.name.clone());
        let summary = json!({"summary": {"releases": rows.len(), "live": live}});
        rows.iter().map(object).chain([summary]).map(|line| format!("{line}\n")).collect()
    } else if rows.is_empty() {
        match options.language {
            Language::English => "no release is stored; `awning build --stage NAME` makes one ahead\n".to_string(),
            Language::Chinese => "还没有存下的发布；`awning build --stage NAME` 可提前制作\n".to_string(),
        }
    } else {
        let heading = match options.language {
            Language::English => ["name", "moment", "files", "size", "made", ""],
            Language::Chinese => ["名称", "时刻", "文件", "大小", "制作于", ""],
        };
        let cells = rows.iter().map(|row| row.cells(options.language));
        table::lines(&[heading.map(str::to_string)].into_iter().chain(cells).collect::<Vec<_>>(), &[2, 3])
    };
    Ok(give(&text)?)
}

/// The stored releases, and the live one where it is none of them.
fn rows(store: &Store) -> Result<Vec<Row>, Failure> {
    let (live, due, now) = (store.live_digest(), store.due(Timestamp::now())?, Timestamp::now());
    let state = |stored: &Stored| match &stored.record {
        record if live.as_ref() == Some(&record.digest) => State::Live,
        _ if due.as_ref().is_some_and(|due| due.name == stored.name) => State::Due,
        record if record.kind == Kind::Earlier => State::Earlier,
        record if record.went.is_some() => State::Went,
        record if record.at.timestamp() > now => State::Waits,
        _ => State::Past,
    };
    let stored = store.all()?.into_iter().map(|stored| Row {
        state: state(&stored),
        name: Some(stored.name),
        record: stored.record,
    });
    let mut rows: Vec<Row> = stored.collect();
    if rows.iter().all(|row| row.state != State::Live) {
        rows.extend(store.live().map(|record| Row { name: None, record, state: State::Live }));
    }
    Ok(rows)
}

impl Row {
    fn cells(&self, language: Language) -> [String; 6] {
        let record = &self.record;
        let made = record.made.to_zoned(record.at.time_zone().clone());
        let time = |at: &Zoned| at.strftime("%Y-%m-%d %H:%M").to_string();
        [
            self.name.clone().unwrap_or_else(|| "–".to_string()),
            time(&record.at),
            record.files.to_string(),
            bytes_in_words(record.bytes),
            time(&made),
            self.state.words(language).to_string(),
        ]
    }
}

impl State {
    fn words(self, language: Language) -> &'static str {
        let (english, chinese) = match self {
            Self::Live => ("live", "线上"),
            Self::Due => ("due", "已到时间"),
            Self::Waits => ("waits", "等待"),
            Self::Went => ("was live", "上线过"),
            Self::Past => ("past, never live", "已过，未上线"),
            Self::Earlier => ("was live", "上线过"),
        };
        if language == Language::Chinese { chinese } else { english }
    }
}

fn object(row: &Row) -> Value {
    let record = &row.record;
    json!({
        "name": row.name,
        "kind": record.kind.word(),
        "at": iso(&record.at),
        "made": record.made.to_string(),
        "files": record.files,
        "bytes": record.bytes,
        "live": row.state == State::Live,
        "due": row.state == State::Due,
        "awning": record.awning,
        "digest": record.digest,
    })
}

/// RFC 3339, with the offset of the shop.
pub(super) fn iso(at: &Zoned) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}

/// Shows how a stored release differs from the live one.
pub(super) fn show(store: &Store, stored: &Stored, options: &Options) -> Result<(), Failure> {
    let difference = store.difference(stored)?;
    if options.format == Format::Json {
        let object = json!({
            "name": stored.name, "at": iso(&stored.record.at),
            "added": difference.added, "changed": difference.changed, "removed": difference.removed,
        });
        return Ok(give(&format!("{object}\n"))?);
    }
    let (name, record) = (&stored.name, &stored.record);
    let (at, size) = (record.at.strftime("%Y-%m-%d %H:%M"), bytes_in_words(record.bytes));
    let mut text = match options.language {
        Language::English => format!("{name}: made for {at}, {} files, {size}\n", record.files),
        Language::Chinese => format!("{name}：对应 {at}，{} 个文件，共 {size}\n", record.files),
    };
    let lists = [
        (("added", "新增"), difference.added),
        (("changed", "改动"), difference.changed),
        (("removed", "删除"), difference.removed),
    ];
    if lists.iter().all(|(_, paths)| paths.is_empty()) {
        text += match options.language {
            Language::English => "It is what is live.\n",
            Language::Chinese => "与线上完全一致。\n",
        };
    }
    text.extend(lists.into_iter().map(|(heading, paths)| paragraph(heading, &paths, options.language)));
    Ok(give(&text)?)
}

fn paragraph((english, chinese): (&str, &str), paths: &[String], language: Language) -> String {
    if paths.is_empty() {
        return String::new();
    }
    let heading = if language == Language::Chinese { chinese } else { english };
    let shown: String = paths.iter().take(MOST_PATHS).map(|path| format!("  {path}\n")).collect();
    let rest = paths.len().saturating_sub(MOST_PATHS);
    let more = match language {
        _ if rest == 0 => String::new(),
        Language::English => format!("  … and {rest} more\n"),
        Language::Chinese => format!("  ……还有 {rest} 项\n"),
    };
    format!("\n{heading} ({})\n{shown}{more}", paths.len())
}
