//! A search through every transcript that was read or named, on a thread; and the opening of what it found.

use std::collections::HashSet;
use std::sync::Arc;

use super::super::commands::marked::Marked;
use super::super::library::Library;
use super::super::opening;
use super::super::reading::Origin;
use super::super::terminal::{Message, Terminal};
use super::Reader;
use crate::export::hits::{Found, listed};
use crate::search::Query;
use crate::session::everywhere::Elsewhere;
use crate::session::{Action, Outcome};
use crate::store::Shelf;

/// Hits listed of one transcript, and of all.
const MOST_OF_ONE: usize = 500;
const MOST: usize = 5_000;

/// Where marks and transcripts that were read before are kept, as a thread takes them along.
pub(super) type Stores = (Shelf, Library);

impl Reader {
    pub(super) fn stores(&self) -> Stores {
        (self.setup.shelf.clone(), self.setup.library.clone())
    }

    /// Looks for a query line in every transcript, the open one first.
    pub(super) fn search_everywhere(&mut self, number: u64, line: String, regex: bool) {
        let open = self.session.shelf().open.and_then(|at| self.shelf.get(at));
        let read = self.setup.shelf.files_read().into_iter().map(Origin::File);
        // What is piped in cannot be read twice.
        let all = open.cloned().into_iter().chain(self.shelf.iter().cloned()).chain(read);
        let mut seen = HashSet::new();
        let once = |origin: &Origin| seen.insert(opening::absolute(origin));
        let files = Arc::new(
            all.filter(|origin| *origin != Origin::StandardInput)
                .filter(once)
                .collect(),
        );
        self.looked_into = Arc::clone(&files);
        let sender = self.inbox.sender();
        let stores = self.stores();
        std::thread::spawn(move || {
            let mut room = MOST;
            for (at, origin) in files.iter().enumerate() {
                // The reader holds the list as long as this search is the one that is wanted.
                if Arc::strong_count(&files) == 1 {
                    return;
                }
                let found = look_into(at, origin, &stores, (&line, regex), room.min(MOST_OF_ONE));
                room -= found.len();
                let outcome = Outcome::Found(number, found, (at + 1, files.len()));
                if sender.send(Message::Outcome(outcome)).is_err() || room == 0 {
                    return;
                }
            }
        });
    }

    /// Opens what was found, at the hit.
    pub(super) fn open_found(&mut self, file: usize, offset: usize, terminal: &mut Terminal) {
        let Some(origin) = self.looked_into.get(file).cloned() else {
            return;
        };
        let at = self.shelf.iter().position(|other| *other == origin).unwrap_or_else(|| {
            self.session.add_to_shelf(origin.name());
            self.shelf.push(origin);
            self.shelf.len() - 1
        });
        if self.session.shelf().open != Some(at) {
            let remembered = self.remembered(at).reaching(offset);
            self.open_other_at(at, &remembered, terminal);
        }
        if self.session.shelf().open == Some(at) {
            self.act(Action::Told(Outcome::Landed(offset)), None, terminal);
        }
    }
}

/// What is found in one transcript; nothing in one that cannot be read.
fn look_into(
    file: usize,
    origin: &Origin,
    (shelf, library): &Stores,
    (line, regex): (&str, bool),
    most: usize,
) -> Vec<Elsewhere> {
    let Ok((marked, _)) = Marked::quietly(origin, shelf, library) else {
        return Vec::new();
    };
    let Ok(Some(query)) = Query::parse(line, regex, &marked.turns) else {
        return Vec::new();
    };
    let hits = marked.find(&query);
    let name = origin.name();
    let found = Found {
        path: &name,
        source: marked.source(),
        hits: &hits,
    };
    listed(&found, most)
        .into_iter()
        .map(|hit| Elsewhere {
            file,
            name: name.clone(),
            hit,
        })
        .collect()
}
