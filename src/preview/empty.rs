//! What is answered where there is no shop to show yet: an empty page, over which the client says what is wrong.

use super::Wish;
use super::call::{Call, Question};
use super::desk::{HTML, shell};
use super::problems::Problems;
use super::server::Answer;
use super::state::{framed_and_linked, word};
use crate::diagnostics::{Severity, counts};
use crate::source::Source;
use serde_json::json;
use std::sync::mpsc::Receiver;

/// Answers questions until something else is said.
pub(super) fn serve(calls: &Receiver<Call>, revision: u64, problems: &Problems, source: &Source, wish: &Wish) -> Call {
    loop {
        match calls.recv() {
            Ok(Call::Question(Question::Site(_, reply))) => {
                let _ = reply.send(page());
            }
            Ok(Call::Question(Question::State(_, reply))) => {
                let _ = reply.send(state(revision, problems, source, wish).into());
            }
            Ok(Call::Question(Question::Sheets(reply))) => {
                let _ = reply.send(Answer::words(503, "There is no shop yet.\n"));
            }
            Ok(call) => return call,
            Err(_) => return Call::End,
        }
    }
}

fn page() -> Answer {
    Answer { etag: Some("\"empty\"".to_string()), ..Answer::of(HTML, shell()) }
}

fn state(revision: u64, problems: &Problems, source: &Source, wish: &Wish) -> String {
    let found = problems.all();
    let errors: Vec<_> = found.iter().filter(|found| found.severity() == Severity::Error).cloned().collect();
    let problems = framed_and_linked(&errors, (wish.language, &wish.editor), source, |_| None);
    let [count, warnings, notes] = counts(&found);
    json!({
        "revision": revision,
        "page": { "etag": "\"empty\"", "file": null, "editor": null, "template": null },
        "kind": "page",
        "styles": [],
        "problems": problems,
        "counts": { "errors": count, "warnings": warnings, "notes": notes, "complete": true },
        "at": null, "live": wish.live, "drafts": false, "unapproved": false,
        "skin": null, "skins": [], "boundaries": [], "languages": [], "edited": null, "lan": null,
        "lang": word(wish.language),
    })
    .to_string()
}
