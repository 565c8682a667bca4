//! The page: blocks, the rows laid out so far, and where the reader is in them.
//!
//! The place is a row while a layout stands and the offset of a word when the layout is replaced. Rows are laid out from the
//! place outward, a block at a time, and forgotten again.

use crate::layout::{Arrangement, Block, Options, Row};
use crate::turns::Side;

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
    /// Its rows, as many as are to be shown.
    pub rows: &'a [Row],
    /// Screen row of the body where it begins.
    pub top: u16,
    /// Whether there is more of it than shown.
    pub shortened: bool,
}

/// The page.
#[derive(Debug)]
pub struct Page {
    blocks: Vec<Block>,
    options: Options,
    current: RowAt,
    place: usize,
    side: Side,
}

impl Page {
    /// The rows on the screen from the top of the body down: screen row of the body, and the row; none for a blank one.
    pub fn visible(&self) -> impl Iterator<Item = (u16, Option<&Row>)> {
        std::iter::empty()
    }

    /// Screen row of the body where the reader is, in cells from its top.
    #[must_use]
    pub const fn reading_row(&self) -> u16 {
        0
    }

    /// The running question, if it has to be shown above its column.
    #[must_use]
    pub const fn running(&self) -> Option<Running<'_>> {
        None
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
}
