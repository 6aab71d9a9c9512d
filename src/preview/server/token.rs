//! Keys to the preview for other machines in the network. A token in an address is traded once for a cookie; then there
//! is a new token. Whoever saw the old one over a shoulder, or finds it in a history, is not let in.

use crate::error::Error;
use blake3::Hash;
use std::collections::VecDeque;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::watch;

/// The cookie's name, and the token's in a query.
const NAME: &str = "awning";
/// How many are let in; then the first one must trade again.
const MOST: usize = 64;

/// The present token, and everybody who was let in.
pub struct Keys {
    token: watch::Sender<Arc<str>>,
    /// Digests, which compare in constant time, and are of no use to who finds them.
    cookies: Mutex<VecDeque<Hash>>,
}

impl Keys {
    /// A first token, and nobody who was let in.
    ///
    /// # Errors
    /// The system gives no random numbers.
    pub fn new() -> Result<Self, Error> {
        let token = secret().map_err(|error| Error::System { action: "cannot make a key", source: error.into() })?;
        Ok(Self { token: watch::Sender::new(token.into()), cookies: Mutex::default() })
    }

    /// The present token, for `/?awning=…`; whoever holds this is told when there is a new one.
    #[must_use]
    pub fn token(&self) -> watch::Receiver<Arc<str>> {
        self.token.subscribe()
    }

    /// A cookie for the present token, which is used up by it.
    pub(super) fn trade(&self, token: &str) -> Option<String> {
        // Held all along: of two who bring the same token at once, one is let in.
        let mut cookies = self.cookies.lock().unwrap_or_else(PoisonError::into_inner);
        let is_present = blake3::hash(token.as_bytes()) == blake3::hash(self.token.borrow().as_bytes());
        if !is_present {
            return None;
        }
        let (cookie, next) = (secret().ok()?, secret().ok()?);
        self.token.send_replace(next.into());
        cookies.push_back(blake3::hash(cookie.as_bytes()));
        if cookies.len() > MOST {
            cookies.pop_front();
        }
        Some(format!("{NAME}={cookie}; HttpOnly; SameSite=Strict; Path=/"))
    }

    /// Whether a `Cookie` header holds one that was given out.
    pub(super) fn knows(&self, header: &str) -> bool {
        let cookies = self.cookies.lock().unwrap_or_else(PoisonError::into_inner);
        let shown = header.split(';').filter_map(|pair| pair.trim().strip_prefix(NAME)?.strip_prefix('='));
        shown.map(|cookie| blake3::hash(cookie.as_bytes())).any(|shown| cookies.contains(&shown))
    }
}

/// Says nothing of what it holds.
impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Keys")
    }
}

/// The token in a query.
pub(super) fn shown(query: &str) -> Option<&str> {
    query.split('&').find_map(|pair| pair.strip_prefix(NAME)?.strip_prefix('='))
}

/// 128 random bits, in hexadecimal.
fn secret() -> Result<String, getrandom::Error> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_traded_once() {
        let keys = Keys::new().unwrap();
        let token = keys.token().borrow().clone();
        assert_eq!(token.len(), 32);
        assert!(keys.trade("").is_none() && keys.trade(&token[1..]).is_none());
        let cookie = keys.trade(&token).unwrap();
        assert!(keys.trade(&token).is_none(), "used up");
        assert_ne!(keys.token().borrow().clone(), token, "there is a new one");
        let cookie = cookie.split(';').next().unwrap();
        assert!(keys.knows(cookie) && keys.knows(&format!("a=b; {cookie}; c=d")));
        assert!(!keys.knows("") && !keys.knows("awning=") && !keys.knows(&format!("awning={token}")));
    }

    #[test]
    fn the_first_to_come_is_the_first_to_go() {
        let keys = Keys::new().unwrap();
        let let_in = || {
            let token = keys.token().borrow().clone();
            keys.trade(&token).unwrap().split(';').next().unwrap().to_string()
        };
        let (first, second) = (let_in(), let_in());
        for _ in 1..MOST {
            let_in();
        }
        assert!(!keys.knows(&first) && keys.knows(&second));
    }
}
