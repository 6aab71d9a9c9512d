//! Others in the network, and the token that lets them in.

use super::served::{Said, Served};
use awning::preview::server::{Access, Keys, Limits, Policy};
use std::io::Write as _;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpStream, UdpSocket};
use std::sync::Arc;

/// This machine's address in its network; nothing is sent to find it.
fn own_address() -> Option<IpAddr> {
    let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).ok()?;
    socket.connect((Ipv4Addr::new(192, 0, 2, 1), 9)).ok()?;
    let address = socket.local_addr().ok()?.ip();
    matches!(address, IpAddr::V4(v4) if !v4.is_loopback() && !v4.is_unspecified()).then_some(address)
}

#[test]
fn a_phone_comes_in_by_a_token_once() {
    // Without a network there is nobody to let in. What strangers are told then is tested beside `House`.
    let Some(own) = own_address() else { return };
    let keys = Arc::new(Keys::new().unwrap());
    let policy = Policy { access: Access::Lan(Arc::clone(&keys)), limits: Limits::default() };
    let served = Served::on(Ipv4Addr::UNSPECIFIED.into(), policy);
    let port = served.address.port();
    let get = |host: IpAddr, named: &str, target: &str, cookie: &str| {
        let mut stream = TcpStream::connect(SocketAddr::new(host, port)).unwrap();
        let head = format!("GET {target} HTTP/1.1\r\nhost: {named}:{port}\r\nconnection: close\r\n{cookie}\r\n");
        stream.write_all(head.as_bytes()).unwrap();
        Said::read(&mut stream)
    };
    let phone = |target: &str, cookie: &str| get(own, &own.to_string(), target, cookie);
    assert_eq!(get(Ipv4Addr::LOCALHOST.into(), "localhost", "/", "").status, 200, "this machine needs no token");
    assert_eq!(get(own, "evil.test", "/", "").status, 421);
    assert_eq!(get(own, "192.168.254.254", "/", "").status, 421);
    assert_eq!(get(own, "localhost", "/", "").status, 403, "whatever it says it is");
    let refused = phone("/", "");
    assert_eq!(refused.status, 403);
    assert!(String::from_utf8(refused.body).unwrap().contains("--lan"), "how to come in");
    assert_eq!(phone("/?awning=00000000000000000000000000000000", "").status, 403);

    let token = keys.token().borrow().clone();
    let let_in = phone(&format!("/none?awning={token}"), "");
    assert_eq!((let_in.status, let_in.header("location")), (303, Some("/none")));
    let cookie = let_in.header("set-cookie").unwrap();
    assert!(cookie.ends_with("; httponly; samesite=strict; path=/") && !cookie.contains(&*token), "{cookie}");
    let cookie = format!("cookie: a=b; {}\r\n", cookie.split(';').next().unwrap());
    assert_eq!((phone("/", &cookie).status, phone("/", "").status), (200, 403));
    assert_eq!(phone(&format!("/?awning={token}"), "").status, 403, "used up");
    let again = phone(&format!("/?awning={token}"), &cookie);
    assert_eq!((again.status, again.header("set-cookie")), (303, None), "who is in stays in");
    assert_ne!(*keys.token().borrow(), token);
}
