//! Moving about the page: the text goes by under the reading row, and at both ends of the document the row moves instead.

use super::{OVERLAP, Page, Talk, cell_of, cell_with};
use crate::layout::Arrangement;
use crate::text::Span;
use crate::turns::Side;

impl Page {
    /// To the word at `offset`, with the reading row where it belongs.
    pub fn go_to(&mut self, talk: Talk<'_>, offset: usize) {
        self.place = offset;
        self.current = self.row_of(talk, offset);
        if let Some((side, _)) = self.laid_row(self.current).and_then(|row| cell_with(row, offset)) {
            self.take_side(side);
        }
        self.wanted = self.desired();
        self.settle(talk);
    }

    /// To where the reader left it: the same word on the same row, as near as the height allows.
    pub fn restore(&mut self, talk: Talk<'_>, place: &crate::session::Place) {
        self.go_to(talk, self.place);
        self.take_side(place.side);
        self.wanted = place.row;
        self.settle(talk);
    }

    /// Another offset for the same words: they keep their row.
    pub fn hold(&mut self, talk: Talk<'_>, offset: usize) {
        self.place = offset;
        self.current = self.row_of(talk, offset);
        self.settle(talk);
    }

    /// Makes a column the active one without moving.
    pub const fn take_side(&mut self, side: Side) {
        self.side = side;
        self.kept_side = side;
    }

    /// To the word at `offset`, moving the text only if that word is not on the screen.
    pub fn show(&mut self, talk: Talk<'_>, offset: usize) {
        let at = self.row_of(talk, offset);
        let on_screen = self.screen.iter().position(|row| *row == Some(at));
        self.go_to(talk, offset);
        if let Some(row) = on_screen {
            self.wanted = u16::try_from(row).unwrap_or(self.wanted);
            self.settle(talk);
        }
    }

    /// This place to the reading row.
    pub fn centre(&mut self, talk: Talk<'_>) {
        let start = self
            .this_turn(talk)
            .map_or(self.place, |t| talk.turns.all()[t].span.start());
        let side = self.side;
        self.go_to(talk, start);
        self.take_side(side);
    }

    /// Rows towards the end (above 0) or the beginning: the text moves under the reading row; at both ends of the document the
    /// row moves instead.
    pub fn move_rows(&mut self, talk: Talk<'_>, by: isize) {
        for _ in 0..by.unsigned_abs() {
            let (next, moved) = self.step_to_words(talk, self.current, by.signum());
            if moved == 0 {
                break;
            }
            let text_stays = if by > 0 {
                self.reading_row < self.desired() || self.ends_on_screen(talk)
            } else {
                self.reading_row > self.desired() || self.begins_on_screen()
            };
            self.current = next;
            let moved = u16::try_from(moved.unsigned_abs()).unwrap_or(u16::MAX);
            self.wanted = match (text_stays, by > 0) {
                (false, _) => self.reading_row,
                (true, true) => self.reading_row.saturating_add(moved),
                (true, false) => self.reading_row.saturating_sub(moved),
            };
            self.settle(talk);
        }
        self.settle_place();
    }

    /// Turns pages, above 0 towards the end.
    pub fn turn_pages(&mut self, talk: Talk<'_>, by: isize) {
        self.turn(talk, by, usize::from(self.height()).saturating_sub(OVERLAP).max(1));
    }

    /// Turns half pages, above 0 towards the end.
    pub fn turn_halves(&mut self, talk: Talk<'_>, by: isize) {
        self.turn(talk, by, usize::from(self.height() / 2).max(1));
    }

    /// Moves the text by whole steps of `rows` under the reading row; where it can move no further, the reading row goes to the
    /// end of the document.
    fn turn(&mut self, talk: Talk<'_>, by: isize, rows: usize) {
        let rows = isize::try_from(rows).unwrap_or(isize::MAX);
        for _ in 0..by.unsigned_abs() {
            let at_end = if by > 0 {
                self.ends_on_screen(talk)
            } else {
                self.begins_on_screen()
            };
            let height = isize::try_from(self.height()).unwrap_or(0);
            let go = if at_end {
                self.wanted = if by > 0 { self.height().saturating_sub(1) } else { 0 };
                height * by.signum()
            } else {
                self.wanted = self.desired();
                let back =
                    isize::try_from(self.desired()).unwrap_or(0) - isize::try_from(self.reading_row).unwrap_or(0);
                rows * by.signum() + back
            };
            let (next, _) = self.step(talk, self.current, go);
            self.current = self.off_blank(talk, next);
            self.settle(talk);
            if at_end {
                break;
            }
        }
        self.settle_place();
    }

    /// To the column of that side in this exchange: the cell level with the place, or the nearest above, or its first.
    pub fn to_side(&mut self, talk: Talk<'_>, side: Side) {
        self.take_side(side);
        if self.arrangement() == Arrangement::SideBySide {
            if let Some(cell) = self.laid_row(self.current).and_then(|row| row.cells[side].as_ref()) {
                self.place = cell.span.start();
            }
            return;
        }
        let Some(exchange) = self.exchange(talk) else { return };
        let of_side = |t: &usize| talk.turns.side(*t) == side && !talk.turns.all()[*t].signal;
        if let Some(turn) = talk.turns.exchanges()[exchange].turns.clone().find(of_side) {
            self.show(talk, talk.turns.all()[turn].span.start());
        }
    }

    /// The offset shown at a cell of the body, with its side: the grapheme there, or the nearest of that row.
    /// With `held` only that column's.
    #[must_use]
    pub fn offset_at(&self, talk: Talk<'_>, column: u16, body_row: u16, held: Option<Side>) -> Option<(usize, Side)> {
        let at = (*self.screen.get(usize::from(body_row))?)?;
        let row = self.laid_row(at)?;
        let geometry = self.geometry.as_ref()?;
        let two = self.arrangement() == Arrangement::SideBySide;
        let (side, cell) = match held.filter(|_| two) {
            Some(side) => (side, row.cells[side].as_ref()?),
            None => cell_of(row, geometry.side_at(column).filter(|_| two).unwrap_or(self.side))?,
        };
        let x = usize::from(
            column
                .saturating_sub(geometry.columns[side].text.x)
                .saturating_sub(cell.indent),
        );
        let mut cells = 0;
        for (offset, _, width) in crate::text::width::graphemes(talk.transcript.words(cell.span)) {
            cells += width;
            if cells > x {
                return Some((cell.span.start() + offset, side));
            }
        }
        Some((cell.span.end(), side))
    }

    /// The start and end of the row that is `by` rows from the one with `offset`, on the same side where it has words.
    pub fn row_from(&mut self, talk: Talk<'_>, offset: usize, by: isize) -> Option<Span> {
        let at = self.row_of(talk, offset);
        let side = cell_with(self.laid_row(at)?, offset)?.0;
        let mut from = at;
        loop {
            let (next, moved) = self.step(talk, from, by.signum());
            if moved == 0 {
                return None;
            }
            from = next;
            if let Some(cell) = self.laid_row(next).and_then(|row| row.cells[side].as_ref())
                && !cell.span.is_empty()
            {
                return Some(cell.span);
            }
        }
    }
}
