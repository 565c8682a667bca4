//! What the session asks for, done.

use std::time::Instant;

use super::super::process;
use super::super::reading::Origin;
use super::super::terminal::clipboard::Ways;
use super::super::terminal::{Terminal, tty};
use super::{PLACE_DELAY, Reader};
use crate::session::{Action, Effect, Outcome};
use crate::text::SafeText;

impl Reader {
    pub(super) fn perform(&mut self, effect: Effect, terminal: &mut Terminal) {
        match effect {
            Effect::Save(events) => match &mut self.keeping.keeper {
                Some(keeper) => {
                    keeper.save(events);
                }
                None => self.keeping.early.push(events),
            },
            Effect::KeepPlace(place) => {
                self.keeping.place = Some(place);
                self.keeping.place_due = Some(Instant::now() + PLACE_DELAY);
            }
            Effect::Copy(text) => {
                let outcome = Outcome::Copied(self.copy(&text, terminal));
                self.act(Action::Told(outcome), None, terminal);
            }
            Effect::Open(at) => self.open_other(at, terminal),
            Effect::ListLibrary => self.list_library(terminal),
            Effect::List { file, listed } => self.keep_listed(file, listed, terminal),
            Effect::OpenSample => self.open_sample(terminal),
            Effect::Reread => self.begin_rest(),
            Effect::EditNote(note) => {
                let outcome = Outcome::Edited(self.edit(&note, terminal));
                self.act(Action::Told(outcome), None, terminal);
            }
            Effect::Export {
                form,
                path,
                over,
                marks,
            } => {
                let outcome = Outcome::Exported(self.export(form, &path, over, &marks));
                self.act(Action::Told(outcome), None, terminal);
            }
            Effect::Mouse(ours) => {
                let _ = terminal.set_mouse(ours);
            }
            Effect::KeepSearch(written) => {
                let shelf = self.setup.shelf.clone();
                // A search line is kept beside the loop: nobody waits for it, and losing one is no loss.
                std::thread::spawn(move || shelf.keep_search(&written));
            }
            Effect::KeepLetter(letter) => {
                if let Some(path) = self.path() {
                    // Where a letter stands is found again by the next one set: losing this is no loss.
                    let _ = self.setup.shelf.keep_letter(letter, &path);
                }
            }
            Effect::FindLetter(letter) => self.open_letter(letter, terminal),
            Effect::Redraw => terminal.redraw(),
            Effect::Suspend => {
                self.keep_place();
                if terminal.suspend().is_err() {
                    self.leaving = true;
                }
                self.go_on(terminal);
            }
            Effect::Quit => self.leaving = true,
            elsewhere => self.perform_elsewhere(elsewhere, terminal),
        }
    }

    /// Does what concerns transcripts that are not open.
    fn perform_elsewhere(&mut self, effect: Effect, terminal: &mut Terminal) {
        match effect {
            Effect::SearchEverywhere { number, line, regex } => self.search_everywhere(number, line, regex),
            Effect::OpenFound { file, offset } => self.open_found(file, offset, terminal),
            Effect::MarkFound { number, found, wanted } => self.mark_found(number, &found, wanted, terminal),
            Effect::TakeFoundBack(operations, here) => self.take_found_back(operations, here),
            Effect::ExportFound {
                found,
                form,
                path,
                over,
            } => self.export_found(&found, form, &path, over),
            Effect::GatherMarks { number, marked } => self.gather_marks(number, marked),
            Effect::OpenMarked { file, offset } => self.open_marked(file, offset, terminal),
            Effect::ExportMarked {
                marks,
                form,
                path,
                over,
            } => self.export_marked(&marks, form, &path, over),
            _ => {}
        }
    }

    fn open_sample(&mut self, terminal: &mut Terminal) {
        let known = self.shelf.iter().position(|origin| *origin == Origin::Sample);
        let at = known.unwrap_or_else(|| {
            self.shelf.push(Origin::Sample);
            self.session.add_to_shelf(Origin::Sample.name());
            self.shelf.len() - 1
        });
        self.open_other(at, terminal);
    }

    fn copy(&self, text: &str, terminal: &mut Terminal) -> Result<usize, SafeText> {
        // The search for a clipboard program along PATH can wait until something is copied.
        let ways = self.clipboard.get_or_init(|| Ways::of(|name| std::env::var_os(name)));
        ways.copy(text, |bytes| terminal.send(bytes))
    }

    fn edit(&self, note: &str, terminal: &mut Terminal) -> Result<String, SafeText> {
        let editor = process::editor(|name| std::env::var_os(name))?;
        let state = self
            .setup
            .shelf
            .directories()
            .state
            .clone()
            .unwrap_or_else(std::env::temp_dir);
        let directory = process::note_directory(std::env::var_os("XDG_RUNTIME_DIR").as_deref(), &state);
        let edited = terminal.lend(|| {
            let tty = tty::input().map_err(|error| SafeText::line(&error.to_string()))?;
            process::edit(note, &editor, &directory, tty)
        });
        edited.unwrap_or_else(|error| Err(SafeText::line(&error.to_string())))
    }
}
