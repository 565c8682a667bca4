//! Transcripts opened one after another: the head before the first frame, the rest on a thread.

use super::super::opening::{self, Remembered};
use super::super::reading::Origin;
use super::super::terminal::{Message, Terminal};
use super::Reader;
use crate::session::{Action, Effect, Outcome};
use crate::store;
use crate::text::SafeText;

impl Reader {
    /// Opens a transcript of the shelf as far as the first frame needs; the reason where it cannot be.
    pub(super) fn open(&mut self, at: usize) -> Result<(), String> {
        self.open_at(at, &self.remembered(at))
    }

    /// Where a transcript of the shelf was left.
    pub(super) fn remembered(&self, at: usize) -> Remembered {
        let origin = self.shelf.get(at);
        origin.map_or_else(Remembered::default, |origin| Remembered::of(origin, &self.setup.shelf))
    }

    fn open_at(&mut self, at: usize, remembered: &Remembered) -> Result<(), String> {
        let Some(origin) = self.shelf.get(at) else {
            return Ok(());
        };
        let document = opening::first(origin, at, remembered).map_err(|failure| failure.to_string())?;
        self.close_keeper();
        self.keeping.opening += 1;
        let effects = self
            .session
            .update(Action::Told(Outcome::Opened(Box::new(document))), None, store::now());
        debug_assert!(effects.iter().all(|effect| matches!(effect, Effect::KeepPlace(_))));
        // What was opened was read, and is found in the library and gone on with, even if nothing is done in it.
        self.keeping.place = effects.into_iter().rev().find_map(|effect| match effect {
            Effect::KeepPlace(place) => Some(place),
            _ => None,
        });
        self.keeping.place_due = None;
        self.keeping.retry_due = None;
        self.keeping.documented = false;
        self.keeping.before = remembered.held_before();
        Ok(())
    }

    pub(super) fn open_other(&mut self, at: usize, terminal: &mut Terminal) {
        self.open_other_at(at, &self.remembered(at), terminal);
    }

    /// Opens another transcript where `remembered` says.
    pub(super) fn open_other_at(&mut self, at: usize, remembered: &Remembered, terminal: &mut Terminal) {
        self.keep_place();
        match self.open_at(at, remembered) {
            Ok(()) => self.begin_rest(),
            Err(why) => {
                let name = self.shelf.get(at).map(Origin::name).unwrap_or_default();
                let why = SafeText::line(why.strip_prefix(&format!("{name}: ")).unwrap_or(&why));
                self.act(Action::Told(Outcome::NotOpened(at, why)), None, terminal);
            }
        }
    }

    /// Reads the rest of the open transcript on a thread, or, where it is all there, starts keeping.
    pub(super) fn begin_rest(&mut self) {
        let Some(at) = self.session.shelf().open else { return };
        let Some(origin) = self.shelf.get(at).cloned() else {
            return;
        };
        let partial = self
            .session
            .open()
            .is_some_and(|open| open.extent.missing_from().is_some());
        if !partial && self.keeping.keeper.is_none() {
            self.start_keeper(None);
            return;
        }
        let (sender, opening) = (self.inbox.sender(), self.keeping.opening);
        std::thread::spawn(move || {
            let rest = opening::whole(&origin, at).map_err(|failure| failure.reason);
            let _ = sender.send(Message::Rest(opening, Box::new(rest)));
        });
    }

    pub(super) fn rest(&mut self, rest: Result<crate::session::Document, SafeText>, terminal: &mut Terminal) {
        match rest {
            Ok(document) => {
                self.act(Action::Told(Outcome::Opened(Box::new(document))), None, terminal);
                if self.keeping.keeper.is_none() {
                    self.start_keeper(None);
                } else {
                    self.keep_under_new_name();
                }
            }
            Err(why) => {
                let path = self.path();
                let file = path.as_deref().and_then(std::path::Path::file_name);
                let says = match file {
                    Some(file) => SafeText::line(&format!("{}: {why}", file.to_string_lossy())),
                    None => why,
                };
                self.act(Action::Told(Outcome::Unfinished(says)), None, terminal);
            }
        }
    }

    /// Opens the transcript in which a capital letter was set last.
    pub(super) fn open_letter(&mut self, letter: char, terminal: &mut Terminal) {
        let elsewhere = self
            .setup
            .shelf
            .letter(letter)
            .filter(|path| Some(path) != self.path().as_ref());
        let Some(path) = elsewhere else {
            let says = SafeText::line(&format!("no letter {letter} in any transcript read so far"));
            return self.act(Action::Told(Outcome::Notice(says)), None, terminal);
        };
        let same = |origin: &Origin| opening::absolute(origin).as_ref() == Some(&path);
        let at = self.shelf.iter().position(same).unwrap_or_else(|| {
            let origin = Origin::File(path.clone());
            self.session.add_to_shelf(origin.name());
            self.shelf.push(origin);
            self.shelf.len() - 1
        });
        self.open_other(at, terminal);
    }
}
