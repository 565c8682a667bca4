//! What leads from one row of cells to another in the fewest bytes: cursor, attributes, characters.
//!
//! It writes into a vector only. It keeps track of where the cursor stands and says nothing of it where it cannot be sure.

use ratatui::buffer::Cell;

use super::pen::{Look, Pen, decimal};
use super::symbol::{Symbol, symbol};

/// Erasing to the end of the row takes three bytes; below that blanks are as short.
const ERASE_FROM: usize = 4;

/// Stepping over cells takes three or four bytes.
const BRIDGE: usize = 4;

/// Where the terminal's cursor is while a frame is put together.
pub(super) struct Hand<'a> {
    pub bytes: &'a mut Vec<u8>,
    pub pen: &'a mut Pen,
    /// `None` where a character of doubtful width was written.
    column: Option<u16>,
    /// `None` at the start of a frame.
    row: Option<u16>,
    width: u16,
}

impl<'a> Hand<'a> {
    /// A hand at no known place, on a page of `width` cells.
    pub const fn new(bytes: &'a mut Vec<u8>, pen: &'a mut Pen, width: u16) -> Self {
        Self {
            bytes,
            pen,
            column: None,
            row: None,
            width,
        }
    }

    /// Writes what differs in a row; gives the number of changed cells.
    pub fn row(&mut self, shown: &[Cell], next: &[Cell], row: u16) -> usize {
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
            if shown_from == column && !rewrite {
                let stand = standing(&shown[column..], &next[column..]);
                if stand > 0 {
                    column += stand;
                    shown_from = column;
                    continue;
                }
            }
            if shown_from == column && column < erase_from && self.stands_at(column, row) {
                let run = self.run(&shown[column..erase_from], &next[column..erase_from]);
                if run > 0 {
                    (column, cells) = (column + run, cells + run);
                    shown_from = column;
                    continue;
                }
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

    fn stands_at(&self, column: usize, row: u16) -> bool {
        self.row == Some(row) && self.column == Some(cells_of(column))
    }

    /// Writes on while ASCII stands where ASCII stood, in the look the pen has: most of a turned page, and so asked as little as
    /// can be. Gives how many cells it wrote; the last of them differs.
    fn run(&mut self, shown: &[Cell], next: &[Cell]) -> usize {
        let start = self.bytes.len();
        let mut written = 0;
        for (at, (cell, old)) in next.iter().zip(shown).enumerate() {
            let ([new @ b' '..=b'~'], [was]) = (cell.symbol().as_bytes(), old.symbol().as_bytes()) else {
                break;
            };
            if !self.pen.is_set_to(Look::of(cell)) {
                break;
            }
            if new != was || Look::of(old) != Look::of(cell) {
                written = at + 1;
            } else if at - written >= BRIDGE {
                break;
            }
            self.bytes.push(*new);
        }
        self.bytes.truncate(start + written);
        self.advance(cells_of(written));
        written
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
    pub fn move_to(&mut self, column: u16, row: u16) {
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

/// How many narrow cells from the first on stand on the terminal already: the gap between columns, most of a row's end.
fn standing(shown: &[Cell], next: &[Cell]) -> usize {
    let stands = |(old, new): &(&Cell, &Cell)| new.symbol().len() == 1 && same(old, new);
    shown.iter().zip(next).take_while(stands).count()
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
