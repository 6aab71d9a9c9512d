//! `awning serve`: the live preview, until it is interrupted.

use super::args::ServeArguments;
use super::failure::{Failure, Outcome};
use super::options::{Loudness, Options};
use super::{check, memory, report, summary, terminal};
use awning::build::{Order, Report};
use awning::diagnostics::{Diagnostic, Language};
use awning::error::Error;
use awning::paths::ShopPath;
use awning::preview::server::{self, Keys, Stop};
use awning::preview::{self, Editor, Lan, Teller, Wish};
use awning::watch::Polling;
use jiff::Timestamp;
use std::collections::BTreeSet;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, UdpSocket};
use std::sync::Arc;

/// Serves the shop.
pub(super) fn run(arguments: &ServeArguments, options: &Options) -> Result<Outcome, Failure> {
    check::require_folder(options)?;
    let root = options.root.canonicalize().unwrap_or_else(|_| options.root.clone());
    let Some(editor) = Editor::of(&arguments.editor, &root) else {
        return Err(Failure::Usage(unknown_editor(options.language)));
    };
    let host =
        arguments.host.unwrap_or(IpAddr::V4(if arguments.lan { Ipv4Addr::UNSPECIFIED } else { Ipv4Addr::LOCALHOST }));
    if !host.is_loopback() && !arguments.lan {
        return Err(Failure::Usage(needs_lan(host, options.language)));
    }
    let listener = server::bind(host, arguments.port)?;
    let bound = listener.local_addr().unwrap_or_else(|_| SocketAddr::new(host, arguments.port));
    let local = if host.is_unspecified() { SocketAddr::new(Ipv4Addr::LOCALHOST.into(), bound.port()) } else { bound };
    let lan = if arguments.lan { Some(lan(bound)?) } else { None };
    let desk = Desk { url: format!("http://{local}/"), lan: lan.clone(), opens: arguments.open, options };
    let wish = Wish {
        order: Order { root, ..options.seen(&arguments.seen) },
        live: arguments.seen.at.is_none(),
        skin: None,
        clock: Timestamp::now,
        tick: preview::TICK,
        language: options.language,
        editor,
        lan,
    };
    preview::serve(listener, wish, &desk, &Stop::default())?;
    Ok(Outcome::Done)
}

/// Keys, and the address that this machine has in its network.
fn lan(bound: SocketAddr) -> Result<Lan, Error> {
    let host = if bound.ip().is_unspecified() { address_in_network().unwrap_or(bound.ip()) } else { bound.ip() };
    Ok(Lan { keys: Arc::new(Keys::new()?), address: format!("http://{}/", SocketAddr::new(host, bound.port())) })
}

/// The address from which packets would leave; none is sent.
fn address_in_network() -> Option<IpAddr> {
    let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).ok()?;
    // TEST-NET-1, RFC 5737: nobody is there, but it lies beyond this machine.
    socket.connect((Ipv4Addr::new(192, 0, 2, 1), 9)).ok()?;
    Some(socket.local_addr().ok()?.ip())
}

fn unknown_editor(language: Language) -> String {
    let names: Vec<&str> = Editor::names().collect();
    let names = names.join(", ");
    match language {
        Language::English => format!("--editor takes {names}, or a pattern with {{path}}, {{line}} and {{column}}"),
        Language::Chinese => format!("--editor 可写 {names}，或带有 {{path}}、{{line}}、{{column}} 的链接格式"),
    }
}

fn needs_lan(host: IpAddr, language: Language) -> String {
    match language {
        Language::English => {
            format!("{host} can be reached by other machines; say --lan as well if they may see the shop")
        }
        Language::Chinese => format!("{host} 可被其他设备访问；如允许它们查看店铺，请同时加上 --lan"),
    }
}

/// Tells at the terminal what goes on.
struct Desk<'o> {
    url: String,
    lan: Option<Lan>,
    opens: bool,
    options: &'o Options,
}

impl Desk<'_> {
    /// Says something, if anything is to be said; nobody needs to know that nobody reads it.
    fn say(&self, words: &str) {
        if self.options.loudness != Loudness::Quiet {
            let _ = terminal::say(words, self.options.colour);
        }
    }

    fn english(&self) -> bool {
        self.options.language == Language::English
    }
}

impl Teller for Desk<'_> {
    fn ready(&self, polling: Option<&Polling>) {
        let Self { url, .. } = self;
        self.say(&if self.english() {
            format!("preview: {url}  (Ctrl-C ends it)\n")
        } else {
            format!("实时预览：{url} （按 Ctrl-C 结束）\n")
        });
        if let Some(lan) = &self.lan {
            let url = lan.url();
            self.say(&if self.english() {
                format!(
                    "in your network: {url}\n  The address lets in one device; the next one is in the preview's bar, as a QR code. \
                     Whoever is let in sees the whole shop as it is on this machine: drafts, prices to come, diagnostics with file names.\n"
                )
            } else {
                format!(
                    "局域网：{url}\n  此地址仅供一台设备使用；下一个地址以二维码显示在预览栏中。\
                     获准的设备可看到本机上店铺的全部内容：草稿、未来的价格、带文件名的诊断信息。\n"
                )
            });
        }
        polling.into_iter().for_each(|why| self.say(&format!("{}\n", why.words(self.options.language))));
        if self.opens
            && let Err(error) = opener::open(url)
        {
            self.say(&if self.english() {
                format!("no browser could be opened: {error}\n")
            } else {
                format!("无法打开浏览器：{error}\n")
            });
        }
    }

    fn changed(&self, files: &BTreeSet<ShopPath>) {
        let (first, more) = (files.first().map(ShopPath::as_str).unwrap_or_default(), files.len().saturating_sub(1));
        self.say(&match (more, self.english()) {
            (0, true) => format!("changed: {first}\n"),
            (0, false) => format!("已更改：{first}\n"),
            (_, true) => format!("changed: {first} and {more} more\n"),
            (_, false) => format!("已更改：{first} 等 {} 个文件\n", files.len()),
        });
    }

    fn checked(&self, found: &Report, new: &[Diagnostic]) {
        // Nobody needs to know that nobody reads it.
        let _ = report::show_diagnostics(new, &found.texts, self.options);
        self.say(&summary::of_preview(found, self.options.language));
    }

    fn rests(&self) {
        memory::give_back();
        rayon::broadcast(|_| memory::give_back());
    }

    fn failed(&self, error: &Error) {
        let words = Failure::of_machine(error, self.options.language);
        let _ = terminal::say(&words, self.options.colour);
    }
}
