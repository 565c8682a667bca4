//! Making lines durable at the end of this device's journal.
//!
//! One write, by which a torn end is healed and what someone else took away is put back, then the bytes on the disk, then the
//! names above them. A handle whose sync failed is never asked again, since the system may have forgotten what it lost.

use std::collections::HashSet;
use std::io;
use std::time::{Duration, Instant};

use super::fs::{Fs, Ground};
use super::journal::{Journal, Seen, cause, is_unsupported};
use super::loaded::lines_of;

const BETWEEN_TRIES: Duration = Duration::from_millis(5);
/// How often a file that was replaced under our hands is appended to again.
const REPLACED: usize = 10;
/// Directories whose names are made durable: the transcript's, `t`, the data directory, the one that holds it.
const OWN_LEVELS: usize = 4;
/// Above those it is done too, since a run that was killed may just have made them, but an error there is none of ours.
const ALL_LEVELS: usize = 6;
/// So many bytes at the end of the journal show whether it is still the one that was written.
const END: usize = 256;

const README: &str = "This is where visavis keeps bookmarks, highlights, notes and corrections: back it up, sync it.

t/<key>/notes.<device>.jsonl   one line of JSON per change, written by that device only, never changed in place.
                               What counts is, for each id, the line with the highest rev (then ts, then dev);
                               op \"del\" deletes. crc is CRC-32 of the line with the crc's digits as zeros.
                               <key> is of the words of the talk, so a renamed or relabelled file is the same one.
t/<key>/meta.json              where the transcript was seen; can be deleted.

Format version 1. Lines of several files may be merged in any order; doubled lines do no harm.
";
const GIT_ATTRIBUTES: &str = "*.jsonl merge=union\n";

impl<F: Fs> Journal<F> {
    /// Appends lines durably; below the data directory where it cannot be done beside the transcript.
    pub(super) fn append_lines(&mut self, lines: &[String]) -> io::Result<()> {
        let Err(why) = self.append_here(lines) else {
            return Ok(());
        };
        if self.folder.ground == Ground::Own {
            return Err(why);
        }
        let beside = (self.folder.clone(), self.length, self.end.clone());
        self.write_in(self.home.clone());
        if self.append_here(lines).is_err() {
            // What was told first is what is to be mended, and next time it may be.
            let (folder, length, end) = beside;
            self.write_in(folder);
            (self.length, self.end) = (length, end);
            return Err(why);
        }
        self.retreated = Some(format!(
            "cannot write marks to {}: {}; they are kept in {}",
            beside.0.directory.display(),
            cause(&why),
            self.file.display()
        ));
        Ok(())
    }

    fn append_here(&mut self, lines: &[String]) -> io::Result<()> {
        let made = match self.folder.ground {
            Ground::Own => self.fs.make_directories(&self.folder.directory)?,
            Ground::Shared => 0,
        };
        self.guard()?;
        let lock = self.locked();
        let mut trust = true;
        for _ in 0..REPLACED {
            let mut file = self.fs.append(&self.file, self.folder.ground)?;
            let before = self.fs.tail(&mut file)?;
            let bytes = self.bytes_for(&mut file, lines, lock.is_some())?;
            self.fs.write_all(&mut file, &bytes)?;
            match self.fs.sync_file(&mut file) {
                Err(error) if is_unsupported(&error) => self.unsynced = true,
                // The system may have dropped the bytes and forgotten the error: this handle is never asked again.
                Err(_) if std::mem::replace(&mut trust, false) => continue,
                other => other?,
            }
            if !self.settled {
                self.settle(made)?;
            }
            // Without the lock another may just have compacted, and our line stands in the file that went.
            if lock.is_some() || self.fs.is_at(&file, &self.file)? {
                let to = self.remember_end(before.length, &bytes);
                let known = Seen {
                    number: before.number,
                    to: before.length,
                };
                // What this run wrote needs no reading, where all before it was read.
                if before.length == 0 || self.seen.get(&self.file) == Some(&known) {
                    self.seen.insert(self.file.clone(), Seen { to, ..known });
                }
                self.written.extend_from_slice(lines);
                return Ok(());
            }
        }
        Err(io::Error::other("the file is replaced again and again"))
    }

    /// Remembers how the journal stands now that these bytes follow its first `before`; how long it is.
    pub(super) fn remember_end(&mut self, before: u64, bytes: &[u8]) -> u64 {
        self.length = before + bytes.len() as u64;
        self.end = bytes[bytes.len().saturating_sub(END)..].to_vec();
        self.length
    }

    /// Refuses a data directory that others can write to: what they plant there could lead our lines astray.
    fn guard(&mut self) -> io::Result<()> {
        let Some(root) = self.root.as_ref().filter(|_| !self.guarded) else {
            return Ok(());
        };
        for directory in [root.clone(), root.join("t"), self.folder.directory.clone()] {
            if let Some(hands) = self.fs.strangers(&directory)? {
                let says = format!("{} {hands}", directory.display());
                return Err(io::Error::new(io::ErrorKind::PermissionDenied, says));
            }
        }
        self.guarded = true;
        Ok(())
    }

    /// The bytes of one write: what heals a torn end, what someone else took away, and the new lines.
    fn bytes_for(&mut self, file: &mut F::File, lines: &[String], locked: bool) -> io::Result<Vec<u8>> {
        let tail = self.fs.tail(file)?;
        let mut bytes = Vec::new();
        if tail.length == 0 {
            self.settled = false;
        }
        // Without the lock the end may be torn by the time we write; an empty line is nothing to a reader.
        if tail.last.is_some_and(|last| last != b'\n') || !locked {
            bytes.push(b'\n');
        }
        let mut push = |line: &str| {
            bytes.extend_from_slice(line.as_bytes());
            bytes.push(b'\n');
        };
        if !self.is_whole(file, tail.length)? {
            let there = self.fs.read_from(file, 0)?;
            let there: HashSet<&[u8]> = lines_of(&there).collect();
            let lost = self.written.iter().filter(|line| !there.contains(line.as_bytes()));
            lost.for_each(|line| push(line));
        }
        lines.iter().for_each(|line| push(line));
        Ok(bytes)
    }

    /// Whether the journal still holds what this run wrote last where it wrote it.
    fn is_whole(&self, file: &mut F::File, length: u64) -> io::Result<bool> {
        if length < self.length {
            return Ok(false);
        }
        let at = self.length.saturating_sub(self.end.len() as u64);
        Ok(self.end.is_empty() || self.fs.read_from(file, at)?.starts_with(&self.end))
    }

    /// Makes the names of file and directories durable, as far as this has not been done in this run.
    fn settle(&mut self, made: usize) -> io::Result<()> {
        let (own, all) = match self.folder.ground {
            Ground::Own => (OWN_LEVELS.max(made + 1), ALL_LEVELS.max(made + 1)),
            Ground::Shared => (1, 1),
        };
        for (level, directory) in self.folder.directory.ancestors().take(all).enumerate() {
            match self.fs.sync_directory(directory) {
                Err(error) if is_unsupported(&error) => self.unsynced = true,
                Err(error) if level < own && error.kind() != io::ErrorKind::PermissionDenied => {
                    return Err(error);
                }
                _ => {}
            }
        }
        for (name, content) in [("README.txt", README), (".gitattributes", GIT_ATTRIBUTES)] {
            let Some(path) = self.root.as_ref().map(|root| root.join(name)) else {
                continue;
            };
            if self.fs.sight(&path).is_err_and(|e| e.kind() == io::ErrorKind::NotFound) {
                // Only explains; the marks do not depend on it.
                let _ = self.fs.replace(&path, content.as_bytes(), false);
            }
        }
        self.settled = true;
        Ok(())
    }

    /// The lock, unless another holds it for longer than we wait or there can be none.
    pub(super) fn locked(&self) -> Option<F::Lock> {
        let locks = self.locks.as_ref()?;
        self.fs.make_directories(locks).ok()?;
        let path = &locks.join(&self.folder.lock);
        let until = Instant::now() + self.patience;
        loop {
            match self.fs.try_lock(path) {
                Ok(Some(lock)) => return Some(lock),
                Err(error) if error.kind() != io::ErrorKind::Interrupted => return None,
                _ if Instant::now() < until => std::thread::sleep(BETWEEN_TRIES),
                _ => return None,
            }
        }
    }
}
