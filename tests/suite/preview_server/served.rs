//! A server with a small door behind it, and a client that says exactly what it is told to.

use awning::preview::server::{self, Access, Answer, Asked, Door, Limits, Policy, Stop};
use bytes::Bytes;
use std::io::{Read as _, Write as _};
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;
use tokio::sync::watch;

/// The longest that anything here may take.
pub(crate) const PATIENCE: Duration = Duration::from_secs(10);

/// The bytes of `/big`: more than the system keeps for a client that does not read.
pub(crate) const BIG: usize = 32 << 20;

/// A door with a few fixed things behind it.
pub(crate) struct Fixed {
    pub(crate) revisions: watch::Sender<u64>,
    asked: Mutex<Vec<Asked>>,
    big: Bytes,
}

impl Fixed {
    /// What it was asked since this was called last.
    pub(crate) fn asked(&self) -> Vec<Asked> {
        std::mem::take(&mut *self.asked.lock().unwrap())
    }

    /// Tells everybody of a change.
    pub(crate) fn revise(&self) {
        self.revisions.send_modify(|revision| *revision += 1);
    }

    fn find(&self, asked: &Asked) -> Answer {
        let html = |etag: Option<String>, body: Bytes| Answer {
            kind: "text/html; charset=utf-8".into(),
            etag,
            body,
            ..Answer::words(200, "")
        };
        match asked.path.as_str() {
            "/" => html(Some("\"one\"".into()), Bytes::from_static(b"<p>one</p>")),
            "/big" => html(None, self.big.clone()),
            // Somebody behind the door believes what was typed.
            "/typed" => Answer {
                kind: format!("text/html\r\n{}", asked.query.clone().unwrap_or_default()).into(),
                ..html(Some("\"a\r\nset-cookie: b\"".into()), Bytes::from_static(b"x"))
            },
            "/away" => Answer { location: Some("//evil.test/".into()), ..Answer::words(308, "") },
            "/moved" => Answer { location: Some("/moved/".into()), ..Answer::words(308, "") },
            "/_awning/set" => Answer::words(204, ""),
            _ => Answer::words(404, "none"),
        }
    }
}

impl Door for Fixed {
    async fn answer(&self, asked: Asked) -> Answer {
        let answer = self.find(&asked);
        self.asked.lock().unwrap().push(asked);
        answer
    }

    async fn state(&self, page: &str) -> Arc<str> {
        // A line end, as no door should give; and the size of a small shop's state.
        format!("{{\"revision\":{},\n\"page\":\"{page}\",\"x\":\"{}\"}}", *self.revisions.borrow(), "x".repeat(4096))
            .into()
    }

    fn revisions(&self) -> watch::Receiver<u64> {
        self.revisions.subscribe()
    }
}

/// A server that runs until it is dropped.
pub(crate) struct Served {
    pub(crate) door: Arc<Fixed>,
    pub(crate) address: SocketAddr,
    stop: Stop,
    thread: Option<JoinHandle<()>>,
}

impl Served {
    /// With these limits, on this machine only.
    pub(crate) fn with(limits: Limits) -> Self {
        Self::on(Ipv4Addr::LOCALHOST.into(), Policy { access: Access::Bound, limits })
    }

    /// On a host, under a policy.
    pub(crate) fn on(host: IpAddr, policy: Policy) -> Self {
        let door = Arc::new(Fixed {
            revisions: watch::Sender::new(7),
            asked: Mutex::default(),
            big: Bytes::from(vec![b'x'; BIG]),
        });
        let listener = server::bind(host, 0).unwrap();
        let (address, stop) = (listener.local_addr().unwrap(), Stop::default());
        let (behind, handle) = (Arc::clone(&door), stop.clone());
        let thread = thread::spawn(move || server::run(listener, behind, policy, &handle).unwrap());
        Self { door, address, stop, thread: Some(thread) }
    }

    /// The host that it is known under.
    pub(crate) fn host(&self) -> String {
        self.address.to_string()
    }

    pub(crate) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream.set_write_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    /// Sends bytes, and reads until the server closes. What was not taken is not missed.
    pub(crate) fn send(&self, bytes: &[u8]) -> Said {
        let mut stream = self.connect();
        let _ = stream.write_all(bytes);
        Said::read(&mut stream)
    }

    /// Asks by a method, with header lines.
    pub(crate) fn ask(&self, method: &str, target: &str, headers: &[&str]) -> Said {
        self.send(&self.request(method, target, headers))
    }

    /// Asks for an address.
    pub(crate) fn get(&self, target: &str) -> Said {
        self.ask("GET", target, &[])
    }

    /// A request with the right host, after which the connection ends.
    pub(crate) fn request(&self, method: &str, target: &str, headers: &[&str]) -> Vec<u8> {
        let headers: String = headers.iter().map(|header| format!("{header}\r\n")).collect();
        let host = self.host();
        format!("{method} {target} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n{headers}\r\n").into_bytes()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        self.stop.stop();
        let ended = self.thread.take().unwrap().join();
        assert!(ended.is_ok() || thread::panicking(), "the server ends well");
    }
}

/// What the server said before it closed.
#[derive(Debug)]
pub(crate) struct Said {
    /// 0 if it said nothing.
    pub(crate) status: u16,
    /// Lines in lower case, but the first.
    pub(crate) headers: Vec<String>,
    pub(crate) body: Vec<u8>,
}

impl Said {
    pub(crate) fn read(stream: &mut TcpStream) -> Self {
        let mut bytes = Vec::new();
        if let Err(error) = stream.read_to_end(&mut bytes) {
            assert_ne!(error.kind(), std::io::ErrorKind::WouldBlock, "the server keeps a connection open");
        }
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").unwrap_or(bytes.len());
        let head = String::from_utf8_lossy(&bytes[..end]).to_lowercase();
        let mut lines = head.split("\r\n").map(str::to_string);
        let first = lines.next().unwrap_or_default();
        let status = first.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or_default();
        Self { status, headers: lines.collect(), body: bytes.get(end + 4..).unwrap_or_default().to_vec() }
    }

    /// A header's value; there may be only one.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut values = self.headers.iter().filter_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
        let value = values.next();
        assert!(values.next().is_none(), "{name} stands twice: {:?}", self.headers);
        value
    }
}
