//! The one way to address text: a half-open range of bytes.

use std::ops::Range;

/// A half-open byte range of [`crate::transcript::Transcript::text`].
///
/// Offsets are held in 32 bits, because a transcript of 100 MB holds millions of them; a file over 4 GiB is refused before it
/// is read. Every span that visavis makes lies on character boundaries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// The bytes from `start` up to but not including `end`; an end before the start gives an empty span at `start`.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        let start = u32::try_from(start).expect("a transcript is under 4 GiB");
        let end = u32::try_from(end).expect("a transcript is under 4 GiB");
        Self {
            start,
            end: end.max(start),
        }
    }

    /// The empty span at `offset`.
    #[must_use]
    pub fn at(offset: usize) -> Self {
        Self::new(offset, offset)
    }

    /// First byte.
    #[must_use]
    pub const fn start(self) -> usize {
        self.start as usize
    }

    /// One past the last byte.
    #[must_use]
    pub const fn end(self) -> usize {
        self.end as usize
    }

    /// Length in bytes.
    #[must_use]
    pub const fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether it holds no byte.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The same as a range, for slicing.
    #[must_use]
    pub const fn range(self) -> Range<usize> {
        self.start()..self.end()
    }

    /// The text it covers; what lies outside `text` or off a character boundary gives the empty string.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or("")
    }

    /// Whether `offset` lies inside.
    #[must_use]
    pub const fn contains(self, offset: usize) -> bool {
        self.start() <= offset && offset < self.end()
    }

    /// Whether every byte of `other` lies inside.
    #[must_use]
    pub const fn covers(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share a byte.
    #[must_use]
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The bytes in both, if any.
    #[must_use]
    pub fn intersection(self, other: Self) -> Option<Self> {
        let (start, end) = (self.start.max(other.start), self.end.min(other.end));
        (start < end).then_some(Self { start, end })
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Span;

    #[test]
    fn spans_meet_as_half_open_ranges_do() {
        let (a, b) = (Span::new(0, 4), Span::new(4, 8));
        assert!(!a.overlaps(b) && a.intersection(b).is_none());
        assert_eq!(a.cover(b), Span::new(0, 8));
        assert!(a.contains(3) && !a.contains(4));
        assert_eq!(Span::new(1, 6).intersection(b), Some(Span::new(4, 6)));
    }

    #[test]
    fn a_span_off_a_character_boundary_gives_no_text() {
        assert_eq!(Span::new(1, 2).of("ä"), "");
        assert_eq!(Span::new(0, 9).of("abc"), "");
        assert_eq!(Span::new(0, 2).of("ä"), "ä");
    }
}
