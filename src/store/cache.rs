//! What was read, kept so that it need not be read again: transcripts with their turns, and the catalogue of all files seen.
//!
//! All of it can be deleted at any moment, torn by a kill or written by another version: what is not whole is as if it were not
//! there and is made again. An entry is named after the bytes that it was read from, so that a file that was moved or copied has
//! one already. Nothing is made durable, because nothing is lost with it.
//!
//! The words stand in front of an entry as they are, so that a search reads them and nothing else. No index is kept: 100 MB of talk
//! are searched so in well under a tenth of a second, with the folding, the expressions and the distances of a search on the page,
//! for words begun as for whole ones. An index of words would answer sooner and otherwise, and weigh as much again.

mod catalogue;
mod entry;
#[cfg(test)]
mod tests;

pub use catalogue::{Card, Catalogue, Held, Row};

use std::path::{Path, PathBuf};
use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::fs::{Fs, RealFs};
use super::identity::Identity;
use crate::transcript::Transcript;
use crate::turns::Turns;

/// Which program writes and understands what is kept: a number made by `build.rs` from all that decides what a file is read as.
const MAKER: u64 = number(env!("VISAVIS_READS_AS"));

const fn number(digits: &str) -> u64 {
    let (bytes, mut at, mut sum) = (digits.as_bytes(), 0, 0_u64);
    while at < bytes.len() {
        sum = sum * 10 + (bytes[at] - b'0') as u64;
        at += 1;
    }
    sum
}

/// What is longer is not kept: reading it again costs less than the room (64 MiB).
const LONGEST: usize = 64 << 20;

/// All entries together may take so many bytes (1 GiB); the oldest go first.
const ROOM: u64 = 1 << 30;

const CATALOGUE: &str = "catalogue";

/// A transcript as it was read: who speaks without the reader's corrections, and what it is known by.
#[derive(Clone, Debug)]
pub struct Parsed {
    /// What was said.
    pub transcript: Transcript,
    /// Who said it.
    pub turns: Turns,
    /// What it is known by.
    pub identity: Identity,
    /// SHA-256 of the file's bytes, 64 hex digits.
    pub sha256: String,
}

/// The cache; without a directory it keeps nothing.
#[derive(Debug)]
pub struct Cache<F: Fs = RealFs> {
    fs: Arc<F>,
    directory: Option<PathBuf>,
}

impl<F: Fs> Clone for Cache<F> {
    fn clone(&self) -> Self {
        Self {
            fs: Arc::clone(&self.fs),
            directory: self.directory.clone(),
        }
    }
}

impl<F: Fs> Cache<F> {
    pub(super) const fn new(fs: Arc<F>, directory: Option<PathBuf>) -> Self {
        Self { fs, directory }
    }

    /// The name of the entry of a file with these bytes and that extension, which has a say in how they are read.
    #[must_use]
    pub fn content(bytes: &[u8], extension: &str) -> String {
        let mut hash = Sha256::new();
        hash.update(bytes);
        hash.update([0]);
        hash.update(extension.as_bytes());
        let digits: String = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        digits.chars().take(40).collect()
    }

    /// What was read from a file of that content, if it is kept whole.
    #[must_use]
    pub fn parsed(&self, content: &str) -> Option<Parsed> {
        let path = self.entry(content)?;
        entry::read(content, self.fs.read(&path).ok()?)
    }

    /// Asks only the words of what was read, if it is kept whole. They are not made safe once more: what is shown of them comes from
    /// [`Cache::parsed`].
    pub fn ask<T>(&self, content: &str, question: impl FnOnce(&str) -> T) -> Option<T> {
        let bytes = self.fs.read(&self.entry(content)?).ok()?;
        entry::text(content, &bytes).map(question)
    }

    /// Keeps what was read; that it cannot be kept is no news to anybody.
    pub fn keep(&self, content: &str, parsed: &Parsed) {
        let Some(path) = self.entry(content) else { return };
        if parsed.transcript.text().len() > LONGEST {
            return;
        }
        if let (Some(bytes), Some(directory)) = (entry::write(content, parsed), path.parent()) {
            let _ = self.fs.make_directories(directory);
            let _ = self.fs.replace(&path, &bytes, false);
        }
    }

    /// What is known of all files.
    #[must_use]
    pub fn catalogue(&self) -> Catalogue {
        let path = self.file(CATALOGUE);
        let bytes = path.and_then(|path| self.fs.read(&path).ok());
        bytes.map_or_else(Catalogue::default, |bytes| Catalogue::read(&bytes))
    }

    /// Keeps what is known of all files, with what another run has written meanwhile; whether there was anything new.
    pub fn keep_catalogue(&self, catalogue: &mut Catalogue) -> bool {
        if !catalogue.is_changed() {
            return false;
        }
        catalogue.merge(self.catalogue());
        catalogue.settled();
        if let (Some(path), Some(bytes)) = (self.file(CATALOGUE), catalogue.write()) {
            let _ = path.parent().map(|directory| self.fs.make_directories(directory));
            let _ = self.fs.replace(&path, &bytes, false);
        }
        true
    }

    /// Removes entries where there are too many: first those that no file stands for any more, then the oldest. How many.
    pub fn tidy(&self, catalogue: &Catalogue) -> usize {
        self.tidy_to(catalogue, ROOM)
    }

    fn tidy_to(&self, catalogue: &Catalogue, room: u64) -> usize {
        let Some(directory) = &self.directory else { return 0 };
        let wanted = catalogue.contents();
        let mut entries = Vec::new();
        let mut total = 0;
        for shard in self.fs.names(&directory.join("parsed")).unwrap_or_default() {
            let shard = directory.join("parsed").join(shard);
            self.fs.sweep(&shard, "");
            for name in self.fs.names(&shard).unwrap_or_default() {
                let path = shard.join(&name);
                let Ok(sight) = self.fs.sight(&path) else { continue };
                total += sight.length;
                let age = self.fs.age(&path).unwrap_or_default();
                entries.push((
                    wanted.contains(name.as_str()),
                    std::cmp::Reverse(age),
                    sight.length,
                    path,
                ));
            }
        }
        if total <= room {
            return 0;
        }
        entries.sort();
        let mut removed = 0;
        for (_, _, length, path) in entries {
            if total <= room {
                break;
            }
            if self.fs.remove(&path).is_ok() {
                total -= length;
                removed += 1;
            }
        }
        removed
    }

    fn entry(&self, content: &str) -> Option<PathBuf> {
        let shard = content.get(..2)?;
        Some(self.directory.as_ref()?.join("parsed").join(shard).join(content))
    }

    fn file(&self, name: &str) -> Option<PathBuf> {
        Some(Path::new(self.directory.as_ref()?).join(name))
    }
}
