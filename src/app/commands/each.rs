//! Many transcripts at once: which they are, and work on them by as many threads as there are cores, told in their order.

use std::collections::{BTreeMap, HashSet};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver};
use std::thread;

use super::{Failure, Origin, reading};
use crate::app::opening::absolute;
use crate::app::setting::Setup;
use crate::store::Shelf;

/// Answers that wait to be told, for each thread: enough to keep it busy, and no library in memory.
const WAITING: usize = 4;

/// Of many transcripts several are done before their answers are handed on, so that threads that wait are woken seldom: a share of
/// all, and no more than so many.
const SHARES: usize = 64;
const LARGEST: usize = 8;

/// The files of the library: those of its folders, and what was read before, whether it is there still or not; each once, and without
/// what the reader has taken off the list.
#[must_use]
pub fn of_library(shelf: &Shelf, folders: &[PathBuf]) -> Vec<PathBuf> {
    let mut files = in_folders(folders);
    files.extend(shelf.files_read());
    let unlisted = shelf.unlisted();
    let mut seen = HashSet::new();
    files.retain(|path| !unlisted.contains(path) && seen.insert(path.clone()));
    files
}

/// The files that paths name; a folder that is not there, or empty, has none.
#[must_use]
pub fn in_folders(paths: &[PathBuf]) -> Vec<PathBuf> {
    let found = |path| reading::shelf(std::slice::from_ref(path)).unwrap_or_default();
    paths
        .iter()
        .flat_map(found)
        .filter_map(|origin| absolute(&origin))
        .collect()
}

/// Those of the files that are there, if only as a link that leads nowhere.
pub fn there(files: Vec<PathBuf>) -> impl Iterator<Item = Origin> {
    files
        .into_iter()
        .filter(|path| path.symlink_metadata().is_ok())
        .map(Origin::File)
}

/// The transcripts that paths name, each once; without paths those of the library.
///
/// # Errors
///
/// A folder that cannot be read or holds no transcript.
pub fn named_or_read(paths: &[PathBuf], setup: &Setup) -> Result<Vec<Origin>, Failure> {
    if paths.is_empty() {
        return Ok(there(of_library(&setup.shelf, &setup.folders())).collect());
    }
    let mut origins = reading::shelf(paths)?;
    let mut seen = HashSet::new();
    origins.retain(|origin| seen.insert(origin.clone()));
    Ok(origins)
}

/// Does something with each of many, such as files, and hands the answers on in order, as long as `tell` wants more.
pub fn each<I: Sync, T: Send>(all: &[I], work: impl Fn(&I) -> T + Sync, tell: impl FnMut(T) -> bool) {
    let next = AtomicUsize::new(0);
    let share = (all.len() / SHARES).clamp(1, LARGEST);
    let over = AtomicBool::new(false);
    thread::scope(|scope| {
        let threads = thread::available_parallelism().map_or(1, usize::from).min(all.len());
        let (sender, answers) = mpsc::sync_channel(threads * WAITING);
        for _ in 0..threads {
            let sender = sender.clone();
            let (work, next, over) = (&work, &next, &over);
            scope.spawn(move || {
                while !over.load(Ordering::Relaxed) {
                    let at = next.fetch_add(share, Ordering::Relaxed);
                    let Some(some) = all.get(at..all.len().min(at + share)) else {
                        break;
                    };
                    let answers: Vec<T> = some.iter().map(work).collect();
                    if some.is_empty() || sender.send((at, answers)).is_err() {
                        break;
                    }
                }
            });
        }
        drop(sender);
        in_order(answers, tell);
        over.store(true, Ordering::Relaxed);
    });
}

/// Hands answers on in the order of their numbers, as long as they are wanted; who still sends is told by the end of the channel.
fn in_order<T>(answers: Receiver<(usize, Vec<T>)>, mut tell: impl FnMut(T) -> bool) {
    let mut waiting = BTreeMap::new();
    let mut next = 0;
    for (at, some) in answers {
        waiting.insert(at, some);
        while let Some(some) = waiting.remove(&next) {
            next += some.len();
            if !some.into_iter().all(&mut tell) {
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Origin, each};
    use std::path::PathBuf;
    use std::thread::sleep;
    use std::time::Duration;

    fn origins() -> Vec<Origin> {
        (0..100).map(|at| Origin::File(PathBuf::from(at.to_string()))).collect()
    }

    #[test]
    fn answers_come_in_order_however_long_each_takes() {
        let mut told = Vec::new();
        let slow_at_first = |origin: &Origin| {
            if origin.file_name() == "0" {
                sleep(Duration::from_millis(20));
            }
            origin.file_name()
        };
        each(&origins(), slow_at_first, |name| {
            told.push(name);
            true
        });
        let expected: Vec<String> = (0..100).map(|at| at.to_string()).collect();
        assert_eq!(told, expected);
    }

    #[test]
    fn nothing_more_is_done_once_nothing_more_is_wanted() {
        let mut told = 0;
        each(
            &origins(),
            |_| (),
            |()| {
                told += 1;
                told < 3
            },
        );
        assert_eq!(told, 3);
    }
}
