//! The journals of one transcript: one that this device appends to, read together with those of all others.
//!
//! A line counts as saved when it is in the file, the file is on the disk, and so are the names of the file and of the
//! directories above it (`reliability.md` 2.3); `appending` does that. Bytes that are there are never changed in place.

use std::collections::HashMap;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use super::device::entropy;
use super::folder::Folder;
use super::fs::{Fs, Ground};
use super::identity::{Identity, Key};
use super::line;
use super::links::Moved;
use super::loaded::Loaded;
use super::sightings::Sightings;
use crate::marks::{Device, Event, Id};

/// How long a lock is waited for before the line is appended without it.
const PATIENCE: Duration = Duration::from_secs(2);

/// Why marks were not saved.
#[derive(Debug)]
pub struct NotSaved {
    /// The journal.
    pub path: PathBuf,
    /// What the system said.
    pub cause: io::Error,
}

/// The journals of one transcript, and the one that this device writes.
#[derive(Debug)]
pub struct Journal<F: Fs> {
    pub(super) fs: Arc<F>,
    /// The data directory.
    data: PathBuf,
    /// Below it, where this device writes unless it writes beside the transcript.
    pub(super) home: Folder,
    /// For finding journals that were left behind.
    sightings: Option<Sightings>,
    /// The same, where the journal lies in it.
    pub(super) root: Option<PathBuf>,
    /// Where this device writes now.
    pub(super) folder: Folder,
    /// Where journals of the same transcript lie besides.
    others: Vec<Folder>,
    pub(super) file: PathBuf,
    pub(super) locks: Option<PathBuf>,
    device: Device,
    text_version: String,
    pub(super) patience: Duration,
    /// Whether the names of file and directories are known to be durable.
    pub(super) settled: bool,
    /// Whether nobody else can write to the data directory.
    pub(super) guarded: bool,
    /// How long the journal was after the last append, and how it ended: what others did to it shows there.
    pub(super) length: u64,
    pub(super) end: Vec<u8>,
    /// The lines of this run, for the case that someone else removes or replaces the file.
    pub(super) written: Vec<String>,
    /// Whether the disk cannot promise durability, which is told once.
    pub(super) unsynced: bool,
    /// Why nothing could be written beside the transcript, where that is so and was not told yet.
    pub(super) retreated: Option<String>,
    /// How far each journal was read.
    pub(super) seen: HashMap<PathBuf, Seen>,
}

/// How far a file was read, and which.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Seen {
    pub number: (u64, u64),
    /// Behind the last line end, in bytes.
    pub to: u64,
}

impl<F: Fs> Journal<F> {
    /// The journal of that transcript below the data directory `root`, locked by a file in `locks`, if there is such a place.
    #[must_use]
    pub fn new(fs: Arc<F>, root: &Path, locks: Option<&Path>, identity: &Identity, device: Device) -> Self {
        let folder = Folder::of_key(root, &identity.key);
        Self {
            fs,
            data: root.to_owned(),
            home: folder.clone(),
            sightings: None,
            root: Some(root.to_owned()),
            file: folder.journal(&device),
            folder,
            others: Vec::new(),
            locks: locks.map(Path::to_owned),
            device,
            text_version: identity.text_version.clone(),
            patience: PATIENCE,
            settled: false,
            guarded: false,
            length: 0,
            end: Vec::new(),
            written: Vec::new(),
            unsynced: false,
            retreated: None,
            seen: HashMap::new(),
        }
    }

    /// The same, written beside the transcript at this absolute path; what lies below the data directory is read too. A path whose
    /// name is not Unicode changes nothing.
    #[must_use]
    pub fn beside(mut self, transcript: &Path) -> Self {
        if let Some(folder) = Folder::beside(transcript) {
            self.write_in(folder);
        }
        self
    }

    /// The same, read also from what lies beside the transcript at this absolute path, whoever wrote it.
    #[must_use]
    pub fn reading_beside(mut self, transcript: &Path) -> Self {
        self.read_too(Folder::beside(transcript));
        self
    }

    /// The same, read also from beside all places where the transcript of that key was seen.
    pub(super) fn with_sightings(mut self, sightings: Sightings, key: &Key) -> Self {
        self.read_too(sightings.folders(&*self.fs, key));
        self.sightings = Some(sightings);
        self
    }

    /// Writes in that folder from now on; what lies in the one before is read still.
    pub(super) fn write_in(&mut self, folder: Folder) {
        self.others.retain(|other| *other != folder);
        self.file = folder.journal(&self.device);
        self.root = (folder.ground == Ground::Own).then(|| self.data.clone());
        let before = std::mem::replace(&mut self.folder, folder);
        self.read_too(Some(before));
        (self.settled, self.guarded) = (false, false);
        (self.length, self.end) = (0, Vec::new());
    }

    fn read_too(&mut self, folders: impl IntoIterator<Item = Folder>) {
        for folder in folders {
            if self.folders().all(|known| *known != folder) {
                self.others.push(folder);
            }
        }
    }

    /// Whether this transcript has no journal below the data directory.
    pub(super) fn is_new_at_home(&self) -> bool {
        let names = self.fs.names(&self.home.directory).unwrap_or_default();
        !names.iter().any(|name| self.home.is_journal(name))
    }

    /// Another time to wait for the lock.
    #[must_use]
    pub const fn with_patience(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }

    /// Where this device writes.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.file
    }

    /// The directories in which journals of this transcript lie or may come to lie, each with what their names begin with.
    #[must_use]
    pub fn directories(&self) -> Vec<(PathBuf, String)> {
        let folders = self.folders();
        let named = folders.map(|folder| (folder.directory.clone(), folder.prefix.clone()));
        named.collect()
    }

    pub(super) fn folders(&self) -> impl Iterator<Item = &Folder> {
        std::iter::once(&self.folder).chain(&self.others)
    }

    /// The journals of all devices as they are now; what keeps a directory from being read goes to `unread`.
    pub(super) fn journals(&self, unread: &mut Vec<String>) -> Vec<PathBuf> {
        let mut journals = Vec::new();
        for folder in self.folders() {
            match self.fs.names(&folder.directory) {
                Ok(names) => {
                    let ours = names.iter().filter(|name| folder.is_journal(name));
                    journals.extend(ours.map(|name| folder.directory.join(name)));
                }
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => unread.push(not_read(&folder.directory, &error)),
            }
        }
        journals
    }

    /// Reads the journals of all devices. What cannot be read is counted, and the rest is given.
    #[must_use]
    pub fn load(&mut self) -> Loaded {
        self.seen.clear();
        let mut loaded = self.news();
        // A link may lead to a journal that links to a third.
        let mut followed = 0;
        while followed < loaded.moved.len() {
            let key = &loaded.moved[followed].from;
            let beside = self.sightings.iter().flat_map(|seen| seen.folders(&*self.fs, key));
            let from: Vec<Folder> = std::iter::once(Folder::of_key(&self.data, key)).chain(beside).collect();
            followed += 1;
            let known = self.others.len();
            self.read_too(from);
            if self.others.len() > known {
                loaded.add(self.news());
            }
        }
        loaded
    }

    /// Takes over the marks of another key: they are read from where they are from now on, and a line here says so.
    ///
    /// # Errors
    ///
    /// What the system said; the marks are then here in this run only.
    pub fn link(&mut self, moved: &Moved) -> Result<Loaded, NotSaved> {
        let id = Id((u128::try_from(moved.at.0).unwrap_or(0) << 80) | (entropy() >> 48));
        let lines: Vec<String> = line::write_moved(moved, id, &self.device).into_iter().collect();
        let path = self.file.clone();
        self.append_lines(&lines).map_err(|cause| NotSaved { path, cause })?;
        Ok(self.load())
    }

    /// Reads what others wrote to the journals of all devices since they were read last. A journal that was replaced is read from
    /// its beginning, since known events change nothing.
    #[must_use]
    pub fn news(&mut self) -> Loaded {
        let mut loaded = Loaded::default();
        for path in self.journals(&mut loaded.unread) {
            match self.read_on(&path, &mut loaded) {
                Ok(()) => loaded.files += 1,
                Err(error) => loaded.unread.push(not_read(&path, &error)),
            }
        }
        loaded
    }

    fn read_on(&mut self, path: &Path, loaded: &mut Loaded) -> io::Result<()> {
        let sight = self.fs.sight(path)?;
        let known = self.seen.get(path).filter(|seen| seen.number == sight.number);
        let from = known.filter(|seen| seen.to <= sight.length).map_or(0, |seen| seen.to);
        if from > 0 && from == sight.length {
            return Ok(());
        }
        let bytes = self.fs.read_after(path, from)?;
        let whole = memchr::memrchr(b'\n', &bytes).map_or(0, |at| at + 1);
        // At first an end without a line end is taken as it is; later it is a line that is just being written.
        loaded.take(if from == 0 { &bytes } else { &bytes[..whole] });
        let seen = Seen {
            number: sight.number,
            to: from + whole as u64,
        };
        self.seen.insert(path.to_owned(), seen);
        Ok(())
    }

    /// Removes temporary files that killed runs left beside the journals; how many.
    pub fn sweep(&self) -> usize {
        let below = self
            .folders()
            .map(|folder| self.fs.sweep(&folder.directory, folder.own_names()));
        let root = self.root.iter().map(|root| self.fs.sweep(root, ""));
        below.chain(root).sum()
    }

    /// The lines of these events, as they are or would be written.
    #[must_use]
    pub fn lines(&self, events: &[Event]) -> Vec<String> {
        let lines = events
            .iter()
            .map(|event| line::write(event, &self.device, &self.text_version));
        lines.filter_map(Result::ok).collect()
    }

    /// Appends events; when this returns well they are durable.
    ///
    /// # Errors
    ///
    /// What the system said. Some of the lines may be in the file all the same; appending them again does no harm.
    pub fn append(&mut self, events: &[Event]) -> Result<(), NotSaved> {
        let lines = self.lines(events);
        self.append_lines(&lines).map_err(|cause| NotSaved {
            path: self.file.clone(),
            cause,
        })
    }

    /// Why marks are written below the data directory and not beside the transcript, where that could not be helped; asking
    /// forgets it.
    pub const fn told_retreat(&mut self) -> Option<String> {
        self.retreated.take()
    }

    /// Whether the file system refused to make the journal durable; asking forgets it.
    pub const fn told_unsynced(&mut self) -> bool {
        std::mem::replace(&mut self.unsynced, false)
    }
}

impl NotSaved {
    /// The cause and then the path, for a line that may be cut at its end.
    #[must_use]
    pub fn reason(&self) -> String {
        format!("{} ({})", cause(&self.cause), self.path.display())
    }
}

impl fmt::Display for NotSaved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "could not save marks to {}: {}",
            self.path.display(),
            cause(&self.cause)
        )
    }
}

impl std::error::Error for NotSaved {}

/// What the system said, as the end of a message.
#[must_use]
pub fn cause(error: &io::Error) -> String {
    let said = error.to_string();
    let said = said.split(" (os error").next().unwrap_or_default();
    let mut letters = said.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// Some network and user-space file systems cannot make anything durable on request.
pub(super) fn is_unsupported(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput)
}

fn not_read(path: &Path, error: &io::Error) -> String {
    format!("could not read marks from {}: {}", path.display(), cause(error))
}
