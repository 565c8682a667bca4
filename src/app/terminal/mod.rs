//! The engine room: everything between the terminal and our own values.
//!
//! Bytes become [`Event`]s on a thread of their own, signals become messages on another, and the page leaves in one write a
//! frame. The main loop blocks on the [`Inbox`] without a timeout, so an idle program does nothing at all. What is on the
//! page, and what a key means, is not known here.

#[cfg(not(unix))]
compile_error!(
    "the terminal is spoken to as Unix terminals are; other systems need a module of their own beside this one"
);

pub mod clipboard;
pub mod colour;
pub mod decode;
mod hand;
pub mod input;
pub mod modes;
pub mod pen;
pub mod screen;
pub mod sequences;
pub mod signals;
pub mod symbol;
pub mod tty;

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Instant;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use self::colour::Depth;
use self::input::Reader;
use self::modes::Modes;
use self::screen::{Frame, Screen};
use self::signals::Signal;
use self::tty::Output;
use crate::session::home::Shelved;
use crate::session::{Document, Outcome};
use crate::store::Told;
use crate::text::SafeText;
use crate::ui::event::Event;

/// So many messages are taken before the page is drawn, whatever goes on arriving.
const BATCH: usize = 4096;

/// Something the main loop is told.
#[derive(Debug)]
pub enum Message {
    /// What one read of the terminal brought, in order; never empty.
    Terminal(Vec<Event>),
    /// The terminal's new width and height in cells.
    Resize(u16, u16),
    /// A signal.
    Signal(Signal),
    /// The terminal is gone; nothing more will come from it.
    Closed,
    /// A thread panicked and the terminal was given back for its message; the next [`Terminal::draw`] takes it again.
    GivenBack,
    /// What became of an effect.
    Outcome(Outcome),
    /// All of the transcript of that opening, or why it could not be read.
    Rest(u64, Box<Result<Document, SafeText>>),
    /// What the store tells of the transcript of that opening.
    Kept(u64, Told),
    /// The file of that opening changed on disk.
    Changed(u64),
    /// A directory for the marks of the transcript of that opening is there now.
    Appeared(u64),
    /// What a look at the library found, by path, no row for a file that is no longer of it; and how many files of how many it
    /// looked into, none once it is over.
    Shelved(Vec<(std::path::PathBuf, Option<Shelved>)>, Option<(usize, usize)>),
    /// Something changed in a folder of the library.
    LibraryChanged,
}

/// All that the main loop is told, in the order in which it happened.
#[derive(Debug)]
pub struct Inbox {
    receiver: Receiver<Message>,
    sender: Sender<Message>,
}

/// Width and height of the terminal in cells, shared between threads.
#[derive(Clone, Debug, Default)]
pub struct Size(Arc<AtomicU32>);

/// The terminal while we have it. Dropping it gives it back.
#[derive(Debug)]
pub struct Terminal {
    screen: Screen<Output>,
    // Dropped after the screen, which writes only while it is drawn to.
    modes: Modes,
    reader: Reader,
    size: Size,
    /// Another program has the terminal, and the keyboard's signals are meant for it.
    lent: Arc<AtomicBool>,
    /// We stopped by our own doing, and the SIGCONT that follows is dealt with already.
    stopped: bool,
}

impl Inbox {
    /// An inbox and nothing in it.
    #[must_use]
    pub fn new() -> Self {
        let (sender, receiver) = channel();
        Self { receiver, sender }
    }

    /// Where a thread puts what it has to say.
    #[must_use]
    pub fn sender(&self) -> Sender<Message> {
        self.sender.clone()
    }

    /// Waits for a message, without end or until `deadline`; then takes all that are there. Of several new sizes only the
    /// last is kept. Nothing in it means that the deadline has passed.
    #[must_use]
    pub fn take(&self, deadline: Option<Instant>) -> Vec<Message> {
        let first = match deadline {
            None => self.receiver.recv().ok(),
            Some(deadline) => {
                let left = deadline.saturating_duration_since(Instant::now());
                // The inbox holds a sender itself, so this can only be the deadline.
                self.receiver.recv_timeout(left).ok()
            }
        };
        let mut messages: Vec<Message> = first.into_iter().collect();
        if !messages.is_empty() {
            messages.extend(self.receiver.try_iter().take(BATCH));
        }
        let is_size = |message: &Message| matches!(message, Message::Resize(..));
        if let Some(last) = messages.iter().rposition(is_size) {
            let mut at = 0;
            messages.retain(|message| {
                at += 1;
                !is_size(message) || at == last + 1
            });
        }
        messages
    }
}

impl Default for Inbox {
    fn default() -> Self {
        Self::new()
    }
}

impl Size {
    /// A size in cells.
    #[must_use]
    pub fn new(width: u16, height: u16) -> Self {
        let size = Self::default();
        size.set(width, height);
        size
    }

    /// Width and height in cells.
    #[must_use]
    pub fn cells(&self) -> (u16, u16) {
        let both = self.0.load(Ordering::Relaxed);
        // Two halves of one number, so that no thread sees a width with another height.
        ((both >> 16) as u16, (both & 0xFFFF) as u16)
    }

    /// Takes a new size in cells.
    pub fn set(&self, width: u16, height: u16) {
        self.0
            .store(u32::from(width) << 16 | u32::from(height), Ordering::Relaxed);
    }
}

impl Terminal {
    /// Takes the terminal, starts the threads that fill `inbox`, and has panics give the terminal back. The mouse is
    /// reported to us if `mouse`.
    ///
    /// # Errors
    /// Where there is no terminal.
    pub fn start(inbox: &Inbox, depth: Depth, mouse: bool) -> io::Result<Self> {
        let input = tty::input()?;
        let (width, height) = tty::size(rustix::stdio::stdout());
        let size = Size::new(width, height);
        // Signals first: one that comes while the modes are being entered must find its handler.
        let lent = Arc::new(AtomicBool::new(false));
        signals::start(size.clone(), Arc::clone(&lent), inbox.sender())?;
        let modes = Modes::enter(input.try_clone()?, Output::open()?, mouse)?;
        let sender = inbox.sender();
        // Nobody may be listening any more, at the very end.
        modes.leave_on_panic(move || drop(sender.send(Message::GivenBack)));
        let reader = Reader::start(input, size.clone(), inbox.sender())?;
        let screen = Screen::new(Output::open()?, (width, height), depth);
        Ok(Self {
            screen,
            modes,
            reader,
            size,
            lent,
            stopped: false,
        })
    }

    /// The page in cells.
    #[must_use]
    pub fn area(&self) -> Rect {
        self.screen.area()
    }

    /// Brings the page to the terminal as [`Screen::draw`] does; takes the terminal again if a panic of another thread gave
    /// it back.
    ///
    /// # Errors
    /// Where the terminal is gone.
    pub fn draw(&mut self, paint: impl FnOnce(&mut Buffer) -> Option<Position>) -> io::Result<Frame> {
        if self.modes.ensure()? {
            self.screen.invalidate();
        }
        self.screen.draw(paint)
    }

    /// Sends bytes that are not part of the page, such as a question or something for the clipboard.
    ///
    /// # Errors
    /// Where the terminal is gone.
    pub fn send(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.screen.send(bytes)
    }

    /// Takes a new size in cells.
    pub fn resize(&mut self, width: u16, height: u16) {
        self.screen.resize(width, height);
    }

    /// The next frame paints everything.
    pub fn redraw(&mut self) {
        self.screen.invalidate();
    }

    /// Has the mouse reported to us, or leaves it to the terminal.
    ///
    /// # Errors
    /// Where the terminal is gone.
    pub fn set_mouse(&mut self, reported: bool) -> io::Result<()> {
        self.modes.set_mouse(reported)
    }

    /// Lends the terminal to another program while `work` runs; keys are not read meanwhile. The next frame paints everything.
    ///
    /// # Errors
    /// Where the terminal is gone afterwards.
    pub fn lend<T>(&mut self, work: impl FnOnce() -> T) -> io::Result<T> {
        let lent = Arc::clone(&self.lent);
        self.step_aside(|| {
            lent.store(true, Ordering::Release);
            let result = work();
            lent.store(false, Ordering::Release);
            result
        })
    }

    /// Gives the terminal back and stops until the shell brings us back. The next frame paints everything.
    ///
    /// # Errors
    /// Where the terminal is gone afterwards.
    pub fn suspend(&mut self) -> io::Result<()> {
        self.stopped = true;
        self.step_aside(signals::stop)?
    }

    /// After [`Signal::Continue`]: takes the terminal again if we were stopped from outside; true if so.
    ///
    /// # Errors
    /// Where the terminal is gone.
    pub fn go_on(&mut self) -> io::Result<bool> {
        if std::mem::take(&mut self.stopped) {
            return Ok(false);
        }
        self.modes.enter_again()?;
        self.look_again();
        Ok(true)
    }

    /// Gives the terminal back before its drop would.
    pub fn leave(&mut self) {
        self.modes.leave();
    }

    fn step_aside<T>(&mut self, work: impl FnOnce() -> T) -> io::Result<T> {
        self.reader.pause();
        self.modes.leave();
        let result = work();
        let entered = self.modes.ensure();
        self.reader.resume();
        self.look_again();
        entered.map(|_| result)
    }

    /// The window may have changed while nobody told us.
    fn look_again(&mut self) {
        let (width, height) = tty::size(rustix::stdio::stdout());
        self.size.set(width, height);
        self.screen.resize(width, height);
        self.screen.invalidate();
    }
}

/// Width and height of the terminal in cells as they are now.
#[must_use]
pub fn size() -> (u16, u16) {
    tty::size(rustix::stdio::stdout())
}

#[cfg(test)]
mod tests;
