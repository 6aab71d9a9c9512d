//! Whose request it is, and for what. A browser runs pages of strangers too; what those send here is told by `Host`,
//! `Origin` and `Sec-Fetch-Site`, which they cannot forge, and is turned away.

use super::door::Method;
use super::limits::TARGET_BYTES;
use super::path::{self, Wrong};
use hyper::header::{CONTENT_TYPE, HOST, HeaderName, ORIGIN, TRANSFER_ENCODING};
use hyper::http::request::Parts;
use hyper::{StatusCode, Uri};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// The server's own addresses.
const OWN: &str = "/_awning/";
/// Where those wait who are told of changes.
pub(super) const LIVE: &str = "/_awning/live";
/// Where something is set: the only address for POST.
const SET: &str = "/_awning/set";

const FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");
const FETCH_MODE: HeaderName = HeaderName::from_static("sec-fetch-mode");

/// The two ends of a connection.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ends {
    /// Who asks.
    pub(super) peer: IpAddr,
    /// The machine's own address that they reached.
    pub(super) local: IpAddr,
    /// Its port.
    pub(super) port: u16,
}

/// Under which addresses the preview is known, beside this machine's own name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known {
    /// The address that is listened on.
    pub(super) bound: IpAddr,
    /// Any by which the machine is reached.
    pub(super) lan: bool,
}

/// A request that may be answered.
#[derive(Debug)]
pub(super) struct Passed {
    pub(super) method: Method,
    pub(super) host: String,
    pub(super) path: String,
}

/// A request that may not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Refusal {
    pub(super) status: StatusCode,
    pub(super) words: &'static str,
    /// The methods that would have been right.
    pub(super) allow: Option<&'static str>,
}

impl Refusal {
    pub(super) const fn new(status: StatusCode, words: &'static str) -> Self {
        Self { status, words, allow: None }
    }

    const fn malformed(words: &'static str) -> Self {
        Self::new(StatusCode::BAD_REQUEST, words)
    }
}

/// Lets a request pass, or says why not.
pub(super) fn check(head: &Parts, ends: Ends, known: Known) -> Result<Passed, Refusal> {
    if head.uri.to_string().len() > TARGET_BYTES {
        return Err(Refusal::new(StatusCode::URI_TOO_LONG, "The address is too long."));
    }
    let host = host(head)?;
    if !is_known(host, ends, known) {
        let words = "The preview is not known under this host. Open it under the address that awning serve printed.";
        return Err(Refusal::new(StatusCode::MISDIRECTED_REQUEST, words));
    }
    // hyper forgets a length beside a coding, which others may not; browsers send no codings.
    if head.headers.contains_key(TRANSFER_ENCODING) {
        return Err(Refusal::malformed("A request needs a plain length."));
    }
    let path = path::decode(head.uri.path()).map_err(|wrong| match wrong {
        Wrong::Malformed => Refusal::malformed("This is no address."),
        Wrong::Nowhere => Refusal::new(StatusCode::NOT_FOUND, "There is nothing here."),
    });
    // Of a wrong method is told even where the address is wrong: `OPTIONS *` is both.
    let method = method(head, path.as_deref().unwrap_or_default())?;
    let path = path?;
    if is_foreign(head, host, &path, method) {
        return Err(Refusal::new(StatusCode::FORBIDDEN, "Pages of other sites may not ask for this."));
    }
    if method == Method::Post && !is_json(head) {
        return Err(Refusal::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "Send application/json."));
    }
    Ok(Passed { method, host: host.to_string(), path })
}

/// The one host that is named.
fn host(head: &Parts) -> Result<&str, Refusal> {
    let mut hosts = head.headers.get_all(HOST).iter();
    let (Some(host), None) = (hosts.next(), hosts.next()) else {
        return Err(Refusal::malformed("A request names one host."));
    };
    let host = host.to_str().map_err(|_| Refusal::malformed("This is no host."))?;
    let agrees = |uri: &Uri| match (uri.scheme_str(), uri.authority()) {
        (None | Some("http"), Some(authority)) => authority.as_str().eq_ignore_ascii_case(host),
        (scheme, _) => scheme.is_none(),
    };
    if agrees(&head.uri) { Ok(host) } else { Err(Refusal::malformed("A request names one host.")) }
}

/// Whether a host, with its port, is the preview. Any name but `localhost` may be made to lead here by its owner, who
/// could then read what is served; an address that was typed as a number cannot.
fn is_known(host: &str, ends: Ends, known: Known) -> bool {
    let (name, port) = match host.rsplit_once(':') {
        Some((name, port)) if !port.ends_with(']') => (name, port),
        _ => (host, "80"),
    };
    if port != ends.port.to_string() {
        return false;
    }
    let Some(address) = literal(name) else { return name.eq_ignore_ascii_case("localhost") };
    let is_own =
        address == Ipv4Addr::LOCALHOST || address == Ipv6Addr::LOCALHOST || address == known.bound.to_canonical();
    is_own || known.lan && address == ends.local
}

/// An IP address as it stands in a host.
fn literal(name: &str) -> Option<IpAddr> {
    match name.strip_prefix('[').and_then(|name| name.strip_suffix(']')) {
        Some(name) => name.parse().ok().map(IpAddr::V6),
        None => name.parse().ok().map(IpAddr::V4),
    }
}

/// What a request is for, if its address has that.
fn method(head: &Parts, path: &str) -> Result<Method, Refusal> {
    let (found, allow) = match (&head.method, path) {
        (&hyper::Method::POST, SET) => (Some(Method::Post), "POST"),
        (_, SET) => (None, "POST"),
        (&hyper::Method::GET | &hyper::Method::HEAD, _) => (Some(Method::Get), "GET, HEAD"),
        _ => (None, "GET, HEAD"),
    };
    let refusal = Refusal::new(StatusCode::METHOD_NOT_ALLOWED, "This method is not for this address.");
    found.ok_or(Refusal { allow: Some(allow), ..refusal })
}

/// Whether a page of another site asks for what is none of its business. Links to pages are followed from anywhere.
fn is_foreign(head: &Parts, host: &str, path: &str, method: Method) -> bool {
    let is_elsewhere = |origin: &[u8]| {
        origin.strip_prefix(b"http://").is_none_or(|origin| !origin.eq_ignore_ascii_case(host.as_bytes()))
    };
    let from_elsewhere = head.headers.get_all(ORIGIN).iter().any(|origin| is_elsewhere(origin.as_bytes()));
    let is = |name: HeaderName, value: &str| head.headers.get(name).is_some_and(|found| found == value);
    let follows_link = is(FETCH_MODE, "navigate") && !path.starts_with(OWN);
    from_elsewhere && (method == Method::Post || path.starts_with(OWN)) || is(FETCH_SITE, "cross-site") && !follows_link
}

/// Whether what is sent says that it is JSON. A page of another site cannot say so without asking first, which it may not.
fn is_json(head: &Parts) -> bool {
    let kind = head.headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    kind.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_preview_is_known_by_numbers_and_as_localhost() {
        let local = "192.168.1.7".parse().unwrap();
        let ends = Ends { peer: local, local, port: 1111 };
        let known = Known { bound: "127.0.0.2".parse().unwrap(), lan: false };
        for host in ["localhost:1111", "LOCALHOST:1111", "127.0.0.1:1111", "[::1]:1111", "127.0.0.2:1111"] {
            assert!(is_known(host, ends, known), "{host}");
        }
        let strange =
            ["localhost", "localhost:1112", "localhost.:1111", "evil.test:1111", "127.1:1111", "127.0.0.1", "::1:1111"];
        let garbled = [
            "",
            ":1111",
            "[::1]",
            "[::1:1111",
            "localhost:01111",
            "localhost:+1111",
            "a@localhost:1111",
            "0177.0.0.1:1111",
        ];
        for host in strange.iter().chain(&garbled).chain(&["192.168.1.7:1111"]) {
            assert!(!is_known(host, ends, known), "{host}");
        }
        let lan = Known { lan: true, ..known };
        assert!(is_known("192.168.1.7:1111", ends, lan));
        assert!(!is_known("192.168.1.8:1111", ends, lan), "another machine's");
        // Some houses have addresses of the internet; who reaches the machine by one needs a token all the same.
        let public = "203.0.113.7".parse().unwrap();
        assert!(is_known("203.0.113.7:1111", Ends { local: public, ..ends }, lan));
        assert!(is_known("localhost", Ends { port: 80, ..ends }, known), "80 need not be said");
    }
}
