//! Vertical text: columns from right to left, one square a letter. The renderer itself writes in lines only.
//!
//! Punctuation takes the shape that the font has for columns (its `vert` feature); quotes become corner brackets, as
//! GB/T 15834 wants it; one or two digits stand upright in one square; longer Latin words and numbers are turned.

use crate::markup::{Content, Element};

/// Most characters of a vertical text: a headline, not a page.
pub(crate) const LETTERS: usize = 60;

/// May not begin a column.
const CLOSING: &str = "，。、；：！？）》〉」』】〕”’…—·％%,.;:!?)";
/// May not end a column.
const OPENING: &str = "（《〈「『【〔“‘(￥¥";

/// One square, or a turned word.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Cell {
    /// A letter, upright.
    Letter(char),
    /// Two digits beside each other.
    Pair(String),
    /// A word or number, turned to the right.
    Turned(String),
}

/// The text in so many columns, or fewer if it is too short: parted where its author left a space or a new line, and
/// where that is not enough in the middle of the longest parts.
pub(crate) fn columns(text: &str, count: usize) -> Vec<Vec<Cell>> {
    let parts: Vec<&str> = text.split_whitespace().collect();
    if parts.len() > count || parts.len() == 1 {
        return balanced(&cells(&parts.concat()), count);
    }
    let mut columns: Vec<Vec<Cell>> = parts.into_iter().map(cells).collect();
    while columns.len() < count {
        let longest = columns.iter().enumerate().max_by_key(|(at, column)| (column.len(), usize::MAX - at));
        let Some((at, halves)) = longest.map(|(at, column)| (at, balanced(column, 2))) else { break };
        if halves.len() < 2 {
            break;
        }
        columns.splice(at..=at, halves);
    }
    columns
}

/// Columns of about the same length that begin and end as they should.
fn balanced(cells: &[Cell], count: usize) -> Vec<Vec<Cell>> {
    let mut columns = Vec::new();
    let (mut start, mut rest) = (0, cells);
    for column in 1..count {
        let ideal = (column * cells.len()).div_ceil(count);
        let may_end = (start + 1..cells.len()).filter(|&end| may_part(cells.get(end - 1), cells.get(end)));
        let Some(end) = may_end.min_by_key(|&end| (end.abs_diff(ideal), usize::MAX - end)) else { break };
        let (own, later) = rest.split_at(end - start);
        columns.push(own.to_vec());
        (start, rest) = (end, later);
    }
    columns.push(rest.to_vec());
    columns
}

fn may_part(before: Option<&Cell>, after: Option<&Cell>) -> bool {
    let is_one_of =
        |cell: Option<&Cell>, letters: &str| matches!(cell, Some(Cell::Letter(letter)) if letters.contains(*letter));
    !is_one_of(after, CLOSING) && !is_one_of(before, OPENING)
}

fn cells(text: &str) -> Vec<Cell> {
    let mut cells = Vec::new();
    let mut word = String::new();
    for letter in text.chars() {
        if is_latin(letter) {
            word.push(letter);
        } else {
            cells.extend(latin(std::mem::take(&mut word)));
            cells.push(Cell::Letter(turned_quote(letter)));
        }
    }
    cells.extend(latin(word));
    cells
}

fn is_latin(letter: char) -> bool {
    letter.is_ascii_graphic() || ('\u{c0}'..='\u{24f}').contains(&letter)
}

fn latin(word: String) -> Option<Cell> {
    let mut letters = word.chars();
    match (letters.next(), letters.next(), letters.next()) {
        (None, ..) => None,
        (Some(only), None, _) => Some(Cell::Letter(only)),
        (Some(first), Some(second), None) if first.is_ascii_digit() && second.is_ascii_digit() => {
            Some(Cell::Pair(word))
        }
        _ => Some(Cell::Turned(word)),
    }
}

/// Quotes of lines as those of columns.
fn turned_quote(letter: char) -> char {
    match letter {
        '“' => '『',
        '”' => '』',
        '‘' => '「',
        '’' => '」',
        other => other,
    }
}

const COLUMNS: &str = "display:flex;flex-direction:row-reverse;width:max-content;gap:var(--column-gap,.3em)";
const COLUMN: &str = "display:flex;flex-direction:column;gap:var(--letter-gap,0px)";
const SQUARE: &str = "display:flex;flex:none;justify-content:center;width:1em;height:1em;line-height:1em;\
                      letter-spacing:0;text-indent:0;white-space:nowrap";

/// What is left free before and after a turned word, in shares of the font size.
const AIR: f32 = 0.1;

/// The columns as elements; `width` says how wide a turned word is at a size of 1.
pub(crate) fn drawn(columns: &[Vec<Cell>], width: &dyn Fn(&str) -> f32) -> Vec<Content> {
    let column = |cells: &Vec<Cell>| element(COLUMN, cells.iter().map(|cell| square(cell, width)).collect());
    vec![element(COLUMNS, columns.iter().map(column).collect())]
}

fn square(cell: &Cell, width: &dyn Fn(&str) -> f32) -> Content {
    match cell {
        Cell::Letter(letter) => {
            element(&format!("{SQUARE};font-feature-settings:'vert'"), vec![Content::Text(letter.to_string())])
        }
        Cell::Pair(digits) => {
            let squeezed = (0.96 / width(digits).max(0.1)).min(1.0);
            let digits = element(&format!("transform:scaleX({squeezed:.3})"), vec![Content::Text(digits.clone())]);
            element(SQUARE, vec![digits])
        }
        Cell::Turned(word) => {
            let length = width(word) + 2.0 * AIR;
            let style =
                "position:absolute;left:50%;top:50%;width:max-content;transform:translate(-50%,-50%) rotate(90deg)";
            let word = element(style, vec![Content::Text(word.clone())]);
            element(&format!("{SQUARE};position:relative;height:{length:.3}em"), vec![word])
        }
    }
}

fn element(style: &str, content: Vec<Content>) -> Content {
    Content::Element(Element::new("div", style, content))
}

#[cfg(test)]
mod tests {
    use super::{Cell, columns};

    #[test]
    fn columns_part_at_spaces_then_in_the_middle_and_never_before_a_stop() {
        let cases = [
            ("月亮上来，茶也泡好", 1, "月亮上来，茶也泡好"),
            ("月亮上来，茶也泡好", 2, "月亮上来，|茶也泡好"),
            ("月亮上来 茶也泡好", 2, "月亮上来|茶也泡好"),
            ("一壶热茶一身新布 好", 3, "一壶热茶|一身新布|好"),
            ("月上，茶好。", 2, "月上，|茶好。"),
            ("一壶热茶一身新布", 3, "一壶热|茶一身|新布"),
            ("他说“来”", 2, "他说|『来』"),
            ("双11布衣 618", 1, "双<11>布衣[618]"),
            ("9月25日Tea", 1, "9月<25>日[Tea]"),
            ("茶", 3, "茶"),
            ("", 2, ""),
        ];
        for (text, count, expected) in cases {
            let told: Vec<String> =
                columns(text, count).iter().map(|column| column.iter().map(told).collect()).collect();
            assert_eq!(told.join("|"), expected, "{text}");
        }
    }

    fn told(cell: &Cell) -> String {
        match cell {
            Cell::Letter(letter) => letter.to_string(),
            Cell::Pair(pair) => format!("<{pair}>"),
            Cell::Turned(word) => format!("[{word}]"),
        }
    }
}
