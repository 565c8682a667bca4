//! Whether the open file changes, and whether others write marks for it. The folders are watched, since most programs save by
//! renaming a new file into place.
//!
//! The system tells; nobody asks. Where it cannot tell, nothing is noticed, and reading goes on.

use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;

use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::terminal::Message;
use crate::store::{Ear, Stamp};

/// A directory that comes while it is being looked for is looked for again, so often at most.
const TRIES: usize = 8;

/// A file being watched; dropping it ends that.
#[derive(Debug)]
pub struct Watch {
    _watcher: RecommendedWatcher,
}

impl Watch {
    /// Watches a folder and all below it, and tells the inbox of every change there. Where the system cannot watch, nobody is told.
    #[must_use]
    pub fn folder(path: &Path, inbox: Sender<Message>) -> Option<Self> {
        let told = move |event: notify::Result<notify::Event>| {
            // Reading a file changes nothing.
            if event.is_ok_and(|event| !event.kind.is_access()) {
                let _ = inbox.send(Message::LibraryChanged);
            }
        };
        let mut watcher = notify::recommended_watcher(told).ok()?;
        watcher.watch(path, RecursiveMode::Recursive).ok()?;
        Some(Self { _watcher: watcher })
    }

    /// Watches a file and tells the inbox, once for every change of its length or time, under the number of its opening. Where
    /// the system cannot watch, nobody is told and reading goes on.
    #[must_use]
    pub fn start(path: &Path, opening: u64, inbox: Sender<Message>) -> Option<Self> {
        let stamp = |path: &Path| path.metadata().ok().map(|metadata| Stamp::of(&metadata));
        let watched = path.to_owned();
        let mut last = stamp(path);
        let told = move |event: notify::Result<notify::Event>| {
            let ours = event.is_ok_and(|event| event.paths.iter().any(|p| p.file_name() == watched.file_name()));
            let now = stamp(&watched);
            // A file that is gone for a moment is being replaced; the replacement is told.
            if ours && now.is_some() && now != last {
                last = now;
                let _ = inbox.send(Message::Changed(opening));
            }
        };
        let mut watcher = notify::recommended_watcher(told).ok()?;
        watcher.watch(path.parent()?, RecursiveMode::NonRecursive).ok()?;
        Some(Self { _watcher: watcher })
    }
}

/// The journals of the open transcript being listened to; dropping it ends that.
#[derive(Debug)]
pub struct Listening {
    watcher: RecommendedWatcher,
    /// What is watched: a directory of journals, or the nearest one above it that is there.
    watched: Vec<PathBuf>,
}

impl Listening {
    /// Lets `ear` know whenever something is written to a journal: to a file in one of these `directories` whose name begins as
    /// stated with it. A directory that is not there yet is waited for; when it comes, the inbox is told under the number of the
    /// opening, and listening is to be started anew. Where the system cannot watch, there is nothing to hear.
    #[must_use]
    pub fn start(directories: &[(PathBuf, String)], ear: Ear, opening: u64, inbox: Sender<Message>) -> Option<Self> {
        let journals = directories.to_vec();
        let told = move |event: notify::Result<Event>| {
            let Ok(event) = event else { return };
            // Our own reading is told too, and must not make us read again.
            if matches!(event.kind, EventKind::Access(_)) {
                return;
            }
            let is_journal = |path: &PathBuf| {
                let begins = |prefix: &str| {
                    path.file_name()
                        .is_some_and(|name| name.to_string_lossy().starts_with(prefix))
                };
                journals
                    .iter()
                    .any(|(directory, prefix)| path.parent() == Some(directory) && begins(prefix))
            };
            let is_awaited = |path: &PathBuf| journals.iter().any(|(directory, _)| directory.starts_with(path));
            if event.paths.iter().any(is_journal) {
                ear.hear();
            } else if !matches!(event.kind, EventKind::Modify(notify::event::ModifyKind::Metadata(_)))
                && event.paths.iter().any(is_awaited)
            {
                let _ = inbox.send(Message::Appeared(opening));
            }
        };
        let mut listening = Self {
            watcher: notify::recommended_watcher(told).ok()?,
            watched: Vec::new(),
        };
        for (directory, _) in directories {
            listening.watch(directory);
        }
        Some(listening)
    }

    /// Watches a directory, or the nearest one above it that is there.
    fn watch(&mut self, directory: &Path) {
        for _ in 0..TRIES {
            let there = |directory: &Path| directory.ancestors().find(|above| above.is_dir()).map(Path::to_owned);
            let Some(nearest) = there(directory) else { return };
            if self.watched.contains(&nearest) {
                return;
            }
            let watches = self.watcher.watch(&nearest, RecursiveMode::NonRecursive).is_ok();
            // It may have come before the watch stood.
            if !watches || there(directory).as_ref() == Some(&nearest) {
                self.watched.push(nearest);
                return;
            }
            let _ = self.watcher.unwatch(&nearest);
        }
    }
}
