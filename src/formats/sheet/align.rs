//! The words of a piece found again in its text.

use std::borrow::Cow;

use super::joined::Joined;
use super::{Joint, Spoken, Word};
use crate::formats::lines::{beginning, is_blank};

/// How far ahead a word is looked for, in bytes: what the text writes otherwise must not carry the rest away.
const AHEAD: usize = 48;

/// Finds each of the loose words in a text, in order; without a text they are joined to one. A word that the text writes
/// otherwise, such as a number in figures, stands where the next word of the text does.
pub fn align<'a>(text: Cow<'a, str>, loose: &mut Vec<Spoken<'a>>, words: &mut Vec<Word>) -> Cow<'a, str> {
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
        let bare = word.text.trim();
        let rest = text.get(at..).unwrap_or("");
        let next = rest.trim_start();
        if bare.is_empty() || next.is_empty() {
            continue;
        }
        let skipped = rest.len() - next.len();
        let (start, length) = if next.starts_with(bare) {
            (at + skipped, bare.len())
        } else if let Some(found) = beginning(next, AHEAD + bare.len()).find(bare) {
            (at + skipped + found, bare.len())
        } else if word.joint == Joint::Left {
            continue;
        } else {
            (at + skipped, next.find(char::is_whitespace).unwrap_or(next.len()))
        };
        put(start, &word);
        at = start + length;
    }
    text
}
