//! Tables of the shop: CSV (RFC 4180), or the first sheet of an `.xlsx`, with the place of every cell.

use crate::diagnostics::rules::offers::{FORMULA_CELL, MISSING_COLUMN, RAGGED_ROW, TABLE_UNREADABLE, UNKNOWN_COLUMN};
use crate::diagnostics::{Checked, Notes, Place};
use crate::paths::ShopPath;
use crate::source::Source;
use calamine::{Data, Reader as _, Xlsx};
use std::io::Cursor;
use std::ops::Range;

/// A table with a heading row.
#[derive(Clone, Debug)]
pub(super) struct Table {
    /// Its rows below the heading.
    pub rows: Vec<Row>,
    lines: Vec<usize>,
}

/// A row: its cells by column, each with its place.
#[derive(Clone, Debug)]
pub(super) struct Row {
    cells: Vec<(&'static str, String, Place)>,
    place: Place,
}

impl Row {
    /// A cell's text; `None` if it is empty or the table has no such column.
    #[must_use]
    pub(super) fn text(&self, column: &str) -> Option<&str> {
        let cell = self.cells.iter().find(|(name, _, _)| *name == column)?;
        (!cell.1.is_empty()).then_some(cell.1.as_str())
    }

    /// Where a cell stands; the row, if the table has no such column.
    #[must_use]
    pub(super) fn place(&self, column: &str) -> Place {
        self.cells
            .iter()
            .find(|(name, _, _)| *name == column)
            .map_or_else(|| self.place.clone(), |(_, _, place)| place.clone())
    }
}

impl Table {
    /// Reads `<name>.csv`, else `<name>.xlsx`. `None` if there is neither, or it cannot be read.
    pub(super) fn read(source: &Source, name: &str, columns: &'static [&'static str]) -> Checked<Option<Self>> {
        let csv = ShopPath::new(&format!("{name}.csv"));
        if let Some((file, text)) = csv.and_then(|file| Some((file.clone(), source.text(&file)?.clone()))) {
            return read_csv(&file, &text, columns);
        }
        let xlsx = ShopPath::new(&format!("{name}.xlsx")).filter(|file| source.files.contains_key(file));
        xlsx.map_or_else(|| Checked::fine(None), |file| read_xlsx(source, &file, columns))
    }

    /// The line of the file that a place is on, counted from 1.
    #[must_use]
    pub(super) fn number(&self, place: &Place) -> usize {
        self.lines.partition_point(|start| *start <= place.start)
    }
}

fn read_csv(file: &ShopPath, text: &str, columns: &'static [&'static str]) -> Checked<Option<Table>> {
    let mut notes = Notes::default();
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut records = Vec::new();
    for record in reader.records() {
        match record {
            Ok(record) => records.push(record),
            Err(error) => {
                let at = error.position().map_or(0, |position| usize::try_from(position.byte()).unwrap_or(0));
                notes.push(TABLE_UNREADABLE.at(Place::new(file, at..at)).with("reason", error));
                return notes.around(None);
            }
        }
    }
    let lines = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
    let mut rows = records.iter().map(|record| {
        let start = record.position().map_or(0, |position| usize::try_from(position.byte()).unwrap_or(0));
        let start =
            start + text.get(start..).map_or(0, |rest| rest.len() - rest.trim_start_matches(['\r', '\n']).len());
        let spans = spans(text, start, record);
        record
            .iter()
            .zip(spans)
            .map(|(cell, span)| (cell.trim().to_string(), Place::new(file, span)))
            .collect::<Vec<_>>()
    });
    let Some(heading) = rows.next() else { return notes.around(None) };
    let table = assemble(file, &heading, rows.collect(), columns, &mut notes);
    notes.around(Some(Table { lines, ..table }))
}

/// Where the cells of a record stand: cells in quotes are found by their quotes, others by their commas.
fn spans(text: &str, start: usize, record: &csv::StringRecord) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut at = start;
    let mut spans = Vec::with_capacity(record.len());
    for _ in record {
        let first = at;
        let mut quoted = false;
        while let Some(byte) = bytes.get(at) {
            match byte {
                b'"' => quoted = !quoted,
                b',' | b'\n' if !quoted => break,
                _ => {}
            }
            at += 1;
        }
        let cell = text.get(first..at).unwrap_or_default();
        let lead = cell.len() - cell.trim_start().len();
        spans.push(first + lead..first + cell.trim_end().len().max(lead));
        at += 1;
    }
    spans
}

fn read_xlsx(source: &Source, file: &ShopPath, columns: &'static [&'static str]) -> Checked<Option<Table>> {
    let mut notes = Notes::default();
    let place = Place::head(file);
    let opened = source.bytes(file).map_err(|error| error.to_string()).and_then(|bytes| {
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
        let sheet = book.worksheet_range_at(0).ok_or("it has no sheet")?;
        sheet.map_err(|error| error.to_string())
    });
    let sheet = match opened {
        Ok(sheet) => sheet,
        Err(reason) => {
            notes.push(TABLE_UNREADABLE.at(place).with("reason", reason));
            return notes.around(None);
        }
    };
    let mut rows = sheet.rows().map(|row| row.iter().map(|cell| (plain(cell), place.clone())).collect::<Vec<_>>());
    let Some(heading) = rows.next() else { return notes.around(None) };
    let table = assemble(file, &heading, rows.collect(), columns, &mut notes);
    notes.around(Some(table))
}

/// A cell's text: whole numbers without decimals, dates as ISO 8601.
fn plain(cell: &Data) -> String {
    match cell {
        Data::Float(number) => rust_decimal::Decimal::from_str_exact(&number.to_string())
            .map_or_else(|_| number.to_string(), |n| n.normalize().to_string()),
        Data::DateTime(time) => time.to_string(),
        other => other.to_string().trim().to_string(),
    }
}

fn assemble(
    file: &ShopPath,
    heading: &[(String, Place)],
    rows: Vec<Vec<(String, Place)>>,
    columns: &'static [&'static str],
    notes: &mut Notes,
) -> Table {
    let mut order = Vec::with_capacity(heading.len());
    for (name, place) in heading {
        let known = columns.iter().find(|column| **column == name).copied();
        if known.is_none() && !name.is_empty() {
            let found = UNKNOWN_COLUMN.at(place.clone()).with("column", name).nearest(name, columns.iter().copied());
            notes.push(found.renamed(|word| heading.iter().any(|(other, _)| other == word)));
        }
        order.push(known);
    }
    for needed in
        columns.iter().filter(|column| ["sku", "price", "at"].contains(column) && !order.contains(&Some(**column)))
    {
        notes.push(MISSING_COLUMN.at(Place::head(file)).with("column", needed));
    }
    let mut table = Table { rows: Vec::new(), lines: Vec::new() };
    for cells in rows.into_iter().filter(|cells| cells.iter().any(|(text, _)| !text.is_empty())) {
        let place = cells.first().map_or_else(|| Place::head(file), |(_, place)| place.clone());
        if cells.len() != order.len() {
            notes.push(RAGGED_ROW.at(place.clone()).with("cells", cells.len()).with("columns", order.len()));
        }
        for (text, place) in cells.iter().filter(|(text, _)| text.starts_with('=')) {
            notes.push(FORMULA_CELL.at(place.clone()).with("cell", text));
        }
        let cells = order.iter().zip(cells).filter_map(|(name, (text, place))| name.map(|name| (name, text, place)));
        table.rows.push(Row { cells: cells.collect(), place });
    }
    table
}
