//! Hits as JSON, an object a line, so that a program can take each as it comes.

use serde::Serialize;

use super::{Found, around_hit, flat};
use crate::export::citation::Style;
use crate::export::quote::of_span;
use crate::text::Span;
use crate::transcript::Time;

/// A hit.
#[derive(Serialize)]
struct Record<'a> {
    path: &'a str,
    title: &'a str,
    key: &'a str,
    #[serde(rename = "match")]
    words: &'a str,
    sentence: String,
    /// Number of the turn, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    turn: Option<usize>,
    #[serde(skip_serializing_if = "String::is_empty")]
    speaker: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    role: String,
    /// Seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<f64>,
    /// Line of the file, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    /// Bytes of the transcript's own text.
    bytes: (usize, usize),
    /// Characters of its plain text, as `visavis FILE | cat` writes it.
    #[serde(skip_serializing_if = "Option::is_none")]
    characters: Option<(usize, usize)>,
    #[serde(skip_serializing_if = "Option::is_none")]
    question: Option<Question<'a>>,
}

/// The question that the hit's words answer.
#[derive(Serialize)]
struct Question<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<usize>,
    turn: usize,
    speaker: &'a str,
    words: &'a str,
}

/// All hits of a transcript, a line each.
#[must_use]
pub fn json(found: &Found<'_>) -> String {
    found.hits.iter().map(|hit| line(found, *hit)).collect()
}

fn line(found: &Found<'_>, hit: Span) -> String {
    let quote = of_span(&found.source, hit, &Style::default());
    let document = found.source.document;
    let question = quote.question.as_ref().map(|question| Question {
        number: question.number,
        turn: question.turn,
        speaker: question.speaker.as_str(),
        words: &question.words,
    });
    let record = Record {
        path: found.path.as_str(),
        title: document.title.as_str(),
        key: &document.key,
        words: &quote.exact,
        sentence: flat(around_hit(found, hit).of(found.source.transcript.text())),
        turn: quote.turn(),
        speaker: quote.speaker(),
        role: quote.role(),
        from: quote.from.map(Time::seconds),
        to: quote.to.map(Time::seconds),
        line: quote.line,
        bytes: (hit.start(), hit.end()),
        characters: quote.place,
        question,
    };
    let mut line = serde_json::to_string(&record).unwrap_or_default();
    line.push('\n');
    line
}
