//! What words tell about who speaks, language by language: small tables of common words and turns of phrase.
//!
//! The tables hold what people say in any interview and no word of one show. A language without a table is read by its
//! punctuation alone.

mod by_hash;
mod tables;
mod words;

use super::draft::boundary;
use std::sync::{LazyLock, OnceLock};

pub(super) use by_hash::ByHash;
pub(super) use tables::HONORIFICS;
use tables::{LISTENING, TONGUES};
use words::{Capitals, Words, hash, lower_case};
pub(super) use words::{is_letter, lower_hash};

/// A kind of word or phrase; the tables give the phrases of each language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub(super) enum Cue {
    // At the beginning of a unit, leading `ja`, `und`, `so` aside.
    Greets,
    AsksFirst,
    Invites,
    YouFirst,
    Yes,
    No,
    Opines,
    IFirst,
    WeFirst,
    Reacts,
    Thanks,
    And,
    But,
    So,
    Well,
    Because,
    Now,
    ThatFirst,
    TheyFirst,
    // Anywhere.
    ThanksGuest,
    ThanksHost,
    Introduces,
    You,
    Formal,
    I,
    We,
    YouSaid,
    AsksAbout,
    Hedges,
    Past,
    GoodQuestion,
    Praises,
    Closes,
    Third,
    Tag,
    Host,
}

impl Cue {
    /// Its place in a set of cues.
    pub(super) const fn bit(self) -> u64 {
        1 << (self as u8)
    }
}

/// One language's phrases, ready to be looked up.
pub(super) struct Lexicon {
    /// By the first word.
    entries: ByHash<Entry>,
    capital_you: bool,
    /// Question words and the verbs behind them by which a clause asks, as hashes.
    asks_within: [Vec<u32>; 2],
}

struct Entry {
    phrase: &'static str,
    /// How many bytes its first word has.
    first: usize,
    opens: bool,
    cue: Cue,
}

/// Words of so many bytes carry a topic in any case.
const LONG: usize = 8;
/// Words with a capital carry a topic from so many bytes on.
const NOUN: usize = 4;

/// What stands for any number among the words heard.
const NUMBER: u32 = 7;

impl Lexicon {
    /// The phrases of a language by its code; none are known of most. They are put in order once.
    pub(super) fn of(code: Option<&str>) -> &'static Self {
        static ALL: [OnceLock<Lexicon>; TONGUES.len() + 1] = [const { OnceLock::new() }; TONGUES.len() + 1];
        let at = TONGUES.iter().position(|tongue| Some(tongue.code) == code);
        ALL[at.unwrap_or(TONGUES.len())].get_or_init(|| Self::new(code))
    }

    fn new(code: Option<&str>) -> Self {
        let tongue = TONGUES.iter().find(|tongue| Some(tongue.code) == code);
        let mut entries = Vec::new();
        for (opens, table) in tongue
            .iter()
            .flat_map(|tongue| [(true, tongue.opens), (false, tongue.holds)])
        {
            for (cue, phrases) in table {
                entries.extend(phrases.split('|').map(|phrase| Entry::of(phrase, opens, *cue)));
            }
        }
        let hashes = |words: &str| words.split('|').map(|word| hash(word.as_bytes())).collect();
        Self {
            entries: ByHash::new(entries),
            capital_you: code == Some("de"),
            asks_within: tongue.map_or_else(Default::default, |tongue| {
                [hashes(tongue.asks_within.0), hashes(tongue.asks_within.1)]
            }),
        }
    }

    /// The cues in words. `lower` is room for them in lower case and is used again from unit to unit; `heard` takes the hash of
    /// each word, all numbers alike.
    pub(super) fn read(&self, words: &str, lower: &mut String, heard: &mut Vec<u32>) -> Reading {
        let in_step = lower_case(words, lower);
        let mut reading = Reading::default();
        // The first word after leading fillers opens too, so that `Ja, und wie …` is seen as `wie …`.
        let mut opening = true;
        let mut capitals = Capitals::new(words);
        let mut last = 0;
        // Whether the word before began a clause and may ask.
        let mut asking = false;
        for (start, end) in Words::new(lower) {
            let word = &lower[start..end];
            let hash = hash(word.as_bytes());
            if asking {
                reading.asks_within |= self.asks_within[1].contains(&hash);
            }
            asking = false;
            let parted = match &lower.as_bytes()[last..start] {
                // Between most words stands nothing but a space.
                [b' '] => false,
                between => between.contains(&b','),
            };
            if parted {
                reading.clause = reading.words;
                asking = self.asks_within[0].contains(&hash);
            }
            last = end;
            heard.push(if word.starts_with(|c: char| c.is_ascii_digit()) {
                NUMBER
            } else {
                hash
            });
            let capital = if in_step {
                words[start..].starts_with(char::is_uppercase)
            } else {
                capitals.at(reading.words)
            };
            // Names, German nouns and long words carry a topic; a capital that opens tells nothing.
            if end - start >= LONG || (capital && reading.words > 0 && end - start >= NOUN) {
                reading.topic.add(hash);
            }
            let mut filler = false;
            for entry in self.entries.of(hash) {
                if (entry.opens && !opening) || entry.first != end - start {
                    continue;
                }
                if entry.phrase.len() > entry.first && !entry.is_at(&lower[start..]) {
                    continue;
                }
                // German tells `Sie` from `sie` by its capital, except at the beginning.
                if entry.cue == Cue::Formal && self.capital_you && (!capital || reading.words == 0) {
                    continue;
                }
                reading.cues |= entry.cue.bit();
                filler |= matches!(
                    entry.cue,
                    Cue::And | Cue::But | Cue::So | Cue::Now | Cue::Well | Cue::Yes
                );
            }
            opening &= filler && reading.words < 4;
            reading.words += 1;
        }
        reading
    }
}

impl Entry {
    /// A phrase with the hash of its first word.
    fn of(phrase: &'static str, opens: bool, cue: Cue) -> (u32, Self) {
        let first = phrase.find(' ').unwrap_or(phrase.len());
        let entry = Self {
            phrase,
            first,
            opens,
            cue,
        };
        (hash(&phrase.as_bytes()[..first]), entry)
    }

    fn is_at(&self, text: &str) -> bool {
        text.strip_prefix(self.phrase)
            .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    }
}

/// What one unit's words tell.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Reading {
    /// Cues as bits.
    pub(super) cues: u64,
    /// How many words there are.
    pub(super) words: usize,
    /// How many words stand before its last clause, by commas.
    pub(super) clause: usize,
    /// Whether a clause behind a comma asks.
    pub(super) asks_within: bool,
    /// Its names, nouns and long words, to see whether a topic goes on.
    pub(super) topic: Topic,
}

/// Up to twelve words, by their hashes.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Topic {
    words: [u32; 12],
    count: usize,
}

impl Topic {
    fn add(&mut self, word: u32) {
        if let Some(free) = self.words.get_mut(self.count) {
            *free = word;
            self.count += 1;
        }
    }

    /// Takes in the words of another, as far as there is room.
    pub(super) fn extend(&mut self, other: &Self) {
        for word in other.all() {
            self.add(*word);
        }
    }

    /// Whether a word stands in both.
    pub(super) fn shares(&self, other: &Self) -> bool {
        self.all().iter().any(|word| other.all().contains(word))
    }

    /// Whether there is no such word.
    pub(super) const fn is_empty(&self) -> bool {
        self.count == 0
    }

    fn all(&self) -> &[u32] {
        &self.words[..self.count]
    }
}

/// The language of a transcript: as the file says, else by its most common words.
pub(super) fn language(stated: Option<&str>, text: &str) -> Option<&'static str> {
    let known = |code: &str| {
        TONGUES
            .iter()
            .find(|tongue| tongue.code == code)
            .map(|tongue| tongue.code)
    };
    if let Some(code) = stated {
        return known(code);
    }
    static COMMON: LazyLock<ByHash<usize>> = LazyLock::new(|| {
        let all = TONGUES.iter().enumerate();
        ByHash::new(all.flat_map(|(at, tongue)| tongue.common.split('|').map(move |word| (hash(word.as_bytes()), at))))
    });
    let mut counts = [0_usize; TONGUES.len()];
    let mut lower = String::new();
    lower_case(&text[..boundary(text, SAMPLE)], &mut lower);
    for (start, end) in Words::new(&lower) {
        for tongue in COMMON.of(hash(&lower.as_bytes()[start..end])) {
            counts[*tongue] += 1;
        }
    }
    let best = (0..TONGUES.len()).max_by_key(|at| counts[*at])?;
    (counts[best] >= 3).then(|| TONGUES[best].code)
}

/// Bytes looked at to tell the language.
const SAMPLE: usize = 1_000;

/// Whether words are only what a listener says: `Mhm.`, `Yeah, right.`
pub(super) fn is_listening(words: &str) -> bool {
    let mut lower = String::new();
    lower_case(words, &mut lower);
    let mut any = false;
    for (start, end) in Words::new(&lower) {
        any = true;
        if !LISTENING.split('|').any(|known| known == &lower[start..end]) {
            return false;
        }
    }
    any
}

#[cfg(test)]
mod tests {
    use super::Lexicon;

    #[test]
    fn a_clause_asks_by_the_order_of_its_words() {
        let asks = |code: &str, words: &str| {
            let lexicon = Lexicon::of(Some(code));
            lexicon.read(words, &mut String::new(), &mut Vec::new()).asks_within
        };
        assert!(asks("de", "Die Frage ist doch, wie haben die das geschafft"));
        assert!(asks("de", "Wenn das so ist, warum macht man es dann"));
        assert!(!asks("de", "Die Frage ist doch, wie die das geschafft haben"));
        assert!(!asks("de", "Wie haben die das geschafft"), "it opens so");
        assert!(!asks("de", "Wir fragten uns, wie"));
        assert!(asks("en", "And the question is, how did you get there"));
        assert!(!asks("en", "I told them, how you get there"));
        assert!(!asks("en", "The ones, who are still there, know"));
        assert!(!asks("xx", "And the question is, how did you get there"));
    }
}
