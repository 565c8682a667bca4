//! Hits of many transcripts taken out as quotes, in any form in which marks are taken out.

use super::marked::Marked;
use crate::export::citation::Style;
use crate::export::hits::quoted;
use crate::export::quotes::{Extract, Form, Wish};
use crate::store::now;
use crate::text::Span;

/// A transcript with what was found in it.
pub type Taken = (Marked, Vec<Span>);

/// The file of all of them, transcript after transcript.
///
/// # Errors
///
/// Why this form cannot hold them.
pub fn bytes(taken: &[Taken], form: &Form, style: &Style) -> Result<Vec<u8>, String> {
    let at = now();
    let extracts: Vec<Extract<'_>> = taken
        .iter()
        .map(|(marked, hits)| Extract {
            source: marked.source(),
            quotes: quoted(&marked.source(), &marked.notebook, hits, (style, at)),
        })
        .collect();
    let wish = Wish {
        own_lines: style.holds_words(),
        at,
        ..Wish::default()
    };
    let bytes = (form.write)(&extracts, &wish);
    if bytes.is_empty() {
        return Err(format!("{} could not be made of these transcripts", form.name));
    }
    Ok(bytes)
}
