//! What the session is told: one variant a thing that can be done, with nothing of keys or screens in it.

use super::effect::Outcome;
use crate::marks::Colour;
use crate::turns::Side;

/// Something to do. Counts come beside it ([`super::Session::update`]).
#[derive(Debug)]
pub enum Action {
    /// Move the text under the reading row.
    Move(Motion),
    /// Unfold what is folded at the reading row, else a line down.
    Unfold,
    /// This turn to the reading row.
    Centre,
    /// The running question in full, or shortened again.
    WholeQuestion,
    /// Open the search line.
    OpenSearch,
    /// To the next hit in the direction of the search, or against it.
    NextHit {
        /// Against it.
        reverse: bool,
    },
    /// Search the word at the place.
    SearchWord {
        /// Towards the beginning.
        backwards: bool,
    },
    /// Show only turns with hits, or all again.
    OnlyHits,
    /// Look for the same in every transcript.
    SearchEverywhere,
    /// Take the search line as a regular expression, or not.
    ToggleRegex,
    /// Open a list.
    Open(Listing),
    /// To the home screen.
    GoHome,
    /// Open what was read last.
    GoOn,
    /// Set a letter at this turn.
    SetLetter(char),
    /// Go to a letter.
    GoToLetter(char),
    /// Back to where I was before the last jump, and again.
    GoBack,
    /// Along the jump list.
    Jump {
        /// Towards newer places.
        forward: bool,
    },
    /// Bookmark this turn, or the selection.
    Bookmark,
    /// Highlight this turn, or the selection.
    Highlight(Colour),
    /// Mark the current hit, or all of them.
    MarkHits {
        /// Highlighted in this colour; bookmarked where there is none.
        colour: Option<Colour>,
        /// All of them.
        all: bool,
    },
    /// Write a note to the mark here; where there is none, bookmark this turn first.
    Annotate,
    /// Delete the mark here.
    Delete,
    /// Give the mark here other words; in a selection: these.
    Attach,
    /// The mark here stands where it belongs.
    Confirm,
    /// Take the last change back.
    Undo,
    /// Do it again.
    Redo,
    /// Copy the selection, or this turn.
    Copy,
    /// Copy the selection or this turn with its citation.
    CopyCitation,
    /// Begin a selection.
    Select(Unit),
    /// Move the near end of the selection.
    Extend {
        /// By what.
        unit: Unit,
        /// Towards the beginning.
        backwards: bool,
    },
    /// Move the near end of the selection to the end of the word.
    ExtendToWordEnd,
    /// The other end of the selection becomes the near one.
    OtherEnd,
    /// Select the word, sentence or turn here.
    Inner(Unit),
    /// Say who speaks.
    Correct(Correcting),
    /// Why this turn is whose.
    Why,
    /// Side by side, stacked, plain, and round again.
    CycleArrangement,
    /// Wider, narrower, or as it was.
    Widen(Widening),
    /// Nothing but the page, or everything again.
    Zen,
    /// Report the mouse, or leave it to the terminal.
    ToggleMouse,
    /// Read a changed file again.
    Reread,
    /// Paint everything anew.
    Redraw,
    /// Stop until the shell brings us back.
    Suspend,
    /// Leave.
    Quit,
    /// The next or previous transcript of those named.
    OpenNext {
        /// The previous.
        backwards: bool,
    },
    /// The bundled interview.
    OpenSample,
    /// One step back: a prompt, a list, a selection, the hits.
    Escape,
    /// As [`Action::Escape`]; twice it says how to leave.
    Interrupt,
    /// A character into a prompt or filter.
    Type(char),
    /// Pasted text into a prompt or filter.
    Paste(String),
    /// Change what stands in a prompt or filter.
    Edit(Editing),
    /// Earlier or later entry of the history.
    History {
        /// Towards newer entries.
        newer: bool,
    },
    /// Take what is typed or chosen.
    Accept,
    /// The note into `$EDITOR`.
    EditOutside,
    /// Move in a list.
    Choose(Choosing),
    /// Begin to filter a list.
    Filter,
    /// Next order of a list.
    Sort,
    /// Next colour for the chosen mark.
    Recolour,
    /// What a list shows, all at once.
    All(Bulk),
    /// The mouse.
    Point(Pointing),
    /// Keys that wait for more, to be shown.
    Pending(Pending),
    /// A key that means nothing here, as it is written.
    Unbound(String),
    /// A slice of the work that is left, while no key waits.
    Work,
    /// The screen has this many columns and rows.
    Resize(u16, u16),
    /// Something became of an effect.
    Told(Outcome),
}

/// A movement of the place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Motion {
    /// A row towards the end.
    LineDown,
    /// A row towards the beginning.
    LineUp,
    /// A page towards the end.
    PageDown,
    /// A page towards the beginning.
    PageUp,
    /// Half a page towards the end.
    HalfDown,
    /// Half a page towards the beginning.
    HalfUp,
    /// The next turn.
    NextTurn,
    /// The previous turn.
    PreviousTurn,
    /// The next question.
    NextQuestion,
    /// The previous question.
    PreviousQuestion,
    /// To this column of the exchange.
    Column(Side),
    /// The beginning.
    Start,
    /// The end; with a count, the turn of that number.
    End,
    /// With a count, that per cent of the text.
    PerCent,
    /// The next doubtful turn.
    NextDoubt,
    /// The previous doubtful turn.
    PreviousDoubt,
    /// The next mark of a sort.
    NextMark(Marked),
    /// The previous mark of a sort.
    PreviousMark(Marked),
}

/// What is done to every mark that a list shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bulk {
    /// Delete them.
    Delete,
    /// Give their highlights another colour.
    Recolour,
    /// Give their highlights this colour; hits in any transcript become highlights.
    Colour(crate::marks::Colour),
    /// Give them tags, or take tags from them.
    Tag,
    /// They stand where they belong.
    Confirm,
    /// Take them out to a file; without a list all marks.
    Export,
}

/// Which marks are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marked {
    /// Highlights.
    Highlights,
    /// Bookmarks, lettered ones too.
    Bookmarks,
    /// Bookmarks with a letter.
    Letters,
    /// Whatever has a note.
    Notes,
    /// Whatever the reader had better look at, because its words changed or are gone.
    ToCheck,
}

/// A list that can be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Listing {
    /// Hits with the question each belongs to.
    Hits,
    /// Marks of a sort.
    Marks(Marked),
    /// Marks of a sort in every transcript.
    Gathered(Marked),
    /// Tags with how often each was given.
    Tags,
    /// Hits in every transcript.
    Everywhere,
    /// Hits under one another, with what stands beside them.
    Concordance {
        /// Those found in every transcript; set where these are listed.
        everywhere: bool,
    },
    /// The questions.
    Outline,
    /// Names, roles, sides, shares of talk.
    Speakers,
    /// Whom a speaker is the same as.
    Same(u16),
    /// Commands by name.
    Commands,
    /// What the keys do here.
    Help,
}

/// What a selection moves by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Characters as the reader sees them.
    Character,
    /// Words.
    Word,
    /// Sentences.
    Sentence,
    /// Rows of the page.
    Row,
    /// Turns.
    Turn,
}

/// A correction of who speaks, at the place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Correcting {
    /// The turn is the other side's.
    OtherSide,
    /// A turn begins at the word.
    Split,
    /// The turn goes on with the one before.
    Join,
    /// From here on the sides change places.
    SwapFrom,
    /// The speaker gets another name.
    Rename,
    /// The speaker is the same as another.
    Merge,
    /// Back to automatic.
    Automatic,
    /// The speaker stands on the other side.
    Side,
    /// The speaker has the other role.
    Role,
}

/// A change of the columns' width.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Widening {
    /// Wider.
    More,
    /// Narrower.
    Less,
    /// As it was.
    Reset,
}

/// A change inside a prompt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Editing {
    /// The character before the cursor goes.
    Backspace,
    /// The character under the cursor goes.
    Delete,
    /// The word before the cursor goes.
    DeleteWord,
    /// Everything before the cursor goes.
    DeleteToStart,
    /// A character to the left.
    Left,
    /// A character to the right.
    Right,
    /// A word to the left.
    WordLeft,
    /// A word to the right.
    WordRight,
    /// To the beginning.
    Start,
    /// To the end.
    End,
    /// A new line, where there may be several.
    NewLine,
}

/// A movement in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choosing {
    /// The next row.
    Next,
    /// The previous row.
    Previous,
    /// A screenful on.
    PageDown,
    /// A screenful back.
    PageUp,
    /// The first row.
    First,
    /// The last row.
    Last,
    /// The chosen name into the line of the palette; elsewhere the next row.
    Complete,
}

/// What the mouse did, in cells of the whole screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pointing {
    /// Column from 0.
    pub column: u16,
    /// Row from 0.
    pub row: u16,
    /// What.
    pub press: Press,
}

/// What a button or the wheel did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Press {
    /// Down, for the first, second or third time in quick succession.
    Down(u8),
    /// Moved while down.
    Drag,
    /// Up.
    Up,
    /// Wheel towards the beginning.
    WheelUp,
    /// Wheel towards the end.
    WheelDown,
}

/// Keys typed that may become a command, and what may follow.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pending {
    /// As typed, count included; empty when nothing waits.
    pub typed: String,
    /// Key and what it does, for the strip.
    pub follow: Vec<(String, &'static str)>,
    /// What the colours that may follow are for; empty where other keys may.
    pub colours: &'static str,
}
