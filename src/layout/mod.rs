//! What stands beside what at a width: a pure function of a block, the turns and the options.
//!
//! A block is an exchange, something set apart, or a part of at most [`BLOCK_BYTES`](crate::layout::BLOCK_BYTES) of a
//! long exchange. Nothing here lays out a whole document, knows colours, or remembers.

mod blocks;
mod page;
mod rows;
mod wrap;

#[cfg(test)]
mod dialogue;
#[cfg(test)]
mod laws;

pub use blocks::{SHARE_UNKNOWN, blank_between, block_at, share};
pub use page::{Column, Extent, GUTTER, Geometry, MIN_SIDE_BY_SIDE, Page, columns, effective};

use std::collections::BTreeSet;

use crate::text::Span;
use crate::transcript::{Kind, Transcript};
use crate::turns::{Sides, Turns};

/// A long exchange is cut into blocks of about this many bytes a side, at a sentence end.
pub const BLOCK_BYTES: usize = 16 * 1024;

/// How turns are set on the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Arrangement {
    /// Interviewer left, guest right, level.
    #[default]
    SideBySide,
    /// One column, a heading per turn.
    Stacked,
    /// Linear `Speaker: text`, no drawing.
    Plain,
}

/// Widths in cells. In stacked and plain arrangements only `left` counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Columns {
    /// Words of the left column, or of the only one.
    pub left: u16,
    /// Words of the right column.
    pub right: u16,
}

/// What rows depend on besides the block.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// How turns are set.
    pub arrangement: Arrangement,
    /// Widths of the words, margins excluded.
    pub columns: Columns,
    /// ISO 639-1 language to hyphenate by; none for no hyphenation.
    pub hyphenation: Option<&'static str>,
    /// First turns of exchanges whose listener signals are unfolded.
    pub unfolded: BTreeSet<usize>,
}

/// A piece of the page that is laid out at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// All text of it, separators between its turns included.
    pub span: Span,
    /// What it is.
    pub content: Content,
}

/// What a block holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// An utterance that is not speech, or speech that no turn holds.
    Apart {
        /// Its number in [`Transcript::utterances`].
        utterance: usize,
        /// What it is part of.
        kind: Kind,
    },
    /// An exchange, or a part of one: for each side the text that this block shows of it.
    Exchange {
        /// Its number in [`Turns::exchanges`].
        exchange: usize,
        /// What stands in each column; empty where a side says nothing here. Listener signals count to whom they interrupt.
        parts: Sides<Span>,
        /// Whether this is the first block of the exchange.
        first: bool,
    },
}

/// One row of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What stands on it. A row of one column uses the side of its speaker.
    pub cells: Sides<Option<Cell>>,
}

/// One side of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// What it shows.
    pub kind: CellKind,
    /// The words: their text is `span` with every LF shown as a space. Empty for a name line (then at the turn's start).
    pub span: Span,
    /// The turn; none for what is set apart.
    pub turn: Option<usize>,
    /// Whether this is the first row of words of the turn in this arrangement.
    pub first: bool,
    /// Whether a hyphen is to be drawn after the words.
    pub hyphen: bool,
    /// Cells left free before the words.
    pub indent: u16,
}

/// What a cell shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CellKind {
    /// Words of a turn.
    Words,
    /// The name of the turn's speaker, as a heading.
    Name,
    /// Words set apart from speech.
    Apart(Kind),
}

/// The blocks of a transcript in order; every utterance is in exactly one or, if long, in consecutive ones. Their spans rise
/// and do not overlap, and the rows of a block hold no word of another.
#[must_use]
pub fn blocks(transcript: &Transcript, turns: &Turns) -> Vec<Block> {
    blocks::of_transcript(transcript, turns)
}

/// The rows of a block, without the blank row that separates it from the next (see [`blank_between`]).
#[must_use]
pub fn rows(transcript: &Transcript, turns: &Turns, block: &Block, options: &Options) -> Vec<Row> {
    rows::of_block(transcript, turns, block, options)
}
