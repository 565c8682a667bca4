//! Hits as quotes, so that they are taken out like marks: with the mark that stands at their very words, else as they are.

use sha2::{Digest, Sha256};

use crate::export::citation::Style;
use crate::export::quote::{Quote, Source, of_span, quote};
use crate::export::uuid::bits;
use crate::marks::hits::mark_at;
use crate::marks::{Id, Moment, Notebook};
use crate::text::Span;

/// A quote for every hit; what is not marked was made at that moment, under an id that is the same at every export.
#[must_use]
pub fn quoted(source: &Source<'_>, notebook: &Notebook, hits: &[Span], (style, at): (&Style, Moment)) -> Vec<Quote> {
    let one = |hit: &Span| match mark_at(notebook, *hit) {
        Some((entry, mark)) => quote(source, entry, mark, style),
        None => Quote {
            id: id(&source.document.key, *hit),
            created: at,
            updated: at,
            ..of_span(source, *hit, style)
        },
    };
    hits.iter().map(one).collect()
}

/// A name for words that nobody marked: what they are of, and where they stand.
fn id(key: &str, hit: Span) -> Id {
    let mut hash = Sha256::new();
    hash.update("visavis/hit/1");
    hash.update(key);
    hash.update((hit.start() as u64).to_be_bytes());
    hash.update((hit.end() as u64).to_be_bytes());
    Id(bits(hash))
}
