//! Quotes that were lines of their own, such as a whole short turn: they stay lines of their own.
//!
//! Where the words of a short quote are others now, the alignment alone may give it a word of its neighbours or leave it a word
//! short. Which lines are its own is told by the letters that are as they were: a line with more of the quote's than of its
//! neighbours' is the quote's, and one that has none of either and lies between the neighbours is what came in its place. A text
//! that is cut into other lines says nothing of the kind, and then nothing is taken from it.

use super::align::Alignment;
use super::folded::{Folded, SPACE};
use super::window::Window;

/// Lines looked at, at most; more are no short quote's.
const FEW: usize = 6;
/// What the lines hold beside the words found may be so many letters, or as many as the quote has.
const BESIDE: usize = 16;

/// What the lines say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lines {
    /// These letters are lines of the quote's own.
    Own(usize, usize),
    /// There is no line for it between its neighbours' lines.
    Gone,
    /// Nothing: the text is cut otherwise.
    Silent,
}

impl Lines {
    /// The quote's own lines, else these letters.
    pub fn or(self, letters: (usize, usize)) -> (usize, usize) {
        match self {
            Self::Own(from, to) => (from, to),
            Self::Gone | Self::Silent => letters,
        }
    }
}

/// What the lines say of a quote that was found at `near`.
pub(super) fn lines_of(folded: &Folded, window: &Window<'_>, way: &Alignment, near: (usize, usize)) -> Lines {
    let all = window.letters.len();
    let (start, end) = window.quote;
    let stands = |row: &usize| way.same[*row] && window.letters[*row] != SPACE;
    let before = (0..start).rev().find(stands).map(|row| way.parts[row].1);
    let after = (end..all).find(stands).map(|row| way.parts[row].0);
    let (from, to) = (before.unwrap_or(near.0), after.unwrap_or(near.1));
    let first = folded.line_of(from.min(near.0).saturating_sub(1));
    let last = folded.line_of(to.max(near.1));
    if from > to || last - first > FEW || folded.line_of(from.saturating_sub(1)) == folded.line_of(to) {
        return Lines::Silent;
    }
    let in_quote = |row: &usize| (start..end).contains(row);
    // Letters of the quote and of its neighbours that stand in a part of the text.
    let votes = |(from, to): (usize, usize)| {
        let rows = (0..all).filter(stands);
        let rows = rows.filter(|row| (from..to).contains(&way.parts[*row].0));
        let (own, others): (Vec<usize>, Vec<usize>) = rows.partition(in_quote);
        (own.len(), others.len())
    };
    let lines: Vec<(usize, usize)> = (first..=last).map(|line| folded.line(line)).collect();
    let is_own = |line: &&(usize, usize)| {
        let (own, others) = votes(**line);
        own > others
    };
    let is_between =
        |line: &&(usize, usize)| from <= line.0 && line.0 < line.1 && line.1 <= to && votes(**line) == (0, 0);
    let bounds = match (lines.iter().find(is_own), lines.iter().rev().find(is_own)) {
        (Some(first), Some(last)) => Some((first.0, last.1)),
        _ => {
            let mut between = lines.iter().filter(is_between);
            between.next().filter(|_| between.next().is_none()).copied()
        }
    };
    let Some((own, behind)) = bounds.map(|bounds| folded.trimmed(bounds)) else {
        return Lines::Gone;
    };
    let was = end - start;
    let swallowed = near.0.saturating_sub(own) + behind.saturating_sub(near.1);
    // With letters of the neighbours' in them, or more than an exchange of words accounts for, lines are cut otherwise.
    if swallowed > was.max(BESIDE) || votes((own, behind)).1 * 4 > was {
        return Lines::Silent;
    }
    Lines::Own(own, behind)
}
