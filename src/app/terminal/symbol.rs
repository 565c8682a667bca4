//! What a cell may put on the terminal: the last gate before it.
//!
//! A control character, or more than 64 bytes in one cell, is shown as U+FFFD. Text whose width terminals measure differently
//! is told apart here, so that whoever writes it does not trust the cursor afterwards.

use ratatui::buffer::{Cell, CellWidth};

/// A cell of more bytes than this is a bomb of combining marks; GNU screen once crashed on one (CVE-2021-26937).
pub const SYMBOL_LIMIT: usize = 64;

/// How a cell is to be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Symbol<'a> {
    /// One printable ASCII character.
    Simple(u8),
    /// Text all terminals agree takes that many cells.
    Sure(&'a str, u16),
    /// Text that some terminals draw wider or narrower than that many cells.
    Doubtful(&'a str, u16),
}

impl Symbol<'_> {
    /// Columns it takes, in cells; at least 1.
    #[must_use]
    pub const fn width(self) -> u16 {
        match self {
            Self::Simple(_) => 1,
            Self::Sure(_, cells) | Self::Doubtful(_, cells) => cells,
        }
    }
}

/// What to write for a cell with `room` cells to the right edge.
#[must_use]
pub fn symbol(cell: &Cell, room: usize) -> Symbol<'_> {
    let text = cell.symbol();
    if let [byte] = text.as_bytes() {
        return if matches!(byte, b' '..=b'~') {
            Symbol::Simple(*byte)
        } else {
            Symbol::Sure("\u{FFFD}", 1)
        };
    }
    if text.len() > SYMBOL_LIMIT || text.chars().any(char::is_control) {
        return Symbol::Sure("\u{FFFD}", 1);
    }
    let width = text.cell_width();
    let mut chars = text.chars();
    match (width, chars.next(), chars.next()) {
        // Nothing to see, or cut by the edge: a blank keeps the columns.
        (0, ..) => Symbol::Simple(b' '),
        (wide, ..) if usize::from(wide) > room => Symbol::Simple(b' '),
        (1 | 2, Some(only), None) if !is_disputed(only) => Symbol::Sure(text, width),
        // Combining marks on one letter are drawn over it everywhere.
        (1, Some(_), Some(_)) if text.chars().skip(1).all(is_mark) => Symbol::Sure(text, 1),
        _ => Symbol::Doubtful(text, width),
    }
}

/// Pictures, whose width terminals measure by different versions of Unicode.
fn is_disputed(c: char) -> bool {
    matches!(c, '\u{2300}'..='\u{23FF}' | '\u{2600}'..='\u{27BF}' | '\u{2B00}'..='\u{2BFF}' | '\u{1F000}'..)
}

/// Combining marks of the Latin, Greek and Cyrillic scripts.
const fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}' | '\u{483}'..='\u{487}')
}
