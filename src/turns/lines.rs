//! The turns by source line, for programs that compare line by line.
//!
//! A line that holds two turns is given to the longer part. What is empty or not speech belongs to nobody.

use super::{Role, Turns};
use crate::text::Span;
use crate::transcript::{Kind, Transcript, Utterance};

/// Whose a source line is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Line {
    /// Its number in the source, from 1.
    pub line: usize,
    /// Number of its turn, from 1; 0 where the line is no speech.
    pub turn: usize,
    /// The role of its speaker; none where the line is no speech.
    pub role: Option<Role>,
    /// How sure it is that this line is theirs, 0 to 1; 1 where the line is no speech.
    pub confidence: f32,
}

/// Every source line in order, each with its turn and role.
#[must_use]
pub fn lines(transcript: &Transcript, turns: &Turns) -> Vec<Line> {
    let last = transcript
        .utterances()
        .iter()
        .map(|u| u.line().saturating_add(u.lines()).saturating_sub(1))
        .max()
        .unwrap_or(0);
    // A count of source lines that is too small must lose no line; one that is too large is the file's own.
    let count = transcript
        .source_lines()
        .max(last.min(transcript.text().len() + transcript.source_lines()));
    let mut all: Vec<Line> = (1..=count)
        .map(|line| Line {
            line,
            turn: 0,
            role: None,
            confidence: 1.0,
        })
        .collect();
    // Bytes of the part that holds each line so far: two utterances may stand on one line.
    let mut widest = vec![0; count];
    for utterance in transcript.utterances().iter().filter(|u| u.kind() == Kind::Speech) {
        for (line, span) in lines_of(transcript, utterance) {
            let Some((turn, bytes)) = longest(turns, span) else {
                continue;
            };
            let Some(at) = line.checked_sub(1).filter(|at| *at < count) else {
                continue;
            };
            if bytes > widest[at] {
                widest[at] = bytes;
                all[at].turn = turn + 1;
                all[at].role = Some(turns.speaker(turn).role);
                all[at].confidence = turns.confidence_in(turn, span);
            }
        }
    }
    all
}

/// The source lines of an utterance with the words on each. Lines before its words, such as a label's own line, go with its
/// first words.
fn lines_of(transcript: &Transcript, utterance: &Utterance) -> Vec<(usize, Span)> {
    let mut spans = Vec::with_capacity(utterance.lines());
    let mut start = utterance.span().start();
    for part in transcript.words(utterance.span()).split('\n') {
        spans.push(Span::new(start, start + part.len()));
        start += part.len() + 1;
    }
    let ahead = utterance.lines().saturating_sub(spans.len());
    let first = spans[0];
    (0..ahead)
        .map(|_| first)
        .chain(spans.iter().copied())
        .take(utterance.lines().max(1))
        .enumerate()
        .map(|(at, span)| (utterance.line() + at, span))
        .collect()
}

/// The turn that holds most of a span, with the bytes it holds there.
fn longest(turns: &Turns, span: Span) -> Option<(usize, usize)> {
    let first = turns.at(span.start()).unwrap_or(0);
    turns.all()[first.min(turns.all().len())..]
        .iter()
        .enumerate()
        .take_while(|(_, turn)| turn.span.start() < span.end())
        .filter_map(|(at, turn)| Some((first + at, turn.span.intersection(span)?.len())))
        .max_by_key(|(at, bytes)| (*bytes, std::cmp::Reverse(*at)))
}
