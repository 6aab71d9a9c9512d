//! Paths inside a shop and addresses inside a site: checked once, then carried as types.

use std::fmt;
use std::sync::Arc;

/// A file of the shop, from its root, with `/` between parts: never absolute, never with `..`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ShopPath(Arc<str>);

impl ShopPath {
    /// Takes a relative path; `.` and empty parts are dropped, `..` is resolved.
    /// `None` if it is absolute, leaves the shop, or holds a backslash or a control character.
    #[must_use]
    pub fn new(path: &str) -> Option<Self> {
        if path.starts_with('/') || path.contains(['\\', '\0']) {
            return None;
        }
        let mut parts: Vec<&str> = Vec::new();
        for part in path.split('/') {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop()?;
                }
                part => parts.push(part),
            }
        }
        (!parts.is_empty()).then(|| Self(parts.join("/").into()))
    }

    /// The whole path.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The folder, without a trailing slash; empty at the root.
    #[must_use]
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// The last part, `index.en.md`.
    #[must_use]
    pub fn name(&self) -> &str {
        self.0.rsplit_once('/').map_or(&self.0, |(_, name)| name)
    }

    /// The lower-case ending after the last dot; empty if there is none.
    #[must_use]
    pub fn extension(&self) -> String {
        self.name().rsplit_once('.').map_or(String::new(), |(_, ending)| ending.to_ascii_lowercase())
    }

    /// A path relative to this file's folder, or from `assets/` if it begins with `/`.
    #[must_use]
    pub fn sibling(&self, relative: &str) -> Option<Self> {
        match relative.strip_prefix('/') {
            Some(rest) => Self::new(rest)
                .and_then(|_| Self::new(&format!("assets/{rest}")))
                .filter(|p| p.as_str().starts_with("assets/")),
            None => Self::new(format!("{}/{relative}", self.folder()).trim_start_matches('/')),
        }
    }
}

impl fmt::Display for ShopPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An address of the site, from its root: begins with `/`, percent-encoded nowhere (NFC text).
/// A page's ends with `/` and lies in `…/index.html`; a file's names it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address(Arc<str>);

impl Address {
    /// Joins parts that are known to be safe.
    #[must_use]
    pub fn of(text: impl Into<String>) -> Self {
        let text: String = text.into();
        Self(text.into())
    }

    /// The address as text, unencoded.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The file that it is published in, from the root of `public/`.
    #[must_use]
    pub fn file(&self) -> String {
        let path = self.0.trim_start_matches('/');
        if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_string() }
    }

    /// The address as it stands in `href`: other than unreserved characters percent-encoded (RFC 3986).
    #[must_use]
    pub fn href(&self) -> String {
        encode(&self.0)
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Percent-encodes a path for a URL, `/` kept (RFC 3986, unreserved and sub-delimiters that need no escape).
#[must_use]
pub fn encode(path: &str) -> String {
    use std::fmt::Write as _;
    let mut text = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
            text.push(char::from(byte));
        } else {
            let _ = write!(text, "%{byte:02X}");
        }
    }
    text
}

/// Whether a text is a slug: `[a-z0-9]+(-[a-z0-9]+)*`, at most 80 long.
#[must_use]
pub fn is_slug(text: &str) -> bool {
    text.len() <= 80
        && text
            .split('-')
            .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()))
}
