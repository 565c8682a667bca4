//! From tiers to a transcript, the same for Praat, ELAN and EXMARaLDA: rows of timed labels, one above the other.
//!
//! A tier may be what one person says, or a layer of it: words, sounds, glosses, notes. Of every person the tier with the
//! sentences is read, and which one that is, and what was passed over, is said in a remark. Labels come in the order of their
//! beginnings, so that overlaps and listener signals stand where they were heard.

mod choice;
mod layers;

use std::collections::HashSet;

use super::lines::is_blank;
use super::{Account, Parsed, Remark, Source, facts, lines};
use crate::text::SafeText;
use crate::transcript::{Builder, Piece, Time};
use choice::{Choice, choose};

/// One row of a file.
#[derive(Clone, Debug, Default)]
pub struct Tier {
    /// Its name.
    pub name: String,
    /// Who speaks on it, where the file has a place for that.
    pub speaker: Option<String>,
    /// The number of the tier it depends on.
    pub parent: Option<usize>,
    /// Whether the file itself says that it holds something else than speech.
    pub is_aside: bool,
    /// Its labels in the order of the file.
    pub labels: Vec<Span>,
}

/// A stretch of a tier with what is written on it.
#[derive(Clone, Debug, Default)]
pub struct Span {
    /// What is written.
    pub text: String,
    /// When it begins.
    pub from: Option<Time>,
    /// When it ends.
    pub to: Option<Time>,
    /// Where it stands among all labels of the file: what begins earlier has less.
    pub order: u64,
    /// Its first source line, from 1.
    pub line: usize,
    /// Its last source line.
    pub last_line: usize,
    /// How many labels of the file it is put together from.
    pub pieces: usize,
}

/// Makes a transcript of the tiers of a source.
#[must_use]
pub fn gather(source: Source<'_>, tiers: &[Tier]) -> Parsed {
    let choice = choose(tiers);
    let mut spans: Vec<(&Span, &str)> = choice
        .read
        .iter()
        .flat_map(|read| tiers[read.tier].labels.iter().map(|span| (span, read.speaker.as_str())))
        .filter(|(span, _)| !is_blank(&span.text))
        .collect();
    spans.sort_by_key(|(span, _)| span.order);
    let mut parsed = Parsed::default();
    let mut builder = Builder::with_capacity(spans.iter().map(|(span, _)| span.text.len() + 1).sum());
    for (span, tier_speaker) in &spans {
        parsed.account.pieces += span.pieces;
        if is_silence(&span.text) {
            parsed.account.set_apart += span.pieces;
            continue;
        }
        let speaker = choice.speaker_at(tiers, span).unwrap_or(tier_speaker);
        let label = (!is_blank(speaker)).then(|| builder.label(speaker));
        builder.push(Piece {
            label,
            from: span.from,
            to: span.to,
            lines: span.last_line.saturating_sub(span.line) + 1,
            ..Piece::new(&span.text, span.line)
        });
    }
    name_edges(&mut parsed.account, &spans);
    parsed.remarks.extend(remark(tiers, &choice));
    facts::settle_language(&mut builder);
    parsed.transcript = builder.finish(lines::count(source.text));
    parsed
}

fn name_edges(account: &mut Account, spans: &[(&Span, &str)]) {
    let shown = |span: Option<&(&Span, &str)>| span.map(|(span, _)| SafeText::line(&span.text)).unwrap_or_default();
    account.first_piece = shown(spans.first());
    account.last_piece = shown(spans.last());
}

/// Whether a label says that nobody speaks.
fn is_silence(text: &str) -> bool {
    matches!(
        text.trim().to_lowercase().as_str(),
        "_" | "#" | "-" | "sil" | "<sil>" | "sp" | "<p:>" | "<p>" | "silence" | "<silence>" | "pause" | "<pause>"
    )
}

/// Which tiers were read, where there was a choice.
fn remark(tiers: &[Tier], choice: &Choice) -> Option<Remark> {
    let chosen: HashSet<usize> = choice.read.iter().map(|read| read.tier).collect();
    let is_read = |at: &usize| chosen.contains(at);
    let has_labels =
        |at: &usize| choice.names != Some(*at) && tiers[*at].labels.iter().any(|span| !is_blank(&span.text));
    let named = |numbers: &[usize]| {
        let mut names: Vec<String> = numbers
            .iter()
            .map(|at| format!("“{}”", tiers[*at].name.trim()))
            .collect();
        let more = names.len().saturating_sub(NAMED_TIERS);
        names.truncate(NAMED_TIERS);
        if more > 0 {
            names.push(format!("{more} more"));
        }
        names.join(", ")
    };
    let (read, passed): (Vec<usize>, Vec<usize>) = (0..tiers.len()).filter(has_labels).partition(is_read);
    let text = match (read.len(), passed.len()) {
        (0, 0) => "no labels in it".to_owned(),
        (_, 0) => return None,
        _ => format!("tiers read: {}; passed over: {}", named(&read), named(&passed)),
    };
    Some(Remark {
        line: None,
        text: SafeText::line(&text),
    })
}

/// So many tiers are named in a remark.
const NAMED_TIERS: usize = 8;
