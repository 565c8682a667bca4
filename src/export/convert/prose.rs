//! Labelled text and Markdown: a paragraph a turn, `Name: [0:02:03] words`, behind a block that says what is known of the talk.
//!
//! The block names everybody with their role, so that labels are believed however few they are.

use std::fmt::Write;

use super::super::script::{Entry, Said, Script};
use super::labels;
use crate::formats::writing;
use crate::transcript::Time;
use crate::turns::Role;

/// `Name: [0:02:03] words`.
pub fn text(script: &Script<'_>) -> String {
    paragraphs(script, |label, from, words| writing::line(label, from, words, false))
}

/// `**Name:** [0:02:03] words`.
pub fn markdown(script: &Script<'_>) -> String {
    paragraphs(script, |label, from, words| {
        let words = escaped(words);
        match from {
            Some(from) => format!("**{label}:** {} {words}", writing::time(from)),
            None => format!("**{label}:** {words}"),
        }
    })
}

/// Words in which no sign means anything to a reader of Markdown.
fn escaped(words: &str) -> String {
    let links = words.contains("](");
    let mut out = String::with_capacity(words.len() + 8);
    let mut before = ' ';
    let mut signs = words.chars().peekable();
    while let Some(sign) = signs.next() {
        let next = signs.peek().copied().unwrap_or(' ');
        let means = match sign {
            '\\' | '*' | '`' => true,
            // Inside a word it means nothing.
            '_' => !before.is_alphanumeric() || !next.is_alphanumeric(),
            '<' => !next.is_whitespace(),
            '&' => next == '#' || next.is_alphabetic(),
            '[' | ']' => links,
            _ => false,
        };
        if means {
            out.push('\\');
        }
        out.push(sign);
        before = sign;
    }
    out
}

/// The block, then heads and turns; `paragraph` takes label, time and words.
fn paragraphs(script: &Script<'_>, paragraph: impl Fn(&str, Option<Time>, &str) -> String) -> String {
    let labels = labels(script);
    let mut out = block(script, &labels);
    let mut entries = script.entries.iter().peekable();
    while let Some(entry) = entries.next() {
        let said = match entry {
            Entry::Head(head) => {
                // Writing to a string cannot fail.
                let _ = write!(out, "\n## {head}\n");
                continue;
            }
            Entry::Said(said) => said,
        };
        let mut words = said.words.clone();
        while let Some(Entry::Said(more)) = entries.next_if(|next| goes_on(said, next)) {
            words.push(' ');
            words.push_str(&more.words);
        }
        let label = labels.get(said.person).map_or("", String::as_str);
        // Writing to a string cannot fail.
        let _ = write!(out, "\n{}\n", paragraph(label, said.from, &words));
    }
    out
}

fn goes_on(said: &Said, next: &Entry) -> bool {
    matches!(next, Entry::Said(next) if next.turn == said.turn)
}

/// Title, outlet, date, language and people between lines of `---`.
fn block(script: &Script<'_>, labels: &[String]) -> String {
    let facts = script.facts;
    let mut out = "---\n".to_owned();
    for (key, fact) in [
        ("title", &facts.title),
        ("outlet", &facts.outlet),
        ("date", &facts.date),
    ] {
        if let Some(fact) = fact {
            // Writing to a string cannot fail.
            let _ = writeln!(out, "{key}: {}", quoted(fact));
        }
    }
    if let Some(language) = facts.language {
        let _ = writeln!(out, "language: {language}");
    }
    for (key, role) in [("interviewers", Role::Interviewer), ("guests", Role::Guest)] {
        let mut named = script
            .people
            .iter()
            .zip(labels)
            .filter(|(person, _)| person.role == role)
            .peekable();
        if named.peek().is_some() {
            let _ = writeln!(out, "{key}:");
        }
        for (_, label) in named {
            let _ = writeln!(out, "  - {label}");
        }
    }
    out.push_str("---\n");
    out
}

/// A value in the quotes that it does not hold, so that a colon in it is no key.
fn quoted(value: &str) -> String {
    let free = ['"', '\''].into_iter().find(|quote| !value.contains(*quote));
    free.map_or_else(|| value.to_owned(), |quote| format!("{quote}{value}{quote}"))
}
