//! The grammar of labels from the other end: how a name and words are written so that they read back as they were.

use super::heads::head;
use super::markup::plain;
use super::names::{LABEL_BYTES, is_name};
use crate::transcript::Time;

/// A name as labelled text can hold it: as it is, or without what no label may have.
#[must_use]
pub fn label(name: &str) -> String {
    let kept = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '\'' | '’' | '-' | '_' | '(' | ')' | '&' | '/');
    let fits = |name: &str| is_name(name) && !name.contains([':', '：']);
    if fits(name) {
        return name.to_owned();
    }
    let plain: String = name.chars().map(|c| if kept(c) { c } else { ' ' }).collect();
    let mut words: Vec<&str> = plain.split_whitespace().collect();
    words.truncate(5);
    let mut joined = words.join(" ");
    while joined.len() > LABEL_BYTES / 2 {
        joined.pop();
    }
    let begins = joined.trim_start_matches(|c: char| !c.is_alphanumeric()).trim_end();
    if fits(begins) {
        return begins.to_owned();
    }
    format!("Speaker {begins}").trim_end().to_owned()
}

/// A line of labelled text, `Name: [0:02:03] words`; the name in brackets where words and colon would be read otherwise, or where
/// `marked` asks for it.
#[must_use]
pub fn line(label: &str, from: Option<Time>, words: &str, marked: bool) -> String {
    let timed = from.map_or_else(|| words.to_owned(), |from| format!("{} {words}", time(from)));
    let line = format!("{label}: {timed}");
    let reads_back = head(&line)
        .is_some_and(|head| head.label == Some(label) && head.rest == words && head.time.is_some() == from.is_some());
    if reads_back && !marked {
        return line;
    }
    format!("[{label}]: {timed}")
}

/// `[0:02:03]`, as it stands between label and words.
#[must_use]
pub fn time(time: Time) -> String {
    let seconds = time.millis() / 1000;
    format!("[{}:{:02}:{:02}]", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

/// What a cell of a table begins with that spreadsheets take for a formula.
pub const FORMULA: [char; 4] = ['=', '+', '-', '@'];

/// Whether the caption readers would take something in a text for markup.
#[must_use]
pub fn is_marked_up(text: &str) -> bool {
    plain(text).text != text
}

#[cfg(test)]
mod tests {
    use super::{label, line};

    #[test]
    fn names_lose_only_what_no_label_may_have() {
        for (name, written) in [
            ("Ida Falk", "Ida Falk"),
            ("Dr. Falk (IF)", "Dr. Falk (IF)"),
            ("Falk, Ida", "Falk Ida"),
            ("a: b", "a b"),
            ("Note", "Speaker Note"),
            ("1", "Speaker 1"),
            ("***", "Speaker"),
            ("", "Speaker"),
        ] {
            assert_eq!(label(name), written);
        }
    }

    #[test]
    fn words_that_look_like_a_time_or_a_link_stay_words() {
        assert_eq!(line("Ida", None, "Well.", false), "Ida: Well.");
        assert_eq!(
            line("Ida", None, "https://example.org", false),
            "[Ida]: https://example.org"
        );
        assert_eq!(line("Ida", None, "Well.", true), "[Ida]: Well.");
    }
}
