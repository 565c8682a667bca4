//! The words of a piece found again in its text.

use std::borrow::Cow;
use std::ops::Range;

use super::joined::Joined;
use super::{Joint, Spoken, Word};
use crate::formats::lines::{beginning, is_blank};

/// How far ahead a word is looked for, in bytes: what the text writes otherwise must not carry the rest away.
const AHEAD: usize = 48;

/// Finds each of the loose words in a text, in order; without a text they are joined to one. A word that the text writes
/// otherwise, such as a number in figures, stands where the next word of the text does.
pub(super) fn align<'a>(text: Cow<'a, str>, loose: &mut Vec<Spoken<'a>>, words: &mut Vec<Word>) -> Cow<'a, str> {
    let mut put = |start: usize, word: &Spoken<'a>| {
        if word.time.is_some() || word.who.is_some() {
            words.push(Word {
                start: u32::try_from(start).unwrap_or(u32::MAX),
                time: word.time,
                who: word.who,
            });
        }
    };
    if loose.is_empty() {
        return text;
    }
    if is_blank(&text) {
        let mut joined = Joined::default();
        for word in loose.drain(..) {
            if let Some(start) = joined.add(&word.text, word.joint) {
                put(start, &word);
            }
        }
        return Cow::Owned(joined.into_text());
    }
    let mut at = 0;
    for word in loose.drain(..) {
        let Some(place) = place(&text, at, &word.text, word.joint == Joint::Left) else {
            continue;
        };
        put(place.start, &word);
        at = place.end;
    }
    text
}

/// Where a word stands in a text from `at` on. One that the text writes otherwise stands where its next word does, if it is not
/// `a_mark` that belongs to the word before.
pub fn place(text: &str, at: usize, word: &str, a_mark: bool) -> Option<Range<usize>> {
    let bare = word.trim();
    let rest = text.get(at..)?;
    let next = rest.trim_start();
    if bare.is_empty() || next.is_empty() {
        return None;
    }
    let begins = at + rest.len() - next.len();
    if next.starts_with(bare) {
        return Some(begins..begins + bare.len());
    }
    if let Some(found) = beginning(next, AHEAD + bare.len()).find(bare) {
        return Some(begins + found..begins + found + bare.len());
    }
    let length = next.find(char::is_whitespace).unwrap_or(next.len());
    (!a_mark).then_some(begins..begins + length)
}
