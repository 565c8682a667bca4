//! Transcripts by file, taken up from what was kept where the file is the same still, read and kept where it is not.
//!
//! A file is the same if its length and time are, and were settled when it was seen; else if its bytes are. What was refused is
//! not read again either. Nothing is taken from the cache for what is no file.

use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::cli::Failure;
use super::opening::absolute;
use super::reading::{self, Loaded, Origin};
use crate::formats::{self, Part};
use crate::search::{Query, count_in};
use crate::store::{self, Cache, Card, Catalogue, Held, Identity, Parsed, Row, Shelf, Stamp};
use crate::text::SafeText;
use crate::turns;

/// What is known of files, shared by the threads that look into them.
#[derive(Clone, Debug)]
pub struct Library {
    cache: Cache,
    /// Read when it is asked for first.
    catalogue: Arc<Mutex<Option<Catalogue>>>,
}

impl Library {
    /// The library of a shelf; nothing is read yet.
    #[must_use]
    pub fn of(shelf: &Shelf) -> Self {
        Self {
            cache: shelf.cache(),
            catalogue: Arc::default(),
        }
    }

    /// A transcript as it is read, without the reader's corrections.
    ///
    /// # Errors
    ///
    /// Why it cannot be read, or why it is none.
    pub fn parsed(&self, origin: &Origin) -> Result<Parsed, Failure> {
        let Some(path) = absolute(origin) else {
            return parse(origin, &reading::load(origin, Part::Whole)?);
        };
        self.look(origin, &path).and_then(|(row, parsed)| match parsed {
            Some(parsed) => Ok(parsed),
            None => self.again(origin, &path, &row),
        })
    }

    /// Asks only the words of a file, where they are kept and the file is surely the one they were read from.
    pub fn ask<T>(&self, origin: &Origin, question: impl FnOnce(&str) -> T) -> Option<T> {
        let path = absolute(origin)?;
        let stamp = Stamp::of(&path.metadata().ok()?);
        let content = self.with(|catalogue| {
            let row = catalogue.row(&path)?;
            let kept = row.is_of(stamp) && matches!(row.held, Held::Transcript(_));
            kept.then(|| row.content.clone())
        });
        self.cache.ask(&content?, question)
    }

    /// How many hits a query of words has in a file, where its words are kept.
    #[must_use]
    pub fn count(&self, origin: &Origin, words: &Query) -> Option<usize> {
        self.ask(origin, |text| count_in(words, text))
    }

    /// What is known of a file, looked into only where that is not known.
    ///
    /// # Errors
    ///
    /// Why it cannot be read, or why it is no transcript.
    pub fn card(&self, origin: &Origin, path: &Path) -> Result<Card, Failure> {
        let (row, _) = self.look(origin, path)?;
        match row.held {
            Held::Transcript(card) => Ok(*card),
            Held::Refused(line, reason) => Err(refused(origin, line, &reason)),
        }
    }

    /// Where anything new was looked into, keeps the catalogue and holds the cache to its room.
    pub fn keep(&self) {
        if let Some(catalogue) = self.locked().as_mut()
            && self.cache.keep_catalogue(catalogue)
        {
            self.cache.tidy(catalogue);
        }
    }

    /// Asks what is known of a file by its path alone, whether it changed since or not.
    pub fn known<T>(&self, path: &Path, question: impl FnOnce(Option<&Held>) -> T) -> T {
        self.with(|catalogue| question(catalogue.row(path).map(|row| &row.held)))
    }

    fn row(&self, path: &Path) -> Option<Row> {
        self.with(|catalogue| catalogue.row(path).cloned())
    }

    /// The paths of all files that were ever looked into.
    #[must_use]
    pub fn paths(&self) -> Vec<std::path::PathBuf> {
        self.with(|catalogue| catalogue.rows().map(|(path, _)| path.to_owned()).collect())
    }

    /// The row of a file as it is now, and what it holds where that had to be read for it.
    fn look(&self, origin: &Origin, path: &Path) -> Result<(Row, Option<Parsed>), Failure> {
        let stamp = path
            .metadata()
            .ok()
            .filter(std::fs::Metadata::is_file)
            .map(|facts| Stamp::of(&facts));
        let row = self.row(path);
        if let (Some(row), Some(stamp)) = (&row, stamp)
            && row.is_of(stamp)
        {
            return match &row.held {
                Held::Transcript(_) => Ok((row.clone(), None)),
                Held::Refused(line, reason) => Err(refused(origin, *line, reason)),
            };
        }
        let seen = store::now().0.saturating_mul(1_000_000);
        let loaded = reading::load(origin, Part::Whole)?;
        let content = content(origin, &loaded);
        let known = row.filter(|row| row.content == content).map(|row| (row.held, None));
        let (held, parsed) = known.unwrap_or_else(|| self.read(origin, &loaded, &content));
        let row = Row {
            stamp: stamp.unwrap_or_default(),
            seen,
            content,
            held,
        };
        self.with(|catalogue| catalogue.put(path.to_owned(), row.clone()));
        match &row.held {
            Held::Transcript(_) => Ok((row, parsed)),
            Held::Refused(line, reason) => Err(refused(origin, *line, reason)),
        }
    }

    /// What bytes hold: from the entry of a file that held the same, or read.
    fn read(&self, origin: &Origin, loaded: &Loaded, content: &str) -> (Held, Option<Parsed>) {
        let kept = self.cache.parsed(content).map(Ok);
        let parsed = kept.unwrap_or_else(|| parse(origin, loaded).inspect(|parsed| self.cache.keep(content, parsed)));
        match parsed {
            Ok(parsed) => (Held::Transcript(Box::new(Card::of(&parsed))), Some(parsed)),
            Err(failure) => {
                let line = failure.line.and_then(|line| u64::try_from(line).ok());
                (Held::Refused(line, failure.reason.to_string()), None)
            }
        }
    }

    /// What is kept of a known file, or, where its entry is gone, torn or foreign, what the file holds.
    fn again(&self, origin: &Origin, path: &Path, row: &Row) -> Result<Parsed, Failure> {
        if let Some(parsed) = self.cache.parsed(&row.content) {
            return Ok(parsed);
        }
        let loaded = reading::load(origin, Part::Whole)?;
        let parsed = parse(origin, &loaded)?;
        let content = content(origin, &loaded);
        self.cache.keep(&content, &parsed);
        if content != row.content {
            self.with(|catalogue| catalogue.forget(path));
        }
        Ok(parsed)
    }

    fn locked(&self) -> MutexGuard<'_, Option<Catalogue>> {
        self.catalogue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn with<T>(&self, act: impl FnOnce(&mut Catalogue) -> T) -> T {
        act(self.locked().get_or_insert_with(|| self.cache.catalogue()))
    }
}

fn content(origin: &Origin, loaded: &Loaded) -> String {
    Cache::<store::fs::RealFs>::content(&loaded.bytes, &formats::extension(&origin.file_name()))
}

/// Reads bytes as a transcript, with turns and identity.
fn parse(origin: &Origin, loaded: &Loaded) -> Result<Parsed, Failure> {
    let transcript = reading::understand(origin, loaded)?.transcript;
    Ok(Parsed {
        turns: turns::infer(&transcript, &[]),
        identity: Identity::of(&transcript),
        sha256: store::hash(&loaded.bytes),
        transcript,
    })
}

fn refused(origin: &Origin, line: Option<u64>, reason: &str) -> Failure {
    Failure {
        name: origin.name(),
        line: line.and_then(|line| usize::try_from(line).ok()),
        reason: SafeText::line(reason),
    }
}
