//! Connections: how many there are, how long they may take, and how they end.

use super::door::Door;
use super::guard::Ends;
use super::house::House;
use super::limits::{HEAD_BYTES, HEADERS, Limits, SEND_BYTES};
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

/// How long a client may take to notice that a connection is over, and how much it may still send meanwhile.
const FAREWELL: Duration = Duration::from_secs(1);
const FAREWELL_BYTES: usize = 1024 * 1024;

/// Takes connections for ever.
pub(super) async fn accept<D: Door>(listener: TcpListener, house: Arc<House<D>>) {
    let seats = Arc::new(Semaphore::new(house.limits().connections));
    loop {
        match listener.accept().await {
            Ok((stream, peer)) => {
                // Without a seat the stream is dropped here, which closes it.
                if let Ok(seat) = Arc::clone(&seats).try_acquire_owned() {
                    let house = Arc::clone(&house);
                    tokio::spawn(async move {
                        serve(stream, peer, house).await;
                        drop(seat);
                    });
                }
            }
            // The client went away at once, or no file may be opened: that passes.
            Err(_) => sleep(Duration::from_millis(50)).await,
        }
    }
}

/// Serves one connection until it ends.
async fn serve<D: Door>(stream: TcpStream, peer: SocketAddr, house: Arc<House<D>>) {
    let Ok(local) = stream.local_addr() else { return };
    let ends = Ends { peer: peer.ip().to_canonical(), local: local.ip().to_canonical(), port: local.port() };
    let limits = house.limits().clone();
    tame(&stream, &limits);
    let service = service_fn(move |request| {
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

/// Limits what the system keeps for a client, and how long it keeps it for one that is gone or does not read.
fn tame(stream: &TcpStream, limits: &Limits) {
    // Where the system refuses any of this, it is only less tidy.
    let _ = stream.set_nodelay(true);
    #[cfg(unix)]
    let _ = rustix::net::sockopt::set_socket_send_buffer_size(stream, SEND_BYTES);
    #[cfg(target_os = "linux")]
    if let Ok(most) = u32::try_from(limits.read_time.as_millis()) {
        let _ = rustix::net::sockopt::set_tcp_user_timeout(stream, most);
    }
}

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
