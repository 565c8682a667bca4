//! The page on the terminal: two buffers, their difference, and one write for a frame.
//!
//! A frame is bytes in one vector, inside a synchronized update, handed to the terminal in a single write; where nothing
//! changed nothing is written. It does not know what is painted.

use std::io::{self, Write};

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect};

use super::colour::Depth;
use super::pen::{Look, Pen, decimal};
use super::symbol::{Symbol, symbol};

/// Erasing to the end of the row takes three bytes; below that blanks are as short.
const ERASE_FROM: usize = 4;

/// Stepping over cells takes three or four bytes.
const BRIDGE: usize = 4;

/// What a frame took.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Frame {
    /// Bytes written.
    pub bytes: usize,
    /// Cells that had changed.
    pub cells: usize,
}

/// What stands on the terminal and what shall stand there.
#[derive(Debug)]
pub struct Screen<W> {
    out: W,
    shown: Buffer,
    next: Buffer,
    bytes: Vec<u8>,
    pen: Pen,
    cursor: Option<Position>,
    invalid: bool,
    written: u64,
}

/// Where the terminal's cursor is while a frame is put together.
struct Hand<'a> {
    bytes: &'a mut Vec<u8>,
    pen: &'a mut Pen,
    /// `None` where a character of doubtful width was written.
    column: Option<u16>,
    /// `None` at the start of a frame.
    row: Option<u16>,
    width: u16,
}

impl<W: Write> Screen<W> {
    /// A page of `width` by `height` cells on `out`, whose first frame paints everything. Every `write` to `out` should be
    /// one to the terminal: a buffered `out` would only copy.
    pub fn new(out: W, size: (u16, u16), depth: Depth) -> Self {
        let area = Rect::new(0, 0, size.0, size.1);
        Self {
            out,
            shown: Buffer::empty(area),
            next: Buffer::empty(area),
            bytes: Vec::with_capacity(32 * 1024),
            pen: Pen::new(depth),
            cursor: None,
            invalid: true,
            written: 0,
        }
    }

    /// Takes the new size in cells; the next frame paints everything. A size that is the old one again may have been another
    /// for a moment, in which the terminal cut off or wrapped what stood there.
    pub fn resize(&mut self, width: u16, height: u16) {
        let area = Rect::new(0, 0, width, height);
        if self.next.area != area {
            self.shown = Buffer::empty(area);
            self.next = Buffer::empty(area);
        }
        self.invalid = true;
    }

    /// Forgets what stands on the terminal: the next frame clears it and paints everything.
    pub fn invalidate(&mut self) {
        self.invalid = true;
    }

    /// Uses another number of colours; the next frame paints everything.
    pub fn set_depth(&mut self, depth: Depth) {
        self.pen = Pen::new(depth);
        self.invalid = true;
    }

    /// The page in cells.
    #[must_use]
    pub fn area(&self) -> Rect {
        self.next.area
    }

    /// Bytes written since the start.
    #[must_use]
    pub fn written(&self) -> u64 {
        self.written
    }

    /// Where it writes.
    pub fn out(&mut self) -> &mut W {
        &mut self.out
    }

    /// Lets `paint` fill an empty page and say where the cursor shall stand, if anywhere; then brings the terminal there in
    /// one write, or in none if nothing changed.
    ///
    /// # Errors
    /// Where the terminal cannot be written to, most often because it is gone. The next frame then paints everything.
    pub fn draw(&mut self, paint: impl FnOnce(&mut Buffer) -> Option<Position>) -> io::Result<Frame> {
        self.next.reset();
        let area = self.next.area;
        let cursor = paint(&mut self.next).filter(|position| area.contains(*position));
        self.bytes.clear();
        let cells = self.compose(cursor);
        std::mem::swap(&mut self.shown, &mut self.next);
        self.cursor = cursor;
        self.invalid = false;
        let frame = Frame {
            bytes: self.bytes.len(),
            cells,
        };
        if frame.bytes > 0 {
            let bytes = std::mem::take(&mut self.bytes);
            let result = self.send(&bytes);
            self.bytes = bytes;
            result?;
        }
        Ok(frame)
    }

    /// Sends bytes that are not part of the page, such as a question to the terminal.
    ///
    /// # Errors
    /// Where the terminal cannot be written to.
    pub fn send(&mut self, bytes: &[u8]) -> io::Result<()> {
        let result = self.out.write_all(bytes).and_then(|()| self.out.flush());
        if result.is_err() {
            self.invalid = true;
        } else {
            self.written = self.written.saturating_add(bytes.len() as u64);
        }
        result
    }

    /// Fills `bytes` with what leads from `shown` to `next`; gives the number of changed cells.
    fn compose(&mut self, cursor: Option<Position>) -> usize {
        const BEGIN: &[u8] = b"\x1b[?2026h";
        const END: &[u8] = b"\x1b[?2026l";
        self.bytes.extend_from_slice(BEGIN);
        if self.invalid {
            self.bytes.extend_from_slice(b"\x1b[?25l\x1b[m\x1b[2J");
            self.pen.forget();
            self.shown.reset();
            self.cursor = None;
        } else if self.cursor.is_some() && cursor.is_none() {
            self.bytes.extend_from_slice(b"\x1b[?25l");
        }
        let width = self.next.area.width;
        let mut hand = Hand {
            bytes: &mut self.bytes,
            pen: &mut self.pen,
            column: None,
            row: None,
            width,
        };
        let mut cells = 0;
        if width > 0 {
            let rows = self
                .shown
                .content
                .chunks(usize::from(width))
                .zip(self.next.content.chunks(usize::from(width)));
            for ((shown, next), row) in rows.zip(0..) {
                cells += hand.row(shown, next, row);
            }
        }
        hand.pen.lift(hand.bytes);
        if let Some(position) = cursor
            && (self.cursor != cursor || cells > 0)
        {
            hand.move_to(position.x, position.y);
            if self.cursor.is_none() {
                hand.bytes.extend_from_slice(b"\x1b[?25h");
            }
        }
        if self.bytes.len() == BEGIN.len() {
            self.bytes.clear();
        } else {
            self.bytes.extend_from_slice(END);
        }
        cells
    }
}

impl Hand<'_> {
    /// Writes what differs in a row; gives the number of changed cells.
    fn row(&mut self, shown: &[Cell], next: &[Cell], row: u16) -> usize {
        let Some(first) = shown.iter().zip(next).position(|(a, b)| !same(a, b)) else {
            return 0;
        };
        // A wide character may reach into the first difference, so the walk begins where both rows have a whole one.
        let mut column = self.whole_before(shown, next, first);
        // From here on blanks only, or nowhere if there are too few to erase.
        let blank_from = next.iter().rposition(|cell| !is_blank(cell)).map_or(0, |last| last + 1);
        let erase_from = Some(blank_from)
            .filter(|from| next.len() - from >= ERASE_FROM)
            .unwrap_or(next.len());
        let last_erase = next.len().saturating_sub(ERASE_FROM);
        let mut shown_from = column;
        let mut cells = 0;
        let mut rewrite = false;
        while let (Some(cell), Some(old)) = (next.get(column), shown.get(column)) {
            // `shown_from` is where the terminal's own next whole character begins: a cell inside a wide one is none.
            while shown_from < column {
                shown_from += old_width(shown, shown_from);
            }
            // Nearly every cell is one ASCII character where one was.
            let texts = (cell.symbol().as_bytes(), old.symbol().as_bytes());
            let (symbol, same_text) = match texts {
                ([new @ b' '..=b'~'], [was]) => (Symbol::Simple(*new), new == was),
                (new, was) => (symbol(cell, next.len() - column), new == was),
            };
            let width = usize::from(symbol.width());
            let clean = same_text && shown_from == column && Look::of(cell) == Look::of(old);
            if let ([_], true) = (texts.1, shown_from == column) {
                shown_from += 1;
            }
            if rewrite || !clean {
                self.reach(next, column, row);
                if column >= erase_from && column <= last_erase {
                    self.pen.lift(self.bytes);
                    self.bytes.extend_from_slice(b"\x1b[K");
                    return cells + next.len() - column;
                }
                self.pen.set(Look::of(cell), self.bytes);
                rewrite |= self.put(symbol);
                cells += 1;
            }
            column += width;
        }
        cells
    }

    /// The last column at or before `first` where a whole character begins in both rows.
    fn whole_before(&self, shown: &[Cell], next: &[Cell], first: usize) -> usize {
        let all_narrow = |cells: &[Cell]| cells[..first].iter().all(|cell| cell.symbol().len() == 1);
        // Up to `first` the rows are the same, so one walk serves both.
        if all_narrow(next) && all_narrow(shown) {
            return first;
        }
        let mut column = 0;
        loop {
            let step = old_width(next, column);
            if column + step > first {
                return column;
            }
            column += step;
        }
    }

    /// Brings the cursor to a cell of `next`, by writing the few cells before it again where that is no longer.
    fn reach(&mut self, next: &[Cell], column: usize, row: u16) {
        let target = cells_of(column);
        if self.row == Some(row) {
            if self.column == Some(target) {
                return;
            }
            let gap = self
                .column
                .and_then(|from| next.get(usize::from(from)..column))
                .unwrap_or_default();
            let simple =
                |cell: &Cell| matches!(cell.symbol().as_bytes(), [b' '..=b'~']) && self.pen.is_set_to(Look::of(cell));
            if !gap.is_empty() && gap.len() <= BRIDGE && gap.iter().all(simple) {
                self.bytes.extend(gap.iter().flat_map(|cell| cell.symbol().as_bytes()));
                self.column = Some(target);
                return;
            }
        }
        self.move_to(target, row);
    }

    /// Writes a symbol; true where cells after it can no longer be trusted to stand as they stood.
    fn put(&mut self, symbol: Symbol<'_>) -> bool {
        match symbol {
            Symbol::Simple(byte) => {
                self.bytes.push(byte);
                self.advance(1);
                false
            }
            Symbol::Sure(text, cells) => {
                self.bytes.extend_from_slice(text.as_bytes());
                self.advance(cells);
                false
            }
            Symbol::Doubtful(text, cells) => {
                // Blanks first: a terminal that draws it narrower must not leave an old character beside it.
                if let Some(column) = self.column.filter(|_| cells > 1) {
                    self.bytes.extend(std::iter::repeat_n(b' ', usize::from(cells)));
                    self.relative(column + 1, b'G');
                }
                self.bytes.extend_from_slice(text.as_bytes());
                self.column = None;
                // One that draws it wider has written over what follows.
                true
            }
        }
    }

    fn advance(&mut self, cells: u16) {
        // In the last column the cursor waits to wrap, and terminals differ in where they say it is.
        self.column = self
            .column
            .map(|column| column + cells)
            .filter(|column| *column < self.width);
    }

    /// Brings the cursor to a cell by the shortest way.
    fn move_to(&mut self, column: u16, row: u16) {
        let from = (self.column, self.row);
        (self.column, self.row) = (Some(column), Some(row));
        match from {
            (Some(x), Some(y)) if (x, y) == (column, row) => {}
            (_, Some(y)) if y == row && column == 0 => self.bytes.push(b'\r'),
            (_, Some(y)) if y.checked_add(1) == Some(row) && column == 0 => self.bytes.extend_from_slice(b"\r\n"),
            (Some(x), Some(y)) if y == row && x < column => self.relative(column - x, b'C'),
            (Some(x), Some(y)) if x == column && y < row => self.relative(row - y, b'B'),
            (_, Some(y)) if y == row => self.relative(column + 1, b'G'),
            _ => self.absolute(column, row),
        }
    }

    fn relative(&mut self, number: u16, action: u8) {
        self.bytes.extend_from_slice(b"\x1b[");
        if number > 1 {
            decimal(number, self.bytes);
        }
        self.bytes.push(action);
    }

    fn absolute(&mut self, column: u16, row: u16) {
        self.bytes.extend_from_slice(b"\x1b[");
        if row > 0 || column > 0 {
            decimal(row.saturating_add(1), self.bytes);
        }
        if column > 0 {
            self.bytes.push(b';');
            decimal(column.saturating_add(1), self.bytes);
        }
        self.bytes.push(b'H');
    }
}

fn same(a: &Cell, b: &Cell) -> bool {
    let (x, y) = (a.symbol().as_bytes(), b.symbol().as_bytes());
    let symbols = match (x, y) {
        ([x], [y]) => x == y,
        _ => x == y,
    };
    symbols && a.fg == b.fg && a.bg == b.bg && a.modifier == b.modifier && a.underline_color == b.underline_color
}

fn is_blank(cell: &Cell) -> bool {
    cell.symbol() == " " && Look::of(cell).is_plain()
}

fn cells_of(column: usize) -> u16 {
    u16::try_from(column).unwrap_or(u16::MAX)
}

/// Cells the character at `column` of a row took when it was written; at least 1.
fn old_width(row: &[Cell], column: usize) -> usize {
    row.get(column)
        .map_or(1, |cell| usize::from(symbol(cell, row.len() - column).width()))
}

#[cfg(test)]
mod tests;
