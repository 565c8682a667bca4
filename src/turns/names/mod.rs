//! What guest and interviewer are called where the file writes no label: found where they introduce themselves or each other,
//! and in how they greet, thank and address one another.
//!
//! A name is shown only where that leaves little doubt; otherwise the role's word stands. Titles and introducing words come from
//! small tables; no name of anybody is known here.

mod leads;
mod mentions;
mod persons;
mod tables;

use std::sync::LazyLock;

use super::Role;
use super::tongues::{HONORIFICS, is_letter};
use super::units::{Ending, Unit};
use crate::text::SafeText;
use crate::transcript::Transcript;
use mentions::Mention;
pub(super) use persons::People;

/// How a name was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Source {
    /// The speaker says it: `my name is …`.
    Own,
    /// An introduction says it.
    Introduction,
    /// Somebody is greeted or welcomed by it.
    Greeting,
    /// Somebody is thanked by it.
    Thanks,
    /// Somebody is addressed by it.
    Address,
}

/// Somebody's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Name {
    /// As shown.
    pub(super) shown: SafeText,
    pub(super) source: Source,
    first: String,
    last: String,
}

impl Name {
    /// Where it comes from, as a sentence without a full stop.
    pub(super) fn says(&self, role: Role) -> String {
        let (role, name) = (role.word(), &self.shown);
        match self.source {
            Source::Own => format!("the {role} gives the name {name}"),
            Source::Introduction => format!("the introduction gives the name {name}"),
            Source::Greeting => format!("the {role} is greeted as {name}"),
            Source::Thanks => format!("the {role} is thanked as {name}"),
            Source::Address => format!("the {role} is addressed as {name}"),
        }
    }
}

/// The name of a role where nobody's name is known.
pub(super) const fn plain(role: Role) -> &'static str {
    match role {
        Role::Interviewer => "Interviewer",
        Role::Guest => "Guest",
    }
}

/// Where people are named in a transcript without labels.
pub(super) struct Mentions<'a> {
    transcript: &'a Transcript,
    mentions: Vec<Mention>,
}

impl<'a> Mentions<'a> {
    /// Looks for names in all units.
    pub(super) fn new(transcript: &'a Transcript, units: &[Unit]) -> Self {
        Self {
            transcript,
            mentions: mentions::find(transcript, units),
        }
    }

    /// The guest's name before it is known who speaks where: by what the words around a name say, and by who opens and asks.
    pub(super) fn guest(&self, units: &[Unit]) -> Option<Name> {
        let asked = |unit: usize| {
            let asks = units[unit].ending == Ending::Asks;
            if asks || unit == 0 { 1.2 } else { 0.3 }
        };
        persons::weigh(self.transcript, &self.mentions, &asked)
            .guests
            .into_iter()
            .next()
    }

    /// Who the guests and the interviewer are, given how probable it is, unit by unit, that the interviewer speaks.
    pub(super) fn people(&self, asker: &[f32]) -> People {
        let asked = |unit: usize| {
            let probability = asker.get(unit).copied().unwrap_or(0.5).clamp(0.01, 0.99);
            (probability / (1.0 - probability)).ln()
        };
        persons::weigh(self.transcript, &self.mentions, &asked)
    }
}

/// The title and name by which words address somebody, such as `Frau Muster` in `Frau Muster, wie war das?`. It is looked
/// for where an address can begin: first, or behind a mark. Where the text is not `cased`, no capital is asked for.
pub(super) fn titled(words: &str, cased: bool) -> Option<&str> {
    let mut at = 0;
    loop {
        let first = words.as_bytes().get(at);
        // Asked of every word that an address may begin with: nearly always the first letter tells.
        if !cased || first.is_some_and(|first| OPENS_TITLE[usize::from(*first)]) {
            let title = name_word(&words[at..]);
            let address = is_title(title, cased).then(|| address_at(words, at, title.len(), cased));
            if let Some(address) = address.flatten() {
                return Some(address);
            }
        }
        let behind = at + memchr::memchr3(b',', b'.', b'!', &words.as_bytes()[at..])? + 1;
        at = words.len() - words[behind..].trim_start().len();
    }
}

fn is_title(word: &str, cased: bool) -> bool {
    static SMALL: LazyLock<Vec<String>> =
        LazyLock::new(|| HONORIFICS.iter().map(|title| title.to_lowercase()).collect());
    HONORIFICS.contains(&word) || (!cased && SMALL.contains(&word.to_lowercase()))
}

/// Which bytes titles begin with.
const OPENS_TITLE: [bool; 256] = {
    let (mut opens, mut at) = ([false; 256], 0);
    while at < HONORIFICS.len() {
        opens[HONORIFICS[at].as_bytes()[0] as usize] = true;
        at += 1;
    }
    opens
};

/// The address whose title stands at `at`, if it is one: set off from the rest, and followed by a name.
fn address_at(words: &str, at: usize, title: usize, cased: bool) -> Option<&str> {
    let after = &words[at + title..];
    let mut name = after.strip_prefix(". ").or_else(|| after.strip_prefix([' ', '\n']))?;
    let mut word = name_word(name);
    if is_title(word, cased) {
        // `Herr Professor Muster`, `Frau Dr. Muster`
        name = name[word.len()..].trim_start_matches(['.', ' ', '\n']);
        word = name_word(name);
    }
    if (cased && !word.starts_with(char::is_uppercase)) || word.chars().count() < 2 {
        return None;
    }
    let rest = &name[word.len()..];
    let ends = rest.is_empty() || rest.starts_with([',', '.', '!', '?', ':']);
    ends.then(|| &words[at..words.len() - rest.len()])
}

/// The letters at the beginning that may belong to a name.
fn name_word(words: &str) -> &str {
    let mut end = 0;
    loop {
        // Asked of every word, and nearly all letters are told by their byte.
        let plain = words.as_bytes()[end..].iter();
        end += plain.take_while(|byte| OF_NAME[usize::from(**byte)]).count();
        if words.as_bytes().get(end).is_none_or(u8::is_ascii) {
            return &words[..end];
        }
        match words[end..].chars().next() {
            Some(c) if is_of_name(c) => end += c.len_utf8(),
            _ => return &words[..end],
        }
    }
}

/// Where the next word begins that has a capital, from the end of a word on.
fn next_capital(words: &str, from: usize) -> Option<usize> {
    let mut at = from;
    // Most letters of a text are small ones without marks.
    while let Some(small) = words.as_bytes()[at..]
        .iter()
        .position(|byte| byte.is_ascii_uppercase() || !byte.is_ascii())
    {
        at += small;
        let c = words[at..].chars().next()?;
        if c.is_uppercase() {
            let before = &words[from..at];
            let alone = before.is_empty() || before.ends_with(' ');
            if alone || !before.trim_end_matches(is_joint).ends_with(is_letter) {
                return Some(at);
            }
        }
        at += c.len_utf8();
    }
    None
}

/// Whether a character may stand between the letters of a name.
const fn is_joint(c: char) -> bool {
    matches!(c, '-' | '\'' | '’')
}

/// Whether words call the guest by first name or surname, set off by commas or standing at an end.
pub(super) fn calls(words: &str, name: &Name) -> bool {
    [&name.first, &name.last]
        .into_iter()
        .filter(|token| token.len() >= 3)
        .any(|token| {
            words
                .match_indices(token.as_str())
                .any(|(at, _)| is_set_off(words, at, token.len()))
        })
}

/// Which characters of one byte may belong to a name; other bytes are none.
const OF_NAME: [bool; 256] = {
    let (mut table, mut byte) = ([false; 256], 0);
    while byte < 128 {
        let c = byte as u8;
        table[byte] = c.is_ascii_alphabetic() || is_joint(c as char);
        byte += 1;
    }
    table
};

fn is_of_name(c: char) -> bool {
    is_joint(c) || is_letter(c)
}

fn is_set_off(words: &str, at: usize, length: usize) -> bool {
    let (before, after) = (words[..at].trim_end(), &words[at + length..]);
    let ends = after.is_empty() || after.starts_with([',', '.', '!', '?', ';']);
    let greeted = before.split_whitespace().count() <= 2;
    ends && (before.is_empty() || before.ends_with(',') || greeted && after.starts_with(['!', ',', '.']))
}
