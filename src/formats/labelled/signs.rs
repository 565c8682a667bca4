//! Small signs in labelled text that are no heads: headings, notices, initials.

use super::super::heads::{Head, Shape, head};

/// The words of a Markdown heading.
#[must_use]
pub fn heading(line: &str) -> Option<&str> {
    let marks = line.bytes().take_while(|b| *b == b'#').count();
    let rest = line.get(marks..)?;
    ((1..=6).contains(&marks) && rest.starts_with([' ', '\t'])).then(|| rest.trim().trim_end_matches('#').trim_end())
}

/// A line such as `**Break:** [31:54]`, marked like a label but announcing a thing, or one in brackets that says where the tape
/// ends.
#[must_use]
pub fn is_notice(line: &str) -> bool {
    is_of_the_tape(line) || announces(line)
}

/// `[END OF TRACK AAA_1.]`, `[TAPE 2, SIDE A]`, `(Ende der Aufnahme)`.
fn is_of_the_tape(line: &str) -> bool {
    let line = line.trim();
    let brackets = [('[', ']'), ('(', ')'), ('<', '>')];
    let inside = brackets
        .iter()
        .find_map(|(open, close)| line.strip_prefix(*open)?.strip_suffix(*close));
    inside.filter(|inside| inside.len() <= 80).is_some_and(|inside| {
        let lower = inside.trim().to_lowercase();
        let begins = |words: &[&str]| words.iter().any(|word| lower.starts_with(word));
        begins(&TAPE) && (lower.contains(|c: char| c.is_ascii_digit()) || lower.contains(' '))
    })
}

/// What such a line begins with.
const TAPE: [&str; 13] = [
    "end of track",
    "end of tape",
    "end of side",
    "end of interview",
    "end of recording",
    "end of session",
    "begin tape",
    "begin side",
    "begin track",
    "tape ",
    "ende der aufnahme",
    "ende des interviews",
    "beginn der aufnahme",
];

fn announces(line: &str) -> bool {
    let Some(inner) = line.trim_start().strip_prefix("**") else {
        return false;
    };
    inner.split_once(":**").is_some_and(|(word, rest)| {
        word.len() <= 24
            && rest.trim().len() <= 24
            && head(line).is_none()
            && word.chars().all(|c| c.is_alphabetic() || c == ' ')
    })
}

/// What to call the way in which the head of a line is written.
#[must_use]
pub fn rule(head: &Head<'_>, labelled: bool, change: bool) -> &'static str {
    match (labelled, head.time.is_some(), head.shape) {
        (true, true, _) => "a label with a time",
        (true, false, Shape::Marked) => "a label in stars or in brackets with a colon",
        (true, false, Shape::Bracket) => "a label in brackets",
        (true, false, Shape::Colon) => "a label before a colon or a tab",
        (true, false, Shape::Timed | Shape::Bare) => "a name alone on its line",
        (false, true, _) => "a time before the words",
        (false, false, _) if change => "a sign of another speaker",
        (false, false, _) => "words that go on",
    }
}

/// `Name Surname (NS)` as name and initials.
#[must_use]
pub fn initials(name: &str) -> Option<(&str, &str)> {
    let (full, short) = name.strip_suffix(')')?.rsplit_once('(')?;
    let fits = (1..=4).contains(&short.len()) && short.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    fits.then(|| (full.trim(), short))
}
