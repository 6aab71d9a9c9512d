//! What stands around words: quotation marks, code and links, denials, conditions.

use std::ops::Range;

/// A text, and the parts of it that promise nothing.
pub(super) struct Context {
    /// The same in small letters, byte for byte as long.
    pub(super) small: String,
    silent: Vec<Range<usize>>,
}

/// Pairs that quote, name, or hide.
const QUOTES: [(&str, &str); 9] = [
    ("「", "」"),
    ("『", "』"),
    ("《", "》"),
    ("“", "”"),
    ("‘", "’"),
    ("<!--", "-->"),
    ("```", "```"),
    ("`", "`"),
    ("](", ")"),
];

/// A quotation runs on for so many bytes; past that the mark was no pair.
const LONGEST: usize = 600;

/// What denies, in the same clause before the words.
const DENIALS: [&str; 22] = [
    "没有",
    "没打",
    "不打",
    "不做",
    "不搞",
    "不是",
    "不会",
    "不再",
    "不设",
    "不参加",
    "不参与",
    "不能",
    "从不",
    "从来不",
    "并非",
    "不玩",
    "无需",
    "不必",
    "no ",
    "not ",
    "never ",
    "n't ",
];

/// What hangs a promise on a condition, in the same clause: the price on the page is not what it is about.
const CONDITIONS: [&str; 30] = [
    "会员",
    "老客",
    "新客",
    "首单",
    "员工",
    "生日",
    "学生",
    "满",
    "买",
    "凑",
    "券",
    "口令",
    "任选",
    "两件",
    "二件",
    "2件",
    "2 件",
    "三件",
    "3件",
    "3 件",
    "第二",
    "第2",
    "members",
    "member ",
    "first order",
    "code ",
    "second ",
    "coupon",
    "subscrib",
    "when you buy",
];

impl Context {
    pub(super) fn of(text: &str) -> Self {
        Self { small: text.to_ascii_lowercase(), silent: silent(text) }
    }

    /// Whether words promise something: they are neither quoted nor denied.
    pub(super) fn counts(&self, span: &Range<usize>) -> bool {
        let is_silent = self.silent.iter().any(|silent| silent.start <= span.start && span.end <= silent.end);
        let clause = self.clause_before(span.start);
        let denied = DENIALS.iter().any(|denial| match denial.strip_suffix(' ') {
            // English words are whole words.
            Some(word) => clause
                .split(|c: char| !c.is_ascii_alphanumeric() && c != '\'')
                .any(|part| if word == "n't" { part.ends_with(word) } else { part == word }),
            None => clause.contains(denial),
        });
        !is_silent && !denied
    }

    /// Whether the text excepts something from what it says of all.
    pub(super) fn has_exception(&self) -> bool {
        ["除外", "不参加", "不参与", "不含", "不包括", "except", "exclud"].iter().any(|word| self.small.contains(word))
    }

    /// Whether a promise hangs on a condition.
    pub(super) fn is_conditional(&self, span: &Range<usize>) -> bool {
        let clause = self.clause(span);
        CONDITIONS.iter().any(|condition| clause.contains(condition))
    }

    /// What stands before a byte, in small letters.
    pub(super) fn before(&self, at: usize) -> &str {
        self.small.get(..at).unwrap_or_default()
    }

    /// What stands behind a byte, in small letters.
    pub(super) fn behind(&self, at: usize) -> &str {
        self.small.get(at..).unwrap_or_default()
    }

    /// Whether English words are part of longer ones.
    pub(super) fn runs_on(&self, at: usize, words: &str) -> bool {
        let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        let ends_in_letter = letter(words.chars().next_back());
        letter(words.chars().next()) && letter(self.before(at).chars().next_back())
            || ends_in_letter && letter(self.behind(at + words.len()).chars().next())
    }

    /// The clause that ends where words begin.
    pub(super) fn clause_before(&self, at: usize) -> &str {
        let before = self.before(at);
        let start = before
            .rfind(is_stop)
            .map_or(0, |stop| stop + before.get(stop..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8));
        before.get(start..).unwrap_or_default()
    }

    /// The clause around words.
    fn clause(&self, span: &Range<usize>) -> String {
        let behind = self.behind(span.end);
        let end = behind.find(is_stop).unwrap_or(behind.len());
        self.clause_before(span.start).to_string()
            + self.small.get(span.clone()).unwrap_or_default()
            + behind.get(..end).unwrap_or_default()
    }
}

fn is_stop(letter: char) -> bool {
    "，。；！？、：,;!?:\n|…—".contains(letter)
}

fn silent(text: &str) -> Vec<Range<usize>> {
    let mut silent: Vec<Range<usize>> = Vec::new();
    for (open, close) in QUOTES {
        let mut at = 0;
        while let Some(start) = text.get(at..).and_then(|rest| rest.find(open)).map(|found| at + found) {
            let inside = start + open.len();
            let Some(end) = text.get(inside..).and_then(|rest| rest.find(close)).map(|found| inside + found) else {
                break;
            };
            if end - start <= LONGEST || open == "<!--" || open == "```" {
                silent.push(start..end + close.len());
                at = end + close.len();
            } else {
                at = inside;
            }
        }
    }
    silent.extend(quoted_lines(text));
    silent
}

/// Block quotations: another's words.
fn quoted_lines(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut start = 0;
    text.split_inclusive('\n').filter_map(move |line| {
        let span = start..start + line.len();
        start = span.end;
        line.trim_start().starts_with("> ").then_some(span)
    })
}
