//! Code fences and comments, seen line by line: a shortcode in them is none.

/// Lines that are code or a comment.
#[derive(Debug, Default)]
pub(super) struct Hidden {
    /// The fence that is open: its sign and length.
    fence: Option<(u8, usize)>,
    comment: bool,
}

impl Hidden {
    /// Whether a line is hidden; takes note of what it opens and closes.
    pub(super) fn covers(&mut self, line: &str) -> bool {
        let content = unlisted(line);
        if self.comment {
            self.comment = !line.contains("-->");
            return true;
        }
        if let Some((sign, length)) = self.fence {
            let (found, count) = fence(line.trim_start());
            if found == sign && count >= length && line.trim().bytes().all(|b| b == sign) {
                self.fence = None;
            }
            return true;
        }
        if content.starts_with("<!--") {
            self.comment = !content.contains("-->");
            return true;
        }
        let (sign, count) = fence(content);
        let opens = count >= 3 && !(sign == b'`' && content.bytes().skip(count).any(|b| b == b'`'));
        self.fence = opens.then_some((sign, count));
        opens
    }
}

/// The sign that a line begins with, and how often.
fn fence(line: &str) -> (u8, usize) {
    let sign = line.bytes().next().filter(|b| matches!(b, b'`' | b'~')).unwrap_or_default();
    (sign, line.bytes().take_while(|b| *b == sign && sign != 0).count())
}

/// A line without indentation, list and quote signs.
fn unlisted(line: &str) -> &str {
    let mut rest = line.trim_start();
    loop {
        let inner = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let number = inner.len() < rest.len() && inner.starts_with(['.', ')']);
        let list = if number { inner.get(1..) } else { rest.strip_prefix(['-', '*', '+']) };
        let content = list.filter(|list| list.starts_with([' ', '\t'])).or_else(|| rest.strip_prefix('>'));
        match content {
            Some(content) => rest = content.trim_start(),
            None => return rest,
        }
    }
}
