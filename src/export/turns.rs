//! Who speaks where, for `visavis turns`: a row a source line, one JSON object, or paragraphs for people.

use std::fmt::Write;

use serde::Serialize;

use super::{one_line, utterances_of};
use crate::text::Span;
use crate::transcript::{Time, Transcript, Utterance};
use crate::turns::{CERTAIN, DOUBTFUL, Evidence, Line, Origin, Role, Turns, explain_all, lines};

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
    #[serde(skip_serializing_if = "Option::is_none")]
    evidence: Option<Vec<EvidenceRow<'a>>>,
    text: String,
}

#[derive(Serialize)]
struct EvidenceRow<'a> {
    signal: &'static str,
    weight: f64,
    says: &'a str,
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
    document(transcript, turns, false)
}

/// The same as [`json`], each turn with all its evidence: signal, weight (above 0 for the interviewer, below for the guest, in
/// natural logarithms of odds), and what was seen.
#[must_use]
pub fn json_explained(transcript: &Transcript, turns: &Turns) -> String {
    document(transcript, turns, true)
}

fn document(transcript: &Transcript, turns: &Turns, explained: bool) -> String {
    let facts = transcript.facts();
    let reasons = explain_all(transcript, &[], turns);
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
        turns: reasons
            .iter()
            .enumerate()
            .map(|(at, evidence)| TurnRow {
                evidence: explained.then(|| evidence.iter().map(evidence_row).collect()),
                ..turn_row(transcript, turns, at, evidence)
            })
            .collect(),
    };
    let mut out = serde_json::to_string_pretty(&document).unwrap_or_default();
    out.push('\n');
    out
}

/// A heading and a paragraph for each turn.
#[must_use]
pub fn text(transcript: &Transcript, turns: &Turns) -> String {
    paragraphs(transcript, turns, |at, out| {
        out.push_str(&one_line(transcript.words(turns.all()[at].span)));
        out.push('\n');
    })
}

/// A heading for each turn, how its words begin, and why it is whose, the strongest reason first. A weight is in natural
/// logarithms of odds; `∞` is what the file or the reader says.
#[must_use]
pub fn reasons(transcript: &Transcript, turns: &Turns) -> String {
    let all = explain_all(transcript, &[], turns);
    paragraphs(transcript, turns, |at, out| {
        let words = one_line(transcript.words(turns.all()[at].span));
        let begin: String = words.chars().take(BEGINNING).collect();
        let more = if begin.len() < words.len() { "…" } else { "" };
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{}{more}", begin.trim_end());
        for evidence in &all[at] {
            let _ = match evidence.weight {
                weight if weight.abs() <= 0.0 => writeln!(out, "  {:11}        {}", "", evidence.says),
                weight => writeln!(
                    out,
                    "  {:11}  {:>4}  {}",
                    if weight > 0.0 { "interviewer" } else { "guest" },
                    if weight.abs() >= CERTAIN {
                        "∞".to_owned()
                    } else {
                        format!("{:.1}", weight.abs())
                    },
                    evidence.says
                ),
            };
        }
        if all[at].is_empty() {
            out.push_str("  nothing tells for either side; it goes with what stands around it\n");
        }
    })
}

/// Characters of a turn that are shown above its reasons.
const BEGINNING: usize = 72;

/// A heading for each turn with what `write` puts below it.
fn paragraphs(transcript: &Transcript, turns: &Turns, write: impl Fn(usize, &mut String)) -> String {
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
            "{gap}{}{doubt} {} ({}, {:.0} %, {place}{time})",
            at + 1,
            speaker.name,
            speaker.role.word(),
            turn.confidence * 100.0,
        );
        write(at, &mut out);
    }
    out
}

fn evidence_row(evidence: &Evidence) -> EvidenceRow<'_> {
    EvidenceRow {
        signal: evidence.signal,
        weight: thousandths(evidence.weight),
        says: &evidence.says,
    }
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
        evidence: None,
        text: one_line(transcript.words(turn.span)),
    }
}

/// A number as it is worth printing.
pub(super) fn thousandths(share: f32) -> f64 {
    (f64::from(share) * 1000.0).round() / 1000.0
}

/// The first and last source line that a span touches, from 1.
pub(super) fn source_lines(transcript: &Transcript, span: Span) -> (usize, usize) {
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
