//! `visavis import FILE --into TRANSCRIPT`: quotes that were exported, or annotated elsewhere, become marks of a transcript.
//!
//! A mark is known by its id, so that taking the same file in again changes nothing; one that was deleted here stays deleted.

use super::found::keep;
use super::marked::Marked;
use super::{Ending, Failure, Origin, complain, emit, reading, refuse};
use crate::app::cli::Importing;
use crate::app::setting::Setup;
use crate::export::quotes::incoming::{Incoming, placed, read};
use crate::formats::Part;
use crate::marks::{Body, Edit, Event, Seeker, Status};
use crate::store::now;
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
    let source = marked.source();
    let mut seeker = Seeker::new(source.transcript);
    let marks: Vec<_> = incoming
        .iter()
        .map(|one| (one.id, placed(one, &source, &mut seeker)))
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
    match keep(into, &marked, &events, &setup.shelf) {
        Ok(Some(why)) => complain(&SafeText::line(&why)),
        Ok(None) => {}
        Err(reason) => {
            complain(&format!("NOT SAVED: {}", SafeText::line(&reason)));
            return Ending::NotSaved;
        }
    }
    let known = incoming.len() - statuses.len();
    emit(&format!("{}: {}\n", into.name(), in_words(&statuses, known)))
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
