//! Where a link leads, judged by its spelling.

use pulldown_cmark::LinkType;

/// What kind of address a link names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// Another site.
    External,
    /// `mailto:` or `tel:`.
    Contact,
    /// This site: relative, from its root, or a fragment.
    Local,
    /// Anything that could run, or that a page of a shop has no use for.
    Unsafe,
}

/// Judges an address as a browser would read it: control characters and spaces around it do not count.
pub(super) fn judge(address: &str) -> Target {
    let plain: String = address.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect();
    if plain.starts_with(['/', '\\']) {
        return rooted(&plain);
    }
    let head = plain.split(['/', '?', '#', '\\']).next().unwrap_or_default();
    match head.split_once(':') {
        None => Target::Local,
        Some((scheme, _)) => schemed(scheme),
    }
}

/// `//host` is another site; a backslash there is a disguise.
fn rooted(plain: &str) -> Target {
    let lead = plain.len() - plain.trim_start_matches(['/', '\\']).len();
    match (lead, plain.chars().take(lead).any(|c| c == '\\')) {
        (_, true) => Target::Unsafe,
        (1, _) => Target::Local,
        _ => Target::External,
    }
}

fn schemed(scheme: &str) -> Target {
    // Letters that cannot be seen must not hide a scheme.
    let letters: String = scheme.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
    match letters.as_str() {
        "http" | "https" if scheme.is_ascii() => Target::External,
        "mailto" | "tel" if scheme.is_ascii() => Target::Contact,
        "javascript" | "vbscript" | "data" => Target::Unsafe,
        _ if scheme.is_ascii() => Target::Unsafe,
        _ => Target::Local,
    }
}

/// The address of a link as it is meant: an e-mail in angle brackets has no scheme.
pub(super) fn spelled(kind: LinkType, address: &str) -> String {
    if kind == LinkType::Email && !address.starts_with("mailto:") {
        return format!("mailto:{address}");
    }
    address.to_string()
}
