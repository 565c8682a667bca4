//! Tables of values with a turn in each row, whatever stands between the values: commas, semicolons, tabs or bars.
//!
//! The heads of the columns say what is in them; without heads a file is read so only where its name says that it is such a
//! table and its columns show who speaks.

use std::borrow::Cow;

use csv::{ByteRecord, Reader, ReaderBuilder};

use super::columns::{Columns, Row};
use super::lines::{self, Counter, beginning};
use super::markup;
use super::sheet::{Grain, Sheet};
use super::writing::FORMULA;
use super::{Parsed, Part, Refusal, Remark, Source};
use crate::text::SafeText;

/// What may stand between values.
const DELIMITERS: &[u8] = b",;\t|";
/// How much of a source is looked at for its columns, in bytes.
const SNIFFED_BYTES: usize = 16 * 1024;
/// A cell of more lines than this is no cell: its quotation mark is never closed.
const CELL_LINES: usize = 60;

/// Whether the heads of columns, or what is in them, tell a table of turns.
pub fn sniff(source: &Source<'_>) -> Option<&'static str> {
    shape(source).map(|shape| shape.evidence)
}

/// How a table is written.
struct Shape {
    delimiter: u8,
    columns: Columns,
    /// Whether its first row names the columns.
    headed: bool,
    evidence: &'static str,
}

fn shape(source: &Source<'_>) -> Option<Shape> {
    let start = beginning(source.text, SNIFFED_BYTES);
    let cut = start.len() < source.text.len() || source.part == Part::Head;
    for &delimiter in DELIMITERS {
        let first = first_cells(start, delimiter);
        let heads: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
        // Whisper's own table, with times and no speakers, has a reader of its own.
        if heads == ["start", "end", "text"] && delimiter == b'\t' {
            return None;
        }
        if let Some(columns) = Columns::by_heads(heads) {
            return Some(Shape {
                delimiter,
                columns,
                headed: true,
                evidence: "columns whose heads name words and speakers or times",
            });
        }
    }
    if !matches!(source.extension, "csv" | "tsv" | "tab") {
        return None;
    }
    DELIMITERS.iter().find_map(|&delimiter| {
        let mut sample: Vec<Row<'_>> = rows(start, delimiter, true).collect();
        if cut {
            sample.pop();
        }
        Some(Shape {
            delimiter,
            columns: Columns::by_cells(&sample)?,
            headed: false,
            evidence: "a column of names that recur beside one of words",
        })
    })
}

/// The cells of the first row. Most texts are no tables, and a reader of tables is made ready for far more than one line: without
/// quotation marks the cells are what stands between the signs.
fn first_cells(start: &str, delimiter: u8) -> Vec<Cow<'static, str>> {
    let text = start.trim_start_matches(['\n', '\r']);
    let end = memchr::memchr2(b'\n', b'\r', text.as_bytes()).unwrap_or(text.len());
    let line = &text[..end];
    if line.contains('"') {
        let first = rows(start, delimiter, true).next();
        let cells = first.into_iter().flat_map(|row| row.cells);
        return cells.map(|cell| Cow::Owned(cell.into_owned())).collect();
    }
    if memchr::memchr(delimiter, line.as_bytes()).is_none() {
        return Vec::new();
    }
    line.split(char::from(delimiter))
        .map(|value| cell(value.as_bytes()))
        .collect()
}

/// Reads a table of turns.
///
/// # Errors
///
/// A refusal where it is none after all.
pub fn read(source: &Source<'_>) -> Result<Parsed, Refusal> {
    let shape = shape(source).ok_or_else(|| Refusal::because("looks like a table without a column of words"))?;
    let mut all: Vec<Row<'_>> = rows(source.text, shape.delimiter, true).collect();
    let unclosed = all.iter().find(|row| row.lines > CELL_LINES).map(|row| row.line);
    if unclosed.is_some() {
        all = rows(source.text, shape.delimiter, false).collect();
    }
    if source.part == Part::Head {
        all.pop();
    }
    // A sign between values that stands unquoted in the last of them is a sign of the words.
    let width = all.first().map_or(0, |row| row.cells.len());
    let sign = char::from(shape.delimiter).to_string();
    for row in all
        .iter_mut()
        .filter(|row| row.cells.len() > width && shape.columns.ends_with_words(width))
    {
        let rest = row.cells.split_off(width - 1);
        row.cells.push(Cow::Owned(rest.join(&sign)));
    }
    all.drain(..usize::from(shape.headed && !all.is_empty()));
    let mut sheet = Sheet::of(Grain::Segments);
    shape.columns.lay(all, &mut sheet);
    sheet.remarks.extend(unclosed.map(|line| Remark {
        line: Some(line),
        text: SafeText::line("a quotation mark is never closed: quotation marks are taken for text"),
    }));
    Ok(sheet.gather(source))
}

/// The rows of a table, quoted values unpacked or taken as they stand.
fn rows(text: &str, delimiter: u8, quoting: bool) -> impl Iterator<Item = Row<'_>> {
    let reader = ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .quoting(quoting)
        .from_reader(text.as_bytes());
    Rows {
        text,
        reader,
        counter: Counter::of(text),
        record: ByteRecord::new(),
    }
}

struct Rows<'a> {
    text: &'a str,
    reader: Reader<&'a [u8]>,
    counter: Counter<'a>,
    record: ByteRecord,
}

impl<'a> Iterator for Rows<'a> {
    type Item = Row<'a>;

    fn next(&mut self) -> Option<Row<'a>> {
        if !self.reader.read_byte_record(&mut self.record).ok()? {
            return None;
        }
        let offset = |at: u64| usize::try_from(at).unwrap_or(usize::MAX);
        let start = self.record.position().map_or(0, |place| offset(place.byte()));
        let end = offset(self.reader.position().byte());
        // Line breaks before a record are passed over with it.
        let bare = self.text.get(start..end).unwrap_or("");
        let skipped = bare.len() - bare.trim_start_matches(['\n', '\r']).len();
        let line = self.counter.line_at(start + skipped);
        Some(Row {
            cells: self.record.iter().map(cell).collect(),
            line,
            lines: lines::count(bare.trim_matches(['\n', '\r'])).max(1),
        })
    }
}

/// The words of a cell, without the tags and entities that web pages leave in tables, and without the apostrophe that keeps a
/// spreadsheet from taking them for a formula.
fn cell<'a>(bytes: &[u8]) -> Cow<'a, str> {
    let text = String::from_utf8_lossy(bytes);
    let plain = markup::plain(&text).text;
    let bare = plain
        .strip_prefix('\'')
        .filter(|rest| rest.trim_start_matches('\'').starts_with(FORMULA));
    Cow::Owned(bare.unwrap_or(&plain).to_owned())
}
