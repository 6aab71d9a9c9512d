//! Those who wait for changes: a stream of server-sent events. Each is told the state at once, then the latest one after
//! each revision; who reads slowly misses those between.

use super::door::Door;
use super::respond::{self, Reply};
use bytes::Bytes;
use http_body_util::BodyExt as _;
use hyper::StatusCode;
use hyper::body::{Body, Frame};
use hyper::header::{CONTENT_TYPE, HeaderValue};
use std::collections::VecDeque;
use std::convert::Infallible;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, watch};
use tokio::time::timeout;

/// The stream's type.
pub(super) const KIND: HeaderValue = HeaderValue::from_static("text/event-stream");

/// A browser that loses the preview asks for it again this soon: one that is started anew is found at once.
const FIRST: &[u8] = b"retry: 500\nevent: state\ndata: ";
const BEFORE: &[u8] = b"event: state\ndata: ";
const AFTER: &[u8] = b"\n\n";
const PULSE: &[u8] = b":\n\n";

/// Tells somebody who looks at a page of every change. The seat is free when the stream ends.
pub(super) fn stream<D: Door>(door: Arc<D>, page: String, pulse: Duration, seat: OwnedSemaphorePermit) -> Reply {
    let listener = Listener { revisions: door.revisions(), door, page, pulse, is_new: true };
    let events = Events { next: Some(listener.waiting()), told: VecDeque::new(), _seat: seat };
    let mut reply = respond::reply(StatusCode::OK, events.boxed_unsync());
    reply.headers_mut().insert(CONTENT_TYPE, KIND);
    reply
}

/// Somebody who looks at a page.
struct Listener<D> {
    door: Arc<D>,
    page: String,
    revisions: watch::Receiver<u64>,
    pulse: Duration,
    /// Whether nothing was told yet.
    is_new: bool,
}

/// What a listener is told, and what comes next.
struct Told {
    frames: VecDeque<Bytes>,
    next: Waiting,
}

/// The next thing that is told; none if there will be none.
type Waiting = Pin<Box<dyn Future<Output = Option<Told>> + Send>>;

impl<D: Door> Listener<D> {
    fn waiting(self) -> Waiting {
        Box::pin(self.next())
    }

    async fn next(mut self) -> Option<Told> {
        let mut has_news = self.is_new;
        if !has_news && let Ok(changed) = timeout(self.pulse, self.revisions.changed()).await {
            // An error: nobody is left behind the door.
            changed.ok()?;
            has_news = true;
        }
        let frames = if has_news { self.state().await } else { VecDeque::from([Bytes::from_static(PULSE)]) };
        Some(Told { frames, next: self.waiting() })
    }

    async fn state(&mut self) -> VecDeque<Bytes> {
        // Before it is asked for: a change meanwhile is told next.
        self.revisions.mark_unchanged();
        let state = self.door.state(&self.page).await;
        let before = if std::mem::take(&mut self.is_new) { FIRST } else { BEFORE };
        VecDeque::from([Bytes::from_static(before), Bytes::from_owner(Line::new(state)), Bytes::from_static(AFTER)])
    }
}

/// A state, shared with all who are told the same.
struct Line(Arc<str>);

impl Line {
    /// In one line: in JSON, line ends stand between words only.
    fn new(state: Arc<str>) -> Self {
        Self(if state.contains(['\n', '\r']) { state.replace(['\n', '\r'], " ").into() } else { state })
    }
}

impl AsRef<[u8]> for Line {
    fn as_ref(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

/// What is told, as content without end.
struct Events {
    told: VecDeque<Bytes>,
    next: Option<Waiting>,
    _seat: OwnedSemaphorePermit,
}

impl Body for Events {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        loop {
            if let Some(frame) = self.told.pop_front() {
                return Poll::Ready(Some(Ok(Frame::data(frame))));
            }
            let Some(next) = self.next.as_mut() else { return Poll::Ready(None) };
            let told = ready!(next.as_mut().poll(cx));
            (self.told, self.next) = told.map(|told| (told.frames, Some(told.next))).unwrap_or_default();
        }
    }
}
