//! A folded query and where it stands in a text.
//!
//! A scan over eight bytes at a time finds where a hit may begin; every place is then compared letter by letter.

use unicode_segmentation::GraphemeCursor;

use super::letter::{Case, Element, Folder, first_letter};
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

/// How a hit may begin: with a byte that is `first`, after which one that is `second`; or with a character outside ASCII, of
/// which only the comparison knows what it folds to.
#[derive(Clone, Copy, Debug)]
struct First {
    first: Bytes,
    second: Bytes,
    /// A byte that begins western letters, if no hit begins with one; else 0.
    barren: u8,
    /// The byte that begins dashes and curved quotation marks when followed by 0x80, if no hit begins with those; else 0.
    barren_signs: u8,
}

/// The bytes that are `value` once the bits of `any` are set: one byte, or a letter in both cases.
#[derive(Clone, Copy, Debug)]
struct Bytes {
    any: u8,
    value: u8,
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
        let from = next_boundary(text, from);
        self.first.scan(text.as_bytes(), from, before.min(text.len()), |at| {
            self.end_at(text, at).map(|end| Span::new(at, end))
        })
    }

    /// Whether `text` as a whole is the same.
    #[must_use]
    pub fn is(&self, text: &str) -> bool {
        let text = text.trim();
        self.end_at(text, 0) == Some(text.len())
    }

    /// Where the hit that begins at `at` ends.
    fn end_at(&self, text: &str, at: usize) -> Option<usize> {
        let c = text.get(at..)?.chars().next()?;
        if !c.is_ascii()
            && let Some(letter) = first_letter(c, self.case)
            && self.pattern.first().is_some_and(|wanted| wanted.letter != letter)
        {
            return None;
        }
        if c.is_ascii()
            && let Some(plain) = &self.plain
        {
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
    let Some((head, tail)) = text.split_at_checked(offset) else {
        return false;
    };
    match (head.chars().next_back(), tail.chars().next()) {
        (Some('\r'), Some('\n')) => false,
        (Some(before), Some(after)) if stands_alone(before) && stands_alone(after) => true,
        _ => GraphemeCursor::new(offset, text.len(), true).is_boundary(text, 0) == Ok(true),
    }
}

/// Characters that join with nothing but marks after them; a shortcut for the scripts most read here.
const fn stands_alone(c: char) -> bool {
    matches!(c, '\0'..='\u{2FF}' | '\u{370}'..='\u{482}' | '\u{2010}'..='\u{2027}' | '\u{3041}'..='\u{3096}' | '\u{4E00}'..='\u{9FFF}')
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
const WAYS: usize = 8;

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
        let first = *pattern.first()?;
        // A run of white space may be of any length, and what is optional may be missing.
        let second = pattern.get(1).filter(|second| !second.optional && first.letter != ' ');
        let begins = |c: char| {
            let mut letters = Vec::with_capacity(4);
            Folder::new(case).push(c, |element| letters.push(element));
            letters.first().is_some_and(|letter| letter.is(first))
        };
        Some(Self {
            first: Bytes::of(first, case),
            second: second.map_or(Bytes::ANY, |second| Bytes::of(*second, case)),
            barren: if WESTERN.into_iter().any(begins) { 0 } else { 0xC3 },
            barren_signs: if SIGNS.into_iter().any(begins) { 0 } else { 0xE2 },
        })
    }

    /// Asks `found` about every place from `at` on and before `before` where a hit may begin, until it has an answer.
    #[inline]
    fn scan<T>(self, bytes: &[u8], at: usize, before: usize, found: impl Fn(usize) -> Option<T>) -> Option<T> {
        let mut at = at;
        while at < before {
            let places = match bytes.get(at..=at + BLOCK).map(<[u8]>::as_chunks::<BLOCK>) {
                Some(([here], [last])) => self.places(here, *last),
                _ => {
                    // Over the end of the text stand characters outside ASCII, which nothing below `before` is.
                    let mut rest = [0xFF; BLOCK];
                    for (to, from) in rest.iter_mut().zip(bytes.get(at..).unwrap_or_default()) {
                        *to = *from;
                    }
                    self.places(&rest, 0xFF)
                }
            };
            for (number, word) in places.into_iter().enumerate() {
                let mut word = word;
                while word != 0 {
                    let place = at + number * 8 + word.trailing_zeros() as usize / 8;
                    word &= word - 1;
                    if place >= before {
                        return None;
                    }
                    if let Some(answer) = found(place) {
                        return Some(answer);
                    }
                }
            }
            at += BLOCK;
        }
        None
    }

    /// The high bit of every byte of the block where a hit may begin; `last` is the byte after the block. Written so that the
    /// compiler takes sixteen bytes and more in one step.
    #[inline]
    fn places(self, here: &[u8; BLOCK], last: u8) -> [u64; BLOCK / 8] {
        let mut next = [last; BLOCK];
        next[..BLOCK - 1].copy_from_slice(&here[1..]);
        let mut flags = [0_u8; BLOCK];
        for ((flag, a), b) in flags.iter_mut().zip(here).zip(&next) {
            let is_letter = self.first.is(*a) & (self.second.is(*b) | (*b >= 0x80));
            let is_barren = (*a == self.barren) | (*a == self.barren_signs) & (*b == 0x80);
            *flag = if is_letter | (*a >= 0xC0) & !is_barren { 0x80 } else { 0 };
        }
        let (words, _) = flags.as_chunks::<8>();
        let mut places = [0; BLOCK / 8];
        for (place, word) in places.iter_mut().zip(words) {
            *place = u64::from_le_bytes(*word);
        }
        places
    }
}

/// The characters whose UTF-8 begins with 0xC3.
const WESTERN: std::ops::RangeInclusive<char> = '\u{C0}'..='\u{FF}';
/// The characters whose UTF-8 begins with 0xE2 0x80.
const SIGNS: std::ops::RangeInclusive<char> = '\u{2000}'..='\u{203F}';

/// Bytes looked at in one step.
const BLOCK: usize = 32;

impl Bytes {
    const NONE: Self = Self { any: u8::MAX, value: 0 };
    const ANY: Self = Self {
        any: u8::MAX,
        value: u8::MAX,
    };

    fn of(element: Element, case: Case) -> Self {
        let Some(byte) = u8::try_from(element.letter).ok().filter(u8::is_ascii) else {
            return Self::NONE;
        };
        // Apostrophe and grave accent, space and line end: the bits in which they differ are left open.
        let any = match byte {
            b'\'' => b'\'' ^ b'`',
            b' ' => 0x2F,
            _ if case == Case::Fold && byte.is_ascii_lowercase() => 0x20,
            _ => 0,
        };
        Self { any, value: byte | any }
    }

    #[inline]
    const fn is(self, byte: u8) -> bool {
        byte | self.any == self.value
    }
}
