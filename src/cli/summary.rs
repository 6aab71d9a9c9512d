//! The last words of a run: what came of it, in a line or two for people, in an object for machines.

use awning::build::Report;
use awning::diagnostics::{Language, counts};
use serde_json::{Value, json};
use std::path::Path;
use std::time::Duration;

/// How many diagnostics there are of each severity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    /// Nothing is released.
    pub(super) errors: usize,
    /// Doubtful.
    pub(super) warnings: usize,
    /// Worth knowing.
    pub(super) notes: usize,
}

impl Tally {
    /// Counts them.
    pub(super) fn of(report: &Report) -> Self {
        let [errors, warnings, notes] = counts(&report.diagnostics);
        Self { errors, warnings, notes }
    }

    /// `2 errors, 1 warning`; empty if there are none.
    fn words(self, language: Language) -> String {
        let parts = match language {
            Language::English => [
                counted(self.errors, "error", "errors"),
                counted(self.warnings, "warning", "warnings"),
                counted(self.notes, "note", "notes"),
            ],
            Language::Chinese => [
                format!("{} 个错误", self.errors),
                format!("{} 个警告", self.warnings),
                format!("{} 条提示", self.notes),
            ],
        };
        let counts = [self.errors, self.warnings, self.notes];
        let parts: Vec<String> = parts.into_iter().zip(counts).filter(|(_, n)| *n > 0).map(|(part, _)| part).collect();
        parts.join(if language == Language::Chinese { "、" } else { ", " })
    }
}

/// What a build says at its end.
pub(super) fn of_build(report: &Report, out: &Path, time: Duration, language: Language) -> String {
    let tally = Tally::of(report);
    let (counted, out) = (tally.words(language), shown(out));
    match language {
        Language::English if tally.errors > 0 => format!("{counted}: {out} was left as it was\n"),
        Language::Chinese if tally.errors > 0 => format!("{counted}：{out} 保持原样，没有改动\n"),
        _ if counted.is_empty() => figures(report, &out, time, language),
        _ => format!("{counted}\n{}", figures(report, &out, time, language)),
    }
}

/// What a check says at its end.
pub(super) fn of_check(report: &Report, time: Duration, language: Language) -> String {
    let tally = Tally::of(report);
    let (counted, seconds) = (tally.words(language), time.as_secs_f64());
    match (language, report.diagnostics.first()) {
        (Language::English, None) => format!("nothing wrong: the shop is ready to be built ({seconds:.1} s)\n"),
        (Language::Chinese, None) => format!("没有发现问题，可以构建了（{seconds:.1} 秒）\n"),
        (Language::English, Some(first)) => {
            format!("{counted} ({seconds:.1} s); `awning explain {}` says more\n", first.rule.code)
        }
        (Language::Chinese, Some(first)) => {
            format!("{counted}（{seconds:.1} 秒）；详细说明：`awning explain {}`\n", first.rule.code)
        }
    }
}

/// What a preview says when something is otherwise than before.
pub(super) fn of_preview(report: &Report, language: Language) -> String {
    let counted = Tally::of(report).words(language);
    match (language, counted.is_empty()) {
        (Language::English, true) => "nothing wrong\n".to_string(),
        (Language::Chinese, true) => "没有发现问题\n".to_string(),
        _ => format!("{counted}\n"),
    }
}

/// The last line of `--format json`.
pub(super) fn object(report: &Report, time: Duration) -> Value {
    let (figures, tally) = (report.summary, Tally::of(report));
    json!({"summary": {
        "pages": figures.pages,
        "renditions": figures.renditions,
        "written": figures.written,
        "unchanged": figures.unchanged,
        "removed": figures.removed,
        "errors": tally.errors,
        "warnings": tally.warnings,
        "seconds": (time.as_secs_f64() * 1000.0).round() / 1000.0,
    }})
}

fn figures(report: &Report, out: &str, time: Duration, language: Language) -> String {
    let (figures, seconds) = (report.summary, time.as_secs_f64());
    let (written, unchanged, removed) = (figures.written, figures.unchanged, figures.removed);
    match language {
        Language::English => format!(
            "{}, {} in {seconds:.1} s: {written} written, {unchanged} unchanged, {removed} removed → {out}\n",
            counted(figures.pages, "page", "pages"),
            counted(figures.renditions, "rendition", "renditions"),
        ),
        Language::Chinese => format!(
            "{} 个页面、{} 张图片，用时 {seconds:.1} 秒：写入 {written}，未变 {unchanged}，删除 {removed} → {out}\n",
            figures.pages, figures.renditions,
        ),
    }
}

fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// A path without the `./` that nobody typed.
pub(super) fn shown(path: &Path) -> String {
    path.strip_prefix(".").unwrap_or(path).display().to_string()
}
