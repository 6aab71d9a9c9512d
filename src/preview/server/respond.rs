//! Answers as HTTP. No header says what a user typed unless it can be one.

use super::door::Answer;
use super::guard::Refusal;
use bytes::Bytes;
use http_body_util::combinators::UnsyncBoxBody;
use http_body_util::{BodyExt as _, Full};
use hyper::header::{
    ALLOW, CACHE_CONTROL, CONNECTION, CONTENT_TYPE, ETAG, HeaderMap, HeaderName, HeaderValue, IF_NONE_MATCH, LOCATION,
    REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
};
use hyper::{Response, StatusCode};
use std::convert::Infallible;

/// An answer on its way.
pub(super) type Reply = Response<Content>;
/// What is in it.
pub(super) type Content = UnsyncBoxBody<Bytes, Infallible>;

const RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");
const TEXT: HeaderValue = HeaderValue::from_static("text/plain; charset=utf-8");

/// An answer of the door to a request with these headers.
pub(super) fn with(answer: Answer, asked: &HeaderMap) -> Reply {
    // What is no status, or leads away, is a fault behind the door.
    let status = StatusCode::from_u16(answer.status).ok().filter(|status| !status.is_informational());
    let Some(status) = status.filter(|_| answer.location.as_deref().is_none_or(is_here)) else {
        return plain(StatusCode::INTERNAL_SERVER_ERROR, "The preview has no answer.");
    };
    let etag = answer.etag.as_deref().and_then(value);
    let has_it = status == StatusCode::OK && etag.as_ref().is_some_and(|etag| is_held(etag, asked));
    let (status, body) = if has_it { (StatusCode::NOT_MODIFIED, Bytes::new()) } else { (status, answer.body) };
    let mut reply = reply(status, content(body));
    let headers = reply.headers_mut();
    if let (Some(kind), false) = (value(&answer.kind), has_it || status == StatusCode::NO_CONTENT) {
        headers.insert(CONTENT_TYPE, kind);
    }
    if let Some(etag) = etag {
        headers.insert(ETAG, etag);
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    }
    if let Some(location) = answer.location.as_deref().and_then(value) {
        headers.insert(LOCATION, location);
    }
    reply
}

/// Why a request was turned away. The connection ends, since more of it may follow.
pub(super) fn refused(refusal: Refusal) -> Reply {
    let mut reply = plain(refusal.status, refusal.words);
    reply.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
    if let Some(allow) = refusal.allow {
        reply.headers_mut().insert(ALLOW, HeaderValue::from_static(allow));
    }
    reply
}

/// Leads to an address here, as it was typed.
pub(super) fn see(location: &str) -> Reply {
    let mut reply = reply(StatusCode::SEE_OTHER, content(Bytes::new()));
    let location = Some(location).filter(|location| is_here(location)).and_then(value);
    reply.headers_mut().insert(LOCATION, location.unwrap_or(HeaderValue::from_static("/")));
    reply
}

/// A reply with the headers that all have: nothing is kept, nothing is guessed, and no other site may use it.
pub(super) fn reply(status: StatusCode, content: Content) -> Reply {
    let mut reply = Response::new(content);
    *reply.status_mut() = status;
    let headers = reply.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(RESOURCE_POLICY, HeaderValue::from_static("same-origin"));
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    reply
}

/// Bytes as content.
pub(super) fn content(bytes: Bytes) -> Content {
    Full::new(bytes).boxed_unsync()
}

fn plain(status: StatusCode, words: &'static str) -> Reply {
    let mut reply = reply(status, content(Bytes::from_static(words.as_bytes())));
    reply.headers_mut().insert(CONTENT_TYPE, TEXT);
    reply
}

/// Text as a header's value, if it can be one.
pub(super) fn value(text: &str) -> Option<HeaderValue> {
    HeaderValue::from_str(text).ok()
}

/// Whether an address lies on this host: `//x` and `/\x` are hosts to a browser, and it skips what is invisible.
fn is_here(location: &str) -> bool {
    let leads_on = |rest: &str| !rest.starts_with(['/', '\\']) && rest.bytes().all(|byte| byte.is_ascii_graphic());
    location.strip_prefix('/').is_some_and(leads_on)
}

/// Whether the browser holds what this tag stands for.
fn is_held(etag: &HeaderValue, asked: &HeaderMap) -> bool {
    let bare = |tag: &str| tag.trim().trim_start_matches("W/").to_string();
    let Ok(etag) = etag.to_str().map(bare) else { return false };
    let held = asked.get_all(IF_NONE_MATCH).iter().filter_map(|tags| tags.to_str().ok());
    held.flat_map(|tags| tags.split(',')).any(|tag| tag.trim() == "*" || bare(tag) == etag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_leads_to_another_host() {
        for location in ["//evil.test/", "/\\evil.test", "http://evil.test/", "/a\r\nx: y", "/\t/evil.test", "/茶", ""]
        {
            let answer = Answer { location: Some(location.to_string()), ..Answer::words(308, "") };
            let reply = with(answer, &HeaderMap::new());
            assert_eq!(reply.status(), StatusCode::INTERNAL_SERVER_ERROR, "{location:?}");
            assert!(!reply.headers().contains_key(LOCATION), "{location:?}");
            assert_eq!(see(location).headers()[LOCATION], "/", "{location:?}");
        }
        let answer = Answer { location: Some("/%E8%8C%B6/".to_string()), ..Answer::words(308, "") };
        assert_eq!(with(answer, &HeaderMap::new()).headers()[LOCATION], "/%E8%8C%B6/");
    }

    #[test]
    fn what_cannot_be_a_header_is_left_out() {
        let answer =
            Answer { etag: Some("\"a\r\nx: y\"".into()), kind: "text/html\r\nx: y".into(), ..Answer::words(200, "") };
        let reply = with(answer, &HeaderMap::new());
        assert_eq!(reply.headers()[CACHE_CONTROL], "no-store");
        assert!(!reply.headers().contains_key(ETAG) && !reply.headers().contains_key(CONTENT_TYPE));
    }
}
