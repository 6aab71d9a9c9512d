//! One request, from its head to its answer.

use super::door::{Asked, Door, Method};
use super::guard::{self, Ends, Known, LIVE, Refusal};
use super::limits::{BODY_BYTES, Limits};
use super::respond::{self, Reply};
use super::{Access, Policy, live, path, token};
use bytes::Bytes;
use http_body_util::{BodyExt as _, Limited};
use hyper::body::{Body as _, Incoming};
use hyper::header::{CONTENT_TYPE, COOKIE, SET_COOKIE};
use hyper::http::request::Parts;
use hyper::{Request, StatusCode};
use std::net::IpAddr;
use std::sync::Arc;
use tokio::sync::Semaphore;
use tokio::time::timeout;

const STRANGER: Refusal = Refusal::new(
    StatusCode::FORBIDDEN,
    "This preview is open to devices that were let in. Scan the code in the preview's bar, or open the address that \
     awning serve --lan printed last: each address lets one device in.\n\n\
     此预览只对已获准的设备开放。请扫描预览栏里的二维码，或打开 awning serve --lan 最近显示的地址；每个地址只能让一台设备进入。\n",
);
const FULL: Refusal = Refusal::new(StatusCode::SERVICE_UNAVAILABLE, "Too many browsers look at this preview.");
const NO_PAGE: Refusal = Refusal::new(StatusCode::BAD_REQUEST, "This is no page.");
const TOO_LARGE: Refusal = Refusal::new(StatusCode::PAYLOAD_TOO_LARGE, "This is too much to be set.");
const TOO_SLOW: Refusal = Refusal::new(StatusCode::REQUEST_TIMEOUT, "This took too long.");

/// What is served, to whom.
#[derive(Debug)]
pub(super) struct House<D> {
    door: Arc<D>,
    access: Access,
    limits: Limits,
    known: Known,
    /// For those who wait for changes.
    seats: Arc<Semaphore>,
}

impl<D: Door> House<D> {
    pub(super) fn new(door: Arc<D>, policy: Policy, bound: IpAddr) -> Self {
        let Policy { access, limits } = policy;
        let limits = limits.within_open_files();
        let known = Known { bound, lan: matches!(access, Access::Lan(_)) };
        let seats = Arc::new(Semaphore::new(limits.streams));
        Self { door, access, limits, known, seats }
    }

    pub(super) fn limits(&self) -> &Limits {
        &self.limits
    }

    /// Answers a request.
    pub(super) async fn receive(&self, ends: Ends, request: Request<Incoming>) -> Reply {
        let (head, body) = request.into_parts();
        self.answer(ends, &head, body).await.unwrap_or_else(respond::refused)
    }

    async fn answer(&self, ends: Ends, head: &Parts, body: Incoming) -> Result<Reply, Refusal> {
        let passed = guard::check(head, ends, self.known)?;
        if let Some(reply) = self.let_in(ends, head)? {
            return Ok(reply);
        }
        if passed.path == LIVE {
            return self.live(head);
        }
        let body = if passed.method == Method::Post { self.read(body).await? } else { Bytes::new() };
        let query = head.uri.query().map(str::to_string);
        let asked = Asked { method: passed.method, path: passed.path, query, body, host: passed.host };
        Ok(respond::with(self.door.answer(asked).await, &head.headers))
    }

    /// Turns strangers away. Who brings a token is given a cookie, and led to the address without it.
    fn let_in(&self, ends: Ends, head: &Parts) -> Result<Option<Reply>, Refusal> {
        let Access::Lan(keys) = &self.access else { return Ok(None) };
        if ends.peer.is_loopback() {
            return Ok(None);
        }
        let mut cookies = head.headers.get_all(COOKIE).iter().filter_map(|cookies| cookies.to_str().ok());
        let is_known = cookies.any(|cookies| keys.knows(cookies));
        let Some(shown) = head.uri.query().and_then(token::shown).filter(|_| head.method == hyper::Method::GET) else {
            return if is_known { Ok(None) } else { Err(STRANGER) };
        };
        let mut reply = respond::see(head.uri.path());
        if !is_known {
            let cookie = keys.trade(shown).as_deref().and_then(respond::value).ok_or(STRANGER)?;
            reply.headers_mut().insert(SET_COOKIE, cookie);
        }
        Ok(Some(reply))
    }

    fn live(&self, head: &Parts) -> Result<Reply, Refusal> {
        let page = head.uri.query().and_then(path::page).ok_or(NO_PAGE)?;
        if head.method == hyper::Method::HEAD {
            let mut reply = respond::reply(StatusCode::OK, respond::content(Bytes::new()));
            reply.headers_mut().insert(CONTENT_TYPE, live::KIND);
            return Ok(reply);
        }
        let seat = Arc::clone(&self.seats).try_acquire_owned().map_err(|_| FULL)?;
        Ok(live::stream(Arc::clone(&self.door), page, self.limits.pulse, seat))
    }

    /// What was sent to be set.
    async fn read(&self, body: Incoming) -> Result<Bytes, Refusal> {
        // Said before it is read, so that nobody sends it for nothing.
        if body.size_hint().lower() > BODY_BYTES as u64 {
            return Err(TOO_LARGE);
        }
        let all = timeout(self.limits.body_time, Limited::new(body, BODY_BYTES).collect());
        let all = all.await.map_err(|_| TOO_SLOW)?;
        all.map(http_body_util::Collected::to_bytes).map_err(|_| TOO_LARGE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::preview::server::{Answer, Keys};
    use hyper::header::LOCATION;
    use tokio::sync::watch;

    /// A door that nobody comes to.
    struct Shut;

    impl Door for Shut {
        async fn answer(&self, _: Asked) -> Answer {
            Answer::words(404, "")
        }
        async fn state(&self, _: &str) -> Arc<str> {
            "".into()
        }
        fn revisions(&self) -> watch::Receiver<u64> {
            watch::Sender::new(0).subscribe()
        }
    }

    #[test]
    fn strangers_come_in_by_a_token() {
        let keys = Arc::new(Keys::new().unwrap());
        let policy = Policy { access: Access::Lan(Arc::clone(&keys)), limits: Limits::default() };
        let [here, local, peer] = ["127.0.0.1", "192.168.1.7", "192.168.1.8"].map(|ip| ip.parse::<IpAddr>().unwrap());
        let house = House::new(Arc::new(Shut), policy, local);
        let let_in = |peer: IpAddr, target: &str, cookie: &str| {
            let request = Request::get(target).header(COOKIE, cookie).body(()).unwrap();
            house.let_in(Ends { peer, local, port: 1111 }, &request.into_parts().0)
        };
        assert!(let_in(here, "/", "").unwrap().is_none(), "this machine");
        assert_eq!(let_in(peer, "/", "").unwrap_err(), STRANGER);
        assert_eq!(let_in(peer, "/?awning=0", "").unwrap_err(), STRANGER);
        let target = format!("/a/?awning={}", &*keys.token().borrow());
        let led = let_in(peer, &target, "").unwrap().unwrap();
        assert_eq!((led.status(), &led.headers()[LOCATION]), (StatusCode::SEE_OTHER, &"/a/".parse().unwrap()));
        let cookie = led.headers()[SET_COOKIE].to_str().unwrap().split(';').next().unwrap().to_string();
        assert!(let_in(peer, "/", &cookie).unwrap().is_none());
        assert_eq!(let_in(peer, &target, "").unwrap_err(), STRANGER, "used up");
        assert!(!let_in(peer, &target, &cookie).unwrap().unwrap().headers().contains_key(SET_COOKIE), "in already");
    }
}
