//! The same, for other programs: values in, text out. It writes no file and knows no terminal.

pub mod account;
pub mod citation;
pub mod convert;
pub mod filter;
pub mod hits;
pub mod invented;
pub mod listing;
pub mod plain;
pub mod proof;
pub mod quote;
pub mod quotes;
pub mod refi;
pub mod rendition;
pub mod script;
pub mod stats;
pub mod turns;
mod uuid;

#[cfg(test)]
mod tests;

use crate::text::Span;
use crate::transcript::{Transcript, Utterance};

/// One line of words: the line breaks that a span keeps become spaces.
fn one_line(words: &str) -> String {
    words.replace('\n', " ")
}

/// The utterances that share a byte with a span.
fn utterances_of(transcript: &Transcript, span: Span) -> &[Utterance] {
    let all = transcript.utterances();
    let first = transcript.utterance_at(span.start()).unwrap_or(0);
    let end = all.partition_point(|u| u.span().start() < span.end());
    all.get(first..end).unwrap_or(&[])
}
