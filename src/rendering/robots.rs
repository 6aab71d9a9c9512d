//! `robots.txt`.

use super::xml::absolute;
use crate::artifact::{Artifact, Body};
use std::fmt::Write as _;

/// Everything is open to robots but the `hidden` paths; names the sitemap.
#[must_use]
pub fn robots(base_url: &str, hidden: &[String]) -> Artifact {
    let mut text = String::from("User-agent: *\n");
    if hidden.is_empty() {
        text.push_str("Disallow:\n");
    }
    for path in hidden {
        let path: String = path.chars().filter(|c| !c.is_control()).collect();
        let _ = writeln!(text, "Disallow: {path}");
    }
    let _ = writeln!(text, "\nSitemap: {}", absolute(base_url, "/sitemap.xml"));
    Artifact { path: "robots.txt".to_string(), body: Body::Bytes(text.into_bytes()) }
}
