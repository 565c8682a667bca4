//! Small signs in labelled text that are no heads: headings, notices, initials.

use super::super::heads::head;

/// The words of a Markdown heading.
#[must_use]
pub fn heading(line: &str) -> Option<&str> {
    let marks = line.bytes().take_while(|b| *b == b'#').count();
    let rest = line.get(marks..)?;
    ((1..=6).contains(&marks) && rest.starts_with([' ', '\t'])).then(|| rest.trim().trim_end_matches('#').trim_end())
}

/// A line such as `**Break:** [31:54]`: marked like a label, but announcing a thing.
#[must_use]
pub fn is_notice(line: &str) -> bool {
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

/// `Name Surname (NS)` as name and initials.
#[must_use]
pub fn initials(name: &str) -> Option<(&str, &str)> {
    let (full, short) = name.strip_suffix(')')?.rsplit_once('(')?;
    let fits = (1..=4).contains(&short.len()) && short.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    fits.then(|| (full.trim(), short))
}
