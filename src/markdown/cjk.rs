//! What Chinese and Japanese letters mean to Markdown: where emphasis may stand, where a line break is no space.
//!
//! Emphasis follows the markdown-cjk-friendly specification (github.com/tats-u/markdown-cjk-friendly), Unicode 18.

use super::punctuation::is_punctuation;

/// Whether a run of delimiters may open, may close emphasis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Flanks {
    /// May open.
    pub(super) opens: bool,
    /// May close.
    pub(super) closes: bool,
}

/// Where a run of `delimiter` stands: between `before` (its end is looked at) and `after`.
pub(super) fn flanks(delimiter: u8, before: &str, after: char) -> Flanks {
    let before = Before::of(before);
    let left = !after.is_whitespace()
        && (!is_punctuation(after) || before.space || before.punctuation || before.cjk || is_cjk(after));
    let hidden = before.punctuation && !before.cjk_punctuation && !is_cjk(after);
    let right = !before.space && (!hidden || after.is_whitespace() || is_punctuation(after));
    if delimiter == b'_' {
        return Flanks {
            opens: left && (!right || before.punctuation),
            closes: right && (!left || is_punctuation(after)),
        };
    }
    Flanks { opens: left, closes: right }
}

/// Whether the standard rules and the friendly ones could differ for a run between these.
pub(super) fn is_delicate(before: &str, after: char) -> bool {
    let Some(last) = before.chars().next_back() else { return false };
    if last.is_ascii() && after.is_ascii() || last.is_whitespace() || after.is_whitespace() {
        return false;
    }
    is_punctuation(last) || is_punctuation(after) || is_selector(last)
}

/// What stands before a run.
struct Before {
    space: bool,
    punctuation: bool,
    /// A CJK character, also one with a variation selector behind it.
    cjk: bool,
    /// Punctuation that does not hide the run, being CJK.
    cjk_punctuation: bool,
}

impl Before {
    fn of(text: &str) -> Self {
        let mut characters = text.chars().rev();
        let last = characters.next().unwrap_or('\n');
        if is_selector(last) {
            return Self::varied(characters.next().unwrap_or('\n'), last);
        }
        let ideographic = matches!(u32::from(last), 0xE0100..=0xE01EF);
        Self {
            space: last.is_whitespace(),
            punctuation: is_punctuation(last),
            cjk: is_cjk(last) || ideographic,
            cjk_punctuation: is_cjk(last),
        }
    }

    /// A character with a selector: the selector says nothing itself.
    fn varied(base: char, selector: char) -> Self {
        let wide_quote = matches!(base, '‘' | '’' | '“' | '”') && selector == '\u{FE01}';
        let cjk = is_cjk(base) || wide_quote;
        Self { space: false, punctuation: is_punctuation(base), cjk, cjk_punctuation: cjk }
    }
}

/// A variation selector that does not make an emoji.
fn is_selector(c: char) -> bool {
    matches!(c, '\u{FE00}'..='\u{FE0E}')
}

/// Whether a line break between these is no space: both are Chinese or Japanese, or full-width punctuation.
pub(super) fn joins(before: char, after: char, language: &str) -> bool {
    let ambiguous = |c: char| matches!(c, '‘' | '’' | '“' | '”' | '…' | '—' | '·');
    let east_asian = language.starts_with("zh") || language.starts_with("ja");
    let wide = |c: char, other: char| is_full_width(c) || ambiguous(c) && (east_asian || is_full_width(other));
    wide(before, after) && wide(after, before)
}

/// A Chinese or Japanese letter or a full-width mark; Hangul is none, it has spaces between words.
pub(super) fn is_full_width(c: char) -> bool {
    let hangul = matches!(u32::from(c), 0x1100..=0x11FF | 0x3131..=0x318E | 0x3200..=0x321E | 0x3260..=0x327F
        | 0xA960..=0xA97C | 0xAC00..=0xD7FF | 0xFFA0..=0xFFDC);
    let half_width = matches!(u32::from(c), 0x20A9 | 0xFFE8..=0xFFEE);
    is_cjk(c) && !hangul && !half_width
}

/// A character that counts as one word: Han, kana, bopomofo.
pub(super) fn is_han(c: char) -> bool {
    matches!(u32::from(c), 0x3005..=0x3007 | 0x3041..=0x3096 | 0x30A1..=0x30FA | 0x3105..=0x312F
        | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x3FFFD)
}

/// The CJK characters of the specification.
#[rustfmt::skip]
pub(super) fn is_cjk(c: char) -> bool {
    c >= '\u{1100}' && matches!(u32::from(c),
        0x1100..=0x11FF | 0x20A9 | 0x2329..=0x232A | 0x2630..=0x2637 | 0x268A..=0x268F | 0x2E80..=0x2E99
        | 0x2E9B..=0x2EF3 | 0x2F00..=0x2FD5 | 0x2FF0..=0x303E | 0x3041..=0x3096 | 0x3099..=0x30FF | 0x3105..=0x312F
        | 0x3131..=0x318E | 0x3190..=0x31E5 | 0x31EF..=0x321E | 0x3220..=0x3247 | 0x3250..=0xA48C | 0xA490..=0xA4C6
        | 0xA960..=0xA97C | 0xAC00..=0xD7A3 | 0xD7B0..=0xD7C6 | 0xD7CB..=0xD7FB | 0xF900..=0xFAFF | 0xFE10..=0xFE19
        | 0xFE30..=0xFE52 | 0xFE54..=0xFE66 | 0xFE68..=0xFE6B | 0xFF01..=0xFFBE | 0xFFC2..=0xFFC7 | 0xFFCA..=0xFFCF
        | 0xFFD2..=0xFFD7 | 0xFFDA..=0xFFDC | 0xFFE0..=0xFFE6 | 0xFFE8..=0xFFEE | 0x16FE0..=0x16FE4
        | 0x16FF0..=0x16FF6 | 0x17000..=0x18CDA | 0x18CFF..=0x18D20 | 0x18D80..=0x18DF2 | 0x18E00..=0x19191
        | 0x191A0..=0x191D2 | 0x1AFF0..=0x1AFF3 | 0x1AFF5..=0x1AFFB | 0x1AFFD..=0x1AFFE | 0x1B000..=0x1B128 | 0x1B132
        | 0x1B150..=0x1B152 | 0x1B155 | 0x1B164..=0x1B168 | 0x1B170..=0x1B2FB | 0x1D300..=0x1D356 | 0x1F1AE | 0x1F200
        | 0x1F202 | 0x1F210..=0x1F219 | 0x1F21B..=0x1F22E | 0x1F230..=0x1F231 | 0x1F237 | 0x1F23B
        | 0x1F240..=0x1F248 | 0x1F260..=0x1F265 | 0x1F7DA | 0x20000..=0x3FFFD)
}
