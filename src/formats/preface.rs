//! What a document says about itself before the talk: a block between `---` lines, and lines of `Key: value`.
//!
//! Only keys that name a title, a date, an outlet, a language or people are taken; everything else is passed over. This is no
//! YAML reader: it looks at lines and refuses nothing.

use super::dates::date;
use super::lines::{Line, lines};
use crate::transcript::StatedRole;

/// What a document states about itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preface {
    /// Its title.
    pub title: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Its date.
    pub date: Option<String>,
    /// Its language as written.
    pub language: Option<String>,
    /// People who speak in it, by name or initials.
    pub people: Vec<String>,
    /// Readable names for labels: initials and whom they stand for.
    pub names: Vec<(String, String)>,
    /// What people do.
    pub roles: Vec<(String, StatedRole)>,
    /// How many source lines the block takes, its `---` lines included; 0 without a block.
    pub lines: usize,
    /// Offset in bytes where the document goes on.
    pub end: usize,
}

/// What a key means.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Key {
    Title,
    Outlet,
    Date,
    Language,
    People,
    Interviewer,
    Guest,
    Other,
}

const KEYS: &[(&str, Key)] = &[
    ("channel", Key::Outlet),
    ("co-host", Key::Interviewer),
    ("co-hosts", Key::Interviewer),
    ("cohost", Key::Interviewer),
    ("date", Key::Date),
    ("datum", Key::Date),
    ("fecha", Key::Date),
    ("gast", Key::Guest),
    ("guest", Key::Guest),
    ("guests", Key::Guest),
    ("gäste", Key::Guest),
    ("host", Key::Interviewer),
    ("hosts", Key::Interviewer),
    ("interviewee", Key::Guest),
    ("interviewees", Key::Guest),
    ("interviewer", Key::Interviewer),
    ("interviewerin", Key::Interviewer),
    ("interviewers", Key::Interviewer),
    ("interviewt von", Key::Interviewer),
    ("interviewed by", Key::Interviewer),
    ("language", Key::Language),
    ("lang", Key::Language),
    ("moderation", Key::Interviewer),
    ("moderator", Key::Interviewer),
    ("outlet", Key::Outlet),
    ("participants", Key::People),
    ("podcast", Key::Outlet),
    ("publish_date", Key::Date),
    ("published", Key::Date),
    ("publisher", Key::Outlet),
    ("series", Key::Outlet),
    ("show", Key::Outlet),
    ("speakers", Key::People),
    ("sprache", Key::Language),
    ("sprecher", Key::People),
    ("teilnehmer", Key::People),
    ("titel", Key::Title),
    ("title", Key::Title),
    ("titre", Key::Title),
    ("título", Key::Title),
];

/// Most lines that a block may take; a rule of dashes further on is no end of front matter.
const BLOCK_LINES: usize = 400;

/// The block between `---` lines at the top of a source, if it has one that ends.
#[must_use]
pub fn block(source: &str) -> Option<Preface> {
    let mut all = lines(source).skip_while(Line::is_blank);
    let opening = all.next()?;
    if opening.text.trim_end() != "---" {
        return None;
    }
    let mut preface = Preface::default();
    let mut list = Key::Other;
    for line in all.take(BLOCK_LINES) {
        let text = line.text.trim();
        if matches!(line.text.trim_end(), "---" | "...") {
            preface.lines = line.number;
            preface.end = source.get(line.end()..).map_or(line.end(), |rest| {
                let length = if rest.starts_with("\r\n") {
                    2
                } else {
                    usize::from(!rest.is_empty())
                };
                line.end() + length
            });
            return Some(preface);
        }
        if let Some(item) = text.strip_prefix("- ") {
            preface.take(list, "", item);
            continue;
        }
        let Some((key, value)) = text.split_once(':') else {
            continue;
        };
        let indented = line.text.starts_with([' ', '\t']);
        let known = key_of(key);
        if indented && matches!(list, Key::People | Key::Guest | Key::Interviewer) && known == Key::Other {
            preface.take(list, key, value);
        } else {
            preface.take(known, "", value);
            list = if value.trim().is_empty() || !indented {
                known
            } else {
                list
            };
        }
    }
    None
}

impl Preface {
    /// Takes what a line of `Key: value` says; whether the key was one that is known.
    pub fn line(&mut self, text: &str) -> bool {
        let text = text.trim().trim_start_matches(['-', '*', ' ']);
        let Some((key, value)) = text.split_once(':') else {
            return false;
        };
        let known = key_of(key.trim_matches('*'));
        self.take(known, "", value.trim_matches('*'));
        known != Key::Other
    }

    fn take(&mut self, key: Key, label: &str, value: &str) {
        let value = unquoted(value);
        if value.is_empty() || matches!(value, "null" | "none" | "|" | ">") {
            return;
        }
        let once = |place: &mut Option<String>| {
            place.get_or_insert_with(|| value.to_owned());
        };
        match key {
            Key::Title => once(&mut self.title),
            Key::Outlet => once(&mut self.outlet),
            Key::Language => once(&mut self.language),
            Key::Date => {
                let day = value.split_once('T').map_or(value, |(day, _)| day);
                self.date
                    .get_or_insert_with(|| date(day).unwrap_or_else(|| day.to_owned()));
            }
            Key::People | Key::Interviewer | Key::Guest => self.person(key, label.trim(), value),
            Key::Other => {}
        }
    }

    fn person(&mut self, key: Key, label: &str, value: &str) {
        if !label.is_empty() {
            self.people.push(unquoted(label).to_owned());
            self.names.push((unquoted(label).to_owned(), value.to_owned()));
        }
        let listed = value.trim_start_matches('[').trim_end_matches(']');
        for name in listed
            .split([',', ';', '&'])
            .flat_map(|names| names.split(" and "))
            .map(unquoted)
        {
            if name.is_empty() {
                continue;
            }
            self.people.push(name.to_owned());
            let role = match key {
                Key::Interviewer => StatedRole::Interviewer,
                Key::Guest => StatedRole::Guest,
                _ => continue,
            };
            self.roles.push((name.to_owned(), role));
        }
    }
}

fn key_of(key: &str) -> Key {
    let key = key.trim();
    if key.len() > 24 {
        return Key::Other;
    }
    let lower = key.to_lowercase();
    KEYS.iter()
        .find(|(word, _)| *word == lower)
        .map_or(Key::Other, |(_, key)| *key)
}

fn unquoted(value: &str) -> &str {
    value.trim().trim_matches(['"', '\'']).trim()
}

#[cfg(test)]
mod tests {
    use super::{Preface, StatedRole, block};

    #[test]
    fn a_block_at_the_top_gives_title_date_and_people() {
        let source = "---\ntitle: 'On rivers'\ndate: 2024-03-05\nhost: Ida Falk\nspeakers:\n  AB: Anna Berg\n  TK: Tom Kern\n---\ntalk";
        let preface = block(source).expect("a block");
        assert_eq!(preface.title.as_deref(), Some("On rivers"));
        assert_eq!(preface.date.as_deref(), Some("2024-03-05"));
        assert_eq!(preface.people, ["Ida Falk", "AB", "Anna Berg", "TK", "Tom Kern"]);
        assert_eq!(preface.names[1], ("TK".to_owned(), "Tom Kern".to_owned()));
        assert_eq!(preface.roles, [("Ida Falk".to_owned(), StatedRole::Interviewer)]);
        assert_eq!(&source[preface.end..], "talk");
        assert_eq!(preface.lines, 8);
    }

    #[test]
    fn a_rule_of_dashes_is_no_block() {
        assert_eq!(block("---\ntalk goes on\n"), None);
        assert_eq!(block("talk\n---\n"), None);
        assert_eq!(block(""), None);
    }

    #[test]
    fn a_list_of_people_is_read_too() {
        let source = "---\nspeakers:\n  - Anna Berg\n  - Tom\ntags:\n  - rivers\n---\n";
        assert_eq!(block(source).expect("a block").people, ["Anna Berg", "Tom"]);
        let mut preface = Preface::default();
        assert!(preface.line("**Interviewer:** Ida Falk") && !preface.line("We said: no"));
        assert_eq!(preface.people, ["Ida Falk"]);
    }
}
