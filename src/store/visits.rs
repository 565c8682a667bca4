//! What the home screen asks of the shelf: which transcripts were read, how far and when, and which files it is not to list.

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};

use super::fs::Fs;
use super::identity::Key;
use super::shelf::Shelf;
use crate::marks::Moment;

/// A transcript that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Visit {
    /// How far, 0 to 1.
    pub share: f32,
    /// When its place was written last.
    pub read: Moment,
    /// Where its file was then.
    pub path: Option<PathBuf>,
}

const UNLISTED: &str = "unlisted";

impl<F: Fs> Shelf<F> {
    /// All transcripts that were read, by key.
    #[must_use]
    pub fn visits(&self, now: Moment) -> HashMap<Key, Visit> {
        let Some(places) = self.directories().state.as_ref().map(|state| state.join("places")) else {
            return HashMap::new();
        };
        let names = self.fs().names(&places).unwrap_or_default();
        let keys = names.iter().filter_map(|name| Key::new(name));
        let visit = |key: Key| {
            let place = self.place(&key)?;
            let age = self.fs().age(&places.join(key.as_str())).unwrap_or_default();
            let visit = Visit {
                share: if place.ended { 1.0 } else { place.fraction as f32 },
                read: Moment(now.0.saturating_sub(i64::try_from(age.as_millis()).unwrap_or(i64::MAX))),
                path: place.path,
            };
            Some((key, visit))
        };
        keys.filter_map(visit).collect()
    }

    /// The files that the home screen is not to list.
    #[must_use]
    pub fn unlisted(&self) -> BTreeSet<PathBuf> {
        let lines = self.line(UNLISTED).unwrap_or_default();
        lines
            .lines()
            .map(PathBuf::from)
            .filter(|path| path.is_absolute())
            .collect()
    }

    /// Keeps whether the home screen lists a file. A path that is not Unicode, or holds a line break, is not kept.
    ///
    /// # Errors
    ///
    /// Path and cause, as a message.
    pub fn keep_listed(&self, path: &Path, listed: bool) -> Result<(), String> {
        let mut unlisted = self.unlisted();
        if listed {
            unlisted.remove(path);
        } else {
            unlisted.insert(path.to_owned());
        }
        let lines: Vec<&str> = unlisted
            .iter()
            .filter_map(|path| path.to_str())
            .filter(|path| !path.contains('\n'))
            .collect();
        self.keep_state(&[UNLISTED], lines.join("\n").as_bytes())
    }
}
