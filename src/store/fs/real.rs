//! The operating system's own file system.

use std::fs::{DirBuilder, File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::time::Duration;

#[cfg(unix)]
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, PermissionsExt};

use super::{Fs, Ground, LONGEST, Rights, Sight, Tail};

/// Files on disk.
#[derive(Clone, Copy, Debug, Default)]
pub struct RealFs;

impl Fs for RealFs {
    type File = File;
    type Lock = File;

    fn append(&self, path: &Path, ground: Ground) -> io::Result<File> {
        open_private(path, OpenOptions::new().read(true).append(true).create(true), ground)
    }

    fn create(&self, path: &Path) -> io::Result<File> {
        let mut options = OpenOptions::new();
        open_private(path, options.read(true).append(true).create_new(true), Ground::Own)
    }

    fn write(&self, file: &mut File, bytes: &[u8]) -> io::Result<usize> {
        file.write(bytes)
    }

    fn sync_file(&self, file: &mut File) -> io::Result<()> {
        file.sync_data()
    }

    fn tail(&self, file: &mut File) -> io::Result<Tail> {
        let metadata = file.metadata()?;
        let (number, length) = (number(&metadata), metadata.len());
        let mut last = [0];
        if length == 0 {
            let last = None;
            return Ok(Tail { number, length, last });
        }
        file.seek(SeekFrom::Start(length - 1))?;
        let read = file.read(&mut last)?;
        Ok(Tail {
            number,
            length,
            last: (read == 1).then_some(last[0]),
        })
    }

    fn read_from(&self, file: &mut File, offset: u64) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        file.seek(SeekFrom::Start(offset))?;
        file.read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn is_at(&self, file: &File, path: &Path) -> io::Result<bool> {
        let there = match std::fs::symlink_metadata(path) {
            Ok(there) => there,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
            Err(error) => return Err(error),
        };
        let here = file.metadata()?;
        Ok(number(&here) == number(&there))
    }

    fn read_after(&self, path: &Path, offset: u64) -> io::Result<Vec<u8>> {
        let mut file = open_plain(path, OpenOptions::new().read(true))?;
        let length = file.metadata()?.len();
        if length > LONGEST {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        if offset > 0 {
            file.seek(SeekFrom::Start(offset))?;
        }
        // Read in one piece, and the end seen without room for another.
        let expected = usize::try_from(length.saturating_sub(offset)).unwrap_or(0);
        let mut bytes = Vec::with_capacity(expected + 1);
        file.take(LONGEST).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn sight(&self, path: &Path) -> io::Result<Sight> {
        let metadata = std::fs::symlink_metadata(path)?;
        Ok(Sight {
            number: number(&metadata),
            length: metadata.len(),
        })
    }

    #[cfg(unix)]
    fn strangers(&self, path: &Path) -> io::Result<Option<&'static str>> {
        let metadata = std::fs::metadata(path)?;
        Ok(if metadata.uid() != rustix::process::geteuid().as_raw() {
            Some("belongs to somebody else")
        } else if metadata.mode() & 0o022 != 0 {
            Some("can be written by others (chmod go-w ends that)")
        } else {
            None
        })
    }

    #[cfg(not(unix))]
    fn strangers(&self, _path: &Path) -> io::Result<Option<&'static str>> {
        Ok(None)
    }

    #[cfg(unix)]
    fn rights(&self, path: &Path) -> io::Result<Rights> {
        let metadata = std::fs::symlink_metadata(path)?;
        // The links of a file manager to a home elsewhere are the reader's own; what counts is where they lead.
        let metadata = match metadata.is_symlink() {
            true if path.is_dir() => std::fs::metadata(path)?,
            _ => metadata,
        };
        Ok(Rights {
            plain: metadata.is_file(),
            ours: metadata.uid() == rustix::process::geteuid().as_raw(),
            mode: metadata.mode() & 0o777,
        })
    }

    #[cfg(unix)]
    fn withhold(&self, path: &Path, rights: u32) -> io::Result<()> {
        let file = if path.is_dir() {
            File::open(path)?
        } else {
            open_plain(path, OpenOptions::new().read(true))?
        };
        let mode = file.metadata()?.mode() & 0o7777 & !rights;
        file.set_permissions(std::fs::Permissions::from_mode(mode))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        std::fs::rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        std::fs::remove_file(path)
    }

    #[cfg(unix)]
    fn sync_directory(&self, path: &Path) -> io::Result<()> {
        File::open(path)?.sync_all()
    }

    /// Elsewhere a directory cannot be opened as a file; its names are kept by the file system's own journal.
    #[cfg(not(unix))]
    fn sync_directory(&self, _path: &Path) -> io::Result<()> {
        Ok(())
    }

    fn make_directory(&self, path: &Path) -> io::Result<bool> {
        let mut builder = DirBuilder::new();
        #[cfg(unix)]
        builder.mode(0o700);
        match builder.create(path) {
            Ok(()) => {
                #[cfg(unix)]
                std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o700))?;
                Ok(true)
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && path.is_dir() => Ok(false),
            Err(error) => Err(error),
        }
    }

    fn names(&self, path: &Path) -> io::Result<Vec<String>> {
        let mut names = Vec::new();
        for entry in std::fs::read_dir(path)? {
            names.extend(entry?.file_name().into_string());
        }
        names.sort();
        Ok(names)
    }

    fn age(&self, path: &Path) -> io::Result<Duration> {
        let written = std::fs::symlink_metadata(path)?.modified()?;
        Ok(written.elapsed().unwrap_or_default())
    }

    fn try_lock(&self, path: &Path) -> io::Result<Option<File>> {
        let file = self.append(path, Ground::Own)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(file)),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }
}

/// Opens for writing; a file that is new, or was left open to others, is closed to them.
fn open_private(path: &Path, options: &mut OpenOptions, ground: Ground) -> io::Result<File> {
    #[cfg(unix)]
    options.mode(0o600);
    let file = open_plain(path, options)?;
    #[cfg(unix)]
    {
        let metadata = file.metadata()?;
        if ground == Ground::Shared && metadata.uid() != rustix::process::geteuid().as_raw() {
            return Err(io::Error::other("the file belongs to somebody else"));
        }
        if ground == Ground::Shared && metadata.nlink() != 1 {
            return Err(io::Error::other("the file has a second name"));
        }
        if metadata.len() == 0 && metadata.mode() & 0o777 != 0o600 {
            file.set_permissions(std::fs::Permissions::from_mode(0o600))?;
        }
    }
    #[cfg(not(unix))]
    let _ = ground;
    Ok(file)
}

/// Opens a plain file: no symbolic link is followed, and a pipe does not make us wait.
fn open_plain(path: &Path, options: &mut OpenOptions) -> io::Result<File> {
    #[cfg(unix)]
    {
        let flags = rustix::fs::OFlags::NOFOLLOW | rustix::fs::OFlags::NONBLOCK;
        options.custom_flags(i32::try_from(flags.bits()).unwrap_or(0));
    }
    let file = options.open(path)?;
    if file.metadata()?.is_file() {
        Ok(file)
    } else {
        Err(io::Error::other("not a plain file"))
    }
}

#[cfg(unix)]
fn number(metadata: &std::fs::Metadata) -> (u64, u64) {
    (metadata.dev(), metadata.ino())
}

#[cfg(not(unix))]
fn number(metadata: &std::fs::Metadata) -> (u64, u64) {
    (0, metadata.len())
}
