//! Text made safe for its place in HTML.

use std::fmt::Write as _;

/// Appends text between tags.
pub(super) fn push_text(html: &mut String, text: &str) {
    push(html, text, false);
}

/// Appends text inside a quoted attribute.
pub(super) fn push_attribute(html: &mut String, text: &str) {
    push(html, text, true);
}

/// Appends an address inside `href="…"`: what no URL may hold is percent-encoded, what is encoded stays so.
pub(super) fn push_href(html: &mut String, address: &str) {
    for byte in address.bytes() {
        match byte {
            b'&' => html.push_str("&amp;"),
            b'\'' => html.push_str("%27"),
            b if b.is_ascii_alphanumeric() || b"-._~:/?#[]@!$()*+,;=%".contains(&b) => html.push(char::from(b)),
            b => {
                let _ = write!(html, "%{b:02X}");
            }
        }
    }
}

fn push(html: &mut String, text: &str, quotes: bool) {
    let mut done = 0;
    for (at, byte) in text.bytes().enumerate() {
        let replacement = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' if quotes => "&quot;",
            // HTML has no place for control characters.
            b'\t' | b'\n' => continue,
            0..0x20 | 0x7F => "",
            _ => continue,
        };
        html.push_str(text.get(done..at).unwrap_or_default());
        html.push_str(replacement);
        done = at + 1;
    }
    html.push_str(text.get(done..).unwrap_or_default());
}
