//! What others wrote stays text: in the state, over pages, in headers, in addresses.

use super::previewed::{Previewed, tea};
use serde_json::{Value, json};
use std::fs;

/// HTML that would do something, as a file's name may be.
const HOSTILE: &str = "<img src=x onerror=alert(1)>\"'&";
const SCRIPT: &str = "<script>alert(2)</script>";

#[test]
fn what_is_typed_never_becomes_html() {
    let preview = Previewed::of(tea());
    let product = |name: &str, title: &str| {
        let first = fs::read_to_string(preview.root().join("content/products/tea/white-tea.md")).unwrap();
        let text = first.replace("title: 高山白茶 60 g", &format!("title: {title}")).replace("WT-1", "X-1");
        fs::write(preview.root().join(format!("content/products/tea/{name}.md")), text).unwrap();
    };
    product("named", &format!("'{SCRIPT}'"));
    product(HOSTILE, &format!("[\"{SCRIPT}"));
    fs::write(preview.root().join(format!("content/products/tea/{HOSTILE}.jpg")), SCRIPT).unwrap();
    let is_hostile = |problem: &Value| problem["file"].as_str().is_some_and(|file| file.contains("onerror"));
    let found = preview.problems("/", |problems| problems.iter().any(is_hostile));
    let found = found.into_iter().find(is_hostile).unwrap();
    assert!(found["frame"].to_string().contains(SCRIPT), "the frame is told as it is: {found:#}");
    let link = found["editor"].as_str().unwrap();
    assert!(link.starts_with("vscode://file/") && !link.contains(['<', '>', '"', '\'', ' ']), "{link}");
    // As one event of a kind that no browser takes for a page.
    let live = preview
        .ask(&format!("HEAD /_awning/live?page=/ HTTP/1.1\r\nhost: {}\r\nconnection: close\r\n\r\n", preview.address));
    assert_eq!(
        (live.header("content-type"), live.header("x-content-type-options")),
        (Some("text/event-stream"), Some("nosniff"))
    );
    let sheets = preview.get("/_awning/sheets.json");
    assert_eq!(
        (sheets.status, sheets.header("content-type"), sheets.header("x-content-type-options")),
        (200, Some("application/json"), Some("nosniff"))
    );
    assert!(serde_json::from_slice::<Value>(&sheets.body).unwrap().to_string().contains(SCRIPT));
    fs::remove_file(preview.root().join(format!("content/products/tea/{HOSTILE}.md"))).unwrap();
    for page in ["/products/", "/_awning/", "/_awning/frames?page=/%3Cscript%3Ealert(2)%3C/script%3E"] {
        harmless(&preview, page, 200);
    }
}

#[test]
fn what_is_asked_for_is_not_said_again() {
    let preview = Previewed::of(tea());
    for (target, status) in [
        ("/%3Cscript%3Ealert(2)%3Cscript%3E", 404),
        ("/%3Cscript%3Ealert(2)%3Cscript%3E/", 404),
        ("/en/%3Cscript%3Ealert(2)%3Cscript%3E/", 404),
        ("/x.txt?%3Cscript%3Ealert(2)", 404),
        ("/_awning/%3Cscript%3Ealert(2)%3Cscript%3E.js", 404),
        ("/_awning/..%2fmod.rs", 404),
        ("/404.html?%3Cscript%3Ealert(2)%3C/script%3E", 200),
    ] {
        harmless(&preview, target, status);
    }
    for wish in [
        json!({ SCRIPT: 1 }),
        json!({ "skin": SCRIPT }),
        json!({ "at": SCRIPT }),
        json!({ "drafts": SCRIPT }),
        json!([SCRIPT]),
    ] {
        let body = wish.to_string();
        let said = preview.ask(&format!(
            "POST /_awning/set HTTP/1.1\r\nhost: {}\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
            preview.address,
            body.len()
        ));
        assert_eq!((said.status, said.header("content-type")), (400, Some("text/plain; charset=utf-8")), "{body}");
        assert_eq!(said.header("x-content-type-options"), Some("nosniff"));
    }
}

#[test]
fn nobody_is_led_away() {
    let preview = Previewed::of(tea());
    let led = preview.get("/products/green-tea");
    assert_eq!((led.status, led.header("location")), (302, Some("/products/green-tea/")));
    assert_eq!(preview.get("/products/green-tea?next=//evil.example").header("location"), Some("/products/green-tea/"));
    for (target, status) in [
        ("//evil.example/%2e%2e", 404),
        ("//evil.example/", 404),
        ("//evil.example/products", 404),
        ("///products", 404),
        ("/%2fevil.example/", 404),
        ("/%5cevil.example", 404),
        ("/\\evil.example", 404),
        ("/.", 404),
        ("/products/..", 404),
        ("/products/green-tea%0d%0aset-cookie:%20a=b", 400),
        ("/%0d%0a%0d%0a%3Cscript%3Ealert(2)%3Cscript%3E", 400),
        ("/products%00", 400),
        ("/products/%ff", 400),
        ("http://evil.example/", 400),
    ] {
        let said = harmless(&preview, target, status);
        assert_eq!((said.header("location"), said.header("set-cookie")), (None, None), "{target}");
    }
    let said = preview.ask("GET / HTTP/1.1\r\nhost: evil.example\r\nconnection: close\r\n\r\n");
    assert_eq!((said.status, said.header("location")), (421, None));
}

/// An answer without a script of others.
fn harmless(preview: &Previewed, target: &str, status: u16) -> crate::preview_server::served::Said {
    let said = preview.get(target);
    let text = String::from_utf8_lossy(&said.body).to_lowercase();
    assert_eq!(said.status, status, "{target}: {text}");
    assert_eq!(said.header("x-content-type-options"), Some("nosniff"), "{target}");
    assert!(!text.contains("<script>alert") && !text.contains("<img src=x"), "{target}: {text}");
    said
}
