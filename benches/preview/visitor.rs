//! Somebody who asks for pages, one after another, over one connection.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;

pub(crate) struct Visitor {
    host: String,
    stream: BufReader<TcpStream>,
}

impl Visitor {
    pub(crate) fn new(host: &str) -> Self {
        let stream = TcpStream::connect(host).expect("the preview listens");
        stream.set_nodelay(true).expect("a socket");
        Self { host: host.to_string(), stream: BufReader::new(stream) }
    }

    /// The body of an answer.
    pub(crate) fn get(&mut self, path: &str) -> String {
        let request = format!("GET {path} HTTP/1.1\r\nHost: {}\r\n\r\n", self.host);
        self.stream.get_mut().write_all(request.as_bytes()).expect("it is sent");
        let mut length = 0;
        loop {
            let mut line = String::new();
            self.stream.read_line(&mut line).expect("a head");
            let line = line.trim_end().to_ascii_lowercase();
            if let Some(value) = line.strip_prefix("content-length:") {
                length = value.trim().parse().expect("a length");
            }
            if line.is_empty() {
                break;
            }
        }
        let mut body = vec![0; length];
        self.stream.read_exact(&mut body).expect("a body");
        String::from_utf8_lossy(&body).into_owned()
    }
}
