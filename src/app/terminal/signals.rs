//! Signals as messages: a thread that waits for them and does nothing else.
//!
//! Nothing is decided here. A broken pipe (SIGPIPE, which the runtime ignores already) and a file grown too large (SIGXFSZ)
//! come as errors of the write that met them.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;

use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGWINCH, SIGXFSZ};
use signal_hook::iterator::Signals;

use super::{Message, Size, tty};

/// What a signal asks of the main loop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signal {
    /// Save and leave: SIGTERM or SIGHUP.
    Leave,
    /// SIGINT: leave as well; one that came while the terminal was lent was meant for the other program, and is not told.
    Interrupt,
    /// Stop until the shell brings us back: SIGTSTP from outside.
    Suspend,
    /// We were stopped and go on: SIGCONT.
    Continue,
}

/// Starts the thread. Changes of the window's size are told in cells and kept in `size`. While the terminal is `lent` to
/// another program, the keyboard's signals are that program's: we only stop when it is stopped.
///
/// # Errors
/// Where the system refuses handlers or threads.
pub fn start(size: Size, lent: Arc<AtomicBool>, inbox: Sender<Message>) -> io::Result<()> {
    // A handler that does nothing of note: unlike ignoring, it does not pass on to programs we start.
    signal_hook::flag::register(SIGXFSZ, Arc::new(AtomicBool::new(false)))?;
    let mut signals = Signals::new([SIGWINCH, SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGCONT])?;
    std::thread::Builder::new()
        .name("signals".to_owned())
        .stack_size(128 * 1024)
        .spawn(move || {
            for signal in signals.forever() {
                let message = match (signal, lent.load(Ordering::Acquire)) {
                    (SIGWINCH, _) => {
                        let (width, height) = tty::size(rustix::stdio::stdout());
                        size.set(width, height);
                        Message::Resize(width, height)
                    }
                    (SIGINT | SIGCONT, true) => continue,
                    (SIGTSTP, true) => {
                        // The shell waits for both of us to stop. Where the system refuses, the other one is stopped alone.
                        let _ = stop();
                        continue;
                    }
                    (SIGINT, false) => Message::Signal(Signal::Interrupt),
                    (SIGTSTP, false) => Message::Signal(Signal::Suspend),
                    (SIGCONT, false) => Message::Signal(Signal::Continue),
                    _ => Message::Signal(Signal::Leave),
                };
                if inbox.send(message).is_err() {
                    break;
                }
            }
        })?;
    Ok(())
}

/// Stops this process as Ctrl-Z would have; returns when the shell brings it back.
///
/// # Errors
/// Where the system refuses.
pub fn stop() -> io::Result<()> {
    signal_hook::low_level::emulate_default_handler(SIGTSTP)
}
