//! The page: blocks, the rows laid out so far, and where the reader is in them.
//!
//! The place is a row while a layout stands and the offset of a word when the layout is replaced. Rows are laid out from the
//! place outward, a block at a time, and forgotten again; nothing here ever lays out the whole document.

use std::collections::BTreeMap;

use super::action::Widening;
use super::state::Settings;
use crate::layout::{self, Arrangement, Block, Cell, CellKind, Content, Geometry, Options, Row, block_at};
use crate::text::Span;
use crate::transcript::Transcript;
use crate::turns::{Side, Turns};

/// Blocks kept laid out beside those on the screen.
const KEPT_BLOCKS: usize = 256;
/// Rows of a page that stay in sight when it is turned.
const OVERLAP: usize = 2;
/// Rows of the running question while it is shortened.
const RUNNING_ROWS: usize = 3;

/// What the page lays out: the words and who speaks them.
#[derive(Clone, Copy, Debug)]
pub struct Talk<'a> {
    /// What was said.
    pub transcript: &'a Transcript,
    /// Who said it.
    pub turns: &'a Turns,
}

/// A row of the page: which block, and which row in it. The row after a block's last is the blank one behind it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct RowAt {
    /// Index of the block.
    pub block: usize,
    /// Row inside it.
    pub row: usize,
}

/// The question whose answer is on the screen while it itself is not.
#[derive(Clone, Debug, PartialEq)]
pub struct Running<'a> {
    /// Its rows, as many as are to be shown; it begins at the top of the body.
    pub rows: &'a [Row],
    /// Whether there is more of it than shown.
    pub shortened: bool,
}

/// The page.
#[derive(Debug, Default)]
pub struct Page {
    all_blocks: Vec<Block>,
    kept: Option<Vec<usize>>,
    options: Options,
    chosen: Arrangement,
    adjust: i16,
    share: f32,
    size: (u16, u16),
    zen: bool,
    timed: bool,
    numbers: usize,
    measure: Option<u16>,
    geometry: Option<Geometry>,
    laid: BTreeMap<usize, Vec<Row>>,
    current: RowAt,
    place: usize,
    side: Side,
    wanted: u16,
    screen: Vec<Option<RowAt>>,
    reading_row: u16,
    running: Option<(usize, usize, bool)>,
    whole_question: bool,
}

impl Page {
    /// A page of no transcript yet.
    #[must_use]
    pub fn new(settings: &Settings, size: (u16, u16)) -> Self {
        Self {
            chosen: settings.arrangement,
            adjust: settings.adjust,
            measure: settings.measure,
            zen: settings.zen,
            size,
            ..Self::default()
        }
    }

    /// The rows on the screen from the top of the body down: screen row of the body, and the row; none for a blank one.
    pub fn visible(&self) -> impl Iterator<Item = (u16, Option<&Row>)> {
        self.screen
            .iter()
            .zip(0..)
            .map(|(at, y)| (y, at.and_then(|at| self.laid_row(at))))
    }

    /// The geometry of the screen; none below the least size.
    #[must_use]
    pub const fn geometry(&self) -> Option<&Geometry> {
        self.geometry.as_ref()
    }

    /// Size of the whole screen in columns and rows.
    #[must_use]
    pub const fn size(&self) -> (u16, u16) {
        self.size
    }

    /// Screen row of the body where the reader is, in cells from its top.
    #[must_use]
    pub const fn reading_row(&self) -> u16 {
        self.reading_row
    }

    /// The running question, if it has to be shown above its column.
    #[must_use]
    pub fn running(&self) -> Option<Running<'_>> {
        let (block, rows, shortened) = self.running?;
        Some(Running {
            rows: self.laid.get(&block)?.get(..rows)?,
            shortened,
        })
    }

    /// Offset of the word where the reader is, in bytes.
    #[must_use]
    pub const fn place(&self) -> usize {
        self.place
    }

    /// The active column.
    #[must_use]
    pub const fn side(&self) -> Side {
        self.side
    }

    /// How turns are set, after the width had its say.
    #[must_use]
    pub const fn arrangement(&self) -> Arrangement {
        self.options.arrangement
    }

    /// How the reader wants turns set.
    #[must_use]
    pub const fn chosen(&self) -> Arrangement {
        self.chosen
    }

    /// Steps by which the columns are wider or narrower than usual.
    #[must_use]
    pub const fn adjust(&self) -> i16 {
        self.adjust
    }

    /// Whether nothing but the page is shown.
    #[must_use]
    pub const fn zen(&self) -> bool {
        self.zen
    }

    /// Text on the screen, from its first to its last word.
    #[must_use]
    pub fn shown(&self) -> Span {
        let rows = self.visible().filter_map(|(_, row)| row);
        let cells = rows.flat_map(|row| [&row.cells.left, &row.cells.right]).flatten();
        cells.map(|c| c.span).reduce(Span::cover).unwrap_or_default()
    }

    /// Takes a transcript, its first screenful settling the columns, with the place at that offset. `numbers` is how many
    /// turns there will be once everything is read.
    pub fn open(&mut self, talk: Talk<'_>, place: usize, numbers: usize, hyphenation: bool) {
        self.numbers = numbers;
        self.timed = talk.transcript.is_timed();
        self.options.hyphenation = talk.transcript.facts().language.filter(|_| hyphenation);
        self.options.unfolded.clear();
        self.kept = None;
        self.all_blocks = layout::blocks(talk.transcript, talk.turns);
        let from = block_at(&self.all_blocks, place);
        self.share = layout::share(&self.all_blocks, from);
        self.place = place;
        self.relayout(talk);
        self.go_to(talk, place);
    }

    /// Takes changed turns or a longer text; the word at the place keeps its row.
    pub fn renew(&mut self, talk: Talk<'_>) {
        self.timed = talk.transcript.is_timed();
        if self.options.hyphenation.is_some() {
            self.options.hyphenation = talk.transcript.facts().language.or(self.options.hyphenation);
        }
        self.options.unfolded.clear();
        self.kept = None;
        self.all_blocks = layout::blocks(talk.transcript, talk.turns);
        self.relayout(talk);
    }

    /// Another size of the screen, in columns and rows.
    pub fn resize(&mut self, talk: Talk<'_>, size: (u16, u16)) {
        self.size = size;
        self.relayout(talk);
    }

    /// Another way to set turns.
    pub fn arrange(&mut self, talk: Talk<'_>, arrangement: Arrangement) {
        self.chosen = arrangement;
        self.relayout(talk);
    }

    /// Wider or narrower columns.
    pub fn widen(&mut self, talk: Talk<'_>, how: Widening, count: i16) {
        self.adjust = match how {
            Widening::More => self.adjust.saturating_add(count).min(12),
            Widening::Less => self.adjust.saturating_sub(count).max(-12),
            Widening::Reset => 0,
        };
        self.relayout(talk);
    }

    /// Nothing but the page, or everything again.
    pub fn set_zen(&mut self, talk: Talk<'_>, zen: bool) {
        self.zen = zen;
        self.relayout(talk);
    }

    /// Shows only blocks that hold one of these spans, or all again.
    pub fn keep_only(&mut self, talk: Talk<'_>, spans: Option<&[Span]>) {
        self.kept = spans.map(|spans| {
            let holds = |block: &Block| {
                let at = spans.partition_point(|s| s.end() <= block.span.start());
                spans.get(at).is_some_and(|s| s.overlaps(block.span))
            };
            (0..self.all_blocks.len())
                .filter(|&b| holds(&self.all_blocks[b]))
                .collect()
        });
        self.relayout(talk);
    }

    /// Unfolds or folds the listener signals of the exchange at the place; says whether there were any.
    pub fn toggle_fold(&mut self, talk: Talk<'_>) -> bool {
        let Some(exchange) = self.exchange(talk) else {
            return false;
        };
        let turns = talk.turns.exchanges()[exchange].turns.clone();
        if !talk.turns.all()[turns.clone()].iter().any(|t| t.signal) {
            return false;
        }
        if !self.options.unfolded.remove(&turns.start) {
            self.options.unfolded.insert(turns.start);
        }
        self.relayout(talk);
        true
    }

    /// The running question in full, or shortened again.
    pub fn toggle_question(&mut self, talk: Talk<'_>) {
        self.whole_question = !self.whole_question;
        self.settle(talk);
    }

    /// The exchange at the place.
    fn exchange(&self, talk: Talk<'_>) -> Option<usize> {
        talk.turns.exchange_of(talk.turns.at(self.place)?)
    }

    /// The turn in the active column at the reading row: the cell there, or the one that runs on above it.
    #[must_use]
    pub fn this_turn(&self, talk: Talk<'_>) -> Option<usize> {
        let at_place = talk.turns.at(self.place)?;
        if talk.turns.side(at_place) == self.side || self.arrangement() != Arrangement::SideBySide {
            return Some(at_place);
        }
        let exchange = talk.turns.exchanges().get(talk.turns.exchange_of(at_place)?)?;
        let of_side = |turn: &usize| talk.turns.side(*turn) == self.side && !talk.turns.all()[*turn].signal;
        let above = exchange.turns.clone().rev().find(|t| *t <= at_place && of_side(t));
        above
            .or_else(|| exchange.turns.clone().find(of_side))
            .or(Some(at_place))
    }

    /// The cell at the reading row: that of the active column, else the other.
    #[must_use]
    pub fn this_cell(&self) -> Option<&Cell> {
        cell_of(self.laid_row(self.current)?, self.side).map(|(_, cell)| cell)
    }

    // -- moving -------------------------------------------------------------------------------------------------------

    /// To the word at `offset`, with the reading row where it belongs.
    pub fn go_to(&mut self, talk: Talk<'_>, offset: usize) {
        self.place = offset;
        self.current = self.row_of(talk, offset);
        if let Some((side, _)) = self.laid_row(self.current).and_then(|row| cell_with(row, offset)) {
            self.side = side;
        }
        self.wanted = self.desired();
        self.settle(talk);
    }

    /// To where the reader left it: the same word on the same row, as near as the height allows.
    pub fn restore(&mut self, talk: Talk<'_>, place: &super::Place) {
        self.go_to(talk, self.place);
        self.side = place.side;
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
        self.side = side;
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
        self.side = side;
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

    // -- rows ---------------------------------------------------------------------------------------------------------

    fn height(&self) -> u16 {
        self.geometry.as_ref().map_or(1, |g| g.body_height).max(1)
    }

    /// The screen row where the reader is while nothing keeps it elsewhere: a third from the top (`product.md`).
    fn desired(&self) -> u16 {
        self.height() / 3
    }

    fn count(&self) -> usize {
        self.kept.as_ref().map_or(self.all_blocks.len(), Vec::len)
    }

    fn block(&self, block: usize) -> Option<&Block> {
        match &self.kept {
            None => self.all_blocks.get(block),
            Some(kept) => self.all_blocks.get(*kept.get(block)?),
        }
    }

    fn laid_row(&self, at: RowAt) -> Option<&Row> {
        self.laid.get(&at.block)?.get(at.row)
    }

    /// Lays a block out unless it is, and gives its height in rows, the blank row behind it included.
    fn lay(&mut self, talk: Talk<'_>, block: usize) -> usize {
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
    fn gap(&self, talk: Talk<'_>, block: usize) -> usize {
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
    fn step(&mut self, talk: Talk<'_>, at: RowAt, by: isize) -> (RowAt, isize) {
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

    fn is_blank(&self, at: RowAt) -> bool {
        self.laid_row(at)
            .is_none_or(|row| row.cells.left.is_none() && row.cells.right.is_none())
    }

    fn step_to_words(&mut self, talk: Talk<'_>, at: RowAt, way: isize) -> (RowAt, isize) {
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
    fn off_blank(&mut self, talk: Talk<'_>, at: RowAt) -> RowAt {
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
    fn row_of(&mut self, talk: Talk<'_>, offset: usize) -> RowAt {
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

    fn begins_on_screen(&self) -> bool {
        self.screen
            .first()
            .is_none_or(|row| row.is_none_or(|at| at == RowAt::default()))
    }

    fn ends_on_screen(&mut self, talk: Talk<'_>) -> bool {
        match self.screen.iter().rev().find_map(|row| *row) {
            None => true,
            Some(at) => self.step(talk, at, 1).1 == 0,
        }
    }

    /// The place follows the reading row: the first word of its cell. Where the active column is empty there, the other one
    /// becomes active, since that is what is being read.
    fn settle_place(&mut self) {
        if let Some((side, cell)) = self.laid_row(self.current).and_then(|row| cell_of(row, self.side)) {
            (self.place, self.side) = (cell.span.start(), side);
        }
    }

    fn relayout(&mut self, talk: Talk<'_>) {
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
    fn settle(&mut self, talk: Talk<'_>) {
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

    fn settle_running(&mut self, talk: Talk<'_>, top: RowAt) {
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

    fn is_blank_inside(&self, at: RowAt, block: usize) -> bool {
        at.block == block
            && self
                .laid_row(at)
                .is_some_and(|row| row.cells.left.is_none() && row.cells.right.is_none())
    }

    fn forget(&mut self, around: usize) {
        if self.laid.len() > KEPT_BLOCKS {
            let near = around.saturating_sub(KEPT_BLOCKS / 4)..around + KEPT_BLOCKS / 4;
            let question = self.running.map(|(block, ..)| block);
            self.laid
                .retain(|block, _| near.contains(block) || Some(*block) == question);
        }
    }
}

/// The cell of that side, else of the other.
fn cell_of(row: &Row, side: Side) -> Option<(Side, &Cell)> {
    let of = |side: Side| row.cells[side].as_ref().map(|cell| (side, cell));
    of(side).or_else(|| of(side.other()))
}

/// The latest-begun cell of a row at or before `offset`.
fn cell_with(row: &Row, offset: usize) -> Option<(Side, &Cell)> {
    let cells = [Side::Left, Side::Right]
        .into_iter()
        .filter_map(|side| Some((side, row.cells[side].as_ref()?)));
    cells
        .filter(|(_, c)| c.span.start() <= offset)
        .max_by_key(|(_, c)| c.span.start())
}
