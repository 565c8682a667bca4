//! The rows behind the page: laid out a block at a time, walked over, and settled on the screen.

use super::{KEPT_BLOCKS, Page, RUNNING_ROWS, RowAt, Talk, cell_of};
use crate::layout::{self, Arrangement, Block, CellKind, Content, Geometry, Row, block_at};

impl Page {
    pub(super) fn height(&self) -> u16 {
        self.geometry.as_ref().map_or(1, |g| g.body_height).max(1)
    }

    /// The screen row where the reader is while nothing keeps it elsewhere: a third from the top (`product.md`).
    pub(super) fn desired(&self) -> u16 {
        self.height() / 3
    }

    pub(super) fn count(&self) -> usize {
        self.kept.as_ref().map_or(self.all_blocks.len(), Vec::len)
    }

    pub(super) fn block(&self, block: usize) -> Option<&Block> {
        match &self.kept {
            None => self.all_blocks.get(block),
            Some(kept) => self.all_blocks.get(*kept.get(block)?),
        }
    }

    pub(super) fn laid_row(&self, at: RowAt) -> Option<&Row> {
        self.laid.get(&at.block)?.get(at.row)
    }

    /// Lays a block out unless it is, and gives its height in rows, the blank row behind it included.
    pub(super) fn lay(&mut self, talk: Talk<'_>, block: usize) -> usize {
        if let Some(rows) = self.laid.get(&block) {
            return rows.len() + self.gap(talk, block);
        }
        let rows = match self.block(block) {
            Some(block) => layout::rows(talk.transcript, talk.turns, block, &self.options),
            None => return 0,
        };
        let height = rows.len() + self.gap(talk, block);
        self.laid.insert(block, rows);
        height
    }

    /// The blank row behind a block, where there is one.
    pub(super) fn gap(&self, talk: Talk<'_>, block: usize) -> usize {
        let (Some(before), Some(after)) = (self.block(block), self.block(block + 1)) else {
            return 0;
        };
        usize::from(layout::blank_between(
            talk.transcript,
            before,
            after,
            self.arrangement(),
        ))
    }

    /// The row `by` rows from `at`, and how many rows that really was.
    pub(super) fn step(&mut self, talk: Talk<'_>, at: RowAt, by: isize) -> (RowAt, isize) {
        let (mut at, mut left) = (at, by);
        while left > 0 {
            let below = self.lay(talk, at.block).saturating_sub(at.row + 1);
            if below > 0 {
                let go = below.min(left.unsigned_abs());
                at.row += go;
                left -= isize::try_from(go).unwrap_or(left);
            } else if at.block + 1 < self.count() {
                at = RowAt {
                    block: at.block + 1,
                    row: 0,
                };
                left -= 1;
                if self.lay(talk, at.block) == 0 {
                    left += 1;
                }
            } else {
                break;
            }
        }
        while left < 0 {
            if at.row > 0 {
                let go = at.row.min(left.unsigned_abs());
                at.row -= go;
                left += isize::try_from(go).unwrap_or(-left);
            } else if at.block > 0 {
                let block = at.block - 1;
                let height = self.lay(talk, block);
                at = RowAt {
                    block,
                    row: height.saturating_sub(1),
                };
                left += isize::from(height > 0);
            } else {
                break;
            }
        }
        (at, by - left)
    }

    pub(super) fn is_blank(&self, at: RowAt) -> bool {
        self.laid_row(at)
            .is_none_or(|row| row.cells.left.is_none() && row.cells.right.is_none())
    }

    pub(super) fn step_to_words(&mut self, talk: Talk<'_>, at: RowAt, way: isize) -> (RowAt, isize) {
        let (mut at, mut moved) = self.step(talk, at, way);
        while moved != 0 && self.is_blank(at) {
            let (next, more) = self.step(talk, at, way);
            if more == 0 {
                return (self.current, 0);
            }
            (at, moved) = (next, moved + more);
        }
        (at, moved)
    }

    /// The row itself, or the nearest one with words below or else above it.
    pub(super) fn off_blank(&mut self, talk: Talk<'_>, at: RowAt) -> RowAt {
        self.lay(talk, at.block);
        for way in [1, -1] {
            let mut at = at;
            loop {
                if !self.is_blank(at) {
                    return at;
                }
                let (next, moved) = self.step(talk, at, way);
                if moved == 0 {
                    break;
                }
                at = next;
            }
        }
        at
    }

    /// The row that holds `offset`: that of the latest-begun cell at or before it.
    pub(super) fn row_of(&mut self, talk: Talk<'_>, offset: usize) -> RowAt {
        let block = match &self.kept {
            None => block_at(&self.all_blocks, offset),
            Some(kept) => kept
                .partition_point(|&b| self.all_blocks[b].span.start() <= offset)
                .saturating_sub(1),
        };
        self.lay(talk, block);
        let rows = self.laid.get(&block).map_or(&[][..], Vec::as_slice);
        let begun = |row: &Row| {
            let cells = [&row.cells.left, &row.cells.right].into_iter().flatten();
            cells
                .filter(|c| c.kind != CellKind::Name && c.span.start() <= offset)
                .map(|c| c.span.start())
                .max()
        };
        let best = rows
            .iter()
            .enumerate()
            .filter_map(|(at, row)| Some((begun(row)?, at)))
            .max_by_key(|(start, at)| (*start, std::cmp::Reverse(*at)));
        RowAt {
            block,
            row: best.map_or(0, |(_, at)| at),
        }
    }

    pub(super) fn begins_on_screen(&self) -> bool {
        self.screen
            .first()
            .is_none_or(|row| row.is_none_or(|at| at == RowAt::default()))
    }

    pub(super) fn ends_on_screen(&mut self, talk: Talk<'_>) -> bool {
        match self.screen.iter().rev().find_map(|row| *row) {
            None => true,
            Some(at) => self.step(talk, at, 1).1 == 0,
        }
    }

    /// The place follows the reading row: the first word of its cell. Where the active column is empty there, the other one
    /// becomes active, since that is what is being read.
    pub(super) fn settle_place(&mut self) {
        if let Some((side, cell)) = self.laid_row(self.current).and_then(|row| cell_of(row, self.kept_side)) {
            (self.place, self.side) = (cell.span.start(), side);
        }
    }

    pub(super) fn relayout(&mut self, talk: Talk<'_>) {
        let (width, height) = self.size;
        self.laid.clear();
        self.options.arrangement = layout::effective(self.chosen, width);
        self.geometry = Geometry::new(layout::Page {
            width,
            height,
            arrangement: self.chosen,
            share: self.share,
            adjust: self.adjust,
            timed: self.timed,
            numbers: self.numbers,
            measure: self.measure,
            bare: self.zen,
        });
        if let Some(geometry) = &self.geometry {
            self.options.columns = geometry.measures();
        }
        self.current = self.row_of(talk, self.place);
        self.settle(talk);
    }

    /// Settles what is on the screen from the current row and the screen row it is wanted on.
    pub(super) fn settle(&mut self, talk: Talk<'_>) {
        let height = self.height();
        self.screen.clear();
        if self.count() == 0 || self.geometry.is_none() {
            self.running = None;
            return;
        }
        let rows = isize::try_from(height).unwrap_or(1);
        let wanted = self.wanted.min(height - 1);
        let below = self.step(talk, self.current, rows).1;
        let (_, above) = self.step(talk, self.current, -rows);
        let above = u16::try_from(above.unsigned_abs()).unwrap_or(u16::MAX);
        let below = u16::try_from(below).unwrap_or(u16::MAX);
        let least = height.saturating_sub(1).saturating_sub(below);
        self.reading_row = wanted.max(least).min(above).min(height - 1);
        let (top, _) = self.step(talk, self.current, -isize::try_from(self.reading_row).unwrap_or(0));
        let mut at = Some(top);
        for _ in 0..height {
            self.screen.push(at);
            at = at.and_then(|here| {
                let (next, moved) = self.step(talk, here, 1);
                (moved == 1).then_some(next)
            });
        }
        self.settle_running(talk, top);
        self.forget(top.block);
    }

    pub(super) fn settle_running(&mut self, talk: Talk<'_>, top: RowAt) {
        self.running = None;
        if self.arrangement() != Arrangement::SideBySide {
            return;
        }
        let Some(Content::Exchange { exchange, .. }) = self.block(top.block).map(|b| b.content.clone()) else {
            return;
        };
        let mut first = top.block;
        while matches!(
            self.block(first),
            Some(Block {
                content: Content::Exchange { first: false, .. },
                ..
            })
        ) && first > 0
        {
            first -= 1;
        }
        if talk
            .turns
            .exchanges()
            .get(exchange)
            .is_none_or(|e| e.question.is_none())
            || top == (RowAt { block: first, row: 0 })
        {
            return;
        }
        self.lay(talk, first);
        let question_rows = self
            .laid
            .get(&first)
            .map_or(0, |rows| rows.iter().take_while(|r| r.cells.left.is_some()).count());
        let free = self.screen.iter().take_while(|at| {
            at.is_some_and(|at| {
                self.laid_row(at)
                    .is_some_and(|row| row.cells.left.is_none() && row.cells.right.is_some())
                    || self.is_blank_inside(at, top.block)
            })
        });
        let free = free.count().saturating_sub(1);
        let limit = if self.whole_question {
            question_rows
        } else {
            RUNNING_ROWS
        };
        let rows = question_rows.min(limit).min(free);
        if rows > 0 {
            self.running = Some((first, rows, rows < question_rows));
        }
    }

    pub(super) fn is_blank_inside(&self, at: RowAt, block: usize) -> bool {
        at.block == block
            && self
                .laid_row(at)
                .is_some_and(|row| row.cells.left.is_none() && row.cells.right.is_none())
    }

    pub(super) fn forget(&mut self, around: usize) {
        if self.laid.len() > KEPT_BLOCKS {
            let near = around.saturating_sub(KEPT_BLOCKS / 4)..around + KEPT_BLOCKS / 4;
            let question = self.running.map(|(block, ..)| block);
            self.laid
                .retain(|block, _| near.contains(block) || Some(*block) == question);
        }
    }
}
