//! The one place where text becomes cells and where styles overlap.
//!
//! Nothing else in visavis may write a cell's symbol. Text arrives sanitised; what would still command a terminal is left out
//! here once more. A line break is shown as a space, a wide character takes its cells, and nothing is ever written beyond the
//! cells it was given.

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::Style;

use crate::text::Span;
use crate::text::width::graphemes;

/// Cells on one row to write into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    /// The leftmost cell.
    pub x: u16,
    /// The row.
    pub y: u16,
    /// How many cells.
    pub width: u16,
}

/// Longest grapheme that is written, in bytes; of a longer one the first character stands for all. The longest emoji in use
/// take 35, while one letter under a thousand accents would cost a screen its speed.
const LONGEST: usize = 64;

impl Room {
    /// The cells of a row from `x` to `end`, which is no longer one of them.
    #[must_use]
    pub const fn new(x: u16, end: u16, y: u16) -> Self {
        Self {
            x,
            y,
            width: end.saturating_sub(x),
        }
    }

    /// What is left after so many cells.
    #[must_use]
    pub const fn after(self, cells: u16) -> Self {
        let cells = if cells > self.width { self.width } else { cells };
        Self {
            x: self.x + cells,
            y: self.y,
            width: self.width - cells,
        }
    }

    /// One past the rightmost cell.
    #[must_use]
    pub const fn end(self) -> u16 {
        self.x.saturating_add(self.width)
    }
}

/// Paints the words of a span and gives the number of cells they took. `styles` are laid one over the other in their order, so
/// that what comes later wins: speaker, highlight, hit, selection. Spans in it may lie anywhere; those that rise and do not
/// overlap within one layer cost least.
pub fn paint(
    buffer: &mut Buffer,
    room: Room,
    (text, span): (&str, Span),
    base: Style,
    styles: &[(Span, Style)],
) -> u16 {
    let words = span.of(text);
    if styles.is_empty() {
        return write(buffer, room, words, base);
    }
    let mut at = span.start();
    let mut left = room;
    while at < span.end() {
        // The styles change only where one of the spans begins or ends: up to there everything looks the same.
        let mut until = span.end();
        let mut style = base;
        for (styled, over) in styles {
            if styled.contains(at) {
                style = style.patch(*over);
                until = until.min(styled.end());
            } else if styled.start() > at {
                until = until.min(styled.start());
            }
        }
        let piece = text.get(at..until).or_else(|| text.get(at..span.end())).unwrap_or("");
        if piece.is_empty() {
            break;
        }
        left = left.after(write(buffer, left, piece, style));
        at += piece.len();
    }
    room.width - left.width
}

/// The style that [`paint`] gives the word at an offset.
#[must_use]
pub fn style_at(base: Style, styles: &[(Span, Style)], offset: usize) -> Style {
    let over = styles.iter().filter(|(span, _)| span.contains(offset));
    over.fold(base, |style, (_, over)| style.patch(*over))
}

/// Writes text in one style and gives the number of cells it took; what does not fit is left out.
pub fn write(buffer: &mut Buffer, room: Room, text: &str, style: Style) -> u16 {
    let area = buffer.area;
    if room.y < area.y || room.y >= area.bottom() || room.x < area.x {
        return 0;
    }
    let end = room.end().min(area.right());
    if room.x >= end {
        return 0;
    }
    let from = buffer.index_of(room.x, room.y);
    let Some(cells) = buffer.content.get_mut(from..from + usize::from(end - room.x)) else {
        return 0;
    };
    let mut at = 0;
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\n')) {
        for (cell, byte) in cells.iter_mut().zip(text.bytes()) {
            put(cell, ascii(byte), style);
            at += 1;
        }
    } else {
        for (_, grapheme, width) in graphemes(text) {
            let symbol = shown(grapheme);
            let width = if symbol.len() == grapheme.len() {
                width
            } else {
                symbol_width(symbol)
            };
            if grapheme != "\n" && (width == 0 || symbol.is_empty()) {
                continue;
            }
            let width = width.max(1);
            let Some((first, rest)) = cells.get_mut(at..at + width).and_then(<[Cell]>::split_first_mut) else {
                break;
            };
            put(first, symbol, style);
            for cell in rest {
                cell.reset();
                cell.set_style(style);
            }
            at += width;
        }
    }
    u16::try_from(at).unwrap_or(room.width)
}

/// Writes text so that it ends at the right edge of its room; of what is too long the end is left out.
pub fn write_right(buffer: &mut Buffer, room: Room, text: &str, style: Style) -> u16 {
    let width = cells(text).min(room.width);
    write(buffer, room.after(room.width - width), text, style)
}

/// Writes text, ending it with `…` where it does not fit, and gives the number of cells it took.
pub fn write_cut(buffer: &mut Buffer, room: Room, text: &str, style: Style) -> u16 {
    if cells(text) <= room.width {
        return write(buffer, room, text, style);
    }
    let Some(fits) = room.width.checked_sub(1) else {
        return 0;
    };
    let short = Room { width: fits, ..room };
    let used = write(buffer, short, cut(text, fits), style);
    used + write(buffer, room.after(used), "…", style)
}

/// Lays a style over cells without touching what stands in them.
pub fn tint(buffer: &mut Buffer, room: Room, style: Style) {
    for x in room.x..room.end() {
        if let Some(cell) = buffer.cell_mut((x, room.y)) {
            cell.set_style(style);
        }
    }
}

/// Empties cells.
pub fn clear(buffer: &mut Buffer, room: Room) {
    for x in room.x..room.end() {
        if let Some(cell) = buffer.cell_mut((x, room.y)) {
            cell.reset();
        }
    }
}

/// Fills cells with a sign of one cell.
pub fn fill(buffer: &mut Buffer, room: Room, sign: &'static str, style: Style) {
    for x in room.x..room.end() {
        if let Some(cell) = buffer.cell_mut((x, room.y)) {
            put(cell, sign, style);
        }
    }
}

/// Width of text in cells, held at the most a screen can have.
#[must_use]
pub fn cells(text: &str) -> u16 {
    u16::try_from(crate::text::width::width(text)).unwrap_or(u16::MAX)
}

/// As much of the end of a text as takes at most so many cells, `…` before it where there is more: a path is known by its end.
#[must_use]
pub fn ending(text: &str, width: u16) -> String {
    if cells(text) <= width {
        return text.to_owned();
    }
    let room = usize::from(width.saturating_sub(1));
    let all: Vec<(usize, usize)> = graphemes(text).map(|(at, _, cells)| (at, cells)).collect();
    let (mut used, mut from) = (0, text.len());
    for (at, cells) in all.into_iter().rev() {
        used += cells;
        if used > room {
            break;
        }
        from = at;
    }
    format!("…{}", &text[from..])
}

/// The longest beginning of text that takes at most so many cells.
#[must_use]
pub fn cut(text: &str, most: u16) -> &str {
    let mut used = 0;
    for (at, _, width) in graphemes(text) {
        used += width;
        if used > usize::from(most) {
            return &text[..at];
        }
    }
    text
}

#[inline]
#[allow(clippy::disallowed_methods)] // Here is the one place: `ascii` and `shown` let nothing through that commands.
fn put(cell: &mut Cell, symbol: &str, style: Style) {
    cell.set_symbol(symbol);
    cell.set_style(style);
}

/// The printable ASCII characters in order, so that each can be written as a slice of it.
const ASCII: &str = " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~";

#[inline]
fn ascii(byte: u8) -> &'static str {
    let at = usize::from(byte.saturating_sub(b' '));
    ASCII.get(at..=at).unwrap_or(" ")
}

/// What is written for a grapheme: itself, unless it commands a terminal or is absurdly long.
fn shown(grapheme: &str) -> &str {
    if grapheme == "\n" {
        return " ";
    }
    if grapheme.len() == 1 {
        return if grapheme.starts_with(char::is_control) {
            ""
        } else {
            grapheme
        };
    }
    if grapheme.chars().any(commands) {
        return "";
    }
    if grapheme.len() > LONGEST {
        let first = grapheme.chars().next().map_or(0, char::len_utf8);
        return &grapheme[..first];
    }
    grapheme
}

fn symbol_width(symbol: &str) -> usize {
    crate::text::width::width(symbol)
}

/// Controls, marks that turn the direction of a whole line, and tags.
fn commands(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests;
