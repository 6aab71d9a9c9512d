//! What goes into feeds, the sitemap, the search index and redirects: plain values, addresses already decided.
//!
//! An `href` begins with `/` and is percent-encoded; it becomes absolute where the format asks for it.

use jiff::Timestamp;

/// A feed of news and stories.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feed {
    /// The feed's title.
    pub title: String,
    /// One sentence about it.
    pub subtitle: Option<String>,
    /// The language of its texts.
    pub language: String,
    /// Who speaks where an entry has no author: the shop's name.
    pub author: String,
    /// Its own address.
    pub href: String,
    /// The page that it accompanies.
    pub home: String,
    /// When any entry changed last.
    pub updated: Timestamp,
    /// Newest first.
    pub entries: Vec<FeedEntry>,
}

/// One entry of a feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedEntry {
    /// Stays the same for ever; an address that begins with `/` becomes absolute.
    pub id: String,
    /// The entry's title.
    pub title: String,
    /// Its page.
    pub href: String,
    /// A short text.
    pub summary: Option<String>,
    /// The body, if the feed carries it.
    pub html: Option<String>,
    /// When it changed last.
    pub updated: Timestamp,
    /// When it was published first.
    pub published: Option<Timestamp>,
    /// Who wrote it.
    pub author: Option<String>,
}

/// One page in the sitemap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SitemapPage {
    /// Its address.
    pub href: String,
    /// When it changed last, as a W3C date.
    pub updated: Option<String>,
    /// Language and address of the page in all its languages, itself included; empty if there is one only.
    pub alternates: Vec<(String, String)>,
}

/// One find of the search page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SearchItem {
    /// What is shown first.
    pub title: String,
    /// What is shown below; may be empty.
    pub subtitle: String,
    /// The page.
    pub href: String,
    /// What is searched besides title and subtitle.
    pub keywords: String,
    /// Ready-made price; empty where there is none.
    pub price: String,
    /// Address of a thumbnail; empty where there is none.
    pub picture: String,
    /// Whether it is sold out.
    pub sold_out: bool,
    /// The category's title; empty where there is none.
    pub category: String,
}

/// An old address that leads to a new one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Redirect {
    /// The old address, from the site's root.
    pub from: String,
    /// The new one, from the site's root.
    pub to: String,
}
