//! What is sought: a quote with what stood around it.

use super::Anchor;
use super::align::Alignment;
use super::folded::SPACE;

/// A window may have this share of errors, and no more.
pub(super) const ERRORS: f32 = 0.4;
/// Letters from which words that are there in part are told from words that look alike by chance.
pub(super) const LONG: usize = 24;

/// The letters of the window, and which of them are the quote's.
pub(super) struct Window<'a> {
    pub letters: &'a [u8],
    pub quote: (usize, usize),
    /// Whether the quote was lines of its own.
    pub lines: bool,
    /// Whether the text it was taken from begins with it, and whether it ends with it.
    pub is_first: bool,
    pub is_last: bool,
    /// The letter of the text before which it would end if the text were what it was.
    pub ended: Option<usize>,
}

impl Window<'_> {
    /// A window of some of its letters, with the part of the quote that is among them.
    pub fn part(&self, (from, to): (usize, usize)) -> Self {
        let (start, end) = self.quote;
        let within = |at: usize| at.clamp(from, to) - from;
        Self {
            letters: &self.letters[from..to],
            quote: (within(start), within(end)),
            lines: self.lines && from <= start && end <= to,
            is_first: self.is_first && from == 0,
            is_last: self.is_last && to == self.letters.len(),
            ended: self.ended.map(|ended| ended.saturating_sub(self.letters.len() - to)),
        }
    }

    /// What stood before the quote and what stood behind it, side by side.
    pub fn neighbours(&self) -> Vec<u8> {
        let (start, end) = self.quote;
        let (before, after) = (&self.letters[..start], &self.letters[end..]);
        // The quote takes one of the two spaces beside it along, and at an end of the text the only one.
        let after = after.strip_prefix(&[SPACE]).unwrap_or(after);
        if before.is_empty() || after.is_empty() {
            let before = before.strip_suffix(&[SPACE]).unwrap_or(before);
            return [before, after].concat();
        }
        [before, after].concat()
    }

    /// Whether a quote was lines of its own: nothing else stood on its first line or on its last.
    pub fn is_lines(anchor: &Anchor) -> bool {
        let before = anchor.prefix.trim_end_matches([' ', '\t']);
        let after = anchor.suffix.trim_start_matches([' ', '\t']);
        (before.is_empty() || before.ends_with('\n')) && (after.is_empty() || after.starts_with('\n'))
    }

    /// The window without a neighbour of the quote that is not there any more; none inside where too little is left to be sought.
    pub fn without_strangers(&self, way: &Alignment) -> Option<Option<Self>> {
        let (start, end) = self.quote;
        let is_stranger = |range: (usize, usize)| range.0 < range.1 && way.alike(range) < 1.0 - ERRORS;
        let before = is_stranger((0, start));
        let after = is_stranger((end, self.letters.len()));
        if !before && !after {
            return None;
        }
        let from = if before { start } else { 0 };
        let to = if after { end } else { self.letters.len() };
        let narrower = Self {
            ended: None,
            ..self.part((from, to))
        };
        Some(Some(narrower).filter(|narrower| narrower.letters.len() >= LONG))
    }
}
