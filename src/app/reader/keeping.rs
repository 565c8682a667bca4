//! Marks and the place handed to the store, and what it says of them.

use std::path::PathBuf;
use std::time::Instant;

use super::super::cli::{Ending, complain};
use super::super::opening;
use super::super::terminal::{Message, Terminal};
use super::super::watching::{Listening, Watch};
use super::{LAST_WAIT, PutAside, RETRY_DELAY, Reader};
use crate::session::{Action, Outcome};
use crate::store::{Identity, Keeper, Key, Sighting, Stamp, Told};
use crate::text::SafeText;

impl Reader {
    pub(super) fn start_keeper(&mut self, before: Option<Key>) {
        let Some(open) = self.session.open() else { return };
        let reading = std::sync::Arc::clone(&open.reading);
        let (sender, opening) = (self.inbox.sender(), self.keeping.opening);
        let identify = move || Identity::of(&reading.transcript);
        let tell = move |told| {
            let _ = sender.send(Message::Kept(opening, told));
        };
        let (path, title, shelf) = (self.path(), self.session.title().to_owned(), self.setup.shelf.clone());
        let file = path.clone();
        let sighting = move || Sighting {
            hash: path.as_deref().map(|path| shelf.hash(path)).unwrap_or_default(),
            path,
            title,
            before,
        };
        let mut keeper = Keeper::start_for(self.setup.shelf.clone(), file, identify, sighting, tell);
        for events in std::mem::take(&mut self.keeping.early) {
            keeper.save(events);
        }
        self.keeping.keeper = Some(keeper);
        self.watch = self
            .path()
            .and_then(|path| Watch::start(&path, opening, self.inbox.sender()));
    }

    /// After the file was read again: other words are kept under another name, linked to the one before.
    pub(super) fn keep_under_new_name(&mut self) {
        let (Some(open), Some(before), Some(keeper)) =
            (self.session.open(), self.keeping.identity.clone(), &self.keeping.keeper)
        else {
            return;
        };
        if Identity::of(&open.reading.transcript).key == before.key {
            return;
        }
        let number = keeper.last();
        self.close_keeper();
        self.keeping.documented = false;
        self.start_keeper(Some(before.key));
        if let Some(keeper) = &mut self.keeping.keeper {
            keeper.take_over(number, Vec::new());
        }
    }

    /// Listens to what other running copies and devices write, from now on and since the journals were read.
    pub(super) fn listen(&mut self) {
        let (Some(identity), Some(keeper)) = (&self.keeping.identity, &self.keeping.keeper) else {
            return;
        };
        let Ok(journal) = self.setup.shelf.journal(identity, self.path().as_deref()) else {
            return;
        };
        let (ear, opening) = (keeper.ear(), self.keeping.opening);
        self.listening = Listening::start(&journal.directories(), ear.clone(), opening, self.inbox.sender());
        ear.hear();
    }

    pub(super) fn kept(&mut self, told: Told, terminal: &mut Terminal) {
        let outcome = match told {
            Told::Loaded(identity, loaded) => {
                let other = self.keeping.before.take().is_some_and(|before| before != identity.key);
                self.keeping.identity = Some(identity);
                if self.keeping.place.is_some() {
                    self.keeping.place_due = Some(Instant::now());
                }
                self.listen();
                let remark = loaded.remarks().into_iter().next();
                self.act(Action::Told(Outcome::Kept(loaded.events)), None, terminal);
                let statuses = self.session.how_marks_fared();
                let changed = match other.then_some(statuses) {
                    Some(Some(statuses)) => Some(format!("{statuses} · this file has changed since you read it last")),
                    Some(None) => Some("this file has changed since you read it last".to_owned()),
                    None => None,
                };
                let remark = remark.or(changed);
                match remark {
                    Some(remark) => Outcome::Notice(SafeText::line(&remark)),
                    None => return,
                }
            }
            Told::Heard(events) => Outcome::Heard(events),
            Told::Saved { upto } => {
                self.keeping.retry_due = None;
                self.keep_document();
                Outcome::Saved(upto)
            }
            Told::NotSaved { reason, .. } => {
                self.keeping.retry_due = Some(Instant::now() + RETRY_DELAY);
                Outcome::NotSaved(SafeText::line(&reason))
            }
            Told::Elsewhere { why } => Outcome::Notice(SafeText::line(&why)),
            Told::Unsynced => Outcome::Notice(SafeText::line(
                "this file system cannot promise that saved marks survive a power cut",
            )),
        };
        self.act(Action::Told(outcome), None, terminal);
    }

    pub(super) fn path(&self) -> Option<PathBuf> {
        opening::absolute(self.shelf.get(self.session.shelf().open?)?)
    }

    pub(super) fn keep_place(&mut self) {
        self.keeping.place_due = None;
        let (Some(open), Some(identity)) = (self.session.open(), &self.keeping.identity) else {
            return;
        };
        let Some(place) = self.keeping.place.take() else { return };
        let path = self.path();
        let kept = opening::to_keep(&place, &open.reading.transcript, path.as_deref());
        let _ = self.setup.shelf.keep_place(&identity.key, &kept);
        if let Some(path) = path {
            let _ = self.setup.shelf.keep_last(&path);
        }
    }

    /// Ends the keeping of the open transcript. What could not be saved is put aside at once, where the next opening finds it.
    pub(super) fn close_keeper(&mut self) {
        if let Some(keeper) = self.keeping.keeper.take() {
            let unsaved = keeper.close(LAST_WAIT);
            if !unsaved.lines.is_empty() {
                let failed = self.session.saving().failed.as_ref();
                let why = failed.map_or("the disk did not answer in time", |why| why.as_str());
                self.keeping.put_aside.push(PutAside {
                    why: why.to_owned(),
                    path: self.setup.shelf.keep_unsaved(&unsaved),
                    lines: unsaved.lines,
                });
            }
        }
        self.keeping.identity = None;
        (self.watch, self.listening) = (None, None);
    }

    /// Gives the terminal back, waits for what is not saved, and says what could not be.
    pub(super) fn leave(&mut self, mut terminal: Terminal) -> Ending {
        self.keep_place();
        self.close_keeper();
        terminal.leave();
        drop(terminal);
        // What was put aside and taken in again by a later opening is saved.
        let waits = |aside: &&PutAside| aside.path.as_ref().map_or(true, |path| path.exists());
        let mut ending = Ending::Well;
        for aside in self.keeping.put_aside.iter().filter(waits) {
            ending = Ending::NotSaved;
            complain(&format!("NOT SAVED: {}", aside.why));
            match &aside.path {
                Ok(path) => complain(&format!(
                    "the unsaved marks are in {}; the next opening saves them. Here they are too:",
                    SafeText::path(path)
                )),
                Err(why) => complain(&format!("and could not be put aside: {why}; here they are:")),
            }
            for line in &aside.lines {
                eprintln!("{}", SafeText::line(line));
            }
        }
        ending
    }

    /// Keeps beside the marks, once an opening, which document they belong to.
    fn keep_document(&mut self) {
        if std::mem::replace(&mut self.keeping.documented, true) {
            return;
        }
        let Some(identity) = &self.keeping.identity else { return };
        let path = self.path();
        let stamp = path
            .as_ref()
            .and_then(|path| path.metadata().ok())
            .map(|metadata| Stamp::of(&metadata));
        let (title, identity, shelf) = (
            self.session.title().to_owned(),
            identity.clone(),
            self.setup.shelf.clone(),
        );
        // The file can be made anew from the transcript at any time, so nobody waits for it.
        std::thread::spawn(move || {
            let _ = shelf.keep_document(&identity, &title, path.as_deref(), stamp.unwrap_or_default());
        });
    }
}
