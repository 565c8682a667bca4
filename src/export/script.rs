//! A transcript as other formats take it: who says what and when, piece by piece, with the section heads between.
//!
//! Title, outlet and date are facts; furniture is left out. A piece is an utterance or the part of one that belongs to a turn, so
//! that no time is lost where cues were joined.

use super::{one_line, utterances_of};
use crate::transcript::{Facts, Kind, Time, Transcript};
use crate::turns::{Role, Turns};

/// What is said, in order.
#[derive(Debug)]
pub struct Script<'a> {
    /// Title, outlet, date, language.
    pub facts: &'a Facts,
    /// Everyone who speaks.
    pub people: Vec<Person>,
    /// What stands one after the other.
    pub entries: Vec<Entry>,
}

/// Someone who speaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The name, another for everybody.
    pub name: String,
    /// What they do.
    pub role: Role,
}

/// A head, or a piece of speech.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// A section head or chapter title.
    Head(String),
    /// Words of one speaker.
    Said(Said),
}

/// Words of one speaker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// Who: an index of [`Script::people`].
    pub person: usize,
    /// Number of the turn, from 0.
    pub turn: usize,
    /// When they begin, where the file says so.
    pub from: Option<Time>,
    /// When they end, where the file says so.
    pub to: Option<Time>,
    /// The words, on one line.
    pub words: String,
}

impl<'a> Script<'a> {
    /// The script of a transcript.
    #[must_use]
    pub fn new(transcript: &'a Transcript, turns: &Turns) -> Self {
        let mut entries: Vec<(usize, Entry)> = transcript
            .utterances()
            .iter()
            .filter(|utterance| utterance.kind() == Kind::Head)
            .map(|head| {
                (
                    head.span().start(),
                    Entry::Head(one_line(transcript.words(head.span()))),
                )
            })
            .collect();
        for (number, turn) in turns.all().iter().enumerate() {
            for utterance in utterances_of(transcript, turn.span) {
                let Some(span) = utterance.span().intersection(turn.span).filter(|span| !span.is_empty()) else {
                    continue;
                };
                let said = Said {
                    person: usize::from(turn.speaker.0),
                    turn: number,
                    from: utterance.from().filter(|_| span.start() == utterance.span().start()),
                    to: utterance.to().filter(|_| span.end() == utterance.span().end()),
                    words: one_line(transcript.words(span)),
                };
                entries.push((span.start(), Entry::Said(said)));
            }
        }
        entries.sort_by_key(|(start, _)| *start);
        Self {
            facts: transcript.facts(),
            people: people(turns),
            entries: entries.into_iter().map(|(_, entry)| entry).collect(),
        }
    }

    /// The pieces of speech in order, heads left out.
    pub fn said(&self) -> impl Iterator<Item = &Said> {
        self.entries.iter().filter_map(|entry| match entry {
            Entry::Said(said) => Some(said),
            Entry::Head(_) => None,
        })
    }

    /// The name of a person.
    #[must_use]
    pub fn name(&self, person: usize) -> &str {
        self.people.get(person).map_or("", |person| person.name.as_str())
    }
}

/// Names as they are shown; where two people share one, the label of the second, else a number after it.
fn people(turns: &Turns) -> Vec<Person> {
    let mut people: Vec<Person> = Vec::with_capacity(turns.speakers().len());
    for speaker in turns.speakers() {
        let numbered = (2..).map(|number| format!("{} {number}", speaker.name));
        let name = [speaker.name.to_string(), speaker.key.to_string()]
            .into_iter()
            .chain(numbered)
            .find(|name| people.iter().all(|person| person.name != *name));
        people.push(Person {
            name: name.unwrap_or_default(),
            role: speaker.role,
        });
    }
    people
}
