//! Files of `assets/` that are published as they are: logo, favicon, and everything below `assets/static/`.

use crate::fingerprint::Digest;
use crate::paths::{Address, ShopPath};

/// A file that is published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedFile {
    /// Its address.
    pub address: Address,
    /// Width and height, where they are known.
    pub size: Option<(u32, u32)>,
}

/// The address of a brand file: its name with its digest, so that it can be cached for ever.
#[must_use]
pub fn address(path: &ShopPath, digest: Digest) -> Address {
    let name = path.name();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    Address::of(format!("/assets/{}-{}.{}", super::words::address_part(stem), digest.short(10), path.extension()))
}
