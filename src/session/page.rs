//! The page: blocks, the rows laid out so far, and where the reader is in them.
//!
//! The place is a row while a layout stands and the offset of a word when the layout is replaced. Rows are laid out from the
//! place outward, a block at a time, and forgotten again; nothing here ever lays out the whole document.

mod moving;
mod rows;

use std::collections::BTreeMap;

use super::action::Widening;
use super::state::Settings;
use crate::layout::{self, Arrangement, Block, Cell, Geometry, Options, Row, block_at};
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
    /// The column the reader chose; where it is empty at the reading row, the other one is active.
    kept_side: Side,
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

    /// Whether the last words of the text are on the reading row.
    #[must_use]
    pub fn is_at_end(&self, text: &str) -> bool {
        let end = text.trim_end().len();
        let row = self.visible().find(|(y, _)| *y == self.reading_row());
        let ends = |row: &Row| {
            let cells = [&row.cells.left, &row.cells.right];
            cells.into_iter().flatten().any(|cell| cell.span.end() >= end)
        };
        row.and_then(|(_, row)| row).is_some_and(ends)
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
