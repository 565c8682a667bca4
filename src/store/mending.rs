//! Mending what the doctor found, without losing a line: what is damaged is put aside before it is taken out.
//!
//! Whatever happens in between, a line stands in the journal, in the file beside it, or in both. A newer version's lines are as
//! good as ours and stay.

use std::io;
use std::path::{Path, PathBuf};

use super::doctor::{Finding, Report, Trouble};
use super::folder::{Folder, QUARANTINE};
use super::fs::Fs;
use super::identity::{Identity, Key};
use super::journal::{Journal, cause};
use super::line::{self, timestamp};
use super::loaded::lines_of;
use super::shelf::Shelf;
use super::shingles::Shingles;
use crate::marks::Moment;

/// The characters of a timestamp that are its day.
const DAY: usize = "2026-11-23".len();

impl<F: Fs> Shelf<F> {
    /// Mends what can be mended, and notes at each finding what was done or why it failed.
    pub fn mend(&self, report: &mut Report, now: Moment) {
        for finding in &mut report.findings {
            finding.mended = self
                .mended(finding, now)
                .map(|done| done.map_err(|error| cause(&error)));
        }
    }

    /// Mends one thing; none where nothing can be done.
    fn mended(&self, finding: &Finding, now: Moment) -> Option<io::Result<String>> {
        let path = &finding.path;
        match &finding.trouble {
            Trouble::Damaged { .. } => Some(self.put_aside(path, finding.folder.as_ref()?, now)),
            Trouble::Open(rights) => {
                let closed = self.fs().withhold(path, *rights);
                Some(closed.map(|()| "others have no such right any more".to_owned()))
            }
            Trouble::Unsaved(_, Some(key)) => Some(self.save(path, key)),
            Trouble::OrphanedLock => Some(self.remove_lock(path)),
            Trouble::Stray => Some(self.fs().remove(path).map(|()| "removed".to_owned())),
            Trouble::Unsaved(_, None)
            | Trouble::Newer(_)
            | Trouble::Quarantined(_)
            | Trouble::LinkedAway(_)
            | Trouble::NotOurs
            | Trouble::NotPlain
            | Trouble::Unread(_)
            | Trouble::Foreign => None,
        }
    }

    /// The journal of that key below the data directory.
    fn home_of(&self, key: &Key) -> io::Result<Journal<F>> {
        let identity = Identity {
            key: key.clone(),
            text_version: String::new(),
            shingles: Shingles::default(),
        };
        self.journal(&identity, None).map_err(io::Error::other)
    }

    fn put_aside(&self, path: &Path, folder: &Folder, now: Moment) -> io::Result<String> {
        // Whose words they are does not matter here, only where they lie.
        let any = Key::new("00000000000000000000").ok_or(io::ErrorKind::InvalidInput)?;
        let mut journal = self.home_of(&any)?;
        journal.write_in(folder.clone());
        journal.file = path.to_owned();
        let quarantine = journal.put_damaged_aside(now)?;
        let name = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Ok(format!(
            "put aside in {}; the journal as it was is {}",
            name(&quarantine),
            name(&path.with_extension("jsonl.bak"))
        ))
    }

    /// Saves what a run put aside.
    fn save(&self, path: &Path, key: &Key) -> io::Result<String> {
        let mut journal = self.home_of(key)?;
        let recovered = journal.recover(&[path.to_owned()]);
        match recovered.waiting.is_empty() {
            true => Ok(format!("saved in {}", journal.path().display())),
            false => Err(io::Error::other("they cannot be saved yet either")),
        }
    }

    /// Removes a lock that nobody holds. Whoever opened it this moment finds no journal to make shorter, which is all that two locks
    /// of one journal could spoil.
    fn remove_lock(&self, path: &Path) -> io::Result<String> {
        match self.fs().try_lock(path)? {
            Some(_lock) => self.fs().remove(path).map(|()| "removed".to_owned()),
            None => Err(io::Error::other("somebody holds it")),
        }
    }
}

impl<F: Fs> Journal<F> {
    /// Takes the damaged lines out of the journal and gives the file that has them now.
    fn put_damaged_aside(&mut self, now: Moment) -> io::Result<PathBuf> {
        let Some(_lock) = self.locked() else {
            return Err(io::Error::other("somebody holds the lock"));
        };
        let mut file = self.fs.append(&self.file, self.folder.ground)?;
        let bytes = self.fs.read_from(&mut file, 0)?;
        let (mut kept, mut damaged) = (Vec::with_capacity(bytes.len()), Vec::new());
        for row in lines_of(&bytes) {
            let to = match line::read(row) {
                line::Read::Damaged => &mut damaged,
                line::Read::Event(_) | line::Read::Moved(_) | line::Read::Newer => &mut kept,
            };
            to.extend_from_slice(row);
            to.push(b'\n');
        }
        if damaged.is_empty() {
            return Err(io::Error::other("another has mended it"));
        }
        let day = timestamp(now);
        let ending = format!("{QUARANTINE}{}", day.get(..DAY).unwrap_or_default());
        let quarantine = self.file.with_extension(ending.trim_start_matches('.'));
        let mut aside = self.fs.append(&quarantine, self.folder.ground)?;
        if self.fs.tail(&mut aside)?.last.is_some_and(|last| last != b'\n') {
            self.fs.write_all(&mut aside, b"\n")?;
        }
        self.fs.write_all(&mut aside, &damaged)?;
        self.fs.sync_file(&mut aside)?;
        // The directory is synced with it, so that the name of the file above stands before the journal is shorter.
        self.fs.replace(&self.file.with_extension("jsonl.bak"), &bytes, true)?;
        self.put_in_place(&mut file, bytes.len() as u64, &kept)?;
        Ok(quarantine)
    }
}
