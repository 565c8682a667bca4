//! A library of invented interviews, to measure with and to try things on: as much talk as asked for, in ten formats, from a seed.
//!
//! Words, names and sentence patterns are the project's own, German and English. The same arguments give the same bytes; each
//! interview can be made without the others. A few rare words stand in about one interview in a hundred each, [`RARE`].

mod forms;
mod grammar;
#[cfg(test)]
mod tests;

pub use forms::{FORMS, Form};

use super::script::{Entry, Person, Said, Script};
use crate::text::SafeText;
use crate::transcript::{Facts, Time};
use crate::turns::Role;
use crate::turns::training::Random;
use grammar::Grammar;

/// Words that nobody says but where they were meant to stand, each in about one interview in a hundred.
pub const RARE: [&str; 8] = [
    "Quittenlatwerge",
    "Zwölfuhrläuten",
    "Nachtigallenschlag",
    "Torfkahnschiffer",
    "barnacle",
    "lamplighter",
    "quincebread",
    "cobblewright",
];

/// Of the interviews in a language, one in so many has a rare word of that language: half are in each.
const RARE_ONE_IN: usize = 50;
/// Milliseconds that a byte takes at the pace of speech.
const BYTE_MILLIS: u64 = 66;

/// What a library is made of.
#[derive(Debug)]
pub struct Library {
    seed: u64,
    /// How long each interview is, as shares of `whole`.
    shares: Vec<u64>,
    whole: u64,
    bytes: u64,
    tongues: [Tongue; 2],
}

#[derive(Debug)]
struct Tongue {
    language: &'static str,
    grammar: Grammar,
    rare: &'static [&'static str],
}

/// An interview that nobody gave.
#[derive(Debug)]
pub struct Interview {
    number: usize,
    facts: Facts,
    people: Vec<Person>,
    entries: Vec<Entry>,
}

impl Library {
    /// A library of so many interviews with about so many bytes of talk in all of them together.
    #[must_use]
    pub fn new(interviews: usize, bytes: u64, seed: u64) -> Self {
        let mut random = Random::new(seed);
        let shares: Vec<u64> = (0..interviews).map(|_| 30 + random.below(140) as u64).collect();
        let (german, english) = RARE.split_at(4);
        let tongue = |language, written, rare| Tongue {
            language,
            grammar: Grammar::read(written),
            rare,
        };
        Self {
            seed,
            whole: shares.iter().sum(),
            shares,
            bytes,
            tongues: [
                tongue("de", include_str!("german.txt"), german),
                tongue("en", include_str!("english.txt"), english),
            ],
        }
    }

    /// How many interviews there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.shares.len()
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.shares.is_empty()
    }

    /// One of the interviews, from 0; the last where there are fewer.
    #[must_use]
    pub fn interview(&self, number: usize) -> Interview {
        let mut random = Random::new(self.seed ^ (number as u64 + 1).wrapping_mul(0xD6E8_FEB8_6659_FD93));
        let tongue = &self.tongues[random.below(2)];
        let share = self.shares.get(number).copied().unwrap_or_default();
        let bytes = u128::from(self.bytes) * u128::from(share) / u128::from(self.whole.max(1));
        let people = people(&tongue.grammar, &mut random);
        let mut talk = Talk {
            random,
            tongue,
            entries: Vec::new(),
            said: 0,
            turn: 0,
            clock: 1200,
        };
        let facts = talk.facts(&people[1].name);
        talk.go_on(&people, usize::try_from(bytes).unwrap_or(usize::MAX));
        Interview {
            number,
            facts,
            people,
            entries: talk.entries,
        }
    }
}

impl Interview {
    /// How it is written.
    #[must_use]
    pub const fn form(&self) -> &'static Form {
        &FORMS[self.number % FORMS.len()]
    }

    /// Its path inside the library, parts joined by `/`: a folder for each form, and a name of the guest's.
    #[must_use]
    pub fn path(&self) -> String {
        let form = self.form();
        let guest = &self.people[1].name;
        // Some are named as people name files, some as programs do.
        let guest = if self.number.is_multiple_of(3) {
            guest.clone()
        } else {
            guest.to_lowercase().replace(' ', "-")
        };
        format!("{}/{:05} {guest}.{}", form.folder, self.number + 1, form.extension)
    }

    /// What is said.
    #[must_use]
    pub fn script(&self) -> Script<'_> {
        Script {
            facts: &self.facts,
            people: self.people.clone(),
            entries: self.entries.clone(),
        }
    }

    /// The bytes of its file.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        (self.form().write)(&self.script())
    }

    /// Only what is said, a turn a line.
    #[must_use]
    pub fn plain(&self) -> String {
        let mut out = String::new();
        let mut last = 0;
        for said in self.script().said() {
            if !out.is_empty() {
                out.push(if said.turn == last { ' ' } else { '\n' });
            }
            out.push_str(&said.words);
            last = said.turn;
        }
        out.push('\n');
        out
    }
}

/// Somebody who asks and one, seldom two, who answer, each of another name.
fn people(grammar: &Grammar, random: &mut Random) -> Vec<Person> {
    let guests = if random.below(10) == 0 { 2 } else { 1 };
    let mut people: Vec<Person> = Vec::new();
    while people.len() <= guests {
        let name = grammar.say("given", "", random) + " " + &grammar.say("surname", "", random);
        if people.iter().all(|person| person.name != name) {
            let role = if people.is_empty() {
                Role::Interviewer
            } else {
                Role::Guest
            };
            people.push(Person { name, role });
        }
    }
    people
}

/// An interview while it goes on.
struct Talk<'a> {
    random: Random,
    tongue: &'a Tongue,
    entries: Vec<Entry>,
    said: usize,
    turn: usize,
    clock: u64,
}

impl Talk<'_> {
    fn facts(&mut self, guest: &str) -> Facts {
        let (grammar, random) = (&self.tongue.grammar, &mut self.random);
        let mut fact = |rule| Some(SafeText::line(&grammar.say(rule, guest, random)));
        let (title, outlet) = (fact("title"), fact("outlet"));
        let (year, month, day) = (1994 + random.below(32), 1 + random.below(12), 1 + random.below(28));
        Facts {
            title,
            outlet,
            date: Some(SafeText::line(&format!("{year}-{month:02}-{day:02}"))),
            language: Some(self.tongue.language),
            ..Facts::default()
        }
    }

    /// Question and answer until so many bytes are said.
    fn go_on(&mut self, people: &[Person], bytes: usize) {
        let mut rare: Vec<&str> = self.tongue.rare.to_vec();
        rare.retain(|_| self.random.below(RARE_ONE_IN) == 0);
        while self.said < bytes || self.turn == 0 {
            let question = self.question();
            self.take_turn(0, &question);
            let mut answer = self.answer();
            if self.said * 2 >= bytes {
                answer.extend(rare.pop().map(|word| self.sentence("recalled", word)));
            }
            let guest = 1 + self.random.below(people.len() - 1);
            self.take_turn(guest, &answer);
        }
    }

    fn sentence(&mut self, rule: &str, given: &str) -> String {
        self.tongue.grammar.say(rule, given, &mut self.random)
    }

    fn question(&mut self) -> Vec<String> {
        if self.turn == 0 {
            return vec![self.sentence("opening", "")];
        }
        let mut said = Vec::new();
        for _ in 0..self.random.below(6).saturating_sub(3) {
            said.push(self.sentence("leading", ""));
        }
        for _ in 0..=self.random.below(5) / 4 {
            said.push(self.sentence("question", ""));
        }
        said
    }

    fn answer(&mut self) -> Vec<String> {
        if self.random.below(8) == 0 {
            return vec![self.sentence("short", "")];
        }
        let sentences = 2 + self.random.below(9) + self.random.below(9) * self.random.below(2);
        (0..sentences).map(|_| self.sentence("answer", "")).collect()
    }

    /// One person says sentences, in pieces of one to three with their times.
    fn take_turn(&mut self, person: usize, sentences: &[String]) {
        let mut rest = sentences;
        while !rest.is_empty() {
            let (piece, after) = rest.split_at(rest.len().min(1 + self.random.below(3)));
            rest = after;
            let words = piece.join(" ");
            let (from, to) = (self.clock, self.clock + words.len() as u64 * BYTE_MILLIS);
            self.said += words.len() + 1;
            self.entries.push(Entry::Said(Said {
                person,
                turn: self.turn,
                from: Some(Time::from_millis(from)),
                to: Some(Time::from_millis(to)),
                words,
            }));
            self.clock = to + 100 + self.random.below(700) as u64;
        }
        self.turn += 1;
        self.clock += self.random.below(1500) as u64;
    }
}
