//! A search through every transcript that was read or named, on a thread; and the opening of what it found.

use std::collections::HashSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};

use super::super::commands::each::{self, each};
use super::super::commands::marked::Marked;
use super::super::library::Library;
use super::super::opening;
use super::super::reading::Origin;
use super::super::terminal::{Message, Terminal};
use super::pace::Pace;
use super::{Reader, Scope};
use crate::export::hits;
use crate::search::Query;
use crate::session::across::Found;
use crate::session::everywhere::Elsewhere;
use crate::session::{Action, Ground, Outcome};
use crate::store::Shelf;

/// Hits listed of one transcript, and of all.
const MOST_OF_ONE: usize = 500;
const MOST: usize = 5_000;

/// Where marks and transcripts that were read before are kept, as a thread takes them along.
pub(super) type Stores = (Shelf, Library);

/// The files that a search looks into; known once its thread has gathered them.
pub(super) type LookedInto = Arc<OnceLock<Vec<Origin>>>;

impl Reader {
    pub(super) fn stores(&self) -> Stores {
        (self.setup.shelf.clone(), self.setup.library.clone())
    }

    /// Looks for a query line in every transcript, the open one first: of the whole library, or from a home screen that lists what was
    /// named, in that alone.
    pub(super) fn search_everywhere(&mut self, number: u64, line: String, regex: bool) {
        let open = self.session.shelf().open.and_then(|at| self.shelf.get(at));
        let named: Vec<Origin> = open.cloned().into_iter().chain(self.shelf.iter().cloned()).collect();
        let listed = self.session.ground() == Ground::Home && self.scope != Scope::Library;
        let folders = (!listed).then(|| self.setup.folders());
        let files = LookedInto::default();
        self.looked_into = Arc::clone(&files);
        let sender = self.inbox.sender();
        let stores = self.stores();
        std::thread::spawn(move || {
            let library = folders.map(|folders| each::of_library(&stores.0, &folders));
            let library = each::there(library.unwrap_or_default());
            let mut seen = HashSet::new();
            let mut once = |origin: &Origin| seen.insert(opening::absolute(origin));
            // What is piped in cannot be read twice.
            let all = named
                .into_iter()
                .chain(library)
                .filter(|origin| *origin != Origin::StandardInput);
            let all: Vec<Origin> = all.filter(&mut once).collect();
            let looking = Looking {
                line: &line,
                regex,
                words: Query::of_words(&line, regex),
                stores: &stores,
                room: AtomicUsize::new(MOST),
            };
            // The reader holds the list as long as this search is the one that is wanted.
            let is_wanted = || Arc::strong_count(&files) > 1;
            looking.over(number, files.get_or_init(|| all), &is_wanted, |found| {
                sender.send(Message::Outcome(Outcome::Found(found))).is_ok()
            });
            stores.1.keep();
        });
    }

    /// Opens what was found, at the hit.
    pub(super) fn open_found(&mut self, file: usize, offset: usize, terminal: &mut Terminal) {
        let Some(origin) = self.looked_into.get().and_then(|files| files.get(file)).cloned() else {
            return;
        };
        if self.open_origin(origin, offset, terminal) {
            self.act(Action::Told(Outcome::Landed(offset)), None, terminal);
        }
    }

    /// Opens a transcript of the shelf, or one that is put there now, as far as an offset at least; whether it is open.
    pub(super) fn open_origin(&mut self, origin: Origin, offset: usize, terminal: &mut Terminal) -> bool {
        let at = self.shelf.iter().position(|other| *other == origin).unwrap_or_else(|| {
            self.session.add_to_shelf(origin.name());
            self.shelf.push(origin);
            self.shelf.len() - 1
        });
        if self.session.shelf().open != Some(at) {
            let remembered = self.remembered(at).reaching(offset);
            self.open_other_at(at, &remembered, terminal);
        }
        self.session.shelf().open == Some(at)
    }
}

/// A search through all files.
struct Looking<'a> {
    line: &'a str,
    regex: bool,
    /// The query, where it asks the same of every transcript.
    words: Option<Query>,
    stores: &'a Stores,
    /// How many more hits are listed.
    room: AtomicUsize,
}

impl Looking<'_> {
    /// Goes through all files, in their order, and tells what is found in them, now and then, at once what is found first.
    fn over(
        &self,
        number: u64,
        files: &[Origin],
        is_wanted: &(dyn Fn() -> bool + Sync),
        tell: impl Fn(Found<Elsewhere>) -> bool,
    ) {
        let nothing = || Found::nothing(number);
        let (mut found, mut pace, mut done) = (nothing(), Pace::LIST, 0);
        each(
            files,
            |origin| match is_wanted() {
                true => self.look_into(origin),
                false => Default::default(),
            },
            |(mut listed, hits): (Vec<Elsewhere>, usize)| {
                listed.truncate(self.room.load(Ordering::Relaxed));
                self.room.fetch_sub(listed.len(), Ordering::Relaxed);
                for hit in &mut listed {
                    hit.file = done;
                }
                found.listed.append(&mut listed);
                found.count += hits;
                done += 1;
                found.looked = (done, files.len());
                if done == files.len() || pace.is_due() && found.count > 0 {
                    pace.tells();
                    return tell(std::mem::replace(&mut found, nothing())) && is_wanted();
                }
                is_wanted()
            },
        );
    }

    /// What is found in one transcript, as far as it is listed, and how many hits there are; nothing in one that cannot be read.
    fn look_into(&self, origin: &Origin) -> (Vec<Elsewhere>, usize) {
        let (shelf, library) = self.stores;
        let most = self.room.load(Ordering::Relaxed).min(MOST_OF_ONE);
        if let Some(hits) = self.words.as_ref().and_then(|words| library.count(origin, words))
            && (hits == 0 || most == 0)
        {
            return (Vec::new(), hits);
        }
        let Ok((marked, _)) = Marked::quietly(origin, shelf, library) else {
            return Default::default();
        };
        let Ok(Some(query)) = Query::parse(self.line, self.regex, &marked.turns) else {
            return Default::default();
        };
        let hits = marked.find(&query);
        let found = hits::Found {
            path: &origin.name(),
            source: marked.source(),
            hits: &hits,
        };
        let listed = hits::listed(&found, most).into_iter().map(|hit| Elsewhere {
            file: 0,
            title: marked.document.title.clone(),
            of: hits.len(),
            hit,
        });
        (listed.collect(), hits.len())
    }
}
