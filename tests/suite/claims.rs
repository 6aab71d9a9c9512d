//! What copy promises: a table of sentences and what is read in them. `tests/claims.tsv` has a line a sentence: what is
//! promised (`-` for nothing), a tab, the sentence.

use crate::support::package;
use awning::catalog::Promise;
use awning::catalog::claims;
use std::fs;

#[test]
fn sentences_promise_what_the_table_says() {
    let table = fs::read_to_string(package().join("tests/claims.tsv")).unwrap();
    let rows: Vec<(&str, &str)> = table
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .map(|line| line.split_once('\t').unwrap())
        .collect();
    let nothing = rows.iter().filter(|(expected, _)| *expected == "-").count();
    assert!(nothing >= 40 && rows.len() - nothing >= 40, "{nothing} of {} promise nothing", rows.len());
    let read = |text: &str| {
        let found: Vec<String> = claims::read(text).iter().map(|(promise, _, _)| word(promise)).collect();
        if found.is_empty() { "-".to_string() } else { found.join(", ") }
    };
    let wrong: Vec<String> = rows
        .iter()
        .filter(|(expected, text)| read(text) != *expected)
        .map(|(expected, text)| format!("{text}: {} instead of {expected}", read(text)))
        .collect();
    assert!(wrong.is_empty(), "{} differ\n{}", wrong.len(), wrong.join("\n"));
}

fn word(promise: &Promise) -> String {
    match promise {
        Promise::Off(percent) => format!("off {percent}"),
        Promise::UpTo(percent) => format!("up to {percent}"),
        Promise::OffAll(percent) => format!("all {percent}"),
        Promise::WholeShop => "whole shop".to_string(),
        Promise::LastDay => "last day".to_string(),
        Promise::Limited => "limited".to_string(),
    }
}
