//! Where somebody is named, and what the words around the name do with it: greet, thank, welcome, introduce, call.
//!
//! It finds words that look like names in places where names stand. Whether they are anybody's is weighed elsewhere.

use std::sync::LazyLock;

use super::leads::{Leads, last_word};
use super::tables::{Lead, THANKS_GUEST, THANKS_HOST, is_no_name, is_office};
use super::{name_word, next_capital, titled};
use crate::transcript::Transcript;
use crate::turns::tongues::HONORIFICS;
use crate::turns::units::Unit;

/// What is done with a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// The speaker's own.
    Own,
    /// What the speaker says to be.
    Perhaps,
    /// The speaker's own, and the speaker asks.
    Hosting,
    Greeted,
    Thanked,
    /// Thanked for the invitation.
    ThankedByGuest,
    /// Thanked for coming or telling.
    ThankedByAsker,
    Welcomed,
    /// Said to be the guest.
    Guest,
    Introduced,
    /// Set off as an address, inside a sentence or at its end.
    Called,
    /// Set off at the beginning of a sentence, where many other words may stand.
    CalledFirst,
    /// Addressed with a title.
    Titled,
}

/// A name as it stands in the text.
#[derive(Clone, Debug)]
pub(super) struct Mention {
    /// Its words, single spaces between them; with its title where it has one.
    pub(super) name: String,
    pub(super) way: Way,
    /// Index of its unit.
    pub(super) unit: usize,
}

/// Units looked at from the beginning and from the end: enough for any interview, little beside a book.
const FIRST_UNITS: usize = 1_500;
const LAST_UNITS: usize = 60;
/// Units of the opening, in which people are introduced, and of the end.
const OPENING: usize = 60;
const CLOSING: usize = 30;
/// Mentions kept.
const MOST: usize = 2_000;
/// Longest stretch of a unit that is looked at, in bytes.
const READ: usize = 600;
/// Most words of a name, particles included.
const LONGEST: usize = 4;
/// Words that stand inside a name in lower case, and those that stand there only behind one of them.
const PARTICLES: [&str; 11] = ["von", "van", "de", "di", "da", "la", "le", "del", "dos", "ten", "ter"];
const SECOND_PARTICLES: [&str; 6] = ["der", "den", "la", "le", "los", "las"];

/// Every place where somebody may be named.
pub(super) fn find(transcript: &Transcript, units: &[Unit]) -> Vec<Mention> {
    static LEADS: LazyLock<Leads> = LazyLock::new(Leads::new);
    let leads = &*LEADS;
    let mut all = Vec::new();
    let last = units.len().saturating_sub(LAST_UNITS).max(FIRST_UNITS.min(units.len()));
    let looked_at = (0..units.len().min(FIRST_UNITS)).chain(last..units.len());
    for unit in looked_at {
        if all.len() >= MOST {
            break;
        }
        let words = transcript.words(units[unit].span);
        let words = &words[..words.floor_char_boundary(READ)];
        // Where a sentence runs on into the next line, so may a name.
        let in_one_line = words.contains('\n').then(|| words.replace('\n', " "));
        let words = in_one_line.as_deref().unwrap_or(words);
        // In the middle of a talk a greeting or thanks may be quoted, or told of somebody else.
        let at_an_end = unit < OPENING || unit + CLOSING > units.len();
        let mut add = |name: &str, way: Way| {
            if way != Way::Titled || !is_office(last_word(name)) {
                let name = name.to_owned();
                all.push(Mention { name, way, unit });
            }
        };
        if let Some(name) = titled(words, true) {
            add(name, Way::Titled);
        }
        let mut at = 0;
        while let Some(start) = next_capital(words, at) {
            at = run_end(words, start);
            let Some((name, way)) = mention(leads, words, start, at) else {
                continue;
            };
            let way = match way {
                Way::Greeted | Way::Thanked if !at_an_end => Way::Called,
                _ => way,
            };
            if way != Way::Introduced || unit < OPENING {
                add(name, way);
            }
        }
    }
    all
}

/// The end of the capitalised words that begin at `start`, single spaces and particles between them.
fn run_end(words: &str, start: usize) -> usize {
    let mut end = start + name_word(&words[start..]).len();
    let mut particle = 0;
    let mut at = end;
    for _ in 0..LONGEST + 4 {
        let Some(rest) = words[at..].strip_prefix(' ') else {
            break;
        };
        let word = name_word(rest);
        at += 1 + word.len();
        if word.starts_with(char::is_uppercase) {
            end = at;
            particle = 0;
        } else if is_particle(word, particle) {
            particle += 1;
        } else {
            break;
        }
    }
    end
}

/// Whether a word stands inside of names in lower case, behind so many such words.
fn is_particle(word: &str, behind: usize) -> bool {
    // All of them are short, which nearly every other word is not.
    word.len() <= 3
        && match behind {
            0 => PARTICLES.contains(&word),
            1 => SECOND_PARTICLES.contains(&word),
            _ => false,
        }
}

/// The name in the capitalised words from `start` to `end`, and what is done with it.
fn mention<'a>(leads: &Leads, words: &'a str, start: usize, end: usize) -> Option<(&'a str, Way)> {
    let alone = start + name_word(&words[start..]).len() == end;
    let before = words[..start].trim_end();
    if alone && !before.is_empty() && !before.ends_with(',') && leads.of(before).is_none() {
        return None;
    }
    let (start, begins) = without_lead(leads, words, start, end)?;
    let (name, before, after) = (&words[start..end], words[..start].trim_end(), &words[end..]);
    let lead = leads.of(before);
    if lead.is_none() && !(before.is_empty() || before.ends_with(',')) {
        return None;
    }
    if let Some(titled) = with_title(name).filter(|_| is_end(after)) {
        // Others are looked for where an address can begin; here it stands behind a greeting or thanks.
        return (start > 0 && lead.is_some()).then_some((titled, Way::Titled));
    }
    // What is quoted was said by somebody else, some other time.
    let quoted = before.contains(['"', '„', '“', '«']) || name.ends_with("'s") || name.ends_with("’s");
    if quoted || !is_name(name) {
        return None;
    }
    let full = name.contains(' ');
    let ends = is_end(after);
    let way = match lead.map(|(lead, _)| lead) {
        Some(Lead::Own) => Way::Own,
        Some(Lead::Perhaps) if ends || joins(after) || full => Way::Perhaps,
        Some(Lead::Hosting) => Way::Hosting,
        Some(Lead::Greets) if (ends || !full) && leads.opens(before, lead) => Way::Greeted,
        Some(Lead::Thanks) if (ends || joins(after)) && leads.opens(before, lead) => thanked(words),
        Some(Lead::Welcomes) if ends || joins(after) => Way::Welcomed,
        Some(Lead::Guest) if full || ends => Way::Guest,
        Some(Lead::Introduces) if full && !before.to_lowercase().ends_with("welcome to") => Way::Introduced,
        Some(Lead::Begins) if begins || before.ends_with(',') => called(words, before, after)?,
        None if before.is_empty() || before.ends_with(',') => called(words, before, after)?,
        _ => return None,
    };
    let hosts = matches!(way, Way::Own | Way::Perhaps) && welcomes(words);
    Some((name, if hosts { Way::Hosting } else { way }))
}

/// Where a name can begin among capitalised words: behind what only leads up to it. Whether something was taken away.
fn without_lead(leads: &Leads, words: &str, start: usize, end: usize) -> Option<(usize, bool)> {
    let mut at = start;
    loop {
        let word = name_word(&words[at..end]);
        let next = at + word.len() + 1;
        let may_lead = at == 0 || words[..at].trim_end().ends_with([',', '.', '!', '-', '–']) || at > start;
        let lead = may_lead && next < end && leads.of(&words[..at + word.len()]).is_some();
        if !lead && !is_no_name(word) {
            return Some((at, at > start || at == 0));
        }
        if next >= end {
            return None;
        }
        at = next;
    }
}

/// Words of welcome at the beginning of what follows a name.
const WELCOMES: [&str; 16] = [
    "welcome",
    "willkommen",
    "herzlich willkommen",
    "bienvenid",
    "bienvenue",
    "benvenut",
    "bem-vind",
    "welkom",
    "happy to have you",
    "great to have you",
    "good to have you",
    "glad to have you",
    "glad you",
    "schön, dass du da",
    "schön, dass sie da",
    "schön, dich",
];

/// Whether a sentence welcomes somebody to a programme.
fn welcomes(words: &str) -> bool {
    let lower = words.to_lowercase();
    lower.contains("welcome to")
        || lower.contains("welcome back")
        || WELCOMES[1..8].iter().any(|welcome| lower.contains(welcome))
}

/// What is done with a name that stands by itself.
fn called(words: &str, before: &str, after: &str) -> Option<Way> {
    const THANKS: [&str; 10] = [
        "thank",
        "danke",
        "vielen dank",
        "herzlichen dank",
        "ich danke",
        "gracias",
        "muchas gracias",
        "merci",
        "grazie",
        "bedankt",
    ];
    let tail = after.trim_start_matches([',', ' ']);
    let tail = tail[..tail.floor_char_boundary(24)].to_lowercase();
    if WELCOMES.iter().any(|welcome| tail.starts_with(welcome)) {
        return Some(Way::Welcomed);
    }
    if !is_end(after) || in_a_list(before, after) {
        return None;
    }
    let plain = if before.ends_with(',') {
        Way::Called
    } else {
        Way::CalledFirst
    };
    let starts = words[..words.floor_char_boundary(24)].to_lowercase();
    let thanks = THANKS
        .iter()
        .any(|thanks| tail.starts_with(thanks) || starts.contains(thanks))
        .then(|| thanked(words));
    Some(thanks.filter(|thanks| *thanks != Way::Thanked).unwrap_or(plain))
}

/// Who thanks, by what the thanks are for.
fn thanked(words: &str) -> Way {
    let lower = words.to_lowercase();
    let has = |table: &str| table.split('|').any(|phrase| lower.contains(phrase));
    match (has(THANKS_HOST), has(THANKS_GUEST)) {
        (true, false) => Way::ThankedByGuest,
        (false, true) => Way::ThankedByAsker,
        _ => Way::Thanked,
    }
}

/// Whether other capitalised words stand right before or behind, commas between them: `Paris, Texas`.
fn in_a_list(before: &str, after: &str) -> bool {
    let earlier = before.strip_suffix(',').map(|before| (before, last_word(before)));
    let listed_before = earlier
        .is_some_and(|(all, last)| last.starts_with(char::is_uppercase) && all.len() > last.len() && !is_no_name(last));
    let later = after.strip_prefix(", ").map(|after| (name_word(after), after));
    listed_before
        || later.is_some_and(|(next, after)| {
            next.len() > 1
                && next.starts_with(char::is_uppercase)
                && !is_no_name(next)
                && after[next.len()..].starts_with([',', '.'])
        })
}

/// Whether words after a name set it off.
fn is_end(after: &str) -> bool {
    after.trim_start_matches(' ').is_empty()
        || after.starts_with([',', '.', '!', '?', ':', ';', '…'])
        || [" -", " –", " —"].iter().any(|dash| after.starts_with(dash))
}

/// Whether the sentence goes on after somebody was named.
fn joins(after: &str) -> bool {
    const JOINS: &str = "for|für|por|pour|per|voor|and|und|y|e|et|en|from|von|vom|de|to|back|at|here|bei|aus|du|da";
    let next = name_word(after.trim_start());
    after.starts_with(' ') && listed(JOINS, next)
}

/// A title with a surname, where words are that.
fn with_title(name: &str) -> Option<&str> {
    let (title, surname) = name.split_once(' ')?;
    (HONORIFICS.contains(&title) && is_name(surname)).then_some(name)
}

/// Whether words may be a name: two to four at most, each with a small letter, none of them a word that is no name.
fn is_name(name: &str) -> bool {
    let tokens = name.split(' ').count();
    tokens <= LONGEST
        && name.split(' ').all(|token| {
            PARTICLES.contains(&token)
                || SECOND_PARTICLES.contains(&token)
                || (token.chars().count() > 1
                    && token.chars().skip(1).any(char::is_lowercase)
                    && !token.ends_with(['-', '\'', '’'])
                    && !HONORIFICS.contains(&token)
                    && !is_no_name(token))
        })
}

pub(super) fn listed(table: &str, word: &str) -> bool {
    table.split('|').any(|known| known == word)
}
