//! Small help for XML and HTML that is written by hand.

use quick_xml::escape::escape;
use std::borrow::Cow;

/// The text without the characters that XML forbids.
pub(super) fn clean(text: &str) -> Cow<'_, str> {
    let allowed = |c: char| !c.is_control() || matches!(c, '\t' | '\n' | '\r') || ('\u{80}'..='\u{9F}').contains(&c);
    let fine = |c: char| allowed(c) && !matches!(c, '\u{FFFE}' | '\u{FFFF}' | '\u{7F}');
    if text.chars().all(fine) { text.into() } else { text.chars().filter(|c| fine(*c)).collect::<String>().into() }
}

/// The text for an element or an attribute in double quotes.
pub(super) fn escaped(text: &str) -> String {
    escape(clean(text).as_ref()).into_owned()
}

/// An address from the site's root as an absolute one; others stay.
pub(super) fn absolute(base_url: &str, href: &str) -> String {
    if href.starts_with('/') { format!("{}{href}", base_url.trim_end_matches('/')) } else { href.to_string() }
}
