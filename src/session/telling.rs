//! What the session is told: transcripts opened and grown, marks loaded, saves done or failed.

use super::effect::{Document, Extent, Outcome};
use super::field::Field;
use super::mode::Mode;
use super::state::Open;
use super::{Page, Session};
use crate::marks::{Event, MarkKind, Notebook, Status};
use crate::text::SafeText;
use crate::turns;

/// Bytes of text around the place by which it is found again in a changed file.
const TRACE: usize = 48;

impl Session {
    pub(super) fn told(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Opened(document) => self.opened(*document),
            Outcome::NotOpened(shelf, why) => self.not_opened(shelf, &why),
            Outcome::Kept(events) => self.kept(events),
            Outcome::Heard(events) => self.heard(events),
            Outcome::Saved(batches) => {
                self.saving.done = self.saving.done.max(batches);
                self.saving.failed = None;
            }
            Outcome::NotSaved(why) => self.saving.failed = Some(why),
            Outcome::Copied(Ok(characters)) => {
                self.say(format!(
                    "copied {characters} {}",
                    if characters == 1 { "character" } else { "characters" }
                ));
            }
            Outcome::Copied(Err(why)) => self.warn(format!("not copied: {why}")),
            Outcome::Edited(Ok(text)) => {
                if let Mode::Note(note) = &mut self.mode {
                    note.field = Field::lines(&text);
                }
            }
            Outcome::Edited(Err(why)) | Outcome::Exported(Err(why)) => self.warn(why.as_str()),
            Outcome::Exported(Ok(what)) => self.say(what.as_str()),
            Outcome::FileChanged => {
                if let Some(open) = &mut self.open {
                    open.stale = true;
                    self.say("the file has changed · R reads it again");
                }
            }
            Outcome::SearchHistory(history) => {
                if self.search.history.is_empty() {
                    self.search.history = history;
                }
            }
            Outcome::Shelved(sight) => self.home.see(sight),
            Outcome::Found(found) => self.found_elsewhere(found),
            found @ (Outcome::MarkHere(..) | Outcome::MarkedFound(..) | Outcome::FoundTakenBack(..)) => {
                self.told_of_found(found);
            }
            Outcome::Landed(offset) => self.landed(offset),
            Outcome::FoundMarks(marked, found) => self.found_marks(marked, found),
            Outcome::LandedOnMark(offset) => self.landed_on_mark(offset),
            Outcome::Unfinished(why) => self.unfinished(why.as_str()),
            Outcome::Notice(text) => self.warn(text.as_str()),
        }
    }

    /// Nothing of the open transcript is being read any more.
    fn unfinished(&mut self, why: &str) {
        if let Some(open) = &mut self.open
            && let Extent::Head { of } = open.extent
        {
            open.extent = Extent::Beginning { of };
        }
        self.warn(why);
    }

    fn opened(&mut self, document: Document) {
        let again = self.open.is_some() && self.shelf.open == Some(document.shelf);
        let growing = again
            && self
                .open
                .as_ref()
                .is_some_and(|open| open.extent.missing_from().is_some());
        if growing {
            self.grown(document);
        } else if again {
            self.read_again(document);
        } else {
            self.opened_new(document);
        }
    }

    fn opened_new(&mut self, document: Document) {
        // Ids go on differing from those of the transcript before.
        self.writer.entropy = self.writer.entropy.wrapping_add(1 << 64);
        self.notebook = Notebook::on(self.writer.device.clone(), self.writer.entropy);
        self.saving = super::Saving::default();
        let history = std::mem::take(&mut self.search.history);
        self.search = super::Search {
            history,
            ..super::Search::default()
        };
        self.jumps = super::Jumps::default();
        self.mode = Mode::Read;
        self.ground = super::Ground::Page;
        self.refused = None;
        self.attaching = None;
        self.shelf.open = Some(document.shelf);
        let size = self.page.size();
        let place = document.place.clone();
        let settings = match &place {
            Some(place) => super::Settings {
                arrangement: place.arrangement,
                adjust: place.adjust,
                ..self.settings.clone()
            },
            None => self.settings.clone(),
        };
        self.page = Page::new(&settings, size);
        let numbers = expected_turns(&document);
        let open = as_open(document);
        let length = open.text().len();
        let hyphenation = self.settings.hyphenation;
        let offset = place
            .as_ref()
            .map_or(0, |place| open.text().floor_char_boundary(place.offset.min(length)));
        self.page.open(open.talk(), offset, numbers, hyphenation);
        if let Some(place) = place {
            self.page.restore(open.talk(), &place);
        }
        self.open = Some(open);
        self.announce();
    }

    /// Says what a reader should know of a file that was just opened.
    fn announce(&mut self) {
        let Some(open) = &self.open else { return };
        let hidden = open.reading.transcript.hidden();
        let remarks = open.reading.remarks.len();
        if hidden.sequences > 0 {
            let n = hidden.sequences;
            let what = if n == 1 {
                "control sequence"
            } else {
                "control sequences"
            };
            self.say(format!("{n} {what} hidden · visavis check FILE"));
        } else if remarks > 0 {
            let first = &open.reading.remarks[0];
            let line = first.line.map_or_else(String::new, |line| format!("line {line}: "));
            let more = if remarks > 1 {
                format!(" · {remarks} remarks: visavis check FILE")
            } else {
                String::new()
            };
            self.say(format!("{line}{}{more}", first.text));
        }
    }

    /// More of the same file: the words so far stand where they stood.
    fn grown(&mut self, document: Document) {
        let corrections = self.notebook.corrections();
        let mut open = as_open(document);
        if !corrections.is_empty() {
            open.turns = turns::infer(&open.reading.transcript, &corrections);
        }
        let stood = self
            .open
            .as_ref()
            .is_some_and(|old| open.text().starts_with(old.text()));
        let trace = if stood { None } else { self.trace() };
        self.open = Some(open);
        self.settle_marks();
        self.with_page(Page::renew);
        if let Some((quote, offset)) = trace {
            self.follow(&quote, offset);
        }
        self.search_grown();
    }

    /// The same file, changed: place and marks are found again.
    fn read_again(&mut self, document: Document) {
        self.notice = None;
        let trace = self.trace();
        self.grown(document);
        if let Some((quote, offset)) = trace {
            self.follow(&quote, offset);
        }
        // How the marks fared is worth more than that it was done.
        let told = self.notice.take().filter(|notice| notice.warning);
        match told {
            Some(told) => self.warn(format!("read again · {}", told.text)),
            None => self.say("read again"),
        }
    }

    /// Words at the place, by which it is found again.
    fn trace(&self) -> Option<(String, usize)> {
        let text = self.open.as_ref()?.text();
        let place = text.floor_char_boundary(self.page.place().min(text.len()));
        let end = text.floor_char_boundary((place + TRACE).min(text.len()));
        Some((text[place..end].to_owned(), place))
    }

    fn follow(&mut self, quote: &str, offset: usize) {
        let Some(open) = &self.open else { return };
        let found = open
            .text()
            .match_indices(quote)
            .map(|(at, _)| at)
            .min_by_key(|at| at.abs_diff(offset));
        let length = open.text().len();
        let to = found.unwrap_or_else(|| open.text().floor_char_boundary(offset.min(length.saturating_sub(1))));
        self.with_page(|page, talk| page.hold(talk, to));
    }

    fn not_opened(&mut self, shelf: usize, why: &SafeText) {
        self.refuse_row(shelf, why);
        let name = self.shelf.names.get(shelf).map_or("", |name| name.as_str());
        // The line is short, and the list has the folder.
        let file = name.rsplit_once('/').map_or(name, |(_, file)| file);
        self.warn(format!("{file}: {why}"));
        self.refused = Some(shelf);
    }

    fn kept(&mut self, events: Vec<Event>) {
        self.saving.known = true;
        self.notebook.absorb(events);
        self.settle_marks();
        if !self.notebook.corrections().is_empty() {
            self.infer_again();
        }
        self.refresh_list();
        if let (Some(listing), Mode::Read) = (self.saving.awaited.take(), &self.mode) {
            self.notice = None;
            self.open_list(listing);
        }
        // A capital letter brought us here; its mark is known only now.
        if let Some(letter) = self.letter.take() {
            let found = self
                .notebook
                .marks()
                .any(|(_, _, m)| m.kind == MarkKind::Bookmark { letter: Some(letter) });
            if found {
                self.go_to_letter(letter);
            }
        }
    }

    /// Shows what was done elsewhere; nothing is said of it, and the place stays.
    fn heard(&mut self, events: Vec<Event>) {
        let before = self.notebook.corrections();
        self.notebook.hear(events);
        if let Some(open) = &self.open {
            self.notebook.place_changed(&open.reading.transcript);
        }
        if self.notebook.corrections() != before {
            self.infer_again();
        }
        self.refresh_list();
    }

    /// Finds the marks in the text as it is.
    fn settle_marks(&mut self) {
        if let Some(open) = &self.open {
            self.notebook.place(&open.reading.transcript);
            let all_well = self.notebook.marks().all(|(_, _, mark)| mark.status == Status::Ok);
            if let Some(statuses) = self.how_marks_fared()
                && !all_well
                && open.extent == Extent::Whole
            {
                self.warn(format!("in the text as it is now: {statuses}"));
            }
        }
    }
}

/// How many turns there will be once everything is read: from the head's in proportion.
fn expected_turns(document: &Document) -> usize {
    let known = document.turns.all().len();
    document.extent.missing_from().map_or(known, |of| {
        let read = document.reading.transcript.text().len().max(1);
        known.saturating_mul(usize::try_from(of).unwrap_or(usize::MAX) / read + 1)
    })
}

fn as_open(document: Document) -> Open {
    Open {
        reading: document.reading,
        turns: document.turns,
        extent: document.extent,
        stale: false,
    }
}
