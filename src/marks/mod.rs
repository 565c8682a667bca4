//! What the reader made of a transcript: bookmarks, highlights, notes, tags, and the corrections of who spoke.
//!
//! A [`Notebook`](crate::marks::Notebook) holds the state and its whole history as values. Every change gives the
//! [`Event`](crate::marks::Event)s that the store keeps; the same events, in any order and any number of times, give
//! the same notebook again. It knows no file and no clock: time and chance come in as values.

mod anchor;
pub mod hits;
mod history;
mod letters;
mod mint;
mod notebook;
mod records;
mod shown;
mod tags;
pub mod trial;
#[cfg(test)]
pub(crate) mod tests;

pub use anchor::Seeker;
pub use notebook::Notebook;
pub use shown::{Counts, Marks};
pub use tags::{tags_in, with_tag, without_tag};

use std::fmt;
use std::sync::Arc;

use crate::text::Span;
use crate::transcript::Time;
use crate::turns::{Correction, Role};

/// Milliseconds since 1970-01-01 UTC.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Moment(pub i64);

/// The identity of a record: a ULID, shown as 26 characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Id(pub u128);

/// The name of the machine that wrote an event: 1 to 32 of `a`–`z`, `0`–`9` and `-`, or empty where it does not matter.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Device(Arc<str>);

impl Device {
    /// The device of that name.
    #[must_use]
    pub fn new(name: &str) -> Self {
        Self(Arc::from(name))
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.0
    }
}

/// One of the eight highlight colours, 1 to 8.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Colour(u8);

impl Colour {
    /// All eight.
    pub const ALL: [Self; 8] = [Self(1), Self(2), Self(3), Self(4), Self(5), Self(6), Self(7), Self(8)];

    /// Their names, in order; a theme gives each a soft background.
    pub const NAMES: [&'static str; 8] = ["yellow", "green", "blue", "pink", "orange", "violet", "teal", "grey"];

    /// The colour of that number, 1 to 8.
    #[must_use]
    pub const fn new(number: u8) -> Option<Self> {
        if number >= 1 && number <= 8 {
            Some(Self(number))
        } else {
            None
        }
    }

    /// Its number, 1 to 8.
    #[must_use]
    pub const fn number(self) -> u8 {
        self.0
    }

    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        Self::NAMES[self.0 as usize - 1]
    }
}

/// How well a mark's words were found in the present text (`marks.md`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Status {
    /// At its words, wherever these stand now with what stood around them.
    #[default]
    Ok,
    /// At the same words or nearly the same, among others that changed.
    Moved,
    /// The place is known, the words differ.
    Changed,
    /// Only its time was found.
    ByTime,
    /// Not found; kept.
    Orphan,
}

impl Status {
    /// All of them, each with its word.
    pub const ALL: [(Self, &'static str); 5] = [
        (Self::Ok, "ok"),
        (Self::Moved, "moved"),
        (Self::Changed, "changed"),
        (Self::ByTime, "by time"),
        (Self::Orphan, "orphan"),
    ];

    /// Its word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        Self::ALL[self as usize].1
    }

    /// Whether the reader had better look: the words are others, or nowhere.
    #[must_use]
    pub const fn wants_a_look(self) -> bool {
        matches!(self, Self::Changed | Self::ByTime | Self::Orphan)
    }
}

/// What finds a mark again when the text has changed: taken once, never overwritten.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Anchor {
    /// The marked words.
    pub quote: String,
    /// Up to 64 characters before.
    pub prefix: String,
    /// Up to 64 characters after.
    pub suffix: String,
    /// The speaker's name at the time.
    pub speaker: Option<String>,
    /// The speaker's role at the time.
    pub role: Option<Role>,
    /// Number of the turn at the time, from 1.
    pub turn: Option<usize>,
    /// Where it stood, in bytes of that text.
    pub span: Span,
    /// When it was said.
    pub from: Option<Time>,
    /// Until when.
    pub to: Option<Time>,
    /// Which text: the first 20 hex digits of SHA-256 over [`crate::transcript::Transcript::text`], or empty until that is known.
    pub text_version: String,
}

/// What a mark is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MarkKind {
    /// A place; `a`–`z` here, `A`–`Z` across transcripts.
    Bookmark {
        /// Its letter, if it has one.
        letter: Option<char>,
    },
    /// Words with a colour behind them.
    Highlight {
        /// Which.
        colour: Colour,
    },
}

/// A bookmark or highlight with what the reader wrote to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// Bookmark or highlight.
    pub kind: MarkKind,
    /// Where it stands in the present text.
    pub span: Span,
    /// The note, empty where there is none; may have several lines.
    pub note: String,
    /// Tags without `#`, as written in the note.
    pub tags: Vec<String>,
    /// What finds it again.
    pub anchor: Anchor,
    /// What found it before the reader gave it other words or agreed with those that were found, oldest first.
    pub earlier: Vec<Anchor>,
    /// How it was found.
    pub status: Status,
}

impl Mark {
    /// A mark of the words that an anchor finds, as one that was just made.
    #[must_use]
    pub const fn new(kind: MarkKind, anchor: Anchor) -> Self {
        Self {
            kind,
            span: anchor.span,
            note: String::new(),
            tags: Vec::new(),
            anchor,
            earlier: Vec::new(),
            status: Status::Ok,
        }
    }

    /// The same mark at words that the reader gave it; what found it so far is kept.
    #[must_use]
    pub fn attached(&self, anchor: Anchor) -> Self {
        let mut earlier = self.earlier.clone();
        earlier.push(self.anchor.clone());
        Self {
            span: anchor.span,
            anchor,
            earlier,
            status: Status::Ok,
            ..self.clone()
        }
    }

    /// The words as they were first marked.
    #[must_use]
    pub fn first_quote(&self) -> &str {
        &self.earlier.first().unwrap_or(&self.anchor).quote
    }
}

/// A correction of who spoke, as a record.
#[derive(Clone, Debug, PartialEq)]
pub struct Corrected {
    /// The operation.
    pub correction: Correction,
    /// Where it concerns a span: what finds that again.
    pub anchor: Option<Anchor>,
}

/// What a record holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Body {
    /// A bookmark or highlight.
    Mark(Mark),
    /// A correction.
    Correction(Corrected),
}

/// A record as it stands now.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Which.
    pub id: Id,
    /// Its revision, from 1.
    pub rev: u64,
    /// When it was first made.
    pub created: Moment,
    /// When it last changed.
    pub updated: Moment,
    /// What it holds.
    pub body: Body,
}

/// One change a command makes.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// A new record.
    Add(Body),
    /// Another body for a record.
    Set(Id, Body),
    /// A record goes.
    Remove(Id),
}

/// A record that one command changed: its revision before and after, where it stood or stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Touched {
    /// Which record.
    pub id: Id,
    /// The revision whose body stood before; none where there was no record.
    pub before: Option<u64>,
    /// The revision whose body stands after; none where the record went.
    pub after: Option<u64>,
}

/// What an operation did to the history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Walk {
    /// A command of the reader.
    Did,
    /// Took back the operation of that id.
    Undid(Id),
    /// Did the operation of that id again.
    Redid(Id),
}

/// What the store keeps, one line each.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// A record has this body from this revision on.
    Put {
        /// Which record.
        id: Id,
        /// The revision: one more than the highest seen for the id.
        rev: u64,
        /// When it was first made.
        created: Moment,
        /// When this happened.
        at: Moment,
        /// Where this happened.
        device: Device,
        /// What it holds.
        body: Body,
    },
    /// A record is gone from this revision on.
    Delete {
        /// Which record.
        id: Id,
        /// The revision.
        rev: u64,
        /// When this happened.
        at: Moment,
        /// Where this happened.
        device: Device,
    },
    /// One command changed these records together; undo and redo walk these.
    Operation {
        /// Which operation.
        id: Id,
        /// When.
        at: Moment,
        /// Where.
        device: Device,
        /// What it did, in the past tense without a full stop, such as `highlighted 12 words`.
        says: String,
        /// Whether it was a command, an undo or a redo.
        walk: Walk,
        /// The records.
        touched: Vec<Touched>,
    },
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        ulid::Ulid(self.0).fmt(f)
    }
}
