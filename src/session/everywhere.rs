//! The search that goes on in the open transcript, looked for in all the others that were read: a list that grows while files are
//! being read, and the way from a row of it to the words.

use super::Session;
use super::across::{Across, Found, More};
use super::action::Listing;
use super::effect::Effect;
use super::found::Done;
use super::picker::{Choice, Target};
use crate::export::hits::Listed;
use crate::marks::{Colour, Id};
use crate::search::Query;
use crate::text::{SafeText, counted};
use crate::transcript::Time;

/// What is looked for everywhere, and what was found so far.
#[derive(Clone, Debug, Default)]
pub struct Everywhere {
    /// What was found so far.
    pub across: Across<Elsewhere>,
    /// The query line.
    pub line: String,
    /// Whether it is a regular expression.
    pub regex: bool,
    /// The colour given to hits last.
    pub colour: Option<Colour>,
    /// What was done to hits, the last one last.
    pub done: Vec<Done>,
    /// What was done to those of the open transcript while the others are waited for: the operation, and how many marks.
    pub here: Option<(Id, usize)>,
}

/// A hit in some transcript.
#[derive(Clone, Debug, PartialEq)]
pub struct Elsewhere {
    /// Which of the files that are looked into.
    pub file: usize,
    /// Its title, else its file's name.
    pub title: SafeText,
    /// How many hits it has in all.
    pub of: usize,
    /// The hit.
    pub hit: Listed,
}

impl Session {
    /// Looks for what is searched here in every transcript.
    pub(super) fn search_everywhere(&mut self) {
        self.finish_search();
        // Where nothing was found here the line was still the last one.
        let current = self.search.query.as_ref().map(|query| query.written().to_owned());
        let Some(line) = current.or_else(|| self.search.history.last().cloned()) else {
            return self.say("nothing is searched yet; / and words, then gS finds them everywhere");
        };
        let regex = self.search.regex;
        self.look_everywhere(line, regex);
    }

    /// Looks for a query line in every transcript.
    pub(super) fn look_everywhere(&mut self, line: String, regex: bool) {
        let across = self.everywhere.across.next();
        let number = across.number;
        self.everywhere = Everywhere {
            across,
            line: line.clone(),
            regex,
            ..Everywhere::default()
        };
        self.say("searching all transcripts …");
        self.effects.push(Effect::SearchEverywhere { number, line, regex });
    }

    /// Takes what was found in more files.
    pub(super) fn found_elsewhere(&mut self, found: Found<Elsewhere>) {
        let Some(before) = self.everywhere.across.take(found) else {
            return;
        };
        let more = |session: &Self| More {
            title: session.everywhere_title("Everywhere"),
            rows: session.everywhere_rows(before),
            facets: Vec::new(),
        };
        let nothing = format!(
            "not found in {}",
            counted(self.everywhere.across.looked.1, "transcript")
        );
        self.list_more(Listing::Everywhere, more, nothing);
    }

    /// The title of a list of hits everywhere: how many there are, how many of them are listed, and how far the search has come.
    pub(super) fn everywhere_title(&self, named: &str) -> String {
        let across = &self.everywhere.across;
        let mut title = format!("{named} · {}", counted(across.count, "hit"));
        if across.found.len() < across.count {
            title += &format!(", {} listed", across.found.len());
        }
        title + &across.progress()
    }

    /// The rows of what was found, from the `first` on.
    pub(super) fn everywhere_rows(&self, first: usize) -> Vec<Choice> {
        let row = |(at, found): (usize, &Elsewhere)| {
            let turn = found.hit.turn.map(|turn| format!("¶{turn}")).unwrap_or_default();
            let time = found.hit.time.map(Time::clock).unwrap_or_default();
            let asked = if found.hit.question.is_empty() {
                String::new()
            } else {
                format!(" · Q: {}", found.hit.question)
            };
            Choice {
                margin: format!("{turn} {time}").trim().to_owned(),
                text: found.hit.words.clone(),
                more: SafeText::line(&format!("{}{asked}", found.hit.speaker)),
                colour: None,
                emphasis: Some(found.hit.emphasis),
                heading: heading(found),
                target: Target::Elsewhere(at),
            }
        };
        self.everywhere
            .across
            .found
            .iter()
            .enumerate()
            .skip(first)
            .map(row)
            .collect()
    }

    /// Goes to a hit, wherever it is.
    pub(super) fn go_elsewhere(&mut self, at: usize) {
        let Some(found) = self.everywhere.across.found.get(at) else {
            return;
        };
        let (file, offset) = (found.file, found.hit.offset);
        self.effects.push(Effect::OpenFound { file, offset });
    }

    /// The file with the hit is open: the search goes on in it, from the hit.
    pub(super) fn landed(&mut self, offset: usize) {
        self.jump_to(offset);
        let query = self.open.as_ref().and_then(|open| {
            let query = Query::parse(&self.everywhere.line, self.everywhere.regex, &open.turns);
            query.ok().flatten()
        });
        self.search.regex = self.everywhere.regex;
        self.search_from(query, offset);
    }
}

/// What stands over the hits of a transcript.
fn heading(found: &Elsewhere) -> SafeText {
    SafeText::line(&format!("{} · {}", found.title, counted(found.of, "hit")))
}
