//! A shop that is previewed until this is dropped, and browsers of a few lines.

use crate::preview_server::served::Said;
use crate::support::{MOMENT, Shop, package};
use awning::build::Report;
use awning::diagnostics::{Diagnostic, Language};
use awning::error::Error;
use awning::moment::When;
use awning::paths::{ShopPath, encode};
use awning::preview::server::{self, Stop};
use awning::preview::{self, Editor, Teller, Wish};
use awning::watch::Polling;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpStream};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, channel};
use std::thread::{self, JoinHandle, sleep};
use std::time::{Duration, Instant};

/// After so long without being right, something was lost.
pub(crate) const LIMIT: Duration = Duration::from_secs(20);

/// What pages load in the preview, and in no build.
const CLIENT: &str = "<script type=\"module\" src=\"/_awning/client.js\"></script>\n";

/// A preview.
pub(crate) struct Previewed {
    pub(crate) shop: Shop,
    pub(crate) address: SocketAddr,
    stop: Stop,
    thread: Option<JoinHandle<()>>,
}

/// What the clocks of a shop say that stands still.
pub(crate) fn still() -> Timestamp {
    When::parse(MOMENT).unwrap().begins(&TimeZone::UTC)
}

/// A small shop with one document of each kind, and a theme that prints what it sees.
pub(crate) fn tea() -> Shop {
    let sites = ["_plain", "one-of-each"].map(|site| package().join("tests/sites").join(site));
    let shop = Shop::of(&[&sites[0], &sites[1]]);
    for needless in ["expected", "files.txt", "report.txt", "at.txt"] {
        let path = shop.root().join(needless);
        let _ = fs::remove_file(&path).or_else(|_| fs::remove_dir_all(path));
    }
    let theme = shop.root().join("themes/plain");
    let text = fs::read_to_string(theme.join("theme.yaml")).unwrap();
    fs::write(theme.join("theme.yaml"), text.replace("styles: []", "styles: [styles/main.css]")).unwrap();
    fs::create_dir(theme.join("styles")).unwrap();
    fs::write(theme.join("styles/main.css"), "h1 { margin: 1px }\n").unwrap();
    shop
}

impl Previewed {
    /// Previews a shop at its moment.
    pub(crate) fn of(shop: Shop) -> Self {
        Self::wishing(shop, |wish| wish)
    }

    /// Previews a shop as it is wished.
    pub(crate) fn wishing(shop: Shop, change: impl FnOnce(Wish) -> Wish) -> Self {
        let listener = server::bind(Ipv4Addr::LOCALHOST.into(), 0).unwrap();
        let (address, stop) = (listener.local_addr().unwrap(), Stop::default());
        let editor = Editor::of("vscode", &shop.root()).unwrap();
        let wish = Wish {
            order: shop.order(),
            live: false,
            skin: None,
            clock: still,
            tick: preview::TICK,
            language: Language::English,
            editor,
            lan: None,
        };
        let (wish, handle) = (change(wish), stop.clone());
        let thread = thread::spawn(move || preview::serve(listener, wish, &Silence, &handle).unwrap());
        Self { shop, address, stop, thread: Some(thread) }
    }

    /// The shop's folder.
    pub(crate) fn root(&self) -> PathBuf {
        self.shop.root()
    }

    /// Changes a text in one of its files.
    pub(crate) fn replace(&self, file: &str, old: &str, new: &str) {
        let path = self.root().join(file);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(old), "{file} holds {old}");
        fs::write(path, text.replacen(old, new, 1)).unwrap();
    }

    /// Sends a request, and reads what is said.
    pub(crate) fn ask(&self, request: &str) -> Said {
        ask(self.address, request)
    }

    /// Asks for an address as it is typed.
    pub(crate) fn get(&self, target: &str) -> Said {
        get(self.address, target)
    }

    /// A page without the client.
    pub(crate) fn page(&self, target: &str) -> String {
        String::from_utf8(bare(self.get(target).body)).unwrap()
    }

    /// Sets how the shop is seen; gives the status.
    pub(crate) fn set(&self, wish: &Value) -> u16 {
        let (body, host) = (wish.to_string(), self.address);
        self.ask(&format!(
            "POST /_awning/set HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\ncontent-type: application/json\r\n\
             content-length: {}\r\n\r\n{body}",
            body.len()
        ))
        .status
    }

    /// The state for who looks at a page.
    pub(crate) fn state(&self, page: &str) -> Value {
        let live = self.listen(page);
        live.events.recv_timeout(LIMIT).expect("the state is told at once")
    }

    /// Looks at a page.
    pub(crate) fn listen(&self, page: &str) -> Live {
        Live::of(self.address, page)
    }

    /// Waits until the problems that somebody who looks at a page is told are as they should be.
    pub(crate) fn problems(&self, page: &str, are: impl Fn(&[Value]) -> bool) -> Vec<Value> {
        let mut found = Vec::new();
        eventually("the problems are told", || {
            found = self.state(page)["problems"].as_array().cloned().unwrap_or_default();
            if are(&found) { Ok(()) } else { Err(format!("{found:#?}")) }
        });
        found
    }
}

impl Drop for Previewed {
    fn drop(&mut self) {
        self.stop.stop();
        let ended = self.thread.take().unwrap().join();
        assert!(ended.is_ok() || thread::panicking(), "the preview ends well");
    }
}

/// Sends a request to an address, and reads until the server closes.
pub(crate) fn ask(address: SocketAddr, request: &str) -> Said {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(LIMIT * 2)).unwrap();
    let _ = stream.write_all(request.as_bytes());
    Said::read(&mut stream)
}

/// Asks an address for a page or file.
pub(crate) fn get(address: SocketAddr, target: &str) -> Said {
    ask(address, &format!("GET {target} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\r\n"))
}

/// Where a file of a release is asked for.
pub(crate) fn target(file: &str) -> String {
    encode(&format!(
        "/{}",
        file.strip_suffix("index.html").filter(|rest| rest.is_empty() || rest.ends_with('/')).unwrap_or(file)
    ))
}

/// A page without the client.
pub(crate) fn bare(body: Vec<u8>) -> Vec<u8> {
    match body.windows(CLIENT.len()).rposition(|window| window == CLIENT.as_bytes()) {
        Some(at) => [&body[..at], &body[at + CLIENT.len()..]].concat(),
        None => body,
    }
}

/// Waits until something holds; says at the end what did not.
pub(crate) fn eventually(what: &str, holds: impl FnMut() -> Result<(), String>) {
    within(LIMIT, what, holds);
}

/// The same, for another time.
pub(crate) fn within(limit: Duration, what: &str, mut holds: impl FnMut() -> Result<(), String>) {
    let begun = Instant::now();
    while let Err(why) = holds() {
        assert!(begun.elapsed() < limit, "{what}: {why}");
        sleep(Duration::from_millis(4));
    }
}

/// A browser that looks at a page, and is told of changes.
pub(crate) struct Live {
    pub(crate) events: Receiver<Value>,
    stream: TcpStream,
}

impl Live {
    /// Looks at a page of the preview at an address.
    pub(crate) fn of(address: SocketAddr, page: &str) -> Self {
        let mut stream = TcpStream::connect(address).unwrap();
        let page = encode(page);
        stream
            .write_all(format!("GET /_awning/live?page={page} HTTP/1.1\r\nhost: {address}\r\n\r\n").as_bytes())
            .unwrap();
        let (tell, events) = channel();
        let mut said = BufReader::new(stream.try_clone().unwrap());
        thread::spawn(move || {
            let mut text = String::new();
            while let Some(more) = chunk(&mut said) {
                text += &more;
                while let Some(end) = text.find("\n\n") {
                    let event: String = text.drain(..end + 2).collect();
                    let data = event.lines().find_map(|line| line.strip_prefix("data: "));
                    let state = data.map(|data| serde_json::from_str(data).expect("the state is JSON in one line"));
                    if state.is_some_and(|state| tell.send(state).is_err()) {
                        return;
                    }
                }
            }
        });
        Self { events, stream }
    }
}

impl Drop for Live {
    fn drop(&mut self) {
        let _ = self.stream.shutdown(Shutdown::Both);
    }
}

/// The next chunk of an answer; what is before the first is passed over.
fn chunk(said: &mut BufReader<TcpStream>) -> Option<String> {
    loop {
        let mut line = String::new();
        if said.read_line(&mut line).ok()? == 0 {
            return None;
        }
        let Ok(length) = usize::from_str_radix(line.trim(), 16) else { continue };
        let mut bytes = vec![0; length];
        said.read_exact(&mut bytes).ok()?;
        return String::from_utf8(bytes).ok();
    }
}

/// Says nothing at the terminal.
struct Silence;

impl Teller for Silence {
    fn ready(&self, _: Option<&Polling>) {}
    fn changed(&self, _: &BTreeSet<ShopPath>) {}
    fn checked(&self, _: &Report, _: &[Diagnostic]) {}
    fn rests(&self) {}
    fn failed(&self, _: &Error) {}
}
