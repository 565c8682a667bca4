//! What the session asks for, and what it is told: the only way in and out besides keys.

use std::sync::Arc;

use super::action::Marked;
use super::found::{FoundAt, MarkedFound};
use crate::formats::Reading;
use crate::marks::Event;
use crate::marks::hits::Wanted;
use crate::text::SafeText;
use crate::turns::{Side, Turns};

/// Something only the application can do. The session goes on without waiting.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Keep these events durably; answered by [`Outcome::Saved`] or [`Outcome::NotSaved`].
    Save(Vec<Event>),
    /// Remember the place one second after the last movement and on leaving.
    KeepPlace(Place),
    /// Put text on the clipboard, by OSC 52 and the system's own.
    Copy(String),
    /// Open the transcript of that number of the shelf.
    Open(usize),
    /// Look at all files of the library, and tell of them; answered by [`Outcome::Shelved`].
    ListLibrary,
    /// Keep a file of the shelf off the home screen, or put it there again.
    List {
        /// Which of the shelf.
        file: usize,
        /// Whether it is there.
        listed: bool,
    },
    /// Open the bundled interview.
    OpenSample,
    /// Read the file of the open transcript again.
    Reread,
    /// Let the reader edit a note in `$EDITOR`; answered by [`Outcome::Edited`].
    EditNote(String),
    /// Write marks to a file; answered by [`Outcome::Exported`].
    Export {
        /// The name of a form of [`crate::export::quotes::FORMS`].
        form: &'static str,
        /// Where to, as it was typed.
        path: String,
        /// Whether what is there may be written over.
        over: bool,
        /// Which marks.
        marks: Vec<crate::marks::Id>,
    },
    /// Report the mouse to us, or leave it to the terminal.
    Mouse(bool),
    /// Remember a search line.
    KeepSearch(String),
    /// Look for a query line in every transcript; answered by [`Outcome::Found`].
    SearchEverywhere {
        /// Which search it is.
        number: u64,
        /// The query line.
        line: String,
        /// Whether it is a regular expression.
        regex: bool,
    },
    /// Open one of the files that were looked into, at an offset; answered by [`Outcome::Landed`].
    OpenFound {
        /// Which of them.
        file: usize,
        /// The offset of the hit, in bytes.
        offset: usize,
    },
    /// Find the marks of a sort in every transcript; answered by [`Outcome::FoundMarks`].
    GatherMarks {
        /// Which list it is.
        number: u64,
        /// Which marks.
        marked: Marked,
    },
    /// Open one of the transcripts that were gone through, at a mark; answered by [`Outcome::LandedOnMark`].
    OpenMarked {
        /// Which of them.
        file: usize,
        /// Where the mark stands, in bytes; none where its words were not found.
        offset: Option<usize>,
    },
    /// Write marks of the transcripts that were gone through to a file; answered by [`Outcome::Exported`].
    ExportMarked {
        /// The marks, by the numbers of their transcripts.
        marks: Vec<(usize, crate::marks::Id)>,
        /// The name of a form of [`crate::export::quotes::FORMS`].
        form: &'static str,
        /// Where to, as it was typed.
        path: String,
        /// Whether what is there may be written over.
        over: bool,
    },
    /// Mark hits in the files that were looked into; answered by [`Outcome::MarkHere`] for those in the open transcript, then by
    /// [`Outcome::MarkedFound`].
    MarkFound {
        /// Which search they are of.
        number: u64,
        /// The hits.
        found: Vec<FoundAt>,
        /// What they are to be.
        wanted: Wanted,
    },
    /// Take operations in files that were looked into back, after so many in the open transcript; answered by
    /// [`Outcome::FoundTakenBack`].
    TakeFoundBack(Vec<(usize, crate::marks::Id)>, usize),
    /// Write hits to a file as quotes; answered by [`Outcome::Exported`].
    ExportFound {
        /// The hits.
        found: Vec<FoundAt>,
        /// The name of a form of [`crate::export::quotes::FORMS`].
        form: &'static str,
        /// Where to, as it was typed.
        path: String,
        /// Whether what is there may be written over.
        over: bool,
    },
    /// Remember that a capital letter stands in the open transcript.
    KeepLetter(char),
    /// Open the transcript in which a capital letter stands.
    FindLetter(char),
    /// Paint everything anew.
    Redraw,
    /// Stop until the shell brings us back.
    Suspend,
    /// Leave; what is not saved yet is waited for at most two seconds.
    Quit,
}

/// What became of an effect, or what happened without one.
#[derive(Debug)]
pub enum Outcome {
    /// A transcript is there, or more of it, or the whole of it, or a changed one.
    Opened(Box<Document>),
    /// It could not be opened: which of the shelf, and why.
    NotOpened(usize, SafeText),
    /// What the store knows of the open transcript.
    Kept(Vec<Event>),
    /// What another running copy, or another device, did to the marks of the open transcript meanwhile.
    Heard(Vec<Event>),
    /// Events of this many operations are durable now, counted from the start of the run.
    Saved(u64),
    /// They are not, and why; it is tried again.
    NotSaved(SafeText),
    /// Copied this many characters, or why not.
    Copied(Result<usize, SafeText>),
    /// The note as `$EDITOR` left it, or why not.
    Edited(Result<String, SafeText>),
    /// What was written to a file, or why nothing was.
    Exported(Result<SafeText, SafeText>),
    /// The file of the open transcript changed on disk.
    FileChanged,
    /// Earlier search lines, oldest first.
    SearchHistory(Vec<String>),
    /// What is known of some transcripts of the library.
    Shelved(super::home::Sight),
    /// What was found in some more transcripts.
    Found(super::across::Found<super::everywhere::Elsewhere>),
    /// Hits that are in the open transcript, to be marked.
    MarkHere(Vec<FoundAt>, Wanted),
    /// What became of those in the others.
    MarkedFound(Wanted, MarkedFound),
    /// In how many transcripts marks of hits were taken back, and why not in others.
    FoundTakenBack(usize, Vec<SafeText>),
    /// The transcript with a found hit is open; the offset of the hit.
    Landed(usize),
    /// What marks of a sort were found in some more transcripts.
    FoundMarks(Marked, super::across::Found<super::gathered::Elsewhere>),
    /// The transcript with a listed mark is open; the offset of the mark, if its words are there.
    LandedOnMark(Option<usize>),
    /// The rest of the open transcript cannot be read; why.
    Unfinished(SafeText),
    /// Something to say in the line at the bottom.
    Notice(SafeText),
}

/// How much of a file a [`Document`] holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// Its beginning; the rest is being read.
    Head {
        /// Size of the whole file in bytes.
        of: u64,
    },
    /// Its beginning, and no more will come: the rest cannot be read.
    Beginning {
        /// Size of the whole file in bytes.
        of: u64,
    },
    /// All of it.
    Whole,
}

impl Extent {
    /// Size of the whole file in bytes, where not all of it is here.
    #[must_use]
    pub const fn missing_from(self) -> Option<u64> {
        match self {
            Self::Head { of } | Self::Beginning { of } => Some(of),
            Self::Whole => None,
        }
    }

    /// Whether more will come.
    #[must_use]
    pub const fn is_growing(self) -> bool {
        matches!(self, Self::Head { .. })
    }
}

/// A transcript as it is handed to the session.
#[derive(Clone, Debug)]
pub struct Document {
    /// Which of the shelf.
    pub shelf: usize,
    /// What was read, shared with threads that search or infer.
    pub reading: Arc<Reading>,
    /// Who speaks, as inferred without corrections.
    pub turns: Turns,
    /// Head or whole.
    pub extent: Extent,
    /// Where the reader left it, if known already.
    pub place: Option<Place>,
}

/// Where the reader is, in terms that outlive a layout.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Offset of the word on the reading row, in bytes of the text.
    pub offset: usize,
    /// The active column.
    pub side: Side,
    /// Screen row of the body where that word stands, in cells.
    pub row: u16,
    /// How turns are set, by name.
    pub arrangement: crate::layout::Arrangement,
    /// Steps by which the reader widened (above 0) or narrowed the columns.
    pub adjust: i16,
    /// The last words of the whole text are on the reading row.
    pub ended: bool,
}
