//! Hits as rows of a list: where each stands, who says it, its words with the hit set off, and the question it answers.

use super::{Found, around_hit, flat};
use crate::export::citation::Style;
use crate::export::quote::of_span;
use crate::text::{SafeText, Span};
use crate::transcript::Time;

/// Bytes of a row's words on each side of a hit.
const BESIDE: usize = 90;

/// A hit as a row.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed {
    /// Where it begins in the transcript's text, in bytes.
    pub offset: usize,
    /// Where it ends.
    pub end: usize,
    /// Number of the turn, from 1.
    pub turn: Option<usize>,
    /// When it is said.
    pub time: Option<Time>,
    /// Who says it.
    pub speaker: SafeText,
    /// The words around it, on one line.
    pub words: SafeText,
    /// Which bytes of these are the hit.
    pub emphasis: (usize, usize),
    /// The question it answers, on one line; empty where there is none.
    pub question: SafeText,
}

/// The first hits of a transcript, up to `most`, as rows.
#[must_use]
pub fn listed(found: &Found<'_>, most: usize) -> Vec<Listed> {
    found.hits.iter().take(most).map(|hit| row(found, *hit)).collect()
}

fn row(found: &Found<'_>, hit: Span) -> Listed {
    let text = found.source.transcript.text();
    let around = around_hit(found, hit);
    let start = around
        .start()
        .max(text.floor_char_boundary(hit.start().saturating_sub(BESIDE)));
    let end = around
        .end()
        .min(text.ceil_char_boundary((hit.end() + BESIDE).min(text.len())));
    let dots = |cut: bool| if cut { "…" } else { "" };
    let before = format!("{}{}", dots(start > around.start()), flat(&text[start..hit.start()]));
    let words = flat(hit.of(text));
    let after = flat(&text[hit.end()..end.max(hit.end())]);
    let after = format!("{after}{}", dots(end < around.end()));
    let quote = of_span(&found.source, hit, &Style::default());
    Listed {
        end: hit.end(),
        offset: hit.start(),
        turn: quote.turn(),
        time: quote.from,
        speaker: SafeText::line(&quote.speaker()),
        words: SafeText::line(&format!("{before}{words}{after}")),
        emphasis: (before.len(), before.len() + words.len()),
        question: SafeText::line(&quote.question.map(|question| question.words).unwrap_or_default()),
    }
}
