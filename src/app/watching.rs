//! Whether the open file changes: the folder it lies in is watched, since most programs save by renaming a new file into place.

use std::path::Path;
use std::sync::mpsc::Sender;

use notify::{RecommendedWatcher, RecursiveMode, Watcher};

use super::terminal::Message;
use crate::store::Stamp;

/// A file being watched; dropping it ends that.
#[derive(Debug)]
pub struct Watch {
    _watcher: RecommendedWatcher,
}

impl Watch {
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
