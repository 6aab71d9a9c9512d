//! What the server asks, and what it is answered.

use bytes::Bytes;
use std::borrow::Cow;
use std::future::Future;
use std::sync::Arc;
use tokio::sync::watch;

/// What lies behind the server.
pub trait Door: Send + Sync + 'static {
    /// Answers a request that passed the guard. Dropped before it is done if the browser goes away.
    fn answer(&self, asked: Asked) -> impl Future<Output = Answer> + Send;

    /// The state of the preview for whoever looks at a page (address as in the browser, decoded, begins with `/`), as
    /// JSON in one line.
    fn state(&self, page: &str) -> impl Future<Output = Arc<str>> + Send;

    /// Counts up with every change that somebody who looks must be told.
    fn revisions(&self) -> watch::Receiver<u64>;
}

/// What a request is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// To see something. HEAD is the same; the server leaves out the body.
    Get,
    /// To set something.
    Post,
}

/// A request that passed the guard.
#[derive(Clone, Debug)]
pub struct Asked {
    /// What it is for.
    pub method: Method,
    /// The address: decoded, without parts that are empty or begin with a dot; begins with `/`.
    pub path: String,
    /// What follows the `?`, as typed.
    pub query: Option<String>,
    /// What was sent; nothing unless it is for [`Method::Post`].
    pub body: Bytes,
    /// The host and port in the address bar.
    pub host: String,
}

/// What the door answers.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The type of the content, as in `text/html; charset=utf-8`.
    pub kind: Cow<'static, str>,
    /// What stands for these bytes, in quotes; a browser that has them is told so.
    pub etag: Option<String>,
    /// Where to go instead: an address here, percent-encoded, that begins with one `/`. Any other is not passed on.
    pub location: Option<String>,
    /// The content.
    pub body: Bytes,
}

impl Answer {
    /// Content of a type.
    #[must_use]
    pub fn of(kind: &'static str, body: impl Into<Bytes>) -> Self {
        Self { status: 200, kind: Cow::Borrowed(kind), etag: None, location: None, body: body.into() }
    }

    /// Plain words.
    #[must_use]
    pub fn words(status: u16, words: impl Into<String>) -> Self {
        Self { status, ..Self::of("text/plain; charset=utf-8", words.into()) }
    }
}
