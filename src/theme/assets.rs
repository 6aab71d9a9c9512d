//! A theme's published files: fingerprinted addresses and integrity digests.

use super::home::Home;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::rules::theme::THEME_FILE_MISSING;
use crate::fingerprint::Digest;
use crate::paths::Address;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha384};
use std::sync::Arc;

/// A file that is published below `/assets/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    /// The name that templates use: the path within the theme, or `styles.css`.
    pub name: String,
    /// Where it is published; the digest of its bytes is in the name.
    pub address: Address,
    /// For the `integrity` attribute: `sha384-…`.
    pub integrity: String,
    /// What is in it.
    pub bytes: Arc<[u8]>,
}

impl Asset {
    pub(super) fn new(name: &str, bytes: Vec<u8>) -> Self {
        let digest = Digest::of(&bytes).short(10);
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, "bin"));
        let address = Address::of(format!("/assets/{stem}-{digest}.{ending}"));
        let integrity = format!("sha384-{}", STANDARD.encode(Sha384::digest(&bytes)));
        Self { name: name.to_string(), address, integrity, bytes: bytes.into() }
    }
}

/// All assets of a theme, each made once.
#[derive(Default)]
pub(super) struct Assets {
    pub(super) list: Vec<Asset>,
}

impl Assets {
    /// The published form of a theme's file: the nearest theme's that has it.
    pub(super) fn publish(&mut self, chain: &[Home<'_>], name: &str) -> Option<&Asset> {
        let at = if let Some(at) = self.list.iter().position(|asset| asset.name == name) {
            at
        } else {
            let bytes = chain.iter().find_map(|home| home.bytes(name))?;
            self.list.push(Asset::new(name, bytes));
            self.list.len() - 1
        };
        self.list.get(at)
    }

    /// Publishes what a theme lists under `scripts` or `files`.
    pub(super) fn publish_listed(&mut self, chain: &[Home<'_>], listed: &[Listed]) -> Vec<Diagnostic> {
        let missing = listed.iter().filter(|file| self.publish(chain, &file.name).is_none());
        missing.map(Listed::missing).collect()
    }
}

/// A file that theme.yaml names, and where it does.
#[derive(Clone, Debug)]
pub(super) struct Listed {
    pub(super) name: String,
    pub(super) place: crate::diagnostics::Place,
}

impl Listed {
    pub(super) fn missing(&self) -> Diagnostic {
        THEME_FILE_MISSING.at(self.place.clone()).with("file", &self.name)
    }
}
