//! The mouse: a click sets row and column, a drag selects inside one column, past the edge it scrolls.

use super::Session;
use super::action::{Choosing, Motion, Pointing, Press, Unit};
use super::home::AtHome;
use super::mode::{Mode, Selection};
use super::selecting::grapheme_at;

/// Rows that one notch of the wheel moves.
const WHEEL_ROWS: usize = 3;

impl Session {
    pub(super) fn point(&mut self, pointing: Pointing) {
        match pointing.press {
            Press::WheelUp | Press::WheelDown => self.wheel(pointing.press == Press::WheelDown),
            Press::Down(clicks) => self.press(pointing, clicks),
            Press::Drag => self.drag(pointing),
            Press::Up => self.pressed = None,
        }
    }

    fn wheel(&mut self, down: bool) {
        match &self.mode {
            Mode::Pick(_) | Mode::Home(_) => {
                self.choose(if down { Choosing::Next } else { Choosing::Previous }, WHEEL_ROWS);
            }
            Mode::Read | Mode::Select(_) => {
                self.travel(if down { Motion::LineDown } else { Motion::LineUp }, None, WHEEL_ROWS);
            }
            Mode::Search(_) | Mode::Note(_) | Mode::Name(_) | Mode::Tag(_) | Mode::Export(_) | Mode::Why(_) => {}
        }
    }

    fn press(&mut self, pointing: Pointing, clicks: u8) {
        if let (Mode::Home(AtHome::Table), Some(geometry)) = (&self.mode, self.geometry(self.page.size())) {
            // The first click has brought the row to the middle; the second means it wherever it is.
            if clicks > 1 {
                self.accept_at_home(AtHome::Table);
            } else {
                self.home.choose_at(pointing.row, &geometry);
            }
            return;
        }
        if !matches!(self.mode, Mode::Read | Mode::Select(_)) {
            return;
        }
        let Some(geometry) = self.page.geometry() else { return };
        let Some(row) = geometry.body_row(pointing.row) else {
            return;
        };
        if geometry.scrollbar.contains(pointing.column) || geometry.ticks.contains(pointing.column) {
            let share = usize::from(row) * 100 / usize::from(geometry.body_height.max(2) - 1);
            return self.go_to_typed(super::moving::Typed::PerCent(share.min(100)));
        }
        let in_margin = geometry
            .side_at(pointing.column)
            .is_some_and(|side| pointing.column < geometry.columns[side].text.x);
        let Some((offset, side)) = self.offset_under(pointing.column, row) else {
            return;
        };
        self.mode = Mode::Read;
        self.with_page(|page, talk| {
            page.show(talk, offset);
            page.take_side(side);
        });
        let unit = match (in_margin, clicks) {
            (true, _) => Some(Unit::Turn),
            (false, 2) => Some(Unit::Word),
            (false, 3..) => Some(Unit::Sentence),
            (false, _) => None,
        };
        self.pressed = self.open.as_ref().and_then(|open| grapheme_at(open.text(), offset));
        if let Some(span) = unit.and_then(|unit| self.unit_at(unit, offset)) {
            self.pressed = Some(span);
            self.mode = Mode::Select(Selection { far: span, near: span });
        }
    }

    fn drag(&mut self, pointing: Pointing) {
        let Some(far) = self.pressed else { return };
        let Some(geometry) = self.page.geometry() else { return };
        let (top, height) = (geometry.body, geometry.body_height);
        let above = pointing.row < top;
        let below = pointing.row >= top + height;
        let row = pointing.row.saturating_sub(top).min(height.saturating_sub(1));
        if above || below {
            self.travel(if below { Motion::LineDown } else { Motion::LineUp }, None, 1);
        }
        let Some((offset, _)) = self.offset_under(pointing.column, row) else {
            return;
        };
        let offset = self.within_column(far.start(), offset);
        let near = self.open.as_ref().and_then(|open| grapheme_at(open.text(), offset));
        if let Some(near) = near
            && (near != far || matches!(self.mode, Mode::Select(_)))
        {
            self.mode = Mode::Select(Selection { far, near });
        }
    }

    /// The offset itself, or where the column in which a selection began is interrupted by the other one: a drag takes no words
    /// of the other side with it.
    fn within_column(&self, from: usize, to: usize) -> usize {
        let Some(open) = &self.open else { return to };
        let (turns, Some(first)) = (&open.turns, open.turns.at(from)) else {
            return to;
        };
        let last = turns.at(to).unwrap_or(first);
        let other = |turn: &usize| turns.side(*turn) != turns.side(first) && !turns.all()[*turn].signal;
        if to >= from {
            let until = (first..=last).find(other).map(|turn| turns.all()[turn - 1].span.end());
            until.map_or(to, |end| open.text().floor_char_boundary(end.saturating_sub(1)).min(to))
        } else {
            let since = (last..=first)
                .rev()
                .find(other)
                .map(|turn| turns.all()[turn + 1].span.start());
            since.map_or(to, |start| start.max(to))
        }
    }

    /// The offset under a cell; while a selection is drawn, only of the column in which it began.
    fn offset_under(&self, column: u16, body_row: u16) -> Option<(usize, crate::turns::Side)> {
        let open = self.open.as_ref()?;
        let held = self.pressed.is_some().then_some(self.page.side());
        self.page.offset_at(open.talk(), column, body_row, held)
    }
}
