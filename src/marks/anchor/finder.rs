//! Finds a quote in a text that is not the one it was taken from (`marks.md`).
//!
//! What is sought is the quote with what stood around it, as one window: short quotes stand in many places, windows in one.
//! The window is looked for as it is, and then where it stands with the fewest errors; there the quote's own ends are read from
//! the alignment. A place is refused where the quote itself is missing between its neighbours, and where a second place is
//! about as good: a wrong place is worse than a lost one.

use memchr::memmem;

use super::align::{Alignment, Columns, Pattern};
use super::folded::{Folded, SPACE};
use super::lines::{Lines, lines_of};
use super::places::{Place, apart, chosen};
use super::seeds::{RUN, Seeds};
use super::window::{ERRORS, LONG, Window};
use super::{Anchor, Status};
use crate::text::Span;

/// A quote that is this much alike is the same quote, moved.
const ALIKE: f32 = 0.6;
/// Where the quote itself is less alike, its window has at most this share.
const CHANGED_ERRORS: f32 = 0.3;
/// A quote of at least [`LONG`] letters that is this much alike is there in part.
const IN_PART: f32 = 0.45;
/// Something of a quote is there from this share on.
const SOMETHING: f32 = 0.3;
/// A short quote that is this much alike is there, whatever lines it stands in.
const AS_IT_WAS: f32 = 0.9;
/// Where the quote is less alike than that, what stands beside it on either side must be as it was: this many letters of it...
const BESIDE: usize = 16;
/// ...with no more than this share of errors.
const BESIDE_ERRORS: f32 = 0.25;
/// What stands in place of a quote has at most so many times its letters, and at least that part of them.
const STRETCHED: usize = 2;
/// The quote is missing where its neighbours alone account for the text better than beside it, by more than this share of it; up
/// to as many letters as a neighbour has.
const MISSING: f32 = 0.3;
const NEIGHBOUR: usize = 64;
/// A quote of more than twice so many letters is sought by its ends, each with this many of its letters: what is in between need
/// not be aligned.
const END: usize = 192;
/// A text of fewer letters is aligned as a whole.
const SHORT_TEXT: usize = 2048;

/// A text, made ready for seeking.
#[derive(Clone, Debug)]
pub(in crate::marks) struct Finder {
    pub(super) folded: Folded,
    /// Made when they are first needed.
    seeds: Option<Seeds>,
    pub(super) columns: Columns,
}

/// Where a quote was found, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::marks) struct Found {
    pub span: Span,
    pub status: Status,
}

/// Letters of the text that stand for those of a quote.
struct Piece {
    letters: (usize, usize),
    status: Status,
}

impl Finder {
    /// Makes a text ready.
    pub fn of(text: &str) -> Self {
        Self {
            folded: Folded::of(text),
            seeds: None,
            columns: Columns::default(),
        }
    }

    /// Finds a quote in `text`, which is that of [`Finder::of`].
    pub fn find(&mut self, text: &str, anchor: &Anchor) -> Option<Found> {
        let (before, within) = (anchor.prefix.len(), anchor.prefix.len() + anchor.quote.len());
        let sought = Folded::of(&format!("{}{}{}", anchor.prefix, anchor.quote, anchor.suffix));
        let quote = sought.within(Span::new(before, within));
        if quote.0 == quote.1 {
            return None;
        }
        let window = Window {
            letters: sought.letters(),
            quote,
            lines: Window::is_lines(anchor),
            is_first: anchor.prefix.len() == anchor.span.start(),
            is_last: anchor.is_last(),
            ended: (!anchor.span.is_empty())
                .then(|| self.folded.letter_at(anchor.span.start()) + sought.letters().len() - quote.0),
        };
        let places = self.as_it_is(&window);
        let piece = if places.is_empty() {
            let (piece, beside) = if quote.1 - quote.0 > 2 * END {
                self.by_ends(&window)?
            } else {
                self.aligned(&window)?
            };
            if self.is_closed(&window, beside) {
                return None;
            }
            piece
        } else {
            let (start, _) = chosen(&places, window.letters.len(), window.ended)?.stretch;
            Piece {
                letters: (start + quote.0, start + quote.1),
                status: if places.len() == 1 { Status::Ok } else { Status::Moved },
            }
        };
        let span = self.folded.span(text, piece.letters);
        Some(Found {
            span: with_signs(text, span, &anchor.quote),
            status: piece.status,
        })
    }

    /// Where the whole window stands letter by letter.
    fn as_it_is(&self, window: &Window<'_>) -> Vec<Place> {
        let length = window.letters.len();
        let place = |start: usize| Place {
            errors: 0,
            end: start + length,
            stretch: (start, start + length),
        };
        memmem::find_iter(self.folded.letters(), window.letters)
            .map(place)
            .collect()
    }

    /// A long quote: where it begins and where it ends, each found by itself.
    fn by_ends(&mut self, window: &Window<'_>) -> Option<(Piece, usize)> {
        let (start, end) = window.quote;
        let head = window.part((0, start + END));
        let tail = window.part((end - END, window.letters.len()));
        let ((head, before), (tail, after)) = (self.aligned(&head)?, self.aligned(&tail)?);
        let letters = (head.letters.0, tail.letters.1);
        let (was, is) = (end - start, letters.1.checked_sub(letters.0)?);
        let stretched = is > was * STRETCHED || is * STRETCHED < was;
        let both = head.status == Status::Moved && tail.status == Status::Moved;
        let status = if both { Status::Moved } else { Status::Changed };
        (!stretched).then_some((Piece { letters, status }, before + after))
    }

    /// The place of the window, if the quote is there, and how many errors its neighbours have there.
    fn aligned(&mut self, window: &Window<'_>) -> Option<(Piece, usize)> {
        let pattern = Pattern::new(window.letters);
        let stretches = self.stretches(window.letters);
        let letters = self.folded.letters();
        let mut places: Vec<Place> = Vec::with_capacity(2 * stretches.len());
        for stretch in stretches {
            let (from, to) = stretch;
            let nearest = pattern.nearest(&letters[from..to], &mut self.columns);
            let other = self.columns.apart_from(nearest.1, apart(pattern.len()));
            places.extend([Some(nearest), other].into_iter().flatten().map(|(errors, end)| Place {
                errors,
                end: from + end,
                stretch,
            }));
        }
        let best = chosen(&places, pattern.len(), window.ended)?;
        let (from, to) = best.stretch;
        pattern.nearest(&letters[from..to], &mut self.columns);
        let mut way = pattern.trace(&letters[from..to], best.end - from, &self.columns);
        for part in &mut way.parts {
            *part = (part.0 + from, part.1 + from);
        }
        if let Some(narrower) = window.without_strangers(&way) {
            // What no longer stands beside the quote tells nothing: without it there must be one place still.
            self.aligned(&narrower?)?;
        }
        let gain = self.gain(window, &way, best.stretch);
        let (start, end) = window.quote;
        let beside = way.wrong((0, start)).0 + way.wrong((end, window.letters.len())).0;
        self.piece(window, &way, gain).map(|piece| (piece, beside))
    }

    /// The parts of the text where a pattern may stand, each with room for words that were put in.
    pub(super) fn stretches(&mut self, pattern: &[u8]) -> Vec<(usize, usize)> {
        let letters = self.folded.letters();
        if letters.len() <= SHORT_TEXT || pattern.len() < RUN {
            return vec![(0, letters.len())];
        }
        // A quarter of the length is more than words put in and left out move the ends where errors are few enough.
        let room = pattern.len() / 4 + RUN;
        let seeds = self.seeds.get_or_insert_with(|| Seeds::of(letters));
        let beginnings = seeds.beginnings(pattern).into_iter();
        // Beginnings are counted from one length of the pattern before the text.
        let stretch = |(first, last): (usize, usize)| {
            let to = (last + room).min(letters.len());
            (first.saturating_sub(pattern.len() + room).min(to), to)
        };
        beginnings.map(stretch).collect()
    }

    /// What stands for the quote at the best place of its window; none where it is missing.
    fn piece(&self, window: &Window<'_>, way: &Alignment, gain: i64) -> Option<Piece> {
        let (start, end) = window.quote;
        let was = end - start;
        let near = (way.parts[start].0, way.parts[end - 1].1);
        let likeness = way.alike(window.quote);
        if likeness >= ALIKE && near.0 < near.1 {
            let is_missing = (gain as f32) < -MISSING * was.min(NEIGHBOUR) as f32;
            let lines = self.lines(window, way, near);
            if is_missing || (lines == Lines::Gone && was < LONG && likeness < AS_IT_WAS) {
                return None;
            }
            return Some(Piece {
                letters: self.to_words(window, way, lines.or(near)),
                status: Status::Moved,
            });
        }
        self.in_place(window, way, gain)
    }

    /// What came in the place of a quote that is hardly there.
    fn in_place(&self, window: &Window<'_>, way: &Alignment, gain: i64) -> Option<Piece> {
        let (start, end) = window.quote;
        let was = end - start;
        let near = (way.parts[start].0, way.parts[end - 1].1);
        let likeness = way.alike(window.quote);
        // Everything between the neighbours.
        let from = start.checked_sub(1).map_or(near.0, |row| way.parts[row].1);
        let to = way.parts.get(end).map_or(near.1, |part| part.0.max(from));
        if let Some(letters) = self.untouched(window, way, (from, to)) {
            let status = Status::Moved;
            return Some(Piece { letters, status });
        }
        let lines = self.lines(window, way, (from.min(near.0), to.max(near.1)));
        if !stands_between(window, way, lines) && (likeness < IN_PART || was < LONG) {
            return None;
        }
        let changed = |(from, to)| Piece {
            letters: self.to_words(window, way, (from, to)),
            status: Status::Changed,
        };
        match lines {
            // Lines of its own between its neighbours' are enough, whatever words came into them.
            Lines::Own(from, to) => {
                let stretched = to - from > was * STRETCHED + RUN || (to - from) * 2 * STRETCHED < was;
                return (gain >= 0 && !stretched).then(|| changed((from, to)));
            }
            Lines::Gone if likeness < IN_PART => return None,
            Lines::Gone | Lines::Silent => {}
        }
        let words = |letters: &[u8]| letters.iter().filter(|letter| **letter == SPACE).count();
        let (first, last) = self.folded.trimmed((from, to));
        let quoted = words(&window.letters[start..end]);
        // A word put in beside a word left out is taken for one exchanged, unless there are more of them.
        let stretched = (was < LONG && words(&self.folded.letters()[first..last]) != quoted)
            || to - from > was * STRETCHED + RUN
            || (to - from) * STRETCHED < was
            // A word or two put in where a longer quote was taken out are not what it became.
            || (likeness < SOMETHING && (to - from) * 3 < was * 2);
        (gain > 0 && !stretched && from < to).then(|| changed((from, to)))
    }

    /// What the lines say of a quote that was lines of its own.
    fn lines(&self, window: &Window<'_>, way: &Alignment, near: (usize, usize)) -> Lines {
        if !window.lines {
            return Lines::Silent;
        }
        lines_of(&self.folded, window, way, near)
    }

    /// The quote as it was, in or beside the place between its neighbours, where the alignment gave its letters to what was put in
    /// there. Letters that are the neighbours' own are not taken for it.
    fn untouched(&self, window: &Window<'_>, way: &Alignment, (from, to): (usize, usize)) -> Option<(usize, usize)> {
        let (start, end) = window.quote;
        let letters = self.folded.letters();
        let quote = &window.letters[start..end];
        let (first, last) = self
            .folded
            .whole_words((from.saturating_sub(BESIDE), (to + BESIDE).min(letters.len())));
        let neighbours = way.parts.iter().zip(&way.same).enumerate();
        let neighbours = neighbours.filter(|(row, (_, same))| **same && !(start..end).contains(row));
        let theirs = |at: usize| neighbours.clone().any(|(_, (part, _))| part.0 == at);
        let mut found = memmem::find_iter(&letters[first..last], quote)
            .map(|at| (first + at, first + at + quote.len()))
            .filter(|place| self.folded.whole_words(*place) == *place)
            .filter(|(from, to)| !(*from..*to).any(theirs));
        found.next().filter(|_| found.next().is_none())
    }

    /// The ends of a piece where its words begin and end, if those of the quote do. A word put in beside the quote has a letter of
    /// it by chance; where the quote's own first or last word is found, the piece ends with that.
    fn to_words(&self, window: &Window<'_>, way: &Alignment, (from, to): (usize, usize)) -> (usize, usize) {
        let (start, end) = window.quote;
        let letters = window.letters;
        let is_space = |letter: &u8| *letter == SPACE;
        let (mut from, mut to) = self.folded.trimmed((from, to));
        // Lines of their own have nothing outside them.
        let bounds = (from, to);
        let is_outside = |word: &(usize, usize)| window.lines && (word.0 < bounds.0 || word.1 > bounds.1);
        if start == 0 || is_space(&letters[start - 1]) {
            let length = letters[start..end].iter().position(is_space).unwrap_or(end - start);
            let found = self
                .word(way, (start, start + length))
                .filter(|word| word.1 <= to && !is_outside(word));
            from = found.map_or_else(|| self.folded.whole_words((from, to)).0, |word| word.0);
        }
        if letters.get(end).is_none_or(is_space) {
            let last = letters[start..end]
                .iter()
                .rposition(is_space)
                .map_or(start, |space| start + space + 1);
            let found = self
                .word(way, (last, end))
                .filter(|word| word.0 >= from && !is_outside(word));
            to = found.map_or_else(|| self.folded.whole_words((from, to)).1, |word| word.1);
        }
        (from, to)
    }

    /// The word of the text that has most of the letters of a word of the pattern.
    fn word(&self, way: &Alignment, (first, last): (usize, usize)) -> Option<(usize, usize)> {
        let same = (first..last).filter(|row| way.same[*row]).map(|row| way.parts[row].0);
        let words = same.map(|at| self.folded.whole_words((at, at + 1)));
        let mut best: Option<((usize, usize), usize)> = None;
        let mut count = 0;
        let mut before = None;
        for word in words {
            count = if before == Some(word) { count + 1 } else { 1 };
            before = Some(word);
            if best.is_none_or(|(_, most)| count > most) {
                best = Some((word, count));
            }
        }
        best.filter(|((start, end), count)| 2 * count >= (last - first).max(end - start))
            .map(|(word, _)| word)
    }
}

/// Whether what stands on both sides of the place of a quote is what stood beside it, as far as words are heard otherwise.
fn stands_between(window: &Window<'_>, way: &Alignment, lines: Lines) -> bool {
    let (start, end) = window.quote;
    let all = window.letters.len();
    let is_little = |(from, to): (usize, usize)| to - from < BESIDE;
    let before = (start.saturating_sub(BESIDE), start);
    let after = (end, (end + BESIDE).min(all));
    if (is_little(before) && is_little(after)) || way.errors as f32 > all as f32 * CHANGED_ERRORS {
        return false;
    }
    let as_it_was = |range| is_little(range) || way.alike(range) >= 1.0 - BESIDE_ERRORS;
    // Lines of its own with something of the quote in them are a place of their own, whatever stands nearest to them.
    let is_own = matches!(lines, Lines::Own(..)) && way.alike(window.quote) >= SOMETHING;
    let on_the_whole = |range| way.alike(range) >= 1.0 - ERRORS;
    (as_it_was(before) && as_it_was(after)) || (is_own && on_the_whole((0, start)) && on_the_whole((end, all)))
}

/// Whether the words with which a quote begins, or nearly the same, stand in `text` more than once.
pub(in crate::marks) fn is_said_twice(text: &str, anchor: &Anchor) -> bool {
    let (text, quote) = (Folded::of(text), Folded::of(&anchor.quote));
    let pattern = Pattern::new(&quote.letters()[..quote.letters().len().min(END)]);
    let mut columns = Columns::default();
    let (_, end) = pattern.nearest(text.letters(), &mut columns);
    let other = columns.apart_from(end, apart(pattern.len()));
    other.is_some_and(|(errors, _)| errors as f32 <= pattern.len() as f32 * (1.0 - ALIKE) / 2.0)
}

/// The span with the signs beside its words that the quote has beside its own, such as a full stop.
fn with_signs(text: &str, span: Span, quote: &str) -> Span {
    let is_sign = |c: &char| !c.is_alphanumeric() && !c.is_whitespace();
    let (before, after) = (&text[..span.start()], &text[span.end()..]);
    let opening = quote.chars().take_while(is_sign).count();
    let closing = quote.chars().rev().take_while(is_sign).count();
    let signs_before = before.chars().rev().take(opening).take_while(is_sign);
    let signs_after = after.chars().take(closing).take_while(is_sign);
    Span::new(
        span.start() - signs_before.map(char::len_utf8).sum::<usize>(),
        span.end() + signs_after.map(char::len_utf8).sum::<usize>(),
    )
}
