//! `awning calendar`: what changes when, as a table, as JSON, as an iCalendar file; or only when to build next.

use super::args::{CalendarArguments, Format};
use super::failure::{Failure, Outcome};
use super::options::{Loudness, Options};
use super::terminal::{give, say};
use super::{at, photos, report, table};
use awning::build::{Agenda, Until, agenda};
use awning::calendar::{self, Change, Effect};
use awning::catalog::Clearance;
use awning::diagnostics::Language;
use jiff::Timestamp;
use serde_json::{Value, json};
use std::path::Path;

/// The widest title of the table, in columns; `--format json` has all of it.
const WIDEST: usize = 48;

/// Looks ahead, and gives what was asked for.
pub(super) fn run(arguments: &CalendarArguments, options: &Options) -> Result<Outcome, Failure> {
    super::check::require_folder(options)?;
    let until = match (arguments.until, arguments.days) {
        (Some(until), _) => Until::Time(until),
        (None, Some(days)) => Until::Days(days),
        (None, None) => Until::Year,
    };
    let agenda = agenda(&options.root, at::or_now(arguments.at), until, Clearance::of_drafts(arguments.drafts))?;
    if !agenda.errors.is_empty() {
        report::show_diagnostics(&agenda.errors, &agenda.texts, options)?;
        unread(options)?;
        return Ok(Outcome::Faulty);
    }
    if agenda.span.to <= agenda.span.from {
        return Err(Failure::Usage(backwards(options.language).to_string()));
    }
    let next = calendar::next(&agenda.changes, agenda.span.from);
    match &arguments.ics {
        _ if arguments.next => give(&next.map(|at| iso(at, &agenda) + "\n").unwrap_or_default())?,
        Some(file) => write_ics(file, &agenda, options)?,
        None if options.format == Format::Json => give(&objects(&agenda, next))?,
        None => give(&listed(&agenda, next, options.language))?,
    }
    Ok(Outcome::Done)
}

fn unread(options: &Options) -> Result<(), Failure> {
    if options.loudness != Loudness::Quiet && options.format != Format::Json {
        let words = match options.language {
            Language::English => "mend these first: the calendar of a shop that is read by half would miss changes\n",
            Language::Chinese => "请先改正以上错误：店铺没有读全，日历会漏掉变化\n",
        };
        say(words, options.colour)?;
    }
    Ok(())
}

fn backwards(language: Language) -> &'static str {
    match language {
        Language::English => "the calendar would end before it begins; give a later --until",
        Language::Chinese => "日历的结束早于开始；请给出更晚的 --until",
    }
}

fn write_ics(file: &Path, agenda: &Agenda, options: &Options) -> Result<(), Failure> {
    let text = calendar::ics(&agenda.changes, &agenda.shop, &agenda.zone, agenda.span.from, options.language);
    if file == Path::new("-") {
        return Ok(give(&text)?);
    }
    photos::replace(file, text.as_bytes())?;
    let (entries, file) = (text.matches("BEGIN:VEVENT").count(), file.display());
    photos::tell(
        options,
        &match options.language {
            Language::English => format!("{entries} entries → {file}\n"),
            Language::Chinese => format!("{entries} 条 → {file}\n"),
        },
    )
}

/// RFC 3339 with the offset of the shop.
fn iso(at: Timestamp, agenda: &Agenda) -> String {
    at.to_zoned(agenda.zone.clone()).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}

/// An object a line, the summary last.
fn objects(agenda: &Agenda, next: Option<Timestamp>) -> String {
    let object = |change: &Change| -> Value {
        json!({
            "at": iso(change.at, agenda),
            "event": change.event.word(),
            "effect": change.effect.word(),
            "title": change.title,
            "ends": change.ends.map(|ends| iso(ends, agenda)),
            "file": change.place.file.as_str(),
            "line": line(change, agenda),
        })
    };
    let next = next.map(|at| iso(at, agenda));
    let summary = json!({"summary": {
        "changes": agenda.changes.len(),
        "from": iso(agenda.span.from, agenda),
        "to": iso(agenda.span.to, agenda),
        "next": next,
    }});
    agenda.changes.iter().map(object).chain([summary]).map(|line| format!("{line}\n")).collect()
}

fn line(change: &Change, agenda: &Agenda) -> usize {
    let text = agenda.texts.get(&change.place.file);
    let before = text.and_then(|text| text.as_bytes().get(..change.place.start));
    before.map_or(1, |before| memchr::memchr_iter(b'\n', before).count() + 1)
}

/// A table, and what follows from it.
fn listed(agenda: &Agenda, next: Option<Timestamp>, language: Language) -> String {
    let time = |at: Timestamp| at.to_zoned(agenda.zone.clone()).strftime("%Y-%m-%d %H:%M").to_string();
    if agenda.changes.is_empty() {
        let (from, to) = (time(agenda.span.from), time(agenda.span.to));
        return match language {
            Language::English => format!("nothing changes from {from} to {to}\n"),
            Language::Chinese => format!("{from} 至 {to} 没有变化\n"),
        };
    }
    let row = |change: &Change| {
        let place = format!("{}:{}", change.place.file, line(change, agenda));
        let what = change.event.words(language);
        let mark = match change.effect {
            Effect::Release => "",
            Effect::Error => "!",
            Effect::Deadline => "·",
        };
        [time(change.at), mark.to_string(), what.to_string(), table::clipped(&change.title, WIDEST), place]
    };
    let rows: Vec<[String; 5]> = agenda.changes.iter().map(row).collect();
    table::lines(&rows, &[]) + "\n" + &last_words(agenda, next.map(time), language)
}

fn last_words(agenda: &Agenda, next: Option<String>, language: Language) -> String {
    let has = |effect| agenda.changes.iter().any(|change| change.effect == effect);
    let legend = [
        (Effect::Error, ("!  an error from then on, unless somebody acts\n", "!  届时会成为错误，请提前处理\n")),
        (Effect::Deadline, ("·  a deadline; pages stay the same\n", "·  期限提醒，页面不变\n")),
    ];
    let legend = legend.into_iter().filter(|(effect, _)| has(*effect));
    let legend: String =
        legend.map(|(_, (english, chinese))| if language == Language::Chinese { chinese } else { english }).collect();
    let zone = agenda.zone.iana_name().unwrap_or("UTC");
    let next = match (language, next) {
        (Language::English, Some(next)) => format!("build again at {next} ({zone})\n"),
        (Language::Chinese, Some(next)) => format!("下次需要构建：{next}（{zone}）\n"),
        (Language::English, None) => "no build is needed\n".to_string(),
        (Language::Chinese, None) => "不需要重新构建\n".to_string(),
    };
    legend + &next
}
