//! What became of the quotations, for people and for programs.

use std::fmt::Write;

use serde::Serialize;

use super::super::one_line;
use super::super::quote::Source;
use super::{Finding, Found, Step, Verdict};
use crate::text::SafeText;
use crate::transcript::Time;

/// Characters of a quotation that are shown of one that is exact.
const SHOWN: usize = 100;

/// A paragraph for every quotation, under a line that counts them. `{+…+}` is only in the article, `[-…-]` only in the transcript.
#[must_use]
pub fn text(article: &SafeText, findings: &[Finding], sources: &[Source<'_>]) -> String {
    let count = |verdict| findings.iter().filter(|finding| finding.verdict == verdict).count();
    let quotations = if findings.len() == 1 { "quotation" } else { "quotations" };
    let mut out = format!(
        "{article}: {} {quotations}: {} exact, {} changed, {} missing\n",
        findings.len(),
        count(Verdict::Exact),
        count(Verdict::Changed),
        count(Verdict::Missing)
    );
    for finding in findings {
        let words = one_line(&finding.quotation.text);
        let words = match finding.verdict {
            Verdict::Exact => shortened(&words),
            _ => words,
        };
        // Writing to a string cannot fail.
        let _ = writeln!(
            out,
            "\nline {:<5} {:<8} “{words}”",
            finding.quotation.line,
            finding.verdict.word()
        );
        if let Some(found) = &finding.found {
            if finding.verdict == Verdict::Changed {
                let _ = writeln!(out, "{:20}{}", "", difference(&found.steps));
            }
            let _ = writeln!(out, "{:20}{}", "", place(found, sources));
        }
    }
    out
}

/// Who says it where and when, and what is odd about it.
fn place(found: &Found, sources: &[Source<'_>]) -> String {
    let quote = &found.quote;
    let (speaker, role) = (quote.speaker(), quote.role());
    let who = if speaker == role {
        speaker
    } else {
        format!("{speaker} ({role})")
    };
    let document = sources
        .get(found.transcript)
        .map_or("", |source| source.document.title.as_str());
    let mut parts = vec![who, document.to_owned(), quote.turn_sign()];
    parts.push(quote.from.map(Time::clock).unwrap_or_default());
    if quote.pieces.len() > 1 {
        parts.push(format!("goes over {} turns", quote.pieces.len()));
    }
    if found.apart {
        parts.push("joins what stands far apart".to_owned());
    }
    if found.elsewhere > 0 {
        let places = if found.elsewhere == 1 { "place" } else { "places" };
        parts.push(format!("also in {} more {places}", found.elsewhere));
    }
    parts.retain(|part| !part.is_empty());
    parts.join(" · ")
}

/// The quotation with what was said instead.
fn difference(steps: &[Step]) -> String {
    let shown = steps.iter().map(|step| match step {
        Step::Same(words) => words.clone(),
        Step::Other { said, quoted } if said.is_empty() => format!("{{+{quoted}+}}"),
        Step::Other { said, quoted } if quoted.is_empty() => format!("[-{said}-]"),
        Step::Other { said, quoted } => format!("[-{said}-]{{+{quoted}+}}"),
        Step::LeftOut(_) => "[…]".to_owned(),
        Step::Bracketed(_) => "[]".to_owned(),
    });
    shown.collect::<Vec<_>>().join(" ")
}

fn shortened(words: &str) -> String {
    match words.char_indices().nth(SHOWN) {
        Some((at, _)) => format!("{}…", words[..at].trim_end()),
        None => words.to_owned(),
    }
}

#[derive(Serialize)]
struct Report<'a> {
    article: &'a str,
    exact: usize,
    changed: usize,
    missing: usize,
    quotations: Vec<Row<'a>>,
}

#[derive(Serialize)]
struct Row<'a> {
    line: usize,
    quotation: &'a str,
    verdict: &'static str,
    #[serde(flatten)]
    found: Option<Place<'a>>,
}

#[derive(Serialize)]
struct Place<'a> {
    document: &'a str,
    file: &'a str,
    speaker: String,
    role: String,
    turn: Option<usize>,
    last_turn: Option<usize>,
    from: Option<f64>,
    to: Option<f64>,
    start: Option<usize>,
    end: Option<usize>,
    said: String,
    elsewhere: usize,
    far_apart: bool,
    difference: Vec<Change<'a>>,
}

#[derive(Serialize)]
struct Change<'a> {
    kind: &'static str,
    #[serde(skip_serializing_if = "str::is_empty")]
    said: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    quoted: &'a str,
}

/// One object with counts and a row for every quotation.
#[must_use]
pub fn json(article: &SafeText, findings: &[Finding], sources: &[Source<'_>]) -> String {
    let count = |verdict| findings.iter().filter(|finding| finding.verdict == verdict).count();
    let report = Report {
        article,
        exact: count(Verdict::Exact),
        changed: count(Verdict::Changed),
        missing: count(Verdict::Missing),
        quotations: findings.iter().map(|finding| row(finding, sources)).collect(),
    };
    let mut out = serde_json::to_string_pretty(&report).unwrap_or_default();
    out.push('\n');
    out
}

fn row<'a>(finding: &'a Finding, sources: &[Source<'a>]) -> Row<'a> {
    Row {
        line: finding.quotation.line,
        quotation: &finding.quotation.text,
        verdict: finding.verdict.word(),
        found: finding.found.as_ref().map(|found| row_place(found, sources)),
    }
}

fn row_place<'a>(found: &'a Found, sources: &[Source<'a>]) -> Place<'a> {
    let quote = &found.quote;
    let document = sources.get(found.transcript).map(|source| source.document);
    Place {
        document: document.map_or("", |document| document.title.as_str()),
        file: document.map_or("", |document| document.name.as_str()),
        speaker: quote.speaker(),
        role: quote.role(),
        turn: quote.turn(),
        last_turn: quote.last_turn(),
        from: quote.from.map(Time::seconds),
        to: quote.to.map(Time::seconds),
        start: quote.place.map(|(start, _)| start),
        end: quote.place.map(|(_, end)| end),
        said: quote.words(),
        elsewhere: found.elsewhere,
        far_apart: found.apart,
        difference: found.steps.iter().map(change).collect(),
    }
}

fn change(step: &Step) -> Change<'_> {
    let (kind, said, quoted) = match step {
        Step::Same(words) => ("same", "", words.as_str()),
        Step::Other { said, quoted } if said.is_empty() => ("added", "", quoted.as_str()),
        Step::Other { said, quoted } if quoted.is_empty() => ("omitted", said.as_str(), ""),
        Step::Other { said, quoted } => ("replaced", said.as_str(), quoted.as_str()),
        Step::LeftOut(said) => ("ellipsis", said.as_str(), ""),
        Step::Bracketed(said) => ("bracket", said.as_str(), ""),
    };
    Change { kind, said, quoted }
}
