//! The file system as the store needs it, in few operations, so that a test can stand in its place and crash anywhere.
//!
//! Everything that must be durable goes through [`Fs`]. It refuses to follow a symbolic link or to open anything but a plain
//! file, and what it makes is for the owner alone, whatever the umask. In a folder that others may write to it also refuses
//! to append to a file that is somebody else's or has a second name.

mod handing;
mod real;

#[cfg(test)]
pub(crate) mod crash;
#[cfg(test)]
pub(crate) mod faults;

pub use handing::{Handed, Standing, hand_out};
pub use real::RealFs;

use std::io;
use std::path::Path;
use std::time::Duration;

/// After so many interruptions in a row it is no signal that interrupts.
const PATIENCE: usize = 100;

/// How many temporary files of one name may stand at once.
const ATTEMPTS: usize = 16;

/// Which file is open, how long it is and how it ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tail {
    /// The file's own number, whatever it is called.
    pub number: (u64, u64),
    /// Length in bytes.
    pub length: u64,
    /// The last byte, if there is one.
    pub last: Option<u8>,
}

/// Which file a name stands for, and how long it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sight {
    /// The file's own number, whatever it is called.
    pub number: (u64, u64),
    /// Length in bytes.
    pub length: u64,
}

/// Whose something is, and who else may do what with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rights {
    /// It is a plain file: no link, no pipe, no directory.
    pub plain: bool,
    /// It belongs to whoever runs this.
    pub ours: bool,
    /// The lowest nine bits of its mode.
    pub mode: u32,
}

/// What may be expected of the directory a file lies in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// A directory of ours, which nobody else can write to.
    Own,
    /// A folder of the reader's, in which others may have planted links.
    Shared,
}

/// What the store asks of a file system. Errors are those of the operating system.
pub trait Fs: Send + Sync {
    /// A file open for writing at its end.
    type File: Send;
    /// A lock that is held until it is dropped.
    type Lock: Send;

    /// Opens a file for appending; a new one is made with mode 0600. On shared ground one that belongs to somebody else or has a
    /// second name is an error.
    fn append(&self, path: &Path, ground: Ground) -> io::Result<Self::File>;
    /// Makes a new file with mode 0600; one that exists is an error.
    fn create(&self, path: &Path) -> io::Result<Self::File>;
    /// One write at the end; how many bytes were taken.
    fn write(&self, file: &mut Self::File, bytes: &[u8]) -> io::Result<usize>;
    /// The file's bytes are on the disk when this returns. After an error this handle must not be trusted again.
    fn sync_file(&self, file: &mut Self::File) -> io::Result<()>;
    /// How long the file is and how it ends.
    fn tail(&self, file: &mut Self::File) -> io::Result<Tail>;
    /// The open file's bytes from an offset on, also where it has no name any more.
    fn read_from(&self, file: &mut Self::File, offset: u64) -> io::Result<Vec<u8>>;
    /// Whether `path` still names the open file.
    fn is_at(&self, file: &Self::File, path: &Path) -> io::Result<bool>;
    /// The bytes of a file from an offset on; one that is longer than [`LONGEST`] is an error.
    fn read_after(&self, path: &Path, offset: u64) -> io::Result<Vec<u8>>;
    /// Which file has this name.
    fn sight(&self, path: &Path) -> io::Result<Sight>;
    /// Whether others can write to a directory: in whose hands it is, as the end of a sentence; none where it is ours alone.
    fn strangers(&self, path: &Path) -> io::Result<Option<&'static str>>;
    /// Gives a file another name, in place of what had it.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Removes a file.
    fn remove(&self, path: &Path) -> io::Result<()>;
    /// The names in a directory are on the disk when this returns.
    fn sync_directory(&self, path: &Path) -> io::Result<()>;
    /// Makes a directory with mode 0700; `false` where there was one.
    fn make_directory(&self, path: &Path) -> io::Result<bool>;
    /// The names in a directory, sorted; what is not Unicode is left out.
    fn names(&self, path: &Path) -> io::Result<Vec<String>>;
    /// How long ago a file was last written.
    fn age(&self, path: &Path) -> io::Result<Duration>;
    /// Takes a lock without waiting; none where another has it.
    fn try_lock(&self, path: &Path) -> io::Result<Option<Self::Lock>>;

    /// Whose a file or directory is; a link to a file is not followed. A file system without rights says that all is ours.
    fn rights(&self, path: &Path) -> io::Result<Rights> {
        let plain = match self.sight(path) {
            Err(error) if error.kind() == io::ErrorKind::IsADirectory => false,
            other => other.map(|_| true)?,
        };
        Ok(Rights {
            plain,
            ours: true,
            mode: 0o600,
        })
    }

    /// Takes these rights on a file or directory away; a link to a file is not followed.
    fn withhold(&self, _path: &Path, _rights: u32) -> io::Result<()> {
        Ok(())
    }

    /// All bytes of a file.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.read_after(path, 0)
    }

    /// Writes all bytes, in one write where the system takes them at once.
    fn write_all(&self, file: &mut Self::File, mut bytes: &[u8]) -> io::Result<()> {
        let mut interruptions = 0;
        while !bytes.is_empty() {
            match self.write(file, bytes) {
                Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
                Ok(taken) => bytes = bytes.get(taken..).unwrap_or(&[]),
                Err(error) if error.kind() == io::ErrorKind::Interrupted && interruptions < PATIENCE => {
                    interruptions += 1;
                }
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// Makes a directory and those above it that are missing, each for the owner alone; how many it made.
    fn make_directories(&self, path: &Path) -> io::Result<usize> {
        match self.make_directory(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let Some(parent) = path.parent() else { return Err(error) };
                let above = self.make_directories(parent)?;
                Ok(above + usize::from(self.make_directory(path)?))
            }
            other => other.map(usize::from),
        }
    }

    /// Removes temporary files that a killed run left in a directory for files whose names begin so; how many.
    fn sweep(&self, directory: &Path, prefix: &str) -> usize {
        let names = self.names(directory).unwrap_or_default();
        let ours = names.iter().filter(|name| is_temporary(name, prefix));
        let paths = ours.map(|name| directory.join(name));
        let stray = paths.filter(|path| self.age(path).is_ok_and(|age| age > STRAY));
        stray.filter(|path| self.remove(path).is_ok()).count()
    }

    /// Replaces a file's bytes at once through a temporary file beside it; after a kill either the old or the new bytes are
    /// there. Only with `durable` it also survives a power loss, and the old or the new bytes do so at any moment.
    fn replace(&self, path: &Path, bytes: &[u8], durable: bool) -> io::Result<()> {
        let (Some(directory), Some(name)) = (path.parent(), path.file_name()) else {
            return Err(io::ErrorKind::InvalidInput.into());
        };
        let temporary = |attempt: usize| {
            let mut hidden = std::ffi::OsString::from(".");
            hidden.push(name);
            hidden.push(format!(".{}.{attempt}.tmp", std::process::id()));
            directory.join(hidden)
        };
        // Another thread may be replacing the same file, or a run of the same number have left one behind.
        let mut attempts = (0..ATTEMPTS).map(temporary);
        let (mut file, temporary) = loop {
            let Some(path) = attempts.next() else {
                return Err(io::ErrorKind::AlreadyExists.into());
            };
            match self.create(&path) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                other => break (other?, path),
            }
        };
        let written = self.write_all(&mut file, bytes);
        let written = written.and_then(|()| if durable { self.sync_file(&mut file) } else { Ok(()) });
        let renamed = written.and_then(|()| self.rename(&temporary, path));
        if renamed.is_err() {
            let _ = self.remove(&temporary);
        }
        renamed?;
        if durable {
            self.sync_directory(directory)
        } else {
            Ok(())
        }
    }
}

/// Whether a file of that name is one that [`Fs::replace`] makes: `.NAME.PROCESS.ATTEMPT.tmp`.
pub(super) fn is_temporary(name: &str, prefix: &str) -> bool {
    let inside = name.strip_prefix('.').and_then(|name| name.strip_suffix(".tmp"));
    let mut parts = inside.unwrap_or_default().rsplitn(3, '.');
    let mut is_number = || {
        parts
            .next()
            .is_some_and(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()))
    };
    is_number() && is_number() && parts.next().is_some_and(|replaced| replaced.starts_with(prefix))
}

/// No longer file is read (512 MiB): a journal has a few megabytes, and what others plant must not fill the memory.
pub const LONGEST: u64 = 512 * 1024 * 1024;

/// How old a temporary file must be before nobody can still be writing it.
pub(super) const STRAY: Duration = Duration::from_secs(3600);
