//! The words of a turn cut where marks begin and end, for pages that show the whole talk with what is marked in it.

use super::super::quote::Quote;
use super::Extract;
use crate::text::Span;

/// A stretch of a turn over which the same marks lie.
#[derive(Clone, Debug)]
pub(super) struct Segment<'a> {
    /// Its place.
    pub span: Span,
    /// The marks that lie over it.
    pub under: Vec<&'a Quote>,
    /// The marks that begin with it in this turn.
    pub begin: Vec<&'a Quote>,
    /// The marks that end with it.
    pub end: Vec<&'a Quote>,
}

/// The stretches of a turn in order; a mark without length stands at the end of one.
pub(super) fn segments<'a>(extract: &'a Extract<'_>, turn: Span) -> Vec<Segment<'a>> {
    let lying: Vec<(&Quote, Span)> = extract
        .quotes
        .iter()
        .filter_map(|quote| Some((quote, quote.span?)))
        .filter(|(_, span)| span.overlaps(turn) || (span.is_empty() && turn.contains(span.start())))
        .collect();
    let mut ends: Vec<usize> = lying.iter().flat_map(|(_, span)| [span.start(), span.end()]).collect();
    ends.extend([turn.start(), turn.end()]);
    ends.retain(|end| (turn.start()..=turn.end()).contains(end));
    ends.sort_unstable();
    ends.dedup();
    let pairs = ends.windows(2).map(|pair| Span::new(pair[0], pair[1]));
    pairs
        .map(|span| {
            let of = |holds: &dyn Fn(Span) -> bool| {
                let held = lying.iter().filter(|(_, marked)| holds(*marked));
                held.map(|(quote, _)| *quote).collect::<Vec<_>>()
            };
            Segment {
                span,
                under: of(&|marked| marked.covers(span) && !marked.is_empty()),
                begin: of(&|marked| marked.start().max(turn.start()) == span.start() && marked.overlaps(span)),
                end: of(&|marked| marked.end() == span.end()),
            }
        })
        .collect()
}
