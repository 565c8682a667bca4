//! The thread that reads the terminal.
//!
//! It waits without a timeout as long as nothing is held, and for a few milliseconds after a lone Escape. It can be made to
//! keep its hands off the terminal while an editor has it. It ends when the terminal is gone and says so; what cannot be
//! decoded is skipped.

use std::io::{self, PipeReader, PipeWriter, Read, Write};
use std::os::fd::{AsFd, OwnedFd};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;

use super::decode::Decoder;
use super::{Message, Size};
use crate::ui::event::Event;

/// Most bytes read at once; what a terminal driver holds.
const READ: usize = 4096;

/// The reader thread as seen from the main loop.
#[derive(Debug)]
pub struct Reader {
    wake: PipeWriter,
    gate: Arc<Gate>,
}

#[derive(Debug, Default)]
struct Gate {
    stage: Mutex<Stage>,
    changed: Condvar,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Stage {
    #[default]
    Reading,
    PauseAsked,
    Paused,
    Ended,
}

/// What waiting for the terminal came to.
enum Waited {
    Readable,
    TimedOut,
    Woken,
}

impl Reader {
    /// Starts reading `terminal` into `inbox`: one [`Message::Terminal`] for what one read brought.
    ///
    /// # Errors
    /// Where the system refuses a pipe or a thread.
    pub fn start(terminal: OwnedFd, size: Size, inbox: Sender<Message>) -> io::Result<Self> {
        let (woken, wake) = io::pipe()?;
        let gate = Arc::new(Gate::default());
        let thread_gate = Arc::clone(&gate);
        std::thread::Builder::new()
            .name("input".to_owned())
            .stack_size(256 * 1024)
            .spawn(move || {
                read_on(&terminal, woken, &size, &inbox, &thread_gate);
                thread_gate.set(Stage::Ended);
                // Nobody may be listening any more, at the very end.
                let _ = inbox.send(Message::Closed);
            })?;
        Ok(Self { wake, gate })
    }

    /// Returns when the thread has its hands off the terminal, which another program may then read.
    pub fn pause(&mut self) {
        let mut stage = self.gate.stage.lock().unwrap_or_else(PoisonError::into_inner);
        if *stage != Stage::Reading {
            return;
        }
        *stage = Stage::PauseAsked;
        if self.wake.write_all(&[0]).is_err() {
            return;
        }
        while *stage == Stage::PauseAsked {
            stage = self.gate.changed.wait(stage).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Reads on after [`Self::pause`].
    pub fn resume(&mut self) {
        let mut stage = self.gate.stage.lock().unwrap_or_else(PoisonError::into_inner);
        if *stage != Stage::Ended {
            *stage = Stage::Reading;
            self.gate.changed.notify_all();
        }
    }
}

impl Gate {
    fn set(&self, new: Stage) {
        *self.stage.lock().unwrap_or_else(PoisonError::into_inner) = new;
        self.changed.notify_all();
    }

    /// Says that the thread is paused and waits for the end of the pause.
    fn pass(&self) {
        let mut stage = self.stage.lock().unwrap_or_else(PoisonError::into_inner);
        if *stage != Stage::PauseAsked {
            return;
        }
        *stage = Stage::Paused;
        self.changed.notify_all();
        while *stage == Stage::Paused {
            stage = self.changed.wait(stage).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

fn read_on(terminal: &OwnedFd, mut woken: PipeReader, size: &Size, inbox: &Sender<Message>, gate: &Gate) {
    let mut buffer = [0; READ];
    let mut decoder = Decoder::default();
    loop {
        let events = match wait(terminal, &woken, decoder.pending_escape()) {
            Ok(Waited::Readable) => match rustix::io::read(terminal, &mut buffer[..]) {
                Ok(0) => return,
                Ok(length) => {
                    let (width, height) = size.cells();
                    decode(&mut decoder, |decoder| {
                        decoder.resize(width, height);
                        decoder.feed(buffer.get(..length).unwrap_or_default())
                    })
                }
                Err(Errno::INTR | Errno::AGAIN) => continue,
                // EIO: the other end of the terminal is gone.
                Err(_) => return,
            },
            Ok(Waited::TimedOut) => decode(&mut decoder, Decoder::time_out),
            Ok(Waited::Woken) => {
                if woken.read_exact(&mut [0]).is_err() {
                    return;
                }
                gate.pass();
                continue;
            }
            Err(_) => return,
        };
        if !events.is_empty() && inbox.send(Message::Terminal(events)).is_err() {
            return;
        }
    }
}

/// A key that cannot be read must not cost all that follow.
fn decode(decoder: &mut Decoder, work: impl FnOnce(&mut Decoder) -> Vec<Event>) -> Vec<Event> {
    let result = catch_unwind(AssertUnwindSafe(|| work(decoder)));
    result.unwrap_or_else(|_| {
        *decoder = Decoder::default();
        Vec::new()
    })
}

fn wait(terminal: &OwnedFd, woken: &PipeReader, patience: Option<Duration>) -> io::Result<Waited> {
    let patience = patience.and_then(|patience| Timespec::try_from(patience).ok());
    let woken = woken.as_fd();
    let mut files = [PollFd::new(terminal, PollFlags::IN), PollFd::new(&woken, PollFlags::IN)];
    loop {
        match poll(&mut files, patience.as_ref()) {
            Err(Errno::INTR) => {}
            Err(error) => return Err(error.into()),
            Ok(0) => return Ok(Waited::TimedOut),
            // A pause goes first, so that no byte meant for an editor is taken.
            Ok(_) if !files[1].revents().is_empty() => return Ok(Waited::Woken),
            // Also where the terminal hung up: reading then says so.
            Ok(_) => return Ok(Waited::Readable),
        }
    }
}

#[cfg(test)]
mod tests;
