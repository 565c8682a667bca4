//! Names in brackets that stand alone before what is said, `[ANA]`, told from what is heard, `[MUSIC]`, without a list of words.
//!
//! Both recur. But a name is followed by speech wherever it stands, and the document knows it from elsewhere: as a label beside
//! words, among its people, or as the first half of a full name.

use std::collections::HashMap;

use super::super::census::{Census, same_person};
use super::super::heads::{Shape, head};
use super::super::lines::beginning;
use super::super::names::is_name;
use super::super::preface::Preface;

/// How often a name stands so at least.
const TIMES: usize = 3;
/// The longest name in words.
const WORDS: usize = 4;
/// So many names are looked for in the text.
const NAMES: usize = 40;
/// In so much of it, in bytes.
const TOLD_BYTES: usize = 64 * 1024;

/// The name in a line of nothing else: `[ANA]`, `(ANA)`, `[ANA]:`.
#[must_use]
pub fn alone(line: &str) -> Option<&str> {
    let line = line.trim();
    let line = line.strip_suffix(':').unwrap_or(line);
    let inside = match line.as_bytes().first()? {
        b'[' => line.strip_prefix('[')?.strip_suffix(']')?,
        b'(' => line.strip_prefix('(')?.strip_suffix(')')?,
        _ => return None,
    };
    let fits = inside.starts_with(char::is_uppercase) && inside.split_whitespace().count() <= WORDS;
    (fits && is_name(inside)).then(|| inside.trim())
}

/// What stands alone in brackets, and whether speech follows it.
#[derive(Debug, Default)]
pub struct Alone<'a> {
    /// By the name in small letters.
    names: HashMap<String, Count<'a>>,
    last: Option<String>,
}

#[derive(Debug, Default)]
struct Count<'a> {
    /// As it is written, each once for each time.
    written: Vec<&'a str>,
    followed: usize,
}

impl<'a> Alone<'a> {
    /// Takes a line that is not blank; whether it is a name alone in brackets.
    pub fn takes(&mut self, line: &'a str) -> bool {
        let name = alone(line);
        if let Some(last) = self.last.take() {
            let speaks = name.is_none() && head(line).is_none();
            self.names.entry(last).or_default().followed += usize::from(speaks);
        }
        let Some(name) = name else { return false };
        let key = name.to_lowercase();
        self.names.entry(key.clone()).or_default().written.push(name);
        self.last = Some(key);
        true
    }

    /// Counts those of them that are people, and adds them to those who are named.
    pub fn count(self, body: &str, preface: &Preface, census: &mut Census, named: &mut Vec<String>) {
        let speaks = |count: &Count<'_>| {
            let times = count.written.len();
            times >= TIMES && count.followed * 4 >= times * 3
        };
        let mut people: Vec<(String, Count<'_>)> = self.names.into_iter().collect();
        people.retain(|(_, count)| speaks(count));
        people.sort_by_key(|(_, count)| count.written.first().map(|name| name.as_ptr()));
        people.truncate(NAMES);
        let listed: Vec<&String> = preface.people.iter().chain(&preface.title).collect();
        people.retain(|(name, _)| {
            listed.iter().any(|person| same_person(person, name)) || census.knows(name) || is_half(body, name)
        });
        for (_, count) in people {
            census.see_between(&count.written, Shape::Bracket);
            named.extend(count.written.first().map(|name| (*name).to_owned()));
        }
    }
}

/// Whether a name, given in small letters, stands in running text as the first half of a full name and never in small letters
/// there, as a word for something heard does.
fn is_half(body: &str, name: &str) -> bool {
    let mut words = beginning(body, TOLD_BYTES).split_whitespace().peekable();
    let mut found = false;
    while let Some(word) = words.next() {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        if bare.len() != name.len() || bare.to_lowercase() != name {
            continue;
        }
        if bare.starts_with(char::is_lowercase) {
            return false;
        }
        let ends_here = !word.ends_with(char::is_alphanumeric);
        let goes_on = words.peek().is_some_and(|next| next.starts_with(char::is_uppercase));
        let is_written_small = bare.chars().any(char::is_lowercase);
        found |= !ends_here && goes_on && is_written_small;
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::formats::{Part, read};

    fn labels(text: &str) -> Vec<String> {
        let reading = read(text.as_bytes(), "talk.txt", Part::Whole).expect("a transcript");
        let labels = reading.transcript.labels().iter();
        labels.map(|label| label.as_str().to_owned()).collect()
    }

    #[test]
    fn a_name_alone_in_brackets_speaks_and_a_sound_does_not() {
        let turn = "[BRUNO] And what do you do?\n\n[EVA] Tell us.\n\n[ANA]\n\nI keep bees on the roof.\n\n";
        let head = "A talk with Ana Souza about bees.\n\n";
        assert_eq!(labels(&format!("{head}{}", turn.repeat(4))), ["BRUNO", "EVA", "ANA"]);
        for sound in ["MÚSICA", "LACHEN", "Laughter", "RISOS"] {
            let heard = turn.replace("ANA", sound);
            assert_eq!(
                labels(&format!("{head}{}", heard.repeat(4))),
                ["BRUNO", "EVA"],
                "{sound}"
            );
        }
    }

    #[test]
    fn one_person_is_one_label_however_it_is_written() {
        let turn = "[BRUNO] And then?\n\n[ANA]\n\nNothing.\n\n[BRUNO] Why?\n\n[Ana]\n\nI do not know.\n\n";
        let text = format!("A talk with Ana Souza about bees.\n\n{}", turn.repeat(3));
        assert_eq!(labels(&text), ["BRUNO", "ANA"]);
    }
}
