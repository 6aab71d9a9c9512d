//! The preview for other machines in the network: an address with a key in it, and its picture for a phone's camera.

use super::server::Keys;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use std::sync::Arc;

/// Pixels along an edge of the picture, about.
const EDGE: u32 = 320;

/// Who else may come in.
#[derive(Clone, Debug)]
pub struct Lan {
    /// The keys.
    pub keys: Arc<Keys>,
    /// The address without a key: `http://192.168.1.7:1111/`.
    pub address: String,
}

impl Lan {
    /// The address that lets one machine in.
    #[must_use]
    pub fn url(&self) -> String {
        format!("{}?awning={}", self.address, &**self.keys.token().borrow())
    }

    /// The address, and a picture of it as a `data:` URL; empty if it could not be drawn.
    pub(super) fn shown(&self) -> (String, String) {
        let url = self.url();
        let picture = posters::qr::Code::of(&url).ok().and_then(|code| {
            let edge = code.modules() * (EDGE / code.modules()).max(2);
            pixels::png::encode(&code.drawn((edge, edge)).ok()?).ok()
        });
        let picture = picture.map(|bytes| format!("data:image/png;base64,{}", STANDARD.encode(bytes)));
        (url, picture.unwrap_or_default())
    }
}
