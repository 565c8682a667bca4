//! Phrases before names, and whether some words end in one.

use super::tables::{LEADS, Lead};
use crate::turns::tongues::{ByHash, lower_hash};

/// The phrases before names.
pub(super) struct Leads {
    /// By its last word: that word, the phrase, and what it does; longer phrases first.
    phrases: ByHash<(&'static str, &'static str, Lead)>,
}

impl Leads {
    /// All of them, of every language that has a table.
    pub(super) fn new() -> Self {
        let mut phrases: Vec<_> = LEADS
            .iter()
            .flat_map(|(lead, phrases)| phrases.split('|').map(|phrase| (last_word(phrase), phrase, *lead)))
            .collect();
        phrases.sort_by_key(|(_, phrase, _)| std::cmp::Reverse(phrase.len()));
        Self {
            phrases: ByHash::new(phrases.into_iter().map(|row| (lower_hash(row.0), row))),
        }
    }

    /// What words that come before a name do with it.
    pub(super) fn of(&self, before: &str) -> Option<(Lead, &'static str)> {
        let before = before.trim_end_matches(parts);
        let last = last_word(before);
        // Asked of every capitalised word, and nearly always in vain: a hash is enough to know that.
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

/// Whether a character parts a phrase from the name behind it.
fn parts(c: char) -> bool {
    matches!(c, ',' | '.' | ':' | ';' | '!' | '-' | '–' | '—' | '¡' | '¿') || c.is_whitespace()
}

/// The last word, without marks before it.
pub(super) fn last_word(words: &str) -> &str {
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
