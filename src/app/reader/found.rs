//! What is done at once to hits in many transcripts: the open one's part goes through the session, that of the others is done on a
//! thread, each in its own journal.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::super::commands::found::{mark, take_back};
use super::super::commands::marked::Marked;
use super::super::commands::quoted::{Taken, bytes};
use super::super::commands::saving::save;
use super::super::reading::Origin;
use super::super::terminal::{Message, Terminal};
use super::Reader;
use super::everywhere::Stores;
use super::exporting::{at_home, not_written};
use crate::export::quotes::form;
use crate::marks::Id;
use crate::marks::hits::Wanted;
use crate::session::found::{FoundAt, MarkedFound, standing};
use crate::session::{Action, Outcome};
use crate::text::{SafeText, counted};

/// Hits of one file: its number, the file, and the words.
type Of = (usize, Origin, Vec<FoundAt>);

impl Reader {
    /// Marks hits, each in its own transcript.
    pub(super) fn mark_found(&mut self, number: u64, found: &[FoundAt], wanted: Wanted, terminal: &mut Terminal) {
        let (here, others): (Vec<Of>, Vec<Of>) = self.by_file(found).into_iter().partition(|(_, origin, _)| {
            let open = self.session.shelf().open.and_then(|at| self.shelf.get(at));
            open == Some(origin)
        });
        for (_, _, found) in here {
            self.act(Action::Told(Outcome::MarkHere(found, wanted.clone())), None, terminal);
        }
        let (stores, sender) = (self.stores(), self.inbox.sender());
        std::thread::spawn(move || {
            let marked = mark_all(number, &others, &wanted, &stores);
            // A reader who left has no use for the answer.
            let _ = sender.send(Message::Outcome(Outcome::MarkedFound(wanted, marked)));
        });
    }

    /// Takes operations in other transcripts back; `here` is how many were taken back in the open one.
    pub(super) fn take_found_back(&self, operations: Vec<(usize, Id)>, here: usize) {
        let files = self.looked_into.clone();
        let ((shelf, library), sender) = (self.stores(), self.inbox.sender());
        std::thread::spawn(move || {
            let (mut transcripts, mut failures) = (here, Vec::new());
            for (file, operation) in operations {
                let Some(origin) = files.get().and_then(|files| files.get(file)) else {
                    continue;
                };
                match take_back(origin, operation, &shelf, &library) {
                    Ok(taken) => transcripts += usize::from(taken),
                    Err(reason) => failures.push(told(origin, &reason)),
                }
            }
            let _ = sender.send(Message::Outcome(Outcome::FoundTakenBack(transcripts, failures)));
        });
    }

    /// Writes hits to a file, as quotes.
    pub(super) fn export_found(&self, found: &[FoundAt], name: &'static str, path: &str, over: bool) {
        let files = self.by_file(found);
        let ((shelf, library), sender) = (self.stores(), self.inbox.sender());
        let style = self.setup.citation().clone();
        let path = at_home(path);
        std::thread::spawn(move || {
            let (mut taken, mut sources, mut failed): (Vec<Taken>, Vec<PathBuf>, usize) = Default::default();
            for (_, origin, hits) in files {
                match Marked::quietly(&origin, &shelf, &library) {
                    Ok((marked, _)) => {
                        let (hits, _) = standing(marked.source().transcript.text(), &hits);
                        taken.push((marked, hits));
                    }
                    Err(_) => failed += 1,
                }
                if let Origin::File(file) = origin {
                    sources.push(file);
                }
            }
            let count: usize = taken.iter().map(|(_, hits)| hits.len()).sum();
            let shown = SafeText::path(&path);
            let written = form(name)
                .ok_or_else(|| format!("there is no form {name}"))
                .and_then(|form| bytes(&taken, form, &style))
                .and_then(|bytes| save(&bytes, &path, &sources, over));
            let outcome = match written {
                Ok(()) if failed == 0 => Ok(SafeText::line(&format!("{} written to {shown}", counted(count, "hit")))),
                Ok(()) => Err(SafeText::line(&format!(
                    "{} written to {shown}, but {failed} of the transcripts cannot be read any more",
                    counted(count, "hit")
                ))),
                Err(reason) => Err(not_written(&shown, &reason, &format!("{name}!"))),
            };
            let _ = sender.send(Message::Outcome(Outcome::Exported(outcome)));
        });
    }

    /// Hits by the files that were looked into.
    fn by_file(&self, found: &[FoundAt]) -> Vec<Of> {
        let mut files: BTreeMap<usize, Vec<FoundAt>> = BTreeMap::new();
        for hit in found {
            files.entry(hit.file).or_default().push(hit.clone());
        }
        files
            .into_iter()
            .filter_map(|(file, hits)| Some((file, self.looked_into.get()?.get(file)?.clone(), hits)))
            .collect()
    }
}

fn mark_all(number: u64, files: &[Of], wanted: &Wanted, (shelf, library): &Stores) -> MarkedFound {
    let mut done = MarkedFound {
        number,
        ..MarkedFound::default()
    };
    for (file, origin, hits) in files {
        let made = Marked::quietly(origin, shelf, library)
            .map_err(|failure| failure.reason.to_string())
            .and_then(|(mut marked, _)| {
                let (hits, gone) = standing(marked.source().transcript.text(), hits);
                done.gone += gone;
                mark(origin, &mut marked, &hits, wanted, shelf)
            });
        match made {
            Ok(made) => {
                done.marks += made.marks;
                done.operations
                    .extend(made.operation.map(|operation| (*file, operation)));
            }
            Err(reason) => done.failures.push(told(origin, &reason)),
        }
    }
    done
}

fn told(origin: &Origin, reason: &str) -> SafeText {
    SafeText::line(&format!("{}: {reason}", origin.name()))
}
