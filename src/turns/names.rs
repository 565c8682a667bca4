//! What the guest is called where the file writes no label: found in the introduction, or in how the guest is addressed.
//!
//! A name is shown only where an introduction says it or an address repeats it; otherwise the role's word stands. Titles and
//! introducing words come from small tables; no name of anybody is known here.

use super::Role;
use super::tongues::{HONORIFICS, INTRODUCING};
use super::units::Unit;
use crate::text::SafeText;
use crate::transcript::Transcript;

/// Units from the beginning in which an introduction is looked for.
const INTRODUCTION: usize = 24;
/// Most words of a name, particles included.
const LONGEST: usize = 4;

/// How a name was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Source {
    /// An introduction says it.
    Introduction,
    /// The guest is addressed by it with a title.
    Address,
}

/// The guest's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Name {
    /// As shown.
    pub(super) shown: SafeText,
    pub(super) source: Source,
    first: String,
    last: String,
}

/// The name of a role where nobody's name is known.
pub(super) const fn plain(role: Role) -> &'static str {
    match role {
        Role::Interviewer => "Interviewer",
        Role::Guest => "Guest",
    }
}

/// The guest's name, if the text gives it.
pub(super) fn guest(transcript: &Transcript, units: &[Unit]) -> Option<Name> {
    let addressed = most_addressed(transcript, units);
    let opening = &units[..units.len().min(INTRODUCTION)];
    for unit in opening {
        let words = transcript.words(unit.span);
        let Some(name) = introduced(words) else { continue };
        let confirmed = addressed
            .as_ref()
            .is_some_and(|(title, _)| title.ends_with(name.last.as_str()))
            || called(transcript, units, &name) > 0;
        if confirmed {
            return Some(name);
        }
    }
    let (title, times) = addressed?;
    (times >= 2).then(|| Name {
        last: title.rsplit(' ').next().unwrap_or("").to_owned(),
        first: String::new(),
        shown: SafeText::line(&title),
        source: Source::Address,
    })
}

/// The title and name by which words address somebody, such as `Frau Muster` in `Frau Muster, wie war das?`.
pub(super) fn titled(words: &str) -> Option<&str> {
    HONORIFICS.iter().find_map(|title| {
        words
            .match_indices(title)
            .find_map(|(at, _)| address_at(words, at, title.len()))
    })
}

/// The address whose title stands at `at`, if it is one: set off from the rest, and followed by a name.
fn address_at(words: &str, at: usize, title: usize) -> Option<&str> {
    let (before, after) = (words[..at].trim_end(), &words[at + title..]);
    let mut name = after.strip_prefix(". ").or_else(|| after.strip_prefix(' '))?;
    let mut word = name_word(name);
    if HONORIFICS.contains(&word) {
        // `Herr Professor Muster`, `Frau Dr. Muster`
        name = name[word.len()..].trim_start_matches(['.', ' ']);
        word = name_word(name);
    }
    if !word.starts_with(char::is_uppercase) || word.chars().count() < 2 {
        return None;
    }
    let rest = &name[word.len()..];
    let begins = before.is_empty() || before.ends_with([',', '.', '!', '?']);
    let ends = rest.is_empty() || rest.starts_with([',', '.', '!', '?', ':']);
    (begins && ends).then(|| &words[at..words.len() - rest.len()])
}

/// The letters at the beginning that may belong to a name.
fn name_word(words: &str) -> &str {
    &words[..words.find(|c: char| !is_of_name(c)).unwrap_or(words.len())]
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

fn is_of_name(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '-' | '\'' | '’')
}

fn is_set_off(words: &str, at: usize, length: usize) -> bool {
    let (before, after) = (words[..at].trim_end(), &words[at + length..]);
    let ends = after.is_empty() || after.starts_with([',', '.', '!', '?', ';']);
    let greeted = before.split_whitespace().count() <= 2;
    ends && (before.is_empty() || before.ends_with(',') || greeted && after.starts_with(['!', ',', '.']))
}

fn called(transcript: &Transcript, units: &[Unit], name: &Name) -> usize {
    units
        .iter()
        .filter(|unit| calls(transcript.words(unit.span), name))
        .count()
}

/// A name of two words or more after an introducing word, such as `with Anna Muster`.
fn introduced(words: &str) -> Option<Name> {
    let mut before = "";
    let mut at = 0;
    while let Some(start) = words[at..].find(char::is_alphabetic) {
        at += start;
        let word = name_word(&words[at..]);
        let introduces = || INTRODUCING.split('|').any(|known| known.eq_ignore_ascii_case(before));
        let name = (word.starts_with(char::is_uppercase) && introduces()).then(|| name_at(&words[at..]));
        if let Some(found @ Some(_)) = name {
            return found;
        }
        before = word;
        at += word.len();
    }
    None
}

/// The name at the beginning of words: capitalised words with single spaces between them, particles allowed inside.
fn name_at(words: &str) -> Option<Name> {
    const PARTICLES: [&str; 10] = ["von", "van", "de", "der", "den", "di", "da", "la", "le", "del"];
    let mut tokens: Vec<&str> = Vec::new();
    for token in words.split(' ').take(LONGEST + 2) {
        let bare = token.trim_end_matches(|c: char| !is_of_name(c));
        let capital = bare.starts_with(char::is_uppercase) && bare.chars().all(is_of_name);
        if !(capital || PARTICLES.contains(&bare) && !tokens.is_empty()) {
            break;
        }
        tokens.push(bare);
        if bare.len() < token.len() {
            break;
        }
    }
    while tokens.last().is_some_and(|last| PARTICLES.contains(last)) {
        tokens.pop();
    }
    while tokens.first().is_some_and(|first| HONORIFICS.contains(first)) {
        tokens.remove(0);
    }
    if tokens.len() < 2 || tokens.len() > LONGEST {
        return None;
    }
    Some(Name {
        shown: SafeText::line(&tokens.join(" ")),
        source: Source::Introduction,
        first: tokens.first()?.to_string(),
        last: tokens.last()?.to_string(),
    })
}

/// The title and name by which somebody is addressed most, and how often.
fn most_addressed(transcript: &Transcript, units: &[Unit]) -> Option<(String, usize)> {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for unit in units.iter().take(UNITS_SEEN) {
        let Some(title) = titled(transcript.words(unit.span)) else {
            continue;
        };
        match counts.iter_mut().find(|(known, _)| *known == title) {
            Some((_, count)) => *count += 1,
            None => counts.push((title, 1)),
        }
    }
    let most = counts.iter().max_by_key(|(_, count)| *count)?;
    Some((most.0.to_owned(), most.1))
}

/// Units in which addresses are counted: enough for any interview.
const UNITS_SEEN: usize = 2_000;
