//! How a quote is cited: this reader's own way, Chicago, APA, by paragraph as in German research, or by a template of one's own.
//!
//! What is not known is left out of the three styles and is empty in a template. A template is checked when it is read, so that a
//! mistake in it is told before anything is written.

mod names;

use std::fmt::Write;

use super::quote::{Document, Quote};
use crate::transcript::Time;
use crate::turns::Role;
pub use names::is_generic;
use names::{family, initialled};

/// A way to cite.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Style {
    /// Speaker, role, title, outlet, date, time, turn.
    #[default]
    Plain,
    /// Chicago: a note.
    Chicago,
    /// APA: a reference.
    Apa,
    /// By paragraph, in brackets, as German research has it.
    German,
    /// A template of one's own.
    Own(Template),
}

/// A line with names in braces for what is known of a quote.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Template {
    parts: Vec<Part>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Words(String),
    /// An index of [`FIELDS`].
    Field(usize),
}

/// A name in a template and what it stands for.
type Field = (&'static str, fn(&Quote, &Document) -> String);

/// The names that a template may hold.
const FIELDS: &[Field] = &[
    ("speaker", |q, _| q.speaker()),
    ("role", |q, _| q.role()),
    ("turn", |q, _| numbers(q)),
    ("from", |q, _| q.from.map(Time::clock).unwrap_or_default()),
    ("to", |q, _| q.to.map(Time::clock).unwrap_or_default()),
    ("line", |q, _| q.line.map(|line| line.to_string()).unwrap_or_default()),
    ("quote", |q, _| one_line(&q.words())),
    ("question", |q, _| {
        q.question.as_ref().map(|asked| asked.words.clone()).unwrap_or_default()
    }),
    ("note", |q, _| one_line(&q.note)),
    ("tags", |q, _| q.tags.join(", ")),
    ("colour", |q, _| {
        q.colour().map_or("", |colour| colour.name()).to_owned()
    }),
    ("status", |q, _| q.status_word().to_owned()),
    ("id", |q, _| q.id.to_string()),
    ("title", |_, d| d.title.to_string()),
    ("document", |_, d| d.name.to_string()),
    ("outlet", |_, d| d.outlet.as_deref().unwrap_or_default().to_owned()),
    ("date", |_, d| d.date.as_deref().unwrap_or_default().to_owned()),
    ("year", |_, d| year(d).unwrap_or_default().to_owned()),
    ("hash", |_, d| d.sha256.clone()),
    ("chicago", chicago),
    ("apa", apa),
    ("german", german),
];

/// The styles that have a name.
const STYLES: [(&str, Style); 4] = [
    ("plain", Style::Plain),
    ("chicago", Style::Chicago),
    ("apa", Style::Apa),
    ("german", Style::German),
];

impl Style {
    /// The style of that name, or the template that is written there.
    ///
    /// # Errors
    ///
    /// What is wrong with it.
    pub fn read(written: &str) -> Result<Self, String> {
        if let Some((_, style)) = STYLES.iter().find(|(name, _)| *name == written) {
            return Ok(style.clone());
        }
        if !written.contains('{') {
            let names: Vec<&str> = STYLES.iter().map(|(name, _)| *name).collect();
            return Err(format!(
                "there are {}, or a template with {{speaker}} in it",
                names.join(", ")
            ));
        }
        Template::read(written).map(Self::Own)
    }

    /// Whether it says the words themselves, so that nothing else need be written.
    #[must_use]
    pub fn holds_words(&self) -> bool {
        let Self::Own(template) = self else { return false };
        let is_quote = |part: &Part| matches!(part, Part::Field(at) if FIELDS[*at].0 == "quote");
        template.parts.iter().any(is_quote)
    }
}

impl Template {
    /// A template as it is written: `{speaker}, {title}, {from}`; a brace of its own is written twice.
    ///
    /// # Errors
    ///
    /// The name that is not known, or that a brace is not closed.
    pub fn read(written: &str) -> Result<Self, String> {
        let mut parts = Vec::new();
        let mut words = String::new();
        let mut rest = written;
        while let Some(at) = rest.find(['{', '}']) {
            words.push_str(&rest[..at]);
            let (brace, after) = rest[at..].split_at(1);
            if let Some(more) = after.strip_prefix(brace) {
                words.push_str(brace);
                rest = more;
                continue;
            }
            let Some((name, more)) = after.split_once('}').filter(|_| brace == "{") else {
                return Err(format!("a {brace} stands alone; {{{{ and }}}} write one"));
            };
            let Some(field) = FIELDS.iter().position(|(known, _)| *known == name) else {
                let known: Vec<&str> = FIELDS.iter().map(|(name, _)| *name).collect();
                return Err(format!("there is no {{{name}}}; there are {}", known.join(", ")));
            };
            parts.push(Part::Words(std::mem::take(&mut words)));
            parts.push(Part::Field(field));
            rest = more;
        }
        words.push_str(rest);
        parts.push(Part::Words(words));
        Ok(Self { parts })
    }

    fn fill(&self, quote: &Quote, document: &Document) -> String {
        let part = |part: &Part| match part {
            Part::Words(words) => words.clone(),
            Part::Field(at) => (FIELDS[*at].1)(quote, document),
        };
        self.parts.iter().map(part).collect()
    }
}

/// The citation of a quote.
#[must_use]
pub fn cite(style: &Style, quote: &Quote, document: &Document) -> String {
    match style {
        Style::Plain => plain(quote, document),
        Style::Chicago => chicago(quote, document),
        Style::Apa => apa(quote, document),
        Style::German => german(quote, document),
        Style::Own(template) => template.fill(quote, document),
    }
}

/// Who said it, in which document, when, and where in it.
fn plain(quote: &Quote, document: &Document) -> String {
    let (speaker, role) = (quote.speaker(), quote.role());
    let who = if speaker.eq_ignore_ascii_case(&role) || speaker.is_empty() {
        role
    } else if role.is_empty() {
        speaker
    } else {
        format!("{speaker}, {role}")
    };
    let mut parts = vec![who, document.title.to_string()];
    parts.extend(document.outlet.as_ref().map(ToString::to_string));
    parts.extend(document.date.as_ref().map(ToString::to_string));
    parts.extend(quote.from.map(|time| format!("[{}]", time.clock())));
    parts.push(quote.turn_sign().replace(' ', ""));
    joined(parts)
}

/// `Ida Falk, interview by Per Ek, “Title,” Outlet, February 9, 2025, transcript, 12:03, para. 8.`
fn chicago(quote: &Quote, document: &Document) -> String {
    let speaker = quote.speaker();
    let (word, others) = others(quote, document);
    let interview = match others.as_slice() {
        [] => "interview".to_owned(),
        others => format!("interview {word} {}", others.join(" and ")),
    };
    let title = format!("“{},”", document.title.trim_end_matches([',', '.']));
    let before = joined(vec![speaker, interview]);
    let mut out = if before.is_empty() {
        title
    } else {
        format!("{before}, {title}")
    };
    let mut parts: Vec<String> = Vec::new();
    parts.extend(document.outlet.as_ref().map(ToString::to_string));
    parts.extend(document.date.as_deref().map(english_date));
    parts.push("transcript".to_owned());
    parts.extend(quote.from.map(Time::clock));
    parts.push(prefixed("para. ", &numbers(quote)));
    // Writing to a string cannot fail.
    let _ = write!(out, " {}.", joined(parts));
    out
}

/// `Falk, I. (2025, February 9). Title (P. Ek, Interviewer) [Interview transcript]. Outlet, para. 8, 12:03.`
fn apa(quote: &Quote, document: &Document) -> String {
    let names = quote.pieces.iter().map(|piece| initialled(&piece.speaker, true));
    let mut authors: Vec<String> = Vec::new();
    for name in names.filter(|name| !name.is_empty()) {
        if !authors.contains(&name) {
            authors.push(name);
        }
    }
    let date = document.date.as_deref().map_or("n.d.".to_owned(), apa_date);
    let interviewers: Vec<String> = named(document, Role::Interviewer)
        .map(|name| initialled(name, false))
        .collect();
    let by = match interviewers.as_slice() {
        [] => String::new(),
        [one] => format!(" ({one}, Interviewer)"),
        several => format!(" ({}, Interviewers)", several.join(" & ")),
    };
    let mut parts: Vec<String> = document.outlet.iter().map(ToString::to_string).collect();
    parts.push(prefixed("para. ", &numbers(quote)));
    parts.extend(quote.from.map(Time::clock));
    let author = authors.join(", & ");
    let gap = if author.is_empty() { "" } else { " " };
    let place = joined(parts);
    let place = if place.is_empty() { place } else { format!(" {place}.") };
    format!(
        "{author}{gap}({date}). {}{by} [Interview transcript].{place}",
        document.title
    )
}

/// `(Falk, Titel, Sender, 09.02.2025, Abs. 8, 12:03)`.
fn german(quote: &Quote, document: &Document) -> String {
    let mut speakers: Vec<String> = Vec::new();
    for piece in &quote.pieces {
        let name = family(&piece.speaker);
        if !name.is_empty() && !speakers.contains(&name) {
            speakers.push(name);
        }
    }
    let mut parts = vec![speakers.join("/"), document.title.to_string()];
    parts.extend(document.outlet.as_ref().map(ToString::to_string));
    parts.extend(document.date.as_deref().map(german_date));
    parts.push(prefixed("Abs. ", &numbers(quote)));
    parts.extend(quote.from.map(Time::clock));
    format!("({})", joined(parts))
}

/// The people on the other side of who is quoted, with the word that stands before them.
fn others<'a>(quote: &Quote, document: &'a Document) -> (&'static str, Vec<&'a str>) {
    let asks = quote
        .pieces
        .first()
        .is_some_and(|piece| piece.role == Some(Role::Interviewer));
    let (word, role) = if asks {
        ("with", Role::Guest)
    } else {
        ("by", Role::Interviewer)
    };
    (word, named(document, role).collect())
}

/// The people of a role who are called by a name of their own.
fn named(document: &Document, role: Role) -> impl Iterator<Item = &str> {
    let people = document.people.iter().filter(move |(_, does)| *does == role);
    people.map(|(name, _)| name.as_str()).filter(|name| !is_generic(name))
}

/// `8`, or `8–9`.
fn numbers(quote: &Quote) -> String {
    quote.turn_sign().trim_start_matches('¶').trim().to_owned()
}

fn prefixed(prefix: &str, value: &str) -> String {
    if value.is_empty() {
        String::new()
    } else {
        format!("{prefix}{value}")
    }
}

fn joined(parts: Vec<String>) -> String {
    let known: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    known.join(", ")
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Year, month's name and day of a date that could be read.
fn parsed(date: &str) -> Option<(&str, &'static str, u8)> {
    let mut numbers = date.splitn(3, '-');
    let year = numbers.next().filter(|year| year.len() == 4 && is_number(year))?;
    let month: usize = numbers.next()?.parse().ok()?;
    let day: u8 = numbers.next()?.parse().ok()?;
    Some((year, MONTHS.get(month.checked_sub(1)?)?, day))
}

fn english_date(date: &str) -> String {
    parsed(date).map_or_else(
        || date.to_owned(),
        |(year, month, day)| format!("{month} {day}, {year}"),
    )
}

fn apa_date(date: &str) -> String {
    parsed(date).map_or_else(
        || date.to_owned(),
        |(year, month, day)| format!("{year}, {month} {day}"),
    )
}

fn german_date(date: &str) -> String {
    let parts: Vec<&str> = date.splitn(3, '-').collect();
    match parts[..] {
        [year, month, day] if parsed(date).is_some() => format!("{day}.{month}.{year}"),
        _ => date.to_owned(),
    }
}

fn year(document: &Document) -> Option<&str> {
    let date = document.date.as_deref()?;
    date.split(|c: char| !c.is_ascii_digit())
        .find(|number| number.len() == 4)
}

fn is_number(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests;
