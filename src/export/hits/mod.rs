//! Hits of a search as lines for people and programs: where each stands, who says it, and the words around it.
//!
//! A line is made of pieces that say what they are; which colour that is, is for whoever writes them. Hits of one sentence share
//! a line. Words are flattened to one line and never longer than 400 bytes on each side of a hit.

mod concordance;
mod json;
mod listed;
mod quoted;
#[cfg(test)]
mod tests;

pub use concordance::{Order, Row, arrange, concordance, row_lines};
pub use json::json;
pub use listed::{Listed, listed};
pub use quoted::quoted;

use super::quote::Source;
use crate::text::{SafeText, Span, words};
use crate::transcript::Time;

/// Bytes kept on each side of a hit where a sentence is longer.
const MOST: usize = 400;

/// A transcript in which something was found.
#[derive(Clone, Copy, Debug)]
pub struct Found<'a> {
    /// The file as the reader named it.
    pub path: &'a SafeText,
    /// Its words, speakers and facts.
    pub source: Source<'a>,
    /// What was found, in order.
    pub hits: &'a [Span],
}

/// What a piece of a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// The file.
    Path,
    /// The number of the turn.
    Turn,
    /// A time.
    Time,
    /// The speaker.
    Speaker,
    /// What parts the others.
    Sign,
    /// Words around a hit.
    Words,
    /// A hit.
    Hit,
}

/// A piece of a line, without a line's end.
pub type Piece = (Ink, String);

/// Lines `path:turn:time:speaker: words`, a line for every sentence with hits. With `context`, so many whole turns before and
/// after stand around them, their fields parted by `-`, and a line `--` where turns are left out.
#[must_use]
pub fn lines(found: &Found<'_>, context: usize) -> Vec<Vec<Piece>> {
    let turns = &found.source.turns;
    let passages = passages(found);
    let turn_of = |at: usize| turns.at(at).filter(|turn| turns.all()[*turn].span.contains(at));
    if context == 0 {
        let line = |(words, hits): &(Span, &[Span])| line(found, turn_of(hits[0].start()), *words, hits);
        return passages.iter().map(line).collect();
    }
    let mut lines = Vec::new();
    let mut next = 0;
    let mut passages = passages.into_iter().peekable();
    while let Some((words, hits)) = passages.next() {
        let Some(turn) = turn_of(hits[0].start()) else {
            lines.push(line(found, None, words, hits));
            continue;
        };
        let first = turn.saturating_sub(context).max(next);
        if first > next && next > 0 {
            lines.push(vec![(Ink::Sign, "--".to_owned())]);
        }
        lines.extend((first..turn).map(|turn| around(found, turn)));
        lines.push(line(found, Some(turn), words, hits));
        next = next.max(turn + 1);
        // What follows belongs to this hit only as far as the next one does not stand in it.
        let end = passages
            .peek()
            .and_then(|(_, hits)| turn_of(hits[0].start()))
            .unwrap_or(usize::MAX);
        let last = (turn + 1 + context).min(turns.all().len()).min(end);
        lines.extend((next..last).map(|turn| around(found, turn)));
        next = next.max(last);
    }
    lines
}

/// Sentences with hits in them, each with its hits.
fn passages<'a>(found: &Found<'a>) -> Vec<(Span, &'a [Span])> {
    let mut passages: Vec<(Span, usize, usize)> = Vec::new();
    for (at, hit) in found.hits.iter().enumerate() {
        match passages.last_mut() {
            Some((words, _, end)) if words.contains(hit.start()) && hit.end() <= words.end() => *end = at + 1,
            _ => passages.push((around_hit(found, *hit), at, at + 1)),
        }
    }
    let hits = found.hits;
    passages
        .into_iter()
        .map(|(words, from, to)| (words, &hits[from..to]))
        .collect()
}

/// The sentence in which a hit stands, no further than its turn goes.
fn around_hit(found: &Found<'_>, hit: Span) -> Span {
    let (text, turns) = (found.source.transcript.text(), found.source.turns);
    let turn = turns.at(hit.start()).map(|turn| turns.all()[turn].span);
    let said = turn.filter(|said| said.contains(hit.start())).unwrap_or_else(|| {
        let utterance = found.source.transcript.utterance_at(hit.start());
        utterance.map_or(hit, |at| found.source.transcript.utterances()[at].span())
    });
    let sentence = |at: usize| words::sentence_at(text, at).unwrap_or(hit);
    let last = hit.end().saturating_sub(1).max(hit.start());
    let whole = sentence(hit.start()).cover(sentence(last));
    let start = whole
        .start()
        .max(said.start())
        .max(text.floor_char_boundary(hit.start().saturating_sub(MOST)))
        .min(hit.start());
    let end = whole
        .end()
        .min(said.end())
        .min(text.ceil_char_boundary((hit.end() + MOST).min(text.len())))
        .max(hit.end());
    Span::new(start, end)
}

/// A line with hits.
fn line(found: &Found<'_>, turn: Option<usize>, words: Span, hits: &[Span]) -> Vec<Piece> {
    let text = found.source.transcript.text();
    let mut pieces = head(found, turn, hits[0].start(), ":");
    let mut at = words.start();
    for hit in hits {
        pieces.push((Ink::Words, flat(&text[at..hit.start()])));
        pieces.push((Ink::Hit, flat(&text[hit.start()..hit.end()])));
        at = hit.end();
    }
    pieces.push((Ink::Words, flat(&text[at..words.end().max(at)])));
    pieces.retain(|(_, words)| !words.is_empty());
    pieces
}

/// A turn that stands around one with hits.
fn around(found: &Found<'_>, turn: usize) -> Vec<Piece> {
    let span = found.source.turns.all()[turn].span;
    let mut pieces = head(found, Some(turn), span.start(), "-");
    pieces.push((Ink::Words, flat(span.of(found.source.transcript.text()))));
    pieces
}

/// Where words stand: file, turn, time and speaker; a field is empty where it is not known.
fn head(found: &Found<'_>, turn: Option<usize>, at: usize, sign: &str) -> Vec<Piece> {
    let time = found.source.transcript.time_at(at).map(Time::clock).unwrap_or_default();
    let number = turn.map(|turn| (turn + 1).to_string()).unwrap_or_default();
    let speaker = turn.map(|turn| found.source.turns.speaker(turn).name.to_string());
    let part = || (Ink::Sign, sign.to_owned());
    vec![
        (Ink::Path, found.path.to_string()),
        part(),
        (Ink::Turn, number),
        part(),
        (Ink::Time, time),
        part(),
        (Ink::Speaker, speaker.unwrap_or_default()),
        (Ink::Sign, format!("{sign} ")),
    ]
}

/// Words on one line: every run of line ends and other space is a space.
fn flat(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        if !c.is_whitespace() {
            out.push(c);
        } else if !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out
}
