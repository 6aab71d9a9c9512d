//! Many at once, slow ones, and those who send too much: they are cut off, and keep nobody else waiting.

use super::served::{PATIENCE, Said, Served};
use awning::preview::server::Limits;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::thread;
use std::time::{Duration, Instant};

/// Soon, for a test.
const SOON: Duration = Duration::from_millis(500);

/// Waits until something holds.
fn eventually(what: &str, mut holds: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !holds() {
        assert!(begun.elapsed() < PATIENCE, "{what}");
        thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn too_much_is_refused() {
    let served = Served::with(Limits::default());
    let host = format!("host: {}\r\n", served.host());
    let long = "x".repeat(1 << 20);
    assert!([400, 414, 431].contains(&served.get(&format!("/{long}")).status));
    assert_eq!(served.get(&format!("/{}", &long[..9000])).status, 414);
    assert_eq!(served.ask("GET", "/", &[&format!("x: {}", long.repeat(8))]).status, 431);
    assert_eq!(served.ask("GET", "/", &vec!["x: y"; 100]).status, 431);
    let posts = [
        "content-length: 3\r\ntransfer-encoding: chunked\r\n",
        "transfer-encoding: chunked\r\ncontent-length: 3\r\n",
        "transfer-encoding: chunked\r\n",
        "transfer-encoding: gzip\r\n",
        "content-length: 3\r\ncontent-length: 4\r\n",
        "content-length: +3\r\n",
        "content-length: -1\r\n",
    ];
    for lengths in posts {
        let head = format!("POST /_awning/set HTTP/1.1\r\n{host}content-type: application/json\r\n{lengths}\r\n");
        let said = served.send(format!("{head}0\r\n\r\nGET / HTTP/1.1\r\n{host}\r\n").as_bytes());
        assert_eq!(said.status, 400, "{lengths}");
        assert!(!said.body.windows(4).any(|four| four == b"HTTP"), "what follows is no request: {lengths}");
    }
    assert!(served.door.asked().is_empty());
}

#[test]
fn what_is_no_request_is_none() {
    let served = Served::with(Limits { head_time: SOON, ..Limits::default() });
    let mut seed = 7_u32;
    for length in [1, 100, 10_000, 100_000] {
        let noise: Vec<u8> = (0..length)
            .map(|_| {
                seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                (seed >> 24) as u8
            })
            .collect();
        let status = served.send(&noise).status;
        assert!([0, 400].contains(&status), "{length} bytes of noise: {status}");
    }
    let noise = [
        "GET\r\n\r\n",
        "GET / HTTP/9.9\r\n\r\n",
        "\x16\x03\x01\x02\x00\x01\x00\x01\u{7f}\r\n\r\n",
        "GET / HTTP/1.1\r\nhost\r\n\r\n",
    ];
    for noise in noise {
        assert_eq!(served.send(noise.as_bytes()).status, 400, "{noise:?}");
    }
    assert!([0, 400].contains(&served.send(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n").status));
    assert_eq!(served.send(b"").status, 0);
    assert_eq!(served.get("/").status, 200);
}

#[test]
fn slow_heads_keep_nobody_waiting() {
    let limits = Limits { head_time: Duration::from_secs(2), ..Limits::default() };
    let served = Served::with(limits.clone());
    let mut slow: Vec<TcpStream> = (0..200).map(|_| served.connect()).collect();
    for stream in &mut slow {
        stream.write_all(b"GET / HTTP/1.1\r\nhost: ").unwrap();
    }
    let begun = Instant::now();
    assert_eq!(served.get("/").status, 200);
    assert!(begun.elapsed() < limits.head_time, "others wait until these are gone");
    // A byte now and then does not help.
    let trickle = slow.iter_mut().filter_map(|stream| stream.write_all(b"x").ok()).count();
    assert!(trickle > 0);
    for stream in &mut slow {
        assert_eq!(Said::read(stream).status, 0, "cut off");
    }
}

#[test]
fn who_says_nothing_makes_room() {
    let served = Served::with(Limits { connections: 4, ..Limits::default() });
    let mut silent: Vec<TcpStream> = (0..20).map(|_| served.connect()).collect();
    assert_eq!(served.get("/").status, 200);
    let mut first = silent.remove(0);
    assert_eq!(Said::read(&mut first).status, 0, "long before its time");
}

#[test]
fn who_does_not_read_loses_the_seat() {
    let served = Served::with(Limits { connections: 4, read_time: SOON * 2, ..Limits::default() });
    let mut idle: Vec<TcpStream> = (0..4).map(|_| served.connect()).collect();
    for stream in &mut idle {
        stream.write_all(&served.request("GET", "/big", &[])).unwrap();
        let mut first = [0; 1];
        stream.read_exact(&mut first).unwrap();
    }
    assert_eq!(served.get("/").status, 0, "all seats are taken: closed at once");
    eventually("those who do not read keep their seats", || served.get("/").status == 200);
}

/// Waits for changes, and hears the first line. Says whether there was a seat.
fn listen(served: &Served) -> (TcpStream, bool) {
    let mut stream = served.connect();
    stream.write_all(&served.request("GET", "/_awning/live?page=/", &[])).unwrap();
    let mut first = [0; 12];
    stream.read_exact(&mut first).unwrap();
    (stream, first == *b"HTTP/1.1 200")
}

#[test]
fn there_are_so_many_seats_for_those_who_wait() {
    let served = Served::with(Limits { streams: 2, ..Limits::default() });
    let (one, two) = (listen(&served), listen(&served));
    assert!(one.1 && two.1);
    assert_eq!(served.get("/_awning/live?page=/").status, 503);
    drop(one);
    eventually("a seat that was left is free", || listen(&served).1);
}

#[test]
fn who_waits_and_does_not_read_is_let_go() {
    let served = Served::with(Limits { streams: 1, read_time: SOON, ..Limits::default() });
    let (_deaf, is_in) = listen(&served);
    assert!(is_in && !listen(&served).1);
    eventually("its seat is free", || {
        for _ in 0..100 {
            served.door.revise();
            thread::sleep(Duration::from_millis(1));
        }
        listen(&served).1
    });
}

/// Reads from a stream until it said something.
fn hear(stream: &mut TcpStream, words: &str) {
    let mut heard = Vec::new();
    let mut some = [0; 16384];
    while !heard.windows(words.len()).any(|window| window == words.as_bytes()) {
        let read = stream.read(&mut some).unwrap();
        assert_ne!(read, 0, "the stream stays open");
        heard.extend_from_slice(&some[..read]);
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_thousand_are_told_and_leave_nothing_behind() {
    let served = Served::with(Limits::default());
    assert_eq!(served.get("/").status, 200, "it runs, and asked for the open files that it needs");
    let files = || std::fs::read_dir("/proc/self/fd").unwrap().count();
    // Both ends of each connection are open here, beside what other tests have open.
    let most = rustix::process::getrlimit(rustix::process::Resource::Nofile).current.unwrap_or(10_000);
    let crowd = usize::try_from(most.saturating_sub(800) / 2).unwrap().min(1000);
    let before = files();
    let mut all: Vec<TcpStream> = (0..crowd).map(|_| served.connect()).collect();
    for stream in &mut all {
        stream.write_all(&served.request("GET", "/_awning/live?page=/", &[])).unwrap();
    }
    for stream in &mut all {
        hear(stream, "\"revision\":7,");
    }
    let begun = Instant::now();
    served.door.revise();
    for stream in &mut all {
        hear(stream, "\"revision\":8,");
    }
    assert!(begun.elapsed() < Duration::from_secs(5), "all are told soon");
    assert_eq!(served.get("/").status, 200, "others are served");
    drop(all);
    // Other tests open and close files at the same time.
    eventually("their files are closed", || files() < before + crowd / 4);
}
