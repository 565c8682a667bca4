//! SubRip and WebVTT: a cue for every piece, long ones cut at the ends of sentences, the name before every cue.
//!
//! Captions cannot do without times. Where the source gives none they are reckoned: between two times that are known by the
//! length of the words, beyond them at the pace of speech.

use std::fmt::Write;

use super::super::script::{Said, Script};
use super::labels;
use crate::formats::writing;
use crate::transcript::Time;

/// Milliseconds that a character takes at the pace of speech: fifteen of them a second.
const CHARACTER_MILLIS: u64 = 66;
/// A cue longer than this is cut, in bytes.
const CUE_BYTES: usize = 240;
/// From here on a cue may end with a sentence, in bytes.
const SENTENCE_BYTES: usize = 100;

/// A piece as it is shown.
struct Cue<'a> {
    person: usize,
    from: u64,
    to: u64,
    words: &'a str,
}

/// Whether some piece has no time in the source, so that captions reckon it.
#[must_use]
pub fn are_reckoned(script: &Script<'_>) -> bool {
    script.said().any(|said| said.from.is_none())
}

/// SubRip: `Name: words` in numbered cues.
pub fn srt(script: &Script<'_>) -> String {
    let cues = cues(script);
    let labels = labels(script);
    // In brackets a label is believed without another beside it, and without a capital.
    let mut people = script.said().map(|said| said.person);
    let first = people.next();
    let marked =
        people.all(|person| Some(person) == first) || labels.iter().any(|label| label.starts_with(char::is_lowercase));
    let mut out = String::new();
    for (at, cue) in cues.iter().enumerate() {
        let label = labels.get(cue.person).map_or("", String::as_str);
        let line = writing::line(label, None, cue.words, marked);
        let (from, to) = (clock(cue.from, ','), clock(cue.to, ','));
        // Writing to a string cannot fail.
        let _ = write!(out, "{}\n{from} --> {to}\n{}\n\n", at + 1, unmarked(&line));
    }
    out
}

/// WebVTT: a voice in every cue.
pub fn webvtt(script: &Script<'_>) -> String {
    let mut out = "WEBVTT\n".to_owned();
    if let Some(language) = script.facts.language {
        // Writing to a string cannot fail.
        let _ = writeln!(out, "Language: {language}");
    }
    if are_reckoned(script) {
        out.push_str("\nNOTE times that the source does not give are reckoned from the length of the words\n");
    }
    for cue in cues(script) {
        let (from, to) = (clock(cue.from, '.'), clock(cue.to, '.'));
        let (name, words) = (escaped(script.name(cue.person)), escaped(cue.words));
        // Writing to a string cannot fail.
        let _ = write!(out, "\n{from} --> {to}\n<v {name}>{words}</v>\n");
    }
    out
}

/// Every piece with its times, cut where it is long.
fn cues<'a>(script: &'a Script<'_>) -> Vec<Cue<'a>> {
    let said: Vec<&Said> = script.said().collect();
    let mut cues = Vec::with_capacity(said.len());
    for (said, (from, to)) in said.iter().zip(times(&said)) {
        let all = said.words.len().max(1) as u64;
        let mut done = 0;
        for words in pieces(&said.words) {
            let begin = from + (to - from) * done / all;
            done += words.len() as u64 + 1;
            cues.push(Cue {
                person: said.person,
                from: begin,
                to: from + (to - from) * done.min(all) / all,
                words,
            });
        }
    }
    cues
}

/// When each piece begins and ends, in milliseconds, known or reckoned.
fn times(said: &[&Said]) -> Vec<(u64, u64)> {
    let known = |time: Option<Time>| time.map(|time| u64::from(time.millis()));
    let mut times: Vec<(u64, u64)> = Vec::with_capacity(said.len());
    while times.len() < said.len() {
        let at = times.len();
        let before = times.last().map_or(0, |(_, to)| *to);
        // A run of pieces of which only the first may say when it begins and only the last when it ends.
        let more = said[at + 1..].iter().take_while(|next| next.from.is_none()).count();
        let open = said[at..=at + more].iter().take_while(|said| said.to.is_none()).count();
        let run = &said[at..=(at + open).min(at + more)];
        let start = known(run[0].from).unwrap_or(before);
        let next = said.get(at + run.len()).and_then(|next| known(next.from));
        let end = run.last().and_then(|last| known(last.to)).or(next);
        let bytes: u64 = run.iter().map(|said| said.words.len() as u64).sum();
        let end = end
            .filter(|end| *end > start)
            .unwrap_or(start + bytes * CHARACTER_MILLIS);
        let mut done = 0;
        for said in run {
            let from = start + (end - start) * done / bytes.max(1);
            done += said.words.len() as u64;
            times.push((from, start + (end - start) * done / bytes.max(1)));
        }
    }
    times
}

/// Words cut at spaces into pieces that fit a cue, after a sentence where one ends in good time.
fn pieces(words: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = words;
    while rest.len() > CUE_BYTES {
        let mut cut = None;
        for (at, _) in rest.match_indices(' ') {
            if at > CUE_BYTES && cut.is_some() {
                break;
            }
            let ends = rest[..at].ends_with(['.', '?', '!', '…']);
            cut = Some(at);
            if ends && at >= SENTENCE_BYTES {
                break;
            }
        }
        let Some(at) = cut else { break };
        pieces.push(&rest[..at]);
        rest = &rest[at + 1..];
    }
    pieces.push(rest);
    pieces
}

fn clock(millis: u64, sign: char) -> String {
    let (seconds, fraction) = (millis / 1000, millis % 1000);
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    format!("{hours:02}:{minutes:02}:{seconds:02}{sign}{fraction:03}")
}

/// Words that no reader of WebVTT takes for markup.
fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '{' => out.push_str("&#123;"),
            '\\' => out.push_str("&#92;"),
            _ => out.push(c),
        }
    }
    out
}

/// Words for SubRip and tables, which know no entities: as they are, unless something in them would be taken for markup.
pub(super) fn unmarked(line: &str) -> String {
    if writing::is_marked_up(line) {
        escaped(line)
    } else {
        line.to_owned()
    }
}
