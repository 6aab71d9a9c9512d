//! Connections: how many there are, how long they may take, and how they end.

use super::door::Door;
use super::guard::Ends;
use super::house::House;
use super::limits::{HEAD_BYTES, HEADERS, Limits};
use super::newcomers::Newcomers;
use super::patient::Patient;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use std::convert::Infallible;
use std::future::poll_fn;
use std::io::{self, ErrorKind};
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::AsyncWrite as _;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::time::{sleep, timeout};

/// What the system keeps of an answer that is being sent; what is behind it waits here, shared with all who get it.
#[cfg(unix)]
const SEND_BYTES: usize = 256 * 1024;

/// How long a client may take to notice that a connection is over, and how much it may still send meanwhile.
const FAREWELL: Duration = Duration::from_secs(1);
const FAREWELL_BYTES: usize = 1024 * 1024;

/// Takes connections for ever.
pub(super) async fn accept<D: Door>(listener: TcpListener, house: Arc<House<D>>) {
    let seats = Arc::new(Semaphore::new(house.limits().connections));
    let newcomers = Arc::new(Newcomers::default());
    for number in 0.. {
        let Ok((stream, peer)) = listener.accept().await else {
            // The client went away at once, or no file may be opened: that passes.
            sleep(Duration::from_millis(50)).await;
            continue;
        };
        // Without a seat the stream is dropped here, which closes it.
        let Some(seat) = newcomers.seat(&seats).await else { continue };
        let (house, waiting) = (Arc::clone(&house), Arc::clone(&newcomers));
        let connection = tokio::spawn(async move {
            serve(stream, peer, house, || waiting.asked(number)).await;
            waiting.asked(number);
            drop(seat);
        });
        newcomers.came(number, connection.abort_handle());
    }
}

/// Serves one connection until it ends; tells whenever something is asked.
async fn serve<D: Door>(stream: TcpStream, peer: SocketAddr, house: Arc<House<D>>, asks: impl Fn() + Unpin) {
    let Ok(local) = stream.local_addr() else { return };
    let ends = Ends { peer: peer.ip().to_canonical(), local: local.ip().to_canonical(), port: local.port() };
    let limits = house.limits().clone();
    tame(&stream, &limits);
    let service = service_fn(move |request| {
        asks();
        let house = Arc::clone(&house);
        Box::pin(async move { Ok::<_, Infallible>(house.receive(ends, request).await) })
    });
    let io = TokioIo::new(Patient::new(stream, limits.read_time));
    let mut connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.head_time)
        .max_buf_size(HEAD_BYTES)
        .max_header_size(HEAD_BYTES)
        .max_headers(HEADERS)
        .serve_connection(io, service);
    // How it ended is the client's affair.
    let _ = poll_fn(|cx| connection.poll_without_shutdown(cx)).await;
    let _ = timeout(FAREWELL, part(connection.into_parts().io.into_inner().into_stream())).await;
}

/// Limits what the system keeps for a client that reads slowly. Where it refuses, it is only less tidy.
fn tame(stream: &TcpStream, limits: &Limits) {
    let _ = stream.set_nodelay(true);
    #[cfg(unix)]
    let _ = rustix::net::sockopt::set_socket_send_buffer_size(stream, SEND_BYTES);
    give_up(stream, limits.read_time);
}

/// Lets the system end a connection whose client is gone or has taken nothing for so long, even if there is no more to
/// say: a phone that left the room closes nothing.
#[cfg(target_os = "linux")]
fn give_up(stream: &TcpStream, after: Duration) {
    let after = u32::try_from(after.as_millis()).unwrap_or(u32::MAX);
    let _ = rustix::net::sockopt::set_tcp_user_timeout(stream, after);
}

/// Elsewhere, this shows when the next thing is said.
#[cfg(not(target_os = "linux"))]
fn give_up(_: &TcpStream, _: Duration) {}

/// Ends a connection so that the last answer arrives: a socket that is closed over unread bytes takes it back.
async fn part(mut stream: TcpStream) -> io::Result<()> {
    poll_fn(|cx| Pin::new(&mut stream).poll_shutdown(cx)).await?;
    let (mut unread, mut scrap) = (FAREWELL_BYTES, [0; 4096]);
    while unread > 0 {
        stream.readable().await?;
        match stream.try_read(&mut scrap) {
            Ok(0) => break,
            Ok(read) => unread = unread.saturating_sub(read),
            Err(error) if error.kind() == ErrorKind::WouldBlock => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}
