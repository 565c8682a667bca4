//! The parts of a session that stand for themselves: values with their meaning, and no behaviour across them.

use std::sync::Arc;

use super::command::Where;
use super::effect::Extent;
use super::page::Talk;
use crate::export::citation::Style;
use crate::formats::Reading;
use crate::layout::Arrangement;
use crate::marks::Device;
use crate::search::Query;
use crate::text::{SafeText, Span};
use crate::turns::{Sides, Turns};

/// A row of the key table as it stands after the configuration had its say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyRow {
    /// Where the keys are taken.
    pub place: Where,
    /// The keys as written.
    pub keys: String,
    /// Index of the command in [`super::COMMANDS`].
    pub command: usize,
}

/// What the reader set, on the command line or in the configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// How turns are set at first.
    pub arrangement: Arrangement,
    /// Whether words are hyphenated.
    pub hyphenation: bool,
    /// Steps by which columns are wider (above 0) or narrower than usual.
    pub adjust: i16,
    /// Widest measure of a column in cells, where the reader set one.
    pub measure: Option<u16>,
    /// Whether the mouse is reported to us.
    pub mouse: bool,
    /// How quotes are cited.
    pub citation: Style,
    /// Nothing but the page.
    pub zen: bool,
    /// The key table, for the help.
    pub keys: Vec<KeyRow>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            arrangement: Arrangement::default(),
            hyphenation: true,
            adjust: 0,
            measure: None,
            mouse: true,
            citation: Style::Plain,
            zen: false,
            keys: Vec::new(),
        }
    }
}

/// Whose marks these are: what the store knows this machine by, and chance that makes ids differ from everyone else's.
#[derive(Clone, Debug, Default)]
pub struct Writer {
    /// This machine.
    pub device: Device,
    /// Chance.
    pub entropy: u128,
}

/// The transcripts named on the command line, and which is open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shelf {
    /// Their names as shown.
    pub names: Vec<SafeText>,
    /// The open one.
    pub open: Option<usize>,
}

/// The transcript that is open.
#[derive(Clone, Debug)]
pub struct Open {
    /// What was read.
    pub reading: Arc<Reading>,
    /// Who speaks, corrections included.
    pub turns: Turns,
    /// Head or whole.
    pub extent: Extent,
    /// The file changed on disk since.
    pub stale: bool,
}

impl Open {
    /// The words and who speaks them.
    #[must_use]
    pub fn talk(&self) -> Talk<'_> {
        Talk {
            transcript: &self.reading.transcript,
            turns: &self.turns,
        }
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        self.reading.transcript.text()
    }
}

/// The search that stands.
#[derive(Clone, Debug, Default)]
pub struct Search {
    /// What is searched; none after it was cleared.
    pub query: Option<Query>,
    /// Hits found so far, in order of the text.
    pub hits: Vec<Span>,
    /// Up to which byte the text was searched; none when all of it was.
    pub searched: Option<usize>,
    /// Index of the current hit.
    pub current: Option<usize>,
    /// How many on each side.
    pub tally: Sides<usize>,
    /// Only turns with hits are shown.
    pub only_hits: bool,
    /// Whether `n` goes towards the beginning.
    pub backwards: bool,
    /// Whether the last line was a regular expression.
    pub regex: bool,
    /// Earlier search lines, oldest first.
    pub history: Vec<String>,
}

/// The line at the bottom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What it says.
    pub text: SafeText,
    /// Whether something went wrong.
    pub warning: bool,
}

/// What is durable.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Saving {
    /// Batches handed to the store.
    pub asked: u64,
    /// Batches known to be durable.
    pub done: u64,
    /// Why the last attempt failed, until one succeeds.
    pub failed: Option<SafeText>,
    /// Whether what the store knows of the open transcript is here.
    pub known: bool,
    /// The list of marks asked for before they were.
    pub awaited: Option<super::action::Listing>,
}
