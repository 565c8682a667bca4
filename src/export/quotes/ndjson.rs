//! Turns for search engines: a line of JSON for each, with all that is known of it and of the marks that touch it.
//!
//! Before each stands the line by which OpenSearch and Elasticsearch know it again, unless the turns are asked for alone. A turn is
//! known by its transcript and by the place where it begins, so that loading it again brings it up to date.

use std::collections::BTreeSet;

use serde::Serialize;

use super::super::quote::{Quote, Source, flowing, question_of, times_of};
use super::super::turns::{source_lines, thousandths};
use super::{Extract, Wish, stamp};
use crate::formats::extension;
use crate::marks::Colour;
use crate::text::Span;
use crate::transcript::Time;
use crate::turns::{Origin, Side};

/// The line before a turn.
#[derive(Serialize)]
struct Action<'a> {
    index: Known<'a>,
}

#[derive(Serialize)]
struct Known<'a> {
    _id: &'a str,
}

/// A turn.
#[derive(Serialize)]
struct TurnRecord<'a> {
    id: &'a str,
    #[serde(flatten)]
    document: DocumentRecord<'a>,
    /// Its number, from 1.
    turn: usize,
    speaker: &'a str,
    role: &'static str,
    role_confidence: f64,
    side: &'static str,
    confidence: f64,
    origin: &'static str,
    listener_signal: bool,
    /// Seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<f64>,
    /// Number of the question that it asks or answers, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    question: Option<usize>,
    /// The words of the question that it answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    asked: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    asked_by: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    asked_turn: Option<usize>,
    first_line: usize,
    last_line: usize,
    /// Bytes of the transcript's own text.
    start: usize,
    end: usize,
    words: String,
    word_count: usize,
    marks: Vec<MarkRecord<'a>>,
    /// The tags of all its marks, each once.
    tags: BTreeSet<&'a str>,
}

/// What is the same for all turns of a transcript.
#[derive(Clone, Serialize)]
struct DocumentRecord<'a> {
    key: &'a str,
    text_version: &'a str,
    path: &'a str,
    name: &'a str,
    /// The usual extension of its format, whatever it is packed in.
    format: String,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    outlet: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'static str>,
}

/// A mark that touches a turn.
#[derive(Serialize)]
struct MarkRecord<'a> {
    id: String,
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    colour: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    letter: Option<char>,
    quote: &'a str,
    note: &'a str,
    tags: &'a [String],
    status: &'static str,
    created: String,
    updated: String,
}

/// The turns of all transcripts.
pub fn write(extracts: &[Extract<'_>], wish: &Wish) -> Vec<u8> {
    let mut out = Vec::new();
    for extract in extracts {
        write_turns(extract, wish, &mut out);
    }
    out
}

fn write_turns(extract: &Extract<'_>, wish: &Wish, out: &mut Vec<u8>) {
    let source = &extract.source;
    let document = document(source);
    for (at, turn) in source.turns.all().iter().enumerate() {
        let id = format!("{}-{}", document.key, turn.span.start());
        if !wish.bare {
            put(
                &Action {
                    index: Known { _id: &id },
                },
                out,
            );
        }
        let touching = extract.quotes.iter().filter(|quote| touches(quote, turn.span));
        put(&record(source, &document, at, (&id, touching)), out);
    }
}

/// Writes a value and a line end; JSON has none inside.
fn put(value: &impl Serialize, out: &mut Vec<u8>) {
    // Writing to a vector cannot fail, and these values hold nothing that JSON has no form for.
    let _ = serde_json::to_writer(&mut *out, value);
    out.push(b'\n');
}

fn touches(quote: &Quote, turn: Span) -> bool {
    let Some(span) = quote.span else { return false };
    // A bookmark may stand at a place without any words.
    span.intersection(turn).is_some_and(|both| !both.is_empty()) || (span.is_empty() && turn.contains(span.start()))
}

fn document<'a>(source: &Source<'a>) -> DocumentRecord<'a> {
    let document = source.document;
    DocumentRecord {
        key: &document.key,
        text_version: &document.text_version,
        path: &document.path,
        name: &document.name,
        format: extension(&document.name),
        title: &document.title,
        outlet: document.outlet.as_deref(),
        date: document.date.as_deref(),
        language: document.language,
    }
}

fn record<'a>(
    source: &Source<'a>,
    document: &DocumentRecord<'a>,
    at: usize,
    (id, touching): (&'a str, impl Iterator<Item = &'a Quote>),
) -> TurnRecord<'a> {
    let (transcript, turns) = (source.transcript, source.turns);
    let turn = turns.all()[at];
    let speaker = turns.speaker(at);
    let (first_line, last_line) = source_lines(transcript, turn.span);
    let (from, to) = times_of(transcript, turn.span);
    let question = question_of(source, at);
    let words = flowing(transcript.words(turn.span));
    let marks: Vec<MarkRecord<'a>> = touching.map(mark).collect();
    let exchange = turns
        .exchange_of(at)
        .and_then(|exchange| turns.exchanges().get(exchange));
    TurnRecord {
        id,
        document: document.clone(),
        turn: at + 1,
        speaker: &speaker.name,
        role: speaker.role.word(),
        role_confidence: thousandths(speaker.role_confidence),
        side: if speaker.side == Side::Left { "left" } else { "right" },
        confidence: thousandths(turn.confidence),
        origin: match turn.origin {
            Origin::Label => "label",
            Origin::Inferred => "inferred",
            Origin::Corrected => "corrected",
        },
        listener_signal: turn.signal,
        from: from.map(Time::seconds),
        to: to.map(Time::seconds),
        question: exchange.and_then(|exchange| exchange.question),
        asked_by: question.as_ref().map(|question| question.speaker.to_string()),
        asked_turn: question.as_ref().map(|question| question.turn),
        asked: question.map(|question| question.words),
        first_line,
        last_line,
        start: turn.span.start(),
        end: turn.span.end(),
        word_count: words.split_whitespace().count(),
        words,
        tags: marks.iter().flat_map(|mark| mark.tags).map(String::as_str).collect(),
        marks,
    }
}

fn mark(quote: &Quote) -> MarkRecord<'_> {
    MarkRecord {
        id: quote.id.to_string(),
        kind: quote.sort(),
        colour: quote.colour().map(Colour::name),
        letter: quote.letter(),
        quote: &quote.exact,
        note: &quote.note,
        tags: &quote.tags,
        status: quote.status_word(),
        created: stamp(quote.created),
        updated: stamp(quote.updated),
    }
}
