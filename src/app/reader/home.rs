//! The home screen's side of the application: rows from what is known already, at once, and a look at every file on threads of
//! their own, which tells of whatever is otherwise than it was thought to be.

mod rows;

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use super::super::commands::each::{each, in_folders, of_library};
use super::super::commands::kept::notebook;
use super::super::library::Library;
use super::super::opening::absolute;
use super::super::reading::Origin;
use super::super::terminal::{Message, Terminal};
use super::super::watching::Watch;
use super::Reader;
use super::pace::Pace;
use crate::session::home::{Shelved, Sight};
use crate::session::{Action, Outcome};
use crate::store::{Held, Shelf};
use crate::text::SafeText;
use rows::{Marked, Visits, refused, shelved};

/// Files gone and come within this time are looked at together.
const SETTLE: Duration = Duration::from_millis(500);

/// Rows by the paths of their files; none for a file that is no longer of the library.
type Rows = Vec<(PathBuf, Option<Shelved>)>;

/// How many files have been looked into, of how many; none once all have.
type Scanned = Option<(usize, usize)>;

/// Which transcripts the home screen lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Those of the folders in the configuration, and what was read before.
    Library,
    /// Those named on the command line, files and folders.
    Named(Vec<PathBuf>),
}

/// The look at all files that goes on.
#[derive(Debug, Default)]
pub(super) struct Looking {
    /// A thread is at it.
    going: bool,
    /// Something changed meanwhile.
    again: bool,
    /// When to look again.
    pub(super) due: Option<Instant>,
    /// Numbers on the shelf by absolute path.
    files: HashMap<PathBuf, usize>,
    watches: Vec<Watch>,
}

/// What the looking threads need.
struct Look {
    scope: Scope,
    folders: Vec<PathBuf>,
    /// What was opened in this run.
    opened: Vec<PathBuf>,
    shelf: Shelf,
    library: Library,
    /// What the table shows already.
    shown: HashMap<PathBuf, Shelved>,
}

impl Reader {
    /// Fills the table with what is known of the library without looking into any file.
    pub(super) fn show_home(&mut self, terminal: &mut Terminal) {
        for (at, origin) in self.shelf.iter().enumerate() {
            if let Some(path) = absolute(origin) {
                self.looking.files.insert(path, at);
            }
        }
        let visits = Visits::of(&self.setup.shelf);
        let mut paths: Vec<PathBuf> = self.shelf.iter().filter_map(absolute).collect();
        if self.scope == Scope::Library {
            let folders = self.setup.folders();
            let unlisted = self.setup.shelf.unlisted();
            paths.extend(visits.paths());
            paths.extend(
                self.setup
                    .library
                    .paths()
                    .into_iter()
                    .filter(|path| folders.iter().any(|folder| path.starts_with(folder))),
            );
            paths.retain(|path| !unlisted.contains(path));
        }
        let mut seen = HashSet::new();
        paths.retain(|path| seen.insert(path.clone()));
        let rows = paths.into_iter().map(|path| {
            let row = self.setup.library.known(&path, |held| match held {
                Some(Held::Transcript(card)) => shelved(&path, Some(card), &visits, &Marked::default()),
                Some(Held::Refused(_, why)) => refused(&path, why),
                None => shelved(&path, None, &visits, &Marked::default()),
            });
            (path, Some(row))
        });
        let rows = rows.collect();
        self.listed(rows, Some((0, 0)), terminal);
    }

    /// The table is shown: what is known fills it where it is empty, and every file is looked at once the frame is there.
    pub(super) fn list_library(&mut self, terminal: &mut Terminal) {
        if self.session.home().rows().is_empty() {
            self.show_home(terminal);
        }
        if self.looking.due.is_none() {
            self.looking.due = Some(Instant::now());
        }
    }

    /// Looks at every file of the library, on a thread; where one is at it already, once more when it is done.
    pub(super) fn look(&mut self) {
        if self.looking.going {
            self.looking.again = true;
            return;
        }
        self.looking.going = true;
        let shown = self.session.home().rows().iter().filter_map(|row| {
            let path = absolute(self.shelf.get(row.file)?)?;
            Some((path, Shelved { file: 0, ..row.clone() }))
        });
        let look = Look {
            scope: self.scope.clone(),
            folders: self.setup.folders(),
            opened: self.shelf.iter().filter_map(absolute).collect(),
            shelf: self.setup.shelf.clone(),
            library: self.setup.library.clone(),
            shown: shown.collect(),
        };
        if self.looking.watches.is_empty() {
            let sender = self.inbox.sender();
            let named = match &look.scope {
                Scope::Library => &look.folders,
                Scope::Named(paths) => paths,
            };
            let folders = named.iter().filter(|path| path.is_dir());
            self.looking.watches = folders
                .filter_map(|folder| Watch::folder(folder, sender.clone()))
                .collect();
        }
        let sender = self.inbox.sender();
        std::thread::spawn(move || {
            look.over(&|rows, scanned| {
                let _ = sender.send(Message::Shelved(rows, scanned));
            });
        });
    }

    /// A folder of the library changed: it is looked at when it has settled.
    pub(super) fn library_changed(&mut self) {
        self.looking.due = Some(Instant::now() + SETTLE);
    }

    /// Takes rows by their paths, new files behind the others on the shelf.
    pub(super) fn listed(&mut self, found: Rows, scanned: Scanned, terminal: &mut Terminal) {
        let mut sight = Sight {
            scanned,
            ..Sight::default()
        };
        for (path, row) in found {
            let Some(row) = row else {
                sight.gone.extend(self.looking.files.get(&path));
                continue;
            };
            let next = self.shelf.len();
            let file = *self.looking.files.entry(path).or_insert_with_key(|path| {
                let origin = Origin::File(path.clone());
                self.session.add_to_shelf(origin.name());
                self.shelf.push(origin);
                next
            });
            sight.rows.push(Shelved { file, ..row });
        }
        self.act(Action::Told(Outcome::Shelved(sight)), None, terminal);
        if scanned.is_none() {
            self.looking.going = false;
            if std::mem::take(&mut self.looking.again) {
                self.look();
            }
        }
    }

    /// Keeps whether a file is listed.
    pub(super) fn keep_listed(&mut self, file: usize, listed: bool, terminal: &mut Terminal) {
        let Some(path) = self.shelf.get(file).and_then(absolute) else {
            return;
        };
        if self.scope == Scope::Library
            && let Err(why) = self.setup.shelf.keep_listed(&path, listed)
        {
            self.act(Action::Told(Outcome::Notice(SafeText::line(&why))), None, terminal);
        }
    }
}

impl Look {
    /// Looks at every file and tells of those that are otherwise than shown.
    fn over(&self, tell: &dyn Fn(Rows, Scanned)) {
        let visits = Visits::of(&self.shelf);
        let (files, marked) = (self.files(), self.marked());
        let (mut rows, mut pace, mut done) = (Vec::new(), Pace::TABLE, 0);
        let mut keys: HashSet<String> = HashSet::new();
        let mut missing = Vec::new();
        let look = |path: &PathBuf| (path.clone(), self.library.card(&Origin::File(path.clone()), path));
        each(&files, look, |(path, card)| {
            done += 1;
            match card {
                Ok(card) => {
                    let marks = marked.get(&card.key).cloned().unwrap_or_default();
                    let row = shelved(&path, Some(&card), &visits, &marks);
                    keys.insert(card.key);
                    self.otherwise(path, row, &mut rows);
                }
                Err(failure) if path.symlink_metadata().is_err() => missing.push((path, failure)),
                Err(failure) => self.otherwise(path.clone(), refused(&path, &failure.reason), &mut rows),
            }
            if pace.is_due() {
                pace.tells();
                tell(std::mem::take(&mut rows), Some((done, files.len())));
            }
            true
        });
        // What was moved is listed where it is now, and nowhere else; what is gone is news only to whom it was read by.
        let mut listed: HashSet<&PathBuf> = files.iter().collect();
        for (path, failure) in &missing {
            let read = visits.by_path.get(path);
            if read.is_some_and(|key| !keys.contains(key.as_str())) {
                self.otherwise(path.clone(), refused(path, &failure.reason), &mut rows);
            } else {
                listed.remove(path);
            }
        }
        // What the reader takes off the list goes at once, and may be back before this look is over.
        let unlisted = self.shelf.unlisted();
        let gone = self.shown.keys();
        let gone = gone.filter(|path| !listed.contains(path) && !unlisted.contains(*path));
        rows.extend(gone.map(|path| (path.clone(), None)));
        tell(rows, None);
        self.library.keep();
    }

    fn otherwise(&self, path: PathBuf, row: Shelved, rows: &mut Rows) {
        if self.shown.get(&path) != Some(&row) {
            rows.push((path, Some(row)));
        }
    }

    /// All files to look at, each once.
    fn files(&self) -> Vec<PathBuf> {
        let mut files = match &self.scope {
            Scope::Library => of_library(&self.shelf, &self.folders),
            Scope::Named(paths) => in_folders(paths),
        };
        if self.scope == Scope::Library {
            let unlisted = self.shelf.unlisted();
            files.extend(self.opened.iter().filter(|path| !unlisted.contains(*path)).cloned());
        }
        let mut seen = HashSet::new();
        files.retain(|path| seen.insert(path.clone()));
        files
    }

    /// How many marks and which tags every transcript has that has any, by key.
    fn marked(&self) -> HashMap<String, Marked> {
        let keys = self.shelf.transcripts().into_iter();
        keys.filter_map(|key| {
            let name = key.as_str().to_owned();
            let (notebook, _) = notebook(&self.shelf, key)?;
            Some((name, Marked::of(&notebook)))
        })
        .collect()
    }
}
