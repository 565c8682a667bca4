//! The two ends of the terminal: where the page is written and where keys are read.
//!
//! Standard input may be a pipe with a transcript in it; keys then come from the terminal itself. Nothing here buffers.

use std::fs::File;
use std::io::{self, Write};
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};

use rustix::event::{PollFd, PollFlags};
use rustix::fs::{Mode, OFlags};
use rustix::termios;

/// The terminal as a place to write to: one `write` is one system call, and one that would block is waited for.
#[derive(Debug)]
pub struct Output(File);

impl Output {
    /// Standard output.
    ///
    /// # Errors
    /// Where it is closed.
    pub fn open() -> io::Result<Self> {
        Ok(Self(File::from(rustix::stdio::stdout().try_clone_to_owned()?)))
    }

    /// Any other file, for tests and for a terminal that is not standard output.
    #[must_use]
    pub fn of(file: OwnedFd) -> Self {
        Self(File::from(file))
    }
}

impl AsFd for Output {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.0.as_fd()
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        loop {
            match self.0.write(bytes) {
                // Another program may have left the terminal in non-blocking mode; it is the same open file.
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => wait_to_write(self.0.as_fd())?,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                result => return result,
            }
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn wait_to_write(file: BorrowedFd<'_>) -> io::Result<()> {
    match rustix::event::poll(&mut [PollFd::new(&file, PollFlags::OUT)], None) {
        Ok(_) | Err(rustix::io::Errno::INTR) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// Where keys come from: standard input if that is a terminal, else the terminal of this process.
///
/// # Errors
/// Where there is no terminal.
pub fn input() -> io::Result<OwnedFd> {
    let stdin = rustix::stdio::stdin();
    if termios::isatty(stdin) {
        return stdin.try_clone_to_owned();
    }
    // Under its own name first: some systems cannot wait for `/dev/tty`.
    let stdout = rustix::stdio::stdout();
    let flags = OFlags::RDWR | OFlags::NOCTTY | OFlags::CLOEXEC;
    if termios::isatty(stdout)
        && let Ok(name) = termios::ttyname(stdout, Vec::new())
        && let Ok(file) = rustix::fs::open(name, flags, Mode::empty())
    {
        return Ok(file);
    }
    Ok(rustix::fs::open("/dev/tty", flags, Mode::empty())?)
}

/// Whether a page can be shown at all: standard output is a terminal.
#[must_use]
pub fn is_there() -> bool {
    termios::isatty(rustix::stdio::stdout())
}

/// Columns and rows of the terminal in cells; 80 by 24 where it does not say.
#[must_use]
pub fn size(terminal: impl AsFd) -> (u16, u16) {
    match termios::tcgetwinsize(terminal) {
        Ok(size) if size.ws_col > 0 && size.ws_row > 0 => (size.ws_col, size.ws_row),
        _ => (80, 24),
    }
}
