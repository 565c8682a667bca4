//! What is known of every file that was looked into: what it held when it was seen last, and what a list shows of it.
//!
//! It is one file that is replaced whole. Two programs may write it at once: the later one takes the rows of the other that it
//! does not know, and what is lost all the same is read again. Deleting it costs time and nothing else.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::super::reading::Stamp;
use super::MAKER;
use crate::text::SafeText;
use crate::transcript::Kind;
use crate::turns::Role;

use super::Parsed;

/// A file written to so shortly before it was seen may have been written to again without another time, in nanoseconds (the
/// coarsest clock of a file system in use has two seconds).
const YOUNG: i64 = 2_000_000_000;

/// What a list shows of a transcript.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Card {
    /// The key that its marks are kept under.
    pub key: String,
    /// Its title; empty where it has none.
    pub title: String,
    /// Everyone who speaks, those who speak most first, and whether they ask.
    pub people: Vec<(String, bool)>,
    /// Who published it.
    pub outlet: String,
    /// Its date, `2025-02-09` where it could be read.
    pub date: String,
    /// Its language as ISO 639-1.
    pub language: String,
    /// Words of the talk.
    pub words: u32,
    /// Bytes of its text.
    pub bytes: u32,
    /// Milliseconds, where the file has times.
    pub duration: Option<u32>,
    /// Questions asked.
    pub questions: u32,
    /// The first question, shortened.
    pub asked: String,
    /// The answer to it, shortened.
    pub answered: String,
}

/// What a file turned out to be.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Held {
    /// A transcript.
    Transcript(Box<Card>),
    /// Something else, or nothing readable: the line, where there is one, and why.
    Refused(Option<u64>, String),
}

/// A file as it was seen last.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// Its length and time then.
    pub stamp: Stamp,
    /// When it was seen, in nanoseconds since 1970.
    pub seen: i64,
    /// SHA-256 over its bytes and its extension: the name of its entry.
    pub content: String,
    /// What it held.
    pub held: Held,
}

/// All files, by absolute path.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Catalogue {
    rows: HashMap<PathBuf, Row>,
    /// Whether it holds anything that was not read from the disk.
    #[serde(skip)]
    changed: bool,
}

impl Row {
    /// Whether the file at hand is surely the one that was seen.
    #[must_use]
    pub const fn is_of(&self, stamp: Stamp) -> bool {
        self.stamp.size == stamp.size
            && self.stamp.modified == stamp.modified
            && stamp.modified.saturating_add(YOUNG) < self.seen
    }
}

impl Catalogue {
    /// Reads what was written; empty where it is not whole, or of another version.
    pub(super) fn read(bytes: &[u8]) -> Self {
        let whole = || {
            let (head, body) = bytes.split_at_checked(12)?;
            let maker = u64::from_le_bytes(head.get(..8)?.try_into().ok()?);
            let checksum = u32::from_le_bytes(head.get(8..)?.try_into().ok()?);
            (maker == MAKER && checksum == crc32fast::hash(body)).then_some(body)
        };
        whole()
            .and_then(|body| postcard::from_bytes(body).ok())
            .unwrap_or_default()
    }

    pub(super) fn write(&self) -> Option<Vec<u8>> {
        let mut bytes = postcard::to_extend(self, vec![0; 12]).ok()?;
        let checksum = crc32fast::hash(&bytes[12..]);
        bytes[..8].copy_from_slice(&MAKER.to_le_bytes());
        bytes[8..12].copy_from_slice(&checksum.to_le_bytes());
        Some(bytes)
    }

    /// What is known of the file at an absolute path.
    #[must_use]
    pub fn row(&self, path: &Path) -> Option<&Row> {
        self.rows.get(path)
    }

    /// Every file and what is known of it, in no order.
    pub fn rows(&self) -> impl Iterator<Item = (&Path, &Row)> {
        self.rows.iter().map(|(path, row)| (path.as_path(), row))
    }

    /// Takes what was seen at a path.
    pub fn put(&mut self, path: PathBuf, row: Row) {
        self.changed = true;
        self.rows.insert(path, row);
    }

    /// Forgets a path.
    pub fn forget(&mut self, path: &Path) {
        self.changed |= self.rows.remove(path).is_some();
    }

    pub(super) const fn is_changed(&self) -> bool {
        self.changed
    }

    pub(super) fn settled(&mut self) {
        self.changed = false;
    }

    /// Takes the rows of another that are newer than those here.
    pub(super) fn merge(&mut self, other: Self) {
        for (path, row) in other.rows {
            let newer = self.rows.get(&path).is_none_or(|own| own.seen < row.seen);
            if newer {
                self.rows.insert(path, row);
            }
        }
    }

    /// The names of all entries that a file stands for.
    pub(super) fn contents(&self) -> std::collections::HashSet<&str> {
        self.rows.values().map(|row| row.content.as_str()).collect()
    }
}

/// Characters of a question or answer on a card.
const PREVIEW: usize = 400;

impl Card {
    /// What a list shows of what was read.
    #[must_use]
    pub fn of(parsed: &Parsed) -> Self {
        let (transcript, turns) = (&parsed.transcript, &parsed.turns);
        let facts = transcript.facts();
        let owned = |text: Option<&SafeText>| text.map(ToString::to_string).unwrap_or_default();
        let mut said = vec![0_usize; turns.speakers().len()];
        for turn in turns.all() {
            if let Some(bytes) = said.get_mut(usize::from(turn.speaker.0)) {
                *bytes += turn.span.len();
            }
        }
        let mut order: Vec<usize> = (0..said.len()).filter(|&at| said[at] > 0).collect();
        order.sort_by_key(|&at| std::cmp::Reverse(said[at]));
        let person = |at: usize| {
            let speaker = &turns.speakers()[at];
            (speaker.name.to_string(), speaker.role == Role::Interviewer)
        };
        let speech = transcript.utterances().iter().filter(|u| u.kind() == Kind::Speech);
        let words: usize = speech
            .map(|u| transcript.words(u.span()).split_whitespace().count())
            .sum();
        let (asked, answered) = first_exchange(parsed);
        Self {
            key: parsed.identity.key.as_str().to_owned(),
            title: owned(facts.title.as_ref()),
            people: order.into_iter().map(person).collect(),
            outlet: owned(facts.outlet.as_ref()),
            date: owned(facts.date.as_ref()),
            language: facts.language.unwrap_or_default().to_owned(),
            words: u32::try_from(words).unwrap_or(u32::MAX),
            bytes: u32::try_from(transcript.text().len()).unwrap_or(u32::MAX),
            duration: transcript.duration().map(crate::transcript::Time::millis),
            questions: u32::try_from(turns.questions()).unwrap_or(u32::MAX),
            asked,
            answered,
        }
    }
}

/// The first question and its answer, else what is said first.
fn first_exchange(parsed: &Parsed) -> (String, String) {
    let turns = &parsed.turns;
    let exchanges = turns.exchanges();
    let whole = |exchange: &&crate::turns::Exchange| exchange.question.is_some() && exchange.turns.len() > 1;
    let Some(exchange) = exchanges.iter().find(whole).or_else(|| exchanges.first()) else {
        return Default::default();
    };
    let mut sides = [String::new(), String::new()];
    for turn in exchange.turns.clone() {
        let words = parsed.transcript.words(turns.all()[turn].span);
        let side = &mut sides[turns.side(turn) as usize];
        for word in words.split_whitespace() {
            if side.len() > PREVIEW {
                break;
            }
            if !side.is_empty() {
                side.push(' ');
            }
            side.push_str(word);
        }
    }
    let [asked, answered] = sides;
    (asked, answered)
}
