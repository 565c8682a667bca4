//! What takes the keys: one thing at a time, each with its own state.

use super::action::Listing;
use super::command::Where;
use super::field::Field;
use super::found::FoundAt;
use super::home::AtHome;
use super::picker::Picker;
use crate::marks::Id;
use crate::text::{SafeText, Span, counted};
use crate::turns::Evidence;

/// What takes the keys.
#[derive(Debug, Default)]
pub enum Mode {
    /// The page.
    #[default]
    Read,
    /// The home screen.
    Home(AtHome),
    /// A selection on the page.
    Select(Selection),
    /// The search line.
    Search(SearchLine),
    /// A list, or the palette.
    Pick(Picker),
    /// A note being written.
    Note(Note),
    /// A speaker's new name being written.
    Name(Naming),
    /// Tags being written for every mark that a list showed.
    Tag(Tagging),
    /// The form and path for marks to be taken out to.
    Export(Exporting),
    /// Why a turn is whose.
    Why(Reasons),
}

impl Mode {
    /// Which rows of the key table count.
    #[must_use]
    pub const fn place(&self) -> Where {
        match self {
            Self::Read => Where::Read,
            Self::Home(AtHome::Table) => Where::Home,
            Self::Home(AtHome::Filter) => Where::Filter,
            Self::Select(_) => Where::Select,
            Self::Search(_) | Self::Home(AtHome::Search(_)) => Where::Search,
            Self::Note(_) | Self::Name(_) | Self::Tag(_) | Self::Export(_) => Where::Note,
            Self::Pick(picker) if picker.filtering => Where::Filter,
            Self::Pick(_) | Self::Why(_) => Where::List,
        }
    }
}

/// Words between two ends; the near end moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Selection {
    /// The end that stays.
    pub far: Span,
    /// The end that moves.
    pub near: Span,
}

impl Selection {
    /// All words of it.
    #[must_use]
    pub fn span(self) -> Span {
        self.far.cover(self.near)
    }
}

/// The search line while it is typed.
#[derive(Clone, Debug)]
pub struct SearchLine {
    /// What is typed.
    pub field: Field,
    /// Taken as a regular expression.
    pub regex: bool,
    /// Where the search began, to go back to.
    pub origin: usize,
    /// Which entry of the history is shown, from the newest; none while something new is typed.
    pub history: Option<usize>,
    /// What is wrong with the line.
    pub mistake: Option<SafeText>,
}

/// A note being written.
#[derive(Clone, Debug)]
pub struct Note {
    /// What is typed.
    pub field: Field,
    /// The mark it belongs to; none for one to be made at `span`.
    pub mark: Option<Id>,
    /// The marked words.
    pub span: Span,
    /// The list to return to.
    pub back: Option<Back>,
}

/// A list to return to, as it stood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Back {
    /// Which list.
    pub listing: Listing,
    /// Its filter.
    pub filter: String,
    /// Its order.
    pub order: &'static str,
}

/// What of a list something is done to at once.
#[derive(Clone, Debug)]
pub enum Shown {
    /// Marks of the open transcript.
    Marks(Vec<Id>),
    /// Hits in any transcript.
    Hits(Vec<FoundAt>),
    /// Marks in any transcript, by the numbers of those.
    Gathered(Vec<(usize, Id)>),
}

impl Shown {
    /// How many of what: `3 marks`, `1 hit`.
    #[must_use]
    pub fn counted(&self) -> String {
        let (count, word) = match self {
            Self::Marks(marks) => (marks.len(), "mark"),
            Self::Hits(hits) => (hits.len(), "hit"),
            Self::Gathered(marks) => (marks.len(), "mark"),
        };
        counted(count, word)
    }
}

/// Tags being written: words give a tag, a word behind `-` takes it away.
#[derive(Clone, Debug)]
pub struct Tagging {
    /// What is typed.
    pub field: Field,
    /// What they are given to.
    pub shown: Shown,
    /// The list to return to.
    pub back: Option<Back>,
}

/// A form and a path being written.
#[derive(Clone, Debug)]
pub struct Exporting {
    /// What is typed.
    pub field: Field,
    /// What is to be taken out.
    pub shown: Shown,
    /// The list to return to.
    pub back: Option<Back>,
}

/// A name being written.
#[derive(Clone, Debug)]
pub struct Naming {
    /// What is typed.
    pub field: Field,
    /// Key of the speaker.
    pub speaker: SafeText,
    /// The list to return to.
    pub back: Option<Back>,
}

/// Why a turn is whose.
#[derive(Clone, Debug)]
pub struct Reasons {
    /// Which turn.
    pub turn: usize,
    /// The evidence, strongest first.
    pub evidence: Vec<Evidence>,
}
