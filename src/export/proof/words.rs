//! Words as they are compared: signs, capitals and apostrophes left out, accents and numbers kept.
//!
//! Signs that are read aloud (per cent, currencies, degrees) are words; so is every character of a script that writes no spaces.

use std::collections::HashMap;
use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::super::quote::Source;
use crate::text::Span;
use crate::transcript::{PassageKind, passages};

/// The forms of words, numbered.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    numbers: HashMap<String, u32>,
    forms: Vec<String>,
}

impl Lexicon {
    /// The number of a form, new or known.
    fn learn(&mut self, form: String) -> u32 {
        if let Some(known) = self.numbers.get(&form) {
            return *known;
        }
        let next = u32::try_from(self.forms.len()).unwrap_or(u32::MAX - 1);
        self.forms.push(form.clone());
        self.numbers.insert(form, next);
        next
    }

    /// The form of a number.
    pub fn form(&self, number: u32) -> &str {
        self.forms.get(number as usize).map_or("", String::as_str)
    }

    /// The number of a form that was heard; another than any for one that was not.
    pub fn number(&self, form: &str) -> u32 {
        self.numbers.get(form).copied().unwrap_or(u32::MAX)
    }
}

/// The words of a talk in order, with their places in its text.
#[derive(Debug, Default)]
pub(super) struct Heard {
    pub words: Vec<u32>,
    pub spans: Vec<Span>,
}

impl Heard {
    /// The words of all turns; pauses, sounds and stamps are no words.
    pub fn of(source: &Source<'_>, lexicon: &mut Lexicon) -> Self {
        let text = source.transcript.text();
        let mut heard = Self::default();
        let mut found = Vec::new();
        for turn in source.turns.all() {
            found.clear();
            passages(text, turn.span, &mut found);
            let silent = |span: Span| {
                let silent = found.iter().filter(|passage| passage.kind != PassageKind::Guess);
                silent.into_iter().any(|passage| passage.span.overlaps(span))
            };
            for (form, range) in words(turn.span.of(text)) {
                let span = Span::new(turn.span.start() + range.start, turn.span.start() + range.end);
                if silent(span) {
                    continue;
                }
                heard.words.push(lexicon.learn(form));
                heard.spans.push(span);
            }
        }
        heard
    }
}

/// The words of a text: their forms and where they stand.
pub(super) fn words(text: &str) -> Vec<(String, Range<usize>)> {
    let mut found: Vec<(String, Range<usize>)> = Vec::new();
    let mut begun: Option<usize> = None;
    let mut end = 0;
    let mut push = |from: usize, to: usize| {
        let form = form(&text[from..to]);
        if !form.is_empty() {
            found.push((form, from..to));
        }
    };
    for (at, c) in text.char_indices() {
        let after = at + c.len_utf8();
        if stands_alone(c) {
            if let Some(from) = begun.take() {
                push(from, end);
            }
            push(at, after);
        } else if c.is_alphanumeric() || (begun.is_some() && is_combining_mark(c)) {
            begun.get_or_insert(at);
            end = after;
        } else if !is_joint(c)
            && let Some(from) = begun.take()
        {
            push(from, end);
        }
    }
    if let Some(from) = begun {
        push(from, end);
    }
    found
}

/// A word without what does not count.
fn form(word: &str) -> String {
    let kept = word.nfkc().filter(|c| !is_joint(*c));
    kept.flat_map(char::to_uppercase)
        .flat_map(char::to_lowercase)
        .nfc()
        .collect()
}

/// What stands inside a word without parting it.
const fn is_joint(c: char) -> bool {
    matches!(
        c,
        '\'' | '’' | 'ʼ' | '‘' | '`' | '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}'
    )
}

/// Signs that are read aloud, and characters of scripts without spaces.
const fn stands_alone(c: char) -> bool {
    matches!(
        c,
        '%' | '‰' | '€' | '$' | '£' | '¥' | '°' | '§' | '&' | '+' | '=' | '\u{2E80}'..='\u{A4CF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}'
    )
}

/// How alike two forms are, 0 to 100: the share of characters that need not change.
pub(super) fn likeness(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let longest = a.len().max(b.len());
    if longest == 0 {
        return 100;
    }
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let changed = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(diagonal + 1);
        }
    }
    (longest - row[b.len()]) * 100 / longest
}

#[cfg(test)]
mod tests {
    use super::{likeness, words};

    #[test]
    fn words_are_the_same_whatever_their_signs() {
        let forms = |text: &str| {
            words(text)
                .into_iter()
                .map(|(form, _)| form)
                .collect::<Vec<_>>()
                .join(" ")
        };
        for (text, expected) in [
            ("Don’t! DON'T—don\u{2bc}t", "dont dont dont"),
            ("Straße, STRASSE", "strasse strasse"),
            ("Scho\u{308}n und schön, nicht schon", "schön und schön nicht schon"),
            ("well-known 4,5 % or 5 €", "well known 4 5 % or 5 €"),
            ("猫が好き", "猫 が 好 き"),
            ("‘tis the boys’ ‚Haus‘", "tis the boys haus"),
            ("", ""),
        ] {
            assert_eq!(forms(text), expected);
        }
        let range = words("a „Wort“ b").remove(1).1;
        assert_eq!(&"a „Wort“ b"[range], "Wort");
    }

    #[test]
    fn words_that_differ_in_a_letter_are_alike() {
        assert_eq!(
            (likeness("", ""), likeness("cat", "cat"), likeness("cat", "cot")),
            (100, 100, 66)
        );
        assert!(likeness("lighthouse", "lighthouses") > 80 && likeness("cat", "dog") == 0);
    }
}
