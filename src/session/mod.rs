//! All state of a reading: actions in, effects out. No input or output, no clock.
//!
//! [`Session::update`] is the only way in besides [`Session::new`]; time comes with it as a value. What it gives back is asked
//! of the application and answered with [`Action::Told`]. A frame is a function of a session and a theme.

pub mod action;
pub mod command;
pub mod effect;
pub mod field;
pub mod mode;
pub mod page;
pub mod picker;

pub use action::Action;
pub use command::COMMANDS;
pub use effect::{Document, Effect, Extent, Outcome, Place};
pub use mode::Mode;
pub use page::{Page, RowAt};

use crate::formats::Reading;
use crate::marks::Notebook;
use crate::search::Query;
use crate::text::{SafeText, Span};
use crate::turns::{Sides, Turns};
use action::Pending;
use std::sync::Arc;

/// What the reader set, on the command line or in the configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// How turns are set at first.
    pub arrangement: crate::layout::Arrangement,
    /// Whether words are hyphenated.
    pub hyphenation: bool,
    /// Steps by which columns are wider (above 0) or narrower than usual.
    pub adjust: i16,
    /// Whether the mouse is reported to us.
    pub mouse: bool,
    /// Nothing but the page.
    pub zen: bool,
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

/// The search that stands.
#[derive(Clone, Debug, Default)]
pub struct Search {
    /// What is searched; none after it was cleared.
    pub query: Option<Query>,
    /// Hits in order of the text.
    pub hits: Vec<Span>,
    /// Index of the current one.
    pub current: Option<usize>,
    /// How many on each side.
    pub tally: Sides<usize>,
    /// Only turns with hits are shown.
    pub only_hits: bool,
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
}

/// All state of a reading.
#[derive(Debug)]
pub struct Session {
    open: Option<Open>,
    shelf: Shelf,
    notebook: Notebook,
    page: Page,
    mode: Mode,
    search: Search,
    pending: Pending,
    notice: Option<Notice>,
    saving: Saving,
    settings: Settings,
}

impl Session {
    /// The open transcript, if one is.
    #[must_use]
    pub const fn open(&self) -> Option<&Open> {
        self.open.as_ref()
    }

    /// The transcripts named.
    #[must_use]
    pub const fn shelf(&self) -> &Shelf {
        &self.shelf
    }

    /// Marks and corrections.
    #[must_use]
    pub const fn notebook(&self) -> &Notebook {
        &self.notebook
    }

    /// The page as it stands.
    #[must_use]
    pub const fn page(&self) -> &Page {
        &self.page
    }

    /// What takes the keys.
    #[must_use]
    pub const fn mode(&self) -> &Mode {
        &self.mode
    }

    /// The search that stands.
    #[must_use]
    pub const fn search(&self) -> &Search {
        &self.search
    }

    /// Keys that wait for more.
    #[must_use]
    pub const fn pending(&self) -> &Pending {
        &self.pending
    }

    /// The line at the bottom.
    #[must_use]
    pub const fn notice(&self) -> Option<&Notice> {
        self.notice.as_ref()
    }

    /// What is durable.
    #[must_use]
    pub const fn saving(&self) -> &Saving {
        &self.saving
    }

    /// What the reader set.
    #[must_use]
    pub const fn settings(&self) -> &Settings {
        &self.settings
    }
}
