//! Files that are handed out to the reader: exports and conversions.
//!
//! They are whole or not there, durable once this returns, and unlike what is kept here they are open to whomever the reader's own
//! files are open to. What is there already is written over only where that is asked for.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::{Fs, RealFs};

/// What becomes of a file that is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It stays, and nothing is written.
    Kept,
    /// It is written over at once, after the new one is whole.
    Replaced,
}

/// Writes a file through a temporary one beside it: file, name and folder are on the disk when this returns.
///
/// # Errors
///
/// What the system said; [`io::ErrorKind::AlreadyExists`] where a file is there and is to stay.
pub fn hand_out(path: &Path, bytes: &[u8], standing: Standing) -> io::Result<()> {
    let mut handed = Handed::begin(path, standing)?;
    handed.write(bytes)?;
    handed.finish()
}

/// A file that is handed out piece by piece; nothing stands under its name before [`Handed::finish`], and nothing is left of it
/// where that is never reached.
#[derive(Debug)]
pub struct Handed {
    path: PathBuf,
    standing: Standing,
    file: File,
    temporary: PathBuf,
    finished: bool,
}

impl Handed {
    /// Begins a file.
    ///
    /// # Errors
    ///
    /// As [`hand_out`].
    pub fn begin(path: &Path, standing: Standing) -> io::Result<Self> {
        if standing == Standing::Kept && fs::symlink_metadata(path).is_ok() {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        let (file, temporary) = beside(path)?;
        Ok(Self {
            path: path.to_owned(),
            standing,
            file,
            temporary,
            finished: false,
        })
    }

    /// Adds bytes.
    ///
    /// # Errors
    ///
    /// What the system said.
    pub fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.file.write_all(bytes)
    }

    /// Gives the file its name: file, name and folder are on the disk when this returns.
    ///
    /// # Errors
    ///
    /// As [`hand_out`].
    pub fn finish(mut self) -> io::Result<()> {
        self.file.sync_all()?;
        match self.standing {
            Standing::Kept => put(&self.temporary, &self.path)?,
            Standing::Replaced => fs::rename(&self.temporary, &self.path)?,
        }
        self.finished = true;
        let folder = self.path.parent().filter(|folder| !folder.as_os_str().is_empty());
        RealFs.sync_directory(folder.unwrap_or(Path::new(".")))
    }
}

impl Drop for Handed {
    fn drop(&mut self) {
        if !self.finished {
            // What was begun is of no use to anybody.
            let _ = fs::remove_file(&self.temporary);
        }
    }
}

/// A new file in the same folder under a name that nothing else has.
fn beside(path: &Path) -> io::Result<(File, PathBuf)> {
    let name = path.file_name().ok_or(io::ErrorKind::InvalidInput)?;
    for attempt in 0..super::ATTEMPTS {
        let mut hidden = std::ffi::OsString::from(".");
        hidden.push(name);
        hidden.push(format!(".{}.{attempt}.tmp", std::process::id()));
        let temporary = path.with_file_name(hidden);
        match OpenOptions::new().write(true).create_new(true).open(&temporary) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            other => return other.map(|file| (file, temporary)),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

/// Moves a file to a name that must still be free: a link fails where it is not.
fn put(from: &Path, to: &Path) -> io::Result<()> {
    match fs::hard_link(from, to) {
        Ok(()) => fs::remove_file(from),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(error),
        // A file system without links: the name was free a moment ago.
        Err(_) => fs::rename(from, to),
    }
}

#[cfg(test)]
mod tests {
    use super::{Standing, hand_out};
    use std::fs;

    #[test]
    fn a_file_that_is_there_stays_unless_it_is_to_be_replaced() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("quotes.md");
        hand_out(&path, b"one", Standing::Kept).expect("the name is free");
        let refused = hand_out(&path, b"two", Standing::Kept).expect_err("it is not free any more");
        assert_eq!(refused.kind(), std::io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read(&path).expect("still there"), b"one");
        hand_out(&path, b"three", Standing::Replaced).expect("it was asked for");
        assert_eq!(fs::read(&path).expect("there"), b"three");
        assert_eq!(
            folder.path().read_dir().expect("readable").count(),
            1,
            "nothing is left beside it"
        );
    }

    #[test]
    fn what_cannot_be_written_leaves_nothing_behind() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        fs::create_dir_all(folder.path().join("taken/inside")).expect("a folder");
        assert!(hand_out(&folder.path().join("taken"), b"x", Standing::Replaced).is_err());
        assert!(hand_out(&folder.path().join("no/such"), b"x", Standing::Replaced).is_err());
        assert!(hand_out(std::path::Path::new("/"), b"x", Standing::Replaced).is_err());
        assert_eq!(folder.path().read_dir().expect("readable").count(), 1);
    }
}
