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
        let mut end = self.at;
        while end > start && self.text.as_bytes()[end - 1] == b'\'' {
            end -= 1;
        }
        (self.at > start).then_some((start, end))
    }
}

/// Where a character of one byte stands: inside a word, outside of words, or both, as an apostrophe does. Other bytes are no
/// characters, and stand nowhere.
const PLACES: [u8; 256] = {
    let mut places = [0; 256];
    let mut byte = 0;
    while byte < 128 {
        let inside = (byte as u8).is_ascii_alphanumeric();
        places[byte] = if inside { INSIDE } else { OUTSIDE };
        byte += 1;
    }
    places[b'\'' as usize] = INSIDE | OUTSIDE;
    places
};
const INSIDE: u8 = 1;
const OUTSIDE: u8 = 2;

/// Where the characters from `at` on end that may stand at a place.
#[inline(always)]
fn past(text: &str, mut at: usize, place: u8) -> usize {
    loop {
        // Nearly all are told by their byte; only the others are put together.
        let bytes = text.as_bytes();
        while at < bytes.len() && PLACES[usize::from(bytes[at])] & place != 0 {
            at += 1;
        }
        if bytes.get(at).is_none_or(u8::is_ascii) {
            return at;
        }
        let Some(c) = text[at..].chars().next() else {
            return at;
        };
        let inside = is_letter(c) || c.is_numeric();
        if inside != (place == INSIDE) {
            return at;
        }
        at += c.len_utf8();
    }
}

/// Whether a character is a letter; Latin ones with marks are told without a look into the tables.
pub(in crate::turns) fn is_letter(c: char) -> bool {
    matches!(c, 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ɏ') || c.is_alphabetic()
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
    loop {
        let (plain, marked) = rest.split_at(plain_letters(rest));
        lower.push_str(plain);
        let mut after = marked.chars();
        let Some(c) = after.next() else { break };
        rest = after.as_str();
        let before = lower.len();
        match small_latin(c) {
            Some(c) => lower.push(c),
            None => lower.extend(c.to_lowercase()),
        }
        in_step &= lower.len() - before == c.len_utf8();
    }
    lower.make_ascii_lowercase();
    in_step
}

/// An apostrophe made straight, or a letter with a mark in lower case, where that takes no look into the tables.
const fn small_latin(c: char) -> Option<char> {
    match c {
        '’' => Some('\''),
        'ß'..='ö' | 'ø'..='ÿ' => Some(c),
        'À'..='Ö' | 'Ø'..='Þ' => char::from_u32(c as u32 + 32),
        _ => None,
    }
}

/// How many characters at the beginning are ASCII, eight at a time.
fn plain_letters(words: &str) -> usize {
    let (eights, _) = words.as_bytes().as_chunks::<8>();
    let plain = eights.iter().take_while(|eight| eight.is_ascii()).count() * 8;
    let rest = words.as_bytes()[plain..].iter();
    plain + rest.take_while(|byte| byte.is_ascii()).count()
}

#[inline]
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
    if word.is_ascii() {
        let bytes = word.bytes().map(|byte| byte.to_ascii_lowercase());
        return bytes.fold(START, hash_on);
    }
    let hash_in = |hash, c: char| c.encode_utf8(&mut [0; 4]).bytes().fold(hash, hash_on);
    word.chars().fold(START, |hash, c| match small_latin(c) {
        Some(c) => hash_in(hash, c),
        None => c.to_lowercase().fold(hash, hash_in),
    })
}

#[cfg(test)]
mod tests {
    use super::{Words, hash, is_letter, lower_case, lower_hash, small_latin};

    #[test]
    fn letters_are_those_of_the_tables() {
        for c in '\0'..='\u{2fff}' {
            assert_eq!(is_letter(c), c.is_alphabetic(), "{c:?}");
        }
    }

    #[test]
    fn small_letters_are_those_of_the_tables() {
        for c in ('\0'..='\u{2fff}').filter(|c| *c != '’') {
            if let Some(small) = small_latin(c) {
                assert!(c.to_lowercase().eq([small]), "{c:?}");
            }
        }
        let mut lower = String::new();
        lower_case("ÄPFEL, ’S ŁÓDŹ × İ", &mut lower);
        assert_eq!(lower, "äpfel, 's łódź × i\u{307}");
        for word in ["Äpfel", "D’Água", "ŁÓDŹ", "İ"] {
            lower_case(word, &mut lower);
            assert_eq!(lower_hash(word), hash(lower.as_bytes()), "{word}");
        }
    }

    #[test]
    fn words_are_letters_digits_and_what_stands_between() {
        let text = "'s geht's, «Über» 30 Jahre' – naïve ’ was?";
        let words: Vec<&str> = Words::new(text).map(|(start, end)| &text[start..end]).collect();
        assert_eq!(words, ["s", "geht's", "Über", "30", "Jahre", "naïve", "was"]);
    }
}
