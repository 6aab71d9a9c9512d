//! `sitemap.xml`, split where one file would be too large.

use super::xml::{absolute, escaped};
use crate::artifact::{Artifact, Body};
use crate::plan::outputs::SitemapPage;
use std::fmt::Write as _;

/// The limits of sitemaps.org for one file.
const MOST_PAGES: usize = 50_000;
const MOST_BYTES: usize = 50 * 1000 * 1000;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
const OPEN: &str =
    "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n";
const CLOSE: &str = "</urlset>\n";

/// One `sitemap.xml`; or `sitemap-1.xml`, `sitemap-2.xml` … and an index of that name over them.
#[must_use]
pub fn sitemap(pages: &[SitemapPage], base_url: &str) -> Vec<Artifact> {
    let mut files = vec![String::new()];
    let mut held = 0;
    for page in pages {
        let entry = entry(page, base_url);
        let size = files.last().map_or(0, String::len) + entry.len() + HEAD.len() + OPEN.len() + CLOSE.len();
        if held == MOST_PAGES || size > MOST_BYTES {
            files.push(String::new());
            held = 0;
        }
        held += 1;
        if let Some(file) = files.last_mut() {
            file.push_str(&entry);
        }
    }
    if let [only] = files.as_slice() {
        return vec![artifact("sitemap.xml", &[HEAD, OPEN, only, CLOSE])];
    }
    let mut index = String::from("<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    let mut artifacts = Vec::new();
    for (number, file) in (1..).zip(&files) {
        let name = format!("sitemap-{number}.xml");
        let _ = writeln!(index, "<sitemap><loc>{}</loc></sitemap>", escaped(&absolute(base_url, &format!("/{name}"))));
        artifacts.push(artifact(&name, &[HEAD, OPEN, file, CLOSE]));
    }
    artifacts.insert(0, artifact("sitemap.xml", &[HEAD, &index, "</sitemapindex>\n"]));
    artifacts
}

fn artifact(path: &str, parts: &[&str]) -> Artifact {
    Artifact { path: path.to_string(), body: Body::Bytes(parts.concat().into_bytes()) }
}

fn entry(page: &SitemapPage, base_url: &str) -> String {
    let mut text = format!("<url><loc>{}</loc>", escaped(&absolute(base_url, &page.href)));
    if let Some(updated) = &page.updated {
        let _ = write!(text, "<lastmod>{}</lastmod>", escaped(updated));
    }
    for (language, href) in &page.alternates {
        let (language, href) = (escaped(language), escaped(&absolute(base_url, href)));
        let _ = write!(text, "<xhtml:link rel=\"alternate\" hreflang=\"{language}\" href=\"{href}\"/>");
    }
    text + "</url>\n"
}
