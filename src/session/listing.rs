//! What the lists hold: rows made from the session's state when a list is opened, and where a chosen row leads.

mod rows;

use super::Session;
use super::action::{Action, Listing, Marked};
use super::command::{COMMANDS, Run};
use super::effect::Effect;
use super::mode::{Back, Mode};
use super::moving::Typed;
use super::picker::{Choice, Picker, Target};
use crate::marks::Status;

/// Orders of a list of marks.
const ORDERS: [&str; 3] = ["place", "newest", "colour"];

impl Session {
    pub(super) fn open_list(&mut self, listing: Listing) {
        let place = self.mode.place();
        let listing = self.meant(listing);
        let (title, rows, lacking) = match listing {
            Listing::Hits => {
                self.finish_search();
                ("Hits".to_owned(), self.hit_rows(), "no hits; / searches")
            }
            Listing::Marks(marked) => {
                let (title, lacking) = named(marked);
                (
                    self.with_lost(title, marked),
                    self.mark_rows(marked, ORDERS[0]),
                    lacking,
                )
            }
            Listing::Gathered(marked) => (self.gathered_title(marked), self.gathered_rows(0), "nothing is marked"),
            Listing::Tags => (
                "Tags".to_owned(),
                self.tag_rows(),
                "no tags yet; #word in a note is one",
            ),
            Listing::Everywhere => (
                self.everywhere_title("Everywhere"),
                self.everywhere_rows(0),
                "nothing found everywhere yet; gS searches",
            ),
            Listing::Concordance { everywhere } => {
                let rows = self.concordance_rows(everywhere, super::concordance::ORDERS[0].0);
                let title = match everywhere {
                    true => self.everywhere_title("Concordance"),
                    false => "Concordance".to_owned(),
                };
                (title, rows, "no hits; / searches")
            }
            Listing::Outline => ("Questions".to_owned(), self.question_rows(), "no questions found"),
            Listing::Speakers => ("Speakers".to_owned(), self.speaker_rows(None), "no speakers found"),
            Listing::Same(who) => {
                let named = self
                    .open
                    .as_ref()
                    .and_then(|open| open.turns.speakers().get(usize::from(who)));
                let title = named.map_or_else(String::new, |speaker| format!("{} is the same as", speaker.name));
                (title, self.speaker_rows(Some(who)), "there is only one speaker")
            }
            Listing::Commands => (String::new(), self.command_rows(), ""),
            Listing::Help => ("Keys".to_owned(), self.help_rows(place), ""),
        };
        if rows.is_empty() {
            self.mode = Mode::Read;
            if matches!(listing, Listing::Marks(_)) && !self.saving.known && self.saving.failed.is_none() {
                self.saving.awaited = Some(listing);
                return self.say("the marks are still being read …");
            }
            return self.say(lacking);
        }
        let mut picker = Picker::new(listing, title, rows);
        if let Listing::Marks(_) = listing {
            picker.order = ORDERS[0];
            picker.facets = self.mark_facets(&picker.rows);
        }
        if matches!(listing, Listing::Gathered(_)) {
            picker.facets = self.gathered_facets();
        }
        if matches!(listing, Listing::Concordance { .. }) {
            picker.order = super::concordance::ORDERS[0].0;
        }
        picker.chosen = self.nearest_row(&picker);
        self.mode = Mode::Pick(picker);
    }

    /// The row at or before the place, so that a list opens where the reader is.
    fn nearest_row(&self, picker: &Picker) -> usize {
        if matches!(picker.listing, Listing::Everywhere | Listing::Gathered(_)) {
            return 0;
        }
        let place = self.page.place();
        let offset = |row: &Choice| match row.target {
            Target::Offset(offset) => Some(offset),
            Target::Mark(id) => self.mark(id).map(|m| m.span.start()),
            _ => None,
        };
        picker
            .rows
            .iter()
            .rposition(|row| offset(row).is_some_and(|o| o <= place))
            .unwrap_or(0)
    }

    /// Makes the rows of the open list again after something changed, with the choice where it was.
    pub(super) fn refresh_list(&mut self) {
        self.refresh_speakers();
        let Mode::Pick(picker) = &self.mode else { return };
        let Listing::Marks(marked) = picker.listing else { return };
        let rows = self.mark_rows(marked, picker.order);
        let facets = self.mark_facets(&rows);
        let Mode::Pick(picker) = &mut self.mode else { return };
        let chosen = picker.chosen;
        picker.rows = rows;
        picker.facets = facets;
        picker.refilter();
        picker.chosen = chosen.min(picker.shown.len().saturating_sub(1));
        if picker.rows.is_empty() {
            self.mode = Mode::Read;
        }
    }

    /// The open list as it stands, to come back to.
    pub(super) fn back(&self) -> Option<Back> {
        let Mode::Pick(picker) = &self.mode else { return None };
        Some(Back {
            listing: picker.listing,
            filter: picker.filter.text().to_owned(),
            order: picker.order,
        })
    }

    /// Opens a list as it stood.
    pub(super) fn reopen(&mut self, back: &Back) {
        self.open_list(back.listing);
        let Mode::Pick(picker) = &mut self.mode else { return };
        picker.filter.set(&back.filter);
        picker.order = back.order;
        self.refresh_list();
        if let Mode::Pick(picker) = &mut self.mode {
            picker.refilter();
        }
    }

    pub(super) fn sort_list(&mut self) {
        self.sort_concordance();
        let Mode::Pick(picker) = &mut self.mode else { return };
        let Some(at) = ORDERS.iter().position(|o| *o == picker.order) else {
            return;
        };
        picker.order = ORDERS[(at + 1) % ORDERS.len()];
        self.refresh_list();
    }

    pub(super) fn take_choice(&mut self, picker: &Picker) {
        if picker.listing == Listing::Commands {
            let line = picker.filter.text().trim().to_owned();
            if let Some(typed) = Typed::read(&line) {
                return self.go_to_typed(typed);
            }
            if self.run_line(&line) {
                return;
            }
        }
        if let (Listing::Same(from), Some(Target::Speaker(into))) = (picker.listing, picker.choice().map(|c| c.target))
        {
            return self.merge_into(usize::from(from), usize::from(into));
        }
        match picker.choice().map(|choice| choice.target) {
            Some(Target::Offset(offset)) => {
                self.jump_to(offset);
                self.settle_after_choice(offset);
            }
            Some(Target::Mark(id)) => match self.mark(id) {
                Some(mark) if mark.status != Status::Orphan => {
                    let offset = mark.span.start();
                    self.jump_to(offset);
                }
                _ => self.begin_attaching(id),
            },
            Some(Target::Command(command)) if picker.listing == Listing::Commands => self.run_command(command, None),
            Some(Target::Speaker(speaker)) => self.go_to_speaker(speaker),
            Some(Target::Elsewhere(at)) => self.go_elsewhere(at),
            Some(Target::Gathered(at)) => self.go_to_gathered(at),
            Some(Target::Tag) => {
                let tag = picker
                    .choice()
                    .map(|choice| choice.text.to_string())
                    .unwrap_or_default();
                self.reopen(&Back {
                    listing: Listing::Marks(Marked::Notes),
                    filter: tag,
                    order: ORDERS[0],
                });
            }
            Some(Target::Command(_)) => {}
            None => self.say("nothing fits"),
        }
    }

    pub(super) fn open_next(&mut self, backwards: bool) {
        let Some(at) = self.refused.or(self.shelf.open) else {
            return;
        };
        let next = if backwards {
            at.checked_sub(1)
        } else {
            Some(at + 1).filter(|n| *n < self.shelf.names.len())
        };
        match next {
            Some(next) => self.effects.push(Effect::Open(next)),
            None => self.say(if backwards {
                "this is the first transcript"
            } else {
                "this is the last transcript"
            }),
        }
    }

    fn settle_after_choice(&mut self, offset: usize) {
        self.search.current = self.search.hits.binary_search_by_key(&offset, |hit| hit.start()).ok();
    }

    fn go_to_speaker(&mut self, speaker: u16) {
        let first = self.open.as_ref().and_then(|open| {
            open.turns
                .all()
                .iter()
                .find(|t| t.speaker.0 == speaker)
                .map(|t| t.span.start())
        });
        if let Some(offset) = first {
            self.jump_to(offset);
        }
    }

    /// A command line: a name and perhaps a letter or digit behind it. Says whether it was one.
    fn run_line(&mut self, line: &str) -> bool {
        let (name, argument) = line.split_once(' ').unwrap_or((line, ""));
        let Some(command) = COMMANDS.iter().position(|c| c.name == name) else {
            return false;
        };
        if name == "export" && !argument.trim().is_empty() {
            let marks = self.all_marks();
            self.export(argument, marks);
            return true;
        }
        self.run_command(command, argument.trim().chars().next());
        true
    }

    fn run_command(&mut self, command: usize, argument: Option<char>) {
        let Some(command) = COMMANDS.get(command) else { return };
        let action = match command.run {
            Run::Do(action) => Some(action()),
            // The first colour where none is named.
            Run::With(action) => argument.or(Some('1')).and_then(action),
        };
        match action {
            Some(Action::Open(Listing::Gathered(marked))) => self.gather(marked),
            Some(Action::Open(listing)) => self.open_list(listing),
            Some(action) => {
                let more = self.update_again(action);
                self.effects.extend(more);
            }
            None => self.say(format!(
                "{} wants a letter behind it, such as :{} a",
                command.name, command.name
            )),
        }
    }

    /// Does an action that a list or the palette asked for, inside the one being done.
    fn update_again(&mut self, action: Action) -> Vec<Effect> {
        let asked = std::mem::take(&mut self.effects);
        let more = self.update(action, None, self.now);
        self.effects = asked;
        more
    }
}

/// The title of a list of marks, and what is said where it would have no row.
const fn named(marked: Marked) -> (&'static str, &'static str) {
    match marked {
        Marked::Highlights => ("Highlights", "no highlights yet; H and a digit makes one"),
        Marked::Bookmarks => ("Bookmarks", "no bookmarks yet; B makes one"),
        Marked::Letters => ("Letters", "no letters yet; m and a letter sets one"),
        Marked::Notes => ("Notes", "no notes yet; a writes one"),
        Marked::ToCheck => ("To check", "nothing to check: every mark stands at its words"),
    }
}
