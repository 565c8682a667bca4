//! `visavis import FILE --into TRANSCRIPT`: quotes that were exported, or annotated elsewhere, become marks of a transcript.
//!
//! A mark is known by its id, so that taking the same file in again changes nothing; one that was deleted here stays deleted.

use super::marked::Marked;
use super::{Ending, Failure, Origin, complain, emit, reading, refuse};
use crate::app::cli::Importing;
use crate::app::opening;
use crate::app::setting::Setup;
use crate::export::quotes::incoming::{Incoming, placed, read};
use crate::formats::Part;
use crate::marks::{Body, Edit, Event, Status};
use crate::store::{Stamp, now};
use crate::text::SafeText;

/// Takes marks in.
pub fn run(importing: &Importing, setup: &Setup) -> Ending {
    let file = Origin::of(&importing.file);
    let incoming = match reading::load(&file, Part::Whole)
        .and_then(|loaded| read(&loaded.bytes).map_err(|reason| Failure::of(file.name(), reason)))
    {
        Ok(incoming) => incoming,
        Err(failure) => return refuse(&failure),
    };
    let into = Origin::of(&importing.into);
    let marked = match Marked::open(&into, setup) {
        Ok(marked) => marked,
        Err(failure) => return refuse(&failure),
    };
    for remark in &incoming.remarks {
        complain(&format!("{}: {}", file.name(), SafeText::line(remark)));
    }
    match incoming.of(&marked.document.key) {
        Ok(marks) => take(&into, marked, &marks, setup),
        Err(reason) => refuse(&Failure::of(file.name(), reason)),
    }
}

fn take(into: &Origin, mut marked: Marked, incoming: &[&Incoming], setup: &Setup) -> Ending {
    let mut journal = match setup
        .shelf
        .journal(&marked.identity, opening::absolute(into).as_deref())
    {
        Ok(journal) => journal,
        Err(reason) => {
            complain(&format!("NOT SAVED: {}", SafeText::line(&reason)));
            return Ending::NotSaved;
        }
    };
    let marks: Vec<_> = incoming
        .iter()
        .map(|one| (one.id, placed(one, &marked.source())))
        .collect();
    let fresh = marks.iter().filter(|(id, _)| !marked.notebook.knows(*id));
    let edits: Vec<Edit> = fresh
        .map(|(id, mark)| Edit::Set(*id, Body::Mark(mark.clone())))
        .collect();
    let says = if edits.len() == 1 {
        "imported 1 mark".to_owned()
    } else {
        format!("imported {} marks", edits.len())
    };
    let mut events = marked.notebook.perform(&says, edits, now());
    let mut statuses = Vec::new();
    for event in &mut events {
        if let Event::Put { id, created, body, .. } = event {
            // It was made when it was made, wherever that was.
            *created = incoming
                .iter()
                .find(|one| one.id == *id)
                .map_or(*created, |one| one.created);
            if let Body::Mark(mark) = body {
                statuses.push(mark.status);
            }
        }
    }
    if !events.is_empty() {
        if let Err(error) = journal.append(&events) {
            complain(&format!("NOT SAVED: {}", SafeText::line(&error.to_string())));
            return Ending::NotSaved;
        }
        if let Some(why) = journal.told_retreat() {
            complain(&SafeText::line(&why));
        }
        keep_document(into, &marked, setup);
    }
    let known = incoming.len() - statuses.len();
    emit(&format!("{}: {}\n", into.name(), in_words(&statuses, known)))
}

/// Keeps beside the marks whose they are; the file can be made anew at any time.
fn keep_document(into: &Origin, marked: &Marked, setup: &Setup) {
    let path = opening::absolute(into);
    let stamp = path
        .as_ref()
        .and_then(|path| path.metadata().ok())
        .map(|facts| Stamp::of(&facts));
    let title = &marked.document.title;
    let _ = setup
        .shelf
        .keep_document(&marked.identity, title, path.as_deref(), stamp.unwrap_or_default());
}

/// `3 marks imported (2 ok, 1 orphan), 1 there already`.
fn in_words(statuses: &[Status], known: usize) -> String {
    let count = |status| statuses.iter().filter(|found| **found == status).count();
    let counts = [
        (count(Status::Ok) + count(Status::Moved), "found"),
        (count(Status::Changed), "changed"),
        (count(Status::ByTime), "by time"),
        (count(Status::Orphan), "not found"),
    ];
    let counts = counts.iter().filter(|(count, _)| *count > 0);
    let counts: Vec<String> = counts.map(|(count, word)| format!("{count} {word}")).collect();
    let marks = if statuses.len() == 1 { "mark" } else { "marks" };
    let found = if counts.is_empty() {
        String::new()
    } else {
        format!(" ({})", counts.join(", "))
    };
    let known = if known > 0 {
        format!(", {known} there already")
    } else {
        String::new()
    };
    format!("{} {marks} imported{found}{known}", statuses.len())
}
