//! Making this device's own journal shorter, without changing what all journals together say.
//!
//! Only whole lines go, never bytes inside one. What is damaged or newer than us stays; so do the last operations with every
//! version they can bring back, and a deletion for as long as an old copy could bring the deleted back.

use std::collections::{HashMap, HashSet};
use std::io;

use super::fs::Fs;
use super::journal::Journal;
use super::line;
use super::loaded::lines_of;
use crate::marks::{Event, Id, Moment};

/// From this length on little that is dead is enough.
const LONG: u64 = 1024 * 1024;
/// Below this it is not worth a new file, whatever share is dead.
const SHORT: u64 = 64 * 1024;
/// How many operations stay, so that undo survives a restart.
const OPERATIONS: usize = 200;
/// How long a deletion is remembered: 180 days.
const REMEMBERED: i64 = 180 * 86_400_000;

/// When a journal is made shorter.
#[derive(Clone, Copy, Debug)]
pub struct Thresholds {
    /// In bytes; a shorter journal is left alone.
    pub short: u64,
    /// In bytes; a longer one is made shorter where a tenth of it is dead, others where half is.
    pub long: u64,
    /// How many operations stay.
    pub operations: usize,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self {
            short: SHORT,
            long: LONG,
            operations: OPERATIONS,
        }
    }
}

impl<F: Fs> Journal<F> {
    /// Makes the own journal shorter where that is worth it; whether it did. The old one stays beside it as `.bak`.
    ///
    /// # Errors
    ///
    /// What the system said; the journal is then as it was.
    pub fn compact(&mut self, now: Moment, thresholds: Thresholds) -> io::Result<bool> {
        // Without the lock another may append to the file that goes.
        let Some(_lock) = self.locked() else { return Ok(false) };
        if self.fs.sight(&self.file).is_err() {
            return Ok(false);
        }
        let mut file = self.fs.append(&self.file, self.folder.ground)?;
        let mut bytes = self.fs.read_from(&mut file, 0)?;
        // What ends without a line end may be a line that is being written this moment; it is carried over at the end.
        bytes.truncate(memchr::memrchr(b'\n', &bytes).map_or(0, |at| at + 1));
        if (bytes.len() as u64) < thresholds.short {
            return Ok(false);
        }
        let kept = kept(&bytes, &self.elsewhere()?, now, thresholds.operations);
        let (all, dead) = (bytes.len() as u64, (bytes.len() - kept.len().min(bytes.len())) as u64);
        if dead == 0 || (dead * 2 <= all && (all < thresholds.long || dead * 10 < all)) {
            return Ok(false);
        }
        self.fs.replace(&self.file.with_extension("jsonl.bak"), &bytes, false)?;
        self.put_in_place(&mut file, all, &kept)?;
        Ok(true)
    }

    /// Gives the own journal these bytes in place of its first `taken`, durably and at once; the lock must be held. What was
    /// appended behind those by somebody who did not wait for the lock is carried over.
    pub(super) fn put_in_place(&mut self, old: &mut F::File, taken: u64, bytes: &[u8]) -> io::Result<()> {
        if let Err(error) = self.fs.replace(&self.file, bytes, true) {
            // The new name may stand already, and a power cut take it away with all that is appended under it.
            self.settled = false;
            return Err(error);
        }
        self.remember_end(0, bytes);
        // Until the new name stood such a one could not tell that its file goes; from then on it can, and appends again itself.
        let late = self.fs.read_from(old, taken)?;
        if !late.is_empty() {
            let late = [b"\n", late.as_slice()].concat();
            let mut new = self.fs.append(&self.file, self.folder.ground)?;
            let before = self.fs.tail(&mut new)?.length;
            self.fs.write_all(&mut new, &late)?;
            self.fs.sync_file(&mut new)?;
            self.remember_end(before, &late);
        }
        Ok(())
    }

    /// The ids that other journals speak of.
    fn elsewhere(&self) -> io::Result<HashSet<Id>> {
        let mut ids = HashSet::new();
        let mut unread = Vec::new();
        for path in self.journals(&mut unread) {
            if path == self.file {
                continue;
            }
            for line in lines_of(&self.fs.read(&path)?) {
                if let line::Read::Event(event) = line::read(line) {
                    ids.extend(record_of(&event).map(|(id, _)| id));
                }
            }
        }
        match unread.pop() {
            // What is not known may speak of anything.
            Some(why) => Err(io::Error::other(why)),
            None => Ok(ids),
        }
    }
}

/// The bytes of a journal without its dead lines.
fn kept(bytes: &[u8], elsewhere: &HashSet<Id>, now: Moment, operations: usize) -> Vec<u8> {
    let lines: Vec<(&[u8], line::Read)> = lines_of(bytes).map(|line| (line, line::read(line))).collect();
    let events = || {
        lines.iter().filter_map(|(_, read)| match read {
            line::Read::Event(event) => Some(event.as_ref()),
            _ => None,
        })
    };
    let mut walked: Vec<Id> = events().filter_map(operation_of).collect();
    walked.sort_unstable();
    walked.dedup();
    let walked: HashSet<Id> = walked.into_iter().rev().take(operations).collect();
    let mut needed: HashSet<(Id, u64)> = HashSet::new();
    let mut greatest: HashMap<Id, (u64, Moment, bool)> = HashMap::new();
    for event in events() {
        match event {
            Event::Operation { id, touched, .. } if walked.contains(id) => {
                for touch in touched {
                    needed.extend(touch.before.into_iter().chain(touch.after).map(|rev| (touch.id, rev)));
                }
            }
            Event::Operation { .. } => {}
            Event::Put { id, rev, at, .. } => greater(&mut greatest, *id, (*rev, *at, false)),
            Event::Delete { id, rev, at, .. } => greater(&mut greatest, *id, (*rev, *at, true)),
        }
    }
    let spoken_of: HashSet<Id> = needed.iter().map(|(id, _)| *id).collect();
    let is_kept = |event: &Event| match (operation_of(event), record_of(event)) {
        (Some(id), _) => walked.contains(&id),
        (None, Some((id, rev))) => {
            let forgotten = greatest.get(&id).is_some_and(|(_, at, deleted)| {
                let old = now.0.saturating_sub(at.0) > REMEMBERED;
                *deleted && old && !elsewhere.contains(&id) && !spoken_of.contains(&id)
            });
            let stands = greatest.get(&id).is_some_and(|(greatest, _, _)| rev >= *greatest);
            (stands && !forgotten) || needed.contains(&(id, rev))
        }
        (None, None) => true,
    };
    let mut kept = Vec::with_capacity(bytes.len());
    let mut seen: HashSet<&[u8]> = HashSet::new();
    for (line, read) in &lines {
        let stays = match read {
            line::Read::Event(event) => is_kept(event) && seen.insert(line),
            line::Read::Moved(_) => seen.insert(line),
            line::Read::Newer | line::Read::Damaged => true,
        };
        if stays {
            kept.extend_from_slice(line);
            kept.push(b'\n');
        }
    }
    kept
}

fn greater(greatest: &mut HashMap<Id, (u64, Moment, bool)>, id: Id, version: (u64, Moment, bool)) {
    let known = greatest.entry(id).or_insert(version);
    *known = (*known).max(version);
}

const fn operation_of(event: &Event) -> Option<Id> {
    match event {
        Event::Operation { id, .. } => Some(*id),
        _ => None,
    }
}

const fn record_of(event: &Event) -> Option<(Id, u64)> {
    match event {
        Event::Put { id, rev, .. } | Event::Delete { id, rev, .. } => Some((*id, *rev)),
        Event::Operation { .. } => None,
    }
}
