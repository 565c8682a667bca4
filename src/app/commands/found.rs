//! Hits made into marks in transcripts that are not open: each in its own journal, as the reader would have made them there.

use super::Origin;
use super::marked::Marked;
use crate::app::library::Library;
use crate::app::opening;
use crate::marks::hits::{Wanted, done_by, edits};
use crate::marks::{Event, Id};
use crate::store::{Shelf, Stamp, now};
use crate::text::{SafeText, Span};

/// What was made of the hits of a transcript.
#[derive(Debug, Default)]
pub struct Made {
    /// How many marks were made or changed; the other hits were so already.
    pub marks: usize,
    /// The operation that takes them back; none where nothing changed.
    pub operation: Option<Id>,
    /// Why they are kept elsewhere than the reader wants marks kept.
    pub retreat: Option<String>,
}

/// Makes hits what they are to be, and keeps that.
///
/// # Errors
///
/// Why it could not be kept.
pub fn mark(
    origin: &Origin,
    marked: &mut Marked,
    hits: &[Span],
    wanted: &Wanted,
    shelf: &Shelf,
) -> Result<Made, String> {
    let source = marked.source();
    let edits = edits(&marked.notebook, (source.transcript, source.turns), hits, wanted);
    let marks = edits.len();
    let events = marked.notebook.perform(&wanted.says(marks), edits, now());
    let retreat = keep(origin, marked, &events, shelf)?;
    Ok(Made {
        marks,
        operation: done_by(&events),
        retreat,
    })
}

/// Takes an operation back; whether it still stood.
///
/// # Errors
///
/// Why the transcript cannot be read, or why it could not be kept.
pub fn take_back(origin: &Origin, operation: Id, shelf: &Shelf, library: &Library) -> Result<bool, String> {
    let (mut marked, _) = Marked::quietly(origin, shelf, library).map_err(|failure| failure.reason.to_string())?;
    let Some((_, events)) = marked.notebook.take_back(operation, now()) else {
        return Ok(false);
    };
    keep(origin, &marked, &events, shelf)?;
    Ok(true)
}

/// Keeps what was done to the marks of a transcript, and beside them whose they are; why they are kept elsewhere than the reader wants,
/// if they are.
///
/// # Errors
///
/// Why they could not be kept.
pub fn keep(origin: &Origin, marked: &Marked, events: &[Event], shelf: &Shelf) -> Result<Option<String>, String> {
    if events.is_empty() {
        return Ok(None);
    }
    let path = opening::absolute(origin);
    let mut journal = shelf.journal(&marked.identity, path.as_deref())?;
    journal.append(events).map_err(|error| error.to_string())?;
    let stamp = path.as_ref().and_then(|path| path.metadata().ok());
    let stamp = stamp.map(|facts| Stamp::of(&facts)).unwrap_or_default();
    let title = SafeText::line(&marked.document.title);
    // It can be made anew at any time.
    let _ = shelf.keep_document(&marked.identity, &title, path.as_deref(), stamp);
    Ok(journal.told_retreat())
}
