//! The preview's HTTP server. It takes a listening socket and a [`Door`], and gives what lies behind the door to browsers
//! that may see it. It knows nothing of shops.
//!
//! A request passes four stations, each a file: `listen` (connections, and how long they may take), `guard` (whose it
//! is, and for what address), `token` (phones that were let in), and then the door or `live` (who waits for changes).
//! `house` leads it from one to the next, and `respond` makes the answer.

mod door;
mod guard;
mod house;
mod limits;
mod listen;
mod live;
mod newcomers;
mod path;
mod patient;
mod respond;
mod token;

pub use door::{Answer, Asked, Door, Method};
pub use limits::Limits;
pub use token::Keys;

use crate::error::Error;
use house::House;
use std::io;
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::sync::Arc;
use tokio::sync::Notify;

/// Connections that may wait to be taken: a preview that begins anew is asked by all its browsers at once.
#[cfg(unix)]
const WAITING: i32 = 1024;

/// Who may come in.
#[derive(Clone, Debug)]
pub enum Access {
    /// Whoever reaches the address that is listened on.
    Bound,
    /// This machine, and those in its network that have traded a token for a cookie.
    Lan(Arc<Keys>),
}

/// Who may come in, and how much they may take.
#[derive(Clone, Debug)]
pub struct Policy {
    /// Who may come in.
    pub access: Access,
    /// How much they may take.
    pub limits: Limits,
}

/// Ends [`run`] from another thread.
#[derive(Clone, Debug, Default)]
pub struct Stop(Arc<Notify>);

impl Stop {
    /// Ends the server that was given this handle, now or as soon as it runs. Open connections are cut.
    pub fn stop(&self) {
        self.0.notify_one();
    }
}

/// Listens on a host's port; 0 is any that is free.
///
/// # Errors
/// The port is taken, or the machine has no such address.
pub fn bind(host: IpAddr, port: u16) -> Result<TcpListener, Error> {
    let address = SocketAddr::new(host, port);
    let listener = TcpListener::bind(address).map_err(|source| Error::Listen(address, source))?;
    // Listening again changes how many may wait to be taken; those beyond would try again only after a second. Where it
    // is refused, so they do.
    #[cfg(unix)]
    let _ = rustix::net::listen(&listener, WAITING);
    Ok(listener)
}

/// Serves what lies behind a door, on this thread, until it is stopped.
///
/// # Errors
/// The system has no room for a server.
pub fn run<D: Door>(listener: TcpListener, door: Arc<D>, policy: Policy, stop: &Stop) -> Result<(), Error> {
    let begin = || -> io::Result<_> {
        listener.set_nonblocking(true)?;
        let bound = listener.local_addr()?.ip();
        Ok((tokio::runtime::Builder::new_current_thread().enable_all().build()?, bound))
    };
    let (runtime, bound) = begin().map_err(|source| Error::System { action: "cannot start the preview", source })?;
    let house = Arc::new(House::new(door, policy, bound));
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener)
            .map_err(|source| Error::System { action: "cannot start the preview", source })?;
        tokio::spawn(listen::accept(listener, house));
        stop.0.notified().await;
        Ok(())
    })
}
