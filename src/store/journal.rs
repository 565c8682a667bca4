//! The journal of one transcript: appended to by this device only, read together with those of all others.
//!
//! A line counts as saved when it is in the file, the file is on the disk, and so are the names of the file and of the
//! directories above it (`reliability.md` 2.3). Bytes that are there are never changed in place.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::fs::Fs;
use super::identity::Identity;
use super::line;
use crate::marks::{Device, Event};

/// How long a lock is waited for before the line is appended without it.
const PATIENCE: Duration = Duration::from_secs(2);
const BETWEEN_TRIES: Duration = Duration::from_millis(5);
/// Directories whose names are made durable: the transcript's, `t`, the data directory, the one that holds it.
const OWN_LEVELS: usize = 4;
/// Above those it is done too, since a run that was killed may just have made them, but an error there is none of ours.
const ALL_LEVELS: usize = 6;

const README: &str = "This is where visavis keeps bookmarks, highlights, notes and corrections: back it up, sync it.

t/<key>/notes.<device>.jsonl   one line of JSON per change, written by that device only, never changed in place.
                               What counts is, for each id, the line with the highest rev (then ts, then dev);
                               op \"del\" deletes. crc is CRC-32 of the line with the crc's digits as zeros.
                               <key> is of the words of the talk, so a renamed or relabelled file is the same one.
t/<key>/meta.json              where the transcript was seen; can be deleted.

Format version 1. Lines of several files may be merged in any order; doubled lines do no harm.
";
const GIT_ATTRIBUTES: &str = "*.jsonl merge=union\n";

/// Why marks were not saved.
#[derive(Debug)]
pub struct NotSaved {
    /// The journal.
    pub path: PathBuf,
    /// What the system said.
    pub cause: io::Error,
}

/// All that the journals of a transcript hold.
#[derive(Debug, Default)]
pub struct Loaded {
    /// The events, in no order that matters.
    pub events: Vec<Event>,
    /// How many lines were damaged and left where they are.
    pub damaged: usize,
    /// How many lines a newer version wrote; they are kept and not shown.
    pub newer: usize,
    /// How many journals there are.
    pub files: usize,
    /// Journals that could not be read, each with its cause.
    pub unread: Vec<String>,
}

/// The journals of one transcript, and the one that this device writes.
#[derive(Debug)]
pub struct Journal<F: Fs> {
    pub(super) fs: Arc<F>,
    root: PathBuf,
    pub(super) directory: PathBuf,
    pub(super) file: PathBuf,
    lock: Option<PathBuf>,
    device: Device,
    text_version: String,
    patience: Duration,
    /// Whether the names of file and directories are known to be durable.
    settled: bool,
    /// The journal's length after the last append; a shorter one has lost lines to someone else.
    pub(super) length: u64,
    /// The lines of this run, for the case that someone else removes the file.
    written: Vec<String>,
    /// Whether the disk cannot promise durability, which is told once.
    unsynced: bool,
}

impl<F: Fs> Journal<F> {
    /// The journal of that transcript below the data directory `root`, locked by a file in `locks`, if there is such a place.
    #[must_use]
    pub fn new(fs: Arc<F>, root: &Path, locks: Option<&Path>, identity: &Identity, device: Device) -> Self {
        let directory = root.join("t").join(identity.key.as_str());
        Self {
            fs,
            root: root.to_owned(),
            file: directory.join(format!("notes.{}.jsonl", device.name())),
            directory,
            lock: locks.map(|locks| locks.join(format!("{}.lock", identity.key.as_str()))),
            device,
            text_version: identity.text_version.clone(),
            patience: PATIENCE,
            settled: false,
            length: 0,
            written: Vec::new(),
            unsynced: false,
        }
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

    /// Reads the journals of all devices. What cannot be read is counted, and the rest is given.
    #[must_use]
    pub fn load(&self) -> Loaded {
        let mut loaded = Loaded::default();
        let names = match self.fs.names(&self.directory) {
            Ok(names) => names,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return loaded,
            Err(error) => {
                loaded.unread.push(unread(&self.directory, &error));
                return loaded;
            }
        };
        for name in names.iter().filter(|name| is_journal(name)) {
            let path = self.directory.join(name);
            match self.fs.read(&path) {
                Ok(bytes) => {
                    loaded.files += 1;
                    loaded.take(&bytes);
                }
                Err(error) => loaded.unread.push(unread(&path, &error)),
            }
        }
        loaded
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
        })?;
        self.written.extend(lines);
        Ok(())
    }

    /// Whether the file system refused to make the journal durable; asking forgets it.
    pub const fn told_unsynced(&mut self) -> bool {
        std::mem::replace(&mut self.unsynced, false)
    }

    fn append_lines(&mut self, lines: &[String]) -> io::Result<()> {
        let made = self.fs.make_directories(&self.directory)?;
        let lock = self.locked();
        let mut again = true;
        loop {
            let mut file = self.fs.append(&self.file)?;
            let bytes = self.bytes_for(&mut file, lines, lock.is_some())?;
            self.fs.write_all(&mut file, &bytes)?;
            match self.fs.sync_file(&mut file) {
                Err(error) if is_unsupported(&error) => self.unsynced = true,
                // The system may have dropped the bytes and forgotten the error: this handle is never asked again.
                Err(_) if std::mem::replace(&mut again, false) => continue,
                other => other?,
            }
            if !self.settled {
                self.settle(made)?;
            }
            self.length = self.fs.tail(&mut file)?.length;
            // Without the lock another may just have compacted, and our line stands in the file that went.
            if lock.is_some() || self.fs.is_at(&file, &self.file)? || !std::mem::replace(&mut again, false) {
                return Ok(());
            }
        }
    }

    /// The bytes of one write: what heals a torn end, what someone else removed, and the new lines.
    fn bytes_for(&mut self, file: &mut F::File, lines: &[String], locked: bool) -> io::Result<Vec<u8>> {
        let tail = self.fs.tail(file)?;
        let mut bytes = Vec::new();
        if tail.length == 0 {
            self.settled = false;
        }
        // Without the lock the end may be torn by the time we write; an empty line is nothing to a reader.
        if tail.last.is_some_and(|last| last != b'\n') || !locked {
            bytes.push(b'\n');
        }
        let mut push = |line: &str| {
            bytes.extend_from_slice(line.as_bytes());
            bytes.push(b'\n');
        };
        if tail.length < self.length {
            let there = if tail.length == 0 {
                Vec::new()
            } else {
                self.fs.read(&self.file)?
            };
            let lost = |line: &&String| memchr::memmem::find(&there, line.as_bytes()).is_none();
            self.written.iter().filter(lost).for_each(|line| push(line));
        }
        lines.iter().for_each(|line| push(line));
        Ok(bytes)
    }

    /// Makes the names of file and directories durable, as far as this has not been done in this run.
    fn settle(&mut self, made: usize) -> io::Result<()> {
        for (level, directory) in self.directory.ancestors().take(ALL_LEVELS.max(made + 1)).enumerate() {
            match self.fs.sync_directory(directory) {
                Err(error) if is_unsupported(&error) => self.unsynced = true,
                Err(error) if level < OWN_LEVELS.max(made + 1) && error.kind() != io::ErrorKind::PermissionDenied => {
                    return Err(error);
                }
                _ => {}
            }
        }
        for (name, content) in [("README.txt", README), (".gitattributes", GIT_ATTRIBUTES)] {
            let path = self.root.join(name);
            if self.fs.read(&path).is_err_and(|e| e.kind() == io::ErrorKind::NotFound) {
                // Only explains; the marks do not depend on it.
                let _ = self.fs.replace(&path, content.as_bytes(), false);
            }
        }
        self.settled = true;
        Ok(())
    }

    /// The lock, unless another holds it for longer than we wait or there can be none.
    pub(super) fn locked(&self) -> Option<F::Lock> {
        let path = self.lock.as_ref()?;
        self.fs.make_directories(path.parent()?).ok()?;
        let until = Instant::now() + self.patience;
        loop {
            match self.fs.try_lock(path) {
                Ok(Some(lock)) => return Some(lock),
                Err(error) if error.kind() != io::ErrorKind::Interrupted => return None,
                _ if Instant::now() < until => std::thread::sleep(BETWEEN_TRIES),
                _ => return None,
            }
        }
    }
}

impl Loaded {
    /// Takes in the lines of one journal.
    pub(super) fn take(&mut self, bytes: &[u8]) {
        for line in lines_of(bytes) {
            match line::read(line) {
                line::Read::Event(event) => self.events.push(*event),
                line::Read::Newer => self.newer += 1,
                line::Read::Damaged => self.damaged += 1,
            }
        }
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

/// The lines of a journal without their ends, empty ones left out, and without a byte-order mark that an editor put before.
pub(super) fn lines_of(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let lines = bytes
        .split(|&b| b == b'\n')
        .map(|line| line.strip_suffix(b"\r").unwrap_or(line));
    lines.filter(|line| !line.iter().all(u8::is_ascii_whitespace))
}

/// Whether a file of that name holds events; copies that a sync service made beside a conflict do.
pub(super) fn is_journal(name: &str) -> bool {
    name.starts_with("notes.") && name.ends_with(".jsonl")
}

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

fn unread(path: &Path, error: &io::Error) -> String {
    format!("could not read marks from {}: {}", path.display(), cause(error))
}
