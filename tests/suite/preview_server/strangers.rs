//! What pages of other sites, and others who want in, are told.

use super::served::Served;
use awning::preview::server::Limits;

#[test]
fn nothing_is_outside() {
    let served = Served::with(Limits::default());
    let nowhere = [
        "/../Cargo.toml",
        "/a/../../x",
        "/..",
        "/%2e%2e/x",
        "/%2E%2E%2Fx",
        "/a%2f..%2fx",
        "/..%5cx",
        "/a\\..\\x",
        "/.env",
        "/.git/config",
        "/a/.hidden/b",
        "/./x",
        "//evil.test/",
        "//",
        "/a//b",
        "/%2f/evil.test",
        "/%5cevil.test",
    ];
    for target in nowhere {
        let said = served.get(target);
        assert!([400, 404].contains(&said.status), "{target}: {}", said.status);
        assert_eq!(said.header("location"), None, "{target}");
    }
    for target in
        ["/%00", "/a%00.html", "/%0a", "/%7f", "/%ff", "/%c0%ae%c0%ae/", "/%", "/%4", "/%zz", "/\x01", "/ x", "x", "*"]
    {
        assert_eq!(served.get(target).status, 400, "{target:?}");
    }
    assert!(served.door.asked().is_empty(), "nobody behind the door heard of it");
    assert_eq!(served.get("/%252e%252e/%252fx").status, 404);
    assert_eq!(served.door.asked()[0].path, "/%2e%2e/%2fx", "decoded once");
}

#[test]
fn a_host_that_is_made_to_lead_here_is_not_served() {
    let served = Served::with(Limits::default());
    let port = served.address.port();
    let get = |version: &str, hosts: &[&str], target: &str| {
        let hosts: String = hosts.iter().map(|host| format!("host: {host}\r\n")).collect();
        served.send(format!("GET {target} HTTP/{version}\r\n{hosts}connection: close\r\n\r\n").as_bytes()).status
    };
    for host in [format!("localhost:{port}"), format!("127.0.0.1:{port}"), format!("[::1]:{port}")] {
        assert_eq!(get("1.1", &[&host], "/"), 200, "{host}");
        assert_eq!(get("1.1", &[&host], &format!("http://{host}/")), 200, "{host} in whole");
        assert_eq!(get("1.1", &[&host, &host], "/"), 400, "{host} twice");
        assert_eq!(get("1.1", &[&host, "evil.test"], "/"), 400);
        assert_eq!(get("1.1", &[&host], "http://evil.test/"), 400);
        assert_eq!(get("1.1", &[&host], &format!("https://{host}/")), 400);
    }
    let strange =
        ["evil.test", "localhost", "127.0.0.1", "localhost:1", "192.168.1.7", "localhost.evil.test", "2130706433", ""];
    for host in strange {
        assert_eq!(
            get("1.1", &[&format!("{host}:{port}")], "/"),
            if host == "localhost" || host == "127.0.0.1" { 200 } else { 421 },
            "{host}"
        );
        assert_eq!(get("1.1", &[host], "/"), 421, "{host} without a port");
    }
    assert_eq!((get("1.1", &[], "/"), get("1.0", &[], "/")), (400, 400), "no host");
    assert_eq!(get("1.0", &[&format!("localhost:{port}")], "/"), 200);
}

#[test]
fn pages_of_other_sites_learn_nothing_and_set_nothing() {
    let served = Served::with(Limits::default());
    let own = format!("origin: http://{}", served.host());
    let (json, empty) = ("content-type: application/json", "content-length: 0");
    let asked = [
        ("GET", "/_awning/live?page=/", vec!["origin: http://evil.test"], 403),
        ("GET", "/_awning/live?page=/", vec!["origin: null"], 403),
        ("GET", "/_awning/live?page=/", vec!["sec-fetch-site: cross-site", "sec-fetch-mode: no-cors"], 403),
        (
            "GET",
            "/_awning/live?page=/",
            vec!["origin: http://evil.test", "connection: upgrade", "upgrade: websocket"],
            403,
        ),
        ("GET", "/_awning/sheets.json", vec!["origin: http://localhost:1"], 403),
        ("GET", "/_awning/", vec!["sec-fetch-site: cross-site", "sec-fetch-mode: navigate"], 403),
        ("GET", "/", vec!["sec-fetch-site: cross-site", "sec-fetch-mode: no-cors"], 403),
        ("GET", "/", vec!["sec-fetch-site: cross-site", "sec-fetch-mode: navigate"], 200),
        ("GET", "/", vec!["origin: http://evil.test"], 200),
        ("POST", "/_awning/set", vec!["origin: http://evil.test", json, empty], 403),
        ("POST", "/_awning/set", vec!["origin: null", json, empty], 403),
        ("POST", "/_awning/set", vec!["sec-fetch-site: cross-site", json, empty], 403),
        ("POST", "/_awning/set", vec!["content-type: text/plain", empty], 415),
        ("POST", "/_awning/set", vec![&own, "content-type: application/x-www-form-urlencoded", empty], 415),
        ("POST", "/_awning/set", vec![&own, json, empty], 204),
        ("POST", "/_awning/set", vec![json, empty], 204),
        ("POST", "/", vec![&own, json, empty], 405),
        ("GET", "/_awning/set", vec![], 405),
        ("PUT", "/", vec![empty], 405),
        ("TRACE", "/", vec![], 405),
        ("OPTIONS", "*", vec![], 405),
        ("OPTIONS", "/_awning/set", vec!["origin: http://evil.test", "access-control-request-method: POST"], 405),
    ];
    for (method, target, headers, status) in asked {
        let said = served.ask(method, target, &headers);
        assert_eq!(said.status, status, "{method} {target} {headers:?}");
        assert!(!said.headers.iter().any(|line| line.starts_with("access-control-")), "{:?}", said.headers);
        let allow = if target == "/_awning/set" { "post" } else { "get, head" };
        assert_eq!(said.header("allow"), (status == 405).then_some(allow), "{method} {target}");
    }
}
