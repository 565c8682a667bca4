//! A folded query and where it stands in a text.
//!
//! A scan over eight bytes at a time finds where a hit may begin; every place is then compared letter by letter.

use unicode_segmentation::GraphemeCursor;

use super::letter::{Case, Element, Folder};
use crate::text::Span;

/// What is looked for, folded once.
#[derive(Clone, Debug)]
pub struct Needle {
    pattern: Vec<Element>,
    case: Case,
    /// The pattern as bytes where it is plain ASCII, for the short way.
    plain: Option<Vec<u8>>,
    first: First,
}

/// How a hit may begin.
#[derive(Clone, Copy, Debug)]
enum First {
    /// With one of these two bytes, then one of those two; or with a character outside ASCII.
    Pair([u8; 2], [u8; 2]),
    /// With one of these two bytes, or with a character outside ASCII.
    One([u8; 2]),
    /// With a character outside ASCII.
    Foreign,
    /// With white space.
    Space,
}

impl Needle {
    /// Folds `written`; `None` where nothing is left of it.
    #[must_use]
    pub fn new(written: &str, case: Case) -> Option<Self> {
        let mut pattern = Vec::with_capacity(written.len());
        let mut folder = Folder::new(case);
        for c in written.chars() {
            folder.push(c, |element| pattern.push(element));
        }
        pattern.truncate(usize::from(u16::MAX) - 1);
        let plain = pattern
            .iter()
            .map(|e| u8::try_from(e.letter).ok().filter(|b| b.is_ascii() && !e.optional))
            .collect();
        let first = First::of(&pattern, case)?;
        Some(Self {
            pattern,
            case,
            plain,
            first,
        })
    }

    /// The first hit that begins at or after `from` and before `before`; it may end after that. Byte offsets; `from` must
    /// be a character boundary, else it is moved on to the next.
    #[must_use]
    pub fn find(&self, text: &str, from: usize, before: usize) -> Option<Span> {
        let before = before.min(text.len());
        let mut at = next_boundary(text, from);
        while let Some(candidate) = self.first.next(text.as_bytes(), at, before) {
            if let Some(end) = self.end_at(text, candidate) {
                return Some(Span::new(candidate, end));
            }
            at = next_boundary(text, candidate + 1);
        }
        None
    }

    /// Whether `text` as a whole is the same.
    #[must_use]
    pub fn is(&self, text: &str) -> bool {
        let text = text.trim();
        self.end_at(text, 0) == Some(text.len())
    }

    /// Where the hit that begins at `at` ends.
    fn end_at(&self, text: &str, at: usize) -> Option<usize> {
        if let Some(plain) = &self.plain {
            match self.compare(plain, text.as_bytes().get(at..)?) {
                Compared::Same if is_boundary(text, at) => return Some(at + plain.len()),
                Compared::Other | Compared::Same => return None,
                Compared::Unsure => {}
            }
        }
        self.longest_end(text, at).filter(|_| is_boundary(text, at))
    }

    /// The short way, for ASCII on both sides.
    #[inline]
    fn compare(&self, plain: &[u8], bytes: &[u8]) -> Compared {
        for (i, wanted) in plain.iter().enumerate() {
            let Some(&byte) = bytes.get(i) else {
                return Compared::Other;
            };
            if !byte.is_ascii() {
                return Compared::Unsure;
            }
            let folded = match (byte, self.case) {
                (b'`', _) => b'\'',
                (b'\t'..=b'\r', _) => b' ',
                (_, Case::Fold) => byte.to_ascii_lowercase(),
                (_, Case::Keep) => byte,
            };
            if folded != *wanted {
                return Compared::Other;
            }
            if folded == b' ' && bytes.get(i + 1).is_some_and(|b| matches!(b, b' ' | b'\t'..=b'\r')) {
                return Compared::Unsure;
            }
        }
        match bytes.get(plain.len()) {
            Some(byte) if !byte.is_ascii() => Compared::Unsure,
            _ => Compared::Same,
        }
    }

    /// All ways through pattern and text at once, because a letter that may be missing can stand on either side.
    fn longest_end(&self, text: &str, at: usize) -> Option<usize> {
        let mut folder = Folder::new(self.case);
        let mut states = States::begin(&self.pattern);
        let mut best = None;
        for (i, c) in text.get(at..)?.char_indices() {
            let (mut arrived, mut letters) = (false, 0);
            let may_end_inside = folder.push(c, |element| {
                letters += 1;
                arrived |= states.step(element, &self.pattern);
            });
            if i == 0 && letters == 0 {
                return None;
            }
            let end = at + i + c.len_utf8();
            let done = states.are_done(&self.pattern) || may_end_inside && arrived;
            if done && (arrived || best.is_none()) && is_boundary(text, end) {
                best = Some(end);
            }
            if states.is_empty() || best.is_some() && states.are_only_done(&self.pattern) {
                break;
            }
        }
        best
    }
}

/// Whether a grapheme begins or ends at `offset`; `false` off a character boundary.
#[must_use]
pub fn is_boundary(text: &str, offset: usize) -> bool {
    if offset == 0 || offset == text.len() {
        return true;
    }
    let bytes = text.as_bytes();
    match (bytes.get(offset.wrapping_sub(1)), bytes.get(offset)) {
        (Some(before), Some(after)) if before.is_ascii() && after.is_ascii() => *before != b'\r' || *after != b'\n',
        (Some(_), Some(_)) if text.is_char_boundary(offset) => {
            GraphemeCursor::new(offset, text.len(), true).is_boundary(text, 0) == Ok(true)
        }
        _ => false,
    }
}

fn next_boundary(text: &str, offset: usize) -> usize {
    (offset..text.len())
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or(text.len())
}

enum Compared {
    Same,
    Other,
    Unsure,
}

/// How many ways through a pattern are followed at once. Each letter that may be missing adds at most one; a query that needs
/// more is one of `å`s alone.
const WAYS: usize = 16;

/// Which letters of the pattern may come next.
struct States {
    next: [u16; WAYS],
    len: usize,
}

impl States {
    fn begin(pattern: &[Element]) -> Self {
        let mut states = Self {
            next: [0; WAYS],
            len: 0,
        };
        states.add(0, pattern);
        states
    }

    /// Takes one letter of the text; whether that completed the pattern.
    #[inline]
    fn step(&mut self, element: Element, pattern: &[Element]) -> bool {
        let before = std::mem::replace(
            self,
            Self {
                next: [0; WAYS],
                len: 0,
            },
        );
        let mut arrived = false;
        for &at in before.next.iter().take(before.len) {
            if element.optional {
                self.add(at, pattern);
            }
            if pattern.get(usize::from(at)).is_some_and(|wanted| wanted.is(element)) {
                self.add(at + 1, pattern);
                arrived |= self.are_done(pattern);
            }
        }
        arrived
    }

    fn add(&mut self, at: u16, pattern: &[Element]) {
        let mut at = at;
        loop {
            if self.len < WAYS && !self.next.iter().take(self.len).any(|&other| other == at) {
                self.next[self.len] = at;
                self.len += 1;
            }
            match pattern.get(usize::from(at)) {
                Some(element) if element.optional => at += 1,
                _ => return,
            }
        }
    }

    const fn is_empty(&self) -> bool {
        self.len == 0
    }

    fn are_done(&self, pattern: &[Element]) -> bool {
        self.next
            .iter()
            .take(self.len)
            .any(|&at| usize::from(at) == pattern.len())
    }

    fn are_only_done(&self, pattern: &[Element]) -> bool {
        self.len == 1 && self.are_done(pattern)
    }
}

impl First {
    fn of(pattern: &[Element], case: Case) -> Option<Self> {
        let first = pattern.first()?;
        let bytes = |element: &Element| {
            let byte = u8::try_from(element.letter).ok().filter(u8::is_ascii)?;
            Some(match (byte, case) {
                (b'\'', _) => [b'\'', b'`'],
                (_, Case::Fold) => [byte, byte.to_ascii_uppercase()],
                (_, Case::Keep) => [byte, byte],
            })
        };
        Some(
            match (bytes(first), pattern.get(1).filter(|e| e.letter != ' ' && !e.optional)) {
                (Some([b' ', _]), _) => Self::Space,
                (Some(one), Some(second)) => bytes(second).map_or(Self::One(one), |two| Self::Pair(one, two)),
                (Some(one), None) => Self::One(one),
                (None, _) => Self::Foreign,
            },
        )
    }

    /// The first place from `at` on and before `before` where a hit may begin.
    #[inline]
    fn next(self, bytes: &[u8], at: usize, before: usize) -> Option<usize> {
        match self {
            Self::Pair([a, b], [c, d]) => {
                let (a, b, c, d) = (repeated(a), repeated(b), repeated(c), repeated(d));
                scan(bytes, at, before, |word, following| {
                    (equal(word, a) | equal(word, b)) & (equal(following, c) | equal(following, d) | following) | word
                })
            }
            Self::One([a, b]) => {
                let (a, b) = (repeated(a), repeated(b));
                scan(bytes, at, before, |word, _| equal(word, a) | equal(word, b) | word)
            }
            Self::Foreign => scan(bytes, at, before, |word, _| word),
            Self::Space => {
                (at..before).find(|&i| bytes.get(i).is_some_and(|b| matches!(b, b' ' | b'\t'..=b'\r' | 0xC0..)))
            }
        }
    }
}

const HIGH: u64 = 0x8080_8080_8080_8080;

const fn repeated(byte: u8) -> u64 {
    u64::from_ne_bytes([byte; 8])
}

/// The high bit of every byte of `word` that equals the repeated byte. Exact: no carry leaves a byte.
const fn equal(word: u64, repeated: u64) -> u64 {
    let difference = word ^ repeated;
    !(((difference & !HIGH) + !HIGH) | difference) & HIGH
}

/// The first offset whose byte `wanted` answers with its high bit, given eight bytes and the eight from one further on. What
/// stands over the end of the text counts as a character outside ASCII, which the comparison then refuses.
#[inline]
fn scan(bytes: &[u8], at: usize, before: usize, wanted: impl Fn(u64, u64) -> u64) -> Option<usize> {
    let mut at = at;
    while at < before {
        let found = match bytes.get(at..at + 9) {
            Some([head @ .., last]) => {
                let word = u64::from_le_bytes(head.try_into().unwrap_or([0; 8]));
                wanted(word, word >> 8 | u64::from(*last) << 56)
            }
            _ => {
                let mut rest = [0xFF; 9];
                for (to, from) in rest.iter_mut().zip(bytes.get(at..).unwrap_or_default()) {
                    *to = *from;
                }
                let [head @ .., last] = rest;
                let word = u64::from_le_bytes(head);
                wanted(word, word >> 8 | u64::from(last) << 56)
            }
        };
        if found & HIGH != 0 {
            let place = at + (found & HIGH).trailing_zeros() as usize / 8;
            return (place < before).then_some(place);
        }
        at += 8;
    }
    None
}
