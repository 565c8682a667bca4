//! A file system whose operations fail when told to.

use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use super::crash::{CrashFs, Disk};
use super::{Fs, Ground, Rights, Sight, Tail};

/// What happens at the chosen operation.
#[derive(Clone, Copy, Debug)]
pub enum Fault {
    /// An error of the operating system by its number.
    Error(i32),
    /// A write takes only half of the bytes; any other operation goes well.
    Short,
}

/// Fails at the operation of that number, and with `lasting` at every one after it.
#[derive(Debug)]
pub struct FaultFs {
    pub disk: CrashFs,
    pub fault: Fault,
    pub at: usize,
    pub lasting: bool,
    count: AtomicUsize,
}

impl FaultFs {
    pub fn new(fault: Fault, at: usize, lasting: bool) -> Self {
        Self::on(CrashFs::with(Disk::default()), fault, at, lasting)
    }

    /// The same on a disk that stands already.
    pub fn on(disk: CrashFs, fault: Fault, at: usize, lasting: bool) -> Self {
        Self {
            disk,
            fault,
            at,
            lasting,
            count: AtomicUsize::new(0),
        }
    }

    /// How many operations there have been.
    pub fn count(&self) -> usize {
        self.count.load(Ordering::Relaxed)
    }

    fn falls(&self) -> bool {
        let number = self.count.fetch_add(1, Ordering::Relaxed);
        number == self.at || (self.lasting && number > self.at)
    }

    fn met<T>(&self, go: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
        match self.fault {
            Fault::Error(number) if self.falls() => Err(io::Error::from_raw_os_error(number)),
            Fault::Error(_) => go(),
            Fault::Short => {
                self.falls();
                go()
            }
        }
    }
}

impl Fs for FaultFs {
    type File = usize;
    type Lock = ();

    fn append(&self, path: &Path, ground: Ground) -> io::Result<usize> {
        self.met(|| self.disk.append(path, ground))
    }

    fn create(&self, path: &Path) -> io::Result<usize> {
        self.met(|| self.disk.create(path))
    }

    fn write(&self, file: &mut usize, bytes: &[u8]) -> io::Result<usize> {
        match (self.falls(), self.fault) {
            // An interrupted write has taken nothing; what was taken in part is answered with a number.
            (true, Fault::Error(4)) => Err(io::Error::from_raw_os_error(4)),
            (true, Fault::Error(number)) => {
                // As on a full disk: some of it may have gone there.
                self.disk.write(file, &bytes[..bytes.len() / 3])?;
                Err(io::Error::from_raw_os_error(number))
            }
            (true, Fault::Short) => self.disk.write(file, &bytes[..bytes.len().div_ceil(2)]),
            (false, _) => self.disk.write(file, bytes),
        }
    }

    fn sync_file(&self, file: &mut usize) -> io::Result<()> {
        self.met(|| self.disk.sync_file(file))
    }

    fn tail(&self, file: &mut usize) -> io::Result<Tail> {
        self.met(|| self.disk.tail(file))
    }

    fn read_from(&self, file: &mut usize, offset: u64) -> io::Result<Vec<u8>> {
        self.met(|| self.disk.read_from(file, offset))
    }

    fn is_at(&self, file: &usize, path: &Path) -> io::Result<bool> {
        self.met(|| self.disk.is_at(file, path))
    }

    fn read_after(&self, path: &Path, offset: u64) -> io::Result<Vec<u8>> {
        self.met(|| self.disk.read_after(path, offset))
    }

    fn sight(&self, path: &Path) -> io::Result<Sight> {
        self.met(|| self.disk.sight(path))
    }

    fn strangers(&self, path: &Path) -> io::Result<Option<&'static str>> {
        self.met(|| self.disk.strangers(path))
    }

    fn rights(&self, path: &Path) -> io::Result<Rights> {
        self.met(|| self.disk.rights(path))
    }

    fn withhold(&self, path: &Path, rights: u32) -> io::Result<()> {
        self.met(|| self.disk.withhold(path, rights))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.met(|| self.disk.rename(from, to))
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.met(|| self.disk.remove(path))
    }

    fn sync_directory(&self, path: &Path) -> io::Result<()> {
        self.met(|| self.disk.sync_directory(path))
    }

    fn make_directory(&self, path: &Path) -> io::Result<bool> {
        self.met(|| self.disk.make_directory(path))
    }

    fn names(&self, path: &Path) -> io::Result<Vec<String>> {
        self.met(|| self.disk.names(path))
    }

    fn age(&self, path: &Path) -> io::Result<Duration> {
        self.met(|| self.disk.age(path))
    }

    fn try_lock(&self, path: &Path) -> io::Result<Option<()>> {
        self.met(|| self.disk.try_lock(path))
    }
}
