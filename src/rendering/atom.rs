//! Atom feeds (RFC 4287).

use super::xml::{absolute, clean};
use crate::artifact::{Artifact, Body};
use crate::plan::outputs::{Feed, FeedEntry};
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};
use std::io;

/// The feed's file. All addresses in it are absolute, also those in the bodies of entries.
#[must_use]
pub fn atom(feed: &Feed, base_url: &str) -> Artifact {
    // Writing into memory cannot fail.
    let bytes = document(feed, base_url).unwrap_or_default();
    Artifact { path: feed.href.trim_start_matches('/').to_string(), body: Body::Bytes(bytes) }
}

type Xml = Writer<Vec<u8>>;

fn document(feed: &Feed, base_url: &str) -> io::Result<Vec<u8>> {
    let mut xml = Writer::new_with_indent(Vec::new(), b' ', 1);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
    let language = clean(&feed.language);
    let root = [("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", language.as_ref())];
    xml.create_element("feed").with_attributes(root).write_inner_content(|xml| {
        text(xml, "id", &absolute(base_url, &feed.href))?;
        text(xml, "title", &feed.title)?;
        if let Some(subtitle) = &feed.subtitle {
            text(xml, "subtitle", subtitle)?;
        }
        text(xml, "updated", &feed.updated.to_string())?;
        author(xml, &feed.author)?;
        link(xml, "self", "application/atom+xml", &absolute(base_url, &feed.href))?;
        link(xml, "alternate", "text/html", &absolute(base_url, &feed.home))?;
        feed.entries.iter().try_for_each(|one| entry(xml, one, base_url))
    })?;
    Ok(xml.into_inner())
}

fn entry(xml: &mut Xml, entry: &FeedEntry, base_url: &str) -> io::Result<()> {
    xml.create_element("entry").write_inner_content(|xml| {
        text(xml, "id", &absolute(base_url, &entry.id))?;
        text(xml, "title", &entry.title)?;
        link(xml, "alternate", "text/html", &absolute(base_url, &entry.href))?;
        if let Some(published) = &entry.published {
            text(xml, "published", &published.to_string())?;
        }
        text(xml, "updated", &entry.updated.to_string())?;
        if let Some(name) = &entry.author {
            author(xml, name)?;
        }
        if let Some(summary) = &entry.summary {
            text(xml, "summary", summary)?;
        }
        if let Some(html) = &entry.html {
            let html = with_absolute_addresses(html, base_url);
            let content = BytesText::new(clean(&html).as_ref()).into_owned();
            xml.create_element("content").with_attribute(("type", "html")).write_text_content(content)?;
        }
        Ok(())
    })?;
    Ok(())
}

fn text(xml: &mut Xml, name: &str, value: &str) -> io::Result<()> {
    xml.create_element(name).write_text_content(BytesText::new(clean(value).as_ref())).map(drop)
}

fn author(xml: &mut Xml, name: &str) -> io::Result<()> {
    xml.create_element("author").write_inner_content(|xml| text(xml, "name", name)).map(drop)
}

fn link(xml: &mut Xml, rel: &str, media_type: &str, href: &str) -> io::Result<()> {
    let href = clean(href);
    let attributes = [("rel", rel), ("type", media_type), ("href", href.as_ref())];
    xml.create_element("link").with_attributes(attributes).write_empty().map(drop)
}

/// Addresses in attributes that begin at the site's root, made absolute.
fn with_absolute_addresses(html: &str, base_url: &str) -> String {
    let base = base_url.trim_end_matches('/');
    let mut made = String::with_capacity(html.len() + 256);
    let mut rest = html;
    while let Some(at) = rest.find("=\"") {
        let (before, after) = rest.split_at(at + 2);
        let value = after.split('"').next().unwrap_or_default();
        made.push_str(before);
        let name = before.trim_end_matches("=\"").rsplit([' ', '\n', '\t']).next().unwrap_or_default();
        match name {
            "href" | "src" | "poster" if is_rooted(value) => made.extend([base, value]),
            "srcset" => {
                let candidates = value.split(',').map(str::trim);
                let absolute =
                    candidates.map(|one| if is_rooted(one) { format!("{base}{one}") } else { one.to_string() });
                made.push_str(&absolute.collect::<Vec<_>>().join(", "));
            }
            _ => made.push_str(value),
        }
        rest = after.get(value.len()..).unwrap_or_default();
    }
    made + rest
}

fn is_rooted(href: &str) -> bool {
    href.starts_with('/') && !href.starts_with("//")
}
