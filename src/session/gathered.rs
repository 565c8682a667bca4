//! Marks of every transcript that has any, in one list: it grows while transcripts are gone through, and leads from a row to the words.
//!
//! A mark is shown as the quote it is, so that nothing of another transcript is held but what a row says. Only the open transcript's
//! marks are changed; what is listed can be filtered, gone to and taken out.

use super::Session;
use super::across::{Found, More};
use super::action::{Bulk, Listing, Marked};
use super::attaching::shortened;
use super::bulk::facets;
use super::effect::Effect;
use super::field::Field;
use super::mode::{Exporting, Mode, Shown};
use super::picker::{Choice, Target};
use crate::export::quote::Quote;
use crate::marks::{Id, Status};
use crate::text::{SafeText, Span, counted};
use crate::transcript::Time;

/// Characters from which a mark's words are understood without what stands around them.
const UNDERSTOOD: usize = 32;
/// Characters before and after a quote, as it carries them.
const CONTEXT: usize = 64;

/// A mark in some transcript.
#[derive(Clone, Debug, PartialEq)]
pub struct Elsewhere {
    /// Which of the transcripts that are gone through.
    pub file: usize,
    /// Its title, else its file's name.
    pub title: SafeText,
    /// How many of its marks are listed.
    pub of: usize,
    /// Whether its file is there to be opened.
    pub there: bool,
    /// The mark with its words.
    pub quote: Quote,
}

impl Marked {
    /// Whether a quote is of a mark of this sort.
    #[must_use]
    pub const fn holds(self, quote: &Quote) -> bool {
        match self {
            Self::Highlights => quote.colour().is_some(),
            Self::Bookmarks => quote.colour().is_none(),
            Self::Letters => quote.letter().is_some(),
            Self::Notes => !quote.note.is_empty(),
            Self::ToCheck => quote.status.wants_a_look(),
        }
    }

    /// What marks of this sort are called.
    const fn word(self) -> &'static str {
        match self {
            Self::Highlights => "highlights",
            Self::Bookmarks => "bookmarks",
            Self::Letters => "letters",
            Self::Notes => "notes",
            Self::ToCheck => "marks to check",
        }
    }
}

impl Session {
    /// Asks for the marks of every transcript; the list opens as soon as there is one.
    pub(super) fn gather(&mut self, marked: Marked) {
        self.gathered = self.gathered.next();
        let number = self.gathered.number;
        self.mode = Mode::Read;
        self.say(format!("looking for {} in every transcript …", marked.word()));
        self.effects.push(Effect::GatherMarks { number, marked });
    }

    /// Takes what was found in more transcripts.
    pub(super) fn found_marks(&mut self, marked: Marked, found: Found<Elsewhere>) {
        let Some(before) = self.gathered.take(found) else {
            return;
        };
        let more = |session: &Self| More {
            title: session.gathered_title(marked),
            rows: session.gathered_rows(before),
            facets: gathered_facets(&session.gathered.found[before..]),
        };
        self.list_more(
            Listing::Gathered(marked),
            more,
            format!("no {} in any transcript", marked.word()),
        );
    }

    /// The title of the list: how many marks, and how far the look has come.
    pub(super) fn gathered_title(&self, marked: Marked) -> String {
        let mut named = marked.word().to_owned();
        named[..1].make_ascii_uppercase();
        format!(
            "{named} everywhere · {}{}",
            self.gathered.found.len(),
            self.gathered.progress()
        )
    }

    /// The rows of what was found, from the `first` on.
    pub(super) fn gathered_rows(&self, first: usize) -> Vec<Choice> {
        let found = self.gathered.found.iter().enumerate().skip(first);
        found.map(|(at, found)| row(at, found)).collect()
    }

    /// What filter words with a sign may mean for all rows.
    pub(super) fn gathered_facets(&self) -> Vec<Vec<String>> {
        gathered_facets(&self.gathered.found)
    }

    /// Goes to a mark, wherever it is.
    pub(super) fn go_to_gathered(&mut self, at: usize) {
        let Some(found) = self.gathered.found.get(at) else {
            return;
        };
        if !found.there {
            return self.say(format!("{} is not where it was read; its marks are kept", found.title));
        }
        let (file, offset) = (found.file, found.quote.span.map(Span::start));
        self.effects.push(Effect::OpenMarked { file, offset });
    }

    /// The transcript with the mark is open.
    pub(super) fn landed_on_mark(&mut self, offset: Option<usize>) {
        match offset {
            Some(offset) => self.jump_to(offset),
            None => self.say("its words are not in this text · go lists what to check"),
        }
    }

    /// Does something to every mark that the list shows: they can be taken out, the rest is done where they are.
    pub(super) fn bulk_gathered(&mut self, bulk: Bulk) {
        if bulk != Bulk::Export {
            return self.say("that is done in the transcript · Enter opens it");
        }
        let Mode::Pick(picker) = &self.mode else { return };
        let rows = picker.shown.iter().filter_map(|row| picker.rows.get(*row));
        let shown = rows.filter_map(|row| match row.target {
            Target::Gathered(at) => self.gathered.found.get(at),
            _ => None,
        });
        let marks: Vec<(usize, Id)> = shown.map(|found| (found.file, found.quote.id)).collect();
        self.mode = Mode::Export(Exporting {
            back: self.back(),
            field: Field::line("md quotes.md"),
            shown: Shown::Gathered(marks),
        });
    }

    /// Asks for a file of these marks.
    pub(super) fn export_gathered(&mut self, line: &str, marks: Vec<(usize, Id)>) {
        if marks.is_empty() {
            return self.say("no mark is shown");
        }
        if let Some((form, path, over)) = self.form_and_path(line) {
            self.effects.push(Effect::ExportMarked {
                marks,
                form,
                path,
                over,
            });
        }
    }
}

fn row(at: usize, found: &Elsewhere) -> Choice {
    let quote = &found.quote;
    let letter = quote.letter().map(|letter| format!("{letter} ")).unwrap_or_default();
    let turn = quote.turn().map(|turn| format!("¶{turn}")).unwrap_or_default();
    let time = quote.from.map(Time::clock).unwrap_or_default();
    let place = match quote.status {
        Status::Orphan => "–".to_owned(),
        _ => format!("{turn} {time}"),
    };
    let (text, emphasis) = in_context(quote);
    let note = quote.note.split_whitespace().collect::<Vec<_>>().join(" ");
    // Tags that came with a mark need not stand in its note.
    let beside = quote.tags.iter().map(|tag| format!("#{tag}"));
    let beside: Vec<String> = beside.filter(|tag| !note.contains(tag.as_str())).collect();
    let parts = [how_found(quote), note, beside.join(" "), quote.speaker()];
    let more: Vec<&str> = parts
        .iter()
        .map(String::as_str)
        .filter(|part| !part.is_empty())
        .collect();
    Choice {
        margin: format!("{letter}{place}").trim().to_owned(),
        text,
        more: SafeText::line(&more.join(" · ")),
        colour: quote.colour(),
        emphasis,
        heading: heading(found),
        target: Target::Gathered(at),
    }
}

/// The words on one line, where they are few with what stands around them on their line; and the bytes that are theirs.
fn in_context(quote: &Quote) -> (SafeText, Option<(usize, usize)>) {
    let words = quote.words().split_whitespace().collect::<Vec<_>>().join(" ");
    if words.chars().count() >= UNDERSTOOD || quote.status == Status::Orphan {
        return (SafeText::line(&words), None);
    }
    let whole_words = |cut: &str, first: bool| -> String {
        let mut words: Vec<&str> = cut.split_inclusive(' ').collect();
        // Context is counted in characters and may end within a word.
        if cut.chars().count() >= CONTEXT && words.len() > 1 {
            words.remove(if first { 0 } else { words.len() - 1 });
        }
        words.concat()
    };
    let before = whole_words(quote.before.rsplit('\n').next().unwrap_or(""), true);
    let after = whole_words(quote.after.split('\n').next().unwrap_or(""), false);
    // Nothing is made safe that would change how long it is: it was so when it was read.
    let before = before.trim_start();
    let line = SafeText::line(&format!("{before}{words}{}", after.trim_end()));
    let end = before.len() + words.len();
    let emphasis = line.get(before.len()..end).is_some_and(|there| there == words);
    (line, emphasis.then_some((before.len(), end)))
}

/// How a mark was found, where that is worth a word, and what its words were where they are others now.
fn how_found(quote: &Quote) -> String {
    let was = quote
        .wordings()
        .first()
        .map(|first| format!("was “{}”", shortened(first)));
    let was = was.unwrap_or_default();
    let how = match quote.status {
        Status::Ok => "",
        Status::Moved => return "moved".to_owned(),
        Status::Changed => "~ changed",
        Status::ByTime => "≈ by time",
        Status::Orphan => return "not found in its text".to_owned(),
    };
    let parts = [how, was.as_str()];
    let known: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    known.join(", ")
}

/// What stands over the marks of a transcript.
fn heading(found: &Elsewhere) -> SafeText {
    let gone = if found.there {
        ""
    } else {
        " · the file is not where it was"
    };
    SafeText::line(&format!("{} · {}{gone}", found.title, counted(found.of, "mark")))
}

fn gathered_facets(found: &[Elsewhere]) -> Vec<Vec<String>> {
    let of = |Elsewhere { quote, .. }: &Elsewhere| {
        let role = quote.pieces.first().and_then(|piece| piece.role);
        facets(&quote.tags, (&quote.speaker(), role), quote.status)
    };
    found.iter().map(of).collect()
}
