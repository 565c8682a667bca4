//! Whose names they are: mentions gathered by person, and weighed by who says them.
//!
//! A wrong name is worse than none. A person needs several mentions or one that leaves no doubt, and a role needs to follow from
//! what is said, or from who speaks where it is said.

use memchr::memmem;

use super::mentions::{Mention, Way, listed};
use super::tables::is_no_name;
use super::{Name, Source};
use crate::text::SafeText;
use crate::transcript::Transcript;

/// People looked at; more are not told apart.
const MOST: usize = 200;
/// What a name must reach in weight.
const ENOUGH: f32 = 2.0;
/// What a role must reach, in natural logarithms of odds.
const CLEAR: f32 = 1.0;
/// For the interviewer, of whom names are said more seldom, more is asked.
const CLEAR_ASKER: f32 = 1.4;
/// A second guest must be named more surely than the first.
const ENOUGH_BESIDES: f32 = 4.0;
/// What addresses alone must reach.
const CALLED_OFTEN: f32 = 3.0;
/// Units after a greeting in which another's name is the answer to it.
const ANSWERING: usize = 4;
/// Bytes of the text in which a word is looked for in other uses.
const READ: usize = 200_000;
/// Bytes at the beginning in which a full name is looked for.
const OPENING: usize = 6_000;

/// Somebody who is named.
#[derive(Debug)]
pub(super) struct Person<'a> {
    /// The longest form without a title.
    name: &'a str,
    title: Option<&'a str>,
    firm: f32,
    called: f32,
    called_first: f32,
    introduced: f32,
    /// Mentions that leave little doubt that a person is meant.
    plain: usize,
    mentions: usize,
    /// Above 0 the interviewer.
    role: f32,
    source: (f32, Source),
}

/// Who is named, and what they do.
#[derive(Clone, Debug, Default)]
pub(in crate::turns) struct People {
    /// The guests, the surest first.
    pub(in crate::turns) guests: Vec<Name>,
    pub(in crate::turns) interviewer: Option<Name>,
}

/// What a mention weighs: for a person's being named, and for their being the interviewer. `asked` says how probable it is, in
/// natural logarithms of odds, that the interviewer says it.
fn weight(way: Way, full: bool, asked: f32) -> (f32, f32) {
    match way {
        Way::Own => (2.5, asked),
        Way::Perhaps if full => (2.0, asked),
        Way::Perhaps => (1.0, asked),
        Way::Hosting => (3.0, 5.0),
        Way::Greeted | Way::Thanked | Way::Titled => (2.0, -asked),
        Way::ThankedByGuest => (3.0, 4.0),
        Way::ThankedByAsker | Way::Welcomed => (3.0, -4.0),
        Way::Guest if full => (2.0, -4.0),
        Way::Guest => (1.5, -4.0),
        Way::Introduced => (1.25, -1.5),
        Way::Called | Way::CalledFirst => (0.75, -0.7 * asked),
    }
}

const fn source(way: Way) -> Source {
    match way {
        Way::Own | Way::Perhaps | Way::Hosting => Source::Own,
        Way::Guest | Way::Introduced => Source::Introduction,
        Way::Thanked | Way::ThankedByGuest | Way::ThankedByAsker => Source::Thanks,
        Way::Greeted | Way::Welcomed => Source::Greeting,
        Way::Called | Way::CalledFirst | Way::Titled => Source::Address,
    }
}

/// The people whom the mentions are of. `asked` gives the log-odds, by unit, that the interviewer speaks.
pub(super) fn weigh(transcript: &Transcript, mentions: &[Mention], asked: &dyn Fn(usize) -> f32) -> People {
    let mut persons = gather(mentions, asked);
    persons.retain(|person| person.weight() >= ENOUGH && person.is_named() && person.is_somebody(transcript));
    persons.sort_by(|a, b| b.weight().total_cmp(&a.weight()));
    let mut people = People::default();
    for person in &persons {
        if person.role >= CLEAR_ASKER && person.plain > 0 && people.interviewer.is_none() {
            people.interviewer = Some(person.named(transcript));
        } else if person.role <= -CLEAR && (people.guests.is_empty() || person.is_besides()) {
            people.guests.push(person.named(transcript));
        }
    }
    people
}

/// Mentions by person: full names first, then single words that are part of one of them.
fn gather<'a>(mentions: &'a [Mention], asked: &dyn Fn(usize) -> f32) -> Vec<Person<'a>> {
    let mut persons: Vec<Person<'a>> = Vec::new();
    let is_full = |mention: &&Mention| mention.way != Way::Titled && mention.name.contains(' ');
    let (full, short): (Vec<&Mention>, Vec<&Mention>) = mentions.iter().partition(is_full);
    for mention in full.into_iter().chain(short) {
        let titled = mention.way == Way::Titled;
        let name = if titled {
            mention.name.rsplit(' ').next().unwrap_or("")
        } else {
            mention.name.as_str()
        };
        let known = persons.iter().position(|person| person.is_called(name, titled));
        let at = known.unwrap_or(persons.len());
        if at == persons.len() {
            if at >= MOST {
                continue;
            }
            persons.push(Person::new(name));
        }
        let (firm, mut role) = weight(mention.way, name.contains(' '), asked(mention.unit).clamp(-2.5, 2.5));
        if matches!(mention.way, Way::Greeted | Way::Titled) && role > -2.6 && answers(mentions, mention) {
            role += 2.0;
        }
        persons[at].add(mention, firm, role);
    }
    persons
}

/// Whether somebody else was greeted, welcomed or addressed alike right before, so that this is the answer.
fn answers(mentions: &[Mention], mention: &Mention) -> bool {
    mentions.iter().any(|other| {
        let before = other.unit < mention.unit && other.unit + ANSWERING >= mention.unit;
        let alike = matches!(other.way, Way::Greeted | Way::Welcomed) || other.way == mention.way;
        before && alike && other.name != mention.name
    })
}

impl<'a> Person<'a> {
    const fn new(name: &'a str) -> Self {
        Self {
            name,
            title: None,
            firm: 0.0,
            called: 0.0,
            called_first: 0.0,
            introduced: 0.0,
            plain: 0,
            mentions: 0,
            role: 0.0,
            source: (0.0, Source::Address),
        }
    }

    fn add(&mut self, mention: &'a Mention, firm: f32, role: f32) {
        match mention.way {
            Way::Called => self.called += firm,
            Way::CalledFirst => self.called_first += firm,
            Way::Introduced => self.introduced += firm,
            _ => self.firm += firm,
        }
        self.mentions += 1;
        self.plain += usize::from(!matches!(
            mention.way,
            Way::Called | Way::CalledFirst | Way::Introduced | Way::Perhaps
        ));
        self.role += role;
        if mention.way == Way::Titled {
            self.title.get_or_insert(&mention.name);
        }
        if firm > self.source.0 {
            self.source = (firm, source(mention.way));
        }
    }

    /// How sure it is that a person is named so. What may be chance counts only up to a bound.
    fn weight(&self) -> f32 {
        // At the beginning of a sentence an address alone is no name: any word may stand there before a comma.
        let first = if self.firm + self.called + self.introduced > 0.0 {
            1.5
        } else {
            0.0
        };
        self.firm + self.called.min(3.0) + self.called_first.min(first) + self.introduced.min(1.5)
    }

    /// Whether more than an address names this person: hosts call each other by name too.
    fn is_named(&self) -> bool {
        self.plain > 0 || self.introduced > 0.0 || self.called >= CALLED_OFTEN
    }

    fn is_besides(&self) -> bool {
        self.weight() >= ENOUGH_BESIDES && self.plain > 0 && self.role <= -2.0 * CLEAR
    }

    /// Whether a name means this person: the same, the first word of it or, with a title, the last.
    fn is_called(&self, name: &str, titled: bool) -> bool {
        let last = self.name.rsplit(' ').next();
        self.name == name || (!titled && self.name.split(' ').next() == Some(name)) || last == Some(name)
    }

    /// Whether the text does not use the word as a common one.
    fn is_somebody(&self, transcript: &Transcript) -> bool {
        if self.title.is_some() || self.name.contains(' ') {
            return true;
        }
        let text = &transcript.text()[..transcript.text().floor_char_boundary(READ)];
        let lower = self.name.to_lowercase();
        // In an address of the net names stand in lower case too.
        let alone = |at: &usize| {
            !text[..*at].ends_with(['.', '/', '@', '_', '#', ':'])
                && !text[at + lower.len()..].starts_with(['.', '/', '@', '_'])
        };
        let common = whole_words(text, &lower).filter(alone).take(20).count();
        if common > 0 && (self.plain == 0 || common > 2 * self.mentions) {
            return false;
        }
        const ARTICLES: &str =
            "der|die|das|dem|den|ein|eine|einen|einer|the|a|an|el|los|las|una|le|les|une|il|lo|gli|uma|het|een";
        let nouns = whole_words(text, self.name).filter(|at| {
            let before = text[..*at].trim_end();
            let word = &before[after_last(before, |c| !c.is_alphabetic())..];
            listed(ARTICLES, word)
        });
        nouns.take(3).count() == 0 || self.plain >= 3
    }

    fn named(&self, transcript: &Transcript) -> Name {
        let full = (!self.name.contains(' '))
            .then(|| full_name(transcript, self.name, self.title.is_some()))
            .flatten();
        let name = full.unwrap_or(self.name);
        let shown = match self.title {
            Some(title) if !name.contains(' ') => title,
            _ => name,
        };
        let single = !name.contains(' ');
        let titled = self.title.is_some() && single;
        Name {
            shown: SafeText::line(shown),
            source: self.source.1,
            first: if titled {
                ""
            } else {
                name.split(' ').next().unwrap_or("")
            }
            .to_owned(),
            last: if single && !titled {
                ""
            } else {
                name.rsplit(' ').next().unwrap_or("")
            }
            .to_owned(),
        }
    }
}

/// The full name where the opening gives one, and only one, for a first name or, behind a title, a surname.
fn full_name<'a>(transcript: &'a Transcript, name: &str, surname: bool) -> Option<&'a str> {
    let text = transcript.text();
    let text = &text[..text.floor_char_boundary(OPENING)];
    let mut found: Option<&str> = None;
    for at in whole_words(text, name) {
        let pair = if surname {
            before(text, at, name)
        } else {
            behind(text, at, name)
        };
        let Some(pair) = pair else { continue };
        if found.is_some_and(|found| found != pair) {
            return None;
        }
        found = Some(pair);
    }
    found
}

/// A name with the word behind it, where that may be a surname.
fn behind<'a>(text: &'a str, at: usize, name: &str) -> Option<&'a str> {
    let word = super::name_word(text[at + name.len()..].strip_prefix(' ')?);
    is_part(word).then(|| &text[at..at + name.len() + 1 + word.len()])
}

/// A surname with the word before it, where that may be a first name.
fn before<'a>(text: &'a str, at: usize, name: &str) -> Option<&'a str> {
    let head = text[..at].strip_suffix(' ')?;
    let start = after_last(head, |c| !super::is_of_name(c));
    let word = &head[start..];
    let titled = crate::turns::tongues::HONORIFICS.contains(&word);
    // A German noun may stand before a surname (`Virologe Muster`); a first name has nothing with an article before it.
    let alone = !head[..start].trim_end().ends_with(|c: char| c.is_alphabetic()) || {
        let earlier = head[..start].trim_end();
        let earlier = &earlier[after_last(earlier, |c| !c.is_alphabetic())..];
        listed("mit|with|by|sagt|avec|con|com|met|an|bei|von|to", earlier)
    };
    (is_part(word) && !titled && alone).then(|| &text[start..at + name.len()])
}

fn is_part(word: &str) -> bool {
    word.chars().count() > 2
        && word.starts_with(char::is_uppercase)
        && word.chars().skip(1).any(char::is_lowercase)
        && !word.ends_with("'s")
        && !word.ends_with("’s")
        && !is_no_name(word)
}

/// Where the text behind the last such character begins.
fn after_last(text: &str, is: fn(char) -> bool) -> usize {
    text.rfind(is)
        .map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8))
}

/// Where a word stands whole in a text.
fn whole_words<'a>(text: &'a str, word: &'a str) -> impl Iterator<Item = usize> + 'a {
    memmem::find_iter(text.as_bytes(), word.as_bytes()).filter(move |at| {
        let (before, after) = (&text[..*at], &text[at + word.len()..]);
        !word.is_empty() && !before.ends_with(super::is_of_name) && !after.starts_with(super::is_of_name)
    })
}
