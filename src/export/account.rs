//! What was recognised in a file, for `visavis check`: one JSON object that other programs compare, or lines for people.
//!
//! It says what stands in the file and what was made of it; it judges nothing.

use std::fmt::Write;

use serde::Serialize;

use crate::formats::{Reading, Remark};
use crate::transcript::{Kind, Utterance};
use crate::turns::{DOUBTFUL, Turns};

#[derive(Serialize)]
struct Account<'a> {
    format: &'a str,
    encoding: &'a str,
    language: Option<&'a str>,
    pieces: usize,
    set_apart: usize,
    utterances: usize,
    turns: usize,
    speakers: Vec<Speaker<'a>>,
    first_text: &'a str,
    last_text: &'a str,
    first_piece: &'a str,
    last_piece: &'a str,
    from: Option<f64>,
    to: Option<f64>,
    title: Option<&'a str>,
    outlet: Option<&'a str>,
    date: Option<&'a str>,
    evidence: &'a str,
    remarks: Vec<Note<'a>>,
}

#[derive(Serialize)]
struct Speaker<'a> {
    id: &'a str,
    name: &'a str,
}

#[derive(Serialize)]
struct Note<'a> {
    line: Option<usize>,
    text: &'a str,
}

/// The account as one JSON object and a line break.
#[must_use]
pub fn json(reading: &Reading, turns: &Turns) -> String {
    let mut out = serde_json::to_string(&account(reading, turns)).unwrap_or_default();
    out.push('\n');
    out
}

/// The account in lines for people.
#[must_use]
pub fn text(reading: &Reading, turns: &Turns) -> String {
    let account = account(reading, turns);
    let mut out = String::new();
    row(
        &mut out,
        "format",
        &format!("{} ({})", account.format, account.evidence),
    );
    row(&mut out, "encoding", account.encoding);
    for (name, fact) in [
        ("language", account.language),
        ("title", account.title),
        ("outlet", account.outlet),
        ("date", account.date),
    ] {
        if let Some(fact) = fact {
            row(&mut out, name, fact);
        }
    }
    let apart = format!(
        "{}, of which {} set apart from speech",
        account.pieces, account.set_apart
    );
    row(&mut out, "pieces", &apart);
    row(&mut out, "turns", &turns_in_words(turns));
    for speaker in turns.speakers() {
        let sure = if speaker.role_confidence < DOUBTFUL { "?" } else { "" };
        let found = if speaker.label.is_some() {
            "labelled"
        } else {
            "inferred"
        };
        row(
            &mut out,
            "speaker",
            &format!("{}, {}{sure}, {found}", speaker.name, speaker.role.word()),
        );
    }
    let transcript = &reading.transcript;
    if let (Some(from), Some(to)) = (from(transcript.utterances()), transcript.duration()) {
        row(&mut out, "times", &format!("{} to {}", from.clock(), to.clock()));
    }
    let hidden = transcript.hidden();
    if hidden.sequences + hidden.characters > 0 {
        let says = format!(
            "{} control sequences, {} other characters",
            hidden.sequences, hidden.characters
        );
        row(&mut out, "hidden", &says);
    }
    for Remark { line, text } in &reading.remarks {
        match line {
            Some(line) => row(&mut out, "remark", &format!("line {line}: {text}")),
            None => row(&mut out, "remark", text),
        }
    }
    out
}

fn account<'a>(reading: &'a Reading, turns: &'a Turns) -> Account<'a> {
    let transcript = &reading.transcript;
    let utterances = transcript.utterances();
    let mut speech = utterances.iter().filter(|u| u.kind() == Kind::Speech);
    let first = speech.next();
    let last = speech.next_back().or(first);
    let words = |u: Option<&Utterance>| u.map_or("", |u| transcript.words(u.span()));
    let facts = transcript.facts();
    Account {
        format: reading.format,
        encoding: reading.encoding,
        language: facts.language,
        pieces: reading.account.pieces,
        set_apart: reading.account.set_apart,
        utterances: utterances.len(),
        turns: turns.all().len(),
        speakers: speakers(reading, turns),
        first_text: words(first),
        last_text: words(last),
        first_piece: &reading.account.first_piece,
        last_piece: &reading.account.last_piece,
        from: from(utterances).map(crate::transcript::Time::seconds),
        to: transcript.duration().map(crate::transcript::Time::seconds),
        title: facts.title.as_deref(),
        outlet: facts.outlet.as_deref(),
        date: facts.date.as_deref(),
        evidence: reading.evidence,
        remarks: reading
            .remarks
            .iter()
            .map(|remark| Note {
                line: remark.line,
                text: &remark.text,
            })
            .collect(),
    }
}

/// Only those whom the file itself names, as it writes them and as they are shown.
fn speakers<'a>(reading: &'a Reading, turns: &'a Turns) -> Vec<Speaker<'a>> {
    let shown = |id: &str| turns.speakers().iter().find(|s| s.label.is_some() && &*s.key == id);
    let labels = reading.transcript.labels().iter();
    labels
        .map(|label| Speaker {
            id: label,
            name: shown(label).map_or(label.as_str(), |speaker| speaker.name.as_str()),
        })
        .collect()
}

fn from(utterances: &[Utterance]) -> Option<crate::transcript::Time> {
    utterances.iter().find_map(Utterance::from)
}

fn turns_in_words(turns: &Turns) -> String {
    let doubtful = turns.all().iter().filter(|turn| turn.confidence < DOUBTFUL).count();
    format!(
        "{}, {} questions, {doubtful} doubtful",
        turns.all().len(),
        turns.questions()
    )
}

fn row(out: &mut String, name: &str, value: &str) {
    // Writing to a string cannot fail.
    let _ = writeln!(out, "{name:<10} {value}");
}
