//! `awning explain`: a rule in words, with a bad and a good example.

use super::args::{ExplainArguments, Format};
use super::failure::{Failure, Outcome};
use super::options::Options;
use super::terminal::give;
use awning::diagnostics::{Language, Rule, Severity, rules};
use serde_json::{Value, json};

/// Explains one rule, or lists all.
pub(super) fn run(arguments: &ExplainArguments, options: &Options) -> Result<Outcome, Failure> {
    let language = options.language;
    let rules: Vec<&Rule> = match &arguments.code {
        Some(code) => vec![rules::find(code).ok_or_else(|| unknown(code, language))?],
        None => rules::all().collect(),
    };
    let text = match (options.format, &arguments.code) {
        (Format::Json, _) => {
            rules.into_iter().map(|rule| object(rule, language).to_string() + "\n").collect::<String>()
        }
        (_, Some(_)) => rules.into_iter().map(|rule| page(rule, language)).collect(),
        (_, None) => rules.into_iter().map(|rule| line(rule, language)).collect(),
    };
    give(&text)?;
    Ok(Outcome::Done)
}

/// One rule in a list.
fn line(rule: &Rule, language: Language) -> String {
    format!("{}  {:<28}  {}\n", rule.code, rule.name, Rule::pattern(rule.words(language).message))
}

/// One rule in full: paragraphs with an empty line between.
fn page(rule: &Rule, language: Language) -> String {
    let words = rule.words(language);
    let labels = Labels::of(language);
    let mut paragraphs = vec![
        format!("{} {} ({})", rule.code, rule.name, severity(rule.severity, language)),
        Rule::pattern(words.message),
        words.why.to_string(),
    ];
    if !words.help.is_empty() {
        paragraphs.push(format!("{}{}", labels.help, Rule::pattern(words.help)));
    }
    paragraphs.push(format!("{}\n{}", labels.bad, indented(rule.bad)));
    paragraphs.push(format!("{}\n{}", labels.good, indented(rule.good)));
    paragraphs.join("\n\n") + "\n"
}

struct Labels {
    help: &'static str,
    bad: &'static str,
    good: &'static str,
}

impl Labels {
    fn of(language: Language) -> Self {
        match language {
            Language::English => Self { help: "help: ", bad: "Wrong:", good: "Right:" },
            Language::Chinese => Self { help: "帮助：", bad: "错误写法：", good: "正确写法：" },
        }
    }
}

fn severity(severity: Severity, language: Language) -> &'static str {
    match (severity, language) {
        (Severity::Error, Language::English) => "error: nothing is released",
        (Severity::Warning, Language::English) => "warning: the release goes on",
        (Severity::Note, Language::English) => "note",
        (Severity::Error, Language::Chinese) => "错误：不会发布",
        (Severity::Warning, Language::Chinese) => "警告：仍会发布",
        (Severity::Note, Language::Chinese) => "提示",
    }
}

fn indented(example: &str) -> String {
    format!("    {}", example.replace('\n', "\n    "))
}

fn object(rule: &Rule, language: Language) -> Value {
    let words = rule.words(language);
    json!({
        "code": rule.code,
        "name": rule.name,
        "severity": rule.severity.to_string(),
        "message": words.message,
        "why": words.why,
        "help": words.help,
        "bad": rule.bad,
        "good": rule.good,
    })
}

fn unknown(code: &str, language: Language) -> Failure {
    let typed = code.to_ascii_uppercase();
    let distance =
        |rule: &&Rule| strsim::damerau_levenshtein(&typed, rule.code).min(strsim::damerau_levenshtein(code, rule.name));
    let nearest = rules::all().min_by_key(distance).map_or("", |rule| rule.code);
    Failure::Usage(match language {
        Language::English => {
            format!("no rule has the code or name `{code}`; did you mean {nearest}? `awning explain` lists all")
        }
        Language::Chinese => {
            format!("没有编号或名称为 `{code}` 的规则，是不是想找 {nearest}？`awning explain` 列出全部")
        }
    })
}
