//! The thread that saves: events go in, and what became of them comes out.
//!
//! No caller ever waits for the disk, except for the end: closing waits a given time and hands back what is not saved. What
//! failed is tried again with the next events and when asked; nothing is dropped while this lives.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use super::compaction::Thresholds;
use super::device::now;
use super::fs::Fs;
use super::identity::Identity;
use super::journal::Journal;
use super::line;
use super::links::Sighting;
use super::loaded::Loaded;
use super::shelf::Shelf;
use super::unsaved::Unsaved;
use crate::marks::Event;

/// After this many appended bytes the journal is looked at again for dead lines.
const LOOK_AGAIN: u64 = 256 * 1024;

/// What the keeper tells, from its own thread.
#[derive(Debug)]
pub enum Told {
    /// What the transcript is and what was kept of it; comes first and once.
    Loaded(Identity, Loaded),
    /// All batches up to this number are durable.
    Saved {
        /// The number that [`Keeper::save`] gave.
        upto: u64,
    },
    /// The batches up to this number are not durable, and why; they are kept and tried again.
    NotSaved {
        /// The number that [`Keeper::save`] gave.
        upto: u64,
        /// Cause and path.
        reason: String,
    },
    /// Nothing can be written beside the transcript, so that all is kept below the data directory.
    Elsewhere {
        /// Where it was to be written, why not, and where it lies now.
        why: String,
    },
    /// Another running copy, or another device, has written these meanwhile.
    Heard(Vec<Event>),
    /// The file system cannot promise that what was written is on the disk.
    Unsynced,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Message {
    Look,
    Hear,
    Close,
}

/// Asks a keeper to look for what others wrote, from any thread.
#[derive(Clone, Debug)]
pub struct Ear(Sender<Message>);

impl Ear {
    /// Something may have been written; where the keeper has ended nobody minds.
    pub fn hear(&self) {
        let _ = self.0.send(Message::Hear);
    }
}

type Pending = Arc<Mutex<Vec<(u64, Vec<Event>)>>>;

/// Saves the events of one transcript.
#[derive(Debug)]
pub struct Keeper {
    messages: Sender<Message>,
    pending: Pending,
    known: Arc<Mutex<Option<Identity>>>,
    ended: Receiver<()>,
    next: u64,
    device: crate::marks::Device,
}

impl Keeper {
    /// Starts the thread for the transcript in the file at that absolute path, if it is one. It first works out what the transcript
    /// is, by `identify`, then loads, then saves; `tell` is called on it.
    pub fn start<F, I, T>(shelf: Shelf<F>, file: Option<PathBuf>, identify: I, tell: T) -> Self
    where
        F: Fs + 'static,
        I: FnOnce() -> Identity + Send + 'static,
        T: FnMut(Told) + Send + 'static,
    {
        Self::start_for(shelf, file, identify, Sighting::default, tell)
    }

    /// The same for a transcript that may have been known by another name: where nothing is kept under its own, that is sought by
    /// what `sighting` gives, and linked.
    pub fn start_for<F, I, S, T>(shelf: Shelf<F>, file: Option<PathBuf>, identify: I, sighting: S, mut tell: T) -> Self
    where
        F: Fs + 'static,
        I: FnOnce() -> Identity + Send + 'static,
        S: FnOnce() -> Sighting + Send + 'static,
        T: FnMut(Told) + Send + 'static,
    {
        let (messages, inbox) = channel();
        let (end, ended) = channel();
        let pending = Pending::default();
        let known = Arc::new(Mutex::new(None));
        let device = shelf.device();
        let (waiting, identified) = (Arc::clone(&pending), Arc::clone(&known));
        let spawned = thread::Builder::new().name("keeper".to_owned()).spawn(move || {
            let identity = identify();
            *held(&identified) = Some(identity.clone());
            let mut journal = shelf.journal(&identity, file.as_deref());
            let loaded = journal.as_mut().map_or_else(
                |_| Loaded::default(),
                |journal| {
                    let recovered = journal.recover(&shelf.unsaved(Some(&identity.key)));
                    let mut loaded = journal.load();
                    loaded.add(recovered);
                    if loaded.moved.is_empty()
                        && journal.is_new_at_home()
                        && let Some(moved) = shelf.earlier(&identity, &sighting())
                        && let Ok(linked) = journal.link(&moved)
                    {
                        loaded.add(linked);
                    }
                    loaded
                },
            );
            tell(Told::Loaded(identity, loaded));
            shelf.sweep();
            if let Ok(journal) = &journal {
                journal.sweep();
            }
            keep(journal, &inbox, &waiting, &mut tell);
            let _ = end.send(());
        });
        // Without a thread nothing is ever saved, and closing says so.
        drop(spawned);
        Self {
            messages,
            pending,
            known,
            ended,
            next: 0,
            device,
        }
    }

    /// Hands events over to be saved; the number by which they are spoken of, from 1.
    pub fn save(&mut self, events: Vec<Event>) -> u64 {
        self.next += 1;
        held(&self.pending).push((self.next, events));
        let _ = self.messages.send(Message::Look);
        self.next
    }

    /// Takes over from a keeper of the same marks under another name: `events` are all that was kept there, and batches are
    /// counted on from `number`, the last one it gave.
    pub fn take_over(&mut self, number: u64, events: Vec<Event>) {
        self.next = number;
        held(&self.pending).push((number, events));
        let _ = self.messages.send(Message::Look);
    }

    /// The number of the last batch handed over; 0 before the first.
    #[must_use]
    pub const fn last(&self) -> u64 {
        self.next
    }

    /// What asks this keeper to look for what others wrote; it answers with [`Told::Heard`] where there is something.
    #[must_use]
    pub fn ear(&self) -> Ear {
        Ear(self.messages.clone())
    }

    /// Tries again what could not be saved.
    pub fn retry(&self) {
        let _ = self.messages.send(Message::Look);
    }

    /// Saves what waits, for `within` at most, and gives the lines that are not known to be saved.
    #[must_use]
    pub fn close(self, within: Duration) -> Unsaved {
        let _ = self.messages.send(Message::Close);
        if held(&self.pending).is_empty() {
            return Unsaved::default();
        }
        match self.ended.recv_timeout(within) {
            Ok(()) | Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {}
        }
        let known = held(&self.known).clone();
        let text_version = known.as_ref().map_or("", |known| &known.text_version);
        let pending = held(&self.pending);
        let events = pending.iter().flat_map(|(_, events)| events);
        let lines = events.filter_map(|event| line::write(event, &self.device, text_version).ok());
        Unsaved {
            lines: lines.collect(),
            key: known.map(|known| known.key),
        }
    }
}

/// The thread's work: waits for messages, saves, hears what others wrote, and keeps the journal short.
fn keep<F: Fs>(
    mut journal: Result<Journal<F>, String>,
    inbox: &Receiver<Message>,
    pending: &Pending,
    tell: &mut impl FnMut(Told),
) {
    let mut looked_at = None;
    loop {
        let first = inbox.recv().unwrap_or(Message::Close);
        let messages: Vec<Message> = std::iter::once(first).chain(inbox.try_iter()).collect();
        let closing = messages.contains(&Message::Close);
        // What others write is no reason to try again: a failed try may itself be what was heard.
        let asked = closing || messages.contains(&Message::Look);
        if asked {
            save(&mut journal, pending, tell);
        }
        let Ok(journal) = &mut journal else {
            if closing {
                return;
            }
            continue;
        };
        if journal.told_unsynced() {
            tell(Told::Unsynced);
        }
        if let Some(why) = journal.told_retreat() {
            tell(Told::Elsewhere { why });
        }
        if closing {
            return;
        }
        if messages.contains(&Message::Hear) {
            let news = journal.news().events;
            if !news.is_empty() {
                tell(Told::Heard(news));
            }
        }
        let length = journal.length;
        if asked && looked_at.is_none_or(|at| length > at + LOOK_AGAIN) {
            // A journal that stays long is still whole; the next start tries again.
            let _ = journal.compact(now(), Thresholds::default());
            looked_at = Some(journal.length);
        }
    }
}

/// Saves all that waits, in one write, and tells what became of it.
fn save<F: Fs>(journal: &mut Result<Journal<F>, String>, pending: &Pending, tell: &mut impl FnMut(Told)) {
    let batches = held(pending).clone();
    let Some(&(upto, _)) = batches.last() else { return };
    let events: Vec<Event> = batches.into_iter().flat_map(|(_, events)| events).collect();
    let saved = match journal {
        Ok(journal) => journal.append(&events).map_err(|error| error.reason()),
        Err(reason) => Err(reason.clone()),
    };
    match saved {
        Ok(()) => {
            held(pending).retain(|(number, _)| *number > upto);
            tell(Told::Saved { upto });
        }
        Err(reason) => tell(Told::NotSaved { upto, reason }),
    }
}

/// What a lock holds, also after a panic of who held it: the lists inside are whole between any two statements.
fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
