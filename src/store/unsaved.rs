//! What a run could not save before it ended: put aside in the state directory, and saved by the next run that opens the same
//! transcript.
//!
//! The file is the lines as they would stand in the journal. It goes only when they are durable there; taking it in twice does
//! no harm.

use std::io;
use std::path::{Path, PathBuf};

use super::fs::Fs;
use super::identity::Key;
use super::journal::Journal;
use super::loaded::Loaded;
use super::shelf::{NO_HOME, Shelf, message};

const BEGINS: &str = "crash-";
const ENDS: &str = ".jsonl";

/// The lines of one transcript that are not known to be saved.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unsaved {
    /// Whose they are, where that was known already.
    pub key: Option<Key>,
    /// The lines, without line ends.
    pub lines: Vec<String>,
}

impl<F: Fs> Shelf<F> {
    /// Writes what could not be saved to a file of its own in the state directory, and gives its path.
    ///
    /// # Errors
    ///
    /// Path and cause, as a message.
    pub fn keep_unsaved(&self, unsaved: &Unsaved) -> Result<PathBuf, String> {
        let Some(state) = &self.directories().state else {
            return Err(NO_HOME.to_owned());
        };
        let key = unsaved.key.as_ref().map_or("unknown", Key::as_str);
        let (now, process) = (super::now().0, std::process::id());
        let path = state.join(format!("{BEGINS}{key}-{now}-{process}{ENDS}"));
        let mut text = unsaved.lines.join("\n");
        text.push('\n');
        let written = self
            .fs()
            .make_directories(state)
            .and_then(|_| self.fs().replace(&path, text.as_bytes(), true));
        written.map(|()| path.clone()).map_err(|error| message(&path, &error))
    }

    /// The transcript that a file put aside belongs to, by its name.
    pub(super) fn key_of_unsaved(&self, path: &Path) -> Option<Key> {
        let name = path.file_name()?.to_str()?.strip_prefix(BEGINS)?;
        Key::new(name.split('-').next()?)
    }

    /// What earlier runs put aside: of one transcript, or of all.
    #[must_use]
    pub fn unsaved(&self, key: Option<&Key>) -> Vec<PathBuf> {
        let Some(state) = &self.directories().state else {
            return Vec::new();
        };
        let begins = key.map_or_else(|| BEGINS.to_owned(), |key| format!("{BEGINS}{}-", key.as_str()));
        let names = self.fs().names(state).unwrap_or_default();
        let ours = names
            .iter()
            .filter(|name| name.starts_with(&begins) && name.ends_with(ENDS));
        ours.map(|name| state.join(name)).collect()
    }
}

impl<F: Fs> Journal<F> {
    /// Saves what earlier runs put aside, and removes their files once it is durable. What cannot be saved yet stays there and is
    /// given with what was loaded.
    pub(super) fn recover(&mut self, files: &[PathBuf]) -> Loaded {
        let mut recovered = Loaded::default();
        for path in files {
            // Another running copy may have been quicker.
            let Ok(bytes) = self.fs.read(path) else { continue };
            match self.take_over(&bytes) {
                Ok(lines) => {
                    recovered.recovered += lines;
                    // One that stays is taken in again, which changes nothing.
                    let _ = self.fs.remove(path);
                }
                Err(_) => {
                    recovered.take(&bytes);
                    recovered.waiting.push(path.display().to_string());
                }
            }
        }
        recovered
    }

    fn take_over(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let text = std::str::from_utf8(bytes).map_err(|_| io::ErrorKind::InvalidData)?;
        let lines: Vec<String> = text
            .lines()
            .filter(|line| !line.is_empty())
            .map(str::to_owned)
            .collect();
        let count = lines.len();
        self.append_lines(&lines)?;
        Ok(count)
    }
}
