//! The words of a text: where they stand, how they read in lower case, and by which hash they are known.
//!
//! It looks at characters only; what a word says is looked up elsewhere.

/// The words of a text as byte ranges: letters, digits and the apostrophes between them.
pub(super) struct Words<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Words<'a> {
    pub(super) const fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }
}

impl Iterator for Words<'_> {
    type Item = (usize, usize);

    fn next(&mut self) -> Option<(usize, usize)> {
        let start = past(self.text, self.at, OUTSIDE);
        self.at = past(self.text, start, INSIDE);
        let bytes = &self.text.as_bytes()[start..self.at];
        let quotes = bytes.iter().rev().take_while(|byte| **byte == b'\'').count();
        (!bytes.is_empty()).then_some((start, self.at - quotes))
    }
}

/// Where an ASCII character stands: inside a word, outside of words, or both, as an apostrophe does.
const PLACES: [u8; 128] = {
    let mut places = [OUTSIDE; 128];
    let mut byte = 0;
    while byte < 128 {
        if (byte as u8).is_ascii_alphanumeric() {
            places[byte] = INSIDE;
        }
        byte += 1;
    }
    places[b'\'' as usize] = INSIDE | OUTSIDE;
    places
};
const INSIDE: u8 = 1;
const OUTSIDE: u8 = 2;

/// Where the characters from `at` on end that may stand at a place.
fn past(text: &str, mut at: usize, place: u8) -> usize {
    let bytes = text.as_bytes();
    while let Some(byte) = bytes.get(at) {
        // Nearly all are told by their byte; only the others are put together.
        let (places, length) = match PLACES.get(usize::from(*byte)) {
            Some(places) => (*places, 1),
            None => {
                let c = text[at..].chars().next().unwrap_or_default();
                (if c.is_alphanumeric() { INSIDE } else { OUTSIDE }, c.len_utf8())
            }
        };
        if places & place == 0 {
            break;
        }
        at += length;
    }
    at
}

/// Whether each word is written with a capital, in step with the words.
pub(super) struct Capitals<'a> {
    words: Words<'a>,
    seen: usize,
}

impl<'a> Capitals<'a> {
    pub(super) const fn new(text: &'a str) -> Self {
        Self {
            words: Words::new(text),
            seen: 0,
        }
    }

    pub(super) fn at(&mut self, word: usize) -> bool {
        let mut capital = false;
        while self.seen <= word {
            self.seen += 1;
            let Some((start, _)) = self.words.next() else {
                return false;
            };
            capital = self.words.text[start..].starts_with(char::is_uppercase);
        }
        capital
    }
}

/// Writes words in lower case, and says whether every character stands where it stood.
pub(super) fn lower_case(words: &str, lower: &mut String) -> bool {
    lower.clear();
    let mut in_step = true;
    let mut rest = words;
    while let Some(wide) = rest.bytes().position(|byte| !byte.is_ascii()) {
        lower.push_str(&rest[..wide]);
        let mut after = rest[wide..].chars();
        let c = after.next().unwrap_or_default();
        rest = after.as_str();
        let before = lower.len();
        if c == '’' {
            lower.push('\'');
        } else {
            lower.extend(c.to_lowercase());
        }
        in_step &= lower.len() - before == c.len_utf8();
    }
    lower.push_str(rest);
    lower.make_ascii_lowercase();
    in_step
}

pub(super) fn hash(word: &[u8]) -> u32 {
    word.iter().copied().fold(START, hash_on)
}

/// FNV-1a of 32 bits: where it starts, and one more byte.
const START: u32 = 0x811C_9DC5;

const fn hash_on(hash: u32, byte: u8) -> u32 {
    (hash ^ byte as u32).wrapping_mul(0x0100_0193)
}

/// The hash of a word in lower case, its apostrophes straight.
pub(in crate::turns) fn lower_hash(word: &str) -> u32 {
    let mut hash = START;
    for c in word.chars() {
        if c.is_ascii() {
            hash = hash_on(hash, c.to_ascii_lowercase() as u8);
        } else if c == '’' {
            hash = hash_on(hash, b'\'');
        } else {
            for c in c.to_lowercase() {
                hash = c.encode_utf8(&mut [0; 4]).bytes().fold(hash, hash_on);
            }
        }
    }
    hash
}
