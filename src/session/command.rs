//! The one table of commands: keymap, help, palette, completion, README and configuration all come from it.

use super::action::{Action, Bulk, Choosing, Correcting, Editing, Listing, Marked, Motion, Unit, Widening};
use crate::marks::Colour;
use crate::turns::Side;

/// Where keys are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Where {
    /// The page.
    Read,
    /// A selection on the page.
    Select,
    /// The search line.
    Search,
    /// A note or a name being written.
    Note,
    /// A list, letters being commands.
    List,
    /// A list while its filter is typed.
    Filter,
    /// The home screen.
    Home,
}

impl Where {
    /// All of them, with the name used in the configuration file.
    pub const ALL: [(Self, &'static str); 7] = [
        (Self::Read, "read"),
        (Self::Select, "select"),
        (Self::Search, "search"),
        (Self::Note, "note"),
        (Self::List, "list"),
        (Self::Filter, "filter"),
        (Self::Home, "home"),
    ];
}

/// A heading of the help.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Group {
    /// Moving about.
    Moving,
    /// Finding.
    Searching,
    /// Bookmarks, highlights, notes.
    Marking,
    /// Selecting.
    Selecting,
    /// Who said it.
    Correcting,
    /// How it looks.
    Viewing,
    /// Lists.
    Listing,
    /// Prompts.
    Typing,
    /// The program itself.
    Program,
}

impl Group {
    /// All of them with their headings, in the order of the help.
    pub const ALL: [(Self, &'static str); 9] = [
        (Self::Moving, "Moving"),
        (Self::Searching, "Searching"),
        (Self::Marking, "Marking"),
        (Self::Selecting, "Selecting"),
        (Self::Correcting, "Who said it"),
        (Self::Viewing, "The page"),
        (Self::Listing, "In lists"),
        (Self::Typing, "While typing"),
        (Self::Program, "The program"),
    ];
}

/// How a command becomes an action.
#[derive(Clone, Copy)]
pub enum Run {
    /// Always this one.
    Do(fn() -> Action),
    /// With the character typed last: the key written `{letter}` or `{colour}`.
    With(fn(char) -> Option<Action>),
}

/// A named action with its keys.
#[derive(Clone, Copy)]
pub struct Command {
    /// Its name in kebab-case, as in the palette and the configuration.
    pub name: &'static str,
    /// Where it stands in the help.
    pub group: Group,
    /// Keys by place; keys of a sequence are separated by spaces, alternatives are further entries.
    pub keys: &'static [(Where, &'static str)],
    /// What it does, in a few words.
    pub doc: &'static str,
    /// The action.
    pub run: Run,
}

macro_rules! rows {
    ($($name:literal $group:ident [$($place:ident $key:literal),* $(,)?] $doc:literal => $run:expr;)*) => {
        &[$(Command {
            name: $name,
            group: Group::$group,
            keys: &[$((Where::$place, $key)),*],
            doc: $doc,
            run: $run,
        }),*]
    };
}

macro_rules! act {
    ($action:expr) => {
        Run::Do(|| $action)
    };
}

fn colour(c: char) -> Option<Colour> {
    Colour::new(u8::try_from(c.to_digit(10)?).ok()?)
}

/// The commands, in the order of the help.
#[rustfmt::skip]
pub const COMMANDS: &[Command] = rows![
    "line-down" Moving [Read "j", Read "Down", Read "Ctrl-n"] "a line down" => act!(Action::Move(Motion::LineDown));
    "line-up" Moving [Read "k", Read "Up", Read "Ctrl-p"] "a line up" => act!(Action::Move(Motion::LineUp));
    "unfold" Moving [Read "Enter"] "unfold what is folded here, else a line down" => act!(Action::Unfold);
    "page-down" Moving [Read "Space", Read "f", Read "PgDn", Read "Ctrl-f"] "a page down" => act!(Action::Move(Motion::PageDown));
    "page-up" Moving [Read "b", Read "PgUp", Read "Ctrl-b"] "a page up" => act!(Action::Move(Motion::PageUp));
    "half-page-down" Moving [Read "Ctrl-d"] "half a page down" => act!(Action::Move(Motion::HalfDown));
    "half-page-up" Moving [Read "Ctrl-u"] "half a page up" => act!(Action::Move(Motion::HalfUp));
    "next-turn" Moving [Read "}"] "next turn" => act!(Action::Move(Motion::NextTurn));
    "previous-turn" Moving [Read "{"] "previous turn" => act!(Action::Move(Motion::PreviousTurn));
    "next-question" Moving [Read "] ]"] "next question" => act!(Action::Move(Motion::NextQuestion));
    "previous-question" Moving [Read "[ ["] "previous question" => act!(Action::Move(Motion::PreviousQuestion));
    "right-column" Moving [Read "l", Read "Right"] "to the right column of this exchange" => act!(Action::Move(Motion::Column(Side::Right)));
    "left-column" Moving [Read "h", Read "Left"] "to the left column of this exchange" => act!(Action::Move(Motion::Column(Side::Left)));
    "start" Moving [Read "g g", Read "Home", Read "<"] "to the beginning" => act!(Action::Move(Motion::Start));
    "end" Moving [Read "G", Read "End", Read ">"] "to the end; 12G to turn 12" => act!(Action::Move(Motion::End));
    "per-cent" Moving [Read "%"] "40% goes to 40 per cent" => act!(Action::Move(Motion::PerCent));
    "centre" Moving [Read "z z"] "this turn to the reading row" => act!(Action::Centre);
    "jump-back" Moving [Read "Ctrl-o", Read "Alt-Left", Read "Backspace"] "back along the jumps" => act!(Action::Jump { forward: false });
    "jump-forward" Moving [Read "Ctrl-i", Read "Alt-Right"] "forward along the jumps" => act!(Action::Jump { forward: true });
    "go-back" Moving [Read "' '"] "back to where I was" => act!(Action::GoBack);
    "outline" Moving [Read "t"] "outline of the questions" => act!(Action::Open(Listing::Outline));
    "next-doubt" Moving [Read "] ?"] "next doubtful turn" => act!(Action::Move(Motion::NextDoubt));
    "previous-doubt" Moving [Read "[ ?"] "previous doubtful turn" => act!(Action::Move(Motion::PreviousDoubt));

    "search" Searching [Read "/", Home "/"] "search as you type" => act!(Action::OpenSearch);
    "next-hit" Searching [Read "n", Read "F3"] "next hit" => act!(Action::NextHit { reverse: false });
    "previous-hit" Searching [Read "N", Read "Shift-F3"] "previous hit" => act!(Action::NextHit { reverse: true });
    "search-word" Searching [Read "*", Select "*"] "search the word here" => act!(Action::SearchWord { backwards: false });
    "search-word-backwards" Searching [Read "#", Select "#"] "search the word here, backwards" => act!(Action::SearchWord { backwards: true });
    "only-hits" Searching [Read "&"] "only turns with hits" => act!(Action::OnlyHits);
    "hits" Searching [Read "g s"] "list of hits" => act!(Action::Open(Listing::Hits));
    "concordance" Searching [Read "g k", Home "K", List "K"] "hits under one another, with the words beside them" => act!(Action::Open(Listing::Concordance { everywhere: false }));
    "hits-everywhere" Searching [Read "g S"] "list of hits in all transcripts" => act!(Action::SearchEverywhere);
    "regex" Searching [Search "Ctrl-r"] "regular expression on or off" => act!(Action::ToggleRegex);
    "highlight-hit" Searching [Read "g H {colour}"] "highlight this hit" => Run::With(|c| colour(c).map(|c| Action::MarkHits { colour: Some(c), all: false }));
    "bookmark-hit" Searching [Read "g B"] "bookmark this hit" => act!(Action::MarkHits { colour: None, all: false });
    "highlight-hits" Searching [] "highlight all hits" => Run::With(|c| colour(c).map(|c| Action::MarkHits { colour: Some(c), all: true }));
    "bookmark-hits" Searching [] "bookmark all hits" => act!(Action::MarkHits { colour: None, all: true });

    "bookmark" Marking [Read "B", Select "B"] "bookmark this turn or selection" => act!(Action::Bookmark);
    "set-letter" Marking [Read "m {letter}"] "bookmark with a letter" => Run::With(|c| Some(Action::SetLetter(c)));
    "go-to-letter" Marking [Read "' {letter}"] "go to a letter" => Run::With(|c| Some(Action::GoToLetter(c)));
    "highlight" Marking [Read "H {colour}", Select "H {colour}", Select "{colour}"] "highlight this turn or selection" => Run::With(|c| colour(c).map(Action::Highlight));
    "note" Marking [Read "a", Select "a"] "write a note, with #tags" => act!(Action::Annotate);
    "delete" Marking [Read "d d", Read "Delete"] "delete the mark here" => act!(Action::Delete);
    "undo" Marking [Read "u"] "take the last change back" => act!(Action::Undo);
    "redo" Marking [Read "Ctrl-r"] "do it again" => act!(Action::Redo);
    "copy" Marking [Read "y y", Select "y", Home "y"] "copy this turn, selection or path" => act!(Action::Copy);
    "copy-citation" Marking [Read "Y", Select "Y"] "copy with its citation" => act!(Action::CopyCitation);
    "next-highlight" Marking [Read "] h"] "next highlight" => act!(Action::Move(Motion::NextMark(Marked::Highlights)));
    "previous-highlight" Marking [Read "[ h"] "previous highlight" => act!(Action::Move(Motion::PreviousMark(Marked::Highlights)));
    "next-bookmark" Marking [Read "] b"] "next bookmark" => act!(Action::Move(Motion::NextMark(Marked::Bookmarks)));
    "previous-bookmark" Marking [Read "[ b"] "previous bookmark" => act!(Action::Move(Motion::PreviousMark(Marked::Bookmarks)));
    "next-note" Marking [Read "] n"] "next note" => act!(Action::Move(Motion::NextMark(Marked::Notes)));
    "previous-note" Marking [Read "[ n"] "previous note" => act!(Action::Move(Motion::PreviousMark(Marked::Notes)));
    "bookmarks" Marking [Read "g b"] "list of bookmarks" => act!(Action::Open(Listing::Marks(Marked::Bookmarks)));
    "highlights" Marking [Read "g h"] "list of highlights" => act!(Action::Open(Listing::Marks(Marked::Highlights)));
    "letters" Marking [Read "g m"] "list of letters" => act!(Action::Open(Listing::Marks(Marked::Letters)));
    "notes" Marking [Read "g n"] "list of notes" => act!(Action::Open(Listing::Marks(Marked::Notes)));
    "bookmarks-everywhere" Marking [Read "g A b"] "bookmarks of every transcript" => act!(Action::Open(Listing::Gathered(Marked::Bookmarks)));
    "highlights-everywhere" Marking [Read "g A h"] "highlights of every transcript" => act!(Action::Open(Listing::Gathered(Marked::Highlights)));
    "letters-everywhere" Marking [Read "g A m"] "letters of every transcript" => act!(Action::Open(Listing::Gathered(Marked::Letters)));
    "notes-everywhere" Marking [Read "g A n"] "notes of every transcript" => act!(Action::Open(Listing::Gathered(Marked::Notes)));
    "to-check-everywhere" Marking [Read "g A o"] "marks to check in every transcript" => act!(Action::Open(Listing::Gathered(Marked::ToCheck)));
    "next-to-check" Marking [Read "] o"] "next mark to check" => act!(Action::Move(Motion::NextMark(Marked::ToCheck)));
    "previous-to-check" Marking [Read "[ o"] "previous mark to check" => act!(Action::Move(Motion::PreviousMark(Marked::ToCheck)));
    "to-check" Marking [Read "g o"] "marks to check: words changed or gone" => act!(Action::Open(Listing::Marks(Marked::ToCheck)));
    "tags" Marking [Read "g #"] "tags and how often each was given" => act!(Action::Open(Listing::Tags));
    "export" Marking [List "e"] "take out what is marked, or listed, to a file" => act!(Action::All(Bulk::Export));

    "select" Selecting [Read "v"] "select from this word" => act!(Action::Select(Unit::Word));
    "select-turn" Selecting [Read "V"] "select this turn" => act!(Action::Select(Unit::Turn));
    "next-character" Selecting [Select "l", Select "Right"] "a character on" => act!(Action::Extend { unit: Unit::Character, backwards: false });
    "previous-character" Selecting [Select "h", Select "Left"] "a character back" => act!(Action::Extend { unit: Unit::Character, backwards: true });
    "next-word" Selecting [Select "w"] "a word on" => act!(Action::Extend { unit: Unit::Word, backwards: false });
    "previous-word" Selecting [Select "b"] "a word back" => act!(Action::Extend { unit: Unit::Word, backwards: true });
    "word-end" Selecting [Select "e"] "to the end of the word" => act!(Action::ExtendToWordEnd);
    "next-sentence" Selecting [Select ")"] "a sentence on" => act!(Action::Extend { unit: Unit::Sentence, backwards: false });
    "previous-sentence" Selecting [Select "("] "a sentence back" => act!(Action::Extend { unit: Unit::Sentence, backwards: true });
    "next-row" Selecting [Select "j", Select "Down"] "a row down" => act!(Action::Extend { unit: Unit::Row, backwards: false });
    "previous-row" Selecting [Select "k", Select "Up"] "a row up" => act!(Action::Extend { unit: Unit::Row, backwards: true });
    "next-turn-selected" Selecting [Select "}"] "a turn on" => act!(Action::Extend { unit: Unit::Turn, backwards: false });
    "previous-turn-selected" Selecting [Select "{"] "a turn back" => act!(Action::Extend { unit: Unit::Turn, backwards: true });
    "other-end" Selecting [Select "o"] "to the other end" => act!(Action::OtherEnd);
    "this-word" Selecting [Select "i w"] "this word" => act!(Action::Inner(Unit::Word));
    "this-sentence" Selecting [Select "i s"] "this sentence" => act!(Action::Inner(Unit::Sentence));
    "this-turn" Selecting [Select "i t"] "this turn" => act!(Action::Inner(Unit::Turn));

    "other-side" Correcting [Read "c c", Read "S"] "this turn is the other side's" => act!(Action::Correct(Correcting::OtherSide));
    "split-turn" Correcting [Read "c s", Select "c s"] "a turn begins at this word" => act!(Action::Correct(Correcting::Split));
    "join-turn" Correcting [Read "c j"] "join with the turn before" => act!(Action::Correct(Correcting::Join));
    "swap-from-here" Correcting [Read "c w"] "swap the sides from here on" => act!(Action::Correct(Correcting::SwapFrom));
    "rename-speaker" Correcting [Read "c r", List "r"] "rename this speaker" => act!(Action::Correct(Correcting::Rename));
    "merge-speaker" Correcting [Read "c m", List "m"] "this speaker is the same as another" => act!(Action::Correct(Correcting::Merge));
    "change-side" Correcting [List "x"] "in the list of speakers: to the other side" => act!(Action::Correct(Correcting::Side));
    "change-role" Correcting [List "o"] "in the list of speakers: the other role" => act!(Action::Correct(Correcting::Role));
    "automatic" Correcting [Read "c a"] "back to automatic" => act!(Action::Correct(Correcting::Automatic));
    "why" Correcting [Read "g ?"] "why this turn is whose" => act!(Action::Why);

    "layout" Viewing [Read "w"] "side by side, stacked, plain" => act!(Action::CycleArrangement);
    "wider" Viewing [Read "+"] "wider columns" => act!(Action::Widen(Widening::More));
    "narrower" Viewing [Read "-"] "narrower columns" => act!(Action::Widen(Widening::Less));
    "width-reset" Viewing [Read "="] "columns as they were" => act!(Action::Widen(Widening::Reset));
    "zen" Viewing [Read "z"] "nothing but the page" => act!(Action::Zen);
    "whole-question" Viewing [Read "g q"] "the running question in full" => act!(Action::WholeQuestion);
    "speakers" Viewing [Read "s"] "speakers: names, roles, shares" => act!(Action::Open(Listing::Speakers));
    "mouse" Viewing [Read "F2", Select "F2", Home "F2"] "mouse on or off" => act!(Action::ToggleMouse);
    "redraw" Viewing [Read "Ctrl-l", Select "Ctrl-l", List "Ctrl-l", Home "Ctrl-l"] "paint anew" => act!(Action::Redraw);
    "reread" Viewing [Read "R", Home "R"] "read a changed file again; look at all files again" => act!(Action::Reread);

    "choose-next" Listing [List "j", List "Down", List "Tab", Home "j", Home "Down", Home "Tab", Filter "Down", Filter "Ctrl-n"] "next row" => act!(Action::Choose(Choosing::Next));
    "complete" Listing [Filter "Tab"] "the chosen command into the line; keeps a filter" => act!(Action::Choose(Choosing::Complete));
    "choose-previous" Listing [List "k", List "Up", List "Shift-Tab", Home "k", Home "Up", Home "Shift-Tab", Filter "Up", Filter "Shift-Tab", Filter "Ctrl-p"] "previous row" => act!(Action::Choose(Choosing::Previous));
    "choose-page-down" Listing [List "PgDn", List "Space", List "Ctrl-f", List "Ctrl-d", Home "PgDn", Home "Space", Home "Ctrl-f", Home "Ctrl-d", Filter "PgDn"] "a screenful on" => act!(Action::Choose(Choosing::PageDown));
    "choose-page-up" Listing [List "PgUp", List "b", List "Ctrl-b", List "Ctrl-u", Home "PgUp", Home "b", Home "Ctrl-b", Home "Ctrl-u", Filter "PgUp"] "a screenful back" => act!(Action::Choose(Choosing::PageUp));
    "choose-first" Listing [List "g", List "Home", Home "g", Home "Home"] "first row" => act!(Action::Choose(Choosing::First));
    "choose-last" Listing [List "G", List "End", Home "G", Home "End"] "last row" => act!(Action::Choose(Choosing::Last));
    "filter" Listing [List "/", Home "f"] "filter" => act!(Action::Filter);
    "sort" Listing [List "s", Home "s"] "next order" => act!(Action::Sort);
    "recolour" Listing [List "c"] "next colour" => act!(Action::Recolour);
    "delete-chosen" Listing [List "d", List "Delete", Home "d", Home "Delete"] "delete; take a transcript off the list" => act!(Action::Delete);
    "tag-chosen" Listing [List "t", List "a"] "note and tags" => act!(Action::Annotate);
    "attach" Listing [List "A", Select "Enter"] "give the chosen mark other words, or these selected" => act!(Action::Attach);
    "confirm" Listing [List "y"] "the mark stands where it belongs" => act!(Action::Confirm);
    "confirm-shown" Listing [List "Y"] "all marks shown stand where they belong" => act!(Action::All(Bulk::Confirm));
    "delete-shown" Listing [List "D"] "delete all marks shown" => act!(Action::All(Bulk::Delete));
    "recolour-shown" Listing [List "C"] "next colour for all shown" => act!(Action::All(Bulk::Recolour));
    "colour-shown" Listing [List "H {colour}"] "this colour for all shown, hits everywhere too" => Run::With(|c| colour(c).map(|c| Action::All(Bulk::Colour(c))));
    "tag-shown" Listing [List "T"] "tag all shown; -tag takes one away" => act!(Action::All(Bulk::Tag));
    "undo-in-list" Listing [List "u", Home "u"] "take the last change back" => act!(Action::Undo);

    "accept" Typing [Search "Enter", Note "Enter", List "Enter", Filter "Enter", Home "Enter", Home "l", Home "Right"] "take it" => act!(Action::Accept);
    "escape" Typing [Read "Esc", Select "Esc", Search "Esc", Note "Esc", List "Esc", List "q", Filter "Esc", Home "Esc"] "one step back" => act!(Action::Escape);
    "interrupt" Typing [Read "Ctrl-c", Select "Ctrl-c", Search "Ctrl-c", Note "Ctrl-c", List "Ctrl-c", Filter "Ctrl-c", Home "Ctrl-c"] "one step back" => act!(Action::Interrupt);
    "older" Typing [Search "Up", Search "Ctrl-p"] "earlier search" => act!(Action::History { newer: false });
    "newer" Typing [Search "Down", Search "Ctrl-n"] "later search" => act!(Action::History { newer: true });
    "new-line" Typing [Note "Alt-Enter", Note "Ctrl-j"] "a new line" => act!(Action::Edit(Editing::NewLine));
    "edit-outside" Typing [Note "Ctrl-x Ctrl-e"] "in $EDITOR" => act!(Action::EditOutside);
    "backspace" Typing [Search "Backspace", Note "Backspace", Filter "Backspace"] "delete back" => act!(Action::Edit(Editing::Backspace));
    "delete-character" Typing [Search "Delete", Note "Delete", Filter "Delete"] "delete on" => act!(Action::Edit(Editing::Delete));
    "delete-word" Typing [Search "Ctrl-w", Note "Ctrl-w", Filter "Ctrl-w"] "delete a word back" => act!(Action::Edit(Editing::DeleteWord));
    "delete-to-start" Typing [Search "Ctrl-u", Note "Ctrl-u", Filter "Ctrl-u"] "delete to the beginning" => act!(Action::Edit(Editing::DeleteToStart));
    "cursor-left" Typing [Search "Left", Note "Left", Filter "Left"] "left" => act!(Action::Edit(Editing::Left));
    "cursor-right" Typing [Search "Right", Note "Right", Filter "Right"] "right" => act!(Action::Edit(Editing::Right));
    "cursor-word-left" Typing [Search "Ctrl-Left", Note "Ctrl-Left", Search "Alt-b", Note "Alt-b"] "a word left" => act!(Action::Edit(Editing::WordLeft));
    "cursor-word-right" Typing [Search "Ctrl-Right", Note "Ctrl-Right", Search "Alt-f", Note "Alt-f"] "a word right" => act!(Action::Edit(Editing::WordRight));
    "cursor-start" Typing [Search "Home", Note "Home", Filter "Home", Search "Ctrl-a", Note "Ctrl-a"] "to the beginning" => act!(Action::Edit(Editing::Start));
    "cursor-end" Typing [Search "End", Note "End", Filter "End", Search "Ctrl-e", Note "Ctrl-e"] "to the end" => act!(Action::Edit(Editing::End));

    "commands" Program [Read ":", Select ":", Home ":"] "commands by name" => act!(Action::Open(Listing::Commands));
    "help" Program [Read "?", Read "F1", Select "?", Select "F1", List "?", List "F1", Search "F1", Note "F1", Filter "F1", Home "?", Home "F1"] "help for this place" => act!(Action::Open(Listing::Help));
    "library" Program [Read "g l"] "the library: all transcripts" => act!(Action::GoHome);
    "go-on" Program [Home "'"] "go on where you read last" => act!(Action::GoOn);
    "next" Program [] "next transcript" => act!(Action::OpenNext { backwards: false });
    "prev" Program [] "previous transcript" => act!(Action::OpenNext { backwards: true });
    "sample" Program [] "the bundled interview" => act!(Action::OpenSample);
    "suspend" Program [Read "Ctrl-z", Select "Ctrl-z", List "Ctrl-z", Home "Ctrl-z"] "suspend" => act!(Action::Suspend);
    "quit" Program [Read "q", Read "Z Z", Home "q", Home "Z Z"] "leave" => act!(Action::Quit);
];

/// The command of that name.
#[must_use]
pub fn named(name: &str) -> Option<&'static Command> {
    COMMANDS.iter().find(|c| c.name == name)
}

#[cfg(test)]
mod tests {
    use super::COMMANDS;
    use std::collections::BTreeSet;

    #[test]
    fn command_names_are_unique_and_kebab_case() {
        let mut seen = BTreeSet::new();
        for command in COMMANDS {
            assert!(seen.insert(command.name), "{} stands twice", command.name);
            assert!(
                command.name.chars().all(|c| c.is_ascii_lowercase() || c == '-'),
                "{}",
                command.name
            );
        }
    }

    #[test]
    fn no_key_means_two_things_in_one_place() {
        let mut seen = BTreeSet::new();
        for command in COMMANDS {
            for (place, key) in command.keys {
                assert!(seen.insert((*place, *key)), "{key} stands twice in {place:?}");
            }
        }
    }
}
