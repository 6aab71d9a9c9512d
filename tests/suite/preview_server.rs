//! The preview's server, spoken to byte by byte: whom it answers, what it says, and what it does not put up with.

mod crowds;
mod lan;
pub(crate) mod served;
mod strangers;

use awning::error::Error;
use awning::preview::server::{self, Limits, Method};
use served::{BIG, Served};
use std::io::{Read as _, Write as _};
use std::time::Duration;

#[test]
fn every_answer_says_that_it_is_nobody_elses() {
    let served = Served::with(Limits::default());
    for (target, status, cached) in [("/", 200, "no-cache"), ("/none", 404, "no-store"), ("/.git/", 404, "no-store")] {
        let said = served.get(target);
        assert_eq!(said.status, status, "{target}");
        assert_eq!(said.header("cache-control"), Some(cached), "{target}");
        assert_eq!(said.header("x-content-type-options"), Some("nosniff"), "{target}");
        assert_eq!(said.header("cross-origin-resource-policy"), Some("same-origin"), "{target}");
        assert_eq!(said.header("referrer-policy"), Some("same-origin"), "{target}");
    }
    assert_eq!(served.get("/").body, b"<p>one</p>");
}

#[test]
fn a_head_has_no_body_and_what_is_held_is_not_sent_again() {
    let served = Served::with(Limits::default());
    let head = served.ask("HEAD", "/", &[]);
    assert_eq!((head.status, head.header("content-length"), head.body.len()), (200, Some("10"), 0));
    assert_eq!(served.door.asked()[0].method, Method::Get);
    for held in ["\"one\"", "W/\"one\"", "\"two\", \"one\"", "*"] {
        let said = served.ask("GET", "/", &[&format!("if-none-match: {held}")]);
        assert_eq!((said.status, said.body.len()), (304, 0), "{held}");
        assert_eq!((said.header("etag"), said.header("cache-control")), (Some("\"one\""), Some("no-cache")));
    }
    assert_eq!(served.ask("GET", "/", &["if-none-match: \"two\""]).status, 200);
    let live = served.ask("HEAD", "/_awning/live?page=/", &[]);
    assert_eq!((live.status, live.header("content-type"), live.body.len()), (200, Some("text/event-stream"), 0));
}

#[test]
fn one_connection_is_asked_again_and_again() {
    let served = Served::with(Limits::default());
    let mut stream = served.connect();
    for _ in 0..3 {
        let host = served.host();
        stream.write_all(format!("GET / HTTP/1.1\r\nhost: {host}\r\n\r\n").as_bytes()).unwrap();
        let mut said = Vec::new();
        while !said.ends_with(b"</p>") {
            let mut some = [0; 512];
            let read = stream.read(&mut some).unwrap();
            assert_ne!(read, 0, "the connection stays");
            said.extend_from_slice(&some[..read]);
        }
    }
}

#[test]
fn what_is_behind_the_door_cannot_add_headers_or_lead_away() {
    let served = Served::with(Limits::default());
    let said = served.get("/typed?%0d%0aset-cookie:%20a=b");
    assert_eq!(said.status, 200);
    assert_eq!((said.header("set-cookie"), said.header("content-type"), said.header("etag")), (None, None, None));
    let said = served.get("/away");
    assert_eq!((said.status, said.header("location")), (500, None));
    let said = served.get("/moved");
    assert_eq!((said.status, said.header("location")), (308, Some("/moved/")));
    for target in
        ["/%0d%0aset-cookie:%20a=b", "/_awning/live?page=/%0d%0aset-cookie:a=b", "/_awning/live?page=%2F%0Aid:1"]
    {
        let said = served.get(target);
        assert_eq!((said.status, said.header("set-cookie")), (400, None), "{target}");
    }
}

#[test]
fn what_is_set_arrives_as_it_was_sent() {
    let served = Served::with(Limits { body_time: Duration::from_millis(800), ..Limits::default() });
    let post = |length: &str, body: &[u8]| {
        let mut bytes = served.request("POST", "/_awning/set", &["content-type: application/json", length]);
        bytes.extend_from_slice(body);
        served.send(&bytes)
    };
    assert_eq!(post("content-length: 15", b"{\"drafts\":true}").status, 204);
    let asked = served.door.asked();
    assert_eq!((asked[0].method, &asked[0].body[..]), (Method::Post, &b"{\"drafts\":true}"[..]));
    assert_eq!((asked[0].path.as_str(), asked[0].host.clone()), ("/_awning/set", served.host()));
    assert_eq!(post("content-length: 16384", &vec![b'x'; 16384]).status, 204);
    assert_eq!(post("content-length: 16385", &vec![b'x'; 16385]).status, 413);
    assert_eq!(post("content-length: 99999999999", b"").status, 413, "before anything is sent");
    assert_eq!(post("content-length: 10", b"half").status, 408);
    assert_eq!(served.ask("POST", "/_awning/set", &["content-length: 2"]).status, 415, "of no kind");
}

#[test]
fn a_whole_file_is_sent_whatever_part_is_asked_for() {
    let served = Served::with(Limits::default());
    let bomb = format!("range: bytes={}", vec!["0-"; 2000].join(","));
    for range in ["range: bytes=0-1", &bomb] {
        let said = served.ask("GET", "/", &[range]);
        assert_eq!((said.status, said.body.len()), (200, 10));
    }
    assert_eq!(served.get("/big").body.len(), BIG);
}

#[test]
fn a_taken_port_is_named() {
    let served = Served::with(Limits::default());
    let error = server::bind(served.address.ip(), served.address.port()).unwrap_err();
    assert!(matches!(error, Error::Listen(address, _) if address == served.address));
    let words = error.to_string();
    assert!(words.contains(&served.host()) && words.contains("--port"), "{words}");
}

#[test]
fn who_waits_is_told_at_once_and_of_the_latest() {
    let served = Served::with(Limits { pulse: Duration::from_millis(100), ..Limits::default() });
    let mut stream = served.connect();
    stream.write_all(&served.request("GET", "/_awning/live?page=%2F%25E8%258C%25B6%2F", &[])).unwrap();
    let mut heard = String::new();
    let mut until = |end: &str| {
        let mut some = [0; 8192];
        while !heard.contains(end) {
            let read = stream.read(&mut some).unwrap();
            assert_ne!(read, 0, "the stream stays open");
            heard += &String::from_utf8_lossy(&some[..read]);
        }
        std::mem::take(&mut heard)
    };
    let first = until("xx\"}");
    assert!(first.to_lowercase().contains("content-type: text/event-stream\r\n"), "{first}");
    assert!(first.contains("event: state\ndata: \r\n"), "{first}");
    assert!(first.contains("{\"revision\":7, \"page\":\"/茶/\""), "in one line: {first}");
    until(":\n\n");
    served.door.revise();
    served.door.revise();
    assert!(until("\"revision\":9").contains("event: state\n"));
}
