//! Going over all that is kept, and saying what is wrong with it (`visavis doctor`); nothing is changed here.
//!
//! Only what is ours is judged: beside a transcript that is what bears its name, and its rights are the reader's to give.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::folder::Folder;
use super::fs::Fs;
use super::identity::Key;
use super::journal::cause;
use super::line;
use super::loaded::{is_empty_line, rows_of};
use super::shelf::{NO_HOME, Shelf};
use super::sightings::Sightings;

/// Rights that nobody else is to have on what lies in the home.
const PRIVATE: u32 = 0o077;
/// Rights that nobody else should have on a journal beside a transcript.
const WRITING: u32 = 0o022;

/// What was found.
#[derive(Debug, Default)]
pub struct Report {
    /// How many transcripts have journals.
    pub transcripts: usize,
    /// How many journals there are, those of other devices among them.
    pub journals: usize,
    /// How many lines they have.
    pub lines: usize,
    /// How many of those are damaged.
    pub damaged: usize,
    /// How many are of a newer version.
    pub newer: usize,
    /// What is to be told, in the order of the paths.
    pub findings: Vec<Finding>,
}

/// What is wrong, or at least odd, with one file or folder.
#[derive(Debug)]
pub struct Finding {
    /// The file or folder.
    pub path: PathBuf,
    /// What it is.
    pub trouble: Trouble,
    /// What was done about it, or why that failed; none where nothing was tried.
    pub mended: Option<Result<String, String>>,
    /// The folder of journals that it belongs to.
    pub(super) folder: Option<Folder>,
}

/// What can be wrong or odd.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// These lines of a journal, from 1, are damaged; the last of them may be torn where the journal ends.
    Damaged {
        /// Their numbers.
        lines: Vec<usize>,
        /// The journal ends within the last of them.
        torn: bool,
    },
    /// So many lines were written by a newer version.
    Newer(usize),
    /// So many damaged lines were put aside here.
    Quarantined(usize),
    /// So many lines could not be saved by a run that ended; with the key of their transcript, where that was known.
    Unsaved(usize, Option<Key>),
    /// Marks that these are linked to are not here.
    LinkedAway(Key),
    /// Others have these rights that they should not have.
    Open(u32),
    /// It belongs to somebody else.
    NotOurs,
    /// It is no plain file where one should be.
    NotPlain,
    /// It cannot be read, and why.
    Unread(String),
    /// It is nothing that this program makes.
    Foreign,
    /// A lock of nothing that is kept.
    OrphanedLock,
    /// A temporary file of a run that was killed.
    Stray,
}

impl Trouble {
    /// Whether something is wrong; else it is only told.
    #[must_use]
    pub const fn is_wrong(&self) -> bool {
        !matches!(
            self,
            Self::Newer(_) | Self::Quarantined(_) | Self::Foreign | Self::OrphanedLock | Self::Stray
        )
    }
}

impl Finding {
    pub(super) const fn new(path: PathBuf, trouble: Trouble) -> Self {
        Self {
            path,
            trouble,
            mended: None,
            folder: None,
        }
    }

    /// Whether it is wrong still.
    #[must_use]
    pub const fn is_wrong(&self) -> bool {
        self.trouble.is_wrong() && !matches!(self.mended, Some(Ok(_)))
    }
}

impl<F: Fs> Shelf<F> {
    /// Goes over everything that is kept below the home, and over what lies beside transcripts: those that are known, and those in
    /// these `files`, by absolute path.
    ///
    /// # Errors
    ///
    /// The reason, where there is no data directory.
    pub fn examine(&self, files: &[PathBuf]) -> Result<Report, String> {
        let Some(data) = &self.directories().data else {
            return Err(NO_HOME.to_owned());
        };
        let mut round = Round {
            fs: self.fs(),
            report: Report::default(),
            locks: HashSet::new(),
        };
        let all = data.join("t");
        for directory in [data, &all] {
            round.rights(directory, PRIVATE);
        }
        for name in self.fs().names(&all).unwrap_or_default() {
            if Key::new(&name).is_none() {
                round.add(all.join(name), Trouble::Foreign);
            }
        }
        let sightings = Sightings {
            data: data.clone(),
            state: self.directories().state.clone(),
        };
        let mut gone_over = HashSet::new();
        let mut beside =
            |round: &mut Round<'_, F>, folder: &Folder| gone_over.insert(folder.lock.clone()) && round.beside(folder);
        for key in self.transcripts() {
            let mut has_marks = round.home(&Folder::of_key(data, &key), &all);
            for folder in sightings.folders(self.fs(), &key) {
                has_marks |= beside(&mut round, &folder);
            }
            round.report.transcripts += usize::from(has_marks);
        }
        for folder in files.iter().filter_map(|file| Folder::beside(file)) {
            round.report.transcripts += usize::from(beside(&mut round, &folder));
        }
        if let Some(state) = &self.directories().state {
            round.state(state);
            for path in self.unsaved(None) {
                let lines = self.fs().read(&path).unwrap_or_default();
                let lines = rows_of(&lines).filter(|row| !is_empty_line(row)).count();
                let key = self.key_of_unsaved(&path);
                round.add(path, Trouble::Unsaved(lines, key));
            }
        }
        round.report.findings.sort_by(|one, other| one.path.cmp(&other.path));
        Ok(round.report)
    }
}

/// Going from one thing to the next.
struct Round<'a, F: Fs> {
    fs: &'a F,
    report: Report,
    /// Names of locks that belong to journals.
    locks: HashSet<String>,
}

impl<F: Fs> Round<'_, F> {
    fn add(&mut self, path: PathBuf, trouble: Trouble) {
        self.report.findings.push(Finding::new(path, trouble));
    }

    /// Says whose a file or directory is and who else may do what with it; whether it is there and of use.
    fn rights(&mut self, path: &Path, withheld: u32) -> bool {
        let rights = match self.fs.rights(path) {
            Ok(rights) => rights,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return false,
            Err(error) => {
                self.add(path.to_owned(), Trouble::Unread(cause(&error)));
                return false;
            }
        };
        if !rights.ours {
            self.add(path.to_owned(), Trouble::NotOurs);
        } else if rights.mode & withheld != 0 {
            self.add(path.to_owned(), Trouble::Open(rights.mode & withheld));
        }
        true
    }

    /// A folder below the data directory, in which everything should be ours; whether there are journals in it.
    fn home(&mut self, folder: &Folder, all: &Path) -> bool {
        if !self.rights(&folder.directory, PRIVATE) {
            return false;
        }
        let names = self.names(&folder.directory);
        for name in &names {
            if !self.own(folder, name, PRIVATE) && name != "meta.json" {
                self.add(folder.directory.join(name), Trouble::Foreign);
            }
        }
        for key in self.linked(folder, &names) {
            if self.fs.rights(&all.join(key.as_str())).is_err() {
                self.add(folder.directory.clone(), Trouble::LinkedAway(key));
            }
        }
        names.iter().any(|name| folder.is_journal(name))
    }

    /// The folder of a transcript, in which nothing is ours but what bears its name; whether there are journals in it.
    fn beside(&mut self, folder: &Folder) -> bool {
        let names = self.fs.names(&folder.directory).unwrap_or_default();
        for name in &names {
            self.own(folder, name, WRITING);
        }
        names.iter().any(|name| folder.is_journal(name))
    }

    /// Whether a file is of a kind that this program makes; what is to be told of it is added.
    fn own(&mut self, folder: &Folder, name: &str, withheld: u32) -> bool {
        let path = folder.directory.join(name);
        let temporary = super::fs::is_temporary(name, folder.own_names());
        if !(folder.is_journal(name) || folder.is_quarantine(name) || folder.is_copy(name) || temporary) {
            return false;
        }
        if !self.fs.rights(&path).is_ok_and(|rights| rights.plain) {
            self.add(path, Trouble::NotPlain);
            return true;
        }
        self.rights(&path, withheld);
        if folder.is_journal(name) {
            self.locks.insert(folder.lock.clone());
            self.journal(folder, path);
        } else if folder.is_quarantine(name) {
            let bytes = self.fs.read(&path).unwrap_or_default();
            let lines = rows_of(&bytes).filter(|row| !is_empty_line(row)).count();
            self.add(path, Trouble::Quarantined(lines));
        } else if temporary && self.fs.age(&path).is_ok_and(|age| age > super::fs::STRAY) {
            self.add(path, Trouble::Stray);
        }
        true
    }

    fn journal(&mut self, folder: &Folder, path: PathBuf) {
        self.report.journals += 1;
        let bytes = match self.fs.read(&path) {
            Ok(bytes) => bytes,
            Err(error) => return self.add(path, Trouble::Unread(cause(&error))),
        };
        let mut newer = 0;
        let mut lines = Vec::new();
        for (number, row) in rows_of(&bytes).enumerate().filter(|(_, row)| !is_empty_line(row)) {
            self.report.lines += 1;
            match line::read(row) {
                line::Read::Damaged => lines.push(number + 1),
                line::Read::Newer => newer += 1,
                line::Read::Event(_) | line::Read::Moved(_) => {}
            }
        }
        self.report.damaged += lines.len();
        self.report.newer += newer;
        if newer > 0 {
            self.add(path.clone(), Trouble::Newer(newer));
        }
        if let Some(last) = lines.last() {
            let torn = !bytes.ends_with(b"\n") && *last == rows_of(&bytes).count();
            self.report.findings.push(Finding {
                folder: Some(folder.clone()),
                ..Finding::new(path, Trouble::Damaged { lines, torn })
            });
        }
    }

    /// The keys that the journals of a folder link to.
    fn linked(&self, folder: &Folder, names: &[String]) -> Vec<Key> {
        let journals = names.iter().filter(|name| folder.is_journal(name));
        let mut keys = Vec::new();
        for name in journals {
            let bytes = self.fs.read(&folder.directory.join(name)).unwrap_or_default();
            for row in rows_of(&bytes) {
                if let line::Read::Moved(moved) = line::read(row)
                    && !keys.contains(&moved.from)
                {
                    keys.push(moved.from);
                }
            }
        }
        keys
    }

    fn state(&mut self, state: &Path) {
        let locks = state.join("locks");
        for directory in [state, &state.join("places"), &state.join("paths"), &locks] {
            if !self.rights(directory, PRIVATE) {
                continue;
            }
            for name in self.names(directory) {
                let path = directory.join(&name);
                let is_old = || self.fs.age(&path).is_ok_and(|age| age > super::fs::STRAY);
                if super::fs::is_temporary(&name, "") && is_old() {
                    self.add(path, Trouble::Stray);
                } else if *directory == locks && name.ends_with(".lock") && !self.locks.contains(&name) {
                    self.add(path, Trouble::OrphanedLock);
                }
            }
        }
    }

    fn names(&mut self, directory: &Path) -> Vec<String> {
        self.fs.names(directory).unwrap_or_else(|error| {
            self.add(directory.to_owned(), Trouble::Unread(cause(&error)));
            Vec::new()
        })
    }
}
