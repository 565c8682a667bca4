//! What is done to everything found everywhere that the list shows: highlighted, tagged, taken out, and taken back by one key. The
//! open transcript's part is done here, like any marking; that of the others is asked of the application.

use super::Session;
use super::action::{Bulk, Listing};
use super::effect::{Effect, Outcome};
use super::everywhere::Elsewhere;
use super::field::Field;
use super::mode::{Exporting, Mode, Shown, Tagging};
use super::picker::Target;
use crate::marks::hits::{Wanted, done_by, edits};
use crate::marks::{Colour, Id};
use crate::text::{SafeText, Span};

/// A hit in one of the files that are looked into.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundAt {
    /// Which of them.
    pub file: usize,
    /// Where it stood.
    pub hit: Span,
    /// Its words, on one line.
    pub words: String,
}

/// The hits whose words are still where they were found, and how many are not: a file may have changed since it was searched, and a
/// mark at other words is worse than none.
#[must_use]
pub fn standing(text: &str, found: &[FoundAt]) -> (Vec<Span>, usize) {
    let stands = |found: &&FoundAt| {
        let words = text.get(found.hit.range()).unwrap_or("");
        words.split_whitespace().eq(found.words.split_whitespace())
    };
    let hits: Vec<Span> = found.iter().filter(stands).map(|found| found.hit).collect();
    let gone = found.len() - hits.len();
    (hits, gone)
}

/// What was done to hits at once, and what takes it back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Done {
    /// The operation in the open transcript.
    pub here: Option<Id>,
    /// Operations in the others, by the number of the file.
    pub elsewhere: Vec<(usize, Id)>,
}

/// What became of marking hits in transcripts that are not open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MarkedFound {
    /// Which search the files are of.
    pub number: u64,
    /// Marks made or changed.
    pub marks: usize,
    /// Hits that are not there any more, since the file changed.
    pub gone: usize,
    /// The operations, by the number of the file.
    pub operations: Vec<(usize, Id)>,
    /// What could not be marked, each with its reason.
    pub failures: Vec<SafeText>,
}

impl Session {
    /// Does something to every hit that the list of what was found everywhere shows.
    pub(super) fn bulk_found(&mut self, bulk: Bulk) {
        let found = self.found_shown();
        match bulk {
            Bulk::Delete | Bulk::Confirm => self.say("hits are no marks; gh, gb and gn list those of this transcript"),
            Bulk::Recolour => {
                let next = self.everywhere.colour.map_or(1, |colour| colour.number() % 8 + 1);
                self.colour_found(found, Colour::new(next).unwrap_or(Colour::ALL[0]));
            }
            Bulk::Colour(colour) => self.colour_found(found, colour),
            Bulk::Tag => {
                self.mode = Mode::Tag(Tagging {
                    back: self.back(),
                    field: Field::line(""),
                    shown: Shown::Hits(found),
                });
            }
            Bulk::Export => {
                self.mode = Mode::Export(Exporting {
                    back: self.back(),
                    field: Field::line("md found.md"),
                    shown: Shown::Hits(found),
                });
            }
        }
    }

    fn colour_found(&mut self, found: Vec<FoundAt>, colour: Colour) {
        self.everywhere.colour = Some(colour);
        let wanted = Wanted {
            colour: Some(colour),
            tags: Vec::new(),
        };
        self.mark_found(found, wanted);
    }

    /// Asks for marks of hits, in whatever transcripts they are.
    pub(super) fn mark_found(&mut self, found: Vec<FoundAt>, wanted: Wanted) {
        if found.is_empty() {
            return self.say("no hit is shown");
        }
        self.say("marking what was found …");
        let number = self.everywhere.across.number;
        self.effects.push(Effect::MarkFound { number, found, wanted });
    }

    /// Asks for a file of hits.
    pub(super) fn export_found(&mut self, line: &str, found: Vec<FoundAt>) {
        if found.is_empty() {
            return self.say("no hit is shown");
        }
        if let Some((form, path, over)) = self.form_and_path(line) {
            self.effects.push(Effect::ExportFound {
                found,
                form,
                path,
                over,
            });
        }
    }

    /// Marks the hits that are in the open transcript; the others are told of by [`Session::marked_found`].
    pub(super) fn mark_found_here(&mut self, found: &[FoundAt], wanted: &Wanted) {
        let Some(open) = &self.open else { return };
        let (hits, _) = standing(open.text(), found);
        let edits = edits(&self.notebook, (&open.reading.transcript, &open.turns), &hits, wanted);
        let marks = edits.len();
        let events = self.notebook.perform(&wanted.says(marks), edits, self.now);
        self.everywhere.here = done_by(&events).map(|id| (id, marks));
        self.keep(events);
    }

    /// Takes what became of the hits of all transcripts, and tells it in one notice.
    pub(super) fn marked_found(&mut self, wanted: &Wanted, marked: MarkedFound) {
        let here = self.everywhere.here.take();
        let marks = marked.marks + here.map_or(0, |(_, marks)| marks);
        let transcripts = marked.operations.len() + usize::from(here.is_some());
        let undone = if marks == 0 {
            ""
        } else {
            " · u takes it back in all of them"
        };
        let says = format!(
            "{} in {}{undone}",
            wanted.says(marks),
            transcripts_in_words(transcripts)
        );
        let gone = match marked.gone {
            0 => String::new(),
            gone => format!(" · {gone} not there any more"),
        };
        match marked.failures.as_slice() {
            [] => self.say(says + &gone),
            [first, more @ ..] => {
                let more = match more.len() {
                    0 => String::new(),
                    more => format!(" and {more} more"),
                };
                self.warn(format!("NOT SAVED: {first}{more} · {says}{gone}"));
            }
        }
        if marked.number == self.everywhere.across.number && marks > 0 {
            self.everywhere.done.push(Done {
                here: here.map(|(id, _)| id),
                elsewhere: marked.operations,
            });
        }
    }

    /// Takes the last marking of hits back, where the list of them is open; whether there was any.
    pub(super) fn take_found_back(&mut self) -> bool {
        if self.listing() != Some(Listing::Everywhere) {
            return false;
        }
        let Some(done) = self.everywhere.done.pop() else {
            return false;
        };
        let here = done.here.and_then(|id| self.notebook.take_back(id, self.now));
        let count = usize::from(here.is_some());
        if let Some((_, events)) = here {
            self.keep(events);
        }
        self.effects.push(Effect::TakeFoundBack(done.elsewhere, count));
        true
    }

    /// Tells in how many transcripts marks were taken back.
    pub(super) fn found_taken_back(&mut self, transcripts: usize, failures: &[SafeText]) {
        let says = format!("taken back in {}", transcripts_in_words(transcripts));
        match failures.first() {
            None => self.say(says),
            Some(first) => self.warn(format!("{says} · not in {}: {first}", failures.len())),
        }
    }

    /// The hits that the filter of the list leaves.
    fn found_shown(&self) -> Vec<FoundAt> {
        let Mode::Pick(picker) = &self.mode else {
            return Vec::new();
        };
        let rows = picker.shown.iter().filter_map(|row| picker.rows.get(*row));
        let found = rows.filter_map(|row| match row.target {
            Target::Elsewhere(at) => self.everywhere.across.found.get(at),
            _ => None,
        });
        found
            .map(|Elsewhere { file, hit, .. }| FoundAt {
                file: *file,
                hit: Span::new(hit.offset, hit.end),
                words: hit.words.get(hit.emphasis.0..hit.emphasis.1).unwrap_or("").to_owned(),
            })
            .collect()
    }

    /// Takes what the application tells of hits in other transcripts.
    pub(super) fn told_of_found(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::MarkHere(found, wanted) => self.mark_found_here(&found, &wanted),
            Outcome::MarkedFound(wanted, marked) => self.marked_found(&wanted, marked),
            Outcome::FoundTakenBack(transcripts, failures) => self.found_taken_back(transcripts, &failures),
            _ => {}
        }
    }
}

fn transcripts_in_words(transcripts: usize) -> String {
    format!(
        "{transcripts} {}",
        if transcripts == 1 { "transcript" } else { "transcripts" }
    )
}
