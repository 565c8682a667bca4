//! What is sought: a quote with what stood around it.

use super::Anchor;
use super::align::Alignment;

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
}

impl Window<'_> {
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
            letters: &self.letters[from..to],
            quote: (start - from, end - from),
            lines: self.lines,
        };
        Some(Some(narrower).filter(|narrower| narrower.letters.len() >= LONG))
    }
}
