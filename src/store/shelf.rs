//! All that is kept, by what it is asked for: the journal of a transcript, places, searches, what this terminal looked like.
//!
//! Reading never fails: what is missing or unreadable is as if it had never been kept. Writing says why it could not.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use super::cache::Cache;
use super::configuration::NotesChoice;
use super::device::device_id;
use super::directories::Directories;
use super::fs::{Fs, RealFs};
use super::identity::{Identity, Key, digest};
use super::journal::{Journal, cause};
use super::reading::{self, History, PathRecord, Place, Stamp};
use super::sightings::Sightings;
use crate::marks::Device;

pub(super) const NO_HOME: &str = "there is no home directory";
/// A larger file is not hashed.
const HASHED: u64 = 64 << 20;
/// Longest content of the small files of lines.
const LINE: usize = 64 * 1024;

/// Everything that outlives a run.
#[derive(Debug)]
pub struct Shelf<F: Fs = RealFs> {
    fs: Arc<F>,
    directories: Directories,
    device: Arc<OnceLock<Device>>,
    /// Marks are written beside their transcripts.
    beside: bool,
}

impl<F: Fs> Clone for Shelf<F> {
    fn clone(&self) -> Self {
        Self {
            fs: Arc::clone(&self.fs),
            directories: self.directories.clone(),
            device: Arc::clone(&self.device),
            beside: self.beside,
        }
    }
}

impl Shelf<RealFs> {
    /// The shelf in these directories; nothing is read or made yet.
    #[must_use]
    pub fn open(directories: Directories) -> Self {
        Self::on(RealFs, directories)
    }
}

impl<F: Fs> Shelf<F> {
    /// The same on another file system.
    #[must_use]
    pub fn on(fs: F, directories: Directories) -> Self {
        Self {
            fs: Arc::new(fs),
            directories,
            device: Arc::default(),
            beside: false,
        }
    }

    /// The same with marks written where the reader wants them.
    #[must_use]
    pub const fn with_notes(mut self, choice: NotesChoice) -> Self {
        self.beside = matches!(choice, NotesChoice::Beside);
        self
    }

    /// Where everything is.
    #[must_use]
    pub const fn directories(&self) -> &Directories {
        &self.directories
    }

    pub(super) fn fs(&self) -> &F {
        &self.fs
    }

    /// This machine's name in the journals.
    #[must_use]
    pub fn device(&self) -> Device {
        let state = self.directories.state.as_deref().unwrap_or(Path::new(""));
        self.device.get_or_init(|| device_id(&*self.fs, state)).clone()
    }

    /// The journal of a transcript, and of the file at that absolute path, if it is one.
    ///
    /// # Errors
    ///
    /// The reason, where there is no data directory.
    pub fn journal(&self, identity: &Identity, file: Option<&Path>) -> Result<Journal<F>, String> {
        let Some(data) = &self.directories.data else {
            return Err(NO_HOME.to_owned());
        };
        let state = &self.directories.state;
        let locks = state.as_ref().map(|state| state.join("locks"));
        let fs = Arc::clone(&self.fs);
        let journal = Journal::new(fs, data, locks.as_deref(), identity, self.device());
        let journal = match file {
            Some(file) if self.beside => journal.beside(file),
            Some(file) => journal.reading_beside(file),
            None => journal,
        };
        let sightings = Sightings {
            data: data.clone(),
            state: state.clone(),
        };
        Ok(journal.with_sightings(sightings, &identity.key))
    }

    /// Whether marks are written beside their transcripts.
    #[must_use]
    pub const fn writes_beside(&self) -> bool {
        self.beside
    }

    /// Every transcript that has marks or was read, by its key.
    #[must_use]
    pub fn transcripts(&self) -> Vec<Key> {
        let (data, state) = (self.directories.data.iter(), self.directories.state.iter());
        let folders = data
            .map(|data| data.join("t"))
            .chain(state.map(|state| state.join("places")));
        let names = folders.flat_map(|folder| self.fs.names(&folder).unwrap_or_default());
        let mut keys: Vec<Key> = names.filter_map(|name| Key::new(&name)).collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    }

    /// What was read before, so that it need not be read again.
    #[must_use]
    pub fn cache(&self) -> Cache<F> {
        Cache::new(Arc::clone(&self.fs), self.directories.cache.clone())
    }

    /// Removes temporary files that killed runs left in the state directory; how many.
    pub fn sweep(&self) -> usize {
        let state = self.directories.state.iter();
        let directories = state.flat_map(|state| [state.clone(), state.join("places"), state.join("paths")]);
        directories.map(|directory| self.fs.sweep(&directory, "")).sum()
    }

    /// Keeps where a transcript that has marks was seen, so that a person can tell whose they are, and so that those beside it are
    /// found when it was moved. What is already written there stays; where nothing lies below the data directory and nothing is
    /// written beside transcripts either, nothing is made.
    ///
    /// # Errors
    ///
    /// Path and cause, as a message.
    pub fn keep_document(
        &self,
        identity: &Identity,
        title: &str,
        path: Option<&Path>,
        stamp: Stamp,
    ) -> Result<(), String> {
        let Some(data) = &self.directories.data else {
            return Err(NO_HOME.to_owned());
        };
        let directory = data.join("t").join(identity.key.as_str());
        let file = directory.join("meta.json");
        if self.beside && path.is_some() {
            let made = self.fs.make_directories(&directory);
            made.map_err(|error| message(&directory, &error))?;
        } else if self.fs.names(&directory).is_err() {
            return Ok(());
        }
        let known = self.fs.read(&file).unwrap_or_default();
        match reading::document(
            &known,
            identity,
            (title, &path.map(|path| self.hash(path)).unwrap_or_default()),
            path.and_then(Path::to_str).map(|p| (p, stamp)),
        ) {
            Some(bytes) => self
                .fs
                .replace(&file, &bytes, false)
                .map_err(|error| message(&file, &error)),
            None => Ok(()),
        }
    }

    /// The title of a transcript, empty where none is known, and the path at which it was seen last.
    #[must_use]
    pub fn title_and_path(&self, key: &Key) -> (String, Option<PathBuf>) {
        let meta = self
            .directories
            .data
            .as_ref()
            .map(|data| data.join("t").join(key.as_str()).join("meta.json"));
        let known = meta.and_then(|meta| reading::known(&self.fs.read(&meta).ok()?));
        let known = known.unwrap_or_default();
        let seen = known.paths.last().map(PathBuf::from);
        (known.title, seen.or_else(|| self.place(key)?.path))
    }

    /// The first 20 hex digits of SHA-256 over a file, empty where it is too large for that or cannot be read.
    #[must_use]
    pub fn hash(&self, path: &Path) -> String {
        let small = path
            .metadata()
            .is_ok_and(|facts| facts.is_file() && facts.len() <= HASHED);
        let bytes = if small { self.fs.read(path).ok() } else { None };
        bytes.map_or_else(String::new, |bytes| digest(&bytes))
    }

    /// Where the reader was in that transcript.
    #[must_use]
    pub fn place(&self, key: &Key) -> Option<Place> {
        reading::read_place(&self.state(&["places", key.as_str()])?)
    }

    /// The files that were read before, by name, each where it was seen last.
    #[must_use]
    pub fn files_read(&self) -> Vec<PathBuf> {
        let Some(places) = self.directories.state.as_ref().map(|state| state.join("places")) else {
            return Vec::new();
        };
        let names = self.fs.names(&places).unwrap_or_default();
        let keys = names.iter().filter_map(|name| Key::new(name));
        let mut files: Vec<PathBuf> = keys.filter_map(|key| self.place(&key)?.path).collect();
        files.sort_unstable();
        files.dedup();
        files
    }

    /// Keeps where the reader is, and which transcript its file holds.
    ///
    /// # Errors
    ///
    /// Path and cause, as a message.
    pub fn keep_place(&self, key: &Key, place: &Place) -> Result<(), String> {
        let bytes = reading::write_place(place).map_err(|error| error.to_string())?;
        self.keep_state(&["places", key.as_str()], &bytes)?;
        let Some(path) = &place.path else { return Ok(()) };
        let record = PathRecord {
            v: 1,
            key: key.as_str().to_owned(),
            stamp: place.stamp,
        };
        let bytes = serde_json::to_vec(&record).map_err(|error| error.to_string())?;
        self.keep_state(&["paths", &reading::path_name(path)], &bytes)
    }

    /// Which transcript the file at this absolute path held when it was last read, and whether the file is the same still. For
    /// having the place before all words are hashed.
    #[must_use]
    pub fn key_at(&self, path: &Path, stamp: Stamp) -> Option<(Key, bool)> {
        let record: PathRecord = serde_json::from_slice(&self.state(&["paths", &reading::path_name(path)])?).ok()?;
        Some((Key::new(&record.key)?, record.stamp == stamp))
    }

    /// The searches of earlier runs.
    #[must_use]
    pub fn history(&self) -> History {
        self.state(&["history"])
            .map(|bytes| reading::read_history(&bytes))
            .unwrap_or_default()
    }

    /// Adds a search to those of all runs.
    ///
    /// # Errors
    ///
    /// Path and cause, as a message.
    pub fn keep_search(&self, search: &str) -> Result<(), String> {
        let mut history = self.history();
        history.add(search);
        let bytes = reading::write_history(&history).map_err(|error| error.to_string())?;
        self.keep_state(&["history"], &bytes)
    }

    /// The file that was read last.
    #[must_use]
    pub fn last(&self) -> Option<PathBuf> {
        self.line("last").map(PathBuf::from).filter(|path| path.is_absolute())
    }

    /// Keeps which file was read last. A path that is not Unicode is not kept.
    ///
    /// # Errors
    ///
    /// Path and cause, as a message.
    pub fn keep_last(&self, path: &Path) -> Result<(), String> {
        match path.to_str() {
            Some(path) => self.keep_state(&["last"], path.as_bytes()),
            None => Ok(()),
        }
    }

    /// The file in which a capital letter was set last.
    #[must_use]
    pub fn letter(&self, letter: char) -> Option<PathBuf> {
        let lines = self.line("letters")?;
        let mut known = lines.lines().filter_map(|line| line.split_once('\t'));
        let (_, path) = known.find(|(name, _)| name.starts_with(letter))?;
        Some(PathBuf::from(path)).filter(|path| path.is_absolute())
    }

    /// Keeps in which file a capital letter was set. A path that is not Unicode, or holds a line break, is not kept.
    ///
    /// # Errors
    ///
    /// Path and cause, as a message.
    pub fn keep_letter(&self, letter: char, path: &Path) -> Result<(), String> {
        let Some(path) = path.to_str().filter(|path| !path.contains(['\n', '\t'])) else {
            return Ok(());
        };
        let known = self.line("letters").unwrap_or_default();
        let others = known.lines().filter(|line| !line.starts_with(letter));
        let newest = format!("{letter}\t{path}");
        let lines: Vec<&str> = others.chain(std::iter::once(newest.as_str())).collect();
        self.keep_state(&["letters"], lines.join("\n").as_bytes())
    }

    /// What this terminal answered last time when asked for its background, in the words it was kept in.
    #[must_use]
    pub fn background(&self, terminal: &str) -> Option<String> {
        let lines = self.line("backgrounds")?;
        let known = lines.lines().filter_map(|line| line.split_once('\t'));
        known
            .rev()
            .find(|(name, _)| *name == terminal)
            .map(|(_, background)| background.to_owned())
    }

    /// Keeps what a terminal (such as `TERM_PROGRAM` and `TERM`) answered.
    ///
    /// # Errors
    ///
    /// Path and cause, as a message.
    pub fn keep_background(&self, terminal: &str, background: &str) -> Result<(), String> {
        let clean = |word: &str| word.replace(['\t', '\n'], " ");
        let known = self.line("backgrounds").unwrap_or_default();
        let others = known
            .lines()
            .filter(|line| line.split_once('\t').is_some_and(|(name, _)| name != terminal));
        let newest = format!("{}\t{}", clean(terminal), clean(background));
        let mut lines: Vec<&str> = others.collect();
        let surplus = lines.len().saturating_sub(16);
        lines.drain(..surplus);
        lines.push(&newest);
        self.keep_state(&["backgrounds"], lines.join("\n").as_bytes())
    }

    pub(super) fn line(&self, name: &str) -> Option<String> {
        let bytes = self.state(&[name])?;
        let text = String::from_utf8(bytes).ok()?;
        (text.len() <= LINE).then(|| text.trim_end_matches('\n').to_owned())
    }

    fn state(&self, names: &[&str]) -> Option<Vec<u8>> {
        let path = names
            .iter()
            .fold(self.directories.state.clone()?, |path, name| path.join(name));
        self.fs.read(&path).ok()
    }

    pub(super) fn keep_state(&self, names: &[&str], bytes: &[u8]) -> Result<(), String> {
        let Some(state) = &self.directories.state else {
            return Err(NO_HOME.to_owned());
        };
        let path = names.iter().fold(state.clone(), |path, name| path.join(name));
        let written = || -> io::Result<()> {
            self.fs.make_directories(path.parent().unwrap_or(state))?;
            self.fs.replace(&path, bytes, false)
        };
        written().map_err(|error| message(&path, &error))
    }
}

pub(super) fn message(path: &Path, error: &io::Error) -> String {
    format!("could not save to {}: {}", path.display(), cause(error))
}
