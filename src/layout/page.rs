//! Where everything stands on a screen of a size: computed once, read by scroller, painter and mouse alike.
//!
//! Column widths follow the talk within bounds that keep lines readable; the page stands in the middle of a wide terminal. All
//! numbers are cells counted from the top left corner. Nothing here knows words.

use super::{Arrangement, Columns, SHARE_UNKNOWN};
use crate::turns::{Side, Sides};

/// Below this width side by side becomes stacked by itself.
pub const MIN_SIDE_BY_SIDE: u16 = 80;
/// Narrowest terminal that shows a page.
pub const MIN_WIDTH: u16 = 30;
/// Lowest terminal that shows a page.
pub const MIN_HEIGHT: u16 = 8;

/// For the sign of the reading row or of a bookmark, left of everything in a margin.
const SIGN: u16 = 1;
/// For a time such as `1:02:33` and a space.
const TIME: u16 = 8;
/// For a turn number of three figures and a space; more where the numbers are longer.
const NUMBER: u16 = 4;
/// For a space and the question mark of a doubtful turn.
const DOUBT: u16 = 2;
/// For the line between the columns with a space on either side.
const RULE: u16 = 3;
/// For the scrollbar and its ticks.
const SCROLLBAR: u16 = 2;

/// Fewest cells between the words of the left column and those of the right: doubt, rule and margin.
pub const GUTTER: u16 = DOUBT + RULE + SIGN + NUMBER;

/// Narrowest and widest words of the left column.
const LEFT: (u16, u16) = (28, 60);
/// Narrowest and widest words of the right column.
const RIGHT: (u16, u16) = (40, 75);
/// Widest words of a single column.
const SINGLE: u16 = 72;
/// What one step of the reader's adjustment adds to the words of the page.
const STEP: i32 = 4;
/// No column becomes narrower than this by adjusting.
const ADJUSTED: u16 = 20;

/// What the geometry depends on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Page {
    /// Columns of the terminal.
    pub width: u16,
    /// Rows of the terminal.
    pub height: u16,
    /// How the reader wants turns set.
    pub arrangement: Arrangement,
    /// The left side's share of the talk, 0 to 1, from [`super::share`].
    pub share: f32,
    /// The reader's steps wider (above 0) or narrower.
    pub adjust: i16,
    /// Whether times are to be shown in the margins.
    pub timed: bool,
    /// The highest turn number to be shown.
    pub numbers: usize,
    /// The reader's own widest measure of a column in cells.
    pub measure: Option<u16>,
    /// Nothing but the page: no head, no names, no scrollbar, and a foot only while something is typed or said.
    pub bare: bool,
}

/// Some cells of a row; a width of 0 means that the thing is not shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Extent {
    /// The leftmost cell.
    pub x: u16,
    /// How many cells.
    pub width: u16,
}

impl Extent {
    /// One past the rightmost cell.
    #[must_use]
    pub const fn end(self) -> u16 {
        self.x + self.width
    }

    /// Whether the cell at `x` is in it.
    #[must_use]
    pub const fn contains(self, x: u16) -> bool {
        self.x <= x && x < self.end()
    }
}

/// One column with its margin, from left to right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Column {
    /// Everything of it, margin and doubt included.
    pub whole: Extent,
    /// The sign of the reading row, of a bookmark or of a highlight.
    pub sign: Extent,
    /// The time, a space at its end included.
    pub time: Extent,
    /// The turn number, to be set against the right but for one space.
    pub number: Extent,
    /// The words.
    pub text: Extent,
    /// The question mark of a doubtful turn, after a space.
    pub doubt: Extent,
}

/// Where everything stands. Rows and columns count from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Geometry {
    /// Columns of the terminal.
    pub width: u16,
    /// Rows of the terminal.
    pub height: u16,
    /// How turns are set: what the reader wants, or stacked where that has no room.
    pub arrangement: Arrangement,
    /// Everything of the page, scrollbar included.
    pub page: Extent,
    /// The two columns; in a single column both are the same.
    pub columns: Sides<Column>,
    /// The line between the columns.
    pub rule: Extent,
    /// What is set apart from speech: from the words of the left column to those of the right.
    pub apart: Extent,
    /// The scrollbar.
    pub scrollbar: Extent,
    /// Ticks beside the scrollbar.
    pub ticks: Extent,
    /// Row of the title line.
    pub title: u16,
    /// Row of the line under the title.
    pub head_rule: Option<u16>,
    /// Row of the names over the columns.
    pub names: Option<u16>,
    /// First row of the body.
    pub body: u16,
    /// Rows of the body.
    pub body_height: u16,
    /// Row of the line over the notice.
    pub foot_rule: Option<u16>,
    /// Row of the notice.
    pub notice: u16,
}

impl Geometry {
    /// Where everything stands; none where the terminal is under `MIN_WIDTH` or `MIN_HEIGHT`.
    #[must_use]
    pub fn new(page: Page) -> Option<Self> {
        if page.width < MIN_WIDTH || page.height < MIN_HEIGHT {
            return None;
        }
        let arrangement = effective(page.arrangement, page.width);
        let frame = Frame::new(&page, arrangement);
        let words = frame.words(&page, arrangement);
        let two = arrangement == Arrangement::SideBySide;
        let margin = frame.sign + frame.time + frame.number;
        let right_words = if two { words.right } else { 0 };
        let used = words.left + right_words + frame.around(two);
        let x = if arrangement == Arrangement::Plain {
            0
        } else {
            (page.width - used.min(page.width)) / 2
        };
        let left = frame.column(x, words.left);
        let right = if two {
            frame.column(left.whole.end() + RULE, words.right)
        } else {
            left
        };
        let end = right.whole.end() + u16::from(two);
        let (head, foot) = match (page.bare, arrangement) {
            (true, _) => (0, 1),
            (false, Arrangement::Plain) => (1, 1),
            (false, _) => (2, 2),
        };
        let names = (two && page.height >= 12 && !page.bare).then_some(head);
        let body = head + u16::from(names.is_some());
        debug_assert!(!two || right.text.x - left.text.end() == DOUBT + RULE + margin);
        Some(Self {
            width: page.width,
            height: page.height,
            arrangement,
            page: Extent { x, width: used },
            columns: Sides { left, right },
            rule: Extent {
                x: left.whole.end() + 1,
                width: u16::from(two),
            },
            apart: Extent {
                x: left.text.x,
                width: right.text.end() - left.text.x,
            },
            scrollbar: Extent {
                x: end,
                width: frame.scrollbar.min(1),
            },
            ticks: Extent {
                x: end + frame.scrollbar.min(1),
                width: frame.scrollbar.saturating_sub(1),
            },
            title: 0,
            head_rule: (head > 1).then_some(1),
            names,
            body,
            body_height: page.height - body - foot,
            foot_rule: (foot > 1).then_some(page.height - 2),
            notice: page.height - 1,
        })
    }

    /// Widths of the words, as [`super::Options`] wants them.
    #[must_use]
    pub const fn measures(&self) -> Columns {
        Columns {
            left: self.columns.left.text.width,
            right: self.columns.right.text.width,
        }
    }

    /// The reading row, counted from the top of the body: a third of the way down.
    #[must_use]
    pub const fn reading_row(&self) -> u16 {
        self.body_height / 3
    }

    /// The row of the body at a row of the screen, counted from the top of the body.
    #[must_use]
    pub const fn body_row(&self, y: u16) -> Option<u16> {
        if y >= self.body && y < self.body + self.body_height {
            Some(y - self.body)
        } else {
            None
        }
    }

    /// The column at a cell of the screen, its margin included.
    #[must_use]
    pub const fn side_at(&self, x: u16) -> Option<Side> {
        if self.columns.left.whole.contains(x) {
            Some(Side::Left)
        } else if self.columns.right.whole.contains(x) {
            Some(Side::Right)
        } else {
            None
        }
    }
}

/// How turns are set at a width: stacked where there is no room for two columns.
#[must_use]
pub const fn effective(arrangement: Arrangement, width: u16) -> Arrangement {
    match arrangement {
        Arrangement::SideBySide if width < MIN_SIDE_BY_SIDE => Arrangement::Stacked,
        _ => arrangement,
    }
}

/// Widths of the words on a terminal, without times: `share` is the left side's share of the talk, `adjust` the reader's steps.
#[must_use]
pub fn columns(width: u16, arrangement: Arrangement, share: f32, adjust: i16) -> Columns {
    let page = Page {
        width,
        height: MIN_HEIGHT,
        arrangement,
        share,
        adjust,
        timed: false,
        numbers: 0,
        measure: None,
        bare: false,
    };
    let arrangement = effective(arrangement, width);
    Frame::new(&page, arrangement).words(&page, arrangement)
}

/// Widths of what stands around the words.
#[derive(Clone, Copy, Debug)]
struct Frame {
    sign: u16,
    time: u16,
    number: u16,
    doubt: u16,
    scrollbar: u16,
}

impl Frame {
    fn new(page: &Page, arrangement: Arrangement) -> Self {
        if arrangement == Arrangement::Plain {
            return Self {
                sign: 0,
                time: 0,
                number: 0,
                doubt: 0,
                scrollbar: 0,
            };
        }
        let figures = page.numbers.max(1).ilog10() + 1;
        let number = NUMBER.max(u16::try_from(figures).unwrap_or(NUMBER) + 1);
        let mut frame = Self {
            sign: SIGN,
            time: 0,
            number,
            doubt: DOUBT,
            scrollbar: SCROLLBAR,
        };
        let two = arrangement == Arrangement::SideBySide;
        let (margins, words) = if two { (2, LEFT.0 + RIGHT.0) } else { (1, RIGHT.0) };
        // Times are dear: only where the words keep their narrowest measure.
        if page.timed && page.width >= frame.around(two) + margins * TIME + words {
            frame.time = TIME;
        }
        frame
    }

    /// Everything that is not words; a space stands between the doubt of the right column and the scrollbar.
    const fn around(&self, two: bool) -> u16 {
        let column = self.sign + self.time + self.number + self.doubt;
        if two {
            2 * column + RULE + 1 + self.scrollbar
        } else {
            column + self.scrollbar
        }
    }

    fn words(&self, page: &Page, arrangement: Arrangement) -> Columns {
        let two = arrangement == Arrangement::SideBySide;
        let room = page.width.saturating_sub(self.around(two)).max(1);
        if two {
            return side_by_side(room, page);
        }
        let single = page.measure.unwrap_or(SINGLE);
        let left = adjusted(room.min(single), page.adjust, (ADJUSTED.min(room), room));
        Columns { left, right: left }
    }

    fn column(&self, x: u16, words: u16) -> Column {
        let sign = Extent { x, width: self.sign };
        let time = Extent {
            x: sign.end(),
            width: self.time,
        };
        let number = Extent {
            x: time.end(),
            width: self.number,
        };
        let text = Extent {
            x: number.end(),
            width: words,
        };
        let doubt = Extent {
            x: text.end(),
            width: self.doubt,
        };
        Column {
            whole: Extent {
                x,
                width: doubt.end() - x,
            },
            sign,
            time,
            number,
            text,
            doubt,
        }
    }
}

/// Shares `room` cells between two columns: by the talk, within the bounds of a readable line, then by the reader's steps.
fn side_by_side(room: u16, page: &Page) -> Columns {
    let (share, adjust) = (page.share, page.adjust);
    // The reader's own measure holds for both columns, and lowers what a column needs at least.
    let bounds = |(least, most): (u16, u16)| page.measure.map_or((least, most), |own| (least.min(own), own));
    let (left_bounds, right_bounds) = (bounds(LEFT), bounds(RIGHT));
    let share = if share.is_finite() { share } else { SHARE_UNKNOWN }.clamp(0.05, 0.95);
    // As wide as both measures allow at this share; then each at least its narrowest, or its part of too little room.
    let all = f32::from(room)
        .min(f32::from(left_bounds.1) / share)
        .min(f32::from(right_bounds.1) / (1.0 - share));
    let (least_left, least_right) = (left_bounds.0.min(room * 2 / 5), right_bounds.0.min(room - room * 2 / 5));
    let whole = |cells: f32| cells.round() as u16; // Between 0 and `room`, and a cast saturates.
    let mut left = whole(all * share).clamp(least_left, left_bounds.1.max(least_left));
    let mut right = whole(all * (1.0 - share)).clamp(least_right, right_bounds.1.max(least_right));
    if left + right > room {
        if left > least_left {
            left = left.min((room - right.min(room)).max(least_left));
        }
        right = right.min(room - left.min(room));
    }
    let wanted = adjusted(left + right, adjust, ((2 * ADJUSTED).min(room), room));
    let wider = u32::from(left) * u32::from(wanted) / u32::from((left + right).max(1));
    let left = u16::try_from(wider).unwrap_or(left).max(1);
    Columns {
        left,
        right: (wanted - left.min(wanted)).max(1),
    }
}

fn adjusted(words: u16, steps: i16, (least, most): (u16, u16)) -> u16 {
    let wanted = i32::from(words) + i32::from(steps) * STEP;
    u16::try_from(wanted.max(0)).unwrap_or(most).clamp(least, most)
}

#[cfg(test)]
mod tests;
