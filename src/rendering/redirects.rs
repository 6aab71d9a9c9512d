//! Old addresses: a page for each that leads on, and `_redirects` for servers that read it.

use super::xml::{absolute, escaped};
use crate::artifact::{Artifact, Body};
use crate::paths::{Address, encode};
use crate::plan::outputs::Redirect;
use std::fmt::Write as _;

/// The pages and `_redirects`; nothing if there are no redirects. A redirect never leads to another site.
#[must_use]
pub fn redirects(list: &[Redirect], base_url: &str) -> Vec<Artifact> {
    let inside: Vec<&Redirect> = list.iter().filter(|one| is_inside(&one.from) && is_inside(&one.to)).collect();
    if inside.is_empty() {
        return Vec::new();
    }
    let mut table = String::new();
    let mut artifacts = Vec::new();
    for redirect in inside {
        let _ = writeln!(table, "{} {} 301", encoded(&redirect.from), encoded(&redirect.to));
        artifacts.push(stub(redirect, base_url));
    }
    artifacts.push(Artifact { path: "_redirects".to_string(), body: Body::Bytes(table.into_bytes()) });
    artifacts
}

/// `//host` and `/\host` are other sites to a browser.
fn is_inside(address: &str) -> bool {
    address.starts_with('/') && !address.starts_with("//") && !address.contains(['\\', '\r', '\n', '\t', '\0'])
}

/// Percent-encoded, whether it was before or not; an anchor stays.
fn encoded(address: &str) -> String {
    let (path, anchor) = address.split_once('#').map_or((address, None), |(path, anchor)| (path, Some(anchor)));
    let path: String = path
        .split('%')
        .enumerate()
        .map(|(part, text)| if part == 0 { encode(text) } else { format!("%{}", encode(text)) })
        .collect();
    anchor.map_or_else(|| path.clone(), |anchor| format!("{path}#{}", encode(anchor)))
}

fn stub(redirect: &Redirect, base_url: &str) -> Artifact {
    let to = encoded(&redirect.to);
    let (link, canonical) = (escaped(&to), escaped(&absolute(base_url, &to)));
    let html = format!(
        "<!DOCTYPE html>\n<html lang=\"und\"><head><meta charset=\"utf-8\"><title>{link}</title>\
         <meta http-equiv=\"refresh\" content=\"0; url={link}\"><link rel=\"canonical\" href=\"{canonical}\">\
         <meta name=\"robots\" content=\"noindex\"></head>\
         <body><p><a href=\"{link}\">{link}</a></p></body></html>\n"
    );
    let file =
        if redirect.from.ends_with('/') || redirect.from.rsplit('/').next().is_some_and(|name| name.contains('.')) {
            Address::of(redirect.from.clone())
        } else {
            Address::of(format!("{}/", redirect.from))
        };
    Artifact { path: file.file(), body: Body::Bytes(html.into_bytes()) }
}
