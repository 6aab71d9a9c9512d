//! Addresses: decoded once, and confined.

/// What is wrong with an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wrong {
    /// It is no address.
    Malformed,
    /// It is one, but there is nothing there, and never will be.
    Nowhere,
}

/// An address as it was meant. It begins with `/`; no part of it is empty (but the last may be), begins with a dot, or
/// holds a slash, a backslash or a control character.
pub(super) fn decode(raw: &str) -> Result<String, Wrong> {
    let rest = raw.strip_prefix('/').ok_or(Wrong::Malformed)?;
    let mut path = String::with_capacity(raw.len());
    let mut parts = rest.split('/').peekable();
    while let Some(part) = parts.next() {
        let part = unescape(part).ok_or(Wrong::Malformed)?;
        if part.chars().any(char::is_control) {
            return Err(Wrong::Malformed);
        }
        let is_last = parts.peek().is_none();
        if part.starts_with('.') || part.contains(['/', '\\']) || part.is_empty() && !is_last {
            return Err(Wrong::Nowhere);
        }
        path.push('/');
        path.push_str(&part);
    }
    Ok(path)
}

/// The page in a query, decoded. Browsers name a page in escapes, and scripts that put the name in a query escape it
/// again or not; both are understood.
pub(super) fn page(query: &str) -> Option<String> {
    let raw = query.split('&').find_map(|pair| pair.strip_prefix("page="))?;
    decode(&unescape(raw)?).ok()
}

/// Text without its percent escapes; none if one is broken, or it is not UTF-8.
fn unescape(raw: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(raw.len());
    let mut rest = raw.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(if byte == b'%' { digit(rest.next()?)? * 16 + digit(rest.next()?)? } else { byte });
    }
    String::from_utf8(bytes).ok()
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_decoded_once_and_confined() {
        let good = [("/", "/"), ("/a/", "/a/"), ("/%E8%8C%B6/x.html", "/茶/x.html"), ("/%252e%252e/x", "/%2e%2e/x")];
        for (raw, path) in good {
            assert_eq!(decode(raw).as_deref(), Ok(path));
        }
        for raw in
            ["//x", "/a//b", "/../x", "/a/..", "/%2e%2e/x", "/.git/config", "/a/.env", "/a%2fb", "/a%5cb", "/a\\b"]
        {
            assert_eq!(decode(raw), Err(Wrong::Nowhere), "{raw}");
        }
        for raw in ["", "a", "*", "/%", "/%4", "/%zz", "/%00", "/%0d%0a", "/%ff", "/%c0%ae", "/%+1"] {
            assert_eq!(decode(raw), Err(Wrong::Malformed), "{raw}");
        }
    }

    #[test]
    fn a_page_may_be_escaped_twice() {
        assert_eq!(page("page=/a/").as_deref(), Some("/a/"));
        assert_eq!(page("x=1&page=%2F%E8%8C%B6%2F").as_deref(), Some("/茶/"));
        assert_eq!(page("page=%2F%25E8%258C%25B6%2F").as_deref(), Some("/茶/"));
        for query in ["", "page=", "page=x", "page=//x", "page=/..", "page=/%0d%0a", "page=/%250a"] {
            assert_eq!(page(query), None, "{query}");
        }
    }
}
