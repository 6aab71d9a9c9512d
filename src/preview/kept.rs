//! Pages as they were made last, under the fingerprint of what they were made from.

use crate::fingerprint::Digest;
use bytes::Bytes;
use std::collections::HashMap;

/// So many pages are kept.
const MOST: usize = 256;

/// The pages.
#[derive(Debug, Default)]
pub(super) struct Kept {
    pages: HashMap<String, Page>,
    used: u64,
}

/// A page as it was made.
#[derive(Clone, Debug)]
pub(super) struct Page {
    /// The revision of the shop at which it was looked at last.
    pub(super) revision: u64,
    /// What it was made from.
    pub(super) fingerprint: Digest,
    /// Its HTML, with the client.
    pub(super) html: Bytes,
    /// What stands for its bytes.
    pub(super) etag: String,
    used: u64,
}

impl Page {
    /// A page that was just made.
    pub(super) fn new(revision: u64, fingerprint: Digest, html: Vec<u8>) -> Self {
        let etag = format!("\"{}\"", Digest::of(&html).short(20));
        Self { revision, fingerprint, html: with_client(html), etag, used: 0 }
    }
}

impl Kept {
    /// The page at an address, as it was made last.
    pub(super) fn get(&mut self, address: &str) -> Option<&mut Page> {
        self.used += 1;
        let page = self.pages.get_mut(address)?;
        page.used = self.used;
        Some(page)
    }

    /// Keeps a page; the one that nobody asked for the longest goes.
    pub(super) fn put(&mut self, address: &str, page: Page) {
        self.used += 1;
        self.pages.insert(address.to_string(), Page { used: self.used, ..page });
        if self.pages.len() > MOST {
            let oldest = self.pages.iter().min_by_key(|(_, page)| page.used).map(|(address, _)| address.clone());
            oldest.into_iter().for_each(|address| drop(self.pages.remove(&address)));
        }
    }
}

/// What pages load in the preview, and in no build.
pub(super) const CLIENT: &str = "<script type=\"module\" src=\"/_awning/client.js\"></script>\n";

/// The page with the client, before the end of its body.
fn with_client(html: Vec<u8>) -> Bytes {
    let Some(at) = memchr::memmem::rfind(&html, b"</body>") else {
        return Bytes::from([&html, CLIENT.as_bytes()].concat());
    };
    let (before, after) = html.split_at(at);
    Bytes::from([before, CLIENT.as_bytes(), after].concat())
}
