//! Which transcript this is: by its words, whatever the file is called and however it is labelled, timed or broken into lines.
//!
//! Rule 1, fixed for ever: the first 20 hex digits of SHA-256 over the words of the talk, normalised to NFKC, folded in case,
//! letters and digits only, one space between words.

use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;

use super::shingles::Shingles;
use crate::transcript::{Kind, Transcript};

/// Words are handed to the hash in pieces of about this many bytes.
const PIECE: usize = 64 * 1024;
const HEX_DIGITS: usize = 20;

/// The key of a transcript: 20 hex digits.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key(String);

/// What a transcript is known by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// Of the words of the talk.
    pub key: Key,
    /// The first 20 hex digits of SHA-256 over the whole text, for telling whether offsets still hold.
    pub text_version: String,
    /// A sample of the runs of words, for finding the talk again where its words changed.
    pub shingles: Shingles,
}

impl Key {
    /// The key of a transcript. What is not speech does not count, unless there is no speech at all.
    #[must_use]
    pub fn of(transcript: &Transcript) -> Self {
        let mut words = Words::default();
        speech(transcript).for_each(|said| words.take(said));
        Self(words.finish())
    }

    /// The key of that name, if it is one.
    #[must_use]
    pub fn new(written: &str) -> Option<Self> {
        let is_hex = written
            .bytes()
            .all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
        (written.len() == HEX_DIGITS && is_hex).then(|| Self(written.to_owned()))
    }

    /// Its 20 digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Identity {
    /// Key and text version; about 100 ms for 10 MB, so not before the first frame.
    #[must_use]
    pub fn of(transcript: &Transcript) -> Self {
        Self {
            key: Key::of(transcript),
            text_version: digest(transcript.text().as_bytes()),
            shingles: Shingles::of(speech(transcript)),
        }
    }
}

/// What is said, or all there is where nothing is.
fn speech(transcript: &Transcript) -> impl Iterator<Item = &str> {
    let utterances = transcript.utterances();
    let spoken = utterances.iter().any(|u| u.kind() == Kind::Speech);
    let said = utterances.iter().filter(move |u| !spoken || u.kind() == Kind::Speech);
    said.map(|utterance| transcript.words(utterance.span()))
}

/// SHA-256 of a file's bytes, in 64 hex digits.
#[must_use]
pub fn hash(bytes: &[u8]) -> String {
    hex(Sha256::digest(bytes).as_slice())
}

/// The first 20 hex digits of SHA-256.
pub fn digest(bytes: &[u8]) -> String {
    shortened(hash(bytes))
}

fn shortened(mut hash: String) -> String {
    hash.truncate(HEX_DIGITS);
    hash
}

fn hex(hash: &[u8]) -> String {
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Words on their way into the hash.
#[derive(Default)]
struct Words {
    hash: Sha256,
    piece: Vec<u8>,
    begun: bool,
    /// Whether the last thing seen was no letter or digit.
    apart: bool,
}

impl Words {
    /// Takes words in; what comes next is apart from them.
    fn take(&mut self, text: &str) {
        // Nothing composes across an ASCII character that is no letter or digit, so what lies between two is normalised alone.
        for word in text.split(|c: char| c.is_ascii() && !c.is_ascii_alphanumeric()) {
            self.apart = true;
            if word.is_ascii() {
                self.take_ascii(word.as_bytes());
            } else if word.chars().all(is_plain) {
                word.chars().for_each(|c| self.take_plain(c));
            } else {
                self.take_any(word);
            }
            if self.piece.len() >= PIECE {
                self.hash.update(&self.piece);
                self.piece.clear();
            }
        }
        self.apart = true;
    }

    fn take_ascii(&mut self, word: &[u8]) {
        if word.is_empty() {
            return;
        }
        self.open_word();
        self.piece.extend(word.iter().map(u8::to_ascii_lowercase));
    }

    /// A character of [`is_plain`], folded by hand.
    fn take_plain(&mut self, c: char) {
        match c {
            '\u{df}' => {
                self.take_character('s');
                self.take_character('s');
            }
            '\u{c0}'..='\u{de}' => self.take_character(char::from_u32(u32::from(c) + 0x20).unwrap_or(c)),
            _ => self.take_character(c.to_ascii_lowercase()),
        }
    }

    /// Any word, by the rule.
    fn take_any(&mut self, word: &str) {
        for c in word.nfkc().flat_map(char::to_uppercase).flat_map(char::to_lowercase) {
            self.take_character(c);
        }
    }

    fn take_character(&mut self, c: char) {
        if !c.is_alphanumeric() {
            self.apart = true;
            return;
        }
        self.open_word();
        self.piece.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
    }

    fn open_word(&mut self) {
        if self.apart && self.begun {
            self.piece.push(b' ');
        }
        (self.begun, self.apart) = (true, false);
    }

    fn finish(mut self) -> String {
        self.hash.update(&self.piece);
        shortened(hex(self.hash.finalize().as_slice()))
    }
}

/// Whether NFKC leaves the character as it is among others of its kind: ASCII, the letters of Latin-1, and the usual quotation
/// marks and dashes. Only these make up most words of western languages, and normalising in general takes ten times as long.
const fn is_plain(c: char) -> bool {
    c.is_ascii()
        || matches!(c, '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{ff}')
        || matches!(
            c,
            '\u{ab}' | '\u{bb}' | '\u{2013}' | '\u{2014}' | '\u{2018}'..='\u{201e}'
        )
}

#[cfg(test)]
mod tests {
    use super::{Key, Words, digest, is_plain};
    use crate::transcript::{Builder, Kind, Piece};

    fn key(pieces: &[(&str, Kind)]) -> Key {
        let mut builder = Builder::default();
        for (text, kind) in pieces {
            builder.push(Piece {
                kind: *kind,
                ..Piece::new(text, 1)
            });
        }
        Key::of(&builder.finish(1))
    }

    #[test]
    fn the_key_is_of_the_words_and_of_nothing_else() {
        let plain = key(&[
            ("Grüße! Wie geht’s, Frau Weiß?", Kind::Speech),
            ("2 ﬁne days…", Kind::Speech),
        ]);
        assert_eq!(
            plain.as_str(),
            digest("grüsse wie geht s frau weiss 2 fine days".as_bytes())
        );
        assert_eq!(Key::new(plain.as_str()), Some(plain.clone()));
        for other in [
            key(&[
                ("GRU\u{308}ßE wie\ngeht's — Frau WEISS 2", Kind::Speech),
                ("fine, days", Kind::Speech),
            ]),
            key(&[
                ("A title", Kind::FrontMatter),
                ("grüße wie geht s frau weiß 2 fine days", Kind::Speech),
            ]),
        ] {
            assert_eq!(other, plain);
        }
        assert_ne!(
            key(&[("Grüße! Wie gehts, Frau Weiß? 2 fine days", Kind::Speech)]),
            plain
        );
        assert_eq!(key(&[("A title", Kind::Head)]).as_str(), digest(b"a title"));
        assert_eq!(key(&[]).as_str(), digest(b""));
        assert_eq!(Key::new("../../../etc/passwd/"), None);
    }

    #[test]
    fn the_short_way_for_western_letters_folds_as_the_rule_does() {
        for c in ('\0'..='\u{3000}').filter(|&c| is_plain(c)) {
            let word = format!("a{c}b");
            let (mut short, mut long) = (Words::default(), Words::default());
            word.chars().for_each(|c| short.take_plain(c));
            long.take_any(&word);
            assert_eq!(short.piece, long.piece, "{c:?}");
        }
    }

    #[test]
    fn words_give_the_same_key_in_whatever_pieces_they_come() {
        let long = "Ein Wort ‑ und noch eins: été, 東京 3½. ".repeat(5000);
        let whole = {
            let mut words = Words::default();
            words.take(&long);
            words.finish()
        };
        let mut words = Words::default();
        for part in long.split_inclusive(' ') {
            words.take(part);
        }
        assert_eq!(words.finish(), whole);
    }
}
