//! Phrases before names, and whether some words end in one.

use super::tables::{LEADS, Lead};
use crate::turns::tongues::{ByHash, lower_hash};

/// Longest last word of a phrase, in bytes.
const LONGEST: usize = 24;

/// The phrases before names.
pub(super) struct Leads {
    /// By its last word: that word, the phrase, and what it does; longer phrases first.
    phrases: ByHash<(&'static str, &'static str, Lead)>,
    /// For each shape of a word, how long the last words of that shape are, one bit each.
    lengths: [u32; 256],
}

impl Leads {
    /// All of them, of every language that has a table.
    pub(super) fn new() -> Self {
        let mut phrases: Vec<_> = LEADS
            .iter()
            .flat_map(|(lead, phrases)| phrases.split('|').map(|phrase| (last_word(phrase), phrase, *lead)))
            .collect();
        phrases.sort_by_key(|(_, phrase, _)| std::cmp::Reverse(phrase.len()));
        let mut lengths = [0; 256];
        for (last, ..) in &phrases {
            lengths[shape(last)] |= 1 << last.len();
        }
        Self {
            phrases: ByHash::new(phrases.into_iter().map(|row| (lower_hash(row.0), row))),
            lengths,
        }
    }

    /// What words that come before a name do with it.
    pub(super) fn of(&self, before: &str) -> Option<(Lead, &'static str)> {
        let before = before.trim_end_matches(parts);
        let last = last_word(before);
        if last.is_empty() || last.len() > LONGEST {
            return None;
        }
        // Asked of every capitalised word, and nearly always in vain: its shape or a hash is enough to know that.
        if last.is_ascii() && self.lengths[shape(last)] & (1 << last.len()) == 0 {
            return None;
        }
        let mut alike = self.phrases.of(lower_hash(last)).peekable();
        alike.peek()?;
        let lower = last.to_lowercase();
        let tail = before[before.ceil_char_boundary(before.len().saturating_sub(48))..]
            .to_lowercase()
            .replace('’', "'");
        let ends = |phrase: &str| {
            tail.strip_suffix(phrase)
                .is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
        };
        alike
            .find(|(last, phrase, _)| *last == lower && ends(phrase))
            .map(|(_, phrase, lead)| (*lead, *phrase))
    }

    /// Whether the phrase that ends `before` begins a sentence there, another greeting or thanks before it or not.
    pub(super) fn opens(&self, before: &str, lead: Option<(Lead, &str)>) -> bool {
        let phrase = lead.map_or("", |(_, phrase)| phrase);
        let before = before.trim_end_matches(parts);
        let earlier = before[..before.floor_char_boundary(before.len().saturating_sub(phrase.len()))].trim_end();
        let kind = self.of(earlier).map(|(lead, _)| lead);
        earlier.is_empty()
            || earlier.ends_with(['.', '!', '?', ':', '-', '–'])
            || matches!(kind, Some(Lead::Greets | Lead::Thanks | Lead::Welcomes))
            || (kind == Some(Lead::Begins) && earlier.len() < 12 && phrase.len() > 4)
    }
}

/// A number made of the first and the last letter of a word, capital or not.
fn shape(word: &str) -> usize {
    let [first, last] =
        [word.as_bytes().first(), word.as_bytes().last()].map(|letter| letter.map_or(0, u8::to_ascii_lowercase));
    usize::from(first.wrapping_mul(7) ^ last)
}

/// Whether a character parts a phrase from the name behind it.
fn parts(c: char) -> bool {
    matches!(c, ',' | '.' | ':' | ';' | '!' | '-' | '–' | '—' | '¡' | '¿') || c.is_whitespace()
}

/// The last word, without marks before it.
pub(super) fn last_word(words: &str) -> &str {
    let plain = words.bytes().rev().take_while(u8::is_ascii_alphanumeric).count();
    let before = words.len() - plain;
    if plain > 0 && words.as_bytes()[..before].last().is_none_or(|byte| *byte == b' ') {
        return &words[before..];
    }
    let last = words.rsplit(char::is_whitespace).next().unwrap_or("");
    last.trim_start_matches(|c: char| !c.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::{Leads, last_word};
    use crate::turns::names::tables::{LEADS, Lead};

    #[test]
    fn a_last_word_stands_behind_any_white_space_and_marks() {
        for (words, last) in [
            ("thank you", "you"),
            ("you", "you"),
            ("well, («you", "you"),
            ("and\u{a0}you", "you"),
            ("and\u{3000}you", "you"),
            ("l'été", "l'été"),
            ("you ", ""),
            ("", ""),
        ] {
            assert_eq!(last_word(words), last, "{words:?}");
        }
    }

    #[test]
    fn every_phrase_is_found_in_small_letters_and_in_capitals() {
        let leads = Leads::new();
        for (lead, phrase) in LEADS
            .iter()
            .flat_map(|(lead, all)| all.split('|').map(move |one| (*lead, one)))
        {
            // `ß` has no capital in Unicode's tables but two letters.
            let capitals = phrase.replace('ß', "ẞ").to_uppercase();
            for words in [phrase.to_owned(), capitals, format!("Oh, {phrase}, ")] {
                assert_eq!(leads.of(&words).map(|(lead, _)| lead), Some(lead), "{words:?}");
            }
        }
        assert_eq!(leads.of("my nom is"), None);
        assert_eq!(leads.of("whi"), None);
        assert_eq!(leads.of("is"), None);
        assert_eq!(leads.of("welcome"), Some((Lead::Welcomes, "welcome")));
    }
}
