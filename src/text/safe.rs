//! The one gate to the screen: what a file says is made harmless here and nowhere else.
//!
//! Control sequences are removed whole, other control characters become visible signs, and characters that turn, hide or pile
//! up text are kept only where a script needs them. Clean text is copied as it is. What comes out, put in again, comes out
//! the same. Colours and meaning are not looked at here.

mod controls;
mod limits;

use std::fmt;
use std::ops::Deref;
use std::path::Path;

/// Text in which nothing can act as a command to a terminal.
///
/// Screen, command line, clipboard, exports and notices accept what a file or another program wrote only in this form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SafeText(String);

/// What [`sanitize`] took away or replaced.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hidden {
    /// Terminal control sequences removed whole.
    pub sequences: usize,
    /// Other characters shown as signs, dropped or replaced.
    pub characters: usize,
}

impl SafeText {
    /// One line: line breaks and tabs become spaces.
    #[must_use]
    pub fn line(raw: &str) -> Self {
        let safe = Self::lines(raw);
        let settled = !safe.0.contains(|c: char| c.is_whitespace() && c != ' ')
            && !safe.0.contains("  ")
            && !safe.0.starts_with(' ')
            && !safe.0.ends_with(' ');
        if settled {
            return safe;
        }
        // A line may be a whole file, so that its words are not gathered first.
        let mut settled = String::with_capacity(safe.0.len());
        for word in safe.0.split_whitespace() {
            if !settled.is_empty() {
                settled.push(' ');
            }
            settled.push_str(word);
        }
        Self(settled)
    }

    /// Several lines, kept apart by LF.
    #[must_use]
    pub fn lines(raw: &str) -> Self {
        let mut out = String::new();
        sanitize(raw, &mut out, &mut Hidden::default());
        Self(out)
    }

    /// A path as it can be shown: as it is, or in quotes with escapes where it holds anything odd.
    #[must_use]
    pub fn path(path: &Path) -> Self {
        if let Some(plain) = path.to_str()
            && is_clean(plain)
            && !plain.contains(['\n', '\t', '"', '\\'])
            && plain.trim() == plain
            && !plain.is_empty()
        {
            return Self(plain.to_owned());
        }
        Self::line(&format!("{path:?}"))
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Deref for SafeText {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SafeText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// Appends `raw` to `out` in a form that cannot command a terminal, and counts what it hid. CR, CRLF, VT, FF, NEL and the
/// line and paragraph separators become LF.
pub fn sanitize(raw: &str, out: &mut String, hidden: &mut Hidden) {
    if is_clean(raw) {
        out.push_str(raw);
        return;
    }
    let start = out.len();
    let mut gate = Gate {
        raw,
        out,
        hidden,
        joiner: None,
        marks: 0,
        joined: 0,
        longest: 0,
        turning: false,
    };
    gate.pass();
    let (turning, longest) = (gate.turning, gate.longest);
    if turning {
        limits::settle_directions(out, start, hidden);
    }
    if longest > limits::GRAPHEME_SCALARS {
        limits::shorten_graphemes(out, start, hidden);
    }
}

/// Whether [`sanitize`] would leave `raw` as it is, told fast and in doubt denied.
#[must_use]
pub fn is_clean(raw: &str) -> bool {
    clean_prefix(raw.as_bytes()) == raw.len()
}

/// How many bytes at the beginning are characters that mean nothing to anyone but a reader: printable ASCII, LF, tab, Latin,
/// Greek and Cyrillic letters, usual punctuation, and the common blocks of East Asia.
fn clean_prefix(bytes: &[u8]) -> usize {
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        if let Some(eight) = bytes.get(at..).and_then(|rest| rest.first_chunk()).copied() {
            let printable = printable(u64::from_le_bytes(eight));
            if printable > 0 {
                at += printable;
                continue;
            }
        }
        let next = |n: usize| bytes.get(at + n).copied().unwrap_or(0);
        at += match byte {
            0x20..=0x7E | b'\n' | b'\t' => 1,
            0xC2 if next(1) >= 0xA0 && next(1) != 0xAD => 2,
            0xC3..=0xCB | 0xCE..=0xD1 => 2,
            0xE2 if next(1) == 0x80 && matches!(next(2), 0x90..=0xA7 | 0xB0..=0xBF) => 3,
            0xE3 if matches!(next(1), 0x81..=0x83) && !matches!((next(1), next(2)), (0x82, 0x99..=0x9A)) => 3,
            0xE4..=0xE9 | 0xEB..=0xEC => 3,
            _ => return at,
        };
    }
    at
}

/// How many of eight bytes from the first on are printable ASCII, all looked at in one step.
#[must_use]
pub const fn printable(eight: u64) -> usize {
    const EACH: u64 = 0x0101_0101_0101_0101;
    // Below a space a byte borrows, DEL becomes 0x80, and what is above has its highest bit set already; the first such byte is
    // told truly, those after it may not be.
    let odd = (eight | eight.wrapping_sub(EACH * 0x20) | eight.wrapping_add(EACH)) & (EACH * 0x80);
    odd.trailing_zeros() as usize / 8
}

/// One walk over text that is not clean throughout.
struct Gate<'a, 'o> {
    raw: &'a str,
    out: &'o mut String,
    hidden: &'o mut Hidden,
    /// A joiner that is kept only if a letter, a mark or an emoji follows.
    joiner: Option<char>,
    /// Marks since the last base; above the limit the rest of them is left out.
    marks: usize,
    /// Scalars since a character that no grapheme reaches across.
    joined: usize,
    longest: usize,
    /// Whether a character that turns the direction of writing was let through for now.
    turning: bool,
}

impl Gate<'_, '_> {
    fn pass(&mut self) {
        let bytes = self.raw.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let clean = clean_prefix(&bytes[at..]);
            if clean > 0 {
                self.copy(&self.raw[at..at + clean]);
                at += clean;
                continue;
            }
            let rest = &self.raw[at..];
            let Some(c) = rest.chars().next() else { break };
            if let Some(length) = controls::sequence(rest) {
                self.hidden.sequences += 1;
                at += length;
                continue;
            }
            at += c.len_utf8();
            if c == '\r' && bytes.get(at) == Some(&b'\n') {
                continue;
            }
            self.take(c);
        }
        self.end_joiner(None);
    }

    /// Copies a run without anything in it that could be dangerous; at least one character.
    fn copy(&mut self, clean: &str) {
        self.end_joiner(clean.chars().next());
        self.out.push_str(clean);
        self.marks = 0;
        // Whatever stands in a clean run ends a grapheme, but for what follows its last character.
        self.joined = 1;
    }

    fn take(&mut self, c: char) {
        match controls::class(c) {
            controls::Class::Plain => self.push_base(c),
            controls::Class::Mark => self.push_mark(c),
            controls::Class::LineBreak => self.copy("\n"),
            controls::Class::Picture(picture) => {
                self.hidden.characters += 1;
                self.push_base(picture);
            }
            controls::Class::Named(name) => {
                self.hidden.characters += 1;
                self.copy(&name);
            }
            controls::Class::Turning => {
                self.end_joiner(Some(c));
                self.out.push(c);
                self.turning = true;
            }
            controls::Class::Joiner => {
                self.end_joiner(None);
                self.joiner = Some(c);
            }
            controls::Class::Dropped => self.hidden.characters += 1,
        }
    }

    fn push_base(&mut self, c: char) {
        self.end_joiner(Some(c));
        self.out.push(c);
        self.marks = 0;
        self.count();
    }

    fn push_mark(&mut self, c: char) {
        if self.marks > limits::MARKS_PER_BASE {
            self.hidden.characters += 1;
            return;
        }
        self.marks += 1;
        if self.marks > limits::MARKS_PER_BASE {
            self.hidden.characters += 1;
            self.end_joiner(None);
            self.out.push(char::REPLACEMENT_CHARACTER);
        } else {
            self.end_joiner(Some(c));
            self.out.push(c);
        }
        self.count();
    }

    /// Keeps or drops a waiting joiner, now that its neighbours on both sides are known.
    fn end_joiner(&mut self, next: Option<char>) {
        let Some(joiner) = self.joiner.take() else { return };
        let last = self.out.chars().next_back();
        if last.is_some_and(controls::joins) && next.is_some_and(controls::joins) {
            self.out.push(joiner);
            self.count();
        } else {
            self.hidden.characters += 1;
        }
    }

    fn count(&mut self) {
        self.joined += 1;
        self.longest = self.longest.max(self.joined);
    }
}

#[cfg(test)]
mod tests;
