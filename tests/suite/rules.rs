//! The table of rules keeps its word: codes, names and texts.

use awning::diagnostics::{Rule, Severity, Words, rules};
use std::collections::BTreeSet;

/// The number in a code: `7` of `E007`.
fn number(rule: &Rule) -> u32 {
    rule.code.get(1..).and_then(|digits| digits.parse().ok()).unwrap_or_else(|| panic!("{} has no number", rule.code))
}

/// The names between braces.
fn placeholders(text: &str) -> BTreeSet<&str> {
    text.split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}'))
        .map(|(name, _)| name)
        .filter(|name| name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_'))
        .collect()
}

fn filled(words: &Words) -> BTreeSet<&str> {
    placeholders(words.message).into_iter().chain(placeholders(words.help)).collect()
}

#[test]
fn codes_rise_and_none_stands_twice() {
    let numbers: Vec<u32> = rules::all().map(number).collect();
    assert!(numbers.is_sorted_by(|a, b| a < b), "{numbers:?}");
}

#[test]
fn names_are_slugs_and_none_stands_twice() {
    let mut seen = BTreeSet::new();
    for rule in rules::all() {
        assert!(awning::paths::is_slug(rule.name), "{} {}", rule.code, rule.name);
        assert!(seen.insert(rule.name), "{} {}", rule.code, rule.name);
    }
}

#[test]
fn letters_fit_severities() {
    for rule in rules::all() {
        let letter = match rule.severity {
            Severity::Error => "E",
            Severity::Warning => "W",
            Severity::Note => "N",
        };
        assert!(rule.code.starts_with(letter), "{} is of severity {}", rule.code, rule.severity);
    }
}

#[test]
fn chinese_knows_the_same_placeholders() {
    for rule in rules::all() {
        let (english, chinese) = (filled(&rule.english), filled(&rule.chinese));
        assert!(chinese.is_subset(&english), "{}: {chinese:?} but {english:?}", rule.code);
        let lost = placeholders(rule.english.message).difference(&chinese).count();
        assert_eq!(lost, 0, "{}: Chinese leaves out what English says", rule.code);
    }
}

#[test]
fn every_rule_says_what_why_and_how() {
    for rule in rules::all() {
        for words in [rule.english, rule.chinese] {
            assert!(!words.message.is_empty() && !words.why.is_empty(), "{}", rule.code);
            assert!(placeholders(words.why).is_empty(), "{}: `why` is read without a diagnostic", rule.code);
        }
        assert!(!rule.bad.is_empty() && !rule.good.is_empty() && rule.bad != rule.good, "{}", rule.code);
    }
}

#[test]
fn a_rule_is_found_by_code_and_name() {
    for rule in rules::all() {
        assert!(rules::find(&rule.code.to_lowercase()).is_some_and(|found| found.code == rule.code));
        assert!(rules::find(rule.name).is_some_and(|found| found.code == rule.code));
    }
}
