//! Rows of the table, made of what the cache knows of a file, what was read before, and what is marked.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use crate::marks::Notebook;
use crate::session::home::Shelved;
use crate::store::{self, Card, Key, Shelf, Visit};
use crate::text::SafeText;
use crate::transcript::Time;

/// Transcripts that were read, by what they hold and by where they lay.
pub(super) struct Visits {
    by_key: HashMap<Key, Visit>,
    /// By where they lay.
    pub(super) by_path: HashMap<PathBuf, Key>,
}

impl Visits {
    pub(super) fn of(shelf: &Shelf) -> Self {
        let by_key = shelf.visits(store::now());
        let place = |(key, visit): (&Key, &Visit)| Some((visit.path.clone()?, key.clone()));
        Self {
            by_path: by_key.iter().filter_map(place).collect(),
            by_key,
        }
    }

    fn at(&self, path: &Path) -> Option<&Visit> {
        self.by_key.get(self.by_path.get(path)?)
    }

    pub(super) fn paths(&self) -> impl Iterator<Item = PathBuf> {
        self.by_path.keys().cloned()
    }
}

/// What a row shows of the marks in a transcript.
#[derive(Clone, Debug, Default)]
pub(super) struct Marked {
    count: usize,
    tags: Vec<String>,
}

impl Marked {
    pub(super) fn of(notebook: &Notebook) -> Self {
        let mut tags: Vec<String> = notebook.marks().flat_map(|(_, _, mark)| mark.tags.clone()).collect();
        tags.sort();
        tags.dedup();
        Self {
            count: notebook.marks().count(),
            tags,
        }
    }
}

/// The name of a file where it has no title.
fn file_name(path: &Path) -> SafeText {
    SafeText::line(&path.file_name().unwrap_or_default().to_string_lossy())
}

/// The row of a file that cannot be opened.
pub(super) fn refused(path: &Path, why: &str) -> Shelved {
    Shelved {
        path: SafeText::path(path),
        title: file_name(path),
        refused: Some(SafeText::line(why)),
        ..Shelved::default()
    }
}

/// The row of a transcript; without a card, of a file that was not looked into yet.
pub(super) fn shelved(path: &Path, card: Option<&Card>, visits: &Visits, marked: &Marked) -> Shelved {
    let visit = match card {
        Some(card) => Key::new(&card.key).and_then(|key| visits.by_key.get(&key)),
        None => visits.at(path),
    };
    let known = Shelved {
        path: SafeText::path(path),
        title: file_name(path),
        progress: visit.map(|visit| visit.share),
        read: visit.map(|visit| visit.read),
        marks: marked.count,
        tags: marked.tags.clone(),
        ..Shelved::default()
    };
    let Some(card) = card else { return known };
    let title = SafeText::line(&card.title);
    Shelved {
        title: if title.is_empty() { known.title } else { title },
        people: card
            .people
            .iter()
            .map(|(name, asks)| (SafeText::line(name), *asks))
            .collect(),
        outlet: SafeText::line(&card.outlet),
        date: SafeText::line(&card.date),
        language: SafeText::line(&card.language),
        words: card.words as usize,
        duration: card.duration.map(|millis| Time::from_millis(u64::from(millis))),
        exchange: (SafeText::line(&card.asked), SafeText::line(&card.answered)),
        ..known
    }
}
