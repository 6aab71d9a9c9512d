//! A text's beginning, cut where a reader would.

use unicode_normalization::char::is_combining_mark;

/// Length of an excerpt in half-width units.
struct Measure {
    least: usize,
    most: usize,
    ellipsis: &'static str,
}

/// 80 to 120 Chinese characters, or about 155 Latin ones.
fn measure(language: &str) -> Measure {
    if language.starts_with("zh") || language.starts_with("ja") {
        Measure { least: 160, most: 240, ellipsis: "……" }
    } else {
        Measure { least: 100, most: 155, ellipsis: "…" }
    }
}

/// The beginning of a text: whole sentences if they end in time, else to a comma, else to a word.
pub(super) fn excerpt(text: &str, language: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let measure = measure(language);
    let cuts = Cuts::find(&text, &measure);
    match cuts {
        Cuts { whole: true, .. } => text,
        Cuts { sentence: Some(end), .. } => text.get(..end).unwrap_or_default().to_string(),
        Cuts { clause: Some(end), .. } | Cuts { clause: None, word: end, .. } => {
            let cut = text
                .get(..end)
                .unwrap_or_default()
                .trim_end_matches(|c: char| c.is_whitespace() || is_pause(c) || matches!(c, '…' | '—'));
            format!("{cut}{}", measure.ellipsis)
        }
    }
}

/// Where the text may be cut: the last place of each kind that is not too late.
#[derive(Debug, Default)]
struct Cuts {
    whole: bool,
    sentence: Option<usize>,
    clause: Option<usize>,
    word: usize,
}

impl Cuts {
    fn find(text: &str, measure: &Measure) -> Self {
        let mut cuts = Self { whole: true, ..Self::default() };
        let mut width = 0;
        let mut before = Before::default();
        let mut characters = text.char_indices().peekable();
        while let Some((at, c)) = characters.next() {
            width += if c.is_ascii() { 1 } else { unicode_width::UnicodeWidthChar::width(c).unwrap_or(0) };
            if width > measure.most {
                cuts.whole = false;
                break;
            }
            let next = characters.peek().map(|(_, next)| *next);
            before.see(c, next);
            let end = at + c.len_utf8();
            if before.sentence && !next.is_some_and(is_closing) && width >= measure.least {
                cuts.sentence = Some(end);
            }
            if is_pause(c) && !is_inside(c, next) && width >= measure.least {
                cuts.clause = Some(at);
            }
            if next.is_some_and(|next| may_part(c, next, before.number)) {
                cuts.word = end;
            }
        }
        cuts
    }
}

/// What the text read so far ends in.
#[derive(Debug, Default)]
struct Before {
    /// A sentence, perhaps with closing quotes.
    sentence: bool,
    /// A number, perhaps with the space before its unit.
    number: bool,
}

impl Before {
    fn see(&mut self, c: char, next: Option<char>) {
        self.sentence = ends_sentence(c, next) || self.sentence && is_closing(c);
        self.number = is_digit(c) || is_currency(c) || self.number && (c == ' ' || is_inside(c, next));
    }
}

/// A full stop; that of a number or an address is none.
fn ends_sentence(c: char, next: Option<char>) -> bool {
    match c {
        '。' | '!' | '?' | '\u{FF01}' | '\u{FF1F}' | '\u{FF0E}' | '\u{FF61}' => true,
        '.' => next.is_none_or(|next| next == ' ' || is_closing(next)),
        _ => false,
    }
}

fn is_closing(c: char) -> bool {
    matches!(c, '”' | '’' | '」' | '』' | '》' | ')' | '\u{FF09}' | '"' | '\'' | '】')
}

fn is_pause(c: char) -> bool {
    matches!(c, ',' | '\u{FF0C}' | '、' | ';' | '\u{FF1B}' | ':' | '\u{FF1A}')
}

/// `1,299` and `10:30` are one thing.
fn is_inside(c: char, next: Option<char>) -> bool {
    matches!(c, ',' | ':' | '.') && next.is_some_and(|next| next.is_ascii_digit())
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '\u{FF10}'..='\u{FF19}')
}

fn is_currency(c: char) -> bool {
    matches!(c, '\u{A5}' | '\u{FFE5}' | '$' | '€' | '£')
}

/// Whether a text may be cut between two characters: not in a word, a number with its unit, or a grapheme.
fn may_part(before: char, after: char, number: bool) -> bool {
    let word = |c: char| !super::cjk::is_cjk(c) && c.is_alphanumeric();
    let opening = matches!(before, '“' | '‘' | '「' | '『' | '《' | '(' | '\u{FF08}' | '【');
    !(number || opening || is_attached(before, after) || word(before) && word(after) || is_digit(after) && word(before))
}

/// Whether two characters are one to the reader.
fn is_attached(before: char, after: char) -> bool {
    let joiner = |c: char| c == '\u{200D}';
    let flag = |c: char| matches!(c, '\u{1F1E6}'..='\u{1F1FF}');
    let modifier = matches!(u32::from(after), 0xFE00..=0xFE0F | 0xE0020..=0xE01EF | 0x1F3FB..=0x1F3FF | 0x20E3);
    joiner(before) || joiner(after) || modifier || is_combining_mark(after) || flag(before) && flag(after)
}
