//! Where words may be divided: after their own dashes, between syllables, and in scripts without spaces.
//!
//! These are rules about letters; what fits in a line is settled in [`super`].

use hypher::Lang;
use unicode_segmentation::UnicodeSegmentation;

use crate::text::width::{graphemes, width};

/// Fewest letters before a hyphen.
pub(super) const LETTERS_BEFORE: usize = 2;
/// Fewest letters after a hyphen; two would leave endings such as "-en" alone in a line.
pub(super) const LETTERS_AFTER: usize = 3;
/// Longer runs of letters in bytes are no words, and hyphenating costs by length.
const LONGEST_WORD: usize = 80;

/// The end of the last dash within `room` cells after which a line may end.
pub(super) fn after_dash(word: &str, room: usize) -> Option<usize> {
    let (mut best, mut cells) = (None, 0);
    for (at, grapheme, more) in graphemes(word) {
        cells += more;
        if cells > room {
            break;
        }
        let mut signs = grapheme.chars();
        if let (Some(sign), None) = (signs.next(), signs.next())
            && at >= LETTERS_BEFORE
            && is_divider(sign)
            && divides(&word[..at], sign, &word[at + grapheme.len()..])
        {
            best = Some(at + grapheme.len());
        }
    }
    best
}

/// Whether lines may end between characters without a space: Thai, Lao, Tibetan, Burmese, Khmer, Tai, Chinese, Japanese, Yi.
/// Korean is set with spaces, and its lines are easier to read when they end there.
pub(in crate::layout) fn needs_line_breaking(words: &[u8]) -> bool {
    words.chunks(64).enumerate().any(|(at, chunk)| {
        chunk.iter().fold(0, |most, byte| most.max(*byte)) >= 0xE0
            && (0..chunk.len()).any(|within| {
                let lead = at * 64 + within;
                words
                    .get(lead + 1)
                    .is_some_and(|next| breaks_anywhere(words[lead], *next))
            })
    })
}

/// The same of the first two bytes of a character in UTF-8.
const fn breaks_anywhere(first: u8, second: u8) -> bool {
    match first {
        0xE0 => second >= 0xB8,
        0xE1 => matches!(second, 0x80..=0x82 | 0x9E..=0x9F | 0xA5..=0xAA),
        0xE2 => second >= 0xBA,
        0xE3..=0xE9 => true,
        0xEA => second < 0xB0,
        0xEF => matches!(second, 0xBC..=0xBE),
        0xF0 => second >= 0xA0,
        _ => false,
    }
}

const fn is_divider(sign: char) -> bool {
    matches!(sign, '-' | '\u{2010}' | '\u{2013}' | '\u{2014}' | '/')
}

/// Whether a line may end after this sign: between two letters or figures, but not inside a number.
fn divides(before: &str, sign: char, after: &str) -> bool {
    let (Some(last), Some(next)) = (before.chars().next_back(), after.chars().next()) else {
        return false;
    };
    let alone = sign == '\u{2014}' || sign == '\u{2013}';
    let joins = (last.is_alphanumeric() || alone && !is_divider(last)) && next.is_alphanumeric();
    joins
        && after.len() > next.len_utf8()
        && !(last.is_numeric() && next.is_numeric())
        && (next < '\u{300}' || starts_alone(sign, next))
}

/// Whether a grapheme begins at the second of two characters.
pub(super) fn starts_alone(sign: char, next: char) -> bool {
    let mut both = [0; 8];
    let first = sign.encode_utf8(&mut both).len();
    let second = next.encode_utf8(&mut both[first..]).len();
    std::str::from_utf8(&both[..first + second]).is_ok_and(|pair| pair.graphemes(true).count() == 2)
}

/// The last end of a syllable that leaves room for a hyphen; only in words that are letters throughout.
pub(super) fn after_syllable(word: &str, room: usize, language: Lang) -> Option<usize> {
    let begun = word.len() - word.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
    let core = word[begun..].trim_end_matches(|c: char| !c.is_alphanumeric());
    // One cell is the hyphen's; letters take one each.
    let letters = room.checked_sub(1 + width(&word[..begun]))?;
    let limit = core
        .char_indices()
        .nth(letters)
        .map_or(word.len(), |(at, _)| begun + at);
    let mut run = begun;
    for (at, sign) in core.char_indices() {
        let at = begun + at;
        if !is_latin_letter(sign) {
            if !matches!(sign, '-' | '\u{2010}' | '\'' | '\u{2019}') {
                return None;
            }
            if at < limit {
                run = at + sign.len_utf8();
            }
        }
    }
    let letters = &word[run..];
    let length = letters.find(|c: char| !is_latin_letter(c)).unwrap_or(letters.len());
    if !(LETTERS_BEFORE + LETTERS_AFTER..=LONGEST_WORD).contains(&length) || run >= limit {
        return None;
    }
    // The syllables of names such as OpenAI, and of capitals, are not those of the language.
    if letters[..length].chars().skip(1).any(char::is_uppercase) {
        return None;
    }
    let mut end = run;
    let mut best = None;
    for syllable in hypher::hyphenate_bounded(&letters[..length], language, LETTERS_BEFORE, LETTERS_AFTER) {
        end += syllable.len();
        if end > limit || end >= run + length {
            break;
        }
        best = Some(end);
    }
    best
}

/// A letter that hyphenation knows and that is a grapheme of its own.
fn is_latin_letter(sign: char) -> bool {
    sign < '\u{250}' && sign.is_alphabetic()
}
