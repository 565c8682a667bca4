//! A folded query and where it stands in a text.
//!
//! A scan over many bytes at a time finds where a hit may begin; every place is then compared letter by letter.

use unicode_segmentation::GraphemeCursor;

use super::letter::{Case, Element, Folder, first_letter};
use super::places::First;
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
        let mut found = None;
        self.each(text, from, before, |hit| {
            found = Some(hit);
            None
        });
        found
    }

    /// Every hit that [`Needle::find`] would find one after the other. `goes_on` is told of each and says from where on the next one is
    /// wanted, at a character boundary at or after the end of the hit; none ends it.
    pub fn each(&self, text: &str, from: usize, before: usize, mut goes_on: impl FnMut(Span) -> Option<usize>) {
        let from = next_boundary(text, from);
        self.first.scan(text.as_bytes(), from, before.min(text.len()), |at| {
            let Some(end) = self.end_at(text, at) else {
                return Some(at + 1);
            };
            goes_on(Span::new(at, end))
        });
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
