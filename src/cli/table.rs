//! Tables for people: cells aligned by the width that a terminal gives them, where a Han character takes two columns.

use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

/// A line a row; the columns `numbers` stand to the right.
pub(super) fn lines<const N: usize>(rows: &[[String; N]], numbers: &[usize]) -> String {
    let widest = |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.width()).max();
    let widths: Vec<usize> = (0..N).map(|column| widest(column).unwrap_or_default()).collect();
    let line = |row: &[String; N]| {
        let cells = row.iter().zip(&widths).enumerate().map(|(column, (cell, width))| {
            let space = " ".repeat(width.saturating_sub(cell.width()));
            if numbers.contains(&column) { space + cell } else { cell.clone() + &space }
        });
        cells.collect::<Vec<_>>().join("  ").trim_end().to_string() + "\n"
    };
    rows.iter().map(line).collect()
}

/// A cell of so many columns at most; what is cut off is an ellipsis.
pub(super) fn clipped(text: &str, most: usize) -> String {
    if text.width() <= most {
        return text.to_string();
    }
    let mut width = 1;
    let fits = |letter: &char| {
        width += letter.width().unwrap_or_default();
        width <= most
    };
    text.chars().take_while(fits).collect::<String>() + "…"
}

#[cfg(test)]
mod tests {
    use super::{clipped, lines};

    #[test]
    fn a_han_character_takes_two_columns() {
        let rows = [["双十一", "9"], ["tea", "10"]].map(|row| row.map(str::to_string));
        assert_eq!(lines(&rows, &[1]), "双十一   9\ntea     10\n");
    }

    #[test]
    fn a_cell_is_cut_between_letters() {
        let cut = [6, 5, 4, 3].map(|most| clipped("双十一", most));
        assert_eq!(cut, ["双十一", "双十…", "双…", "双…"]);
    }
}
