//! Who speaks where, for `visavis turns`: a row a source line, one JSON object, or paragraphs for people.

use std::fmt::Write;

use serde::Serialize;

use super::one_line;
use crate::text::Span;
use crate::transcript::{Time, Transcript, Utterance};
use crate::turns::{DOUBTFUL, Evidence, Line, Origin, Role, Turns, explain_all, lines};

#[derive(Serialize)]
struct Document<'a> {
    title: Option<&'a str>,
    outlet: Option<&'a str>,
    date: Option<&'a str>,
    language: Option<&'a str>,
    speakers: Vec<SpeakerRow<'a>>,
    turns: Vec<TurnRow<'a>>,
}

#[derive(Serialize)]
struct SpeakerRow<'a> {
    id: &'a str,
    name: &'a str,
    role: &'static str,
    role_confidence: f64,
    labelled: bool,
}

#[derive(Serialize)]
struct TurnRow<'a> {
    turn: usize,
    speaker: &'a str,
    role: &'static str,
    question: Option<usize>,
    first_line: usize,
    last_line: usize,
    from: Option<f64>,
    to: Option<f64>,
    confidence: f64,
    origin: &'static str,
    reason: String,
    text: String,
}

/// `line<TAB>turn<TAB>interviewer|guest|meta<TAB>confidence` for every source line.
#[must_use]
pub fn tsv(transcript: &Transcript, turns: &Turns) -> String {
    let mut out = String::new();
    for Line {
        line,
        turn,
        role,
        confidence,
    } in lines(transcript, turns)
    {
        let role = role.map_or("meta", Role::word);
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{line}\t{turn}\t{role}\t{confidence:.3}");
    }
    out
}

/// Facts, speakers, and every turn with its place in the source, its times and why it is whose.
#[must_use]
pub fn json(transcript: &Transcript, turns: &Turns) -> String {
    let facts = transcript.facts();
    let document = Document {
        title: facts.title.as_deref(),
        outlet: facts.outlet.as_deref(),
        date: facts.date.as_deref(),
        language: facts.language,
        speakers: turns
            .speakers()
            .iter()
            .map(|speaker| SpeakerRow {
                id: &speaker.key,
                name: &speaker.name,
                role: speaker.role.word(),
                role_confidence: thousandths(speaker.role_confidence),
                labelled: speaker.label.is_some(),
            })
            .collect(),
        turns: explain_all(transcript, &[], turns)
            .iter()
            .enumerate()
            .map(|(at, evidence)| turn_row(transcript, turns, at, evidence))
            .collect(),
    };
    let mut out = serde_json::to_string_pretty(&document).unwrap_or_default();
    out.push('\n');
    out
}

/// A heading and a paragraph for each turn.
#[must_use]
pub fn text(transcript: &Transcript, turns: &Turns) -> String {
    let mut out = String::new();
    for (at, turn) in turns.all().iter().enumerate() {
        let speaker = turns.speaker(at);
        let (first, last) = source_lines(transcript, turn.span);
        let place = if first == last {
            format!("line {first}")
        } else {
            format!("lines {first}-{last}")
        };
        let time = transcript
            .time_at(turn.span.start())
            .map(|t| format!(", {}", t.clock()))
            .unwrap_or_default();
        let doubt = if turn.confidence < DOUBTFUL { "?" } else { "" };
        let gap = if at > 0 { "\n" } else { "" };
        // Writing to a string cannot fail.
        let _ = writeln!(
            out,
            "{gap}{}{doubt} {} ({}, {:.0} %, {place}{time})\n{}",
            at + 1,
            speaker.name,
            speaker.role.word(),
            turn.confidence * 100.0,
            one_line(transcript.words(turn.span)),
        );
    }
    out
}

fn turn_row<'a>(transcript: &Transcript, turns: &'a Turns, at: usize, evidence: &[Evidence]) -> TurnRow<'a> {
    let turn = turns.all()[at];
    let speaker = turns.speaker(at);
    let (first_line, last_line) = source_lines(transcript, turn.span);
    let (from, to) = times(transcript, turn.span);
    let (origin, reason) = match turn.origin {
        Origin::Label => ("label", "the file names the speaker".to_owned()),
        Origin::Corrected => ("corrected", "the reader said so".to_owned()),
        Origin::Inferred => (
            "inferred",
            evidence.first().map(|e| e.says.to_string()).unwrap_or_default(),
        ),
    };
    let exchange = turns.exchange_of(at).and_then(|e| turns.exchanges().get(e));
    TurnRow {
        turn: at + 1,
        speaker: &speaker.key,
        role: speaker.role.word(),
        question: exchange.filter(|e| e.turns.start == at).and_then(|e| e.question),
        first_line,
        last_line,
        from: from.map(Time::seconds),
        to: to.map(Time::seconds),
        confidence: thousandths(turn.confidence),
        origin,
        reason,
        text: one_line(transcript.words(turn.span)),
    }
}

/// A share as it is worth printing.
fn thousandths(share: f32) -> f64 {
    (f64::from(share) * 1000.0).round() / 1000.0
}

/// The utterances that share a byte with a span.
fn utterances_of(transcript: &Transcript, span: Span) -> &[Utterance] {
    let all = transcript.utterances();
    let first = transcript.utterance_at(span.start()).unwrap_or(0);
    let end = all.partition_point(|u| u.span().start() < span.end());
    all.get(first..end).unwrap_or(&[])
}

/// The first and last source line that a span touches, from 1.
fn source_lines(transcript: &Transcript, span: Span) -> (usize, usize) {
    let touched = utterances_of(transcript, span);
    let breaks = |from: usize, to: usize| transcript.words(Span::new(from, to)).matches('\n').count();
    let first = touched.first().map_or(0, |u| {
        u.line() + breaks(u.span().start(), span.start()).min(u.lines() - 1)
    });
    let last = touched.last().map_or(0, |u| {
        // A label's own line stands before the words, so lines are counted from the utterance's end.
        let after = breaks(span.end().min(u.span().end()), u.span().end());
        (u.line() + u.lines() - 1).saturating_sub(after)
    });
    (first, last.max(first))
}

/// When the words of a span begin and end, as near as its utterances say.
fn times(transcript: &Transcript, span: Span) -> (Option<Time>, Option<Time>) {
    let touched = utterances_of(transcript, span);
    let from = touched.first().and_then(Utterance::from);
    let to = touched.iter().rev().find_map(Utterance::to);
    (from, to)
}
