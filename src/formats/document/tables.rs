//! Tables of documents: a turn in each row, or cells that are paragraphs like others.

use std::borrow::Cow;

use super::super::columns::{Columns, Row};
use super::super::lines::is_blank;
use super::super::sheet::{Grain, Sheet};
use super::super::{Parsed, Remark, Source};
use super::Block;
use crate::text::{SafeText, Span};

/// A cell may stand over so many columns at most.
const COLUMNS: usize = 64;
/// The tables of a talk hold at least one part in so many of all words.
const SHARE: usize = 3;

/// A table while it is read, and after.
#[derive(Debug, Default)]
pub struct Table {
    text: String,
    rows: Vec<Vec<Cell>>,
    /// How many more columns the cell that began last stands over.
    over: usize,
}

/// A cell: its paragraphs with LF between them.
#[derive(Clone, Copy, Debug)]
struct Cell {
    span: Span,
    line: u32,
}

impl Table {
    /// A row begins.
    pub fn row(&mut self) {
        self.fill();
        self.rows.push(Vec::new());
    }

    /// A cell begins.
    pub fn cell(&mut self) {
        self.fill();
        self.push();
    }

    /// The cell that began last stands over so many columns.
    pub fn widen(&mut self, columns: usize) {
        self.over = columns.clamp(1, COLUMNS) - 1;
    }

    /// The columns that the last cell also stands over are empty ones.
    fn fill(&mut self) {
        for _ in 0..std::mem::take(&mut self.over) {
            self.push();
        }
    }

    fn push(&mut self) {
        if self.rows.is_empty() {
            self.rows.push(Vec::new());
        }
        let span = Span::at(self.text.len());
        if let Some(row) = self.rows.last_mut() {
            row.push(Cell { span, line: 0 });
        }
    }

    /// A paragraph in the cell that began last.
    pub fn words(&mut self, words: &str, line: usize) {
        if is_blank(words) {
            return;
        }
        if self.rows.last().is_none_or(Vec::is_empty) {
            self.push();
        }
        let Some(cell) = self.rows.last_mut().and_then(|row| row.last_mut()) else {
            return;
        };
        if cell.span.is_empty() {
            cell.line = u32::try_from(line).unwrap_or(u32::MAX);
        } else {
            self.text.push('\n');
        }
        self.text.push_str(words.trim());
        cell.span = Span::new(cell.span.start(), self.text.len());
    }

    /// Its cells become paragraphs of the cell of another.
    pub fn pour_into(&self, outer: &mut Self) {
        for (line, words) in self.paragraphs() {
            outer.words(&words, line as usize);
        }
    }

    /// Its rows as paragraphs: cells side by side with a tab between them, a cell alone in its row by its own paragraphs.
    pub fn paragraphs(&self) -> impl Iterator<Item = (u32, Cow<'_, str>)> {
        self.rows.iter().flat_map(|row| {
            let full: Vec<(u32, &str)> = row
                .iter()
                .filter(|cell| !cell.span.is_empty())
                .map(|cell| (cell.line, cell.span.of(&self.text)))
                .collect();
            let side_by_side = full.len() > 1 && full.iter().filter(|(_, words)| words.contains('\n')).count() < 2;
            if side_by_side {
                let words: Vec<&str> = full.iter().map(|(_, words)| *words).collect();
                vec![(full[0].0, Cow::Owned(words.join("\t")))]
            } else {
                full.iter()
                    .flat_map(|(line, words)| words.split('\n').map(|words| (*line, Cow::Borrowed(words))))
                    .collect()
            }
        })
    }

    fn rows(&self) -> Vec<Row<'_>> {
        let as_row = |row: &Vec<Cell>| {
            let (first, last) = (
                row.iter().map(|cell| cell.line).filter(|line| *line > 0).min(),
                row.iter().map(|cell| cell.line).max(),
            );
            let first = first.unwrap_or(1) as usize;
            Row {
                cells: row.iter().map(|cell| Cow::Borrowed(cell.span.of(&self.text))).collect(),
                line: first,
                lines: (last.unwrap_or(1) as usize).saturating_sub(first) + 1,
            }
        };
        self.rows.iter().map(as_row).collect()
    }
}

/// The transcript in the tables of a document, if they hold one: what stands around them is left out, and said to be.
pub(super) fn read(blocks: &[Block], text: &str, front: &[(String, u32)], source: &Source<'_>) -> Option<Parsed> {
    let mut turns: Vec<(Columns, Vec<Row<'_>>)> = Vec::new();
    let (mut around, mut others) = (0, 0);
    let mut last_columns = None;
    for block in blocks {
        let Block::Table(table) = block else {
            around += 1;
            continue;
        };
        let mut rows = table.rows();
        let heads = rows
            .first()
            .and_then(|row| Columns::by_heads(row.cells.iter().map(AsRef::as_ref)));
        if heads.is_some() {
            rows.remove(0);
        }
        // A table that a page break cut in two has its head only once.
        let goes_on = || last_columns.filter(|columns: &Columns| rows.iter().all(|row| columns.has_words(row)));
        match heads.or_else(|| Columns::by_cells(&rows)).or_else(goes_on) {
            Some(columns) => {
                last_columns = Some(columns);
                rows.retain(|row| columns.has_words(row));
                turns.push((columns, rows));
            }
            None => others += 1,
        }
    }
    let said: usize = turns.iter().map(|(columns, rows)| columns.size(rows)).sum();
    let all: usize = text.len() + blocks.iter().map(Block::size).sum::<usize>();
    if said == 0 || said * SHARE < all {
        return None;
    }
    let mut sheet = Sheet::of(Grain::Segments);
    for (columns, rows) in turns {
        columns.lay(rows, &mut sheet);
    }
    sheet.preface.title = title(blocks, text, front);
    if around + others > 0 {
        let text = format!("a table holds the talk; {around} paragraphs and {others} tables around it are left out");
        sheet.remarks.push(Remark {
            line: None,
            text: SafeText::line(&text),
        });
    }
    Some(sheet.gather(source))
}

/// The title that the document states, or its first heading.
fn title(blocks: &[Block], text: &str, front: &[(String, u32)]) -> Option<String> {
    let said = front.iter().find_map(|(line, _)| line.strip_prefix("title: "));
    said.map(str::to_owned).or_else(|| {
        blocks.iter().find_map(|block| match block {
            Block::Paragraph(paragraph) if paragraph.heading => Some(paragraph.span.of(text).to_owned()),
            _ => None,
        })
    })
}

impl Block {
    /// The bytes of words in a table.
    fn size(&self) -> usize {
        match self {
            Self::Paragraph(_) => 0,
            Self::Table(table) => table.text.len(),
        }
    }
}
