//! What was recognised in a file, for `visavis check`: one JSON object that other programs compare, or lines for people.
//!
//! It says what stands in the file and what was made of it; it judges nothing.

use std::fmt::Write;

use serde::Serialize;

use crate::formats::{Reading, Remark, Rule};
use crate::transcript::{Kind, Time, Transcript, Utterance};
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
    rules: Vec<RuleRow>,
    apart: Vec<Apart<'a>>,
    remarks: Vec<Note<'a>>,
}

/// How many source lines were taken for what.
#[derive(Serialize)]
struct RuleRow {
    rule: &'static str,
    lines: usize,
    first_line: usize,
}

/// What is in the file and was not taken for speech.
#[derive(Serialize)]
struct Apart<'a> {
    line: usize,
    kind: &'static str,
    text: &'a str,
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
    if let Some((from, to)) = times(transcript) {
        row(&mut out, "times", &format!("{} to {}", from.clock(), to.clock()));
    }
    details(&account, &mut out);
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

/// How many lines were taken for what, and what is not of the talk.
fn details(account: &Account<'_>, out: &mut String) {
    for rule in &account.rules {
        let first = if rule.lines == 1 { "line" } else { "from line" };
        row(
            out,
            "lines",
            &format!("{:>6}  {}, {first} {}", rule.lines, rule.rule, rule.first_line),
        );
    }
    for apart in account.apart.iter().take(SHOWN_APART) {
        let text: String = apart.text.replace('\n', " ").chars().take(BEGINNING).collect();
        row(out, "apart", &format!("line {}: {}: {text}", apart.line, apart.kind));
    }
    if account.apart.len() > SHOWN_APART {
        row(
            out,
            "apart",
            &format!("and {} more; --json lists them", account.apart.len() - SHOWN_APART),
        );
    }
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
        from: times(transcript).map(|(from, _)| from.seconds()),
        to: times(transcript).map(|(_, to)| to.seconds()),
        title: facts.title.as_deref(),
        outlet: facts.outlet.as_deref(),
        date: facts.date.as_deref(),
        evidence: reading.evidence,
        rules: rules(reading),
        apart: apart(reading),
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

/// So many pieces that are set apart are shown to people, each by so many characters.
const SHOWN_APART: usize = 12;
const BEGINNING: usize = 60;

/// Every source line once, by what it was taken for: first as the format's own rules say, then by what became of it.
fn rules(reading: &Reading) -> Vec<RuleRow> {
    let transcript = &reading.transcript;
    let mut rules: Vec<Rule> = Vec::new();
    let mut counted = 0;
    let mut named = false;
    for utterance in transcript.utterances() {
        named |= utterance.label().is_some();
        let name = taken_for(utterance, named);
        let lines = utterance.line()..utterance.line() + utterance.lines();
        for line in lines.start.max(counted + 1)..lines.end {
            Rule::count(&mut rules, name, line);
            counted = line;
        }
    }
    let lines: usize = rules.iter().map(|rule| rule.lines).sum();
    let left = transcript.source_lines().saturating_sub(lines);
    let own = reading.rules.iter().copied();
    let mut rows: Vec<RuleRow> = own
        .chain(rules)
        .map(|rule| RuleRow {
            rule: rule.name,
            lines: rule.lines,
            first_line: rule.first,
        })
        .collect();
    if left > 0 {
        rows.push(RuleRow {
            rule: "blank, or numbers, labels and marks without words",
            lines: left,
            first_line: first_without_words(transcript.utterances()),
        });
    }
    rows
}

fn taken_for(utterance: &Utterance, named: bool) -> &'static str {
    match utterance.kind() {
        Kind::FrontMatter => "about the document",
        Kind::Head => "section heads",
        Kind::Furniture => "not of the talk",
        Kind::Speech if utterance.label().is_some() => "speech of someone whom the file names",
        Kind::Speech if utterance.marks_change() => "speech after a sign of another speaker",
        Kind::Speech if named => "speech that goes on under the last name",
        Kind::Speech => "speech without a name",
    }
}

/// The first line that no utterance has.
fn first_without_words(utterances: &[Utterance]) -> usize {
    let mut next = 1;
    for utterance in utterances {
        if utterance.line() > next {
            break;
        }
        next = next.max(utterance.line() + utterance.lines());
    }
    next
}

fn apart(reading: &Reading) -> Vec<Apart<'_>> {
    let transcript = &reading.transcript;
    let apart = transcript
        .utterances()
        .iter()
        .filter(|utterance| utterance.kind() != Kind::Speech);
    apart
        .map(|utterance| Apart {
            line: utterance.line(),
            kind: taken_for(utterance, false),
            text: transcript.words(utterance.span()),
        })
        .collect()
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

/// The first time and the last, of words where nothing else has any.
fn times(transcript: &Transcript) -> Option<(Time, Time)> {
    let words = transcript.word_times();
    let first = transcript.utterances().iter().find_map(Utterance::from);
    let from = first.or_else(|| words.first().map(|word| word.time()));
    let to = transcript.duration().max(words.last().map(|word| word.time()));
    from.zip(to)
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
