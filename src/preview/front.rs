//! What lies behind the server's door: the client's own files, and the resident, who is asked for all else.

use super::call::{Call, Question, Setting};
use super::desk::kind_of;
use super::files;
use super::server::{Answer, Asked, Door, Method};
use bytes::Bytes;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use tokio::sync::{oneshot, watch};

/// The front of a shop.
pub(super) struct Front {
    pub(super) calls: Sender<Call>,
    pub(super) revisions: watch::Receiver<u64>,
}

impl Door for Front {
    async fn answer(&self, asked: Asked) -> Answer {
        match (asked.method, asked.path.strip_prefix("/_awning/")) {
            (Method::Post, Some("set")) => self.set(&asked.body).await,
            (Method::Post, _) => Answer::words(405, "This is only to be looked at.\n"),
            (Method::Get, Some("sheets.json")) => self.ask(Question::Sheets).await,
            (Method::Get, Some(name)) => match files::find(name) {
                Some((name, text)) => Answer::of(kind_of(name), text),
                None => Answer::words(404, "The preview has no such file.\n"),
            },
            (Method::Get, None) => self.ask(|reply| Question::Site(asked.path, reply)).await,
        }
    }

    async fn state(&self, page: &str) -> Arc<str> {
        let (reply, answer) = oneshot::channel();
        let _ = self.calls.send(Call::Question(Question::State(page.to_string(), reply)));
        answer.await.unwrap_or_else(|_| "{}".into())
    }

    fn revisions(&self) -> watch::Receiver<u64> {
        self.revisions.clone()
    }
}

impl Front {
    async fn ask(&self, question: impl FnOnce(oneshot::Sender<Answer>) -> Question) -> Answer {
        let (reply, answer) = oneshot::channel();
        let _ = self.calls.send(Call::Question(question(reply)));
        answer.await.unwrap_or_else(|_| Answer::words(503, "The preview is ending.\n"))
    }

    async fn set(&self, body: &Bytes) -> Answer {
        let setting: Setting = match serde_json::from_slice(body) {
            Ok(setting) => setting,
            Err(error) => return Answer::words(400, format!("{error}\n")),
        };
        let (reply, answer) = oneshot::channel();
        let _ = self.calls.send(Call::Set(setting, reply));
        match answer.await {
            Ok(Ok(())) => Answer::words(204, ""),
            Ok(Err(why)) => Answer::words(400, why),
            Err(_) => Answer::words(503, "The preview is ending.\n"),
        }
    }
}
