//! Marks that were made when the transcript was known by another name: its words changed, and with them its key.
//!
//! Sought by the file's own bytes (a better reader may read other words in them), then by path and by title where enough of the
//! words is the same. What is found is never copied: a `moved` line in the new journal names the old one, and both are read.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use serde_json::value::{RawValue, to_raw_value};

use super::fs::Fs;
use super::identity::{Identity, Key};
use super::line::{moment_of, timestamp};
use super::reading;
use super::shelf::Shelf;
use super::shingles::Shingles;
use crate::marks::Moment;
use crate::text::SafeText;

/// At the same path this share of runs of words in common makes it the same talk; two talks of the same people have hardly any.
const SAME_PATH: f32 = 0.05;
/// Under the same title, or the same name in another folder, it takes more: a series calls many talks alike.
const SAME_TITLE: f32 = 0.2;

/// Where a transcript lies and what it is called, for finding out what was known of it before.
#[derive(Clone, Debug, Default)]
pub struct Sighting {
    /// The file's absolute path, if it is one.
    pub path: Option<PathBuf>,
    /// The title, or what stands for it; may be empty.
    pub title: String,
    /// The first 20 hex digits of SHA-256 over the file, where that is known.
    pub hash: String,
    /// What the same file held a moment ago, where it was read again.
    pub before: Option<Key>,
}

/// That the marks of one key are those of another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// The key under which the marks were made.
    pub from: Key,
    /// The key of the words as they are now.
    pub to: Key,
    /// How that was found out: `read again`, `hash`, `path` or `title`.
    pub how: String,
    /// When.
    pub at: Moment,
}

/// What `meta.json` says of a transcript.
#[derive(Debug, Default)]
pub(super) struct Known {
    pub title: String,
    pub paths: Vec<String>,
    pub hashes: Vec<String>,
    pub shingles: Shingles,
}

/// The same as a journal line holds it.
#[derive(Serialize, Deserialize)]
struct MovedRecord {
    kind: String,
    created: String,
    from: String,
    to: String,
    how: String,
}

impl Moved {
    /// The body of its line.
    pub(super) fn written(&self) -> serde_json::Result<Box<RawValue>> {
        to_raw_value(&MovedRecord {
            kind: "moved".to_owned(),
            created: timestamp(self.at),
            from: self.from.as_str().to_owned(),
            to: self.to.as_str().to_owned(),
            how: self.how.clone(),
        })
    }

    /// What the body of a line says; none where it lacks what it must have.
    pub(super) fn read(raw: &RawValue) -> Option<Self> {
        let record: MovedRecord = serde_json::from_str(raw.get()).ok()?;
        Some(Self {
            from: Key::new(&record.from)?,
            to: Key::new(&record.to)?,
            how: SafeText::line(&record.how).as_str().to_owned(),
            at: moment_of(&record.created)?,
        })
    }
}

impl<F: Fs> Shelf<F> {
    /// The transcript that this one was before, and how that is known; none where it is new.
    #[must_use]
    pub fn earlier(&self, identity: &Identity, sighting: &Sighting) -> Option<Moved> {
        let moved = |from: Key, how: &str| Moved {
            from,
            to: identity.key.clone(),
            how: how.to_owned(),
            at: super::now(),
        };
        let has_marks = |key: &Key| {
            let directory = self
                .directories()
                .data
                .as_ref()
                .map(|data| data.join("t").join(key.as_str()));
            directory.is_some_and(|directory| self.fs().names(&directory).is_ok())
        };
        if let Some(before) = sighting.before.clone().filter(|before| *before != identity.key) {
            if !has_marks(&before) {
                return None;
            }
            return Some(moved(before, "read again"));
        }
        let known = self.documents();
        let others = || known.iter().filter(|(key, _)| *key != identity.key);
        let hash = |known: &Known| !sighting.hash.is_empty() && known.hashes.contains(&sighting.hash);
        if let Some((key, _)) = others().find(|(_, known)| hash(known)) {
            return Some(moved(key.clone(), "hash"));
        }
        let path = sighting.path.as_deref().and_then(Path::to_str);
        let name = sighting.path.as_deref().and_then(Path::file_name);
        let by_path = |known: &Known| known.paths.iter().any(|known| Some(known.as_str()) == path);
        let by_title = |known: &Known| {
            let named = |known: &String| name.is_some() && Path::new(known).file_name() == name;
            (!sighting.title.is_empty() && known.title == sighting.title) || known.paths.iter().any(named)
        };
        let alike = |known: &Known| known.shingles.alike(&identity.shingles);
        let best = |same: &dyn Fn(&Known) -> bool, least: f32| {
            let fits = others()
                .filter(|(_, known)| same(known))
                .map(|(key, known)| (key, alike(known)));
            let fits = fits.filter(|(_, alike)| *alike >= least);
            fits.max_by(|one, other| one.1.total_cmp(&other.1))
                .map(|(key, _)| key.clone())
        };
        best(&by_path, SAME_PATH)
            .map(|key| moved(key, "path"))
            .or_else(|| best(&by_title, SAME_TITLE).map(|key| moved(key, "title")))
    }

    /// All transcripts that have marks, with what is kept of each.
    fn documents(&self) -> Vec<(Key, Known)> {
        let Some(all) = self.directories().data.as_ref().map(|data| data.join("t")) else {
            return Vec::new();
        };
        let names = self.fs().names(&all).unwrap_or_default();
        let keys = names.iter().filter_map(|name| Key::new(name));
        let known = keys.filter_map(|key| {
            let bytes = self.fs().read(&all.join(key.as_str()).join("meta.json")).ok()?;
            Some((key, reading::known(&bytes)?))
        });
        known.collect()
    }
}
