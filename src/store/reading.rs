//! What is remembered of a reading, in small files that may be lost: the place, the searches, the transcript read last.
//!
//! They are renamed into place without waiting for the disk, since a place a second old is no loss.

use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use serde::{Deserialize, Serialize};

use super::identity::Identity;
use super::links::Known;
use super::shingles::Shingles;
use crate::layout::Arrangement;
use crate::text::Span;
use crate::transcript::Transcript;
use crate::turns::Side;

/// How many searches are remembered.
const SEARCHES: usize = 200;
/// How many paths and text versions are remembered of a transcript.
const SIGHTINGS: usize = 50;
/// Characters kept of what stands at the place.
const WORDS: usize = 64;

/// Length and time of a file, for telling whether it changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// Length in bytes.
    pub size: u64,
    /// When it was last written, in nanoseconds since 1970-01-01 UTC; 0 where the file system does not say.
    pub modified: i64,
}

impl Stamp {
    /// The stamp of a file.
    #[must_use]
    pub fn of(metadata: &std::fs::Metadata) -> Self {
        let since = metadata
            .modified()
            .ok()
            .and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        Self {
            size: metadata.len(),
            modified: since.and_then(|s| i64::try_from(s.as_nanos()).ok()).unwrap_or(0),
        }
    }
}

/// Where a reader was, and how the page was set.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Place {
    /// The offset in the text, in bytes.
    pub offset: usize,
    /// The same as a share of the text, 0 to 1.
    pub fraction: f64,
    /// The last words of the text were on the reading row: all of it was read, wherever in them the place is.
    pub ended: bool,
    /// The words that stand there, for finding the place in a text that changed.
    pub words: String,
    /// How the page was set, where the reader chose it.
    pub arrangement: Option<Arrangement>,
    /// The active column.
    pub side: Option<Side>,
    /// How many cells wider or narrower than usual.
    pub width: i32,
    /// The row of the body where the words stood, in cells from its top.
    pub row: u16,
    /// The file.
    pub path: Option<PathBuf>,
    /// Its length and time.
    pub stamp: Stamp,
}

impl Place {
    /// The place at an offset of this text.
    #[must_use]
    pub fn at(transcript: &Transcript, offset: usize) -> Self {
        let text = transcript.text();
        let after = text.get(offset..).unwrap_or("");
        let end = after.char_indices().nth(WORDS).map_or(after.len(), |(at, _)| at);
        Self {
            offset,
            fraction: if text.is_empty() {
                0.0
            } else {
                offset as f64 / text.len() as f64
            },
            words: after[..end].to_owned(),
            ..Self::default()
        }
    }

    /// Its offset in this text, on a character boundary: where the words stand nearest to where they stood, else the same
    /// share of the text.
    #[must_use]
    pub fn find(&self, transcript: &Transcript) -> usize {
        let text = transcript.text();
        let stands = |at: usize| text.get(at..).is_some_and(|rest| rest.starts_with(&self.words));
        if stands(self.offset) {
            return self.offset;
        }
        let found = if self.words.trim().is_empty() {
            None
        } else {
            let finder = memchr::memmem::Finder::new(&self.words);
            finder
                .find_iter(text.as_bytes())
                .min_by_key(|at| at.abs_diff(self.offset))
        };
        let fraction = if self.fraction.is_finite() {
            self.fraction.clamp(0.0, 1.0)
        } else {
            0.0
        };
        // A cast of a float saturates; the share of a length is no longer than it.
        let at = found.unwrap_or((fraction * text.len() as f64) as usize).min(text.len());
        (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
    }

    /// The span of the place, for what asks for one.
    #[must_use]
    pub fn span(&self, transcript: &Transcript) -> Span {
        Span::at(self.find(transcript))
    }
}

/// Searches, the latest last, each once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    searches: Vec<String>,
}

impl History {
    /// The searches, the latest last.
    #[must_use]
    pub fn searches(&self) -> &[String] {
        &self.searches
    }

    /// Adds one as the latest; the oldest goes where there are more than two hundred.
    pub fn add(&mut self, search: &str) {
        if search.trim().is_empty() {
            return;
        }
        self.searches.retain(|known| known != search);
        self.searches.push(search.to_owned());
        let surplus = self.searches.len().saturating_sub(SEARCHES);
        self.searches.drain(..surplus);
    }
}

#[derive(Serialize, Deserialize, Default)]
#[serde(default)]
struct PlaceRecord {
    v: u64,
    offset: u64,
    fraction: f64,
    ended: bool,
    words: String,
    arrangement: String,
    side: String,
    width: i32,
    row: u16,
    path: Option<PathBuf>,
    stamp: Stamp,
}

/// What a path held when it was last read.
#[derive(Serialize, Deserialize)]
pub(super) struct PathRecord {
    pub v: u64,
    pub key: String,
    pub stamp: Stamp,
}

const ARRANGEMENTS: [(Arrangement, &str); 3] = [
    (Arrangement::SideBySide, "side by side"),
    (Arrangement::Stacked, "stacked"),
    (Arrangement::Plain, "plain"),
];
const SIDES: [(Side, &str); 2] = [(Side::Left, "left"), (Side::Right, "right")];

pub(super) fn write_place(place: &Place) -> serde_json::Result<Vec<u8>> {
    let arrangement = ARRANGEMENTS.iter().find(|(a, _)| Some(*a) == place.arrangement);
    let side = SIDES.iter().find(|(s, _)| Some(*s) == place.side);
    serde_json::to_vec(&PlaceRecord {
        v: 1,
        offset: place.offset as u64,
        fraction: place.fraction,
        ended: place.ended,
        words: place.words.clone(),
        arrangement: arrangement.map_or("", |(_, word)| word).to_owned(),
        side: side.map_or("", |(_, word)| word).to_owned(),
        width: place.width,
        row: place.row,
        // A path that is not Unicode cannot be written as JSON; the place is worth more than the path.
        path: place.path.clone().filter(|path| path.to_str().is_some()),
        stamp: place.stamp,
    })
}

pub(super) fn read_place(bytes: &[u8]) -> Option<Place> {
    let record: PlaceRecord = serde_json::from_slice(bytes).ok()?;
    let arrangement = ARRANGEMENTS.iter().find(|(_, word)| *word == record.arrangement);
    let side = SIDES.iter().find(|(_, word)| *word == record.side);
    Some(Place {
        offset: usize::try_from(record.offset).ok()?,
        fraction: record.fraction,
        ended: record.ended,
        words: record.words,
        arrangement: arrangement.map(|(a, _)| *a),
        side: side.map(|(s, _)| *s),
        width: record.width,
        row: record.row,
        path: record.path,
        stamp: record.stamp,
    })
}

pub(super) fn write_history(history: &History) -> serde_json::Result<Vec<u8>> {
    let mut lines = Vec::new();
    for search in &history.searches {
        lines.extend(serde_json::to_vec(search)?);
        lines.push(b'\n');
    }
    Ok(lines)
}

pub(super) fn read_history(bytes: &[u8]) -> History {
    let mut history = History::default();
    for line in super::loaded::lines_of(bytes) {
        if let Ok(search) = serde_json::from_slice::<String>(line) {
            history.add(&search);
        }
    }
    history
}

/// The text of `meta.json` with this sighting added; none where that changes nothing.
pub(super) fn document(
    known: &[u8],
    identity: &Identity,
    (title, hash): (&str, &str),
    seen: Option<(&str, Stamp)>,
) -> Option<Vec<u8>> {
    let old: serde_json::Map<String, serde_json::Value> = serde_json::from_slice(known).unwrap_or_default();
    let mut new = old.clone();
    new.insert("v".to_owned(), 1.into());
    if !title.is_empty() {
        new.insert("title".to_owned(), title.into());
    }
    let mut add = |name: &str, value: serde_json::Value, same: &dyn Fn(&serde_json::Value) -> bool| {
        let list = new
            .entry(name.to_owned())
            .or_insert_with(|| serde_json::Value::Array(Vec::new()));
        if let Some(list) = list.as_array_mut() {
            list.retain(|known| !same(known));
            list.push(value);
            let surplus = list.len().saturating_sub(SIGHTINGS);
            list.drain(..surplus);
        }
    };
    let text_version = identity.text_version.as_str();
    for (name, digest) in [("text_versions", text_version), ("hashes", hash)] {
        if !digest.is_empty() {
            add(name, digest.into(), &|known| known == digest);
        }
    }
    if let Some((path, stamp)) = seen {
        let sighting = serde_json::json!({"path": path, "size": stamp.size, "modified": stamp.modified});
        add("paths", sighting, &|known| {
            known.get("path").is_some_and(|known| known == path)
        });
    }
    new.insert("shingles".to_owned(), identity.shingles.written().into());
    if new == old {
        return None;
    }
    serde_json::to_vec_pretty(&new).ok()
}

/// What `meta.json` says; none where it says nothing.
pub(super) fn known(bytes: &[u8]) -> Option<Known> {
    #[derive(Deserialize, Default)]
    #[serde(default)]
    struct Seen {
        path: String,
    }
    #[derive(Deserialize, Default)]
    #[serde(default)]
    struct Document {
        title: String,
        paths: Vec<Seen>,
        hashes: Vec<String>,
        shingles: String,
    }
    let document: Document = serde_json::from_slice(bytes).ok()?;
    Some(Known {
        title: document.title,
        paths: document.paths.into_iter().map(|seen| seen.path).collect(),
        hashes: document.hashes,
        shingles: Shingles::read(&document.shingles),
    })
}

/// The name under which a path is remembered.
pub(super) fn path_name(path: &Path) -> String {
    super::identity::digest(path.as_os_str().as_encoded_bytes())
}
