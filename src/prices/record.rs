//! New rows of the price history: what a release of the moment shows, where that is not what the history says already.
//!
//! What stands in the file is never touched: rows are added behind it, in its columns and with its line ends.

use super::{PriceRow, Prices};
use crate::catalog::history::{COLUMNS, in_force};
use csv::{Terminator, WriterBuilder};

/// Where the history lies.
pub const PATH: &str = "content/data/price-history.csv";

/// Where a history lies that awning reads, but cannot add to.
pub const SPREADSHEET: &str = "content/data/price-history.xlsx";

impl Prices {
    /// The prices that the history does not know.
    #[must_use]
    pub fn news(&self) -> Vec<&PriceRow> {
        let known = |row: &&PriceRow| row.is_known(in_force(&self.history, &row.sku, self.moment));
        self.rows.iter().filter(|row| !known(row)).collect()
    }

    /// The file with new rows behind what stands in it; `None` if there is nothing new.
    #[must_use]
    pub fn recorded(&self, file: &[u8]) -> Option<Vec<u8>> {
        let news = self.news();
        if news.is_empty() {
            return None;
        }
        let text = String::from_utf8_lossy(file);
        let is_windows = text.split('\n').next().is_some_and(|line| line.ends_with('\r'));
        let end = if is_windows { "\r\n" } else { "\n" };
        let mut whole = file.to_vec();
        let columns = columns(&text).unwrap_or_else(|| {
            whole.extend_from_slice((COLUMNS.join(",") + end).as_bytes());
            COLUMNS.map(str::to_string).to_vec()
        });
        if !whole.ends_with(b"\n") {
            whole.extend_from_slice(end.as_bytes());
        }
        let terminator = if is_windows { Terminator::CRLF } else { Terminator::Any(b'\n') };
        let mut writer = WriterBuilder::new().terminator(terminator).from_writer(whole);
        for row in news {
            // A vector takes every byte.
            let _ = writer.write_record(columns.iter().map(|column| self.cell(row, column)));
        }
        writer.into_inner().ok()
    }

    fn cell(&self, row: &PriceRow, column: &str) -> String {
        match column {
            "sku" => row.sku.clone(),
            "at" => self.moment.to_zoned(self.zone.clone()).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string(),
            "price" => row.price.plain(),
            "kind" => if row.campaign.is_some() { "deal" } else { "list" }.to_string(),
            "campaign" => row.campaign.clone().unwrap_or_default(),
            _ => String::new(),
        }
    }
}

/// The names in the first row; `None` if there is no row.
fn columns(text: &str) -> Option<Vec<String>> {
    let text = text.trim_start_matches('\u{FEFF}');
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let heading = reader.records().next()?.ok()?;
    Some(heading.iter().map(|name| name.trim().to_string()).collect())
}
